"""Houses of villages and greens: gabled, of plaster, stone or brick, with windows set into their walls, courses of tiles, gutters and chimneys."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.space import Vec3, rotation_y, translation
from redearth.stage.sets.facades import window_glow
from redearth.stage.sets.leaves import inside, outward, sprig, unit
from redearth.stage.sets.palette import Palette
from redearth.stage.sets.panels import Rect, pierced
from redearth.stage.sets.shape import Part, join, moved, shifted
from redearth.stage.sets.shopfront import pane
from redearth.stage.sets.solids import beam, box, hull, lathe, tube

_STOREY_M = 2.6
_INSET_M = 0.8
"""From the box's front to the wall: room for steps, porch and flowers."""
_WALLS = (("plaster", "cream"), ("stone", ""), ("brick", ""), ("plaster", "ivory"), ("stone", "tan"))
_PAINTS = ("olive", "navy", "slate", "brown", "sage", "cream")
_FLOWERS = ("crimson", "yellow", "pink", "white", "purple")
_PITCH = 0.78
_UP = np.array([0.0, 1.0, 0.0])


def cottage(palette: Palette, size: Vec3, variant: int, random: np.random.Generator, dark: bool) -> Part:
    """Return a house in its box, foot centre at the origin, its front on the +x side and its ridge along z."""
    w, h, d = size
    wall = palette.use(*_WALLS[variant % len(_WALLS)])
    trim = palette.use("woodwork", str(random.choice(["cream", "ivory", ""])))
    wood = palette.use("wood_dark", str(random.choice(_PAINTS)))
    rise = min(_PITCH * (w / 2 - 0.6), h - 3.5)
    eaves, long = h - 0.95 - rise, d - 0.7
    rows = max(1, math.floor((eaves - 0.15) / _STOREY_M))
    front = join(
        *_front(palette, wall, trim, wood, long, eaves, rows, random, dark=dark), *_greenery(palette, long, eaves, random)
    )
    parts = [moved(front, translation((w / 2 - _INSET_M, 0, 0)) @ rotation_y(math.pi / 2))]
    body = w - 0.35 - _INSET_M - 0.45
    parts.append(box((body, eaves, long), wall, at=(-w / 2 + 0.35 + body / 2, 0, 0)))
    parts += [box((0.5, eaves, 0.3), wall, at=(w / 2 - _INSET_M - 0.3, 0, s * (long / 2 - 0.15))) for s in (-1, 1)]
    gable = [(x, y, z) for x, y in ((w / 2 - _INSET_M, eaves), (-w / 2 + 0.35, eaves), (-0.22, eaves + rise - 0.2)) for z in (-long / 2, long / 2)]  # fmt: skip
    parts.append(hull(gable, wall, crease_rad=0.2))
    for side in (-1, 1):
        for row in range(rows + 1):
            y = 0.95 + _STOREY_M * row
            if y + 1.15 > eaves + 0.55 * rise:
                continue
            for x in (-0.22 * w, 0.2 * w) if row < rows else (-0.22,):
                one = join(*window(palette, trim, x * side, y, 0.85, 1.1, random, dark=dark, proud=True))
                parts.append(moved(one, translation((0, 0, side * long / 2)) @ rotation_y(0.0 if side > 0 else math.pi)))
    return join(*parts, *_roof(palette, size, eaves, rise, variant), *_chimneys(palette, size, eaves + rise, random))


def _front(
    palette: Palette,
    wall: int,
    trim: int,
    wood: int,
    width: float,
    eaves: float,
    rows: int,
    random: np.random.Generator,
    *,
    dark: bool,
) -> list[Part]:
    """The front in the XY plane, facing +z: a door, windows in its columns, a plinth, a downpipe."""
    columns = max(3, round(width / 2.9))
    door = int(random.integers(1, columns - 1)) if columns > 3 else 1
    wide, tall = ((0.95, 1.4), (1.3, 1.15))[int(random.integers(0, 2))]
    shutters = wide < 1.0 and random.uniform() < 0.5
    holes: list[Rect] = []
    parts: list[Part] = []
    stone = palette.use("stone")
    for row in range(rows):
        for c in range(columns):
            x, y = (c + 0.5 - columns / 2) * width / columns, 0.85 + _STOREY_M * row
            if row == 0 and c == door:
                holes.append((x - 0.52, 0.0, x + 0.52, 2.2))
                parts += _door(palette, trim, wood, x)
                gaps = ((-width / 2, x - 0.62), (x + 0.62, width / 2))
                parts += [box((b - a, 0.42, 0.1), stone, at=((a + b) / 2, 0.0, 0.03)) for a, b in gaps]
                continue
            holes.append((x - wide / 2, y, x + wide / 2, y + tall))
            parts += window(palette, trim, x, y, wide, tall, random, dark=dark)
            parts.append(box((wide + 0.3, 0.2, 0.07), stone, at=(x, y + tall, 0.02)))
            if shutters:
                parts += [box((0.44, tall + 0.04, 0.05), wood, at=(x + s * (wide / 2 + 0.24), y - 0.02, 0.05)) for s in (-1, 1)]
    pipe = width / 2 - 0.22
    parts.append(
        tube([(pipe, 0.05, 0.1), (pipe, eaves - 0.5, 0.1), (pipe, eaves - 0.3, 0.35)], 0.045, palette.use("steel_dark"), sides=6)
    )
    return [shifted(pierced(width, eaves, 0.3, holes, wall), z=-0.12), *parts]


