"""Acts of the whole body: jumps, falls, dodges, recoils, moods, trembling, and the plain fallback."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.seed import unit_from
from redearth.stage.motion.acting import Act
from redearth.stage.motion.acts_head import target_of
from redearth.stage.motion.controls import LEFT, MIRROR, RIGHT, Reach
from redearth.stage.motion.ease import decaying, pulse, rise, wander, window


def jump(act: Act) -> None:
    """Crouch, leave the ground for as long as the height asks, land and give."""
    scale = act.controls.scale
    off = min(0.45 / act.pace, 0.4 * act.length_s)
    height = 0.32 * act.cue.strength
    air_s = 2 * math.sqrt(2 * height / 9.81)
    flight = np.clip((act.time_s - off) / air_s, 0.0, 1.0)
    up = 4 * height * flight * (1 - flight)
    crouch = pulse(act.time_s, off - 0.12, off * 0.7, 0.14) + 0.8 * pulse(act.time_s, off + air_s + 0.12, 0.12, 0.45)
    act.controls.hips_m[:, 1] += scale * (up - 0.22 * crouch)
    act.controls.spine[:, 0] += 0.35 * crouch
    for side in (LEFT, RIGHT):
        act.controls.ankle_m[side, :, 1] += scale * up * 1.12
        act.controls.foot[side, :, 0] += 0.5 * np.sin(math.pi * flight)
        act.controls.free[side] = np.maximum(act.controls.free[side], (up > 0) * 1.0)
        act.pose(side, (0.2, -0.35, -0.3), 0.7 * pulse(act.time_s, off - 0.1, off * 0.8, 0.15))
        act.pose(side, (0.2, 0.05, 0.45), window(act.time_s, off - 0.08, off + air_s * 0.6, 0.2, 0.5))
    act.touch(off + air_s, "land", act.spot(), 0.7)


def fall(act: Act) -> None:
    """Throw the arms out before the posture takes over."""
    flail = pulse(act.time_s, 0.3 / act.pace, 0.25, 0.5)
    for side in (LEFT, RIGHT):
        act.pose(side, (0.42, -0.05 + 0.2 * side, 0.30), 0.7 * flail)
    act.controls.head[:, 0] -= 0.25 * flail


def crawl(act: Act) -> None:
    """Set hands and knees forward in turn while the track moves on."""
    level = act.during(0.9, 0.9)
    distance = np.concatenate([[0.0], np.cumsum(np.sqrt((np.diff(act.path.ground_m, axis=0) ** 2).sum(-1)))])
    cycle = 2 * math.pi * (distance - distance[act.first_frame]) / (0.62 * act.controls.scale)
    for side, phase in ((LEFT, 0.0), (RIGHT, math.pi)):
        ahead = 0.155 * np.cos(cycle + phase)
        up = 0.07 * np.maximum(0.0, -np.sin(cycle + phase))
        palm = np.stack([np.full_like(ahead, 0.19 * MIRROR[side]), 0.04 + up, 0.36 + ahead], -1)
        act.controls.reaches.append(Reach(side=side, weight=level, target_m=palm, space="root", stretch=False))
        knee = 0.155 * np.cos(cycle + phase + math.pi) * level * act.controls.scale
        act.controls.ankle_m[side, :, 0] += knee * np.sin(act.controls.root_yaw)
        act.controls.ankle_m[side, :, 2] += knee * np.cos(act.controls.root_yaw)
    act.controls.hips[:, 1] += 0.10 * np.sin(cycle) * level


def climb(act: Act) -> None:
    """Hand over hand, knee after knee, close to what is climbed."""
    level = act.during(0.5, 0.6)
    cycle = 2 * math.pi * 0.75 * act.pace * act.time_s
    act.controls.spine[:, 0] += 0.12 * level
    act.controls.hips_m[:, 1] += act.controls.scale * level * (0.18 + 0.03 * np.sin(2 * cycle))
    for side, phase in ((LEFT, 0.0), (RIGHT, math.pi)):
        high = 0.5 + 0.5 * np.cos(cycle + phase)
        palm = np.stack([np.full_like(high, 0.04), 0.12 + 0.36 * high, 0.32 - 0.06 * high], -1)
        act.pose(side, palm, level)
        foot = level * act.controls.scale * (0.2 + 0.34 * (1 - high))
        act.controls.ankle_m[side, :, 1] += foot
        act.controls.free[side] = np.maximum(act.controls.free[side], level)
    act.controls.head[:, 0] -= 0.3 * level


def dodge(act: Act) -> None:
    """Duck aside from the target, quick in, slow back."""
    way = 1.0 if unit_from("dodge", act.cue.beat, act.cue.actor) < 0.5 else -1.0
    level = window(act.time_s, 0.0, min(0.55, act.length_s), 0.22, 0.6)
    act.controls.hips_m[:, 0] += way * 0.16 * act.controls.scale * level
    act.controls.hips_m[:, 1] -= 0.17 * act.controls.scale * level
    act.controls.spine[:, 2] -= way * 0.42 * level
    act.controls.spine[:, 0] += 0.30 * level
    for side in (LEFT, RIGHT):
        act.pose(side, (0.10, 0.02, 0.34), 0.85 * level, elbow_out=0.3)


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
