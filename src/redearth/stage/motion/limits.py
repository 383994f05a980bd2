"""How far and how fast the joints of a person turn: limits to pose within, and measures of what breaks them.

Ranges follow the American Academy of Orthopaedic Surgeons, *Joint Motion* (1965), and Kapandji, *The Physiology of the Joints*, with the passive
margin that weight adds (a knee that is sat on, a hip folded against the chest); the spine's are shared by ``spine`` and ``chest``, the neck's by
``neck`` and ``head``. Fastest turns: of sprinters' knees and throwers' arms (Winter, *Biomechanics*; Escamilla et al. 2002).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from redearth.stage.motion import quat
from redearth.stage.parts import F64, Skeleton

Vector = tuple[float, float, float]
_X, _Y, _Z = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)
_SIDES = (("left", 1.0), ("right", -1.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """How far one joint turns, in degrees, written for the left side; the right one mirrors.

    A turn is taken apart into a twist about ``along`` and a swing without one; the swing's two angles about ``first`` and ``second``
    lie inside a quarter-wise ellipse.
    """

    along: Vector
    first: Vector
    first_deg: tuple[float, float]
    second: Vector
    second_deg: tuple[float, float]
    twist_deg: tuple[float, float]


_ARM = (float(np.cos(np.radians(50))), -float(np.sin(np.radians(50))), 0.0)
_PALM = (_ARM[1], -_ARM[0], 0.0)
"""The way the palm looks at rest: turning about the thumb's axis (+Z) by a negative angle closes the hand on the left."""

RANGES: dict[str, Range] = {
    "spine": Range(along=_Y, first=_X, first_deg=(-22, 50), second=_Z, second_deg=(-24, 24), twist_deg=(-28, 28)),
    "chest": Range(along=_Y, first=_X, first_deg=(-22, 50), second=_Z, second_deg=(-24, 24), twist_deg=(-28, 28)),
    "neck": Range(along=_Y, first=_X, first_deg=(-34, 34), second=_Z, second_deg=(-24, 24), twist_deg=(-42, 42)),
    "head": Range(along=_Y, first=_X, first_deg=(-40, 40), second=_Z, second_deg=(-28, 28), twist_deg=(-52, 52)),
    "jaw": Range(along=_Z, first=_X, first_deg=(-3, 38), second=_Y, second_deg=(-8, 8), twist_deg=(-8, 8)),
    "Shoulder": Range(along=_X, first=_Z, first_deg=(-14, 42), second=_Y, second_deg=(-32, 32), twist_deg=(-45, 45)),
    "LowerArm": Range(along=_ARM, first=_PALM, first_deg=(-3, 156), second=_Z, second_deg=(-6, 6), twist_deg=(-95, 95)),
    "Hand": Range(along=_ARM, first=_Z, first_deg=(-88, 84), second=_PALM, second_deg=(-42, 30), twist_deg=(-95, 95)),
    "Fingers": Range(along=_ARM, first=_Z, first_deg=(-112, 42), second=_PALM, second_deg=(-25, 25), twist_deg=(-20, 20)),
    "FingerTips": Range(along=_ARM, first=_Z, first_deg=(-125, 52), second=_PALM, second_deg=(-12, 12), twist_deg=(-20, 20)),
    "Index": Range(along=_ARM, first=_Z, first_deg=(-112, 42), second=_PALM, second_deg=(-25, 25), twist_deg=(-20, 20)),
    "IndexTip": Range(along=_ARM, first=_Z, first_deg=(-125, 52), second=_PALM, second_deg=(-12, 12), twist_deg=(-20, 20)),
    "UpperLeg": Range(along=(0, -1, 0), first=_X, first_deg=(-142, 34), second=_Z, second_deg=(-34, 58), twist_deg=(-55, 55)),
    "LowerLeg": Range(along=(0, -1, 0), first=_X, first_deg=(-3, 163), second=_Z, second_deg=(-8, 8), twist_deg=(-25, 25)),
    "Foot": Range(along=(0, -1, 0), first=_X, first_deg=(-48, 62), second=_Z, second_deg=(-34, 34), twist_deg=(-50, 50)),
    "Toes": Range(along=_Z, first=_X, first_deg=(-92, 46), second=_Y, second_deg=(-10, 10), twist_deg=(-15, 15)),
}
"""By joint, without its side; a hand at rest is half closed (tips by 46°), so that straightening it is no bending back."""
_NO_ARM = (((-0.55, 0.35, -0.76), 54.0), ((-0.95, -0.30, -0.10), 42.0))
"""Directions of a left upper arm (chest axes) that no shoulder allows, and how wide around them: high behind the back, and through the trunk."""
_ARM_TWIST_DEG = 125.0
_SPEED_RADPS = {
    "root": 12.0, "hips": 14.0, "spine": 12.0, "chest": 12.0, "neck": 14.0, "head": 14.0, "jaw": 20.0, "Shoulder": 14.0, "UpperArm": 32.0,
    "LowerArm": 40.0, "Hand": 32.0, "UpperLeg": 18.0, "LowerLeg": 24.0, "Foot": 26.0, "Toes": 30.0,
}  # fmt: skip
_GAIN_RADPS2 = {
    "root": 160.0, "hips": 260.0, "spine": 220.0, "chest": 220.0, "neck": 260.0, "head": 260.0, "jaw": 420.0, "Shoulder": 320.0, "UpperArm": 620.0,
    "LowerArm": 760.0, "Hand": 760.0, "UpperLeg": 420.0, "LowerLeg": 560.0, "Foot": 620.0, "Toes": 760.0,
}  # fmt: skip
_SMALL_RADPS, _SMALL_RADPS2 = 45.0, 2000.0
"""Of fingers, lids and whatever else weighs little."""


