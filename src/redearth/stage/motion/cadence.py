"""How often feet step: from speed, turning, slope and stairs, as far as legs reach; and the phase of a gait that follows."""

from __future__ import annotations

import numpy as np

from redearth.stage.motion.ease import soften
from redearth.stage.motion.ground import Ground
from redearth.stage.motion.path import facing
from redearth.stage.motion.style import Style
from redearth.stage.parts import F64

_WALK_RATIO_M_S = 0.0065 * 60
"""Step length over cadence, nearly constant for one walker: 0.0065 m per step a minute."""
_LONGEST_M = 0.79
"""Longest step of a walk at 1.72 m: the leg behind, its heel raised, and the hip's extension reach no farther. Faster walkers step more often."""
_UPHILL = 0.7
"""A leg behind and below reaches less far: the longest step is one that is so much per unit of slope shorter, as of a triangle with a leg of 0.57 m
to the foot behind and 0.8 m up to the hip."""
_STEP_S = 0.3
"""About half as long as a step."""
_SIDESTEP_M = 0.22
"""How far a body goes aside with every step: one foot opens, the other closes."""
_TURN_RAD = 0.6
"""How far a body turns on the spot with every step."""
_STARTING, _BRAKING, _PUSHED_MPS2 = 0.3, 0.22, 5.0
"""Steps a second more for every m/s² of a body that starts, and of one that brakes, and up to where: a sprinter's first steps are as many a second as the last."""
_QUICKEST_HZ = 3.2
"""Nobody walks, turns or steps aside with more steps a second."""
_QUICKER_DOWNHILL = 0.41
"""How much quicker, and so shorter, steps are per unit of slope downhill; uphill the stride at a given speed is the level one's (Franz and Kram 2012,
Gait & Posture 35:143, table 1: stride frequency at 1.25 m/s and 9 degrees: 0.93 level, 0.99 down, 0.92 up)."""
_AHEAD_S = 0.3
"""Who starts or speeds up steps as often as the speed asks that is reached so much later: the first steps are short, not slow."""


def cadence_of(speed: F64, run: F64, yaw: F64, style: Style, fps: int, floor: Ground, ground: F64) -> F64:
    """Return steps per second [n]; the feet are quick a moment before the body, and stay so for a moment after it slows."""
    size = np.sqrt(style.scale)
    earlier = np.pad(speed, (round(0.2 * fps), 0), "edge")[: len(speed)]
    later = np.pad(speed, (0, round(_AHEAD_S * fps)), "edge")[-len(speed) :]
    quick = np.maximum.reduce([soften(speed, round(0.3 * fps)), speed, 0.8 * earlier, 0.85 * later])
    pace = quick / size
    slope = np.zeros(len(speed)) if floor.level else _slope(floor, ground, fps)
    uphill = _UPHILL * np.maximum(slope, 0.0)
    longest = _LONGEST_M * (np.sqrt(1.0 + uphill**2) - uphill)
    walk = np.maximum(np.sqrt(np.maximum(pace, 0.0) / _WALK_RATIO_M_S) * style.cadence, pace / longest)
    running = (2.55 + 0.13 * np.clip(pace - 2.0, 0.0, 5.0)) * style.cadence
    steps = walk + (running - walk) * run + _pushed(speed, fps)
    turning, aside = _turning(yaw, fps), _aside(ground, yaw, fps)
    steps = np.maximum.reduce(
        [
            steps,
            np.clip(turning / _TURN_RAD, 1.15, _QUICKEST_HZ),
            np.minimum(aside / (_SIDESTEP_M * style.scale) / size, _QUICKEST_HZ),
        ]
    )
    steps = steps / size
    if floor.level:
        return np.asarray(steps)
    steps = steps * (1.0 + _QUICKER_DOWNHILL * np.maximum(-slope, 0.0))
    tread = floor.tread_m(ground)
    each = quick / np.maximum(tread, 0.1)  # one tread a step, or two when that were a patter
    return np.asarray(
        soften(np.where(tread > 0, np.maximum(np.where(each > 3.0, 0.5 * each, each), 0.9), steps), round(0.2 * fps))
    )


def _pushed(speed: F64, fps: int) -> F64:
    """Return [n] the steps a second more of a body that speeds up or slows down."""
    if len(speed) < 2:
        return np.zeros(len(speed))
    gains, near = np.gradient(speed) * fps, max(1, round(0.12 * fps))
    starting, braking = (np.minimum(soften(np.maximum(part, 0.0), near), _PUSHED_MPS2) for part in (gains, -gains))
    return np.asarray(_STARTING * starting + _BRAKING * braking)


def _turning(yaw: F64, fps: int) -> F64:
    """Return [n] how fast a body turns, in radians a second."""
    return np.abs(np.gradient(yaw)) * fps if len(yaw) > 1 else np.zeros(len(yaw))


def _aside(ground: F64, yaw: F64, fps: int) -> F64:
    """Return [n] how fast a body goes to its side."""
    if len(yaw) < 2:
        return np.zeros(len(yaw))
    left, _ = facing(yaw)
    return np.asarray(np.abs((np.gradient(ground, axis=0) * left).sum(-1)) * fps)


def _slope(floor: Ground, ground: F64, fps: int) -> F64:
    """Return [n] how much the ground rises per metre of the way, over the step that is being made; 0 on stairs and where nobody moves."""
    gone = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(ground, axis=0).T))])
    near = round(_STEP_S * fps)
    at = np.arange(len(gone))
    later, earlier = np.minimum(at + near, len(gone) - 1), np.maximum(at - near, 0)
    high = floor.height_m(ground)
    rise = (high[later] - high[earlier]) / np.maximum(gone[later] - gone[earlier], 0.1)
    return np.where(floor.tread_m(ground) > 0, 0.0, np.clip(rise, -0.6, 0.6))


def swing_share(pace: F64, run: F64) -> F64:
    """Return [n] how long a swing is, in steps: a walker stands for 60 % of a stride, a runner ever shorter (0.25 s at 3 m/s, 0.2 at 4.5)."""
    return np.asarray(2.0 * (1.0 - (0.6 - (0.24 + 0.035 * np.clip(pace - 2.4, 0.0, 4.0)) * run)))


def phase_of(time: F64, cadence: F64, speed: F64, swing: F64, turned: float) -> tuple[F64, int]:
    """Return the phase [n] and the number of steps."""
    dt = float(time[1] - time[0]) if len(time) > 1 else 1.0
    raw = np.concatenate([[0.0], np.cumsum(0.5 * (cadence[1:] + cadence[:-1]))]) * dt
    distance = float(speed.sum() * dt)
    room = int(_QUICKEST_HZ * float(time[-1] - time[0]))
    fewest = 1 if distance < 0.12 and turned < 0.2 else 2 + min(room, int(turned / _TURN_RAD if distance < 0.3 else 0))
    count = max(fewest, round(float(raw[-1]) + 0.3))
    total = count - 1 + float(swing[-1]) + 0.04
    return raw * (total / max(float(raw[-1]), 1e-6)), count
