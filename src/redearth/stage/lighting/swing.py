"""Swing a sun that stands behind the camera to the side, shot by shot, as photographers do: light from the front has no shape."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.space import matrix_from_quat, rotation_y
from redearth.direction.model import Blocking, Piece, Shot
from redearth.stage.lighting.aim import level, right_of
from redearth.stage.sets.shape import F64

_RAKING_RAD = math.radians(56.0)
"""The least level angle between where the camera looks and where the light goes."""
_STEPS = (1.0, 0.75, 0.5)
"""Shares of the swing that are tried where scenery would put the subject into its shadow."""
_LIT = 0.7
"""Share of the subject's surroundings that must be in the sun."""
_HIGH_M = 2.5
"""Lower pieces throw shadows worth having."""


def swing_sun(direction: F64, blocking: Blocking, shot: Shot) -> F64:
    """Return the sun's ``direction`` [3], turned about the vertical by the same angle on all frames of a shot that it lights from the front.

    It comes from the shot's key side, else from the other, where no scenery stands between it and what the shot looks at.
    """
    sample = shot.camera[len(shot.camera) // 2]
    forward = -matrix_from_quat(sample.rotation)[:3, 2]
    ahead, light = level(forward), level(direction)
    lack = _RAKING_RAD - math.acos(float(np.clip(ahead @ light, -1.0, 1.0)))
    if lack <= 0:
        return direction
    across = float(light @ right_of(ahead))
    seen = _seen_points(np.asarray(sample.position_m, float), ahead, float(sample.focus_m))
    key = 1.0 if shot.key_side >= 0 else -1.0
    # Light that goes to the left comes from the right; a sun that stands a little aside already is swung on.
    first = across if abs(across) > 0.12 else -key
    for share in _STEPS:
        for side in (math.copysign(1.0, first), -math.copysign(1.0, first)):
            gain = lack + (0.0 if across * side > 0 else 2 * math.asin(min(1.0, abs(across))))
            turned = rotation_y(-side * share * gain)[:3, :3] @ direction
            if _lit_share(seen, -turned, blocking.set_plan.pieces) >= _LIT:
                return np.asarray(turned)
    return direction


def _seen_points(eye: F64, ahead: F64, focus_m: float) -> F64:
    """Return [P, 3] points about what the shot is focused on, and a little nearer."""
    side = right_of(ahead)
    reach = float(np.clip(focus_m, 2.0, 14.0))
    points = [
        eye * [1, 0, 1] + ahead * reach * depth + side * reach * aside + [0, high, 0]
        for depth in (0.7, 1.0)
        for aside in (-0.35, 0.0, 0.35)
        for high in (1.0, 2.2)
    ]
    return np.array(points)


def _lit_share(points: F64, to_sun: F64, pieces: tuple[Piece, ...]) -> float:
    """Return the share of points [P, 3] that see the sun past the high solid pieces."""
    hidden = np.zeros(len(points), bool)
    for piece in pieces:
        if piece.solid and piece.position_m[1] + piece.size_m[1] > _HIGH_M:
            hidden |= _meets(points, to_sun, piece)
    return 1.0 - float(hidden.mean())


def _meets(points: F64, way: F64, piece: Piece) -> np.ndarray:
    """Tell which rays from points [P, 3] meet a piece's box; one that starts inside does not count."""
    back = rotation_y(-piece.yaw_rad)[:3, :3]
    low = np.array([-piece.size_m[0] / 2, 0.0, -piece.size_m[2] / 2])
    high = np.array([piece.size_m[0] / 2, piece.size_m[1], piece.size_m[2] / 2])
    start = (points - np.asarray(piece.position_m)) @ back.T
    course = back @ way
    course = np.where(np.abs(course) < 1e-9, 1e-9, course)
    one, two = (low - start) / course, (high - start) / course
    enter, leave = np.minimum(one, two).max(1), np.maximum(one, two).min(1)
    return np.asarray((enter > 0) & (leave > enter))
