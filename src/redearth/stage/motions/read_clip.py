"""Read a motion file of the user's and bring it to our biped's terms: metres, Y up, facing +Z, starting on the origin."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from redearth.stage.motion import quat
from redearth.stage.motion.ease import soften
from redearth.stage.motions.bones import find_humanoid, is_whole
from redearth.stage.motions.clip import LONGEST_S, RATE_FPS, Clip
from redearth.stage.motions.read_bvh import read_bvh
from redearth.stage.motions.read_gltf_motion import read_gltf_motion
from redearth.stage.motions.recorded import Recorded, resampled, resampled_turns
from redearth.stage.own.found import F64, Files, Found
from redearth.stage.rig import biped

_UNITS_M = (1.0, 0.01, 0.0254, 0.0254 / 0.45, 0.3048, 0.001)
"""Metre, centimetre, inch, the CMU library's unit, foot, millimetre."""
_LEG_M, _SHORTEST_LEG_M, _LONGEST_LEG_M = 0.82, 0.5, 1.15
_CHILD = {
    "UpperLeg": "LowerLeg", "LowerLeg": "Foot", "UpperArm": "LowerArm", "LowerArm": "Hand",
}  # fmt: skip
_ABOVE_SOLE_M = 0.025
"""How far the lowest joint of a standing foot is above the floor."""
_LEAP_RAD = 0.3
"""A joint that turns by more from one sample to the next leaps."""
_ROOT_SMOOTH_S, _YAW_SMOOTH_S = 0.35, 0.45


def read_clip_file(files: Files) -> tuple[Clip, Found]:
    """Return a ``.bvh``, ``.vrma``, ``.glb`` or ``.gltf`` file as a clip, and what was found wrong with it.

    Raises ``FilmError`` when there is no motion of a human in it.
    """
    found = Found(file=files.main)
    read = read_bvh if files.main.lower().endswith(".bvh") else read_gltf_motion
    return clip_of(without_reference(read(files, found)), found), found


def without_reference(recorded: Recorded) -> Recorded:
    """Return a motion without the T-pose that many capture files show on their first sample, when the body leaps out of it."""
    if len(recorded.times_s) < 4:
        return recorded
    same = np.abs((recorded.turns[1:3] * recorded.turns[:2]).sum(-1))
    first, second = (float((2 * np.arccos(np.clip(row, 0.0, 1.0))).max()) for row in same)
    if first < _LEAP_RAD or first < 4 * second:
        return recorded
    return replace(
        recorded,
        turns=recorded.turns[1:],
        places_m=recorded.places_m[1:],
        times_s=recorded.times_s[1:] - recorded.times_s[1],
        faces={name: values[1:] for name, values in recorded.faces.items()},
    )


def clip_of(recorded: Recorded, found: Found) -> Clip:
    """Return a recorded motion in our terms."""
    humanoid = dict(recorded.humanoid) if is_whole(recorded.humanoid) else None
    humanoid = humanoid or find_humanoid(recorded.names, recorded.parents, upright(recorded.rest_m))
    if humanoid is None:
        raise found.fatal(
            "human",
            f"none of its {len(recorded.names)} joints can be told to be a human's",
            "joints with names such as Hips, LeftUpLeg, LeftLeg, LeftFoot, LeftArm, LeftForeArm, LeftHand, Head",
        )
    ours = axes_of(recorded.rest_m, humanoid)
    if ours is None:
        raise found.fatal("human", "its two legs are in the same place", "a skeleton whose rest pose stands upright")
    names = [name for name in biped().names if name in humanoid]
    names = ["hips", *(name for name in names if name not in ("hips", "root"))]
    joints = [humanoid[name] for name in names]
    at_s = np.arange(0.0, min(float(recorded.times_s[-1]), LONGEST_S) + 0.5 / RATE_FPS, 1 / RATE_FPS)
    turned = quat.multiply(recorded.turns[:, joints], quat.inverse(recorded.rest_turns[joints]))
    turns = _conjugated(ours, resampled_turns(turned, recorded.times_s, at_s))
    leg, unit = _leg_and_unit(recorded, humanoid)
    places = resampled(recorded.places_m, recorded.times_s, at_s) @ _matrix(ours).T * unit
    hips = places[:, humanoid["hips"]] - [0.0, _floor(places, humanoid), 0.0]
    root, hips, turns = _from_origin(hips, turns)
    return Clip(
        bones=tuple(names),
        turns=turns,
        rest_along=np.array([_along(recorded, humanoid, name, ours) for name in names]),
        hips_m=hips,
        root=root,
        leg_m=leg * unit,
        faces={name: resampled(values, recorded.times_s, at_s) for name, values in sorted(recorded.faces.items())},
    )


def upright(places: F64) -> F64:
    """Return places [J, 3] with their longest axis upwards: for telling what stands where before anything has a name."""
    size = np.ptp(places, axis=0)
    if size[2] > 1.2 * size[1] and size[2] > size[0]:
        return np.asarray(places[:, [0, 2, 1]] * [1.0, 1.0, -1.0])
    return places


