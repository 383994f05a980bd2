"""Cloth and stuffing: rags, blankets, pillows, flags, dolls and bears."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.space import translation
from redearth.stage.props.forms import block, torus, tube
from redearth.stage.props.request import Request
from redearth.stage.sets.noise import fractal
from redearth.stage.sets.panels import sheet
from redearth.stage.sets.shape import F64, Part, join, moved, shifted
from redearth.stage.sets.solids import ball, lathe, loft


def cloth(r: Request) -> Part:
    """A hanging towel with folds and a striped border, held at its top edge."""
    return join(
        _hanging(r.paint("linen"), 0.16, 0.0, -0.4, 8),
        _hanging(r.palette.use("linen", "navy"), 0.16, -0.4, -0.415, 8),
        _hanging(r.paint("linen"), 0.16, -0.415, -0.46, 8),
    )


def rag(r: Request) -> Part:
    """A dirty rag with a ragged hem."""
    grid = _folds(0.1, 0.0, -0.24, 6)
    frayed = fractal(grid[-1, :, 0] * 90, grid[-1, :, 0] * 31, "rag", octaves=3)
    grid[-1, :, 1] += 0.03 * frayed
    return sheet(grid, r.paint("cloth", "dusty"), both_sides=True, crease_rad=3)


def scarf(r: Request) -> Part:
    """A knitted scarf hung over the hand, fringed at both ends."""
    wool = r.paint("cloth", "crimson")
    parts = []
    for s in (-1, 1):
        t = np.linspace(0, 1, 9)
        path = np.column_stack([s * (0.015 + 0.03 * t), 0.02 - 0.5 * t**1.2, s * 0.02 + 0.012 * np.sin(t * 5)])
        strip = np.stack([path + np.array([0, 0, z]) for z in (-0.06, 0.0, 0.06)], 1)
        parts.append(loft(np.concatenate([strip, (strip - [0.009 * s, 0, 0])[:, ::-1]], axis=1), wool, crease_rad=1.2))
        end = path[-1]
        parts += [
            tube([(end[0], end[1], end[2] + z), (end[0], end[1] - 0.05, end[2] + z * 1.1)], [0.004, 0.0025], wool, sides=5)
            for z in np.linspace(-0.052, 0.052, 8)
        ]
    return join(*parts, block((0.045, 0.014, 0.12), wool, at=(0, 0.018, 0), chamfer_m=0.006))


def blanket(r: Request) -> Part:
    """A folded blanket: four layers with rounded folds and a stripe."""
    wool = r.paint("cloth", "slate")
    layers = []
    for k in range(4):
        y = -0.045 + 0.026 * k
        layers.append(block((0.42, 0.024, 0.3), wool, at=(0.003 * (k % 2), y, 0.004 * (k % 3)), chamfer_m=0.0105))
    stripes = [
        block((0.03, 0.108, 0.306), r.palette.use("cloth", "cream"), at=(x, -0.006, 0.004), chamfer_m=0.012)
        for x in (-0.13, -0.08)
    ]
    return join(*layers, *stripes)


def pillow(r: Request) -> Part:
    """A plump pillow with piped corners."""
    u, v = np.meshgrid(np.linspace(-1, 1, 17), np.linspace(-1, 1, 13), indexing="xy")
    fat = 0.085 * np.sqrt(np.clip((1 - u**4) * (1 - v**4), 0, 1)) + 0.003 * fractal(u * 3, v * 3, "pillow", octaves=2) * (
        1 - u**2
    ) * (1 - v**2)
    x = 0.27 * u * (1 - 0.05 * (1 - v**2))
    z = 0.2 * v * (1 - 0.06 * (1 - u**2))
    linen = r.paint("linen")
    top = sheet(np.stack([x, fat, z], -1), linen, crease_rad=3)
    foot = sheet(np.stack([x, -0.7 * fat, z], -1)[::-1], linen, crease_rad=3)
    edge = np.concatenate(
        [
            np.stack([x, 0 * x, z], -1)[0],
            np.stack([x, 0 * x, z], -1)[1:, -1],
            np.stack([x, 0 * x, z], -1)[-1, -2::-1],
            np.stack([x, 0 * x, z], -1)[-2::-1, 0],
        ]
    )
    return join(top, foot, tube(edge, 0.004, linen, sides=6))


def flag(r: Request) -> Part:
    """A flag on a staff, flying towards -X, in two bands and a charge."""
    x, y = np.meshgrid(np.linspace(0, 0.9, 22), np.linspace(0, 0.6, 9), indexing="xy")
    wave = 0.055 * np.sin(x * 9.0 + y * 1.6) * x**0.7 + 0.02 * np.sin(x * 17)
    points = np.stack([-x - 0.016, 0.66 + y - 0.05 * x, wave], -1)
    low = sheet(points[:5, ::-1], r.paint("cloth", "red"), both_sides=True, crease_rad=3)
    high = sheet(points[4:, ::-1], r.palette.use("cloth", "ivory"), both_sides=True, crease_rad=3)
    return join(
        tube([(0, -0.55, 0), (0, 1.29, 0)], [0.0145, 0.012], r.plain("wood"), sides=11),
        ball(0.021, r.plain("brass"), at=(0, 1.3, 0), sides=12),
        low,
        high,
        *(shifted(torus(0.016, 0.0022, r.plain("brass"), around=14, sides=5), y=y) for y in (0.67, 1.25)),
    )


def doll(r: Request) -> Part:
    """A rag doll, held by its middle: wool plaits, button eyes, a stitched smile, a dress with an apron."""
    skin, dress, hair = r.palette.use("linen", "cream"), r.paint("cloth", "red"), r.palette.use("cloth", "brown")
    limbs = [piece for side in (-1, 1) for piece in _doll_side(r, side, skin, hair)]
    smile = [(0.011 * math.sin(a), 0.098 - 0.006 * math.cos(a), 0.04 - 0.0012 * abs(a)) for a in np.linspace(-1.1, 1.1, 7)]
    fringe = moved(ball(0.0445, hair, sides=16), translation((0, 0.117, -0.007)) @ np.diag([1.0, 1.0, 0.94, 1.0]))
    a, y = np.meshgrid(np.linspace(-0.62, 0.62, 7), np.array([-0.074, -0.045, -0.02, 0.0, 0.02]), indexing="xy")
    wide = np.interp(y, (-0.078, -0.02, 0.028), (0.0665, 0.0525, 0.0345)) * (1 + 0.015 * np.cos(9 * a))
    apron = sheet(np.stack([wide * np.sin(a), y, wide * np.cos(a)], -1), r.plain("linen"), both_sides=True, crease_rad=3)
    return join(
        lathe([(0.062, -0.082), (0.064, -0.078), (0.05, -0.02), (0.032, 0.028), (0.03, 0.06), (0.016, 0.074)], dress, sides=18,
        crease_rad=1.0,), shifted(torus(0.0335, 0.004, r.plain("linen"), around=16, sides=5), y=0.024),
        moved(ball(0.042, skin, sides=18), translation((0, 0.108, 0.003)) @ np.diag([0.95, 1.0, 0.92, 1.0])), fringe, apron, *limbs,
        tube(smile, 0.0012, r.plain("paint_red"), sides=5),
    )  # fmt: skip


def _doll_side(r: Request, s: int, skin: int, hair: int) -> list[Part]:
    """A rag doll's arm, leg, plait, eye and cheek on one side."""
    arm = [(s * 0.026, 0.062, 0), (s * 0.06, 0.03, 0.004), (s * 0.092, -0.008, 0.012)]
    leg = [(s * 0.022, -0.06, 0), (s * 0.026, -0.115, 0.002), (s * 0.03, -0.17, 0.006)]
    plait = [(s * 0.036, 0.125, -0.006), (s * 0.056, 0.1, 0.0), (s * 0.055, 0.06, 0.008)]
    return [
        tube(arm, [0.013, 0.0125, 0.011], skin, sides=9, bend=3),
        ball(0.0135, skin, at=(s * 0.095, -0.014, 0.013), sides=9),
        tube(leg, [0.0155, 0.0145, 0.013], skin, sides=9),
        _egg((s * 0.03, -0.178, 0.014), (0.0136, 0.0136, 0.0221), r.plain("leather")),
        tube(plait, [0.011, 0.0105, 0.0075], hair, sides=9, bend=3),
        shifted(torus(0.009, 0.003, r.plain("paint_red"), around=10, sides=5), s * 0.055, 0.068, 0.007),
        _egg((s * 0.0145, 0.116, 0.0395), (0.0042, 0.0042, 0.0021), r.plain("ink")),
        _egg((s * 0.0215, 0.1, 0.0355), (0.0055, 0.0044, 0.0017), r.palette.use("linen", "pink")),
    ]


