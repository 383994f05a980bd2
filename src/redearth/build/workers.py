"""Worker processes: each runs one task at a time, far from the production office's own memory."""

from __future__ import annotations

import importlib
import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from collections.abc import Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import cast

from redearth.build.disk import FULL, disk_full, require_room
from redearth.core.contract import Options, TaskFunction

# One thread a library: two single-threaded workers beat one that spreads over both cores (measured in benchmarks/). And the C library keeps
# what is freed: arrays of some megabytes, made anew for every frame and filter, are not handed back to the system and cleared again each time.
WORKERS_ENVIRONMENT = {
    "LP_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MALLOC_MMAP_THRESHOLD_": str(32 << 20),
    "MALLOC_TRIM_THRESHOLD_": str(256 << 20),
}


class Rooms:
    """Pools of worker processes: departments that must not share a process (USD and the renderer) get their own pool."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._pools: dict[str, ProcessPoolExecutor] = {}
        for name, value in WORKERS_ENVIRONMENT.items():
            os.environ.setdefault(name, value)

    def submit(self, room: str, function: str, inputs: Mapping[str, str], options: Options, out: str) -> Future[None]:
        """Start a task in a worker of ``room``."""
        try:
            return self._pool(room).submit(run_task, function, inputs, options, out)
        except BrokenProcessPool:  # a worker died since the last task: start afresh
            self._pools.pop(room).shutdown(wait=False, cancel_futures=True)
            return self._pool(room).submit(run_task, function, inputs, options, out)

    def _pool(self, room: str) -> ProcessPoolExecutor:
        if room not in self._pools:
            context = multiprocessing.get_context("spawn")
            self._pools[room] = ProcessPoolExecutor(self.workers, mp_context=context, initializer=_enlist)
        return self._pools[room]

    def close(self, *, at_once: bool) -> None:
        """End every worker; ``at_once`` kills those at work."""
        for pool in self._pools.values():
            if at_once:
                for process in list((pool._processes or {}).values()):
                    process.kill()
            pool.shutdown(wait=not at_once, cancel_futures=True)
        self._pools.clear()


def run_task(function: str, inputs: Mapping[str, str], options: Options, out: str) -> None:
    """Run a task function by name, in a worker."""
    module, _, name = function.partition(":")
    run = cast(TaskFunction, getattr(importlib.import_module(module), name))
    require_room(Path(out))
    try:
        run({key: Path(path) for key, path in inputs.items()}, options, Path(out))
    except OSError as error:
        if error.errno in FULL:
            raise disk_full(Path(out)) from None
        raise
    finally:
        require_room(Path(out))  # libraries say many things when they cannot write, or nothing


def _enlist() -> None:
    """Prepare a worker: leave Ctrl-C to the office, and end when the office is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    office = multiprocessing.parent_process()
    if office is not None:
        threading.Thread(target=_end_with, args=(office.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    multiprocessing.connection.wait([sentinel])
    os._exit(1)


def usable_cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)
