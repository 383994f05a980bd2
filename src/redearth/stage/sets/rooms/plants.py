"""What grows under glass: planted troughs, baskets, an iron column with a climber on it."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from redearth.core.space import rotation_y, translation
from redearth.stage.sets import industry, planters
from redearth.stage.sets.order import Order
from redearth.stage.sets.palette import Palette
from redearth.stage.sets.panels import sheet
from redearth.stage.sets.shape import F64, Part, join, moved, shifted
from redearth.stage.sets.solids import ball, box, lathe, tube

_TROUGH_M = 0.66
_ROW_M = 0.58


def planter(order: Order) -> Part:
    """Return a trough, planted from end to end under glass: lettuce, herbs or tomatoes on strings."""
    if order.style != "greenhouse":
        return planters.planter(order)
    w, h, d = order.size_m
    trough = planters.planter(replace(order, size_m=(w, _TROUGH_M, d)))
    random = order.random("crop")
    crop = (_rosette, _herb, _vine)[order.variant % 3]
    room = h - 0.52
    parts = [trough]
    for row in (-0.27, 0.27):
        for z in np.arange(-d / 2 + 0.35, d / 2 - 0.3, _ROW_M):
            spot = (row * w + float(random.uniform(-0.05, 0.05)), 0.5, float(z) + float(random.uniform(-0.06, 0.06)))
            parts.append(moved(crop(order, random, room), translation(spot) @ rotation_y(float(random.uniform(0, 6)))))
    return join(*parts)


def pillar(order: Order) -> Part:
    """Return a stone pillar, or under glass an iron column that a climber winds round."""
    if order.style != "greenhouse":
        return industry.pillar(order)
    w, h, _ = order.size_m
    iron, stem, leaf = order.palette.use("paint", "sage"), order.plain("stem"), order.plain("leaf_dark")
    parts = [
        box((w * 0.5, 0.3, w * 0.5), order.plain("concrete"), chamfer_m=0.03),
        lathe([(0.12, 0.3), (0.09, 0.5), (0.08, h - 0.3), (0.16, h)], iron, sides=12),
    ]
    turns = np.linspace(0, 7.5, 40)
    path = np.column_stack([0.13 * np.cos(turns), 0.3 + turns * (h - 0.7) / 7.5, 0.13 * np.sin(turns)])
    parts.append(tube(path, 0.014, stem, sides=5, caps=False))
    for k in range(0, 40, 1):
        at = path[k]
        parts.append(moved(_blade(0.17, 0.08, 1.1, leaf), translation((at[0], at[1], at[2])) @ rotation_y(float(turns[k]) * 1.7)))
    return join(*parts)


def hanging_basket(palette: Palette, rope_m: float) -> Part:
    """Return a basket of trailing green on a rope; its foot is at the origin."""
    leaf, wire = palette.use("leaf_dark"), palette.use("steel_dark")
    parts = [
        lathe([(0.08, 0), (0.2, 0.12), (0.24, 0.24), (0.001, 0.22)], palette.use("terracotta"), sides=12),
        tube([(0, 0.2, 0), (0, rope_m, 0)], 0.008, wire, sides=4),
    ]
    for k in range(22):
        parts.append(moved(_blade(0.3 + 0.012 * (k % 7), 0.07, 2.3, leaf), translation((0, 0.2, 0)) @ rotation_y(2.4 * k)))
    return join(*parts)


def _blade(long: float, wide: float, bend: float, material: int) -> Part:
    """A leaf that grows out along +x and bends over."""
    t: F64 = np.linspace(0, 1, 4)
    out, up = 0.03 + long * np.sin(bend * t) / max(bend, 0.3), long * (np.sin(1.3 * t) - 0.33 * bend * t * t)
    half = wide * np.sin(np.pi * np.clip(t * 0.86 + 0.1, 0, 1)) / 2
    grid = np.stack([np.stack([out, up, side * half], -1) for side in (-1.0, 1.0)])
    return sheet(grid, material, both_sides=True)


def _rosette(order: Order, random: np.random.Generator, room: float) -> Part:
    leaf = order.plain("leaf")
    blades = [moved(_blade(0.2 + 0.02 * (k % 3), 0.14, 1.3 - 0.06 * k, leaf), rotation_y(2.4 * k)) for k in range(9)]
    return join(*blades)


def _herb(order: Order, random: np.random.Generator, room: float) -> Part:
    leaf, stem = order.plain("leaf_dark"), order.plain("stem")
    tall = room * float(random.uniform(0.45, 0.7))
    parts = [tube([(0, 0, 0), (0.01, tall, 0)], 0.008, stem, sides=4, caps=False)]
    parts += [
        moved(_blade(0.2, 0.08, 1.3, leaf), translation((0, tall * (0.1 + 0.07 * k), 0)) @ rotation_y(2.4 * k)) for k in range(11)
    ]
    return join(*parts)


def _vine(order: Order, random: np.random.Generator, room: float) -> Part:
    """A tomato on a cane, with fruit."""
    leaf, stem, fruit = (
        order.plain("leaf"),
        order.plain("stem"),
        order.palette.use("ceramic", "red" if random.uniform() < 0.7 else "green"),
    )
    tall = room * 0.9
    parts = [
        tube([(0, 0, 0), (0, tall, 0)], 0.009, order.plain("wood"), sides=4, caps=False),
        tube([(0.02, 0, 0), (-0.015, tall * 0.5, 0.02), (0.02, tall * 0.95, 0)], 0.008, stem, sides=4, caps=False),
    ]
    parts += [
        moved(_blade(0.22, 0.1, 1.7, leaf), translation((0, tall * (0.18 + 0.085 * k), 0)) @ rotation_y(2.4 * k))
        for k in range(9)
    ]
    for k in range(4):
        angle = 1.9 * k
        parts.append(shifted(ball(0.03, fruit, sides=6), 0.07 * math.cos(angle), tall * (0.3 + 0.15 * k), 0.07 * math.sin(angle)))
    return join(*parts)
