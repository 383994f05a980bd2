"""A long room's own axes: local z runs along the longer side of the play area, whatever way it lies in the set."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from redearth.core.space import Matrix, rotation_y, translation
from redearth.direction.model import Bounds, Piece

MARGIN_M = 0.25
"""From the edge of the play area to the wall."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hall:
    """A hall in its own axes: x across (0 in the middle), z along."""

    half_width_m: float
    start_m: float
    end_m: float
    height_m: float
    world_from_hall: Matrix

    def local(self, piece: Piece) -> tuple[float, float, float]:
        """Return a piece's foot in hall axes."""
        x, y, z = (np.linalg.inv(self.world_from_hall) @ [*piece.position_m, 1.0])[:3]
        return float(x), float(y), float(z)

    def crosses(self, piece: Piece) -> bool:
        """Tell whether a flat piece (gate, door) stands across the hall rather than along its walls."""
        turn = piece.yaw_rad - math.atan2(self.world_from_hall[0, 2], self.world_from_hall[2, 2])
        return abs(math.cos(turn)) > 0.7


def hall_of(bounds: Bounds, default_height_m: float = 4.2) -> Hall:
    """Return the hall around a play area; its walls stand :data:`MARGIN_M` outside."""
    wide, deep = bounds.max_x_m - bounds.min_x_m, bounds.max_z_m - bounds.min_z_m
    middle_x, middle_z = (bounds.min_x_m + bounds.max_x_m) / 2, (bounds.min_z_m + bounds.max_z_m) / 2
    along_z = deep >= wide
    across, length = (wide, deep) if along_z else (deep, wide)
    pose = translation((middle_x, 0, middle_z)) @ (np.eye(4) if along_z else rotation_y(math.pi / 2))
    height = bounds.ceiling_m if bounds.ceiling_m is not None else default_height_m
    return Hall(
        half_width_m=across / 2 + MARGIN_M,
        start_m=-length / 2 - MARGIN_M,
        end_m=length / 2 + MARGIN_M,
        height_m=max(2.2, height),
        world_from_hall=pose,
    )
