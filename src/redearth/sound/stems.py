"""Line the scenes' stems up into the film's three stems, with cross-fades over the handles; read any stretch at will."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from redearth.direction.model import Programme
from redearth.sound.clock import samples_at, samples_in
from redearth.sound.wav import read_stereo

F64 = NDArray[np.float64]

BALANCE = {"dialogue": 1.0, "effects": 0.8, "music": 0.55}
"""Where the faders stand before loudness is set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reels:
    """The scenes' stem files in programme order (None where a scene has none) and the film's music."""

    programme: Programme
    handle_s: float
    dialogue: Sequence[Path | None]
    effects: Sequence[Path | None]
    music: Path | None

    @property
    def total(self) -> int:
        """Length of the film in samples."""
        return samples_at(self.programme.duration_frames, self.programme.fps)

    def read(self, start: int, count: int) -> F64:
        """Return samples ``start`` to ``start + count`` of dialogue, effects and music [3, count, 2], faders applied."""
        out = np.zeros((3, 2, count))  # each channel in one piece
        for index, entry in enumerate(self.programme.entries):
            first = samples_at(entry.record.start, self.programme.fps)
            last = samples_at(entry.record.end, self.programme.fps)
            handle = samples_in(self.handle_s)
            low, high = max(start, first - handle, 0), min(start + count, last + handle, self.total)
            if high <= low:
                continue
            fade = _fade(np.arange(low, high), first, last, handle)
            for stem, files in ((0, self.dialogue), (1, self.effects)):
                path = files[index] if index < len(files) else None
                if path is not None:
                    out[stem, :, low - start : high - start] += read_stereo(path, low - (first - handle), high - low).T * fade
        if self.music is not None:
            out[2] = read_stereo(self.music, start, count).T
        out *= np.array([BALANCE["dialogue"], BALANCE["effects"], BALANCE["music"]])[:, None, None]
        return np.swapaxes(out, 1, 2)


def _fade(samples: NDArray[np.int64], first: int, last: int, handle: int) -> F64:
    """Return a scene's gain: risen when its first frame comes, falling from a little before its last until the handle ends.

    Rise and fall are quarter sines, so that two scenes' airs cross at about equal power.
    """
    lead = min(handle // 3, max((last - first) // 4, 0))
    gain = np.ones(len(samples))
    at = (samples < first) | (samples >= last - lead)
    if handle:
        rise = np.clip((samples[at] - (first - handle)) / handle, 0, 1)
        fall = np.clip((last + handle - samples[at]) / (handle + lead), 0, 1)
        gain[at] = np.sin(rise * np.pi / 2) * np.sin(fall * np.pi / 2)
    return gain
