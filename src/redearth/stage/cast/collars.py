"""Collars: a band that stands, one with points, a ribbed edge, a hood that lies on the back, a robe that crosses over."""

from __future__ import annotations

import numpy as np

from redearth.stage.cast.field import F64
from redearth.stage.cast.gear import worn
from redearth.stage.cast.mesher import settled
from redearth.stage.cast.neckline import OPEN_FRONTS, neckline_m, neckline_of
from redearth.stage.cast.outfit import Fitting
from redearth.stage.cast.part import Part, Shell, joined, mirrored
from redearth.stage.cast.shapes import belt, curve, plate, strap, sweep

_COLLAR_LINE = [
    [0.0, 1.494, -0.09],
    [0.050, 1.494, -0.055],
    [0.070, 1.486, 0.0],
    [0.052, 1.470, 0.055],
    [0.024, 1.452, 0.09],
    [0.045, 1.420, 0.12],
]
_CROSSING = [[0.055, 1.497, -0.06], [0.074, 1.478, 0.0], [0.062, 1.440, 0.07], [0.0, 1.360, 0.15], [-0.065, 1.255, 0.16], [-0.115, 1.120, 0.13], [-0.13, 1.06, 0.11]]  # fmt: skip


def collars(fit: Fitting) -> list[Part]:
    """Return what a family's clothes end in at the neck."""
    family, top = fit.outfit.family, fit.outfit.top
    if family in OPEN_FRONTS:
        return [_pointed(fit, "shirt")]
    if family == "work" or top == "shirt":
        return [_pointed(fit, "cloth")]
    if family == "robe":
        return [_crossed(fit)]
    neckline = neckline_of(fit.outfit)
    if neckline != "collar":
        return [*([_edge(fit)] if neckline == "crew" else []), *(_hood_down(fit) if top == "hoodie" else [])]
    return [worn(belt(fit.surface, (0, 1.492, -0.004), (0, 1, 0.25), 0.085, 0.017, 0.005, 26), "cloth")]


def _pointed(fit: Fitting, material: str) -> Part:
    """Return a shirt's collar: a low band and two leaves that end in points."""
    band = belt(fit.surface, (0, 1.488, -0.004), (0, 1, 0.25), 0.085, 0.012, 0.004, 26)
    width = np.interp(np.linspace(0, 1, 20), [0, 0.55, 0.8, 1], [0.017, 0.018, 0.020, 0.005])
    leaf = strap(fit.surface, _COLLAR_LINE, width, 0.006, 20)
    return worn(joined([band, leaf, mirrored(leaf)]), material)


def _edge(fit: Fitting) -> Part:
    """Return the ribbed edge of a round neckline."""
    kind = neckline_of(fit.outfit)
    angle = np.linspace(0, 2 * np.pi, 28, endpoint=False)
    ring = np.column_stack([0.085 * np.sin(angle), np.full(28, 1.46), 0.075 * np.cos(angle) - 0.006])
    for _ in range(3):
        ring[:, 1] = neckline_m(ring, kind) - 0.005
        ring = settled(fit.surface, ring, offset_m=0.0015, turns=1)
    return worn(sweep(ring, 0.009, 0.0045, [0, 1, 0], 6, closed=True, square=0.7), "cloth")


def _hood_down(fit: Fitting) -> list[Part]:
    """Return a hood that lies on the back, the cords and the pouch in front."""
    line = curve(
        [[0.048, 1.440, 0.085], [0.088, 1.470, 0.025], [0.090, 1.486, -0.045], [0.050, 1.480, -0.105], [0.0, 1.466, -0.125]], 14
    )
    left = settled(fit.surface, line, offset_m=0.008)
    path = np.concatenate([left, (left * [-1, 1, 1])[-2::-1]])
    share = np.abs(np.linspace(-1, 1, len(path)))
    rolled = sweep(path, 0.052 - 0.038 * share**1.5, 0.034 - 0.022 * share, _outward(fit, path), 9)
    cords: list[Shell] = []
    for x in (-0.030, 0.034):
        run = settled(fit.surface, curve([[x, 1.435, 0.11], [x * 1.1, 1.37, 0.15], [x * 1.05, 1.30, 0.16]], 8), offset_m=0.003)
        cords.append(sweep(run, 0.0032, 0.0032, [1, 0, 0], 5))
    pouch = plate(fit.surface, (0, 1.045, 0), (0, 0, 1), (0, 1, 0), (-0.115, 0.115), (-0.07, 0.065), 0.010, (10, 7), 0.10, "flat")
    return [worn(joined([rolled, pouch]), "cloth"), worn(joined(cords), "shirt")]


def _outward(fit: Fitting, path: F64) -> F64:
    """Return unit vectors [K, 3] that lie on the body across a path: along them a roll is wide."""
    step = 0.01
    out = np.column_stack([fit.surface(path + e) - fit.surface(path - e) for e in np.eye(3) * step])
    across: F64 = np.cross(np.gradient(path, axis=0), out)
    return across


def _crossed(fit: Fitting) -> Part:
    """Return a robe's edges, the left one over the right."""
    over = strap(fit.surface, _CROSSING, 0.023, 0.010, 26)
    under = mirrored(strap(fit.surface, _CROSSING[:4], 0.023, 0.006, 16))
    return worn(joined([over, under]), "cloth2")
