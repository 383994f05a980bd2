"""What a medic carries: syringe, bandage, pills, stethoscope."""

from __future__ import annotations

import math

import numpy as np

from redearth.stage.props.faces import label, printed
from redearth.stage.props.forms import (
    block,
    forward,
    sideways,
    tube,
    wrapped,
)
from redearth.stage.props.request import Request
from redearth.stage.sets.shape import Part, join, moved, shifted
from redearth.stage.sets.solids import ball, lathe, loft


def syringe(r: Request) -> Part:
    """A syringe: graduated glass barrel, plunger, needle."""
    glass, steel, white = r.plain("glass"), r.plain("chrome"), r.plain("ceramic")
    ticks = [
        wrapped(0.0072, y, y + 0.0005, 0.55 if k % 5 == 0 else 0.32, r.plain("ink"), columns=3)
        for k, y in enumerate(np.arange(-0.02, 0.034, 0.0045))
    ]
    return join(
        lathe([(0.0062, -0.035), (0.007, -0.034), (0.007, 0.038), (0.003, 0.042), (0.003, 0.05)], glass, sides=16),
        lathe([(0.0055, 0.0), (0.0055, 0.036), (0.002, 0.04)], r.paint("liquid", "cyan"), sides=14),
        lathe([(0.006, -0.006), (0.0063, -0.005), (0.0063, 0.001), (0.004, 0.003)], r.plain("rubber"), sides=14),
        block((0.0085, 0.078, 0.0012), white, at=(0, -0.044, 0)),
        block((0.0012, 0.078, 0.0085), white, at=(0, -0.044, 0)),
        lathe([(0.011, -0.086), (0.0115, -0.085), (0.0115, -0.082), (0.011, -0.081)], white, sides=16),
        moved(
            lathe([(0.012, -0.037), (0.0125, -0.0365), (0.0125, -0.034), (0.012, -0.0335)], white, sides=16),
            np.diag([1.0, 1.0, 0.6, 1.0]),
        ),
        lathe([(0.004, 0.047), (0.0035, 0.056), (0.0012, 0.058)], white, sides=10),
        tube([(0, 0.057, 0), (0, 0.092, 0)], [0.0006, 0.0004], steel, sides=6),
        *ticks,
    )


def bandage(r: Request) -> Part:
    """A roll of bandage, its end hanging, with a clip."""
    gauze = r.paint("linen")
    rows = [
        (0.006, -0.035),
        (0.012, -0.036),
        (0.013, -0.0345),
        (0.02, -0.036),
        (0.021, -0.0345),
        (0.029, -0.035),
        (0.03, -0.034),
        (0.03, 0.034),
        (0.029, 0.035),
        (0.021, 0.0345),
        (0.02, 0.036),
        (0.013, 0.0345),
        (0.012, 0.036),
        (0.006, 0.035),
    ]
    t = np.linspace(0, 1, 9)
    tail = np.stack(
        [np.column_stack([np.full(9, x), -0.03 - 0.13 * t, 0.03 * np.cos(t * 2) - 0.002]) for x in (-0.034, 0.034)], 1
    )
    back = (tail - [0, 0, 0.0014])[:, ::-1]
    return join(
        sideways(lathe(rows, gauze, sides=22, crease_rad=0.5)),
        loft(np.concatenate([tail, back], axis=1), gauze, crease_rad=0.9),
        block((0.018, 0.006, 0.0016), r.plain("chrome"), at=(0, 0.004, 0.0305), chamfer_m=0.0005),
    )


def pills(r: Request) -> Part:
    """A bottle of pills: amber plastic, white cap, a label."""
    face = printed(r, "pills", 0.07, 0.035, label("TABLETS", below="TAKE ONE DAILY"), ground=(0.92, 0.91, 0.88))
    tablets = [
        ball(0.0042, r.plain("ceramic"), at=(0.0095 * math.cos(2.4 * k), -0.03 + 0.0032 * k, 0.0095 * math.sin(2.4 * k)), sides=6)
        for k in range(11)
    ]
    return join(
        lathe(
            [(0.015, -0.038), (0.0165, -0.036), (0.0165, 0.018), (0.0135, 0.024), (0.0135, 0.026)],
            r.paint("liquid", "orange"),
            sides=20,
        ),
        *tablets,
        wrapped(0.0168, -0.026, 0.012, 1.9, face),
        lathe([(0.0175, 0.023), (0.018, 0.0245), (0.018, 0.0385), (0.016, 0.04)], r.plain("ceramic"), sides=20, crease_rad=0.4),
    )


def stethoscope(r: Request) -> Part:
    """A stethoscope, looped over the hand: ear tubes, hose, chest piece."""
    hose, steel = r.paint("rubber"), r.plain("chrome")
    t = np.linspace(0, 1, 15)
    loop = np.column_stack([0.055 * np.sin(t * 5.2), -0.33 * t + 0.02, 0.03 * np.sin(t * 4)])
    arms = [
        tube([(0, 0.02, 0), (s * 0.035, 0.06, 0), (s * 0.06, 0.12, 0), (s * 0.04, 0.165, 0.01)], 0.0028, steel, sides=7, bend=4)
        for s in (-1, 1)
    ]
    end = loop[-1]
    return join(
        tube(loop, 0.0045, hose, sides=8), *arms,
        *(ball(0.0075, r.plain("ceramic"), at=(s * 0.039, 0.17, 0.012), sides=9) for s in (-1, 1)),
        shifted(forward(lathe([(0.018, -0.004), (0.0215, -0.003), (0.0215, 0.003), (0.019, 0.005), (0.008, 0.011)], steel, sides=20)), float(end[0]), float(end[1]) - 0.018, float(end[2])),
    )  # fmt: skip
