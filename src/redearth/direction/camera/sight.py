"""What a camera can see and where it may stand: rays against scenery and bodies."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from redearth.direction.blocking.terms import F64
from redearth.direction.model import Bounds, Piece, SetPlan
from redearth.direction.sets.hollow import bodies

_CLEARANCE_M = 0.3
_LOWEST_M = 0.12
_JAMB_M = 0.15
_WALL_M = 0.35
"""How far beyond the play area the walls of a room stand."""


@dataclass(frozen=True, slots=True)
class Scenery:
    """Solid boxes of a set, ready for many rays."""

    bounds: Bounds
    centres: F64
    """[N, 3] centres of the boxes."""
    halves: F64
    """[N, 3]."""
    turns: F64
    """[N, 2] cosine and sine of the yaw."""
    clutter: Scenery | None = None
    """Thin things that hide nobody but may not touch the lens: pipes, lamps, the legs of ribs."""
    openings: Scenery | None = None
    """Indoors, the open gates and doors: who is beyond the walls is seen through them alone."""
    kept_out: Scenery | None = None
    """Boxes that no camera stands in, though one sees into them: huts."""

    def local(self, points: F64) -> F64:
        """Return [P, N, 3]: points in each box's own axes."""
        delta = points[:, None, :] - self.centres[None]
        x = delta[..., 0] * self.turns[:, 0] - delta[..., 2] * self.turns[:, 1]
        z = delta[..., 0] * self.turns[:, 1] + delta[..., 2] * self.turns[:, 0]
        delta[..., 0], delta[..., 2] = x, z
        return delta

    def blocked(self, eye: F64, targets: F64) -> F64:
        """Return for targets [P, 3] 1.0 where scenery stands between them and ``eye`` [3]."""
        walled = np.zeros(len(targets)) if self.openings is None else self._walled(self.openings, eye, targets)
        if len(self.centres) == 0:
            return walled
        return np.maximum(walled, self._met(eye, targets))

    def _walled(self, openings: Scenery, eye: F64, targets: F64) -> F64:
        """Return for targets [P, 3] 1.0 where one lies beyond a wall of the room and no opening is in the way."""
        b = self.bounds
        low, high = np.array([b.min_x_m, b.min_z_m]), np.array([b.max_x_m, b.max_z_m])
        beyond = ((targets[:, [0, 2]] < low - _WALL_M) | (targets[:, [0, 2]] > high + _WALL_M)).any(axis=1)
        if not beyond.any():
            return np.zeros(len(targets))
        return np.asarray(beyond & (openings._met(eye, targets) < 0.5), float)

    def _met(self, eye: F64, targets: F64) -> F64:
        """Return for targets [P, 3] 1.0 where a box stands between them and ``eye`` [3]."""
        if len(self.centres) == 0:
            return np.zeros(len(targets))
        start = self.local(eye[None])[0]
        way = self.local(targets) - start[None]
        safe = np.where(np.abs(way) < 1e-9, 1e-9, way)
        one, two = (-self.halves - start) / safe, (self.halves - start) / safe
        near, far = np.minimum(one, two), np.maximum(one, two)
        enter = np.maximum(np.maximum(near[..., 0], near[..., 1]), near[..., 2])
        leave = np.minimum(np.minimum(far[..., 0], far[..., 1]), far[..., 2])
        return np.asarray(((enter < leave) & (leave > 0.0) & (enter < 0.985)).any(axis=-1), float)

    def room(self, point: F64) -> float:
        """Return the distance from a camera to the nearest solid or bound in metres; negative outside the bounds."""
        b = self.bounds
        roof = math.inf if b.ceiling_m is None else b.ceiling_m - point[1]
        edge = min(
            point[0] - b.min_x_m,
            b.max_x_m - point[0],
            point[2] - b.min_z_m,
            b.max_z_m - point[2],
            roof,
            point[1] - _LOWEST_M + _CLEARANCE_M,
        )
        if len(self.centres) == 0:
            return float(edge)
        gap = np.maximum(np.abs(self.local(point[None])[0]) - self.halves, 0.0)
        return float(min(edge, np.sqrt((gap**2).sum(axis=-1)).min()))

    def inside(self, point: F64, clearance: float = _CLEARANCE_M) -> bool:
        """Return whether a camera may stand at ``point``."""
        near = self.clutter is None or self.clutter.room(point) >= 0.8 * clearance
        near = near and (self.kept_out is None or self.kept_out.room(point) >= clearance)
        return near and self.room(point) >= clearance - 1e-9

    def crowding(self, pose: F64, rays: F64) -> float:
        """Return the share of rays (ends [P, 3]) from a camera at ``pose`` [3] that run into scenery."""
        walls = self.blocked(pose, rays)
        clutter = np.zeros(len(rays)) if self.clutter is None else self.clutter.blocked(pose, rays)
        return float(np.maximum(walls, clutter).mean())

    def pulled_in(self, point: F64) -> F64:
        """Return ``point`` moved inside the bounds and above the floor."""
        b = self.bounds
        c = _CLEARANCE_M + 0.02
        roof = 400.0 if b.ceiling_m is None else b.ceiling_m
        return np.array(
            [
                min(max(point[0], b.min_x_m + c), b.max_x_m - c),
                min(max(point[1], _LOWEST_M), roof - c),
                min(max(point[2], b.min_z_m + c), b.max_z_m - c),
            ]
        )


