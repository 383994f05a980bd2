"""What hangs in airlocks and stands in changing rooms: sealed suits on racks, helmets, lockers."""

from __future__ import annotations

import math

import numpy as np

from redearth.stage.sets.order import Order
from redearth.stage.sets.racks import tile
from redearth.stage.sets.shape import Part, join, shifted
from redearth.stage.sets.solids import ball, box, lathe, loft, tube


def suit_rack(order: Order) -> Part:
    """Return a rack with sealed suits on hangers, helmets on the board above, boots below; narrow boxes are lockers."""
    w, h, d = order.size_m
    if w < 1.7:
        return lockers(order)
    steel, dark = order.plain("steel_dark"), order.plain("rubber")
    parts = [box((0.06, h, d), steel, at=(s * (w / 2 - 0.03), 0, 0), chamfer_m=0.01) for s in (-1, 1)]
    parts += [box((w, 0.04, d * 0.9), steel, at=(0, y, 0)) for y in (0.12, h - 0.3, h - 0.04)]
    parts.append(box((w - 0.1, h - 0.2, 0.02), order.paint("paint_worn", "slate"), at=(0, 0.1, -d / 2 + 0.015)))
    parts.append(tube([(-w / 2, h - 0.38, 0), (w / 2, h - 0.38, 0)], 0.016, steel, sides=7))
    count = max(2, round(w / 0.62))
    cloths = (("cloth", "orange"), ("cloth", "pale"), ("cloth", "khaki"), ("cloth", "orange"))
    for k in range(count):
        x = (k + 0.5 - count / 2) * (w - 0.12) / count
        name, colour = cloths[(k + order.variant) % len(cloths)]
        parts.append(shifted(_suit(order.palette.use(name, colour), dark, h), x))
        parts.append(shifted(_helmet(order, colour), x, h - 0.26))
        parts += [box((0.1, 0.14, 0.26), dark, at=(x + s * 0.08, 0.16, 0.02), chamfer_m=0.03) for s in (-1, 1)]
    parts.append(box((w * 0.4, 0.03, 0.03), order.plain("glow_line"), at=(0, h - 0.34, d * 0.4)))
    return join(*parts)


def _suit(cloth: int, dark: int, h: float) -> Part:
    """A suit that hangs: shoulders, chest, sleeves and legs, empty and a little crumpled."""
    top = h - 0.42
    turn = np.linspace(0, 2 * math.pi, 13)[:-1]
    rows = (
        (0.5, 0.14, 0.08),
        (0.72, 0.17, 0.1),
        (1.0, 0.19, 0.115),
        (top - 0.2, 0.22, 0.12),
        (top - 0.06, 0.2, 0.09),
        (top, 0.09, 0.06),
    )
    rings = [
        [
            (a * math.cos(t) * (1 + 0.04 * math.sin(5 * t + 9 * y)), y, b * math.sin(t) * (1 + 0.1 * math.sin(3 * t + 7 * y)))
            for t in turn
        ]
        for y, a, b in rows
    ]
    parts = [loft(np.array(rings), cloth, crease_rad=1.2)]
    for s in (-1, 1):
        parts.append(
            tube(
                [(s * 0.2, top - 0.08, 0), (s * 0.25, top - 0.4, 0.02), (s * 0.245, top - 0.72, 0.05)],
                [0.075, 0.065, 0.05],
                cloth,
                sides=9,
            )
        )
        parts.append(ball(0.055, dark, at=(s * 0.245, top - 0.76, 0.055), sides=8))
        parts.append(tube([(s * 0.08, 0.75, 0), (s * 0.09, 0.34, 0.01)], [0.085, 0.07], cloth, sides=9))
    parts.append(box((0.2, 0.13, 0.06), dark, at=(0, top - 0.42, 0.11), chamfer_m=0.02))
    parts.append(box((0.36, 0.05, 0.22), dark, at=(0, 0.9, 0.0), chamfer_m=0.02))
    return join(*parts)


def _helmet(order: Order, colour: str) -> Part:
    shell, glass = order.palette.use("paint", colour), order.plain("glass_dark")
    return join(
        lathe([(0.1, 0.0), (0.13, 0.03), (0.135, 0.12), (0.11, 0.2), (0.02, 0.235)], shell, sides=14),
        ball(0.1, glass, at=(0, 0.11, 0.055), sides=12),
    )


def lockers(order: Order) -> Part:
    """Return a row of steel lockers with slots, handles and numbers, one ajar."""
    w, h, d = order.size_m
    body, dark = order.paint("paint", "slate"), order.plain("steel_dark")
    count = max(2, round(w / 0.4))
    step = w / count
    parts = [box((w, h, d * 0.9), dark, at=(0, 0, -d * 0.05), chamfer_m=0.01)]
    for k in range(count):
        x = (k + 0.5 - count / 2) * step
        parts.append(box((step - 0.02, h - 0.16, 0.03), body, at=(x, 0.1, d * 0.43), chamfer_m=0.008))
        parts += [box((step * 0.5, 0.012, 0.008), dark, at=(x, h - 0.3 + 0.04 * n, d * 0.43 + 0.016)) for n in range(4)]
        parts.append(box((0.025, 0.12, 0.02), order.plain("steel"), at=(x + step * 0.34, h * 0.5, d * 0.43 + 0.02)))
        parts.append(tile((x, h * 0.72, d * 0.43 + 0.0165), (0.09, 0.06), order.plain("paper")))
    return join(*parts)
