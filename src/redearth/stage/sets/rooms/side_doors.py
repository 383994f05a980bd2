"""Doors that stay shut: along hallways."""

from __future__ import annotations

from redearth.stage.sets.order import Order
from redearth.stage.sets.shape import Part, join
from redearth.stage.sets.solids import ball, box

_FRAME_M = 0.09


def side_door(order: Order) -> Part:
    """Return a panelled leaf in its frame, flat against the wall behind it, with a handle and a number."""
    w, h, d = order.size_m
    wood = order.palette.use("wood", order.colour or order.lot(("", "brown", "olive", "navy")))
    trim, brass = order.plain("woodwork"), order.plain("brass")
    back, leaf = -d / 2, w - 2 * _FRAME_M
    parts = [
        box((_FRAME_M, h, d * 0.8), trim, at=(s * (w / 2 - _FRAME_M / 2), 0, back + d * 0.4), chamfer_m=0.01) for s in (-1, 1)
    ]
    parts.append(box((w, _FRAME_M, d * 0.8), trim, at=(0, h - _FRAME_M, back + d * 0.4), chamfer_m=0.01))
    parts.append(box((leaf, h - _FRAME_M - 0.01, d * 0.3), wood, at=(0, 0.01, back + d * 0.15)))
    for y, tall in ((0.14, 0.62), (0.9, 1.05)):
        parts += [
            box((leaf * 0.34, tall, d * 0.12), wood, at=(s * leaf * 0.22, y, back + d * 0.34), chamfer_m=0.018) for s in (-1, 1)
        ]
    parts.append(box((0.05, 0.16, 0.01), brass, at=(leaf * 0.42, 0.95, back + d * 0.32)))
    parts.append(ball(0.028, brass, at=(leaf * 0.42, 1.03, back + d * 0.52), sides=10))
    parts.append(box((0.14, 0.08, 0.012), brass, at=(0, h * 0.72, back + d * 0.42)))
    parts.append(box((leaf, 0.05, d * 0.34), order.plain("steel_dark"), at=(0, 0.0, back + d * 0.17)))
    return join(*parts)
