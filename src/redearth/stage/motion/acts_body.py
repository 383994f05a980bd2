"""Acts of the whole body: jumps, falls, dodges, recoils, moods, trembling, and the plain fallback."""

from __future__ import annotations

from redearth.core.seed import unit_from
from redearth.stage.motion.acting import Act
from redearth.stage.motion.acts_head import target_of
from redearth.stage.motion.controls import LEFT, RIGHT
from redearth.stage.motion.ease import decaying, pulse, rise, wander, window


def fall(act: Act) -> None:
    """Throw the arms out before the posture takes over."""
    flail = pulse(act.time_s, 0.3 / act.pace, 0.25, 0.5)
    for side in (LEFT, RIGHT):
        act.pose(side, (0.42, -0.05 + 0.2 * side, 0.30), 0.7 * flail)
    act.controls.head[:, 0] -= 0.25 * flail


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
