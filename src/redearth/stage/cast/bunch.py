"""Cloth that bunches where a joint bends: crosswise bands that go with one bone a little more, then with the other.

Straight limbs show nothing of it. Where a limb bends, the bands part: folds rise on the inner side and take light and shade, the deeper the sharper the
bend, and at no cost, for all that differs is the share that each bone has of each vertex.
"""

from __future__ import annotations

import numpy as np

from redearth.stage.cast.field import F64, bump, ramp
from redearth.stage.cast.skin import ARM_AXIS, ARM_SIDE, ELBOW_M, REST, biped_weights
from redearth.stage.rows import lengths

_KNEE, _HIP_Y, _WAIST_Y = REST["leftLowerLeg"], 0.890, 1.110
_ELBOW_SHIFT_M, _KNEE_SHIFT_M, _HIP_SHIFT_M, _WAIST_SHIFT_M = 0.020, 0.022, 0.034, 0.040
"""How far along the bone a band's share is taken from."""


def cloth_weights(points: F64, coat: bool = False) -> F64:
    """Return dense shares [V, J] of cloth on a body at rest, as :func:`biped_weights`, bunched at elbows, knees, hips and waist."""
    return biped_weights(points + _shifts(points, coat), coat=coat)


def _shifts(points: F64, coat: bool) -> F64:
    """Return how far [V, 3] from itself each point's shares are taken."""
    q = np.column_stack([np.abs(points[:, 0]), points[:, 1], points[:, 2]])
    rel = q - REST["leftUpperArm"]
    along = rel @ ARM_AXIS
    sleeve = ramp(lengths(rel - np.outer(along, ARM_AXIS)), 0.13, 0.10) * ramp(q[:, 0], 0.19, 0.25)
    inner = 0.35 + 0.65 * ramp(q[:, 2] - REST["leftLowerArm"][2], -0.015, 0.025)
    elbow = _ELBOW_SHIFT_M * sleeve * inner * bump(along, ELBOW_M, 0.075) * _bands(along, rel @ ARM_SIDE, 0.052)
    out = np.outer(elbow, ARM_AXIS) * [1.0, 1.0, 1.0]
    out[:, 0] *= np.sign(points[:, 0])
    trunk = 1.0 - sleeve
    out[:, 1] += _WAIST_SHIFT_M * trunk * bump(q[:, 1], _WAIST_Y, 0.085) * _bands(q[:, 1], q[:, 0], 0.060)
    if coat:
        return out
    behind = 0.25 + 0.75 * ramp(q[:, 2] - _KNEE[2], 0.015, -0.025)
    out[:, 1] += _KNEE_SHIFT_M * trunk * behind * bump(q[:, 1], float(_KNEE[1]), 0.080) * _bands(q[:, 1], q[:, 0], 0.054)
    front = ramp(q[:, 2], -0.02, 0.05)
    out[:, 1] += _HIP_SHIFT_M * trunk * front * bump(q[:, 1], _HIP_Y, 0.055) * _bands(q[:, 1] + 0.6 * q[:, 0], q[:, 0], 0.062)
    return out


def _bands(along: F64, across: F64, pitch_m: float) -> F64:
    """Return wandering crosswise bands in [-1, 1]."""
    wander = 0.006 * np.sin(45 * across + 11 * along) + 0.22 * across
    return np.asarray(np.sin(2 * np.pi * (along + wander) / pitch_m))
