"""Bays of hull lining, plaster, tile, timber panels and clean-room cladding."""

from __future__ import annotations

import numpy as np

from redearth.stage.sets.racks import tile
from redearth.stage.sets.rooms.bays_heavy import Stretch
from redearth.stage.sets.rooms.displays import display
from redearth.stage.sets.shape import Part, shifted
from redearth.stage.sets.solids import box, tube

_DADO_M = 0.95


def hull_bay(s: Stretch, kind: str) -> list[Part]:
    """Return a bay of a ship: a thick rib, a light line at the foot, padded cushions, or lockers, or banks of small lamps."""
    w, h = s.width_m, s.height_m
    dark, lining = s.plain("plastic"), s.main("enamel")
    inner = w - 0.2
    parts = [box((0.1, h, 0.14), s.lower("enamel"), at=(side * (w / 2 - 0.05), 0, 0.07), chamfer_m=0.03) for side in (-1, 1)]
    parts.append(box((inner, 0.1, 0.06), dark, at=(0, 0, 0.03)))
    parts.append(box((inner * 0.92, 0.025, 0.02), s.plain("glow_line"), at=(0, 0.11, 0.04)))
    parts.append(tube([(-w / 2, 0.98, 0.115), (w / 2, 0.98, 0.115)], 0.02, s.accent(), sides=7, caps=False))
    if kind == "tech" and inner > 0.6:
        parts.append(box((inner, h - 0.3, 0.03), dark, at=(0, 0.16, 0.015)))
        parts += _greebles(s, inner, 0.2, 0.9)
        parts += _greebles(s, inner, 1.08, h - 0.25)
        screen = display(s.palette, min(0.5, inner * 0.6), 0.3, "hull", int(s.random.integers(0, 9)))
        parts.append(shifted(screen, 0, 1.35, 0.09))
        return parts
    if kind == "locker" and inner > 0.6:
        for y0, y1 in ((0.17, 0.92), (1.06, h - 0.2)):
            parts.append(box((inner, y1 - y0, 0.07), lining, at=(0, y0, 0.035), chamfer_m=0.035))
            parts.append(box((0.16, 0.05, 0.03), dark, at=(0.3 * inner, y0 + 0.5 * (y1 - y0), 0.075)))
            parts.append(tile((-0.24 * inner, y1 - 0.12, 0.0715), (0.24, 0.07), s.accent()))
        return parts
    rows = max(2, round((h - 1.2) / 0.5))
    step = (h - 0.2 - 1.06) / rows
    for k in range(rows):
        for side in (-1, 1):
            parts.append(
                box((inner / 2 - 0.02, step - 0.03, 0.085), lining, at=(side * inner / 4, 1.06 + step * k, 0.03), chamfer_m=0.04)
            )
    parts.append(box((inner, 0.74, 0.06), s.lower("enamel"), at=(0, 0.17, 0.03), chamfer_m=0.03))
    return parts


def _greebles(s: Stretch, w: float, low: float, high: float) -> list[Part]:
    """Small cases, slots and lamps packed on a board."""
    parts, y = [], low
    while y < high - 0.12:
        tall = float(s.random.uniform(0.08, 0.2))
        x = -w / 2 + 0.04
        while x < w / 2 - 0.12:
            wide = min(float(s.random.uniform(0.1, 0.32)), w / 2 - 0.03 - x)
            deep = float(s.random.uniform(0.03, 0.07))
            name = ("paint", "steel_dark", "steel", "plastic", "paint_teal")[int(s.random.integers(0, 5))]
            parts.append(
                box((wide - 0.015, tall - 0.015, deep), s.plain(name), at=(x + wide / 2, y, 0.03 + deep / 2), chamfer_m=0.006)
            )
            if s.random.uniform() < 0.4:
                glow = ("pilot_green", "pilot_amber", "pilot_amber", "glow_line", "glow_red")[int(s.random.integers(0, 5))]
                parts.append(box((0.022, 0.022, 0.012), s.plain(glow), at=(x + wide / 2, y + tall / 2, 0.034 + deep)))
            x += wide
        y += tall
    return parts


