"""The office makes each task once and says why."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from redearth.build import keys
from redearth.build.history import History
from redearth.build.model import Source, Task, only, whole
from redearth.build.office import Office
from redearth.build.store import Store
from redearth.build.watch import Silent
from redearth.build.workers import Rooms
from redearth.core.diagnostics import FilmError
from tests.build.conftest import Build


def _given(store: Store, text: str) -> Source:
    return only(store.put_bytes(text.encode(), "text"), "text")


def _task(function: str, name: str = "toy", **inputs: Source) -> Task:
    return Task(
        name=name, department="script", function=f"tests.build.toys:{function}", inputs=inputs, script=("toy.fountain:1",)
    )


def test_makes_a_task_and_finds_it_again(build: Build, store: Store) -> None:
    """The first build makes, the second finds; the receipt says so."""
    task = _task("copy_upper", text=_given(store, "hello"))
    (made,), first = build(task)
    _, second = build(task)
    assert store.path(made.files[0].digest).read_text() == "HELLO"
    assert ([m.reason for m in first.made], first.cached) == (["new"], 0)
    assert (second.made, second.cached) == ((), 1)


def test_the_receipt_names_what_changed(build: Build, store: Store) -> None:
    """A changed input is the reason, with the script's line."""
    build(_task("copy_upper", text=_given(store, "hello")))
    _, receipt = build(_task("copy_upper", text=_given(store, "goodbye")))
    assert [(m.reason, m.script) for m in receipt.made] == [("changed: text", ("toy.fountain:1",))]


def test_options_are_part_of_the_key(build: Build, store: Store) -> None:
    """Other options make another artifact."""
    plain = _task("copy_upper", text=_given(store, "a"))
    tailed = Task(
        name="toy", department="script", function="tests.build.toys:copy_upper", inputs=plain.inputs, options={"tail": "!"}
    )
    (one, two), _ = build(plain, tailed)
    assert one.digest != two.digest


def test_an_unchanged_file_of_a_changed_artifact_stops_the_ripple(build: Build, store: Store) -> None:
    """A task that takes one file of an artifact is not made again when only its sibling changes."""

    def both(text: str) -> tuple[Task, Task]:
        first = _task("two_files", "first", text=_given(store, text))
        (made,), _ = build(first)
        return first, _task("copy_upper", "second", text=only(made, "sub/b"))

    build(*both("one"))
    _, receipt = build(*both("two"))
    assert [m.task for m in receipt.made] == []
    assert receipt.cached == 2


def test_a_whole_artifact_is_a_folder(build: Build, store: Store) -> None:
    """A task that takes everything sees the files at their own paths."""
    (made,), _ = build(_task("two_files", text=_given(store, "x")))
    (joined,), _ = build(_task("read_folder", "join", folder=whole(made)))
    assert store.path(joined.files[0].digest).read_text() == "a=x|sub/b=constant"


def test_a_damaged_object_is_made_again(build: Build, store: Store) -> None:
    """A flipped bit in the store costs one task, and the content comes back."""
    task = _task("copy_upper", text=_given(store, "hello"))
    (made,), _ = build(task)
    path = store.path(made.files[0].digest)
    path.chmod(0o644)
    path.write_bytes(b"HELLP")
    (again,), receipt = build(task)
    assert again.digest == made.digest
    assert path.read_bytes() == b"HELLO"
    assert [m.reason for m in receipt.made] == ["missing or damaged in the store"]


def test_a_users_fault_reaches_the_user(build: Build) -> None:
    """A diagnostic crosses the process boundary whole."""
    with pytest.raises(FilmError) as caught:
        build(_task("complain"))
    (diagnostic,) = caught.value.diagnostics
    assert (diagnostic.message, diagnostic.where) == ("the toy is broken", "toy.fountain:3:1")


def test_a_fault_of_the_program_names_the_task_and_the_line(build: Build, store: Store) -> None:
    """An exception becomes a message with the script line, and its trace lies in a file."""
    with pytest.raises(FilmError, match=r"toy.fountain:1: error: toy failed: ZeroDivisionError: a slip"):
        build(_task("stumble"))
    assert "ZeroDivisionError" in (store.folder / "failures.log").read_text()


def test_a_killed_worker_is_replaced(build: Build, tmp_path: Path, store: Store) -> None:
    """A task whose worker was killed is tried once more in a new one."""
    marker = {"marker": str(tmp_path / "marker")}
    (made,), _ = build(Task(name="toy", department="script", function="tests.build.toys:die_once", options=marker))
    assert store.path(made.files[0].digest).read_text() == "yes"


def test_a_full_disk_is_said_so(build: Build) -> None:
    """A full disk is named, with what to do."""
    with pytest.raises(FilmError, match="the disk is full"):
        build(_task("fill_disk"))


def test_no_workspace_is_left_behind(build: Build, store: Store) -> None:
    """Neither a made nor a failed task leaves its workspace."""
    build(_task("copy_upper", text=_given(store, "hello")))
    with pytest.raises(FilmError):
        build(_task("complain"))
    assert list((store.folder / "tmp").iterdir()) == []


def test_sound_comes_before_shots_long_ones_before_short_ones_and_the_master_last(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """With one worker, sound goes before the camera, of the shots the longest goes first, and clips are conformed when all are shot."""
    monkeypatch.setattr(keys, "code_digest", lambda module: "toys")
    begun: list[str] = []

    class Order(Silent):
        def running(self, task: Task) -> None:
            begun.append(task.name)

    def toy(name: str, department: str, frames: int = 0) -> Task:
        inputs = {"text": _given(store, name)}
        return Task(name=name, department=department, function="tests.build.toys:copy_upper", inputs=inputs, frames=frames)

    rooms = Rooms(1)

    async def flow() -> None:
        office = Office(store, History(store.folder / "history.json"), rooms, Order())
        shots = [toy("first", "picture", 5), toy("short", "picture", 10), toy("long", "picture", 90)]
        await office.make_all([*shots, toy("conform", "master"), toy("mix", "sound")])

    try:
        asyncio.run(flow())
    finally:
        rooms.close(at_once=False)
    assert begun == ["first", "mix", "long", "short", "conform"]
