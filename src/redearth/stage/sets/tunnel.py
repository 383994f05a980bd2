"""The tunnel shell: a vaulted service tunnel in bays, bulkheads with gates, and what runs along its walls."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.seed import generator_from
from redearth.core.space import Matrix, Vec3, rotation_y, translation
from redearth.direction.model import Piece, SetPlan
from redearth.stage.sets.hall import Hall, bays, hall_of
from redearth.stage.sets.panels import sheet
from redearth.stage.sets.profile import arch_height, arch_strip, doorway
from redearth.stage.sets.shape import Part, join, shaded, shifted
from redearth.stage.sets.signage import letter_gate, letter_tunnel
from redearth.stage.sets.solids import box, chunk, tube
from redearth.stage.sets.workshop import Workshop, identifier, pose

BAY_M = 3.0
_BEYOND_M = (22.0, 16.0)
_EMERGENCY_EVERY = 2
"""Bays from one red lamp to the next, on alternate walls."""


def bore_tunnel(shop: Workshop) -> None:
    """Build the tunnel around the play area and on beyond both of its ends; daylight stands in its -Z mouth."""
    hall = hall_of(shop.plan.bounds)
    length, middles = bays(shop.plan, hall, BAY_M, _BEYOND_M)
    places = [hall.world_from_hall @ translation((0, 0, z)) for z in middles]
    shop.stand("tunnel_bay", lambda: _bay(shop, hall, length), places)
    shop.stand("tunnel_floor", lambda: tunnel_floor(shop, hall, length), places)
    shop.stand("tunnel_services", lambda: _services(shop, hall, length), places)
    shop.stand("tunnel_rib", lambda: _rib(shop, hall), [place @ translation((0, 0, length / 2)) for place in places])
    _hang_lights(shop, hall, places)
    letter_tunnel(shop, hall, middles, length)
    red = [pose(at, yaw) for at, yaw in emergency_lamps(shop.plan)]
    shop.stand("tunnel_emergency", lambda: _emergency(shop), red)
    for k in range(3):
        turned = [place @ rotation_y(math.pi * (n % 2)) for n, place in enumerate(places[k::3])]
        shop.stand(f"tunnel_grit_{k}", lambda k=k: _grit(shop, hall, length, k), turned)  # type: ignore[misc]
    start, end = middles[0] - length / 2, middles[-1] + length / 2
    shop.stand("tunnel_mouth", lambda: _mouth(shop, hall), [hall.world_from_hall @ pose((0, 0, start + 0.02))])
    shop.stand("tunnel_end", lambda: _end_wall(shop, hall), [hall.world_from_hall @ pose((0, 0, end - 0.02), math.pi)])
    for piece in shop.plan.pieces:
        if piece.kind in ("gate", "door") and hall.crosses(piece):
            stand_bulkhead(shop, hall, piece)


def _hang_lights(shop: Workshop, hall: Hall, places: list[Matrix]) -> None:
    """Hang the plan's lamps from the crown, and lamps of our own beyond the play area (everywhere when it has none)."""
    own = [p for p in shop.plan.pieces if p.kind == "lamp" and p.position_m[1] > 2.0]
    rods = [hall.world_from_hall @ translation((x, y + lamp.size_m[1] / 2, z)) for lamp in own for x, y, z in [hall.local(lamp)]]
    shop.stand("tunnel_rods", lambda: _rods(shop, hall), rods)
    free = []
    for place in places[1::2]:
        z = float((np.linalg.inv(hall.world_from_hall) @ place)[2, 3])
        if not own or not hall.start_m - 1 < z < hall.end_m + 1:
            free.append(place)
    shop.stand("tunnel_fixture", lambda: _fixture(shop, hall), free)


def emergency_lamps(plan: SetPlan) -> tuple[tuple[Vec3, float], ...]:
    """Return place and yaw of the red lamps along the walls; empty in other kits."""
    if plan.kit != "tunnel" or plan.own:
        return ()
    hall = hall_of(plan.bounds)
    length, middles = bays(plan, hall, BAY_M, _BEYOND_M)
    lamps = []
    for k, z in enumerate(middles[1::_EMERGENCY_EVERY]):
        side = 1 if k % 2 else -1
        matrix = hall.world_from_hall @ pose(
            (side * (hall.half_width_m - 0.02), hall.spring_m * 0.68, z + length / 4), -side * math.pi / 2
        )
        x, y, zz = (float(v) for v in matrix[:3, 3])
        lamps.append(((x, y, zz), math.atan2(matrix[0, 2], matrix[2, 2])))
    return tuple(lamps)


