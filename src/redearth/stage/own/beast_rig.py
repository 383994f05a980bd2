"""A beast of the user's own on one of our four-footed skeletons: which of our joints drives which of its own, and where ours are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from redearth.stage.motion import quat
from redearth.stage.motion.body import Solved
from redearth.stage.motion.trunk import joint_index
from redearth.stage.own.beast import Beast
from redearth.stage.own.character_rig import Rig
from redearth.stage.own.found import F64
from redearth.stage.parts import Skeleton
from redearth.stage.rig import leg_names
from redearth.stage.rig_creature import Frame, quadruped

_HIP = 0.78
"""Height of the hind legs' joints over that of the back, as in ``rig_creature``."""
_TAIL = 5
_SOLE = 0.02
_LOW = 0.085
"""A leg's last joint that is lower than this, over the height of the back, is its toes; one that is higher is its wrist or heel."""
_BENT = 0.03
_CLEAR, _SOFT = 0.13, 0.12
"""The middle of a tail stays this much of the height of the back above the ground, and how softly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ridden:
    """Our skeleton in a beast's proportions, and our joint for each of the beast's own that it drives."""

    skeleton: Skeleton
    by: Mapping[int, str]


def back_m(beast: Beast, places: F64) -> float:
    """Return how high a beast's back is, by its hind legs; places [J, 3] stand on the ground, facing +Z."""
    return float(np.mean([places[leg[0], 1] for leg in beast.legs[-1]])) / _HIP


def ridden(beast: Beast, places: F64, nose: F64) -> Ridden:
    """Return our skeleton for a beast whose joints are at places [J, 3] and whose skin ends in front at ``nose`` [3]."""
    size = back_m(beast, places)
    ours = quadruped(Frame(pairs=len(beast.legs)), size)
    at = dict(zip(ours.names, ours.rest_positions_m(), strict=True))
    by = {beast.trunk[0]: "abdomen", beast.trunk[-1]: "thorax", beast.head: "head"}
    at["abdomen"], at["thorax"] = places[beast.trunk[0]], places[beast.trunk[-1]]
    at["body"] = (at["abdomen"] + at["thorax"]) / 2
    by |= dict.fromkeys(beast.trunk[1:-1], "body")
    _neck_and_head(beast, places, nose, at, by)
    _tail(beast, places, at, by, size)
    for number, name in enumerate(leg_names(2 * len(beast.legs))):
        pair, side = divmod(number, 2)
        hind = pair == len(beast.legs) - 1
        _leg(beast.legs[pair][side], places, name, hind, size, at, by, at["abdomen" if hind else "thorax"])
    offsets = np.array(
        [at[name] - (at[ours.names[up]] if up >= 0 else 0.0) for name, up in zip(ours.names, ours.parents, strict=True)]
    )
    return Ridden(
        skeleton=Skeleton(
            kind=ours.kind, names=ours.names, parents=ours.parents, rest_offsets_m=offsets, stature_m=size, sways=ours.sways
        ),
        by=by,
    )


