"""Control desks: keys and screens that can be read."""

from __future__ import annotations

from redearth.core.space import rotation_x, translation
from redearth.stage.sets.order import Order
from redearth.stage.sets.screens import screen
from redearth.stage.sets.shape import Part, join, moved, shifted
from redearth.stage.sets.solids import box


def console(order: Order) -> Part:
    """Return a control desk: a cabinet, a sloping panel of keys and lit screens that can be read."""
    w, h, d = order.size_m
    paint, dark = order.paint("paint"), order.plain("steel_dark")
    desk = h * 0.62
    slope = moved(
        box((w * 0.96, 0.05, d * 0.62), paint, chamfer_m=0.01), translation((0, desk - 0.02, d * 0.16)) @ rotation_x(0.2)
    )
    rack = box((w * 0.96, h * 0.34, 0.05), dark, at=(0, desk + h * 0.03, -d * 0.34), chamfer_m=0.012)
    random = order.random("keys")
    keys = [
        box(
            (w * 0.05, 0.02, d * 0.07),
            order.plain(("plastic", "plastic", "ceramic", "glow_amber", "glow_red", "glow_green")[int(random.integers(0, 6))]),
            at=(w * (k - 4.5) * 0.085, desk + 0.025 + 0.02 * (1 - row), d * (0.02 + row * 0.13)),
        )
        for row in range(3)
        for k in range(10)
    ]
    cabinet = box((w, desk * 0.96, d * 0.8), paint, at=(0, 0, -d * 0.1), chamfer_m=0.02)
    return join(cabinet, slope, rack, *keys, *_displays(order, desk))


def _displays(order: Order, desk_m: float) -> list[Part]:
    """Return the screens over a desk: as many as its width has room for; the first shows the script's words."""
    w, h, d = order.size_m
    count = max(1, round(w / (h * 0.45)))
    wide = w * 0.92 / count
    return [
        shifted(
            screen(
                order.palette,
                wide * 0.96,
                h * 0.3,
                text=order.text if k == count // 2 else "",
                seed=order.variant + 7 * k,
                depth_m=0.03,
            ),
            x=(k - (count - 1) / 2) * wide,
            y=desk_m + h * 0.05,
            z=-d * 0.34 + 0.025,
        )
        for k in range(count)
    ]
