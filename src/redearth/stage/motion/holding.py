"""Two bodies joined: one drags, holds up or carries the other, over whatever way their tracks go."""

from __future__ import annotations

import numpy as np

from redearth.core.space import Vec3
from redearth.stage.motion import quat
from redearth.stage.motion.acting import Act
from redearth.stage.motion.controls import LEFT, MIRROR, RIGHT, Reach, in_set
from redearth.stage.motion.duet import (
    contact_s,
    goes_on,
    hold_weight,
    kept_s,
    palm_meets,
    partner_of,
    side_towards,
    smaller,
    way_of,
)
from redearth.stage.motion.ease import lerp, smooth, window
from redearth.stage.motion.hand_to_hand import help_up
from redearth.stage.parts import F64

_LOW_M = 0.44
"""Height at which hands go under somebody who lies or sinks, at 1.72 m."""


def support(act: Act) -> None:
    """An arm about the other's waist, the shoulder under his arm; both lean a little to each other."""
    if way_of(act.cue) == "help_up":
        help_up(act)
        return
    other, c = partner_of(act), act.controls
    side = side_towards(act, other.at("root"))
    weight = hold_weight(act, 0.5)
    child = other.scale < 0.8 * c.scale
    waist = other.at("spine", (MIRROR[side] * (0.10 if child else 0.155), 0.12 if child else 0.02, -0.13 if child else 0.02))
    facing = other.way("spine", (0.0, 0.0, 1.0) if child else (-MIRROR[side], 0.0, 0.0))
    act.pose(side, (0.06, -0.44, -0.34), _parting(act, 0.95), elbow_out=0.2)
    act.reach(side, waist, weight, stretch=False, elbow_out=0.5, palm=facing)
    c.spine[:, 2] -= MIRROR[side] * 0.05 * weight
    c.spine[:, 0] += 0.06 * weight
    c.shrug_m[side] += 0.02 * c.scale * weight
    c.grip[side] = np.maximum(c.grip[side], 0.6 * weight)
    palm_meets(act, side, waist, "support", contact_s(act), kept_s(act), "spine")


def lean_on(act: Act) -> None:
    """An arm across the other's shoulders, the weight on him, the head low, the bad leg spared."""
    if way_of(act.cue) == "help_up":
        help_up(act)
        return
    other, c = partner_of(act), act.controls
    side = side_towards(act, other.at("root"))
    weight = hold_weight(act, 0.5)
    far = ("left", "right")[side] + "UpperArm"
    shoulder = other.at(far, (-MIRROR[side] * 0.02, 0.085, 0.02))
    if smaller(act, other):  # a child holds on to the belt behind
        far, shoulder = "hips", other.at("hips", (0.0, 0.06, -0.155))
    act.pose(side, (-0.05, -0.30, 0.18) if smaller(act, other) else (0.06, 0.48, -0.10), _parting(act, 1.35), elbow_out=-0.3)
    act.reach(side, shoulder, weight, stretch=False, elbow_up=0.35, elbow_out=-0.3, palm=np.array([0.0, -1.0, 0.0]))
    c.spine[:, 2] -= MIRROR[side] * 0.13 * weight
    c.hips[:, 2] -= MIRROR[side] * 0.04 * weight
    c.spine[:, 0] += 0.16 * weight
    c.head[:, 0] += 0.26 * weight
    c.hips_m[:, 0] += MIRROR[side] * 0.015 * c.scale * weight
    c.hips_m[:, 1] -= 0.025 * c.scale * weight
    act.pose(1 - side, (-0.06, -0.42, 0.14), 0.8 * weight)
    palm_meets(act, side, shoulder, "support", contact_s(act), kept_s(act), far)


def _parting(act: Act, before_s: float) -> F64:
    """Return [F] how much an arm makes room before it is laid about the other: behind him, or up, as the two come close."""
    if goes_on(act.cue):
        return np.zeros_like(act.time_s)
    return window(act.time_s, -before_s, contact_s(act) - 0.4, 0.55, 0.45)


