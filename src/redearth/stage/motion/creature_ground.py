"""Creatures on the ground: no part of a body that lies, crouches or feeds is under it, and what is dead rests on it with all its limbs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from redearth.breakdown.model import Character
from redearth.stage.cast.build import build_character
from redearth.stage.motion import quat
from redearth.stage.motion.body import Solved
from redearth.stage.motion.creature_body import CreatureControls
from redearth.stage.motion.ease import soften
from redearth.stage.parts import F64, Skeleton
from redearth.stage.rig import leg_names

LOW_ACTS = ("DIE", "FALL", "LIE", "CROUCH", "KNEEL", "SIT", "COIL", "EAT", "DRINK", "JUMP")
"""What brings a body to the ground; without one of these its skin is not asked for."""
_DIRECTIONS = np.array([(x, y, z) for x in (-1, 0, 1) for y in (-1, 0, 1) for z in (-1, 0, 1) if (x, y, z) != (0, 0, 0)], float)
_LIMB_ENDS = ("Tibia", "Foot", "Tip")
_HEAD = ("neck", "neck2", "head", "jaw", "mouth")
_NECK = 0.43
"""How far a head is from where its neck bends, in statures."""
_MOVED = ("body_m", "tips_m", "wings", "neck")
_PER_LIMB = ("tips_m", "wings", "taken")
_SLOTS = 4
_ROUNDS = 4
_DENSE = 8
_REACH = 4
"""Frames over which a correction swells, each way."""

Solve = Callable[[CreatureControls, NDArray[np.int64]], Solved]
"""(controls of some frames, those frames) -> joints."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hull:
    """The outermost points of a creature's skin."""

    joints: NDArray[np.int64]
    """[P, 4] which move a point, the strongest first."""
    weights: F64
    """[P, 4]."""
    places_m: F64
    """[P, 4, 3] in the space of each of its joints."""

    def of(self, chosen: NDArray[np.bool_]) -> Hull:
        """Return the points that joints of ``chosen`` [J] move most."""
        own = chosen[self.joints[:, 0]]
        return Hull(joints=self.joints[own], weights=self.weights[own], places_m=self.places_m[own])

    def lowest_m(self, solved: Solved, frames: NDArray[np.int64]) -> F64:
        """Return how high the lowest of its points is on some frames."""
        height = np.zeros((len(frames), len(self.joints)))
        for k in range(_SLOTS):
            turns, places = solved.set_rotations[frames][:, self.joints[:, k]], solved.positions_m[frames][:, self.joints[:, k]]
            moved = places + quat.rotate(turns, np.broadcast_to(self.places_m[:, k], places.shape))
            height += self.weights[:, k] * moved[..., 1]
        return np.asarray(height.min(1)) if height.shape[1] else np.zeros(len(frames))


@cache
def hull_of(character: Character) -> Hull:
    """Return the hull of a creature as it is built."""
    built = build_character(character)
    skin, skeleton = built.model.meshes["body"], built.skeleton
    assert skin.joints is not None and skin.weights is not None
    owner = skin.joints[np.arange(len(skin.positions)), skin.weights.argmax(1)]
    picked: set[int] = set()
    for joint in range(len(skeleton.names)):
        own = np.flatnonzero(owner == joint)
        if len(own):
            picked |= {int(own[k]) for k in np.argmax(skin.positions[own] @ _DIRECTIONS.T, axis=0)}
    points = np.array(sorted(picked), int)
    order = np.argsort(-skin.weights[points], axis=1, kind="stable")[:, :_SLOTS]
    joints = np.take_along_axis(skin.joints[points], order, 1).astype(np.int64)
    weights = np.take_along_axis(skin.weights[points], order, 1).astype(float)
    places = skin.positions[points].astype(float)[:, None] - skeleton.rest_positions_m()[joints]
    return Hull(joints=joints, weights=weights, places_m=places)


