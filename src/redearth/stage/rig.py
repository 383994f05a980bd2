"""The two skeletons every model and every motion is built on: the biped and the many-legged creature."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from redearth.stage.parts import Skeleton

# Offsets of a 1.72 m adult in metres, left side +X (an actor faces +Z, so its left is +X); the right side mirrors x.
# Arms rest 50 degrees below the horizontal. Proportions after Winter, Biomechanics, segment lengths as shares of stature.
_ARM_DOWN_RAD = math.radians(50)
_ADULT_M = 1.72
_CENTRE = (
    ("root", "", (0.0, 0.0, 0.0)),
    ("hips", "root", (0.0, 0.955, 0.0)),
    ("spine", "hips", (0.0, 0.10, -0.01)),
    ("chest", "spine", (0.0, 0.17, 0.0)),
    ("neck", "chest", (0.0, 0.235, 0.005)),
    ("head", "neck", (0.0, 0.085, 0.015)),
    ("jaw", "head", (0.0, 0.043, -0.010)),
    ("upperLip", "head", (0.0, 0.0065, 0.080)),
    ("lowerLip", "jaw", (0.0, -0.045, 0.089)),
)
_SIDE = (
    ("Shoulder", "chest", (0.045, 0.175, 0.0)),
    ("UpperArm", "Shoulder", (0.135, 0.0, -0.01)),
    ("LowerArm", "UpperArm", 0.285),
    ("Hand", "LowerArm", 0.255),
    ("Fingers", "Hand", 0.09),
    ("UpperLeg", "hips", (0.095, -0.045, 0.0)),
    ("LowerLeg", "UpperLeg", (0.0, -0.42, 0.01)),
    ("Foot", "LowerLeg", (0.0, -0.41, -0.015)),
    ("Toes", "Foot", (0.0, -0.06, 0.135)),
    ("Eye", "head", (0.0315, 0.0715, 0.0585)),
    ("Lid", "head", (0.0315, 0.0715, 0.0585)),
    ("LowerLid", "head", (0.0315, 0.0715, 0.0585)),
    ("Brow", "head", (0.030, 0.0965, 0.082)),
    ("Mouth", "head", (0.0215, 0.0025, 0.070)),
)
_FINGERS = (
    ("FingerTips", "Fingers", (0.029, 0.0, 0.016)),
    ("Thumb", "Hand", (0.045, 0.040, 0.014)),
    ("Index", "Hand", (0.090, 0.030, 0.0)),
    ("IndexTip", "Index", (0.024, 0.001, 0.012)),
)
"""Metres along the hand, towards the thumb, towards the palm."""


_ANKLE_M, _HIP_DROP_M, _THIGH_AND_SHIN_M, _TRUNK_M, _NECK_M, _HEAD_M = 0.08, 0.045, 0.83, 0.505, 0.085, 0.175
"""What the adult's stature adds up from."""
_FACE = ("jaw", "upperLip", "lowerLip")
_FACE_SIDES = ("Eye", "Lid", "LowerLid", "Brow", "Mouth")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proportions:
    """A body's lengths and breadths as factors of the adult's, at the same stature."""

    head: float = 1.0
    legs: float = 1.0
    arms: float = 1.0
    shoulders: float = 1.0
    """Breadth between the shoulder joints."""
    hips: float = 1.0
    """Breadth between the hip joints."""


def biped(stature_m: float = _ADULT_M, proportions: Proportions | None = None) -> Skeleton:
    """Return the human skeleton of a stature, by default with an adult's ``proportions``.

    Joints: ``root hips spine chest neck head jaw upperLip lowerLip`` and, for ``left`` and ``right``, ``Shoulder UpperArm LowerArm Hand
    Fingers UpperLeg LowerLeg Foot Toes Eye Lid LowerLid Brow Mouth FingerTips Thumb Index IndexTip`` (``leftUpperArm``). ``Fingers``
    turns all but index and thumb. The ankle joint ``Foot`` stands 0.08 m (times scale) above the sole.
    """
    scale = stature_m / _ADULT_M
    rows = [(name, parent, np.array(offset)) for name, parent, offset in _CENTRE]
    along_arm = np.array([math.cos(_ARM_DOWN_RAD), -math.sin(_ARM_DOWN_RAD), 0.0])
    hand = np.stack([along_arm, [0.0, 0.0, 1.0], [along_arm[1], -along_arm[0], 0.0]])
    for side, mirror in (("left", 1.0), ("right", -1.0)):
        for name, parent, offset in _SIDE:
            vector = along_arm * offset if isinstance(offset, float) else np.array(offset)
            own_parent = parent if parent in ("chest", "hips", "head") else side + parent
            rows.append((side + name, own_parent, vector * [mirror, 1.0, 1.0]))
        for name, parent, offset in _FINGERS:
            rows.append((side + name, side + parent, np.array(offset) @ hand * [mirror, 1.0, 1.0]))
    if proportions is not None:
        rows = [(name, parent, _grown(name, offset, proportions)) for name, parent, offset in rows]
    return _skeleton("biped", rows, scale, stature_m)


