"""The body over the feet: pelvis, chest and arms of somebody who walks, runs, sneaks or limps."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from redearth.stage.motion.carriage import carry, level_of
from redearth.stage.motion.controls import Controls
from redearth.stage.motion.ease import rise, soften, window
from redearth.stage.motion.feet import Feet, place_feet
from redearth.stage.motion.ground import LEVEL, Ground
from redearth.stage.motion.path import Path, facing, resting_marks
from redearth.stage.motion.steps import Walk, plan_walk
from redearth.stage.motion.style import Style
from redearth.stage.parts import F64


def walk_on(
    controls: Controls,
    path: Path,
    style: Style,
    run_asked: F64,
    identity: str,
    floor: Ground = LEVEL,
    styled: Callable[[int, int], Style] | None = None,
) -> tuple[Walk, ...]:
    """Write feet and gait of the whole path into the controls and return its planned moves.

    ``styled(first, last)`` says how a move is walked; without it all are walked, and stood between, in ``style``.
    """
    marks = resting_marks(path)
    walks = tuple(
        plan_walk(path, segment, styled(*segment) if styled else style, run_asked, identity, marks[segment[0]], floor)
        for segment in path.segments
    )
    feet = place_feet(path, walks, style, marks, floor)
    controls.ankle_m[:] = feet.ankle_m
    controls.foot[:, :, 0] = feet.pitch
    controls.foot[:, :, 1] = feet.yaw
    controls.foot[:, :, 2] = feet.roll
    controls.toes[:] = feet.toes
    run = np.zeros(path.frames)
    for walk in walks:
        run[walk.first : walk.last + 1] = walk.run * _envelope(path, walk)
        _pelvis(controls, path, walk)
        _first_shift(controls, path, walk)
    controls.free[:] = feet.swinging * run
    controls.air[:] = feet.swinging
    run = soften(run, max(1, round(0.12 * path.fps)))
    carry(controls, path, walks, style, identity)
    _lean(controls, path, run)
    if not floor.level:
        _lean_on_slopes(controls, path)
    _arms(controls, path, feet, run, level_of(path, walks, style, "arm_swing"))
    return walks


def _envelope(path: Path, walk: Walk) -> F64:
    """Return 0…1 over a move: 0 at its standing ends."""
    time = path.time_s[walk.first : walk.last + 1]
    begin = np.ones(len(time)) if walk.at_speed[0] else rise(time, time[0], 0.35)
    end = np.ones(len(time)) if walk.at_speed[1] else 1 - rise(time, time[-1] - 0.35, 0.35)
    return np.asarray(begin * end)


def _pelvis(controls: Controls, path: Path, walk: Walk) -> None:
    """Bob, sway, drop and lean of the pelvis by the gait's phase."""
    style = walk.style
    where = slice(walk.first, walk.last + 1)
    speed, run, level = path.speed_mps[where], walk.run, _envelope(path, walk)
    pace = np.clip(speed / 1.3, 0.0, 1.3)
    support = 1.0 if walk.first_foot == 1 else -1.0  # the foot that stands while step 0 swings: left is +1
    across = support * np.cos(np.pi * (walk.phase - 0.38))
    bob = (1 - run) * 0.014 * style.bounce * pace * np.cos(2 * np.pi * (walk.phase - 0.38))
    bob -= run * (0.035 * np.cos(2 * np.pi * (walk.phase - 0.64)) + 0.035)
    controls.hips_m[where, 1] += controls.scale * level * (bob - 0.026 * pace * (1 - run))
    sway = (0.028 + 0.012 * (pace < 0.4)) * (1 - 0.6 * run) * (1 + 0.6 * style.waddle)
    controls.hips_m[where, 0] += controls.scale * level * across * sway
    controls.hips[where, 2] += level * across * np.radians(3.2) * np.minimum(pace + 0.3, 1.0)
    controls.spine[where, 2] -= level * across * np.radians(4.2) * np.minimum(pace + 0.3, 1.0)
    controls.spine[where, 2] -= level * across * 0.07 * style.waddle
    if style.limp > 0:
        sound = -1.0 if style.limp_side == 1 else 1.0
        bad = np.maximum(0.0, sound * across) * level * style.limp * np.minimum(pace * 2, 1.0)
        controls.hips_m[where, 1] -= 0.03 * controls.scale * bad
        controls.spine[where, 2] += sound * 0.16 * bad
        controls.spine[where, 0] += 0.12 * bad + 0.1 * style.limp * level
        controls.hips[where, 2] -= sound * 0.05 * bad


