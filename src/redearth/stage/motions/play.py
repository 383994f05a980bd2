"""Lay recorded motions over a solved body, for the cues that ask for them: blended in and out, feet locked, steps heard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from redearth.direction.model import Cue
from redearth.stage.model import Contact
from redearth.stage.motion.body import Solved
from redearth.stage.motion.contacts import contact
from redearth.stage.motion.path import Path
from redearth.stage.motions.clip import RATE_FPS, Clip
from redearth.stage.motions.lay_over import LONGEST_S, laid_over, shares_of
from redearth.stage.motions.retarget import Danced, retarget
from redearth.stage.parts import F64, Skeleton

_SAME_RAD = 0.5
"""A clip whose last pose is this near to its first one, joint by joint, goes round."""
_FLIGHT_S = 0.14
"""Both feet in the air for longer is a jump, and what ends it is a landing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedFace:
    """What a clip's face does from a frame on."""

    first: int
    weight: F64
    """[N] how far the clip has taken over."""
    curves: Mapping[str, F64]
    """[N] by VRM's names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """A body with its recorded motions, what they touch, and the frames whose other steps are not taken."""

    solved: Solved
    contacts: tuple[Contact, ...] = ()
    silent: tuple[tuple[int, int], ...] = ()
    faces: tuple[RecordedFace, ...] = ()


def play_clips(
    solved: Solved, skeleton: Skeleton, path: Path, cues: Sequence[Cue], clips: Mapping[str, Clip], surface: str
) -> Played:
    """Return the body with the clip that each ``MOTION`` cue names by its lemma; cues whose clip is not there change nothing."""
    contacts: list[Contact] = []
    silent: list[tuple[int, int]] = []
    faces: list[RecordedFace] = []
    for cue in cues:
        clip = clips.get(cue.lemma) if cue.primitive == "MOTION" and skeleton.kind == "biped" else None
        if clip is None:
            continue
        first = max(0, cue.range.start)
        last = min(path.frames, cue.range.end + round(LONGEST_S * path.fps) + 1)
        if first >= last:
            continue
        local_s = np.arange(first - cue.range.start, last - cue.range.start) / path.fps
        length_s = cue.range.duration / path.fps
        root = np.column_stack([path.ground_m[first:last], path.yaw[first:last]])
        danced = retarget(clip, skeleton, root, clip_time(clip, local_s, cue), path.fps)
        shares = shares_of(solved, skeleton, danced, first, local_s, length_s)
        solved = laid_over(solved, skeleton, danced, shares, first)
        contacts += _steps(danced, cue, surface, first, path.fps)
        silent.append((first, last))
        if clip.faces:
            faces.append(RecordedFace(first=first, weight=shares.body, curves=_faces(clip, clip_time(clip, local_s, cue))))
    return Played(solved=solved, contacts=tuple(contacts), silent=tuple(silent), faces=tuple(faces))


def over_face(
    curves: Mapping[str, NDArray[np.float32]] | None, faces: Sequence[RecordedFace], frames: int
) -> Mapping[str, NDArray[np.float32]] | None:
    """Return the curves of a face with those of recorded motions laid over; what a clip does not name stays."""
    if not faces:
        return curves
    found = {name: np.array(values, float) for name, values in (curves or {}).items()}
    for face in faces:
        span = slice(face.first, face.first + len(face.weight))
        for name, values in face.curves.items():
            row = found.setdefault(name, np.zeros(frames))
            row[span] += (values - row[span]) * face.weight
    return {name: row.astype(np.float32) for name, row in found.items()}


def _faces(clip: Clip, time_s: F64) -> dict[str, F64]:
    clock = np.arange(len(clip.turns)) / RATE_FPS
    return {name: np.asarray(np.interp(time_s, clock, values)) for name, values in clip.faces.items()}


def clip_time(clip: Clip, local_s: F64, cue: Cue) -> F64:
    """Return which moment of a clip is played at which moment of its cue: it goes round or holds its end when the cue is longer."""
    at = np.maximum(local_s, 0.0) * float(np.clip(cue.speed, 0.5, 2.0))
    apart = np.abs((clip.turns[0] * clip.turns[-1]).sum(-1)).clip(0.0, 1.0)
    goes_round = float((2 * np.arccos(apart)).max()) < _SAME_RAD
    longer = cue.range.duration > 0 and at[-1] > clip.seconds + 1.0
    return np.asarray(at % clip.seconds if goes_round and longer else np.minimum(at, clip.seconds))


def _steps(danced: Danced, cue: Cue, surface: str, first: int, fps: int) -> list[Contact]:
    """Return where feet come down: steps, and one landing of both after a jump."""
    starts = sorted((run[0], *place.tolist()) for s in danced.steps for run, place in zip(s.runs, s.places_m, strict=True))
    ends = sorted(run[1] for s in danced.steps for run in s.runs)
    heard: list[Contact] = []
    landed = -(10**6)
    for frame, x, y, z in starts:
        last_up = max((end for end in ends if end < frame), default=0)
        aloft = any(run[0] < frame <= run[1] for s in danced.steps for run in s.runs)
        flew = not aloft and frame - last_up > _FLIGHT_S * fps
        if frame < 2 or frame - landed < 0.2 * fps or first + frame > cue.range.end:
            continue
        landed = frame if flew else landed
        heard.append(
            contact(first + frame, "land" if flew else "footstep", cue.actor, surface, (x, y, z), 0.75 if flew else 0.45)
        )
    return heard
