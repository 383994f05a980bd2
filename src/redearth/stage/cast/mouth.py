"""The mouth: lips that part, press, round and spread, and behind them teeth, a tongue and the dark."""

from __future__ import annotations

import numpy as np

from redearth.stage.cast.face_skin import MOUTH_Y, corner_share
from redearth.stage.cast.field import F64, Field
from redearth.stage.cast.mesher import along_rays
from redearth.stage.cast.part import Part, Shell, rigid, shell_of
from redearth.stage.cast.shapes import sweep
from redearth.stage.cast.skin import ADULT

_PLACES = np.linspace(-1, 1, 17)


def mouth(face: Field, half_m: float, full: float) -> list[Part]:
    """Return lips, cavity, teeth and tongue of a ``face``; ``half_m`` is half the mouth's width, ``full`` how full the lips are (1 plain)."""
    start = np.column_stack([_PLACES * half_m, np.full((len(_PLACES), 2), (MOUTH_Y, 0.03))])
    skin_z = along_rays(face, start, np.broadcast_to(np.array([0.0, 0.0, 1.0]), start.shape), 0.12)[:, 2]
    return [*_lips(skin_z, half_m, full), _cavity(skin_z, half_m), *_teeth(skin_z[len(_PLACES) // 2]), _tongue()]


def _lips(skin_z: F64, half_m: float, full: float) -> list[Part]:
    x = _PLACES
    bow = 0.0011 * np.cos(x * 3.2 * np.pi) * (np.abs(x) < 0.6)
    thick = np.sqrt(np.clip(1 - 0.94 * x**2, 0.03, 1)) * full
    front = skin_z - 0.0012 - 0.0012 * x**2
    upper = _lip_path(x, half_m, 0.0040 * full, front) + np.column_stack([0 * x, bow * 0.5, 0 * x])
    lower = _lip_path(x, half_m, -0.0046 * full, front - 0.0006)
    return [
        _bound(sweep(upper, 0.0041 * thick, 0.0052 * thick, [0, 1, 0], 9), "lips", "upperLip", half_m),
        _bound(sweep(lower, 0.0048 * thick, 0.0057 * thick, [0, 1, 0], 9), "lips", "lowerLip", half_m),
    ]


def _lip_path(x: F64, half_m: float, y_m: float, z: F64) -> F64:
    return np.column_stack([x * half_m, MOUTH_Y + y_m * (1 - 0.82 * x**2), z])


def _bound(shell: Shell, material: str, lip: str, half_m: float) -> Part:
    """Bind a lip to its own joint in the middle and to the corners at its ends."""
    along = shell.positions[:, 0] / half_m
    corner = corner_share(along)
    weights = np.zeros((len(along), len(ADULT.names)))
    weights[:, ADULT.index("leftMouth")] = corner * (along > 0)
    weights[:, ADULT.index("rightMouth")] = corner * (along <= 0)
    weights[:, ADULT.index(lip)] = 1 - corner
    return Part(shell=shell, material=material, weights=weights)


_CAVITY = (
    (0.0030, -0.0040, "upperLip", 0.0), (0.0075, -0.014, "head", 0.6), (0.0100, -0.032, "head", 0.9), (0.0, -0.050, "jaw", 1.0),
    (-0.0160, -0.032, "jaw", 0.9), (-0.0110, -0.014, "jaw", 0.6), (-0.0036, -0.0040, "lowerLip", 0.0),
)  # fmt: skip
"""Rows of the lining from the upper lip over palate, throat and floor to the lower lip: up, ahead, joint, independence of the corners."""


def _cavity(skin_z: F64, half_m: float) -> Part:
    """Return the lining, seen from within: it hangs on the lips in front and on head and jaw behind."""
    x = _PLACES
    open_ = 1 - x**4
    points, weights = [], []
    for up_m, ahead_m, joint, free in _CAVITY:
        z = skin_z - 0.002 + ahead_m * (0.6 + 0.4 * open_)
        points.append(np.column_stack([x * half_m * (1 + 0.15 * free * np.abs(x)), MOUTH_Y + up_m * open_, z]))
        corner = corner_share(x) * (1 - free * open_)
        row = np.zeros((len(x), len(ADULT.names)))
        row[:, ADULT.index("leftMouth")], row[:, ADULT.index("rightMouth")] = corner * (x > 0), corner * (x <= 0)
        row[:, ADULT.index(joint)] += 1 - corner
        weights.append(row)
    rows, across = len(_CAVITY), len(x)
    i, j = (g.ravel() for g in np.meshgrid(np.arange(rows - 1), np.arange(across - 1), indexing="ij"))
    a, b, c, d = i * across + j, i * across + j + 1, (i + 1) * across + j + 1, (i + 1) * across + j
    shell = shell_of(np.concatenate(points), np.concatenate([np.column_stack([a, c, b]), np.column_stack([a, d, c])]))
    return Part(shell=shell, material="mouth", weights=np.concatenate(weights))


def _teeth(skin_z: float) -> list[Part]:
    """Return two arches close behind the lips."""
    x = np.linspace(-0.0175, 0.0175, 13)
    out = []
    for up_m, behind_m, tall_m, joint in ((0.0014, 0.0078, 0.0046, "head"), (-0.0052, 0.0098, 0.0038, "jaw")):
        path = np.column_stack([x, 0 * x + MOUTH_Y + up_m, skin_z - behind_m - 27 * x**2])
        out.append(rigid(sweep(path, tall_m, 0.0018, [0, 1, 0], 8, square=0.5), "teeth", ADULT, **{joint: 1.0}))
    return out


def _tongue() -> Part:
    path = [[0, 1.532, 0.040], [0, 1.5385, 0.056], [0, 1.5385, 0.070], [0, 1.5370, 0.0785]]
    return rigid(
        sweep(path, [0.004, 0.0055, 0.0048, 0.003], [0.013, 0.0145, 0.0135, 0.009], [0, 1, 0], 9), "tongue", ADULT, jaw=1.0
    )
