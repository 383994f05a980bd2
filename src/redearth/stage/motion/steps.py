"""Footsteps first: when each foot leaves the ground, when and where it lands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from redearth.core.seed import unit_from
from redearth.stage.motion.ease import soften
from redearth.stage.motion.ground import LEVEL, Ground, settled
from redearth.stage.motion.path import Path, facing
from redearth.stage.motion.style import Style
from redearth.stage.parts import F64

_WALK_RATIO_M_S = 0.0065 * 60
"""Step length over cadence, nearly constant for one walker: 0.0065 m per step a minute."""
_BEHIND_S = 0.09
"""The ankle lands this far behind the middle of its stance: a foot rolls from the heel on to the ball."""
_FASTEST_BEHIND_MPS = 1.5
"""Beyond this speed the foot falls no farther behind: runners roll less."""
_FARTHEST_M = 0.66
"""A foot is never set farther from the body than this."""
_SHORTER_UPHILL = 0.5
"""How much quicker, and so shorter, steps are per unit of slope uphill; set by trial, so that hips and ankles keep their ranges at 10°."""
_EDGE_S = 1.3
"""How far a move that starts or ends at speed is continued beyond its last known frame."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One foot (0 left, 1 right) goes from foothold to foothold: (x, z, yaw, y, slope ahead, slope across), see ``ground.settled``."""

    foot: int
    lift_s: float
    land_s: float
    from_hold: F64
    to_hold: F64
    speed_mps: float
    """Of the body, in the middle of the swing."""
    run: float
    """0 walk … 1 run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """The steps of one move and the gait's phase on its frames (in steps: step k swings from k on)."""

    first: int
    last: int
    """Frames, both included."""
    steps: tuple[Step, ...]
    phase: F64
    first_foot: int
    run: F64
    at_speed: tuple[bool, bool]
    """Whether the move starts and ends at speed instead of standing."""
    style: Style


def plan_walk(
    path: Path, segment: tuple[int, int], style: Style, run_asked: F64, identity: str, mark: F64, floor: Ground = LEVEL
) -> Walk:
    """Return the steps that carry feet through ``segment``, from a stand on ``mark`` (x, z, yaw) unless it starts at speed.

    ``run_asked`` [F] is 1 where running was asked for.
    """
    first, last = segment
    edge = max(2, round(_EDGE_S * path.fps))
    entered, left = (float(np.hypot(*(path.ground_m[f + 1] - path.ground_m[f]))) * path.fps for f in (first, last - 1))
    moving_in, moving_out = entered > 0.45, left > 0.45
    before, after = edge if moving_in else 0, edge if moving_out else 0
    time = np.arange(-before, last - first + 1 + after) / path.fps
    ground = _extended(path.ground_m[first : last + 1], before, after)
    yaw = _extended(path.yaw[first : last + 1, None], before, after, still=True)[:, 0]
    speed = np.concatenate([np.full(before, entered), path.speed_mps[first : last + 1], np.full(after, left)])
    if moving_in:
        speed[before] = entered
    if moving_out:
        speed[before + last - first] = left
    asked = np.concatenate([np.full(before, run_asked[first]), run_asked[first : last + 1], np.full(after, run_asked[last])])
    run = np.clip(np.maximum(asked * np.clip((speed - 1.2) / 0.8, 0, 1), (speed / np.sqrt(style.scale) - 1.95) / 0.5), 0.0, 1.0)
    turn = np.abs(np.gradient(yaw)) * path.fps if len(yaw) > 1 else np.zeros(len(yaw))
    phase, count, swing = _phase(
        time, _cadence(speed, run, turn, style, path.fps, floor, ground), speed, run, float(turn.sum() / path.fps)
    )
    first_foot = _first_foot(float(yaw[-1] - yaw[0]), identity)
    steps = _lay(
        time, phase, ground, yaw, speed, run, count, swing, first_foot, style, (moving_in, moving_out), mark, floor, identity
    )
    keep = slice(before, len(time) - after)
    return Walk(
        first=first, last=last, steps=tuple(_later(step, path.time_s[first]) for step in steps), phase=phase[keep],
        first_foot=first_foot, run=run[keep], at_speed=(bool(moving_in), bool(moving_out)), style=style,
    )  # fmt: skip


def _later(step: Step, seconds: float) -> Step:
    return Step(
        foot=step.foot,
        lift_s=step.lift_s + seconds,
        land_s=step.land_s + seconds,
        from_hold=step.from_hold,
        to_hold=step.to_hold,
        speed_mps=step.speed_mps,
        run=step.run,
    )


def _extended(values: F64, before: int, after: int, still: bool = False) -> F64:
    """Continue values [n, c] at their end velocities (or hold them)."""
    lead = values[1] - values[0] if len(values) > 1 and not still else np.zeros(values.shape[1])
    tail = values[-1] - values[-2] if len(values) > 1 and not still else np.zeros(values.shape[1])
    head = values[0] + lead * np.arange(-before, 0)[:, None]
    rear = values[-1] + tail * np.arange(1, after + 1)[:, None]
    return np.concatenate([head, values, rear])


