"""Footsteps first: when each foot leaves the ground, when and where it lands."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from redearth.core.seed import unit_from
from redearth.stage.motion.cadence import cadence_of, phase_of, swing_share
from redearth.stage.motion.footholds import astray, beside, detour, feasible, resting_hold
from redearth.stage.motion.ground import LEVEL, Ground, settled
from redearth.stage.motion.path import Path, rolls
from redearth.stage.motion.style import Style
from redearth.stage.parts import F64

_BEHIND_S = 0.075
"""The ankle lands this far behind the middle of its stance: a foot rolls from the heel on to the ball."""
_FASTEST_BEHIND_MPS = 1.5
"""Beyond this speed the foot falls no farther behind: runners roll less."""
_TRAILING_M = 0.57
"""A foot that stands is lifted before the body has gone this far from it."""
_BRIEFEST_S = (0.24, 0.19)
"""A swing lasts this long at least, in a walk and in a run."""
_HIGHER_M = 0.8
"""A foot is as much farther off, squared, as this times the height that the body has over it: legs are so much longer than they reach."""
_BEARS_S = 0.05
"""A foot that has landed stands for this long at least."""
_FLIES = 0.3
"""From this much of a run on a foot may leave the ground before the other is on it."""
_OPENS_S = 0.6
"""Which way a move turns in so many seconds decides which foot opens it."""
_SETTLING_S = 0.34
"""How long a last small step on to the mark takes."""
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
    aside: F64
    """(x, z) of the detour around the standing foot, at the middle of the swing."""
    behind_m: float
    """How far the body has gone from the foothold when the foot leaves it."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Course:
    """A move as its steps are planned on: seconds from its first frame, [n] each."""

    time: F64
    ground: F64
    """[n, 2]."""
    high: F64
    """How high the ground under the body is."""
    velocity: F64
    """[n, 2], limited to what a foothold follows."""
    yaw: F64
    speed: F64
    run: F64
    phase: F64
    swing: F64
    """Length of a swing in steps."""

    def body(self, moment_s: float, behind_s: float = 0.0) -> F64:
        """Return where the body is (x, z), ``behind_s`` back along its way."""
        return np.array(
            [
                np.interp(moment_s, self.time, self.ground[:, k]) - behind_s * np.interp(moment_s, self.time, self.velocity[:, k])
                for k in (0, 1)
            ]
        )

    def heading(self, moment_s: float) -> float:
        """Return the way the body faces."""
        return float(np.interp(moment_s, self.time, self.yaw))

    def beside(self, foot: int, moment_s: float, half_width: float, toe_out: float, behind_s: float = 0.0) -> F64:
        """Return the foothold (x, z, yaw) beside where the body is at a moment."""
        return beside(self.body(moment_s, behind_s), self.heading(moment_s), toe_out, foot, half_width)


def plan_walk(
    path: Path, segment: tuple[int, int], style: Style, run_asked: F64, identity: str, mark: F64, floor: Ground = LEVEL
) -> Walk:
    """Return the steps that carry feet through ``segment``, from a stand on ``mark`` (x, z, yaw) unless it starts at speed.

    ``run_asked`` [F] is 1 where running was asked for.
    """
    first, last = segment
    edge = max(2, round(_EDGE_S * path.fps))
    entered, left = (float(np.hypot(*(path.ground_m[f + 1] - path.ground_m[f]))) * path.fps for f in (first, last - 1))
    moving_in, moving_out = rolls(path, first, 1), rolls(path, last, -1)
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
    cadence = cadence_of(speed, run, yaw, style, path.fps, floor, ground)
    turned = float(np.abs(np.gradient(yaw)).sum()) if len(yaw) > 1 else 0.0
    swing = swing_share(speed / np.sqrt(style.scale), run)
    phase, count = phase_of(time, cadence, speed, swing, turned)
    first_foot = _first_foot(float(yaw[min(len(yaw) - 1, before + round(_OPENS_S * path.fps))] - yaw[before]), identity)
    course = _Course(
        time=time, ground=ground, high=floor.height_m(ground), velocity=_trailing(time, ground), yaw=yaw, speed=speed, run=run, phase=phase, swing=swing
    )  # fmt: skip
    steps = _lay(course, count, first_foot, style, (moving_in, moving_out), mark, floor, identity)
    keep = slice(before, len(time) - after)
    return Walk(
        first=first, last=last, steps=tuple(_later(step, path.time_s[first]) for step in steps), phase=phase[keep],
        first_foot=first_foot, run=run[keep], at_speed=(bool(moving_in), bool(moving_out)), style=style,
    )  # fmt: skip


