"""The seed vault shell: a nave of ribs between arcades, racks in the aisles and hanging lights that run into the dark."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.space import Vec3, rotation_y, translation
from redearth.direction.model import Piece, SetPlan
from redearth.stage.sets.arcade import arcade, column, column_x, sconce
from redearth.stage.sets.hall import Hall, bays, hall_of
from redearth.stage.sets.order import Order
from redearth.stage.sets.panels import sheet
from redearth.stage.sets.passage import dress_end, stand_passage
from redearth.stage.sets.profile import arch_height, arch_strip, doorway
from redearth.stage.sets.racks import drawer_wall
from redearth.stage.sets.shape import Part, join, moved
from redearth.stage.sets.solids import box, tube
from redearth.stage.sets.tunnel import stand_bulkhead
from redearth.stage.sets.workshop import Workshop, pose

BAY_M = 4.0
_BEYOND_M = 34.0
_AT_THE_END_M = 3.0
_FAR = 2
"""The variant of racks that stands beyond the play area."""


def carve_vault(shop: Workshop) -> None:
    """Build the nave around the play area; beyond an end without a door it goes on, with planters of its own."""
    hall = hall_of(shop.plan.bounds, 7.0)
    doors, closed = _ends(shop.plan, hall)
    length, middles, joints = _rhythm(shop.plan, hall, closed)
    first, last = middles[0] - length / 2, middles[-1] + length / 2
    places = [hall.world_from_hall @ translation((0, 0, z)) for z in middles]
    shop.stand("vault_bay", lambda: _bay(shop, hall, length), places)
    shop.stand("vault_rib", lambda: _rib(shop, hall), [hall.world_from_hall @ translation((0, 0, z)) for z in joints])
    for variant in range(3):
        shop.stand(
            f"vault_racks_{variant}",
            lambda v=variant: _racks(shop, hall, length, v),  # type: ignore[misc]
            [place for k, (place, z) in enumerate(zip(places, middles, strict=True)) if _rack_variant(hall, k, z) == variant],
        )
    if column_x(hall) is not None:
        shop.stand("vault_arcade", lambda: arcade(shop.palette, hall, length), places)
        _columns(shop, hall, joints)
    _hang_lights(shop, hall, [z for z in middles if _within(hall, closed, z)])
    _far_planters(shop, hall, first, last)
    for k, z in enumerate((first, last)):
        if not closed[k]:
            wall = doorway(hall.outline(18), 0.0, 0.02, 0.02, 0.3, shop.palette.use("concrete_dark"))
            shop.stand(f"vault_end_{k}", lambda wall=wall: wall, [hall.world_from_hall @ translation((0, 0, z))])  # type: ignore[misc]
    for piece in doors:
        stand_bulkhead(shop, hall, piece)
        if min(abs(edge - hall.local(piece)[2]) for edge in (hall.start_m, hall.end_m)) < _AT_THE_END_M:
            dress_end(shop, hall, piece)
            stand_passage(shop, hall, piece)


def sconces(plan: SetPlan) -> tuple[tuple[Vec3, float], ...]:
    """Return place and yaw of the warm lamps on the columns; empty in other kits and in halls without aisles."""
    hall = hall_of(plan.bounds, 7.0)
    x = column_x(hall)
    if plan.kit != "vault" or plan.own or plan.style == "greenhouse" or x is None:
        return ()
    _, _, joints = _rhythm(plan, hall, _ends(plan, hall)[1])
    lamps = []
    for side in (-1, 1):
        for z in joints:
            matrix = hall.world_from_hall @ translation((side * x, 0, z)) @ rotation_y(-side * math.pi / 2)
            lamps.append(((float(matrix[0, 3]), 0.0, float(matrix[2, 3])), math.atan2(matrix[0, 2], matrix[2, 2])))
    return tuple(lamps)


def _ends(plan: SetPlan, hall: Hall) -> tuple[list[Piece], tuple[bool, bool]]:
    """Return the doors that stand across the hall, and which of its ends they close."""
    doors = [p for p in plan.pieces if p.kind in ("gate", "door") and hall.crosses(p)]
    first, last = (any(abs(edge - hall.local(p)[2]) < _AT_THE_END_M for p in doors) for edge in (hall.start_m, hall.end_m))
    return doors, (first, last)


def _rhythm(plan: SetPlan, hall: Hall, closed: tuple[bool, bool]) -> tuple[float, tuple[float, ...], list[float]]:
    """Return the length of a bay, the middles of all bays and the joints on this side of closed ends."""
    length, middles = bays(plan, hall, BAY_M, (0.0 if closed[0] else _BEYOND_M, 0.0 if closed[1] else _BEYOND_M))
    joints = (*(middle - length / 2 for middle in middles), middles[-1] + length / 2)
    return length, middles, [z for z in joints if _within(hall, closed, z)]


def _within(hall: Hall, closed: tuple[bool, bool], z: float) -> bool:
    """Tell whether a place along the hall is on this side of its closed ends."""
    return not ((closed[0] and z < hall.start_m) or (closed[1] and z > hall.end_m))


def _columns(shop: Workshop, hall: Hall, joints: list[float]) -> None:
    """Stand columns where the plan has no pillar, and a warm lamp on the nave's side of each."""
    x = column_x(hall)
    assert x is not None
    pillars = [hall.local(p) for p in shop.plan.pieces if p.kind == "pillar"]
    free = [
        hall.world_from_hall @ translation((side * x, 0, z))
        for side in (-1, 1)
        for z in joints
        if not any(abs(px - side * x) < 1.0 and abs(pz - z) < 1.0 for px, _, pz in pillars)
    ]
    shop.stand("vault_column", lambda: column(shop.palette, hall), free)
    shop.stand("vault_sconce", lambda: sconce(shop.palette), [pose(at, yaw) for at, yaw in sconces(shop.plan)])


