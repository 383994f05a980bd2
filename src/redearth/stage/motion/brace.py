"""Danger shows in the body before anybody acts: people brace, lower themselves and free their hands as tension rises."""

from __future__ import annotations

import numpy as np

from redearth.core.seed import generator_from
from redearth.direction.model import Blocking
from redearth.stage.motion.controls import MIRROR, Controls
from redearth.stage.motion.ease import rise, wander
from redearth.stage.parts import F64

_CALM, _FULL = 0.55, 0.9
"""Tensions at which bracing begins and is complete."""
_TAKES_S = 0.45


def alarm(blocking: Blocking, windows: tuple[tuple[str, int, int], ...]) -> F64:
    """Return [F] how much everybody is on guard, 0 to 1: eased to each beat's tension within the beat, so lengths of lines change nothing later."""
    tensions = dict(zip((t.beat for t in blocking.timings), blocking.tension, strict=False))
    out, handed = np.zeros(blocking.duration_frames), 0.0
    for beat, start, end in windows:
        goal = float(np.clip((tensions.get(beat, 0.0) - _CALM) / (_FULL - _CALM), 0.0, 1.0))
        local = np.arange(end - start) / blocking.fps
        out[start:end] = handed + (goal - handed) * rise(local, 0.0, min(_TAKES_S, 0.9 * (end - start) / blocking.fps))
        handed = goal
    return out


def brace(
    controls: Controls, level: F64, speed_mps: F64, fps: int, actor: str, windows: tuple[tuple[str, int, int], ...]
) -> None:
    """Bend the stand of who is not walking into a guard; ``level`` [F] from :func:`alarm`."""
    stands = level * (1.0 - np.clip(speed_mps / 0.9, 0.0, 1.0))
    side = 1.0 if generator_from("guard", actor).random() < 0.5 else -1.0
    scale = controls.scale
    controls.hips_m[:, 1] -= 0.085 * scale * stands
    controls.hips[:, 1] += 0.16 * side * stands
    controls.hips[:, 0] += 0.07 * stands
    controls.spine[:, 0] += 0.19 * stands
    controls.spine[:, 1] -= 0.10 * side * stands
    controls.head[:, 0] -= 0.17 * stands
    controls.shrug_m[:] += 0.012 * scale * level
    for hand, mirror in enumerate(MIRROR):
        reach = 1.0 if mirror * side > 0 else 0.75
        controls.arm_m[hand] += stands[:, None] * scale * reach * np.array([0.06 * mirror, 0.17, 0.20])
    for beat, start, end in windows:
        local = np.arange(end - start) / fps
        where = slice(start, end)
        controls.head[where, 1] += 0.05 * stands[where] * wander(local, 0.7, actor, beat, "guard")
