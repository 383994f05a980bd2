"""Small vector sums of the lighting plan, and where its subjects stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from redearth.core.space import Vec3, forward_from_yaw, matrix_from_quat
from redearth.direction.model import Blocking, Shot
from redearth.stage.sets.shape import F64


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What a shot looks at on one frame: camera and subject in set space."""

    eye_m: F64
    forward: F64
    subject_m: F64
    """About the middle of the chest of the main subject."""
    distance_m: float
    key_side: int


def setup_of(blocking: Blocking, shot: Shot, frame: int, prop_positions: Mapping[str, tuple[Vec3, float]]) -> Setup:
    """Return camera and main subject on a shot-local frame; without a subject, a point in focus."""
    sample = shot.camera[min(frame, len(shot.camera) - 1)]
    eye = np.asarray(sample.position_m, float)
    forward = -matrix_from_quat(sample.rotation)[:3, 2]
    subject = _subject(blocking, shot, shot.range.start + frame, prop_positions)
    if subject is None:
        subject = eye + forward * float(np.clip(sample.focus_m, 1.0, 12.0))
    return Setup(
        eye_m=eye,
        forward=forward,
        subject_m=subject,
        distance_m=float(np.linalg.norm(subject - eye)),
        key_side=1 if shot.key_side >= 0 else -1,
    )


def _subject(blocking: Blocking, shot: Shot, scene_frame: int, prop_positions: Mapping[str, tuple[Vec3, float]]) -> F64 | None:
    for name in shot.subjects:
        for track in blocking.tracks:
            if track.actor == name and any(scene_frame in shown for shown in track.visible):
                x, z, _, _ = track.samples[min(scene_frame, len(track.samples) - 1)]
                return np.array([x, 0.78 * track.stature_m, z])
        if name in prop_positions:
            return np.asarray(prop_positions[name][0], float)
    return None


def tension_of(blocking: Blocking, shot: Shot) -> float:
    """Return how tense the beat is in which the middle of a shot lies: 0 calm … 1."""
    middle = shot.range.start + shot.range.duration // 2
    felt = (value for timing, value in zip(blocking.timings, blocking.tension, strict=False) if middle in timing.range)
    return min(max(next(felt, 0.25), 0.0), 1.0)


def level(direction: F64) -> F64:
    """Return the level unit vector of a direction (+Z when it is vertical)."""
    flat = np.array([direction[0], 0.0, direction[2]])
    length = float(np.linalg.norm(flat))
    return flat / length if length > 1e-6 else forward_from_yaw(0.0)


def right_of(forward: F64) -> F64:
    """Return screen right for a level forward direction."""
    return np.array([-forward[2], 0.0, forward[0]])


def unit(vector: F64) -> F64:
    """Return the unit vector; down when it has no length."""
    length = float(np.linalg.norm(vector))
    return vector / length if length > 1e-9 else np.array([0.0, -1.0, 0.0])


def vec3(vector: F64) -> Vec3:
    """Return three plain floats."""
    return float(vector[0]), float(vector[1]), float(vector[2])
