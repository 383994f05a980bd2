"""The seed vault shell: a nave of arches, catwalks, racks and hanging lights that runs into the dark."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.space import rotation_y, translation
from redearth.stage.sets.hall import Hall, bays, hall_of
from redearth.stage.sets.industry import planter
from redearth.stage.sets.order import Order
from redearth.stage.sets.panels import sheet
from redearth.stage.sets.profile import arch_height, arch_strip, doorway
from redearth.stage.sets.shape import Part, join
from redearth.stage.sets.solids import box, tube
from redearth.stage.sets.tunnel import stand_bulkhead
from redearth.stage.sets.workshop import Workshop

BAY_M = 4.0
_BEYOND_M = 34.0


def carve_vault(shop: Workshop) -> None:
    """Build the nave around the play area; beyond an open end it goes on, with planters of its own."""
    hall = hall_of(shop.plan.bounds, 7.0)
    doors = [p for p in shop.plan.pieces if p.kind in ("gate", "door") and hall.crosses(p)]
    ends = [hall.local(p)[2] for p in doors]
    beyond = (
        0.0 if any(z - hall.start_m < 3 for z in ends) else _BEYOND_M,
        0.0 if any(hall.end_m - z < 3 for z in ends) else _BEYOND_M,
    )
    length, middles = bays(shop.plan, hall, BAY_M, beyond)
    places = [hall.world_from_hall @ translation((0, 0, z)) for z in middles]
    joints = [place @ translation((0, 0, length / 2)) for place in places]
    shop.stand("vault_bay", lambda: _bay(shop, hall, length), places)
    shop.stand("vault_rib", lambda: _rib(shop, hall), joints)
    shop.stand("vault_catwalk", lambda: _catwalk(shop, hall, length), places)
    shop.stand("vault_racks", lambda: _racks(shop, hall, length), places)
    _hang_lights(shop, hall, places)
    first, last = middles[0] - length / 2, middles[-1] + length / 2
    _far_planters(shop, hall, first, last)
    for piece in doors:
        stand_bulkhead(shop, hall, piece)
    for k, z in enumerate((first, last)):
        wall = doorway(hall.outline(18), 0.0, 0.02, 0.02, 0.3, shop.palette.use("concrete_dark"))
        shop.stand(f"vault_end_{k}", lambda wall=wall: wall, [hall.world_from_hall @ translation((0, 0, z))])  # type: ignore[misc]


def _hang_lights(shop: Workshop, hall: Hall, places: list[np.ndarray]) -> None:
    """Drop rods to the plan's lamps; beyond the play area a light in every other bay."""
    dark = shop.palette.use("steel_dark")
    for piece in shop.plan.pieces:
        x, y, z = hall.local(piece)
        if piece.kind != "lamp" or y < 2.5:
            continue
        top = arch_height(hall.half_width_m, hall.ceiling_m, x) - y
        spread = max(piece.size_m[0], piece.size_m[2]) * 0.36
        rods = join(*(tube([(0, 0.05, s * spread), (0, top, s * spread)], 0.016, dark, sides=5, caps=False) for s in (-1, 1)))
        shop.stand(f"vault_rods_{round(top * 100)}", lambda rods=rods: rods, [hall.world_from_hall @ translation((x, y, z))])  # type: ignore[misc]
    own = any(p.kind == "lamp" for p in shop.plan.pieces)
    free = []
    for place in places[::2]:
        z = float((np.linalg.inv(hall.world_from_hall) @ place)[2, 3])
        if not own or not hall.start_m - 1 < z < hall.end_m + 1:
            free.append(place)
    shop.stand("vault_light", lambda: _light(shop, hall), free)


def _bay(shop: Workshop, hall: Hall, length: float) -> Part:
    """One bay of lining and floor, seen from inside."""
    lining, floor = shop.palette.use("concrete"), shop.palette.use("wet_floor", wetness=0.6)
    dark, line = shop.palette.use("concrete_dark"), shop.palette.use("road_paint")
    outline = hall.outline(18)
    half, spring = hall.half_width_m, hall.spring_m
    rings = np.stack([np.column_stack([outline, np.full(len(outline), z)]) for z in (length / 2, -length / 2)])
    xs = np.linspace(-half, half, 7)
    ground = np.stack([np.column_stack([xs, np.zeros(7), np.full(7, z)]) for z in (-length / 2, 0.0, length / 2)])
    parts = [sheet(rings, lining, crease_rad=0.5), sheet(ground, floor)]
    parts += [box((0.1, 0.015, length), line, at=(s * 2.0, -0.002, 0)) for s in (-1, 1) if half > 4]
    for side in (-1, 1):
        parts.append(box((0.3, 0.5, length), dark, at=(side * (half - 0.1), 0, 0), chamfer_m=0.05))
        for y, tall in ((spring * 0.7, spring * 0.24), (0.7, spring * 0.26)):
            parts += [
                box((0.14, tall, length / 2 - 0.3), lining, at=(side * (half - 0.02), y, z), chamfer_m=0.05)
                for z in (-length / 4, length / 4)
            ]
    return join(*parts)


