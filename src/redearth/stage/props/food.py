"""Food: fruit, bread, cake, eggs."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.space import rotation_y, translation
from redearth.stage.props.forms import flame, tube
from redearth.stage.props.request import Request
from redearth.stage.sets.nature import icosphere
from redearth.stage.sets.noise import fractal
from redearth.stage.sets.panels import sheet
from redearth.stage.sets.shape import Part, join, moved, shaded, shifted
from redearth.stage.sets.solids import ball, lathe


def apple(r: Request) -> Part:
    """An apple: a dimple at each pole, a stalk and a leaf."""
    rows = [
        (0.003, -0.027),
        (0.012, -0.034),
        (0.024, -0.034),
        (0.034, -0.022),
        (0.039, 0.0),
        (0.0375, 0.016),
        (0.029, 0.029),
        (0.017, 0.032),
        (0.008, 0.027),
        (0.002, 0.021),
    ]
    s, v = np.meshgrid(np.linspace(-1, 1, 5), np.linspace(0, 1, 5), indexing="xy")
    leaf = np.stack([0.012 * np.sin(np.pi * np.clip(v, 0.03, 0.97)) * s, 0.032 + 0.024 * v - 0.016 * v**2, 0.038 * v], -1)
    return join(
        moved(lathe(rows, r.paint("plastic", "crimson"), sides=22, crease_rad=3), np.diag([1.0, 1.0, 0.97, 1.0])),
        tube(
            [(0, 0.02, 0), (0.001, 0.032, 0.001), (0.005, 0.044, 0.002)], [0.0012, 0.0012, 0.002], r.plain("wood_dark"), sides=6
        ),
        sheet(leaf, r.plain("leaf"), both_sides=True, crease_rad=3),
    )


def bread(r: Request) -> Part:
    """A crusty loaf with three cuts, dusted."""
    points, faces = icosphere(4)
    body = np.sign(points) * np.abs(points) ** [0.8, 0.9, 0.75] * [0.062, 0.045, 0.125]
    body[:, 1] = np.where(body[:, 1] < -0.022, -0.022 + 0.2 * (body[:, 1] + 0.022), body[:, 1])
    body *= (1 + 0.05 * fractal(points[:, 0] * 4, points[:, 2] * 5, "loaf", octaves=3))[:, None]
    cuts = [
        moved(
            ball(1.0, r.palette.use("straw", "cream"), sides=10),
            translation((0, 0.04, z)) @ rotation_y(0.5) @ np.diag([0.042, 0.0085, 0.0105, 1.0]),
        )
        for z in (-0.06, 0.0, 0.06)
    ]
    return join(shaded(body, faces, r.palette.use("leather", "tan") if not r.colour else r.paint("leather"), 3), *cuts)


def cake(r: Request) -> Part:
    """A birthday cake on a board: two layers, cream, cherries and candles."""
    cream, filling = r.paint("ceramic", "ivory"), r.plain("leather")
    parts = [
        lathe([(0.15, -0.062), (0.152, -0.06), (0.15, -0.057)], r.plain("chrome"), sides=32),
        lathe([(0.11, -0.057), (0.112, -0.05), (0.112, -0.016)], filling, sides=30),
        lathe([(0.1135, -0.018), (0.114, -0.012), (0.1135, -0.006)], cream, sides=30),
        lathe([(0.112, -0.006), (0.112, 0.026), (0.108, 0.034), (0.06, 0.036)], cream, sides=30, crease_rad=0.8),
    ]
    for k in range(12):
        a = k * math.pi / 6
        x, z = 0.095 * math.cos(a), 0.095 * math.sin(a)
        parts.append(shifted(lathe([(0.014, 0.034), (0.012, 0.042), (0.004, 0.05)], cream, sides=8, crease_rad=1.0), x, 0, z))
        if k % 2 == 0:
            parts.append(ball(0.0085, r.palette.use("ceramic", "crimson"), at=(x, 0.053, z), sides=8))
    for x, z in _CANDLES:
        parts.append(
            shifted(
                tube([(0, 0.034, 0), (0, 0.096, 0)], 0.0032, r.palette.use("ceramic", "pink" if x > 0 else "blue"), sides=8),
                x,
                0,
                z,
            )
        )
    return join(*parts)


_CANDLES = ((0.04, 0.02), (-0.035, 0.03), (0.0, -0.045), (0.05, -0.03), (-0.05, -0.02))


def cake_flame(r: Request) -> Part:
    """The flames of a cake's candles."""
    return join(*(flame(r, at=(x, 0.094, z), tall_m=0.025, wide_m=0.0042) for x, z in _CANDLES))


def egg(r: Request) -> Part:
    """A hen's egg."""
    t = np.linspace(-math.pi / 2, math.pi / 2, 13)
    rows = [(0.0215 * math.cos(a) * (1 - 0.14 * math.sin(a)), 0.0285 * math.sin(a)) for a in t]
    return lathe(rows, r.paint("ceramic", "cream"), sides=20, crease_rad=3)