def _first_shift(controls: Controls, path: Path, walk: Walk) -> None:
    """Shift the weight over the standing foot in the quarter second before the first step of a move from a stand."""
    if walk.at_speed[0]:
        return
    support = 1.0 if walk.first_foot == 1 else -1.0
    lift_s = walk.steps[0].lift_s if walk.steps else path.time_s[walk.first]
    shift = support * window(path.time_s, lift_s - 0.27, lift_s + 0.02, 0.26, 0.3)
    controls.hips_m[:, 0] += 0.038 * controls.scale * shift
    controls.hips[:, 2] += 0.02 * shift
    controls.spine[:, 2] -= 0.03 * shift


def _lean(controls: Controls, path: Path, run: F64) -> None:
    """Lean with speed and acceleration, and into turns."""
    if path.frames < 3:
        return
    speed = soften(path.speed_mps, max(1, round(0.15 * path.fps)))
    push = np.clip(np.gradient(speed) * path.fps, -3.0, 3.0)
    turning = soften(np.gradient(path.yaw) * path.fps, max(1, round(0.12 * path.fps)))
    lean = np.radians(2.0) * np.clip(speed / 1.3, 0, 1) + np.radians(11.0) * run + np.radians(2.2) * push
    controls.hips[:, 0] += 0.5 * lean
    controls.spine[:, 0] += 0.5 * lean
    bank = np.clip(speed * turning / 9.81, -0.25, 0.25)
    controls.spine[:, 2] -= 0.6 * bank
    ahead = min(path.frames - 1, max(1, round(0.3 * path.fps)))
    later = np.concatenate([path.yaw[ahead:], np.repeat(path.yaw[-1:], ahead)])
    lead = soften(np.clip(later - path.yaw, -0.9, 0.9), max(1, round(0.1 * path.fps)))
    controls.head[:, 1] += 0.75 * lead
    controls.spine[:, 1] += 0.25 * lead


def _lean_on_slopes(controls: Controls, path: Path) -> None:
    """Lean into a slope on the way up and back on the way down."""
    gone = np.maximum(path.speed_mps / path.fps, 0.012)
    rise = np.clip(np.gradient(controls.root_m[:, 1]) / gone, -0.8, 0.8) * np.clip(path.speed_mps / 0.3, 0.0, 1.0)
    lean = soften(np.where(rise > 0, 0.30, 0.14) * rise, max(1, round(0.2 * path.fps)))
    controls.hips[:, 0] += 0.4 * lean
    controls.spine[:, 0] += 0.6 * lean


def _arms(controls: Controls, path: Path, feet: Feet, run: F64, arm_swing: F64) -> None:
    """Swing arms and chest against the legs: driven by the feet, so that they rest when the feet do."""
    _, ahead = facing(path.yaw)
    along = [((feet.ankle_m[f][:, [0, 2]] - path.ground_m) * ahead).sum(-1) for f in (0, 1)]
    stride = (along[0] - along[1]) / (2 * controls.scale)
    lag = max(1, round(0.06 * path.fps))
    stride = soften(stride, lag)
    controls.hips[:, 1] -= 0.28 * np.clip(stride, -0.4, 0.4)
    controls.spine[:, 1] += 0.62 * np.clip(stride, -0.4, 0.4)
    swing = np.clip(stride, -0.5, 0.5) * (1.15 - 0.1 * run) * arm_swing
    for side, sign in ((0, -1.0), (1, 1.0)):
        angle = sign * swing
        bent = controls.arm_m[side] * (1 - 0.05 * np.maximum(angle, 0))[:, None]
        angle = angle * 1.0 + 0.05
        running = np.array([0.13 if side == 0 else -0.13, -0.31, 0.17]) * controls.scale
        base = bent + (running - bent) * (0.95 * run)[:, None]
        sine, cosine = np.sin(-angle), np.cos(-angle)
        y, z = base[:, 1].copy(), base[:, 2].copy()
        controls.arm_m[side, :, 0] = base[:, 0] - np.abs(angle) * 0.02 * (1 if side == 0 else -1)
        controls.arm_m[side, :, 1] = cosine * y - sine * z
        controls.arm_m[side, :, 2] = sine * y + cosine * z