@cache
def _sorted_joints(names: tuple[str, ...]) -> tuple[tuple[int, str, float], ...]:
    """Return (joint, kind, mirror) of every joint: ``leftHand`` is a ``Hand`` of the left side."""
    found = []
    for joint, name in enumerate(names):
        side = next(((s, m) for s, m in _SIDES if name.startswith(s)), ("", 1.0))
        found.append((joint, name[len(side[0]) :], side[1]))
    return tuple(found)


def limit_violations(rotations: NDArray[np.floating], skeleton: Skeleton) -> F64:
    """Return [F, J] by how many radians each joint of a person is beyond what a human one allows; 0 within.

    ``rotations`` [F, J, 4] are in parent space, as in ``ActorTake``. Skeletons other than the biped have no limits here: all 0.
    """
    local = np.asarray(rotations, float)
    beyond = np.zeros(local.shape[:2])
    if skeleton.kind != "biped":
        return beyond
    for joint, kind, mirror in _sorted_joints(skeleton.names):
        if kind in RANGES:
            beyond[:, joint] = _beyond(local[:, joint], RANGES[kind], mirror)
        elif kind == "UpperArm":
            beyond[:, joint] = _beyond_shoulder(local[:, skeleton.parents[joint]], local[:, joint], mirror)
    return beyond


def _mirrored(vector: Vector, mirror: float) -> F64:
    return np.asarray(np.array(vector) * np.array([mirror, 1.0, 1.0]))


def swing_twist(q: F64, along: F64) -> tuple[F64, F64]:
    """Return the swing's rotation vector [F, 3] and the twist [F] about the unit ``along``, so that q = swing * twist."""
    upright = np.where(q[..., :1] < 0, -q, q)
    share = (upright[..., 1:] * along).sum(-1)
    twist = 2.0 * np.arctan2(share, np.maximum(upright[..., 0], 1e-9))
    turn = np.concatenate([np.cos(twist / 2)[..., None], np.sin(twist / 2)[..., None] * along], -1)
    swing = quat.multiply(upright, quat.inverse(turn))
    size = np.sqrt((swing[..., 1:] ** 2).sum(-1))
    angle = 2.0 * np.arctan2(size, swing[..., 0])
    return np.asarray(swing[..., 1:] * (angle / np.maximum(size, 1e-9))[..., None]), np.asarray(twist)


def within(q: F64, kind: str, mirror: float) -> F64:
    """Return the turns [F, 4] of a joint drawn back to its range, nearest along the same swing and twist."""
    allowed = RANGES[kind]
    along = _mirrored(allowed.along, mirror)
    swing, twist = swing_twist(q, along)
    ratio = _ratio(swing, allowed, mirror)
    low, high = np.radians(allowed.twist_deg)
    held = np.clip(twist * mirror, low, high) * mirror
    if ratio.max() <= 1.0 and np.array_equal(held, twist):
        return q
    swing = swing / np.maximum(ratio, 1.0)[..., None]
    half = 0.5 * np.sqrt((swing * swing).sum(-1, keepdims=True))
    turn = np.concatenate([np.cos(half), 0.5 * swing * np.sinc(half / np.pi)], -1)
    return quat.multiply(turn, np.concatenate([np.cos(held / 2)[..., None], np.sin(held / 2)[..., None] * along], -1))


