"""Sprigs painted for cards: leaves, boughs, fronds, twigs and grass on nothing, so that one card shows dozens of leaves."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np
from PIL import Image as Picture
from PIL import ImageDraw

from redearth.core.seed import generator_from
from redearth.core.space import Vec3
from redearth.stage.model import Image

Sprig = Literal["broad", "birch", "spruce", "pine", "fern", "frond", "twigs", "grass", "ivy", "moss", "litter"]
SIZE_PX = 256
_FINE = 4
"""Painted so many times as large, then averaged: edges of leaves are soft, and mips of them keep their share."""
_SIDE = SIZE_PX * _FINE
_BARK: Vec3 = (0.04, 0.03, 0.022)
COLOURS: dict[Sprig, Vec3] = {
    "broad": (0.046, 0.084, 0.016), "birch": (0.085, 0.115, 0.022), "spruce": (0.034, 0.058, 0.02), "pine": (0.048, 0.074, 0.024),
    "fern": (0.075, 0.13, 0.028), "frond": (0.07, 0.135, 0.03), "twigs": _BARK, "grass": (0.11, 0.13, 0.036), "ivy": (0.035, 0.07, 0.022),
    "moss": (0.034, 0.055, 0.014), "litter": (0.055, 0.034, 0.018),
}  # fmt: skip
"""Scene-linear albedo of the leaves."""
SNOW: Vec3 = (0.72, 0.75, 0.8)
"""Albedo of leaves that snow lies on."""

Spot = tuple[float, float]


class _Sheet:
    """One sprig while it is painted: places run from 0 to 1, x to the right, y up from the sprig's foot."""

    def __init__(self, color: Vec3, random: np.random.Generator, snow: float) -> None:
        self.random, self._color, self._snow = random, np.asarray(color), snow
        self._picture = Picture.new("RGBA", (_SIDE, _SIDE), (0, 0, 0, 0))
        self._pen = ImageDraw.Draw(self._picture)

    def leaf(self, foot: Spot, turn: float, long: float, wide: float, depth: float, tip: float = 0.62) -> None:
        """A leaf that grows from ``foot`` at ``turn`` from upright; ``depth`` 0 lies in the sprig's shade, 1 on top of it."""
        share = np.array([0.0, 0.16, 0.36, tip, 0.84, 1.0])
        half = wide * np.array([0.05, 0.62, 1.0, 0.86, 0.4, 0.0])
        along, across = np.array([math.sin(turn), math.cos(turn)]), np.array([math.cos(turn), -math.sin(turn)])
        spine = np.asarray(foot) + share[:, None] * long * along
        hue = self.random.normal(0, 1)
        tone = (0.42 + 0.75 * depth) * math.exp(0.16 * float(self.random.normal()))
        color = self._color * tone * np.array([1 + 0.16 * hue, 1.0, 1 - 0.1 * hue])
        if self._snow and self.random.uniform() < self._snow * (0.35 + depth):
            color = np.asarray(SNOW) * (0.6 + 0.4 * depth)
        for side, light in ((-1.0, 0.84), (1.0, 1.12)):
            rim = spine + side * half[:, None] * across
            self._fill(np.concatenate([spine, rim[::-1]]), color * light)
        self.line([foot, tuple(spine[-2])], 0.003, color * 1.5)

    def line(self, path: Sequence[Spot], width: float, color: Sequence[float] | np.ndarray = _BARK) -> None:
        """A stalk."""
        points = [(x * _SIDE, (1 - y) * _SIDE) for x, y in path]
        self._pen.line(points, fill=_coded(color), width=max(2, round(width * _SIDE)), joint="curve")

    def _fill(self, outline: np.ndarray, color: np.ndarray) -> None:
        self._pen.polygon([(x * _SIDE, (1 - y) * _SIDE) for x, y in outline], fill=_coded(color))

    def image(self) -> Image:
        """Return the sheet at its size; what is not covered has the colour of its surroundings, so that no rim shows."""
        return Image(pixels=np.asarray(self._picture.reduce(_FINE)))


