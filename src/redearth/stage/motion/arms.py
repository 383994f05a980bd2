"""Arms: where palms go, on arcs around the shoulder, and the elbows that follow."""

from __future__ import annotations

import numpy as np

from redearth.stage.motion import quat
from redearth.stage.motion.controls import GRIP_M, MIRROR, SIDES, Controls, Reach, in_set
from redearth.stage.motion.ease import lerp, soften
from redearth.stage.motion.limits import clear_pole, within
from redearth.stage.motion.trunk import Trunk, joint_index
from redearth.stage.motion.twobone import Bend, bend, turn
from redearth.stage.motion.wrists import about, arm_axis, facing, flat_hand, hand_turn, turnable
from redearth.stage.parts import F64, Skeleton

_BACK = np.array([0.0, 0.0, -1.0])
_RAISE_RAD, _FULLY_UP = np.radians(26.0), 0.75
"""How far a clavicle rises, and the height of the arm's direction (a sine) at which it has."""
_WRIST_ROUNDS = 3
_STRETCHED = 0.96
"""Share of its length from which an arm's hand lies straight on."""


def elbow_pole(direction: F64, side: int, out: F64 | float = 0.0) -> F64:
    """Return where the elbow goes for an arm along ``direction`` [F, 3] (chest axes): back when it hangs, down and out when it reaches."""
    x, y, z = np.moveaxis(direction, -1, 0)
    sideways = 0.6 * np.abs(x)
    swung = np.stack(
        [np.zeros_like(x), -z - sideways - 0.5, y - sideways], -1
    )  # behind when down, down when ahead, ahead when up
    aside = np.zeros(direction.shape)
    aside[:, 0] = MIRROR[side] * (0.3 + np.asarray(out))
    return np.asarray(swung + aside)


def pose_arm(
    controls: Controls, skeleton: Skeleton, at: dict[str, int], world: F64, trunk: Trunk, local_m: F64, side: int
) -> F64:
    """Write one arm's set-space turns into ``world`` [F, J, 4]; returns [F] how flat the hand lies on the ground."""
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
    palm = _off_the_floor(controls, trunk, joint, palm)
    arm, pole = _bent(controls, trunk, joint, palm, out, (upper_m, lower_m), side)
    along, palm_m, faced = (
        rest[at[name + "LowerArm"]],
        GRIP_M * controls.scale,
        _asked_to_face(controls, trunk, palm, reach_m, side),
    )
    reached, wrist_m, bones = arm.end_m, arm.end_m - arm.lower * palm_m, (upper_m, lower_m - palm_m)
    flat, lying = flat_hand(controls, side, joint + quat.rotate(trunk.chest, reached), quat.rotate(trunk.chest, arm.lower))
    if faced is not None:  # the wrist stands where a palm that faces the thing puts it
        for _ in range(_WRIST_ROUNDS):
            turned, _ = hand_turn(_lower(along, arm), along, side, *faced)
            wrist_m = palm - quat.rotate(turned, along / np.linalg.norm(along)) * palm_m
            arm, pole = _bent(controls, trunk, joint, wrist_m, out, bones, side)
    kept = None if faced is None else (*faced, turned)
    if flat.max() > 0:  # … or one that lies on the ground
        flat = flat * turnable(quat.multiply(quat.inverse(quat.multiply(trunk.chest, _lower(along, arm))), lying), side)
        laid = quat.rotate(quat.multiply(quat.inverse(trunk.chest), lying), arm_axis(side) * palm_m)
        arm = bend(np.zeros_like(palm), lerp(wrist_m, reached - laid, flat), pole, *bones)
        arm = _half_flat(trunk, along, arm, side, wrist, kept, (flat, lying), reached, palm_m, pole, bones)
    upper = quat.multiply(trunk.chest, turn(along, _BACK, arm.upper, arm.hinge))
    lower, hand = _with_hand(trunk, along, arm, side, wrist, kept, (flat, lying))
    world[:, at[name + "Shoulder"]] = quat.multiply(trunk.chest, clavicle)
    world[:, at[name + "UpperArm"]], world[:, at[name + "LowerArm"]] = upper, lower
    world[:, at[name + "Hand"]] = hand
    return flat


def _half_flat(
    trunk: Trunk, along: F64, arm: Bend, side: int, wrist: F64, kept: tuple[F64, F64, F64] | None, ground: tuple[F64, F64],
    reached: F64, palm_m: float, pole: F64, bones: tuple[float, float],
) -> Bend:  # fmt: skip
    """Return the arm whose hand, lying half flat or as far as its wrist bends, has its palm where it was sent."""
    near = np.clip(4.0 * ground[0], 0.0, 1.0)
    for _ in range(_WRIST_ROUNDS):
        _, hand = _with_hand(trunk, along, arm, side, wrist, kept, ground)
        laid = quat.rotate(quat.multiply(quat.inverse(trunk.chest), hand), arm_axis(side) * palm_m)
        arm = bend(np.zeros_like(reached), lerp(arm.end_m, reached - laid, near), pole, *bones)
    return arm