def clear_pole(upper: F64, along: F64, side: F64, mirror: float) -> F64:
    """Return where the elbow goes [F, 3] so that an upper arm keeps out of the forbidden directions, as far as its palm allows.

    ``upper`` and ``along`` are the unit ways of the upper arm and from shoulder to palm, ``side`` the elbow's unit way from that line; chest axes.
    """
    cosine = (upper * along).sum(-1)
    sine = np.sqrt(np.maximum(1.0 - cosine**2, 1e-8))
    for centre, wide_deg in _NO_ARM:
        pole = _mirrored(centre, mirror) / np.linalg.norm(centre)
        across = pole - along * (along @ pole)[..., None]
        size = np.maximum(np.sqrt((across * across).sum(-1)), 1e-6)
        way = across / size[..., None]
        most = (np.cos(np.radians(wide_deg + 1.0)) - cosine * (along @ pole)) / (sine * size)
        now = (side * way).sum(-1)
        kept = np.minimum(now, np.clip(most, -1.0, 1.0))
        out = side + np.maximum(now - kept, 0.0)[..., None] * np.array([mirror, -0.6, 0.0])
        out = out - along * (out * along).sum(-1, keepdims=True)
        rest = quat.unit(out - way * (out * way).sum(-1, keepdims=True), (0.0, -1.0, 0.0))
        side = np.where(
            (now > kept + 1e-9)[..., None],
            way * kept[..., None] + rest * np.sqrt(np.maximum(1.0 - kept**2, 0.0))[..., None],
            side,
        )
    return side


def allowed_palm(palm: F64, lengths: tuple[float, float], mirror: float) -> F64:
    """Return where a palm (chest axes, from the shoulder, [F, 3]) goes so that some bend of the arm keeps out of the forbidden directions.

    A palm at the distance d turns the upper arm away from its line by the angle at the shoulder of a triangle of upper arm, forearm and d.
    """
    upper_m, lower_m = lengths
    distance = np.sqrt((palm * palm).sum(-1))
    far = np.clip(distance, abs(upper_m - lower_m) + 1e-3, upper_m + lower_m)
    bent = np.arccos(np.clip((upper_m**2 + far**2 - lower_m**2) / (2 * upper_m * far), -1.0, 1.0))
    way = quat.unit(palm, (0.0, -1.0, 0.0))
    ahead, moved = np.array([0.3 * mirror, -0.35, 0.9]), False
    for _ in range(2):
        for centre, wide_deg in _NO_ARM:
            pole = _mirrored(centre, mirror) / np.linalg.norm(centre)
            cosine = (way @ pole)[:, None]
            least = np.maximum(np.radians(wide_deg + 2.0) - bent, 0.0)
            short = np.maximum(least - np.arccos(np.clip(cosine[:, 0], -1.0, 1.0)), 0.0)
            if short.max() <= 0:
                continue
            moved = True
            clear = way - pole * cosine + 0.6 * short[:, None] * (ahead - pole * (ahead @ pole))
            kept = np.where(short > 0, least, 0.0)[:, None]
            way = np.where((short > 0)[:, None], pole * np.cos(kept) + quat.unit(clear, (0.0, -1.0, 0.0)) * np.sin(kept), way)
    return way * distance[:, None] if moved else palm


def untwisted_pole(upper: F64, hinge: F64, bow: F64, mirror: float) -> F64 | None:
    """Return where the elbow goes [F, 3] so that an upper arm turns no farther about itself than it can, or None where it does not.

    ``upper`` and ``hinge`` are the unit way of the upper arm and of the elbow's axis, ``bow`` the elbow's unit way from the line to the hand.
    """
    along = _mirrored(_ARM, mirror)
    across = np.cross(along, [0.0, 0.0, -1.0])
    swing, twist = swing_twist(quat.aligning(along, across / np.linalg.norm(across), upper, hinge), along)
    size = np.sqrt((swing * swing).sum(-1))
    told = np.clip((np.radians(150.0) - size) / np.radians(30.0), 0.0, 1.0)
    share = np.clip((np.abs(twist) - np.radians(_ARM_TWIST_DEG - 30.0)) / np.radians(50.0), 0.0, 1.0) * told
    if share.max() <= 0:
        return None
    plain = quat.rotate(quat.between(np.broadcast_to(along, upper.shape), upper), np.array([0.0, 0.0, -1.0]))
    return np.asarray(bow + 2.2 * (share**2)[:, None] * (plain + np.array([0.7 * mirror, -0.3, 0.0])))


