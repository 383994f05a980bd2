"""A long room's own axes: local z runs along the longer side of the play area, whatever way it lies in the set."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from redearth.core.space import Matrix, rotation_y, translation
from redearth.direction.model import Bounds, Piece, SetPlan
from redearth.stage.sets.profile import arch_points, crown_height, spring_height
from redearth.stage.sets.shape import F64


@dataclass(frozen=True, slots=True, kw_only=True)
class Hall:
    """A hall in its own axes: x across (0 in the middle), z along; its walls stand on the edge of the play area."""

    half_width_m: float
    start_m: float
    end_m: float
    ceiling_m: float
    world_from_hall: Matrix

    @property
    def spring_m(self) -> float:
        """Height of the straight walls."""
        return spring_height(self.ceiling_m)

    @property
    def crown_m(self) -> float:
        """Height of the vault's crown."""
        return crown_height(self.half_width_m, self.ceiling_m)

    def outline(self, segments: int = 14) -> F64:
        """Return the vault's outline [P, 2], left foot to right foot."""
        return arch_points(self.half_width_m, self.ceiling_m, segments)

    def local(self, piece: Piece) -> tuple[float, float, float]:
        """Return a piece's foot in hall axes."""
        x, y, z = (np.linalg.inv(self.world_from_hall) @ [*piece.position_m, 1.0])[:3]
        return float(x), float(y), float(z)

    def crosses(self, piece: Piece) -> bool:
        """Tell whether a flat piece (gate, door) stands across the hall rather than along its walls."""
        turn = piece.yaw_rad - math.atan2(self.world_from_hall[0, 2], self.world_from_hall[2, 2])
        return abs(math.cos(turn)) > 0.7


def hall_of(bounds: Bounds, default_ceiling_m: float = 4.2) -> Hall:
    """Return the hall around a play area."""
    wide, deep = bounds.max_x_m - bounds.min_x_m, bounds.max_z_m - bounds.min_z_m
    middle_x, middle_z = (bounds.min_x_m + bounds.max_x_m) / 2, (bounds.min_z_m + bounds.max_z_m) / 2
    along_z = deep >= wide
    across, length = (wide, deep) if along_z else (deep, wide)
    ceiling = bounds.ceiling_m if bounds.ceiling_m is not None else default_ceiling_m
    return Hall(
        half_width_m=across / 2,
        start_m=-length / 2,
        end_m=length / 2,
        ceiling_m=max(2.2, ceiling),
        world_from_hall=translation((middle_x, 0, middle_z)) @ (np.eye(4) if along_z else rotation_y(math.pi / 2)),
    )


def bays(plan: SetPlan, hall: Hall, usual_m: float, beyond_m: tuple[float, float]) -> tuple[float, tuple[float, ...]]:
    """Return the length of a bay and the middles of all bays along the hall; bay joints fall on the plan's ribs."""
    ribs = sorted(hall.local(p)[2] for p in plan.pieces if p.kind == "rib")
    gaps = np.diff(ribs)
    length = usual_m
    if len(gaps) and 1.5 < float(np.median(gaps)) < 12:
        length = float(np.median(gaps))
        length = length / 2 if length > 1.6 * usual_m else length
    joint = ribs[0] if ribs else hall.start_m
    first = joint - math.ceil((joint - hall.start_m + beyond_m[0]) / length) * length
    count = math.ceil((hall.end_m + beyond_m[1] - first) / length)
    return length, tuple(first + length * (k + 0.5) for k in range(count))
