"""Instruments and remedies: what a laboratory, a medic and a survivor carry."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.space import rotation_x, rotation_y, rotation_z, translation
from redearth.stage.props.faces import dial, printed
from redearth.stage.props.forms import (
    block,
    cut_out,
    disc,
    forward,
    rounded,
    side_on,
    sideways,
    torus,
    tube,
    vessel,
)
from redearth.stage.props.request import Request
from redearth.stage.sets.nature import icosphere
from redearth.stage.sets.shape import Part, join, moved, shaded, shifted
from redearth.stage.sets.signs import decal
from redearth.stage.sets.solids import lathe

_RED = (0.65, 0.08, 0.06)


def geiger_counter(r: Request) -> Part:
    """A Geiger counter held by its top handle: a metal case, a meter, knobs, a probe on a coiled cord."""
    case, black = r.paint("paint_ochre"), r.plain("plastic")
    face = printed(
        r,
        "geiger",
        0.08,
        0.05,
        dial(9, ("0", "1", "5", "10"), hands=((-0.06, 0.8, _RED),), low=-0.17, high=0.17),
        ground=(0.9, 0.87, 0.75),
        roughness=0.3,
    )
    t = np.linspace(0, 1, 34)
    cord = np.column_stack(
        [
            0.075 + 0.02 * np.sin(t * math.pi),
            -0.05 - 0.15 * t * (1.2 - t) + 0.006 * np.sin(t * 90),
            0.045 * np.sin(t * 3) + 0.006 * np.cos(t * 90),
        ]
    )
    trefoil = [cut_out(_blade_of(a), 0.0006, r.plain("ink")) for a in (math.pi / 2, math.pi * 7 / 6, math.pi * 11 / 6)]
    probe = lathe(
        [(0.008, 0), (0.0125, 0.006), (0.0125, 0.1), (0.015, 0.103), (0.015, 0.15), (0.012, 0.156)], r.plain("steel"), sides=14
    )
    return join(
        block((0.13, 0.1, 0.2), case, at=(0, -0.105, 0), chamfer_m=0.01),
        block((0.134, 0.012, 0.204), r.plain("steel_dark"), at=(0, -0.1, 0), chamfer_m=0.003), tube(
        [(0, -0.056, -0.08), (0, -0.008, -0.07), (0, 0, -0.05), (0, 0, 0.05), (0, -0.008, 0.07), (0, -0.056, 0.08)], 0.0085, black,
        sides=10,), block((0.092, 0.062, 0.008), black, at=(0, -0.092, 0.1015), chamfer_m=0.003),
        decal(0.08, 0.05, face, at=(0, -0.117, 0.106)), *(
        shifted(forward(lathe([(0.011, 0), (0.011, 0.008), (0.008, 0.012)], black, sides=14)), x, -0.14, 0.1)
        for x in (-0.035, 0.0, 0.035)),
        *(moved(piece, translation((0.0658, -0.1, 0.06)) @ rotation_y(math.pi / 2)) for piece in trefoil),
        tube(cord, 0.0035, r.plain("rubber"), sides=5), moved(forward(probe), translation((0.082, -0.09, -0.075))),
        *(block((0.02, 0.012, 0.02), r.plain("steel"), at=(0.072, -0.09, z), chamfer_m=0.003) for z in (-0.05, 0.015)),
    )  # fmt: skip


def _blade_of(middle_rad: float) -> np.ndarray:
    turn = np.linspace(middle_rad - math.pi / 6, middle_rad + math.pi / 6, 6)
    around = np.column_stack([np.cos(turn), np.sin(turn)])
    return np.concatenate([around * 0.022, around[::-1] * 0.007])


def gas_mask(r: Request) -> Part:
    """A gas mask held by its filter's height: face piece, round eyes, filter, straps."""
    rubber, steel = r.paint("rubber"), r.plain("steel_dark")
    points, faces = icosphere(4)
    face = points * [0.082, 0.112, 0.075]
    face[:, 2] = np.where(face[:, 2] < -0.02, -0.02 + 0.25 * (face[:, 2] + 0.02), face[:, 2])
    face[:, 0] *= 1 - 0.28 * np.clip(-face[:, 1] / 0.11, 0, 1)
    eyes = []
    for s in (-1, 1):
        eye = join(
            forward(torus(0.027, 0.006, steel, around=20, sides=6)),
            disc(0.0265, 0.004, r.plain("glass_dark"), at=(0, 0, 0.0), sides=20),
        )
        eyes.append(
            moved(
                eye,
                translation((s * 0.037, 0.03, 0.062))
                @ np.array([[0.92, 0, s * 0.39, 0], [0, 1, 0, 0], [-s * 0.39, 0, 0.92, 0], [0, 0, 0, 1.0]]),
            )
        )
    filter_ = lathe(
        [(0.03, 0.0), (0.037, 0.004), (0.04, 0.01), (0.04, 0.045), (0.036, 0.05), (0.024, 0.052)],
        r.paint("paint", "olive"),
        sides=22,
        crease_rad=0.5,
    )
    straps = [
        tube([(s * 0.075, y, 0.0), (s * 0.09, y + 0.01, -0.06), (s * 0.045, y + 0.02, -0.13), (0, 0.03, -0.145)], 0.0055, rubber,
        sides=7, bend=4,) for s in (-1, 1) for y in (0.06, -0.03)
    ]  # fmt: skip
    return join(
        shaded(face, faces, rubber, 3), *eyes, *straps,
        moved(forward(filter_), translation((0, -0.065, 0.055)) @ rotation_x(0.35)),
        *(moved(forward(torus(radius, 0.0022, steel, around=18, sides=5)), translation((0, -0.082, 0.105)) @ rotation_x(0.35)) for radius in (0.012, 0.021)),
        *(disc(0.009, 0.006, steel, at=(s * 0.07, y, 0.02), sides=10) for s in (-1, 1) for y in (0.055, -0.035)),
        block((0.05, 0.035, 0.014), rubber, at=(0, 0.03, -0.145), chamfer_m=0.005),
    )  # fmt: skip


