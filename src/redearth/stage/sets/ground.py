"""The ground of open sets: level where people walk, relief and distance beyond."""

from __future__ import annotations

import numpy as np

from redearth.direction.model import Bounds, SetPlan
from redearth.stage.sets.noise import fractal
from redearth.stage.sets.panels import height_field
from redearth.stage.sets.shape import F64
from redearth.stage.sets.water import drowned
from redearth.stage.sets.workshop import Workshop

REACH_M = 420.0
_TILES = 3
_RELIEF: dict[str, tuple[float, float, float, float]] = {
    "ruined_city": (1.6, 22.0, 9.0, 150.0),
    "desert": (5.5, 46.0, 26.0, 210.0),
    "forest": (1.1, 18.0, 14.0, 120.0),
    "exterior": (0.9, 26.0, 16.0, 160.0),
    "street": (0.0, 30.0, 0.0, 150.0),
}
"""Height and length of the near relief, then of the far relief, in metres."""
_OWN_RELIEF: dict[tuple[str, str], tuple[float, float, float, float]] = {
    ("desert", "dunes"): (11.0, 64.0, 34.0, 160.0),
    ("desert", "salt"): (0.25, 60.0, 40.0, 260.0),
    ("desert", "moon"): (4.0, 30.0, 60.0, 190.0),
    ("desert", "shore"): (2.2, 26.0, 12.0, 160.0),
    ("exterior", "mountain"): (5.0, 40.0, 40.0, 190.0),
    ("exterior", "lake"): (2.0, 30.0, 26.0, 170.0),
    ("exterior", "harbour"): (0.0, 30.0, 30.0, 200.0),
    ("exterior", "plaza"): (0.0, 30.0, 12.0, 200.0),
    ("exterior", "field"): (1.6, 60.0, 22.0, 180.0),
}


SURFACES = {
    "sand": "sand",
    "concrete": "concrete",
    "metal": "steel_dark",
    "soil": "ground",
    "wood": "wood",
    "grass": "grass",
    "snow": "snow",
}


_FLOORS = {
    ("forest", "conifer", "grass"): "litter",
    ("forest", "broadleaf", "grass"): "litter",
    ("forest", "dead", "grass"): "litter",
    ("forest", "birch", "grass"): "litter",
    ("forest", "burnt", "grass"): "ash",
    ("forest", "jungle", "grass"): "litter",
    ("desert", "salt", "sand"): "salt",
    ("ruined_city", "", "sand"): "regolith",
    ("desert", "waste", "sand"): "regolith",
    ("desert", "moon", "sand"): "dust_grey",
    ("desert", "mars", "sand"): "dust_red",
    ("desert", "shore", "sand"): "sand_pale",
    ("desert", "dunes", "sand"): "sand_pale",
    ("exterior", "shore", "sand"): "sand_pale",
    ("exterior", "field", "grass"): "meadow",
}
"""Grounds that a kind of place has instead of its surface's usual one."""


def ground_of(kit: str, style: str, surface: str) -> str:
    """Return the material that the ground of a kind of place is made of."""
    return _FLOORS.get((kit, style, surface)) or SURFACES[surface]


def lay_ground(shop: Workshop) -> None:
    """Lay the terrain of an open set in tiles, so that those out of sight cost nothing."""
    plan = shop.plan
    material = shop.palette.use(ground_of(plan.kit, plan.style, plan.surface))
    xs = _lines(plan.bounds.min_x_m, plan.bounds.max_x_m)
    zs = _lines(plan.bounds.min_z_m, plan.bounds.max_z_m)

    def height(x: F64, z: F64) -> F64:
        return ground_height(plan, x, z)

    edges_x = np.linspace(0, len(xs) - 1, _TILES + 1).astype(int)
    edges_z = np.linspace(0, len(zs) - 1, _TILES + 1).astype(int)
    for i in range(_TILES):
        for k in range(_TILES):
            tile_x, tile_z = xs[edges_x[i] : edges_x[i + 1] + 1], zs[edges_z[k] : edges_z[k + 1] + 1]
            part = height_field(tile_x, tile_z, height, material)
            shop.stand(f"ground_{i}_{k}", lambda part=part: part, [np.eye(4)], "ground")  # type: ignore[misc]


def ground_height(plan: SetPlan, x: F64, z: F64) -> F64:
    """Return the terrain's height in metres at set points; within 2 cm of 0 in the play area."""
    near_m, near_length, far_m, far_length = _OWN_RELIEF.get((plan.kit, plan.style)) or _RELIEF.get(plan.kit, _RELIEF["exterior"])
    out = outside_distance(plan.bounds, x, z)
    for floor in roofed_floors(plan):
        out = np.minimum(out, outside_distance(floor, x, z))
    ripple = 0.006 * fractal(x / 1.7, z / 1.7, "ripple", plan.id, octaves=2)
    near = 0.5 + 0.5 * fractal(x / near_length, z / near_length, "near", plan.id, octaves=4)
    dunes = near_m * (near**1.6) * 1.6 * _smooth(out / 14.0)
    far = (
        far_m
        * np.maximum(0.0, 0.35 + fractal(x / far_length, z / far_length, "far", plan.id, octaves=5))
        * _smooth((out - 60) / 220)
    )
    return drowned(plan, ripple + dunes + far, x, z)


def outside_distance(bounds: Bounds, x: F64, z: F64) -> F64:
    """Return how far points lie outside the play area, 0 inside."""
    dx = np.maximum(np.maximum(bounds.min_x_m - x, x - bounds.max_x_m), 0)
    dz = np.maximum(np.maximum(bounds.min_z_m - z, z - bounds.max_z_m), 0)
    return np.hypot(dx, dz)


def roofed_floors(plan: SetPlan) -> list[Bounds]:
    """Return the floors under roofs that reach out of the play area: the ground is level there, and a little around them."""
    floors = []
    for piece in plan.pieces:
        if piece.kind == "wall" and piece.position_m[1] > 2.0 and min(piece.size_m[0], piece.size_m[2]) > 3.0:
            half_x, half_z = piece.size_m[0] / 2 + 2.0, piece.size_m[2] / 2 + 2.0
            x, _, z = piece.position_m
            floors.append(Bounds(min_x_m=x - half_x, max_x_m=x + half_x, min_z_m=z - half_z, max_z_m=z + half_z))
    return floors


def _lines(low: float, high: float) -> F64:
    """Grid lines: even inside the play area, then wider and wider out to :data:`REACH_M`."""
    step = max(1.0, (high - low) / 44)
    inner = np.linspace(low, high, max(2, round((high - low) / step)) + 1)
    outer = []
    position, width = 0.0, step
    while position < REACH_M:
        width *= 1.13
        position += width
        outer.append(position)
    return np.concatenate([low - np.array(outer[::-1]), inner, high + np.array(outer)])


def _smooth(t: F64) -> F64:
    t = np.clip(t, 0, 1)
    smooth: F64 = t * t * (3 - 2 * t)
    return smooth
