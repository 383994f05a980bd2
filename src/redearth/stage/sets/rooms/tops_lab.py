"""What lies on the benches of laboratories and wards."""

from __future__ import annotations

from redearth.core.space import rotation_x, translation
from redearth.stage.sets.order import Order
from redearth.stage.sets.rooms.displays import monitor
from redearth.stage.sets.rooms.small_things import placed, sheet
from redearth.stage.sets.shape import Part, join, moved, shifted
from redearth.stage.sets.solids import box, lathe, tube


def glassware(order: Order) -> list[Part]:
    """Flasks in a stand, a rack of tubes, a microscope, a lit instrument; in a ward, trays and bottles."""
    w, _, d = order.size_m
    inks = ("cyan", "green", "orange")
    flasks = [_flask(order, ink) for ink in inks]
    if w < 1.5 or order.style == "medical":
        return [*_instruments(order, w), placed(flasks[order.variant], -w * 0.42, -d * 0.2)]
    out = [placed(_tubes(order, inks), -w * 0.4, d * 0.12, 0.1), placed(_microscope(order), w * 0.2, -d * 0.1, 0.3)]
    out += [placed(_stand(order, flasks[0]), -w * 0.24, -d * 0.22), placed(_meter(order), w * 0.38, -d * 0.1, -0.1)]
    return [
        *out,
        *(placed(flasks[k], -w * 0.12 + 0.15 * k, d * 0.3) for k in range(3)),
        placed(sheet(order), w * 0.1, d * 0.22, 0.2),
    ]


def _flask(order: Order, ink: str) -> Part:
    """A conical flask with a coloured liquid that shows through its wall."""
    wall = lathe([(0.06, 0), (0.065, 0.03), (0.02, 0.12), (0.02, 0.165), (0.024, 0.17)], order.plain("glass"), sides=14)
    return join(
        wall, lathe([(0.056, 0.004), (0.061, 0.03), (0.043, 0.068), (0.001, 0.068)], order.palette.use("liquid", ink), sides=14)
    )


def _instruments(order: Order, w: float) -> list[Part]:
    """Steel dishes and a tray of instruments."""
    steel, bright = order.plain("steel"), order.plain("chrome")
    dish = lathe([(0.07, 0), (0.08, 0.03), (0.075, 0.03), (0.066, 0.008), (0.001, 0.008)], steel, sides=14)
    blades = [box((0.012, 0.008, 0.14), bright, at=(-0.1 + 0.035 * k, 0.012, 0)) for k in range(6)]
    return [*(placed(dish, x * w, 0.0) for x in (-0.3, 0.3)), box((0.3, 0.012, 0.2), steel), *blades]


def _tubes(order: Order, inks: tuple[str, ...]) -> Part:
    white = order.palette.use("enamel", "white")
    glass = order.plain("glass")
    tubes = [shifted(lathe([(0.009, 0.01), (0.011, 0.14)], glass, sides=8), -0.12 + 0.035 * k) for k in range(8)]
    tubes += [
        shifted(
            lathe([(0.0075, 0.014), (0.0095, 0.05 + 0.012 * k)], order.palette.use("liquid", inks[k % 3]), sides=8),
            -0.12 + 0.035 * k,
        )
        for k in range(1, 8, 2)
    ]
    return join(box((0.3, 0.02, 0.08), white), box((0.3, 0.012, 0.08), white, at=(0, 0.08, 0)), *tubes)


def _microscope(order: Order) -> Part:
    white, dark = order.palette.use("enamel", "white"), order.plain("plastic")
    return join(
        box((0.14, 0.03, 0.2), white, chamfer_m=0.01),
        box((0.05, 0.26, 0.05), white, at=(0, 0.03, -0.07), chamfer_m=0.012),
        moved(lathe([(0.02, 0), (0.026, 0.1), (0.018, 0.2)], dark, sides=10), translation((0, 0.2, 0.01)) @ rotation_x(-0.6)),
        box((0.1, 0.012, 0.1), dark, at=(0, 0.13, 0)),
        box((0.04, 0.05, 0.12), dark, at=(0, 0.08, -0.04)),
    )


def _stand(order: Order, flask: Part) -> Part:
    """A retort stand that holds a flask over a burner."""
    steel = order.plain("steel")
    return join(
        box((0.2, 0.02, 0.14), order.plain("steel_dark")),
        box((0.012, 0.55, 0.012), steel, at=(0, 0.02, -0.04)),
        tube([(0, 0.37, -0.04), (0, 0.37, 0.06)], 0.008, steel, sides=5),
        shifted(flask, 0, 0.22, 0.06),
        shifted(lathe([(0.03, 0.02), (0.025, 0.1), (0.001, 0.1)], order.plain("brass"), sides=8), 0, 0, 0.06),
    )


def _meter(order: Order) -> Part:
    screen = shifted(monitor(order.palette, 0.26, 0.13, "meter", order.variant), -0.02, 0.045, 0.105)
    return join(box((0.34, 0.2, 0.24), order.palette.use("enamel", "white"), chamfer_m=0.02), screen)