def _cadence(speed: F64, run: F64, turn: F64, style: Style, fps: int, floor: Ground, ground: F64) -> F64:
    """Return steps per second [n]; the feet stay quick for a moment after the body slows."""
    earlier = np.pad(speed, (round(0.2 * fps), 0), "edge")[: len(speed)]
    quick = np.maximum(np.maximum(soften(speed, round(0.3 * fps)), speed), 0.8 * earlier)
    pace = quick / np.sqrt(style.scale)
    walk = np.sqrt(np.maximum(pace, 0.0) / _WALK_RATIO_M_S)
    running = 2.55 + 0.13 * np.clip(pace - 2.0, 0.0, 5.0)
    steps = np.maximum(walk + (running - walk) * run, np.clip(1.15 + 1.3 * np.maximum(turn - 0.4, 0.0), 1.15, 2.9))
    steps = steps * style.cadence / np.sqrt(style.scale)
    if floor.level:
        return np.asarray(steps)
    steps = steps * (1.0 + _SHORTER_UPHILL * soften(np.clip(_slope(floor, ground), 0.0, 0.6), round(0.3 * fps)))
    tread = floor.tread_m(ground)
    each = quick / np.maximum(tread, 0.1)  # one tread a step, or two when that were a patter
    return np.asarray(
        soften(np.where(tread > 0, np.maximum(np.where(each > 3.0, 0.5 * each, each), 0.9), steps), round(0.2 * fps))
    )


def _slope(floor: Ground, ground: F64) -> F64:
    """Return [n] how much the ground rises per metre of the way; 0 on stairs and where nobody moves."""
    if len(ground) < 2:
        return np.zeros(len(ground))
    gone = np.hypot(*np.moveaxis(np.gradient(ground, axis=0), -1, 0))
    rise = np.gradient(floor.height_m(ground)) / np.maximum(gone, 0.012)
    return np.where(floor.tread_m(ground) > 0, 0.0, rise)


def _phase(time: F64, cadence: F64, speed: F64, run: F64, turned: float) -> tuple[F64, int, F64]:
    """Return the phase [n], the number of steps and the length of a swing in steps [n]."""
    swing = 2.0 * (1.0 - (0.6 - 0.24 * run))
    dt = float(time[1] - time[0]) if len(time) > 1 else 1.0
    raw = np.concatenate([[0.0], np.cumsum(0.5 * (cadence[1:] + cadence[:-1]))]) * dt
    distance = float(speed.sum() * dt)
    fewest = 1 if distance < 0.12 and turned < 0.2 else 2 + int(turned / 0.62 if distance < 0.3 else 0)
    count = max(fewest, round(float(raw[-1]) + 0.3))
    total = count - 1 + float(swing[-1]) + 0.04
    return raw * (total / max(float(raw[-1]), 1e-6)), count, swing


def _first_foot(turn: float, identity: str) -> int:
    if abs(turn) > 0.2:
        return 0 if turn > 0 else 1
    return int(unit_from("first foot", identity) < 0.5)


def _trailing(time: F64, ground: F64) -> F64:
    """Return the body's velocity [n, 2], limited to what a foothold follows."""
    velocity = np.gradient(ground, time, axis=0) if len(time) > 1 else np.zeros_like(ground)
    fast = _FASTEST_BEHIND_MPS / np.maximum(np.hypot(velocity[:, 0], velocity[:, 1]), 1e-6)
    return np.asarray(velocity * np.minimum(1.0, fast)[:, None])


def _hold(
    time: F64, ground: F64, yaw: F64, velocity: F64, toe_out: float, foot: int, moment_s: float, half_width: float, behind: float = 0.0
) -> F64:  # fmt: skip
    """Return the foothold (x, z, yaw) beside where the body is at a moment, ``behind`` seconds back along its way."""
    x, z = (
        float(np.interp(moment_s, time, ground[:, axis]) - behind * np.interp(moment_s, time, velocity[:, axis]))
        for axis in (0, 1)
    )
    heading = float(np.interp(moment_s, time, yaw))
    left, _ = facing(np.array(heading))
    sign = 1.0 if foot == 0 else -1.0
    return np.array([x + sign * half_width * left[0], z + sign * half_width * left[1], heading + sign * toe_out])