def _later(step: Step, seconds: float) -> Step:
    return replace(step, lift_s=step.lift_s + seconds, land_s=step.land_s + seconds)


def _extended(values: F64, before: int, after: int, still: bool = False) -> F64:
    """Continue values [n, c] at their end velocities (or hold them)."""
    lead = values[1] - values[0] if len(values) > 1 and not still else np.zeros(values.shape[1])
    tail = values[-1] - values[-2] if len(values) > 1 and not still else np.zeros(values.shape[1])
    head = values[0] + lead * np.arange(-before, 0)[:, None]
    rear = values[-1] + tail * np.arange(1, after + 1)[:, None]
    return np.concatenate([head, values, rear])


def _first_foot(turn: float, identity: str) -> int:
    if abs(turn) > 0.2:
        return 0 if turn > 0 else 1
    return int(unit_from("first foot", identity) < 0.5)


def _trailing(time: F64, ground: F64) -> F64:
    """Return the body's velocity [n, 2], limited to what a foothold follows."""
    velocity = np.gradient(ground, time, axis=0) if len(time) > 1 else np.zeros_like(ground)
    fast = _FASTEST_BEHIND_MPS / np.maximum(np.hypot(velocity[:, 0], velocity[:, 1]), 1e-6)
    return np.asarray(velocity * np.minimum(1.0, fast)[:, None])


def _lay(
    course: _Course,
    count: int,
    first_foot: int,
    style: Style,
    at_speed: tuple[bool, bool],
    mark: F64,
    floor: Ground,
    identity: str,
) -> list[Step]:
    """Place every step where the body will be in the middle of the stance that follows it."""

    scale, stand, start, end = style.scale, style.stand_m * style.scale, float(course.time[0]), float(course.time[-1])
    at = [
        settled(floor, course.beside(foot, start, stand, style.toe_out), scale)
        if at_speed[0]
        else resting_hold(floor, foot, mark, style)
        for foot in (0, 1)
    ]
    landed = [start - 1.0, start - 1.0]
    steps: list[Step] = []
    for k in range(count):
        foot = (first_foot + k) % 2
        lift, land, middle = _times(course, k, foot, (first_foot, at_speed[0]), at[foot], landed, style)
        pace, running = (float(np.interp((lift + land) / 2, course.time, track)) for track in (course.speed, course.run))
        final = k >= count - 2 and not at_speed[1]
        target = _target(course, foot, middle, final, k == count - 1, land, style)
        if style.stagger and not final:
            target = astray(target, style, identity, k)
        target = settled(floor, feasible(target, foot, at[1 - foot], course.body(land), course.heading(land), style), scale)
        steps.append(_step(course, foot, (lift, land), at, target, (pace, running), style))
        at[foot], landed[foot] = target, land
    if not at_speed[1]:
        marks = [settled(floor, course.beside(foot, end, stand, style.toe_out), scale) for foot in (0, 1)]
        steps += _settle(course, steps, at, marks, style)
    return steps


def _times(
    course: _Course, k: int, foot: int, began: tuple[int, bool], hold: F64, landed: list[float], style: Style
) -> tuple[float, float, float]:
    """Return when step ``k`` lifts and lands, and the middle of the stance after it; ``began`` is the first foot and whether the move starts at speed."""

    def when(p: float) -> float:
        return float(np.interp(_limped(p, style, began[0]), course.phase, course.time))

    length = float(np.interp(k + 0.5, course.phase, course.swing))
    lift, land = (when(k + p) for p in _swing_span(k, length, began[1]))
    running = float(np.interp((lift + land) / 2, course.time, course.run))
    other_s = -np.inf if running > _FLIES else landed[1 - foot]
    lift = _before_out_of_reach(course, hold, (landed[foot], other_s), lift, style.scale)
    lift = max(lift, landed[foot] + _BEARS_S, other_s)
    late = max(land, lift + _BRIEFEST_S[0] + (_BRIEFEST_S[1] - _BRIEFEST_S[0]) * running) - land
    return lift, land + late, when(k + length + max(0.1, 2.0 - length) / 2) + late


