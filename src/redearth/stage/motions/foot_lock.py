"""Lock feet where they stand: a foot whose heel or ball is low and slow is held there until it leaves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from redearth.stage.motion import quat
from redearth.stage.motion.ease import soften
from redearth.stage.parts import F64

Mask = NDArray[np.bool_]
_SLOW_MPS, _LEAVES_MPS = 0.10, 0.22
_LOW_M, _HIGH_M = 0.05, 0.075
"""A point of the sole comes to stand when it is lower and slower than the first of each, and leaves above the second."""
_SHORTEST_S = 0.1
_PIVOT_RAD = 0.4
"""A standing foot that turns by less does not turn at all."""
_DRAG_MPS, _CLEAR_M = (0.08, 0.2), 0.012
"""A point of the sole that does not stand and moves faster than this is off the floor by that much."""
_TOE_SHARE = 0.4
"""Toes' length over the way from heel to ball."""
_ROLL_M = 0.012
"""Difference of height of heel and ball over which one takes the weight from the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feet:
    """One foot on N frames: its ankle and how it is turned, in the set and on the clip's own way."""

    ankle_m: F64
    own_m: F64
    turn: F64
    own_turn: F64
    toes: F64
    knuckle_m: F64
    """[3] the toes' joint from the ankle, unturned."""
    heel_m: F64
    """[3] the heel's sole."""

    @property
    def knuckle_high_m(self) -> float:
        """How high the toes' joint is above the floor when the foot stands."""
        return float(self.knuckle_m[1] - self.heel_m[1])

    def sole(self, turn: F64) -> tuple[F64, F64]:
        """Return [N, 3] ball and heel from the ankle; under the ball toes lie flat, however the foot rolls over them."""
        ball = quat.rotate(turn, self.knuckle_m) - [0.0, self.knuckle_high_m, 0.0]
        return ball, quat.rotate(turn, self.heel_m)


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """When a foot stands: first and last frame of each stand, and the place of its ball."""

    runs: tuple[tuple[int, int], ...]
    places_m: F64
    """[R, 3]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Locked:
    """The foot with its stands held."""

    ankle_m: F64
    turn: F64
    toes: F64
    standing: F64
    """[N] 0 in the air … 1."""
    steps: Steps


def lock_feet(foot: Feet, fps: float, scale: float) -> Locked:
    """Return the foot locked, for a body ``scale`` times an adult's size."""
    balls, heels = (_stands(foot.own_m + point, fps, scale) for point in foot.sole(foot.own_turn))
    runs = _runs(balls | heels)
    ball_w, heel_w = _ramped(balls), _ramped(heels)
    flat_toes = _ramped(np.convolve(balls, np.ones(5), mode="same")[: len(balls)] > 0)  # they lie flat before they bear
    turn, toes = foot.turn.copy(), foot.toes.copy()
    for first, last in runs:
        span = slice(first, last + 1)
        flat = (ball_w * heel_w)[span]
        yaw = _yaw(foot.turn[span], (balls & heels)[span])
        aside = (yaw - _yaws(foot.turn[span]) + np.pi) % (2 * np.pi) - np.pi
        if np.abs(aside).max() < _PIVOT_RAD:  # who turns farther on the ball of a foot means to
            straight = quat.multiply(quat.about(1, aside), turn[span])
            turn[span] = quat.blend(turn[span], straight, np.maximum(ball_w, heel_w)[span])
        level = quat.about(1, np.full(len(flat), yaw))
        turn[span] = quat.blend(turn[span], level, flat)
    toes = quat.blend(toes, quat.about(1, _yaws(turn)), flat_toes)
    offset, places = _offsets(foot, turn, runs, (balls, heels))
    ankle = foot.ankle_m + offset
    lowest = ankle[:, 1] + np.minimum(*(point[:, 1] for point in foot.sole(turn)))
    ankle[:, 1] += np.maximum(-lowest, 0.0)
    ankle, turn = _cleared(foot, ankle, turn, (ball_w, heel_w), fps, scale)
    toes = _toes_up(foot, ankle, turn, toes)
    return Locked(
        ankle_m=ankle,
        turn=turn,
        toes=toes,
        standing=np.maximum(ball_w, heel_w),
        steps=Steps(runs=tuple(runs), places_m=places),
    )


def _cleared(foot: Feet, ankle: F64, turn: F64, stands: tuple[F64, F64], fps: float, scale: float) -> tuple[F64, F64]:
    """Return the foot lifted a little where a point of its sole is dragged along the floor; over a point that stands it tips."""
    ball, heel = (ankle + point for point in foot.sole(turn))
    needs = []
    for point, weight in zip((ball, heel), stands, strict=True):
        step = np.sqrt((np.diff(point[:, [0, 2]], axis=0) ** 2).sum(-1)) * fps
        speed = np.maximum(np.append(step, step[-1:]), np.append(step[:1], step)) if len(step) else np.zeros(len(point))
        dragged = np.clip((speed - _DRAG_MPS[0]) / (_DRAG_MPS[1] - _DRAG_MPS[0]), 0.0, 1.0) * (weight == 0)
        needs.append(np.maximum(dragged * _CLEAR_M * scale - point[:, 1], 0.0) * dragged)
    long = _long(foot)
    tip = _wide(needs[1] * (stands[0] > 0)) - _wide(needs[0] * (stands[1] > 0))
    tipped = quat.multiply(turn, quat.about(0, tip / long))
    kept = [before - after for before, after in zip(foot.sole(turn), foot.sole(tipped), strict=True)]
    moved = ankle + np.where((tip > 0)[:, None], kept[0], kept[1])
    free = (stands[0] == 0) & (stands[1] == 0)
    moved[:, 1] += _wide(np.maximum(*needs) * free)
    return moved, tipped


