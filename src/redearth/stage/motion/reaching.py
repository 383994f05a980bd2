"""The body helps a hand: it leans, turns and sinks until what must be reached can be."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from redearth.stage.motion import quat
from redearth.stage.motion.arms import arm_lengths
from redearth.stage.motion.controls import MIRROR, SIDES, Controls, Reach, in_set
from redearth.stage.motion.trunk import joint_index, trunk_of
from redearth.stage.parts import F64, Skeleton

_ROUNDS = 10
_BOUNDS = {"pitch": 1.35, "yaw": 0.5, "roll": 0.35, "ahead": 0.20, "sink": 0.36}
"""How far the body goes to help: radians, and metres at 1.72 m. Approached, never hit, so that nothing snaps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """What the trunk adds to its pose, [F, 3] each, in the order of the controls."""

    hips_m: F64
    hips: F64
    spine: F64


def help_reaches(controls: Controls, skeleton: Skeleton, hips_m: F64, hips: F64, spine: F64) -> None:
    """Lean, turn and sink (in place) until hands that must reach a point of the set can.

    What is more than half a metre beyond reach is only leaned towards.
    """
    wanted = [reach for reach in controls.reaches if reach.space != "chest" and reach.stretch and reach.weight.max() > 0]
    if not wanted:
        return
    drive = {name: np.zeros(len(spine)) for name in _BOUNDS}
    added = Help(hips_m=np.zeros_like(hips_m), hips=np.zeros_like(hips), spine=np.zeros_like(spine))
    will = [_will(controls, skeleton, reach, hips_m, hips, spine) for reach in wanted]
    room = np.clip((hips_m[:, 1] + 0.46 * controls.scale) / (0.46 * controls.scale), 0.0, 1.0)
    for _ in range(_ROUNDS):
        for reach, wish in zip(wanted, will, strict=True):
            way, distance = _way(controls, skeleton, reach, hips_m + added.hips_m, hips + added.hips, spine + added.spine)
            _push(drive, reach, wish, way, distance, sum(arm_lengths(skeleton)) * 0.98)
        added = _help(drive, controls.scale, room)
    hips_m += added.hips_m
    hips += added.hips
    spine += added.spine


def _way(controls: Controls, skeleton: Skeleton, reach: Reach, hips_m: F64, hips: F64, spine: F64) -> tuple[F64, F64]:
    """Return the unit way from the shoulder to the target (root axes) and its length."""
    at, rest, name = joint_index(skeleton.names), skeleton.rest_offsets_m, SIDES[reach.side]
    trunk = trunk_of(controls, rest, at, hips_m, hips, spine)
    joint = trunk.chest_m + quat.rotate(trunk.chest, rest[at[name + "Shoulder"]] + rest[at[name + "UpperArm"]])
    point = reach.target_m if reach.space == "set" else in_set(controls, np.asarray(reach.target_m) * controls.scale)
    way = quat.rotate(quat.inverse(trunk.root), point - joint)
    distance = np.sqrt((way * way).sum(-1))
    return way / np.maximum(distance, 1e-6)[:, None], distance


def _will(controls: Controls, skeleton: Skeleton, reach: Reach, hips_m: F64, hips: F64, spine: F64) -> F64:
    """Return how much the body tries: fully within half a metre of reach, hardly at all for what is across the room."""
    _, distance = _way(controls, skeleton, reach, hips_m, hips, spine)
    beyond = distance / controls.scale - 0.62
    return np.asarray(reach.weight * (0.12 + 0.88 * np.clip(1.0 - (beyond - 0.55) / 0.5, 0.0, 1.0)))


def _push(drive: dict[str, F64], reach: Reach, will: F64, way: F64, distance: F64, total: float) -> None:
    excess = np.minimum(np.maximum(distance - total, 0.0), 0.4) * will
    x, y, z = np.moveaxis(way, -1, 0)
    low = np.maximum(-y, 0.0)
    drive["pitch"] += excess * (1.2 * np.maximum(z, 0.0) + 0.8 * low)
    drive["yaw"] -= MIRROR[reach.side] * 0.6 * excess
    drive["roll"] -= 0.5 * excess * x
    drive["ahead"] += excess * (0.25 * z - 0.12 * low)
    drive["sink"] += 0.4 * excess * low


def _help(drive: dict[str, F64], scale: float, room: F64) -> Help:
    held = {name: bound * np.tanh(drive[name] / bound) for name, bound in _BOUNDS.items()}
    still = np.zeros_like(room)
    return Help(
        hips_m=np.stack([still, -held["sink"] * scale * room, held["ahead"] * scale], -1),
        hips=np.stack([0.45 * held["pitch"], still, still], -1),
        spine=np.stack([0.55 * held["pitch"], held["yaw"], held["roll"]], -1),
    )
