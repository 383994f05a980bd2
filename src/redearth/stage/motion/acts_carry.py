"""Acts of carrying: reach out, hold, offer, give, raise, embrace, catch."""

from __future__ import annotations

import numpy as np

from redearth.stage.motion.acting import Act
from redearth.stage.motion.acts_hand import BEFORE_M, approach_s, at_hand, beside, go
from redearth.stage.motion.acts_head import target_of
from redearth.stage.motion.bearing import lift_m
from redearth.stage.motion.controls import LEFT, MIRROR, RIGHT, in_set
from redearth.stage.motion.duet import bend_to, palm_meets, still_at
from redearth.stage.motion.ease import pulse, rise, smooth, window

_CAUGHT_M = (0.0, 1.2, 0.42)
"""Where something is caught, from the mark at 1.72 m: direction lets it fly to there (``through_the_air``)."""
_DROPPING = frozenset({"drop", "release", "let", "ditch", "discard", "spill", "scatter"})


def reach(act: Act) -> None:
    """Reach for the target and rest there; reaching *out* with something offers it."""
    if act.cue.lemma.startswith("hold_out") or (act.cue.target is not None and act.cue.target.id == "out"):
        _hold_out(act, (LEFT, RIGHT) if any(act.held) or act.cue.hand in ("", "both") else act.sides())
        return
    target = at_hand(act, BEFORE_M)
    into = approach_s(act)
    for side in act.sides(target):
        act.look(target, 0.8 * go(act, side, beside(act, target, side), into))
    act.touch(into, "touch", target, 0.25)


def hold(act: Act) -> None:
    """Hold: out before oneself with both hands, or close to the chest."""
    close = "chest" in act.cue.manner or (act.cue.target is not None and act.cue.target.relation == "against")
    sides = (LEFT, RIGHT) if act.cue.hand in ("", "both") else act.sides()
    if close:
        weight = act.during(0.45, 0.5)
        for side in sides:
            act.pose(side, (-0.115, -0.19, 0.25), weight, elbow_out=0.35)
        act.controls.spine[:, 0] += 0.05 * weight
        return
    if not any(act.held) and act.cue.hand == "" and act.cue.target_m is not None:
        reach(act)
        return
    _hold_out(act, sides)


def _hold_out(act: Act, sides: tuple[int, ...]) -> None:
    offered_s, kept_s = _kept(act)
    weight = window(act.time_s, 0.0, kept_s, min(0.7 / act.pace, 0.7 * act.length_s), 0.7)
    near = rise(act.time_s, offered_s, 0.9)
    offered = act.length_s * 0.25
    for side in sides:
        out = np.array([-0.125, -0.25, 0.43] if len(sides) == 2 else [-0.05, -0.26, 0.46])
        back = np.array([-0.12, -0.33, 0.30])
        act.pose(side, out + near[:, None] * (back - out), weight, wrist=(0.0, 0.0, -0.7 * MIRROR[side]))
    act.controls.spine[:, 0] += 0.07 * weight * (1 - 0.6 * near)
    act.controls.head[:, 0] += 0.10 * pulse(act.time_s, offered + 0.5, 0.5, 0.8)


def _kept(act: Act) -> tuple[float, float]:
    """Return until when something stays offered, and until when the hands stay cupped around it, in local seconds.

    It is offered until whoever touches it next is done, and kept until the actor walks on or uses the hands otherwise.
    """
    fps, start, end = act.path.fps, act.cue.range.start, act.cue.range.end
    if not any(act.held):
        return act.length_s, act.length_s
    later = [c for c in act.work.blocking.cues if c.range.start >= end]
    mine = [
        c.range.start
        for c in later
        if c.actor == act.cue.actor and c.primitive not in ("LOOK", "STARE", "NOD", "SHAKE_HEAD", "TURN")
    ]
    moves = [first for first, last in act.path.segments if first >= end and act.path.speed_mps[first : last + 1].max() > 0.5]
    kept = min([*mine, *moves, act.path.frames + 99])
    touched = [c.range.end for c in later if c.actor != act.cue.actor and c.prop == act.cue.prop != "" and c.range.start < kept]
    offered = max([end + 2.0 * fps, *(t + 0.8 * fps for t in touched)])
    return (min(offered, kept) - start) / fps, (kept - start) / fps