def sample_tube(r: Request) -> Part:
    """A test tube with a coloured liquid and a cork."""
    wall = [
        (0.002, -0.078),
        (0.0062, -0.075),
        (0.0082, -0.069),
        (0.0085, -0.06),
        (0.0085, 0.058),
        (0.0098, 0.061),
        (0.0098, 0.063),
    ]
    return join(
        lathe(wall, r.plain("glass"), sides=18, crease_rad=1.2),
        lathe([(0.003, -0.0755), (0.0072, -0.067), (0.0074, 0.005), (0.001, 0.005)], r.paint("liquid", "green"), sides=14),
        lathe([(0.0066, 0.05), (0.0085, 0.062), (0.0098, 0.078), (0.009, 0.08)], r.plain("wood"), sides=14),
    )


def flask(r: Request) -> Part:
    """A conical flask, a third full, graduated."""
    wall = [(0.038, -0.07), (0.042, -0.066), (0.041, -0.056), (0.014, 0.03), (0.013, 0.06), (0.0165, 0.064)]
    marks = [
        shifted(decal(0.016, 0.001, r.plain("ceramic")), 0, y, 0.0415 - (y + 0.056) * 0.314 + 0.001)
        for y in (-0.045, -0.03, -0.015, 0.0)
    ]
    return join(
        vessel(wall, 0.0016, r.plain("glass"), sides=24),
        lathe([(0.0355, -0.067), (0.0395, -0.062), (0.0325, -0.035), (0.001, -0.035)], r.paint("liquid", "blue"), sides=22),
        *marks,
    )


def microscope(r: Request) -> Part:
    """A microscope: foot, arm, stage, turret, tube and eyepiece; carried by its arm."""
    enamel, black, steel = r.paint("enamel"), r.plain("plastic"), r.plain("chrome")
    arm = np.array(
        [
            (-0.06, -0.15),
            (-0.02, -0.15),
            (-0.022, -0.04),
            (0.0, 0.04),
            (0.05, 0.075),
            (0.05, 0.12),
            (0.0, 0.11),
            (-0.05, 0.05),
            (-0.062, -0.05),
        ]
    )
    foot = moved(
        cut_out(rounded(0.07, 0.095, 0.03), 0.024, black, bevel_m=0.005),
        translation((0, -0.158, 0.02)) @ rotation_x(-math.pi / 2),
    )
    optic = lathe(
        [(0.0045, -0.07), (0.008, -0.06), (0.009, -0.04), (0.019, -0.036), (0.021, -0.02), (0.016, -0.01), (0.016, 0.07),
        (0.0205, 0.073), (0.0205, 0.12), (0.017, 0.126),], black, sides=18, crease_rad=0.6,
    )  # fmt: skip
    lenses = [
        moved(
            lathe([(0.0085, 0.0), (0.0085, -0.022), (0.005, -0.036)], steel, sides=12),
            translation((x, 0.062, 0.058 + z)) @ rotation_z(t),
        )
        for x, z, t in ((-0.016, 0.0, -0.5), (0.016, 0.0, 0.5))
    ]
    return join(
        side_on(arm, 0.034, enamel, 0.007), foot, block((0.1, 0.012, 0.11), black, at=(0, -0.035, 0.05), chamfer_m=0.003),
        *(block((0.006, 0.004, 0.04), steel, at=(x, -0.027, 0.05), chamfer_m=0.001) for x in (-0.03, 0.03)),
        block((0.026, 0.0015, 0.075), r.plain("glass"), at=(0, -0.028, 0.05)),
        disc(0.016, 0.004, r.plain("glass_dark"), at=(0, -0.144, 0.05), sides=16), shifted(optic, y=0.11, z=0.058), *lenses, *(shifted(
        sideways(lathe([(0.018, 0), (0.02, 0.002), (0.02, 0.014), (0.018, 0.016)], black, sides=18)), 0.017 if s > 0 else -0.033, -0.09,
        -0.035,) for s in (-1, 1)),
    )  # fmt: skip
