"""Where people look: the eyes jump first, the head follows, the chest gives a share; lids ride on the eyes and shut on large jumps."""

from __future__ import annotations

import numpy as np

from redearth.stage.motion import quat
from redearth.stage.motion.controls import Controls, in_root
from redearth.stage.motion.ease import pulse, smooth
from redearth.stage.motion.face_poses import NAMES
from redearth.stage.parts import F64

EYE_LIMIT_RAD = 0.44
"""Eyes turn no farther than 25 degrees in the head."""
_HEAD_SHARE = 0.92
"""The head stops a little short of where the eyes look."""
_HEAD_PITCH_RAD = (-0.66, 0.68)
"""How far up and down the head goes for a look; the eyes do the rest."""
_LEAD = 8.0
"""Eyes have arrived when the head has gone an eighth of its way."""
_BLINK_RAD, _BLINK_S = 0.35, (0.05, 0.085)
"""Jumps beyond this make people blink; how long lids take to shut and to open."""


def head_look(controls: Controls, rest_hips_m: F64) -> tuple[F64, F64]:
    """Return the head's (pitch, yaw, weight) in root axes, and what the spine turns with it."""
    frames = len(controls.root_yaw)
    look = np.zeros((frames, 3))
    eye = rest_hips_m + controls.hips_m + np.array([0.0, 0.68 * controls.scale, 0.04])
    for gaze in controls.gazes:
        local = in_root(controls, gaze.target_m) - eye
        yaw = np.arctan2(local[:, 0], local[:, 2])
        pitch = np.arctan2(-local[:, 1], np.maximum(np.hypot(local[:, 0], local[:, 2]), 0.15))
        behind = 1.0 - np.clip((np.abs(yaw) - 2.4) / 0.74, 0.0, 1.0)
        limited = _HEAD_SHARE * 1.45 * np.tanh(yaw / 1.45) * behind
        pitch = np.clip(_HEAD_SHARE * pitch, *_HEAD_PITCH_RAD) * (0.4 + 0.6 * behind)
        look[:, 0] += (pitch - look[:, 0]) * gaze.weight
        look[:, 1] += (limited - look[:, 1]) * gaze.weight
        look[:, 2] += (1.0 - look[:, 2]) * gaze.weight
    share = np.zeros((frames, 3))
    share[:, 1] = 0.28 * look[:, 1]
    share[:, 0] = 0.15 * look[:, 0]
    return look, share


def leading(weight: F64) -> F64:
    """Return how far the eyes are where the head is [F] on its way: there first, and away first."""
    top = float(weight.max(initial=0.0))
    if top <= 1e-6 or len(weight) < 2:
        return np.zeros_like(weight)
    level = np.clip(weight / top, 0.0, 1.0)
    falling = np.diff(level, append=level[-1:]) < -1e-9
    return smooth(np.where(falling, 1.0 - _LEAD * (1.0 - level), _LEAD * level))


def eye_turns(controls: Controls, eyes_m: F64, head: F64) -> F64:
    """Return [F, 2] pitch and yaw of the eyes in the head, from where they are [F, 3] and how the head is turned [F, 4] in set space."""
    frames = len(controls.root_yaw)
    ahead = quat.rotate(head, np.array([0.0, 0.0, 1.0]))
    way = ahead.copy()
    for gaze in controls.gazes:
        weight = leading(gaze.weight)
        seen = np.flatnonzero(weight > 0)
        if not len(seen):
            continue
        where = slice(int(seen[0]), int(seen[-1]) + 1)
        target = gaze.target_m[where] if gaze.target_m.ndim == 2 else gaze.target_m
        goal = quat.unit(target - eyes_m[where], (0.0, 0.0, 1.0))
        way[where] += (goal - way[where]) * weight[where, None]
    local = quat.rotate(quat.inverse(head), quat.unit(way, (0.0, 0.0, 1.0)))
    aside = np.hypot(local[:, 0], local[:, 1])
    angle = np.arctan2(aside, local[:, 2])
    # what is behind the back is not looked at out of the corner of an eye
    angle = np.minimum(angle, EYE_LIMIT_RAD) * np.clip((2.8 - angle) / 0.5, 0.0, 1.0)
    turn = np.zeros((frames, 2))
    turn[:, 0] = -angle * local[:, 1] / np.maximum(aside, 1e-9)
    turn[:, 1] = angle * local[:, 0] / np.maximum(aside, 1e-9)
    turn += controls.eyes
    size = np.sqrt((turn * turn).sum(-1))
    return np.asarray(turn * np.minimum(1.0, EYE_LIMIT_RAD / np.maximum(size, 1e-9))[:, None])


def blink_on_jumps(controls: Controls, turn: F64) -> None:
    """Shut the lids for a moment wherever the eyes [F, 2] jump far."""
    if len(turn) < 4:
        return
    span = max(2, round(0.1 * controls.fps))
    jump = np.zeros(len(turn))
    moved = turn[span:] - turn[:-span]
    jump[:-span] = np.sqrt((moved * moved).sum(-1))
    far = jump > _BLINK_RAD
    starts = np.flatnonzero(far & ~np.concatenate([[False], far[:-1]]))
    time = np.arange(len(turn)) / controls.fps
    blink = controls.face[:, NAMES.index("blink")]
    for start in starts:
        near = slice(max(0, start - 2), start + controls.fps // 2)
        shut = pulse(time[near] - time[start], 0.06, *_BLINK_S)
        blink[near] = np.maximum(blink[near], shut)
