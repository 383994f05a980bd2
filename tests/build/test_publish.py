"""Publishing changes only what must change and removes only what it wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from redearth.build.publish import publish
from redearth.build.store import Store
from redearth.core.diagnostics import FilmError


def test_writes_changes_and_removes_its_own(store: Store, tmp_path: Path) -> None:
    """A second publication writes only the changed file, removes the stale one and leaves the user's alone."""
    out = tmp_path / "out"
    one, two = (store.put_bytes(b, "x").files[0] for b in (b"one", b"two"))
    assert publish(store, out, {"a/one": one, "b/gone": two}) == 2
    (out / "mine.txt").write_text("the user's")
    assert publish(store, out, {"a/one": one, "c": two}) == 1
    assert sorted(p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()) == ["a/one", "c", "mine.txt"]
    assert not (out / "b").exists()


def test_mends_a_file_somebody_changed(store: Store, tmp_path: Path) -> None:
    """A published file that was edited by hand is written again."""
    one = store.put_bytes(b"one", "x").files[0]
    publish(store, tmp_path / "out", {"a": one})
    (tmp_path / "out" / "a").write_text("eno")
    assert publish(store, tmp_path / "out", {"a": one}) == 1


@pytest.mark.parametrize("path", ["../escape", "/etc/escape", "a/../../escape"])
def test_never_leaves_the_output_folder(store: Store, tmp_path: Path, path: str) -> None:
    """A path that would leave the folder is refused."""
    with pytest.raises(ValueError, match="leaves the output folder"):
        publish(store, tmp_path / "out", {path: store.put_bytes(b"x", "x").files[0]})


@pytest.mark.parametrize(("path", "blocking"), [("a/film.mp4", "a/film.mp4/keep.txt"), ("a/b/film.mp4", "a/b")])
def test_leaves_alone_what_stands_in_the_way(store: Store, tmp_path: Path, path: str, blocking: str) -> None:
    """A folder in a file's place, or a file in a folder's, is named and kept, and nothing half written is left."""
    mine = tmp_path / "out" / blocking
    mine.parent.mkdir(parents=True)
    mine.write_text("the user's")
    with pytest.raises(FilmError, match=r"stands where the film's film.mp4 goes") as caught:
        publish(store, tmp_path / "out", {path: store.put_bytes(b"x", "x").files[0]})
    assert caught.value.diagnostics[0].where in (str(mine), str(mine.parent))
    assert mine.read_text() == "the user's"
    assert not list((tmp_path / "out").rglob("*.part"))


def test_a_stale_file_that_became_a_folder_is_the_users(store: Store, tmp_path: Path) -> None:
    """What replaces a published file under its name is not removed."""
    one = store.put_bytes(b"one", "x").files[0]
    publish(store, tmp_path / "out", {"a": one})
    (tmp_path / "out" / "a").unlink()
    (tmp_path / "out" / "a").mkdir()
    (tmp_path / "out" / "a" / "mine.txt").write_text("the user's")
    assert publish(store, tmp_path / "out", {}) == 0
    assert (tmp_path / "out" / "a" / "mine.txt").read_text() == "the user's"
