"""Room for everybody: members of crowds keep apart from each other, out of the scenery, and make way for who walks through them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.ndimage import maximum_filter1d
from scipy.spatial import cKDTree

from redearth.direction.model import Piece, SetPlan
from redearth.stage.motion.ease import soften
from redearth.stage.parts import F64

NEAR_M = 0.95
_ROUNDS = 14
_STRIDE, _STEP_M = 0.16, 0.035
"""How much shorter the room ahead of who walks counts, and the way in a frame from which on it does in full."""
_SEEN_M = 0.45
"""How much farther than that neighbours may be who come too near while all are pushed."""
_BODY_M = 0.42
"""Nobody's middle comes nearer to a wall than this."""
_WAY_M, _WAY_S, _EASE_S = 1.05, 0.8, 0.9
"""Room around somebody who walks through a crowd, how long before and after it is made, and how gently."""
_LOW_M = 1.8
"""Pieces that hang higher stand in nobody's way."""


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


def kept_apart(ground_m: F64, ground: Ground, starts: Sequence[int], every: int, radius: int, near_m: float = NEAR_M) -> F64:
    """Push members [N, F, 2] who come nearer than ``near_m`` to each other apart, every few frames by themselves, then smooth over ``radius`` frames.

    Frames are picked from each of ``starts`` on (where beats begin), so that a longer beat picks the same ones of those that follow.
    """
    frames = ground_m.shape[1]
    edges = [*sorted({0, *(s for s in starts if 0 < s < frames)}), frames]
    picked = np.unique([f for a, b in pairwise(edges) for f in (*range(a, b, every), b - 1)])
    place = ground_m[:, picked].transpose(1, 0, 2)
    if near_m < NEAR_M and not any(len(cKDTree(moment).query_pairs(near_m)) for moment in place):
        return ground_m
    ahead = _ahead(ground_m)[:, picked].transpose(1, 0, 2) * (near_m >= NEAR_M)
    solved = _spread(place.copy(), ahead, ground.others_m[:, picked].transpose(1, 0, 2), ground.plan, near_m)
    moved = (solved - place).transpose(1, 0, 2)
    right = np.clip(np.searchsorted(picked, np.arange(frames)), 1, max(len(picked) - 1, 1))
    if len(picked) == 1:
        return ground_m + moved
    share = ((np.arange(frames) - picked[right - 1]) / (picked[right] - picked[right - 1]))[None, :, None]
    offsets = moved[:, right - 1] * (1.0 - share) + moved[:, right] * share
    return ground_m + soften(offsets.transpose(1, 0, 2), radius).transpose(1, 0, 2)


def _ahead(ground_m: F64) -> F64:
    """Return where members go, [N, F, 2], of a length by which room ahead counts less: none where they stand."""
    if ground_m.shape[1] < 2:
        return np.zeros_like(ground_m)
    step = np.gradient(ground_m, axis=1)
    length = np.sqrt((step * step).sum(-1, keepdims=True))
    return np.asarray(step / np.maximum(length, 1e-9) * np.sqrt(_STRIDE * np.clip(length / _STEP_M, 0.0, 1.0)))


def _spread(place: F64, ahead: F64, others: F64, plan: SetPlan, near_m: float) -> F64:
    """Return places [P, N, 2] pushed apart on each frame by itself; ``others`` [P, A, 2] do not give way.

    Who walks (``ahead`` [P, N, 2]) needs more room before and behind than beside: legs stride.
    """
    moments, members = place.shape[:2]
    everybody = np.concatenate([place, others], axis=1)
    count = everybody.shape[1]
    pairs = [_pairs(everybody[m]) + m * count for m in range(moments)]
    first, second = np.concatenate(pairs).T if moments else np.zeros((2, 0), int)
    flat = everybody.reshape(-1, 2).copy()
    strides = np.concatenate([ahead, np.zeros_like(others)], axis=1).reshape(-1, 2)
    strides = 0.5 * (strides[first] + strides[second])
    free = np.tile(np.arange(count) < members, moments)
    walls = [
        piece for piece in plan.pieces if piece.solid and piece.kind not in ("gate", "door") and piece.position_m[1] < _LOW_M
    ]
    for _ in range(_ROUNDS):
        delta = flat[first] - flat[second]
        delta = delta - strides * (strides * delta).sum(-1, keepdims=True)
        distance = np.sqrt((delta * delta).sum(-1))
        push = 0.3 * delta * (np.maximum(near_m - distance, 0.0) / np.maximum(distance, 0.05))[:, None]
        for axis in (0, 1):
            flat[:, axis] += free * (np.bincount(first, push[:, axis], len(flat)) - np.bincount(second, push[:, axis], len(flat)))
        _out_of(flat, free, walls)
    return flat.reshape(moments, count, 2)[:, :members]


def _pairs(points: F64) -> np.ndarray:
    """Return the pairs [n, 2] of those who might come too near, in order."""
    found = cKDTree(points).query_pairs(NEAR_M + _SEEN_M, output_type="ndarray").reshape(-1, 2)
    return found[np.lexsort((found[:, 1], found[:, 0]))]


def _out_of(flat: F64, free: np.ndarray, walls: Sequence[Piece]) -> None:
    """Move those who stand in a piece, or too near to it, out by its nearest side."""
    for piece in walls:
        sine, cosine = math.sin(piece.yaw_rad), math.cos(piece.yaw_rad)
        delta = flat - np.array([piece.position_m[0], piece.position_m[2]])
        half_x, half_z = piece.size_m[0] / 2 + _BODY_M, piece.size_m[2] / 2 + _BODY_M
        near = free & (np.abs(delta).max(-1) < half_x + half_z)
        if not near.any():
            continue
        x = delta[near, 0] * cosine - delta[near, 1] * sine
        z = delta[near, 0] * sine + delta[near, 1] * cosine
        inside_x, inside_z = half_x - np.abs(x), half_z - np.abs(z)
        inside = (inside_x > 0) & (inside_z > 0)
        sideways = inside & (inside_x < inside_z)
        x = np.where(sideways, np.sign(x) * half_x, x)
        z = np.where(inside & ~sideways, np.sign(z) * half_z, z)
        moved = np.stack([x * cosine + z * sine, -x * sine + z * cosine], -1)
        flat[near] = np.where(inside[:, None], moved + np.array([piece.position_m[0], piece.position_m[2]]), flat[near])
