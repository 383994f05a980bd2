"""Lay a recorded motion over a solved body: trunk and arms are blended, feet step from where they stand to where the motion has them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from redearth.stage.motion import quat
from redearth.stage.motion.body import Solved
from redearth.stage.motion.controls import SIDES
from redearth.stage.motion.ease import rise, window
from redearth.stage.motion.limits import within
from redearth.stage.motion.trunk import joint_index
from redearth.stage.motion.twobone import bend, turn
from redearth.stage.motions.retarget import Danced
from redearth.stage.parts import F64, Skeleton

BLEND_S = 0.25
STEP_S = 0.3
"""A foot that stands elsewhere than the motion has it takes this long for its step, one foot after the other."""
LONGEST_S = 2 * STEP_S
"""How long a motion may still show after its cue has ended."""
_NEAR_M = 0.02
_LIFT_M, _LIFT_SHARE, _HIGHEST_M = 0.025, 0.3, 0.12
_RANGED = ("spine", "chest", "neck", "head", "Shoulder", "LowerArm", "Hand", "Fingers", "FingerTips", "Foot", "Toes")
"""Joints that stay in their ranges; hips and knees bend as their feet stand."""
_LEG = ("UpperLeg", "LowerLeg", "Foot", "Toes")
_FORWARD = np.array([0.0, 0.0, 1.0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """How far a motion has taken over on each frame."""

    body: F64
    """[N]."""
    feet: tuple[F64, F64]
    """[N] of the left and the right foot."""
    lifts_m: tuple[F64, F64]
    """[N] by how much a foot is lifted on its way."""


def shares_of(solved: Solved, skeleton: Skeleton, danced: Danced, first: int, local_s: F64, length_s: float) -> Shares:
    """Return the shares of a motion on frames ``first`` … that are ``local_s`` [N] after its cue's start, for a cue of ``length_s``."""
    at = joint_index(skeleton.names)
    stood = [_ankles(solved, at, side, first, len(local_s)) for side in SIDES]
    away = [np.linalg.norm(one - danced.places_m[:, at[side + "Foot"]], axis=1) for one, side in zip(stood, SIDES, strict=True)]
    ends = (0, int(np.searchsorted(local_s, length_s)) - 1)
    into_s, out_s = (
        min(LONGEST_S, length_s / 2) if max(float(one[end]) for one in away) > _NEAR_M else min(BLEND_S, length_s / 2)
        for end in ends
    )
    body = window(local_s, 0.0, length_s, into_s, out_s)
    feet, lifts = [], []
    order = [side != max((0, 1), key=lambda one: float(away[one][ends[0]])) for side in (0, 1)]
    for side, late in enumerate(order):
        step_in, step_out = into_s / 2, out_s / 2
        share = rise(local_s, step_in * late, step_in) - rise(local_s, length_s + step_out * late, step_out)
        far = np.where(local_s < length_s / 2, away[side][ends[0]], away[side][ends[1]])
        high = np.minimum(_LIFT_M + _LIFT_SHARE * far, _HIGHEST_M) * (far > 0.25 * _NEAR_M) * skeleton.stature_m / 1.72
        feet.append(share)
        lifts.append(high * 4 * share * (1 - share))
    return Shares(body=body, feet=(feet[0], feet[1]), lifts_m=(lifts[0], lifts[1]))


def laid_over(solved: Solved, skeleton: Skeleton, danced: Danced, shares: Shares, first: int) -> Solved:
    """Return the body with the motion's joints as far taken over as ``shares`` say, from frame ``first`` on."""
    span = slice(first, first + len(shares.body))
    at = joint_index(skeleton.names)
    rotations, translations = solved.rotations.copy(), solved.translations_m.copy()
    for joint in danced.moved:
        if skeleton.names[joint].removeprefix("left").removeprefix("right") not in _LEG:
            local = quat.multiply(quat.inverse(danced.world[:, skeleton.parents[joint]]), danced.world[:, joint])
            mixed = quat.blend(rotations[span, joint], _allowed(skeleton.names[joint], local), shares.body)
            rotations[span, joint] = _allowed(skeleton.names[joint], mixed)
    root = danced.world[:, at["root"]]
    away = quat.rotate(quat.inverse(root), danced.places_m[:, at["hips"]] - danced.places_m[:, at["root"]])
    old = translations[span, at["hips"]]
    translations[span, at["hips"]] = old + (away - old) * shares.body[:, None]
    world, places = solved.set_rotations.copy(), solved.positions_m.copy()
    legs = {at[side + part] for side in SIDES for part in _LEG}
    for joint, parent in enumerate(skeleton.parents):
        if parent >= 0:
            if joint not in legs:
                world[span, joint] = quat.multiply(world[span, parent], rotations[span, joint])
            places[span, joint] = places[span, parent] + quat.rotate(world[span, parent], translations[span, joint])
    for side, share, lift in zip(SIDES, shares.feet, shares.lifts_m, strict=True):
        _step(skeleton, at, side, solved, danced, (share, lift), (world, places), span)
    for joint in sorted(legs):
        rotations[span, joint] = quat.multiply(quat.inverse(world[span, skeleton.parents[joint]]), world[span, joint])
    return Solved(rotations=rotations, translations_m=translations, set_rotations=world, positions_m=places, eyes=solved.eyes)