def scenery_of(plan: SetPlan, shut: Iterable[str]) -> Scenery:
    """Return the solid boxes of a set; gates and doors count when shut."""
    closed = set(shut)
    solid = [p for p in bodies(plan.pieces) if (p.id in closed) or (p.solid and p.kind not in ("gate", "door"))]
    thin = [part for p in plan.pieces if not p.solid and p.kind != "lever" for part in (_arch(p) if p.kind == "rib" else (p,))]
    scenery = _boxes(plan.bounds, solid, _boxes(plan.bounds, thin) if thin else None)
    huts = [p for p in plan.pieces if p.kind == "hut"]
    if huts:
        scenery = replace(scenery, kept_out=_boxes(plan.bounds, huts))
    if not plan.interior or plan.kit == "tunnel":
        return scenery
    doors = [p for p in plan.pieces if p.kind in ("gate", "door") and p.id not in closed]
    return replace(scenery, openings=_boxes(plan.bounds, [_clear(p) for p in doors]))


def _boxes(bounds: Bounds, pieces: Sequence[Piece], clutter: Scenery | None = None) -> Scenery:
    return Scenery(
        bounds,
        np.array([(p.position_m[0], p.position_m[1] + p.size_m[1] / 2, p.position_m[2]) for p in pieces]).reshape(-1, 3),
        np.array([(p.size_m[0] / 2, p.size_m[1] / 2, p.size_m[2] / 2) for p in pieces]).reshape(-1, 3),
        np.array([(math.cos(p.yaw_rad), math.sin(p.yaw_rad)) for p in pieces]).reshape(-1, 2),
        clutter,
    )


def _clear(door: Piece) -> Piece:
    """What is free of an open doorway, seen at a slant past its jambs."""
    width, height, _ = door.size_m
    return replace(door, size_m=(max(0.2, width - 2 * _JAMB_M), height, 0.04))


def _arch(rib: Piece) -> tuple[Piece, ...]:
    """The two legs and the crown of a rib: its box is hollow."""
    x, y, z = rib.position_m
    width, height, depth = rib.size_m
    thick = 0.08 * width
    leg = replace(rib, size_m=(thick, height, depth))
    return (
        replace(leg, position_m=(x - (width - thick) / 2, y, z)),
        replace(leg, position_m=(x + (width - thick) / 2, y, z)),
        replace(rib, position_m=(x, y + height - thick, z), size_m=(width, thick, depth)),
    )


def bodies_between(eye: F64, target: F64, bodies: F64) -> int:
    """Return how many upright bodies [B, 4] (x, z, radius, height) cut the ray from ``eye`` to ``target``."""
    if len(bodies) == 0:
        return 0
    a, b = eye[[0, 2]], target[[0, 2]]
    way = b - a
    length = float(way @ way) or 1e-9
    t = np.clip(((bodies[:, :2] - a) @ way) / length, 0.0, 1.0)
    near = a + t[:, None] * way
    gap = np.hypot(*(bodies[:, :2] - near).T)
    height = eye[1] + t * (target[1] - eye[1])
    return int(((gap < bodies[:, 2] * 0.85) & (height < bodies[:, 3]) & (t < 0.97)).sum())


def body_gap(point: F64, bodies: F64) -> float:
    """Return the distance from a camera to the nearest body's surface (bodies [B, 4]: x, z, radius, height)."""
    if len(bodies) == 0:
        return math.inf
    level = np.hypot(*(bodies[:, :2] - point[[0, 2]]).T) - bodies[:, 2]
    above = point[1] - bodies[:, 3]
    return float(np.where(above > 0, np.hypot(np.maximum(level, 0), above), level).min())
