"""What stands around every build: one at a time, stopped when told to, a full disk and a film that cannot be written said."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

import typer
from rich.console import Console

from redearth.build.disk import FULL, disk_full
from redearth.build.history import History
from redearth.build.lock import film_lock
from redearth.build.model import Receipt
from redearth.build.office import Office, Watcher
from redearth.build.store import Store
from redearth.build.workers import Rooms, usable_cores
from redearth.core.diagnostics import fault
from redearth.core.film_folder import Film

T = TypeVar("T")
_STORE = ".redearth"
_INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""


@contextmanager
def building(film: Film, console: Console) -> Iterator[Store]:
    """Give the film's store, held by this process alone; raises :class:`FilmError` where the film cannot be written."""
    folder = film.folder / _STORE
    with stoppable(console), _full_disk_said(folder):
        for needed in (folder, film.folder / "out"):
            _prepare(needed)
        with film_lock(folder / "lock", console.print):
            store = Store(folder)
            store.clear_workspaces()
            yield store


@contextmanager
def stoppable(console: Console) -> Iterator[None]:
    """End on Ctrl-C and on SIGTERM with a word about going on, and exit code 130."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        console.print("stopped; everything finished so far is kept. Run the same command to go on.")
        raise typer.Exit(_INTERRUPTED) from None


def run_flow(flow: Callable[[Office], Coroutine[Any, Any, T]], store: Store, watcher: Watcher, workers: int) -> tuple[T, Receipt]:
    """Run a flow of tasks in an office of its own and return its result and receipt; workers never outlive it."""
    history = History(store.folder / "history.json")
    rooms = Rooms(workers or usable_cores())

    async def build() -> tuple[T, Receipt]:
        office = Office(store, history, rooms, watcher)
        own = asyncio.current_task()
        assert own is not None
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, own.cancel)
        return await flow(office), office.receipt()

    finished = False
    try:
        result = asyncio.run(build())
        finished = True
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None
    finally:
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # the loop has taken its own handler with it
        rooms.close(at_once=not finished)
        if not finished:
            with suppress(OSError):  # what stopped the build is said, not what follows from it
                store.clear_workspaces()
                history.save()
    history.save()
    return result


@contextmanager
def _full_disk_said(folder: Path) -> Iterator[None]:
    """Say that the disk is full, whoever found it so: a task, the store, the history or the publication."""
    try:
        yield
    except* OSError as group:
        if group.subgroup(lambda error: isinstance(error, OSError) and error.errno in FULL):
            raise disk_full(folder) from None
        raise


def _prepare(folder: Path) -> None:
    """Make a folder of the film's; raises :class:`FilmError` when it cannot be written to."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".writable"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        if error.errno in FULL:
            raise
        blocked = isinstance(error, FileExistsError | NotADirectoryError)
        raise fault(
            "film.folder",
            "a file stands where the film's folder goes" if blocked else f"the film cannot be built here: {error.strerror}",
            where=str(folder),
            remedy="a film folder you may write to",
            command=f"move {folder} away" if blocked else "copy the film folder to a place of your own and make it there",
        ) from None