def _emergency(shop: Workshop) -> Part:
    """A caged red lamp that looks along +z."""
    dark, glow = shop.palette.use("steel_dark"), shop.palette.use("glow_red")
    cage = [
        tube([(-0.1, y, 0.02), (-0.08, y, 0.14), (0.08, y, 0.14), (0.1, y, 0.02)], 0.007, dark, sides=5)
        for y in (0.05, 0.12, 0.19)
    ]
    return join(
        box((0.2, 0.26, 0.05), dark, chamfer_m=0.015), box((0.12, 0.19, 0.1), glow, at=(0, 0.035, 0.06), chamfer_m=0.03), *cage
    )


def _bay(shop: Workshop, hall: Hall, length: float) -> Part:
    """One bay of lining, seen from inside: vault, wall panels with bolts, kerbs and a dado of darker concrete."""
    lining, dark, bolt = shop.palette.use("concrete"), shop.palette.use("concrete_dark"), shop.palette.use("steel_dark")
    outline = hall.outline()
    rings = np.stack([np.column_stack([outline, np.full(len(outline), z)]) for z in (length / 2, -length / 2)])
    parts = [sheet(rings, lining, crease_rad=0.6)]
    half, spring = hall.half_width_m, hall.spring_m
    tall = spring - 1.55
    for side in (-1, 1):
        parts.append(box((0.16, 0.2, length), dark, at=(side * (half - 0.08), 0, 0), chamfer_m=0.035))
        for z in (-length / 4, length / 4):
            wide = length / 2 - 0.1
            for y, high in ((0.3, 0.95), (1.34, tall)):
                if high > 0.2:
                    parts.append(box((0.07, high, wide), lining, at=(side * (half - 0.01), y, z), chamfer_m=0.03))
            for y in (0.38, 1.12):
                for dz in (-0.44, 0.44):
                    parts.append(box((0.02, 0.05, 0.05), bolt, at=(side * (half - 0.05), y, z + dz * wide)))
    return join(*parts)


def tunnel_floor(shop: Workshop, hall: Hall, length: float) -> Part:
    """One bay of floor: damp concrete, a drain down the middle, and in places standing water."""
    floor, puddle, iron = (
        shop.palette.use("wet_floor", wetness=0.8),
        shop.palette.use("puddle", wetness=1.0),
        shop.palette.use("steel_dark"),
    )
    half = hall.half_width_m
    xs = np.array([-half, -half * 0.5, -0.24, -0.2, 0.2, 0.24, half * 0.5, half])
    ys = np.array([0.0, 0.002, 0.0, -0.02, -0.02, 0.0, 0.002, 0.0])
    grid = np.stack([np.column_stack([xs, ys, np.full(len(xs), z)]) for z in (-length / 2, 0.0, length / 2)], axis=0)
    parts = [sheet(grid, floor, crease_rad=0.3), shifted(box((0.4, 0.004, length), puddle), y=-0.018)]
    for z in np.linspace(-length / 2 + 0.25, length / 2 - 0.25, 3):
        parts += [box((0.38, 0.012, 0.03), iron, at=(0, -0.012, float(z) + dz)) for dz in (-0.12, -0.04, 0.04, 0.12)]
    return join(*parts)


def _services(shop: Workshop, hall: Hall, length: float) -> Part:
    """Pipes with flanges and saddles, a cable tray with cables; the plan's own pipes take the first places."""
    rust, red, dark = shop.palette.use("rust"), shop.palette.use("paint_red"), shop.palette.use("steel_dark")
    steel = shop.palette.use("steel")
    half, spring = hall.half_width_m, hall.spring_m
    runs = [
        (-half + 0.18, spring * 0.6, 0.05, steel),
        (half - 0.14, spring * 0.56, 0.04, dark),
        (half - 0.13, spring * 0.5, 0.03, red),
    ]
    if not any(p.kind == "pipe" for p in shop.plan.pieces):
        runs += [
            (-half + 0.26, spring * 0.88, 0.15, rust),
            (-half + 0.2, spring * 0.76, 0.09, red),
            (half - 0.26, spring * 0.86, 0.17, rust),
        ]
    parts = []
    for x, y, radius, material in runs:
        parts.append(
            tube([(x, y, -length / 2), (x, y, length / 2)], radius, material, sides=12 if radius > 0.08 else 7, caps=False)
        )
        wall = math.copysign(half, x)
        for z in (-length / 4, length / 4):
            parts.append(box((abs(wall - x), 0.04, 0.05), dark, at=((wall + x) / 2, y - radius - 0.03, z)))
            parts.append(tube([(x, y, z - 0.03), (x, y, z + 0.03)], radius * 1.16, dark, sides=10))
        if radius > 0.08:
            parts += [tube([(x, y, z - 0.03), (x, y, z + 0.03)], radius * 1.3, dark, sides=12) for z in (-0.11, -0.04)]
    return join(*parts, _cable_tray(shop, hall, length))


