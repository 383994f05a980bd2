"""Free floor: which points and straight lines are clear of scenery, and ways around it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from redearth.direction.blocking import routes
from redearth.direction.blocking.terms import F64
from redearth.direction.model import Bounds, Piece, SetPlan
from redearth.direction.sets.hollow import bodies
from redearth.direction.sets.seats import SEATS

_LOW_M = 2.2
"""Pieces that hang higher than this do not stand in the way."""
_FARTHEST_M = 6.0
_NONE = np.zeros((0, 2))


@dataclass(frozen=True, slots=True)
class Floorplan:
    """Solid scenery as rotated rectangles on the floor."""

    bounds: Bounds
    centres: F64
    """[N, 2]."""
    halves: F64
    """[N, 2] half width and half depth."""
    turns: F64
    """[N, 2] cosine and sine of the yaw."""
    fronts: F64 = field(default_factory=lambda: _NONE)
    """[N, 2] which way one gets up from a rectangle that is sat on; 0 for all others."""
    doors: F64 = field(default_factory=lambda: _NONE)
    """[D, 2, 2] the middle of each doorway at the edge of the floor, and which way leads in."""

    def clear(self, points: F64, radius: float) -> NDArray[np.bool_]:
        """Return for [P, 2] points whether a disc of ``radius`` stands free and inside the bounds."""
        inside = self.inside(points, radius)
        if len(self.centres) == 0:
            return inside
        return np.asarray(inside & (self.gaps(points).min(axis=1) >= radius))

    def inside(self, points: F64, radius: float) -> NDArray[np.bool_]:
        """Return for [P, 2] points whether a disc of ``radius`` is inside the bounds."""
        return np.asarray(self.edge_m(points) >= radius - 1e-9)

    def edge_m(self, points: F64) -> F64:
        """Return how far inside the bounds points [P, 2] are; below 0 outside."""
        b = self.bounds
        x, z = points[:, 0], points[:, 1]
        return np.asarray(np.minimum.reduce([x - b.min_x_m, b.max_x_m - x, z - b.min_z_m, b.max_z_m - z]))

    def free_m(self, points: F64) -> F64:
        """Return how much room [P] there is around points [P, 2]."""
        edge = self.edge_m(points)
        return np.asarray(np.minimum(edge, self.gaps(points).min(axis=1)) if len(self.centres) else edge)

    def gaps(self, points: F64) -> F64:
        """Return the distances [P, N] of points [P, 2] to all rectangles; 0 inside."""
        away = np.maximum(np.abs(self.local(points)) - self.halves, 0.0)
        return np.asarray(np.hypot(away[..., 0], away[..., 1]))

    def local(self, points: F64) -> F64:
        """Return points [P, 2] in the axes of each rectangle, [P, N, 2]."""
        delta = points[:, None, :] - self.centres[None]
        cosine, sine = self.turns[:, 0], self.turns[:, 1]
        return np.stack([delta[..., 0] * cosine - delta[..., 1] * sine, delta[..., 0] * sine + delta[..., 1] * cosine], axis=-1)

    def line_clear(self, a: F64, b: F64, radius: float) -> bool:
        """Return whether somebody can walk straight from ``a`` to ``b``."""
        steps = max(2, int(np.hypot(*(b - a)) / 0.2) + 1)
        return bool(self.clear(a + np.linspace(0, 1, steps)[:, None] * (b - a), radius).all())

    def clamped(self, point: F64, radius: float) -> F64:
        """Return the point inside the bounds that is nearest to ``point``."""
        b = self.bounds
        return np.array(
            [
                min(max(point[0], b.min_x_m + radius), max(b.min_x_m + radius, b.max_x_m - radius)),
                min(max(point[1], b.min_z_m + radius), max(b.min_z_m + radius, b.max_z_m - radius)),
            ]
        )

    def nearest_clear(self, point: F64, radius: float) -> F64:
        """Return the free spot nearest to ``point`` (the point itself when nothing within 6 m is free)."""
        inner = self.clamped(point, radius)
        if self.clear(inner[None], radius)[0]:
            return inner
        for ring in np.arange(0.25, _FARTHEST_M, 0.25):
            angles = np.linspace(0, 2 * math.pi, 16, endpoint=False)
            around = inner + ring * np.stack([np.sin(angles), np.cos(angles)], axis=1)
            free = self.clear(around, radius)
            if free.any():
                return np.asarray(around[int(np.argmax(free))])
        return inner

    def route(self, start: F64, goal: F64, radius: float) -> F64:
        """Return a polyline [P, 2] from ``start`` to ``goal`` around scenery; straight when there is no way."""
        return routes.route(self, start, goal, radius)

    def among(self, spots: Sequence[F64], radii_m: Sequence[float]) -> Floorplan:
        """Return the floor with bodies that stand on it in the way too."""
        if not len(spots):
            return self
        count = len(spots)
        half = 0.9 * np.array(radii_m)  # a square about as large as the disc
        return replace(
            self,
            centres=np.concatenate([self.centres, np.array(spots).reshape(-1, 2)]),
            halves=np.concatenate([self.halves, np.stack([half, half], axis=1)]),
            turns=np.concatenate([self.turns, np.tile([1.0, 0.0], (count, 1))]),
            fronts=np.concatenate([self.fronts, np.zeros((count, 2))]),
        )


def floorplan_of(plan: SetPlan, open_pieces: frozenset[str] = frozenset()) -> Floorplan:
    """Return the floor of a set; gates and doors never block a way (somebody opens them)."""
    solid = [p for p in bodies(plan.pieces) if _stands(p) and p.kind not in ("gate", "door") and p.id not in open_pieces]
    doors = [p for p in plan.pieces if p.kind in ("gate", "door") and plan.bounds.ceiling_m is not None]
    return Floorplan(
        plan.bounds,
        np.array([(p.position_m[0], p.position_m[2]) for p in solid]).reshape(-1, 2),
        np.array([(p.size_m[0] / 2, p.size_m[2] / 2) for p in solid]).reshape(-1, 2),
        np.array([(math.cos(p.yaw_rad), math.sin(p.yaw_rad)) for p in solid]).reshape(-1, 2),
        np.array([_ahead(p) if p.kind in SEATS else (0.0, 0.0) for p in solid]).reshape(-1, 2),
        np.array([((p.position_m[0], p.position_m[2]), _ahead(p)) for p in doors]).reshape(-1, 2, 2),
    )


def _ahead(piece: Piece) -> tuple[float, float]:
    return (math.sin(piece.yaw_rad), math.cos(piece.yaw_rad))


def _stands(piece: Piece) -> bool:
    return piece.solid and piece.position_m[1] < _LOW_M