def _coded(color: Sequence[float] | np.ndarray) -> tuple[int, int, int, int]:
    linear = np.clip(np.asarray(color, float), 0.0, 1.0)
    curved = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    red, green, blue = (round(float(v) * 255) for v in curved)
    return red, green, blue, 255


def leaf_image(kind: Sprig, color: Vec3 | None = None, *, snow: float = 0.0) -> Image:
    """Return a sprig that grows from the middle of the lower edge; ``color`` is its leaves' albedo, ``snow`` the share that lies white."""
    sheet = _Sheet(color or COLOURS[kind], generator_from("sprig", kind), snow)
    _PAINT[kind](sheet)
    return sheet.image()


def _leafy(sheet: _Sheet, count: int, long: float, slim: float, droop: float) -> None:
    """Leaves of a branchlet: twigs fan out from its foot, the leaves behind are darker than those before."""
    random = sheet.random
    twigs = []
    for k in range(16):
        turn, reach = 2.4 * k, 0.43 * math.sqrt((k + 0.6) / 16) * float(random.uniform(0.85, 1.1))
        end = (0.5 + reach * math.sin(turn), 0.53 + reach * math.cos(turn))
        knee = (0.5 + 0.45 * (end[0] - 0.5) + float(random.normal(0, 0.03)), 0.1 + 0.55 * (end[1] - 0.1))
        twigs.append([(0.5, 0.02), knee, end])
        sheet.line(twigs[-1], 0.007)
    for step in range(count):
        depth = step / count
        x, y = _on(twigs[int(random.integers(0, len(twigs)))], 0.45 + 0.55 * float(random.uniform()))
        turn = math.atan2(x - 0.5, y - 0.3) + float(random.normal(0, 0.8)) + (droop if x > 0.5 else -droop)
        size = long * float(random.uniform(0.7, 1.15))
        foot = (x + float(random.normal(0, 0.035)), y + float(random.normal(0, 0.035)))
        tip = (foot[0] + size * math.sin(turn), foot[1] + size * math.cos(turn))
        if all(0.02 < place < 0.98 for place in (*foot, *tip)):
            sheet.leaf(foot, turn, size, size * slim, depth)


def _on(path: Sequence[Spot], share: float) -> Spot:
    at = share * (len(path) - 1)
    k = min(int(at), len(path) - 2)
    (x0, y0), (x1, y1) = path[k], path[k + 1]
    return x0 + (x1 - x0) * (at - k), y0 + (y1 - y0) * (at - k)


def _bough(sheet: _Sheet, needle: float, twigs: int, thick: int) -> None:
    """A bough seen from above: its twigs on either side, all needles pointing forwards."""
    random = sheet.random
    lines: list[tuple[Spot, Spot]] = [((0.5, 0.0), (0.5, 0.93))]
    for k in range(twigs):
        y = 0.06 + 0.82 * k / twigs
        for side in (-1.0, 1.0):
            end = min(0.93, y + float(random.uniform(0.12, 0.22)))
            reach = 0.47 * min(end / 0.45, (0.97 - end) / 0.52) * float(random.uniform(0.78, 1.0))
            lines.append(((0.5, y), (0.5 + side * reach, end)))
    for a, b in lines[::-1]:
        sheet.line([a, b], 0.008)
        way = math.atan2(b[0] - a[0], b[1] - a[1])
        count = int(thick * math.hypot(b[0] - a[0], b[1] - a[1]) / 0.3)
        for j in range(count):
            foot = _on([a, b], (j + 0.5) / count)
            turn = way + (-1) ** j * float(random.uniform(0.3, 0.85))
            long = needle * float(random.uniform(0.7, 1.1))
            sheet.leaf(foot, turn, min(long, 0.97 - foot[1]), needle * 0.12, 0.2 + 0.75 * j / count)


