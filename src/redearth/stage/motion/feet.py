"""Where both feet are on every frame: locked while they stand, rolled from heel to toe, swung in arcs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from redearth.stage.motion.ease import lowest_near, smooth, soften
from redearth.stage.motion.footholds import bulge, resting_hold
from redearth.stage.motion.ground import LEVEL, Ground
from redearth.stage.motion.path import Path, facing
from redearth.stage.motion.steps import Step, Walk
from redearth.stage.motion.style import Style
from redearth.stage.parts import F64

_ANKLE_M = 0.08
_FIRST_ROLL_S = 0.24
"""Heels of somebody who stands rise over this long before the first step."""
_HEEL_OFF = 1.6
"""Power of the heel's rise before toe-off."""
BALL = np.array([-0.06, 0.135])
"""Ball of the foot from the ankle: y and z, at 1.72 m."""
_HEEL = np.array([-0.08, -0.055])
_PASSING_M = (-0.07, 0.04, float(BALL[1]), 0.175, 0.215)
"""Heel, middle, ball and tips of a sole along the foot from the ankle."""
_CLEAR_M = 0.015
"""How high a foot passes over the ground at least in the middle of its swing (Winter 1992: toes of walkers, 1.3 cm)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feet:
    """Both feet on every frame."""

    ankle_m: F64
    """[2, F, 3]."""
    pitch: F64
    """[2, F] heel up is positive."""
    yaw: F64
    roll: F64
    """[2, F] how far the ground's slope turns the foot across."""
    toes: F64
    swinging: F64
    """[2, F] 1 in the air, 0 on the ground."""


def place_feet(path: Path, walks: tuple[Walk, ...], style: Style, marks: F64, floor: Ground = LEVEL) -> Feet:
    """Return both feet along a path whose moves have been planned; between them they rest on ``marks`` [F, 3]."""
    frames = path.frames
    holds = np.stack([resting_hold(floor, foot, marks, style) for foot in (0, 1)])
    ankle, pitch, toes, swinging = np.zeros((2, frames, 3)), np.zeros((2, frames)), np.zeros((2, frames)), np.zeros((2, frames))
    for foot in (0, 1):
        ankle[foot] = ankle_over(holds[foot], pitch[foot], style.scale)
    yaw, roll = holds[:, :, 2].copy(), holds[:, :, 5].copy()
    feet = Feet(ankle_m=ankle, pitch=pitch - holds[:, :, 4], yaw=yaw, roll=roll, toes=toes, swinging=swinging)
    free = 0
    for index, walk in enumerate(walks):
        following = walks[index + 1].first if index + 1 < len(walks) else frames
        first = walk.first if walk.at_speed[0] else max(walk.first - round(_FIRST_ROLL_S * path.fps), free)
        free = max([walk.last + 1, *(int(np.ceil(step.land_s * path.fps)) + 1 for step in walk.steps)])
        for foot in (0, 1):
            _walk_foot(feet, foot, path, walk, (min(first, walk.first), min(following, frames, free)), marks[walk.first], floor)
    return feet


def _walk_foot(feet: Feet, foot: int, path: Path, walk: Walk, span: tuple[int, int], mark: F64, floor: Ground) -> None:
    """Write one foot's stances and swings of one move over the frames of ``span``: a heel rises a little before the move begins."""
    style = walk.style
    steps = [step for step in walk.steps if step.foot == foot]
    first, end = span
    time = path.time_s[first:end]
    if not steps:
        _stand(feet, foot, slice(first, end), resting_hold(floor, foot, mark, style), style.scale)
        return
    hold = steps[0].from_hold
    landed_s, strike = -1e9, 0.0
    for number, step in enumerate(steps):
        inside = (time >= landed_s) & (time < step.lift_s)
        off = _toe_off(step, style)
        _stance(feet, foot, first, time, inside, hold, (landed_s, step.lift_s), (strike, off), style.scale)
        last = number == len(steps) - 1 and not walk.at_speed[1]
        strike = 0.0 if last else _heel_strike(step)
        inside = (time >= step.lift_s) & (time < step.land_s)
        _swing(feet, foot, first, time, inside, step, (off, strike), style, floor)
        hold, landed_s = step.to_hold, step.land_s
    inside = time >= landed_s
    _stance(feet, foot, first, time, inside, hold, (landed_s, 1e9), (strike, 0.0), style.scale)