def _grown(name: str, offset: np.ndarray, p: Proportions) -> np.ndarray:
    """Return a joint's offset at the adult's stature in other proportions; the trunk takes what head and legs leave."""
    raw = _HIP_DROP_M + _THIGH_AND_SHIN_M * p.legs + _TRUNK_M + _NECK_M + _HEAD_M * p.head
    fill = (_ADULT_M - _ANKLE_M) / raw
    side = name.removeprefix("left").removeprefix("right")
    wide = np.array([1.0, fill, 1.0])
    if name == "hips":
        return np.array([0.0, _ANKLE_M + fill * (_THIGH_AND_SHIN_M * p.legs + _HIP_DROP_M), 0.0])
    if name in _FACE or side in _FACE_SIDES:
        return np.asarray(offset * p.head * fill)
    if side in ("LowerLeg", "Foot"):
        return np.asarray(offset * [1.0, p.legs * fill, 1.0])
    if side in ("LowerArm", "Hand"):
        return np.asarray(offset * p.arms)
    if side == "Shoulder":
        return np.asarray(offset * [p.shoulders, fill, 1.0])
    if side in ("UpperArm", "UpperLeg"):
        return np.asarray(offset * wide * [p.shoulders if side == "UpperArm" else p.hips, 1.0, 1.0])
    return np.asarray(offset * wide if name in ("spine", "chest", "neck", "head") else offset)


HALVES = {
    side + half: side + lower for side in ("left", "right") for half, lower in (("Elbow", "LowerArm"), ("Knee", "LowerLeg"))
}
"""Joints that stand where another one does and turn by half of its angle, so that skin between two bones does not collapse."""


def with_halves(skeleton: Skeleton) -> Skeleton:
    """Return a biped with ``HALVES`` after its own joints, siblings of the joints they halve."""
    lower = [skeleton.index(name) for name in HALVES.values()]
    return replace(
        skeleton,
        names=(*skeleton.names, *HALVES),
        parents=(*skeleton.parents, *(skeleton.parents[joint] for joint in lower)),
        rest_offsets_m=np.concatenate([skeleton.rest_offsets_m, skeleton.rest_offsets_m[lower]]),
    )


def leg_names(legs: int) -> tuple[str, ...]:
    """Return the names of a creature's legs, front pair first: ``leftLeg1 rightLeg1 leftLeg2 …``."""
    pairs = max(1, legs // 2)
    return tuple(f"{side}Leg{pair}" for pair in range(1, pairs + 1) for side in ("left", "right"))


def legged(legs: int = 6, stature_m: float = 1.5) -> Skeleton:
    """Return a creature's skeleton; ``stature_m`` is the height of its back when it stands.

    Joints: ``root body abdomen thorax neck head jaw`` and per leg of :func:`leg_names` ``<leg>Coxa <leg>Femur <leg>Tibia <leg>Tip``.
    Legs spread sideways with the knee (``Tibia`` joint) above the back; tips rest at y = 0. The head points to +Z.
    """
    h = stature_m
    rows = [
        ("root", "", np.zeros(3)),
        ("body", "root", np.array([0.0, 0.78 * h, 0.0])),
        ("abdomen", "body", np.array([0.0, -0.02 * h, -0.38 * h])),
        ("thorax", "body", np.array([0.0, 0.08 * h, 0.34 * h])),
        ("neck", "thorax", np.array([0.0, 0.10 * h, 0.26 * h])),
        ("head", "neck", np.array([0.0, 0.06 * h, 0.20 * h])),
        ("jaw", "head", np.array([0.0, -0.08 * h, 0.06 * h])),
    ]
    pairs = max(1, legs // 2)
    for leg in leg_names(legs):
        side, pair = (1.0 if leg.startswith("left") else -1.0), int(leg[-1] if leg[-2:-1] == "g" else leg[-2:])
        along = 0.5 - (pair - 1) / max(1, pairs - 1) if pairs > 1 else 0.0  # +0.5 front pair … -0.5 last pair
        spread = along * 1.5  # front legs reach forward, hind legs back
        parent = "thorax" if along > 0.2 else "abdomen" if along < -0.2 else "body"
        base = {"thorax": np.array([0.0, 0.08, 0.34]), "abdomen": np.array([0.0, -0.02, -0.38]), "body": np.zeros(3)}[parent] * h
        hip = np.array([side * 0.22 * h, -0.04 * h, along * 0.9 * h])
        direction = np.array([side * math.cos(spread), 0.0, math.sin(spread)])
        rows += [
            (f"{leg}Coxa", parent, hip - base),
            (f"{leg}Femur", f"{leg}Coxa", direction * 0.16 * h),
            (f"{leg}Tibia", f"{leg}Femur", direction * 0.52 * h + np.array([0.0, 0.42 * h, 0.0])),
            (f"{leg}Tip", f"{leg}Tibia", direction * 0.42 * h + np.array([0.0, -1.16 * h, 0.0])),
        ]
    return _skeleton("legged", rows, 1.0, stature_m)


def _skeleton(kind: str, rows: list[tuple[str, str, np.ndarray]], scale: float, stature_m: float) -> Skeleton:
    names = tuple(name for name, _, _ in rows)
    parents = tuple(names.index(parent) if parent else -1 for _, parent, _ in rows)
    offsets = np.array([offset for _, _, offset in rows]) * scale
    return Skeleton(kind=kind, names=names, parents=parents, rest_offsets_m=offsets, stature_m=stature_m)