def _long(foot: Feet) -> float:
    """Return the way from heel to ball."""
    return max(float(np.hypot(*(foot.knuckle_m - foot.heel_m)[[0, 2]])), 1e-6)


def _wide(need: F64) -> F64:
    """Return a curve without corners that is nowhere below ``need`` [N] in the middle of what it needs."""
    padded = np.pad(need, 2, mode="edge")
    return soften(np.lib.stride_tricks.sliding_window_view(padded, 5).max(-1), 1)


def _toes_up(foot: Feet, ankle: F64, turn: F64, toes: F64) -> F64:
    """Return the toes bent up as far as their tips would be in the floor."""
    along = _TOE_SHARE * _long(foot)
    knuckle = (ankle + quat.rotate(turn, foot.knuckle_m))[:, 1]
    tip = knuckle + quat.rotate(toes, np.array([0.0, -foot.knuckle_high_m, along]))[:, 1]
    depth = soften(np.maximum(-tip, 0.0), 1)
    return quat.multiply(toes, quat.about(0, -np.arcsin(np.clip(depth / along, 0.0, 0.98)))) if depth.any() else toes


def _stands(where: F64, fps: float, scale: float) -> Mask:
    """Return [N] whether a point of the sole stands."""
    step = np.linalg.norm(np.diff(where, axis=0), axis=1) * fps if len(where) > 1 else np.zeros(1)
    speed = np.minimum(np.append(step, step[-1:]), np.append(step[:1], step)) if len(where) > 1 else np.zeros(len(where))
    enters = (speed < _SLOW_MPS * scale) & (where[:, 1] < _LOW_M * scale)
    stays = (speed < _LEAVES_MPS * scale) & (where[:, 1] < _HIGH_M * scale)
    mask, on = np.zeros(len(where), bool), False
    for frame in range(len(where)):
        on = bool(enters[frame] or (on and stays[frame]))
        mask[frame] = on
    for first, last in _runs(mask):
        if last - first + 1 < max(2, round(_SHORTEST_S * fps)):
            mask[first : last + 1] = False
    return mask


def _runs(mask: Mask) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]]).astype(int)))
    return [(int(a), int(b) - 1) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _ramped(mask: Mask) -> F64:
    """Return [N] 1 where a point stands, let in and out over two frames inside its stand."""
    inside = np.pad(mask.astype(float), 2, mode="edge")
    return np.asarray(np.convolve(inside, np.array([1, 2, 3, 2, 1]) / 9, mode="valid") * mask)


def _yaws(turns: F64) -> F64:
    ahead = quat.rotate(turns, [0.0, 0.0, 1.0])
    return np.arctan2(ahead[:, 0], ahead[:, 2])


def _yaw(turns: F64, sure: Mask) -> float:
    ahead = quat.rotate(turns[sure] if sure.any() else turns, [0.0, 0.0, 1.0]).mean(0)
    return float(np.arctan2(ahead[0], ahead[2]))


def _offsets(foot: Feet, turn: F64, runs: list[tuple[int, int]], stands: tuple[Mask, Mask]) -> tuple[F64, F64]:
    """Return what moves the ankle [N, 3] so that the foot rolls over its heel and ball where they stand, and the ball's place in each stand."""
    ball, heel = (foot.ankle_m + point for point in foot.sole(turn))
    offset, known, places = np.zeros_like(foot.ankle_m), np.zeros(len(turn), bool), []
    for first, last in runs:
        span = slice(first, last + 1)
        balls, heels = stands[0][span], stands[1][span]
        sure = balls & heels if (balls & heels).any() else balls | heels
        level = quat.about(1, np.array(_yaw(turn[span], sure)))
        apart = quat.rotate(level, (foot.heel_m - foot.knuckle_m) * [1.0, 0.0, 1.0])
        ball_at = ball[span][sure].mean(0) if balls.any() else heel[span][sure].mean(0) - apart
        ball_at[1] = 0.0
        # The lower one carries; where both are level their places agree, so that one hands over to the other without a step.
        lower = np.clip(0.5 + (heel[span, 1] - ball[span, 1]) / _ROLL_M, 0.0, 1.0)
        on_ball = np.where(balls & heels, lower, balls.astype(float))[:, None]
        offset[span] = on_ball * (ball_at - ball[span]) + (1 - on_ball) * (ball_at + apart - heel[span])
        known[span] = True
        places.append(ball_at)
    if known.any():
        offset = _bridged(offset, known)
    return offset, np.array(places).reshape(-1, 3)


def _bridged(offset: F64, known: Mask) -> F64:
    """Return offsets with those of the swings eased from the stand before to the stand after."""
    at = np.flatnonzero(known)
    frames = np.arange(len(offset))
    right = np.clip(np.searchsorted(at, frames), 0, len(at) - 1)
    left = np.clip(np.searchsorted(at, frames, side="right") - 1, 0, len(at) - 1)
    a, b = at[left], at[right]
    share = np.clip((frames - a) / np.maximum(b - a, 1), 0.0, 1.0)
    eased = (share * share * (3 - 2 * share))[:, None]
    return np.asarray(offset[a] + (offset[b] - offset[a]) * eased)
