"""Do somebody's limbs go through their own body?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from redearth.stage.measure.acted import Acted
from redearth.stage.measure.distance import between_segments
from redearth.stage.measure.findings import Finding, Measure, measured, runs_beyond
from redearth.stage.measure.form import Form, segments
from redearth.stage.parts import F64, Skeleton

_EVERY = 3
_CLOTHES_M = 0.02
"""Sleeves and coats give way by this much before flesh meets flesh."""
_TRUNK = ("hips", "spine", "chest", "head")


def into_oneself(people: Sequence[Acted], forms: Mapping[str, Form]) -> Measure:
    """Return how deep forearms and hands go into trunk, head and thighs, and legs into each other, in millimetres.

    What already overlaps at rest (a sleeve against a coat) does not count.
    """
    values: list[float] = []
    found: list[Finding] = []
    for person in people:
        form = forms[person.actor]
        frames = np.flatnonzero(person.visible)[:: _EVERY if person.member else 1]
        pairs = _pairs(form, person.skeleton)
        if not len(frames) or not len(pairs):
            continue
        depth = _depth(*segments(person, form, frames), form, pairs)
        depth -= np.maximum(_depth(*_at_rest(person, form), form, pairs), 0.0) + 1000.0 * _CLOTHES_M
        worst = np.maximum(depth.max(1), 0.0)
        words = [f"{form.bones[pairs[k, 0]]} in {form.bones[pairs[k, 1]]}" for k in depth.argmax(1)]
        values += worst.tolist()
        found += runs_beyond("limbs", person.name, worst, frames, words)
    return measured("limbs", values, found)


def _depth(starts: F64, ends: F64, form: Form, pairs: np.ndarray) -> F64:
    """Return [n, pairs] how deep two bones are in each other, in millimetres; negative where they are apart."""
    one, other = pairs[:, 0], pairs[:, 1]
    apart = between_segments(starts[:, one], ends[:, one], starts[:, other], ends[:, other])
    return np.asarray(1000.0 * (form.radii_m[one] + form.radii_m[other] - apart))


def _at_rest(person: Acted, form: Form) -> tuple[F64, F64]:
    rest = person.rest_m[[person.skeleton.index(bone) for bone in form.bones]]
    return (rest + form.starts_m * person.scale)[None], (rest + form.ends_m * person.scale)[None]


def _pairs(form: Form, skeleton: Skeleton) -> np.ndarray:
    """Return the pairs of bones [n, 2] that may not meet."""
    at = {bone: k for k, bone in enumerate(form.bones)}
    wanted: list[tuple[str, str]] = []
    for side, opposite in (("left", "right"), ("right", "left")):
        thighs = (f"{side}UpperLeg", f"{opposite}UpperLeg")
        wanted += [(side + limb, part) for limb in ("LowerArm", "Hand") for part in (*_TRUNK, *thighs)]
        wanted += [(f"{side}LowerLeg", f"{opposite}UpperLeg"), (f"{side}Foot", f"{opposite}LowerLeg")]
    wanted += [("leftLowerLeg", "rightLowerLeg"), ("leftFoot", "rightFoot")]
    if skeleton.kind == "legged":
        shins = sorted(bone for bone in form.bones if bone.endswith("Tibia"))
        wanted += [(a, b) for n, a in enumerate(shins) for b in shins[n + 1 :]]
    return np.array([(at[a], at[b]) for a, b in wanted if a in at and b in at], int).reshape(-1, 2)
