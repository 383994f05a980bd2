"""What the legless do: strike from a raised coil, bite, rear up, hiss, recoil, coil, die."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.seed import generator_from, unit_from
from redearth.stage.motion.creature_acting import CreatureAct, Motion, gaze, widen
from redearth.stage.motion.creature_acts import attend
from redearth.stage.motion.creature_acts_body import snap
from redearth.stage.motion.creature_body import CreatureControls
from redearth.stage.motion.creature_idle import Windows
from redearth.stage.motion.ease import inner_window, pulse, rise, wander, window
from redearth.stage.parts import F64

_DART_S = 0.24
"""How long the stab of a raised head takes."""
_WATCH, _CRAWL = 0.72, 0.22
"""How far it is raised at rest and on the move."""


def serpent_idle(c: CreatureControls, windows: Windows, fps: int, actor: str, size_m: float, moving: F64) -> None:
    """Carry the head low on the way and high at rest, swaying a little, tasting the air; breathe."""
    c.lifted[:] = _CRAWL + (_WATCH - _CRAWL) * (1.0 - moving)
    for beat, start, end in windows:
        local = np.arange(end - start) / fps
        where = slice(start, end)
        level = inner_window(local, 0.0, local[-1] + 1 / fps, 0.4)
        random = generator_from("creature", actor, beat)
        sway = np.sin(2 * math.pi * (0.21 + 0.05 * random.random()) * local + 6 * random.random())
        c.neck[where, 1] += 0.22 * level * sway * (1 - 0.5 * moving[where])
        c.head[where, 1] -= 0.16 * level * sway
        c.head[where, 0] += 0.05 * level * wander(local, 0.4, actor, beat, "nod")
        c.lifted[where] += 0.06 * level * wander(local, 0.17, actor, beat, "lift")
        c.jaw[where] += level * np.clip(0.22 * wander(local, 0.5, actor, beat, "taste") - 0.08, 0.0, 0.2)


def dart(act: CreatureAct) -> None:
    """Draw back into an S, shoot the head at the target, arrive at the touch, pull back."""
    time, h, c, touch = act.time_s, act.size_m, act.controls, act.contact_s
    back = window(time, 0.0, touch - _DART_S, touch - _DART_S, _DART_S)
    hit = window(time, touch - _DART_S, touch + (0.3 if act.cue.primitive == "BITE" else 0.05), _DART_S, 0.6)
    gaze(act, np.maximum(back, hit) * 0.6)
    aimed = 0.4 if act.target_m is None else np.clip(act.target_m[..., 1] / h, 0.12, 1.1)
    c.lifted[:] += 0.25 * back * (1 - hit) + (aimed - c.lifted) * hit
    c.body_m[:, 2] += act.thrust(0.15 * h, _DART_S) * hit - act.thrust(0.12 * h, touch - _DART_S) * back
    c.head[:, 0] -= 0.12 * hit
    snap(act, c.jaw)
    if act.cue.primitive != "BITE":
        widen(c.jaw, 0.9 * hit)


def tower(act: CreatureAct) -> None:
    """Rear: raise all that can be raised and weave from side to side."""
    time, c = act.time_s, act.controls
    level = window(time, 0.0, max(act.length_s, act.until_s, 1.1), 0.55, 0.6)
    c.lifted[:] += (1.16 - c.lifted) * level
    c.neck[:, 1] += 0.35 * level * np.sin(2 * math.pi * 0.55 * np.maximum(time, 0.0))
    c.head[:, 1] -= 0.22 * level * np.sin(2 * math.pi * 0.55 * np.maximum(time, 0.0))
    c.head[:, 0] += 0.10 * level
    widen(c.jaw, 0.35 * level)


def hiss(act: CreatureAct) -> None:
    """Scream: mouth wide, head thrust forward and shaken."""
    time, c = act.time_s, act.controls
    level = window(time, 0.0, act.length_s, 0.2, 0.4)
    local = np.maximum(time, 0.0)
    c.lifted[:] += (0.95 - c.lifted) * level
    c.neck[:, 1] += 0.24 * level * np.sin(2 * math.pi * 1.7 * local)
    c.head[:, 2] += 0.22 * level * np.sin(2 * math.pi * 1.7 * local - 0.8)
    c.head[:, 0] -= 0.22 * level
    widen(c.jaw, level * (0.95 + 0.05 * wander(local, 5.0, "hiss", act.cue.beat)))


def shy(act: CreatureAct) -> None:
    """Recoil: jerk the raised part back and aside."""
    time, h, c = act.time_s, act.size_m, act.controls
    side = 1.0 if unit_from("recoil", act.cue.actor, act.cue.beat) < 0.5 else -1.0
    level = window(time, 0.0, 0.26, 0.26, 0.8)
    c.body_m[:, 2] -= act.thrust(0.28 * h, 0.26) * level
    c.lifted[:] += 0.28 * level
    c.neck[:, 1] += 0.75 * side * level
    c.head[:, 1] -= 0.35 * side * level
    widen(c.jaw, 0.6 * level)


def wind_up(act: CreatureAct) -> None:
    """Coil: draw the whole length in around the raised head."""
    time, c = act.time_s, act.controls
    level = window(time, 0.0, act.length_s, 1.3, 1.3)
    gaze(act, level)
    c.coiled[:] = np.maximum(c.coiled, level)
    c.lifted[:] += (0.92 - c.lifted) * level


def flatten(act: CreatureAct) -> None:
    """Crouch: press the whole length to the ground."""
    level = window(act.time_s, 0.0, act.length_s, 0.5, 0.6)
    act.controls.lifted[:] *= 1.0 - 0.97 * level


def perish(act: CreatureAct) -> None:
    """Die: writhe, sink, roll over and lie until told to rise."""
    time, c = act.time_s, act.controls
    up = 1.0 - rise(time, act.rises_s, 1.2) if math.isfinite(act.rises_s) else np.ones_like(time)
    writhing = pulse(time, 0.5, 0.45, 0.9) * up
    sunk, rolled = rise(time, 0.35, 0.75) * up, rise(time, 0.7, 0.9) * up
    for angles in (c.neck, c.head):
        angles *= (1.0 - sunk)[:, None]
    c.neck[:, 1] += 0.9 * writhing * np.sin(2 * math.pi * 1.5 * np.maximum(time, 0.0))
    c.lifted[:] = c.lifted * (1.0 - sunk) + 0.25 * writhing * (1.0 - sunk)
    c.limp[:] = np.maximum(c.limp, rolled)
    c.neck[:, 1] += 0.5 * rolled
    c.neck[:, 2] += 1.1 * rolled
    c.head[:, 2] += 0.9 * rolled
    c.jaw[:] += 0.45 * rolled + 0.4 * writhing - c.jaw * sunk


SERPENT_MOTIONS: dict[str, Motion] = {
    "LUNGE": dart, "STRIKE": dart, "BITE": dart, "GRAB": dart, "PUSH": dart, "JUMP": dart, "REAR": tower, "SCREAM": hiss, "VOCALISE": hiss,
    "RECOIL": shy, "DODGE": shy, "EXPRESS": shy, "COIL": wind_up, "CROUCH": flatten, "LIE": flatten, "KNEEL": flatten, "SIT": wind_up,
    "DIE": perish, "FALL": perish, "EAT": flatten, "DRINK": flatten, "LOOK": attend,
}  # fmt: skip
