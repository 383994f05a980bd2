"""Arms: where palms go, on arcs around the shoulder, and the elbows that follow."""

from __future__ import annotations

import numpy as np

from redearth.stage.motion import quat
from redearth.stage.motion.controls import GRIP_M, MIRROR, SIDES, Controls, Reach, in_set
from redearth.stage.motion.ease import lerp, lowest_near, smooth, soften
from redearth.stage.motion.elbows import bent, pole_for
from redearth.stage.motion.flesh import Flesh, way_out
from redearth.stage.motion.limits import allowed_palm, within
from redearth.stage.motion.trunk import Trunk, joint_index
from redearth.stage.motion.twobone import Bend, bend, turn
from redearth.stage.motion.wrists import about, arm_axis, facing, flat_hand, hand_turn, turnable
from redearth.stage.parts import F64, Skeleton

_BACK = np.array([0.0, 0.0, -1.0])
_RAISE_RAD, _FULLY_UP = np.radians(26.0), 0.75
"""How far a clavicle rises, and the height of the arm's direction (a sine) at which it has."""
_WRIST_ROUNDS = 3
_EARLY = 4
"""Frames before and after which an arm begins to get out of the body's way."""
_COUNTER_RAD = 0.05
"""Half the angle by which a hand that draws back first goes the other way, however far it then goes: it hangs beside a body."""
_CLEAR_ROUNDS, _SWING, _BOW_M = 5, 1.1, 0.12
"""How often an arm is moved out of the own body, how far the elbow swings for it, and how far off its line it counts at least."""
_STRETCHED = 0.96
"""Share of its length from which an arm's hand lies straight on."""


