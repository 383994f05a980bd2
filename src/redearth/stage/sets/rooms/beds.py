"""Beds: bunks, beds of wood, beds on wheels."""

from __future__ import annotations

import numpy as np

from redearth.core.space import rotation_x, translation
from redearth.stage.sets.order import Order
from redearth.stage.sets.shape import Part, join, moved
from redearth.stage.sets.solids import ball, box, tube


def bed(order: Order) -> Part:
    """Return a bunk bed when the box is high, a bed on wheels in a ward, else a bed of wood; the head is at -z."""
    _w, h, _d = order.size_m
    if h > 1.3:
        return _bunk(order)
    return _ward_bed(order) if order.kit == "laboratory" else _plain_bed(order)


def _plain_bed(order: Order) -> Part:
    """A bed with a headboard, a mattress, a folded cover and pillows for one or two."""
    w, h, d = order.size_m
    frame, sheet, cover = (
        order.plain("steel_dark" if order.style == "cell" else "wood_dark"),
        order.plain("linen"),
        order.paint("cloth", order.lot(("navy", "crimson", "sage", "tan"))),
    )
    low = 0.28
    parts = [
        box((w, low * 0.5, d), frame, at=(0, low * 0.5, 0), chamfer_m=0.012),
        box((w, h, 0.06), frame, at=(0, 0, -d / 2 + 0.03), chamfer_m=0.02),
    ]
    parts += [box((w * 0.42, h * 0.4, 0.02), frame, at=(x * w * 0.24, h * 0.5, -d / 2 + 0.065), chamfer_m=0.012) for x in (-1, 1)]
    parts += [box((0.07, low, 0.07), frame, at=(x * (w / 2 - 0.05), 0, z * (d / 2 - 0.05))) for x in (-1, 1) for z in (-1, 1)]
    parts.append(box((w * 0.95, 0.2, d * 0.94), sheet, at=(0, low, 0.02), chamfer_m=0.07))
    parts.append(box((w * 0.985, 0.17, d * 0.6), cover, at=(0, low + 0.06, d * 0.17), chamfer_m=0.06))
    parts.append(box((w * 0.99, 0.06, 0.26), sheet, at=(0, low + 0.18, -d * 0.16), chamfer_m=0.028))
    for x in (-0.24, 0.24) if w > 1.2 else (0.0,):
        parts.append(
            moved(
                box((min(0.62, w * 0.7), 0.14, 0.38), sheet, chamfer_m=0.06),
                translation((x * w, low + 0.17, -d * 0.37)) @ rotation_x(-0.16),
            )
        )
    return join(*parts)


def _bunk(order: Order) -> Part:
    """Two bunks of steel tube with rumpled blankets, a ladder, a reading lamp and what somebody has hung up."""
    w, h, d = order.size_m
    steel, sheet = order.plain("steel_dark"), order.plain("linen")
    parts = [
        box((0.05, h, 0.05), steel, at=(x * (w / 2 - 0.03), 0, z * (d / 2 - 0.03)), chamfer_m=0.012)
        for x in (-1, 1)
        for z in (-1, 1)
    ]
    random = order.random("blankets")
    for level, low in enumerate((0.34, h - 0.62)):
        parts.append(box((w - 0.04, 0.06, d - 0.04), steel, at=(0, low - 0.06, 0), chamfer_m=0.012))
        parts.append(box((w * 0.9, 0.14, d * 0.95), sheet, at=(0, low, 0), chamfer_m=0.05))
        cover = order.palette.use("cloth", ("olive", "slate", "brown", "navy", "tan")[int(random.integers(0, 5))])
        start = float(random.uniform(0.0, 0.16))
        parts.append(box((w * 0.94, 0.12, d * (0.62 - start)), cover, at=(0, low + 0.06, d * (0.16 + start / 2)), chamfer_m=0.05))
        parts.append(
            box((w * 0.96, 0.07, 0.2), cover, at=(0.02, low + 0.13, d * (0.16 + start / 2 - 0.31 + start / 2)), chamfer_m=0.032)
        )
        parts.append(box((w * 0.55, 0.11, 0.3), sheet, at=(0, low + 0.12, -d * 0.4), chamfer_m=0.045))
        if level:
            parts += [
                tube([(w / 2 - 0.03, low + dy, -d * 0.48), (w / 2 - 0.03, low + dy, d * 0.2)], 0.014, steel, sides=6)
                for dy in (0.2, 0.34)
            ]
            parts.append(box((w * 0.3, 0.02, 0.2), order.plain("wood"), at=(-w * 0.3, low + 0.36, -d * 0.46)))
    for z in (0.3, 0.46):
        parts.append(tube([(w / 2 - 0.015, 0.1, d * z), (w / 2 - 0.015, h, d * z)], 0.014, steel, sides=6))
    parts += [
        tube([(w / 2 - 0.015, y, d * 0.3), (w / 2 - 0.015, y, d * 0.46)], 0.012, steel, sides=6)
        for y in np.arange(0.35, h - 0.3, 0.26)
    ]
    parts.append(box((0.12, 0.06, 0.1), order.plain("glow_warm"), at=(-w * 0.36, h - 0.82, -d * 0.46)))
    towel = order.palette.use("linen", ("crimson", "ivory", "gold")[int(random.integers(0, 3))])
    parts.append(box((0.02, 0.5, 0.34), towel, at=(w / 2 - 0.012, h - 0.78, -d * 0.05)))
    return join(*parts)


def _ward_bed(order: Order) -> Part:
    """A bed on wheels with a raised head, rails, a folded sheet."""
    w, _h, d = order.size_m
    steel, sheet, pad = order.plain("steel"), order.plain("linen"), order.palette.use("leather", "sage")
    low = 0.6
    parts = [box((w * 0.9, 0.06, d * 0.92), steel, at=(0, low - 0.1, 0), chamfer_m=0.015)]
    for x, z in ((-1, -1), (1, -1), (-1, 1), (1, 1)):
        parts.append(tube([(x * w * 0.4, 0.1, z * d * 0.4), (x * w * 0.34, low - 0.08, z * d * 0.36)], 0.022, steel, sides=7))
        parts.append(ball(0.05, order.plain("rubber"), at=(x * w * 0.4, 0.05, z * d * 0.4), sides=9))
    parts.append(tube([(0, low - 0.1, -d * 0.3), (0, 0.2, 0.0), (0, low - 0.1, d * 0.3)], 0.02, steel, sides=6))
    parts.append(box((w * 0.88, 0.1, d * 0.6), pad, at=(0, low - 0.04, d * 0.18), chamfer_m=0.035))
    parts.append(box((w * 0.91, 0.05, d * 0.5), sheet, at=(0, low + 0.035, d * 0.2), chamfer_m=0.02))
    parts.append(
        moved(box((w * 0.88, d * 0.33, 0.1), pad, chamfer_m=0.035), translation((0, low, -d * 0.13)) @ rotation_x(-1.08))
    )
    parts.append(
        moved(
            box((w * 0.55, 0.26, 0.1), sheet, at=(0, d * 0.16, 0.08), chamfer_m=0.045),
            translation((0, low, -d * 0.13)) @ rotation_x(-1.08),
        )
    )
    for s in (-1, 1):
        parts += [
            tube([(s * w * 0.47, low + y, -d * 0.05), (s * w * 0.47, low + y, d * 0.3)], 0.012, steel, sides=6)
            for y in (0.08, 0.2, 0.3)
        ]
        parts += [box((0.02, 0.36, 0.03), steel, at=(s * w * 0.47, low - 0.05, z * d)) for z in (-0.05, 0.3)]
    return join(*parts)