def window(
    palette: Palette,
    trim: int,
    x: float,
    y: float,
    wide: float,
    tall: float,
    random: np.random.Generator,
    *,
    dark: bool,
    proud: bool = False,
) -> list[Part]:
    """Return a window facing +z: dark glass behind its frame and bars, a sill below; set into a hole, or ``proud`` on a whole wall in a deep surround."""
    z = 0.02 if proud else -0.17
    parts = [pane(x - wide / 2, y, x + wide / 2, y + tall, z, window_glow(palette, random, dark=dark))]
    parts += [box((0.07, tall, 0.09), trim, at=(x + s * (wide / 2 - 0.03), y, z + 0.03)) for s in (-1, 1)]
    parts += [box((wide, 0.07, 0.09), trim, at=(x, level, z + 0.03)) for level in (y, y + tall - 0.07)]
    parts.append(box((wide, 0.035, 0.05), trim, at=(x, y + tall * 0.52, z + 0.025)))
    bars = (0.0,) if wide < 1.0 else (-wide / 6, wide / 6)
    parts += [box((0.035, tall, 0.05), trim, at=(x + bar, y, z + 0.025)) for bar in bars]
    stone = palette.use("stone")
    parts.append(box((wide + 0.24, 0.08, 0.24), stone, at=(x, y - 0.08, 0.07)))
    if proud:
        parts += [box((0.12, tall + 0.12, 0.12), stone, at=(x + s * (wide / 2 + 0.05), y, 0.04)) for s in (-1, 1)]
        parts.append(box((wide + 0.3, 0.16, 0.14), stone, at=(x, y + tall, 0.05)))
    return parts


def _door(palette: Palette, trim: int, wood: int, x: float) -> list[Part]:
    """A panelled door in its frame, two steps, and a hood on brackets."""
    parts = [box((0.92, 2.1, 0.06), wood, at=(x, 0.02, -0.18))]
    parts += [
        box((0.3, tall, 0.03), wood, at=(x + s * 0.2, y, -0.14), chamfer_m=0.012)
        for s in (-1, 1)
        for y, tall in ((0.2, 0.7), (1.05, 0.85))
    ]
    parts += [box((0.09, 2.2, 0.16), trim, at=(x + s * 0.5, 0, -0.08)) for s in (-1, 1)]
    parts.append(box((0.05, 0.12, 0.05), palette.use("brass"), at=(x + 0.36, 0.98, -0.12)))
    parts += [
        box((1.5, 0.09, 0.62), palette.use("stone"), at=(x, 0.0, 0.3)),
        box((1.2, 0.18, 0.34), palette.use("stone"), at=(x, 0.0, 0.18)),
    ]
    for s in (-1, 1):
        slope = [(x + s * 0.86, 2.28 + dy, z) for dy in (0.0, 0.07) for z in (0.0, 0.72)]
        parts.append(
            hull(
                slope + [(x, 2.72 + dy, z) for dy in (0.0, 0.07) for z in (0.0, 0.72)], palette.use("slate_roof"), crease_rad=0.2
            )
        )
        parts.append(beam((x + s * 0.68, 1.8, 0.05), (x + s * 0.68, 2.3, 0.55), 0.07, 0.07, trim))
    return parts


