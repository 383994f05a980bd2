"""Free floor: which points and straight lines are clear of scenery, and ways around it."""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from redearth.direction.blocking.terms import F64
from redearth.direction.model import Bounds, Piece, SetPlan
from redearth.direction.sets.hollow import bodies

_CELL_M = 0.5
_LOW_M = 2.2
"""Pieces that hang higher than this do not stand in the way."""


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

    def clear(self, points: F64, radius: float) -> NDArray[np.bool_]:
        """Return for [P, 2] points whether a disc of ``radius`` stands free and inside the bounds."""
        b = self.bounds
        inside = (
            (points[:, 0] >= b.min_x_m + radius) & (points[:, 0] <= b.max_x_m - radius)
            & (points[:, 1] >= b.min_z_m + radius) & (points[:, 1] <= b.max_z_m - radius)
        )  # fmt: skip
        if len(self.centres) == 0:
            return np.asarray(inside)
        delta = points[:, None, :] - self.centres[None]
        local_x = delta[..., 0] * self.turns[:, 0] - delta[..., 1] * self.turns[:, 1]
        local_z = delta[..., 0] * self.turns[:, 1] + delta[..., 1] * self.turns[:, 0]
        gap = np.hypot(np.maximum(np.abs(local_x) - self.halves[:, 0], 0), np.maximum(np.abs(local_z) - self.halves[:, 1], 0))
        return np.asarray(inside & (gap.min(axis=1) >= radius))

    def line_clear(self, a: F64, b: F64, radius: float) -> bool:
        """Return whether somebody can walk straight from ``a`` to ``b``."""
        steps = max(2, int(np.hypot(*(b - a)) / 0.2) + 1)
        return bool(self.clear(a + np.linspace(0, 1, steps)[:, None] * (b - a), radius).all())

    def nearest_clear(self, point: F64, radius: float) -> F64:
        """Return the free spot nearest to ``point`` (the point itself when nothing within 6 m is free)."""
        b = self.bounds
        inner = np.array(
            [
                min(max(point[0], b.min_x_m + radius), max(b.min_x_m + radius, b.max_x_m - radius)),
                min(max(point[1], b.min_z_m + radius), max(b.min_z_m + radius, b.max_z_m - radius)),
            ]
        )
        if self.clear(inner[None], radius)[0]:
            return inner
        for ring in np.arange(0.25, 6.0, 0.25):
            angles = np.linspace(0, 2 * math.pi, 16, endpoint=False)
            around = inner + ring * np.stack([np.sin(angles), np.cos(angles)], axis=1)
            free = self.clear(around, radius)
            if free.any():
                return np.asarray(around[int(np.argmax(free))])
        return inner

    def route(self, start: F64, goal: F64, radius: float) -> F64:
        """Return a polyline [P, 2] from ``start`` to ``goal`` around scenery; straight when there is no way (A* on a 0.5 m grid)."""
        if self.line_clear(start, goal, radius):
            return np.stack([start, goal])
        cells = self._search(start, goal, radius)
        if not cells:
            return np.stack([start, goal])
        points = [start, *cells[1:-1], goal]
        kept, k = [points[0]], 0
        while k < len(points) - 1:
            far = next((j for j in range(len(points) - 1, k, -1) if self.line_clear(points[k], points[j], radius * 0.95)), k + 1)
            kept.append(points[far])
            k = far
        return np.stack(kept)

    def _search(self, start: F64, goal: F64, radius: float) -> list[F64]:
        b = self.bounds
        columns = int((b.max_x_m - b.min_x_m) / _CELL_M) + 1
        rows = int((b.max_z_m - b.min_z_m) / _CELL_M) + 1
        xs, zs = b.min_x_m + _CELL_M * np.arange(columns), b.min_z_m + _CELL_M * np.arange(rows)
        grid = np.stack(np.meshgrid(xs, zs, indexing="ij"), axis=-1).reshape(-1, 2)
        free = self.clear(grid, radius).reshape(columns, rows)
        source, target = _cell(start, b, columns, rows), _cell(goal, b, columns, rows)
        free[source] = free[target] = True
        came: dict[tuple[int, int], tuple[int, int]] = {}
        cost = {source: 0.0}
        queue = [(0.0, source)]
        while queue:
            _, here = heapq.heappop(queue)
            if here == target:
                break
            for dx in (-1, 0, 1):
                for dz in (-1, 0, 1):
                    there = (here[0] + dx, here[1] + dz)
                    if (dx == 0 and dz == 0) or not (0 <= there[0] < columns and 0 <= there[1] < rows) or not free[there]:
                        continue
                    total = cost[here] + math.hypot(dx, dz)
                    if total < cost.get(there, math.inf):
                        cost[there], came[there] = total, here
                        heapq.heappush(queue, (total + math.hypot(target[0] - there[0], target[1] - there[1]), there))
        if target not in came:
            return []
        cells = [target]
        while cells[-1] != source:
            cells.append(came[cells[-1]])
        return [np.array([xs[i], zs[j]]) for i, j in reversed(cells)]


def floorplan_of(plan: SetPlan, open_pieces: frozenset[str] = frozenset()) -> Floorplan:
    """Return the floor of a set; gates and doors never block a way (somebody opens them)."""
    solid = [p for p in bodies(plan.pieces) if _stands(p) and p.kind not in ("gate", "door") and p.id not in open_pieces]
    return Floorplan(
        plan.bounds,
        np.array([(p.position_m[0], p.position_m[2]) for p in solid]).reshape(-1, 2),
        np.array([(p.size_m[0] / 2, p.size_m[2] / 2) for p in solid]).reshape(-1, 2),
        np.array([(math.cos(p.yaw_rad), math.sin(p.yaw_rad)) for p in solid]).reshape(-1, 2),
    )


def _stands(piece: Piece) -> bool:
    return piece.solid and piece.position_m[1] < _LOW_M


def _cell(point: F64, b: Bounds, columns: int, rows: int) -> tuple[int, int]:
    return (
        min(columns - 1, max(0, round((point[0] - b.min_x_m) / _CELL_M))),
        min(rows - 1, max(0, round((point[1] - b.min_z_m) / _CELL_M))),
    )
