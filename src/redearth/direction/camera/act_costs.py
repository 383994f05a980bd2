"""What it costs a picture that an act is outside of it, behind something or too small."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from redearth.direction.blocking.terms import F64, Unit
from redearth.direction.camera.acts import Played
from redearth.direction.camera.optics import Pose, half_tangents, project
from redearth.direction.camera.setups import Setup, View, pose_at
from redearth.direction.camera.sight import bodies_between

_MISSED = 6.0
"""An act of which nothing is seen."""
_SMALL = 3.0
"""An act at a third of the size that it needs (by logarithm)."""
_MADE_FOR_IT = 0.3
"""A picture made for the acts wins where a picture with more to it shows them less."""
_AT_HAND_M = 0.55
"""What an insert owes: hands and thing, not their owner."""
_EDGE = 0.97
_MIDDLE = 0.4
"""How far from the middle of the picture's height the middle of a figure may be."""
_SPARE = 0.15
"""A foot or an elbow may be out of the picture."""


def act_cost(view: View, unit: Unit, acts: Sequence[Played], setup: Setup, reference: int) -> float:
    """Return what a setup costs for what it does not show of the unit's acts."""
    cost = _MADE_FOR_IT if setup.idiom == "the act" else 0.0
    for act in acts:
        if setup.role == "insert" and act.thing and act.thing == setup.subjects[0]:
            continue  # the thing that is handled, large
        pose = pose_at(view, setup, reference, act.frame)
        cost += act.weight * (
            _MISSED * _missed(view, unit, act, setup, pose)
            + _SMALL * _too_small(view, act, setup, pose)
            + _sagging(view, act, setup, pose)
        )
    return cost


def _missed(view: View, unit: Unit, act: Played, setup: Setup, pose: Pose) -> float:
    """Return the share of an act's points that a picture does not hold, 0 to 1."""
    points = np.array(act.points)
    if setup.role == "insert" and setup.aim_point is not None:
        points = points[np.linalg.norm(points - setup.aim_point, axis=1) < _AT_HAND_M]
        if len(points) == 0:
            return 1.0
    ndc = project(pose, points, view.aspect)
    lost = (ndc[:, 2] < 0.2) | (np.abs(ndc[:, 0]) > _EDGE) | (np.abs(ndc[:, 1]) > _EDGE)
    lost |= view.scenery(unit).blocked(pose.position, points) > 0
    lost |= _behind(view, act, pose, points)
    return max(0.0, float(lost.mean()) - _SPARE) / (1.0 - _SPARE)


def _sagging(view: View, act: Played, setup: Setup, pose: Pose) -> float:
    """Return what it costs that a figure hangs at the upper or lower edge over an empty picture."""
    if act.need not in ("body", "pair") or setup.role == "insert":
        return 0.0
    level = float(project(pose, np.array(act.points), view.aspect)[:, 1].mean())
    return 3.0 * max(0.0, abs(level) - _MIDDLE)


def _behind(view: View, act: Played, pose: Pose, points: F64) -> NDArray[np.bool_]:
    """Return [P] which points are behind somebody else's body."""
    others = view.bodies(act.frame, (act.actor, act.partner))
    return np.array([bodies_between(pose.position, point, others) > 0 for point in points], bool)


def _too_small(view: View, act: Played, setup: Setup, pose: Pose) -> float:
    """Return how far an act is below the size it needs, as the logarithm to the base of 3, at most 1.2."""
    if setup.role == "insert":
        return 0.0
    _, sy = half_tangents(pose.focal_mm, view.aspect)
    depth = float(np.median(project(pose, np.array(act.points), view.aspect)[:, 2]))
    share = view.staged.actors[act.actor].stature_m / (2 * sy * max(0.2, depth))
    return min(1.2, max(0.0, math.log(act.least / share, 3.0)))
