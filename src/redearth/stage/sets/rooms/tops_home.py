"""What lies on the tables and counters of homes, shelters and bars."""

from __future__ import annotations

import math

from redearth.core.space import rotation_x, translation
from redearth.stage.sets.order import Order
from redearth.stage.sets.racks import tile
from redearth.stage.sets.rooms.small_things import book, cup, placed
from redearth.stage.sets.shape import Part, join, moved, shifted
from redearth.stage.sets.solids import ball, box, lathe, tube


def kitchenware(order: Order) -> list[Part]:
    """Pots, a kettle, a board, jars and a tap; on the table a bowl and cups."""
    w, h, d = order.size_m
    steel, wood = order.plain("chrome"), order.plain("wood")
    if h < 0.85:
        return _fruit(order)
    pot = join(
        lathe([(0.1, 0), (0.11, 0.14), (0.105, 0.14), (0.1, 0.13), (0.001, 0.13)], order.plain("steel"), sides=16),
        tube([(-0.16, 0.11, 0), (-0.1, 0.11, 0)], 0.012, order.plain("plastic"), sides=6),
    )
    jars = [
        placed(
            lathe([(0.05, 0), (0.05, 0.14), (0.035, 0.17), (0.001, 0.17)], order.palette.use("ceramic", c), sides=12),
            w * 0.36 - 0.13 * k,
            -d * 0.28,
        )
        for k, c in enumerate(("", "tan", "olive"))
    ]
    tap = join(
        tube([(0, 0, -d * 0.3), (0, 0.26, -d * 0.3), (0, 0.3, -d * 0.2), (0, 0.24, -d * 0.1)], 0.014, steel, sides=8),
        box((0.46, 0.004, 0.36), order.plain("steel_dark")),
        box((0.42, 0.006, 0.32), steel, at=(0, -0.004, 0)),
    )
    return [
        placed(pot, -w * 0.36, -0.02),
        placed(tap, -w * 0.1, 0.02),
        placed(box((0.36, 0.02, 0.24), wood, chamfer_m=0.006), w * 0.14, 0.03, 0.15),
        *jars,
    ]


def _fruit(order: Order) -> list[Part]:
    """A bowl of fruit and two cups."""
    w, _, d = order.size_m
    bowl = lathe(
        [(0.06, 0), (0.14, 0.07), (0.13, 0.07), (0.05, 0.015), (0.001, 0.015)],
        order.palette.use("ceramic", "cream"),
        sides=18,
    )
    fruit = [
        ball(0.038, order.palette.use("ceramic", c), at=(x, 0.06, z), sides=9)
        for x, z, c in ((0.03, 0.02, "orange"), (-0.04, 0.01, "red"), (0.0, -0.045, "green"))
    ]
    return [
        placed(join(bowl, *fruit), w * 0.24, 0),
        placed(cup(order), -w * 0.28, d * 0.2),
        placed(cup(order, "navy"), -w * 0.3, -d * 0.2),
    ]


