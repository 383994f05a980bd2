"""Acts of the hands on things: touch, grab, press, brush, write, eat; and hands that speak: point, wave."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.space import Vec3
from redearth.stage.motion.acting import Act
from redearth.stage.motion.acts_head import target_of
from redearth.stage.motion.bearing import lift_m
from redearth.stage.motion.controls import LEFT, MIRROR, RIGHT, in_set
from redearth.stage.motion.duet import bend_to, palm_meets, still_at
from redearth.stage.motion.ease import pulse, rise, window
from redearth.stage.motion.grips import hands_of
from redearth.stage.parts import F64

_FARTHEST_M = 1.25
"""How far from its actor's mark a hand is sent at all, at 1.72 m."""
_TWO_HANDS_M = 0.125
"""Room between the palms of two people's hands on one thing."""
BEFORE_M = (-0.12, 1.12, 0.52)
"""Where hands go that are given no target: before the actor, root axes at 1.72 m."""


def approach_s(act: Act, share: float = 0.38) -> float:
    """Return how long the hand takes to its target: what direction says, where a thing moves or changes hands on that frame."""
    if act.cue.contact_s is not None:
        return act.cue.contact_s
    return float(min(max(0.45, 0.75 / act.pace), share * act.length_s + 0.15))


def at_hand(act: Act, local_m: Vec3) -> F64:
    """Return what a hand goes to: the cue's target, or a point before the actor (root axes at 1.72 m) where there is none or it is across the room."""
    target = act.target_or(local_m)
    frame = min(max(act.first_frame + round(approach_s(act) * act.path.fps), 0), act.path.frames - 1)
    gap = (target if target.ndim == 1 else target[frame]) - act.controls.root_m[frame]
    if float(np.hypot(gap[0], gap[2])) < _FARTHEST_M * act.controls.scale:
        return target
    return np.asarray(in_set(act.controls, np.array(local_m) * act.controls.scale)[frame])


def go(act: Act, side: int, target_m: F64, into_s: float, out_s: float = 0.5, **how: object) -> F64:
    """Send a palm on an arc, arriving at ``into_s``, and take it back after the cue."""
    weight = window(act.time_s, 0.0, act.lasting_s, into_s, out_s / act.pace)
    act.reach(side, target_m, weight, **how)
    return weight


def beside(act: Act, target: F64, side: int) -> F64:
    """Return where one of two hands goes: a hand's breadth to its own side."""
    if len(act.sides(target)) == 1:
        return target
    yaw = act.controls.root_yaw[act.first_frame]
    return target + MIRROR[side] * 0.09 * np.array([math.cos(yaw), 0.0, -math.sin(yaw)])


def above_hands(act: Act, target: F64) -> F64:
    """Return [F, 3] or [3] where a hand goes to a thing in somebody else's hands: above those that are nearer to it than two hands are thick."""
    frame = min(max(act.first_frame + round(approach_s(act, 0.5) * act.path.fps), 0), act.path.frames - 1)
    for hold in act.work.blocking.props:
        body = act.work.bodies.get(hold.holder)
        if hold.prop != act.cue.prop or hold.holder == act.cue.actor or frame not in hold.range or body is None:
            continue
        skeleton, solved = body
        for name in ("leftFingers", "rightFingers"):
            off = target - solved.positions_m[:, skeleton.index(name)]
            if off[frame] @ off[frame] < _TWO_HANDS_M**2:
                level = np.hypot(off[:, 0], off[:, 2])
                lift = np.sqrt(np.maximum(_TWO_HANDS_M**2 - level**2, 0.0)) - off[:, 1]
                target = target + np.maximum(lift, 0.0)[:, None] * np.array([0.0, 1.0, 0.0])
    return target


def touch(act: Act) -> None:
    """Touch gently: arrive slowly, stroke a little."""
    target = above_hands(act, at_hand(act, (-0.1, 1.1, 0.45)))
    into = approach_s(act, 0.5)
    side = act.sides(target)[0]
    stroke = np.stack(
        [np.zeros_like(act.time_s), 0.012 * np.sin(2.2 * np.maximum(act.time_s - into, 0)), np.zeros_like(act.time_s)], -1
    )
    weight = go(act, side, target + stroke * rise(act.time_s, into, 0.5)[:, None], into, 0.7)
    act.look(target, 0.85 * weight)
    act.touch(into, "touch", target, 0.12)


