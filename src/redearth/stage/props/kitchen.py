"""What one cooks and pours with."""

from __future__ import annotations

import numpy as np

from redearth.stage.props.forms import Points, block, forward, torus, tube, vessel
from redearth.stage.props.request import Request
from redearth.stage.sets.shape import Part, join, moved, shifted
from redearth.stage.sets.solids import ball, lathe


def tray(r: Request) -> Part:
    """A tray with a raised rim and two handles."""
    wood = r.paint("wood_dark")
    return join(
        block((0.44, 0.008, 0.3), wood, chamfer_m=0.002),
        *(block((0.44, 0.034, 0.01), wood, at=(0, 0.014, s * 0.148), chamfer_m=0.003) for s in (-1, 1)),
        *(block((0.01, 0.034, 0.3), wood, at=(s * 0.218, 0.014, 0), chamfer_m=0.003) for s in (-1, 1)),
        *(
            tube(
                [(s * 0.222, 0.026, -0.055), (s * 0.25, 0.044, -0.045), (s * 0.25, 0.044, 0.045), (s * 0.222, 0.026, 0.055)],
                0.005,
                r.plain("brass"),
                sides=8,
                bend=3,
            )
            for s in (-1, 1)
        ),
    )


def pan(r: Request) -> Part:
    """A frying pan, its handle along -Z, held there."""
    iron = r.paint("steel_dark")
    wall: Points = [(0.1, -0.012), (0.106, -0.01), (0.126, 0.03)]
    return join(
        shifted(vessel(wall, 0.0032, iron, sides=32), z=0.26),
        moved(
            tube(
                [(0, 0.022, 0.142), (0, 0.016, 0.09), (0, 0.0, 0.0), (0, 0.004, -0.08)],
                [0.0085, 0.008, 0.011, 0.0125],
                r.plain("plastic"),
                sides=10,
            ),
            np.diag([1.25, 1.0, 1.0, 1.0]),
        ),
        *(ball(0.0045, r.plain("chrome"), at=(s * 0.011, 0.022, 0.148), sides=8) for s in (-1, 1)),
        shifted(torus(0.0075, 0.002, r.plain("chrome"), around=14, sides=5), y=0.004, z=-0.086),
    )


def pot(r: Request) -> Part:
    """A cooking pot with two handles and a lid with a knob."""
    steel, black = r.paint("chrome"), r.plain("plastic")
    wall: Points = [(0.092, -0.075), (0.098, -0.071), (0.1, 0.05)]
    loops = [
        tube(
            [(s * 0.099, 0.035, -0.03), (s * 0.128, 0.04, -0.026), (s * 0.128, 0.04, 0.026), (s * 0.099, 0.035, 0.03)],
            0.0058,
            black,
            sides=8,
            bend=3,
        )
        for s in (-1, 1)
    ]
    return join(
        vessel(wall, 0.0026, steel, sides=30), *loops,
        lathe([(0.1025, 0.052), (0.1035, 0.055), (0.08, 0.068), (0.03, 0.077), (0.012, 0.079)], steel, sides=30, crease_rad=0.6),
        lathe([(0.007, 0.077), (0.007, 0.088), (0.017, 0.091), (0.018, 0.1), (0.014, 0.103)], black, sides=16, crease_rad=0.7),
    )  # fmt: skip


def teapot(r: Request) -> Part:
    """A round teapot: spout towards +Z, handle behind, held there."""
    glaze = r.paint("ceramic", "sage")
    body: Points = [(0.04, -0.06), (0.046, -0.058), (0.066, -0.03), (0.072, 0.0), (0.062, 0.034), (0.036, 0.052), (0.033, 0.054)]
    spout = tube(
        [(0, -0.018, 0.06), (0, -0.006, 0.09), (0, 0.024, 0.107), (0, 0.05, 0.124)],
        [0.019, 0.0145, 0.0105, 0.009],
        glaze,
        sides=12,
        bend=3,
    )
    bow = [(0, 0.036, -0.058), (0, 0.04, -0.085), (0, 0.02, -0.108), (0, -0.012, -0.104), (0, -0.03, -0.062)]
    whole = join(
        lathe(body, glaze, sides=28, crease_rad=1.0),
        spout,
        tube(bow, 0.0065, glaze, sides=9, bend=3),
        shifted(forward(lathe([(0.0065, 0), (0.0062, 0.0008)], r.plain("ink"), sides=12)), y=0.0487, z=0.1225),
    )
    return shifted(whole, z=0.1)


def teapot_lid(r: Request) -> Part:
    """The lid of a teapot."""
    glaze = r.paint("ceramic", "sage")
    return shifted(
        join(
            lathe([(0.034, 0.053), (0.035, 0.055), (0.024, 0.064), (0.008, 0.068)], glaze, sides=24, crease_rad=0.9),
            ball(0.0085, glaze, at=(0, 0.074, 0), sides=10),
        ),
        z=0.1,
    )


def kettle(r: Request) -> Part:
    """A whistling kettle held by its bail."""
    steel, black = r.paint("chrome"), r.plain("plastic")
    body: Points = [(0.085, -0.23), (0.095, -0.225), (0.1, -0.19), (0.085, -0.135), (0.045, -0.105), (0.032, -0.102)]
    bow = [(0, -0.12, -0.075), (0, -0.03, -0.07), (0, 0.0, -0.04), (0, 0.0, 0.04), (0, -0.03, 0.07), (0, -0.12, 0.075)]
    return join(
        lathe(body, steel, sides=30, crease_rad=0.9),
        lathe([(0.034, -0.104), (0.034, -0.1), (0.02, -0.092), (0.006, -0.09)], steel, sides=20),
        ball(0.011, black, at=(0, -0.081, 0), sides=10),
        tube([(0, -0.185, 0.085), (0, -0.16, 0.12), (0, -0.125, 0.145)], [0.018, 0.0135, 0.011], steel, sides=12, bend=3),
        moved(tube(bow, 0.0066, black, sides=9, bend=3), np.diag([1.35, 1.0, 1.0, 1.0])),
    )


def vase(r: Request) -> Part:
    """A glazed vase with two bands."""
    wall: Points = [
        (0.038, -0.12),
        (0.042, -0.118),
        (0.062, -0.06),
        (0.066, -0.01),
        (0.05, 0.05),
        (0.028, 0.085),
        (0.027, 0.1),
        (0.038, 0.118),
    ]
    bands = [
        lathe([(w, y), (w + 0.0012, y + 0.002), (w + 0.0012, y + 0.006), (w, y + 0.008)], r.plain("brass"), sides=28)
        for w, y in ((0.0655, -0.03), (0.0272, 0.088))
    ]
    return join(vessel(wall, 0.004, r.paint("ceramic", "navy"), sides=28), *bands)
