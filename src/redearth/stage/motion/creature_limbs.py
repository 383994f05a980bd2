"""Beasts' controls to joints: a trunk that bends in three, neck, tail, ears and wings, and limbs of four bones that end on their tips."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from redearth.stage.motion import quat
from redearth.stage.motion.body import Solved
from redearth.stage.motion.creature_body import CreatureControls
from redearth.stage.motion.creature_swing import chained, off_ground, swing_of, swing_past, turned_past
from redearth.stage.motion.creature_wings import wing_turns
from redearth.stage.motion.ease import soften
from redearth.stage.motion.twobone import bend, turn
from redearth.stage.parts import F64, Skeleton
from redearth.stage.rig import leg_names

_STRAIGHT = 0.93
"""A standing limb is never stretched beyond this share of its length."""
_LOW_HEEL = 0.13
_EASY = 0.4
"""How much of a limb that an act has taken is evened out in time, over one that is limp."""
_SLACK = 0.16
"""In the air a limb is bent by so much at least, however far its foot trails."""
_AHEAD = np.array([0.0, 0.0, 1.0])
_NECK = (0.55, 0.45)
_TAIL_GROWTH = 1.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Limb:
    """One limb's joints and lengths."""

    joints: tuple[int, int, int, int, int]
    """Coxa, Femur, Tibia, Foot, Tip."""
    upper_m: float
    lower_m: float
    pole: F64
    """[3] the way its middle joint points at rest."""
    hind: bool
    arm: bool
    """Whether it hangs instead of standing."""
    flat: bool
    """Whether it stands on its whole sole: its heel does not go below its toes."""


def limbs_of(skeleton: Skeleton) -> tuple[Limb, ...]:
    """Return a beast's limbs in the order of ``rig.leg_names``."""
    count = sum(name.endswith("Tip") for name in skeleton.names)
    rest = skeleton.rest_positions_m()
    out = []
    for name in leg_names(count) if count else ():
        coxa, femur, tibia, foot, tip = (skeleton.index(name + part) for part in ("Coxa", "Femur", "Tibia", "Foot", "Tip"))
        line = rest[foot] - rest[femur]
        off = rest[tibia] - rest[femur]
        off = off - line * float(off @ line) / float(line @ line)
        out.append(
            Limb(
                joints=(coxa, femur, tibia, foot, tip),
                upper_m=float(np.linalg.norm(rest[tibia] - rest[femur])),
                lower_m=float(np.linalg.norm(rest[foot] - rest[tibia])),
                pole=off / np.linalg.norm(off),
                hind=skeleton.names[skeleton.parents[coxa]] == "abdomen",
                flat=skeleton.kind == "upright" and bool(rest[foot, 1] < _LOW_HEEL * skeleton.stature_m),
                arm=bool(rest[tip, 1] > 0.1 * skeleton.stature_m),
            )
        )
    return tuple(out)


def solve_beast(controls: CreatureControls, skeleton: Skeleton) -> Solved:
    """Return the joints of a four-footed, upright or winged creature."""
    limbs = limbs_of(skeleton)
    body_m, body = controls.body_m, controls.body
    local, translations = _trunk_turns(controls, skeleton, body_m, body)
    world, position = np.zeros_like(local), np.zeros_like(translations)
    world[:, 0], position[:, 0] = local[:, 0], translations[:, 0]
    for joint, name in enumerate(skeleton.names):
        if joint and "Leg" not in name:
            _place(joint, skeleton, local, translations, world, position)
    for number, limb in enumerate(limbs):
        tip_m = controls.tips_m[number] + (_carried(controls, number, limb, skeleton, world, position) if limb.arm else 0.0)
        _pose_limb(skeleton, number, limb, controls, tip_m, local, translations, world, position)
    return Solved(rotations=local, translations_m=translations, set_rotations=world, positions_m=position)


def trunk_places(controls: CreatureControls, skeleton: Skeleton, body_m: F64, body: F64) -> tuple[F64, F64]:
    """Return set-space rotations and positions of the joints that are no limb's (the others stay zero)."""
    local, translations = _trunk_turns(controls, skeleton, body_m, body)
    world, position = np.zeros_like(local), np.zeros_like(translations)
    world[:, 0], position[:, 0] = local[:, 0], translations[:, 0]
    for joint, name in enumerate(skeleton.names):
        if joint and not any(part in name for part in ("Leg", "tail", "Wing", "Finger", "Ear")):
            _place(joint, skeleton, local, translations, world, position)
    return world, position


