"""A creature's controls and how they become joint rotations."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from redearth.stage.motion import quat
from redearth.stage.motion.body import Solved
from redearth.stage.motion.creature_swing import swing_past
from redearth.stage.motion.twobone import bend, turn
from redearth.stage.parts import F64, Skeleton
from redearth.stage.rig import leg_names

_UP = np.array([0.0, 1.0, 0.0])
_MOUTH = (0.0, -0.14, 0.40)
"""Between an arthropod's jaws, from its head's joint, in shares of its stature."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatureControls:
    """One creature on every frame; angles are (pitch, yaw, roll), lengths metres. Written in place by its passes."""

    root_m: F64
    root_yaw: F64
    body_m: F64
    """[F, 3] offset from the standing body, in root axes."""
    body: F64
    """[F, 3]."""
    thorax: F64
    abdomen: F64
    neck: F64
    head: F64
    jaw: F64
    """[F]."""
    tips_m: F64
    """[L, F, 3] in set space."""
    tail: F64
    """[F, 3] of the root of the tail; along the tail it grows."""
    ears: F64
    """[F] radians by which the ears are laid back."""
    wings: F64
    """[2, F, 3] of the left and the right wing: raised by (radians), folded (0 spread … 1 shut), swept back (radians)."""
    lifted: F64
    """[F] 0 flat … 1 the fore part of a legless one raised."""
    coiled: F64
    """[F] 0 stretched along its track … 1 wound up."""
    taken: F64
    """[L, F] how far an act has taken a hanging arm from the trunk that carries it."""
    limp: F64
    """[F] 0 alive … 1 without any tension: feet lie as they fall."""


def still(skeleton: Skeleton, legs: int, root_m: F64, root_yaw: F64) -> CreatureControls:
    """Return a creature that stands; tips are for its gait to place."""
    frames = len(root_yaw)

    def zeros() -> F64:
        return np.zeros((frames, 3))

    return CreatureControls(
        root_m=root_m, root_yaw=root_yaw, body_m=zeros(), body=zeros(), thorax=zeros(), abdomen=zeros(), neck=zeros(), head=zeros(),
        jaw=np.zeros(frames), tips_m=np.zeros((legs, frames, 3)), tail=zeros(), ears=np.zeros(frames),
        wings=np.zeros((2, frames, 3)), lifted=np.zeros(frames), coiled=np.zeros(frames), taken=np.zeros((legs, frames)), limp=np.zeros(frames),
    )  # fmt: skip


def solve_creature(controls: CreatureControls, skeleton: Skeleton) -> Solved:
    """Return the creature's joints: the trunk's chain first, then every leg to its tip."""
    rest, names = skeleton.rest_offsets_m, skeleton.names
    frames, joints = len(controls.root_yaw), len(names)
    local = np.zeros((frames, joints, 4))
    local[..., 0] = 1.0
    local[:, 0] = quat.about(1, controls.root_yaw)
    for name in ("body", "thorax", "abdomen", "neck", "head"):
        local[:, skeleton.index(name)] = quat.from_angles(getattr(controls, name))
    local[:, skeleton.index("jaw")] = quat.about(0, controls.jaw)
    translations = np.tile(rest[None], (frames, 1, 1))
    translations[:, 0] = controls.root_m
    translations[:, skeleton.index("body")] += controls.body_m
    world, position = np.zeros_like(local), np.zeros_like(translations)
    world[:, 0], position[:, 0] = local[:, 0], translations[:, 0]
    trunk = [number for number, name in enumerate(names) if number and "Leg" not in name]
    _chain(trunk, skeleton, local, translations, world, position)
    for number, leg in enumerate(leg_names(len(controls.tips_m))):
        _pose_leg(skeleton, leg, controls.tips_m[number], controls.taken[number], local, translations, world, position)
    return Solved(rotations=local, translations_m=translations, set_rotations=world, positions_m=position)


