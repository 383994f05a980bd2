"""Arms: where palms go, on arcs around the shoulder, and the elbows that follow."""

from __future__ import annotations

import numpy as np

from redearth.stage.motion import quat
from redearth.stage.motion.controls import GRIP_M, MIRROR, SIDES, Controls, Reach, in_set
from redearth.stage.motion.ease import lerp
from redearth.stage.motion.trunk import Trunk, joint_index
from redearth.stage.motion.twobone import Bend, bend, turn
from redearth.stage.parts import F64, Skeleton

_BACK = np.array([0.0, 0.0, -1.0])
_RAISE_RAD, _FULLY_UP = np.radians(26.0), 0.75
"""How far a clavicle rises, and the height of the arm's direction (a sine) at which it has."""
_BEND_RAD, _TWIST_RAD = 1.15, 1.5
"""How far a wrist bends either way, and hand and forearm turn about the forearm (Kapandji, The Physiology of the Joints I)."""
_WRIST_ROUNDS = 3
_STRETCHED = 0.96
"""Share of its length from which an arm's hand lies straight on."""


def elbow_pole(direction: F64, side: int, out: F64 | float = 0.0) -> F64:
    """Return where the elbow goes for an arm along ``direction`` [F, 3] (chest axes): back when it hangs, down and out when it reaches."""
    down = np.array([0.0, -1.0, 0.0])
    swung = quat.rotate(quat.between(np.broadcast_to(down, direction.shape), direction), _BACK)
    aside = np.zeros(direction.shape)
    aside[:, 0] = MIRROR[side] * (0.3 + np.asarray(out))
    return np.asarray(swung + 0.5 * down + aside)


def pose_arm(
    controls: Controls, skeleton: Skeleton, at: dict[str, int], world: F64, trunk: Trunk, local_m: F64, side: int
) -> None:
    """Write one arm's set-space turns into ``world`` [F, J, 4]."""
    rest, name = skeleton.rest_offsets_m, SIDES[side]
    shoulder_m = rest[at[name + "Shoulder"]] + np.stack(
        [np.zeros_like(controls.jaw), controls.shrug_m[side], np.zeros_like(controls.jaw)], -1
    )
    upper_m, lower_m = arm_lengths(skeleton)
    reach_m, to_arm = (upper_m + lower_m) * 0.9995, rest[at[name + "UpperArm"]]
    joint = trunk.chest_m + quat.rotate(trunk.chest, shoulder_m + to_arm)
    clavicle = clavicle_turn(_palm(controls, trunk, joint, side, reach_m)[0], side)
    joint = trunk.chest_m + quat.rotate(trunk.chest, shoulder_m + quat.rotate(clavicle, to_arm))
    palm, out, wrist = _palm(controls, trunk, joint, side, reach_m)
    faced = _facing(controls, trunk, side)
    if faced is not None:  # an arm at full stretch has no wrist to bend
        far = np.sqrt((palm * palm).sum(-1)) / reach_m
        faced = (faced[0], faced[1] * np.clip((_STRETCHED - far) / 0.10, 0.0, 1.0))
    lengths = (upper_m, lower_m)
    arm = _bent(controls, trunk, joint, palm, out, lengths, side)
    along = rest[at[name + "LowerArm"]]
    bent_wrist = None
    if faced is not None:
        palm_m = GRIP_M * controls.scale
        for _ in range(_WRIST_ROUNDS):
            bent_wrist, _ = hand_turn(_lower(along, arm), along, side, *faced)
            ends = quat.rotate(bent_wrist, along / np.linalg.norm(along)) * palm_m
            arm = _bent(controls, trunk, joint, palm - ends, out, (upper_m, lower_m - palm_m), side)
    upper = quat.multiply(trunk.chest, turn(along, _BACK, arm.upper, arm.hinge))
    lower = quat.multiply(trunk.chest, _lower(along, arm))
    hand = quat.multiply(lower, quat.from_angles(wrist))
    if faced is not None and bent_wrist is not None:
        _, twist = hand_turn(_lower(along, arm), along, side, *faced)
        hand = quat.blend(hand, quat.multiply(trunk.chest, bent_wrist), np.clip(faced[1] * 4.0, 0.0, 1.0))
        lower = quat.multiply(lower, _about(along, 0.5 * twist))
    world[:, at[name + "Shoulder"]] = quat.multiply(trunk.chest, clavicle)
    world[:, at[name + "UpperArm"]], world[:, at[name + "LowerArm"]] = upper, lower
    world[:, at[name + "Hand"]] = hand
    world[:, at[name + "Fingers"]] = hand


def _lower(along: F64, arm: Bend) -> F64:
    return turn(along, _BACK, arm.lower, arm.hinge)


