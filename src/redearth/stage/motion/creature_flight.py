"""Winged creatures: they take off for long or fast ways, beat and glide, bank into turns, bob with each beat, and land on their feet."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from redearth.stage.motion import quat
from redearth.stage.motion.creature_body import CreatureControls
from redearth.stage.motion.creature_timing import tempo
from redearth.stage.motion.ease import rise, smooth, soften, wander
from redearth.stage.motion.path import Path
from redearth.stage.parts import F64

_FAR_M, _FAST_MPS = 2.5, 1.7
"""A move that is longer or faster than this is flown."""
_TAKE_OFF_S, _LANDING_S = 0.6, 0.7
_BEAT_HZ = 2.3
_LEAST_ROOM = 0.26
"""How far below level (rad) the wings of one that stands may beat without touching the ground."""
_FASTEST_HZ = 3.3
"""Wing beats a second of a creature with a back at 1 m; they go with one over the root of the height, as gravity asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flight:
    """Where in the scene it flies."""

    level: F64
    """[F] 0 on its feet … 1 in the air."""
    beats: tuple[float, ...]
    """Seconds at which a wing starts down."""


def fly(c: CreatureControls, path: Path, homes_m: F64, size: float, actor: str) -> Flight:
    """Write body, wings and tucked legs of all flown moves; the wings are shut between them."""
    level, beats = np.zeros(path.frames), []
    c.wings[:, :, 1] = 1.0
    for number, (first, last) in enumerate(path.segments):
        way = float(np.hypot(*np.diff(path.ground_m[first : last + 1], axis=0).T).sum())
        if way < _FAR_M and float(path.speed_mps[first : last + 1].max()) < _FAST_MPS * math.sqrt(size):
            continue
        before = 0 if number == 0 else path.segments[number - 1][1]
        after = path.frames if number + 1 == len(path.segments) else path.segments[number + 1][0]
        own, began = _one(c, path, (first, last), (before, after), size, f"{actor}{round(10 * way)}")
        level = np.maximum(level, own)
        beats += began
    _tuck(c, level, homes_m, size)
    return Flight(level=level, beats=tuple(beats))


def _one(
    c: CreatureControls, path: Path, move: tuple[int, int], room: tuple[int, int], size: float, identity: str
) -> tuple[F64, list[float]]:
    first, last = move
    heavy = 1.0 / tempo(size)
    start_s, end_s = float(path.time_s[first]), float(path.time_s[last])
    up = np.ones(path.frames) if path.speed_mps[first] > 0.6 else rise(path.time_s, start_s - 0.12, _TAKE_OFF_S * heavy)
    down = np.zeros(path.frames) if path.speed_mps[last] > 0.6 else rise(path.time_s, end_s - 0.55 * heavy, _LANDING_S * heavy)
    inside = np.zeros(path.frames)
    inside[room[0] : room[1]] = 1.0
    level = up * (1.0 - down) * inside
    local = path.time_s - start_s
    hertz = float(np.clip(_BEAT_HZ / math.sqrt(size), 1.1, _FASTEST_HZ))
    wave = 2 * math.pi * hertz * local
    climbing = np.clip(up * (1 - rise(local, 0.5, 0.6)) + rise(path.time_s, end_s - 0.8, 0.4), 0.0, 1.0)
    gliding = np.clip(1.6 * wander(local, 0.23, identity, "glide"), 0.0, 1.0) * (1.0 - climbing)
    swing = (0.50 + 0.32 * climbing) * (1.0 - 0.9 * gliding)
    beat = np.sin(wave + 0.45 * np.sin(wave))
    down_to = np.minimum(swing, 0.16 + _LEAST_ROOM + 0.30 * level)  # near the ground the strokes are shallow
    stroke = 0.16 + np.where(beat > 0, swing, down_to) * beat
    for wing in c.wings:
        for axis, value in enumerate((stroke, 0.10 * np.maximum(np.cos(wave), 0.0) * swing, -0.10 * climbing)):
            wing[:, axis] += (value - wing[:, axis]) * np.clip(1.6 * level, 0.0, 1.0)
    turning = (
        soften(np.gradient(path.yaw) * path.fps, max(1, round(0.2 * path.fps))) if path.frames > 2 else np.zeros(path.frames)
    )
    c.body_m[:, 1] += level * (0.85 * size + 0.5) + 0.075 * size * level * swing * np.cos(wave + 0.3)
    c.body[:, 2] -= level * np.clip(turning * path.speed_mps / 9.81, -0.75, 0.75)
    c.body[:, 0] += level * (0.06 - 0.45 * climbing) + 0.05 * level * swing * np.sin(wave)
    c.neck[:, 0] += level * (0.50 + 0.30 * climbing)
    c.head[:, 0] -= level * (0.30 + 0.05 * swing * np.sin(wave))
    c.tail[:, 0] += level * (0.35 - 0.4 * climbing + 0.12 * swing * np.sin(wave - 0.8))
    crossing = np.arange(math.floor(hertz * (end_s - start_s))) + 0.25
    return level, [start_s + float(k) / hertz for k in crossing]


def _tuck(c: CreatureControls, level: F64, homes_m: F64, size: float) -> None:
    """Fold the legs under the body while it flies, stretch them out before the ground."""
    taken = smooth(2.6 * level)
    for leg, (x, _, z) in enumerate(homes_m):
        under = np.array([x, 0.34 * size, z - 0.28 * size])
        place = c.root_m + quat.rotate(quat.about(1, c.root_yaw), under)
        place[:, 1] += c.body_m[:, 1]
        c.tips_m[leg] += (place - c.tips_m[leg]) * taken[:, None]
