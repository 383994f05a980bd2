"""The working parts of a layout: pieces, anchors and free spots for what the script adds."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from redearth.core.space import Vec3
from redearth.direction.model import Anchor, Bounds, Piece

Surface = Literal["sand", "concrete", "metal", "soil", "wood", "grass", "snow"]
Spot = tuple[float, float, float]
"""(x_m, z_m, yaw_rad): where a piece's back may stand; the yaw is the way its front faces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A kit laid out, before the script's own features are placed."""

    bounds: Bounds
    surface: Surface
    anchors: tuple[Anchor, ...]
    pieces: tuple[Piece, ...]
    wall_spots: tuple[Spot, ...]
    """For things that stand against something."""
    floor_spots: tuple[Spot, ...]
    """For things that people gather around."""
    gate_spot: Spot
    """Where a gate or main door stands; its front faces the action."""
    gate_size_m: Vec3 = (4.0, 3.6, 0.5)
    door_size_m: Vec3 = (1.6, 2.4, 0.2)
    door_spot: Spot | None = None
    """Where a door stands; None: at the gate's spot."""
    door_of: Literal["hut", "front", "kit"] = "hut"
    """What a door in the open opens: a hut that comes with it, a front of the kit (it gets a case), or what the kit has built round it."""
    lever_spot: Spot | None = None
    standing: frozenset[str] = field(default_factory=frozenset)
    """Kinds the kit brings along, so that the word needs no further piece."""


def box(kind: str, name: str, x: float, z: float, size: Vec3, *, y: float = 0.0, yaw: float = 0.0, solid: bool = True) -> Piece:
    """Return a piece whose foot centre is at (x, y, z)."""
    return Piece(
        id=name, kind=kind, position_m=(rounded(x), rounded(y), rounded(z)),
        size_m=(rounded(size[0]), rounded(size[1]), rounded(size[2])), yaw_rad=rounded(yaw), solid=solid,
    )  # fmt: skip


def anchor(kind: str, x: float, z: float, yaw: float = 0.0, *, y: float = 0.0, name: str = "") -> Anchor:
    """Return an anchor; its id is its kind unless named."""
    return Anchor(id=name or kind, kind=kind, position_m=(rounded(x), rounded(y), rounded(z)), yaw_rad=rounded(yaw))


def rounded(value: float) -> float:
    """Return a length to the millimetre, so that plans read well and stay the same across machines."""
    return round(float(value), 3)


def ring(random: np.random.Generator, count: int, near: float, far: float, bounds: Bounds) -> list[tuple[float, float]]:
    """Return ``count`` spread spots beside the corridor |x| < near, inside the bounds and up to |x| = far."""
    spots = []
    span = bounds.max_z_m - bounds.min_z_m - 4.0
    for k in range(count):
        side = -1.0 if k % 2 else 1.0
        z = bounds.min_z_m + 2.0 + span * (k + float(random.uniform(0.2, 0.8))) / count
        spots.append((side * float(random.uniform(near, far)), z))
    return spots


def along_walls(bounds: Bounds, step: float, inset: float = 0.0) -> tuple[Spot, ...]:
    """Return spots along the two long walls, nearest to the middle first, fronts facing inwards."""
    middle = 0.5 * (bounds.min_z_m + bounds.max_z_m)
    count = int((bounds.max_z_m - bounds.min_z_m) / step) - 1
    spots: list[Spot] = []
    for k in range(max(1, count)):
        offset = step * ((k + 1) // 2) * (1 if k % 2 else -1)
        side = -1.0 if k % 2 else 1.0
        for x_side in (side, -side):
            x = bounds.max_x_m - inset if x_side > 0 else bounds.min_x_m + inset
            spots.append((x, middle + offset, -x_side * math.pi / 2))
    return tuple(spots)
