"""Bags, packs and bottles that are carried or worn."""

from __future__ import annotations

import math

import numpy as np

from redearth.stage.props.faces import label, printed
from redearth.stage.props.forms import block, curved, forward, torus, tube, wrapped
from redearth.stage.props.request import Request
from redearth.stage.sets.nature import icosphere
from redearth.stage.sets.shape import Part, join, shaded, shifted
from redearth.stage.sets.solids import ball, lathe, loft


def bag(r: Request) -> Part:
    """A cloth sack tied at the neck, held there."""
    cloth = r.paint("cloth", "tan")
    rings = []
    for k, (y, wide) in enumerate(
        (
            (-0.46, 0.05),
            (-0.455, 0.13),
            (-0.4, 0.175),
            (-0.28, 0.185),
            (-0.16, 0.145),
            (-0.06, 0.06),
            (-0.012, 0.03),
            (0.0, 0.026),
            (0.012, 0.03),
            (0.05, 0.062),
            (0.058, 0.05),
            (0.02, 0.02),
        )
    ):
        a = np.linspace(0, 2 * math.pi, 24, endpoint=False)
        fold = 1 + (0.05 + 0.12 * (y > -0.2)) * np.sin(9 * a + k) + 0.04 * np.sin(4 * a + 2 * k)
        rings.append(np.column_stack([wide * fold * np.cos(a), np.full(24, y), 0.85 * wide * fold * np.sin(a)]))
    cord = [shifted(torus(0.029, 0.004, r.plain("linen"), around=16, sides=6, oval=0.9), y=y) for y in (-0.005, 0.003)]
    return join(
        loft(np.array(rings), cloth, crease_rad=2.0),
        *cord,
        tube([(0.02, 0, 0.022), (0.03, -0.04, 0.04), (0.028, -0.09, 0.06)], 0.003, r.plain("linen"), sides=6),
    )


def backpack(r: Request) -> Part:
    """A canvas rucksack held by its loop: rounded body, flap, pockets, straps, buckles, a bedroll."""
    hide, strap, brass = r.paint("cloth", "olive"), r.plain("leather"), r.plain("brass")
    parts = [
        block((0.31, 0.36, 0.15), hide, at=(0, -0.26, 0), chamfer_m=0.05),
        block((0.32, 0.15, 0.17), hide, at=(0, -0.13, 0.006), chamfer_m=0.04),
        block((0.17, 0.15, 0.05), hide, at=(0, -0.33, 0.09), chamfer_m=0.02),
        *(block((0.05, 0.16, 0.1), hide, at=(s * 0.17, -0.34, 0.005), chamfer_m=0.02) for s in (-1, 1)),
        tube([(-0.04, -0.06, -0.02), (-0.03, -0.005, -0.02), (0.03, -0.005, -0.02), (0.04, -0.06, -0.02)], 0.008, strap, sides=8),
        shifted(_roll(0.055, 0.36, r.palette.use("cloth", "tan")), y=-0.475, z=0.01),
    ]
    for x in (-0.085, 0.085):
        parts.append(block((0.024, 0.24, 0.006), strap, at=(x, -0.21, 0.096), chamfer_m=0.002))
        parts.append(block((0.032, 0.024, 0.008), brass, at=(x, -0.215, 0.1), chamfer_m=0.002))
        path = [(x, -0.09, -0.07), (x * 1.2, -0.16, -0.13), (x * 1.3, -0.3, -0.14), (x * 1.35, -0.42, -0.08)]
        parts.append(_strap(path, 0.042, strap))
    for x in (-0.11, 0.11):
        parts.append(shifted(forward(torus(0.058, 0.005, strap, around=16, sides=5)), x, -0.475, 0.01))
    return join(*parts)


def handbag(r: Request) -> Part:
    """A handbag: tapered body, flap with a clasp, a rolled handle."""
    hide = r.paint("leather", "crimson")
    rings = []
    for y, wide, deep in (
        (-0.3, 0.13, 0.045),
        (-0.29, 0.14, 0.055),
        (-0.2, 0.13, 0.05),
        (-0.11, 0.11, 0.028),
        (-0.105, 0.105, 0.02),
    ):
        a = np.linspace(0, 2 * math.pi, 24, endpoint=False)
        c, s = np.cos(a), np.sin(a)
        rings.append(
            np.column_stack([wide * np.sign(c) * np.abs(c) ** 0.5, np.full(24, y), deep * np.sign(s) * np.abs(s) ** 0.6])
        )
    t = np.linspace(0, math.pi, 15)
    bow = np.column_stack([0.07 * np.cos(t), -0.115 + 0.118 * np.sin(t), np.zeros(15)])
    return join(
        loft(np.array(rings), hide, crease_rad=0.9),
        block((0.2, 0.075, 0.012), hide, at=(0, -0.145, 0.047), chamfer_m=0.005),
        block((0.034, 0.022, 0.008), r.plain("brass"), at=(0, -0.18, 0.055), chamfer_m=0.003),
        tube(bow, 0.0062, hide, sides=8),
        *(shifted(forward(torus(0.011, 0.0022, r.plain("brass"), around=14, sides=5)), s * 0.07, -0.118, 0) for s in (-1, 1)),
    )