def _hang_lights(shop: Workshop, hall: Hall, middles: list[float]) -> None:
    """Drop rods to the plan's lamps; where it has none, a light in every other bay goes on with the row."""
    dark = shop.palette.use("steel_dark")
    own = [p for p in shop.plan.pieces if p.kind == "lamp" and p.position_m[1] > 2.5]
    for piece in own:
        x, y, z = hall.local(piece)
        top = arch_height(hall.half_width_m, hall.ceiling_m, x) - y
        spread = max(piece.size_m[0], piece.size_m[2]) * 0.36
        along = 0.0 if _lies_across(hall, piece) else 1.0
        feet = [(s * spread * (1 - along), s * spread * along) for s in (-1, 1)]
        rods = join(*(tube([(dx, 0.05, dz), (dx, top, dz)], 0.016, dark, sides=5, caps=False) for dx, dz in feet))
        name = f"vault_rods_{round(top * 100)}_{round(along)}"
        shop.stand(name, lambda rods=rods: rods, [hall.world_from_hall @ translation((x, y, z))])  # type: ignore[misc]
    height = float(np.median([hall.local(p)[1] for p in own])) if own else hall.ceiling_m * 0.7
    free = [z for z in middles[::-2] if not own or not hall.start_m - 1 < z < hall.end_m + 1]
    shop.stand("vault_light", lambda: _light(shop, hall, height), [hall.world_from_hall @ translation((0, 0, z)) for z in free])


def _lies_across(hall: Hall, piece: Piece) -> bool:
    return hall.crosses(piece) == (piece.size_m[0] >= piece.size_m[2])


def _bay(shop: Workshop, hall: Hall, length: float) -> Part:
    """One bay of lining and damp floor, seen from inside, with kerbs and lane lines."""
    lining, floor = shop.palette.use("concrete"), shop.palette.use("wet_floor", wetness=0.75)
    dark, line = shop.palette.use("concrete_dark"), shop.palette.use("road_paint")
    outline = hall.outline(18)
    half = hall.half_width_m
    rings = np.stack([np.column_stack([outline, np.full(len(outline), z)]) for z in (length / 2, -length / 2)])
    xs = np.linspace(-half, half, 7)
    ground = np.stack([np.column_stack([xs, np.zeros(7), np.full(7, z)]) for z in (-length / 2, 0.0, length / 2)])
    parts = [sheet(rings, lining, crease_rad=0.5), sheet(ground, floor)]
    parts += [box((0.07, 0.015, length), line, at=(s * 2.0, -0.002, 0)) for s in (-1, 1) if half > 4]
    parts += [box((0.3, 0.5, length), dark, at=(side * (half - 0.1), 0, 0), chamfer_m=0.05) for side in (-1, 1)]
    return join(*parts)