def _place(joint: int, skeleton: Skeleton, local: F64, translations: F64, world: F64, position: F64) -> None:
    parent = skeleton.parents[joint]
    world[:, joint] = quat.multiply(world[:, parent], local[:, joint])
    position[:, joint] = position[:, parent] + quat.rotate(world[:, parent], translations[:, joint])


def _trunk_turns(controls: CreatureControls, skeleton: Skeleton, body_m: F64, body: F64) -> tuple[F64, F64]:
    frames, names = len(controls.root_yaw), skeleton.names
    local = np.zeros((frames, len(names), 4))
    local[..., 0] = 1.0
    local[:, 0] = quat.about(1, controls.root_yaw)
    local[:, skeleton.index("body")] = quat.from_angles(body)
    for name in ("thorax", "abdomen", "head"):
        local[:, skeleton.index(name)] = quat.from_angles(getattr(controls, name))
    for name, share in zip(("neck", "neck2"), _NECK, strict=True):
        local[:, skeleton.index(name)] = quat.from_angles(controls.neck, share)
    local[:, skeleton.index("jaw")] = quat.about(0, controls.jaw)
    for side in ("left", "right"):
        local[:, skeleton.index(f"{side}Ear")] = quat.about(0, -controls.ears)
    for k in range(1, 6):
        local[:, skeleton.index(f"tail{k}")] = quat.from_angles(controls.tail, 0.3 * _TAIL_GROWTH ** (k - 1))
    if "leftWing1" in names:
        wing_turns(controls.wings, skeleton, local)
    translations = np.tile(skeleton.rest_offsets_m[None], (frames, 1, 1))
    translations[:, 0] = controls.root_m
    translations[:, skeleton.index("body")] += body_m
    return local, translations


def sink_into_reach(controls: CreatureControls, skeleton: Skeleton) -> None:
    """Sink and pitch the body so that no foot on the ground is out of its limb's reach."""
    limbs = limbs_of(skeleton)
    body_m, body = controls.body_m, controls.body
    world, position = trunk_places(controls, skeleton, body_m, body)
    sink = np.zeros((2, len(body_m)))
    floor = skeleton.rest_positions_m()[:, 1]
    for number, limb in enumerate(limbs):
        if limb.arm:
            continue
        tip = controls.tips_m[number]
        hip = _hip(skeleton, limb, world, position)
        ankle = tip - quat.rotate(
            _foot_turn(controls, number, limb, hip, tip, world, skeleton), skeleton.rest_offsets_m[limb.joints[4]]
        )
        reach = _STRAIGHT * (limb.upper_m + limb.lower_m)
        level = np.hypot(ankle[:, 0] - hip[:, 0], ankle[:, 2] - hip[:, 2])
        high = np.sqrt(np.maximum(reach**2 - level**2, (0.25 * reach) ** 2))
        standing = 1.0 - np.clip((tip[:, 1] - floor[limb.joints[4]]) / (0.02 * skeleton.stature_m) - 0.1, 0.0, 1.0)
        need = np.maximum(hip[:, 1] - ankle[:, 1] - high, 0.0) * standing
        sink[1 if limb.hind else 0] = np.maximum(sink[1 if limb.hind else 0], need)
    apart = max(0.3 * skeleton.stature_m, _apart(skeleton, limbs))
    both = np.stack([_eased(row) for row in sink])
    if any(not limb.hind and not limb.arm for limb in limbs):
        body_m[:, 1] -= both.mean(0)
        body[:, 0] += (both[0] - both[1]) / apart * np.cos(np.clip(body[:, 0], -1.2, 1.2))
    else:
        body_m[:, 1] -= both.max(0)


def _eased(need: F64) -> F64:
    """Return a curve above ``need`` [F] without corners: the largest nearby, averaged."""
    if len(need) < 3 or need.max(initial=0.0) == 0.0:
        return need
    padded = np.concatenate([np.repeat(need[:1], 3), need, np.repeat(need[-1:], 3)])
    return soften(np.lib.stride_tricks.sliding_window_view(padded, 7).max(-1), 3)


