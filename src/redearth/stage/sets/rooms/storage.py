"""What stands along the walls of homes and libraries: books, wardrobes, dresser, refrigerator, bottles."""

from __future__ import annotations

import math

from redearth.core.space import rotation_x
from redearth.stage.sets import furniture
from redearth.stage.sets.order import Order
from redearth.stage.sets.racks import tile
from redearth.stage.sets.rooms.suits import lockers
from redearth.stage.sets.shape import Part, join, moved, shifted
from redearth.stage.sets.solids import ball, box, lathe

BOOKS = (
    ("leather", ""),
    ("cloth", "navy"),
    ("cloth", "crimson"),
    ("cloth", "olive"),
    ("paper", ""),
    ("cloth", "tan"),
    ("leather", "brown"),
    ("cloth", "slate"),
)
"""Material and colour of the books on a shelf."""


def books(order: Order) -> Part:
    """Return a bookcase: boards of books, some lying, some gaps, a few keepsakes."""
    w, h, d = order.size_m
    wood = order.paint("wood_dark" if order.style in ("library", "bar") else "wood")
    rows = max(2, round((h - 0.12) / 0.36))
    step = (h - 0.14) / rows
    parts = [box((0.035, h, d), wood, at=(x * (w / 2 - 0.0175), 0, 0), chamfer_m=0.006) for x in (-1, 1)]
    parts += [box((w - 0.06, 0.025, d * 0.96), wood, at=(0, 0.07 + k * step, 0)) for k in range(rows + 1)]
    parts += [
        box((w - 0.06, h - 0.1, 0.015), wood, at=(0, 0.05, -d / 2 + 0.01)),
        box((w - 0.06, 0.07, 0.03), wood, at=(0, 0, d * 0.42)),
        box((w, 0.05, d), wood, at=(0, h - 0.05, 0), chamfer_m=0.015),
    ]
    random = order.random("books")
    for row in range(rows):
        x, y = -w / 2 + 0.05, 0.095 + row * step
        while x < w / 2 - 0.09:
            chance = float(random.uniform())
            if chance < 0.07:
                x += float(random.uniform(0.05, 0.14))
                continue
            name, colour = BOOKS[int(random.integers(0, len(BOOKS)))]
            wide, tall = float(random.uniform(0.025, 0.06)), (step - 0.06) * float(random.uniform(0.62, 0.95))
            parts.append(
                box(
                    (wide * 0.93, tall, d * float(random.uniform(0.55, 0.75))),
                    order.palette.use(name, colour),
                    at=(x + wide / 2, y, 0.02),
                )
            )
            x += wide
    return join(*parts)


def cupboard(order: Order) -> Part:
    """Return what stands against a wall of a home: books, a wardrobe, lockers, a refrigerator, shelves of bottles, a dresser."""
    w, _h, d = order.size_m
    if order.style == "bunk":
        return lockers(order) if w < 1.7 else furniture.shelf(order)
    if order.style == "bar":
        return bottles(order)
    if order.style == "kitchen":
        return _fridge(order) if w < 1.0 else _dresser(order)
    return _wardrobe(order) if d > 0.5 else books(order)


def _wardrobe(order: Order) -> Part:
    w, h, d = order.size_m
    wood, brass = order.paint("wood"), order.plain("brass")
    parts = [
        box((w, 0.08, d * 0.94), order.plain("wood_dark")),
        box((w, h - 0.14, d * 0.9), wood, at=(0, 0.08, -d * 0.04), chamfer_m=0.01),
        box((w + 0.0, 0.06, d), wood, at=(0, h - 0.06, 0), chamfer_m=0.02),
    ]
    for k in range(3):
        x = (k - 1) * w / 3
        for y, tall in ((0.14, h * 0.34), (0.2 + h * 0.34, h * 0.52)):
            parts.append(box((w / 3 - 0.06, tall, 0.025), wood, at=(x, y, d * 0.42), chamfer_m=0.014))
        parts.append(ball(0.018, brass, at=(x + w * 0.12, h * 0.5, d * 0.45), sides=8))
    return join(*parts)