def hull_fill(s: Stretch, low: float, high: float) -> list[Part]:
    """Return lining over or under an opening, banks of switches over a windscreen."""
    parts = [box((s.width_m - 0.04, high - low - 0.04, 0.05), s.main("enamel"), at=(0, low + 0.02, 0.025), chamfer_m=0.025)]
    if low > 1.2 and high - low > 0.35 and s.width_m > 2.0:
        parts += _greebles(s, s.width_m - 0.4, low + 0.1, high - 0.08)
    return parts


def plaster(s: Stretch, kind: str) -> list[Part]:
    """Return a bay of a lived-in wall: skirting, a painted dado under a rail, a cornice, now and then a framed picture."""
    w, _h = s.width_m, s.height_m
    wood = s.plain("woodwork")
    parts = [
        box((w, 0.14, 0.03), wood, at=(0, 0, 0.015), chamfer_m=0.008), box((w, _DADO_M - 0.14, 0.008), s.lower("wall_paint"), at=(0, 0.14, 0.004)),
        box((w, 0.055, 0.035), wood, at=(0, _DADO_M, 0.017), chamfer_m=0.01), *_cornice(s),
    ]  # fmt: skip
    if w > 0.9 and s.random.uniform() < 0.5:
        parts.append(box((0.09, 0.09, 0.012), s.plain("ceramic"), at=(-w * 0.3, 0.28, 0.014)))
    if kind == "picture":
        wide, tall = float(s.random.uniform(0.45, 0.75)), float(s.random.uniform(0.4, 0.65))
        y = 1.4
        parts.append(box((wide, tall, 0.03), s.plain("wood_dark"), at=(0, y, 0.02), chamfer_m=0.008))
        parts.append(tile((0, y + tall / 2, 0.0365), (wide - 0.08, tall - 0.08), s.plain("paper")))
        low = y + 0.1
        for k, colour in enumerate(("slate", "tan", "olive", "navy", "crimson", "gold")[i] for i in s.random.permutation(6)[:3]):
            high = low + float(s.random.uniform(0.2, 0.4)) * (tall - 0.2)
            parts.append(
                tile((0, (low + high) / 2, 0.038 + 0.0005 * k), (wide - 0.22, high - low), s.palette.use("linen", colour))
            )
            low = min(high, y + tall - 0.14)
    return parts


def _cornice(s: Stretch) -> list[Part]:
    w, h, wood = s.width_m, s.height_m, s.plain("woodwork")
    return [
        box((w, 0.06, 0.1), wood, at=(0, h - 0.06, 0.05), chamfer_m=0.02),
        box((w, 0.07, 0.05), wood, at=(0, h - 0.13, 0.025), chamfer_m=0.015),
    ]


def plaster_fill(s: Stretch, low: float, high: float) -> list[Part]:
    """Return skirting and dado under a window, the cornice over it."""
    if low > 1.0:
        return _cornice(Stretch(palette=s.palette, style=s.style, width_m=s.width_m, height_m=high, random=s.random))
    parts = [box((s.width_m, 0.14, 0.03), s.plain("woodwork"), at=(0, 0, 0.015), chamfer_m=0.008)]
    if high > 0.5:
        # A radiator stands under the window.
        count = max(4, round(s.width_m * 0.7 / 0.085))
        step = s.width_m * 0.7 / count
        parts += [
            box((step * 0.7, 0.5, 0.08), s.plain("ceramic"), at=((k + 0.5 - count / 2) * step, 0.16, 0.07), chamfer_m=0.015)
            for k in range(count)
        ]
        parts.append(tube([(-s.width_m * 0.36, 0.2, 0.07), (s.width_m * 0.36, 0.2, 0.07)], 0.015, s.plain("steel"), sides=6))
    return parts


