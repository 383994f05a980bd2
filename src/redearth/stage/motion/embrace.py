"""Gentle contacts between two: hug, kiss, handshake, a hand on a shoulder, hand in hand, giving and taking, helping up, holding back."""

from __future__ import annotations

import numpy as np

from redearth.core.space import Vec3
from redearth.stage.motion import quat
from redearth.stage.motion.acting import Act
from redearth.stage.motion.controls import LEFT, MIRROR, RIGHT
from redearth.stage.motion.duet import (
    Partner,
    bend_to,
    contact_s,
    frame_at,
    hold_weight,
    kept_s,
    palm_meets,
    partner_of,
    side_towards,
    smaller,
    still_at,
    way_of,
)
from redearth.stage.motion.ease import lerp, pulse, rise, window
from redearth.stage.motion.lay_postures import take_postures
from redearth.stage.motion.path import facing
from redearth.stage.motion.postures import Hold, Layer
from redearth.stage.motion.rest_poses import POSTURES
from redearth.stage.parts import F64

_KNEEL_BELOW = 0.8
"""Who is this much smaller than the one who embraces is knelt down to."""
_HANDLE_M = 0.028
"""Half the room two hands need on one thing."""
_CLEAR_M = (-0.06, -0.28, 0.14)
"""Palms from the shoulder, chest axes: before the own body, out of the way of the one who is seized from behind."""
_SKIN_M = 0.012
"""Half of a hand's thickness: two palms that meet are this far to either side of the point between them."""


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


def _between(act: Act, other: Partner, height: float, low: bool = False) -> F64:
    """Return [F, 3] the point midway between both marks, at a height for their mean stature."""
    mean = 0.5 * (act.controls.scale + other.scale)
    middle = 0.5 * (act.controls.root_m + other.at("root"))
    out = np.array(middle)
    least = min(act.controls.scale, other.scale) if low else mean
    out[:, 1] = height * least
    return out


def _across(act: Act, other: Partner) -> F64:
    """Return [F, 3] the unit way from the actor's left hand side to the right, seen along the line to the other."""
    ahead = other.at("root") - act.controls.root_m
    ahead[:, 1] = 0.0
    ahead = quat.unit(ahead, (0.0, 0.0, 1.0))
    return np.stack([-ahead[:, 2], np.zeros(len(ahead)), ahead[:, 0]], -1)


def _shake_hands(act: Act) -> None:
    """Right palms meet midway, clasp, pump three times, let go."""
    other, touch = partner_of(act), contact_s(act)
    weight = window(act.time_s, 0.0, act.length_s - 0.3, touch, 0.5)
    local = act.time_s - touch
    pump = 0.035 * np.sin(2 * np.pi * 1.9 * local) * window(local, 0.05, 1.0, 0.15, 0.2)
    right = _across(act, other)
    point = _between(act, other, 0.98, low=True) + right * _SKIN_M
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


def lay_hand(act: Act) -> None:
    """Lay a hand on the other's shoulder (or cheek), let it rest or pat twice, and look at each other."""
    other, touch, cheek = partner_of(act), contact_s(act), way_of(act.cue) == "cheek"
    weight = window(act.time_s, 0.0, act.length_s - 0.25, touch, 0.55)
    local = act.time_s - touch
    if smaller(act, other):
        target = other.at("leftLowerArm", np.array([0.643 * 0.06 + 0.03, -0.766 * 0.06 + 0.02, 0.03]))
        palm = other.way("chest", (-1.0, 0.0, 0.0))
    elif cheek:
        target = other.at("head", (0.092, 0.02, 0.035))
        palm = -other.way("head", (1.0, 0.0, 0.0))
    else:
        target = other.at("leftUpperArm", (-0.015, 0.085, 0.012))
        pats = act.cue.lemma in ("pat", "拍")
        lift = 0.05 * np.maximum(0.0, np.sin(2 * np.pi * 2.4 * local)) * window(local, 0.02, 0.75, 0.05, 0.1) * pats
        target = target + lift[:, None] * np.array([0.0, 1.0, 0.0])
        palm = np.array([0.0, -1.0, 0.0])
    side = RIGHT if act.held[LEFT] or not act.held[RIGHT] else LEFT
    act.reach(side, target, weight, palm=palm)
    act.look(other.at("head"), 0.9 * act.during(0.3, 0.5))
    act.controls.spine[:, 0] += 0.04 * weight
    bend_to(act, float(still_at(act, target, touch)[1]), weight)
    act.touch(touch, "touch", still_at(act, target, touch), 0.2, "cloth")
    palm_meets(act, side, target, "hold", touch, act.length_s, "head" if cheek else "leftUpperArm")


