"""Gentle contacts between two: hug, kiss, handshake, a hand on a shoulder, hand in hand, giving and taking, helping up, holding back."""

from __future__ import annotations

import numpy as np

from redearth.core.space import Vec3
from redearth.stage.motion.acting import Act
from redearth.stage.motion.controls import LEFT, MIRROR, RIGHT
from redearth.stage.motion.duet import (
    Partner,
    bend_to,
    contact_s,
    palm_meets,
    partner_of,
    smaller,
    still_at,
    way_of,
)
from redearth.stage.motion.ease import lerp, pulse, window
from redearth.stage.motion.hand_to_hand import SKIN_M, across, between
from redearth.stage.motion.lay_postures import take_postures
from redearth.stage.motion.path import facing
from redearth.stage.motion.postures import Hold, Layer
from redearth.stage.motion.rest_poses import POSTURES
from redearth.stage.parts import F64

_KNEEL_BELOW = 0.8
"""Who is this much smaller than the one who embraces is knelt down to."""
_CLEAR_M = (0.13, -0.50, -0.10)
"""Palms from the shoulder, chest axes: beside the own hips, out of the way of the one who is seized from behind."""


def embrace(act: Act) -> None:
    """Play an embrace in the way it is meant."""
    way = way_of(act.cue)
    {"kiss": _kiss, "shake_hands": _shake_hands, "restrain": _restrain}.get(way, _hug)(act)


def _held(act: Act, part_s: float = 0.45) -> F64:
    touch = contact_s(act)
    return window(act.time_s, touch - 0.55, act.length_s - part_s, 0.55, part_s + 0.15)


def _come_down(act: Act, other: Partner) -> None:
    """Kneel to a child."""
    if other.scale > _KNEEL_BELOW * act.controls.scale:
        return
    start, fps = act.cue.range.start / act.path.fps, act.path.fps
    touch, end = start + contact_s(act), act.cue.range.end / fps
    kneel = Layer(pose=POSTURES["kneel"], from_s=touch - 0.8, to_s=touch - 0.05)
    hold = Hold(
        posture="kneel", enter_s=kneel.from_s, entered_s=kneel.to_s, leave_s=end - 0.35, left_s=end + 0.45, cue=act.cue, layers=(kneel,)
    )  # fmt: skip
    take_postures(act.controls, act.path, (hold,), act.work.blocking.set_plan)
    down = window(act.time_s, contact_s(act) - 0.8, act.length_s - 0.35, 0.75, 0.8)
    aside = facing(act.controls.root_yaw)[0] * (0.07 * act.controls.scale * down)[:, None]
    act.controls.ankle_m[LEFT][:, [0, 2]] += aside


def _hug(act: Act) -> None:
    """Open the arms, close them about the other's back, right arm over and left under, heads side by side; part."""
    other, c, touch = partner_of(act), act.controls, contact_s(act)
    _come_down(act, other)
    held = _held(act)
    opened = window(act.time_s, touch - 0.62, touch - 0.32, 0.3, 0.35)
    small = other.scale < _KNEEL_BELOW * c.scale
    tall = c.scale < _KNEEL_BELOW * other.scale
    spots: dict[int, Vec3] = {RIGHT: (0.05, 0.09, -0.150), LEFT: (-0.05, -0.06, -0.155)}
    if tall:  # a child holds on to the front of the shoulders
        spots = {RIGHT: (0.13, 0.08, 0.125), LEFT: (-0.13, 0.08, 0.125)}
    for side, (x, y, z) in spots.items():
        act.pose(side, (0.30, 0.12 if side == RIGHT else -0.26, 0.30), opened, elbow_out=0.4)
        target = other.at("chest", (x, y, z))
        up = 0.9 if side == RIGHT and not tall else -0.1
        palm = other.way("chest", (0.0, 0.0, -1.0 if tall else 1.0))
        act.reach(side, target, held, stretch=False, elbow_out=1.3, elbow_up=up, palm=palm)
        palm_meets(act, side, target, "embrace", touch, act.length_s, "chest")
    c.hips_m[:, 0] += 0.045 * c.scale * held
    c.spine[:, 0] = lerp(c.spine[:, 0], np.full_like(held, 0.24 if small else 0.11), held)
    c.spine[:, 2] -= 0.06 * held
    c.head[:, 2] -= 0.16 * held
    c.head[:, 0] += 0.12 * held
    c.spine[:, 1] += 0.05 * held * np.sin(1.4 * np.maximum(act.time_s - touch, 0.0)) * (act.cue.role == "acts")


