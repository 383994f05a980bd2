"""Which joint moves which part of a face's skin: jaw, lips, corners of the mouth, brows; cheeks share softly."""

from __future__ import annotations

import numpy as np

from redearth.stage.cast.field import F64, ramp
from redearth.stage.cast.skin import ADULT

MOUTH_Y, MOUTH_Z = 1.5475, 0.0895
CENTRE = (0.0, 1.600, 0.0)
"""What the head's skin is cast around."""
SLIT_RAD = float(np.pi / 2 + np.arctan2(CENTRE[1] - MOUTH_Y, MOUTH_Z))
"""Angle from straight up, seen from ``CENTRE``, at which the lips meet."""


def mouth_half_m(jaw: float) -> float:
    """Return half the width of the mouth in a face whose ``jaw`` is that much broader than the plain one."""
    return 0.0215 + 0.012 * (jaw - 1.0)


def polar(points: F64) -> F64:
    """Return [V] angles from straight up, seen from the head's centre."""
    rel = points - CENTRE
    return np.asarray(np.arctan2(np.hypot(rel[:, 0], rel[:, 2]), rel[:, 1]))


def corner_share(along: F64) -> F64:
    """Return how much the corner of the mouth has of a lip, by the place along it: 0 in the middle, 1 at the end."""
    return np.asarray(1.0 - (1.0 - np.clip(np.abs(along), 0.0, 1.0) ** 2) ** 0.65)


def skin_weights(points: F64, half_m: float) -> F64:
    """Return dense shares [V, J] of head skin; ``half_m`` is half the width of the mouth."""
    x, y, z = np.abs(points[:, 0]), points[:, 1], points[:, 2]
    left = ramp(points[:, 0], -0.005, 0.005)
    front = ramp(z, 0.005, 0.055)
    jaw = _jaw(points, half_m) * front * ramp(y, 1.475, 1.505)
    neck = ramp(y, 1.535, 1.475) * (1 - jaw)
    corner = _corner(x, y, half_m) * front
    lip = ramp(x, 1.35 * half_m, 0.25 * half_m) * front * (1 - corner)
    upper = lip * (1 - jaw) * ramp(y, MOUTH_Y + 0.024, MOUTH_Y + 0.004)
    lower = lip * jaw * ramp(y, MOUTH_Y - 0.030, MOUTH_Y - 0.006)
    brow = _brow(x, y) * ramp(z, 0.03, 0.06)
    out = np.zeros((len(points), len(ADULT.names)))
    for side, share in (("left", left), ("right", 1 - left)):
        out[:, ADULT.index(side + "Mouth")] = corner * share
        out[:, ADULT.index(side + "Brow")] = brow * share
    out[:, ADULT.index("upperLip")], out[:, ADULT.index("lowerLip")] = upper, lower
    out[:, ADULT.index("jaw")] = np.maximum(jaw * (1 - corner) - lower, 0.0)
    out[:, ADULT.index("neck")] = neck
    out[:, ADULT.index("head")] = np.maximum(1 - out.sum(axis=1), 0.0)
    return np.asarray(out / out.sum(axis=1, keepdims=True))


def _jaw(points: F64, half_m: float) -> F64:
    """Lips part sharply; beside them the cheeks give softly."""
    wide = 0.004 + 0.19 * ramp(np.abs(points[:, 0]), 0.85 * half_m, half_m + 0.014)
    angle = polar(points)
    return np.asarray(np.clip(0.5 + (angle - SLIT_RAD) / (2 * wide), 0.0, 1.0))


def _corner(x: F64, y: F64, half_m: float) -> F64:
    inside = corner_share(x / half_m) * ramp(np.abs(y - MOUTH_Y), 0.026, 0.003)
    outside = ramp(np.hypot((x - half_m) / 1.3, y - MOUTH_Y), 0.026, 0.002)
    return np.asarray(np.where(x < half_m, inside, outside))


def _brow(x: F64, y: F64) -> F64:
    line = 1.6445 - 9.0 * (x - 0.032) ** 2
    above, below = ramp(y - line, 0.032, 0.004), ramp(y - line, -0.013, -0.004)
    return np.asarray(above * below * ramp(x, 0.064, 0.044))