def release(act: Act) -> None:
    """Put it down: reach to where it will lie and open the hand there; what is merely dropped falls from an opening hand."""
    into = act.cue.contact_s if act.cue.contact_s is not None else 0.2
    sides = tuple(side for side in (LEFT, RIGHT) if act.held[side]) or act.sides()
    if act.cue.target_m is None or act.cue.lemma.split("_")[0] in _DROPPING:
        for side in sides:
            act.pose(side, (0.10, -0.40, 0.28), act.during(0.2, 0.5))
        act.touch(into, "release", act.spot() + np.array([0.0, 1.0, 0.0]), 0.2, "cloth")
        return
    target = np.array(act.cue.target_m, float) + np.array([0.0, lift_m(act.cue.prop), 0.0])
    for side in sides:
        spot = beside(act, target, side) if len(sides) > 1 else target
        weight = window(act.time_s, 0.0, into + 0.12, into, 0.55 / act.pace)
        act.reach(side, spot, weight)
        if act.cue.prop:
            palm_meets(act, side, spot, "grasp", into, into + 0.1, prop=act.cue.prop)
    bend_to(act, float(target[1]), window(act.time_s, 0.0, into + 0.12, into, 0.55 / act.pace))
    act.look(target, 0.85 * window(act.time_s, 0.0, into + 0.1, min(0.4, into), 0.5))
    act.touch(into, "release", target, 0.3, "cloth")


def give(act: Act) -> None:
    """Hold out towards somebody at the height of the chest."""
    target = target_of(act)
    weight = act.during(0.6, 0.6)
    sides = act.sides() if act.cue.hand else (RIGHT,)
    if target is not None:
        point = np.array(np.broadcast_to(target, (len(weight), 3)))
        low = in_set(act.controls, np.array([0.0, 1.12, 0.0]) * act.controls.scale)[:, 1]
        point[:, 1] = low
        for side in sides:
            act.reach(side, point, weight, stretch=False, wrist=(0.0, 0.0, -0.8 * MIRROR[side]))
        act.look(target, 0.8 * weight)
    else:
        _hold_out(act, sides)
    act.controls.spine[:, 0] += 0.08 * weight


def raise_up(act: Act) -> None:
    """Dip, then raise the arm high; the other arm swings out for balance."""
    side = RIGHT if act.held[RIGHT] else LEFT if act.held[LEFT] else act.sides()[0]
    weight = act.during(0.5, 0.5)
    dip = pulse(act.time_s, 0.16, 0.16, 0.3)
    act.pose(side, (0.12, 0.56, 0.14), weight)
    act.pose(1 - side, (0.30, -0.44, 0.08), 0.75 * weight)
    act.controls.hips_m[:, 1] -= 0.05 * act.controls.scale * dip
    act.controls.spine[:, 0] += 0.10 * dip - 0.06 * weight
    act.controls.spine[:, 2] += 0.07 * weight * -MIRROR[1 - side]
    act.controls.shrug_m[side] += 0.03 * act.controls.scale * weight
    target = target_of(act)
    if target is not None:
        act.look(target, 0.7 * weight)


def carry(act: Act) -> None:
    """Carry before oneself, leaning back against the load; what one hand has it keeps as it is."""
    if act.held[LEFT] != act.held[RIGHT]:
        return
    weight = act.during(0.5, 0.5)
    for side in (LEFT, RIGHT):
        act.pose(side, (-0.02, -0.34, 0.34), weight)
    act.controls.spine[:, 0] -= 0.08 * weight


def embrace(act: Act) -> None:
    """Open the arms, close them, rest the head."""
    weight = act.during(0.8, 0.7)
    open_wide = 1 - smooth((act.time_s - 0.35) / 0.7)
    for side in (LEFT, RIGHT):
        palm = np.stack([-0.16 + 0.42 * open_wide, np.full_like(weight, -0.10 - 0.06 * side), 0.36 + 0.05 * open_wide], -1)
        act.pose(side, palm, weight, elbow_out=0.6)
    act.controls.spine[:, 0] += 0.12 * weight
    act.controls.head[:, 2] += 0.2 * weight


def catch(act: Act) -> None:
    """Snap both hands up to what comes, give with it, draw it in."""
    caught = act.cue.contact_s if act.cue.contact_s is not None else 0.35
    weight = window(act.time_s, caught - 0.34, act.length_s, 0.31, 0.6)
    give_way = pulse(act.time_s, caught + 0.1, 0.1, 0.4)[:, None] * np.array([0.0, 0.05, 0.12])
    for side in (LEFT, RIGHT):
        palm = np.array(_CAUGHT_M) + np.array([MIRROR[side] * 0.085, 0.0, 0.0]) - give_way
        at_m = in_set(act.controls, palm * act.controls.scale)
        act.reach(side, at_m, weight)
        if act.cue.prop:
            palm_meets(act, side, at_m, "grasp", caught, caught + 0.15, prop=act.cue.prop)
        act.controls.grip[side] = np.maximum(
            act.controls.grip[side], 0.7 * window(act.time_s, caught - 0.06, act.length_s, 0.1, 0.4)
        )
    act.controls.hips_m[:, 1] -= 0.05 * act.controls.scale * weight
    target = target_of(act)
    if target is not None:
        act.look(target, 0.9 * window(act.time_s, 0.0, act.length_s, 0.2, 0.4))
    act.touch(caught, "grasp", still_at(act, at_m, caught), 0.4, "cloth")
