"""Feet on the way into a posture and out of it: one after the other they are lifted, set down and stood on, or they turn about the ball."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from redearth.stage.motion import quat
from redearth.stage.motion.controls import LEFT, MIRROR, RIGHT, Controls, in_set
from redearth.stage.motion.ease import smooth
from redearth.stage.motion.feet import BALL
from redearth.stage.motion.postures import Hold
from redearth.stage.motion.rest_poses import Foothold
from redearth.stage.parts import F64

_PIVOT_M = 0.085
"""A foot whose ball is wanted no farther off than this stays and turns about it."""
_ON_GROUND_M = 0.035
"""A ball lower than this is on the ground."""
_TUCKED_RAD = 0.6
"""A foot on its toes: it belongs to a knee that is on the ground, or will be."""
_LOWEST_M, _HIGHEST_M, _PER_M = 0.03, 0.09, 0.28
"""How high a foot is lifted: at least, at most, and per metre of its way."""
_QUICKEST_S, _STANDS_S = 0.25, 0.26
"""A foot is moved for this long at least; one that has just made a step stands for this long first."""
_TORN_OFF = 0.02
"""By this share of its way a foot in a fall has left the ground."""
_TOE_OUT = 0.14
_STOOD = ("kneel", "kneel_both", "crouch", "sit", "sit_ground", "lean")
"""Postures in which feet stay where they have been set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stop:
    """Where both feet go between two moments: into a pose, or (None) back to where the gait has them."""

    from_s: float
    to_s: float
    goals: tuple[Foothold | None, Foothold | None]
    falls: F64 | None
    """[F] the way of a fall, 0 to 1, that takes the feet along."""
    rides_s: float
    """From when on feet go along with the body: of who lies at once, of who crawls once the crawl has taken over; others stand on theirs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A foot on every frame."""

    ankle_m: F64
    """[F, 3]."""
    angles: F64
    """[F, 3] pitch, yaw, toes."""


def rest_feet(controls: Controls, time_s: F64, holds: tuple[Hold, ...]) -> None:
    """Take both feet through the postures of ``holds`` in the controls, from the places that the gait has written and back to them."""
    stops = _stops(holds, time_s)
    gait = [_place(controls, side) for side in (LEFT, RIGHT)]
    swinging = controls.air.copy()
    now = list(gait)
    held: list[Foothold | None] = [None, None]
    for number, stop in enumerate(stops):
        until = stops[number + 1].from_s if number + 1 < len(stops) else np.inf
        goals = [gait[side] if stop.goals[side] is None else _goal(controls, side, stop.goals[side]) for side in (LEFT, RIGHT)]
        moves = [side for side in (LEFT, RIGHT) if held[side] != stop.goals[side]]
        for side, (start, end) in _turns(stop, moves, held, now, goals, time_s).items():
            goal = goals[side]
            if held[side] is None:
                start = _stood_s(swinging[side], time_s, start)
                end = max(end, start + _QUICKEST_S)
            if stop.goals[side] is None:
                end = _landing_s(swinging[side], time_s, end)
            span = (start, min(end, max(until, start + _QUICKEST_S)))
            stays = stop.goals[side] is not None
            if stays:
                goal = _left_at(goal, time_s, span[1], stop.rides_s)
            now[side] = _moved(controls, now[side], goal, time_s, span, side, stays, stop.falls)
            held[side] = stop.goals[side]
    for side in (LEFT, RIGHT):
        controls.ankle_m[side] = now[side].ankle_m
        controls.foot[side, :, :2], controls.toes[side] = now[side].angles[:, :2], now[side].angles[:, 2]


