"""Where a recorded motion of the user's own carries an actor: its own way over the floor, no farther than there is room."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from redearth.core.recorded_motion import RecordedMotion
from redearth.direction.blocking import strides
from redearth.direction.blocking.scenario import Scenario, Standing
from redearth.direction.blocking.terms import F64, Motion

_LEG_SHARE = 0.8304 / 1.72
"""Length of a leg as a share of the stature; the same as the stage's biped."""
_ROOM_M, _APART_M = 0.35, 0.55
_SHARES = (1.0, 0.8, 0.6, 0.4, 0.2, 0.0)
"""How much of its way a motion goes, from all of it to none: feet are locked where they stand whatever it is."""
_STILL_M = 0.03
_TURNS_RAD = tuple(math.radians(angle) for angle in (0, 30, -30, 60, -60, 90, -90, 135, -135, 180))
_TURNING = 0.25
"""What turning aside by a radian costs, in shares of the way."""


def motion_seconds(motion: RecordedMotion, speed: float) -> float:
    """Return how long a motion takes at a speed."""
    return motion.seconds / min(max(speed, 0.5), 2.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How an actor plays a motion where there is room."""

    turn_rad: float
    """By how much he turns aside before it."""
    share: float
    """How much of its way he goes."""


def course_of(sc: Scenario, st: Standing, actor: str, motion: RecordedMotion) -> Course:
    """Return the course that keeps most of the motion's way for the least turning aside: clear of scenery and of everybody else."""
    others = np.array([s.floor for a, s in st.stances.items() if a != actor and s.present]).reshape(-1, 2)
    if sc.actors[actor].kind != "person" or _reach_m(sc, actor, motion) < _STILL_M:
        return Course(turn_rad=0.0, share=1.0)
    choices = sorted(
        (_TURNING * abs(turn) + 1.0 - share, turn, share) for turn in _TURNS_RAD for share in _SHARES if share or not turn
    )
    for _, turn, share in choices:
        ground = _ground(sc, st, actor, motion, Course(turn_rad=turn, share=share), _line(motion))
        if _has_room(sc, ground, others):
            return Course(turn_rad=turn, share=share)
    return Course(turn_rad=0.0, share=0.0)


def turn_frames(sc: Scenario, course: Course) -> int:
    """Return how long turning aside takes."""
    return 0 if not course.turn_rad else len(strides.turn(np.zeros(2), 0.0, course.turn_rad, sc.fps))


def dance(
    sc: Scenario, st: Standing, actor: str, motion: RecordedMotion, start: int, speed: float, course: Course, lead: int = 0
) -> Motion | None:
    """Return the way of an actor who turns aside for ``lead`` frames and then plays a motion; None when all of it is on the spot."""
    stance = st.stances[actor]
    frames = sc.frames(motion_seconds(motion, speed))
    clock = np.arange(1, frames + 1) / frames * motion.seconds
    line = _line(motion, clock)
    still = _reach_m(sc, actor, motion) < _STILL_M and np.abs(line[:, 2]).max() < _STILL_M
    if sc.actors[actor].kind != "person" or (still and not course.turn_rad):
        return None
    ground = _ground(sc, st, actor, motion, course, line)
    speeds = np.hypot(*np.gradient(ground, axis=0).T) * sc.fps if frames > 1 else np.zeros(frames)
    samples = np.column_stack([ground, stance.yaw + course.turn_rad + line[:, 2], speeds])
    samples[-1, 3] = 0.0
    before = strides.turn(stance.floor, stance.yaw, stance.yaw + course.turn_rad, sc.fps)[:lead]
    waiting = np.repeat(before[-1:], max(0, lead - len(before)), axis=0)
    return Motion(actor=actor, start=start, samples=np.concatenate([before, waiting, samples]))


def _line(motion: RecordedMotion, clock: F64 | None = None) -> F64:
    """Return a motion's way [N, 3], at its own points or at seconds of it."""
    way = np.array(motion.way, float).reshape(-1, 3)
    if clock is None:
        return way
    marks = np.arange(len(way)) * motion.step_s
    return np.stack([np.interp(clock, marks, way[:, k]) for k in range(3)], axis=1)


def _reach_m(sc: Scenario, actor: str, motion: RecordedMotion) -> float:
    return float(np.hypot(*_line(motion)[:, :2].T).max()) * _scale(sc, actor, motion)


def _scale(sc: Scenario, actor: str, motion: RecordedMotion) -> float:
    return sc.actors[actor].stature_m * _LEG_SHARE / motion.leg_m


def _ground(sc: Scenario, st: Standing, actor: str, motion: RecordedMotion, course: Course, line: F64) -> F64:
    """Return where on the floor [N, 2] a course of a motion's way leads."""
    stance = st.stances[actor]
    yaw = stance.yaw + course.turn_rad
    sine, cosine = math.sin(yaw), math.cos(yaw)
    offset = np.stack([cosine * line[:, 0] + sine * line[:, 1], cosine * line[:, 1] - sine * line[:, 0]], axis=1)
    return np.asarray(stance.floor + course.share * _scale(sc, actor, motion) * offset)


def _has_room(sc: Scenario, ground: F64, others: F64) -> bool:
    free = bool(sc.floorplan.clear(ground, _ROOM_M).all())
    if not len(others):
        return free
    gaps = np.hypot(*(ground[:, None] - others[None]).transpose(2, 0, 1))
    return free and bool((gaps > np.minimum(_APART_M, gaps[:1] - 1e-6)).all())