def _stand(feet: Feet, foot: int, where: slice, hold: F64, scale: float) -> None:
    feet.ankle_m[foot, where] = ankle_over(hold, np.zeros(1), scale)
    feet.yaw[foot, where], feet.roll[foot, where], feet.pitch[foot, where] = hold[2], hold[5], -hold[4]


def _toe_off(step: Step, style: Style) -> float:
    pace = np.clip(step.speed_mps / 1.25, 0.0, 1.0)
    gone = 0.3 + 0.7 * np.clip(step.behind_m / (0.42 * style.scale), 0.0, 1.0)  # a heel rises as the body leaves its foot
    return float(gone * np.radians(5 + 48 * pace + 8 * step.run) * (1 - 0.5 * style.sneak) * (1 - 0.25 * style.march))


def _heel_strike(step: Step) -> float:
    pace = np.clip(step.speed_mps / 1.3 - 0.15, 0.0, 1.0) * (1 - 0.75 * step.run)
    flat = np.clip((step.to_hold[3] - step.from_hold[3]) / 0.2, 0.0, 1.0)  # a step up is set down whole
    return float(-np.radians(14) * pace * (1.0 - flat))


def _roll(time: F64, span_s: tuple[float, float], pitches: tuple[float, float]) -> F64:
    """Return the pitch of a standing foot: heel down after the strike, heel up before toe-off."""
    landed_s, lift_s = span_s
    length = min(lift_s - landed_s, 1.2)
    down = pitches[0] * (1 - np.clip((time - landed_s) / max(0.16 * length, 0.05), 0, 1)) ** 2
    up_s = _FIRST_ROLL_S if landed_s < -1e8 else min(0.52 * length, 0.45)
    up = pitches[1] * np.clip((time - (lift_s - up_s)) / max(up_s, 1e-6), 0, 1) ** _HEEL_OFF
    return np.asarray(down + up)


def _stance(
    feet: Feet, foot: int, first: int, time: F64, inside: np.ndarray, hold: F64,
    span_s: tuple[float, float], pitches: tuple[float, float], scale: float,
) -> None:  # fmt: skip
    where = first + np.flatnonzero(inside)
    pitch = _roll(time[inside], span_s, pitches)
    feet.pitch[foot, where] = pitch - hold[4]
    feet.toes[foot, where] = -np.maximum(pitch, 0.0)
    feet.ankle_m[foot, where] = ankle_over(hold, pitch, scale)
    feet.yaw[foot, where], feet.roll[foot, where] = hold[2], hold[5]
    feet.swinging[foot, where] = 0.0