def pose_arm(
    controls: Controls, skeleton: Skeleton, at: dict[str, int], world: F64, trunk: Trunk, flesh: Flesh, side: int
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
    palm = _off_the_floor(controls, trunk, joint, allowed_palm(palm, (upper_m, lower_m), MIRROR[side]))
    arm, pole = bent(controls, trunk, joint, palm, pole_for(palm, out, side), (upper_m, lower_m), side)
    own = shoulder_m + quat.rotate(clavicle, to_arm)
    palm, arm, pole = _out_of_the_body(controls, trunk, joint, (palm, arm, pole), (upper_m, lower_m), flesh, own, side)
    along, bones = rest[at[name + "LowerArm"]], (upper_m, lower_m - GRIP_M * controls.scale)
    faced = _asked_to_face(controls, trunk, palm, reach_m, side)
    arm, kept, ground = _with_its_hand(controls, trunk, joint, (palm, arm, pole), faced, along, bones, wrist, side)
    upper = quat.multiply(trunk.chest, turn(along, _BACK, arm.upper, arm.hinge))
    lower, hand = _with_hand(trunk, along, arm, side, wrist, kept, ground)
    world[:, at[name + "Shoulder"]] = quat.multiply(trunk.chest, clavicle)
    world[:, at[name + "UpperArm"]], world[:, at[name + "LowerArm"]] = upper, lower
    world[:, at[name + "Hand"]] = hand
    return ground[0]


def _with_its_hand(
    controls: Controls, trunk: Trunk, joint: F64, posed: tuple[F64, Bend, F64], faced: tuple[F64, F64] | None, along: F64,
    bones: tuple[float, float], wrist: F64, side: int,
) -> tuple[Bend, tuple[F64, F64, F64] | None, tuple[F64, F64]]:  # fmt: skip
    """Return the arm to the wrist of a hand that faces a thing or lies on the ground, how it faces, and how flat it lies in which turn."""
    palm, arm, pole = posed
    palm_m, kept = GRIP_M * controls.scale, None
    reached, wrist_m = arm.end_m, arm.end_m - arm.lower * palm_m
    flat, lying = flat_hand(controls, side, joint + quat.rotate(trunk.chest, reached), quat.rotate(trunk.chest, arm.lower))
    if faced is not None:  # the wrist stands where a palm that faces the thing puts it
        for _ in range(_WRIST_ROUNDS):
            turned = _bent_hand(_lower(along, arm), along, side, *faced)
            wrist_m = palm - quat.rotate(turned, along / np.linalg.norm(along)) * palm_m
            arm, pole = bent(controls, trunk, joint, wrist_m, pole, bones, side)
        kept = (*faced, turned)
    if flat.max() > 0:  # … or one that lies on the ground
        flat = flat * turnable(quat.multiply(quat.inverse(quat.multiply(trunk.chest, _lower(along, arm))), lying), side)
        laid = quat.rotate(quat.multiply(quat.inverse(trunk.chest), lying), arm_axis(side) * palm_m)
        arm = bend(np.zeros_like(palm), lerp(wrist_m, reached - laid, flat), pole, *bones)
    if kept is not None or flat.max() > 0:
        near = np.maximum(flat, 0.0 if kept is None else kept[1])
        arm = _settled(trunk, along, arm, side, wrist, kept, (flat, lying), (near, palm), palm_m, pole, bones)
    return arm, kept, (flat, lying)


def _bent_hand(lower: F64, along: F64, side: int, faces: F64, asked: F64) -> F64:
    """Return the turn [F, 4] of a hand whose palm faces ``faces`` as far as its wrist and forearm allow."""
    turned, twist = hand_turn(lower, along, side, faces, asked)
    forearm = quat.multiply(lower, about(along, 0.5 * twist))
    return quat.multiply(forearm, within(quat.multiply(quat.inverse(forearm), turned), "Hand", MIRROR[side]))


def _settled(
    trunk: Trunk, along: F64, arm: Bend, side: int, wrist: F64, kept: tuple[F64, F64, F64] | None, ground: tuple[F64, F64],
    sent: tuple[F64, F64], palm_m: float, pole: F64, bones: tuple[float, float],
) -> Bend:  # fmt: skip
    """Return the arm whose hand, turned as far as its wrist bends, has its palm where it was sent; ``sent`` is how much that is asked, and where."""
    near = np.clip(4.0 * sent[0], 0.0, 1.0)
    for _ in range(_WRIST_ROUNDS):
        _, hand = _with_hand(trunk, along, arm, side, wrist, kept, ground)
        laid = quat.rotate(quat.multiply(quat.inverse(trunk.chest), hand), arm_axis(side) * palm_m)
        arm = bend(np.zeros_like(laid), lerp(arm.end_m, sent[1] - laid, near), pole, *bones)
    return arm


def _asked_to_face(controls: Controls, trunk: Trunk, palm: F64, reach_m: float, side: int) -> tuple[F64, F64] | None:
    """Return which way the palm faces and how much; an arm at full stretch has no wrist to bend."""
    faced = facing(controls, trunk, side)
    if faced is None:
        return None
    far = np.sqrt((palm * palm).sum(-1)) / reach_m
    return faced[0], faced[1] * smooth((_STRETCHED - far) / 0.22)


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
        hand = quat.blend(hand, lying, flat)
    if flat.max() > 0 or faced is not None:
        hand = quat.multiply(lower, within(quat.multiply(quat.inverse(lower), hand), "Hand", MIRROR[side]))
    return lower, hand


def _out_of_the_body(
    controls: Controls, trunk: Trunk, joint: F64, posed: tuple[F64, Bend, F64], lengths: tuple[float, float], flesh: Flesh,
    shoulder_m: F64, side: int,
) -> tuple[F64, Bend, F64]:  # fmt: skip
    """Return palm, arm and elbow's way with forearm and hand out of the own body: the elbow swings round, a hand that is not on its target goes round it."""
    palm, arm, pole = posed
    palm_m, free = GRIP_M * controls.scale, None
    upright = smooth((quat.rotate(trunk.chest, [0.0, 1.0, 0.0])[:, 1] + 0.3) / 0.3)  # on the ground arms lie as the fall has them
    for _ in range(_CLEAR_ROUNDS):
        elbow = arm.upper * lengths[0]
        pushed = way_out(flesh, shoulder_m, (elbow, arm.end_m - arm.lower * palm_m, arm.end_m), side, controls.scale)
        if pushed is None:
            break
        elbow_way, palm_way = (_in_time(push) * upright[:, None] for push in pushed)
        free = _free(controls, side) if free is None else free
        along = quat.unit(arm.end_m, (0, -1, 0))
        bow = elbow - along * (elbow * along).sum(-1, keepdims=True)
        wide = np.sqrt((bow * bow).sum(-1, keepdims=True))
        bow = bow * (np.maximum(wide, _BOW_M * controls.scale) / np.maximum(wide, 1e-9))
        held = palm_way * (1.0 - free)[:, None]
        pole = bow + _SWING * (elbow_way + held)
        palm = palm + palm_way * free[:, None]
        arm, pole = bent(controls, trunk, joint, palm, pole, lengths, side)
    return palm, arm, pole


def _in_time(push: F64) -> F64:
    """Return ways [F, 3] that come and go smoothly and are nowhere shorter than asked."""
    longest = soften(-lowest_near(-np.sqrt((push * push).sum(-1)), _EARLY), _EARLY)
    return quat.unit(soften(soften(push, _EARLY), _EARLY)) * longest[:, None]


def _free(controls: Controls, side: int) -> F64:
    """Return [F] how much a palm may be elsewhere than it was sent: 0 where it is on a point of the set."""
    on = np.zeros(len(controls.jaw))
    for reach in controls.reaches:
        if reach.side == side:
            sent = reach.space == "set" or (reach.space == "root" and reach.palm is not None)
            on = on + (max(float(sent), reach.flat) - on) * np.clip(reach.weight, 0.0, 1.0)
    return np.asarray(1.0 - on**4)


def _lower(along: F64, arm: Bend) -> F64:
    return turn(along, _BACK, arm.lower, arm.hinge)


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
    half = np.where(half < 0, _COUNTER_RAD * np.tanh(half / _COUNTER_RAD), half)
    axis = quat.unit(b[..., 1:], (1.0, 0.0, 0.0))
    return np.concatenate([np.cos(half)[..., None], axis * np.sin(half)[..., None]], axis=-1)
