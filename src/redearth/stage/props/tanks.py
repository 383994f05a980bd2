"""Cans and tanks, and what comes in them."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.space import translation
from redearth.stage.props.faces import label, printed
from redearth.stage.props.forms import Points, block, sideways, torus, tube, vessel, wrapped
from redearth.stage.props.request import Request
from redearth.stage.sets.shape import Part, join, moved, shifted
from redearth.stage.sets.signs import decal
from redearth.stage.sets.solids import lathe, loft


def jerrycan(r: Request) -> Part:
    """A jerrycan: pressed sides with a cross, three handles, a spout."""
    paint, dark = r.paint("paint", "olive"), r.plain("steel_dark")
    ridge = [tube([(x, -0.38, z), (-x, -0.12, z)], 0.008, paint, sides=6) for x in (-0.1, 0.1) for z in (-0.083, 0.083)]
    face = printed(
        r,
        "fuel",
        0.12,
        0.05,
        lambda page: page.text("FUEL", (0.08, 0.1, 0.84, 0.8), (0.85, 0.82, 0.72)),
        ground=(0.17, 0.17, 0.1),
    )
    handles = [
        tube([(-0.08, -0.05, z), (-0.065, -0.005, z), (0.05, -0.005, z), (0.065, -0.05, z)], 0.0095, paint, sides=9)
        for z in (-0.045, 0, 0.045)
    ]
    return join(
        block((0.34, 0.36, 0.165), paint, at=(0, -0.25, 0), chamfer_m=0.035),
        block((0.2, 0.06, 0.13), paint, at=(-0.01, -0.065, 0), chamfer_m=0.02),
        *ridge, *handles,
        moved(lathe([(0.028, 0), (0.03, 0.045), (0.034, 0.047), (0.034, 0.062), (0.026, 0.066)], dark, sides=16), translation((0.125, -0.085, 0)) @ np.array([[0.82, 0.57, 0, 0], [-0.57, 0.82, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1.0]])),
        block((0.006, 0.3, 0.172), dark, at=(0.173, -0.25, 0), chamfer_m=0.002),
        decal(0.12, 0.05, face, at=(0, -0.18, 0.0836)),
    )  # fmt: skip


def bucket(r: Request) -> Part:
    """A zinc bucket with ribs, a rolled rim and a bail, held by its wooden roll."""
    zinc, wire = r.paint("steel"), r.plain("steel_dark")
    bow = [(0.127 * math.cos(a), -0.15 + 0.15 * math.sin(a), 0) for a in np.linspace(0, math.pi, 15)]
    wall: Points = [
        (0.088, -0.39),
        (0.09, -0.386),
        (0.1, -0.3),
        (0.103, -0.298),
        (0.104, -0.288),
        (0.101, -0.286),
        (0.122, -0.152),
    ]
    return join(
        vessel(wall, 0.0025, zinc, sides=26),
        shifted(torus(0.1225, 0.0042, zinc, around=26, sides=6), y=-0.15),
        tube(bow, 0.0032, wire, sides=6),
        sideways(lathe([(0.009, -0.045), (0.0125, -0.04), (0.0125, 0.04), (0.009, 0.045)], r.plain("wood"), sides=12)),
        *(block((0.008, 0.034, 0.026), zinc, at=(s * 0.124, -0.16, 0), chamfer_m=0.002) for s in (-1, 1)),
    )


def basket(r: Request) -> Part:
    """A wicker basket with a bow handle: hoops woven over stakes."""
    cane, dark = r.paint("straw"), r.palette.use("straw", "tan")
    hoops = []
    for k in range(8):
        y = -0.29 + 0.019 * k
        hoops.append(shifted(torus(0.105 + 0.0055 * k, 0.0108, cane if k % 2 else dark, around=24, sides=5, oval=0.8), y=y))
    bow = [(0.145 * math.cos(a), -0.155 + 0.155 * math.sin(a), 0) for a in np.linspace(0, math.pi, 15)]
    stakes = [
        tube(
            [(0.106 * math.cos(a), -0.295, 0.085 * math.sin(a)), (0.152 * math.cos(a), -0.145, 0.122 * math.sin(a))],
            0.0045,
            dark,
            sides=5,
        )
        for a in np.linspace(0, 2 * math.pi, 16, endpoint=False)
    ]
    floor = moved(lathe([(0.1, -0.3), (0.108, -0.29), (0.1, -0.282)], dark, sides=22), np.diag([1, 1, 0.8, 1.0]))
    rim = shifted(torus(0.151, 0.0085, cane, around=26, sides=6, oval=0.8), y=-0.142)
    return join(*hoops, *stakes, floor, rim, tube(bow, 0.0085, cane, sides=7))


def canister(r: Request) -> Part:
    """A gas or sample canister: banded steel drum, valve, label and carrying ring."""
    face = printed(r, "canister", 0.1, 0.07, label("O2", below="HANDLE UPRIGHT", band=(0.13, 0.3, 0.25)))
    shell: Points = [(0.04, -0.13), (0.052, -0.124), (0.055, -0.11), (0.055, 0.07), (0.05, 0.09), (0.03, 0.105), (0.018, 0.11)]
    return join(
        lathe(shell, r.paint("paint_teal"), sides=24, crease_rad=0.9),
        *(
            lathe([(0.0555, y), (0.0572, y + 0.002), (0.0572, y + 0.012), (0.0555, y + 0.014)], r.plain("steel"), sides=24)
            for y in (-0.105, 0.055)
        ),
        wrapped(0.0556, -0.07, 0.02, 0.9, face),
        lathe([(0.018, 0.108), (0.018, 0.125), (0.011, 0.13), (0.011, 0.15), (0.004, 0.154)], r.plain("brass"), sides=14),
        shifted(torus(0.026, 0.0045, r.plain("paint_red"), around=18, sides=6), y=0.146),
        tube([(0, 0.136, 0.008), (0, 0.136, 0.03)], 0.006, r.plain("brass"), sides=9),
    )


def tin(r: Request) -> Part:
    """A tin can: beaded walls, rolled rims, a paper label."""
    face = printed(r, "tin", 0.2, 0.08, label("BEANS", below="IN TOMATO SAUCE", band=(0.6, 0.16, 0.1)))
    steel = r.paint("chrome")
    return join(
        lathe(
            [
                (0.034, -0.055),
                (0.037, -0.055),
                (0.0375, -0.052),
                (0.0365, -0.05),
                (0.0365, 0.05),
                (0.0375, 0.052),
                (0.037, 0.055),
                (0.0345, 0.055),
                (0.034, 0.05),
                (0.034, 0.038),
                (0.001, 0.04),
            ],
            steel,
            sides=26,
        ),
        wrapped(0.0368, -0.044, 0.044, math.pi, face, columns=26),
    )


def ration(r: Request) -> Part:
    """A sealed ration pack: a foil pouch with crimped ends and a stencil label."""
    face = printed(
        r, "ration", 0.1, 0.09, label("RATION", below="24 HOURS / ONE PERSON", ink=(0.12, 0.12, 0.09)), ground=(0.42, 0.37, 0.24)
    )
    t = np.linspace(-1, 1, 9)
    rings = []
    for y in np.linspace(-0.085, 0.085, 9):
        fat = 0.019 * (1 - (abs(y) / 0.085) ** 4) + 0.0012
        half = np.column_stack([0.06 * t, np.full(9, y), fat * (1 - 0.85 * t**4)])
        rings.append(np.concatenate([half, (half * [1, 1, -1])[::-1]]))
    crimps = [block((0.122, 0.011, 0.003), r.paint("plastic", "khaki"), at=(0, s * 0.088, 0), chamfer_m=0.001) for s in (-1, 1)]
    return join(
        loft(np.array(rings), r.paint("plastic", "khaki"), crease_rad=1.2),
        *crimps,
        decal(0.09, 0.08, face, at=(0, -0.04, 0.0208)),
    )


def tin_lid(r: Request) -> Part:
    """The lid of a tin, with its ring pull."""
    steel = r.paint("chrome")
    return join(
        lathe([(0.0335, 0.0515), (0.0335, 0.053), (0.031, 0.0524), (0.026, 0.0532), (0.004, 0.0532)], steel, sides=24),
        shifted(torus(0.0085, 0.0014, steel, around=16, sides=5, oval=1.35), 0, 0.0548, 0.014),
    )