def water_bottle(r: Request) -> Part:
    """A plastic water bottle: waisted, ribbed, half full, with a label and a blue cap."""
    face = printed(r, "water", 0.2, 0.05, label("WATER", ink=(0.1, 0.2, 0.45)), ground=(0.82, 0.88, 0.92))
    body = [
        (0.026, -0.1),
        (0.031, -0.094),
        (0.0315, -0.06),
        (0.029, -0.052),
        (0.0315, -0.044),
        (0.0315, 0.03),
        (0.029, 0.038),
        (0.0315, 0.046),
        (0.028, 0.075),
        (0.013, 0.1),
        (0.0125, 0.108),
    ]
    return join(
        lathe(body, r.paint("glass"), sides=22, crease_rad=0.9),
        lathe([(0.024, -0.097), (0.0295, -0.09), (0.0295, 0.04), (0.001, 0.04)], r.plain("pane"), sides=18),
        wrapped(0.0318, -0.03, 0.02, math.pi, face, columns=22),
        lathe(
            [(0.0145, 0.104), (0.015, 0.106), (0.015, 0.119), (0.013, 0.121)],
            r.palette.use("plastic", "blue"),
            sides=18,
            crease_rad=0.4,
        ),
    )


def canteen(r: Request) -> Part:
    """A felt-covered canteen with a chained cap and a strap."""
    felt, steel = r.paint("cloth", "khaki"), r.plain("steel")
    points, faces = icosphere(4)
    body = np.sign(points) * np.abs(points) ** 0.8 * [0.092, 0.096, 0.036]
    strap = [(-0.088, -0.0, 0), (-0.07, 0.09, 0), (-0.02, 0.15, 0.0), (0.03, 0.15, 0), (0.075, 0.09, 0), (0.088, 0.0, 0)]
    return join(
        shaded(body, faces, felt, 3),
        lathe([(0.018, 0.085), (0.018, 0.104), (0.021, 0.106), (0.021, 0.122), (0.017, 0.126)], steel, sides=16),
        _strap(strap, 0.024, r.plain("leather")),
        forward(torus(0.094, 0.0035, r.plain("leather"), around=26, sides=5, oval=1.03)),
        *(ball(0.0032, steel, at=(0.024 + 0.006 * k, 0.105 - 0.011 * k, 0.012), sides=6) for k in range(4)),
    )


def _roll(radius_m: float, long_m: float, material: int) -> Part:
    """A rolled blanket along X with spiral ends."""
    half = long_m / 2
    rows = [
        (radius_m * 0.2, -half - 0.004),
        (radius_m * 0.55, -half),
        (radius_m * 0.6, -half - 0.004),
        (radius_m * 0.95, -half),
        (radius_m, 0.0),
        (radius_m * 0.95, half),
        (radius_m * 0.6, half + 0.004),
        (radius_m * 0.55, half),
        (radius_m * 0.2, half + 0.004),
    ]
    part = lathe(rows, material, sides=18, crease_rad=0.7)
    positions = part.positions[:, [1, 0, 2]] * [1, -1, 1]
    normals = part.normals[:, [1, 0, 2]] * [1, -1, 1]
    return Part(positions=positions, normals=normals, triangles=part.triangles, material=part.material)


def _strap(path: list[tuple[float, float, float]], wide_m: float, material: int) -> Part:
    """A flat strap along a path in a plane of constant x, or x and y: wide across X or Z."""
    points = curved(path, 4)
    across = np.array([1.0, 0, 0]) if np.ptp(points[:, 2]) > np.ptp(points[:, 0]) else np.array([0, 0, 1.0])
    ahead = np.gradient(points, axis=0)
    off = np.cross(ahead, across)
    off = 0.002 * off / np.linalg.norm(off, axis=1)[:, None]
    corners = [points + a * across * wide_m / 2 + b * off for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    return loft(np.stack(corners, axis=1), material, crease_rad=0.9)
