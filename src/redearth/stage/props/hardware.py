"""Things for the yard: shovels and brooms, ropes, chains, ladders, weights."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.seed import generator_from
from redearth.core.space import rotation_y, translation
from redearth.stage.props.forms import block, forward, torus, tube
from redearth.stage.props.request import Request
from redearth.stage.sets.shape import F64, Part, join, moved, shifted
from redearth.stage.sets.solids import ball, lathe, loft


def shovel(r: Request) -> Part:
    """A shovel, blade up: a dished steel blade, a socket, a shaft and a D-grip."""
    u, v = np.meshgrid(np.linspace(-1, 1, 9), np.linspace(0, 1, 9), indexing="xy")
    wide = 0.11 * np.clip(1.15 - 0.3 * v - 0.75 * np.clip(v - 0.62, 0, 1) ** 1.5 * 3.0, 0.02, 1.0)
    dish = 0.035 * u**2 - 0.02 * v * (1 - v)
    shell = np.stack([u * wide, 0.5 + 0.3 * v, dish], -1)
    rings = np.concatenate([shell, (shell - [0, 0, 0.0026])[:, ::-1]], axis=1)
    grip = [(-0.045, -0.47, 0), (-0.04, -0.5, 0), (0.04, -0.5, 0), (0.045, -0.47, 0)]
    return join(
        loft(rings, r.plain("steel"), crease_rad=0.5),
        tube([(0, -0.42, 0), (0, 0.5, -0.004)], [0.0155, 0.0165], r.paint("wood"), sides=12),
        lathe([(0.0175, 0.36), (0.019, 0.37), (0.02, 0.49), (0.012, 0.56)], r.plain("steel_dark"), sides=12),
        tube(grip, 0.013, r.paint("wood"), sides=9),
        tube([(-0.045, -0.475, 0), (0, -0.41, 0), (0.045, -0.475, 0)], 0.0095, r.plain("steel_dark"), sides=8),
    )


def broom(r: Request) -> Part:
    """A broom, brush down: a long stick, a head and rows of bristles."""
    random = generator_from("broom")
    tufts = []
    for x in np.linspace(-0.13, 0.13, 14):
        for z in (-0.016, 0.0, 0.016):
            lean = random.uniform(-0.02, 0.02, 2)
            path = [(x, -0.62, z), (x * 1.12 + lean[0], -0.72, z * 1.5 + lean[1])]
            tufts.append(
                tube(path, [0.006, 0.0085], r.palette.use("cloth", "tan" if random.uniform() < 0.6 else "khaki"), sides=5)
            )
    return join(
        tube([(0, -0.6, 0), (0, 0.75, 0)], [0.0125, 0.0115], r.paint("wood"), sides=10),
        ball(0.0125, r.paint("wood"), at=(0, 0.75, 0), sides=10),
        block((0.3, 0.034, 0.055), r.plain("wood_dark"), at=(0, -0.605, 0), chamfer_m=0.009),
        *tufts,
    )


def rope(r: Request) -> Part:
    """A coil of laid rope, held at the top, its tail hanging."""
    hemp = r.paint("cloth", "tan")
    parts: list[Part] = []
    for k in range(4):
        turn = np.linspace(0, 2 * math.pi, 25)
        path = np.column_stack(
            [
                0.095 * np.sin(turn) + 0.006 * (k % 2),
                -0.145 + 0.15 * np.cos(turn),
                0.0165 * (k - 1.5) + 0.007 * np.sin(3 * turn + k),
            ]
        )
        parts += _laid(path, 0.0082, hemp)
    wrap = [shifted(torus(0.031, 0.008, hemp, around=14, sides=6, oval=1.35), y=y) for y in (-0.014, 0.0, 0.014)]
    tail = _laid(np.array([(0.09, -0.2, 0.03), (0.1, -0.26, 0.036), (0.098, -0.33, 0.03), (0.088, -0.4, 0.034)]), 0.0082, hemp)
    return join(*parts, *wrap, *tail)


def chain(r: Request) -> Part:
    """A hanging chain of eleven links."""
    steel = r.paint("steel")
    links = [
        moved(
            forward(torus(0.011, 0.0035, steel, around=14, sides=6, oval=1.6)),
            translation((0, -0.029 * k, 0)) @ rotation_y(math.pi / 2 * (k % 2)),
        )
        for k in range(11)
    ]
    return join(*links)


def ladder(r: Request) -> Part:
    """A wooden ladder of seven rungs, carried in the middle."""
    wood = r.paint("wood")
    rails = [block((0.05, 2.0, 0.03), wood, at=(s * 0.2, 0, 0), chamfer_m=0.005) for s in (-1, 1)]
    rungs = [tube([(-0.2, y, 0), (0.2, y, 0)], 0.0145, wood, sides=9) for y in np.linspace(-0.84, 0.84, 7)]
    feet = [block((0.056, 0.03, 0.036), r.plain("rubber"), at=(s * 0.2, -1.0, 0), chamfer_m=0.004) for s in (-1, 1)]
    rods = [tube([(-0.224, y, 0), (0.224, y, 0)], 0.003, r.plain("rust"), sides=6) for y in (-0.7, 0.7)]
    return join(*rails, *rungs, *feet, *rods)


def dumbbell(r: Request) -> Part:
    """A dumbbell with a knurled bar and two discs on either side."""
    iron = r.paint("steel_dark")
    discs = [
        [
            (0.03, y),
            (0.045 * f, y + 0.002),
            (0.048 * f, y + 0.006),
            (0.048 * f, y + 0.016),
            (0.045 * f, y + 0.02),
            (0.03, y + 0.022),
        ]
        for y, f in ((0.062, 1.0), (0.087, 0.82), (-0.084, 1.0), (-0.109, 0.82))
    ]
    return join(
        lathe([(0.0145, -0.125), (0.0165, -0.12), (0.016, 0.0), (0.0165, 0.12), (0.0145, 0.125)], r.plain("chrome"), sides=18),
        *(lathe(rows, iron, sides=26, crease_rad=0.5) for rows in discs),
        *(shifted(torus(0.0164, 0.0009, r.plain("steel"), around=16, sides=4), y=y) for y in np.arange(-0.05, 0.051, 0.0125)),
    )


def _laid(path: F64, radius_m: float, material: int) -> list[Part]:
    """A rope of two strands that wind about each other along a path."""
    steps = 2 * len(path)
    at = np.linspace(0, len(path) - 1, steps)
    fine = np.column_stack([np.interp(at, np.arange(len(path)), path[:, k]) for k in range(3)])
    ahead = np.gradient(fine, axis=0)
    ahead /= np.linalg.norm(ahead, axis=1)[:, None]
    side = np.cross(ahead, [0.0, 0.0, 1.0])
    side /= np.linalg.norm(side, axis=1)[:, None]
    up = np.cross(side, ahead)
    wind = np.cumsum(np.linalg.norm(np.gradient(fine, axis=0), axis=1)) / (4.2 * radius_m) * math.pi
    off = 0.5 * radius_m * (np.cos(wind)[:, None] * side + np.sin(wind)[:, None] * up)
    return [tube(fine + s * off, 0.62 * radius_m, material, sides=4) for s in (-1, 1)]
