"""The way a crowd takes: its line with distances and headings, and how much free floor there is to either side."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from redearth.direction.model import Piece, SetPlan
from redearth.stage.motion.ease import soften
from redearth.stage.motion.path import facing
from redearth.stage.parts import F64

MARGIN_M = 0.4
PASSABLE_M = 0.8
"""Where less than this is free to either side the line itself is taken to lead through."""
_TAIL_M = 60.0
_FUNNEL = 0.28
"""Metres aside per metre of way: how steeply people draw together before a passage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """The track's line as distances (0 where the track starts), points, headings and the free floor to its left and right."""

    marks_m: F64
    points_m: F64
    heading: F64
    left_m: F64
    right_m: F64
    length_m: float
    """How far the track goes."""
    flow_m: F64
    """Distances as a column has them: the same, or longer where a long one spreads into more files than pass its narrowest place."""


def way_of(samples: F64, plan: SetPlan, wide_m: float = 5.0) -> Way:
    """Return the track's line with a straight tail behind its start and a short nose beyond its end; ``wide_m`` to either side are looked at."""
    ground = samples[:, :2]
    step = np.sqrt((np.diff(ground, axis=0) ** 2).sum(-1))
    moved = np.flatnonzero(step > 1e-4)
    first_yaw = float(np.arctan2(*(ground[moved[0] + 1] - ground[moved[0]]))) if len(moved) else float(samples[0, 2])
    _, ahead = facing(np.array(first_yaw))
    distance = np.concatenate([[0.0], np.cumsum(step)])
    marks = np.arange(0.0, float(distance[-1]) + 0.25, 0.25)
    keep = np.concatenate([[0], moved + 1])
    line = np.stack([np.interp(marks, distance[keep], ground[keep, axis]) for axis in (0, 1)], -1)
    tail = np.arange(-_TAIL_M, 0.0, 0.25)
    points = np.concatenate([ground[0] + tail[:, None] * ahead, line])
    forward = np.gradient(points, axis=0)
    forward[np.abs(forward).sum(-1) < 1e-9] = ahead
    heading = soften(np.unwrap(np.arctan2(forward[:, 0], forward[:, 1])), 3)
    left_m, right_m = (_free_width(points, heading, plan, sign * wide_m) for sign in (1.0, -1.0))
    return Way(
        marks_m=np.concatenate([tail, marks]),
        points_m=points,
        heading=heading,
        left_m=left_m,
        right_m=right_m,
        length_m=float(distance[-1]),
        flow_m=np.concatenate([tail, marks]),
    )


def with_flow(way: Way, abreast: F64, fewest: int) -> Way:
    """Return the way of a column that spreads where it can: each metre takes as many rows as the files ``abreast`` there make of ``fewest``."""
    per_metre = soften(abreast / fewest, 8)
    flow = np.concatenate([[0.0], np.cumsum(np.diff(way.marks_m) * 0.5 * (per_metre[1:] + per_metre[:-1]))])
    return replace(way, flow_m=flow - np.interp(0.0, way.marks_m, flow))


def room(way: Way, gone: F64) -> tuple[F64, F64]:
    """Return the rightmost (negative) and leftmost place beside the line that is clear of scenery."""
    high = np.interp(gone, way.marks_m, way.left_m) - MARGIN_M
    low = MARGIN_M - np.interp(gone, way.marks_m, way.right_m)
    return np.minimum(low, 0.0), np.maximum(high, 0.0)


def _free_width(trail: F64, heading: F64, plan: SetPlan, wide_m: float) -> F64:
    """Return how far to one side of the trail the floor (``wide_m`` positive: left) is free of solid pieces and inside the set, at most that far, drawn in gently.

    Where the trail itself leads through scenery, that scenery is taken to be open.
    """
    left, _ = facing(heading)
    sign, farthest = math.copysign(1.0, wide_m), abs(wide_m)
    free, within = np.full(len(trail), farthest), _within(trail, plan)
    for offset in np.arange(farthest - 0.2, -0.1, -0.2):
        spot = trail + sign * offset * left
        blocked = within & ~_within(spot, plan)
        for piece in plan.pieces:
            if piece.solid and piece.kind not in ("gate", "door") and piece.position_m[1] < 1.8:
                blocked |= _inside(spot, piece)
        free[blocked] = max(offset - 0.1, 0.0)
    free[free < 0.15] = farthest
    step = np.sqrt((np.diff(trail, axis=0, prepend=trail[:1]) ** 2).sum(-1)).cumsum()
    apart = np.maximum(np.abs(step[:, None] - step[None]) - 0.6, 0.0)
    return np.asarray((free[None] + _FUNNEL * apart).min(-1))


def _within(spot: F64, plan: SetPlan) -> np.ndarray:
    b = plan.bounds
    inside_x = (spot[:, 0] > b.min_x_m) & (spot[:, 0] < b.max_x_m)
    return np.asarray(inside_x & (spot[:, 1] > b.min_z_m) & (spot[:, 1] < b.max_z_m))


def _inside(spot: F64, piece: Piece) -> np.ndarray:
    delta = spot - np.array([piece.position_m[0], piece.position_m[2]])
    sine, cosine = math.sin(piece.yaw_rad), math.cos(piece.yaw_rad)
    x, z = delta[:, 0] * cosine - delta[:, 1] * sine, delta[:, 0] * sine + delta[:, 1] * cosine
    return np.asarray((np.abs(x) < piece.size_m[0] / 2 + 0.2) & (np.abs(z) < piece.size_m[2] / 2 + 0.2))