def _target(course: _Course, foot: int, middle: float, final: bool, last: bool, land: float, style: Style) -> F64:
    """Return where a step wants to go: under the body in the middle of its stance; the last ones to where the feet will rest."""
    stand, end = style.stand_m * style.scale, float(course.time[-1])
    if final:
        closing = course.beside(foot, end, stand, style.toe_out)
        if last or float(np.hypot(*(closing[:2] - course.body(land)))) < 0.42 * style.scale:
            return closing
    pace = float(np.interp(middle, course.time, course.speed))
    width = stand if final else stand + (style.half_width_m * style.scale - stand) * min(1.0, pace / 0.7)
    return course.beside(foot, middle, width, style.toe_out, _BEHIND_S)


def _before_out_of_reach(course: _Course, hold: F64, landed_s: tuple[float, float], lift: float, scale: float) -> float:
    """Return when a foot that stands on ``hold`` is lifted: as planned, or before the body is too far from it, once the other foot has landed.

    ``landed_s`` are the last landings of this foot and of the other.
    """
    inside = (course.time > landed_s[0]) & (course.time < lift)
    level = np.hypot(*(course.ground[inside] - hold[:2]).T)
    away = np.sqrt(level**2 + _HIGHER_M * scale * np.maximum(course.high[inside] - hold[3], 0.0))
    far = np.flatnonzero((away > _TRAILING_M * scale) & (np.gradient(away) > 0)) if len(away) > 1 else np.zeros(0, int)
    if not len(far):
        return lift
    return min(lift, max(float(course.time[inside][far[0]]), landed_s[1]))


def _step(
    course: _Course,
    foot: int,
    span_s: tuple[float, float],
    at: list[F64],
    target: F64,
    pace_run: tuple[float, float],
    style: Style,
) -> Step:
    heading = course.heading((span_s[0] + span_s[1]) / 2)
    behind = float(np.hypot(*(course.body(span_s[0]) - at[foot][:2])))
    strides = pace_run[1] > _FLIES and behind > 0.4 * style.scale  # the other foot is in the air then
    aside = np.zeros(2) if strides else detour(foot, at[foot], target, at[1 - foot], heading, style)
    return Step(
        foot=foot, lift_s=span_s[0], land_s=span_s[1], from_hold=at[foot], to_hold=target, aside=aside, behind_m=behind, speed_mps=pace_run[0], run=pace_run[1]
    )  # fmt: skip


def _swing_span(k: int, length: float, at_speed: bool) -> tuple[float, float]:
    """Return when step ``k`` lifts and lands, in steps from ``k``; from a stand the first two come early, before the body has left."""
    if at_speed or k > 1:
        return 0.0, length
    return (0.05, 0.78 * length) if k == 0 else (-0.3, 0.9 * length)


def _settle(course: _Course, steps: list[Step], at: list[F64], marks: list[F64], style: Style) -> list[Step]:
    """Bring feet that are not on their marks there with small steps after the stop, the one first that the other does not stand in the way of."""
    moment = max((step.land_s for step in steps), default=float(course.time[-1]))
    extra: list[Step] = []
    wrong = [foot for foot in (0, 1) if float(np.abs(at[foot] - marks[foot]).max()) > 1e-6]
    for foot in sorted(wrong, key=lambda foot: -float(np.hypot(*(marks[foot][:2] - at[1 - foot][:2])))):
        lift = max(moment + 0.03, max((s.land_s for s in steps if s.foot == foot), default=moment) + 0.03)
        extra.append(_step(course, foot, (lift, lift + _SETTLING_S), at, marks[foot], (0.0, 0.0), style))
        at[foot], moment = marks[foot], lift + _SETTLING_S
    return extra


def _limped(p: float, style: Style, first_foot: int) -> float:
    """Shorten the stance of the bad foot: the sound one swings early and fast."""
    if style.limp <= 0:
        return p
    side = 1.0 if first_foot != style.limp_side else -1.0
    return p - side * 0.13 * style.limp * float(np.sin(np.pi * p)) if p > 0 else p
