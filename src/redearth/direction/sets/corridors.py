"""The hallways of houses, hotels, schools and offices: doors on both sides, lamps overhead, a window at the end, at -Z."""

from __future__ import annotations

import math

import numpy as np

from redearth.direction.model import Piece
from redearth.direction.sets.layout import Layout, box
from redearth.direction.sets.stands import Wall, against, free_walls, marks, outlooks, room, settled, strips

_BETWEEN_M = 3.4
"""From one door to the next along a wall."""
_DOOR_M = (1.1, 2.2, 0.16)


def hallway(random: np.random.Generator) -> Layout:
    """Return a hallway along Z, 2.6 m wide or a little more."""
    b = room(float(random.uniform(2.6, 3.0)), float(random.uniform(16.0, 18.0)), float(random.uniform(2.65, 2.85)))
    pieces: list[Piece] = [against(b, "-z", "window", "window", 0.0, (1.1, 1.5, 0.15), y=0.85, solid=False)]
    sides: tuple[tuple[Wall, float], ...] = (("-x", 0.0), ("+x", float(random.choice([0.0, _BETWEEN_M / 2]))))
    number = 0
    for k in range(4):
        for wall, shift in sides:
            number += 1
            z = b.min_z_m + 2.2 + shift + _BETWEEN_M * k
            pieces.append(against(b, wall, "side_door", f"room-{number}", z, _DOOR_M, solid=False))
    stand = -1.0 if random.uniform() < 0.5 else 1.0
    pieces.append(box("planter", "plant", stand * (b.max_x_m - 0.32), b.min_z_m + 0.5, (0.42, 0.5, 0.42)))
    pieces += strips(b, (0.0,), [b.min_z_m + 2.4 + _BETWEEN_M * k for k in range(5)], colour="warm", size=(0.4, 0.1, 0.4))
    return Layout(
        bounds=b, surface="wood", anchors=settled(marks(b, centre=(0.0, 0.0)), b, pieces), pieces=(*pieces, *outlooks(b, pieces)),
        wall_spots=free_walls(b, pieces, 0.0), floor_spots=(), gate_spot=(0.0, b.max_z_m + 0.1, math.pi), gate_size_m=(1.8, 2.2, 0.3),
        door_size_m=(1.2, 2.15, 0.14), lever_spot=(0.95, b.max_z_m - 0.16, math.pi), standing=frozenset(p.kind for p in pieces),
    )  # fmt: skip