def drag(act: Act) -> None:
    """Bent over the other's wrists, backwards, in heaves."""
    other, c = partner_of(act), act.controls
    until = act.length_s
    weight = window(act.time_s, contact_s(act) - 0.6, until, 0.6, 0.6)
    for side in (LEFT, RIGHT):
        palm = np.array([MIRROR[side] * 0.15, 0.50, 0.34])
        c.reaches.append(
            Reach(
                side=side,
                weight=weight,
                target_m=palm,
                space="root",
                stretch=False,
                elbow_out=0.2,
                palm=np.array([0.0, -1.0, 0.0]),
            )
        )
        c.grip[side] = np.maximum(c.grip[side], weight)
        palm_meets(act, side, in_set(c, palm * c.scale), "drag", contact_s(act), until, ("right", "left")[side] + "Hand")
    c.hips_m[:] = lerp(c.hips_m, c.hips_m + np.array([0.0, -0.13, -0.16]) * c.scale, weight)
    c.hips[:, 0] += 0.62 * weight
    c.spine[:, 0] += 0.62 * weight
    c.head[:, 0] -= 0.35 * weight
    act.look(other.at("head"), 0.5 * weight)


def dragged(act: Act) -> None:
    """Slack on the ground, the arms drawn out beyond the head to the hands that hold them, the heels trailing."""
    prone = "face_down" in act.cue.manner
    sign = 1.0 if prone else -1.0
    weight = window(act.time_s, 0.0, kept_s(act), 0.9, 1.2)
    aside = window(act.time_s, -0.5, kept_s(act), 0.7, 1.2)  # arms go up past the shoulders' height, not through the ground
    pulled = window(act.time_s, contact_s(act) - 0.6, act.length_s, 0.6, 0.8)
    c = act.controls
    _lay(act, weight, hips_m=(0.0, -0.825, 0.0), pitch=sign * 1.30, spine=sign * -0.02)
    roll = 0.05 * np.sin(3.1 * np.maximum(act.time_s, 0.0)) * pulled
    c.hips[:, 2] += roll
    c.head[:, 0] = lerp(c.head[:, 0], np.full_like(weight, -0.3 * sign), weight)
    c.head[:, 1] = lerp(c.head[:, 1], np.full_like(weight, 0.45), weight)
    for side, ahead in ((LEFT, 0.82), (RIGHT, 0.74)):
        foot = (-sign * ahead, -1.1) if not prone else (-0.80, 1.35)
        _foot(act, side, weight, (MIRROR[side] * 0.15, 0.09 if not prone else 0.155, foot[0]), foot[1])
    other = partner_of(act)
    for side in (LEFT, RIGHT):
        for spot, taken in (((0.60, 0.25, 0.45), aside), ((0.34, 0.05, 0.86), weight)):
            flung = np.array(spot) * [MIRROR[side], 1.0, sign]
            c.reaches.append(Reach(side=side, weight=taken, target_m=flung, space="root", stretch=False))
        hand = ("right", "left")[side] if not prone else ("left", "right")[side]
        grip = other.at(hand + "Hand", _palm_offset(hand))
        away = quat.unit(other.at("chest") - act.controls.root_m)
        target = grip + away * 0.07 * c.scale
        act.reach(side, target, pulled, stretch=False)


def carry(act: Act) -> None:
    """Stoop for the load, lift with the legs, stand under it leaning back; over the shoulder one arm keeps the legs."""
    c, over = act.controls, way_of(act.cue) == "shoulder"
    touch, until = contact_s(act), kept_s(act)
    fresh = not goes_on(act.cue)
    weight = hold_weight(act, 0.5)
    stoop = window(act.time_s, touch - 0.6, touch + 0.15, 0.6, 0.9) * fresh
    c.hips_m[:, 1] -= 0.34 * c.scale * stoop
    c.hips_m[:, 2] -= 0.12 * c.scale * stoop
    c.hips[:, 0] += 0.55 * stoop
    c.spine[:, 0] += 0.35 * stoop - (0.11 if not over else -0.08) * weight * (1 - stoop)
    c.head[:, 0] -= 0.3 * stoop
    lifted = smooth((act.time_s - touch) / 1.1) if fresh else np.ones_like(weight)
    spots: dict[int, Vec3] = {LEFT: (0.20, 1.01, 0.40), RIGHT: (-0.24, 1.0, 0.37)}
    if over:
        spots = {RIGHT: (-0.19, 1.16, 0.27)}
    for side, (x, y, z) in spots.items():
        height = _LOW_M + (y - _LOW_M) * lifted
        palm = np.stack([np.full_like(height, x), height, np.full_like(height, z)], -1)
        c.reaches.append(
            Reach(side=side, weight=weight, target_m=palm, space="root", stretch=False, palm=np.array([0.0, 0.9, -0.4]))
        )
        joint = "rightUpperLeg" if side == RIGHT else "chest"
        palm_meets(act, side, in_set(c, palm * c.scale), "carry", touch, until, joint)


