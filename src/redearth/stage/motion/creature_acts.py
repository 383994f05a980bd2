"""What arthropods do: lunge, charge, rear, scream, strike, flinch; most of it is the model for other creatures."""

from __future__ import annotations

import math

import numpy as np

from redearth.stage.motion.creature_acting import CreatureAct, Motion, gaze, lift_tip, take_tip, widen
from redearth.stage.motion.ease import pulse, wander, window

LEAP_S = 0.32
"""How long a burst towards a touch takes."""


def lunge(act: CreatureAct) -> None:
    """Coil back and low, burst forward with claws and jaws, arrive at the touch, gather."""
    time, h = act.time_s, act.size_m
    coil_s = act.contact_s - LEAP_S
    coil = window(time, 0.0, coil_s, coil_s, LEAP_S)
    leap = window(time, coil_s, act.contact_s + 0.04, LEAP_S, 0.60)
    c = act.controls
    c.body_m[:, 2] += act.thrust(0.50 * h, LEAP_S) * leap - act.thrust(0.13 * h, coil_s) * coil
    c.body_m[:, 1] += act.thrust(0.10 * h, LEAP_S) * leap - act.thrust(0.16 * h, coil_s) * coil
    c.body[:, 0] += -0.30 * leap + 0.12 * coil
    c.neck[:, 0] += 0.25 * coil - 0.25 * leap
    c.head[:, 0] += 0.2 * leap
    widen(c.jaw, 0.85 * leap + 0.25 * coil)
    for leg in (0, 1):
        x, _, z = act.homes_m[leg]
        claw = np.array([0.55 * x, 0.55 * h, z + 0.55 * h])
        lift_tip(act, leg, claw, window(time, coil_s, act.contact_s - 0.02, 0.28, 0.4))


def charge(act: CreatureAct) -> None:
    """Run low, head down, jaws working."""
    level = window(act.time_s, 0.0, act.length_s, 0.35, 0.4)
    c = act.controls
    c.body_m[:, 1] -= 0.10 * act.size_m * level
    c.body[:, 0] += 0.10 * level
    c.neck[:, 0] += 0.08 * level
    c.head[:, 0] -= 0.12 * level
    widen(c.jaw, level * (0.18 + 0.34 * (0.5 + 0.5 * act.waves(2.3))))


def rear(act: CreatureAct) -> None:
    """Rise on the hind legs, body steep, fore legs clawing the air, then drop."""
    time, h, c = act.time_s, act.size_m, act.controls
    dip_s = 0.22
    dip = pulse(time, dip_s * 0.8, dip_s * 0.8, 0.2)
    level = window(time, dip_s * 0.7, max(act.length_s, act.until_s, 1.1), 0.6, 0.7)
    steep = 0.92 * level * min(1.15, 0.75 + 0.25 * act.cue.strength) + 0.03 * level * wander(time, 0.9, "rear", act.cue.beat)
    arm = 0.42 * h
    c.body[:, 0] -= steep - 0.12 * dip
    c.body_m[:, 1] += arm * np.sin(steep) - 0.12 * h * dip + 0.02 * h * level
    c.body_m[:, 2] -= arm * (1 - np.cos(steep)) + 0.10 * h * level
    c.abdomen[:, 0] += 0.55 * steep
    c.thorax[:, 0] -= 0.10 * steep
    c.neck[:, 0] += 0.25 * steep
    c.head[:, 0] += 0.45 * steep
    for leg in range(2 * act.rear_pairs):
        x, _, z = act.homes_m[leg]
        pair = leg // 2
        beat = np.sin(2 * math.pi * (1.35 + 0.2 * pair) * time + leg * 2.1)
        raised = np.stack(
            [
                np.full_like(time, x * 0.62),
                h * (1.55 - 0.35 * pair) + 0.16 * h * beat,
                np.full_like(time, 0.30 * h + 0.35 * z) + 0.12 * h * beat,
            ],
            axis=-1,
        )
        lift_tip(act, leg, raised, level)


