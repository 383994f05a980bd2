"""Ground floors of town houses: shop fronts with goods, shutters, doors, awnings and signs, by day and by night."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from redearth.core.space import rotation_x, rotation_y, translation
from redearth.stage.sets.palette import Palette
from redearth.stage.sets.panels import Rect
from redearth.stage.sets.shape import Part, join, moved, shaded, shifted
from redearth.stage.sets.signs import sign
from redearth.stage.sets.solids import box

_NAMES = ("BAKERY", "BOOKS", "CAFE", "PHARMACY", "TAILOR", "FLORIST", "BARBER", "HARDWARE", "GROCER", "RECORDS")
_EAST = ("面馆 NOODLES", "茶楼", "大药房", "书店 BOOKS", "电器行", "海鲜酒家", "理发店", "照相馆", "五金", "水果 FRUIT")
_DOWN, _DOWN_EAST = (
    ("HOTEL", "BAR", "CAFE", "GARAGE", "CINEMA"),
    ("旅馆", "酒家", "当铺", "面馆", "茶楼", "夜总会", "牙医", "火锅"),
)
_TUBES = ((1.0, 0.22, 0.16), (0.3, 0.6, 1.0), (0.3, 1.0, 0.5), (1.0, 0.35, 0.75), (1.0, 0.7, 0.2))
NEONS = ("neon_red", "neon_blue", "neon_green", "neon_pink", "neon_amber")
CLOTHS = ("red", "green", "navy", "tan", "brown", "white")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bay:
    """One bay of a ground floor: from ``x0`` to ``x1``, up to ``top`` metres, in the plane of the wall's face."""

    x0: float
    x1: float
    top: float


def pane(x0: float, y0: float, x1: float, y1: float, z: float, material: int) -> Part:
    """Return a flat rectangle that faces +z."""
    return shaded([[x0, y0, z], [x1, y0, z], [x1, y1, z], [x0, y1, z]], [[0, 1, 2], [0, 2, 3]], material)


def shop(palette: Palette, bay: Bay, random: np.random.Generator, *, dark: bool) -> tuple[Part, Rect]:
    """Return a shop front that fills its bay, and the hole it needs in the wall: stall riser, glazing, door, fascia, awning."""
    frame = palette.use("wood_dark", str(random.choice(["green", "navy", "red", "brown", "black", "cream"])))
    middle, wide, head = (bay.x0 + bay.x1) / 2, bay.x1 - bay.x0, bay.top - 0.75
    hole = (bay.x0 + 0.12, 0.02, bay.x1 - 0.12, head)
    open_late = dark and bool(random.uniform() < 0.75)
    back = palette.use(str(random.choice(["lit_warm", "lit_warm", "lit_cool"])) if open_late else "glass_dark")
    deep = -0.62 if open_late else -0.2
    door_x = bay.x1 - 0.75
    parts = [
        pane(hole[0], 0.02, hole[2], head, deep - 0.02, back),
        box((wide - 1.5, 0.5, 0.16), frame, at=((bay.x0 + door_x - 0.45) / 2, 0.0, -0.14)),
        box((wide, 0.62, 0.3), frame, at=(middle, head, 0.06)),
        box((wide + 0.1, 0.1, 0.42), frame, at=(middle, head + 0.62, 0.1)),
    ]
    for x in (bay.x0 + 0.1, door_x - 0.45, bay.x1 - 0.1):
        parts.append(box((0.16, head, 0.22), frame, at=(x, 0.0, -0.04)))
    glazed = door_x - 0.45 - bay.x0
    for k in range(1, max(2, round(glazed / 1.3))):
        parts.append(box((0.06, head - 0.5, 0.08), frame, at=(bay.x0 + glazed * k / max(2, round(glazed / 1.3)), 0.5, -0.16)))
    parts.append(box((wide - 0.2, 0.07, 0.1), frame, at=(middle, head * 0.76, -0.14)))
    if open_late:
        parts += _goods(palette, bay.x0 + 0.3, door_x - 0.6, head, random)
    parts.append(_lettering(palette, middle, head + 0.31, wide, random, lit=open_late))
    if random.uniform() < 0.5:
        parts.append(_awning(palette, middle, wide, head, random))
    return join(*parts), hole