def _lay(
    time: F64, phase: F64, ground: F64, yaw: F64, speed: F64, run: F64, count: int, swing: F64,
    first_foot: int, style: Style, at_speed: tuple[bool, bool], mark: F64, floor: Ground, identity: str,
) -> list[Step]:  # fmt: skip
    """Place every step where the body will be in the middle of the stance that follows it."""

    def when(p: float) -> float:
        return float(np.interp(_limped(p, style, first_foot), phase, time))

    hold = partial(_hold, time, ground, yaw, _trailing(time, ground), style.toe_out)
    scale, stand = style.scale, style.stand_m * style.scale
    at = [
        settled(floor, hold(foot, float(time[0]), stand), scale) if at_speed[0] else resting_hold(floor, foot, mark, style)
        for foot in (0, 1)
    ]
    steps: list[Step] = []
    for k in range(count):
        foot = (first_foot + k) % 2
        length = float(np.interp(k + 0.5, phase, swing))
        lift, land = (when(k + p) for p in _swing_span(k, length, at_speed[0]))
        middle = when(k + length + max(0.1, 2.0 - length) / 2)
        final = k >= count - 2 and not at_speed[1]
        body = [float(np.interp(land, time, ground[:, axis])) for axis in (0, 1)]
        pace = float(np.interp(middle, time, speed))
        width = stand if final else stand + (style.half_width_m * style.scale - stand) * min(1.0, pace / 0.7)
        target = hold(foot, float(time[-1]), width) if final and k == count - 1 else hold(foot, middle, width, _BEHIND_S)
        closing = hold(foot, float(time[-1]), stand)
        if final and float(np.hypot(*(closing[:2] - body))) < 0.42 * style.scale:
            target = closing
        if style.stagger and not final:
            target = _astray(target, style, identity, k)
        target = settled(floor, _near(target, body, _FARTHEST_M * scale), scale)
        pace, running = (float(np.interp((lift + land) / 2, time, track)) for track in (speed, run))
        land = max(land, lift + 0.08)
        steps.append(Step(foot=foot, lift_s=lift, land_s=land, from_hold=at[foot], to_hold=target, speed_mps=pace, run=running))
        at[foot] = target
    if not at_speed[1]:
        marks = [settled(floor, hold(foot, float(time[-1]), stand), scale) for foot in (0, 1)]
        steps += _settle(steps, at, marks, float(time[-1]))
    return steps


def _astray(target: F64, style: Style, identity: str, number: int) -> F64:
    """Return the foothold of somebody who cannot quite place the foot."""
    aside, along = (unit_from("astray", identity, number, way) - 0.5 for way in ("aside", "along"))
    left, ahead = facing(np.array(target[2]))
    moved = target[:2] + style.stagger * style.scale * (0.17 * aside * left + 0.10 * along * ahead)
    return np.array([*moved, target[2] + 0.35 * style.stagger * aside])


def standing_hold(foot: int, mark: F64, style: Style) -> F64:
    """Return the foothold(s) (x, z, yaw) of a foot of somebody who stands on mark(s) [..., 3]."""
    left, _ = facing(mark[..., 2])
    sign = 1.0 if foot == 0 else -1.0
    ground = mark[..., :2] + sign * style.stand_m * style.scale * left
    return np.concatenate([ground, mark[..., 2:] + sign * style.toe_out], axis=-1)


def resting_hold(floor: Ground, foot: int, mark: F64, style: Style) -> F64:
    """Return :func:`standing_hold` [..., 6] on the ground that is there."""
    hold = standing_hold(foot, mark, style)
    if floor.level:
        return np.concatenate([hold, np.zeros(hold.shape)], -1)
    rows, back = np.unique(hold.reshape(-1, 3), axis=0, return_inverse=True)
    return np.stack([settled(floor, row, style.scale) for row in rows])[back.reshape(-1)].reshape(*hold.shape[:-1], 6)


def _swing_span(k: int, length: float, at_speed: bool) -> tuple[float, float]:
    """Return when step ``k`` lifts and lands, in steps from ``k``; from a stand the first two come early, before the body has left."""
    if at_speed or k > 1:
        return 0.0, length
    return (0.05, 0.78 * length) if k == 0 else (-0.3, 0.9 * length)


def _near(target: F64, body: list[float], farthest_m: float) -> F64:
    """Return the foothold, drawn towards the body when it is too far from it."""
    away = target[:2] - body
    distance = float(np.hypot(*away))
    if distance <= farthest_m:
        return target
    return np.array([*(body + away * (farthest_m / distance)), target[2]])


def _settle(steps: list[Step], at: list[F64], marks: list[F64], end_s: float) -> list[Step]:
    """Bring a foot that is not on its mark there with one more small step after the stop."""
    moment = max((step.land_s for step in steps), default=end_s)
    extra: list[Step] = []
    for foot in (0, 1):
        target = marks[foot]
        if float(np.abs(at[foot] - target).max()) > 1e-6:
            lift = max(moment + 0.03, max((s.land_s for s in steps if s.foot == foot), default=moment) + 0.03)
            extra.append(
                Step(foot=foot, lift_s=lift, land_s=lift + 0.38, from_hold=at[foot], to_hold=target, speed_mps=0.0, run=0.0)
            )
            moment = lift + 0.38
    return extra


def _limped(p: float, style: Style, first_foot: int) -> float:
    """Shorten the stance of the bad foot: the sound one swings early and fast."""
    if style.limp <= 0:
        return p
    side = 1.0 if first_foot != style.limp_side else -1.0
    return p - side * 0.13 * style.limp * float(np.sin(np.pi * p)) if p > 0 else p
