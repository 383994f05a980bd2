"""Turn a clip onto any of our bipeds: rotations as they are, the hips' way by the length of the legs, feet locked where they stand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from redearth.stage.motion import quat
from redearth.stage.motion.limits import within
from redearth.stage.motion.trunk import joint_index
from redearth.stage.motion.twobone import bend, turn
from redearth.stage.motions.clip import RATE_FPS, Clip
from redearth.stage.motions.elbows import align_elbows
from redearth.stage.motions.foot_lock import Feet, Steps, lock_feet
from redearth.stage.motions.recorded import resampled, resampled_turns
from redearth.stage.parts import F64, Skeleton

_FORWARD = np.array([0.0, 0.0, 1.0])
_SIDES = ("left", "right")
_LIKE = {"Hand": "LowerArm", "Fingers": "LowerArm", "FingerTips": "LowerArm", "Thumb": "LowerArm"}
"""What is at the end of a limb and lies along it at rest."""
_REACH = 0.995
_STANDING_SHARE = 12.0
"""The percentile of the lower sole's heights that is taken for the floor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Danced:
    """A biped that plays a clip on N frames."""

    world: F64
    """[N, J, 4] rotations in set space."""
    places_m: F64
    """[N, J, 3]."""
    moved: tuple[int, ...]
    """The joints that the clip has a say in."""
    steps: tuple[Steps, Steps]
    """When and where the left and the right foot stand."""


def retarget(clip: Clip, skeleton: Skeleton, root: F64, time_s: F64, fps: float) -> Danced:
    """Return ``clip`` on ``skeleton``, its samples at ``time_s`` [N] of the clip, its own root carried along ``root`` [N, 3] (x, z, yaw)."""
    at = joint_index(skeleton.names)
    clock = np.arange(len(clip.turns)) / RATE_FPS
    own_root = resampled(clip.root, clock, time_s)
    turns = resampled_turns(clip.turns, clock, time_s)
    ratio = leg_length_m(skeleton) / clip.leg_m
    facing = quat.about(1, root[:, 2] - own_root[:, 2])
    world, moved = _world(clip, skeleton, turns, facing, root[:, 2])
    align_elbows(skeleton, world, moved)
    _share_neck(skeleton, world, moved)
    _hold_ankles(skeleton, world)
    hips_clip_m = clip.hips_m * ratio - [0.0, floor_m(clip, skeleton), 0.0]
    away = resampled(hips_clip_m, clock, time_s)
    away[:, [0, 2]] -= own_root[:, :2] * ratio
    hips_m = quat.rotate(facing, away)
    hips_m[:, [0, 2]] += root[:, :2]
    places = _places(skeleton, world, root, hips_m)
    # Whether a foot stands is judged on the clip's own way, wherever the film carries it.
    own_way = (
        quat.rotate(quat.inverse(facing)[:, None], places - hips_m[:, None]) + resampled(hips_clip_m, clock, time_s)[:, None]
    )
    feet = [_foot(skeleton, at, side, places, own_way, world, facing) for side in _SIDES]
    locked = [lock_feet(foot, fps, skeleton.stature_m / 1.72) for foot in feet]
    hips_m = _lowered(skeleton, at, places, hips_m, world, [lock.ankle_m for lock in locked], [lock.standing for lock in locked])
    places = _places(skeleton, world, root, hips_m)
    for side, lock in zip(_SIDES, locked, strict=True):
        _bend_leg(skeleton, at, side, world, places, lock.ankle_m)
        world[:, at[side + "Foot"]], world[:, at[side + "Toes"]] = lock.turn, lock.toes
    places = _places(skeleton, world, root, hips_m)
    return Danced(world=world, places_m=places, moved=moved, steps=(locked[0].steps, locked[1].steps))


def floor_m(clip: Clip, skeleton: Skeleton) -> float:
    """Return how high above its floor a body would play a clip, by the soles of its lower foot: bodies differ in the height of their ankles."""
    still = np.zeros((len(clip.turns), 3))
    identity = quat.about(1, np.zeros(len(still)))
    world, _ = _world(clip, skeleton, clip.turns, identity, still[:, 2])
    hips_m = clip.hips_m * (leg_length_m(skeleton) / clip.leg_m)
    places = _places(skeleton, world, still, hips_m)
    soles, at = [], joint_index(skeleton.names)
    for side in _SIDES:
        foot = _foot(skeleton, at, side, places, places, world, identity)
        soles += [(foot.ankle_m + point)[:, 1] for point in foot.sole(foot.turn)]
    return float(np.percentile(np.min(soles, axis=0), _STANDING_SHARE))


def leg_length_m(skeleton: Skeleton) -> float:
    """Return the length of a leg, from hip to ankle."""
    at, rest = joint_index(skeleton.names), skeleton.rest_offsets_m
    return float(np.linalg.norm(rest[at["leftLowerLeg"]]) + np.linalg.norm(rest[at["leftFoot"]]))


def _world(clip: Clip, skeleton: Skeleton, turns: F64, facing: F64, yaw: F64) -> tuple[F64, tuple[int, ...]]:
    """Return every joint's rotation: the clip's over the turn from our rest to its own; joints it has not follow their parents."""
    rest, index = skeleton.rest_offsets_m, {name: number for number, name in enumerate(clip.bones)}
    world = np.zeros((len(turns), len(skeleton.names), 4))
    moved = []
    for joint, (name, parent) in enumerate(zip(skeleton.names, skeleton.parents, strict=True)):
        if parent < 0:
            world[:, joint] = quat.about(1, yaw)
        elif name in index:
            over = quat.multiply(facing, turns[:, index[name]])
            world[:, joint] = quat.multiply(over, np.broadcast_to(_rest_turn(clip, skeleton, index, name, rest), over.shape))
            moved.append(joint)
        else:
            world[:, joint] = world[:, parent]
            if name.removeprefix("left").removeprefix("right") in ("Shoulder", "Hand", "neck", "spine", "chest", "Toes"):
                moved.append(joint)
    return world, tuple(moved)


