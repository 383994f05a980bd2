"""The room shell: four walls with openings, baseboards, panels, a ceiling with its light; dressed as a place people live in."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from redearth.core.space import Matrix
from redearth.direction.model import SetPlan
from redearth.stage.sets.decor import furnish_floor, hang_on_wall, wall_colour
from redearth.stage.sets.openings import standing_against
from redearth.stage.sets.panels import Rect, pierced, sheet
from redearth.stage.sets.shape import Part, join, shifted
from redearth.stage.sets.solids import box, lathe
from redearth.stage.sets.workshop import Workshop, pose

_THICK_M = 0.24
_FLOORS = {
    "sand": "sand",
    "concrete": "concrete",
    "metal": "steel_dark",
    "soil": "earth",
    "wood": "wood",
    "grass": "grass",
    "snow": "snow",
}


def wall_room(shop: Workshop) -> None:
    """Build the room around the play area."""
    b = shop.plan.bounds
    height = b.ceiling_m if b.ceiling_m is not None else 2.8
    wide, deep = b.max_x_m - b.min_x_m, b.max_z_m - b.min_z_m
    centre = ((b.min_x_m + b.max_x_m) / 2, (b.min_z_m + b.max_z_m) / 2)
    for k, length in enumerate((wide, deep, wide, deep)):
        yaw = k * math.pi / 2
        reach = (deep, wide, deep, wide)[k] / 2
        # Wall k's face looks along its local +z, into the room.
        stand = pose((centre[0] - math.sin(yaw) * reach, 0.0, centre[1] - math.cos(yaw) * reach), yaw)
        holes = _openings(shop.plan, stand, length, height)
        shop.stand(f"room_wall_{k}", lambda length=length, holes=holes: _wall(shop, length, height, holes), [stand])  # type: ignore[misc]
        hung = hang_on_wall(shop, k, length, height, holes)
        if hung is not None:
            shop.stand(f"room_hung_{k}", lambda hung=hung: hung, [stand])  # type: ignore[misc]
    middle = pose((centre[0], 0.0, centre[1]))
    shop.stand("room_floor", lambda: _flat(shop, wide, deep, 0.0, _FLOORS[shop.plan.surface], up=True), [middle])
    furnish_floor(shop)
    shop.stand("room_ceiling", lambda: _ceiling(shop, wide, deep, height), [middle])


def _openings(plan: SetPlan, stand: Matrix, length: float, height: float) -> list[Rect]:
    """Holes for the doors, gates and windows that stand against this wall, in wall coordinates."""
    holes: list[Rect] = []
    for piece, x, y in standing_against(plan, stand, length):
        half = piece.size_m[0] / 2 - 0.01
        top = min(y + piece.size_m[1] - 0.01, height - 0.1)
        holes.append((max(x - half, -length / 2 + 0.05), max(0.0, y), min(x + half, length / 2 - 0.05), top))
    return holes


def _wall(shop: Workshop, length: float, height: float, holes: list[Rect]) -> Part:
    """One wall, its face at z = 0: plaster, baseboard, rail and wainscot between the openings, frames around them."""
    plaster, trim = shop.palette.use("wall_paint", wall_colour(shop)), shop.palette.use("woodwork")
    parts = [shifted(pierced(length, height, _THICK_M, holes, plaster), z=-_THICK_M / 2)]
    edges = sorted({-length / 2, length / 2, *(x for h in holes if h[1] < 0.3 for x in (h[0], h[2]))})
    for x0, x1 in pairwise(edges):
        if any(h[0] <= (x0 + x1) / 2 <= h[2] and h[1] < 0.3 for h in holes) or x1 - x0 < 0.1:
            continue
        middle, wide = (x0 + x1) / 2, x1 - x0 - 0.02
        parts.append(box((wide, 0.13, 0.03), trim, at=(middle, 0, 0.015), chamfer_m=0.008))
        parts.append(box((wide, 0.05, 0.035), trim, at=(middle, 0.92, 0.017), chamfer_m=0.008))
        count = max(1, round(wide / 0.8))
        for k in range(count):
            at = (middle + (k + 0.5 - count / 2) * wide / count, 0.2, 0.008)
            parts.append(box((wide / count - 0.12, 0.64, 0.016), trim, at=at, chamfer_m=0.007))
    parts.append(box((length, 0.09, 0.06), trim, at=(0, height - 0.09, 0.03), chamfer_m=0.02))
    for x0, y0, x1, y1 in holes:
        for x in (x0 - 0.05, x1 + 0.05):
            parts.append(box((0.1, y1 - y0 + 0.1, 0.05), trim, at=(x, y0, 0.026), chamfer_m=0.01))
        parts.append(box((x1 - x0 + 0.24, 0.1, 0.06), trim, at=((x0 + x1) / 2, y1, 0.03), chamfer_m=0.01))
        if y0 < 0.3:
            parts.append(box((x1 - x0 + 0.6, y1 + 0.4, 0.05), shop.palette.use("concrete_dark"), at=((x0 + x1) / 2, 0, -1.6)))
    return join(*parts)


def _flat(shop: Workshop, wide: float, deep: float, y: float, material: str, *, up: bool) -> Part:
    x, z = np.meshgrid([-wide / 2, 0.0, wide / 2], [-deep / 2, 0.0, deep / 2], indexing="xy")
    grid = np.stack([x, np.full(x.shape, y), z], -1)
    return sheet(grid if up else grid[:, ::-1], shop.palette.use(material))


def _ceiling(shop: Workshop, wide: float, deep: float, height: float) -> Part:
    """The ceiling with a round light, unless the plan hangs its own."""
    flat = _flat(shop, wide, deep, height, "woodwork", up=False)
    if any(p.kind == "lamp" for p in shop.plan.pieces):
        return flat
    brass, glow = shop.palette.use("brass"), shop.palette.use("glow_warm")
    rose = lathe([(0.26, height - 0.05), (0.28, height - 0.001)], brass, sides=20)
    bowl = lathe([(0.06, height - 0.14), (0.18, height - 0.1), (0.23, height - 0.05)], glow, sides=20)
    return join(flat, rose, bowl)
