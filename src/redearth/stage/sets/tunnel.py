"""The tunnel shell: a vaulted service tunnel in modules, bulkheads with gates, and what runs along its walls."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.seed import generator_from
from redearth.core.space import rotation_y, translation
from redearth.direction.model import Piece
from redearth.stage.sets.hall import Hall, hall_of
from redearth.stage.sets.profile import arch_points, arch_strip, spring_height
from redearth.stage.sets.shape import F64, Part, inside_out, join, moved, shifted
from redearth.stage.sets.solids import box, chunk, lathe, loft, tube
from redearth.stage.sets.workshop import Workshop, pose

MODULE_M = 3.0
_BEYOND_M = 36.0


def bore_tunnel(shop: Workshop) -> None:
    """Build the tunnel around the play area and on beyond both of its ends."""
    hall = hall_of(shop.plan.bounds)
    first = hall.start_m - _BEYOND_M
    count = math.ceil((hall.end_m + _BEYOND_M - first) / MODULE_M)
    places = [hall.world_from_hall @ translation((0, 0, first + MODULE_M * (k + 0.5))) for k in range(count)]
    flipped = [place @ rotation_y(math.pi * (k % 2)) for k, place in enumerate(places)]
    shop.stand("tunnel_module", lambda: _module(shop, hall), places)
    shop.stand("tunnel_services", lambda: _services(shop, hall), places)
    if not any(p.kind == "rib" for p in shop.plan.pieces):
        shop.stand("tunnel_rib", lambda: _rib(shop, hall), [p @ translation((0, 0, MODULE_M / 2)) for p in places])
    shop.stand("tunnel_fixture", lambda: _fixture(shop, hall, lit=True), _lamp_places(shop, hall, places))
    shop.stand("tunnel_debris", lambda: _debris(shop, hall), flipped[::2])
    shop.stand("tunnel_end", lambda: _end_wall(shop, hall), _ends(hall, first, count))
    for piece in shop.plan.pieces:
        if piece.kind in ("gate", "door") and hall.crosses(piece):
            _stand_bulkhead(shop, hall, piece)


def _lamp_places(shop: Workshop, hall: Hall, places: list[F64]) -> list[F64]:
    """Lit strips every third module, except where the plan hangs its own lamps."""
    own = [hall.local(p)[2] for p in shop.plan.pieces if p.kind == "lamp"]
    inverse = np.linalg.inv(hall.world_from_hall)
    kept = []
    for place in places[1::3]:
        z = float((inverse @ place)[2, 3])
        if own and hall.start_m - 1 < z < hall.end_m + 1:
            continue
        kept.append(place)
    return kept


def _ends(hall: Hall, first: float, count: int) -> list[F64]:
    return [
        hall.world_from_hall @ pose((0, 0, first + 0.05), 0.0),
        hall.world_from_hall @ pose((0, 0, first + count * MODULE_M - 0.05), math.pi),
    ]


def _module(shop: Workshop, hall: Hall) -> Part:
    """Three metres of lining, floor and kerbs, seen from inside."""
    lining, floor = shop.palette.use("concrete"), shop.palette.use("wet_floor", wetness=0.45)
    kerb, puddle = shop.palette.use("concrete_dark"), shop.palette.use("puddle", wetness=1.0)
    half, h = hall.half_width_m, hall.height_m
    outline = arch_points(half, h)
    rings = np.stack([np.column_stack([outline, np.full(len(outline), z)]) for z in (-MODULE_M / 2, MODULE_M / 2)])
    shell = inside_out(loft(np.concatenate([rings, rings[:, ::-1] * [1.02, 1.02, 1] - [0, 0.02, 0]], axis=1), lining, caps=False))
    outline_shell = _skin(rings, lining)
    del shell
    parts = [outline_shell]
    xs = np.array([-half, -half + 0.5, -0.35, -0.12, 0.12, 0.35, half - 0.5, half])
    ys = np.array([0.0, 0.0, 0.0, -0.05, -0.05, 0.0, 0.0, 0.0])
    parts.append(_floor(xs, ys, floor))
    parts.append(shifted(box((0.2, 0.004, MODULE_M), puddle), y=-0.035))
    for side in (-1, 1):
        parts.append(box((0.14, 0.16, MODULE_M), kerb, at=(side * (half - 0.07), 0, 0), chamfer_m=0.03))
        spring = spring_height(half, h)
        for z in (-0.75, 0.75):
            panel = box((0.05, spring - 0.75, 1.32), lining, at=(side * (half - 0.025), 0.42, z), chamfer_m=0.022)
            parts.append(panel)
            for y in (0.52, spring - 0.45):
                for dz in (-0.56, 0.56):
                    bolt = box((0.02, 0.04, 0.04), kerb, at=(side * (half - 0.058), y, z + dz))
                    parts.append(bolt)
    return join(*parts)


def _skin(rings: F64, material: int) -> Part:
    from redearth.stage.sets.panels import sheet

    return sheet(rings[::-1], material, crease_rad=0.6)


def _floor(xs: F64, ys: F64, material: int) -> Part:
    from redearth.stage.sets.panels import sheet

    grid = np.stack([np.column_stack([xs, ys, np.full(len(xs), z)]) for z in (-MODULE_M / 2, MODULE_M / 2)])
    return sheet(grid, material, crease_rad=0.3)


def _services(shop: Workshop, hall: Hall) -> Part:
    """Pipes with flanges and saddles on both walls, a cable tray, a hand rail of conduit."""
    rust, red, dark = shop.palette.use("rust"), shop.palette.use("paint_red"), shop.palette.use("steel_dark")
    rubber, steel = shop.palette.use("rubber"), shop.palette.use("steel")
    half, h = hall.half_width_m, hall.height_m
    spring = spring_height(half, h)
    runs = [
        (-half + 0.24, spring + 0.02, 0.15, rust),
        (-half + 0.2, spring - 0.34, 0.1, red),
        (half - 0.24, spring - 0.02, 0.17, rust),
        (half - 0.14, spring - 0.36, 0.055, steel),
        (half - 0.13, spring - 0.52, 0.04, dark),
    ]
    parts = []
    for x, y, radius, material in runs:
        parts.append(
            tube([(x, y, -MODULE_M / 2), (x, y, MODULE_M / 2)], radius, material, sides=12 if radius > 0.08 else 7, caps=False)
        )
        if radius > 0.08:
            for z in (-0.9, -0.83):
                parts.append(tube([(x, y, z - 0.03), (x, y, z + 0.03)], radius * 1.28, dark, sides=12))
        wall = math.copysign(half, x)
        parts.append(box((abs(wall - x), 0.05, 0.06), dark, at=((wall + x) / 2, y - radius - 0.05, 0.6)))
        parts.append(tube([(x, y, 0.57), (x, y, 0.63)], radius * 1.1, dark, sides=10))
    tray = -half * 0.55
    y = _arch_y(hall, tray) - 0.3
    parts.append(box((0.42, 0.015, MODULE_M), dark, at=(tray, y, 0)))
    parts += [box((0.015, 0.09, MODULE_M), dark, at=(tray + s * 0.21, y, 0)) for s in (-1, 1)]
    parts += [
        tube([(tray + dx, y + 0.035, -MODULE_M / 2), (tray + dx, y + 0.035, MODULE_M / 2)], 0.028, rubber, sides=6, caps=False)
        for dx in (-0.13, -0.05, 0.05, 0.12)
    ]
    parts += [box((0.02, 0.32, 0.03), dark, at=(tray + s * 0.2, y, 0.6)) for s in (-1, 1)]
    return join(*parts)


def _arch_y(hall: Hall, x: float) -> float:
    spring = spring_height(hall.half_width_m, hall.height_m)
    return spring + (hall.height_m - spring) * math.sqrt(max(0.0, 1 - (x / hall.half_width_m) ** 2))


def _rib(shop: Workshop, hall: Hall) -> Part:
    steel, dark = shop.palette.use("rust"), shop.palette.use("concrete_dark")
    points = arch_points(hall.half_width_m, hall.height_m)
    web = arch_strip(points, -0.16, 0.02, 0.12, steel)
    flange = arch_strip(points, -0.2, -0.16, 0.3, steel)
    feet = [box((0.42, 0.34, 0.44), dark, at=(s * (hall.half_width_m - 0.2), 0, 0), chamfer_m=0.04) for s in (-1, 1)]
    return join(web, flange, *feet)


def _fixture(shop: Workshop, hall: Hall, *, lit: bool) -> Part:
    """A strip light on two drop rods."""
    case, dark = shop.palette.use("paint"), shop.palette.use("steel_dark")
    glow = shop.palette.use("glow_cold" if lit else "ceramic")
    y = hall.height_m - 0.42
    rods = [tube([(0, y + 0.08, z), (0, hall.height_m, z)], 0.012, dark, sides=5, caps=False) for z in (-0.5, 0.5)]
    return join(
        box((0.2, 0.08, 1.3), case, at=(0, y, 0), chamfer_m=0.02),
        box((0.1, 0.05, 1.22), glow, at=(0, y - 0.04, 0), chamfer_m=0.012),
        *rods,
    )


def _debris(shop: Workshop, hall: Hall) -> Part:
    """Grit along the kerbs, too low to trip over."""
    random = generator_from("tunnel-debris", shop.plan.id)
    stone = shop.palette.use("concrete_dark")
    parts = []
    for k in range(12):
        side = -1 if k % 2 else 1
        x = side * (hall.half_width_m - float(random.uniform(0.16, 0.5)))
        across = float(random.uniform(0.03, 0.11))
        piece = chunk(stone, "grit", k, size=(across, across * 0.6, across * 0.8), points=9)
        parts.append(shifted(piece, x, -0.004, float(random.uniform(-1.4, 1.4))))
    return join(*parts)


def _end_wall(shop: Workshop, hall: Hall) -> Part:
    """A sealed far end with a warm lamp high up: the glow that the tunnel runs towards."""
    stone, glow = shop.palette.use("concrete_dark"), shop.palette.use("glow_warm")
    lamp = lathe([(0.2, 0), (0.2, 0.08), (0.12, 0.14)], glow, sides=12)
    wall = box((2 * hall.half_width_m, hall.height_m, 0.1), stone, at=(0, 0, -0.1))
    return join(
        wall,
        moved(
            lamp,
            translation((0, hall.height_m * 0.72, -0.05)) @ np.array([[1, 0, 0, 0], [0, 0, -1, 0], [0, 1, 0, 0], [0, 0, 0, 1.0]]),
        ),
    )


def _stand_bulkhead(shop: Workshop, hall: Hall, piece: Piece) -> None:
    """Close the vault around a gate; the leaf rises into a slot behind it."""
    x, _, z = hall.local(piece)
    w, h, d = piece.size_m
    stone, steel, ochre = shop.palette.use("concrete_dark"), shop.palette.use("rust"), shop.palette.use("paint_ochre")

    def build() -> Part:
        faces = [moved(bulkhead_face(hall, x, w, h, stone), translation((0, 0, s * (d / 2 + 0.14)))) for s in (-1, 1)]
        frame = []
        for s in (-1, 1):
            zz = s * (d / 2 + 0.16)
            frame += [box((0.34, h + 0.3, 0.36), steel, at=(x + k * (w / 2 + 0.12), 0, zz), chamfer_m=0.04) for k in (-1, 1)]
            frame.append(box((w + 0.58, 0.34, 0.4), ochre, at=(x, h - 0.04, zz), chamfer_m=0.04))
        return join(*faces, *frame)

    from redearth.stage.sets.workshop import identifier

    shop.stand(f"bulkhead_{identifier(piece.id)}", build, [hall.world_from_hall @ translation((0, 0, z))])


def bulkhead_face(hall: Hall, x: float, w: float, h: float, material: int) -> Part:
    """Return a slab that fills the vault's section except for a doorway [w, h] centred at ``x``."""
    outline = arch_points(hall.half_width_m + 0.02, hall.height_m + 0.02)
    left, right = max(x - w / 2, -hall.half_width_m + 0.02), min(x + w / 2, hall.half_width_m - 0.02)
    top = min(h, hall.height_m - 0.15)
    inner = []
    for px, py in outline:
        u = float(np.clip(px, left, right))
        v = min(float(py), top) if left < px < right else float(py)
        if px <= left or px >= right:
            v = min(float(py), top)
        inner.append((u, v if v > 0 else 0.0))
    ring_out = np.column_stack([outline, np.full(len(outline), 0.0)])
    ring_in = np.column_stack([np.array(inner), np.full(len(inner), 0.0)])
    rings = np.stack(
        [
            ring_out - np.array([0, 0, 0.14]),
            ring_out + np.array([0, 0, 0.14]),
            ring_in + np.array([0, 0, 0.14]),
            ring_in - np.array([0, 0, 0.14]),
        ],
        axis=1,
    )
    return loft(rings, material, crease_rad=0.2)
