"""The status table: department by department, what is pending, running, cached and done."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass

from rich.console import Console
from rich.live import Live
from rich.table import Table

from redearth.build.model import Task

_ORDER = ("script", "breakdown", "voice", "direction", "stage", "picture", "sound", "edit", "master", "release")
_PLAIN_EVERY_S = 10.0


@dataclass(slots=True)
class _Row:
    pending: int = 0
    running: int = 0
    cached: int = 0
    done: int = 0


class StatusTable:
    """Follows a build; a live table on a terminal, a line now and then elsewhere. Use it as a context manager."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._rows: dict[str, _Row] = defaultdict(_Row)
        self._frames_known = 0
        self._frames_done = 0
        self._started = time.monotonic()
        self._shooting_since: float | None = None
        self._last_plain = 0.0
        self._live = Live(console=console, get_renderable=self.table, refresh_per_second=4, transient=False)

    def __enter__(self) -> StatusTable:
        if self._console.is_terminal:
            self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._console.is_terminal:
            self._live.stop()
        else:
            self._console.print(self.table())

    def waiting(self, task: Task) -> None:
        """Count a task as pending."""
        self._rows[task.department].pending += 1
        self._frames_known += task.frames

    def running(self, task: Task) -> None:
        """Count a task as running."""
        row = self._rows[task.department]
        row.pending, row.running = row.pending - 1, row.running + 1
        if task.frames and self._shooting_since is None:
            self._shooting_since = time.monotonic()

    def cached(self, task: Task) -> None:
        """Count a task as found in the store."""
        row = self._rows[task.department]
        row.pending, row.cached = row.pending - 1, row.cached + 1
        self._frames_known -= task.frames

    def done(self, task: Task) -> None:
        """Count a task as made."""
        row = self._rows[task.department]
        row.running, row.done = row.running - 1, row.done + 1
        self._frames_done += task.frames
        self._say_plainly()

    def table(self) -> Table:
        """Return the table as it stands."""
        table = Table(box=None, pad_edge=False, caption=self._pace(), caption_justify="left")
        for column in ("department", "pending", "running", "cached", "done"):
            table.add_column(column, justify="left" if column == "department" else "right")
        for name in sorted(self._rows, key=lambda n: _ORDER.index(n) if n in _ORDER else len(_ORDER)):
            row = self._rows[name]
            table.add_row(name, *(str(n) if n else "·" for n in (row.pending, row.running, row.cached, row.done)))
        return table

    def _pace(self) -> str:
        elapsed = time.monotonic() - self._started
        words = [f"{elapsed:.0f} s"]
        if self._shooting_since is not None and self._frames_done:
            rate = self._frames_done / max(1e-3, time.monotonic() - self._shooting_since)
            left = (self._frames_known - self._frames_done) / rate
            words += [
                f"{self._frames_done} of {self._frames_known} frames",
                f"{rate:.1f} frames a second",
                f"about {left:.0f} s left" if self._frames_done < self._frames_known else "finishing",
            ]
        return ", ".join(words)

    def _say_plainly(self) -> None:
        now = time.monotonic()
        if not self._console.is_terminal and now - self._last_plain >= _PLAIN_EVERY_S:
            self._last_plain = now
            counts = ", ".join(f"{name} {row.done + row.cached}" for name, row in sorted(self._rows.items()))
            self._console.print(f"[{self._pace()}] finished: {counts}", highlight=False, markup=False)
