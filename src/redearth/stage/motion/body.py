"""From controls to joint rotations: spine chain, gaze, legs and arms by inverse kinematics."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from redearth.stage.motion import quat
from redearth.stage.motion.controls import GRIP_M, MIRROR, SIDES, Controls, Reach, in_root, in_set
from redearth.stage.motion.ease import lerp, lowest_near, soften
from redearth.stage.motion.twobone import bend, turn
from redearth.stage.parts import F64, Skeleton

_FORWARD = np.array([0.0, 0.0, 1.0])
_BACK = np.array([0.0, 0.0, -1.0])
_DEEPEST_M = 0.2
"""Hips never sink by more than this to keep a foot in reach."""
_STRAIGHT = 0.994
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trunk:
    root: F64
    hips: F64
    spine: F64
    chest: F64
    hips_m: F64
    chest_m: F64


@cache
def _index(names: tuple[str, ...]) -> dict[str, int]:
    return {name: number for number, name in enumerate(names)}


def solve(controls: Controls, skeleton: Skeleton) -> Solved:
    """Return the body that obeys the controls; the controls' spine and hips are read, never written."""
    at = _index(skeleton.names)
    rest = skeleton.rest_offsets_m
    hips_m, hips, spine = controls.hips_m.copy(), controls.hips.copy(), controls.spine.copy()
    look, chest_share = _gaze(controls, rest, at)
    spine += chest_share
    _help_reaches(controls, skeleton, hips_m, hips, spine)
    _keep_legs_in_reach(controls, skeleton, hips_m, hips)
    trunk = _trunk(controls, rest, at, hips_m, hips, spine)
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
    for side in (0, 1):
        local_m[:, at[SIDES[side] + "Shoulder"], 1] += controls.shrug_m[side]
        _pose_leg(controls, skeleton, at, world, trunk, side)
        _pose_arm(controls, skeleton, at, world, trunk, local_m, side)
    rotations = world.copy()
    for joint, parent in enumerate(skeleton.parents):
        if parent < 0:
            position[:, joint] = local_m[:, joint]
            continue
        rotations[:, joint] = quat.multiply(quat.inverse(world[:, parent]), world[:, joint])
        position[:, joint] = position[:, parent] + quat.rotate(world[:, parent], local_m[:, joint])
    return Solved(rotations=rotations, translations_m=local_m, set_rotations=world, positions_m=position)


def _trunk(controls: Controls, rest: F64, at: dict[str, int], hips_m: F64, hips: F64, spine: F64) -> _Trunk:
    root = quat.about(1, controls.root_yaw)
    hips_q = quat.multiply(root, quat.from_angles(hips))
    half = quat.from_angles(spine, 0.5)
    spine_q = quat.multiply(hips_q, half)
    at_hips = in_set(controls, rest[at["hips"]] + hips_m)
    at_chest = at_hips + quat.rotate(hips_q, rest[at["spine"]]) + quat.rotate(spine_q, rest[at["chest"]])
    chest_q = quat.multiply(spine_q, half)
    return _Trunk(root=root, hips=hips_q, spine=spine_q, chest=chest_q, hips_m=at_hips, chest_m=at_chest)


def _gaze(controls: Controls, rest: F64, at: dict[str, int]) -> tuple[F64, F64]:
    """Return the head's (pitch, yaw, weight) in root axes, and what the spine turns with it."""
    frames = len(controls.root_yaw)
    look = np.zeros((frames, 3))
    eye = rest[at["hips"]] + controls.hips_m + np.array([0.0, 0.68 * controls.scale, 0.04])
    for gaze in controls.gazes:
        local = in_root(controls, gaze.target_m) - eye
        yaw = np.arctan2(local[:, 0], local[:, 2])
        pitch = np.arctan2(-local[:, 1], np.maximum(np.hypot(local[:, 0], local[:, 2]), 0.15))
        behind = 1.0 - np.clip((np.abs(yaw) - 2.4) / 0.74, 0.0, 1.0)
        limited = 1.45 * np.tanh(yaw / 1.45) * behind
        pitch = np.clip(pitch, -0.7, 0.8) * (0.4 + 0.6 * behind)
        look[:, 0] += (pitch - look[:, 0]) * gaze.weight
        look[:, 1] += (limited - look[:, 1]) * gaze.weight
        look[:, 2] += (1.0 - look[:, 2]) * gaze.weight
    share = np.zeros((frames, 3))
    share[:, 1] = 0.28 * look[:, 1]
    share[:, 0] = 0.15 * look[:, 0]
    return look, share


