"""A full disk is said, also by libraries that keep quiet about it."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from redearth.build.disk import require_room
from redearth.build.workers import run_task
from redearth.core.diagnostics import FilmError


def _leave(monkeypatch: pytest.MonkeyPatch, *mebibytes: int) -> None:
    """Let each look at the disk find the next of these amounts free, and the last from then on."""
    left = list(mebibytes)

    def look(path: Path) -> SimpleNamespace:
        free = left.pop(0) if len(left) > 1 else left[0]
        return SimpleNamespace(f_bavail=free * 256, f_frsize=4096, f_blocks=10**6)

    monkeypatch.setattr("os.statvfs", look)


def test_room_is_asked_for_before_a_task_is_begun(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With too little left nothing runs."""
    _leave(monkeypatch, 3)
    with pytest.raises(FilmError, match="the disk is full: 3 MiB are left"):
        run_task("tests.build.toys:two_files", {}, {}, tmp_path.as_posix())
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("toy", ["two_files", "stumble"])
def test_what_a_task_says_on_a_full_disk_does_not_count(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, toy: str) -> None:
    """A task that ended well may have cut its files short, and one that failed failed for want of room."""
    (tmp_path / "text").write_text("hello")
    (tmp_path / "out").mkdir()
    _leave(monkeypatch, 900, 0)
    with pytest.raises(FilmError, match="the disk is full: 0 MiB are left"):
        run_task(f"tests.build.toys:{toy}", {"text": str(tmp_path / "text")}, {}, str(tmp_path / "out"))


def test_a_disk_that_does_not_tell_is_trusted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """File systems without a size of their own report nothing but zeros."""
    monkeypatch.setattr("os.statvfs", lambda path: SimpleNamespace(f_bavail=0, f_frsize=4096, f_blocks=0))
    require_room(tmp_path)
