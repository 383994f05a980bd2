"""The seed vault shell: a nave of ribbed columns, catwalks and hanging lights that runs into the dark."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.space import translation
from redearth.stage.sets.hall import Hall, hall_of
from redearth.stage.sets.industry import planter
from redearth.stage.sets.order import Order
from redearth.stage.sets.panels import sheet
from redearth.stage.sets.profile import arch_points, arch_strip, spring_height
from redearth.stage.sets.shape import Part, join, shifted
from redearth.stage.sets.solids import box, tube
from redearth.stage.sets.tunnel import bulkhead_face
from redearth.stage.sets.workshop import Workshop, identifier

BAY_M = 4.0
_BEYOND_M = 40.0


def carve_vault(shop: Workshop) -> None:
    """Build the nave around the play area; beyond its ends it goes on, with planters of its own."""
    hall = hall_of(shop.plan.bounds, 8.0)
    blocked = [hall.local(p)[2] for p in shop.plan.pieces if p.kind in ("gate", "door") and hall.crosses(p)]
    first = hall.start_m - (0.0 if any(abs(z - hall.start_m) < 2.5 for z in blocked) else _BEYOND_M)
    last = hall.end_m + (0.0 if any(abs(z - hall.end_m) < 2.5 for z in blocked) else _BEYOND_M)
    count = math.ceil((last - first) / BAY_M)
    places = [hall.world_from_hall @ translation((0, 0, first + BAY_M * (k + 0.5))) for k in range(count)]
    shop.stand("vault_bay", lambda: _bay(shop, hall), places)
    shop.stand("vault_column", lambda: _column(shop, hall), [p @ translation((0, 0, BAY_M / 2)) for p in places])
    shop.stand("vault_catwalk", lambda: _catwalk(shop, hall), places)
    shop.stand("vault_light", lambda: _light(shop, hall), places[::2])
    _far_planters(shop, hall, first, last)
    for k, z in enumerate((first, first + count * BAY_M)):
        _close(shop, hall, z, k)


def _bay(shop: Workshop, hall: Hall) -> Part:
    """Four metres of lining and floor, seen from inside."""
    lining, floor = shop.palette.use("concrete"), shop.palette.use("wet_floor", wetness=0.3)
    dark = shop.palette.use("concrete_dark")
    outline = arch_points(hall.half_width_m, hall.height_m, 18)
    rings = np.stack([np.column_stack([outline, np.full(len(outline), z)]) for z in (-BAY_M / 2, BAY_M / 2)])
    half = hall.half_width_m
    ground = np.array(
        [
            [(-half, 0, -BAY_M / 2), (0, 0, -BAY_M / 2), (half, 0, -BAY_M / 2)],
            [(-half, 0, BAY_M / 2), (0, 0, BAY_M / 2), (half, 0, BAY_M / 2)],
        ]
    )
    parts = [sheet(rings[::-1], lining, crease_rad=0.5), sheet(ground, floor)]
    spring = spring_height(half, hall.height_m)
    for side in (-1, 1):
        parts.append(box((0.3, 0.5, BAY_M), dark, at=(side * (half - 0.15), 0, 0), chamfer_m=0.05))
        for y, tall in ((0.8, spring * 0.36), (0.8 + spring * 0.44, spring * 0.36)):
            parts += [box((0.12, tall, 1.5), lining, at=(side * (half - 0.06), y, z), chamfer_m=0.05) for z in (-0.86, 0.86)]
    return join(*parts)


def _column(shop: Workshop, hall: Hall) -> Part:
    """A ribbed half column on each wall that runs on as an arch."""
    stone, dark = shop.palette.use("concrete"), shop.palette.use("concrete_dark")
    points = arch_points(hall.half_width_m, hall.height_m, 18)
    parts = [arch_strip(points, -0.5, 0.02, 0.34, stone), arch_strip(points, -0.34, 0.02, 0.62, stone)]
    for side in (-1, 1):
        parts.append(box((0.85, 0.5, 0.95), dark, at=(side * (hall.half_width_m - 0.4), 0, 0), chamfer_m=0.08))
        parts.append(box((0.66, 0.3, 0.78), dark, at=(side * (hall.half_width_m - 0.32), 0.5, 0), chamfer_m=0.08))
    return join(*parts)


def _catwalk(shop: Workshop, hall: Hall) -> Part:
    """A grating gallery on both sides at half height, with rails and brackets."""
    steel, rust = shop.palette.use("steel_dark"), shop.palette.use("rust")
    y = max(2.7, spring_height(hall.half_width_m, hall.height_m) * 0.62)
    if y > hall.height_m - 2.0:
        return box((0.1, 0.1, BAY_M), rust, at=(-hall.half_width_m + 0.2, hall.height_m * 0.6, 0))
    parts = []
    for side in (-1, 1):
        inner = side * (hall.half_width_m - 1.15)
        parts.append(box((1.0, 0.03, BAY_M), steel, at=(side * (hall.half_width_m - 0.65), y, 0)))
        parts.append(box((0.06, 0.16, BAY_M), rust, at=(inner, y - 0.1, 0)))
        for rise in (0.5, 1.0):
            parts.append(tube([(inner, y + rise, -BAY_M / 2), (inner, y + rise, BAY_M / 2)], 0.02, rust, sides=6, caps=False))
        for z in (-1.0, 1.0):
            parts.append(tube([(inner, y, z), (inner, y + 1.0, z)], 0.02, rust, sides=6))
            parts.append(tube([(inner, y - 0.05, z), (side * (hall.half_width_m - 0.1), y - 0.7, z)], 0.03, rust, sides=6))
    return join(*parts)


def _light(shop: Workshop, hall: Hall) -> Part:
    """A long cold strip on rods, well below the crown."""
    case, dark, glow = shop.palette.use("paint"), shop.palette.use("steel_dark"), shop.palette.use("glow_cold")
    y = max(2.9, hall.height_m * 0.72)
    rods = [tube([(0, y + 0.1, z), (0, hall.height_m, z)], 0.014, dark, sides=5, caps=False) for z in (-0.8, 0.8)]
    return join(
        box((0.3, 0.1, 2.1), case, at=(0, y, 0), chamfer_m=0.03),
        box((0.18, 0.05, 2.0), glow, at=(0, y - 0.04, 0), chamfer_m=0.015),
        *rods,
    )


def _far_planters(shop: Workshop, hall: Hall, first: float, last: float) -> None:
    """Go on with the rows of planters where the play area ends, in the rows that the plan has."""
    own = [p for p in shop.plan.pieces if p.kind == "planter"]
    size = own[0].size_m if own else (2.0, 0.85, 0.9)
    rows = sorted({round(hall.local(p)[0], 1) for p in own}) or [-hall.half_width_m * 0.5, hall.half_width_m * 0.5]
    step = max(size) + 0.7
    places = []
    for x in rows:
        for start, end in ((first + 1, hall.start_m - 0.6), (hall.end_m + 0.6, last - 1)):
            for k in range(max(0, int((end - start) / step))):
                z = start + (k + 0.5) * step
                places.append(hall.world_from_hall @ translation((x, 0, z)) @ _turned(size))
    order = Order(kind="planter", size_m=size, variant=0, colour="", kit="vault", palette=shop.palette)
    shop.stand("planter_far", lambda: planter(order), places)


def _turned(size: tuple[float, float, float]) -> np.ndarray:
    """Long sides lie along the hall."""
    from redearth.core.space import rotation_y

    return rotation_y(math.pi / 2) if size[0] > size[2] else np.eye(4)


def _close(shop: Workshop, hall: Hall, z: float, index: int) -> None:
    """Close an end of the nave with a wall, around the door when one stands there."""
    stone, rust, ochre = shop.palette.use("concrete_dark"), shop.palette.use("rust"), shop.palette.use("paint_ochre")
    doors = [p for p in shop.plan.pieces if p.kind in ("gate", "door") and hall.crosses(p) and abs(hall.local(p)[2] - z) < 2.5]
    if not doors:
        wall = box((2 * hall.half_width_m, hall.height_m, 0.3), stone, at=(0, 0, z))
        shop.stand(f"vault_end_{index}", lambda: wall, [hall.world_from_hall])
        return
    piece = doors[0]
    x, _, at = hall.local(piece)
    w, h, d = piece.size_m

    def build() -> Part:
        face = bulkhead_face(hall, x, w, h, stone)
        frame = [box((0.5, h + 0.5, d + 0.5), rust, at=(x + s * (w / 2 + 0.2), 0, 0), chamfer_m=0.06) for s in (-1, 1)]
        lintel = box((w + 0.9, 0.5, d + 0.56), ochre, at=(x, h + 0.0, 0), chamfer_m=0.06)
        return join(face, *frame, lintel)

    shop.stand(f"vault_door_{identifier(piece.id)}", build, [hall.world_from_hall @ translation((0, 0, at))])
    dark = join(*(shifted(box((w + 1, h + 0.6, 0.1), stone), x, 0, s * 3.0) for s in (math.copysign(1, at),)))
    shop.stand(f"vault_beyond_{identifier(piece.id)}", lambda: dark, [hall.world_from_hall @ translation((0, 0, at))])