def grab(act: Act) -> None:
    """Reach down or out, close on it, take it along."""
    target = at_hand(act, (-0.1, 0.75, 0.45)) + np.array([0.0, lift_m(act.cue.prop) * _lies(act), 0.0])
    into = approach_s(act, 0.5)
    weight = window(act.time_s, 0.0, into + 0.25, into, 0.5 / act.pace)
    bend_to(act, float(still_at(act, target, into)[1] if target.ndim > 1 else target[1]), weight)
    for side in _taking(act) or act.sides(target):
        act.reach(side, beside(act, target, side), weight)
        act.look(target, 0.8 * weight)
        act.controls.grip[side] = np.maximum(
            act.controls.grip[side], 0.75 * window(act.time_s, into - 0.1, into + 0.3, 0.14, 0.3)
        )
        if act.cue.prop:
            palm_meets(act, side, beside(act, target, side), "grasp", into, into + 0.15, prop=act.cue.prop)
    act.touch(into, "grasp", target, 0.4, "cloth")


def _lies(act: Act) -> bool:
    """Return whether the thing lies somewhere as the act begins."""
    holds = (h for h in act.work.blocking.props if h.prop == act.cue.prop and act.cue.range.start in h.range)
    return any(not hold.holder for hold in holds)


def _taking(act: Act) -> tuple[int, ...]:
    """Return the hand or hands that have the thing afterwards."""
    for hold in act.work.blocking.props:
        if (
            hold.prop == act.cue.prop
            and hold.holder == act.cue.actor
            and act.cue.range.start <= hold.range.start <= act.cue.range.end
        ):
            return hands_of(hold)
    return ()


def press(act: Act) -> None:
    """Press with a small push into the target; what is held already is held up before the chest and worked with the other hand."""
    if act.held[LEFT] != act.held[RIGHT] and act.cue.prop and _holds(act):
        _work_in_hand(act, LEFT if act.held[LEFT] else RIGHT)
        return
    target = at_hand(act, BEFORE_M)
    into = approach_s(act)
    side = act.sides(target)[0]
    weight = go(act, side, target, into)
    if act.cue.target_m is not None:
        palm_meets(act, side, target, "press", into, into + 0.1, piece=act.cue.prop)
    act.look(target, 0.8 * weight)
    act.controls.spine[:, 0] += 0.04 * pulse(act.time_s, into + 0.06, 0.15, 0.3)
    act.touch(into, "press", target, 0.45, "metal")


def _holds(act: Act) -> bool:
    """Return whether the actor has the thing in hand as the act begins."""
    return any(
        hold.prop == act.cue.prop and hold.holder == act.cue.actor and act.cue.range.start in hold.range
        for hold in act.work.blocking.props
    )


def _work_in_hand(act: Act, side: int) -> None:
    """Hold a thing up before the chest in one hand and tap it with a finger of the other."""
    into = approach_s(act)
    weight = window(act.time_s, 0.0, act.lasting_s, into, 0.6)
    act.pose(side, (-0.055, -0.27, 0.31), weight, elbow_out=0.1)
    tap = sum(pulse(act.time_s, into + 0.1 + 0.4 * n, 0.12, 0.18) for n in range(3) if into + 0.4 * n < act.length_s)
    palm = np.array([-0.11, -0.22, 0.34]) + np.asarray(tap)[:, None] * np.array([-0.018, -0.012, 0.0])
    act.pose(1 - side, palm, weight, elbow_out=0.2)
    frame = min(act.first_frame + round(into * act.path.fps), act.path.frames - 1)
    spot = in_set(act.controls, np.array([0.0, 1.12, 0.34]) * act.controls.scale)[frame]
    act.look(spot, 0.75 * weight)
    act.controls.head[:, 0] += 0.06 * weight
    act.touch(into, "touch", spot, 0.3, "metal")