def _bent(
    controls: Controls, trunk: Trunk, joint: F64, goal: F64, out: tuple[F64, F64], lengths: tuple[float, float], side: int
) -> Bend:
    """Return the arm (chest axes) whose second bone ends on ``goal``, its elbow kept above the floor."""
    pole = elbow_pole(quat.unit(goal, (0, -1, 0)), side, out[0])
    pole[:, 1] += out[1]
    arm = bend(np.zeros_like(goal), goal, pole, *lengths)
    under = 0.06 * controls.scale - (joint + quat.rotate(trunk.chest, arm.upper * lengths[0]))[:, 1]
    if under.max() > 0:
        upwards = quat.rotate(quat.inverse(trunk.chest), [0.0, 1.0, 0.0])
        aside = 0.6 * upwards + np.array([MIRROR[side], 0.0, 0.0])
        pole = lerp(quat.unit(pole), aside, np.clip(under / 0.10, 0.0, 1.0))
        arm = bend(np.zeros_like(goal), goal, pole, *lengths)
    return arm


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
    swing = quat.multiply(_about(along, -twist), turned)
    steady = np.clip(1.0 - (np.abs(twist) - 2.4) / 0.6, 0.0, 1.0) * weight
    identity = np.zeros_like(swing)
    identity[..., 0] = 1.0
    local = quat.multiply(_about(along, held * steady), quat.blend(identity, swing, steady))
    return quat.multiply(lower, local), held * steady


def _about(along: F64, angle: F64) -> F64:
    half = 0.5 * angle
    return np.concatenate([np.cos(half)[:, None], np.sin(half)[:, None] * (along / np.linalg.norm(along))], axis=-1)


def _facing(controls: Controls, trunk: Trunk, side: int) -> tuple[F64, F64] | None:
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


def clavicle_turn(palm: F64, side: int) -> F64:
    """Return the clavicle's turn [F, 4] (chest axes): it rises with an arm that goes above the horizontal."""
    high = np.clip(quat.unit(palm, (0, -1, 0))[:, 1] / _FULLY_UP, 0.0, 1.0)
    return quat.about(2, MIRROR[side] * _RAISE_RAD * high * high * (3 - 2 * high))


def arm_lengths(skeleton: Skeleton) -> tuple[float, float]:
    """Return the lengths of the upper arm and of the forearm to the middle of the palm."""
    at, rest = joint_index(skeleton.names), skeleton.rest_offsets_m
    palm = GRIP_M * skeleton.stature_m / 1.72
    return float(np.linalg.norm(rest[at["leftLowerArm"]])), float(np.linalg.norm(rest[at["leftHand"]])) + palm


def _within(goal: F64, reach_m: float) -> F64:
    """Return goals no farther than an arm can go, so that an arc towards a far one does not snap straight."""
    length = np.sqrt((goal * goal).sum(-1, keepdims=True))
    return np.asarray(goal * np.minimum(1.0, reach_m / np.maximum(length, 1e-9)))


def _palm(controls: Controls, trunk: Trunk, joint: F64, side: int, reach_m: float) -> tuple[F64, tuple[F64, F64], F64]:
    """Return where the palm goes (chest axes, from the shoulder), how far out and up the elbow, and the wrist's angles."""
    palm = controls.arm_m[side]
    out, up, wrist = np.zeros(len(palm)), np.zeros(len(palm)), np.zeros((len(palm), 3))
    for reach in controls.reaches:
        if reach.side != side:
            continue
        goal = _goal(controls, reach, trunk, joint)
        palm = _around(palm, _within(goal, reach_m), reach.weight)
        out = out + (reach.elbow_out - out) * reach.weight
        up = up + (reach.elbow_up - up) * reach.weight
        wrist = lerp(wrist, np.broadcast_to(np.array(reach.wrist), wrist.shape), reach.weight)
    return palm + controls.tremor_m[side], (out, up), wrist


def _goal(controls: Controls, reach: Reach, trunk: Trunk, joint: F64) -> F64:
    if reach.space == "chest":
        return np.asarray(np.broadcast_to(reach.target_m, joint.shape) * controls.scale)
    point = reach.target_m if reach.space == "set" else in_set(controls, np.asarray(reach.target_m) * controls.scale)
    return quat.rotate(quat.inverse(trunk.chest), point - joint)


def _around(a: F64, b: F64, weight: F64) -> F64:
    """Go from ``a`` to ``b`` on an arc around the shoulder."""
    length_a = np.sqrt((a * a).sum(-1, keepdims=True))
    length_b = np.sqrt((b * b).sum(-1, keepdims=True))
    to = quat.between(quat.unit(a, (0, -1, 0)), quat.unit(b, (0, -1, 0)))
    identity = np.zeros_like(to)
    identity[..., 0] = 1.0
    direction = quat.rotate(_arc(identity, to, weight), quat.unit(a, (0, -1, 0)))
    return np.asarray(direction * (length_a + (length_b - length_a) * weight[:, None]))


def _arc(a: F64, b: F64, weight: F64) -> F64:
    half = np.arccos(np.clip(b[..., 0], -1.0, 1.0)) * weight
    axis = quat.unit(b[..., 1:], (1.0, 0.0, 0.0))
    return np.concatenate([np.cos(half)[..., None], axis * np.sin(half)[..., None]], axis=-1)
