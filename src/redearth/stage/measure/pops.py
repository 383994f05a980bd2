"""Does anything jump from one frame to the next, and does anybody freeze?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from redearth.stage.measure.acted import Acted
from redearth.stage.measure.findings import BARS, Finding, Measure, measured, runs_beyond
from redearth.stage.motion import quat
from redearth.stage.motion.limits import spikes
from redearth.stage.parts import F64

_CREATURE = (30.0, 500.0)
"""Fastest turn (rad/s) and fastest change of it (rad/s^2) of a creature's joints; people's are in ``stage.motion.limits``."""
_ROOT_MPS, _BEAST_MPS, _BODY_MPS2 = 9.0, 20.0, 60.0
"""Nobody runs faster, and of animals only cheetahs (wolves do 17 m/s, horses 19); nobody lands harder than six times their weight."""
_FACE = ("Eye", "Lid", "LowerLid", "Brow", "Mouth", "jaw", "upperLip", "lowerLip")
"""Blinks and lips are quicker than any bar for bones; :mod:`redearth.stage.measure.lips` has them."""
_STILL_M, _STILL_RAD = 2e-5, 2e-4
"""Who moves less than this in a frame, anywhere, does not move: 0.5 mm and a quarter of a degree in a second."""


def pops(people: Sequence[Acted], fps: int) -> Measure:
    """Return how near the fastest joint of each person comes to the limit of its class, on every frame: above 1 it pops."""
    values: list[float] = []
    found: list[Finding] = []
    for person in people:
        if len(person.visible) < 4:
            continue
        share, words = _shares(person, fps)
        steady = person.visible[1:] & person.visible[:-1]
        steady[1:] &= person.visible[:-2]  # a change of speed is seen over three frames: who comes on at speed does not pop
        share[~steady] = 0.0
        values += share[steady].tolist()
        frames = np.arange(len(person.visible) - 1)
        found += runs_beyond("pops", person.name, share, frames, words)
    return measured("pops", values, found)


def stillness(people: Sequence[Acted], fps: int) -> Measure:
    """Return the longest moment (s) in which nothing of each person moves, while they are on the set."""
    values: list[float] = []
    found: list[Finding] = []
    for person in people:
        moved = np.abs(np.diff(person.places_m, axis=0)).max((1, 2), initial=0.0) > _STILL_M
        moved |= _angles(person.local).max(-1, initial=0.0) > _STILL_RAD
        still = ~moved & person.visible[1:] & person.visible[:-1]
        edges = np.flatnonzero(np.diff(np.concatenate([[False], still, [False]]).astype(int)))
        lengths = [(int(end - first) / fps, int(first)) for first, end in zip(edges[::2], edges[1::2], strict=True)]
        values.append(max((length for length, _ in lengths), default=0.0))
        found += [
            Finding(check="stillness", actor=person.name, frame=first, value=round(length, 3), what="no joint moves")
            for length, first in lengths
            if length > BARS["stillness"].limit
        ]
    return measured("stillness", values, found)


def _angles(local: F64) -> F64:
    """Return [F-1, J] radians turned from each frame to the next."""
    cosine = np.abs((local[1:] * local[:-1]).sum(-1))
    # The sine keeps its digits where the cosine has none left.
    turned = quat.multiply(quat.inverse(local[:-1]), local[1:])[..., 1:]
    return np.asarray(2 * np.arctan2(np.sqrt((turned * turned).sum(-1)), cosine))


def _shares(person: Acted, fps: int) -> tuple[F64, list[str]]:
    """Return [F-1] the largest share of a class limit that anything takes from one frame to the next, and in words what."""
    names = person.skeleton.names
    bones = [j for j, name in enumerate(names) if name.removeprefix("left").removeprefix("right") not in _FACE]
    of_joints = spikes(person.local, person.skeleton, fps) if person.skeleton.kind == "biped" else _creature(person.local, fps)
    root = (
        np.sqrt((np.diff(person.root_m, axis=0) ** 2).sum(-1))
        * fps
        / (_ROOT_MPS if person.skeleton.kind == "biped" else _BEAST_MPS)
    )
    body = person.places_m[:, min(1, len(names) - 1)]  # all the rest hangs from the joint after the root
    push = np.sqrt((np.diff(body, 2, axis=0) ** 2).sum(-1)) * fps * fps / _BODY_MPS2
    rows = np.concatenate([of_joints[:-1, bones], root[:, None], np.concatenate([[0.0], push])[:, None]], axis=1)
    titles = [f"{names[j]} jerks" for j in bones] + ["the root runs", "the body jerks"]
    return rows.max(1), [titles[k] for k in rows.argmax(1)]


def _creature(local: F64, fps: int) -> F64:
    """Return [F, J] as ``stage.motion.limits.spikes`` does for people."""
    turned = quat.multiply(quat.inverse(local[:-1]), local[1:])
    rate = 2.0 * fps * turned[..., 1:] * np.where(turned[..., :1] < 0, -1.0, 1.0)
    out = np.zeros(local.shape[:2])
    out[:-1] = np.sqrt((rate * rate).sum(-1)) / _CREATURE[0]
    out[1:-1] = np.maximum(out[1:-1], np.sqrt((np.diff(rate, axis=0) ** 2).sum(-1)) * fps / _CREATURE[1])
    return out