def _ratio(swing: F64, allowed: Range, mirror: float) -> F64:
    """Return how far out a swing is: 1 on the edge of its range."""
    share = np.zeros(swing.shape[:-1])
    for axis, bounds in ((allowed.first, allowed.first_deg), (allowed.second, allowed.second_deg)):
        angle = (swing * np.array(axis) * np.array([1.0, mirror, mirror])).sum(-1)  # mirrors turn axes the other way
        bound = np.radians(np.where(angle < 0, -bounds[0], bounds[1]))
        share += (angle / np.maximum(bound, 1e-6)) ** 2
    return np.sqrt(np.maximum(share, 1e-12))


def _beyond(q: F64, allowed: Range, mirror: float) -> F64:
    swing, twist = swing_twist(q, _mirrored(allowed.along, mirror))
    ratio, size = _ratio(swing, allowed, mirror), np.sqrt((swing * swing).sum(-1))
    swung = np.where(ratio > 1.0, size * (1.0 - 1.0 / np.maximum(ratio, 1e-6)), 0.0)
    low, high = np.radians(allowed.twist_deg)
    signed = twist * mirror
    return np.asarray(np.maximum(swung, np.maximum(np.maximum(signed - high, low - signed), 0.0)))


def _beyond_shoulder(clavicle: F64, upper: F64, mirror: float) -> F64:
    """Return how far an upper arm is inside the cones of forbidden directions, or twisted beyond its range."""
    along = _mirrored(_ARM, mirror)
    way = quat.rotate(quat.multiply(clavicle, upper), along)
    out = np.zeros(len(upper))
    for centre, wide_deg in _NO_ARM:
        pole = _mirrored(centre, mirror)
        apart = np.arccos(np.clip((way * pole).sum(-1) / np.linalg.norm(pole), -1.0, 1.0))
        out = np.maximum(out, np.radians(wide_deg) - apart)
    swing, twist = swing_twist(upper, along)
    told = np.clip(
        (np.radians(150.0) - np.sqrt((swing * swing).sum(-1))) / np.radians(30.0), 0.0, 1.0
    )  # opposite to rest no twist is defined
    return np.asarray(np.maximum(out, told * np.maximum(np.abs(twist) - np.radians(_ARM_TWIST_DEG), 0.0)))


def spikes(rotations: NDArray[np.floating], skeleton: Skeleton, fps: float) -> F64:
    """Return [F, J] how near each joint comes to the fastest turn (or change of turn) of its class: a pop is above 1.

    Frame f is judged by the turn from it to the next and by how that differs from the turn before; the last frames repeat.
    """
    q = np.asarray(rotations, float)
    out = np.zeros(q.shape[:2])
    if len(q) < 2:
        return out
    turn = quat.multiply(quat.inverse(q[:-1]), q[1:])
    turn = np.where(turn[..., :1] < 0, -turn, turn)
    size = np.sqrt((turn[..., 1:] ** 2).sum(-1))
    angle = 2.0 * np.arctan2(size, turn[..., 0])
    speed = turn[..., 1:] * (angle / np.maximum(size, 1e-12))[..., None] * fps
    kinds = [kind for _, kind, _ in _sorted_joints(skeleton.names)]
    fastest = np.array([_SPEED_RADPS.get(kind, _SMALL_RADPS) for kind in kinds])
    gains = np.array([_GAIN_RADPS2.get(kind, _SMALL_RADPS2) for kind in kinds])
    out[:-1] = np.sqrt((speed * speed).sum(-1)) / fastest
    if len(speed) > 1:
        gain = np.sqrt((np.diff(speed, axis=0) ** 2).sum(-1)) * fps
        out[1:-1] = np.maximum(out[1:-1], gain / gains)
    out[-1] = out[-2]
    return out