def _apart(skeleton: Skeleton, limbs: tuple[Limb, ...]) -> float:
    z = skeleton.rest_positions_m()[[limb.joints[1] for limb in limbs], 2] if limbs else np.zeros(1)
    return float(np.ptp(z))


def mouth_of_beast(controls: CreatureControls, skeleton: Skeleton) -> F64:
    """Return [F, 3] where its jaws meet, in set space."""
    return np.asarray(trunk_places(controls, skeleton, controls.body_m, controls.body)[1][:, skeleton.index("mouth")])


def shoulder_of_beast(controls: CreatureControls, skeleton: Skeleton, leg: int) -> tuple[F64, float]:
    """Return [F, 3] where a limb begins and how far it reaches."""
    limb = limbs_of(skeleton)[leg]
    world, position = trunk_places(controls, skeleton, controls.body_m, controls.body)
    reach = _STRAIGHT * (limb.upper_m + limb.lower_m) + float(np.linalg.norm(skeleton.rest_offsets_m[limb.joints[4]]))
    return _hip(skeleton, limb, world, position), reach


def _carried(controls: CreatureControls, number: int, limb: Limb, skeleton: Skeleton, world: F64, position: F64) -> F64:
    """Return [F, 3] by how much the trunk carries a hanging hand away from where it would hang if the trunk stood still."""
    rest = skeleton.rest_positions_m()
    parent = skeleton.parents[limb.joints[0]]
    hand = rest[limb.joints[4]]
    root = quat.about(1, controls.root_yaw)
    carried = position[:, parent] + quat.rotate(world[:, parent], hand - rest[parent])
    return np.asarray((carried - controls.root_m - quat.rotate(root, hand)) * (1.0 - controls.taken[number])[:, None])


def _hip(skeleton: Skeleton, limb: Limb, world: F64, position: F64) -> F64:
    coxa, femur = limb.joints[:2]
    parent = skeleton.parents[coxa]
    reach = skeleton.rest_offsets_m[coxa] + skeleton.rest_offsets_m[femur]
    return np.asarray(position[:, parent] + quat.rotate(world[:, parent], reach))


def _foot_turn(controls: CreatureControls, number: int, limb: Limb, hip: F64, tip: F64, world: F64, skeleton: Skeleton) -> F64:
    """Return how hand or metatarsus stands: it rolls over the toes as the body passes and hangs back while it is lifted."""
    if limb.arm:
        return _hand_turn(limb, hip, tip, world, skeleton, controls.taken[number])
    h = skeleton.stature_m
    ahead = np.stack([np.sin(controls.root_yaw), np.cos(controls.root_yaw)], -1)
    rest = skeleton.rest_positions_m()[limb.joints[4]] - skeleton.rest_positions_m()[limb.joints[1]]
    behind = -((tip - hip)[:, [0, 2]] * ahead).sum(-1) + rest[2]
    lift = np.clip((tip[:, 1] - 0.05 * h) / (0.10 * h), 0.0, 1.0)
    pitch = np.clip(0.85 * np.arctan2(behind, np.maximum(hip[:, 1] - tip[:, 1], 0.25 * h)), 0.0 if limb.flat else -0.45, 0.95)
    pitch = pitch + lift * (0.40 if limb.hind else 0.60)
    parent = skeleton.parents[limb.joints[0]]
    carried = np.clip((tip[:, 1] - 0.16 * h) / (0.3 * h), 0.0, 1.0)
    base = quat.blend(quat.about(1, controls.root_yaw), world[:, parent], np.maximum(carried, controls.limp))
    standing = quat.multiply(base, quat.about(0, pitch * (1.0 - controls.limp)))
    if limb.hind:
        return standing
    hanging = quat.unit(quat.rotate(standing, skeleton.rest_offsets_m[limb.joints[4]]))
    reaching = quat.unit(tip - hip) + 0.7 * quat.rotate(base, _AHEAD)
    return quat.multiply(_towards(hanging, reaching, 0.5 * controls.taken[number] * carried), standing)