def tiled(s: Stretch, kind: str) -> list[Part]:
    """Return a bay of kitchen wall: glazed tiles to shoulder height, with joints and a coloured row."""
    w, _h = s.width_m, s.height_m
    top, grout = 1.65, s.plain("concrete")
    parts = [
        box((w, top, 0.012), s.plain("ceramic"), at=(0, 0, 0.006)),
        box((w, 0.1, 0.02), s.lower("ceramic"), at=(0, 0, 0.01), chamfer_m=0.006),
    ]
    parts.append(box((w, 0.15, 0.004), s.lower("ceramic"), at=(0, top - 0.3, 0.0135)))
    parts += [box((w, 0.006, 0.003), grout, at=(0, float(y), 0.0145)) for y in np.arange(0.15, top, 0.15)]
    parts += [box((0.006, top, 0.003), grout, at=(float(x), 0, 0.0145)) for x in np.arange(-w / 2, w / 2, 0.15)]
    parts.append(box((w, 0.035, 0.03), s.plain("woodwork"), at=(0, top, 0.015), chamfer_m=0.008))
    return parts + _cornice(s)


def tiled_fill(s: Stretch, low: float, high: float) -> list[Part]:
    """Return tiles under a window, the cornice over it."""
    if low > 1.0:
        return _cornice(Stretch(palette=s.palette, style=s.style, width_m=s.width_m, height_m=high, random=s.random))
    return [box((s.width_m, high, 0.012), s.plain("ceramic"), at=(0, 0, 0.006))]


def panelled(s: Stretch, kind: str) -> list[Part]:
    """Return a bay of timber: stiles and rails around raised fields, a cornice."""
    w, h = s.width_m, s.height_m
    wood = s.plain("wood_dark")
    top = min(2.15, h - 0.4)
    parts = [box((w, 0.18, 0.04), wood, at=(0, 0, 0.02), chamfer_m=0.012), box((w, top - 0.18, 0.016), wood, at=(0, 0.18, 0.008))]
    fields = max(1, round(w / 0.62))
    step = w / fields
    for k in range(fields):
        x = (k + 0.5 - fields / 2) * step
        for y0, y1 in ((0.28, 0.9), (1.0, top - 0.12)):
            parts.append(box((step - 0.16, y1 - y0, 0.02), s.plain("wood"), at=(x, y0, 0.024), chamfer_m=0.018))
    parts.append(box((w, 0.07, 0.07), wood, at=(0, top, 0.035), chamfer_m=0.02))
    return parts + _cornice(s)


def clean(s: Stretch, kind: str) -> list[Part]:
    """Return a bay of clean-room cladding: smooth panels with dark joints, a bumper rail, a coloured band, a line of light."""
    w, h = s.width_m, s.height_m
    white, dark = s.main("enamel"), s.plain("rubber")
    parts = [box((w, 0.12, 0.03), dark, at=(0, 0, 0.015), chamfer_m=0.01)]
    for low, high, material in ((0.13, 0.86, s.lower("enamel")), (1.02, 2.2, white), (2.22, h - 0.02, white)):
        if high - low > 0.1:
            parts.append(box((w - 0.02, high - low, 0.02), material, at=(0, low, 0.01), chamfer_m=0.008))
    parts.append(box((w, 0.13, 0.05), s.plain("steel"), at=(0, 0.875, 0.025), chamfer_m=0.02))
    parts.append(box((w - 0.02, 0.02, 0.008), s.accent(), at=(0, 1.025, 0.022)))
    if kind == "service" and w > 0.9:
        parts.append(box((w * 0.75, 0.2, 0.05), s.plain("paint"), at=(0, 1.32, 0.04), chamfer_m=0.012))
        for k in range(4):
            x = (k - 1.5) * w * 0.17
            parts.append(box((0.07, 0.09, 0.02), s.plain("plastic"), at=(x, 1.37, 0.068), chamfer_m=0.006))
            parts.append(
                box(
                    (0.02, 0.02, 0.01),
                    s.plain(("pilot_green", "pilot_green", "pilot_amber", "glow_line")[k]),
                    at=(x, 1.48, 0.066),
                )
            )
    return parts


def clean_fill(s: Stretch, low: float, high: float) -> list[Part]:
    """Return cladding over or under an opening."""
    return [box((s.width_m - 0.02, high - low - 0.02, 0.02), s.main("enamel"), at=(0, low + 0.01, 0.01), chamfer_m=0.008)]
