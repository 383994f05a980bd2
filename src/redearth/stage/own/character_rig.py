"""A character of the user's own as motion sees it: a biped of its proportions to act on, and how its own joints follow that biped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from redearth.core.space import Quat, Vec3
from redearth.stage.motion import quat
from redearth.stage.motion.body import Solved
from redearth.stage.motion.trunk import joint_index
from redearth.stage.motion.twobone import bend, turn
from redearth.stage.own.spring_colliders import Collider, Minds
from redearth.stage.parts import F64, Skeleton, Sway
from redearth.stage.rig import biped
from redearth.stage.rig_creature import Frame, quadruped

_FORWARD = np.array([0.0, 0.0, 1.0])
ANKLE_M = 0.08
"""Height of our biped's ankle above its sole, at 1.72 m."""
_BOB_M = 0.04
_CALM = 0.35
_NO_TURN: Quat = (1.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Driven:
    """A joint of the model that a joint of the biped turns: its rotation is the biped's joint's times ``turn``."""

    joint: int
    by: str
    turn: Quat = _NO_TURN
    """From the biped's rest, arms half down, to the model's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rig:
    """The model's skeleton (its axes those of the model, as all of ours) and what moves it."""

    names: tuple[str, ...]
    parents: tuple[int, ...]
    offsets_m: tuple[Vec3, ...]
    stature_m: float
    human: bool
    """Whether it acts; else it is moved as a whole."""
    biped_m: tuple[Vec3, ...] = ()
    """Offsets of the biped, or the beast, that it acts on."""
    pairs: int = 0
    """Pairs of legs of a beast, which acts on one of our four-footed skeletons; 0: it is none."""
    tail_m: Vec3 = (0.0, 0.0, 0.0)
    """From the last joint of a beast's tail to its end, at rest."""
    driven: tuple[Driven, ...] = ()
    ankles_m: tuple[float, float] = (ANKLE_M, ANKLE_M)
    """Heights of its own ankles above its soles."""
    sways: tuple[Sway, ...] = ()
    colliders: tuple[Collider, ...] = ()
    minds: tuple[Minds, ...] = ()
    """Which of the swinging joints keep out of which colliders."""
    shapes: tuple[str, ...] = ()
    """VRM's presets that its face can make."""
    binary: tuple[str, ...] = ()
    blocks_blink: tuple[str, ...] = ()
    blocks_mouth: tuple[str, ...] = ()
    gaze_by_shapes: bool = False
    credit: str = ""
    forbids: tuple[str, ...] = ()

    def skeleton(self) -> Skeleton:
        """Return the model's own skeleton."""
        return Skeleton(
            kind="biped" if self.human else "quadruped" if self.pairs else "thing",
            names=self.names,
            parents=self.parents,
            rest_offsets_m=np.array(self.offsets_m, float).reshape(-1, 3),
            stature_m=self.stature_m,
            sways=self.sways,
        )

    def acting_skeleton(self) -> Skeleton:
        """Return the biped, or the beast, of the model's proportions that motion is solved on."""
        ours = quadruped(Frame(pairs=self.pairs), self.stature_m) if self.pairs else biped(self.stature_m)
        if not self.biped_m:
            return ours
        # A tail of the user's own has its weight in few, long joints: ours in many short ones would whip it.
        calm = tuple(replace(one, weight=_CALM * one.weight, limit_rad=_CALM * one.limit_rad) for one in ours.sways)
        return replace(ours, rest_offsets_m=np.array(self.biped_m, float), sways=calm if self.pairs else ())


def drive(rig: Rig, acting: Skeleton, solved: Solved) -> Solved:
    """Return the model's own body for one solved on ``acting``: every global turn is the biped's times the turn between their rests."""
    offsets = np.array(rig.offsets_m, float)
    frames = len(solved.rotations)
    local = np.tile(offsets[None], (frames, 1, 1))
    if not rig.human:
        return _moved_whole(rig, acting, solved, local)
    at = joint_index(acting.names)
    by = {one.joint: (at[one.by], np.array(one.turn)) for one in rig.driven}
    world = np.zeros((frames, len(rig.names), 4))
    world[..., 0] = 1.0
    shift = solved.translations_m - acting.rest_offsets_m[None]
    for joint, parent in enumerate(rig.parents):
        if joint in by:
            source, rest_turn = by[joint]
            world[:, joint] = quat.multiply(solved.set_rotations[:, source], np.broadcast_to(rest_turn, (frames, 4)))
            if parent >= 0:
                above = solved.set_rotations[:, acting.parents[source]]
                moved = quat.rotate(quat.inverse(world[:, parent]), quat.rotate(above, shift[:, source]))
                local[:, joint] += moved
        elif parent >= 0:
            world[:, joint] = world[:, parent]
    local[:, 0] = solved.translations_m[:, at["root"]]
    _set_down(rig, acting, solved, world, local)
    return _solved(rig, world, local)


def _set_down(rig: Rig, acting: Skeleton, solved: Solved, world: F64, local: F64) -> None:
    """Bend the legs so that the model's own soles are where the biped's are, however high its ankles sit."""
    at = joint_index(acting.names)
    joints = {one.by: one.joint for one in reversed(rig.driven)}
    places = _places(rig, world, local)
    for side, own_m in zip(("left", "right"), rig.ankles_m, strict=True):
        thigh, shin, foot = (joints[side + name] for name in ("UpperLeg", "LowerLeg", "Foot"))
        biped_foot = at[side + "Foot"]
        up = np.array([0.0, own_m - ANKLE_M * rig.stature_m / 1.72, 0.0])
        goal = solved.positions_m[:, biped_foot] + quat.rotate(solved.set_rotations[:, biped_foot], up)
        if float(np.abs(goal - places[:, foot]).max(initial=0.0)) < 1e-3:
            continue
        rest = np.array(rig.offsets_m, float)
        along, lower = _between(rig, rest, thigh, shin), _between(rig, rest, shin, foot)
        knee = places[:, shin] - (places[:, thigh] + places[:, foot]) / 2
        pole = knee + 0.05 * quat.rotate(world[:, thigh], _FORWARD)
        leg = bend(places[:, thigh], goal, pole, float(np.linalg.norm(along)), float(np.linalg.norm(lower)))
        for joint, bone, direction in ((thigh, along, leg.upper), (shin, lower, leg.lower)):
            _turn_with(rig, world, joint, turn(bone, _FORWARD, direction, leg.hinge), stop=foot)


def _turn_with(rig: Rig, world: F64, joint: int, turned: F64, stop: int) -> None:
    """Turn a joint and those between it and the next driven one, which follow it."""
    delta = quat.multiply(turned, quat.inverse(world[:, joint]))
    own = {one.joint for one in rig.driven}
    moved = {joint}
    for other in range(joint + 1, len(rig.names)):
        if rig.parents[other] in moved and other not in own and other != stop:
            moved.add(other)
            world[:, other] = quat.multiply(delta, world[:, other])
    world[:, joint] = turned


def _between(rig: Rig, rest: F64, upper: int, lower: int) -> F64:
    """Return the vector at rest from one joint to another below it."""
    total, joint = np.zeros(3), lower
    while joint != upper and joint >= 0:
        total, joint = total + rest[joint], rig.parents[joint]
    return total


def _places(rig: Rig, world: F64, local: F64) -> F64:
    places = np.array(local)
    for joint, parent in enumerate(rig.parents):
        if parent >= 0:
            places[:, joint] = places[:, parent] + quat.rotate(world[:, parent], local[:, joint])
    return places


def _solved(rig: Rig, world: F64, local: F64) -> Solved:
    rotations = world.copy()
    for joint, parent in enumerate(rig.parents):
        if parent >= 0:
            rotations[:, joint] = quat.multiply(quat.inverse(world[:, parent]), world[:, joint])
    return Solved(rotations=rotations, translations_m=local, set_rotations=world, positions_m=_places(rig, world, local))


def _moved_whole(rig: Rig, acting: Skeleton, solved: Solved, local: F64) -> Solved:
    """Return a model that stands, goes and turns in one piece, with the bob of whoever would walk there."""
    at = joint_index(acting.names)
    world = np.zeros((len(local), len(rig.names), 4))
    world[...] = solved.set_rotations[:, :1]
    hips = at.get("hips", at.get("body", 0))
    bob = solved.translations_m[:, hips, 1] - acting.rest_offsets_m[hips, 1]
    local[:, 0] = solved.translations_m[:, 0]
    local[:, 0, 1] += np.clip(bob + 0.5 * _BOB_M, 0.0, _BOB_M)
    return _solved(rig, world, local)


def face_weights(rig: Rig, curves: Mapping[str, np.ndarray], frames: int) -> dict[str, np.ndarray]:
    """Return how much of each of the model's shapes shows on every frame, from the curves of a biped's face."""
    found = {name: np.clip(np.asarray(curves[name], float), 0.0, 1.0) for name in rig.shapes if name in curves}
    if rig.gaze_by_shapes:
        found |= {name: looks for name, looks in _looks(curves, frames).items() if name in rig.shapes}
    for name in rig.binary:
        if name in found:
            found[name] = (found[name] > 0.5).astype(float)
    for blocking, blocked in ((rig.blocks_blink, ("blink",)), (rig.blocks_mouth, ("aa", "ih", "ou", "ee", "oh"))):
        shown = sum((found[name] for name in blocking if name in found), np.zeros(frames))
        for name in blocked:
            if name in found and name not in blocking:
                found[name] = found[name] * (1.0 - np.clip(shown, 0.0, 1.0))
    return {name: found[name].astype(np.float32) for name in sorted(found)}


def _looks(curves: Mapping[str, np.ndarray], frames: int) -> dict[str, np.ndarray]:
    """Return VRM's look presets for a gaze: whole at 45 degrees."""
    whole = np.pi / 4
    yaw, pitch = (np.asarray(curves.get(name, np.zeros(frames)), float) / whole for name in ("gaze_yaw_rad", "gaze_pitch_rad"))
    return {
        "lookLeft": np.clip(yaw, 0.0, 1.0),
        "lookRight": np.clip(-yaw, 0.0, 1.0),
        "lookDown": np.clip(pitch, 0.0, 1.0),
        "lookUp": np.clip(-pitch, 0.0, 1.0),
    }