def teddy(r: Request) -> Part:
    """A teddy bear, sitting, held round its belly: plush, a muzzle, ears, pads, a bow."""
    plush, pad = r.paint("cloth", "brown"), r.palette.use("cloth", "tan")
    parts = [
        _egg((0, 0.0, 0), (0.066, 0.078, 0.058), plush),
        _egg((0, -0.004, 0.03), (0.04, 0.05, 0.034), pad),
        _egg((0, 0.115, 0.006), (0.056, 0.05, 0.05), plush),
        _egg((0, 0.1, 0.047), (0.025, 0.02, 0.021), pad),
        _egg((0, 0.109, 0.066), (0.008, 0.006, 0.005), r.plain("ink")),
    ]
    for s in (-1, 1):
        parts += [
            _egg((s * 0.044, 0.156, 0), (0.019, 0.019, 0.01), plush),
            _egg((s * 0.044, 0.156, 0.006), (0.011, 0.011, 0.007), pad),
            _egg((s * 0.021, 0.124, 0.05), (0.005, 0.005, 0.004), r.plain("ink")),
            tube(
                [(s * 0.05, 0.05, 0.008), (s * 0.082, 0.02, 0.03), (s * 0.08, -0.01, 0.056)],
                [0.022, 0.0215, 0.02],
                plush,
                sides=10,
                bend=2,
            ),
            _egg((s * 0.08, -0.014, 0.06), (0.02, 0.02, 0.018), plush),
            tube(
                [(s * 0.04, -0.06, 0.014), (s * 0.06, -0.068, 0.06), (s * 0.064, -0.066, 0.085)],
                [0.03, 0.0285, 0.027],
                plush,
                sides=10,
                bend=2,
            ),
            _egg((s * 0.064, -0.06, 0.094), (0.027, 0.031, 0.013), plush),
            _egg((s * 0.064, -0.06, 0.1035), (0.018, 0.021, 0.006), pad),
            moved(_egg((s * 0.018, 0, 0), (0.017, 0.011, 0.006), r.plain("paint_red")), translation((0, 0.068, 0.056))),
        ]
    return join(*parts, _egg((0, 0.068, 0.058), (0.006, 0.007, 0.006), r.plain("paint_red")))


def _egg(at: tuple[float, float, float], half: tuple[float, float, float], material: int) -> Part:
    return moved(ball(1.0, material, sides=12), translation(at) @ np.diag([*half, 1.0]))


def _hanging(material: int, half_m: float, top_m: float, foot_m: float, folds: int) -> Part:
    return sheet(_folds(half_m, top_m, foot_m, folds), material, both_sides=True, crease_rad=3)


def _folds(half_m: float, top_m: float, foot_m: float, folds: int) -> F64:
    """A grid that hangs from a gathered top and falls into folds."""
    rows = max(2, round((top_m - foot_m) / 0.05) + 1)
    x, y = np.meshgrid(np.linspace(-1, 1, 2 * folds + 5), np.linspace(top_m, foot_m, rows), indexing="xy")
    spread = 0.28 + 0.72 * np.clip(-y / 0.3, 0, 1) ** 0.6
    depth = 0.024 * np.sin(x * folds * 1.35 + y * 3) * (0.7 + 0.5 * spread) + 0.012 * np.sin(y * 9 + x * 2)
    return np.stack([half_m * x * spread, y + 0.006 * np.cos(x * folds), depth], -1)
