"""Where a recorded motion of the user's own carries an actor: its own way over the floor, no farther than there is room."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.recorded_motion import RecordedMotion
from redearth.direction.blocking.scenario import Scenario, Standing
from redearth.direction.blocking.terms import F64, Motion

_LEG_SHARE = 0.8304 / 1.72
"""Length of a leg as a share of the stature; the same as the stage's biped."""
_ROOM_M, _APART_M = 0.35, 0.55
_SHARES = (1.0, 0.8, 0.6, 0.4, 0.2, 0.0)
"""How much of its way a motion goes, from all of it to none: feet are locked where they stand whatever it is."""
_STILL_M = 0.03


def motion_seconds(motion: RecordedMotion, speed: float) -> float:
    """Return how long a motion takes at a speed."""
    return motion.seconds / min(max(speed, 0.5), 2.0)


def dance(sc: Scenario, st: Standing, actor: str, motion: RecordedMotion, start: int, speed: float) -> Motion | None:
    """Return the way of an actor who plays a motion from frame ``start`` of the group; None when it stays on the spot."""
    stance, body = st.stances[actor], sc.actors[actor]
    frames = sc.frames(motion_seconds(motion, speed))
    clock = np.arange(1, frames + 1) / frames * motion.seconds
    way = np.array(motion.way, float).reshape(-1, 3)
    marks = np.arange(len(way)) * motion.step_s
    x, z, yaw = (np.interp(clock, marks, way[:, k]) for k in range(3))
    scale = body.stature_m * _LEG_SHARE / motion.leg_m
    sine, cosine = math.sin(stance.yaw), math.cos(stance.yaw)
    offset = scale * np.stack([cosine * x + sine * z, cosine * z - sine * x], axis=1)
    if body.kind != "person" or (np.hypot(*offset.T).max() < _STILL_M and np.abs(yaw).max() < _STILL_M):
        return None
    others = np.array([s.floor for a, s in st.stances.items() if a != actor and s.present]).reshape(-1, 2)
    share = next((share for share in _SHARES if _has_room(sc, stance.floor + share * offset, others)), 0.0)
    ground = stance.floor + share * offset
    speeds = np.hypot(*np.gradient(ground, axis=0).T) * sc.fps if frames > 1 else np.zeros(frames)
    samples = np.column_stack([ground, stance.yaw + yaw, speeds])
    samples[-1, 3] = 0.0
    return Motion(actor=actor, start=start, samples=samples)


def _has_room(sc: Scenario, ground: F64, others: F64) -> bool:
    free = bool(sc.floorplan.clear(ground, _ROOM_M).all())
    if not len(others):
        return free
    return free and bool((np.hypot(*(ground[:, None] - others[None]).transpose(2, 0, 1)) > _APART_M).all())
