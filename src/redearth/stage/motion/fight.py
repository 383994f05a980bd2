"""Blows and what they do: jab, hook, slap, kick, club, stab, shove; recoil, block, going down. Each is one silhouette at its contact."""

from __future__ import annotations

import numpy as np

from redearth.core.space import Vec3
from redearth.stage.motion import quat
from redearth.stage.motion.acting import Act
from redearth.stage.motion.controls import LEFT, MIRROR, RIGHT, Reach, in_set
from redearth.stage.motion.duet import (
    Partner,
    answered,
    bend_to,
    contact_s,
    frame_at,
    meets,
    palm_meets,
    partner_of,
    smaller,
    still_at,
    way_of,
)
from redearth.stage.motion.ease import pulse, rise, smooth, window
from redearth.stage.parts import F64

_AIM: dict[str, tuple[str, Vec3]] = {
    "punch": ("head", (0.0, 0.035, 0.135)), "hook": ("head", (0.085, 0.02, 0.075)), "slap": ("head", (0.09, 0.03, 0.035)),
    "club": ("head", (0.03, 0.19, 0.02)), "stab": ("spine", (0.04, 0.04, 0.17)), "kick": ("hips", (0.0, 0.10, 0.17)),
}  # fmt: skip
"""Where a blow lands: joint and offset at 1.72 m, for a right hand on the other's left."""
_LOW_AIM: dict[str, tuple[str, Vec3]] = {
    "punch": ("spine", (0.03, 0.02, 0.165)), "hook": ("spine", (0.12, 0.02, 0.13)), "slap": ("leftLowerArm", (0.10, -0.10, 0.03)),
    "club": ("spine", (0.06, 0.04, 0.19)), "stab": ("hips", (0.04, 0.06, 0.17)), "kick": ("leftUpperLeg", (0.0, -0.34, 0.11)),
}  # fmt: skip
"""Where a child reaches on an adult."""
_TOOL_M = 0.34
"""From the palm to where a swung tool hits."""
_WINDUP: dict[str, Vec3] = {
    "punch": (0.10, -0.16, -0.06), "hook": (0.34, -0.06, -0.10), "slap": (0.46, 0.06, 0.02), "club": (0.10, 0.34, -0.22), "stab": (0.18, -0.38, -0.12),
}  # fmt: skip
_DRAWN = 0.52
"""Share of the time before the contact at which the blow is fully drawn back."""


def strike(act: Act) -> None:
    """Draw back, drive through the hips, land on the frame of the contact, recover into a guard."""
    way, other = way_of(act.cue), partner_of(act)
    if way == "kick":
        _kick(act, other)
        return
    side = RIGHT if act.held[RIGHT] or not act.held[LEFT] else LEFT
    way = way if way in _AIM else "punch"
    touch, mirror = contact_s(act), MIRROR[side]
    target = _target(act, other, way, side)
    drawn = window(act.time_s, 0.0, 0.62 * touch, _DRAWN * touch, 0.3 * touch)
    drive = window(act.time_s, 0.5 * touch, touch + 0.05, 0.5 * touch, 0.42)
    act.pose(side, _WINDUP[way], drawn)
    act.reach(side, _through(act, target, way, side), drive, palm=_palm_way(act, other, way, side))
    act.pose(1 - side, (0.03, -0.12, 0.30), window(act.time_s, 0.0, touch + 0.2, 0.5 * touch, 0.5), elbow_out=0.15)
    turn = {"hook": 0.75, "slap": 0.62, "club": 0.3}.get(way, 0.52)
    act.controls.spine[:, 1] += mirror * turn * (0.7 * drawn - 0.8 * drive)
    act.controls.hips[:, 1] += mirror * 0.5 * turn * (0.6 * drawn - 0.8 * drive)
    act.controls.spine[:, 0] += (0.26 if way == "club" else 0.14) * drive - (0.2 if way == "club" else 0.05) * drawn
    act.controls.hips_m[:, 2] += act.controls.scale * (0.07 * drive - 0.05 * drawn)
    act.controls.hips_m[:, 1] -= act.controls.scale * 0.05 * np.maximum(drawn, drive)
    act.controls.shrug_m[side] += 0.02 * act.controls.scale * drive
    if "missed" not in act.cue.manner:
        bend_to(act, float(target[1]), np.maximum(drawn, drive))
    act.controls.grip[side] = np.maximum(act.controls.grip[side], (way != "slap") * np.maximum(drawn, drive))
    act.look(other.at("head"), act.during(0.2, 0.5))
    if "missed" in act.cue.manner:
        return
    act.touch(touch, "strike", target, 0.8, "cloth")
    palm_meets(act, side, target, "strike", touch, touch + 0.12, _aim(act, other, way)[0])


