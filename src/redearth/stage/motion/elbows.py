"""Elbows: where they go for an arm's way, within what shoulder and floor allow."""

from __future__ import annotations

import numpy as np

from redearth.stage.motion import quat
from redearth.stage.motion.controls import MIRROR, Controls
from redearth.stage.motion.ease import lerp, soften
from redearth.stage.motion.limits import clear_pole, untwisted_pole
from redearth.stage.motion.trunk import Trunk
from redearth.stage.motion.twobone import Bend, bend
from redearth.stage.parts import F64

_ASIDE_UP = 1.6
"""How much more to the side than ahead the elbow of a raised arm is: an upper arm turns only so far about itself."""
_BEFORE_ACROSS = 1.6
"""How much farther ahead the elbow of an arm is that goes across the body."""


def elbow_pole(direction: F64, side: int, out: F64 | float = 0.0) -> F64:
    """Return where the elbow goes for an arm along ``direction`` [F, 3] (chest axes): back when it hangs, down and out when it reaches, aside when it is up."""
    x, y, z = np.moveaxis(direction, -1, 0)
    sideways = 0.6 * np.abs(x)
    swung = np.stack(
        [np.zeros_like(x), -z - sideways - 0.5, y - sideways], -1
    )  # behind when down, down when ahead, ahead when up
    swung[:, 2] += _BEFORE_ACROSS * np.maximum(-MIRROR[side] * x, 0.0) * np.clip(1.0 - 2.0 * y, 0.0, 1.0)
    aside = np.zeros(direction.shape)
    aside[:, 0] = MIRROR[side] * (
        0.3 + np.asarray(out) + _ASIDE_UP * np.maximum(y, 0.0) ** 2 * np.clip(1.0 + 2.0 * MIRROR[side] * x, 0.0, 1.0)
    )
    return np.asarray(swung + aside)


def pole_for(goal: F64, out: tuple[F64, F64], side: int) -> F64:
    """Return where the elbow goes [F, 3] for a palm at ``goal``; ``out`` is how much farther out and up than usual."""
    pole = elbow_pole(quat.unit(goal, (0, -1, 0)), side, out[0])
    pole[:, 1] += out[1]
    return pole


def bent(
    controls: Controls, trunk: Trunk, joint: F64, goal: F64, pole: F64, lengths: tuple[float, float], side: int
) -> tuple[Bend, F64]:
    """Return the arm (chest axes) whose second bone ends on ``goal``, and where its elbow goes, by ``pole`` if that may be."""
    arm = bend(np.zeros_like(goal), goal, pole, *lengths)
    pole, moved = _allowed_pole(controls, trunk, joint, arm, pole, lengths[0], side)
    if moved:
        arm = bend(np.zeros_like(goal), goal, pole, *lengths)
    easier = untwisted_pole(arm.upper, arm.hinge, _line_and_bow(arm)[1], MIRROR[side])
    if easier is not None:
        pole = soften(easier, 2)
    if moved or easier is not None:  # what was softened over neighbouring frames is held to the limits once more
        arm = bend(np.zeros_like(goal), goal, pole, *lengths)
        pole = clear_pole(arm.upper, *_line_and_bow(arm), MIRROR[side])
        arm = bend(np.zeros_like(goal), goal, pole, *lengths)
    return arm, pole


def _line_and_bow(arm: Bend) -> tuple[F64, F64]:
    """Return the unit ways from shoulder to hand, and from that line to the elbow."""
    way = quat.unit(arm.end_m, (0, -1, 0))
    return way, quat.unit(arm.upper - way * (arm.upper * way).sum(-1, keepdims=True), (0, 0, -1))


def _allowed_pole(
    controls: Controls, trunk: Trunk, joint: F64, arm: Bend, pole: F64, upper_m: float, side: int
) -> tuple[F64, bool]:
    """Return where the elbow goes so that it stays above the floor and within the shoulder's range, and whether that is somewhere else."""
    under = 0.06 * controls.scale + controls.root_m[:, 1] - (joint + quat.rotate(trunk.chest, arm.upper * upper_m))[:, 1]
    way, aside = _line_and_bow(arm)
    clear = clear_pole(arm.upper, way, aside, MIRROR[side])
    if under.max() <= 0 and np.array_equal(clear, aside):
        return pole, False
    if under.max() > 0:
        level = quat.rotate(trunk.chest, [MIRROR[side], 0.0, 0.0]) * np.array([1.0, 0.0, 1.0])
        above = quat.rotate(quat.inverse(trunk.chest), level + np.array([0.0, 0.7, 0.0]))
        clear = lerp(clear, above, np.clip(under / 0.10, 0.0, 1.0))
    return soften(clear, 3), True
