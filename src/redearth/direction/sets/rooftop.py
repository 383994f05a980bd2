"""The roof of a tall house: parapet, plant, a stair head, and the town all around. The light comes from -Z."""

from __future__ import annotations

import math

import numpy as np

from redearth.direction.model import Bounds, Piece
from redearth.direction.sets.layout import Layout, Spot, anchor, box

_HALF_X_M, _NEAR_M, _FAR_M = 11.0, 11.0, -15.0


def rooftop(random: np.random.Generator, style: str) -> Layout:
    """Return a flat roof: of offices (air plant, dish, helipad light) or of a tenement (water tank, washing lines, chimneys)."""
    bounds = Bounds(min_x_m=-_HALF_X_M, max_x_m=_HALF_X_M, min_z_m=_FAR_M, max_z_m=_NEAR_M)
    side = float(random.choice([-1.0, 1.0]))
    pieces = _parapet()
    pieces.append(box("stairhead", "stairhead", 0.0, _NEAR_M - 1.7, (4.4, 3.1, 3.0), yaw=math.pi))
    pieces += _tenement(random, side) if style == "tenement" else _office(random, side)
    anchors = (
        anchor("centre", 0.0, 0.0), anchor("near", 0.0, 5.5, math.pi), anchor("far", 0.0, _FAR_M + 2.0), anchor("entrance", 0.0, 6.9, math.pi),
        anchor("exit", 0.0, 6.9), anchor("edge", 0.0, _FAR_M + 1.0, math.pi), anchor("sun", 0.0, -200.0, math.pi, y=34.0),
    )  # fmt: skip
    spots: tuple[Spot, ...] = tuple((s * 8.6, z, -s * math.pi / 2) for z in (-2.0, 3.4, -7.4, -12.0) for s in (side, -side))
    floor: tuple[Spot, ...] = ((2.6, -2.4, math.pi), (-2.6, -2.4, math.pi), (3.0, 2.6, math.pi), (-3.0, 2.6, math.pi))
    return Layout(
        bounds=bounds, surface="concrete", anchors=anchors, pieces=tuple(pieces), wall_spots=spots, floor_spots=floor,
        gate_spot=(0.0, _NEAR_M - 3.32, math.pi), gate_size_m=(2.2, 2.4, 0.2), door_size_m=(1.1, 2.2, 0.16), door_of="kit",
        standing=frozenset({"pole", "lamp", "door"} if style == "tenement" else {"pole", "lamp"}),
    )  # fmt: skip


def _parapet() -> list[Piece]:
    long, deep, middle = 2 * _HALF_X_M, _NEAR_M - _FAR_M, (_NEAR_M + _FAR_M) / 2
    return [
        box("parapet", "parapet-far", 0.0, _FAR_M + 0.2, (long, 1.05, 0.4)),
        box("parapet", "parapet-near", 0.0, _NEAR_M - 0.2, (long, 1.05, 0.4)),
        box("parapet", "parapet-left", -_HALF_X_M + 0.2, middle, (deep - 0.8, 1.05, 0.4), yaw=math.pi / 2),
        box("parapet", "parapet-right", _HALF_X_M - 0.2, middle, (deep - 0.8, 1.05, 0.4), yaw=math.pi / 2),
    ]


def _office(random: np.random.Generator, side: float) -> list[Piece]:
    pieces = [
        box("vent", f"vent-{k + 1}", side * x, z, (2.4, 1.5, 1.7), yaw=side * math.pi / 2)
        for k, (x, z) in enumerate(((8.3, -1.0), (8.3, -4.6), (8.3, -8.2)))
    ]
    pieces.append(box("dish", "dish", -side * 7.8, -10.6, (2.2, 2.6, 2.2), yaw=-side * 0.5))
    pieces.append(box("pole", "mast-1", -side * 9.0, -5.0, (0.3, 9.0, 0.3)))
    pieces.append(box("pole", "mast-2", side * 9.2, -12.6, (0.3, 6.0, 0.3)))
    pieces.append(box("vent", "vent-4", -side * 8.2, 2.2 + float(random.uniform(-0.6, 0.6)), (1.4, 1.1, 1.4)))
    pieces.append(box("lamp", "lamp-1", 1.9, _NEAR_M - 3.22, (0.3, 0.3, 0.2), y=2.3, yaw=math.pi, solid=False))
    return pieces


def _tenement(random: np.random.Generator, side: float) -> list[Piece]:
    pieces = [box("tank", "tank", side * 7.6, -9.6, (3.2, 6.2, 3.2))]
    pieces += [
        box("chimney", f"chimney-{k + 1}", -side * 8.6, z, (0.9, 2.0, 1.7))
        for k, z in enumerate((-4.0, -11.0 + float(random.uniform(-0.5, 0.5))))
    ]
    pieces += [
        box("pole", f"line-{k + 1}", x, z, (0.12, 2.4, 0.12)) for k, (x, z) in enumerate(((-side * 6.2, 0.4), (-side * 6.2, 5.4)))
    ]
    pieces.append(box("crate", "crate-1", side * 8.8, 1.6, (0.8, 0.7, 0.8), yaw=0.3))
    pieces.append(box("vent", "vent-1", side * 8.4, -3.2, (1.2, 1.0, 1.2)))
    pieces.append(box("pole", "mast-1", side * 9.4, 4.8, (0.2, 4.6, 0.2)))
    pieces.append(box("lamp", "lamp-1", 1.9, _NEAR_M - 3.22, (0.3, 0.3, 0.2), y=2.3, yaw=math.pi, solid=False))
    return pieces
