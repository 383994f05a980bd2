"""Acts of the whole body: jumps, falls, dodges, recoils, moods, trembling, and the plain fallback."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.seed import unit_from
from redearth.stage.motion.acting import Act
from redearth.stage.motion.acts_head import target_of
from redearth.stage.motion.controls import LEFT, MIRROR, RIGHT, Reach
from redearth.stage.motion.ease import decaying, pulse, rise, wander, window
from redearth.stage.motion.postures import collapses
from redearth.stage.parts import F64

_DUCKING = frozenset({"duck", "duck_down", "ducks", "蹲", "低头"})
_STEPPING_ASIDE = frozenset({"sidestep", "step_aside", "sideways", "aside", "闪开", "侧身"})


def fall(act: Act) -> None:
    """Throw the arms out before the posture takes over; who collapses does not."""
    if collapses(act.cue):
        return
    flail = pulse(act.time_s, 0.3, 0.25, 0.5)
    for side in (LEFT, RIGHT):
        act.pose(side, (0.42, -0.05 + 0.2 * side, 0.30), 0.7 * flail)
    act.controls.head[:, 0] -= 0.25 * flail


def dodge(act: Act) -> None:
    """Get out of the way, quick in, slow back: duck, step aside, or both a little."""
    words = {*act.cue.manner, act.cue.lemma}
    way = 1.0 if unit_from("dodge", act.cue.beat, act.cue.actor) < 0.5 else -1.0
    way = 1.0 if "left" in words else -1.0 if "right" in words else way
    level = window(act.time_s, 0.0, min(0.55, act.length_s), 0.22 / max(act.pace, 0.8), 0.6)
    scale, controls = act.controls.scale, act.controls
    if words & _STEPPING_ASIDE:
        _step_aside(act, way, level)
    else:
        down = 1.9 if words & _DUCKING else 1.0
        controls.hips_m[:, 0] += way * 0.16 * scale * level / down
        controls.hips_m[:, 1] -= 0.17 * down * scale * level
        controls.spine[:, 2] -= way * 0.42 * level / down**2
        controls.spine[:, 0] += 0.30 * down * level
        controls.head[:, 0] += 0.2 * (down - 1.0) * level
    for side in (LEFT, RIGHT):
        act.pose(side, (0.10, 0.02, 0.34), 0.85 * level, elbow_out=0.3)


def _step_aside(act: Act, way: float, level: F64) -> None:
    """Set one foot to the side, bring the body over it, and take it back."""
    controls, scale = act.controls, act.controls.scale
    side = LEFT if way > 0 else RIGHT
    end_s = min(0.55, act.length_s)
    step = rise(act.time_s, 0.0, 0.24) - rise(act.time_s, end_s + 0.25, 0.4)
    hop = pulse(act.time_s, 0.12, 0.12, 0.12) + pulse(act.time_s, end_s + 0.45, 0.2, 0.2)
    aside = np.stack([np.cos(controls.root_yaw), np.zeros_like(step), -np.sin(controls.root_yaw)], -1)
    controls.ankle_m[side] += (way * 0.36 * scale * step)[:, None] * aside
    controls.ankle_m[side, :, 1] += 0.05 * scale * hop
    controls.free[side] = np.maximum(controls.free[side], np.minimum(1.0, 2 * hop))
    controls.hips_m[:, 0] += way * 0.27 * scale * level
    controls.hips_m[:, 1] -= 0.06 * scale * level
    controls.spine[:, 2] -= way * 0.20 * level


def recoil(act: Act) -> None:
    """Start back with raised hands."""
    level = window(act.time_s, 0.0, act.length_s, 0.25, 0.6)
    act.controls.hips_m[:, 2] -= 0.09 * act.controls.scale * level
    act.controls.spine[:, 0] -= 0.22 * level
    for side in (LEFT, RIGHT):
        act.pose(side, (0.10, -0.02, 0.36), 0.8 * level)


def lunge(act: Act) -> None:
    """Throw the body forward, hands first, over a deep front knee."""
    level = window(act.time_s, 0.25, min(act.length_s, 0.9), 0.25, 0.6)
    back = pulse(act.time_s, 0.2, 0.2, 0.15)
    act.controls.hips_m[:, 2] += act.controls.scale * (0.16 * level - 0.06 * back)
    act.controls.hips_m[:, 1] -= act.controls.scale * (0.14 * level + 0.06 * back)
    act.controls.spine[:, 0] += 0.35 * level
    for side in (LEFT, RIGHT):
        act.pose(side, (0.02, -0.05, 0.55), 0.8 * level)


def stop(act: Act) -> None:
    """Settle: the trunk swings on a little and comes back."""
    after = decaying(act.time_s, 0.0, 1.1, 4.5) * rise(act.time_s, 0.0, 0.2)
    act.controls.spine[:, 0] += 0.10 * after
    act.controls.head[:, 0] -= 0.05 * after
    target = target_of(act)
    if target is not None:
        act.look(target, 0.7 * act.during(0.4, 0.5))


def pant(act: Act) -> None:
    """Lean on the knees and heave, out of breath."""
    level = act.during(0.5, 0.7)
    heave = level * np.sin(2 * math.pi * 0.62 * np.maximum(act.time_s, 0.0))
    controls, scale = act.controls, act.controls.scale
    controls.hips_m[:, 2] -= 0.07 * scale * level
    controls.hips_m[:, 1] -= 0.06 * scale * level
    controls.hips[:, 0] += 0.28 * level
    controls.spine[:, 0] += 0.55 * level - 0.05 * heave
    controls.head[:, 0] -= 0.15 * level
    controls.shrug_m[:] += 0.016 * scale * (level + heave)
    for side in (LEFT, RIGHT):
        palm = np.array([0.13 * MIRROR[side], 0.60, 0.16])
        on_knees = np.clip(level * (1.0 + (controls.hips_m[:, 1] / scale + 0.2) / 0.15), 0.0, level)  # not of who kneels or lies
        controls.reaches.append(Reach(side=side, weight=np.clip(on_knees, 0, 1), target_m=palm, space="root", stretch=False))


def tremble(act: Act) -> None:
    """Shake a hand finely, or the whole upper body."""
    level = act.during(0.4, 0.6) * (0.5 + 0.5 * act.cue.strength)
    local = act.time_s
    sides = act.sides() if act.cue.hand else (LEFT, RIGHT)
    for side in sides:
        for axis, size in ((0, 0.006), (1, 0.008), (2, 0.005)):
            act.controls.tremor_m[side, :, axis] += level * size * wander(local, 3.4, "tremble", act.cue.beat, side, axis)
    act.controls.head[:, 2] += 0.012 * level * wander(local, 3.1, "tremble", act.cue.beat)
    act.controls.shrug_m[:] += 0.006 * level


def hold_plain(act: Act) -> None:
    """Stand for a line that was not understood: shift, gesture a little, look where it points."""
    target = target_of(act)
    if target is not None:
        act.look(target, 0.7 * act.during(0.4, 0.5))
    way = 1.0 if unit_from("plain", act.cue.beat) < 0.5 else -1.0
    level = act.during(0.6, 0.6)
    act.controls.head[:, 1] += 0.12 * way * level
    act.controls.spine[:, 1] += 0.05 * way * level
    act.pose(RIGHT if way > 0 else LEFT, (0.13, -0.44, 0.25), 0.5 * level)