def _target(act: Act, other: Partner, way: str, side: int) -> F64:
    """Return [3] where the palm is at the contact: on the body as it is then, on the arm that blocks, where a dodging head was."""
    touch = contact_s(act)
    reply = answered(act)
    if "missed" in act.cue.manner:
        feet = other.at("root")
        return np.asarray(still_at(act, feet, touch) + np.array([0.0, 1.66 * other.scale, 0.0]))
    if reply is not None and reply.primitive == "BLOCK":
        return still_at(act, other.at("leftLowerArm", _along_arm(LEFT, 0.17) + np.array([0.0, 0.0, 0.05])), touch)
    joint, (x, y, z) = _aim(act, other, way)
    point = still_at(act, other.at(joint, (x * (1.0 if side == RIGHT else -1.0), y, z)), touch)
    if way == "club" and act.cue.prop:
        back = act.spot() - point
        level = quat.unit(np.array([back[0], 0.0, back[2]]))
        return np.asarray(point + _TOOL_M * (0.85 * level - np.array([0.0, 0.1, 0.0])))
    return point


def _aim(act: Act, other: Partner, way: str) -> tuple[str, Vec3]:
    return (_LOW_AIM if smaller(act, other) else _AIM)[way]


def _along_arm(side: int, length_m: float) -> F64:
    return np.array([MIRROR[side] * 0.643, -0.766, 0.0]) * length_m


def _through(act: Act, target: F64, way: str, side: int) -> F64:
    """Return [F, 3] the way of the hand about its contact: a slap and a hook sweep across, the others stop in it."""
    if way not in ("slap", "hook") and "missed" not in act.cue.manner:
        return target
    left = _left_of(act)
    local = np.clip(act.time_s - contact_s(act), -0.15, 0.16)
    speed = 1.9 if way == "slap" else 1.2
    return np.asarray(target + (MIRROR[side] * -speed * local)[:, None] * left)


def _palm_way(act: Act, other: Partner, way: str, side: int) -> F64 | None:
    """Return which way the palm faces: across for a slap, down for a fist."""
    if way == "slap":
        return np.asarray(-MIRROR[side] * _left_of(act))
    return np.array([0.0, -1.0, 0.0]) if way in ("punch", "stab") else None


def _left_of(act: Act) -> F64:
    yaw = act.controls.root_yaw[frame_at(act, contact_s(act))]
    return np.array([np.cos(yaw), 0.0, -np.sin(yaw)])


def _kick(act: Act, other: Partner) -> None:
    """Chamber the knee, drive the sole into the middle, lean back over the standing leg, set the foot down again."""
    touch, c = contact_s(act), act.controls
    joint, offset = _aim(act, other, "kick")
    target = still_at(act, other.at(joint, offset), touch)
    toes = quat.rotate(quat.about(1, c.root_yaw), np.array([0.0, -0.02, 0.0]))
    chamber = in_set(c, np.array([-0.09, 0.55, 0.20]) * c.scale)
    lift = window(act.time_s, 0.0, 0.62 * touch, 0.55 * touch, 0.38 * touch)
    drive = window(act.time_s, 0.62 * touch, touch + 0.06, 0.38 * touch, 0.45)
    up = np.maximum(lift, drive)
    foot = c.ankle_m[RIGHT]
    foot += (chamber - foot) * lift[:, None]
    foot += (target + toes - foot) * drive[:, None]
    c.foot[RIGHT, :, 0] -= 1.15 * up
    c.free[RIGHT] = np.maximum(c.free[RIGHT], up)
    c.air[RIGHT] = np.maximum(c.air[RIGHT], 0.2 * up)
    c.hips_m[:, 0] += c.scale * 0.09 * up
    c.hips_m[:, 2] += c.scale * (0.10 * drive - 0.03 * lift)
    c.hips[:, 0] -= 0.32 * drive + 0.08 * lift
    c.spine[:, 0] -= 0.06 * drive - 0.10 * lift
    for side in (LEFT, RIGHT):
        act.pose(side, (0.22, -0.14 - 0.1 * side, 0.22), 0.85 * up, elbow_out=0.2)
    act.look(other.at("head"), act.during(0.2, 0.5))
    if "missed" in act.cue.manner:
        return
    act.touch(touch, "strike", target, 0.9, "cloth")
    meets(act, "rightFoot", target + toes, "strike", touch, touch + 0.12, partner_joint=joint)


