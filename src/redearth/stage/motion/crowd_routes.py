"""Ways around the furniture: the shortest lines between places that pass every box at a body's width."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse.csgraph import shortest_path

from redearth.stage.motion.crowd_solid import BODY_M, Box, inside_any, near
from redearth.stage.parts import F64

_CORNER_M = 0.16
"""How much farther than a body's width a way passes a corner: it is rounded afterwards."""


def routes(start_m: F64, goal_m: F64, boxes: Sequence[Box]) -> list[F64]:
    """Return a polyline [P, 2] from each start to its goal ([N, 2] each), straight where nothing is between."""
    around = near(boxes, np.concatenate([start_m, goal_m]), 4.0)
    straight = ~_crossed(start_m, goal_m, around, inside=False)
    lines = [np.stack([a, b]) for a, b in zip(start_m, goal_m, strict=True)]
    if straight.all():
        return lines
    corners = np.concatenate([_corners(box) for box in around])
    corners = corners[~inside_any(around, corners, BODY_M)]
    if not len(corners):
        return lines
    first, second = (np.repeat(corners, len(corners), 0), np.tile(corners, (len(corners), 1)))
    apart = np.sqrt(((first - second) ** 2).sum(-1))
    apart[_crossed(first, second, around, inside=True)] = np.inf
    lengths, before = shortest_path(apart.reshape(len(corners), -1), return_predecessors=True)
    for member in np.flatnonzero(~straight):
        lines[member] = _around(start_m[member], goal_m[member], corners, lengths, before, around)
    return lines


def _around(start: F64, goal: F64, corners: F64, lengths: F64, before: np.ndarray, boxes: Sequence[Box]) -> F64:
    """Return the shortest line from start to goal by way of corners; straight where there is none."""
    out, home = (_legs(end, corners, boxes) for end in (start, goal))
    total = out[:, None] + lengths + home[None]
    best = int(np.argmin(total))
    if not np.isfinite(total.flat[best]):
        return np.stack([start, goal])
    first, last = divmod(best, len(corners))
    chain = [last]
    while chain[-1] != first:
        chain.append(int(before[first, chain[-1]]))
    return np.concatenate([start[None], corners[chain[::-1]], goal[None]])


def _legs(end: F64, corners: F64, boxes: Sequence[Box]) -> F64:
    """Return the distances from a place to the corners that are seen from it, infinite to others."""
    place = np.broadcast_to(end, corners.shape)
    away = np.sqrt(((corners - end) ** 2).sum(-1))
    away[_crossed(place, corners, boxes, inside=False)] = np.inf
    return np.asarray(away)


def _corners(box: Box) -> F64:
    half = box.half_m + BODY_M + _CORNER_M
    signs = np.array([(1, 1), (1, -1), (-1, -1), (-1, 1)], float)
    return box.middle_m + box.in_set(signs * half)


def _crossed(start_m: F64, goal_m: F64, boxes: Sequence[Box], *, inside: bool) -> np.ndarray:
    """Return [n] which straight ways go through a box, made larger by a body's width.

    Unless ``inside`` counts too, a way that starts or ends in the margin of a box may lead through that margin.
    """
    found = np.zeros(len(start_m), bool)
    for box in boxes:
        a, b = box.local(start_m), box.local(goal_m)
        half = np.repeat(box.half_m[None] + BODY_M - 0.02, len(a), 0)
        if not inside:
            within = (np.abs(a) < half).all(-1) | (np.abs(b) < half).all(-1)
            half[within] = box.half_m * 0.9
        way = b - a
        way = np.where(np.abs(way) < 1e-9, 1e-9, way)
        enter, leave = (-half - a) / way, (half - a) / way
        low, high = np.minimum(enter, leave).max(-1), np.maximum(enter, leave).min(-1)
        found |= (low < high) & (high > 0.0) & (low < 1.0)
    return found
