"""Room for everybody: members of crowds keep apart from each other, out of the scenery, and make way for who walks through them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.ndimage import maximum_filter1d
from scipy.spatial import cKDTree

from redearth.direction.model import SetPlan
from redearth.stage.motion.crowd_solid import boxes_of, near, out_of
from redearth.stage.motion.ease import soften
from redearth.stage.parts import F64

NEAR_M = 0.95
"""How near to each other the middles of two who stand may be."""
_BESIDE_M, _ALONG_M, _STRIDE_S, _LONGEST_M = 0.8, 0.74, 0.5, 2.3
"""Who walks needs less room beside, and this much before and behind, more for every metre a second: legs stride."""
_WALKING_MPS = 0.9
_GIVES_WAY = 0.38
"""Who walks goes around who stands: this much more than half of the push is the walker's."""
_WIDE_M = 1.7
"""Neighbours who are farther than this from each other do not come too near while all are pushed."""
_EASED_S = 0.3
"""How gently pushes come and go."""
_WAY_M, _WAY_S, _EASE_S = 1.05, 0.8, 0.9
"""Room around somebody who walks through a crowd, how long before and after it is made, and how gently."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What else takes room on the set: its pieces, and people who are no members of a crowd ([A, F, 2])."""

    plan: SetPlan
    others_m: F64


def made_way(ground_m: F64, ground: Ground, fps: int) -> F64:
    """Return members' places [N, F, 2] that let the others through: aside, by as much as each lacks at the closest moment."""
    out = ground_m.copy()
    for other in ground.others_m:
        delta = ground_m - other[None]
        distance = np.sqrt((delta * delta).sum(-1))
        closest = distance.argmin(1)
        need = np.maximum(_WAY_M - distance, 0.0)
        if not need.any():
            continue
        wide = maximum_filter1d(need, 2 * round(_WAY_S * fps) + 1, axis=1, mode="nearest")
        eased = soften(wide.T, round(_EASE_S * fps)).T
        members = np.arange(len(ground_m))
        out += eased[..., None] * _aside(delta[members, closest], other, ground_m, closest)[:, None]
    return out


def _aside(delta: F64, other: F64, ground_m: F64, closest: np.ndarray) -> F64:
    """Return the unit way [N, 2] by which each member gets out of somebody's way at the closest moment: across it, or straight off."""
    before, after = np.maximum(closest - 2, 0), np.minimum(closest + 2, len(other) - 1)
    members = np.arange(len(ground_m))
    passing = (other[after] - other[before]) - (ground_m[members, after] - ground_m[members, before])
    speed = np.sqrt((passing * passing).sum(-1, keepdims=True))
    across = np.stack([passing[:, 1], -passing[:, 0]], -1) / np.maximum(speed, 1e-6)
    across *= np.where((across * delta).sum(-1, keepdims=True) < 0, -1.0, 1.0)
    length = np.sqrt((delta * delta).sum(-1, keepdims=True))
    straight = np.where(length > 0.05, delta / np.maximum(length, 0.05), np.array([1.0, 0.0]))
    return np.where(speed > 0.05, across, straight)


def kept_apart(ground_m: F64, ground: Ground, starts: Sequence[int], fps: int, rounds: int = 24, near_m: float = NEAR_M) -> F64:
    """Return members' places [N, F, 2] with room around everybody, by pushes that come and go smoothly.

    Again and again who is too near is pushed on a few frames, and the pushes of all frames are smoothed: both end as they should be.
    Frames are picked around each of ``starts`` (where beats begin), so that a longer beat picks the same ones of those that follow.
    """
    frames = ground_m.shape[1]
    picked = _picked(starts, frames, max(1, round(0.125 * fps)))
    boxes = near(boxes_of(ground.plan), ground_m)
    offsets = np.zeros_like(ground_m)
    others = ground.others_m[:, picked].transpose(1, 0, 2)
    for number in range(rounds):
        now = ground_m + offsets
        place = now[:, picked].transpose(1, 0, 2)
        if number % 6 == 0:
            pairs = _pairs(np.concatenate([place, others], axis=1))
            ahead = _velocity(now, fps)[:, picked].transpose(1, 0, 2)
        push = _pushed(place, ahead, others, pairs, near_m)
        push += out_of(place + push, boxes)
        if not push.any():
            break
        last = number > rounds - 6
        offsets += _on_all_frames(push.transpose(1, 0, 2), picked, frames)
        offsets = soften(offsets.transpose(1, 0, 2), round((0.5 if last else 1.0) * _EASED_S * fps)).transpose(1, 0, 2)
    return ground_m + offsets


