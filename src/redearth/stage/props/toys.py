"""Toys that are not soft: balls, cars, balloons, dice."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.space import rotation_x, rotation_y, rotation_z
from redearth.stage.props.forms import block, cut_out, disc, sideways, torus, tube
from redearth.stage.props.request import Request
from redearth.stage.sets.shape import Part, join, moved, shifted
from redearth.stage.sets.solids import ball, lathe


def round_ball(r: Request) -> Part:
    """A leather ball with seams."""
    seam = r.palette.use("cloth", "black" if r.colour != "black" else "white")
    turns = (np.eye(4), rotation_x(math.pi / 2), rotation_z(math.pi / 2))
    return join(
        ball(0.11, r.paint("plastic", "orange"), sides=26),
        *(moved(torus(0.1097, 0.0016, seam, around=32, sides=5), turn) for turn in turns),
    )


def toy_car(r: Request) -> Part:
    """A toy car that points along +Z: body, windows, wheels, lamps."""
    paint, tyre = r.paint("car_paint", "red"), r.plain("rubber")
    side = np.array(
        [
            (-0.055, 0.006),
            (-0.057, 0.026),
            (-0.036, 0.03),
            (-0.02, 0.046),
            (0.014, 0.046),
            (0.028, 0.029),
            (0.054, 0.024),
            (0.057, 0.008),
        ]
    )
    glass_ = np.array([(-0.0335, 0.0305), (-0.019, 0.0438), (0.0125, 0.0438), (0.0245, 0.0305)])
    body = moved(cut_out(side * [-1, 1], 0.05, paint, bevel_m=0.006), rotation_y(math.pi / 2))
    windows = moved(cut_out(glass_ * [-1, 1], 0.0506, r.plain("glass_dark")), rotation_y(math.pi / 2))
    wheels = []
    for x in (-1, 1):
        for z in (-0.034, 0.033):
            wheel = join(
                sideways(lathe([(0.0105, -0.0055), (0.0125, -0.0045), (0.0125, 0.0045), (0.0105, 0.0055)], tyre, sides=16)),
                sideways(lathe([(0.006, -0.006), (0.0065, 0.0), (0.006, 0.006)], r.plain("chrome"), sides=10)),
            )
            wheels.append(shifted(wheel, x * 0.0235, 0.0125 - 0.004, z))
    lamps = [disc(0.005, 0.002, r.palette.use("ceramic", "cream"), at=(x, 0.018, 0.0562), sides=10) for x in (-0.016, 0.016)]
    return shifted(
        join(
            body, windows, *wheels, *lamps, block((0.052, 0.004, 0.004), r.plain("chrome"), at=(0, 0.01, 0.058), chamfer_m=0.001)
        ),
        y=-0.024,
    )


def balloon(r: Request) -> Part:
    """A balloon on its string, held by the string."""
    t = np.linspace(-math.pi / 2, math.pi / 2, 15)
    rows = [(0.13 * math.cos(a) * (1 + 0.1 * math.sin(a)) + 0.003, 0.75 + 0.165 * math.sin(a)) for a in t]
    string = np.column_stack(
        [0.02 * np.sin(np.linspace(0, 3, 12)), np.linspace(-0.12, 0.575, 12), 0.012 * np.cos(np.linspace(0, 4, 12))]
    )
    return join(
        lathe(rows, r.paint("plastic", "red"), sides=26, crease_rad=3),
        shifted(lathe([(0.011, -0.012), (0.004, 0.0), (0.006, 0.012)], r.paint("plastic", "red"), sides=10), y=0.582),
        tube(string, 0.0011, r.plain("linen"), sides=5),
    )


def die(r: Request) -> Part:
    """A die with its pips."""
    pips = []
    for turn, spots in (
        (np.eye(4), ((0, 0),)),
        (rotation_x(math.pi / 2), ((-1, -1), (1, 1))),
        (rotation_y(math.pi / 2), ((-1, -1), (0, 0), (1, 1))),
        (rotation_y(-math.pi / 2), ((-1, -1), (1, 1), (-1, 1), (1, -1))),
        (rotation_x(-math.pi / 2), ((-1, -1), (1, 1), (-1, 1), (1, -1), (0, 0))),
    ):
        pips += [
            moved(disc(0.0013, 0.0003, r.plain("ink"), at=(0.0042 * x, 0.0042 * y, 0.008), sides=10), turn) for x, y in spots
        ]
    return join(block((0.016, 0.016, 0.016), r.paint("ceramic", "ivory"), chamfer_m=0.002), *pips)
