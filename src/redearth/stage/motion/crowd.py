"""A crowd: members in loose rows that follow their track, each with its own stride."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.frames import FrameRange
from redearth.core.seed import generator_from
from redearth.direction.model import Cue, Piece, SetPlan, Track
from redearth.stage.motion.ease import soften
from redearth.stage.motion.path import facing
from redearth.stage.parts import F64

_MARGIN_M = 0.45
_ROW_M = 1.25
_TAIL_M = 60.0


def member_tracks(track: Track, count: int, fps: int, plan: SetPlan) -> tuple[Track, ...]:
    """Return one track per member: rows behind the crowd's own track, squeezed where scenery narrows the way.

    Rows are 1.25 m apart, files at least 0.85 m; a member starts up to 0.7 s late and drifts a few centimetres.
    """
    samples = np.array(track.samples, float)
    trail_m, trail, heading = _trail(samples)
    halves = _half_widths(trail, heading, plan)
    narrow = float(np.min(halves)) - _MARGIN_M
    files = int(np.clip(math.floor(2 * max(narrow, 0.0) / 0.9) + 1, 1, max(1, min(6, round(math.sqrt(count) * 1.1)))))
    spread = np.minimum(np.maximum(halves - _MARGIN_M, 0.0), 0.62 * (files - 1))
    spread = soften(spread, 6)
    tracks = []
    for member in range(count):
        random = generator_from("member", track.actor, member)
        row, file = divmod(member, files)
        across = (0.0 if files == 1 else 2 * file / (files - 1) - 1) + (0.12 * (random.random() - 0.5) if files > 1 else 0.0)
        back = row * _ROW_M + 0.22 * (random.random() - 0.5) + (0.3 if file % 2 else 0.0)
        delay = 0.7 * random.random()
        ripple = 0.06 * random.random(), 0.07 + 0.06 * random.random(), 6.28 * random.random()
        tracks.append(_member(track, samples, (trail_m, trail, heading, spread), across, back, delay, ripple, fps))
    return tuple(tracks)


def member_cues(cues: tuple[Cue, ...], actor: str, member: int, fps: int) -> tuple[Cue, ...]:
    """Return the crowd's cues for one member: up to half a second late, each its own."""
    out = []
    for cue in cues:
        late = round(0.5 * float(generator_from("late", actor, member, cue.beat).random()) * fps)
        span = FrameRange(start=cue.range.start + late, duration=max(1, cue.range.duration - late))
        out.append(
            Cue(
                beat=cue.beat, actor=cue.actor, primitive=cue.primitive, range=span, target=cue.target, target_m=cue.target_m,
                prop=cue.prop, hand=cue.hand, manner=cue.manner, lemma=cue.lemma, speed=cue.speed, strength=cue.strength,
            )
        )  # fmt: skip
    return tuple(out)


def _trail(samples: F64) -> tuple[F64, F64, F64]:
    """Return the way as (distances, points [n, 2], heading [n]), with a straight tail behind its start."""
    ground = samples[:, :2]
    step = np.sqrt((np.diff(ground, axis=0) ** 2).sum(-1))
    moved = np.flatnonzero(step > 1e-4)
    first_yaw = float(np.arctan2(*(ground[moved[0] + 1] - ground[moved[0]]))) if len(moved) else float(samples[0, 2])
    _, ahead = facing(np.array(first_yaw))
    distance = np.concatenate([[0.0], np.cumsum(step)])
    marks = np.arange(0.0, float(distance[-1]) + 0.25, 0.25)
    keep = np.concatenate([[0], moved + 1])
    line = np.stack([np.interp(marks, distance[keep], ground[keep, axis]) for axis in (0, 1)], -1)
    tail = np.arange(-_TAIL_M, 0.0, 0.25)
    points = np.concatenate([ground[0] + tail[:, None] * ahead, line])
    forward = np.gradient(points, axis=0)
    forward[np.abs(forward).sum(-1) < 1e-9] = ahead
    heading = soften(np.unwrap(np.arctan2(forward[:, 0], forward[:, 1])), 3)
    return np.concatenate([tail, marks]), points, heading


def _half_widths(trail: F64, heading: F64, plan: SetPlan) -> F64:
    """Return how far to both sides of the trail the floor is free of solid pieces, at most 4 m."""
    left, _ = facing(heading)
    free = np.full(len(trail), 4.0)
    for offset in np.arange(3.8, 0.1, -0.2):
        blocked = np.zeros(len(trail), bool)
        for sign in (1.0, -1.0):
            spot = trail + sign * offset * left
            for piece in plan.pieces:
                if piece.solid and piece.kind not in ("gate", "door") and piece.position_m[1] < 1.8:
                    blocked |= _inside(spot, piece)
        free[blocked] = offset - 0.1
    near = np.arange(len(trail))[:, None] + np.arange(-4, 5)
    return np.asarray(np.maximum(free[np.clip(near, 0, len(trail) - 1)].min(-1), _MARGIN_M))


def _inside(spot: F64, piece: Piece) -> np.ndarray:
    delta = spot - np.array([piece.position_m[0], piece.position_m[2]])
    sine, cosine = math.sin(piece.yaw_rad), math.cos(piece.yaw_rad)
    x, z = delta[:, 0] * cosine - delta[:, 1] * sine, delta[:, 0] * sine + delta[:, 1] * cosine
    return np.asarray((np.abs(x) < piece.size_m[0] / 2 + 0.2) & (np.abs(z) < piece.size_m[2] / 2 + 0.2))


def _member(
    track: Track, samples: F64, way: tuple[F64, F64, F64, F64], across: float, back: float, delay: float,
    ripple: tuple[float, float, float], fps: int,
) -> Track:  # fmt: skip
    marks, trail, heading, spread = way
    frames = np.arange(len(samples))
    late = np.clip(frames - delay * fps, 0, None)
    distance = np.concatenate([[0.0], np.cumsum(np.sqrt((np.diff(samples[:, :2], axis=0) ** 2).sum(-1)))])
    gone = np.interp(late, frames, distance)
    size, rate, phase = ripple
    gone = gone - back + size * np.sin(6.28 * rate * gone + phase)
    centre = np.stack([np.interp(gone, marks, trail[:, axis]) for axis in (0, 1)], -1)
    yaw = np.interp(gone, marks, heading)
    left, _ = facing(yaw)
    place = centre + (across * np.interp(gone, marks, spread))[:, None] * left
    own = np.interp(late, frames, np.unwrap(samples[:, 2]))
    at_head = np.interp(np.interp(late, frames, distance), marks, heading)
    facing_yaw = yaw + own - at_head
    rows = np.column_stack([place, facing_yaw, np.interp(late, frames, samples[:, 3])])
    return Track(
        actor=track.actor,
        samples=tuple(tuple(float(v) for v in row) for row in rows),  # type: ignore[misc]
        visible=track.visible,
        stature_m=track.stature_m,
    )