def _feather(sheet: _Sheet, pairs: int, slim: float, widest: float, lobes: int) -> None:
    """A frond: leaflets in pairs along a stalk, the longest at ``widest``, each a row of ``lobes`` or a blade."""
    sheet.line([(0.5, 0.0), (0.5, 0.95)], 0.012, np.asarray(COLOURS["fern"]) * 0.7)
    for k in range(pairs):
        share = k / pairs
        y = 0.07 + 0.87 * share
        reach = 0.45 * min(share / widest + 0.35, 1.0) * min((1.0 - share) / (1.0 - widest) + 0.05, 1.0)
        for side in (-1.0, 1.0):
            turn = side * (1.3 - 0.6 * share + float(sheet.random.normal(0, 0.05)))
            long = min(reach, 0.97 - y)
            if not lobes:
                sheet.leaf((0.5, y), turn, long, slim, 0.5 + 0.3 * float(sheet.random.uniform()))
            for j in range(lobes):
                at = (0.5 + long * j / lobes * math.sin(turn), y + long * j / lobes * math.cos(turn))
                for way in (-0.85, 0.85):
                    size = slim * (1.7 - 1.2 * j / lobes) * min(1.0, 3 * long)
                    sheet.leaf(at, turn + way, size, 0.3 * size, 0.35 + 0.5 * float(sheet.random.uniform()))


def _bare(sheet: _Sheet, foot: Spot, turn: float, long: float, width: float, deep: int) -> None:
    """Bare wood that forks again and again."""
    tip = (foot[0] + long * math.sin(turn), foot[1] + long * math.cos(turn))
    middle = _on([foot, tip], 0.55)
    knee = (middle[0] + float(sheet.random.normal(0, 0.05)) * long, middle[1])
    sheet.line([foot, knee, tip], width, np.asarray(_BARK) * float(sheet.random.uniform(0.7, 1.3)))
    for k in range(3 if deep else 0):
        start = tip if k == 0 else _on([foot, knee, tip], 0.3 + 0.3 * k)
        fork = turn + (-1) ** k * float(sheet.random.uniform(0.3, 0.85)) * (0.5 if k == 0 else 1.0)
        _bare(sheet, start, fork, long * float(sheet.random.uniform(0.62, 0.8)), max(width * 0.62, 0.0055), deep - 1)


def _blades(sheet: _Sheet) -> None:
    for k in range(46):
        x = 0.5 + 0.3 * float(np.clip(sheet.random.normal(0, 0.5), -1, 1))
        lean, long = (x - 0.5) * 1.7 + float(sheet.random.normal(0, 0.16)), float(sheet.random.uniform(0.4, 0.93))
        long = min(long, 0.47 / max(abs(math.sin(lean)), 0.3))
        sheet.leaf((x, 0.0), lean, long, 0.011, 0.25 + 0.7 * k / 46, tip=0.7)


def _carpet(sheet: _Sheet, count: int, long: float, slim: float) -> None:
    """What lies flat: leaves turned any way, thinning out towards a rim with bays."""
    random = sheet.random
    bays = random.uniform(0, 6.28, 5)
    for step in range(count):
        turn, out = float(random.uniform(0, 6.28)), float(random.uniform()) ** 0.62
        rim = 0.36 + sum(0.035 * math.sin((k + 2) * turn + bay) for k, bay in enumerate(bays))
        foot = (0.5 + out * rim * math.sin(turn), 0.5 + out * rim * math.cos(turn))
        sheet.leaf(foot, float(random.uniform(0, 6.28)), long, long * slim, step / count)


_PAINT: dict[Sprig, Callable[[_Sheet], None]] = {
    "broad": lambda sheet: _leafy(sheet, 300, 0.125, 0.3, 0.3),
    "birch": lambda sheet: _leafy(sheet, 620, 0.075, 0.38, 0.6),
    "ivy": lambda sheet: _leafy(sheet, 300, 0.1, 0.46, 1.2),
    "spruce": lambda sheet: _bough(sheet, 0.055, 15, 34),
    "pine": lambda sheet: _bough(sheet, 0.11, 8, 40),
    "fern": lambda sheet: _feather(sheet, 22, 0.05, 0.2, 9),
    "frond": lambda sheet: _feather(sheet, 30, 0.016, 0.35, 0),
    "twigs": lambda sheet: _bare(sheet, (0.5, 0.0), 0.0, 0.3, 0.018, 5),
    "grass": _blades,
    "moss": lambda sheet: _carpet(sheet, 1500, 0.035, 0.4),
    "litter": lambda sheet: _carpet(sheet, 420, 0.06, 0.36),
}
