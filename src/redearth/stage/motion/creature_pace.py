"""How fast a creature goes, without the corners of its track: what its body follows, while its feet follow the track itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from redearth.stage.motion.ease import soften
from redearth.stage.motion.path import Path
from redearth.stage.parts import F64

_TELEPORT_M = 0.9
"""A jump between two frames that no gait explains: it was taken off the set and put elsewhere."""
_PUSH_MPS2 = 8.0
GRAVITY_MPS2 = 9.81


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Speeds of a track, evened out over a moment; nothing of one place is mixed with another place it was put to."""

    stretches: tuple[tuple[int, int], ...]
    """(first frame, end) between jumps."""
    radius: int
    """Frames over which it is evened out, each way: a heavier body is slower to follow."""
    speed_mps: F64
    """[F]."""
    push_mps2: F64
    """[F] along the way."""
    turning_radps: F64
    """[F]."""

    def even(self, values: F64) -> F64:
        """Return values [F] evened out within each stretch, its edges held."""
        return np.concatenate([soften(values[first:end], self.radius) for first, end in self.stretches])


def as_walked(path: Path) -> Path:
    """Return a path whose speeds, where it was put elsewhere, are those it has there already."""
    speed = np.concatenate([_speed(path, first, end) for first, end in _stretches(path)])
    return replace(path, speed_mps=speed)


def pace_over(path: Path, size_m: float) -> Pace:
    """Return the pace of a path for a body of a size."""
    stretches = _stretches(path)
    radius = max(1, round(0.12 * max(1.0, size_m) ** 0.5 * path.fps))
    raw = Pace(stretches=stretches, radius=radius, speed_mps=path.speed_mps, push_mps2=path.speed_mps, turning_radps=path.yaw)
    push = np.concatenate([_slope(path.speed_mps[first:end], path.fps) for first, end in stretches])
    turning = np.concatenate([_slope(path.yaw[first:end], path.fps) for first, end in stretches])
    return replace(
        raw,
        speed_mps=raw.even(path.speed_mps),
        push_mps2=raw.even(np.clip(push, -_PUSH_MPS2, _PUSH_MPS2)),
        turning_radps=raw.even(turning),
    )


def bounce_m(rate_hz: F64, wished_m: F64, share: float = 0.8) -> F64:
    """Return how far [F] a body goes up and down ``rate_hz`` [F] times a second: as wished, but no harder than weight throws it."""
    circle = 2 * np.pi * np.maximum(rate_hz, 0.1)
    return np.asarray(np.minimum(wished_m, share * GRAVITY_MPS2 / (circle * circle)))


def _stretches(path: Path) -> tuple[tuple[int, int], ...]:
    jumps = np.flatnonzero(np.hypot(*np.diff(path.ground_m, axis=0).T) > _TELEPORT_M) + 1
    edges = [0, *(int(j) for j in jumps), path.frames]
    return tuple(pairwise(edges))


def _speed(path: Path, first: int, end: int) -> F64:
    gone = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(path.ground_m[first:end], axis=0).T))])
    return _slope(gone, path.fps)


def _slope(values: F64, fps: int) -> F64:
    return np.asarray(np.gradient(values) * fps) if len(values) > 1 else np.zeros(len(values))