def _goods(palette: Palette, x0: float, x1: float, head: float, random: np.random.Generator) -> list[Part]:
    """Shelves and what stands on them, dark before the light of the shop."""
    wood = palette.use("wood_dark")
    parts = []
    for y in (0.62, 1.15, 1.65):
        parts.append(box((x1 - x0, 0.04, 0.2), wood, at=((x0 + x1) / 2, y, -0.45)))
        x = x0 + 0.1
        while x < x1 - 0.15:
            wide, tall = float(random.uniform(0.1, 0.3)), float(random.uniform(0.12, 0.38))
            paint = palette.use("paper", str(random.choice(["red", "green", "blue", "tan", "white", "brown", "orange"])))
            if random.uniform() < 0.75:
                parts.append(box((wide, min(tall, head - y - 0.3), 0.14), paint, at=(x + wide / 2, y + 0.04, -0.45)))
            x += wide + float(random.uniform(0.04, 0.35))
    return parts


def _lettering(palette: Palette, x: float, y: float, wide: float, random: np.random.Generator, *, lit: bool) -> Part:
    """The board over a shop with its name, lit from within at night."""
    names = _EAST if palette.fonts.cjk is not None and random.uniform() < 0.8 else _NAMES
    number = int(random.integers(0, len(names)))
    board = sign(
        palette, names[number], min(0.86 * wide, 3.4), 0.5, style="shop" if lit else "plate", seed=number, wear=0.3, depth_m=0.04
    )
    return shifted(board, x, y - 0.25, 0.21)


def _awning(palette: Palette, x: float, wide: float, head: float, random: np.random.Generator) -> Part:
    """Striped cloth on a slope with a hanging edge."""
    colour = str(random.choice(CLOTHS[:5]))
    cloths = (palette.use("cloth", colour), palette.use("cloth", "white"))
    count = max(4, round(wide / 0.4))
    parts = []
    for k in range(count):
        at = x - wide / 2 + wide * (k + 0.5) / count
        parts.append(box((wide / count, 0.03, 1.25), cloths[k % 2], at=(at, 0.0, 0.62)))
    slope = translation((0, head + 0.02, 0.06)) @ rotation_x(0.36)
    edge = [
        box((wide / count, 0.2, 0.02), cloths[k % 2], at=(x - wide / 2 + wide * (k + 0.5) / count, head - 0.62, 1.24))
        for k in range(count)
    ]
    return join(moved(join(*parts), slope), *edge)


def shutter(palette: Palette, bay: Bay, random: np.random.Generator) -> tuple[Part, Rect]:
    """Return a roller shutter that is down, and its hole."""
    steel = palette.use("paint_worn", str(random.choice(["grey", "sage", "slate", "tan"])))
    head = bay.top - 0.8
    hole = (bay.x0 + 0.1, 0.02, bay.x1 - 0.1, head)
    ribs = [
        box((hole[2] - hole[0], 0.09, 0.05), steel, at=((bay.x0 + bay.x1) / 2, y, -0.18))
        for y in np.arange(0.05, head - 0.1, 0.16)
    ]
    parts = [pane(hole[0], 0.0, hole[2], head, -0.17, steel), *ribs]
    parts.append(box((bay.x1 - bay.x0, 0.4, 0.4), palette.use("steel_dark"), at=((bay.x0 + bay.x1) / 2, head, 0.06)))
    return join(*parts), hole


def neon_sign(palette: Palette, tall: float, wide: float, random: np.random.Generator, *, dark: bool) -> Part:
    """Return a sign that stands out from a wall along +z, foot at the origin: its words run down both faces, in tube light at night."""
    names = _DOWN_EAST if palette.fonts.cjk is not None else _DOWN
    number = int(random.integers(0, len(names)))
    arm = palette.use("steel_dark")
    # Few proportions, so that equal words share an image.
    wide = tall / (2.4 if len(names[number]) < 4 else 3.6)
    face = sign(
        palette, "\n".join(names[number]), wide, tall, style="shop" if dark else "plate", seed=number, wear=0.25,
        ink=_TUBES[number % len(_TUBES)] if dark else None,
    )  # fmt: skip
    out = translation((0, 0, 0.35 + wide / 2))
    parts = [moved(face, out @ rotation_y(turn)) for turn in (math.pi / 2, -math.pi / 2)]
    parts += [box((0.05, 0.05, 0.4), arm, at=(0, y, 0.18)) for y in (0.15 * tall, 0.85 * tall)]
    if dark:
        tube_light = palette.use(NEONS[number % len(NEONS)])
        parts += [box((0.2, tall, 0.03), tube_light, at=(0, 0, z)) for z in (0.33, 0.37 + wide)]
    return join(*parts)