def _roof(palette: Palette, size: Vec3, eaves: float, rise: float, variant: int) -> list[Part]:
    """Courses of tiles that overlap, ridge tiles, boards along the gables and gutters along the eaves."""
    w, _, d = size
    tiles, board, courses = palette.use("tile_roof" if variant % 2 == 0 else "slate_roof"), palette.use("woodwork", "brown"), 14
    parts: list[Part] = []
    ridge = np.array([-0.22, eaves + rise])
    for side in (-1, 1):
        foot = np.array([side * (w / 2 - (0.3 if side > 0 else 0.1)), 0.0])
        foot[1] = ridge[1] - rise / (w / 2 - 0.57) * abs(foot[0] - ridge[0])
        for k in range(courses):
            low, high = foot + (ridge - foot) * (k / courses), foot + (ridge - foot) * min(1.0, (k + 1.15) / courses)
            edge = [(low[0], low[1] + dy, z) for dy in (0.0, 0.13) for z in (-d / 2, d / 2)]
            parts.append(
                hull([*edge, *((high[0], high[1] + dy, z) for dy in (0.0, 0.07) for z in (-d / 2, d / 2))], tiles, crease_rad=0.2)
            )
        for z in (-d / 2 + 0.03, d / 2 - 0.03):
            ends = [(at[0], at[1] + dy, z + dz) for at in (foot, ridge) for dy in (-0.2, 0.02) for dz in (-0.025, 0.025)]
            parts.append(hull(ends, board, crease_rad=0.2))
        gutter = (foot[0] - side * 0.02, foot[1] - 0.04)
        parts.append(tube([(*gutter, -d / 2 + 0.05), (*gutter, d / 2 - 0.05)], 0.07, palette.use("steel_dark"), sides=6))
    parts.append(tube([(ridge[0], ridge[1] + 0.06, -d / 2), (ridge[0], ridge[1] + 0.06, d / 2)], 0.1, tiles, sides=6))
    return parts


def _chimneys(palette: Palette, size: Vec3, ridge: float, random: np.random.Generator) -> list[Part]:
    _, h, d = size
    parts = []
    for side in (-1, 1)[: 1 + int(random.integers(0, 2))]:
        z = side * (d / 2 - 1.1)
        parts.append(box((0.85, h - 0.36 - ridge + 1.2, 0.7), palette.use("brick"), at=(-0.22, ridge - 1.2, z)))
        parts.append(box((1.0, 0.1, 0.84), palette.use("stone"), at=(-0.22, h - 0.4, z)))
        pot = lathe([(0.12, 0.0), (0.1, 0.26), (0.13, 0.3)], palette.use("terracotta"), sides=8)
        parts += [shifted(pot, -0.22 + dx, h - 0.31, z) for dx in (-0.2, 0.2)]
    return parts


def _greenery(palette: Palette, width: float, eaves: float, random: np.random.Generator) -> list[Part]:
    """A bed of flowers along the foot of the front, and at most houses ivy; facing +z."""
    parts = [_ivy(palette, width, eaves, random)] if random.uniform() < 0.6 else []
    colour = str(random.choice(_FLOWERS))
    for word, count, tall in (("", 18, 0.5), (colour, 9, 0.4)):
        x, z = random.uniform(-width / 2 + 0.3, width / 2 - 0.3, count), random.uniform(0.2, 0.4, count)
        along = tall * unit(_UP + random.normal(0, 0.25, (count, 3)) * [1, 0, 0.4])
        across = 0.55 * tall * unit(np.cross(along, np.array([0.0, 0.0, 1.0]) + random.normal(0, 0.4, (count, 3))))
        own, middle = np.tile([0, 0.8, 0.6], (count, 1)), np.array([0, -0.5, 0.0])
        parts.append(outward(np.column_stack([x, 0 * x, z]), along, across, middle, own, sprig(palette, "birch", word), 0.3))
    return parts


def _ivy(palette: Palette, width: float, eaves: float, random: np.random.Generator) -> Part:
    """Ivy that climbs one end of a front, the narrower the higher."""
    count, side = 46, -1.0 if random.uniform() < 0.5 else 1.0
    y = eaves * random.uniform(0.0, 0.94, count)
    x = side * (width / 2 - 0.1 - random.uniform(0, 1, count) * (0.35 + 1.5 * (1 - y / eaves)))
    along = 0.62 * unit(_UP + random.normal(0, 0.4, (count, 3)) * [1, 1, 0.25])
    across = 0.3 * unit(np.cross(along, [0.0, 0.0, 1.0]))
    foot, own = np.column_stack([x, y, random.uniform(0.05, 0.14, count)]), np.tile([0, 0.3, 1.0], (count, 1))
    leaves = outward(foot, along, across, np.array([0, eaves / 2, -6.0]), own, sprig(palette, "ivy"), 0.5)
    limit = np.array([width / 2 + 0.2, eaves, 0.6])
    return inside(leaves, -limit * [1, 0, 1], limit)
