"""Pictures on screens: rows of text, bars, waves, a chart of the ground, built of small glowing quads."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.seed import generator_from
from redearth.stage.sets.palette import Palette
from redearth.stage.sets.racks import tile
from redearth.stage.sets.shape import Part, join, shifted
from redearth.stage.sets.solids import box

_GAP_M = 0.003
_INKS = ("screen_cyan", "screen_cyan", "screen_green", "screen_amber")
_KINDS = ("text", "bars", "wave", "chart")


def display(palette: Palette, width_m: float, height_m: float, *identity: str | int) -> Part:
    """Return a lit screen in the XY plane, foot centre at the origin, seen from +z; what it shows follows from its identity."""
    random = generator_from("display", *identity)
    kind = _KINDS[int(random.integers(0, len(_KINDS)))]
    ink = palette.use(_INKS[int(random.integers(0, len(_INKS)))])
    parts = [tile((0, height_m / 2, 0), (width_m, height_m), palette.use("screen_back"))]
    w, h = width_m * 0.9, height_m * 0.86
    low = height_m * 0.07
    parts.append(tile((-w * 0.28, low + h * 0.96, _GAP_M), (w * 0.44, h * 0.05), ink))
    parts.append(
        tile(
            (w * 0.4, low + h * 0.96, _GAP_M),
            (w * 0.2, h * 0.05),
            palette.use("screen_red" if random.uniform() < 0.3 else "screen_amber"),
        )
    )
    body = {"text": _text, "bars": _bars, "wave": _wave, "chart": _chart}[kind](random, w, h * 0.88)
    return join(*parts, *(tile((x, low + y, _GAP_M), size, ink) for x, y, size in body))


Mark = tuple[float, float, tuple[float, float]]


def _text(random: np.random.Generator, w: float, h: float) -> list[Mark]:
    rows = 7
    out = []
    for k in range(rows):
        x = -w / 2
        while x < w / 2 - 0.08 * w:
            wide = float(random.uniform(0.05, 0.2)) * w
            if x + wide > w / 2 or random.uniform() < 0.12:
                break
            out.append((x + wide / 2, h * (k + 0.5) / rows, (wide * 0.88, h * 0.055)))
            x += wide
    return out


def _bars(random: np.random.Generator, w: float, h: float) -> list[Mark]:
    count = 12
    tall = random.uniform(0.15, 0.9, count)
    bars = [((k + 0.5 - count / 2) * w / count, 0.5 * tall[k] * h, (w / count * 0.6, float(tall[k]) * h)) for k in range(count)]
    return [*bars, (0.0, 0.0, (w, h * 0.015))]


def _wave(random: np.random.Generator, w: float, h: float) -> list[Mark]:
    count = 30
    out: list[Mark] = [(0.0, h * y, (w, h * 0.008)) for y in (0.1, 0.5, 0.9)]
    for row in (0.3, 0.72):
        phase, beat = float(random.uniform(0, 6)), float(random.uniform(0.5, 1.4))
        for k in range(count):
            y = h * (row + 0.14 * math.sin(phase + beat * k) * math.sin(0.31 * k))
            out.append(((k + 0.5 - count / 2) * w / count, y, (w / count * 0.95, h * 0.035)))
    return out


def _chart(random: np.random.Generator, w: float, h: float) -> list[Mark]:
    """A chart: a graticule, the outline of a coast, places."""
    out: list[Mark] = [(0.0, h * y, (w, h * 0.008)) for y in (0.2, 0.4, 0.6, 0.8)]
    out += [(w * x, h / 2, (h * 0.008, h)) for x in (-0.3, -0.1, 0.1, 0.3)]
    walk = np.cumsum(random.normal(0, 0.05, 36)) * 0.5
    walk -= walk.mean()
    out += [((k + 0.5 - 18) * w / 36, h * (0.5 + float(np.clip(walk[k], -0.4, 0.4))), (w / 36, h * 0.03)) for k in range(36)]
    out += [(float(random.uniform(-0.45, 0.45)) * w, float(random.uniform(0.1, 0.9)) * h, (h * 0.05, h * 0.05)) for _ in range(6)]
    return out


def monitor(palette: Palette, width_m: float, height_m: float, *identity: str | int) -> Part:
    """Return a screen in its case, foot centre at the origin, seen from +z; 0.06 m deep."""
    case = palette.use("plastic")
    inner_w, inner_h = width_m - 0.05, height_m - 0.06
    picture = display(palette, inner_w, inner_h, *identity)
    return join(box((width_m, height_m, 0.06), case, chamfer_m=0.014), shifted(picture, 0, 0.035, 0.0315))