def keep_on_ground(
    c: CreatureControls, skeleton: Skeleton, solve: Solve, hull: Hull, span: tuple[int, int], rolled: bool
) -> None:
    """Lift the trunk, then every limb, out of the ground from frame to frame; what is limp sinks until it lies on it.

    The neck takes the head out of the ground, unless it lies ``rolled`` on its side.
    """
    frames = _asked(c.limp, *span)
    some = _on(c, frames)
    before = {name: getattr(some, name).copy() for name in _MOVED}
    limbs, wings, trunk = _parts(skeleton, len(c.tips_m))
    head = np.array([name in _HEAD for name in skeleton.names]) & (not rolled)
    every, size = np.arange(len(frames)), skeleton.stature_m
    for _ in range(_ROUNDS):
        low = hull.of(trunk & ~head).lowest_m(solve(some, frames), every)
        some.body_m[:, 1] += _eased(np.maximum(-low, 0.0)) - some.limp * soften(np.maximum(low, 0.0), 2)
        solved = solve(some, frames)
        if head.any():
            some.neck[:, 0] -= _eased(np.clip(-hull.of(head).lowest_m(solved, every) / (_NECK * size), 0.0, 0.5))
        for leg, limb in enumerate(limbs):
            some.tips_m[leg, :, 1] += _eased(np.maximum(-hull.of(limb).lowest_m(solved, every), 0.0))
        for number, wing in enumerate(wings):
            some.wings[number, :, 0] += _eased(np.clip(-hull.of(wing).lowest_m(solved, every) / (0.45 * size), 0.0, 0.6))
    some.body_m[:, 1] += _eased(np.maximum(-hull.of(trunk).lowest_m(solve(some, frames), every), 0.0))
    whole = np.arange(*span)
    for name, old in before.items():
        _spread(getattr(c, name), getattr(some, name) - old, whole, frames, 1 if name in _PER_LIMB else 0)


def _spread(values: F64, change: F64, whole: NDArray[np.int64], frames: NDArray[np.int64], axis: int) -> None:
    """Add what changed on ``frames`` to all of ``whole``, in place."""
    target, change = np.moveaxis(values, axis, 0), np.moveaxis(change, axis, 0)
    for index in np.ndindex(change.shape[1:]):
        if change[(slice(None), *index)].any():
            target[(whole, *index)] += np.interp(whole, frames, change[(slice(None), *index)])


def _asked(limp: F64, first: int, end: int) -> NDArray[np.int64]:
    """Return the frames of a span on which it is looked at: all, but few of those on which it lies dead."""
    whole = np.arange(first, end)
    rests = np.ones(len(whole), bool)
    for shift in (-_DENSE, 0, _DENSE):
        rests &= limp[np.clip(whole + shift, first, end - 1)] > 0.999
    asked: NDArray[np.int64] = whole[~rests | ((whole - first) % _DENSE == 0) | (whole == end - 1)]
    return asked


def _parts(skeleton: Skeleton, legs: int) -> tuple[list[NDArray[np.bool_]], list[NDArray[np.bool_]], NDArray[np.bool_]]:
    """Return which joints are each limb's end, each wing's, and the trunk's with what of the limbs goes with it; what swings is nobody's."""
    swinging = {one.joint for one in skeleton.sways}
    ends = [tuple(name + part for part in _LIMB_ENDS) for name in (leg_names(legs) if legs else ())]
    limbs = [np.array([name in end for name in skeleton.names]) for end in ends]
    wings = [np.array([n.startswith((side + "Wing", side + "Finger")) for n in skeleton.names]) for side in ("left", "right")]
    wings = [wing for wing in wings if wing.any()]
    trunk = np.array([name not in swinging for name in skeleton.names])
    for part in (*limbs, *wings):
        trunk &= ~part
    return limbs, wings, trunk


def _on(c: CreatureControls, frames: NDArray[np.int64]) -> CreatureControls:
    """Return copies of some frames' controls."""
    picked = {name: getattr(c, name) for name in CreatureControls.__dataclass_fields__}
    return replace(c, **{name: np.take(values, frames, axis=1 if name in _PER_LIMB else 0) for name, values in picked.items()})


def _eased(need: F64) -> F64:
    """Return a curve on or above ``need`` [F] without corners."""
    if len(need) < 3 or need.max(initial=0.0) == 0.0:
        return need
    padded = np.concatenate([np.repeat(need[:1], _REACH), need, np.repeat(need[-1:], _REACH)])
    return soften(np.lib.stride_tricks.sliding_window_view(padded, 2 * _REACH + 1).max(-1), _REACH)