def _swing(
    feet: Feet, foot: int, first: int, time: F64, inside: np.ndarray, step: Step, pitches: tuple[float, float], style: Style,
    floor: Ground,
) -> None:  # fmt: skip
    where = first + np.flatnonzero(inside)
    length = step.land_s - step.lift_s
    u = (time[inside] - step.lift_s) / length
    ease, carry = smooth(u) + (u * u * (3 - 2 * u) - smooth(u)) * step.run, u * (1 - u) ** 3 * length
    off, strike = pitches
    eps = 1e-3
    up_s = min(0.45 * 0.7, 0.4)
    rate = _HEEL_OFF * off / up_s
    start = ankle_over(step.from_hold, np.array([off - rate * eps, off]), style.scale)
    goal = ankle_over(step.to_hold, np.array([strike]), style.scale)[0]
    velocity = (start[1] - start[0]) / eps
    lift = style.scale * (style.lift_m + 0.14 * step.run * np.clip(step.speed_mps / 3.5, 0.3, 1.2) + 0.08 * style.sneak)
    short = float(np.clip(np.hypot(*(step.to_hold[:2] - step.from_hold[:2])) / 0.25, 0.55, 1.0))
    climb = float(np.clip((goal[1] - start[1, 1]) / 0.12, -1.0, 1.0)) if not floor.level else 0.0
    carry = carry * (1.0 - max(climb, 0.0))
    level, height = _over_a_step(u, climb, ease)
    position = start[1] + (goal - start[1]) * np.stack([level, height, level], -1) + velocity * carry[:, None]
    position[:, [0, 2]] += bulge(u)[:, None] * step.aside
    peak = 0.42 - 0.1 * step.run
    falling = np.clip((1 - u) / (1 - peak), 0.0, 1.0)
    hump = np.where(u < peak, smooth(u / peak), 0.5 * smooth(falling) + 0.5 * np.sin(0.5 * np.pi * falling))
    position[:, 1] += lift * short * hump
    yaw = step.from_hold[2] + (step.to_hold[2] - step.from_hold[2]) * ease
    pitch = off + (strike - off) * smooth(u * 1.15) + rate * carry + np.radians(22) * step.run * hump
    pitch -= step.from_hold[4] + (step.to_hold[4] - step.from_hold[4]) * ease
    toes = -off * (1 - smooth(u * 2.0))
    if len(position):
        room = np.minimum(1.0, 8 * u * (1 - u))
        position[:, 1] += _clearing(floor, position, yaw, pitch, pitch + toes, room, style.scale)
    feet.ankle_m[foot, where], feet.pitch[foot, where] = position, pitch
    feet.roll[foot, where] = step.from_hold[5] + (step.to_hold[5] - step.from_hold[5]) * ease
    feet.yaw[foot, where] = yaw
    feet.toes[foot, where] = toes
    feet.swinging[foot, where] = np.minimum(1.0, 12 * u * (1 - u))


def _over_a_step(u: F64, climb: float, ease: F64) -> tuple[F64, F64]:
    """Return how far along and how far up a swing is: up a step first up, then on; down one the other way round."""
    if not climb:
        return ease, ease
    late, early = 0.2 * max(climb, 0.0), 0.2 * max(-climb, 0.0)
    return smooth((u - late) / (1 - late - early)), smooth((u - 1.6 * early) / (1 - 1.8 * late - 1.6 * early))


def _clearing(floor: Ground, ankle_m: F64, yaw: F64, pitch: F64, toes: F64, room: F64, scale: float) -> F64:
    """Return [n] how much higher a swinging ankle must be for heel, middle, ball and tips to pass over what is under them.

    ``toes`` [n] is the toes' own pitch, ``room`` [n] the share of the clearance that is wanted: none as the foot leaves and lands.
    """
    _, ahead = facing(yaw)
    sine, cosine = np.sin(pitch), np.cos(pitch)
    need = np.zeros(len(yaw))
    for along in _PASSING_M:
        sole = min(along, BALL[1])
        out = sole * cosine + _HEEL[0] * sine + (along - sole) * np.cos(toes)
        down = sole * sine - _HEEL[0] * cosine + (along - sole) * np.sin(toes)
        under = 0.0 if floor.level else floor.height_m(ankle_m[:, [0, 2]] + (scale * out)[:, None] * ahead)
        need = np.maximum(need, under + scale * (_CLEAR_M * room + down) - ankle_m[:, 1])
    if floor.level:
        return need
    return soften(-lowest_near(-need, 1), 1) + 0.005 * scale * room  # edges are met between two frames


def ankle_over(hold: F64, pitch: F64, scale: float) -> F64:
    """Return the ankle [n, 3] of a foot on hold(s) whose heel is up (about the ball) or toe is up (about the heel)."""
    pivot = np.where(pitch[:, None] >= 0, BALL, _HEEL) * scale
    back = -pivot
    sine, cosine = np.sin(pitch), np.cos(pitch)
    up = pivot[:, 0] + back[:, 0] * cosine - back[:, 1] * sine
    ahead = pivot[:, 1] + back[:, 0] * sine + back[:, 1] * cosine
    _, forward = facing(hold[..., 2])
    high, slope = _ANKLE_M * scale + up, hold[..., 4]
    tilted, along = np.cos(slope) * high + np.sin(slope) * ahead, np.cos(slope) * ahead - np.sin(slope) * high
    out = np.empty((len(pitch), 3))
    out[:, 0] = hold[..., 0] + forward[..., 0] * along
    out[:, 1] = hold[..., 3] + tilted
    out[:, 2] = hold[..., 1] + forward[..., 1] * along
    return out
