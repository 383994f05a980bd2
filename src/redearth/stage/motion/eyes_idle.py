"""Eyes are never still: blinks and small darts of the gaze, in windows that close at the edges of beats."""

from __future__ import annotations

import numpy as np

from redearth.core.seed import generator_from
from redearth.stage.motion.controls import Controls
from redearth.stage.motion.ease import pulse, rise
from redearth.stage.motion.face_poses import NAMES
from redearth.stage.parts import F64

_BETWEEN_S = (3.0, 5.4)
"""Between two blinks of somebody calm: about 14 a minute; on guard about 20."""
SHUTS_S, OPENS_S = 0.055, 0.085
"""A blink takes 140 ms."""
_DART_S, _DART_RAD = (1.0, 3.0), (0.035, 0.022)
_JUMP_S = 0.06


def keep_eyes_alive(controls: Controls, windows: tuple[tuple[str, int, int], ...], actor: str, alarm: F64) -> None:
    """Add blinks and darts; ``alarm`` [F] is how much on guard the actor is, 0 to 1."""
    fps = controls.fps
    blink = controls.face[:, NAMES.index("blink")]
    for beat, start, end in windows:
        local = np.arange(end - start) / fps
        length = len(local) / fps
        random = generator_from("blink", actor, beat)
        guarded = float(alarm[end - 1]) if end > start else 0.0
        hurry = 1.0 - 0.3 * guarded
        moment = 0.15 + (_BETWEEN_S[1] - 0.6) * random.random() * hurry
        while moment < length - 0.25:
            near = slice(start + max(0, int((moment - 0.2) * fps)), min(end, start + int((moment + 0.3) * fps)))
            # lids meet on a frame, or at 24 frames a second many a blink would stay ajar
            shut = pulse(np.arange(near.start, near.stop) / fps, start / fps + round(moment * fps) / fps, SHUTS_S, OPENS_S)
            blink[near] = np.maximum(blink[near], shut)
            moment += (_BETWEEN_S[0] + (_BETWEEN_S[1] - _BETWEEN_S[0]) * random.random()) * hurry
        _dart(controls, slice(start, end), local, length, actor, beat)


def _dart(controls: Controls, where: slice, local: F64, length: float, actor: str, beat: str) -> None:
    random = generator_from("dart", actor, beat)
    moment, at = 0.2 + 1.2 * random.random(), np.zeros(2)
    turn = np.zeros((len(local), 2))
    while moment < length - 0.3:
        goal = (random.random(2) * 2 - 1) * _DART_RAD[::-1]
        turn += (goal - at) * rise(local, moment, _JUMP_S)[:, None]
        at = goal
        moment += _DART_S[0] + (_DART_S[1] - _DART_S[0]) * random.random()
    turn -= at * rise(local, length - 0.2, _JUMP_S)[:, None]
    controls.eyes[where] += turn