def brush(act: Act) -> None:
    """Sweep a flat hand over the ground, side to side, lifting on the way back."""
    target = _to_brush(act)
    into = approach_s(act, 0.3)
    rate = 0.85 * act.pace
    local = np.maximum(act.time_s - into, 0.0)
    swing = np.cos(2 * math.pi * rate * local)
    yaw = act.controls.root_yaw[act.first_frame]
    aside = np.array([math.cos(yaw), 0.0, -math.sin(yaw)])
    lift = 0.05 * np.maximum(0.0, -np.sin(2 * math.pi * rate * local))
    side = act.sides(target)[0] if act.cue.hand else RIGHT if not act.held[RIGHT] else LEFT
    point = target + MIRROR[side] * 0.15 * swing[:, None] * aside
    point[:, 1] = np.maximum(target[..., 1], 0.035) + lift
    weight = go(act, side, point, into)
    act.look(target, 0.9 * weight)
    moment = into
    while moment < act.length_s:
        act.touch(moment, "cloth", target, 0.3)
        moment += 1.0 / rate


def _to_brush(act: Act) -> F64:
    """Return the ground to brush: the target, else where something lies (or will be found) at hand, else before the actor."""
    if act.cue.target_m is None:
        for hold in act.work.blocking.props:
            spot = np.array(hold.position_m, float)
            near = float(np.hypot(*(spot - act.spot())[[0, 2]])) < 0.95
            if not hold.holder and near and spot[1] < 0.4 and hold.range.end > act.cue.range.start:
                return np.asarray(spot + np.array([0.0, 0.03, 0.0]))
    return at_hand(act, (-0.05, 0.03, 0.52))


def point(act: Act) -> None:
    """Point with a straight arm, a small overshoot and a hold."""
    target = target_of(act)
    where = act.target_or((0.0, 1.3, 4.0)) if target is None else target
    side = act.sides(where if where.ndim == 1 else None)[0]
    weight = act.during(0.4, 0.5)
    act.reach(side, where, weight, stretch=False)
    act.look(where, 0.8 * act.during(0.3, 0.5))
    act.controls.spine[:, 1] -= MIRROR[side] * 0.12 * weight


def wave(act: Act) -> None:
    """Wave a raised hand."""
    side = act.sides()[0]
    local = act.time_s
    weight = act.during(0.45, 0.5)
    palm = np.tile(np.array([0.26, 0.30, 0.22]), (len(local), 1))
    palm[:, 0] += 0.11 * np.sin(2 * math.pi * 1.7 * act.pace * local)
    act.pose(side, palm, weight, elbow_out=0.4)
    target = target_of(act)
    if target is not None:
        act.look(target, 0.8 * weight)


def gesture(act: Act) -> None:
    """Open a hand, palm up: a plain gesture."""
    side = act.sides()[0]
    weight = act.during(0.4, 0.5)
    act.pose(side, (0.14, -0.28, 0.34), weight, wrist=(0.0, 0.0, -0.5 * MIRROR[side]))
    act.controls.head[:, 2] += 0.05 * weight


def write(act: Act) -> None:
    """Write with small strokes, head bent."""
    target = at_hand(act, (-0.12, 1.0, 0.38))
    local = act.time_s
    wiggle = np.stack(
        [0.012 * np.sin(9 * local) - 0.03 * np.cos(0.8 * local), 0.004 * np.sin(13 * local), 0.008 * np.cos(11 * local)], -1
    )
    side = act.sides(target)[0]
    weight = window(local, 0.0, act.length_s, approach_s(act), 0.5)
    act.reach(side, target + wiggle, weight)
    act.look(target, 0.85 * weight)


def eat(act: Act) -> None:
    """Bring a hand to the mouth and chew."""
    _to_mouth(act, 0.0)
    chew = np.maximum(0.0, np.sin(2 * math.pi * 1.5 * act.time_s))
    act.controls.jaw[:] = np.maximum(act.controls.jaw, 0.1 * chew * act.during(1.0, 0.4))


def drink(act: Act) -> None:
    """Bring a hand to the mouth and tip the head back."""
    _to_mouth(act, 0.28)


def _to_mouth(act: Act, tip: float) -> None:
    side = RIGHT if act.held[RIGHT] or not act.held[LEFT] else LEFT
    into = approach_s(act)
    weight = window(act.time_s, 0.0, min(act.length_s, into + 1.6), into, 0.6)
    act.pose(side, (-0.16, 0.16, 0.22), weight, elbow_out=0.3)
    act.controls.head[:, 0] += (0.08 - tip * rise(act.time_s, into, 0.5)) * weight