def _asked_to_face(controls: Controls, trunk: Trunk, palm: F64, reach_m: float, side: int) -> tuple[F64, F64] | None:
    """Return which way the palm faces and how much; an arm at full stretch has no wrist to bend."""
    faced = facing(controls, trunk, side)
    if faced is None:
        return None
    far = np.sqrt((palm * palm).sum(-1)) / reach_m
    return faced[0], faced[1] * np.clip((_STRETCHED - far) / 0.10, 0.0, 1.0)


def _with_hand(
    trunk: Trunk, along: F64, arm: Bend, side: int, wrist: F64, faced: tuple[F64, F64, F64] | None, ground: tuple[F64, F64]
) -> tuple[F64, F64]:
    """Return the set-space turns of forearm and hand; ``ground`` is how flat the hand lies, and its turn there."""
    flat, lying = ground
    lower = quat.multiply(trunk.chest, _lower(along, arm))
    hand = quat.multiply(lower, quat.from_angles(wrist))
    if faced is not None:
        faces, asked, turned = faced  # the very turn the wrist was put for: another would move the palm
        _, twist = hand_turn(_lower(along, arm), along, side, faces, asked)
        hand = quat.blend(hand, quat.multiply(trunk.chest, turned), np.clip(asked * 4.0, 0.0, 1.0))
        lower = quat.multiply(lower, about(along, 0.5 * twist * (1 - flat)))
    if flat.max() > 0:
        bent = quat.multiply(quat.inverse(lower), quat.blend(hand, lying, flat))
        hand = quat.multiply(lower, within(bent, "Hand", MIRROR[side]))
    return lower, hand


def _bent(
    controls: Controls, trunk: Trunk, joint: F64, goal: F64, out: tuple[F64, F64], lengths: tuple[float, float], side: int
) -> tuple[Bend, F64]:
    """Return the arm (chest axes) whose second bone ends on ``goal``, and where its elbow goes."""
    pole = elbow_pole(quat.unit(goal, (0, -1, 0)), side, out[0])
    pole[:, 1] += out[1]
    arm = bend(np.zeros_like(goal), goal, pole, *lengths)
    pole, moved = _allowed_pole(controls, trunk, joint, arm, pole, lengths[0], side)
    return (bend(np.zeros_like(goal), goal, pole, *lengths), pole) if moved else (arm, pole)


def _lower(along: F64, arm: Bend) -> F64:
    return turn(along, _BACK, arm.lower, arm.hinge)


def _allowed_pole(
    controls: Controls, trunk: Trunk, joint: F64, arm: Bend, pole: F64, upper_m: float, side: int
) -> tuple[F64, bool]:
    """Return where the elbow goes so that it stays above the floor and within the shoulder's range, and whether that is somewhere else."""
    under = 0.06 * controls.scale + controls.root_m[:, 1] - (joint + quat.rotate(trunk.chest, arm.upper * upper_m))[:, 1]
    way = quat.unit(arm.end_m, (0, -1, 0))
    aside = quat.unit(arm.upper - way * (arm.upper * way).sum(-1, keepdims=True), (0, 0, -1))
    clear = clear_pole(arm.upper, way, aside, MIRROR[side])
    if under.max() <= 0 and np.array_equal(clear, aside):
        return pole, False
    if under.max() > 0:
        level = quat.rotate(trunk.chest, [MIRROR[side], 0.0, 0.0]) * np.array([1.0, 0.0, 1.0])
        above = quat.rotate(quat.inverse(trunk.chest), level + np.array([0.0, 0.7, 0.0]))
        clear = lerp(clear, above, np.clip(under / 0.10, 0.0, 1.0))
    return soften(clear, 3), True


def _off_the_floor(controls: Controls, trunk: Trunk, joint: F64, palm: F64) -> F64:
    """Return the palm (chest axes, from the shoulder), raised where it would be in the floor."""
    least = 0.034 * controls.scale
    below = least + controls.root_m[:, 1] - (joint + quat.rotate(trunk.chest, palm))[:, 1]
    if below.max() <= 0:
        return palm
    lift = np.zeros_like(palm)
    lift[:, 1] = np.maximum(below, 0.0)
    return palm + quat.rotate(quat.inverse(trunk.chest), lift)


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
