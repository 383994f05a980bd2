"""Trimmings of ordinary clothes: lapels, tie, buttons, pockets, collar, belt, apron, epaulettes."""

from __future__ import annotations

import numpy as np

from redearth.stage.cast.collars import collars
from redearth.stage.cast.field import F64
from redearth.stage.cast.gear import worn
from redearth.stage.cast.mesher import along_rays, settled
from redearth.stage.cast.outfit import Fitting
from redearth.stage.cast.part import Part, Shell, creased, joined, mirrored, shell_of
from redearth.stage.cast.shapes import belt, plate, strap, turned
from redearth.stage.cast.skin import biped_weights

_FRONT, _UP = (0.0, 0.0, 1.0), (0.0, 1.0, 0.0)


def trimmings(fit: Fitting) -> list[Part]:
    """Return what a family's clothes are trimmed with."""
    family = fit.outfit.family
    parts = collars(fit)
    if family == "service":
        parts += _waistcoat(fit)
    if family in ("business", "lab_coat", "long_coat"):
        parts += _opening(fit, tie=family == "business" and (not fit.outfit.female or "tie" in fit.outfit.extras))
        parts.append(_buttons(fit, 0.0, (1.16, 1.06)))
    if family in ("work", "uniform") or (family == "casual" and fit.outfit.top in ("jacket", "shirt")):
        parts += _placket(fit) + (_pockets(fit) if family != "casual" else [])
    if family == "chef":
        parts += [_buttons(fit, 0.045, (1.38, 1.30, 1.22, 1.14)), _buttons(fit, -0.045, (1.38, 1.30, 1.22, 1.14))]
    if "apron" in fit.outfit.extras:
        parts += _apron(fit)
    if family in ("robe", "dress"):
        material = "accent"
        high_m = 1.185 if fit.outfit.build.unborn else 1.045  # tied over the child, not around it
        parts.append(worn(belt(fit.surface, (0, high_m, 0), _UP, 0.5, 0.022 if family != "robe" else 0.045, 0.006), material))
    return parts


def _opening(fit: Fitting, tie: bool) -> list[Part]:
    """Return shirt front, lapels and, for some, a tie."""
    s = fit.surface
    points = [[0.052, 1.462, 0.05], [0.066, 1.41, 0.12], [0.060, 1.33, 0.15], [0.034, 1.25, 0.16], [0.004, 1.18, 0.16]]
    lapel = strap(s, points, 0.026, 0.006, 18)
    out = [worn(joined([lapel, mirrored(lapel)]), "cloth")]

    out.append(_front(fit, 0.062, 1.476, 1.17, 0.004, 0.004, "shirt"))
    if tie:
        out += [_front(fit, 0.016, 1.435, 1.16, 0.034, 0.010, "accent"), _front(fit, 0.019, 1.462, 1.435, 0.013, 0.013, "accent")]
    return out


def _waistcoat(fit: Fitting) -> list[Part]:
    """Return the shirt front of a waistcoat, its buttons and a bow tie or a long one."""
    parts = [_front(fit, 0.058, 1.476, 1.24, 0.004, 0.004, "shirt"), _buttons(fit, 0.0, (1.21, 1.15, 1.09, 1.03))]
    if "tie" in fit.outfit.extras:
        return [
            *parts,
            _front(fit, 0.016, 1.435, 1.24, 0.030, 0.010, "accent"),
            _front(fit, 0.019, 1.462, 1.435, 0.013, 0.010, "accent"),
        ]
    bow = [
        plate(fit.surface, (x, 1.468, 0.0), _FRONT, _UP, (-0.030, 0.030), (-0.020, 0.020), 0.020, (7, 5), 0.3, "flat")
        for x in (-0.031, 0.031)
    ]
    return [*parts, worn(joined(bow), "accent")]