def axes_of(rest_m: F64, humanoid: dict[str, int]) -> F64 | None:
    """Return the rotation (w, x, y, z) that brings a skeleton at rest to Y up and its left to +X; None when it has no sides."""
    left = rest_m[humanoid["leftUpperLeg"]] - rest_m[humanoid["rightUpperLeg"]]
    left = left + 0.2 * (rest_m[humanoid["leftUpperArm"]] - rest_m[humanoid["rightUpperArm"]])
    feet = (rest_m[humanoid["leftFoot"]] + rest_m[humanoid["rightFoot"]]) / 2
    rise = rest_m[humanoid["head"]] - feet
    if np.linalg.norm(left) < 1e-9 or np.linalg.norm(rise) < 1e-9:
        return None
    up = np.zeros(3)
    longest = int(np.abs(rise).argmax())
    up[longest] = np.sign(rise[longest])
    left = left - up * float(left @ up)
    if np.linalg.norm(left) < 1e-9:
        return None
    left = _square(left / np.linalg.norm(left))
    return np.asarray(quat.from_matrix(np.stack([left, up, np.cross(left, up)])))


def _square(left: F64) -> F64:
    """Return the nearest axis to a unit vector that is within 20 degrees of it, else the vector."""
    axis = np.zeros(3)
    longest = int(np.abs(left).argmax())
    axis[longest] = np.sign(left[longest])
    return axis if float(left @ axis) > math.cos(math.radians(20)) else left


def _matrix(turn: F64) -> F64:
    return quat.to_matrix(turn)


def _conjugated(axes: F64, turns: F64) -> F64:
    return quat.multiply(quat.multiply(np.broadcast_to(axes, turns.shape), turns), quat.inverse(axes))


def _leg_and_unit(recorded: Recorded, humanoid: dict[str, int]) -> tuple[float, float]:
    """Return the length of a leg in the file's units, and one of these in metres."""
    rest = recorded.rest_m
    lengths = [
        float(np.linalg.norm(rest[humanoid[side + upper]] - rest[humanoid[side + lower]]))
        for side in ("left", "right")
        for upper, lower in (("UpperLeg", "LowerLeg"), ("LowerLeg", "Foot"))
    ]
    leg = max(sum(lengths) / 2, 1e-9)
    unit = min(_UNITS_M, key=lambda u: abs(math.log(leg * u / _LEG_M)))
    return leg, unit if _SHORTEST_LEG_M < leg * unit < _LONGEST_LEG_M else _LEG_M / leg


def _floor(places: F64, humanoid: dict[str, int]) -> float:
    """Return the height of the floor: just under the lowest foot of most moments at which one is low."""
    feet = [humanoid[side + part] for side in ("left", "right") for part in ("Foot", "Toes") if side + part in humanoid]
    return float(np.percentile(places[:, feet, 1].min(1), 8)) - (_ABOVE_SOLE_M if len(feet) > 2 else 0.08)


def _along(recorded: Recorded, humanoid: dict[str, int], name: str, axes: F64) -> F64:
    side = next((side for side in ("left", "right") if name.startswith(side)), "")
    child = _CHILD.get(name.removeprefix(side), "")
    if not side or not child:
        return np.zeros(3)
    delta = recorded.rest_m[humanoid[side + child]] - recorded.rest_m[humanoid[name]]
    length = float(np.linalg.norm(delta))
    return np.asarray(quat.rotate(axes, delta / length)) if length > 1e-9 else np.zeros(3)


def _from_origin(hips: F64, turns: F64) -> tuple[F64, F64, F64]:
    """Return the line on which the body is carried, the hips and the turns, all moved to start on the origin and face +Z."""
    ahead = quat.rotate(turns[:, 0], [0.0, 0.0, 1.0])
    level = np.hypot(ahead[:, 0], ahead[:, 2])
    yaw = np.arctan2(ahead[:, 0], ahead[:, 2])
    yaw = np.unwrap(_held(yaw, level > 0.3))
    yaw = soften(yaw, round(_YAW_SMOOTH_S * RATE_FPS))
    line = soften(hips[:, [0, 2]], round(_ROOT_SMOOTH_S * RATE_FPS))
    back = quat.about(1, np.array(-yaw[0]))
    start = np.array([line[0, 0], 0.0, line[0, 1]])
    hips = quat.rotate(back, hips - start)
    line = quat.rotate(back, np.column_stack([line[:, 0], np.zeros(len(line)), line[:, 1]]) - start)[:, [0, 2]]
    return np.column_stack([line, yaw - yaw[0]]), hips, quat.multiply(np.broadcast_to(back, turns.shape), turns)


def _held(values: F64, sure: np.ndarray) -> F64:
    """Return values [F] with those that are not sure replaced by the last sure one."""
    if not sure.any():
        return np.zeros_like(values)
    at = np.where(sure, np.arange(len(values)), -1)
    last = np.maximum.accumulate(at)
    return np.asarray(values[np.where(last < 0, int(np.argmax(sure)), last)])