def _neck_and_head(beast: Beast, places: F64, nose: F64, at: dict[str, F64], by: dict[int, str]) -> None:
    head, thorax = places[beast.head], at["thorax"]
    root = places[beast.neck[0]] if beast.neck else thorax + 0.3 * (head - thorax)
    at["head"], at["neck"] = head, root
    at["neck2"] = places[beast.neck[len(beast.neck) // 2]] if len(beast.neck) > 1 else (root + head) / 2
    for number, joint in enumerate(beast.neck):
        by[joint] = "neck" if number < (len(beast.neck) + 1) // 2 else "neck2"
    long = max(float(nose[2] - head[2]), 0.05)
    at["mouth"] = np.array([head[0], min(float(nose[1]), float(head[1])), head[2] + long])
    at["jaw"] = places[beast.jaw] if beast.jaw is not None else head + np.array([0.0, -0.1 * long, 0.25 * long])
    if beast.jaw is not None:
        by[beast.jaw] = "jaw"
    for side, mirror, ear in (("left", 1.0, beast.ears[0]), ("right", -1.0, beast.ears[1])):
        at[side + "Ear"] = places[ear] if ear is not None else head + np.array([0.2 * mirror, 0.3, 0.1]) * long
        if ear is not None:
            by[ear] = side + "Ear"


def _tail(beast: Beast, places: F64, at: dict[str, F64], by: dict[int, str], size: float) -> None:
    """Lay our five joints along the tail's own; a beast without one has ours where nobody sees it."""
    if not beast.tail:
        for k in range(_TAIL):
            at[f"tail{k + 1}"] = at["abdomen"] + np.array([0.0, -0.02, -0.05 * (k + 1)]) * size
        return
    line = places[list(beast.tail)]
    if len(line) == 1:
        line = np.concatenate([line, line + np.array([0.0, -0.2, -0.2]) * size])
    gone = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    for k in range(_TAIL):
        along = gone[-1] * k / _TAIL
        at[f"tail{k + 1}"] = np.array([np.interp(along, gone, line[:, axis]) for axis in range(3)])
    for number, joint in enumerate(beast.tail):
        share = gone[number] / max(float(gone[-1]), 1e-9)
        by[joint] = f"tail{min(int(share * _TAIL + 1e-6), _TAIL - 1) + 1}"


def _leg(
    leg: tuple[int, ...], places: F64, name: str, hind: bool, size: float, at: dict[str, F64], by: dict[int, str], trunk: F64
) -> None:
    """Name a leg's joints from the ground upwards, and put ours where it has none."""
    chain = list(leg)
    parts = ["Foot", "Tibia", "Femur", "Coxa"]
    while len(chain) > 4 and places[chain[-2], 1] < _LOW * size:
        chain.pop()  # claws and the ends of toes follow
    if len(chain) > 3 and places[chain[-1], 1] < _LOW * size:
        parts.insert(0, "Tip")
    for part, joint in zip(parts, chain[::-1], strict=False):
        at[name + part] = places[joint]
        by[joint] = name + part
    foot, tibia, femur = (at[name + part] for part in ("Foot", "Tibia", "Femur"))
    if "Tip" not in parts:
        at[name + "Tip"] = np.array([foot[0], _SOLE * size, foot[2] + 0.06 * size])
    if name + "Coxa" not in by.values():
        at[name + "Coxa"] = femur + 0.35 * (trunk - femur)
    line = quat.unit(foot - femur)
    off = tibia - femur - line * float((tibia - femur) @ line)
    if np.linalg.norm(off) < _BENT * size:  # a leg that is modelled straight bends as ours do
        ahead = np.array([0.0, 0.0, 1.0 if hind else -1.0])
        at[name + "Tibia"] = tibia - off + _BENT * size * quat.unit(ahead - line * float(ahead @ line))


def drive_beast(rig: Rig, acting: Skeleton, solved: Solved) -> Solved:
    """Return the beast's own body for ours: every driven joint is where ours is and turned as ours is, the rest follow what they hang on."""
    at = joint_index(acting.names)
    by = {one.joint: at[one.by] for one in rig.driven}
    frames, offsets = len(solved.rotations), np.array(rig.offsets_m, float)
    world, places = np.zeros((frames, len(rig.names), 4)), np.zeros((frames, len(rig.names), 3))
    ours_m, own_m = acting.rest_positions_m(), rig.skeleton().rest_positions_m()
    for joint, parent in enumerate(rig.parents):
        if joint in by:
            world[:, joint] = solved.set_rotations[:, by[joint]]
            away = quat.rotate(world[:, joint], own_m[joint] - ours_m[by[joint]])
            places[:, joint] = solved.positions_m[:, by[joint]] + away
        else:
            world[:, joint] = world[:, parent]
            places[:, joint] = places[:, parent] + quat.rotate(world[:, parent], offsets[joint])
    _lift_tail(rig, world, places)
    rotations, translations = world.copy(), places.copy()
    for joint, parent in enumerate(rig.parents):
        if parent >= 0:
            up = quat.inverse(world[:, parent])
            rotations[:, joint] = quat.multiply(up, world[:, joint])
            translations[:, joint] = quat.rotate(up, places[:, joint] - places[:, parent])
    return Solved(rotations=rotations, translations_m=translations, set_rotations=world, positions_m=places)


def _lift_tail(rig: Rig, world: F64, places: F64) -> None:
    """Bend the joints of a tail upwards where it would go into the ground."""
    tail = [one.joint for one in rig.driven if one.by.startswith("tail")]
    for number, joint in enumerate(tail):
        end = (
            places[:, tail[number + 1]]
            if number + 1 < len(tail)
            else places[:, joint] + quat.rotate(world[:, joint], np.array(rig.tail_m))
        )
        way = end - places[:, joint]
        long = np.sqrt((way * way).sum(-1))
        lowest = np.clip((_CLEAR * rig.stature_m - places[:, joint, 1]) / np.maximum(long, 1e-9), -0.98, 0.9)
        above = way[:, 1] / np.maximum(long, 1e-9) - lowest
        rise = np.clip(lowest + 0.5 * (above + np.sqrt(above**2 + _SOFT**2)), -0.98, 0.98)  # without a corner
        level = quat.unit(way * [1.0, 0.0, 1.0], (0.0, 0.0, -1.0)) * np.sqrt(1.0 - rise**2)[:, None]
        change = quat.between(quat.unit(way), level + np.stack([0 * rise, rise, 0 * rise], -1))
        hung = {joint}
        for other in range(joint, len(rig.names)):
            if other == joint or rig.parents[other] in hung:
                hung.add(other)
                places[:, other] = places[:, joint] + quat.rotate(change, places[:, other] - places[:, joint])
                world[:, other] = quat.multiply(change, world[:, other])
