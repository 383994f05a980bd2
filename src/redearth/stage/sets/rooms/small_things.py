"""Small things that lie on tables: cups, books, sheets, a plant."""

from __future__ import annotations

import math

from redearth.core.space import rotation_x, rotation_y, translation
from redearth.stage.sets.order import Order
from redearth.stage.sets.racks import tile
from redearth.stage.sets.shape import Part, join, moved, shifted
from redearth.stage.sets.solids import box, lathe


def placed(part: Part, x: float, z: float, yaw: float = 0.0) -> Part:
    """Return a part turned and moved over the top."""
    return moved(part, translation((x, 0.0, z)) @ rotation_y(yaw))


def cup(order: Order, colour: str = "") -> Part:
    """Return a cup."""
    return lathe(
        [(0.028, 0), (0.038, 0.08), (0.034, 0.08), (0.026, 0.01), (0.001, 0.01)], order.palette.use("ceramic", colour), sides=12
    )


def book(order: Order, k: int) -> Part:
    """Return a closed book; ``k`` chooses its cover."""
    name, colour = (("leather", ""), ("cloth", "navy"), ("cloth", "crimson"), ("cloth", "olive"))[k % 4]
    return join(
        box((0.17, 0.028, 0.23), order.palette.use(name, colour)),
        box((0.16, 0.02, 0.222), order.plain("paper"), at=(0.006, 0.004, 0)),
    )


def sheet(order: Order) -> Part:
    """Return a sheet of paper."""
    return moved(tile((0, 0, 0), (0.21, 0.297), order.plain("paper")), translation((0, 0.002, 0)) @ rotation_x(-math.pi / 2))


def plant(order: Order) -> Part:
    """Return a small plant in a pot."""
    pot = lathe([(0.06, 0), (0.085, 0.13), (0.001, 0.13)], order.plain("terracotta"), sides=12)
    leaf = order.plain("leaf_dark")
    leaves = [
        moved(
            lathe([(0.001, 0), (0.03, 0.09), (0.02, 0.2), (0.001, 0.3)], leaf, sides=5),
            translation((0, 0.12, 0)) @ rotation_y(2.4 * k) @ rotation_x(0.3 + 0.09 * k),
        )
        for k in range(8)
    ]
    return join(pot, *leaves)


def tray(order: Order) -> Part:
    """Return a tray of letters."""
    steel = order.plain("steel")
    return join(
        *(box((0.26, 0.006, 0.34), steel, at=(0, 0.02 + 0.07 * k, 0)) for k in range(2)),
        *(box((0.006, 0.1, 0.006), steel, at=(x * 0.12, 0, z * 0.16)) for x in (-1, 1) for z in (-1, 1)),
        shifted(sheet(order), 0, 0.03),
    )
