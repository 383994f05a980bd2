"""The production office: makes tasks, or finds them in the store, as many at once as there are workers."""

from __future__ import annotations

import asyncio
import shutil
import time
import traceback
from collections.abc import Iterable
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Protocol

from redearth.build.history import History
from redearth.build.keys import key_parts, task_key
from redearth.build.model import Artifact, Made, Receipt, Source, Task
from redearth.build.store import Store
from redearth.build.turns import Turns, Urgency
from redearth.build.workers import Rooms
from redearth.core.diagnostics import FilmError, fault

_TRIES = 2
_MASTER = "master"
_CAMERA = "picture"
"""The department whose tasks take minutes and whose processes are its own."""


class Watcher(Protocol):
    """Somebody who follows the build: the status table."""

    def waiting(self, task: Task) -> None:
        """A task is known and not yet decided."""

    def running(self, task: Task) -> None:
        """A worker has it."""

    def cached(self, task: Task) -> None:
        """It was in the store."""

    def done(self, task: Task) -> None:
        """It has been made."""


class Office:
    """Runs tasks for one film; use it from one event loop.

    Identical tasks asked for twice are made once. A task that fails stops the build with a :class:`FilmError`; what was
    finished stays in the store, so that the next build goes on from there.
    """

    def __init__(self, store: Store, history: History, rooms: Rooms, watcher: Watcher) -> None:
        self.store = store
        self._history = history
        self._rooms = rooms
        self._watcher = watcher
        self._turns = Turns(rooms.workers)
        self._making: dict[str, asyncio.Task[Artifact]] = {}
        self._made: list[Made] = []
        self._cached = 0
        self._started = time.monotonic()

    async def make(self, task: Task) -> Artifact:
        """Return the task's artifact, from the store or freshly made."""
        key = task_key(task)
        if key not in self._making:
            self._watcher.waiting(task)
            self._making[key] = asyncio.create_task(self._settle(task, key))
        return await self._making[key]

    async def make_all(self, tasks: Iterable[Task]) -> list[Artifact]:
        """Return the artifacts of several tasks, in order."""
        async with asyncio.TaskGroup() as group:
            making = [group.create_task(self.make(task)) for task in tasks]
        return [m.result() for m in making]

    def receipt(self) -> Receipt:
        """Return what has been done so far."""
        by_department: dict[str, float] = {}
        for made in self._made:
            by_department[made.department] = by_department.get(made.department, 0.0) + made.seconds
        wall = time.monotonic() - self._started
        seconds = (*sorted((name, round(s, 2)) for name, s in by_department.items()), ("wall", round(wall, 2)))
        return Receipt(
            made=tuple(sorted(self._made, key=lambda m: m.task)),
            cached=self._cached,
            frames=sum(m.frames for m in self._made),
            seconds=seconds,
        )

    async def _settle(self, task: Task, key: str) -> Artifact:
        parts = key_parts(task)
        async with self._turns.turn(_urgency(task)):
            found = await asyncio.to_thread(self.store.recall, key)
            if found is not None:
                self._history.note(task.name, parts)
                self._cached += 1
                self._watcher.cached(task)
                return found
            reason = self._history.reason(task.name, parts)
            self._watcher.running(task)
            start = time.monotonic()
            artifact = await self._run(task)
            self.store.remember(key, artifact)
        self._made.append(
            Made(
                task=task.name,
                department=task.department,
                reason=reason,
                script=task.script,
                seconds=round(time.monotonic() - start, 3),
                frames=task.frames,
            )
        )
        self._watcher.done(task)
        return artifact

    async def _run(self, task: Task) -> Artifact:
        room = _CAMERA if task.department == _CAMERA else "studio"
        workspace = self.store.workspace()
        try:
            for attempt in range(1, _TRIES + 1):
                out = workspace / f"out{attempt}"
                out.mkdir()
                inputs = self._lay_out(task, workspace / f"in{attempt}")
                future = asyncio.wrap_future(self._rooms.submit(room, task.function, inputs, task.options, str(out)))
                future.add_done_callback(_heard)
                await asyncio.wait([future])
                error = future.exception()
                if error is None:
                    return await asyncio.to_thread(self.store.put_folder, out)
                if not isinstance(error, BrokenProcessPool):
                    raise self._explain(task, error)
            raise fault(
                "build.worker",
                f"the worker process of {task.name} ended {_TRIES} times without an answer",
                remedy="enough free memory (about 1 GiB a worker)",
                command="redearth make --workers 1 …",
            )
        finally:
            shutil.rmtree(workspace, ignore_errors=True)

    def _explain(self, task: Task, error: BaseException) -> FilmError:
        if isinstance(error, FilmError):
            return error
        log = self.store.folder / "failures.log"
        trace = "".join(traceback.format_exception(error))
        log.write_text(f"{task.name}\n{trace}", encoding="utf-8")
        return fault(
            "build.task",
            f"{task.name} failed: {type(error).__name__}: {error}",
            where=task.script[0] if task.script else "",
            remedy=f"this is a fault of Red Earth, not of the script; what happened is in {log}",
            command="please report it with that file",
        )

    def _lay_out(self, task: Task, place: Path) -> dict[str, str]:
        """Show a task its inputs as links to the store's objects."""
        return {name: str(self._link(source, place / name.replace("/", "-"))) for name, source in task.inputs.items()}

    def _link(self, source: Source, place: Path) -> Path:
        place.mkdir(parents=True, exist_ok=True)
        for stored in source.artifact.files:
            link = place / (Path(stored.path).name if source.single else stored.path)
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(self.store.path(stored.digest).resolve())
        return place / Path(source.artifact.files[0].path).name if source.single else place


def _urgency(task: Task) -> Urgency:
    """Return a task's turn: sound before shots, of shots the longest first, and the master last: its many short tasks keep all workers busy to the end."""
    if task.department == _CAMERA:
        return (1, -task.frames)
    return (2,) if task.department == _MASTER else (0,)


def _heard(future: asyncio.Future[None]) -> None:
    """Take note of how a worker ended, also when the build has stopped and nobody asks any more."""
    if not future.cancelled():
        future.exception()