def _pose_head(controls: Controls, at: dict[str, int], world: F64, trunk: _Trunk, look: F64) -> None:
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
    world[:, at["jaw"]] = quat.multiply(head, quat.about(0, controls.jaw))


def _limit(angle: F64, bound: float) -> F64:
    return np.asarray(bound * np.tanh(angle / bound) * 1.0)


def _hip_joints(controls: Controls, skeleton: Skeleton, hips_m: F64, hips: F64) -> list[F64]:
    at, rest = _index(skeleton.names), skeleton.rest_offsets_m
    turned = quat.from_angles(hips)
    base = rest[at["hips"]] + hips_m
    return [in_set(controls, base + quat.rotate(turned, rest[at[side + "UpperLeg"]])) for side in SIDES]


def _leg_lengths(skeleton: Skeleton) -> tuple[float, float]:
    at, rest = _index(skeleton.names), skeleton.rest_offsets_m
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


def _pose_leg(controls: Controls, skeleton: Skeleton, at: dict[str, int], world: F64, trunk: _Trunk, side: int) -> None:
    rest, name = skeleton.rest_offsets_m, SIDES[side]
    joint = trunk.hips_m + quat.rotate(trunk.hips, rest[at[name + "UpperLeg"]])
    upper_m, lower_m = _leg_lengths(skeleton)
    toe_yaw = controls.foot[side, :, 1]
    ahead = np.stack([np.sin(toe_yaw), np.zeros_like(toe_yaw), np.cos(toe_yaw)], -1)
    pole = quat.unit(1.2 * quat.rotate(trunk.hips, _FORWARD) + ahead * 0.8 + quat.rotate(trunk.hips, [0.12 * MIRROR[side], 0, 0]))
    leg = bend(joint, controls.ankle_m[side], pole, upper_m, lower_m)
    world[:, at[name + "UpperLeg"]] = turn(rest[at[name + "LowerLeg"]], _FORWARD, leg.upper, leg.hinge)
    world[:, at[name + "LowerLeg"]] = turn(rest[at[name + "Foot"]], _FORWARD, leg.lower, leg.hinge)
    pitch, yaw, roll = np.moveaxis(controls.foot[side], -1, 0)
    foot = quat.from_yaw_pitch_roll(yaw, pitch, roll)
    world[:, at[name + "Foot"]] = foot
    world[:, at[name + "Toes"]] = quat.multiply(foot, quat.about(0, controls.toes[side]))


def elbow_pole(direction: F64, side: int, out: F64 | float = 0.0) -> F64:
    """Return where the elbow goes for an arm along ``direction`` [F, 3] (chest axes): back when it hangs, down and out when it reaches."""
    down = np.array([0.0, -1.0, 0.0])
    swung = quat.rotate(quat.between(np.broadcast_to(down, direction.shape), direction), _BACK)
    aside = np.zeros(direction.shape)
    aside[:, 0] = MIRROR[side] * (0.3 + np.asarray(out))
    return np.asarray(swung + 0.5 * down + aside)


def _pose_arm(
    controls: Controls, skeleton: Skeleton, at: dict[str, int], world: F64, trunk: _Trunk, local_m: F64, side: int
) -> None:
    rest, name = skeleton.rest_offsets_m, SIDES[side]
    shoulder_m = rest[at[name + "Shoulder"]] + np.stack(
        [np.zeros_like(controls.jaw), controls.shrug_m[side], np.zeros_like(controls.jaw)], -1
    )
    joint = trunk.chest_m + quat.rotate(trunk.chest, shoulder_m + rest[at[name + "UpperArm"]])
    upper_m, lower_m = _arm_lengths(skeleton)
    palm, out, wrist = _palm(controls, trunk, joint, side, (upper_m + lower_m) * 0.9995)
    arm = bend(np.zeros_like(palm), palm, elbow_pole(quat.unit(palm, (0, -1, 0)), side, out), upper_m, lower_m)
    along = rest[at[name + "LowerArm"]]
    upper = quat.multiply(trunk.chest, turn(along, _BACK, arm.upper, arm.hinge))
    lower = quat.multiply(trunk.chest, turn(along, _BACK, arm.lower, arm.hinge))
    world[:, at[name + "Shoulder"]] = trunk.chest
    world[:, at[name + "UpperArm"]], world[:, at[name + "LowerArm"]] = upper, lower
    hand = quat.multiply(lower, quat.from_angles(wrist))
    world[:, at[name + "Hand"]] = hand
    world[:, at[name + "Fingers"]] = hand