def _kiss(act: Act) -> None:
    """Hands to the other's arms, the heads tilt apart and the mouths meet; the taller bends."""
    other, c, touch = partner_of(act), act.controls, contact_s(act)
    _come_down(act, other)
    held = _held(act)
    near = window(act.time_s, touch - 0.5, act.length_s - 0.6, 0.5, 0.5)
    for side in (LEFT, RIGHT):
        joint = ("right", "left")[side] + "UpperArm"
        mirror = -MIRROR[side]
        target = other.at(joint, np.array([mirror * (0.643 * 0.15 + 0.035), -0.766 * 0.15 + 0.02, 0.045]))
        act.reach(side, target, held, stretch=False, elbow_out=0.5, palm=other.way("chest", (-mirror * 0.7, 0.0, -0.7)))
        palm_meets(act, side, target, "embrace", touch, act.length_s, joint)
    near_scale = min(c.scale / other.scale, other.scale / c.scale)
    lower = 0.0 if near_scale < _KNEEL_BELOW else c.scale - other.scale
    c.spine[:, 0] = lerp(c.spine[:, 0], np.full_like(near, 0.12 + 0.7 * max(0.0, lower)), near)
    c.head[:, 0] += (0.02 + 1.3 * lower) * near
    c.head[:, 2] -= 0.24 * near
    c.hips_m[:, 2] += 0.02 * c.scale * near


def _shake_hands(act: Act) -> None:
    """Right palms meet midway, clasp, pump three times, let go."""
    other, touch = partner_of(act), contact_s(act)
    weight = window(act.time_s, 0.0, act.length_s - 0.3, touch, 0.5)
    local = act.time_s - touch
    pump = 0.035 * np.sin(2 * np.pi * 1.9 * local) * window(local, 0.05, 1.0, 0.15, 0.2)
    right = across(act, other)
    point = between(act, other, 0.98, low=True) + right * SKIN_M
    point[:, 1] += pump
    act.reach(RIGHT, point, weight, palm=-right)
    act.controls.grip[RIGHT] = np.maximum(
        act.controls.grip[RIGHT], 0.6 * window(act.time_s, touch - 0.08, act.length_s - 0.3, 0.15, 0.2)
    )
    act.controls.spine[:, 0] += 0.06 * weight
    act.controls.head[:, 0] += 0.10 * pulse(act.time_s, touch + 0.3, 0.25, 0.4)
    act.look(other.at("head"), 0.9 * act.during(0.3, 0.5))
    palm_meets(act, RIGHT, point, "hold", touch, act.length_s, "rightHand")


def _restrain(act: Act) -> None:
    """From behind, both arms about the chest and held there; who is held strains against it."""
    other, c, touch = partner_of(act), act.controls, contact_s(act)
    if act.cue.role == "undergoes":
        strain = window(act.time_s, 0.1, act.length_s, 0.25, 0.5)
        c.spine[:, 0] += 0.16 * strain
        c.spine[:, 1] += 0.22 * strain * np.sin(5.0 * np.maximum(act.time_s, 0.0))
        c.head[:, 1] -= 0.25 * strain * np.sin(5.0 * np.maximum(act.time_s, 0.0) - 0.5)
        for side in (LEFT, RIGHT):
            act.pose(side, (0.06, -0.40, 0.26), strain)
        return
    held = window(act.time_s, -0.35, act.length_s - 0.2, touch + 0.35, 0.4)
    near = window(act.time_s, -1.6, touch - 0.1, 0.3, 0.3)
    for side in (LEFT, RIGHT):
        act.pose(side, _CLEAR_M, near)  # no swinging arm meets the other as the way bends up behind him
        small = smaller(act, other)
        spot = (MIRROR[side] * 0.15, 0.0, 0.05) if small else (MIRROR[side] * 0.02, -0.05 - 0.06 * side, 0.165)
        target = other.at("spine" if small else "chest", spot)
        palm = other.way("chest", (-MIRROR[side], 0.0, 0.0) if small else (0.0, 0.0, -1.0))
        act.reach(side, target, held, stretch=False, elbow_out=1.2, palm=palm)
        palm_meets(act, side, target, "hold", touch, act.length_s, "spine" if small else "chest")
    bend_to(act, float(still_at(act, other.at("chest"), touch)[1]), held)
    c.hips_m[:, 1] -= 0.06 * c.scale * held
    c.spine[:, 0] += 0.04 * held
    c.head[:, 2] += 0.18 * held
    c.grip[:] = np.maximum(c.grip, 0.7 * held)