def _stops(holds: tuple[Hold, ...], time_s: F64) -> list[_Stop]:
    """Return where the feet go, in order."""
    stops: list[_Stop] = []
    for number, hold in enumerate(holds):
        weights = hold.weights(time_s)
        for layer, weight in zip(hold.layers, weights, strict=True):
            begin, end = layer.from_s, layer.to_s
            if layer.fall is not None:
                coming = np.flatnonzero(weight > 0.01)
                begin = float(time_s[coming[0]]) if len(coming) else begin
            stops.append(
                _Stop(
                    from_s=begin,
                    to_s=end,
                    goals=(layer.pose.left, layer.pose.right),
                    falls=None if layer.fall is None else weight,
                    rides_s=_rides_s(hold),
                )
            )
        if number + 1 == len(holds) or holds[number + 1].enter_s > hold.left_s:
            last = max(hold.leave_s, hold.layers[-1].to_s if hold.layers[-1].from_s >= hold.leave_s else hold.leave_s)
            stops.append(_Stop(from_s=last, to_s=hold.left_s, goals=(None, None), falls=None, rides_s=-np.inf))
    return stops


def _turns(
    stop: _Stop, moves: list[int], held: list[Foothold | None], now: list[_Place], goals: list[_Place], time_s: F64
) -> dict[int, tuple[float, float]]:
    """Return when (seconds) each foot that must move is moved; who falls has no time for one after the other."""
    length = stop.to_s - stop.from_s
    if stop.falls is not None or len(moves) < 2:
        return dict.fromkeys(moves, (stop.from_s, stop.to_s if stop.falls is not None else stop.from_s + 0.8 * length))
    frame = min(int(np.searchsorted(time_s, stop.from_s)), len(time_s) - 1)
    standing = held == [None, None]

    def rank(side: int) -> tuple[bool, float]:
        away = float(np.hypot(*(goals[side].ankle_m[frame] - now[side].ankle_m[frame])[[0, 2]]))
        # The foot of a knee that goes down or up: first from a stand, else last, when the hips are where they let it.
        return ((_tucked(held[side]) != _tucked(stop.goals[side])) != standing, -away)

    first, second = sorted(moves, key=rank)
    share = 0.5 if length > 0.7 else 0.62
    spans = ((0.0, share), (1.0 - share, 1.0))
    return {
        side: (stop.from_s + a * length, stop.from_s + b * length) for side, (a, b) in zip((first, second), spans, strict=True)
    }


def _tucked(foothold: Foothold | None) -> bool:
    return foothold is not None and foothold[3] > _TUCKED_RAD


def _place(controls: Controls, side: int) -> _Place:
    angles = np.stack([controls.foot[side, :, 0], controls.foot[side, :, 1], controls.toes[side]], -1)
    return _Place(ankle_m=controls.ankle_m[side].copy(), angles=angles)


def _goal(controls: Controls, side: int, foothold: Foothold | None) -> _Place:
    assert foothold is not None
    x, y, z, pitch, toes = foothold
    yaw = controls.root_yaw + _TOE_OUT * MIRROR[side]
    angles = np.stack([np.full_like(yaw, pitch), yaw, np.full_like(yaw, toes)], -1)
    return _Place(ankle_m=in_set(controls, np.array([x, y, z]) * controls.scale), angles=angles)


def _rides_s(hold: Hold) -> float:
    if hold.posture == "crawl":
        return 0.5 * (hold.entered_s + hold.leave_s)
    return np.inf if hold.posture in _STOOD else -np.inf


def _left_at(place: _Place, time_s: F64, moment_s: float, until_s: float) -> _Place:
    """Return a foot that stands where it is at a moment, until it goes along again."""
    frame = min(max(int(np.searchsorted(time_s, moment_s)), 0), len(time_s) - 1)
    stays = (time_s < until_s)[:, None]
    return _Place(
        ankle_m=np.where(stays, place.ankle_m[frame], place.ankle_m), angles=np.where(stays, place.angles[frame], place.angles)
    )


def _stood_s(swinging: F64, time_s: F64, start: float) -> float:
    """Return when a foot may leave the gait: at ``start``, or once the step that it makes then has been stood on."""
    near = np.flatnonzero((time_s > start - _STANDS_S) & (time_s < start + 0.5) & (swinging > 0))
    if not len(near):
        return start
    step = near[: int(np.argmax(np.diff(np.append(near, near[-1] + 2)) > 1)) + 1]
    return max(start, float(time_s[step[-1]]) + _STANDS_S) if time_s[step[0]] <= start + 0.15 else start


