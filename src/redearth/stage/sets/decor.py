"""What makes a room somebody's: the colour of its walls, curtains, framed pictures, a rug, a plant in the corner."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.seed import generator_from
from redearth.core.space import rotation_y
from redearth.stage.sets.panels import Rect, sheet
from redearth.stage.sets.shape import Part, join, moved
from redearth.stage.sets.solids import box, lathe
from redearth.stage.sets.workshop import Workshop, pose

_WALLS = ("ivory", "sage", "cream", "slate", "pale")
_CLOTHS = ("crimson", "navy", "green", "tan", "brown")
_PICTURE_WIDE_M = 0.9
_HANG_M = 1.3
_SILL_M = 0.3
"""An opening that starts lower than this is a door."""


def wall_colour(shop: Workshop) -> str:
    """Return the colour word of this room's walls: one of five, the same for the same place."""
    return _WALLS[int(generator_from("wall-colour", shop.plan.id).integers(0, len(_WALLS)))]


def _cloth(shop: Workshop, part: str) -> int:
    colour = _CLOTHS[int(generator_from("room-cloth", shop.plan.id, part).integers(0, len(_CLOTHS)))]
    return shop.palette.use("carpet" if part == "rug" else "cloth", colour)


def hang_on_wall(shop: Workshop, number: int, length: float, height: float, holes: list[Rect]) -> Part | None:
    """Return what hangs on a wall whose face is z = 0: curtains beside its windows, pictures where there is room; None when nothing does."""
    parts = [curtain for hole in holes if hole[1] >= _SILL_M for curtain in _curtains(shop, hole, height)]
    random = generator_from("pictures", shop.plan.id, number)
    count = int((length - 1.6) / 2.6)
    for k in range(count):
        x = (k + 0.5 - count / 2) * 2.6 + float(random.uniform(-0.3, 0.3))
        wide, tall = float(random.uniform(0.45, _PICTURE_WIDE_M)), float(random.uniform(0.4, 0.7))
        free = all(x + wide / 2 + 0.45 < hole[0] or x - wide / 2 - 0.45 > hole[2] for hole in holes)
        if free and random.uniform() < 0.7:
            parts.append(_picture(shop, random, x, wide, tall))
    return join(*parts) if parts else None


def _curtains(shop: Workshop, hole: Rect, height: float) -> list[Part]:
    """Two drawn curtains and their rail; folds are a wave that is deeper at the hem."""
    x0, y0, x1, y1 = hole
    top, foot = min(y1 + 0.16, height - 0.12), max(0.06, y0 - 0.75)
    cloth, rail = _cloth(shop, "curtain"), shop.palette.use("brass")
    parts = [box((x1 - x0 + 0.9, 0.03, 0.03), rail, at=((x0 + x1) / 2, top, 0.11))]
    for inner, outer in ((x0 + 0.08, x0 - 0.4), (x1 - 0.08, x1 + 0.4)):
        u, v = np.meshgrid(np.linspace(0, 1, 29), np.linspace(0, 1, 4), indexing="xy")
        wave = (0.03 + 0.02 * (1 - v)) * np.sin(u * 7 * 2 * math.pi + 1.3 * v)
        grid = np.stack([inner + (outer - inner) * u, foot + (top - foot) * v, 0.11 + wave], -1)
        parts.append(sheet(grid, cloth, both_sides=True))
    return parts


def _picture(shop: Workshop, random: np.random.Generator, x: float, wide: float, tall: float) -> Part:
    """A framed picture: a pale mount and two or three fields of colour."""
    y = _HANG_M + float(random.uniform(0, 0.2))
    frame, mount = shop.palette.use("wood_dark"), shop.palette.use("paper")
    parts = [
        box((wide, tall, 0.03), frame, at=(x, y, 0.016), chamfer_m=0.008),
        box((wide - 0.07, tall - 0.07, 0.008), mount, at=(x, y + 0.035, 0.032)),
    ]
    inner_w, inner_h, low = wide - 0.17, tall - 0.17, 0.0
    for colour in [("slate", "tan", "crimson", "olive", "navy", "gold")[k] for k in random.permutation(6)[:3]]:
        share = float(random.uniform(0.2, 0.5))
        high = min(1.0, low + share)
        paint = shop.palette.use("linen", colour)
        parts.append(box((inner_w, (high - low) * inner_h, 0.004), paint, at=(x, y + 0.085 + low * inner_h, 0.039)))
        low = high
    return join(*parts)


def furnish_floor(shop: Workshop) -> None:
    """Lay a rug where people act and stand a plant in a corner; neither is higher than a step or in anybody's way."""
    b = shop.plan.bounds
    middle = ((b.min_x_m + b.max_x_m) / 2, (b.min_z_m + b.max_z_m) / 2)
    size = (min(3.4, 0.45 * (b.max_x_m - b.min_x_m)), min(4.6, 0.45 * (b.max_z_m - b.min_z_m)))
    shop.stand("rug", lambda: _rug(shop, *size), [pose((middle[0], 0.0, middle[1]))])
    corner = (b.max_x_m - 0.42, 0.0, b.max_z_m - 0.42)
    if all(
        math.hypot(p.position_m[0] - corner[0], p.position_m[2] - corner[2]) > 0.6 + max(p.size_m[0], p.size_m[2]) / 2
        for p in shop.plan.pieces
    ):
        shop.stand("potted_plant", lambda: _plant(shop), [pose(corner)])


def _rug(shop: Workshop, wide: float, deep: float) -> Part:
    field, border = _cloth(shop, "rug"), shop.palette.use("linen")
    return join(
        box((wide, 0.008, deep), border),
        box((wide - 0.24, 0.004, deep - 0.24), field, at=(0, 0.008, 0)),
        box((wide - 0.9, 0.002, 0.05), border, at=(0, 0.012, deep / 2 - 0.5)),
        box((wide - 0.9, 0.002, 0.05), border, at=(0, 0.012, 0.5 - deep / 2)),
    )


def _plant(shop: Workshop) -> Part:
    """A pot of long leaves, each a bent blade."""
    pot = lathe([(0.1, 0.0), (0.15, 0.28), (0.165, 0.3), (0.15, 0.3), (0.14, 0.26)], shop.palette.use("terracotta"), sides=18)
    soil = lathe([(0.14, 0.265), (0.001, 0.268)], shop.palette.use("soil"), sides=18)
    leaf, random = shop.palette.use("leaf_dark"), generator_from("potted-plant", shop.plan.id)
    parts = [pot, soil]
    for k in range(16):
        long, bend = float(random.uniform(0.35, 0.75)), float(random.uniform(0.25, 0.8))
        t = np.linspace(0, 1, 6)
        out, up = long * np.sin(bend * t), 0.26 + long * 1.2 * (t - 0.32 * bend * t**2)
        half = 0.035 * np.sin(np.pi * np.clip(t * 0.92 + 0.06, 0, 1))
        blade = np.stack([np.stack([out, up, side * half], -1) for side in (-1.0, 1.0)])
        parts.append(moved(sheet(blade, leaf, both_sides=True), rotation_y(2.4 * k)))
    return join(*parts)
