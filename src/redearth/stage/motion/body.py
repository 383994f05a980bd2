"""From controls to joint rotations: spine chain, gaze, legs and arms by inverse kinematics."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from redearth.stage.motion import quat
from redearth.stage.motion.arms import pose_arm
from redearth.stage.motion.controls import MIRROR, SIDES, Controls, in_set
from redearth.stage.motion.ease import lowest_near, soften
from redearth.stage.motion.face_poses import JOINTS as FACE_JOINTS
from redearth.stage.motion.face_solve import face_turns
from redearth.stage.motion.fingers import FINGER_JOINTS, finger_turns
from redearth.stage.motion.flesh import flesh_of
from redearth.stage.motion.gaze import blink_on_jumps, eye_turns, head_look
from redearth.stage.motion.limits import within
from redearth.stage.motion.pelvis import tipped
from redearth.stage.motion.reaching import help_reaches
from redearth.stage.motion.trunk import Trunk, joint_index, trunk_of
from redearth.stage.motion.twobone import Bend, bend, turn
from redearth.stage.parts import F64, Skeleton

_FORWARD = np.array([0.0, 0.0, 1.0])
_DEEPEST_M = 0.2
"""Hips never sink by more than this to keep a foot in reach."""
_FOLLOWING = frozenset((*FACE_JOINTS, *FINGER_JOINTS))
"""Joints of face and fingers: solved last, in their parents' axes."""
_SOLE, _BALL, _TIPS = ((0.0, -0.08, -0.055), (0.0, -0.08, 0.135)), (0.0, -0.06, 0.135), ((0.0, -0.02, 0.08), (0.0, 0.07, 0.05))
"""Heel and ball of the sole and the toes' joint from the ankle, the toes' tip and cap from that joint, at 1.72 m."""
_KNEE_M = 0.075
"""A knee that is on the ground is this high inside it: its flesh and what it wears."""
_BUTTOCKS_M, _STOUTER_M, _LIES_M = 0.125, 0.23, 0.3
"""Hips of a body that lies are this high over the ground at 1.72 m, and so much higher for a girth above 1; below the last they lie on it."""
_STRAIGHT = 0.988
"""Legs are never stretched beyond this share of their length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    """A posed body: local rotations and set-space frames of its joints."""

    rotations: F64
    """[F, J, 4]."""
    translations_m: F64
    """[F, J, 3]."""
    set_rotations: F64
    """[F, J, 4]."""
    positions_m: F64
    """[F, J, 3]."""
    eyes: F64 | None = None
    """[F, 2] pitch and yaw of a person's eyes in the head."""


def solve(controls: Controls, skeleton: Skeleton) -> Solved:
    """Return the body that obeys the controls; the controls' spine and hips are read, never written."""
    at = joint_index(skeleton.names)
    rest = skeleton.rest_offsets_m
    hips_m, hips, spine = controls.hips_m.copy(), controls.hips.copy(), controls.spine.copy()
    look, chest_share = head_look(controls, rest[at["hips"]])
    spine += chest_share
    help_reaches(controls, skeleton, hips_m, hips, spine)
    _keep_legs_in_reach(controls, skeleton, hips_m, hips)
    _keep_knees_up(controls, skeleton, hips_m, hips)
    _tip_pelvis(controls, skeleton, hips_m, hips, spine)
    trunk = trunk_of(controls, rest, at, hips_m, hips, spine)
    frames, joints = len(controls.root_yaw), len(skeleton.names)
    world = np.zeros((frames, joints, 4))
    world[..., 0] = 1.0
    position = np.zeros((frames, joints, 3))
    for name, value in (("root", trunk.root), ("hips", trunk.hips), ("spine", trunk.spine), ("chest", trunk.chest)):
        world[:, at[name]] = value
    _pose_head(controls, at, world, trunk, look)
    local_m = np.tile(rest[None], (frames, 1, 1))
    local_m[:, at["root"]] = controls.root_m
    local_m[:, at["hips"]] = rest[at["hips"]] + hips_m
    flat = np.zeros((2, frames))
    for side in (0, 1):
        local_m[:, at[SIDES[side] + "Shoulder"], 1] += controls.shrug_m[side]
        _pose_leg(controls, skeleton, at, world, trunk, side)
    flesh = flesh_of(skeleton, world, trunk, controls.scale)
    for side in (0, 1):
        flat[side] = pose_arm(controls, skeleton, at, world, trunk, flesh, side)
    rotations = world.copy()
    for joint, parent in enumerate(skeleton.parents):
        if skeleton.names[joint] in _FOLLOWING:
            continue
        if parent < 0:
            position[:, joint] = local_m[:, joint]
            continue
        rotations[:, joint] = quat.multiply(quat.inverse(world[:, parent]), world[:, joint])
        position[:, joint] = position[:, parent] + quat.rotate(world[:, parent], local_m[:, joint])
    eyes = _pose_face_and_fingers(controls, skeleton, at, world, rotations, position, local_m, flat)
    return Solved(rotations=rotations, translations_m=local_m, set_rotations=world, positions_m=position, eyes=eyes)