def shove(act: Act) -> None:
    """Both palms on the chest, the weight behind them, through the contact and back."""
    other, touch = partner_of(act), contact_s(act)
    drawn = window(act.time_s, 0.0, 0.6 * touch, 0.5 * touch, 0.3 * touch)
    drive = window(act.time_s, 0.45 * touch, touch + 0.08, 0.55 * touch, 0.55)
    ahead = -other.way("chest", (0.0, 0.0, 1.0))[frame_at(act, touch)]
    follow = np.clip(act.time_s - touch, 0.0, 0.12)[:, None] * 0.9 * ahead
    for side in (LEFT, RIGHT):
        spot = still_at(act, other.at("chest", (-MIRROR[side] * 0.085, 0.04, 0.16)), touch)
        act.pose(side, (-0.03, -0.16, 0.14), drawn, elbow_out=0.3, palm=np.array([0.0, 0.3, 0.95]))
        act.reach(side, spot + follow, drive, palm=ahead)
        palm_meets(act, side, spot, "push", touch, touch + 0.2, "chest")
    c = act.controls
    c.spine[:, 0] += 0.20 * drive - 0.06 * drawn
    c.hips_m[:, 2] += c.scale * (0.08 * drive - 0.05 * drawn)
    c.hips_m[:, 1] -= c.scale * 0.06 * np.maximum(drive, drawn)
    act.look(other.at("head"), act.during(0.2, 0.5))
    act.touch(touch, "strike", still_at(act, other.at("chest"), touch), 0.5, "cloth")


_SNAPS: dict[str, tuple[Vec3, Vec3, float]] = {
    "punch": ((-0.55, -0.15, 0.0), (-0.16, -0.10, 0.0), 0.0), "hook": ((-0.10, -0.75, -0.15), (-0.05, -0.38, 0.05), 0.0),
    "slap": ((0.05, -0.75, -0.12), (0.02, -0.22, 0.0), 0.0), "club": ((0.55, 0.15, 0.2), (0.32, 0.1, 0.1), -0.08),
    "stab": ((0.30, 0.0, 0.0), (0.42, 0.0, 0.08), -0.09), "kick": ((0.28, 0.0, 0.0), (0.50, 0.0, 0.0), -0.13),
    "shove": ((0.28, 0.0, 0.0), (-0.16, 0.0, 0.0), -0.02), "bite": ((-0.35, 0.35, 0.1), (-0.22, 0.30, 0.1), -0.05),
    "maul": ((-0.3, -0.5, 0.1), (-0.2, -0.4, 0.12), -0.05), "collar": ((-0.15, 0.0, 0.0), (-0.1, 0.0, 0.0), 0.03),
}  # fmt: skip
"""Head, spine (pitch, yaw, roll) and hips (metres ahead) right after a blow."""


def recoil(act: Act) -> None:
    """Snap with the blow within three frames, then reel: head first, trunk after it, hands to where it hurts or out for balance."""
    way = way_of(act.cue)
    head, spine, back = _SNAPS.get(way, _SNAPS["shove"])
    hit = contact_s(act, 0.0)
    local, c = act.time_s - hit, act.controls
    snap = rise(local, 0.0, 0.10) * (1 - rise(local, 0.14, 0.65))
    after = rise(local, 0.03, 0.18) * (1 - rise(local, 0.3, 0.75))
    for axis in range(3):
        c.head[:, axis] += head[axis] * snap
        c.spine[:, axis] += spine[axis] * after
    c.hips_m[:, 2] += back * c.scale * after
    c.hips_m[:, 1] -= 0.07 * c.scale * after
    if way in ("bite", "maul"):
        guard = window(act.time_s, 0.0, hit + 0.5, max(hit, 0.2), 0.7)
        act.pose(LEFT, (-0.06, 0.10, 0.36), guard, elbow_out=0.4)
        act.pose(RIGHT, (0.16, -0.02, 0.26), guard, elbow_out=0.2)
        return
    hands = window(local, 0.08, act.length_s - hit, 0.22, 0.6)
    if way in ("slap", "hook", "punch", "club") and partner_of(act).scale > 0.8 * c.scale:  # a child strikes lower
        where = {"slap": (0.08, 0.02, 0.05), "punch": (0.02, 0.02, 0.115), "club": (0.04, 0.16, 0.05)}.get(way, (0.08, 0.0, 0.06))
        act.controls.reaches.append(_own_head(where, hands))
        act.pose(RIGHT, (0.34, -0.22, 0.16), 0.8 * after, elbow_out=0.3)
    elif way in ("stab", "kick"):
        for side in (LEFT, RIGHT):
            act.pose(side, (-0.12, -0.40, 0.17), hands, elbow_out=0.25)
    else:
        fling = rise(local, 0.0, 0.16) * (1 - rise(local, 0.25, 0.7))
        for side in (LEFT, RIGHT):
            act.pose(side, (0.36, -0.10 + 0.1 * side, 0.34), 0.85 * fling, elbow_out=0.3)


