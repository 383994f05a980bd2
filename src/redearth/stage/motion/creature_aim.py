"""Bring a creature's jaws to their target on the frame of the touch: damped least squares over trunk, neck and head."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace

import numpy as np

from redearth.stage.motion import quat
from redearth.stage.motion.creature_body import CreatureControls
from redearth.stage.motion.ease import window
from redearth.stage.parts import F64, Skeleton

MouthOf = Callable[[CreatureControls, Skeleton], F64]
"""Controls of N frames -> [N, 3] where the jaws meet, in set space."""
ShoulderOf = Callable[[CreatureControls, Skeleton, int], tuple[F64, float]]
"""Controls of N frames and a limb -> [N, 3] where it begins and how far it reaches."""
Joint = tuple[str, int, float, float]
"""(control, axis, how readily it gives, how far it may go in radians or statures)."""
WHOLE: tuple[Joint, ...] = (
    ("body_m", 0, 0.20, 0.25), ("body_m", 1, 0.25, 0.40), ("body_m", 2, 0.45, 0.85), ("body", 0, 0.5, 0.75), ("body", 1, 0.4, 0.5),
    ("thorax", 0, 0.5, 0.4), ("thorax", 1, 0.4, 0.35), ("neck", 0, 1.0, 0.9), ("neck", 1, 0.8, 0.8), ("head", 0, 0.4, 0.6), ("head", 1, 0.4, 0.6),
)  # fmt: skip
"""All that moves the jaws; lengths count in statures."""
FINE: tuple[Joint, ...] = (
    *(row for row in WHOLE if row[0] != "body_m"),
    ("body_m", 0, 0.2, 0.10), ("body_m", 1, 0.2, 0.10), ("body_m", 2, 0.2, 0.10),
)  # fmt: skip
"""What is turned last, when the feet's reach has been respected."""
_TURNS = 14
_FAR = (1.3, 1.9)
"""Ways of the jaws, in statures, up to which they go all the way and beyond which nothing is aimed at."""
_LEAN = 0.6
"""How far a body goes after its claws, in statures."""
_STEP = 1e-3
GATHER_S = 0.36
"""How long before a touch a body begins to go for its target."""


def aim(
    controls: CreatureControls,
    skeleton: Skeleton,
    mouth_of: MouthOf,
    frame: int,
    goal_m: F64,
    joints: tuple[Joint, ...],
    shift_m: float,
) -> tuple[F64, float]:
    """Return the changes [K] of ``joints`` that bring the jaws to ``goal_m`` on ``frame``, or as near as they go, and the share of
    them to play: all within reach, none towards what is far out of it; the body is shifted by ``shift_m`` at most along each axis.
    """
    size = skeleton.stature_m
    units = np.array([size if name == "body_m" else 1.0 for name, *_ in joints])
    gives, limits = np.array([row[2] for row in joints]), np.array([row[3] for row in joints])
    shifts = np.array([name == "body_m" for name, *_ in joints])
    limits = np.where(shifts, np.minimum(limits, shift_m / size), limits)
    change = np.zeros(len(joints))
    probe = _frames(controls, frame, len(joints) + 1)
    base = {name: np.array(getattr(probe, name)) for name in {row[0] for row in joints}}
    far = 0.0
    for turn in range(_TURNS):
        _write(probe, base, joints, change, units)
        places = mouth_of(probe, skeleton)
        error = goal_m - places[-1]
        far = float(np.linalg.norm(error)) if turn == 0 else far
        if float(np.abs(error).max()) < 2e-4:
            break
        slope = ((places[:-1] - places[-1]) / _STEP * gives[:, None]).T
        move = slope.T @ np.linalg.solve(slope @ slope.T + (0.02 * size) ** 2 * np.eye(3), error)
        move *= min(1.0, 0.6 / max(float(np.abs(move).max()), 1e-9))
        change = np.clip(change + move * gives, -limits, limits)
    return np.asarray(change * units), float(np.clip((_FAR[1] - far / size) / (_FAR[1] - _FAR[0]), 0.0, 1.0))


def lean(controls: CreatureControls, shoulder_of: ShoulderOf, skeleton: Skeleton, frame: int, goal_m: F64, shift_m: float) -> F64:
    """Return the shift [3] of the body, in root axes, that brings ``goal_m`` within reach of the first limb on ``frame``."""
    one = _frames(controls, frame, 1)
    shoulder, reach = shoulder_of(one, skeleton, 0)
    way = goal_m - shoulder[0]
    far = float(np.linalg.norm(way))
    limit = min(_LEAN * skeleton.stature_m, shift_m)
    shift = way * max(0.0, 1.0 - 0.96 * reach / max(far, 1e-6))
    shift = shift * min(1.0, limit / max(float(np.linalg.norm(shift)), 1e-9))
    return np.asarray(quat.rotate(quat.about(1, -one.root_yaw), shift)[0])


def _frames(controls: CreatureControls, frame: int, count: int) -> CreatureControls:
    """Return controls of ``count`` copies of one frame."""
    picked = {}
    for entry in fields(controls):
        values = getattr(controls, entry.name)
        axis = 1 if entry.name in ("tips_m", "wings", "taken") else 0
        picked[entry.name] = np.repeat(np.take(values, [frame], axis=axis), count, axis=axis)
    return replace(controls, **picked)


def _write(probe: CreatureControls, base: dict[str, F64], joints: tuple[Joint, ...], change: F64, units: F64) -> None:
    """Set the probe to ``change``; its k-th frame goes one step further along the k-th joint."""
    for name, values in base.items():
        getattr(probe, name)[:] = values
    for k, (name, axis, _, _) in enumerate(joints):
        getattr(probe, name)[:, axis] += change[k] * units[k]
        getattr(probe, name)[k, axis] += _STEP * units[k]


def apply(controls: CreatureControls, joints: tuple[Joint, ...], change: F64, weight: F64) -> None:
    """Add ``change`` [K], faded by ``weight`` [F]."""
    for (name, axis, _, _), value in zip(joints, change, strict=True):
        getattr(controls, name)[:, axis] += value * weight


def touch_weight(time_s: F64, touch_s: float, primitive: str) -> F64:
    """Return how much of an aim holds: all of it at the touch and a moment longer, nothing before the act gathers."""
    held = 0.34 if primitive == "BITE" else 0.06
    return window(time_s, touch_s - GATHER_S - 0.02, touch_s + held, GATHER_S, 0.5)
