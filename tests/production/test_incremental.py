"""A film is a build: nothing changed makes nothing, one word remakes its own shots, a kill loses nothing finished."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.production.conftest import SCRIPT, make, published, write_film

pytestmark = pytest.mark.film
KILLS = 6


def _receipt(folder: Path) -> dict[str, Any]:
    result: dict[str, Any] = json.loads((folder / "out" / "receipt.json").read_text())
    return result


def _copy(small_film: Path, target: Path) -> Path:
    shutil.copytree(small_film, target, symlinks=True)
    return target


def test_nothing_changed_makes_nothing(small_film: Path, tmp_path: Path) -> None:
    """The same film again: 0 tasks made, the same bytes."""
    folder = _copy(small_film, tmp_path / "again")
    assert make(folder).returncode == 0
    assert _receipt(folder)["made"] == []
    assert published(folder) == published(small_film)


def test_one_word_remakes_only_its_shots_and_equals_a_clean_build(small_film: Path, tmp_path: Path) -> None:
    """A longer line re-shoots the shots that show or hear it, names its script line, and gives a clean build's bytes."""
    edited = SCRIPT.replace("It was me.", "It was certainly me.")
    line = edited[: edited.index("It was certainly me.")].count("\n") + 1
    folder = _copy(small_film, tmp_path / "edited")
    (folder / "small.fountain").write_text(edited, encoding="utf-8")
    assert make(folder).returncode == 0
    receipt = _receipt(folder)
    spoken = [m for m in receipt["made"] if m["task"].startswith("voice: speak")]
    assert [m["script"] for m in spoken] == [[f"small.fountain:{line}"]]
    shot = [m for m in receipt["made"] if m["department"] == "picture"]
    assert shot, "the line is on screen"
    assert [m["task"] for m in shot if f"small.fountain:{line}" not in m["script"]] == []
    whole = _receipt(small_film)
    assert receipt["frames"] < whole["frames"]
    clean = write_film(tmp_path / "clean", edited)
    assert make(clean).returncode == 0
    assert published(folder) == published(clean)


def test_kills_lose_nothing_finished(small_film: Path, tmp_path: Path) -> None:
    """kill -9 at random moments, then make: the same bytes, no half file in out, finished tasks are found again."""
    folder = write_film(tmp_path / "killed")
    moments = random.Random(7)
    manifests: set[Path] = set()
    for _ in range(KILLS):
        command = [sys.executable, "-m", "redearth", "make", str(folder)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(timeout=moments.uniform(1.5, 12.0))
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        now = set((folder / ".redearth" / "manifests").rglob("*.json"))
        assert manifests <= now, "a finished task was lost"
        manifests = now
        assert not list((folder / "out").rglob("*.part"))
    assert make(folder).returncode == 0
    assert _receipt(folder)["cached"] >= len(manifests) - 1 or _receipt(folder)["made"] == []
    assert published(folder) == published(small_film)


def test_a_second_make_waits_for_the_first(small_film: Path, tmp_path: Path) -> None:
    """Two builds of one film at once both succeed, and the second says that it waits."""
    folder = _copy(small_film, tmp_path / "twice")
    (folder / "small.fountain").write_text(SCRIPT.replace("the lamp", "a lamp"), encoding="utf-8")
    command = [sys.executable, "-m", "redearth", "make", str(folder)]
    first = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    lock = folder / ".redearth" / "lock"
    while lock.read_text().strip() != str(first.pid):
        assert first.poll() is None
        time.sleep(0.05)
    second = make(folder)
    assert first.wait() == 0
    assert second.returncode == 0
    assert f"process {first.pid}" in second.stdout
    assert _receipt(folder)["made"] == []


def _alive_in_group(group: int) -> list[str]:
    """Return the processes of a group that still run (a dead one that nobody has waited for does not count)."""
    alive = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, found = stat.read_text().rpartition(")")[2].split()[:3]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(found) == group and state != "Z":
            alive.append(f"{stat.parent.name} {state}")
    return alive


def test_interrupt_stops_cleanly(tmp_path: Path) -> None:
    """Ctrl-C ends in seconds with a word about going on, and leaves no process behind."""
    folder = write_film(tmp_path / "stopped")
    command = [sys.executable, "-m", "redearth", "make", str(folder)]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # A shell that runs the tests in the background makes them ignore Ctrl-C; the command under test must not.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    time.sleep(4)
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=10)
    assert process.returncode == 130, errors
    assert "everything finished so far is kept" in output
    deadline = time.monotonic() + 10
    while _alive_in_group(process.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert _alive_in_group(process.pid) == []


def test_preview_shows_one_shot(tmp_path: Path) -> None:
    """`--only 1 --quality draft` shoots one shot and shows its frame."""
    folder = write_film(tmp_path / "preview")
    result = make(folder, "--only", "1", "--quality", "draft")
    assert result.returncode == 0, result.stderr
    assert (folder / "out" / "preview" / "still.png").stat().st_size > 500
    assert not (folder / "out" / "release").exists()
