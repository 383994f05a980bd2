"""Furniture of great halls: pews, rows of seats, platforms, a throne, a lectern, kiosks, racks, bleachers."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.space import rotation_x, translation
from redearth.stage.sets.order import Order
from redearth.stage.sets.shape import Part, join, moved
from redearth.stage.sets.solids import ball, beam, box, lathe, tube


def pew(order: Order) -> Part:
    """Return a long bench along local x, its seat towards +z: shaped ends, back, book shelf."""
    w, h, d = order.size_m
    wood = order.paint("wood_dark")
    parts = [box((w - 0.1, 0.05, d * 0.56), wood, at=(0, 0.45, 0.06 * d), chamfer_m=0.015)]
    back = box((w - 0.1, h * 0.5, 0.05), wood)
    parts.append(moved(back, translation((0, 0.46, -d * 0.24)) @ rotation_x(-0.12)))
    parts.append(box((w - 0.1, 0.04, 0.2), wood, at=(0, 0.72 * h, -d * 0.4)))
    ends = [-w / 2 + 0.04, w / 2 - 0.04, *np.linspace(-w / 2, w / 2, max(2, round(w / 1.8)) + 1)[1:-1]]
    for x in ends:
        tall = h * 0.98 if abs(x) > w / 2 - 0.1 else 0.45
        parts.append(box((0.07, tall, d * 0.3), wood, at=(float(x), 0, -d * 0.3), chamfer_m=0.02))
        parts.append(box((0.07, 0.5 if tall < h else 0.62, d * 0.66), wood, at=(float(x), 0, 0.08 * d), chamfer_m=0.02))
    return join(*parts)


def seats(order: Order) -> Part:
    """Return a row of upholstered tip-up seats along local x that look towards +z."""
    w, h, d = order.size_m
    cloth, wood = order.palette.use("curtain_red"), order.plain("wood_dark")
    count = max(1, round(w / 0.56))
    parts = []
    for k in range(count):
        x = -w / 2 + w * (k + 0.5) / count
        parts.append(box((w / count * 0.82, 0.12, d * 0.56), cloth, at=(x, 0.38, 0.05 * d), chamfer_m=0.04))
        back = box((w / count * 0.86, h - 0.46, 0.1), cloth, chamfer_m=0.04)
        parts.append(moved(back, translation((x, 0.44, -0.26 * d)) @ rotation_x(-0.15)))
    for k in range(count + 1):
        x = min(w / 2 - 0.03, max(-w / 2 + 0.03, -w / 2 + w * k / count))
        parts.append(box((0.05, 0.6, d * 0.6), wood, at=(x, 0, 0)))
    return join(*parts)


def platform(order: Order) -> Part:
    """Return a raised stage: boards, a fascia with panels, steps at its front; above it in a theatre hangs its curtain."""
    w, h, d = order.size_m
    boards, front = order.plain("parquet"), order.plain("wood_dark")
    parts = [box((w, 0.08, d), boards, at=(0, h - 0.08, 0)), box((w - 0.1, h - 0.08, d - 0.1), front)]
    for k in range(max(2, round(w / 1.6))):
        x = -w / 2 + w * (k + 0.5) / max(2, round(w / 1.6))
        parts.append(
            box((w / max(2, round(w / 1.6)) * 0.7, h * 0.55, 0.03), order.plain("brass"), at=(x, h * 0.18, d / 2 - 0.045))
        )
    return join(*parts)


def throne(order: Order) -> Part:
    """Return a high-backed seat of state facing +z: carved posts, cushions, finials."""
    w, h, d = order.size_m
    wood, cloth, gold = order.paint("wood_dark"), order.plain("curtain_red"), order.plain("brass")
    parts = [
        box((w, 0.14, d), wood, chamfer_m=0.02),
        box((w * 0.74, 0.4, d * 0.66), wood, at=(0, 0.1, 0)),
        box((w * 0.68, 0.1, d * 0.6), cloth, at=(0, 0.5, 0.02), chamfer_m=0.03),
    ]
    parts += [
        box((w * 0.64, h * 0.62, 0.1), wood, at=(0, 0.5, -d * 0.36)),
        box((w * 0.52, h * 0.46, 0.04), cloth, at=(0, 0.66, -d * 0.29)),
    ]
    for s in (-1, 1):
        parts.append(tube([(s * w * 0.36, 0, -d * 0.36), (s * w * 0.36, h - 0.12, -d * 0.36)], 0.055, wood, sides=8))
        parts.append(ball(0.07, gold, at=(s * w * 0.36, h - 0.08, -d * 0.36), sides=8))
        parts += [
            box((0.09, 0.08, d * 0.62), wood, at=(s * w * 0.38, 0.76, 0.02), chamfer_m=0.02),
            box((0.09, 0.7, 0.09), wood, at=(s * w * 0.38, 0.1, d * 0.28)),
        ]
    parts.append(box((w * 0.5, 0.12, 0.08), gold, at=(0, h - 0.26, -d * 0.36), chamfer_m=0.03))
    return join(*parts)


def lectern(order: Order) -> Part:
    """Return a reading desk: foot, stem, a sloped board with an open book; the reader stands behind, at -z."""
    w, h, d = order.size_m
    wood = order.paint("wood_dark")
    desk = join(box((w * 0.9, 0.05, d * 0.8), wood), box((w * 0.6, 0.05, d * 0.56), order.plain("paper"), at=(0, 0.05, 0)))
    return join(
        box((w * 0.8, 0.08, d * 0.8), wood, chamfer_m=0.02),
        lathe([(0.12, 0.08), (0.08, 0.2), (0.07, h * 0.7), (0.13, h * 0.8)], wood, sides=10),
        moved(desk, translation((0, h * 0.8, 0)) @ rotation_x(0.38)),
    )


def kiosk(order: Order) -> Part:
    """Return a newspaper stand: panelled body, lit counter window, cornice with a clock."""
    w, h, d = order.size_m
    wood, brass = order.paint("wood_dark", "green"), order.plain("brass")
    parts = [
        box((w * 0.94, h * 0.76, d * 0.9), wood),
        box((w, 0.16, d), wood, at=(0, h * 0.76, 0), chamfer_m=0.04),
        box((w * 0.8, 0.1, d * 0.7), wood, at=(0, h * 0.76 + 0.16, 0)),
    ]
    parts += [
        box((w * 0.66, h * 0.26, 0.04), order.plain("lit_warm"), at=(0, h * 0.36, d * 0.45)),
        box((w * 0.8, 0.07, 0.2), brass, at=(0, h * 0.34, d * 0.44)),
    ]
    parts += [box((w * 0.012 + 0.03, h * 0.26, 0.06), wood, at=(x * w, h * 0.36, d * 0.46)) for x in (-0.33, -0.11, 0.11, 0.33)]
    clock = lathe([(0.0, 0.0), (0.36, 0.0), (0.36, 0.12), (0.3, 0.12), (0.0, 0.1)], order.plain("ceramic"), sides=18)
    parts.append(moved(clock, translation((0, h - 0.4, d * 0.3)) @ rotation_x(math.pi / 2)))
    parts += [
        box((0.04, 0.24, 0.02), order.plain("ink"), at=(0, h - 0.4, d * 0.3 + 0.13)),
        box((0.2, 0.04, 0.02), order.plain("ink"), at=(0.08, h - 0.42, d * 0.3 + 0.13)),
    ]
    return join(*parts)


def board(order: Order) -> Part:
    """Return a departure board that looks along +z: rows of lit characters on black."""
    w, h, d = order.size_m
    random = order.random("board")
    parts = [box((w, h, d * 0.8), order.plain("plastic"), chamfer_m=0.03)]
    lit = order.plain("pilot_amber")
    for row in range(6):
        x, y = -w * 0.46, h * (0.84 - 0.14 * row)
        while x < w * 0.44:
            wide = float(random.uniform(0.1, 0.2))
            if random.uniform() < 0.8:
                parts.append(box((wide * 0.8, h * 0.065, 0.02), lit, at=(x + wide / 2, y, d * 0.4)))
            x += wide
    return join(*parts)


def rack(order: Order) -> Part:
    """Return a pallet rack along local x: frames, beams, goods on three levels."""
    w, h, d = order.size_m
    random = order.random("rack")
    blue, orange = order.palette.use("paint", "blue"), order.palette.use("paint", "orange")
    parts = []
    for x in (-w / 2 + 0.06, 0.0, w / 2 - 0.06):
        for z in (-d / 2 + 0.06, d / 2 - 0.06):
            parts.append(box((0.09, h, 0.09), blue, at=(x, 0, z)))
        parts += [beam((x, y, -d / 2 + 0.06), (x, y + 0.7, d / 2 - 0.06), 0.03, 0.03, blue) for y in np.arange(0.3, h - 0.8, 0.9)]
    levels = [0.0, h * 0.34, h * 0.68]
    for y in levels:
        if y > 0:
            parts += [box((w, 0.12, 0.05), orange, at=(0, y - 0.12, z)) for z in (-d / 2 + 0.05, d / 2 - 0.05)]
        x = -w / 2 + 0.2
        while x < w / 2 - 0.9:
            wide, tall = float(random.uniform(0.7, 1.15)), float(random.uniform(0.45, h * 0.25))
            if abs(x + wide / 2) > 0.2 and random.uniform() < 0.86:
                material = (order.palette.use("paper", "tan"), order.plain("wood"), order.palette.use("paint_worn", "green"), order.palette.use("cloth", "slate"))[int(random.integers(0, 4))]  # fmt: skip
                parts += [
                    box((wide, 0.12, d * 0.84), order.plain("wood"), at=(x + wide / 2, y, 0)),
                    box((wide * 0.92, tall, d * 0.78), material, at=(x + wide / 2, y + 0.12, 0), chamfer_m=0.02),
                ]
            x += wide + 0.12
    return join(*parts)


def bleacher(order: Order) -> Part:
    """Return a stand of benches that rise towards local -z."""
    w, h, d = order.size_m
    wood, steel = order.plain("wood"), order.plain("steel_dark")
    parts = []
    for k in range(4):
        y, z = h * (k + 1) / 4.2, d * (0.3 - 0.24 * k)
        parts += [box((w, 0.06, d * 0.13), wood, at=(0, y, z)), box((w, 0.05, d * 0.12), wood, at=(0, y - h / 5, z + d * 0.12))]
        parts += [box((0.07, y, 0.07), steel, at=(float(x), 0, z)) for x in np.linspace(-w / 2 + 0.3, w / 2 - 0.3, 4)]
    return join(*parts)


def hoop(order: Order) -> Part:
    """Return a basketball hoop on its stand, facing +z."""
    w, h, d = order.size_m
    steel = order.palette.use("paint", "red")
    ring = [(0.23 * math.cos(t), 0.76 * h, d * 0.32 + 0.23 * math.sin(t)) for t in np.linspace(0, 2 * math.pi, 17)]
    return join(
        box((0.16, 0.92 * h, 0.16), order.plain("steel_dark"), at=(0, 0, -d * 0.4)),
        beam((0, 0.86 * h, -d * 0.4), (0, 0.86 * h, d * 0.08), 0.1, 0.1, order.plain("steel_dark")),
        box((w, 0.26 * h, 0.05), order.plain("ceramic"), at=(0, 0.74 * h, d * 0.1)),
        box((0.6, 0.1 * h, 0.01), steel, at=(0, 0.78 * h, d * 0.1 + 0.03)),
        tube(ring, 0.016, steel, sides=5),
    )
