"""Acts of every creature that has feet: bite, recoil, coil, eat, jump, die."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.seed import unit_from
from redearth.stage.motion.creature_acting import CreatureAct, gaze, lift_tip, widen
from redearth.stage.motion.ease import decaying, pulse, rise, wander, window
from redearth.stage.parts import F64

_ALIVE = 0.45
"""How far the head and the tension of who has only fallen sink."""
_SPLAYED = 0.84
"""How much farther out than they stood the feet of a dead arthropod lie, in statures: its legs are all but straight."""
HELD_JAW_RAD = 0.14
"""How far jaws that have closed on somebody stay open."""


def bite(act: CreatureAct) -> None:
    """Draw the head back with the jaws opening, snap, close on the target at the touch, worry it, let go."""
    time, h, c, touch = act.time_s, act.size_m, act.controls, act.contact_s
    back = window(time, 0.0, touch - 0.25, 0.21, 0.25)
    hold = window(time, touch - 0.25, touch + 0.38, 0.24, 0.45)
    c.body_m[:, 2] += act.thrust(0.18 * h, 0.24) * hold - act.thrust(0.09 * h, 0.21) * back
    c.body_m[:, 1] -= act.thrust(0.06 * h, 0.21) * (back + hold)
    c.neck[:, 0] += 0.22 * hold - 0.38 * back
    c.head[:, 0] += 0.12 * hold - 0.10 * back
    snap(act, c.jaw)
    shake = window(time, touch + 0.04, touch + 0.34, 0.08, 0.12) * np.sin(2 * math.pi * 4.2 * (time - touch))
    c.neck[:, 1] += 0.16 * shake
    c.head[:, 1] += 0.22 * shake
    c.head[:, 2] += 0.18 * shake
    c.ears[:] = np.maximum(c.ears, np.maximum(back, hold))


def snap(act: CreatureAct, jaw: F64) -> None:
    """Open the jaw [F] wide, then shut it on what it holds exactly at the touch."""
    time, touch = act.time_s, act.contact_s
    opened = window(time, 0.0, touch - 0.11, touch - 0.14, 0.10)
    held = window(time, touch - 0.10, touch + 0.36, 0.08, 0.25)
    jaw *= 1.0 - np.maximum(opened, held)
    jaw += 0.92 * opened + HELD_JAW_RAD * held * (1 - opened)


def recoil(act: CreatureAct) -> None:
    """Throw head and body back and aside, stumble a foot, and come back warily."""
    time, h, c = act.time_s, act.size_m, act.controls
    side = 1.0 if unit_from("recoil", act.cue.actor, act.cue.beat) < 0.5 else -1.0
    level = window(time, 0.0, 0.30, 0.25, 0.85) * min(1.3, 0.7 + 0.3 * act.cue.strength)
    c.body_m[:, 2] -= act.thrust(0.30 * h, 0.27) * level
    c.body_m[:, 1] -= act.thrust(0.10 * h, 0.27) * level
    c.body[:, 0] -= 0.16 * level
    c.body[:, 2] += 0.16 * side * level
    c.neck[:, 0] -= 0.24 * level
    c.neck[:, 1] += 0.40 * side * level
    c.head[:, 1] += 0.35 * side * level
    c.head[:, 2] -= 0.25 * side * level
    ringing = decaying(time, 0.25, 2.6, 4.0)
    c.head[:, 1] += 0.14 * ringing
    c.body[:, 2] += 0.03 * ringing
    widen(c.jaw, 0.65 * level)
    c.ears[:] = np.maximum(c.ears, level)
    if act.kind in ("legged", "quadruped"):
        x, _, z = act.homes_m[0 if side > 0 else 1]
        lift_tip(act, 0 if side > 0 else 1, np.array([0.8 * x, 0.42 * h, z - 0.05 * h]), window(time, 0.02, 0.22, 0.16, 0.4))


def coil(act: CreatureAct) -> None:
    """Gather low over the hind legs, head fixed on the target, and quiver."""
    time, h, c = act.time_s, act.size_m, act.controls
    level = window(time, 0.0, act.length_s, 0.5, 0.3)
    gaze(act, level)
    c.body_m[:, 1] -= 0.24 * h * level
    c.body_m[:, 2] -= 0.16 * h * level
    c.body[:, 0] += 0.10 * level
    c.thorax[:, 0] += 0.08 * level
    c.neck[:, 0] += 0.14 * level
    c.head[:, 0] -= 0.20 * level
    settle = np.maximum(time - 0.5, 0.0)
    c.abdomen[:, 1] += 0.10 * level * np.sin(2 * math.pi * 2.4 * settle) * np.clip(settle, 0.0, 1.0)
    c.body_m[:, 0] += 0.006 * h * level * np.sin(2 * math.pi * 7.0 * time)
    c.tail[:, 1] += 0.35 * level * np.sin(2 * math.pi * 1.1 * settle)
    widen(c.jaw, 0.12 * level)
    c.ears[:] = np.maximum(c.ears, 0.9 * level)


def eat(act: CreatureAct) -> None:
    """Lower the head to what lies there, tear, chew, tear again."""
    time, h, c = act.time_s, act.size_m, act.controls
    level = window(time, 0.0, act.length_s, 0.45, 0.5)
    local = np.maximum(time, 0.0)
    tear = np.maximum(np.sin(2 * math.pi * 0.75 * local), 0.0) ** 3
    low = {"upright": 0.20, "flyer": 0.26}.get(act.kind, 0.16)
    c.body[:, 0] += {"upright": 0.80, "quadruped": 0.36}.get(act.kind, 0.16) * level
    c.body_m[:, 1] -= low * h * level
    if act.kind == "upright":
        for leg, side in ((0, 1.0), (1, -1.0)):
            lift_tip(act, leg, np.array([side * 0.20 * h, 0.07 * h, 0.52 * h]), level)
    c.neck[:, 0] += (0.95 - 0.30 * tear) * level
    c.head[:, 0] += (0.10 - 0.25 * tear) * level
    c.head[:, 1] += 0.25 * level * tear * np.sin(2 * math.pi * 3.1 * local)
    widen(c.jaw, level * (0.10 + 0.30 * (0.5 + 0.5 * np.sin(2 * math.pi * 2.6 * local)) * (1 - tear)))


def jump(act: CreatureAct) -> None:
    """Crouch, spring off the hind legs, tuck, land and sink in."""
    time, h, c = act.time_s, act.size_m, act.controls
    dip = pulse(time, 0.24, 0.24, 0.26) + 0.8 * pulse(time, 0.94, 0.24, 0.40)
    air = np.clip((time - 0.28) / 0.62, 0.0, 1.0)
    high = np.sin(np.pi * air) ** 2
    c.body_m[:, 1] += act.thrust(0.42 * h, 0.36) * high - act.thrust(0.20 * h, 0.24) * dip
    c.body[:, 0] += -0.35 * pulse(time, 0.42, 0.16, 0.2) + 0.28 * pulse(time, 0.72, 0.18, 0.2)
    c.neck[:, 0] += 0.2 * high
    for leg, (x, y, z) in enumerate(act.homes_m):
        if y < 0.1 * h:
            lift_tip(act, leg, np.stack(np.broadcast_arrays(x, y + 0.50 * h * high, 0.8 * z), -1), np.clip(2 * high, 0.0, 1.0))


def die(act: CreatureAct) -> None:
    """Collapse by stages: the knees give, the body drops and rolls, the head falls last, a shudder; it lies until it is told to rise.

    Who only falls keeps its head up and breathes until it dies.
    """
    time, c = act.time_s, act.controls
    side = 1.0 if unit_from("die", act.cue.actor, act.cue.beat) < 0.5 else -1.0
    up = 1.0 - rise(time, act.rises_s, 1.6) if math.isfinite(act.rises_s) else np.ones_like(time)
    buckle, drop, head = rise(time, 0.0, 0.62) * up, rise(time, 0.35, 0.75) * up, rise(time, 0.62, 0.85) * up
    dead = np.ones_like(time) if act.cue.primitive == "DIE" else _ALIVE + (1.0 - _ALIVE) * rise(time, act.dies_s + 0.35, 0.9)
    shudder = window(time, 1.6, 2.1, 0.25, 0.7) * up * wander(np.maximum(time, 0.0), 1.7, "die", act.cue.beat)
    _living(act, 1.0 - dead * drop)
    c.limp[:] = np.maximum(c.limp, drop)
    _FALLS[act.kind](act, side, buckle, drop, dead * head, up)
    c.neck[:, 0] += (0.10 * buckle - 0.25 * (buckle - head)) * (1 - head)
    if math.isfinite(act.dies_s):
        c.neck[:, 0] -= 0.20 * pulse(time, act.dies_s + 0.30, 0.30, 0.60) * up  # one last lift of the head
    c.head[:, 0] += 0.06 * shudder
    c.thorax[:, 0] += 0.02 * shudder
    c.tail[:, 1] += 0.12 * shudder
    c.jaw[:] += 0.30 * dead * head + 0.30 * pulse(time, 0.5, 0.3, 0.6) * up - c.jaw * drop
    c.ears[:] = np.maximum(c.ears, 0.6 * drop)


def _living(act: CreatureAct, level: F64) -> None:
    """Fade all that lives in the body down to ``level``."""
    c = act.controls
    for angles in (c.body, c.thorax, c.abdomen, c.neck, c.head, c.tail, c.body_m):
        angles *= level[:, None]


def _slide(act: CreatureAct, leg: int, local_m: F64, weight: F64) -> None:
    """Let a foot give way to where it comes to lie, off the ground on the way."""
    lift_tip(act, leg, local_m, weight)
    act.controls.tips_m[leg, :, 1] += 0.09 * act.size_m * np.sin(np.pi * weight)


def _fall_flat(act: CreatureAct, side: float, buckle: F64, drop: F64, head: F64, down: F64) -> None:
    """An arthropod drops on its belly; its legs give way outwards and lie where they slid to."""
    h, c = act.size_m, act.controls
    c.body_m[:, 1] -= h * (0.16 * buckle + 0.28 * drop)
    c.body[:, 2] += side * (0.10 * buckle - 0.03 * drop)
    c.body[:, 0] += 0.08 * buckle + 0.06 * drop
    c.abdomen[:, 0] -= 0.10 * drop
    c.neck[:, 0] += 0.80 * head
    c.head[:, 0] -= 0.50 * head
    c.head[:, 2] += 0.20 * side * head
    for leg, (x, _, z) in enumerate(act.homes_m):
        out = math.hypot(x, z)
        weight = rise(act.time_s, 0.30 + 0.04 * (leg % 4), 0.8) * down
        way = 1.0 + _SPLAYED * h / out
        _slide(act, leg, np.array([x * way, 0.01 * h, z * way]), weight)


def _fall_aside(act: CreatureAct, side: float, buckle: F64, drop: F64, head: F64, down: F64) -> None:
    """A beast on all fours sinks on its fore legs and rolls on its side, its legs stretched out before its belly."""
    h, c = act.size_m, act.controls
    c.body[:, 0] += 0.16 * (buckle - drop)
    c.body_m[:, 1] -= h * (0.22 * buckle + 0.36 * drop)
    c.body_m[:, 0] -= 0.22 * h * side * drop
    c.body[:, 2] += side * 1.42 * drop
    c.neck[:, 1] -= 0.30 * side * head
    c.neck[:, 0] += 0.15 * head
    c.head[:, 1] -= 0.06 * side * head
    c.tail[:, 1] -= 0.45 * side * drop
    for leg, (x, _, z) in enumerate(act.homes_m):
        upper = 1.0 if x * side > 0 else 0.0
        rest = np.array([side * (0.52 - 0.10 * upper) * h, (0.03 + 0.02 * upper) * h, z + (0.12 if z > 0 else -0.14) * h])
        _slide(act, leg, rest, rise(act.time_s, 0.26 + 0.10 * (1.0 - upper), 0.70) * down)


def _fall_down(act: CreatureAct, side: float, buckle: F64, drop: F64, head: F64, down: F64) -> None:
    """One on two legs goes to its knees and topples on its side, arms before it."""
    h, c = act.size_m, act.controls
    c.body_m[:, 1] -= h * (0.16 * buckle + 0.29 * drop)
    c.body[:, 0] += 0.25 * (buckle - drop) + 0.10 * drop
    c.body[:, 2] += side * 1.46 * drop
    c.body_m[:, 0] += 0.10 * h * side * drop
    c.thorax[:, 0] += 0.16 * drop
    c.neck[:, 2] += 0.20 * side * head
    for leg, (x, y, z) in enumerate(act.homes_m):
        upper = 1.0 if x * side > 0 else 0.0
        if y > 0.1 * h:
            rest = np.array([-side * (0.34 - 0.26 * upper) * h, 0.03 * h, (0.36 + 0.06 * upper) * h])
            lift_tip(act, leg, rest, rise(act.time_s, 0.36 + 0.14 * upper, 0.95) * down)
        else:
            rest = np.array([side * (0.60 - 0.06 * upper) * h, 0.04 * h, z + (0.05 - 0.12 * upper) * h])
            _slide(act, leg, rest, rise(act.time_s, 0.30, 0.7) * down)


def _fall_winged(act: CreatureAct, side: float, buckle: F64, drop: F64, head: F64, down: F64) -> None:
    """A winged one drops on its breast, the wings half open on the ground."""
    h, c = act.size_m, act.controls
    c.body_m[:, 1] -= h * (0.18 * buckle + 0.30 * drop)
    c.body[:, 2] += 0.22 * side * drop
    c.body[:, 0] += 0.10 * drop
    c.neck[:, 0] += 0.60 * head
    c.neck[:, 1] += 0.35 * side * head
    c.head[:, 0] -= 0.1 * head
    for number, wing in enumerate(c.wings):
        open_share = 0.45 if (number == 0) == (side > 0) else 0.7
        for axis, value in enumerate((0.10, open_share, 0.15)):
            wing[:, axis] += (value - wing[:, axis]) * drop
    for leg, (x, _, z) in enumerate(act.homes_m):
        _slide(act, leg, np.array([1.7 * x, 0.04 * h, z - 0.34 * h]), rise(act.time_s, 0.16, 1.0) * down)


_FALLS = {"legged": _fall_flat, "quadruped": _fall_aside, "upright": _fall_down, "flyer": _fall_winged}