def _rib(shop: Workshop, hall: Hall) -> Part:
    """A stepped arch that springs from a half column on each wall."""
    stone, dark = shop.palette.use("concrete"), shop.palette.use("concrete_dark")
    points = hall.outline(16)
    deep = min(0.7, 0.06 * hall.half_width_m + 0.12)
    parts = [arch_strip(points, -deep, 0.02, 0.3, stone), arch_strip(points, -deep * 0.62, 0.02, 0.62, stone)]
    for side in (-1, 1):
        x = side * (hall.half_width_m - deep / 2)
        parts.append(box((deep + 0.3, 0.55, 1.0), dark, at=(x, 0, 0), chamfer_m=0.08))
        parts.append(box((deep + 0.2, 0.35, 0.9), dark, at=(x, hall.spring_m - 0.2, 0), chamfer_m=0.08))
    return join(*parts)


def _rack_variant(hall: Hall, k: int, z: float) -> int:
    """Return which racks stand in a bay: two kinds in turn where people come, flat ones beyond."""
    return k % 2 if hall.start_m < z < hall.end_m else _FAR


def _racks(shop: Workshop, hall: Hall, length: float, variant: int) -> Part:
    """Seed drawers from the floor up along both walls, each with its little lamp."""
    tall = hall.spring_m * 0.72
    walls = []
    for side in (-1, 1):
        wall = drawer_wall(shop.palette, length - 1.1, tall, ("vault", variant, side), deep_m=0.5, far=variant == _FAR)
        turn = rotation_y(-side * math.pi / 2)
        walls.append((wall, translation((side * (hall.half_width_m - 0.02), 0.0, 0.0)) @ turn))
    return join(*(moved(wall, place) for wall, place in walls))


def _light(shop: Workshop, hall: Hall, height: float) -> Part:
    """A long cold strip across the nave on two rods."""
    case, dark, glow = shop.palette.use("paint"), shop.palette.use("steel_dark"), shop.palette.use("glow_cold")
    parts = [tube([(x, height + 0.1, 0), (x, hall.crown_m, 0)], 0.016, dark, sides=5, caps=False) for x in (-0.9, 0.9)]
    parts.append(box((2.6, 0.1, 0.3), case, at=(0, height, 0)))
    return join(*parts, box((2.4, 0.05, 0.16), glow, at=(0, height - 0.04, 0)))


def _far_planters(shop: Workshop, hall: Hall, first: float, last: float) -> None:
    """Go on with the rows of planters where the play area ends, in the rows that the plan has."""
    own = [p for p in shop.plan.pieces if p.kind == "planter"]
    size = own[0].size_m if own else (1.3, 0.7, 3.6)
    rows = sorted({round(hall.local(p)[0], 1) for p in own}) or [-hall.half_width_m * 0.5, hall.half_width_m * 0.5]
    step = max(size[0], size[2]) + 1.1
    turn = rotation_y(math.pi / 2) if size[0] > size[2] else np.eye(4)
    places = []
    for x in rows:
        for start, end in ((first + 1, hall.start_m - 0.6), (hall.end_m + 0.6, last - 1)):
            for k in range(max(0, int((end - start) / step))):
                places.append(hall.world_from_hall @ translation((x, 0, start + (k + 0.5) * step)) @ turn)
    order = Order(kind="planter", size_m=size, variant=0, colour="", kit="vault", palette=shop.palette)
    shop.stand("planter_far", lambda: _plain_planter(order), places)


def _plain_planter(order: Order) -> Part:
    """A planter that nobody comes near: sides, rims, earth and its lamp."""
    w, h, d = order.size_m
    steel, rust, soil = order.plain("paint_teal"), order.plain("rust"), order.plain("earth")
    top = h * 0.84
    sides = [box((0.04, top - 0.1, d), steel, at=(s * (w / 2 - 0.02), 0.1, 0)) for s in (-1, 1)]
    sides += [box((w, top - 0.1, 0.04), steel, at=(0, 0.1, s * (d / 2 - 0.02))) for s in (-1, 1)]
    rims = [box((0.09, 0.05, d), rust, at=(s * (w / 2 - 0.045), top - 0.05, 0)) for s in (-1, 1)]
    lamp = box((0.05, 0.04, 0.02), order.plain("pilot_green"), at=(0.0, top - 0.2, d / 2 + 0.005))
    return join(*sides, *rims, box((w - 0.1, 0.04, d - 0.1), soil, at=(0, top - 0.14, 0)), lamp)