def _cable_tray(shop: Workshop, hall: Hall, length: float) -> Part:
    """A tray of cables under the left haunch of the vault."""
    dark, red, rubber = shop.palette.use("steel_dark"), shop.palette.use("paint_red"), shop.palette.use("rubber")
    tray = -hall.half_width_m * 0.62
    y = arch_height(hall.half_width_m, hall.ceiling_m, tray) - 0.36
    parts = [box((0.42, 0.015, length), dark, at=(tray, y, 0))]
    parts += [box((0.015, 0.09, length), dark, at=(tray + s * 0.21, y, 0)) for s in (-1, 1)]
    for k, dx in enumerate((-0.13, -0.05, 0.05, 0.12)):
        parts.append(
            tube(
                [(tray + dx, y + 0.04, -length / 2), (tray + dx, y + 0.04, length / 2)],
                0.03,
                red if k == 2 else rubber,
                sides=6,
                caps=False,
            )
        )
    parts += [box((0.02, 0.6, 0.03), dark, at=(tray + s * 0.2, y, length / 4)) for s in (-1, 1)]
    return join(*parts)


def _rib(shop: Workshop, hall: Hall) -> Part:
    """A rolled steel arch on concrete feet."""
    steel, dark = shop.palette.use("rust"), shop.palette.use("concrete_dark")
    points = hall.outline(18)
    feet = [box((0.36, 0.42, 0.5), dark, at=(s * (hall.half_width_m - 0.17), 0, 0), chamfer_m=0.05) for s in (-1, 1)]
    return join(
        arch_strip(points, -0.2, 0.02, 0.1, steel),
        arch_strip(points, -0.25, -0.2, 0.3, steel),
        arch_strip(points, -0.05, 0.02, 0.3, steel),
        *feet,
    )


def _rods(shop: Workshop, hall: Hall) -> Part:
    """Two drop rods from the vault down to the origin, where a lamp hangs."""
    dark = shop.palette.use("steel_dark")
    top = hall.crown_m - hall.ceiling_m + 0.35
    return join(*(tube([(x, 0, 0), (x, top, 0)], 0.012, dark, sides=5, caps=False) for x in (-0.4, 0.4)))


def _fixture(shop: Workshop, hall: Hall) -> Part:
    """A strip light across the tunnel on two drop rods."""
    case, dark, glow = shop.palette.use("paint"), shop.palette.use("steel_dark"), shop.palette.use("glow_cold")
    y = hall.ceiling_m - 0.2
    rods = [tube([(x, y + 0.08, 0), (x, hall.crown_m, 0)], 0.012, dark, sides=5, caps=False) for x in (-0.4, 0.4)]
    return join(
        box((1.3, 0.08, 0.2), case, at=(0, y, 0), chamfer_m=0.02),
        box((1.2, 0.05, 0.12), glow, at=(0, y - 0.04, 0), chamfer_m=0.012),
        *rods,
    )


def _grit(shop: Workshop, hall: Hall, length: float, variant: int) -> Part:
    """Grit and spalled concrete along the kerbs, and now and then a puddle."""
    random = generator_from("tunnel-grit", shop.plan.id, variant)
    stone, puddle = shop.palette.use("concrete_dark"), shop.palette.use("puddle", wetness=1.0)
    parts = []
    for k in range(14):
        side = -1 if k % 2 else 1
        x = side * (hall.half_width_m - 0.2 - 0.7 * float(random.uniform()) ** 2)
        across = 0.025 + 0.1 * float(random.uniform()) ** 3
        piece = chunk(stone, "grit", variant, k, size=(across, across * 0.7, across * 0.9), points=22)
        parts.append(shifted(piece, x, -0.004, float(random.uniform(-0.48, 0.48)) * length))
    for _ in range(1 + variant % 2):
        turn = np.linspace(0, 2 * math.pi, 22, endpoint=False)
        reach = random.uniform(0.25, 0.75) * (
            1 + 0.3 * np.sin(2 * turn + random.uniform(0, 6)) + 0.14 * np.sin(5 * turn + random.uniform(0, 6))
        )
        rim = np.column_stack([reach * np.cos(turn) * 0.8, np.full(22, 0.004), reach * np.sin(turn) * 1.3])
        rim += np.array(
            [(-1) ** variant * random.uniform(0.5, 0.66) * hall.half_width_m, 0.0, random.uniform(-0.3, 0.3) * length]
        )
        fan = np.column_stack([np.full(22, 22), np.roll(np.arange(22), -1), np.arange(22)])
        parts.append(shaded(np.concatenate([rim, rim.mean(0)[None]]), fan, puddle))
    return join(*parts)


