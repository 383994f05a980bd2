"""Turn recorded arms about their own length so that their elbows bend as ours do and their palms look where ours may.

Where a bone points is the recording's; how it is twisted about itself depends on the pose that the recorder called its rest, which files do not tell.
"""

from __future__ import annotations

import numpy as np

from redearth.stage.motion import quat
from redearth.stage.motion.trunk import joint_index
from redearth.stage.parts import F64, Skeleton

_FORWARD = np.array([0.0, 0.0, 1.0])
_TOLD_RAD = (0.35, 0.9)
"""An elbow bent by less than the first does not say where its hinge is; from the second on it does."""
_QUARTER = np.pi / 2
_STEADY = 0.9
"""A palm that keeps its turn to this share, and is a quarter off all the time, is so by the recorder's rest and not by what it does."""
_FOREARM_SHARE = 0.5
"""How much of a palm's turn is the forearm's; the rest is the wrist's."""


def align_elbows(skeleton: Skeleton, world: F64, moved: tuple[int, ...]) -> None:
    """Change the turns [N, J, 4] of arms in place; no joint changes its place."""
    at = joint_index(skeleton.names)
    for side in ("left", "right"):
        arm = [at[side + name] for name in ("UpperArm", "LowerArm", "Hand")]
        if all(joint in moved for joint in arm):
            _align(skeleton, world, arm)


def _align(skeleton: Skeleton, world: F64, arm: list[int]) -> None:
    upper, lower, hand = arm
    along = quat.unit(skeleton.rest_offsets_m[lower])
    palm = quat.unit(np.cross(along, _FORWARD))
    ways = quat.rotate(world[:, upper], along), quat.rotate(world[:, lower], along)
    bend = np.arccos(np.clip((ways[0] * ways[1]).sum(-1), -1.0, 1.0))
    hinge = quat.cross(*ways)
    off = _about(ways[0], quat.rotate(world[:, upper], palm), hinge)
    usual = _mean_angle(off, np.sin(bend) ** 2)
    told = np.clip((bend - _TOLD_RAD[0]) / (_TOLD_RAD[1] - _TOLD_RAD[0]), 0.0, 1.0)
    turn = usual + _wrapped(off - usual) * told * told * (3 - 2 * told)
    above = quat.multiply(world[:, upper], _round(along, turn))
    flexed = quat.multiply(quat.between(ways[0], ways[1]), above)
    before = world[:, hand].copy()
    rolled = _about(ways[1], quat.rotate(flexed, palm), quat.rotate(before, palm))
    usual, steady = _mean_angle(rolled, np.ones(len(rolled))), float(np.abs(np.exp(1j * rolled).mean()))
    back = _QUARTER * np.round(usual / _QUARTER) if steady > _STEADY else 0.0
    rolled = back + _wrapped(rolled - back)
    world[:, upper] = above
    world[:, lower] = quat.multiply(flexed, _round(along, _FOREARM_SHARE * (rolled - back)))
    world[:, hand] = quat.multiply(before, _round(along, np.full(len(before), -back)))
    change = quat.multiply(world[:, hand], quat.inverse(before))
    carried = {hand}
    for joint, parent in enumerate(skeleton.parents):
        if parent in carried:
            carried.add(joint)
            world[:, joint] = quat.multiply(change, world[:, joint])


def _about(axis: F64, start: F64, end: F64) -> F64:
    """Return the angles [N] about unit axes [N, 3] from one direction to another."""
    across = quat.cross(axis, start)
    return np.asarray(np.arctan2((across * end).sum(-1), (start * end).sum(-1)))


def _mean_angle(angles: F64, weights: F64) -> float:
    return float(np.arctan2((weights * np.sin(angles)).sum(), (weights * np.cos(angles)).sum()))


def _wrapped(angles: F64) -> F64:
    return np.asarray((angles + np.pi) % (2 * np.pi) - np.pi)


def _round(axis: F64, angles: F64) -> F64:
    """Return the turns [N, 4] by some angles about one axis."""
    return np.concatenate([np.cos(angles / 2)[:, None], np.sin(angles / 2)[:, None] * axis], axis=-1)
