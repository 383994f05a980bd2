"""Fronts of town houses in the XY plane, facing +z: terraces of brick and plaster, and walk-ups with balconies and signs."""

from __future__ import annotations

import numpy as np

from redearth.core.space import translation
from redearth.stage.sets.palette import Palette
from redearth.stage.sets.panels import Rect, pierced
from redearth.stage.sets.shape import Part, join, moved, shifted
from redearth.stage.sets.shopfront import Bay, neon_sign, pane, shop, shutter
from redearth.stage.sets.solids import box, tube

STOREY_M = 3.2
GROUND_M = 3.9


def window_glow(palette: Palette, random: np.random.Generator, *, dark: bool) -> int:
    """Return what a window shows: a dark pane, or after dusk now and then a lamp, a ceiling light, a television."""
    at = float(random.uniform())
    if not dark or at > 0.46:
        return palette.use("glass_dark")
    return palette.use("lit_warm" if at < 0.2 else "lit_dim" if at < 0.34 else "lit_cool" if at < 0.43 else "lit_blue")


def terrace_front(palette: Palette, stone: int, width: float, height: float, random: np.random.Generator, *, dark: bool) -> Part:
    """Return the front of a terraced house: shop below, sash windows with sills and lintels, string course, cornice."""
    trim = palette.use("stone")
    storeys, columns = max(1, 1 + int((height - GROUND_M - 0.5) / STOREY_M)), max(3, round(width / 2.8))
    parts, holes = _ground(palette, width, random, dark=dark)
    for row in range(1, storeys):
        y0 = GROUND_M + (row - 1) * STOREY_M + 0.75
        tall = 1.9 if row < 3 else 1.55
        for c in range(columns):
            x = (c + 0.5 - columns / 2) * width / columns
            holes.append((x - 0.55, y0, x + 0.55, y0 + tall))
            parts += _sash(palette, trim, x, y0, tall, random, dark=dark)
    for y in (GROUND_M - 0.1, height - 0.5):
        parts.append(box((width, 0.22, 0.3), trim, at=(0, y, 0.09), chamfer_m=0.04))
    parts.append(box((width, 0.18, 0.5), trim, at=(0, height - 0.24, 0.16), chamfer_m=0.04))
    for k in range(round(width / 0.9)):
        parts.append(box((0.16, 0.2, 0.3), trim, at=(-width / 2 + 0.45 + 0.9 * k, height - 0.44, 0.14)))
    parts.append(
        tube([(width / 2 - 0.25, 0.1, 0.14), (width / 2 - 0.25, height - 0.5, 0.14)], 0.055, palette.use("steel_dark"), sides=6)
    )
    return join(shifted(pierced(width, height, 0.3, holes, stone), z=-0.12), *parts)


def _sash(palette: Palette, trim: int, x: float, y: float, tall: float, random: np.random.Generator, *, dark: bool) -> list[Part]:
    """One sash window: pane, bars, sill, lintel and, behind the glass, a curtain or a blind."""
    wood = palette.use("woodwork")
    glow = window_glow(palette, random, dark=dark)
    parts = [pane(x - 0.56, y, x + 0.56, y + tall, -0.2, glow)]
    parts += [box((0.05, tall, 0.06), wood, at=(x, y, -0.17)), box((1.1, 0.07, 0.08), wood, at=(x, y + tall * 0.5, -0.17))]
    parts += [box((1.4, 0.1, 0.24), trim, at=(x, y - 0.1, 0.1)), box((1.3, 0.24, 0.1), trim, at=(x, y + tall, 0.06))]
    if random.uniform() < 0.55:
        cloth = palette.use("linen" if random.uniform() < 0.6 else "cloth", str(random.choice(["cream", "tan", "slate", "red"])))
        half = float(random.uniform(0.12, 0.34))
        parts += [
            pane(x + s * 0.54 - (half if s > 0 else 0), y, x + s * 0.54 + (0 if s > 0 else half), y + tall, -0.19, cloth)
            for s in (-1, 1)
        ]
    return parts