def _hand_turn(limb: Limb, hip: F64, tip: F64, world: F64, skeleton: Skeleton, taken: F64) -> F64:
    """Return how a hand stands: it hangs as the trunk carries it, and points where it reaches once an act has taken it."""
    base = world[:, skeleton.parents[limb.joints[0]]]
    hanging = quat.unit(quat.rotate(base, skeleton.rest_offsets_m[limb.joints[4]]))
    return quat.multiply(_towards(hanging, quat.unit(tip - hip) + 0.7 * quat.rotate(base, _AHEAD), 0.9 * taken), base)


def _towards(hanging: F64, reaching: F64, share: F64) -> F64:
    """Return the turns ``share`` [F] of the way from one direction to another."""
    whole = quat.between(hanging, quat.unit(reaching))
    still = np.zeros_like(whole)
    still[:, 0] = 1.0
    return quat.blend(still, whole, share)


def _bend_way(limb: Limb, rest: F64, swing: F64, way: F64, carrier: F64) -> F64:
    """Return where the middle joint points: an elbow goes with the arm by the shortest turn, a knee with its limb's swing.

    Neither flips, however far the limb reaches.
    """
    if not limb.arm:
        return quat.rotate(quat.multiply(carrier, quat.about(0, -swing)), limb.pole)
    line = quat.unit(quat.rotate(carrier, rest[limb.joints[2]] + rest[limb.joints[3]]))
    return quat.rotate(quat.between(line, quat.unit(way)), quat.rotate(carrier, limb.pole))


def _pose_limb(
    skeleton: Skeleton,
    number: int,
    limb: Limb,
    controls: CreatureControls,
    tip_m: F64,
    local: F64,
    translations: F64,
    world: F64,
    position: F64,
) -> None:
    """Swing the shoulder blade, place hand or metatarsus over the tip, and bend the two long bones between them."""
    coxa, femur, tibia, foot, tip = limb.joints
    rest, parent = skeleton.rest_offsets_m, skeleton.parents[coxa]
    hip = _hip(skeleton, limb, world, position)
    floor = float(skeleton.rest_positions_m()[tip, 1])
    if limb.arm:
        tip_m = off_ground(tip_m, controls.taken[number], skeleton.stature_m)
    else:
        tip_m = swing_past(tip_m, hip, controls.taken[number], floor, 0.03 * skeleton.stature_m)
    raised = np.clip((tip_m[:, 1] - floor) / (0.03 * skeleton.stature_m), 0.0, 1.0)
    foot_turn = _foot_turn(controls, number, limb, hip, tip_m, world, skeleton)
    foot_turn = turned_past(foot_turn, np.maximum(raised, controls.taken[number]))
    ankle = tip_m - quat.rotate(foot_turn, rest[tip])
    position[:, coxa] = position[:, parent] + quat.rotate(world[:, parent], translations[:, coxa])
    way = quat.rotate(quat.inverse(world[:, parent]), ankle - position[:, coxa])
    swing = swing_of(way, rest[femur] + rest[tibia] + rest[foot])
    local[:, coxa] = quat.about(0, -(0.05 if limb.hind else 0.24) * np.tanh(swing))
    world[:, coxa] = quat.multiply(world[:, parent], local[:, coxa])
    position[:, femur] = position[:, coxa] + quat.rotate(world[:, coxa], rest[femur])
    pole = _bend_way(limb, rest, swing, ankle - position[:, femur], world[:, parent])
    solved = bend(position[:, femur], ankle, pole, limb.upper_m, limb.lower_m, 0.0 if limb.arm else _SLACK * raised)
    world[:, femur] = turn(rest[tibia], limb.pole, solved.upper, solved.hinge)
    world[:, tibia] = turn(rest[foot], limb.pole, solved.lower, solved.hinge)
    world[:, foot] = foot_turn
    lifted = np.clip((tip_m[:, 1] - 0.04 * skeleton.stature_m) / (0.10 * skeleton.stature_m), 0.0, 1.0)
    world[:, tip] = quat.blend(quat.about(1, controls.root_yaw), foot_turn, np.maximum(lifted, controls.limp))
    loose = np.maximum(controls.limp if limb.arm else np.sqrt(controls.limp), _EASY * controls.taken[number])
    chained((parent, *limb.joints), loose, translations, local, world, position)
