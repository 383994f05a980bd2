"""Do actors go through each other?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np

from redearth.stage.measure.acted import Acted
from redearth.stage.measure.distance import between_segments
from redearth.stage.measure.findings import Finding, Measure, measured, runs_beyond
from redearth.stage.measure.form import Form, segments
from redearth.stage.measure.intent import Intent
from redearth.stage.parts import F64

_EVERY = 3
"""Of members of crowds every third frame is looked at."""
_ROWS = 2000
"""Frames of a pair that are compared in one go."""


def collisions(people: Sequence[Acted], forms: Mapping[str, Form], intent: Intent) -> Measure:
    """Return how deep bodies go into each other, in millimetres, on every frame on which two are near enough to touch."""
    values: list[float] = []
    found: list[Finding] = []
    meant = {}
    spans = [_span(person, forms[person.actor]) for person in people]
    for first, second in combinations(range(len(people)), 2):
        one, other = people[first], people[second]
        reach = spans[first] + spans[second]
        ground = one.root_m[:, [0, 2]] - other.root_m[:, [0, 2]]
        near = ((ground * ground).sum(-1) < reach * reach) & one.visible & other.visible
        if one.member or other.member:
            near[np.arange(len(near)) % _EVERY > 0] = False
        key = (one.actor, other.actor)
        if key not in meant:
            meant[key] = intent.partners(*key)
        frames = np.flatnonzero(near & ~meant[key])
        for start in range(0, len(frames), _ROWS):
            part = frames[start : start + _ROWS]
            depth, words = _depth(one, other, forms, part, intent)
            values += depth.tolist()
            found += runs_beyond("bodies", one.name, depth, part, words)
    return measured("bodies", values, found)


def _span(person: Acted, form: Form) -> float:
    """Return how far from the root the body reaches over the ground at most."""
    frames = np.arange(0, len(person.visible), 4)
    out = person.places_m[frames] - person.root_m[frames][:, None]
    return float(np.hypot(out[..., 0], out[..., 2]).max()) + float(form.radii_m.max(initial=0.0)) + 0.1


def _depth(one: Acted, other: Acted, forms: Mapping[str, Form], frames: np.ndarray, intent: Intent) -> tuple[F64, list[str]]:
    """Return the deepest penetration (mm) on some frames, and between which bones."""
    a, b = forms[one.actor], forms[other.actor]
    if not len(a.bones) or not len(b.bones):
        return np.zeros(len(frames)), [""] * len(frames)
    (a0, a1), (b0, b1) = segments(one, a, frames), segments(other, b, frames)
    apart = between_segments(a0[:, :, None], a1[:, :, None], b0[:, None], b1[:, None])
    depth = 1000.0 * (a.radii_m[:, None] + b.radii_m[None] - apart)
    depth *= 1.0 - intent.bones(one.actor, other.actor, (a, b), (one.skeleton, other.skeleton), frames)
    flat = depth.reshape(len(frames), -1)
    worst = flat.argmax(1)
    words = [f"{a.bones[k // len(b.bones)]} in {other.name}'s {b.bones[k % len(b.bones)]}" for k in worst]
    return np.maximum(flat.max(1), 0.0), words