def mouth_of_legged(controls: CreatureControls, skeleton: Skeleton) -> F64:
    """Return [F, 3] where its jaws meet, in set space."""
    at, turned = controls.root_m.copy(), quat.about(1, controls.root_yaw)
    for name in ("body", "thorax", "neck", "head"):
        offset = skeleton.rest_offsets_m[skeleton.index(name)] + (controls.body_m if name == "body" else 0.0)
        at = at + quat.rotate(turned, offset)
        turned = quat.multiply(turned, quat.from_angles(getattr(controls, name)))
    return np.asarray(at + quat.rotate(turned, np.array(_MOUTH) * skeleton.stature_m))


def shoulder_of_legged(controls: CreatureControls, skeleton: Skeleton, leg: int) -> tuple[F64, float]:
    """Return [F, 3] where an arthropod's fore leg begins and how far it reaches."""
    name = leg_names(len(controls.tips_m))[leg]
    coxa, tibia, tip = (skeleton.index(name + part) for part in ("Coxa", "Tibia", "Tip"))
    at, turned = controls.root_m.copy(), quat.about(1, controls.root_yaw)
    for part in ("body", "thorax"):
        at = at + quat.rotate(
            turned, skeleton.rest_offsets_m[skeleton.index(part)] + (controls.body_m if part == "body" else 0.0)
        )
        turned = quat.multiply(turned, quat.from_angles(getattr(controls, part)))
    return at + quat.rotate(turned, skeleton.rest_offsets_m[coxa]), float(
        sum(np.linalg.norm(skeleton.rest_offsets_m[j]) for j in (tibia, tip))
    )


def _chain(which: list[int], skeleton: Skeleton, local: F64, translations: F64, world: F64, position: F64) -> None:
    for joint in which:
        parent = skeleton.parents[joint]
        world[:, joint] = quat.multiply(world[:, parent], local[:, joint])
        position[:, joint] = position[:, parent] + quat.rotate(world[:, parent], translations[:, joint])


def _pose_leg(
    skeleton: Skeleton, leg: str, tip_m: F64, taken: F64, local: F64, translations: F64, world: F64, position: F64
) -> None:
    """Turn the coxa towards the tip, then bend femur and tibia with the knee up."""
    coxa, femur, tibia, tip = (skeleton.index(leg + part) for part in ("Coxa", "Femur", "Tibia", "Tip"))
    rest, parent = skeleton.rest_offsets_m, skeleton.parents[coxa]
    position[:, coxa] = position[:, parent] + quat.rotate(world[:, parent], translations[:, coxa])
    tip_m = swing_past(tip_m, position[:, coxa], taken, 0.0, 0.04 * skeleton.stature_m)
    way = quat.rotate(quat.inverse(world[:, parent]), tip_m - position[:, coxa])
    angle = np.arctan2(way[:, 0], way[:, 2]) - np.arctan2(rest[femur, 0], rest[femur, 2])
    angle = (angle + np.pi) % (2 * np.pi) - np.pi
    local[:, coxa] = quat.about(1, 1.25 * np.tanh(angle / 1.25))
    world[:, coxa] = quat.multiply(world[:, parent], local[:, coxa])
    position[:, femur] = position[:, coxa] + quat.rotate(world[:, coxa], translations[:, femur])
    up = quat.unit(quat.rotate(world[:, parent], _UP) + _UP + 0.35 * quat.rotate(world[:, coxa], quat.unit(rest[femur])))
    upper_m, lower_m = float(np.linalg.norm(rest[tibia])), float(np.linalg.norm(rest[tip]))
    solved = bend(position[:, femur], tip_m, up, upper_m, lower_m)
    world[:, femur] = turn(rest[tibia], _UP, solved.upper, solved.hinge)
    world[:, tibia] = turn(rest[tip], _UP, solved.lower, solved.hinge)
    local[:, femur] = quat.multiply(quat.inverse(world[:, coxa]), world[:, femur])
    local[:, tibia] = quat.multiply(quat.inverse(world[:, femur]), world[:, tibia])
    position[:, tibia] = position[:, femur] + quat.rotate(world[:, femur], translations[:, tibia])
    position[:, tip] = position[:, tibia] + quat.rotate(world[:, tibia], translations[:, tip])
    world[:, tip] = world[:, tibia]