def _arm_lengths(skeleton: Skeleton) -> tuple[float, float]:
    at, rest = _index(skeleton.names), skeleton.rest_offsets_m
    palm = GRIP_M * skeleton.stature_m / 1.72
    return float(np.linalg.norm(rest[at["leftLowerArm"]])), float(np.linalg.norm(rest[at["leftHand"]])) + palm


def _within(goal: F64, reach_m: float) -> F64:
    """Return goals no farther than an arm can go, so that an arc towards a far one does not snap straight."""
    length = np.sqrt((goal * goal).sum(-1, keepdims=True))
    return np.asarray(goal * np.minimum(1.0, reach_m / np.maximum(length, 1e-9)))


def _palm(controls: Controls, trunk: _Trunk, joint: F64, side: int, reach_m: float) -> tuple[F64, F64, F64]:
    """Return where the palm goes (chest axes, from the shoulder), how far out the elbow, and the wrist's angles."""
    palm = controls.arm_m[side]
    out, wrist = np.zeros(len(palm)), np.zeros((len(palm), 3))
    for reach in controls.reaches:
        if reach.side != side:
            continue
        goal = _goal(controls, reach, trunk, joint)
        palm = _around(palm, _within(goal, reach_m), reach.weight)
        out = out + (reach.elbow_out - out) * reach.weight
        wrist = lerp(wrist, np.broadcast_to(np.array(reach.wrist), wrist.shape), reach.weight)
    return palm + controls.tremor_m[side], out, wrist


def _goal(controls: Controls, reach: Reach, trunk: _Trunk, joint: F64) -> F64:
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


def _help_reaches(controls: Controls, skeleton: Skeleton, hips_m: F64, hips: F64, spine: F64) -> None:
    """Lean, turn and sink until hands that must reach a point of the set can."""
    wanted = [reach for reach in controls.reaches if reach.space != "chest" and reach.stretch]
    if not wanted:
        return
    at, rest = _index(skeleton.names), skeleton.rest_offsets_m
    total = sum(_arm_lengths(skeleton)) * 0.985
    for _ in range(8):
        trunk = _trunk(controls, rest, at, hips_m, hips, spine)
        for reach in wanted:
            name, mirror = SIDES[reach.side], MIRROR[reach.side]
            joint = trunk.chest_m + quat.rotate(trunk.chest, rest[at[name + "Shoulder"]] + rest[at[name + "UpperArm"]])
            point = reach.target_m if reach.space == "set" else in_set(controls, np.asarray(reach.target_m) * controls.scale)
            way = quat.rotate(quat.inverse(trunk.root), point - joint)
            distance = np.sqrt((way * way).sum(-1))
            excess = np.minimum(np.maximum(distance - total, 0.0), 0.5) * reach.weight
            x, y, z = np.moveaxis(way / np.maximum(distance, 1e-6)[:, None], -1, 0)
            pitch = excess * (1.1 * np.maximum(z, 0.0) + 0.7 * np.maximum(-y, 0.0))
            spine[:, 0] = np.minimum(spine[:, 0] + 0.55 * pitch, 0.9)
            hips[:, 0] = np.minimum(hips[:, 0] + 0.45 * pitch, 0.8)
            spine[:, 1] += np.clip(-mirror * excess * 0.6, -0.2, 0.2) * (np.abs(spine[:, 1]) < 0.6)
            spine[:, 2] -= 0.5 * excess * x
            hips_m[:, 2] += 0.25 * excess * z - 0.12 * excess * np.maximum(-y, 0.0)
            room = np.clip((hips_m[:, 1] + 0.44 * controls.scale) / 0.2, 0.0, 1.0)
            hips_m[:, 1] -= 0.35 * excess * np.maximum(-y, 0.0) * room