def carried(act: Act) -> None:
    """Lie in the arms, or hang over the shoulder, of who carries; the body follows the carrier's trunk."""
    other, c, over = partner_of(act), act.controls, way_of(act.cue) == "shoulder"
    fresh = not goes_on(act.cue)
    touch = contact_s(act) if fresh else 0.0
    weight = hold_weight(act, 0.1, 0.9) * (smooth((act.time_s - touch + 0.1) / 1.2) if fresh else 1.0)
    bob = other.at("hips")[:, 1] - 0.943 * other.scale
    low = smooth((act.time_s - touch) / 1.1) if fresh else np.ones_like(weight)
    height = (1.43 if over else 1.06) * other.scale * low + (1 - low) * 0.2
    place = np.stack(
        [np.full_like(bob, 0.0 if over else 0.35 * other.scale), height - 0.955 * c.scale + bob, np.full_like(bob, 0.0)], -1
    )
    if over:
        place[:, 0] = 0.17 * other.scale
    c.hips_m[:] = lerp(c.hips_m, place, weight)
    c.hips[:] = lerp(c.hips, np.array([2.3 if over else -1.12, 0.0, 0.0]), weight)
    c.spine[:] = lerp(c.spine, np.array([0.35 if over else 0.22, 0.0, 0.0]), weight)
    c.head[:] = lerp(c.head, np.array([0.2 if over else 0.15, 0.0 if over else -0.5, 0.0]), weight)
    for side in (LEFT, RIGHT):
        x = place[:, 0] + MIRROR[side] * 0.09 * c.scale
        y = place[:, 1] + 0.955 * c.scale
        if over:
            spot = np.stack([x, y - 0.66 * c.scale, np.full_like(x, -0.36 * c.scale)], -1)
        else:
            spot = np.stack([x, y - (0.16 + 0.05 * side) * c.scale, np.full_like(x, 0.56 * c.scale)], -1)
        goal = in_set(c, spot)
        c.ankle_m[side] = lerp(c.ankle_m[side], goal, weight)
        c.foot[side, :, 0] = lerp(c.foot[side, :, 0], np.full_like(x, 0.9 if not over else 1.9), weight)
        c.toes[side] = lerp(c.toes[side], np.zeros_like(x), weight)
        c.free[side] = np.maximum(c.free[side], weight)
        palm = (0.02, -0.40, 0.42) if over else (-0.13, -0.33, 0.16)
        act.pose(side, palm, weight)


def _lay(act: Act, weight: F64, hips_m: Vec3, pitch: float, spine: float) -> None:
    c = act.controls
    c.hips_m[:] = lerp(c.hips_m, np.array(hips_m) * c.scale, weight)
    c.hips[:] = lerp(c.hips, np.array([pitch, 0.0, 0.0]), weight)
    c.spine[:] = lerp(c.spine, np.array([spine, 0.0, 0.0]), weight)


def _foot(act: Act, side: int, weight: F64, spot: Vec3, pitch: float) -> None:
    c = act.controls
    c.ankle_m[side] = lerp(c.ankle_m[side], in_set(c, np.array(spot) * c.scale), weight)
    c.foot[side, :, 0] = lerp(c.foot[side, :, 0], np.full_like(weight, pitch), weight)
    c.foot[side, :, 1] = lerp(c.foot[side, :, 1], c.root_yaw, weight)
    c.toes[side] = lerp(c.toes[side], np.zeros_like(weight), weight)
    c.free[side] = np.maximum(c.free[side], weight)


def _palm_offset(hand: str) -> F64:
    side = LEFT if hand == "left" else RIGHT
    return np.array([MIRROR[side] * 0.643, -0.766, 0.0]) * 0.08