def _pose_face_and_fingers(
    controls: Controls, skeleton: Skeleton, at: dict[str, int], world: F64, rotations: F64, position: F64, local_m: F64, flat: F64
) -> F64:
    """Write what hangs on head and hands into ``rotations``, ``world``, ``position`` and ``local_m``; returns the eyes' [F, 2] turns."""
    head = at["head"]
    between = skeleton.rest_offsets_m[[at["leftEye"], at["rightEye"]]].mean(axis=0)
    eyes = eye_turns(controls, position[:, head] + quat.rotate(world[:, head], between), world[:, head])
    blink_on_jumps(controls, eyes)
    moves_m, turns = face_turns(controls, skeleton, eyes)
    local_m[:, [at[name] for name in FACE_JOINTS]] += moves_m
    rotations[:, [at[name] for name in FACE_JOINTS]] = turns
    rotations[:, [at[name] for name in FINGER_JOINTS]] = finger_turns(controls, flat)
    for joint, parent in enumerate(skeleton.parents):
        if skeleton.names[joint] in _FOLLOWING:
            world[:, joint] = quat.multiply(world[:, parent], rotations[:, joint])
            position[:, joint] = position[:, parent] + quat.rotate(world[:, parent], local_m[:, joint])
    return eyes


def _pose_head(controls: Controls, at: dict[str, int], world: F64, trunk: Trunk, look: F64) -> None:
    """Point the head where the gaze goes, hold it steady against the trunk's sway, add the controls' own angles."""
    chest_in_root = quat.to_matrix(quat.multiply(quat.inverse(trunk.root), trunk.chest))
    ahead, left = chest_in_root[..., 2], chest_in_root[..., 0]
    pitch, roll = -np.arcsin(np.clip(ahead[:, 1], -1, 1)), np.arcsin(np.clip(left[:, 1], -1, 1))
    yaw = np.arctan2(ahead[:, 0], np.maximum(ahead[:, 2], 0.05))
    upright = np.clip((chest_in_root[:, 1, 1] - 0.25) / 0.35, 0.0, 1.0)
    steady = np.stack([-0.75 * pitch, -0.85 * yaw, -0.8 * roll], -1) * upright[:, None]
    steady[:, 0] += look[:, 2] * (look[:, 0] - 0.25 * pitch) * upright
    steady[:, 1] += look[:, 2] * (look[:, 1] - 0.15 * yaw) * (0.35 + 0.65 * upright)
    angles = steady + controls.head
    angles[:, 0] = _limit(angles[:, 0], 0.95)
    angles[:, 1] = _limit(angles[:, 1], 1.3)
    angles[:, 2] = _limit(angles[:, 2], 0.6)
    neck = quat.multiply(trunk.chest, quat.from_angles(angles, 0.4))
    head = quat.multiply(neck, quat.from_angles(angles, 0.6))
    world[:, at["neck"]], world[:, at["head"]] = neck, head


def _limit(angle: F64, bound: float) -> F64:
    return np.asarray(bound * np.tanh(angle / bound) * 1.0)


