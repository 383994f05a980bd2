"""The own body as an arm meets it: capsules on trunk, head and thighs that forearms and hands keep out of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from redearth.stage.motion import quat
from redearth.stage.motion.controls import MIRROR, SIDES
from redearth.stage.motion.trunk import Trunk, joint_index
from redearth.stage.parts import F64, Skeleton

_ROUND: dict[str, tuple[tuple[float, float, float], tuple[float, float, float], float]] = {
    "hips": ((-0.085, 0.023, 0.005), (0.085, 0.023, 0.005), 0.104), "spine": ((-0.060, 0.076, 0.018), (0.060, 0.076, 0.018), 0.106),
    "chest": ((-0.062, 0.110, 0.036), (0.062, 0.110, 0.036), 0.119), "head": ((0.0, 0.040, -0.005), (0.0, 0.108, -0.012), 0.082),
    "UpperLeg": ((0.010, -0.095, 0.0), (0.004, -0.300, 0.004), 0.100),
}  # fmt: skip
"""Joint -> ends and radius of its capsule at 1.72 m, as an ordinary dressed body has them (the left one of two)."""
_FOREARM_M, _HAND_M, _GIVES_M = 0.057, 0.032, 0.008
"""Radii of forearm and hand at 1.72 m, and how far cloth gives way."""
_ALONG = (0.45, 0.75, 1.0)
"""Where a forearm is looked at, from the elbow to the wrist."""
_FINGERS_M = 0.045
"""How far past the middle of the palm a hand is looked at."""
_TURNED_M = 0.035
"""Nearer than this to a capsule's axis the way out turns to the front and the arm's own side, so that it never flips."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flesh:
    """Capsules (C) in chest axes from the chest joint."""

    starts_m: F64
    """[F, C, 3]."""
    ends_m: F64
    radii_m: F64
    """[C]."""


def flesh_of(skeleton: Skeleton, world: F64, trunk: Trunk, scale: float) -> Flesh:
    """Return the body that the set-space turns ``world`` [F, J, 4] of trunk, head and thighs make."""
    at, rest = joint_index(skeleton.names), skeleton.rest_offsets_m
    spine_m = trunk.hips_m + quat.rotate(trunk.hips, rest[at["spine"]])
    neck_m = trunk.chest_m + quat.rotate(trunk.chest, rest[at["neck"]])
    head_m = neck_m + quat.rotate(world[:, at["neck"]], rest[at["head"]])
    bones = [
        ("hips", "hips", trunk.hips_m),
        ("spine", "spine", spine_m),
        ("chest", "chest", trunk.chest_m),
        ("head", "head", head_m),
    ]
    for side in SIDES:
        name = side + "UpperLeg"
        bones.append(("UpperLeg", name, trunk.hips_m + quat.rotate(trunk.hips, rest[at[name]])))
    back, girth = quat.inverse(trunk.chest), skeleton.girth
    starts: list[F64] = []
    ends: list[F64] = []
    radii = []
    for kind, name, place_m in bones:
        start, end, radius = _ROUND[kind]
        mirror = np.array([-1.0 if name.startswith("right") else 1.0, 1.0, 1.0]) * scale
        thick = 1.0 if kind == "head" else girth
        for point, out in ((start, starts), (end, ends)):
            spot = place_m + quat.rotate(world[:, at[name]], np.array(point) * mirror)
            out.append(quat.rotate(back, spot - trunk.chest_m))
        radii.append(radius * scale * thick)
    return Flesh(starts_m=np.stack(starts, 1), ends_m=np.stack(ends, 1), radii_m=np.array(radii))


def way_out(flesh: Flesh, shoulder_m: F64, arm: tuple[F64, F64, F64], side: int, scale: float) -> tuple[F64, F64] | None:
    """Return how far [F, 3] elbow and palm must go so that forearm and hand are out of the body, or None where they are.

    ``arm`` is where elbow, wrist and palm are (chest axes from the shoulder joint, which is at ``shoulder_m`` from the chest's).
    """
    elbow_m, wrist_m, palm_m = arm
    ahead = quat.unit(palm_m - wrist_m)
    points = [elbow_m + (wrist_m - elbow_m) * share for share in _ALONG] + [palm_m + ahead * (_FINGERS_M * scale)]
    places = np.stack(points, 1) + shoulder_m[:, None]
    thick = scale * np.array([_FOREARM_M] * len(_ALONG) + [_HAND_M])
    along = flesh.ends_m - flesh.starts_m
    from_start = places[:, :, None] - flesh.starts_m[:, None]
    share = (from_start * along[:, None]).sum(-1) / np.maximum((along * along).sum(-1), 1e-9)[:, None]
    gap = from_start - np.clip(share, 0.0, 1.0)[..., None] * along[:, None]
    distance = np.sqrt((gap * gap).sum(-1))
    depth = np.maximum(thick[:, None] + flesh.radii_m - _GIVES_M * scale - distance, 0.0)
    if depth.max() <= 0:
        return None
    prior = np.array([0.55 * MIRROR[side], 0.0, 0.84]) * (_TURNED_M * scale)
    way = quat.unit(gap + prior * np.exp(-distance / (_TURNED_M * scale))[..., None])
    most = depth.max(axis=(1, 2), keepdims=True)
    weight = depth**2 / np.maximum((depth**2).sum(axis=(1, 2), keepdims=True), 1e-12) * most
    push = (way * weight[..., None]).sum(2)
    far = np.array([*_ALONG, 1.0])[:, None]
    push = push / ((1.0 - far) ** 2 + far**2)  # a point between both ends goes with each of them by its share
    return (push * (1.0 - far)).sum(1), (push * far).sum(1)