def _ground(palette: Palette, width: float, random: np.random.Generator, *, dark: bool) -> tuple[list[Part], list[Rect]]:
    """Shops along the ground floor, with a house door between them."""
    parts: list[Part] = []
    holes: list[Rect] = []
    count = max(1, round((width - 1.6) / 5.6))
    door = -width / 2 + 0.95
    wood = palette.use("wood_dark", str(random.choice(["red", "green", "navy", "brown", "black"])))
    holes.append((door - 0.55, 0.0, door + 0.55, 2.9))
    parts += [
        box((1.06, 2.2, 0.06), wood, at=(door, 0.0, -0.2)),
        pane(door - 0.53, 2.24, door + 0.53, 2.9, -0.2, window_glow(palette, random, dark=dark)),
    ]
    parts.append(box((1.5, 0.16, 0.4), palette.use("stone"), at=(door, 3.0, 0.1), chamfer_m=0.03))
    wide = (width - 1.9) / count
    for k in range(count):
        bay = Bay(x0=-width / 2 + 1.75 + wide * k, x1=-width / 2 + 1.6 + wide * (k + 1), top=GROUND_M - 0.15)
        part, hole = shop(palette, bay, random, dark=dark)
        parts.append(part)
        holes.append(hole)
    return parts, holes


def walkup_front(palette: Palette, stone: int, width: float, height: float, random: np.random.Generator, *, dark: bool) -> Part:
    """Return the front of a walk-up: shops and shutters, balconies with bars and washing, air conditioners, signs over the street."""
    storeys, columns = max(2, 1 + int((height - GROUND_M - 0.3) / STOREY_M)), max(3, round(width / 3.0))
    parts: list[Part] = []
    holes: list[Rect] = []
    count = max(2, round(width / 4.2))
    for k in range(count):
        bay = Bay(x0=-width / 2 + width * k / count + 0.1, x1=-width / 2 + width * (k + 1) / count - 0.1, top=GROUND_M - 0.1)
        part, hole = shop(palette, bay, random, dark=dark) if random.uniform() < 0.66 else shutter(palette, bay, random)
        parts.append(part)
        holes.append(hole)
    for row in range(1, storeys):
        y0 = GROUND_M + (row - 1) * STOREY_M
        for c in range(columns):
            x = (c + 0.5 - columns / 2) * width / columns
            holes.append((x - 0.8, y0 + 0.7, x + 0.8, y0 + 2.2))
            parts += _flat_window(palette, x, y0, random, dark=dark)
        parts.append(box((width, 0.14, 0.16), palette.use("concrete_dark"), at=(0, y0 - 0.1, 0.06)))
    for k in range(3):
        tall = float(random.uniform(2.2, min(5.0, height - GROUND_M - 1.0)))
        x = -width / 2 + width * (k + float(random.uniform(0.2, 0.8))) / 3
        sign = neon_sign(palette, tall, float(random.uniform(0.7, 1.1)), random, dark=dark)
        parts.append(
            moved(sign, translation((x, float(random.uniform(GROUND_M, max(GROUND_M + 0.1, height - tall - 1.0))), 0.02)))
        )
    parts.append(box((width, 0.5, 0.3), stone, at=(0, height - 0.5, 0.02)))
    return join(shifted(pierced(width, height, 0.3, holes, stone), z=-0.12), *parts)


