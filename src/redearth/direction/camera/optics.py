"""Shot sizes, lenses and framing: where a camera stands and looks so that a subject falls where it should.

Numbers: direction research 2.1 (body-part cut lines); full-frame sensor, 36 mm wide.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from redearth.core.space import Matrix
from redearth.direction.blocking.terms import F64
from redearth.direction.model import ShotSize

SENSOR_WIDTH_MM = 36.0
SIZES: tuple[ShotSize, ...] = ("ELS", "LS", "FS", "MLS", "MS", "MCU", "CU", "ECU")
"""From wide to tight."""
VISIBLE_M: dict[ShotSize, float] = {
    "ECU": 0.24, "CU": 0.42, "MCU": 0.66, "MS": 0.95, "MLS": 1.35, "FS": 2.05, "LS": 4.2, "ELS": 12.0, "INSERT": 0.34,
}  # fmt: skip
"""Height of the picture at the subject, for a 1.70 m adult."""
EYE_Y: dict[ShotSize, float] = {
    "ECU": 0.2, "CU": 0.34, "MCU": 0.46, "MS": 0.55, "MLS": 0.62, "FS": 0.7, "LS": 0.3, "ELS": -0.12, "INSERT": 0.0,
}  # fmt: skip
"""Where the eyes fall, in units of half the picture height."""
LENS_MM: dict[ShotSize, float] = {
    "ECU": 85,
    "CU": 75,
    "MCU": 60,
    "MS": 50,
    "MLS": 40,
    "FS": 35,
    "LS": 28,
    "ELS": 24,
    "INSERT": 70,
}
_NEAREST_FACE_M = 0.95
ADULT_M = 1.7


@dataclass(frozen=True, slots=True, kw_only=True)
class Pose:
    """A camera at one moment."""

    position: F64
    matrix: Matrix
    """``world_from_camera``."""
    focal_mm: float
    focus_m: float


def size_index(size: ShotSize) -> int:
    """Return how tight a size is: 0 ELS … 7 ECU (an insert counts as ECU)."""
    return SIZES.index(size) if size in SIZES else len(SIZES) - 1


def size_of(height_m: float, stature_m: float = ADULT_M) -> ShotSize:
    """Return the size whose picture height is nearest to ``height_m`` (in ratio), seen at the subject."""
    scaled = max(1e-3, height_m * ADULT_M / stature_m)
    return min(SIZES, key=lambda s: abs(math.log(scaled / VISIBLE_M[s])))


def distance_m(visible_m: float, focal_mm: float, aspect: float) -> float:
    """Return how far a camera stands to see ``visible_m`` of height at the subject."""
    return visible_m * focal_mm / (SENSOR_WIDTH_MM / aspect)


def lens_and_distance(size: ShotSize, stature_m: float, aspect: float, focal_mm: float | None = None) -> tuple[float, float]:
    """Return (focal_mm, distance_m) for a size; a camera never comes nearer to a face than 0.95 m, it takes a longer lens instead."""
    focal = LENS_MM[size] if focal_mm is None else focal_mm
    visible = VISIBLE_M[size] * stature_m / ADULT_M
    away = distance_m(visible, focal, aspect)
    if away < _NEAREST_FACE_M and size != "INSERT":
        focal *= _NEAREST_FACE_M / away
        away = _NEAREST_FACE_M
    return focal, away


def half_tangents(focal_mm: float, aspect: float) -> tuple[float, float]:
    """Return the tangents of half the horizontal and half the vertical angle of view."""
    sx = SENSOR_WIDTH_MM / 2 / focal_mm
    return sx, sx / aspect


def aimed(position: F64, target: F64, ndc: tuple[float, float], focal_mm: float, aspect: float, focus: F64 | None = None) -> Pose:
    """Return a level camera at ``position`` in which ``target`` falls at ``ndc`` (x right, y up, both in -1..1)."""
    sx, sy = half_tangents(focal_mm, aspect)
    delta = target - position
    away = math.hypot(delta[0], delta[2])
    pan = math.atan2(delta[0], -delta[2]) - math.atan(ndc[0] * sx)
    along = away * math.cos(math.atan(ndc[0] * sx))
    tilt = math.atan2(delta[1], max(1e-6, along)) - math.atan(ndc[1] * sy)
    tilt = max(-1.45, min(1.45, tilt))
    matrix = _level(position, pan, tilt)
    point = target if focus is None else focus
    return Pose(position=position, matrix=matrix, focal_mm=focal_mm, focus_m=max(0.25, float(np.linalg.norm(point - position))))


def _level(position: F64, pan: float, tilt: float) -> Matrix:
    """Return ``world_from_camera`` of a camera without roll, turned right by ``pan`` from -Z and up by ``tilt``."""
    sp, cp, st, ct = math.sin(pan), math.cos(pan), math.sin(tilt), math.cos(tilt)
    x, y, z = position
    return np.array([[cp, -sp * st, -sp * ct, x], [0.0, ct, -st, y], [sp, cp * st, cp * ct, z], [0.0, 0.0, 0.0, 1.0]])


def project(pose: Pose, points: F64, aspect: float) -> F64:
    """Return [P, 3]: NDC x, NDC y and depth of world points [P, 3]; depth is negative behind the camera."""
    local = (points - pose.position) @ pose.matrix[:3, :3]
    depth = -local[:, 2]
    sx, sy = half_tangents(pose.focal_mm, aspect)
    safe = np.where(np.abs(depth) < 1e-6, 1e-6, depth)
    local /= safe[:, None]
    local[:, 0] /= sx
    local[:, 1] /= sy
    local[:, 2] = depth
    return local


def look_room(gaze_right: float) -> float:
    """Return where to put a face whose gaze points ``gaze_right`` (-1..1) across the picture: room on the side it looks to."""
    if abs(gaze_right) < 0.08:
        return 0.0
    return -math.copysign(0.05 + 0.24 * abs(gaze_right), gaze_right)


def two_shot(a: F64, b: F64, focal_mm: float, away: float, side: float) -> tuple[F64, F64]:
    """Return (position [3] at mid eye height, middle [3]) of a camera that sees two people apex-wise from ``away`` metres.

    ``side`` is +1 or -1: which side of the line from ``a`` to ``b``. Planar toric space (Lino & Christie 2015) at its apex, where
    both distances are equal; see the direction research 2.2.
    """
    middle = 0.5 * (a + b)
    along = np.array([b[0] - a[0], b[2] - a[2]])
    along = along / (float(np.hypot(*along)) or 1.0)
    normal = side * np.array([-along[1], along[0]])
    position = np.array([middle[0] + away * normal[0], middle[1], middle[2] + away * normal[1]])
    return position, middle


def apex_distance(a: F64, b: F64, visible_m: float, focal_mm: float, aspect: float, widest: float = 0.5) -> float:
    """Return the distance at which two people fit: at least as far as ``visible_m`` asks, and both within ``widest`` of the middle."""
    sx, _ = half_tangents(focal_mm, aspect)
    apart = math.hypot(b[0] - a[0], b[2] - a[2])
    return max(distance_m(visible_m, focal_mm, aspect), apart / 2 / (widest * sx))
