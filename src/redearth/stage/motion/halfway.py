"""Elbows and knees keep their volume: joints that turn by half of what the bones beside them turn."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from redearth.stage.motion import quat
from redearth.stage.motion.body import Solved
from redearth.stage.parts import Skeleton
from redearth.stage.rig import HALVES


def halved(solved: Solved, skeleton: Skeleton) -> Solved:
    """Return the body with the joints of ``HALVES`` that its skeleton has turned by half of what each halves."""
    pairs = [(skeleton.index(half), skeleton.index(whole)) for half, whole in HALVES.items() if half in skeleton.names]
    if not pairs:
        return solved
    rotations, world, position = solved.rotations.copy(), solved.set_rotations.copy(), solved.positions_m.copy()
    for half, whole in pairs:
        turn = rotations[:, whole]
        near = np.where(turn[:, :1] < 0, -turn, turn) + np.array([1.0, 0.0, 0.0, 0.0])
        rotations[:, half] = near / np.sqrt((near * near).sum(-1, keepdims=True))
        world[:, half] = quat.multiply(world[:, skeleton.parents[half]], rotations[:, half])
        position[:, half] = position[:, whole]
    return replace(solved, rotations=rotations, set_rotations=world, positions_m=position)
