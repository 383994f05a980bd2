"""What lies on the tables of laboratories, workshops, offices and schools."""

from __future__ import annotations

import math

from redearth.core.seed import generator_from
from redearth.core.space import rotation_y, translation
from redearth.stage.sets.order import Order
from redearth.stage.sets.rooms.displays import monitor
from redearth.stage.sets.rooms.small_things import book, cup, placed, plant, sheet, tray
from redearth.stage.sets.screen_faces import DESK_PAGES
from redearth.stage.sets.shape import Part, join, moved, shifted
from redearth.stage.sets.solids import ball, box, lathe, tube


def computer(order: Order) -> list[Part]:
    """A screen on a foot, keys, papers, a cup; the user sits at +z."""
    w, _, d = order.size_m
    dark, steel = order.plain("plastic"), order.plain("steel_dark")
    screen = join(
        shifted(monitor(order.palette, 0.56, 0.36, "office", order.variant, pages=DESK_PAGES), 0, 0.11, 0),
        box((0.05, 0.14, 0.03), steel, at=(0, 0, -0.04)),
        box((0.22, 0.012, 0.16), steel),
    )
    keys = join(
        box((0.42, 0.018, 0.14), dark),
        *(box((0.38, 0.006, 0.024), order.plain("steel"), at=(0, 0.018, -0.045 + 0.03 * k)) for k in range(4)),
    )
    side = -1.0 if order.variant % 2 else 1.0
    out = [
        placed(screen, -0.08 * side, -d * 0.22, 0.1 * side),
        placed(keys, -0.08 * side, d * 0.22),
        placed(cup(order, ("", "crimson", "slate")[order.variant]), 0.33 * w * side, d * 0.1),
    ]
    return [
        *out,
        placed(sheet(order), 0.34 * w * side, -d * 0.1, 0.2),
        placed(book(order, order.variant), -0.38 * w * side, -d * 0.2, 0.1),
        placed(tray(order), -0.36 * w * side, d * 0.12),
    ]


def papers(order: Order) -> list[Part]:
    """Papers, cups and water before every seat of a long table, or a coffee machine on a sideboard."""
    w, _, d = order.size_m
    if w < 2.4:
        return [
            box((0.3, 0.38, 0.3), order.plain("plastic"), at=(-w * 0.3, 0, -0.03), chamfer_m=0.03),
            placed(cup(order), -w * 0.05, 0.05),
            placed(cup(order), w * 0.04, 0.0),
            placed(plant(order), w * 0.36, 0.0),
        ]
    out = []
    for x in (-0.34, 0.0, 0.34):
        for z in (-1.0, 1.0):
            out += [placed(sheet(order), x * w, z * d * 0.3, 0.05 * z), placed(cup(order), x * w + 0.2, z * d * 0.26)]
    return out


def school_things(order: Order) -> list[Part]:
    """A copy-book and pencils for a pupil; books, a globe and a register for the teacher."""
    w, _, d = order.size_m
    if d < 0.6:
        spots = (-0.24, 0.26) if w > 1.0 else (-0.2,)
        return [placed(sheet(order), x * w, 0.05, 0.12) for x in spots] + [
            box((0.008, 0.008, 0.16), order.plain("paint_ochre"), at=(spots[0] * w + 0.16, 0, 0.02))
        ]
    globe = join(
        lathe([(0.09, 0), (0.08, 0.02), (0.012, 0.03), (0.012, 0.1)], order.plain("wood_dark"), sides=12),
        ball(0.13, order.palette.use("ceramic", "blue"), at=(0, 0.23, 0), sides=16),
    )
    return [
        placed(globe, -w * 0.38, -0.1),
        *(shifted(placed(book(order, k), w * 0.34, -0.05, 0.1 * k), 0, 0.03 * k) for k in range(4)),
        placed(sheet(order), w * 0.1, 0.1, 0.1),
    ]


def open_books(order: Order) -> list[Part]:
    """Return an open book, piles of others, a note."""
    w, _, d = order.size_m
    spread = join(
        *(
            moved(
                box((0.19, 0.02, 0.27), order.plain("paper"), chamfer_m=0.008), translation((s * 0.096, 0.004, 0)) @ rotation_y(0)
            )
            for s in (-1, 1)
        ),
        box((0.4, 0.006, 0.29), order.plain("leather")),
    )
    piles = [shifted(placed(book(order, k), w * 0.36, -d * 0.2, 0.15 * k), 0, 0.03 * k) for k in range(3 + order.variant)]
    return [
        placed(spread, -w * 0.02, d * 0.24, 0.1),
        *piles,
        placed(sheet(order), w * 0.2, d * 0.22, -0.2),
        placed(book(order, 2), -w * 0.4, d * 0.2, 0.4),
    ]


def tools(order: Order) -> list[Part]:
    """A vice, a lamp's worth of tools: hammers, spanners, cans, a coil of wire."""
    w, _, d = order.size_m
    steel, wood, dark = order.plain("steel_dark"), order.plain("wood"), order.plain("rubber")
    vice = join(
        box((0.16, 0.05, 0.2), steel, chamfer_m=0.01),
        box((0.1, 0.1, 0.06), steel, at=(0, 0.05, -0.04), chamfer_m=0.01),
        box((0.1, 0.1, 0.04), steel, at=(0, 0.05, 0.05), chamfer_m=0.01),
        tube([(-0.08, 0.09, 0.1), (0.08, 0.09, 0.1)], 0.008, order.plain("chrome"), sides=6),
    )
    hammer = join(
        box((0.26, 0.024, 0.03), wood, chamfer_m=0.008), box((0.04, 0.04, 0.11), steel, at=(0.14, 0, 0), chamfer_m=0.008)
    )
    cans = [
        placed(
            lathe([(0.05, 0), (0.05, 0.13), (0.045, 0.135), (0.001, 0.135)], order.palette.use("paint", c), sides=12),
            w * 0.3 + 0.12 * k,
            -d * 0.3,
        )
        for k, c in enumerate(("red", "yellow", "slate"))
    ]
    turn = [(0.09 * math.cos(0.5 * k), 0.012 + 0.003 * k, 0.09 * math.sin(0.5 * k)) for k in range(30)]
    gen = generator_from("spanners", order.variant)
    spanners = [
        placed(
            box((0.2, 0.01, 0.022), order.plain("chrome")),
            float(gen.uniform(-0.2, 0.15)) * w,
            d * float(gen.uniform(0.1, 0.35)),
            float(gen.uniform(-0.6, 0.6)),
        )
        for _ in range(4)
    ]
    del dark
    return [
        placed(vice, -w * 0.42, d * 0.2),
        placed(hammer, w * 0.22, d * 0.16, 0.4),
        *cans,
        placed(tube(turn, 0.008, order.plain("paint_red"), sides=5), -w * 0.2, -d * 0.22),
        *spanners,
    ]
