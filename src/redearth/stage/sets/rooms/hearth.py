"""The hearth: what a fire in a room burns in."""

from __future__ import annotations

from redearth.stage.sets.order import Order
from redearth.stage.sets.shape import Part, join, shifted
from redearth.stage.sets.solids import box, lathe

_OPENING_M = (0.98, 0.86)
_SHELF_M = 1.16


def hearth(order: Order) -> Part:
    """Return a chimney breast up to the top of its box, an opening at its foot, a mantelshelf with candlesticks and a clock."""
    w, h, d = order.size_m
    wide, tall = _OPENING_M
    stone, brick, soot = order.palette.use("stone", order.colour), order.plain("brick"), order.plain("ink")
    wood, brass = order.plain("wood_dark"), order.plain("brass")
    breast, back = min(w * 0.82, w - 0.2), -d / 2
    pier = (breast - wide) / 2
    parts = [box((breast, h - _SHELF_M, d * 0.72), order.plain("plaster"), at=(0, _SHELF_M, back + d * 0.36))]
    parts += [box((pier, tall, d * 0.8), stone, at=(s * (wide + pier) / 2, 0, back + d * 0.4), chamfer_m=0.02) for s in (-1, 1)]
    parts.append(box((breast, _SHELF_M - tall, d * 0.8), stone, at=(0, tall, back + d * 0.4), chamfer_m=0.02))
    parts += [box((0.04, tall, d * 0.7), brick, at=(s * (wide / 2 - 0.02), 0, back + d * 0.35)) for s in (-1, 1)]
    parts.append(box((wide, tall, 0.03), soot, at=(0, 0, back + 0.015)))
    parts.append(box((w, 0.05, d), stone, chamfer_m=0.01))
    parts.append(box((w * 0.94, 0.07, d * 0.96), wood, at=(0, _SHELF_M, back + d * 0.48), chamfer_m=0.012))
    top = _SHELF_M + 0.07
    stick = lathe([(0.05, 0.0), (0.015, 0.03), (0.012, 0.2), (0.03, 0.22)], brass, sides=12)
    candle = lathe([(0.012, 0.0), (0.012, 0.16), (0.004, 0.17)], order.plain("paper"), sides=8)
    for s in (-1, 1):
        x, z = s * w * 0.36, back + d * 0.84
        parts += [shifted(stick, x, top, z), shifted(candle, x, top + 0.22, z)]
    parts.append(box((0.26, 0.2, 0.1), wood, at=(0, top, back + d * 0.84), chamfer_m=0.02))
    parts.append(box((0.14, 0.14, 0.012), order.plain("paper"), at=(0, top + 0.03, back + d * 0.84 + 0.052)))
    return join(*parts)