def seize(act: Act) -> None:
    """Take the other by hand, arm or collar; hand in hand both meet midway."""
    way = way_of(act.cue)
    if way in ("hand", "lead"):
        _hand_in_hand(act)
        return
    if way == "take":
        hand_over(act)
        return
    if act.cue.role == "undergoes":
        return
    other, touch, c = partner_of(act), contact_s(act), act.controls
    weight = window(act.time_s, 0.0, act.length_s - 0.2, touch, 0.45)
    if smaller(act, other):
        target = other.at("leftLowerArm", np.array([0.643 * 0.06 + 0.03, -0.766 * 0.06 + 0.02, 0.03]))
        palm, joint = other.way("chest", (-1.0, 0.0, 0.0)), "leftLowerArm"
    elif way == "collar":
        target, palm, joint = other.at("chest", (0.045, 0.13, 0.15)), -other.way("chest", (0.0, 0.0, 1.0)), "chest"
    else:
        target = other.at("leftUpperArm", np.array([0.643 * 0.16 + 0.03, -0.766 * 0.16 + 0.03, 0.045]))
        palm, joint = other.way("chest", (-0.8, 0.0, -0.6)), "leftUpperArm"
    act.reach(RIGHT, target, weight, palm=palm)
    c.grip[RIGHT] = np.maximum(c.grip[RIGHT], 0.85 * window(act.time_s, touch - 0.06, act.length_s - 0.2, 0.12, 0.3))
    c.spine[:, 0] += 0.07 * weight
    bend_to(act, float(still_at(act, target, touch)[1]), weight)
    act.look(other.at("head"), 0.9 * act.during(0.25, 0.5))
    act.touch(touch, "grasp", still_at(act, target, touch), 0.4, "cloth")
    palm_meets(act, RIGHT, target, "grasp", touch, act.length_s, joint)


def _hand_in_hand(act: Act) -> None:
    """One of the two offers the right hand, the other the left (those on the inside when they go abreast)."""
    other, touch = partner_of(act), contact_s(act)
    abreast = way_of(act.cue) == "lead"
    side = side_towards(act, other.at("root")) if abreast else RIGHT if act.cue.role == "acts" else LEFT
    weight = hold_weight(act, 0.95) if abreast else window(act.time_s, 0.0, act.length_s - 0.2, touch, 0.5)
    over = 1.0 if act.cue.role == "acts" else -1.0
    point = _between(act, other, 0.0)
    point[:, 1] = (0.84 if abreast else 0.90) * max(act.controls.scale, other.scale)
    if abreast:
        normal = other.at("root") - act.controls.root_m
        normal[:, 1] = 0.0
        normal = quat.unit(normal, (1.0, 0.0, 0.0))
    else:
        normal = np.tile(np.array([0.0, -over, 0.0]), (len(point), 1))
    act.reach(side, point - normal * _SKIN_M, weight, stretch=not abreast, palm=normal)
    act.controls.grip[side] = np.maximum(act.controls.grip[side], 0.5 * weight)
    if not abreast:
        act.look(other.at("head"), 0.8 * act.during(0.3, 0.5))
    end = kept_s(act) if abreast else act.length_s
    palm_meets(act, side, point - normal * _SKIN_M, "hold", touch, end, ("left", "right")[1 - side] + "Hand")