def scream(act: CreatureAct) -> None:
    """Open the jaws wide, throw the head up and thrash it."""
    time, c = act.time_s, act.controls
    level = window(time, 0.0, act.length_s, 0.2, 0.4)
    local = np.maximum(time, 0.0)
    thrash = np.sin(2 * math.pi * 1.9 * local) * (0.75 + 0.25 * wander(local, 0.8, "thrash", act.cue.beat))
    widen(c.jaw, level * (0.92 + 0.07 * wander(local, 5.0, "scream", act.cue.beat)))
    c.neck[:, 0] -= 0.28 * level
    c.head[:, 0] -= 0.22 * level
    c.neck[:, 1] += 0.26 * level * thrash
    c.head[:, 1] += 0.20 * level * thrash
    c.head[:, 2] += 0.36 * level * np.sin(2 * math.pi * 1.9 * local - 0.9)
    c.body[:, 2] += 0.035 * level * np.sin(2 * math.pi * 3.8 * local)
    c.thorax[:, 0] -= 0.06 * level
    c.ears[:] = np.maximum(c.ears, 0.8 * level)


def flinch(act: CreatureAct) -> None:
    """Shrink back from something, fast, and return slowly."""
    time, h, c = act.time_s, act.size_m, act.controls
    level = window(time, 0.0, min(act.length_s, 0.8), 0.27, 0.7)
    c.body_m[:, 2] -= act.thrust(0.26 * h, 0.27) * level
    c.body_m[:, 1] -= act.thrust(0.12 * h, 0.27) * level
    c.neck[:, 0] -= 0.30 * level
    c.head[:, 1] += 0.35 * level
    widen(c.jaw, 0.35 * level)
    c.ears[:] = np.maximum(c.ears, level)


def strike(act: CreatureAct) -> None:
    """Slash with one fore leg; the claw is at the target at the touch."""
    time, h, c = act.time_s, act.size_m, act.controls
    hit_s = act.contact_s
    raise_up = window(time, 0.0, hit_s - 0.25, 0.22, 0.25)
    x, _, z = act.homes_m[0]
    high = 1.3 if act.kind == "legged" else 0.72
    lift_tip(act, 0, np.array([0.8 * x, high * h, z + (0.2 if act.kind == "legged" else 0.34) * h]), raise_up)
    early, held, rise_s = (0.25, 0.05, 0.25) if act.kind == "legged" else (0.28, 0.12, 0.24)
    hit = window(time, hit_s - early, hit_s + held, rise_s, 0.50)
    if act.target_m is None:
        lift_tip(act, 0, np.array([0.1 * x, 0.35 * h, z + 0.75 * h]), hit)
    else:
        take_tip(act, 0, act.target_m, hit)
    c.body[:, 1] -= 0.15 * hit
    c.body_m[:, 2] += act.thrust(0.12 * h, 0.19) * hit
    widen(c.jaw, 0.5 * hit)


def crouch(act: CreatureAct) -> None:
    """Lower the body between the legs."""
    level = window(act.time_s, 0.0, act.length_s, 0.5, 0.6)
    act.controls.body_m[:, 1] -= 0.34 * act.size_m * level
    act.controls.neck[:, 0] -= 0.15 * level


def attend(act: CreatureAct) -> None:
    """Turn the head to the target and tilt it."""
    level = window(act.time_s, 0.0, act.length_s, 0.3, 0.5)
    gaze(act, level)
    act.controls.head[:, 2] += 0.14 * level
    widen(act.controls.jaw, 0.14 * pulse(act.time_s, 0.4, 0.2, 0.4))


ARTHROPOD_MOTIONS: dict[str, Motion] = {
    "LUNGE": lunge, "JUMP": lunge, "CHARGE": charge, "RUN": charge, "REAR": rear, "SCREAM": scream, "VOCALISE": scream,
    "STRIKE": strike, "REACH": strike, "PUSH": strike, "PULL": strike, "DODGE": flinch, "CROUCH": crouch, "KNEEL": crouch,
    "LIE": crouch, "SIT": crouch, "FALL": crouch, "EXPRESS": flinch,
}  # fmt: skip
