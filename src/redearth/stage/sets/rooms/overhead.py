"""Floors and ceilings of rooms: plates, boards, tiles; ducts, beams, grids of panels; the rods that lamps hang on."""

from __future__ import annotations

import math
from functools import partial

import numpy as np

from redearth.core.seed import generator_from
from redearth.stage.sets.palette import Palette
from redearth.stage.sets.panels import sheet
from redearth.stage.sets.rooms.style import Style
from redearth.stage.sets.shape import Part, join, shaded, shifted
from redearth.stage.sets.solids import box, lathe, triangles_of_quads, tube
from redearth.stage.sets.workshop import Workshop, pose

_FLOORS = {
    "plates": "steel_dark",
    "boards": "wood",
    "tiles": "ceramic",
    "checker": "ceramic",
    "carpet": "carpet",
    "concrete": "concrete",
    "matting": "rubber",
}
_GRID_M = 0.6


def lay_floor(shop: Workshop, style: Style, wide: float, deep: float, centre: tuple[float, float]) -> None:
    """Lay the floor at y = 0 and what breaks its surface; nothing of it is higher than a centimetre."""
    stand = [pose((centre[0], 0.0, centre[1]))]
    shop.stand("room_slab", lambda: _slab(shop.palette, wide, deep, -0.31), stand)
    if style.floor == "checker":
        shop.stand("room_floor", lambda: _checker(shop.palette, style, wide, deep, 0.5), stand)
        return
    colour = {"carpet": style.lower, "tiles": style.main}.get(style.floor, "")
    shop.stand("room_floor", lambda: _flat(wide, deep, 0.0, shop.palette.use(_FLOORS[style.floor], colour), up=True), stand)
    if style.floor == "boards":
        if shop.plan.kit == "quarters" and shop.plan.style != "bar":
            shop.stand("room_rug", lambda: _rug(shop, wide, deep), [pose((centre[0], 0.0, centre[1] + 0.4))])
        return
    if style.floor != "carpet":
        shop.stand("room_joints", lambda: _joints(shop.palette, style, wide, deep), stand)


def _flat(wide: float, deep: float, y: float, material: int, *, up: bool) -> Part:
    x, z = np.meshgrid([-wide / 2, 0.0, wide / 2], [-deep / 2, 0.0, deep / 2], indexing="xy")
    grid = np.stack([x, np.full(x.shape, y), z], -1)
    return sheet(grid if up else grid[:, ::-1], material)


def _slab(palette: Palette, wide: float, deep: float, y: float) -> Part:
    """A slab over or under the room, wider than its walls: no light from outside comes in along the edges."""
    return box((wide + 0.8, 0.3, deep + 0.8), palette.use("concrete_dark"), at=(0, y, 0))


def _checker(palette: Palette, style: Style, wide: float, deep: float, size: float) -> Part:
    """Tiles of two colours."""
    nx, nz = math.ceil(wide / size), math.ceil(deep / size)
    xs, zs = np.linspace(-wide / 2, wide / 2, nx + 1), np.linspace(-deep / 2, deep / 2, nz + 1)
    x, z = np.meshgrid(xs, zs, indexing="ij")
    points = np.stack([x, np.zeros_like(x), z], -1).reshape(-1, 3)
    i, j = (a.ravel() for a in np.meshgrid(np.arange(nx), np.arange(nz), indexing="ij"))
    at = i * (nz + 1) + j
    quads = np.stack([at, at + 1, at + nz + 2, at + nz + 1], -1)
    dark = (i + j) % 2 == 0
    light, deep_colour = palette.use("ceramic"), palette.use("ceramic", style.lower)
    pair = np.where(dark, deep_colour, light)
    return shaded(points, triangles_of_quads(quads), np.concatenate([pair, pair]))


def _joints(palette: Palette, style: Style, wide: float, deep: float) -> Part:
    """Joints between plates or slabs; in chambers of steel a grating down the middle."""
    step = {"plates": 1.2, "tiles": 0.6, "concrete": 2.4, "matting": 1.5}[style.floor]
    dark = palette.use(
        "rubber" if style.floor in ("plates", "tiles") else "concrete_dark" if style.floor == "concrete" else "steel_dark"
    )
    width = 0.008 if style.floor == "tiles" else 0.014
    parts = [box((width, 0.003, deep), dark, at=(float(x), 0, 0)) for x in np.arange(-wide / 2 + step, wide / 2 - 0.1, step)]
    parts += [box((wide, 0.003, width), dark, at=(0, 0, float(z))) for z in np.arange(-deep / 2 + step, deep / 2 - 0.1, step)]
    if style.floor == "plates":
        steel = palette.use("steel")
        parts.append(box((1.1, 0.004, deep), palette.use("rubber")))
        parts += [box((1.1, 0.01, 0.03), steel, at=(0, 0, float(z))) for z in np.arange(-deep / 2 + 0.06, deep / 2, 0.11)]
        parts += [box((0.04, 0.012, deep), steel, at=(x, 0, 0)) for x in (-0.56, 0.0, 0.56)]
        parts += [box((0.08, 0.004, deep), palette.use("paint_ochre"), at=(x, 0, 0)) for x in (-0.75, 0.75)]
    if style.floor == "matting":
        parts += [box((0.07, 0.004, deep - 1.0), palette.use("paint", style.accent), at=(x, 0, 0)) for x in (-1.15, 1.15)]
    return join(*parts)


