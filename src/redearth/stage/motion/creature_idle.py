"""Creatures that stand: they breathe, shift their weight, sniff, listen, look about in quick stops, flick ears and tail."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.seed import generator_from
from redearth.stage.motion.creature_body import CreatureControls
from redearth.stage.motion.ease import inner_window, wander
from redearth.stage.parts import F64

Windows = tuple[tuple[str, int, int], ...]
"""(beat, first frame, end) of each beat."""


def arthropod_idle(controls: CreatureControls, windows: Windows, fps: int, actor: str, size_m: float) -> None:
    """Breathe fast and shallow, work the jaws, twitch the head in quick stops and starts."""
    for beat, start, end in windows:
        local = np.arange(end - start) / fps
        level = inner_window(local, 0.0, local[-1] + 1 / fps, 0.35)
        where = slice(start, end)
        random = generator_from("creature", actor, beat)
        breath = np.sin(2 * math.pi * (0.62 + 0.1 * random.random()) * local + 6 * random.random())
        controls.body_m[where, 1] += 0.012 * size_m * level * breath
        controls.abdomen[where, 0] += 0.05 * level * breath
        controls.jaw[where] += level * (0.07 + 0.06 * wander(local, 0.9, actor, beat, "jaw")).clip(0.0, 0.3)
        twitch = np.tanh(3.0 * wander(local, 0.45, actor, beat, "twitch")) * 0.5
        controls.head[where, 1] += 0.16 * level * twitch
        controls.head[where, 2] += 0.10 * level * wander(local, 0.5, actor, beat, "tilt")
        controls.neck[where, 0] += 0.05 * level * wander(local, 0.4, actor, beat, "neck")
        controls.body_m[where, 0] += 0.045 * size_m * level * wander(local, 0.32, actor, beat, "sway")


def beast_idle(controls: CreatureControls, windows: Windows, fps: int, actor: str, kind: str, size_m: float, moving: F64) -> None:
    """Breathe by size, shift weight, sniff with the nose down, hold still, look up; ``moving`` [F] damps what only rest shows."""
    for beat, start, end in windows:
        local = np.arange(end - start) / fps
        where = slice(start, end)
        level = inner_window(local, 0.0, local[-1] + 1 / fps, 0.35)
        rest = level * (1.0 - 0.85 * moving[where])
        random = generator_from("creature", actor, beat)
        breath = np.sin(2 * math.pi * (0.42 / math.sqrt(size_m) ** 0.5 + 0.06 * random.random()) * local + 6 * random.random())
        controls.body_m[where, 1] += 0.006 * size_m * level * breath
        controls.thorax[where, 0] += 0.012 * level * breath
        controls.abdomen[where, 0] -= 0.012 * level * breath
        controls.body_m[where, 0] += 0.028 * size_m * rest * wander(local, 0.16, actor, beat, "weight")
        controls.body[where, 2] += 0.022 * rest * wander(local, 0.16, actor, beat, "weight")
        look = np.tanh(2.6 * wander(local, 0.20, actor, beat, "look"))
        controls.neck[where, 1] += 0.26 * rest * look
        controls.head[where, 1] += 0.20 * rest * look
        controls.head[where, 2] += 0.07 * rest * wander(local, 0.3, actor, beat, "tilt")
        sniff = np.clip(wander(local, 0.13, actor, beat, "sniff") - 0.1, 0.0, 0.7)
        if kind == "quadruped":
            controls.neck[where, 0] += 0.62 * rest * sniff
            controls.head[where, 0] += 0.05 * rest * (np.sin(2 * math.pi * 3.4 * local) * (sniff > 0) - 2.0) * sniff
        controls.jaw[where] += level * (0.05 + 0.04 * breath + 0.05 * wander(local, 0.5, actor, beat, "jaw")).clip(0.0, 0.2)
        flick = np.clip(wander(local, 0.9, actor, beat, "ear") - 0.72, 0.0, 0.3) / 0.3
        controls.ears[where] += 0.7 * level * flick
        controls.tail[where, 1] += 0.30 * rest * wander(local, 0.35, actor, beat, "tail")
        if kind == "upright":
            controls.body[where, 0] += 0.03 * rest * wander(local, 0.22, actor, beat, "hunch")
            controls.head[where, 1] += 0.12 * rest * np.tanh(5 * wander(local, 0.55, actor, beat, "twitch")) * flick