def _rib(shop: Workshop, hall: Hall) -> Part:
    """A stepped arch that springs from a half column on each wall."""
    stone, dark = shop.palette.use("concrete"), shop.palette.use("concrete_dark")
    points = hall.outline(18)
    deep = min(0.7, 0.06 * hall.half_width_m + 0.12)
    parts = [arch_strip(points, -deep, 0.02, 0.3, stone), arch_strip(points, -deep * 0.62, 0.02, 0.62, stone)]
    for side in (-1, 1):
        parts.append(box((deep + 0.3, 0.55, 1.0), dark, at=(side * (hall.half_width_m - deep / 2), 0, 0), chamfer_m=0.08))
        parts.append(box((deep + 0.14, 0.3, 0.8), dark, at=(side * (hall.half_width_m - deep / 2), 0.55, 0), chamfer_m=0.08))
        parts.append(
            box((deep + 0.2, 0.35, 0.9), dark, at=(side * (hall.half_width_m - deep / 2), hall.spring_m - 0.2, 0), chamfer_m=0.08)
        )
    return join(*parts)


def _catwalk(shop: Workshop, hall: Hall, length: float) -> Part:
    """A grating gallery on both sides, with rails and brackets."""
    steel, rust = shop.palette.use("steel_dark"), shop.palette.use("rust")
    y = hall.spring_m * 0.58
    parts = []
    for side in (-1, 1):
        inner = side * (hall.half_width_m - 1.5)
        parts.append(box((1.4, 0.04, length), steel, at=(side * (hall.half_width_m - 0.78), y, 0)))
        parts.append(box((0.06, 0.18, length), rust, at=(inner, y - 0.1, 0)))
        for rise in (0.5, 1.0):
            parts.append(tube([(inner, y + rise, -length / 2), (inner, y + rise, length / 2)], 0.022, rust, sides=5, caps=False))
        for z in (-length / 4, length / 4):
            parts.append(tube([(inner, y, z), (inner, y + 1.0, z)], 0.022, rust, sides=5, caps=False))
            parts.append(
                tube([(inner, y - 0.05, z), (side * (hall.half_width_m - 0.1), y - 0.9, z)], 0.035, rust, sides=5, caps=False)
            )
    return join(*parts)


def _racks(shop: Workshop, hall: Hall, length: float) -> Part:
    """Seed drawers in the walls above the catwalk: rows of small fronts, here and there one left open."""
    steel, front, brass = shop.palette.use("steel_dark"), shop.palette.use("paint"), shop.palette.use("brass")
    y0 = hall.spring_m * 0.58 + 0.25
    parts = []
    for side in (-1, 1):
        x = side * (hall.half_width_m - 0.06)
        parts.append(box((0.24, 1.7, length * 0.8), steel, at=(x, y0, 0)))
        for row in range(3):
            for column in range(5):
                out = 0.2 if (row * 5 + column + (side > 0)) % 7 == 0 else 0.0
                at = (x - side * (0.13 + out / 2), y0 + 0.08 + row * 0.54, (column - 2) * length * 0.155)
                parts.append(box((0.04 + out, 0.46, length * 0.14), front, at=at))
        parts.append(box((0.02, 0.03, length * 0.7), brass, at=(x - side * 0.155, y0 + 0.9, 0)))
    return join(*parts)


def _light(shop: Workshop, hall: Hall) -> Part:
    """Two long cold strips on rods, below the crown."""
    case, dark, glow = shop.palette.use("paint"), shop.palette.use("steel_dark"), shop.palette.use("glow_cold")
    parts = []
    for side in (-1, 1):
        x, y = side * hall.half_width_m * 0.4, hall.ceiling_m * 0.68
        top = arch_height(hall.half_width_m, hall.ceiling_m, x)
        parts += [tube([(x, y + 0.1, z), (x, top, z)], 0.016, dark, sides=5, caps=False) for z in (-0.9, 0.9)]
        parts.append(box((0.3, 0.1, 2.6), case, at=(x, y, 0), chamfer_m=0.03))
        parts.append(box((0.18, 0.05, 2.5), glow, at=(x, y - 0.04, 0), chamfer_m=0.015))
    return join(*parts)


def _far_planters(shop: Workshop, hall: Hall, first: float, last: float) -> None:
    """Go on with the rows of planters where the play area ends, in the rows that the plan has."""
    own = [p for p in shop.plan.pieces if p.kind == "planter"]
    size = own[0].size_m if own else (1.4, 0.85, 3.4)
    rows = sorted({round(hall.local(p)[0], 1) for p in own}) or [-hall.half_width_m * 0.5, hall.half_width_m * 0.5]
    step = max(size[0], size[2]) + 1.1
    turn = rotation_y(math.pi / 2) if size[0] > size[2] else np.eye(4)
    places = []
    for x in rows:
        for start, end in ((first + 1, hall.start_m - 0.6), (hall.end_m + 0.6, last - 1)):
            for k in range(max(0, int((end - start) / step))):
                places.append(hall.world_from_hall @ translation((x, 0, start + (k + 0.5) * step)) @ turn)
    order = Order(kind="planter", size_m=size, variant=0, colour="", kit="vault", palette=shop.palette)
    shop.stand("planter_far", lambda: planter(order), places)