def _rug(shop: Workshop, wide: float, deep: float) -> Part:
    colour = ("crimson", "navy", "slate", "tan", "brown")[int(generator_from("room-rug", shop.plan.id).integers(0, 5))]
    field, border = shop.palette.use("carpet", colour), shop.palette.use("linen")
    w, d = min(2.6, wide * 0.36), min(3.4, deep * 0.36)
    rings = [
        box((w - 2 * k, 0.002, d - 2 * k), border if n % 2 else field, at=(0, 0.006 + 0.002 * n, 0))
        for n, k in enumerate((0.1, 0.3, 0.34))
    ]
    return join(box((w, 0.006, d), border), *rings)


def stand_ceiling(shop: Workshop, style: Style, wide: float, deep: float, top: float, centre: tuple[float, float]) -> None:
    """Close the room above: everything but the lamps stays above the plan's ceiling."""
    stand = [pose((centre[0], 0.0, centre[1]))]
    low = top - style.overhead_m
    shop.stand("room_roof", lambda: _slab(shop.palette, wide, deep, top + 0.01), stand)
    build = {"services": _services, "grid": _grid, "beams": _beams, "hull": _hull, "plaster": _plain}[style.ceiling]
    shop.stand("room_ceiling", lambda: build(shop, style, wide, deep, low, top), stand)
    for piece in shop.plan.pieces:
        x, y, z = piece.position_m
        head = y + piece.size_m[1]
        if piece.kind == "lamp" and y > 1.2 and head > low - 0.3 and top - head > 0.01:
            rods = [(-0.35, 0.0), (0.35, 0.0)] if piece.size_m[0] > piece.size_m[2] else [(0.0, -0.35), (0.0, 0.35)]
            spread = max(piece.size_m[0], piece.size_m[2])
            name = f"lamp_rods_{spread:.2f}_{top - head:.2f}_{rods[0][0] != 0}"
            shop.stand(
                name,
                partial(_rods, shop.palette, rods, spread, top - head),
                [pose((x, head, z))],
            )


def _rods(palette: Palette, rods: list[tuple[float, float]], spread: float, long: float) -> Part:
    steel = palette.use("steel_dark")
    return join(*(box((0.02, long + 0.02, 0.02), steel, at=(dx * spread, -0.01, dz * spread)) for dx, dz in rods))


def _plain(shop: Workshop, style: Style, wide: float, deep: float, low: float, top: float) -> Part:
    """Plaster with a moulded rose where a lamp hangs."""
    parts = [_flat(wide, deep, top, shop.palette.use("woodwork"), up=False)]
    middle_x = (shop.plan.bounds.min_x_m + shop.plan.bounds.max_x_m) / 2
    middle_z = (shop.plan.bounds.min_z_m + shop.plan.bounds.max_z_m) / 2
    for piece in shop.plan.pieces:
        if piece.kind == "lamp" and piece.position_m[1] > 1.2:
            rose = lathe(
                [(0.001, top - 0.05), (0.12, top - 0.045), (0.2, top - 0.02), (0.22, top - 0.001)],
                shop.palette.use("woodwork"),
                sides=18,
            )
            parts.append(shifted(rose, piece.position_m[0] - middle_x, 0, piece.position_m[2] - middle_z))
    return join(*parts)