def _flat_window(palette: Palette, x: float, y: float, random: np.random.Generator, *, dark: bool) -> list[Part]:
    """A sliding window with what hangs before it: a balcony with bars and washing, a canopy, an air conditioner."""
    frame, iron, steel = palette.use("steel"), palette.use("steel_dark"), palette.use("paint", "white")
    parts = [pane(x - 0.82, y + 0.7, x + 0.82, y + 2.2, -0.2, window_glow(palette, random, dark=dark))]
    parts += [box((0.05, 1.5, 0.06), frame, at=(x + dx, y + 0.7, -0.17)) for dx in (-0.25, 0.3)]
    kind = float(random.uniform())
    if kind < 0.42:
        parts.append(box((2.2, 0.14, 0.8), palette.use("concrete_dark"), at=(x, y + 0.1, 0.4)))
        parts.append(box((2.2, 0.05, 0.05), iron, at=(x, y + 1.1, 0.78)))
        parts += [box((0.03, 0.9, 0.03), iron, at=(x + dx, y + 0.22, 0.78)) for dx in np.linspace(-1.06, 1.06, 9)]
        if random.uniform() < 0.5:
            for k in range(4):
                cloth = palette.use("cloth", str(random.choice(["white", "red", "blue", "tan", "pink", "grey"])))
                parts.append(box((0.3, float(random.uniform(0.4, 0.7)), 0.02), cloth, at=(x - 0.7 + 0.45 * k, y + 1.3, 0.7)))
    elif kind < 0.75:
        parts.append(box((0.85, 0.55, 0.34), steel, at=(x + 0.1, y + 0.06, 0.2), chamfer_m=0.03))
        parts.append(box((0.5, 0.4, 0.02), iron, at=(x + 0.0, y + 0.13, 0.37)))
    else:
        slope = np.array([[1, 0, 0, 0], [0, 1, -0.4, 0], [0, 0.0, 1, 0], [0, 0, 0, 1.0]])
        parts.append(moved(box((1.9, 0.03, 0.6), palette.use("paint_worn", "sage")), translation((x, y + 2.45, 0.3)) @ slope))
    return parts


def glass_front(
    palette: Palette, width: float, height: float, random: np.random.Generator, *, dark: bool, lobby: bool = True
) -> Part:
    """Return a curtain wall: panes between fins and spandrels, whole floors lit or dark at night, a lobby below."""
    steel, glass = palette.use("steel_dark"), palette.use("glass_dark")
    floor_m, bays = 3.7, max(3, round(width / 1.8))
    floors = max(1, int((height - 5.0) / floor_m))
    parts = []
    for row in range(floors):
        y0, y1 = 5.0 + row * floor_m, 5.0 + (row + 1) * floor_m - 0.7
        busy = 0.62 if dark and random.uniform() < 0.4 else 0.12
        light = palette.use("lit_cool" if random.uniform() < 0.75 else "lit_warm")
        runs: list[tuple[int, int, int]] = []
        for c in range(bays):
            paint = light if dark and random.uniform() < busy else glass
            if runs and runs[-1][2] == paint:
                runs[-1] = (runs[-1][0], c + 1, paint)
            else:
                runs.append((c, c + 1, paint))
        step = width / bays
        parts += [pane(-width / 2 + a * step, y0, -width / 2 + b * step, y1, -0.1, paint) for a, b, paint in runs]
        parts.append(box((width, 0.72, 0.16), steel, at=(0, y1, -0.1)))
    for c in range(bays + 1):
        parts.append(box((0.09, height - 5.0, 0.24), steel, at=(-width / 2 + width * c / bays, 5.0, 0.0)))
    top = 5.0 + floors * floor_m
    parts.append(box((width, max(0.3, height - top), 0.3), steel, at=(0, top, -0.05)))
    return join(*parts, *_lobby(palette, width, dark=dark, door=lobby))


def _lobby(palette: Palette, width: float, *, dark: bool, door: bool) -> list[Part]:
    """The glazed ground floor of a tower between columns, with a canopy over its door."""
    steel, stone = palette.use("steel_dark"), palette.use("concrete")
    parts = [pane(-width / 2, 0.0, width / 2, 4.6, -0.5, palette.use("lit_warm" if dark else "glass_dark"))]
    parts.append(box((width, 0.5, 0.8), stone, at=(0, 4.6, -0.2)))
    count = max(2, round(width / 4))
    parts += [box((0.5, 4.6, 0.5), stone, at=(-width / 2 + 0.3 + (width - 0.6) * c / count, 0.0, -0.1)) for c in range(count + 1)]
    if door:
        parts.append(box((4.2, 0.16, 1.1), steel, at=(0, 3.3, 0.4)))
        parts += [box((0.06, 3.2, 0.06), steel, at=(dx, 0.0, -0.44)) for dx in (-1.4, -0.05, 0.05, 1.4)]
    return parts
