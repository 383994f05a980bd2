"""Hands of two: a hand laid on somebody, a grip on an arm, hand in hand, a thing handed over, somebody helped up."""

from __future__ import annotations

import numpy as np

from redearth.stage.motion import quat
from redearth.stage.motion.acting import Act
from redearth.stage.motion.controls import LEFT, RIGHT
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
from redearth.stage.motion.ease import pulse, rise, window
from redearth.stage.parts import F64

SKIN_M = 0.012
"""Half of a hand's thickness: two palms that meet are this far to either side of the point between them."""


def between(act: Act, other: Partner, height: float, low: bool = False) -> F64:
    """Return [F, 3] the point midway between both marks, at a height for their mean stature."""
    mean = 0.5 * (act.controls.scale + other.scale)
    middle = 0.5 * (act.controls.root_m + other.at("root"))
    out = np.array(middle)
    least = min(act.controls.scale, other.scale) if low else mean
    out[:, 1] = height * least
    return out


def across(act: Act, other: Partner) -> F64:
    """Return [F, 3] the unit way from the actor's left hand side to the right, seen along the line to the other."""
    ahead = other.at("root") - act.controls.root_m
    ahead[:, 1] = 0.0
    ahead = quat.unit(ahead, (0.0, 0.0, 1.0))
    return np.stack([-ahead[:, 2], np.zeros(len(ahead)), ahead[:, 0]], -1)


_HANDLE_M, _INNER_M, _OUTER_M = 0.028, 0.055, 0.125
"""Half the room two hands need on one thing; how far out the palms of giver and taker are where all four hold it."""


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
    point = between(act, other, 0.0)
    point[:, 1] = (0.84 if abreast else 0.90) * max(act.controls.scale, other.scale)
    if abreast:
        normal = other.at("root") - act.controls.root_m
        normal[:, 1] = 0.0
        normal = quat.unit(normal, (1.0, 0.0, 0.0))
    else:
        normal = np.tile(np.array([0.0, -over, 0.0]), (len(point), 1))
    act.reach(side, point - normal * SKIN_M, weight, stretch=not abreast, palm=normal)
    act.controls.grip[side] = np.maximum(act.controls.grip[side], 0.5 * weight)
    if not abreast:
        act.look(other.at("head"), 0.8 * act.during(0.3, 0.5))
    end = kept_s(act) if abreast else act.length_s
    palm_meets(act, side, point - normal * SKIN_M, "hold", touch, end, ("left", "right")[1 - side] + "Hand")


def hand_over(act: Act) -> None:
    """Both reach to one point midway and look at the thing, then at each other; it changes hands on the contact."""
    other, touch, c = partner_of(act), contact_s(act), act.controls
    gives = act.cue.primitive == "GIVE" and (act.cue.role == "acts" or way_of(act.cue) == "take")
    both = _passes_with_both(act)
    point = between(act, other, 1.08)
    weight = (
        window(act.time_s, 0.0, touch + 0.18, touch, 0.6) if gives else window(act.time_s, 0.12, touch + 0.1, touch - 0.12, 0.7)
    )
    right = across(act, other)
    for side in (LEFT, RIGHT) if both else (RIGHT,):
        if both:  # four hands on one thing: the giver's between the taker's
            aside = right * ((_INNER_M if gives else _OUTER_M) * (1.0 if side == RIGHT else -1.0))
        else:
            aside = -_HANDLE_M * np.stack([right[:, 2], right[:, 1], -right[:, 0]], -1)
        act.reach(side, point + aside, weight, palm=np.array([0.0, 1.0, 0.0]) if gives or both else -right)
        c.grip[side] = np.maximum(c.grip[side], 0.5 * weight)
        if act.cue.prop:
            palm_meets(act, side, still_at(act, point + aside, touch), "give", touch, touch + 0.15, prop=act.cue.prop)
    c.spine[:, 0] += 0.08 * weight
    act.look(point, 0.9 * window(act.time_s, 0.0, touch + 0.1, 0.3, 0.35))
    act.look(other.at("head"), 0.9 * window(act.time_s, touch + 0.2, act.length_s, 0.35, 0.5))
    if not gives:
        act.touch(touch, "grasp", still_at(act, point + aside, touch), 0.3, "cloth")


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
    high = between(act, other, 1.0)
    low = still_at(act, _downed_chest(act, other), touch)
    towards = still_at(act, c.root_m if lifts else other.at("root"), touch) - low
    towards[1] = 0.0
    low = low + 0.26 * quat.unit(towards) + np.array([0.0, 0.10 * min(c.scale, other.scale), 0.0])
    point = low + (high - low) * rise_up[:, None]
    weight = window(act.time_s, touch - 0.5, touch + 1.25, 0.5, 0.5)
    right = across(act, other)
    act.reach(RIGHT, point + right * SKIN_M, weight, stretch=lifts, palm=-right)
    c.grip[RIGHT] = np.maximum(c.grip[RIGHT], 0.8 * weight)
    if lifts:
        pull = pulse(act.time_s, touch + 0.65, 0.5, 0.5)
        c.hips_m[:, 1] -= 0.10 * c.scale * window(act.time_s, touch - 0.4, touch + 0.3, 0.4, 0.7)
        c.hips_m[:, 2] -= 0.08 * c.scale * pull
        c.spine[:, 0] -= 0.10 * pull
    act.look(other.at("head"), 0.8 * act.during(0.3, 0.5))
    palm_meets(act, RIGHT, point + right * SKIN_M, "grasp", touch, touch + 1.0, "rightHand")


def _downed_chest(act: Act, other: Partner) -> F64:
    """Return [F, 3] the chest of the one who is helped up, which no hand moves; before anybody has acted, about where it lies."""
    if act.cue.role == "acts":
        return other.at("chest")
    own = act.work.bodies.get(act.cue.actor)
    if own is None:
        return np.asarray(act.controls.root_m + np.array([0.0, 0.15, 0.0]))
    skeleton, solved = own
    return np.asarray(solved.positions_m[:, skeleton.index("chest")])