def _hip_joints(controls: Controls, skeleton: Skeleton, hips_m: F64, hips: F64) -> list[F64]:
    at, rest = joint_index(skeleton.names), skeleton.rest_offsets_m
    turned = quat.from_angles(hips)
    base = rest[at["hips"]] + hips_m
    return [in_set(controls, base + quat.rotate(turned, rest[at[side + "UpperLeg"]])) for side in SIDES]


def _leg_lengths(skeleton: Skeleton) -> tuple[float, float]:
    at, rest = joint_index(skeleton.names), skeleton.rest_offsets_m
    return float(np.linalg.norm(rest[at["leftLowerLeg"]])), float(np.linalg.norm(rest[at["leftFoot"]]))


def _keep_legs_in_reach(controls: Controls, skeleton: Skeleton, hips_m: F64, hips: F64) -> None:
    """Lower the hips where a planted foot would be out of reach."""
    total = sum(_leg_lengths(skeleton)) * _STRAIGHT
    need = np.zeros(len(controls.root_yaw))
    for side, joint in enumerate(_hip_joints(controls, skeleton, hips_m, hips)):
        delta = joint - controls.ankle_m[side]
        level = delta[:, 0] ** 2 + delta[:, 2] ** 2
        highest = np.sqrt(np.maximum(total**2 - level, 0.02))
        need = np.maximum(need, (delta[:, 1] - highest) * (1 - controls.free[side]))
    widest = -lowest_near(-np.minimum(need, _DEEPEST_M * controls.scale), 2)
    hips_m[:, 1] -= soften(widest, 2)


def _keep_knees_up(controls: Controls, skeleton: Skeleton, hips_m: F64, hips: F64) -> None:
    """Raise the hips where a knee would go through the floor (kneeling, falling, crawling)."""
    low = np.flatnonzero(hips_m[:, 1] < -0.2 * controls.scale)
    if not len(low):
        return
    rest, at = skeleton.rest_offsets_m, joint_index(skeleton.names)
    trunk = trunk_of(controls, rest, at, hips_m, hips, np.zeros_like(hips))
    lies = np.clip(np.abs(quat.rotate(trunk.hips, [0.0, 0.0, 1.0])[:, 1]) / 0.5 - 0.3, 0.0, 1.0)
    lies *= np.clip((_LIES_M * controls.scale - trunk.hips_m[:, 1] + controls.root_m[:, 1]) / (0.1 * controls.scale), 0.0, 1.0)
    seat_m = (_BUTTOCKS_M + _STOUTER_M * (skeleton.girth - 1.0)) * controls.scale
    need = lies * (seat_m + controls.root_m[:, 1] - trunk.hips_m[:, 1])
    for side in (0, 1):
        joint = trunk.hips_m + quat.rotate(trunk.hips, rest[at[SIDES[side] + "UpperLeg"]])
        upper_m, lower_m = _leg_lengths(skeleton)
        leg = bend(joint, controls.ankle_m[side], _knee_pole(controls, trunk, joint, side), upper_m, lower_m)
        need = np.maximum(need, _KNEE_M * controls.scale + controls.root_m[:, 1] - (joint + leg.upper * upper_m)[:, 1])
    hips_m[:, 1] += soften(-lowest_near(-need, 1), 2)


def _tip_pelvis(controls: Controls, skeleton: Skeleton, hips_m: F64, hips: F64, spine: F64) -> None:
    """Tip the pelvis forward where a thigh behind it would turn too far, the trunk staying upright; who lies or kneels is left alone."""
    rest, at = skeleton.rest_offsets_m, joint_index(skeleton.names)
    trunk = trunk_of(controls, rest, at, hips_m, hips, spine)
    joints = [trunk.hips_m + quat.rotate(trunk.hips, rest[at[side + "UpperLeg"]]) for side in SIDES]
    poles = [_knee_pole(controls, trunk, joints[side], side) for side in (0, 1)]
    forward = tipped(trunk.hips, joints, controls.ankle_m, poles, _leg_lengths(skeleton))
    if forward is not None:
        upright = np.clip(1.0 + (hips_m[:, 1] / controls.scale + 0.2) / 0.1, 0.0, 1.0)
        forward = np.maximum(forward, 0.0) * upright + np.minimum(forward, 0.0)
        hips[:, 0] += forward
        spine[:, 0] -= forward