def _landing_s(swinging: F64, time_s: F64, end: float) -> float:
    """Return when a foot that joins the gait does so: at ``end``, or when the gait sets it down."""
    frame = int(np.searchsorted(time_s, end))
    if frame >= len(time_s) or swinging[frame] <= 0:
        return end
    down = np.flatnonzero(swinging[frame:] <= 0)
    return float(time_s[frame + down[0]]) if len(down) else float(time_s[-1])


def _moved(
    controls: Controls,
    start: _Place,
    goal: _Place,
    time_s: F64,
    span_s: tuple[float, float],
    side: int,
    turns: bool,
    falls: F64 | None,
) -> _Place:
    """Return a foot that goes from one place to another between two moments, through the air; or, where it ``turns``, about its ball to one nearby."""
    length = max(span_s[1] - span_s[0], 1e-6)
    u = (time_s - span_s[0]) / length
    eased = smooth((u - 0.08) / 0.88) if falls is None else falls * (u < 1) + (u >= 1)
    lifts, lands = (min(max(int(np.searchsorted(time_s, s)), 0), len(time_s) - 1) for s in span_s)
    before, after = (u <= 0)[:, None], (u >= 1)[:, None]
    stood = np.where(before, start.ankle_m, start.ankle_m[lifts])
    turned = np.where(before, start.angles, start.angles[lifts])
    stands = np.where(after, goal.ankle_m, goal.ankle_m[lands])
    facing = np.where(after, goal.angles, goal.angles[lands])
    angles = turned + (facing - turned) * eased[:, None]
    ground = controls.root_m[:, 1]
    balls = [ankle + _to_ball(a, controls.scale) for ankle, a in ((stood, turned), (stands, facing))]
    apart = float(np.hypot(*(balls[1][lands] - balls[0][lifts])[[0, 2]]))
    low = all(abs(ball[f, 1] - ground[f]) < _ON_GROUND_M * controls.scale for ball, f in ((balls[0], lifts), (balls[1], lands)))
    if turns and low and apart < _PIVOT_M * controls.scale:
        ankle = balls[0] - _to_ball(angles, controls.scale)
        return _Place(ankle_m=np.where(before, start.ankle_m, ankle), angles=angles)
    ankle = stood + (stands - stood) * eased[:, None]
    high = (
        (1.0 if falls is None else 0.4) * controls.scale * float(np.clip(_PER_M * apart / controls.scale, _LOWEST_M, _HIGHEST_M))
    )
    controls.air[side] = np.maximum(controls.air[side], np.minimum(1.0, 12 * np.clip(u, 0, 1) * (1 - np.clip(u, 0, 1))))
    if falls is None:
        ankle[:, 1] += high * smooth(u / 0.25) * (1.0 - smooth((u - 0.7) / 0.3))
    else:  # a foot that a fall takes along is off the ground as soon as it goes anywhere
        ankle[:, 1] = np.maximum(ankle[:, 1], ground + _sole_under_m(angles) * controls.scale * ((u > 0) & (u < 1)))
        ankle[:, 1] += high * smooth(eased / _TORN_OFF) * (1.0 - smooth((eased - 0.9) / 0.1))
    return _Place(ankle_m=ankle, angles=angles)


def _sole_under_m(angles: F64) -> F64:
    """Return [F] how far the lowest of heel and ball is under the ankle of a pitched foot, at 1.72 m."""
    sine, cosine = np.sin(angles[:, 0]), np.cos(angles[:, 0])
    return np.asarray(np.max([ahead * sine - up * cosine for up, ahead in ((-0.08, -0.055), (-0.08, 0.135))], axis=0))


def _to_ball(angles: F64, scale: float) -> F64:
    """Return the way [F, 3] from the ankle to the ball of a foot that is pitched and faces somewhere."""
    turn = quat.from_yaw_pitch_roll(angles[:, 1], angles[:, 0], np.zeros(len(angles)))
    return quat.rotate(turn, np.array([0.0, BALL[0], BALL[1]]) * scale)
