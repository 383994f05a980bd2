"""Fingers: how far a hand is closed, what a handle's thickness does to that, and an index finger that points."""

from __future__ import annotations

import numpy as np

from redearth.stage.motion import quat
from redearth.stage.motion.controls import MIRROR, SIDES, Controls
from redearth.stage.parts import F64

FLAT, RELAXED, FIST = 0.0, 0.35, 1.0
"""Values of ``Controls.grip``."""
FINGER_JOINTS = tuple(side + part for side in SIDES for part in ("Fingers", "FingerTips", "Index", "IndexTip", "Thumb"))
_AT = (FLAT, RELAXED, FIST)
_KNUCKLE_RAD, _TIP_RAD = (-0.60, 0.0, 0.95), (-0.42, 0.0, 1.05)
_POINTING_RAD = (-0.30, -0.72)
_LYING_RAD = (-0.62, -0.80)
"""Bends of knuckles and tips of a hand that lies on the ground: bent back, so that no tip enters it."""
_THUMB_RAD = (-0.20, 0.0, 1.15)
_ALONG, _PALMWARD = np.array([0.643, -0.766, 0.0]), np.array([-0.766, -0.643, 0.0])
_THUMB_AXIS = 0.443 * _ALONG - 0.211 * np.array([0.0, 0.0, 1.0]) - 0.871 * _PALMWARD
"""The left thumb's: from lying beside the palm to lying across the fingers."""
_HANDLE_M, _CLOSED = (0.0, 0.012, 0.02, 0.035, 0.05, 0.08), (1.0, 0.86, 0.76, 0.60, 0.48, 0.36)


def grip_for(radius_m: float) -> float:
    """Return how far a hand closes (``Controls.grip``) around a handle of this radius: the thicker it is, the more open the hand."""
    return float(np.interp(radius_m, _HANDLE_M, _CLOSED))


def finger_turns(controls: Controls, flat: F64) -> F64:
    """Return local turns [F, 10, 4] in the order of ``FINGER_JOINTS``; ``flat`` [2, F] is how much each hand lies on the ground."""
    out = []
    for side in (0, 1):
        grip, pointing = np.clip(controls.grip[side], 0.0, 1.0), np.clip(controls.pointing[side], 0.0, 1.0)
        grip = np.maximum(grip, 0.9 * pointing)
        bends = [np.interp(grip, _AT, row) for row in (_KNUCKLE_RAD, _TIP_RAD)]
        bends = [bend + (lying - bend) * flat[side] for bend, lying in zip(bends, _LYING_RAD, strict=True)]
        index = [bend + (straight - bend) * pointing for bend, straight in zip(bends, _POINTING_RAD, strict=True)]
        # flexion turns the hand's length towards its palm: about -z on the left, +z on the right
        out += [quat.about(2, -MIRROR[side] * bend) for bend in (*bends, *index)]
        out.append(_thumb(grip, MIRROR[side]))
    return np.stack(out, axis=1)


def _thumb(grip: F64, mirror: float) -> F64:
    """Return the thumb's turn: it comes in over the fingers as the hand closes."""
    half = 0.5 * np.interp(grip, _AT, _THUMB_RAD)[:, None]
    axis = _THUMB_AXIS * np.array([1.0, mirror, mirror])  # a turn seen in a mirror runs the other way round
    return np.concatenate([np.cos(half), np.sin(half) * axis], axis=1)
