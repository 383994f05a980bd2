"""The disk the film is built on: when it is full, that is said, and nothing half written counts."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from redearth.core.diagnostics import FilmError, fault

FULL = (errno.ENOSPC, errno.EDQUOT)
"""``OSError.errno`` of a full disk or an exhausted quota."""
_ENOUGH = 2 * 2**30
"""Room for a two-minute film."""
_LEAST_FREE = 16 * 2**20
"""Below this a task is not begun, and one that ends is not believed: some libraries cut their files short without a word."""


def require_room(path: Path) -> None:
    """Raise the fault ``disk.full`` when there is too little room where ``path`` lies to trust what is written there."""
    free = _free_bytes(path)
    if free is not None and free < _LEAST_FREE:
        raise disk_full(path)


def disk_full(path: Path) -> FilmError:
    """Return the fault that says that the disk of ``path`` is full."""
    free = _free_bytes(path)
    left = f": {free / 2**20:.0f} MiB are left where the film is built" if free is not None and free < _ENOUGH else ""
    return fault(
        "disk.full",
        f"the disk is full{left}",
        where=str(path),
        remedy="about 2 GiB free for a two-minute film; everything finished so far is kept",
        command="free some space, then run the same command again: it goes on where it stopped",
    )


def _free_bytes(path: Path) -> int | None:
    """Return the room left on the disk of the nearest folder of ``path`` that exists; None where the disk does not tell."""
    folder = next((p for p in (path, *path.parents) if p.exists()), Path("/"))
    try:
        statistics = os.statvfs(folder)
    except OSError:
        return None
    return statistics.f_bavail * statistics.f_frsize if statistics.f_blocks else None