def hand_over(act: Act) -> None:
    """Both reach to one point midway and look at the thing, then at each other; it changes hands on the contact."""
    other, touch, c = partner_of(act), contact_s(act), act.controls
    gives = act.cue.primitive == "GIVE" and (act.cue.role == "acts" or way_of(act.cue) == "take")
    both = _passes_with_both(act)
    point = _between(act, other, 1.08)
    weight = (
        window(act.time_s, 0.0, touch + 0.18, touch, 0.6) if gives else window(act.time_s, 0.12, touch + 0.1, touch - 0.12, 0.7)
    )
    right = _across(act, other)
    for side in (LEFT, RIGHT) if both else (RIGHT,):
        aside = right * (0.07 * (1.0 if side == RIGHT else -1.0)) if both else np.zeros_like(right)
        aside = aside - _HANDLE_M * np.stack([right[:, 2], right[:, 1], -right[:, 0]], -1)
        act.reach(side, point + aside, weight, palm=np.array([0.0, 1.0, 0.0]) if gives or both else -right)
        c.grip[side] = np.maximum(c.grip[side], 0.5 * weight)
        if act.cue.prop:
            palm_meets(act, side, still_at(act, point + aside, touch), "give", touch, touch + 0.15, prop=act.cue.prop)
    c.spine[:, 0] += 0.08 * weight
    act.look(point, 0.9 * window(act.time_s, 0.0, touch + 0.1, 0.3, 0.35))
    act.look(other.at("head"), 0.9 * window(act.time_s, touch + 0.2, act.length_s, 0.35, 0.5))
    if not gives:
        act.touch(touch, "grasp", still_at(act, point, touch), 0.3, "cloth")


def _passes_with_both(act: Act) -> bool:
    frame = frame_at(act, contact_s(act))
    pair = (act.cue.actor, act.cue.partner)
    return any(
        hold.prop == act.cue.prop and hold.holder in pair and hold.grip == "both" and frame in hold.range
        for hold in act.work.blocking.props
    )


def help_up(act: Act) -> None:
    """Clasp right hands low, and pull: the helper leans back as the other comes up."""
    other, touch, c = partner_of(act), contact_s(act), act.controls
    lifts = act.cue.role == "acts"
    rise_up = rise(act.time_s, touch + 0.1, 1.05)
    high = _between(act, other, 1.0)
    low = still_at(act, _downed_chest(act, other), touch)
    towards = still_at(act, c.root_m if lifts else other.at("root"), touch) - low
    towards[1] = 0.0
    low = low + 0.26 * quat.unit(towards) + np.array([0.0, 0.10 * min(c.scale, other.scale), 0.0])
    point = low + (high - low) * rise_up[:, None]
    weight = window(act.time_s, touch - 0.5, touch + 1.25, 0.5, 0.5)
    right = _across(act, other)
    act.reach(RIGHT, point + right * _SKIN_M, weight, stretch=lifts, palm=-right)
    c.grip[RIGHT] = np.maximum(c.grip[RIGHT], 0.8 * weight)
    if lifts:
        pull = pulse(act.time_s, touch + 0.65, 0.5, 0.5)
        c.hips_m[:, 1] -= 0.10 * c.scale * window(act.time_s, touch - 0.4, touch + 0.3, 0.4, 0.7)
        c.hips_m[:, 2] -= 0.08 * c.scale * pull
        c.spine[:, 0] -= 0.10 * pull
    act.look(other.at("head"), 0.8 * act.during(0.3, 0.5))
    palm_meets(act, RIGHT, point + right * _SKIN_M, "grasp", touch, touch + 1.0, "rightHand")


def _downed_chest(act: Act, other: Partner) -> F64:
    """Return [F, 3] the chest of the one who is helped up, which no hand moves; before anybody has acted, about where it lies."""
    if act.cue.role == "acts":
        return other.at("chest")
    own = act.work.bodies.get(act.cue.actor)
    if own is None:
        return np.asarray(act.controls.root_m + np.array([0.0, 0.15, 0.0]))
    skeleton, solved = own
    return np.asarray(solved.positions_m[:, skeleton.index("chest")])