def _front(fit: Fitting, half: float, high: float, low: float, narrow: float, lift: float, material: str) -> Part:
    """Return a strip down the middle of the chest that lies on it: a shirt front, a tie, its knot."""
    u, v = (g.ravel() for g in np.meshgrid(np.linspace(-1, 1, 9), np.linspace(0, 1, 14), indexing="ij"))
    width, y = np.interp(v, [0, 0.5, 1], [half, (half + narrow) / 2, narrow]), high + (low - high) * v
    start = np.column_stack([u * width, y, 0 * y])
    border = np.abs(u) > 0.99
    points = along_rays(
        fit.surface, start, np.broadcast_to(np.array(_FRONT), start.shape), 0.5, np.where(border, min(0.0, lift - 0.008), lift)
    )
    i, j = (g.ravel() for g in np.meshgrid(np.arange(8), np.arange(13), indexing="ij"))
    a, b, c, d = i * 14 + j, (i + 1) * 14 + j, (i + 1) * 14 + j + 1, i * 14 + j + 1
    return worn(
        creased(shell_of(points, np.concatenate([np.column_stack([a, c, b]), np.column_stack([a, d, c])])), 0.9), material
    )


def _buttons(fit: Fitting, x: float, heights: tuple[float, ...]) -> Part:
    shells: list[Shell] = []
    for y in heights:
        at = settled(fit.surface, np.array([[x, y, 0.17]]), offset_m=0.001)[0]
        shells.append(turned(at, _FRONT, [(0, 0.010), (0.004, 0.010), (0.006, 0.007), (0.005, 0.001)], 10))
    return worn(joined(shells), "gear")


def _placket(fit: Fitting) -> list[Part]:
    line = strap(fit.surface, [[0, 1.455, 0.1], [0, 1.30, 0.16], [0, 1.12, 0.16], [0, 0.94, 0.16]], 0.014, 0.004, 18)
    return [
        worn(line, "cloth2" if fit.outfit.family == "casual" and fit.outfit.top == "jacket" else "cloth"),
        _buttons(fit, 0.0, (1.36, 1.25, 1.14, 1.03)),
    ]


def _pockets(fit: Fitting) -> list[Part]:
    chest = plate(fit.surface, (0.080, 1.29, 0.0), _FRONT, _UP, (-0.042, 0.042), (-0.052, 0.040), 0.007, (8, 7), 0.12, "flat")
    flap = plate(fit.surface, (0.080, 1.325, 0.0), _FRONT, _UP, (-0.046, 0.046), (-0.014, 0.012), 0.011, (8, 4), 0.10, "flat")
    both = joined([chest, flap])
    return [worn(joined([both, mirrored(both)]), "cloth"), worn(_patch(fit), "accent")]


def _patch(fit: Fitting) -> Shell:
    return plate(fit.surface, (0.080, 1.355, 0.0), _FRONT, _UP, (-0.030, 0.030), (-0.009, 0.009), 0.006, (6, 4), 0.1, "flat")


def _apron(fit: Fitting) -> list[Part]:
    def outside(p: F64) -> F64:
        return np.minimum(
            fit.surface(p), np.hypot(p[:, 0] / 1.25, p[:, 2] + 0.01) - 0.145 - 0.12 * np.clip(1.0 - p[:, 1], 0, 0.5)
        )

    skirt = plate(outside, (0, 0, 0), _FRONT, _UP, (-1.15, 1.15), (0.52, 1.05), 0.010, (16, 12), 0.06, "column")
    bib = plate(outside, (0, 0, 0), _FRONT, _UP, (-0.10, 0.10), (1.02, 1.33), 0.010, (10, 9), 0.06, "flat")
    band = belt(fit.surface, (0, 1.04, 0), _UP, 0.5, 0.012, 0.012, 32)
    shell = joined([skirt, bib])
    return [Part(shell=shell, material="apron", weights=worn_coat(shell)), worn(band, "apron")]


def worn_coat(shell: Shell) -> F64:
    """Return the shares of cloth that hangs free over both legs."""
    return biped_weights(shell.positions, coat=True)
