"""Standing is never still: breath, sway and weight shifts, in windows that close at the edges of beats."""

from __future__ import annotations

import numpy as np

from redearth.core.seed import generator_from
from redearth.direction.model import Blocking
from redearth.stage.motion.controls import Controls
from redearth.stage.motion.ease import inner_window, rise, wander
from redearth.stage.parts import F64


def beat_windows(blocking: Blocking) -> tuple[tuple[str, int, int], ...]:
    """Return (beat, first frame, end frame): the scene cut where beats start; the last lasts to the scene's end."""
    starts: dict[int, str] = {0: "opening"}
    for timing in sorted(blocking.timings, key=lambda t: (t.range.start, t.beat)):
        if 0 <= timing.range.start < blocking.duration_frames:
            starts[timing.range.start] = timing.beat
    ordered = sorted(starts.items())
    ends = [start for start, _ in ordered[1:]] + [blocking.duration_frames]
    return tuple((beat, start, end) for (start, beat), end in zip(ordered, ends, strict=True) if end > start)


def stay_alive(
    controls: Controls, windows: tuple[tuple[str, int, int], ...], fps: int, actor: str, exertion: F64, held_up: F64
) -> None:
    """Add breath, sway and weight shifts; ``exertion`` [F] 0 calm … 1 out of breath, ``held_up`` [F] 1 in a posture or on the move: there only the breath goes on."""
    rate = 0.21 + 0.09 * float(generator_from("breath", actor).random())
    for beat, start, end in windows:
        local = np.arange(end - start) / fps
        length = local[-1] + 1 / fps
        where = slice(start, end)
        level = inner_window(local, 0.0, length, 0.45)
        worked = exertion[where]
        phase = float(generator_from("breath", actor, beat).random()) * 2 * np.pi
        calm, hard = np.sin(2 * np.pi * rate * local + phase), np.sin(2 * np.pi * 0.55 * local + phase)
        breath = level * (calm * (1 - worked) + 2.2 * hard * worked)
        controls.shrug_m[:, where] += 0.004 * controls.scale * breath
        controls.spine[where, 0] -= 0.009 * breath
        controls.head[where, 0] += 0.004 * breath
        controls.arm_m[0, where, 0] += 0.004 * breath
        controls.arm_m[1, where, 0] -= 0.004 * breath
        free = level * (1 - held_up[where])
        sway = free * wander(local, 0.16, actor, beat, "x"), free * wander(local, 0.19, actor, beat, "z")
        controls.hips_m[where, 0] += 0.007 * sway[0]
        controls.hips_m[where, 2] += 0.005 * sway[1]
        controls.spine[where, 1] += level * 0.018 * wander(local, 0.13, actor, beat, "yaw")
        controls.head[where, 1] += level * 0.03 * wander(local, 0.23, actor, beat, "head")
        controls.head[where, 0] += level * 0.018 * wander(local, 0.27, actor, beat, "nod")
        controls.head[where, 2] += level * 0.015 * wander(local, 0.19, actor, beat, "tilt")
        _shift_weight(controls, where, local, length, 1 - held_up[where], actor, beat)


def _shift_weight(controls: Controls, where: slice, local: F64, length: float, stands: F64, actor: str, beat: str) -> None:
    """Rest on one leg, then the other, every 6 to 15 seconds."""
    random = generator_from("weight", actor, beat)
    moment, side, lean = 0.8 + 2.5 * random.random(), 1.0 if random.random() < 0.5 else -1.0, np.zeros(len(local))
    level = 0.0
    while moment < length - 1.6:
        goal = side * (0.6 + 0.4 * random.random())
        lean += (goal - level) * rise(local, moment, 0.9)
        level, side = goal, -side
        moment += 6.0 + 9.0 * random.random()
    lean -= level * rise(local, length - 0.75, 0.7)
    lean *= stands
    controls.hips_m[where, 0] += 0.035 * controls.scale * lean
    controls.hips_m[where, 1] -= 0.006 * controls.scale * np.abs(lean)
    controls.hips[where, 2] += 0.045 * lean
    controls.spine[where, 2] -= 0.06 * lean