def _mouth(shop: Workshop, hall: Hall) -> Part:
    """The far mouth: its lower half has come down as a slope of stones; over their ragged top stands the light of day."""
    random = generator_from("tunnel-mouth", shop.plan.id)
    stone, glow = shop.palette.use("concrete_dark"), shop.palette.use("glow_mouth")
    half, crown = hall.half_width_m, hall.crown_m
    turn = np.linspace(0, math.pi, 21)
    chipped = 1 - 0.05 * np.abs(np.sin(5 * turn)) - random.uniform(0, 0.05, 21)
    top = np.column_stack([np.cos(turn) * half * 0.86 * chipped, crown * (0.34 + 0.58 * np.sin(turn) * chipped), np.zeros(21)])
    foot = np.linspace(-0.84, 0.84, 13)
    level = crown * (0.2 + 0.07 * np.sin(4.2 * foot + 0.8) + random.uniform(-0.04, 0.04, 13))
    breach = np.concatenate([top, np.column_stack([foot * half, level, np.zeros(13)])])
    count = len(breach)
    fan = np.column_stack([np.full(count, count), np.arange(count), np.roll(np.arange(count), -1)])
    parts = [shaded(np.concatenate([breach, [[0.0, crown * 0.45, 0.0]]]), fan, glow)]
    parts.append(shifted(box((2 * half, crown, 0.1), stone), z=-0.08))
    for k in range(58):
        across, out = float(random.uniform(0.35, 1.1)), float(random.uniform(0.0, 1.0))
        piece = chunk(stone, "mouth", k % 24, size=(across * 1.2, across * 0.8, across), points=16)
        x = float(random.uniform(-0.9, 0.9)) * half
        ridge = float(np.interp(x / half, foot, level))
        parts.append(shifted(piece, x, max(-0.1, ridge * (1 - out) - across * 0.3), 0.2 + 2.6 * out))
    return join(*parts)


def _end_wall(shop: Workshop, hall: Hall) -> Part:
    """A sealed end with a red lamp over a closed hatch."""
    stone, steel, red = shop.palette.use("concrete_dark"), shop.palette.use("paint_teal"), shop.palette.use("glow_red")
    wall = doorway(hall.outline(), 0.0, 1.5, 2.3, 0.3, stone)
    return join(
        wall,
        box((1.6, 2.35, 0.1), steel, at=(0, 0, -0.06), chamfer_m=0.03),
        box((0.4, 0.14, 0.1), red, at=(0, 2.6, 0.2), chamfer_m=0.03),
    )


def stand_bulkhead(shop: Workshop, hall: Hall, piece: Piece) -> None:
    """Close the vault around a gate or door with two walls; a raised leaf hides between them."""
    x, _, z = hall.local(piece)
    w, h, d = piece.size_m
    stone, steel, ochre = shop.palette.use("concrete_dark"), shop.palette.use("rust"), shop.palette.use("paint_ochre")
    jamb = min(w / 2 + 0.05, hall.half_width_m - 0.16)

    def build() -> Part:
        parts = []
        for s in (-1, 1):
            parts.append(shifted(doorway(hall.outline(), x, 2 * jamb - 0.2, h - 0.04, 0.26, stone), z=s * (d / 2 + 0.15)))
            at = s * (d / 2 + 0.2)
            parts += [box((0.34, h + 0.1, 0.42), steel, at=(x + k * jamb, 0, at), chamfer_m=0.05) for k in (-1, 1)]
            parts.append(box((2 * jamb + 0.3, 0.3, 0.48), ochre, at=(x, h - 0.1, at), chamfer_m=0.05))
            parts += [
                box((0.1, 0.1, 0.06), stone, at=(x + k * jamb, y, at + s * 0.2), chamfer_m=0.02)
                for k in (-1, 1)
                for y in np.arange(0.3, h, 0.45)
            ]
        return join(*parts)

    shop.stand(f"bulkhead_{identifier(piece.id)}", build, [hall.world_from_hall @ translation((0, 0, z))])
    letter_gate(shop, hall, piece, d / 2 + 0.44)
