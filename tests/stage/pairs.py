"""Two people of any stature who play a scene of one paragraph, through breakdown, blocking and performance; and how deep they meet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from tests.stage.motion_scene import joints

from redearth.breakdown.break_down import break_down
from redearth.breakdown.model import CastList
from redearth.direction.block import block
from redearth.direction.model import Blocking
from redearth.direction.plan_set import plan_set
from redearth.script.parse import parse
from redearth.stage.cast.build import skeleton_of
from redearth.stage.motion import quat
from redearth.stage.motion.perform import perform
from redearth.stage.parts import F64, Performance, Skeleton, Touch
from redearth.voice.model import Line

FPS = 24
_OPENING = "INT. HALL - DAY\n\nMARA (30s) and BEN (40s) wait. He nods. She nods.\n\n"
AGES = {"adult": 35, "child": 8, "elder": 80}
_RADII_M = {
    "head": 0.085, "neck": 0.05, "chest": 0.105, "spine": 0.10, "hips": 0.11, "UpperArm": 0.042, "LowerArm": 0.035, "Hand": 0.022,
    "UpperLeg": 0.065, "LowerLeg": 0.048, "Foot": 0.035,
}  # fmt: skip
_BONES = (
    ("hips", "hips", "spine"), ("spine", "spine", "chest"), ("chest", "chest", "neck"), ("neck", "neck", "head"),
    *((part, f"{side}{part}", f"{side}{child}") for side in ("left", "right") for part, child in (
        ("UpperArm", "LowerArm"), ("LowerArm", "Hand"), ("Hand", "Fingers"), ("UpperLeg", "LowerLeg"), ("LowerLeg", "Foot"), ("Foot", "Toes"),
    )),
)  # fmt: skip
"""Capsules: part, from joint, to joint."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """A scene as it was played, with everybody's joints in set space."""

    blocking: Blocking
    performance: Performance
    skeletons: dict[str, Skeleton]
    positions_m: dict[str, F64]
    turns: dict[str, F64]

    def palm(self, actor: str, joint: str, frame: int) -> F64:
        """Return the middle of a palm, or any other joint, on a frame."""
        skeleton = self.skeletons[actor]
        number = skeleton.index(joint)
        place = self.positions_m[actor][frame, number]
        if not joint.endswith("Hand"):
            return np.asarray(place)
        along = skeleton.rest_offsets_m[skeleton.index(joint.replace("Hand", "Fingers"))] * (0.08 / 0.09)
        return np.asarray(place + quat.rotate(self.turns[actor][frame, number], along))

    def error_m(self, touch: Touch) -> float:
        """Return how far a touch misses its point on its first frame."""
        return float(np.linalg.norm(self.palm(touch.actor, touch.joint, touch.range.start) - np.array(touch.position_m)))


@cache
def played(action: str, mara: str = "adult", ben: str = "adult", opening: str = _OPENING) -> Played:
    """Return a paragraph played by Mara and Ben, each a ``child``, an ``adult`` or an ``elder``; ``opening`` comes before it."""
    broken = break_down(parse((opening + action + "\n").encode(), "t.fountain")[0])
    ages = {"mara": AGES[mara], "ben": AGES[ben]}
    people = tuple(replace(c, age=ages.get(c.id, c.age)) for c in broken.characters)
    cast = CastList(characters=people, props=broken.props)
    scene = broken.scenes[0]
    spoken = [
        Line(beat=b.id, character=b.speech.speaker, text=b.speech.text, duration_s=1.2, phonemes=(), words=())
        for b in scene.beats
        if b.speech is not None
    ]
    plan = plan_set(next(place for place in broken.locations if place.id == scene.location))
    blocking = block(scene, cast, plan, spoken, FPS).blocking
    performance = perform(blocking, cast, {line.beat: line for line in spoken})
    skeletons = {c.id: skeleton_of(c) for c in people}
    solved = {take.actor: joints(take, skeletons[take.actor]) for take in performance.actors if take.member == 0}
    return Played(
        blocking=blocking, performance=performance, skeletons=skeletons, positions_m={a: p for a, (p, _) in solved.items()},
        turns={a: q for a, (_, q) in solved.items()},
    )  # fmt: skip


def deepest_m(scene: Played, one: str, other: str) -> tuple[float, int, str, str]:
    """Return how deep two bodies' capsules meet beyond what is intended, and where: frame and the two parts.

    While a limb is meant to touch (and half a second around it) it may, from the shoulder or hip on.
    """
    worst = (-1.0, 0, "", "")
    frames = scene.performance.frames
    a, b = (_capsules(scene, who) for who in (one, other))
    for part_a, from_a, to_a, radius_a in a:
        for part_b, from_b, to_b, radius_b in b:
            depth = radius_a + radius_b - _distance(from_a, to_a, from_b, to_b)
            depth[_meant(scene, one, part_a, other, part_b, frames)] = -1.0
            frame = int(np.argmax(depth))
            if depth[frame] > worst[0]:
                worst = (float(depth[frame]), frame, part_a, part_b)
    return worst


def _capsules(scene: Played, who: str) -> list[tuple[str, F64, F64, float]]:
    skeleton, positions = scene.skeletons[who], scene.positions_m[who]
    scale = skeleton.stature_m / 1.72
    rows = [
        (start, positions[:, skeleton.index(start)], positions[:, skeleton.index(end)], _RADII_M[part] * scale)
        for part, start, end in _BONES
    ]
    head = skeleton.index("head")
    centre = positions[:, head] + quat.rotate(scene.turns[who][:, head], np.array([0.0, 0.075, 0.015]) * scale)
    return [*rows, ("head", centre, centre + 1e-6, _RADII_M["head"] * scale)]


def _meant(scene: Played, one: str, part_a: str, other: str, part_b: str, frames: int) -> F64:
    """Return [F] whether two parts may meet."""
    mask = np.zeros(frames, bool)
    around = FPS // 2
    for touch in scene.performance.touches:
        pair = {touch.actor, touch.partner}
        if pair != {one, other}:
            continue
        limb = _limb(touch.joint)
        mine = part_a if touch.actor == one else part_b
        if touch.kind in ("carry", "drag") or mine in limb:
            mask[max(0, touch.range.start - around) : touch.range.end + around] = True
    return mask


def _limb(joint: str) -> tuple[str, ...]:
    side = "left" if joint.startswith("left") else "right"
    if "Hand" in joint:
        return tuple(side + part for part in ("UpperArm", "LowerArm", "Hand"))
    return tuple(side + part for part in ("UpperLeg", "LowerLeg", "Foot")) if "Foot" in joint else (joint,)


def _distance(a: F64, b: F64, c: F64, d: F64) -> F64:
    """Return [F] the distance between segments (Ericson, Real-Time Collision Detection, 5.1.9)."""
    u, v, r = b - a, d - c, a - c
    uu, vv, uv = (u * u).sum(-1), (v * v).sum(-1), (u * v).sum(-1)
    ur, vr = (u * r).sum(-1), (v * r).sum(-1)
    denominator = np.maximum(uu * vv - uv * uv, 1e-12)
    s = np.clip((uv * vr - ur * vv) / denominator, 0, 1)
    t = np.clip((uv * s + vr) / np.maximum(vv, 1e-12), 0, 1)
    s = np.clip((uv * t - ur) / np.maximum(uu, 1e-12), 0, 1)
    gap = (a + s[:, None] * u) - (c + t[:, None] * v)
    return np.asarray(np.sqrt((gap * gap).sum(-1)))
