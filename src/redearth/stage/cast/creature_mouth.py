"""The inside of the creature's mouth: one bag of wet skin from palate to jaw that narrows into a dark throat, and a tongue on its floor."""

from __future__ import annotations

import numpy as np

from redearth.stage.cast.field import F64, ramp
from redearth.stage.cast.part import I64, Part, Shell, shell_of
from redearth.stage.cast.shapes import curve, sweep
from redearth.stage.cast.species import Species

_AROUND, _ALONG = 24, 12
_DARK_FROM = 6
"""Rings of the bag, counted from the throat, that lie in the dark."""
_SKIN_M = 0.016
_BACK_Z, _CORNER_Z, _PALATE_Z, _LIP_Z, _NOTCH_Z = 1.165, 1.36, 1.58, 1.62, 1.50
"""Where the bag begins in the throat, and its rim: cheek corners, behind the upper teeth, beside the jaws, between their halves."""
_AT_Z = (1.165, 1.23, 1.30, 1.40, 1.52, 1.62)
_ROOF_Y = (1.415, 1.445, 1.462, 1.465, 1.455, 1.448)
_FLOOR_Y = (1.385, 1.350, 1.305, 1.250, 1.212, 1.205)
_ROOF_X = (0.030, 0.105, 0.130, 0.138, 0.128, 0.085)
_FLOOR_X = (0.030, 0.125, 0.185, 0.222, 0.222, 0.195)


def mouth_parts(species: Species) -> list[Part]:
    """Return throat, lining, the skin of cheeks and chin behind it, and the tongue; they stretch between ``head`` and ``jaw``."""
    inner, angle = _bag()
    shells = [(_lining(inner[: _DARK_FROM + 1]), "gullet"), (_lining(inner[_DARK_FROM:]), "maw"), (_skin(inner), "flesh")]
    low = np.tile(ramp(-np.sin(angle), -0.35, 0.55), (_ALONG, 1))
    weighed = low * ramp(inner[..., 2], _BACK_Z + 0.01, 1.30)
    shares = (weighed[: _DARK_FROM + 1], weighed[_DARK_FROM:], weighed)
    parts = [_hung(species, shell, name, share.ravel()) for (shell, name), share in zip(shells, shares, strict=True)]
    tongue = _tongue(species)
    return [*parts, _hung(species, tongue, "tongue", ramp(tongue.positions[:, 2], 1.18, 1.32))]


def _bag() -> tuple[F64, F64]:
    """Return rings [_ALONG, _AROUND, 3] from throat to rim, and the angle of each place on a ring (0 left corner, pi/2 palate)."""
    angle = np.linspace(0.0, 2 * np.pi, _AROUND, endpoint=False)
    c, s = np.cos(angle), np.sin(angle)
    beside = np.exp(-(((np.abs(c) - 0.72) / 0.26) ** 2))
    below = _NOTCH_Z + (_LIP_Z - _NOTCH_Z) * beside
    rim = _CORNER_Z + (np.where(s > 0, _PALATE_Z, below) - _CORNER_Z) * np.clip(np.abs(s) * 1.25, 0, 1) ** 1.4
    t = np.linspace(0.0, 1.0, _ALONG)[:, None]
    z = _BACK_Z + (rim - _BACK_Z) * t
    roof, floor = np.interp(z, _AT_Z, _ROOF_Y), np.interp(z, _AT_Z, _FLOOR_Y)
    height = 0.5 + 0.5 * np.sign(s) * np.abs(s) ** 0.75
    wide = np.interp(z, _AT_Z, _FLOOR_X) + (np.interp(z, _AT_Z, _ROOF_X) - np.interp(z, _AT_Z, _FLOOR_X)) * height
    x = np.sign(c) * np.abs(c) ** 0.55 * wide
    folds = 0.004 * np.sin(z * 95 + 1.7 * np.sin(2 * angle)) * np.clip(4 * t * (1 - t), 0, 1)
    y = floor + (roof - floor) * height - folds * s
    return np.stack([x - folds * c, y, z], -1), angle


def _faces(rings: int) -> I64:
    """Return the triangles of a tube of rings, seen from inside."""
    i, j = (g.ravel() for g in np.meshgrid(np.arange(rings - 1), np.arange(_AROUND), indexing="ij"))
    a, b = i * _AROUND + j, i * _AROUND + (j + 1) % _AROUND
    d, c = a + _AROUND, b + _AROUND
    return np.concatenate([np.column_stack([a, c, b]), np.column_stack([a, d, c])]).astype(np.int64)


def _lining(rings: F64) -> Shell:
    return shell_of(rings.reshape(-1, 3), _faces(len(rings)))


def _skin(rings: F64) -> Shell:
    """Return the outside of the bag, a little larger, shut on the lining at the rim."""
    inside = _lining(rings).normals
    thick = _SKIN_M * np.minimum(1.0, (_ALONG - 1 - np.arange(_ALONG)) + 0.3)
    points = rings.reshape(-1, 3) - inside * np.repeat(thick, _AROUND)[:, None]
    return shell_of(points, _faces(len(rings))[:, ::-1])


def _tongue(species: Species) -> Shell:
    """Return a thick tongue that rises from the throat, lies along the floor and curls at its tip."""
    aside = 0.05 * (species.unit("tongue") - 0.5)
    line = curve(
        [[0, 1.395, 1.19], [0, 1.372, 1.28], [aside, 1.322, 1.42], [2 * aside, 1.292, 1.55], [3 * aside, 1.318, 1.66]], 18
    )
    t = np.linspace(0.0, 1.0, len(line))
    wide = np.interp(t, [0, 0.25, 0.55, 0.85, 1], [0.060, 0.085, 0.078, 0.050, 0.022]) * (1 + 0.05 * np.sin(40 * t))
    thick = np.interp(t, [0, 0.3, 0.8, 1], [0.040, 0.042, 0.026, 0.012])
    return sweep(line, wide, thick, [1, 0, 0], 14)


def _hung(species: Species, shell: Shell, material: str, jaw: F64) -> Part:
    rig = species.rig
    weights = np.zeros((len(shell.positions), len(rig.names)))
    weights[:, rig.index("jaw")] = jaw
    weights[:, rig.index("head")] = 1.0 - jaw
    return Part(shell=shell, material=material, weights=weights)
