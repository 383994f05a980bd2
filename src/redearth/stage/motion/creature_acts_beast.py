"""What beasts do in their own way: on four feet, on two, on wings; and which act each plays for each primitive."""

from __future__ import annotations

import math

import numpy as np

from redearth.stage.motion import creature_acts as arthropod
from redearth.stage.motion import creature_acts_body as body
from redearth.stage.motion.creature_acting import CreatureAct, Motion, gaze, lift_tip, take_tip, widen
from redearth.stage.motion.ease import pulse, rise, wander, window

_LEAP_S = arthropod.LEAP_S


def spring(act: CreatureAct) -> None:
    """Lunge: gather over the hind legs, burst off them with the fore legs stretched, arrive at the touch, drop back."""
    arthropod.lunge(act)
    time, h, c, touch = act.time_s, act.size_m, act.controls, act.contact_s
    leap = window(time, touch - _LEAP_S, touch + 0.04, _LEAP_S, 0.6)
    coil = window(time, 0.0, touch - _LEAP_S, touch - _LEAP_S, _LEAP_S)
    c.abdomen[:, 0] += 0.20 * leap - 0.22 * coil
    c.thorax[:, 0] += 0.14 * coil - 0.10 * leap
    c.tail[:, 0] += 0.3 * leap
    c.ears[:] = np.maximum(c.ears, np.maximum(coil, leap))
    hop = window(time, touch - 0.14, touch + 0.06, 0.2, 0.42)
    for leg in range(len(act.homes_m) - 2, len(act.homes_m)):
        x, y, z = act.homes_m[leg]
        arc = np.sin(np.pi * np.clip((time - touch + 0.14) / 0.7, 0.0, 1.0))
        goal = np.stack(np.broadcast_arrays(x, y + 0.10 * h * arc, z + 0.30 * h), -1)
        lift_tip(act, leg, goal, hop)


def loom(act: CreatureAct) -> None:
    """Rear, on two legs: unfold from the hunch to the full height, arms wide, claws spread."""
    time, h, c = act.time_s, act.size_m, act.controls
    level = window(time, 0.12, max(act.length_s, act.until_s, 1.1), 0.5, 0.6)
    c.body_m[:, 1] += h * (0.03 * level - 0.10 * pulse(time, 0.16, 0.16, 0.2))
    c.body[:, 0] -= 0.20 * level
    c.thorax[:, 0] -= 0.30 * level
    c.neck[:, 0] -= 0.12 * level
    c.head[:, 0] += 0.35 * level
    for leg, side in ((0, 1.0), (1, -1.0)):
        reach = 0.05 * h * wander(time, 1.3, "loom", leg, act.cue.beat)
        goal = np.stack(np.broadcast_arrays(side * 0.46 * h + reach, 1.02 * h + reach, 0.22 * h), -1)
        lift_tip(act, leg, goal, level)
    widen(c.jaw, 0.5 * level)


def grapple(act: CreatureAct) -> None:
    """Lunge, on two legs: sink, then one long step with both claws stretched for the target."""
    time, h, c, touch = act.time_s, act.size_m, act.controls, act.contact_s
    coil = window(time, 0.0, touch - _LEAP_S, touch - _LEAP_S, _LEAP_S)
    leap = window(time, touch - _LEAP_S, touch + 0.10, _LEAP_S, 0.6)
    c.body_m[:, 2] += act.thrust(0.32 * h, _LEAP_S) * leap - act.thrust(0.08 * h, touch - _LEAP_S) * coil
    c.body_m[:, 1] -= act.thrust(0.12 * h, touch - _LEAP_S) * coil + 0.05 * h * leap
    c.body[:, 0] += 0.12 * coil + 0.20 * leap
    c.head[:, 0] -= 0.25 * leap
    widen(c.jaw, 0.8 * leap + 0.2 * coil)
    for leg, side in ((0, 1.0), (1, -1.0)):
        drawn = np.array([side * 0.40 * h, 0.56 * h, -0.12 * h])
        lift_tip(act, leg, drawn, coil)
        reach = window(time, touch - 0.31, touch + 0.14, 0.27, 0.5)
        if act.target_m is None or side < 0:
            lift_tip(act, leg, np.array([side * 0.16 * h, 0.74 * h, 0.85 * h]), reach)
        else:
            take_tip(act, leg, act.target_m, reach)
    x, y, z = act.homes_m[2]
    step = window(time, touch - 0.28, touch + 0.16, 0.28, 0.45)
    arc = np.sin(np.pi * step)
    lift_tip(act, 2, np.stack(np.broadcast_arrays(x, y + 0.07 * h * arc, z + 0.42 * h), -1), step)


def slash(act: CreatureAct) -> None:
    """Strike, on two legs: the arm goes up and back, the trunk turns, the claws rake through the target at the touch."""
    time, h, c, touch = act.time_s, act.size_m, act.controls, act.contact_s
    back = window(time, 0.0, touch - 0.27, 0.21, 0.27)
    hit = window(time, touch - 0.29, touch + 0.12, 0.25, 0.50)
    c.thorax[:, 1] += 0.40 * back - 0.35 * hit
    c.body[:, 0] += 0.14 * hit
    c.body_m[:, 2] += act.thrust(0.10 * h, 0.20) * hit
    lift_tip(act, 0, np.array([0.48 * h, 0.84 * h, 0.06 * h]), back)
    if act.target_m is None:
        lift_tip(act, 0, np.array([-0.05 * h, 0.62 * h, 0.55 * h]), hit)
    else:
        take_tip(act, 0, act.target_m, hit)
    widen(c.jaw, 0.6 * hit + 0.3 * back)