def _share_neck(skeleton: Skeleton, world: F64, moved: tuple[int, ...]) -> None:
    """Turn the neck half as far from the chest as the head is: recordings have two or three joints there, or bend only one."""
    chest, neck, head = (skeleton.index(name) for name in ("chest", "neck", "head"))
    if head in moved:
        world[:, neck] = quat.blend(world[:, chest], world[:, head], np.full(len(world), 0.5))


def _hold_ankles(skeleton: Skeleton, world: F64) -> None:
    """Draw feet back into the range of a human's ankle."""
    for side, mirror in (("left", 1.0), ("right", -1.0)):
        shin, foot, toes = (skeleton.index(side + name) for name in ("LowerLeg", "Foot", "Toes"))
        bent = quat.multiply(quat.inverse(world[:, shin]), world[:, foot])
        held = quat.multiply(world[:, shin], within(bent, "Foot", mirror))
        world[:, toes] = quat.multiply(held, quat.multiply(quat.inverse(world[:, foot]), world[:, toes]))
        world[:, foot] = held


def _rest_turn(clip: Clip, skeleton: Skeleton, index: dict[str, int], name: str, rest: F64) -> F64:
    """Return the turn of a bone from our rest, arms half down, to the source's (a T-pose, or whatever it is)."""
    side = next((side for side in _SIDES if name.startswith(side)), "")
    bone = name.removeprefix(side)
    bone = _LIKE.get(bone, bone)
    child = {"UpperArm": "LowerArm", "LowerArm": "Hand", "UpperLeg": "LowerLeg", "LowerLeg": "Foot"}.get(bone, "")
    theirs = clip.rest_along[index[side + bone]] if side + bone in index else np.zeros(3)
    if not child or not theirs.any():
        return np.array([1.0, 0.0, 0.0, 0.0])
    ours = rest[skeleton.names.index(side + child)]
    return quat.between(ours / np.linalg.norm(ours), theirs / np.linalg.norm(theirs))


def _places(skeleton: Skeleton, world: F64, root: F64, hips_m: F64) -> F64:
    places = np.zeros((*world.shape[:2], 3))
    for joint, parent in enumerate(skeleton.parents):
        if parent < 0:
            places[:, joint, [0, 2]] = root[:, :2]
        elif skeleton.names[joint] == "hips":
            places[:, joint] = hips_m
        else:
            places[:, joint] = places[:, parent] + quat.rotate(world[:, parent], skeleton.rest_offsets_m[joint])
    return places


def _foot(skeleton: Skeleton, at: dict[str, int], side: str, places: F64, own_way: F64, world: F64, facing: F64) -> Feet:
    rest = skeleton.rest_positions_m()
    ankle = at[side + "Foot"]
    knuckle = skeleton.rest_offsets_m[at[side + "Toes"]]
    heel = np.array([0.0, -rest[ankle, 1], -0.4 * float(knuckle[2])])
    return Feet(
        ankle_m=places[:, ankle],
        own_m=own_way[:, ankle],
        turn=world[:, ankle],
        own_turn=quat.multiply(quat.inverse(facing), world[:, ankle]),
        toes=world[:, at[side + "Toes"]],
        knuckle_m=knuckle,
        heel_m=heel,
    )


def _lowered(
    skeleton: Skeleton, at: dict[str, int], places: F64, hips_m: F64, world: F64, ankles: list[F64], standing: list[F64]
) -> F64:
    """Return the hips let down where a standing foot would be out of reach."""
    need = np.zeros(len(hips_m))
    longest = leg_length_m(skeleton) * _REACH
    for side, ankle, stands in zip(_SIDES, ankles, standing, strict=True):
        joint = places[:, at[side + "UpperLeg"]]
        delta = joint - ankle
        highest = np.sqrt(np.maximum(longest**2 - delta[:, 0] ** 2 - delta[:, 2] ** 2, 0.02))
        need = np.maximum(need, np.clip(delta[:, 1] - highest, 0.0, 0.25) * stands)
    padded = np.pad(need, 2, mode="edge")
    widest = np.lib.stride_tricks.sliding_window_view(padded, 5).max(-1)
    soft = np.convolve(np.pad(widest, 2, mode="edge"), np.array([1, 4, 6, 4, 1]) / 16, mode="valid")
    return np.asarray(hips_m - np.column_stack([np.zeros_like(soft), soft, np.zeros_like(soft)]))


def _bend_leg(skeleton: Skeleton, at: dict[str, int], side: str, world: F64, places: F64, ankle_m: F64) -> None:
    """Write the turns of one leg that puts its ankle where it is due, the knee where the clip has it."""
    rest = skeleton.rest_offsets_m
    thigh, shin, foot = (at[side + name] for name in ("UpperLeg", "LowerLeg", "Foot"))
    upper_m, lower_m = float(np.linalg.norm(rest[shin])), float(np.linalg.norm(rest[foot]))
    knee_out = places[:, shin] - (places[:, thigh] + places[:, foot]) / 2
    front = quat.rotate(world[:, thigh], _FORWARD)
    leg = bend(places[:, thigh], ankle_m, knee_out + 0.04 * front, upper_m, lower_m)
    world[:, thigh] = turn(rest[shin], _FORWARD, leg.upper, leg.hinge)
    world[:, shin] = turn(rest[foot], _FORWARD, leg.lower, leg.hinge)
