"""Which doors, gates and windows stand against a wall, and where along it."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from redearth.core.space import Matrix
from redearth.direction.model import Piece, SetPlan

_NEAR_WALL_M = 0.9


def standing_against(plan: SetPlan, stand: Matrix, length: float) -> Iterator[tuple[Piece, float, float]]:
    """Yield each piece that pierces the wall ``stand`` (``world_from_wall``, its face along +z), with its foot's x and y on the wall in metres."""
    inverse = np.linalg.inv(stand)
    for piece in plan.pieces:
        if piece.kind not in ("door", "gate", "window"):
            continue
        x, y, z = (inverse @ [*piece.position_m, 1.0])[:3]
        across = abs(math.cos(piece.yaw_rad - math.atan2(stand[0, 2], stand[2, 2])))
        if abs(z) <= _NEAR_WALL_M and across >= 0.7 and abs(x) <= length / 2 - 0.1:
            yield piece, float(x), float(y)
