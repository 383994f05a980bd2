"""A motion as its file has it: a tree of joints at rest, and how they turn and where they are on every sample."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from redearth.stage.motion import quat
from redearth.stage.parts import F64


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """F samples of J joints, parents before children, in the file's own units and axes."""

    names: tuple[str, ...]
    parents: tuple[int, ...]
    rest_m: F64
    """[J, 3] places at rest."""
    rest_turns: F64
    """[J, 4] rotations at rest."""
    turns: F64
    """[F, J, 4] rotations."""
    places_m: F64
    """[F, J, 3]."""
    times_s: F64
    """[F], rising from 0."""
    humanoid: Mapping[str, int] = field(default_factory=dict)
    """Which joint is which of our biped's, where the file says so."""
    faces: Mapping[str, F64] = field(default_factory=dict)
    """[F] weights of expressions."""


def posed(parents: tuple[int, ...], offsets: F64, turns: F64) -> tuple[F64, F64]:
    """Return rotations [F, J, 4] and places [F, J, 3] of joints with offsets [F or 1, J, 3] and turns [F, J, 4] in their parents' spaces."""
    world, places = np.array(turns), np.array(np.broadcast_to(offsets, (*turns.shape[:2], 3)), float)
    for joint, parent in enumerate(parents):
        if parent >= 0:
            world[:, joint] = quat.multiply(world[:, parent], turns[:, joint])
            places[:, joint] = places[:, parent] + quat.rotate(world[:, parent], places[:, joint])
    return world, places


def resampled(values: F64, times_s: F64, at_s: F64) -> F64:
    """Return values [F, ...] at other times [G], between samples along straight lines, held at both ends."""
    right = np.clip(np.searchsorted(times_s, at_s, side="right"), 1, max(len(times_s) - 1, 1))
    right = np.minimum(right, len(times_s) - 1)
    left = np.maximum(right - 1, 0)
    span = np.maximum(times_s[right] - times_s[left], 1e-9)
    share = np.clip((at_s - times_s[left]) / span, 0.0, 1.0).reshape(-1, *[1] * (values.ndim - 1))
    return np.asarray(values[left] + (values[right] - values[left]) * share)


def resampled_turns(turns: F64, times_s: F64, at_s: F64) -> F64:
    """Return rotations [F, ..., 4] at other times, along the shorter arcs."""
    near = continuous(turns)
    mixed = resampled(near, times_s, at_s)
    return np.asarray(mixed / np.maximum(np.linalg.norm(mixed, axis=-1, keepdims=True), 1e-12))


def continuous(turns: F64) -> F64:
    """Return rotations [F, ..., 4] with signs chosen so that each is near the one before."""
    flips = np.where((turns[1:] * turns[:-1]).sum(-1, keepdims=True) < 0, -1.0, 1.0)
    signs = np.concatenate([np.ones_like(turns[:1, ..., :1]), np.cumprod(flips, axis=0)])
    return np.asarray(turns * signs)