def _own_head(where: Vec3, weight: F64) -> Reach:
    """Return the left hand's way to a spot of one's own head (from the head joint, roughly: the head moves with the chest)."""
    x, y, z = where
    palm = np.array([x - 0.18, y + 0.15, z + 0.02])
    return Reach(side=LEFT, weight=weight, target_m=palm, space="chest", elbow_out=0.3)


def duck(act: Act) -> None:
    """Drop under the blow and aside, chin down, fists by the ears, and come up again."""
    touch, c = contact_s(act, 0.3), act.controls
    level = window(act.time_s, 0.0, touch + 0.2, 0.9 * touch, 0.5)
    c.hips_m[:, 0] -= 0.10 * c.scale * level
    c.hips_m[:, 1] -= 0.34 * c.scale * level
    c.hips_m[:, 2] -= 0.20 * c.scale * level
    c.hips[:, 0] += 0.16 * level
    c.spine[:, 0] += 0.34 * level
    c.spine[:, 2] += 0.30 * level
    c.head[:, 0] += 0.10 * level
    for side in (LEFT, RIGHT):
        act.pose(side, (-0.08, -0.08, 0.12), level, elbow_out=0.0)
    c.grip[:] = np.maximum(c.grip, level)


def block(act: Act) -> None:
    """Throw the left forearm up before the face, the other fist to the chest, and give with the blow."""
    touch, c = contact_s(act, 0.3), act.controls
    guard = window(act.time_s, 0.0, touch + 0.25, 0.85 * touch, 0.5)
    jolt = pulse(act.time_s, touch + 0.07, 0.07, 0.3)
    low = partner_of(act).scale < 0.8 * c.scale
    act.pose(LEFT, (-0.10, -0.24 if low else 0.18, 0.30 if low else 0.27), guard, elbow_out=0.75)
    act.pose(RIGHT, (-0.06, -0.16, 0.22), guard, elbow_out=0.1)
    c.grip[:] = np.maximum(c.grip, guard)
    c.hips_m[:, 1] -= c.scale * (0.09 * guard + 0.03 * jolt)
    c.hips_m[:, 2] -= c.scale * (0.03 * guard + 0.04 * jolt)
    c.hips[:, 1] -= 0.22 * guard
    c.spine[:, 0] += 0.12 * guard - 0.08 * jolt
    c.head[:, 0] += 0.16 * guard
    act.look(partner_of(act).at("head"), 0.8 * guard)


def go_down(act: Act) -> None:
    """Snap with the blow, throw the arms out, and let the posture take the body down; the dying go slack."""
    recoil_only = rise(act.time_s, 0.0, 0.1) * (1 - rise(act.time_s, 0.15, 0.5))
    head, spine, _ = _SNAPS.get(way_of(act.cue), _SNAPS["shove"])
    for axis in range(3):
        act.controls.head[:, axis] += head[axis] * recoil_only
        act.controls.spine[:, axis] += 0.6 * spine[axis] * recoil_only
    flail = pulse(act.time_s, 0.32 / act.pace, 0.25, 0.5) * (0.45 if act.cue.primitive == "DIE" else 0.8)
    for side in (LEFT, RIGHT):
        act.pose(side, (0.42, -0.05 + 0.2 * side, 0.30), flail)
    if act.cue.primitive == "DIE":
        act.controls.head[:, 1] += 0.5 * smooth((act.time_s - 1.1) / 0.8) * (act.time_s > 0)