def _fridge(order: Order) -> Part:
    w, h, d = order.size_m
    white, steel = order.paint("enamel", "ivory"), order.plain("chrome")
    return join(
        box((w * 0.9, 0.06, d * 0.8), order.plain("rubber")), box((w, h - 0.06, d * 0.88), white, at=(0, 0.06, -d * 0.05), chamfer_m=0.04),
        box((w - 0.03, h * 0.62, 0.06), white, at=(0, 0.1, d * 0.42), chamfer_m=0.025), box((w - 0.03, h * 0.28, 0.06), white, at=(0, h * 0.69, d * 0.42), chamfer_m=0.025),
        *(box((0.03, 0.3, 0.035), steel, at=(-w * 0.38, y, d * 0.455), chamfer_m=0.01) for y in (h * 0.36, h * 0.72)),
        *(tile((x * w, h * y, d * 0.42 + 0.031), (0.13, 0.1), order.palette.use("paper", c)) for x, y, c in ((0.1, 0.5, ""), (0.26, 0.45, "yellow"), (0.0, 0.8, "cyan"))),
    )  # fmt: skip


def _dresser(order: Order) -> Part:
    """Plates and cups on open boards over a closed cupboard."""
    w, h, d = order.size_m
    wood = order.paint("wood")
    parts = [box((w, h * 0.42, d), wood, chamfer_m=0.012), box((w, h * 0.58, 0.03), wood, at=(0, h * 0.42, -d / 2 + 0.016))]
    parts += [box((w / 2 - 0.06, h * 0.34, 0.02), wood, at=(x * w / 4, h * 0.04, d / 2), chamfer_m=0.01) for x in (-1, 1)]
    parts += [box((0.03, h * 0.58, d * 0.5), wood, at=(x * (w / 2 - 0.015), h * 0.42, -d * 0.25)) for x in (-1, 1)]
    for y in (0.6, 0.79, 0.985):
        parts.append(box((w, 0.025, d * 0.5), wood, at=(0, h * y - 0.025, -d * 0.25)))
    for y in (0.42, 0.6, 0.79):
        for k in range(4):
            plate = moved(
                lathe([(0.001, 0), (0.07, 0.004), (0.1, 0.016), (0.1, 0.02), (0.001, 0.01)], order.plain("ceramic"), sides=14),
                rotation_x(math.pi / 2 - 0.15),
            )
            parts.append(shifted(plate, (k - 1.5) * w * 0.22, h * y + 0.1, -d * 0.38))
    return join(*parts)


def bottles(order: Order) -> Part:
    """Return shelves of bottles before a mirror, lit from below; barrels lie under them."""
    w, h, d = order.size_m
    wood, random = order.plain("wood_dark"), order.random("bottles")
    parts = [
        box((w, 0.85, d), wood, chamfer_m=0.015),
        box((w - 0.1, h - 1.0, 0.02), order.plain("lit_dim"), at=(0, 0.9, -d / 2 + 0.02)),
    ]
    parts += [box((0.06, h - 0.85, d * 0.7), wood, at=(x * (w / 2 - 0.03), 0.85, -d * 0.15), chamfer_m=0.01) for x in (-1, 1)]
    parts += [box((w / 2 - 0.12, 0.6, 0.025), wood, at=(x * w / 4, 0.12, d / 2 - 0.005), chamfer_m=0.012) for x in (-1, 1)]
    parts.append(box((w, 0.08, d * 0.8), wood, at=(0, h - 0.08, -d * 0.1), chamfer_m=0.02))
    for y in (0.88, 1.28, 1.68):
        if y + 0.4 > h:
            continue
        parts += [
            box((w - 0.1, 0.025, d * 0.5), wood, at=(0, y, -d * 0.22)),
            box((w - 0.16, 0.012, 0.02), order.plain("glow_amber"), at=(0, y + 0.026, -d * 0.42)),
        ]
        count = int((w - 0.2) / 0.105)
        for k in range(count):
            if random.uniform() < 0.14:
                continue
            tall, radius = float(random.uniform(0.22, 0.33)), float(random.uniform(0.032, 0.042))
            colour = ("pale", "olive", "brown", "", "gold", "khaki")[int(random.integers(0, 6))]
            body = lathe(
                [(radius, 0), (radius, tall * 0.6), (0.013, tall * 0.75), (0.014, tall)],
                order.palette.use("bottle", colour),
                sides=8,
            )
            parts.append(shifted(body, (k + 0.5 - count / 2) * 0.105, y + 0.026, -d * 0.2))
    return join(*parts)