def _grid(shop: Workshop, style: Style, wide: float, deep: float, low: float, top: float) -> Part:
    """A suspended grid of panels with air outlets."""
    bar, dark = shop.palette.use("steel"), shop.palette.use("rubber")
    parts = [_flat(wide, deep, top, shop.palette.use("plaster", "white"), up=False)]
    xs, zs = np.arange(-wide / 2 + 0.3, wide / 2, _GRID_M), np.arange(-deep / 2 + 0.3, deep / 2, _GRID_M)
    parts += [box((0.024, 0.012, deep), bar, at=(float(x), top - 0.012, 0)) for x in xs]
    parts += [box((wide, 0.012, 0.024), bar, at=(0, top - 0.012, float(z))) for z in zs]
    for k in range(2):
        x, z = float(xs[len(xs) // 2]) + _GRID_M / 2, float(zs[len(zs) * (2 * k + 1) // 4]) + _GRID_M / 2
        parts.append(box((0.5, 0.006, 0.5), dark, at=(x, top - 0.02, z)))
        parts += [box((0.48, 0.02, 0.02), bar, at=(x, top - 0.03, z - 0.2 + 0.08 * n)) for n in range(6)]
    return join(*parts)


def _beams(shop: Workshop, style: Style, wide: float, deep: float, low: float, top: float) -> Part:
    """Timber beams under boards."""
    wood, boards = shop.palette.use("wood_dark"), shop.palette.use("wood")
    parts = [_flat(wide, deep, top, boards, up=False)]
    parts += [
        box((wide, style.overhead_m * 0.6, 0.2), wood, at=(0, low + style.overhead_m * 0.4, float(z)), chamfer_m=0.02)
        for z in np.arange(-deep / 2 + 0.7, deep / 2, 1.5)
    ]
    parts += [box((0.24, style.overhead_m, deep), wood, at=(x, low, 0), chamfer_m=0.025) for x in (-wide / 4, wide / 4)]
    return join(*parts)


def _hull(shop: Workshop, style: Style, wide: float, deep: float, low: float, top: float) -> Part:
    """A vehicle's roof: sloped shoulders, ribs, a trough of light down the middle, grab rails."""
    lining, rib, dark = (
        shop.palette.use("enamel", style.main),
        shop.palette.use("enamel", style.lower),
        shop.palette.use("plastic"),
    )
    half = wide / 2
    outline = np.array([(half, top - 0.34), (half * 0.72, top - 0.02), (-half * 0.72, top - 0.02), (-half, top - 0.34)])
    skin = np.stack([np.column_stack([outline, np.full(4, z)]) for z in (-deep / 2, 0.0, deep / 2)])
    parts = [sheet(skin, lining, crease_rad=0.3)]
    for z in np.arange(-deep / 2 + 0.05, deep / 2, 1.3):
        ring = [(x * 0.985, y - 0.03, float(z)) for x, y in outline]
        parts.append(tube(ring, 0.07, rib, sides=4))
    parts.append(box((0.5, 0.04, deep), dark, at=(0, top - 0.06, 0)))
    for x in (-0.24, 0.24):
        parts.append(box((0.03, 0.03, deep), shop.palette.use("glow_line"), at=(x, top - 0.085, 0)))
    for side in (-1, 1):
        x = side * half * 0.72
        parts.append(
            tube([(x, top - 0.16, -deep / 2), (x, top - 0.16, deep / 2)], 0.018, shop.palette.use("steel"), sides=7, caps=False)
        )
    return join(*parts)


def _services(shop: Workshop, style: Style, wide: float, deep: float, low: float, top: float) -> Part:
    """Steel beams across, two air ducts, pipes and a cable ladder along, under a dark slab."""
    p = shop.palette
    dark, steel, paint = p.use("steel_dark"), p.use("steel"), p.use("paint", style.main)
    parts = [_flat(wide, deep, top, p.use("concrete_dark"), up=False)]
    for z in np.arange(-deep / 2 + 0.6, deep / 2, 1.9):
        parts.append(box((wide, 0.03, 0.16), dark, at=(0, top - 0.2, float(z))))
        parts.append(box((wide, 0.2, 0.03), dark, at=(0, top - 0.2, float(z))))
    side = 1.0 if generator_from("duct", shop.plan.id).uniform() < 0.5 else -1.0
    parts += _duct(steel, dark, side * wide * 0.3, top - 0.02, 0.52, min(0.3, 0.75 * style.overhead_m), deep)
    for k, (x, radius, name) in enumerate(
        ((-0.16, 0.05, "rust"), (-0.21, 0.03, "paint_red"), (-0.25, 0.035, "steel"), (0.42, 0.06, "paint_teal"))
    ):
        y = top - 0.24 - 0.01 * k
        parts.append(
            tube([(side * x * wide, y, -deep / 2), (side * x * wide, y, deep / 2)], radius, p.use(name), sides=8, caps=False)
        )
    ladder = -side * wide * 0.38
    parts += [box((0.02, 0.06, deep), steel, at=(ladder + dx, top - 0.3, 0)) for dx in (-0.16, 0.16)]
    parts += [
        box((0.32, 0.02, 0.03), steel, at=(ladder, top - 0.3, float(z))) for z in np.arange(-deep / 2 + 0.2, deep / 2, 0.45)
    ]
    for dx in (-0.1, -0.04, 0.03, 0.1):
        parts.append(
            tube(
                [(ladder + dx, top - 0.26, -deep / 2), (ladder + dx, top - 0.26, deep / 2)],
                0.024,
                p.use("rubber"),
                sides=5,
                caps=False,
            )
        )
    parts.append(box((0.5, 0.08, 0.3), paint, at=(ladder, top - 0.42, 0.4), chamfer_m=0.02))
    return join(*parts)


def _duct(steel: int, dark: int, x: float, top: float, wide: float, tall: float, deep: float) -> list[Part]:
    """A sheet-metal duct with flanges and outlets on its lower side."""
    parts = [box((wide, tall, deep), steel, at=(x, top - tall, 0), chamfer_m=0.01)]
    for z in np.arange(-deep / 2 + 0.5, deep / 2, 1.2):
        parts.append(box((wide + 0.06, tall + 0.02, 0.04), steel, at=(x, top - tall - 0.01, float(z))))
    for z in np.arange(-deep / 2 + 1.1, deep / 2 - 0.5, 2.4):
        parts.append(box((wide * 0.6, 0.02, 0.4), dark, at=(x, top - tall - 0.012, float(z))))
    return parts
