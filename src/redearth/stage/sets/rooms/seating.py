"""What people sit on: sofas, benches, chairs and stools."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.space import rotation_x, rotation_y, translation
from redearth.stage.sets import furniture
from redearth.stage.sets.order import Order
from redearth.stage.sets.rooms.consoles import seat
from redearth.stage.sets.shape import Part, join, moved
from redearth.stage.sets.solids import box, lathe, tube

_SEAT_M = 0.4


def sofa(order: Order) -> Part:
    """Return an upholstered seat with a back, arms, cushions; a low bench is slats on a frame; train seats have a headrest."""
    w, h, d = order.size_m
    if h < 0.6:
        return furniture.bench(order)
    train = order.style in ("train", "cockpit")
    cloth, dark = order.paint("cloth", order.lot(("slate", "olive", "crimson", "tan", "navy"))), order.plain("wood_dark")
    arm = 0.07 if train else min(0.2, w * 0.12)
    parts = [box((w - 0.06, 0.24, d * 0.86), dark if train else cloth, at=(0, 0.08, 0), chamfer_m=0.03)]
    parts += [box((0.06, 0.1, 0.06), dark, at=(x * (w / 2 - 0.08), 0, z * (d / 2 - 0.09))) for x in (-1, 1) for z in (-1, 1)]
    parts.append(box((w - 2 * arm, h - 0.22, d * 0.2), cloth, at=(0, 0.2, -d * 0.39), chamfer_m=0.06))
    side = (arm, 0.62 if train else h * 0.68, d * 0.92)
    parts += [box(side, dark if train else cloth, at=(s * (w / 2 - arm / 2), 0.06, 0), chamfer_m=0.05) for s in (-1, 1)]
    parts += _cushions(order, w - 2 * arm, cloth, train=train)
    if not train and w > 1.5:
        for x, colour in ((-0.33, "gold"), (0.36, "ivory")):
            loose = box((0.4, 0.36, 0.13), order.palette.use("linen", colour), chamfer_m=0.06)
            parts.append(moved(loose, translation((x * w, _SEAT_M + 0.06, -0.04 * d)) @ rotation_x(-0.3) @ rotation_y(0.1)))
    return join(*parts)


def _cushions(order: Order, wide: float, cloth: int, *, train: bool) -> list[Part]:
    """A seat and a back cushion for each place, and a headrest in a train."""
    _, h, d = order.size_m
    count = 1 if wide < 1.0 and not train else max(2, round(wide / 0.55))
    step = wide / count
    parts = []
    for k in range(count):
        x = (k + 0.5 - count / 2) * step
        parts.append(box((step - 0.015, 0.17, d * 0.68), cloth, at=(x, _SEAT_M - 0.11, d * 0.1), chamfer_m=0.055))
        back = box((step - 0.02, h - _SEAT_M - 0.1, 0.15), cloth, chamfer_m=0.06)
        parts.append(moved(back, translation((x, _SEAT_M + 0.04, -d * 0.24)) @ rotation_x(-0.12)))
        if train:
            parts.append(box((step * 0.6, 0.2, 0.08), order.plain("leather"), at=(x, h - 0.22, -d * 0.24), chamfer_m=0.03))
    return parts


def chair(order: Order) -> Part:
    """Return a stool when it has no back, a bar's bentwood chair, a pupil's or an office chair."""
    w, h, _d = order.size_m
    if h < 0.7 or (order.style == "bar" and w < 0.45):
        return _stool(order)
    if order.kit == "laboratory" or order.style in ("office", "meeting"):
        return seat(order)
    return furniture.chair(order)


def _stool(order: Order) -> Part:
    w, h, _d = order.size_m
    steel, cover = order.plain("steel_dark"), order.paint("leather", order.lot(("crimson", "dark", "brown")))
    parts = [lathe([(w * 0.4, h - 0.09), (w * 0.46, h - 0.07), (w * 0.46, h - 0.02), (w * 0.36, h), (0.001, h)], cover, sides=16)]
    for k in range(4):
        c, s = math.cos(k * math.pi / 2 + 0.785), math.sin(k * math.pi / 2 + 0.785)
        parts.append(tube([(c * w * 0.56, 0, s * w * 0.56), (c * w * 0.3, h - 0.08, s * w * 0.3)], 0.016, steel, sides=6))
    turn = np.linspace(0, 2 * math.pi, 17)
    parts.append(
        tube(
            np.column_stack([0.42 * w * np.cos(turn), np.full(17, h * 0.34), 0.42 * w * np.sin(turn)]),
            0.011,
            steel,
            sides=5,
            caps=False,
        )
    )
    return join(*parts)