def _step(
    skeleton: Skeleton,
    at: dict[str, int],
    side: str,
    solved: Solved,
    danced: Danced,
    how: tuple[F64, F64],
    frames: tuple[F64, F64],
    span: slice,
) -> None:
    """Put one foot between where it stood and where the motion has it, and bend its leg to it."""
    (share, lift), (world, places), rest = how, frames, skeleton.rest_offsets_m
    thigh, shin, foot, toes = (at[side + part] for part in _LEG)
    before, held = solved.positions_m[span].copy(), solved.set_rotations[span].copy()
    started, last = np.arange(len(share)) < len(share) // 2, max(span.start - 1, 0)
    for joint in (foot, toes):  # what the feet would do meanwhile, had there been no motion, does not show
        held[started, joint] = solved.set_rotations[last, joint]
    ankle = np.where(started[:, None], solved.positions_m[last, foot], before[:, foot])
    goal = ankle + (danced.places_m[:, foot] - ankle) * share[:, None]
    goal[:, 1] += lift
    knees = [
        (turns[:, thigh], at_m[:, shin] - (at_m[:, thigh] + at_m[:, foot]) / 2)
        for turns, at_m in ((solved.set_rotations[span], before), (danced.world, danced.places_m))
    ]
    poles = [out + 0.04 * quat.rotate(turns, _FORWARD) for turns, out in knees]
    pole = poles[0] + (poles[1] - poles[0]) * share[:, None]
    for joint in (foot, toes):
        world[span, joint] = quat.blend(held[:, joint], danced.world[:, joint], share)
    for _ in range(2):  # where the ankle bends no farther the foot rolls over its ball
        leg = bend(places[span, thigh], goal, pole, float(np.linalg.norm(rest[shin])), float(np.linalg.norm(rest[foot])))
        world[span, thigh] = turn(rest[shin], _FORWARD, leg.upper, leg.hinge)
        world[span, shin] = turn(rest[foot], _FORWARD, leg.lower, leg.hinge)
        bent = _allowed(side + "Foot", quat.multiply(quat.inverse(world[span, shin]), world[span, foot]))
        rolled = quat.multiply(world[span, shin], bent)
        goal = goal + quat.rotate(world[span, foot], rest[toes]) - quat.rotate(rolled, rest[toes])
        world[span, foot] = rolled
    bent = _allowed(side + "Toes", quat.multiply(quat.inverse(world[span, foot]), world[span, toes]))
    world[span, toes] = quat.multiply(world[span, foot], bent)
    for joint, parent in ((shin, thigh), (foot, shin), (toes, foot)):
        places[span, joint] = places[span, parent] + quat.rotate(world[span, parent], rest[joint])


def _ankles(solved: Solved, at: dict[str, int], side: str, first: int, count: int) -> F64:
    """Return where an ankle is without the motion; on its first frame, where it was on the frame before."""
    foot = at[side + "Foot"]
    return np.concatenate(
        [solved.positions_m[max(first - 1, 0), foot][None], solved.positions_m[first + 1 : first + count, foot]]
    )


def _allowed(name: str, local: F64) -> F64:
    """Return the turns of a joint within a human's range: recorders wear their markers a little differently."""
    side = next((side for side in SIDES if name.startswith(side)), "")
    kind = name.removeprefix(side)
    return within(local, kind, -1.0 if side == "right" else 1.0) if kind in _RANGED else local
