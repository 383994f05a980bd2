"""Acts of the head: looks, turns, nods, cries."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.seed import generator_from
from redearth.stage.motion.acting import Act
from redearth.stage.motion.controls import in_set
from redearth.stage.motion.ease import pulse, rise
from redearth.stage.motion.face_poses import NAMES
from redearth.stage.motion.moods import wear
from redearth.stage.parts import F64

_WAYS = {"up": (0.0, 4.5, 4.0), "down": (0.0, 0.0, 1.1), "away": (3.0, 1.5, 1.5), "around": (0.0, 1.6, 4.0), "back": (2.0, 1.6, -2.0),
         "left": (3.0, 1.6, 1.0), "right": (-3.0, 1.6, 1.0), "off": (3.0, 1.6, 2.0)}  # fmt: skip


def target_of(act: Act) -> F64 | None:
    """Return what the cue looks at: somebody's eyes as they move, a point, or a direction."""
    place = act.cue.target
    if place is not None and place.kind == "character" and place.id in act.work.eyes_m and place.id != act.cue.actor:
        return act.work.eyes_m[place.id]
    if place is not None and place.kind == "prop":
        held = _in_own_hands(act, place.id)
        if held is not None:
            return held
    if place is not None and place.kind == "prop" and place.id in act.work.props_m:
        return act.work.props_m[place.id]
    if act.cue.target_m is not None:
        return np.array(act.cue.target_m, float)
    if place is not None and place.id in _WAYS:
        return np.asarray(in_set(act.controls, np.array(_WAYS[place.id]))[act.first_frame])
    return None


def _in_own_hands(act: Act, prop: str) -> F64 | None:
    """Return about where a prop is that the actor holds: before the chest, overhead or at the side."""
    for hold in act.work.blocking.props:
        if hold.prop == prop and hold.holder == act.cue.actor and act.cue.range.start in hold.range:
            aside = {"left": 0.15, "right": -0.15, "raised": -0.15}.get(hold.grip, 0.0)
            height = {"raised": 1.95, "left": 1.0, "right": 1.0}.get(hold.grip, 1.1)
            return in_set(act.controls, np.array([aside, height, 0.42]) * act.controls.scale)
    return None


def look(act: Act) -> None:
    """Turn the gaze to the target, the eyes first; look around when there is none."""
    target = target_of(act)
    place = act.cue.target
    if target is None or (place is not None and place.id == "around"):
        _look_around(act)
        return
    weight = act.during(0.38, 0.5)
    act.look(target, weight)
    act.controls.head[:, 2] += 0.03 * weight


def _look_around(act: Act) -> None:
    """Search from place to place: the eyes jump ahead, the head follows, both rest a moment."""
    level = act.during(0.3, 0.5)
    random = generator_from("around", act.cue.beat, act.cue.actor)
    way = 1.0 if random.random() < 0.5 else -1.0
    head, eyes = np.zeros_like(act.time_s), np.zeros_like(act.time_s)
    moment, at, lift = 0.05, 0.0, np.zeros_like(act.time_s)
    while moment < act.length_s - 0.3:
        goal = way * (0.55 + 0.35 * random.random())
        head += (goal - at) * rise(act.time_s, moment + 0.1, 0.42)
        eyes += (goal - at) * rise(act.time_s, moment, 0.08)
        lift += 0.10 * (random.random() - 0.65) * pulse(act.time_s, moment + 0.4, 0.4, 0.7)
        at, way = goal, -way if random.random() < 0.85 else way
        moment += 0.75 + 0.6 * random.random()
    act.controls.head[:, 1] += level * 0.78 * head
    act.controls.spine[:, 1] += level * 0.24 * head
    act.controls.head[:, 0] += level * (lift - 0.03)
    act.controls.eyes[:, 1] += level * (eyes - head)


def stare(act: Act) -> None:
    """Look and go still: a slow creep forward."""
    target = target_of(act)
    if target is not None:
        act.look(target, act.during(0.5, 0.6))
    creep = act.during(min(2.0, act.length_s), 0.6)
    act.controls.face[:, NAMES.index("blink")] *= 1.0 - 0.95 * act.during(0.3, 0.3)
    act.controls.head[:, 0] -= 0.02 * creep
    act.controls.spine[:, 0] += 0.05 * creep


def glance(act: Act) -> None:
    """Keep an eye on the target of a whole-body act."""
    target = target_of(act)
    if target is not None:
        act.look(target, 0.75 * act.during(0.5, 0.6))


def look_ahead(act: Act) -> None:
    """Keep the eyes on where a run goes, a little above the ground."""
    target = target_of(act)
    if target is not None and act.cue.target is not None and act.cue.target.kind == "character":
        act.look(target, 0.5 * act.during(0.4, 0.4))


def turn(act: Act) -> None:
    """Turn: the head arrives before the body that the track turns."""
    target = target_of(act)
    if target is not None:
        act.look(target, 0.9 * act.during(0.3, 0.5))
    else:
        act.controls.head[:, 0] -= 0.04 * act.during()


def nod(act: Act) -> None:
    """Nod once deeply, then less: a breath up, down on the beat."""
    count = 1 if act.length_s < 0.9 else 2
    step = 0.62 / act.pace
    target = target_of(act)
    if target is not None:
        act.look(target, 0.8 * act.during(0.3, 0.5))
    for number in range(count):
        moment = min(0.5 / act.pace + number * step, act.length_s + 0.1)
        depth = (0.46, 0.26)[number] * act.cue.strength
        act.controls.head[:, 0] += depth * pulse(act.time_s, moment, 0.3 / act.pace, 0.36 / act.pace)
        act.controls.spine[:, 0] += 0.12 * depth * pulse(act.time_s, moment + 0.05, 0.35 / act.pace, 0.4 / act.pace)
    wear(act.controls, "relaxed", 0.5 * act.during(0.2, 0.4))
    act.controls.head[:, 0] -= 0.06 * pulse(act.time_s, 0.16 / act.pace, 0.16 / act.pace, 0.25 / act.pace)


def shake(act: Act) -> None:
    """Shake the head, dying away."""
    local = np.maximum(act.time_s, 0.0)
    level = act.during(0.2, 0.4) * np.exp(-0.45 * local)
    wear(act.controls, "tense", 0.5 * level)
    act.controls.head[:, 1] += 0.45 * level * np.sin(2 * math.pi * 1.25 * act.pace * local) * act.cue.strength
    act.controls.head[:, 0] += 0.05 * level