def menace(act: CreatureAct) -> None:
    """Rear, winged: rise tall, open the wings and beat them once or twice."""
    time, h, c = act.time_s, act.size_m, act.controls
    level = window(time, 0.1, max(act.length_s, act.until_s, 1.1), 0.45, 0.6)
    c.body[:, 0] -= 0.42 * level
    c.body_m[:, 1] += 0.05 * h * level
    c.neck[:, 0] += 0.12 * level
    c.head[:, 0] += 0.25 * level
    beat = np.sin(2 * math.pi * 1.25 * np.maximum(time, 0.0))
    for wing in c.wings:
        for axis, value in enumerate((0.45 + 0.35 * beat, 0.06, -0.15)):
            wing[:, axis] += (value - wing[:, axis]) * level
    widen(c.jaw, 0.55 * level)


def swoop(act: CreatureAct) -> None:
    """Lunge, winged: crouch, jump at the target with talons first, wings thrown wide to brake."""
    time, h, c, touch = act.time_s, act.size_m, act.controls, act.contact_s
    coil = window(time, 0.0, touch - _LEAP_S, touch - _LEAP_S, _LEAP_S)
    leap = window(time, touch - _LEAP_S, touch + 0.06, _LEAP_S, 0.6)
    c.body_m[:, 2] += act.thrust(0.50 * h, _LEAP_S) * leap - 0.06 * h * coil
    c.body_m[:, 1] += act.thrust(0.38 * h, _LEAP_S) * leap - act.thrust(0.14 * h, touch - _LEAP_S) * coil
    c.body[:, 0] += 0.15 * coil - 0.40 * leap
    c.head[:, 0] += 0.30 * leap
    widen(c.jaw, 0.8 * leap)
    for wing in c.wings:
        for axis, value in enumerate((0.75 - 0.9 * rise(time, touch, 0.3), 0.0, 0.1)):
            wing[:, axis] += (value - wing[:, axis]) * leap
    for leg, (x, _, z) in enumerate(act.homes_m):
        lift_tip(act, leg, np.array([1.1 * x, 0.42 * h, z + 0.78 * h]), leap)


def peck(act: CreatureAct) -> None:
    """Strike, winged: one stab of the beak or the head."""
    body.bite(act)


def prowl(act: CreatureAct) -> None:
    """Charge, on four or two feet: head low and fixed on the target, jaws half open, ears flat."""
    level = window(act.time_s, 0.0, act.length_s, 0.35, 0.4)
    c = act.controls
    gaze(act, 0.6 * level)
    c.neck[:, 0] += 0.20 * level
    c.head[:, 0] -= 0.14 * level
    c.ears[:] = np.maximum(c.ears, level)
    widen(c.jaw, level * (0.22 + 0.16 * act.waves(2.1)))
    if act.kind == "upright":
        for leg, side in ((0, 1.0), (1, -1.0)):
            lift_tip(act, leg, np.array([side * 0.24 * act.size_m, 0.55 * act.size_m, 0.42 * act.size_m]), 0.55 * level)


def sink(act: CreatureAct) -> None:
    """Crouch: lie low over bent legs, the chin near the ground."""
    level = window(act.time_s, 0.0, act.length_s, 0.5, 0.6)
    c = act.controls
    c.body_m[:, 1] -= {"quadruped": 0.34, "upright": 0.24, "flyer": 0.24}[act.kind] * act.size_m * level
    c.body[:, 0] += (0.30 if act.kind == "upright" else 0.04) * level
    c.neck[:, 0] += 0.28 * level
    c.head[:, 0] -= 0.26 * level


_COMMON: dict[str, Motion] = {
    "BITE": body.bite, "RECOIL": body.recoil, "DIE": body.die, "COIL": body.coil, "EAT": body.eat, "DRINK": body.eat, "JUMP": body.jump,
    "SCREAM": arthropod.scream, "VOCALISE": arthropod.scream, "DODGE": arthropod.flinch, "EXPRESS": arthropod.flinch,
    "CROUCH": sink, "KNEEL": sink, "LIE": sink, "SIT": sink, "FALL": body.die, "CHARGE": prowl, "RUN": prowl, "GRAB": body.bite,
}  # fmt: skip
MOTIONS: dict[str, dict[str, Motion]] = {
    "legged": arthropod.ARTHROPOD_MOTIONS
    | {"BITE": body.bite, "RECOIL": body.recoil, "DIE": body.die, "COIL": body.coil, "EAT": body.eat, "GRAB": body.bite},
    "quadruped": _COMMON | {"LUNGE": spring, "REAR": arthropod.rear, "STRIKE": arthropod.strike, "PUSH": arthropod.strike, "REACH": arthropod.strike},
    "upright": _COMMON | {"LUNGE": grapple, "REAR": loom, "STRIKE": slash, "PUSH": slash, "REACH": slash, "PULL": slash, "GRAB": grapple},
    "flyer": _COMMON | {"LUNGE": swoop, "REAR": menace, "STRIKE": peck, "PUSH": peck},
}  # fmt: skip
"""By skeleton kind and primitive; what is missing makes a creature look up (``creature_acts.attend``)."""
