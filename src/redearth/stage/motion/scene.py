"""What an actor's passes ask about the scene: where the others are and how high their eyes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from redearth.breakdown.model import CastList, Character
from redearth.direction.model import Blocking, Cue, Track
from redearth.stage.cast.build import skeleton_of
from redearth.stage.motion.body import Solved
from redearth.stage.motion.idle import beat_windows
from redearth.stage.motions.clip import Clip
from redearth.stage.parts import F64, Skeleton
from redearth.stage.rig_creature import eyes_ahead
from redearth.voice.model import Line

Posed = tuple[Skeleton, Solved]


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneWork:
    """A scene's blocking with look-ups; ``eyes_m`` holds [F, 3] per actor."""

    blocking: Blocking
    characters: Mapping[str, Character]
    lines: Mapping[str, Line]
    eyes_m: Mapping[str, F64]
    windows: tuple[tuple[str, int, int], ...]
    props_m: dict[str, F64] = field(default_factory=dict)
    """[F, 3] of props in hands that have been posed already, for those who reach for them; holders act first."""
    bodies: dict[str, Posed] = field(default_factory=dict)
    """Who has been posed already: for hands that land on somebody's body, who acts again once all have acted."""
    clips: Mapping[str, Clip] = field(default_factory=dict)
    """Recorded motions of the user's own, by name."""

    @property
    def fps(self) -> int:
        """Frames per second."""
        return self.blocking.fps

    @property
    def frames(self) -> int:
        """Length of the scene."""
        return self.blocking.duration_frames

    @property
    def time_s(self) -> F64:
        """[F] seconds from the scene's start."""
        return np.arange(self.frames) / self.fps

    def cues_of(self, actor: str) -> tuple[Cue, ...]:
        """Return an actor's cues in order of time."""
        return tuple(
            sorted((c for c in self.blocking.cues if c.actor == actor), key=lambda c: (c.range.start, c.beat, c.primitive))
        )


def scene_work(
    blocking: Blocking, cast: CastList, lines: Mapping[str, Line], clips: Mapping[str, Clip] | None = None
) -> SceneWork:
    """Return the scene with its look-ups made."""
    characters = {c.id: c for c in cast.characters}
    return SceneWork(
        blocking=blocking,
        characters=characters,
        lines=lines,
        eyes_m={track.actor: _eyes(track, blocking, characters.get(track.actor)) for track in blocking.tracks},
        windows=beat_windows(blocking),
        clips=clips or {},
    )


def fitted(track: Track, frames: int) -> Track:
    """Return the track with exactly ``frames`` samples: cut, or held at its last one."""
    samples = track.samples[:frames] or ((0.0, 0.0, 0.0, 0.0),)
    padded = samples + (samples[-1],) * (frames - len(samples))
    return Track(actor=track.actor, samples=padded, visible=track.visible, stature_m=track.stature_m)


def visible_mask(track: Track, frames: int) -> np.ndarray:
    """Return [F] whether the actor is on the set."""
    mask = np.zeros(frames, bool)
    for span in track.visible:
        mask[max(0, span.start) : max(0, span.end)] = True
    return mask


def _eyes(track: Track, blocking: Blocking, character: Character | None) -> F64:
    """Return an actor's eyes; kneeling and sitting lower them (the exact pose is not known yet)."""
    samples = np.array(fitted(track, blocking.duration_frames).samples, float)
    out = np.zeros((len(samples), 3))
    out[:, 0], out[:, 2] = samples[:, 0], samples[:, 1]
    out[:, 1] = 0.93 * track.stature_m
    if character is not None and character.kind == "creature":
        out[:, 1], ahead_m = eyes_ahead(skeleton_of(character))
        out[:, 0] += ahead_m * np.sin(samples[:, 2])
        out[:, 2] += ahead_m * np.cos(samples[:, 2])
    return out
