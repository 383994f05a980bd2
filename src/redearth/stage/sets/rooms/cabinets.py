"""Cabinets of laboratories and wards: glass-fronted, and the fume hood."""

from __future__ import annotations

from redearth.stage.sets import furniture
from redearth.stage.sets.order import Order
from redearth.stage.sets.racks import tile
from redearth.stage.sets.shape import Part, join, shifted
from redearth.stage.sets.solids import box, lathe


def cabinet(order: Order) -> Part:
    """Return a glass-fronted cabinet of bottles and boxes, a fume hood when it is deep, or a workshop's shelves."""
    w, h, d = order.size_m
    if order.style == "workshop":
        return furniture.shelf(order)
    if d > 0.7:
        return _fume_hood(order)
    white = order.paint("enamel", "white")
    low = 0.78
    parts = [
        box((w, 0.08, d * 0.9), order.plain("rubber")),
        box((w, low - 0.08, d * 0.94), white, at=(0, 0.08, -0.01), chamfer_m=0.01),
        box((w, h - low, 0.03), white, at=(0, low, -d / 2 + 0.016)),
    ]
    parts += [box((w / 2 - 0.03, low - 0.18, 0.02), white, at=(x * w / 4, 0.13, d * 0.47), chamfer_m=0.008) for x in (-1, 1)]
    parts += [box((0.03, h - low, d * 0.9), white, at=(x * (w / 2 - 0.015), low, -0.02)) for x in (-1, 0, 1)]
    rows = 3
    step = (h - low - 0.05) / rows
    parts += [box((w, 0.02, d * 0.86), white, at=(0, low + k * step, -0.02)) for k in range(rows)] + [
        box((w, 0.05, d * 0.94), white, at=(0, h - 0.05, 0), chamfer_m=0.01)
    ]
    parts.append(box((w - 0.1, 0.015, 0.03), order.plain("glow_line"), at=(0, h - 0.066, d * 0.3)))
    doors = [tile((x * w / 4, (low + h) / 2, d * 0.44), (w / 2 - 0.03, h - low - 0.06), order.plain("pane")) for x in (-1, 1)]
    parts += [*doors, *(box((0.012, 0.16, 0.02), order.plain("chrome"), at=(x * 0.05, low + 0.3, d * 0.44)) for x in (-1, 1))]
    return join(*parts, *_wares(order, low, step, rows))


def _wares(order: Order, low: float, step: float, rows: int) -> list[Part]:
    """Bottles and boxes on the boards."""
    w, glass, parts = order.size_m[0], order.plain("glass"), []
    random = order.random("wares")
    for row in range(rows):
        x = -w / 2 + 0.09
        while x < w / 2 - 0.1:
            radius, tall = float(random.uniform(0.028, 0.055)), float(random.uniform(0.1, 0.24))
            tall = min(tall, step - 0.08)
            if random.uniform() < 0.3:
                parts.append(
                    box(
                        (radius * 2.2, tall * 0.8, 0.16),
                        order.palette.use("paper", ("", "cyan", "orange", "green")[int(random.integers(0, 4))]),
                        at=(x + radius, low + row * step + 0.02, -0.04),
                    )
                )
            elif random.uniform() < 0.85:
                body = lathe(
                    [(radius, 0), (radius, tall * 0.7), (radius * 0.45, tall * 0.85), (radius * 0.45, tall)],
                    glass
                    if random.uniform() < 0.5
                    else order.palette.use("ceramic", ("brown", "", "cyan")[int(random.integers(0, 3))]),
                    sides=8,
                )
                filled = lathe(
                    [(radius * 0.9, 0.004), (radius * 0.9, tall * float(random.uniform(0.25, 0.6)))],
                    order.palette.use("ceramic", ("brown", "", "cyan", "orange")[int(random.integers(0, 4))]),
                    sides=8,
                )
                parts.append(shifted(join(body, filled), x + radius, low + row * step + 0.02, -0.02))
            x += radius * 2 + 0.035
    return parts


def _fume_hood(order: Order) -> Part:
    """A fume hood: a lit working chamber under a half-drawn sash, gas taps, a flue."""
    w, h, d = order.size_m
    white, steel, dark = order.paint("enamel", "white"), order.plain("steel"), order.plain("plastic")
    low, high = 0.9, min(1.75, h - 0.35)
    parts = [
        box((w, low - 0.06, d), white, chamfer_m=0.01),
        box((w, 0.06, d), dark, at=(0, low - 0.06, 0), chamfer_m=0.01),
        box((w, h - high, d), white, at=(0, high, 0), chamfer_m=0.02),
    ]
    parts += [box((0.12, high - low, d), white, at=(s * (w / 2 - 0.06), low, 0)) for s in (-1, 1)]
    parts += [
        box((w, high - low, 0.04), white, at=(0, low, -d / 2 + 0.02)),
        box((w * 0.7, 0.03, 0.1), order.plain("glow_cold"), at=(0, high - 0.04, 0.05)),
    ]
    parts += [
        box((w - 0.24, 0.04, 0.03), steel, at=(0, low + 0.42, d * 0.44)),
        tile((0, (low + high) / 2 + 0.22, d * 0.44), (w - 0.24, high - low - 0.46), order.plain("pane_dusty")),
    ]
    for k, (x, radius, tall) in enumerate(((-0.22, 0.08, 0.2), (0.02, 0.055, 0.26), (0.2, 0.09, 0.16))):
        body = lathe(
            [(radius, 0), (radius * 1.05, tall * 0.25), (radius * 0.4, tall * 0.7), (radius * 0.4, tall)],
            order.palette.use("liquid", ("cyan", "green", "orange")[k]),
            sides=12,
        )
        parts.append(shifted(body, x * w, low, 0.05))
    parts += [
        box((0.03, 0.05, 0.05), order.plain(n), at=(s * (w / 2 - 0.06), low + 0.3 + 0.14 * k, d / 2 - 0.01))
        for s in (-1, 1)
        for k, n in enumerate(("paint_red", "paint_ochre", "paint_teal"))
    ]
    return join(*parts)