def _knee_pole(controls: Controls, trunk: Trunk, joint: F64, side: int) -> F64:
    """Return the way [F, 3] a knee points: in the plane in which its hip bends, ahead of a leg that hangs and up from one that is stretched out, a little to its toes."""
    toe_yaw = controls.foot[side, :, 1]
    ahead = np.stack([np.sin(toe_yaw), np.zeros_like(toe_yaw), np.cos(toe_yaw)], -1)
    across = quat.rotate(trunk.hips, [1.0, 0.0, 0.0])
    bends = quat.unit(quat.cross(controls.ankle_m[side] - joint, across), (0.0, 0.0, 1.0))
    return quat.unit(1.2 * bends + ahead * 0.8 + across * (0.05 * MIRROR[side]))


def _pose_leg(controls: Controls, skeleton: Skeleton, at: dict[str, int], world: F64, trunk: Trunk, side: int) -> None:
    rest, name = skeleton.rest_offsets_m, SIDES[side]
    joint = trunk.hips_m + quat.rotate(trunk.hips, rest[at[name + "UpperLeg"]])
    upper_m, lower_m = _leg_lengths(skeleton)
    pole = _knee_pole(controls, trunk, joint, side)
    soft, ankle_m = 0.002 + 0.05 * controls.air[side], controls.ankle_m[side]
    foot = _set_leg(controls, skeleton, at, world, bend(joint, ankle_m, pole, upper_m, lower_m, soft=soft), side)
    deep = _sole_depth_m(controls, foot, ankle_m, side)
    if deep.any():  # the ankle's range has turned the foot of somebody on the ground into it
        raised = ankle_m + deep[:, None] * [0.0, 1.0, 0.0]
        foot = _set_leg(controls, skeleton, at, world, bend(joint, raised, pole, upper_m, lower_m, soft=soft), side)
    world[:, at[name + "Toes"]] = quat.multiply(foot, quat.about(0, controls.toes[side]))


def _set_leg(controls: Controls, skeleton: Skeleton, at: dict[str, int], world: F64, leg: Bend, side: int) -> F64:
    """Write a leg's bones into ``world`` and return the turns [F, 4] of its foot, within the ankle's range."""
    rest, name = skeleton.rest_offsets_m, SIDES[side]
    world[:, at[name + "UpperLeg"]] = turn(rest[at[name + "LowerLeg"]], _FORWARD, leg.upper, leg.hinge)
    world[:, at[name + "LowerLeg"]] = turn(rest[at[name + "Foot"]], _FORWARD, leg.lower, leg.hinge)
    pitch, yaw, roll = np.moveaxis(controls.foot[side], -1, 0)
    shank = world[:, at[name + "LowerLeg"]]
    foot = quat.from_yaw_pitch_roll(yaw, pitch, roll)
    foot = quat.multiply(shank, within(quat.multiply(quat.inverse(shank), foot), "Foot", MIRROR[side]))
    world[:, at[name + "Foot"]] = foot
    return foot


def _sole_depth_m(controls: Controls, foot: F64, ankle_m: F64, side: int) -> F64:
    """Return [F] how deep the foot of a body that is on the ground is in it."""
    deep = np.zeros(len(foot))
    low = np.flatnonzero((controls.free[side] > 0.5) & (controls.hips_m[:, 1] < -0.3 * controls.scale))
    if len(low):
        toes = quat.multiply(foot[low], quat.about(0, controls.toes[side][low]))
        points = [quat.rotate(foot[low], np.array(p) * controls.scale) for p in _SOLE]
        ball = quat.rotate(foot[low], np.array(_BALL) * controls.scale)
        points += [ball + quat.rotate(toes, np.array(p) * controls.scale) for p in _TIPS]
        lowest = np.minimum.reduce([p[:, 1] for p in points]) + ankle_m[low, 1] - controls.root_m[low, 1]
        deep[low] = np.maximum(-lowest, 0.0)
    return deep