def _picked(starts: Sequence[int], frames: int, every: int) -> np.ndarray:
    """Return the frames that are looked at: in each beat counted from its start up to its middle, from its end back to it."""
    edges = [*sorted({0, *(s for s in starts if 0 < s < frames)}), frames]
    halves = [(a, (a + b) // 2, b) for a, b in pairwise(edges)]
    found = {f for a, middle, b in halves for f in (*range(a, middle, every), *range(b, middle, -every))}
    return np.array(sorted({min(f, frames - 1) for f in found}))


def _on_all_frames(values: F64, picked: np.ndarray, frames: int) -> F64:
    """Return values [N, P, 2] of picked frames between them too, [N, F, 2]."""
    if len(picked) == 1:
        return np.repeat(values, frames, axis=1)
    right = np.clip(np.searchsorted(picked, np.arange(frames)), 1, len(picked) - 1)
    share = ((np.arange(frames) - picked[right - 1]) / (picked[right] - picked[right - 1]))[None, :, None]
    return np.asarray(values[:, right - 1] * (1.0 - share) + values[:, right] * share)


def _velocity(ground_m: F64, fps: int) -> F64:
    """Return how fast members go, [N, F, 2], over a step's time."""
    if ground_m.shape[1] < 2:
        return np.zeros_like(ground_m)
    return soften(np.gradient(ground_m, axis=1).transpose(1, 0, 2) * fps, round(0.2 * fps)).transpose(1, 0, 2)


def _pushed(place: F64, velocity: F64, others: F64, pairs: np.ndarray, near_m: float) -> F64:
    """Return by how much members' places [P, N, 2] are pushed apart on each frame by itself; ``others`` [P, A, 2] do not give way.

    The room of who walks is an ellipse: each of two counts half.
    """
    moments, members = place.shape[:2]
    everybody = np.concatenate([place, others], axis=1)
    count = everybody.shape[1]
    flat = everybody.reshape(-1, 2)
    speed = np.sqrt((velocity * velocity).sum(-1))
    walks = np.clip(speed / _WALKING_MPS, 0.0, 1.0)
    along_m = np.minimum(_ALONG_M + _STRIDE_S * speed, _LONGEST_M)
    beside_m = near_m + (_BESIDE_M - near_m) * walks
    shorter = np.clip(1.0 - beside_m / np.maximum(along_m, beside_m), 0.0, 0.8) * walks
    way = velocity / np.maximum(speed, 1e-6)[..., None] * np.sqrt(shorter)[..., None]
    way = np.concatenate([way, np.zeros_like(others)], axis=1).reshape(-1, 2)
    needs = np.concatenate([beside_m, np.full(others.shape[:2], near_m)], axis=1).reshape(-1)
    first, second = pairs.T
    delta = flat[first] - flat[second]
    a, b = way[first], way[second]
    delta = delta - 0.5 * (a * (a * delta).sum(-1, keepdims=True) + b * (b * delta).sum(-1, keepdims=True))
    distance = np.sqrt((delta * delta).sum(-1))
    lacking = np.maximum(0.5 * (needs[first] + needs[second]) - distance, 0.0)
    push = 0.42 * delta * (lacking / np.maximum(distance, 0.05))[:, None]
    out = np.stack([np.bincount(first, push[:, k], len(flat)) - np.bincount(second, push[:, k], len(flat)) for k in (0, 1)], -1)
    return out.reshape(moments, count, 2)[:, :members]


def _pairs(everybody: F64) -> np.ndarray:
    """Return the pairs [n, 2] of those who might come too near, as rows of [P * N], in order."""
    found = []
    for moment, points in enumerate(everybody):
        close = cKDTree(points).query_pairs(_WIDE_M, output_type="ndarray").reshape(-1, 2)
        found.append(close[np.lexsort((close[:, 1], close[:, 0]))] + moment * everybody.shape[1])
    return np.concatenate(found) if found else np.zeros((0, 2), int)
