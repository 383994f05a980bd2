"""Where the film's ears are: pan, level, dullness and room share of a place in the set, as the shot's camera hears it.

Film perspective, not physics: sounds move with the cut but less than the picture, and nothing important is lost with distance.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from redearth.core.space import matrix_from_quat
from redearth.direction.model import Blocking, ShotList
from redearth.sound.clock import samples_at
from redearth.sound.model import SAMPLE_RATE_HZ
from redearth.sound.placing import Sounding
from redearth.sound.rooms import ROOMS
from redearth.sound.tone import high_pass, low_pass

F64 = NDArray[np.float64]
_SMOOTH_FRAMES = 5.0
_WIDEST = 0.8
_ONSET_SAMPLES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Ears:
    """The camera's pose on every frame of a scene."""

    fps: int
    kit: str
    position_m: F64
    """[F, 3]."""
    right: F64
    """[F, 3], unit."""
    forward: F64
    """[F, 3], unit."""


def ears_of(blocking: Blocking, shotlist: ShotList) -> Ears:
    """Return the ears of a scene; frames without a camera listen from the front of the set."""
    frames = max(blocking.duration_frames, 1)
    position = np.tile([0.0, 1.6, 6.0], (frames, 1))
    quat = np.tile([1.0, 0.0, 0.0, 0.0], (frames, 1))
    for shot in shotlist.shots:
        for offset, sample in enumerate(shot.camera):
            frame = shot.range.start + offset
            if 0 <= frame < frames:
                position[frame], quat[frame] = sample.position_m, sample.rotation
    matrix = matrix_from_quat(quat)
    return Ears(
        fps=blocking.fps, kit=blocking.set_plan.kit, position_m=position, right=matrix[:, :3, 0], forward=-matrix[:, :3, 2]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """How a place is heard on frames ``first`` onward of a scene; every array [F]."""

    first: int
    pan: F64
    """-1 left … +1 right."""
    gain: F64
    distance_m: F64
    behind: F64
    """0 in front … 1 straight behind."""


def hear(ears: Ears, position_m: F64, start: int, count: int) -> Hearing:
    """Return how ``position_m`` is heard around samples ``start`` to ``start + count``, smoothed over the cuts.

    The place is [3], or [F, 3] for one that moves, F being all frames of the scene.
    """
    margin, last = int(4 * _SMOOTH_FRAMES), len(ears.position_m) - 1
    low = int(np.clip(start * ears.fps // SAMPLE_RATE_HZ - margin, 0, last))
    high = int(np.clip((start + count) * ears.fps // SAMPLE_RATE_HZ + margin + 2, low + 1, last + 1))
    place_m = np.asarray(position_m, float)
    offset = (place_m if place_m.ndim == 1 else place_m[low:high]) - ears.position_m[low:high]
    distance = np.sqrt((offset**2).sum(axis=1))
    unit = offset / np.maximum(distance, 0.3)[:, None]
    side, ahead = (unit * ears.right[low:high]).sum(axis=1), (unit * ears.forward[low:high]).sum(axis=1)
    near = np.clip(distance / 2.0, 0.0, 1.0)
    pan = np.clip(_WIDEST * side * near * 1.4, -_WIDEST, _WIDEST)
    gain = (1.0 + distance / 5.0) ** -0.9
    return Hearing(
        first=low, pan=_smooth(pan), gain=_smooth(gain), distance_m=_smooth(distance), behind=_smooth(np.clip(-ahead, 0, 1))
    )


def place(
    mono: F64,
    start: int,
    position_m: F64,
    ears: Ears,
    *,
    level: float = 1.0,
    wet: float = 1.0,
    reach: float = 1.0,
    shape: Callable[[Hearing], Hearing] | None = None,
) -> Sounding:
    """Return ``mono`` [N], which starts at scene sample ``start``, as the ears hear it; it follows what moves while it sounds.

    ``reach`` above 1 carries farther (a roar), below 1 less (cloth); ``shape`` may change the hearing first.
    """
    hearing = hear(ears, position_m, start, len(mono))
    hearing = shape(hearing) if shape is not None else hearing
    edges = np.array([samples_at(hearing.first + f, ears.fps) for f in range(len(hearing.pan))], float)
    times = np.arange(len(mono)) + start
    first = int(np.clip(np.searchsorted(edges, start, side="right") - 1, 0, len(edges) - 1))
    distance = float(hearing.distance_m[first]) / reach
    gain = hearing.gain ** (1 / reach) * level
    angle = (hearing.pan + 1) * np.pi / 4
    sides = [np.interp(times, edges, gain * side * np.sqrt(2) * 0.9) for side in (np.cos(angle), np.sin(angle))]
    dull_hz = max(17_000.0 * np.exp(-distance / 45.0) * (1.0 - 0.45 * float(hearing.behind[first])), 1_200.0)
    steady = high_pass(mono, 22.0, 1)
    onset = steady[:_ONSET_SAMPLES]
    onset *= np.arange(len(onset)) / _ONSET_SAMPLES
    sound = low_pass(steady, dull_hz, 1) if dull_hz < 15_000 else steady
    room = ROOMS.get(ears.kit, ROOMS["exterior"]).wet
    share = wet * room * (1.0 + distance / 6.0) ** 0.7 * 1.4
    send = high_pass(sound * np.interp(times, edges, gain), 110.0, 1) * share
    return Sounding(direct=(np.stack(sides) * sound).T, send=send)


def body_paths(blocking: Blocking, height: float) -> Mapping[str, F64]:
    """Return where each actor is on each frame [F, 3], at ``height`` times its stature."""
    paths = {}
    for track in blocking.tracks:
        if track.samples:
            ground = np.array(track.samples, float)
            index = np.minimum(np.arange(max(blocking.duration_frames, 1)), len(ground) - 1)
            paths[track.actor] = np.stack(
                [ground[index, 0], np.full(len(index), height * track.stature_m), ground[index, 1]], axis=1
            )
    return paths


def _smooth(curve: F64) -> F64:
    return ndimage.gaussian_filter1d(curve, _SMOOTH_FRAMES, mode="nearest")
