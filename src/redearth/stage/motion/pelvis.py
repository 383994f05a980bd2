"""The pelvis gives way to the legs: it tips forward where a thigh behind would turn farther than its hip lets it, and the loins take that back."""

from __future__ import annotations

import numpy as np

from redearth.stage.motion import quat
from redearth.stage.motion.ease import lowest_near, soften
from redearth.stage.motion.twobone import bend
from redearth.stage.parts import F64

_BACK_RAD = np.radians(31.0)
"""A thigh goes so far behind the pelvis; ``limits.RANGES`` has 34 degrees and a margin for what turns aside at once."""
_MOST_RAD = np.radians(20.0)
"""Runners tip their pelvis by up to 20 degrees (Schache et al. 1999)."""
_FOLDED_RAD, _UNFOLDS_RAD = np.radians(124.0), np.radians(18.0)
"""A thigh is folded no farther against the belly, and by so much the pelvis rolls back for it."""
_BEHIND = 0.42
"""Ankles nearer to below the hip than this share of the leg trouble no hip."""


def tipped(turns: F64, joints_m: list[F64], ankles_m: F64, poles: list[F64], lengths_m: tuple[float, float]) -> F64 | None:
    """Return [F] how far the pelvis tips forward, or back for a thigh that is folded against it, in radians; None where it need not.

    ``turns`` [F, 4] are the pelvis's in set space, ``joints_m`` and ``poles`` [F, 3] of each side, ``ankles_m`` [2, F, 3].
    """
    need, fold = np.zeros(len(turns)), np.zeros(len(turns))
    for joint, ankle, pole in zip(joints_m, ankles_m, poles, strict=True):
        local = quat.rotate(quat.inverse(turns), ankle - joint)
        short = (local * local).sum(-1) < (0.7 * sum(lengths_m)) ** 2
        where = np.flatnonzero((-local[:, 2] > _BEHIND * sum(lengths_m)) | short)
        if not len(where):
            continue
        leg = bend(joint[where], ankle[where], pole[where], *lengths_m)
        thigh = quat.rotate(quat.inverse(turns[where]), leg.upper)
        back = np.arctan2(-thigh[:, 2], np.maximum(-thigh[:, 1], 0.05))
        need[where] = np.maximum(need[where], np.clip(back - _BACK_RAD, 0.0, _MOST_RAD))
        ahead = np.arctan2(thigh[:, 2], -thigh[:, 1]) * (thigh[:, 2] > 0)
        fold[where] = np.maximum(fold[where], np.clip(ahead - _FOLDED_RAD, 0.0, _UNFOLDS_RAD))
    if not need.any() and not fold.any():
        return None
    return np.asarray(soften(-lowest_near(-need, 2), 2) - soften(-lowest_near(-fold, 2), 2))