def glasses(order: Order) -> list[Part]:
    """Glasses and a bottle on a bar; a candle and two glasses on its tables."""
    w, h, d = order.size_m
    glass, warm = order.plain("glass"), order.plain("glow_amber")
    tumbler = lathe([(0.03, 0), (0.035, 0.1), (0.031, 0.1), (0.028, 0.01), (0.001, 0.01)], glass, sides=10)
    stem = lathe([(0.032, 0), (0.005, 0.008), (0.005, 0.08), (0.035, 0.12), (0.03, 0.17)], glass, sides=10)
    bottle = lathe([(0.038, 0), (0.038, 0.19), (0.013, 0.24), (0.014, 0.31)], order.plain("bottle"), sides=10)
    if h < 0.9:
        candle = join(
            lathe([(0.03, 0), (0.034, 0.06), (0.001, 0.05)], order.plain("ceramic"), sides=10),
            lathe([(0.006, 0.05), (0.011, 0.07), (0.001, 0.1)], warm, sides=6),
        )
        return [placed(candle, w * 0.28, 0), placed(stem, -w * 0.22, d * 0.2), placed(stem, -w * 0.24, -d * 0.22)]
    pump = join(
        box((0.12, 0.05, 0.12), order.plain("brass"), chamfer_m=0.01),
        tube([(0, 0.05, 0), (0, 0.3, 0), (0, 0.33, -0.1), (0, 0.26, -0.13)], 0.02, order.plain("brass"), sides=8),
    )
    return [
        placed(tumbler, -w * 0.36, d * 0.1),
        placed(tumbler, -w * 0.31, d * 0.16),
        placed(pump, w * 0.2, -0.05),
        placed(bottle, w * 0.38, 0.02),
        placed(stem, w * 0.33, 0.1),
        placed(box((0.5, 0.01, 0.18), order.plain("cloth")), -w * 0.16, -0.1),
    ]


def mess(order: Order) -> list[Part]:
    """Tin plates, a lantern, cards, a radio: what people in a shelter keep."""
    w, _, d = order.size_m
    plate = lathe([(0.001, 0), (0.08, 0.004), (0.11, 0.02), (0.105, 0.022), (0.001, 0.01)], order.plain("steel"), sides=14)
    radio = join(
        box((0.28, 0.17, 0.1), order.paint("paint", "olive"), chamfer_m=0.015),
        tile((-0.06, 0.085, 0.0505), (0.12, 0.1), order.plain("rubber")),
        tile((0.08, 0.11, 0.0505), (0.08, 0.03), order.plain("glow_amber")),
        tube([(0.11, 0.17, 0), (0.2, 0.44, 0)], 0.004, order.plain("chrome"), sides=5),
    )
    cards = [
        placed(
            moved(
                tile((0, 0, 0), (0.06, 0.09), order.plain("paper")),
                translation((0, 0.002 + 0.001 * k, 0)) @ rotation_x(-math.pi / 2),
            ),
            -0.1 + 0.07 * k,
            d * 0.22,
            0.5 * k,
        )
        for k in range(4)
    ]
    return [
        placed(radio, w * 0.34, -d * 0.2, -0.3),
        placed(plate, -w * 0.3, d * 0.16),
        placed(cup(order, "grey"), -w * 0.14, d * 0.26),
        placed(plate, -w * 0.28, -d * 0.2),
        *cards,
    ]


def keepsakes(order: Order) -> list[Part]:
    """Return books, a cup and a vase of flowers."""
    w, h, d = order.size_m
    if w < 0.7:
        return [placed(book(order, order.variant), 0.0, 0.05, 0.2)]
    vase = join(
        lathe(
            [(0.04, 0), (0.065, 0.1), (0.03, 0.19), (0.04, 0.22)],
            order.palette.use("ceramic", ("cream", "slate", "crimson")[order.variant]),
            sides=14,
        ),
        *(
            tube(
                [
                    (0, 0.2, 0),
                    (0.03 * math.cos(2.1 * k), 0.34, 0.03 * math.sin(2.1 * k)),
                    (0.1 * math.cos(2.1 * k), 0.46, 0.1 * math.sin(2.1 * k)),
                ],
                0.006,
                order.plain("stem"),
                sides=5,
            )
            for k in range(4)
        ),
        *(
            ball(0.035, order.palette.use("cloth", "pink"), at=(0.1 * math.cos(2.1 * k), 0.47, 0.1 * math.sin(2.1 * k)), sides=8)
            for k in range(4)
        ),
    )
    things = [placed(book(order, order.variant), -w * 0.26, d * 0.12, 0.3), placed(cup(order), -w * 0.34, -d * 0.18)]
    return [*things, placed(vase, w * 0.28, 0.0)] if h > 0.6 else [*things, shifted(placed(book(order, 1), w * 0.26, 0.0, -0.2))]
