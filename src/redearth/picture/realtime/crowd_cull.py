"""Which of a frame's calls can be seen, and at which size."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from redearth.picture.realtime.crowd import Crowd
from redearth.stage.model import U32


@dataclass(frozen=True, slots=True, kw_only=True)
class Visible:
    """What one pass draws: calls front to back, each with its run in the list of record numbers."""

    records: U32
    """Record numbers, call by call."""
    runs: tuple[tuple[int, int, int], ...]
    """(call, first, count)."""


def cull(
    crowd: Crowd, planes: NDArray[np.float64], eye: NDArray[np.float64], offset: int, *, shadows: bool, smallest_m: float = 0.0
) -> Visible:
    """Return what touches the convex volume of ``planes`` [K, 4] (inside is positive), nearest calls first.

    ``offset`` is where the pass's record numbers will start in the shared list; what is smaller than ``smallest_m`` in radius is left out.
    """
    if not len(crowd.radii):
        return Visible(records=np.zeros(0, np.uint32), runs=())
    inside = (crowd.centres @ planes[:, :3].T + planes[:, 3] > -crowd.radii[:, None]).all(1)
    inside &= crowd.radii >= smallest_m
    inside &= crowd.casts if shadows else ~crowd.clear
    index = np.nonzero(inside)[0]
    distance = np.linalg.norm(crowd.centres[index] - eye, axis=1) - crowd.radii[index]
    order = np.lexsort((distance, crowd.call_of[index]))
    index, distance = index[order], distance[order]
    calls, first, count = np.unique(crowd.call_of[index], return_index=True, return_counts=True)
    nearest = np.argsort(distance[first], kind="stable") if len(first) else first
    runs = tuple((int(calls[k]), offset + int(first[k]), int(count[k])) for k in nearest)
    return Visible(records=index.astype(np.uint32), runs=runs)
