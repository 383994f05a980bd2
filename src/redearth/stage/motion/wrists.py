"""Hands at the end of arms: palms that face what they touch, palms that lie on the ground."""

from __future__ import annotations

import numpy as np

from redearth.stage.motion import quat
from redearth.stage.motion.controls import MIRROR, Controls
from redearth.stage.motion.ease import lerp, lowest_near, smooth, soften
from redearth.stage.motion.limits import swing_twist
from redearth.stage.motion.trunk import Trunk
from redearth.stage.parts import F64

_ALONG = (float(np.cos(np.radians(50.0))), -float(np.sin(np.radians(50.0))))
"""The way of the left arm at rest (x, y), as in ``rig``."""
_BEND_RAD, _TWIST_RAD = 1.15, 1.5
"""How far a wrist bends either way, and hand and forearm turn about the forearm (Kapandji, The Physiology of the Joints I)."""


def flat_hand(controls: Controls, side: int, palm_m: F64, forearm: F64) -> tuple[F64, F64]:
    """Return how far [F] a hand lies flat on the ground, and its set-space turn [F, 4] there.

    It lies where a reach says so, and wherever its fingers would go into the floor; they point where the reach and the forearm point.
    """
    told, ahead = np.zeros(len(controls.jaw)), _level(controls.root_yaw + 0.5 * MIRROR[side])
    for reach in controls.reaches:
        if reach.side == side and (reach.flat > 0 or told.max() > 0):
            weight = np.clip(reach.weight, 0.0, 1.0)
            told = told + (reach.flat - told) * weight
            ahead = lerp(ahead, _level(controls.root_yaw + MIRROR[side] * reach.flat_yaw), weight * reach.flat)
    tip = palm_m[:, 1] - controls.root_m[:, 1] + 0.095 * controls.scale * forearm[:, 1]
    flat = np.maximum(told, smooth((0.06 * controls.scale - tip) / (0.07 * controls.scale)))
    if flat.max() <= 0:
        return flat, np.zeros((len(flat), 4))
    flat = soften(-lowest_near(-flat, 2), 2)  # a hand has begun to turn when it comes down
    fingers = quat.unit(soften((0.6 * ahead + forearm) * np.array([1.0, 0.0, 1.0]), 3), (0.0, 0.0, 1.0))
    down = np.broadcast_to(np.array([0.0, -1.0, 0.0]), fingers.shape)
    palm = np.cross(arm_axis(side), [0.0, 0.0, 1.0]) * MIRROR[side]
    return flat, quat.aligning(arm_axis(side), palm, fingers, down)


def turnable(lying: F64, side: int) -> F64:
    """Return [F] 1 where a forearm can turn its palm to the ground, 0 where it would have to turn on its back."""
    _, twist = swing_twist(lying, arm_axis(side))
    return soften(np.clip((2.3 - np.abs(twist)) / 0.6, 0.0, 1.0), 2)


def _level(yaw: F64) -> F64:
    return np.stack([np.sin(yaw), np.zeros_like(yaw), np.cos(yaw)], -1)


def arm_axis(side: int) -> F64:
    """Return the unit way of an arm at rest."""
    return np.array([MIRROR[side] * _ALONG[0], _ALONG[1], 0.0])


def hand_turn(lower: F64, along: F64, side: int, faces: F64, weight: F64) -> tuple[F64, F64]:
    """Return the hand's turn [F, 4] and the forearm's twist [F] for a palm that faces ``faces`` [F, 3], by ``weight`` [F] of the way.

    The hand lies across the direction as far as the wrist bends; half of the turn about the forearm is the forearm's own.
    """
    rest = along / np.linalg.norm(along)
    normal = np.array([MIRROR[side] * rest[1], -abs(rest[0]), 0.0])
    ahead = quat.rotate(lower, rest)
    into = (ahead * faces).sum(-1, keepdims=True)
    bent = np.clip(into, -np.sin(_BEND_RAD), np.sin(_BEND_RAD))
    pointing = quat.unit(ahead - faces * bent)
    across = quat.unit(faces - pointing * (faces * pointing).sum(-1, keepdims=True), (0.0, -1.0, 0.0))
    full = quat.aligning(rest, normal, pointing, across)
    turned = quat.multiply(quat.inverse(lower), full)
    twist = 2 * np.arctan2((turned[..., 1:] * rest).sum(-1), turned[..., 0])
    twist = (twist + np.pi) % (2 * np.pi) - np.pi
    held = _TWIST_RAD * np.tanh(twist / _TWIST_RAD)
    swing = quat.multiply(about(along, -twist), turned)
    steady = np.clip(1.0 - (np.abs(twist) - 2.4) / 0.6, 0.0, 1.0) * weight
    identity = np.zeros_like(swing)
    identity[..., 0] = 1.0
    local = quat.multiply(about(along, held * steady), quat.blend(identity, swing, steady))
    return quat.multiply(lower, local), held * steady


def about(along: F64, angle: F64) -> F64:
    """Return the turns [F, 4] by ``angle`` [F] about a limb that lies ``along`` [3] at rest."""
    half = 0.5 * angle
    return np.concatenate([np.cos(half)[:, None], np.sin(half)[:, None] * (along / np.linalg.norm(along))], axis=-1)


def facing(controls: Controls, trunk: Trunk, side: int) -> tuple[F64, F64] | None:
    """Return which way the palm faces (chest axes, unit) and how much that is asked, or None where no reach asks."""
    reaches = [r for r in controls.reaches if r.side == side]
    if not any(r.palm is not None and r.weight.max() > 0 for r in reaches):
        return None
    frames = len(controls.root_yaw)
    faces, asked = np.zeros((frames, 3)), np.zeros(frames)
    for reach in reaches:
        if reach.palm is not None:
            way = np.broadcast_to(np.asarray(reach.palm, float), (frames, 3))
            if reach.space != "chest":
                turned = quat.rotate(quat.about(1, controls.root_yaw), way) if reach.space == "root" else way
                way = quat.rotate(quat.inverse(trunk.chest), turned)
            faces = lerp(faces, way, reach.weight)
        asked = asked + ((reach.palm is not None) - asked) * reach.weight
    return quat.unit(faces, (0.0, -1.0, 0.0)), asked
