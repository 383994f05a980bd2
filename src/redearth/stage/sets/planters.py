"""Planters: troughs of earth on feet, with their water and the clocks that keep it."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.space import rotation_y
from redearth.stage.sets.order import Order
from redearth.stage.sets.panels import height_field
from redearth.stage.sets.shape import Part, join, moved
from redearth.stage.sets.solids import box, tube


def planter(order: Order) -> Part:
    """Return an empty planting trough: ribbed steel sides on skids, dry furrowed earth, a water line with drippers."""
    w, h, d = order.size_m
    steel, soil, dark, rust = order.paint("paint_teal"), order.plain("earth"), order.plain("steel_dark"), order.plain("rust")
    wall, foot = 0.04, min(0.12, h * 0.15)
    top = h * 0.84
    deep = top - foot
    parts = [box((w, 0.04, d), dark, at=(0, foot, 0))]
    for s in (-1, 1):
        parts.append(box((w, deep, wall), steel, at=(0, foot, s * (d - wall) / 2 * 0.98), chamfer_m=0.01))
        parts.append(box((wall, deep, d * 0.98), steel, at=(s * (w - wall) / 2 * 0.98, foot, 0), chamfer_m=0.01))
        parts.append(box((w, 0.05, 0.09), rust, at=(0, top - 0.05, s * (d / 2 - 0.045)), chamfer_m=0.012))
        parts.append(box((0.09, 0.05, d - 0.18), rust, at=(s * (w / 2 - 0.045), top - 0.05, 0), chamfer_m=0.012))
        for along, length, axis in ((w, d, 0), (d, w, 2)):
            count = max(1, round(along / 0.8))
            for k in range(count):
                offset = ((k + 0.5) / count - 0.5) * along * 0.96
                at = (offset, foot, s * (length / 2 - 0.02)) if axis == 0 else (s * (length / 2 - 0.02), foot, offset)
                parts.append(box((0.07, deep - 0.05, 0.04) if axis == 0 else (0.04, deep - 0.05, 0.07), steel, at=at))
    parts.append(_furrows(w - 2 * wall, d - 2 * wall, top - 0.1, soil, order))
    for x in (-0.4, 0.4):
        parts += [box((0.12, foot, d * 0.2), dark, at=(x * w, 0, z * d)) for z in (-0.36, 0.36)]
    parts += _water_line(w, d, top, h, dark)
    if order.kit == "vault":
        parts += _controllers(w, d, top, order)
    return join(*parts)


def _controllers(w: float, d: float, top: float, order: Order) -> list[Part]:
    """A watering clock at either end, each with a lamp that still burns."""
    case, glow = order.plain("steel_dark"), order.plain("glow_green" if order.variant % 2 == 0 else "glow_amber")
    x, z = (0.0, d / 2 - 0.015) if d > w else (w / 2 - 0.015, 0.0)
    parts = []
    for s in (-1, 1):
        parts.append(box((0.2, 0.16, 0.03) if d > w else (0.03, 0.16, 0.2), case, at=(s * x, top - 0.26, s * z)))
        parts.append(box((0.05, 0.03, 0.05), glow, at=(s * x, top - 0.17, s * z)))
    return parts


def _water_line(w: float, d: float, top: float, h: float, dark: int) -> list[Part]:
    """A thin pipe over the long axis on bows."""
    long, turn = max(w, d), rotation_y(math.pi / 2) if d > w else np.eye(4)
    line = [tube([(-long * 0.48, h - 0.02, 0), (long * 0.48, h - 0.02, 0)], 0.016, dark, sides=6)]
    count = max(2, round(long / 1.2))
    for k in range(count):
        x = ((k + 0.5) / count - 0.5) * long * 0.96
        line.append(tube([(x, top - 0.06, 0), (x, h - 0.02, 0)], 0.01, dark, sides=5, caps=False))
    return [moved(part, turn) for part in line]


def _furrows(w: float, d: float, y: float, soil: int, order: Order) -> Part:
    random = order.random("soil")
    phase = random.uniform(0, 6)
    xs, zs = np.linspace(-w / 2, w / 2, 9), np.linspace(-d / 2, d / 2, 9)
    return height_field(xs, zs, lambda x, z: y + 0.022 * np.cos(z * 2 * math.pi / d * 3) + 0.012 * np.sin(9 * x + phase), soil)
