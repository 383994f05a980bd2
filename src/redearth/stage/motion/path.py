"""A track as arrays, and the stretches of it in which its actor is on the move."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from redearth.direction.model import Track
from redearth.stage.motion.ease import soften
from redearth.stage.parts import F64

_MOVING_MPS = 0.035
_TURNING_RADPS = 0.12
_ROLLING_MPS, _STARTING = 0.45, 1.6
"""Slower than this at its end a move starts or ends in a stand; so does one that is so many times as fast a frame later."""
_TELEPORT_M = 0.9
"""A jump between two frames that no gait explains: the actor was taken off and put elsewhere."""
_JOIN_S = 0.8
_WHIRL_RADPS = 5.0
"""Nobody on legs turns quicker: two steps a second, of 140 degrees together."""
_LEVELLED_S = 0.13


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """Where a root goes. ``segments`` are the (first, last) frames of its moves, ends included; it stands still between them."""

    fps: int
    time_s: F64
    """[F] seconds from the scene's start; passes use differences only."""
    ground_m: F64
    """[F, 2] x and z."""
    yaw: F64
    """[F], unwrapped."""
    speed_mps: F64
    """[F]."""
    segments: tuple[tuple[int, int], ...]

    @property
    def frames(self) -> int:
        """Number of frames."""
        return len(self.yaw)


def path_of(track: Track, fps: int) -> Path:
    """Return the path of a track's samples."""
    samples = np.array(track.samples, float).reshape(-1, 4)
    return path_from(samples[:, :2], samples[:, 2], fps)


def path_from(ground_m: F64, yaw: F64, fps: int) -> Path:
    """Return the path through ``ground_m`` [F, 2] facing ``yaw`` [F]; speeds follow from the positions."""
    unwrapped = np.unwrap(yaw)
    step = np.sqrt((np.diff(ground_m, axis=0) ** 2).sum(-1))
    jump = step > _TELEPORT_M
    step = np.where(jump, 0.0, step)
    turning = np.abs(np.diff(unwrapped)) * fps > _TURNING_RADPS
    moving = ((step * fps > _MOVING_MPS) | turning) & ~jump
    speed = np.zeros(len(yaw))
    if len(step):
        speed[:-1] += step * fps * 0.5
        speed[1:] += step * fps * 0.5
        speed[0], speed[-1] = step[0] * fps, step[-1] * fps
    return Path(
        fps=fps,
        time_s=np.arange(len(yaw)) / fps,
        ground_m=ground_m,
        yaw=unwrapped,
        speed_mps=speed,
        segments=_runs(moving, jump, max(1, round(_JOIN_S * fps))),
    )


def on_legs(path: Path) -> Path:
    """Return the path of somebody whose feet must follow every turn: what turns quicker than legs do comes round a little later."""
    step = _WHIRL_RADPS / path.fps
    turns = np.diff(path.yaw)
    if not len(turns) or np.abs(turns).max() <= step:
        return path
    put = np.sqrt((np.diff(path.ground_m, axis=0) ** 2).sum(-1)) > _TELEPORT_M
    late = np.zeros(path.frames)
    for k in range(path.frames - 1):
        owed = late[k] + turns[k]
        late[k + 1] = 0.0 if put[k] else owed - min(max(owed, -step), step)
    radius = max(1, round(_LEVELLED_S * path.fps))
    slow = path.yaw - late
    near = soften((late != 0).astype(float), radius)
    return path_from(path.ground_m, slow + near * (soften(slow, radius) - slow), path.fps)


def rolls(path: Path, frame: int, ahead: int) -> bool:
    """Return whether the body is at speed at an end of a move (``ahead`` 1 at its first frame, -1 at its last): it comes rolling in, or goes on unseen.

    Who starts from a stand or brakes to one goes about twice as fast a frame farther into the move, however quick the move is.
    """
    ends = np.clip(frame + ahead * np.arange(3), 0, path.frames - 1)
    first, second = np.hypot(*np.diff(path.ground_m[ends], axis=0).T) * path.fps
    return bool(first > _ROLLING_MPS and second < _STARTING * first)


def _runs(moving: np.ndarray, jump: np.ndarray, join: int) -> tuple[tuple[int, int], ...]:
    """Group moving intervals, joining those that pause for less than ``join`` frames without a jump."""
    segments: list[tuple[int, int]] = []
    for interval in np.flatnonzero(moving):
        start = int(interval)
        if segments and start - segments[-1][1] <= join and not jump[segments[-1][1] : start].any():
            segments[-1] = (segments[-1][0], start + 1)
        else:
            segments.append((start, start + 1))
    return tuple(segments)


def resting_marks(path: Path) -> F64:
    """Return [F, 3] the mark (x, z, yaw) on which the feet of somebody who stands are: where the last move ended.

    While the actor stands, the root may creep by less than a move; the feet do not.
    """
    marks = np.column_stack([path.ground_m, path.yaw])
    bounds = [(last, following) for (_, last), (following, _) in zip(path.segments, path.segments[1:], strict=False)]
    if path.segments:
        bounds = [*bounds, (path.segments[-1][1], path.frames - 1)]
        marks[: path.segments[0][0]] = marks[path.segments[0][0]]
    for last, following in bounds:
        apart = np.abs(marks[last + 1 : following + 1] - marks[last]).max(-1)
        jumped = np.flatnonzero(apart > 0.4)
        until = last + 1 + int(jumped[0]) if len(jumped) else following + 1
        marks[last + 1 : until] = marks[last]
        marks[until : following + 1] = marks[following]
    if not path.segments:
        marks[:] = marks[0]
    return marks


def facing(yaw: F64) -> tuple[F64, F64]:
    """Return ground vectors [..., 2] (x, z) to the left of and ahead of somebody who faces ``yaw``."""
    sine, cosine = np.sin(yaw), np.cos(yaw)
    return np.stack([cosine, -sine], -1), np.stack([sine, cosine], -1)
