"""The store keeps whole, sound objects or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from redearth.build.store import Store

KEY = "ab" * 32


def _remembered(store: Store, tmp_path: Path) -> tuple[str, str]:
    folder = tmp_path / "made"
    folder.mkdir()
    (folder / "one").write_text("first")
    (folder / "two").write_text("second")
    artifact = store.put_folder(folder)
    store.remember(KEY, artifact)
    return artifact.file("one").files[0].digest, artifact.file("two").files[0].digest


def test_remembers_what_a_task_made(store: Store, tmp_path: Path) -> None:
    """A key gives back the artifact that was bound to it."""
    one, _ = _remembered(store, tmp_path)
    found = store.recall(KEY)
    assert found is not None
    assert [f.path for f in found.files] == ["one", "two"]
    assert store.path(one).read_text() == "first"


def test_every_flipped_bit_is_noticed(store: Store, tmp_path: Path) -> None:
    """An object with one bit flipped counts as missing and is set aside, not deleted."""
    one, _ = _remembered(store, tmp_path)
    path = store.path(one)
    path.chmod(0o644)
    body = bytearray(path.read_bytes())
    body[2] ^= 1
    path.write_bytes(bytes(body))
    assert store.recall(KEY) is None
    assert store.damaged == [one]
    assert (store.folder / "quarantine" / one).read_bytes() == bytes(body)


def test_a_truncated_object_is_noticed(store: Store, tmp_path: Path) -> None:
    """An object cut short, as by a power failure, counts as missing."""
    one, _ = _remembered(store, tmp_path)
    store.path(one).chmod(0o644)
    store.path(one).write_bytes(b"")
    assert store.recall(KEY) is None


@pytest.mark.parametrize("body", [b"", b"not json", b'{"key":"x","files":[],"check":"y"}', b'["a list"]'])
def test_a_damaged_manifest_is_a_miss(store: Store, tmp_path: Path, body: bytes) -> None:
    """A manifest that is not what was written is set aside and counts as missing."""
    _remembered(store, tmp_path)
    (manifest,) = (store.folder / "manifests").rglob("*.json")
    manifest.chmod(0o644)
    manifest.write_bytes(body)
    assert store.recall(KEY) is None


def test_a_manifest_in_anothers_place_is_noticed(store: Store, tmp_path: Path) -> None:
    """A sound manifest under another key is refused."""
    _remembered(store, tmp_path)
    (manifest,) = (store.folder / "manifests").rglob("*.json")
    other = "cd" * 32
    moved = store.folder / "manifests" / "cd" / f"{other}.json"
    moved.parent.mkdir()
    manifest.rename(moved)
    assert store.recall(other) is None


def test_bytes_given_twice_are_one_object(store: Store) -> None:
    """The same content is stored once, whatever it is called."""
    first, second = store.put_bytes(b"same", "a"), store.put_bytes(b"same", "b")
    assert first.files[0].digest == second.files[0].digest
    assert sum(p.is_file() for p in (store.folder / "objects").rglob("*")) == 1


def test_a_damaged_given_file_is_written_again(store: Store) -> None:
    """Giving bytes again mends their object."""
    digest = store.put_bytes(b"same", "a").files[0].digest
    store.path(digest).chmod(0o644)
    store.path(digest).write_bytes(b"sane")
    store.put_bytes(b"same", "a")
    assert store.path(digest).read_bytes() == b"same"
