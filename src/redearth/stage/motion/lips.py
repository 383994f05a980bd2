"""The mouth of a speaker: jaw and lips by viseme, drawn into each other, shut on p, b and m, a little ahead of the sound."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from redearth.stage.motion.ease import soften
from redearth.stage.motion.face_poses import VISEMES
from redearth.stage.parts import F64
from redearth.voice.model import Line

OPENING = {"A": 0.0, "B": 0.20, "C": 0.55, "D": 1.0, "E": 0.62, "F": 0.30, "G": 0.10, "H": 0.45, "X": 0.0}
"""How far each shape opens the jaw, as a share of ``WIDE_RAD``."""
WIDE_RAD = 0.20
LEAD_S = 0.015
"""The mouth is ahead of the sound by less than a frame."""
_RATE_HZ = 240
_BLEND_S = 0.055
"""How far a shape reaches into its neighbours (coarticulation)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lips:
    """A mouth over one line."""

    jaw: F64
    """[frames] radians open."""
    shapes: F64
    """[frames, visemes] weights of ``face_poses.VISEMES``."""
    shut: F64
    """[frames] 1 where the lips are closed by a sound."""


def lips_of(line: Line, frames: int, fps: int, loudness: float = 1.0) -> Lips:
    """Return the mouth over a line that starts on frame 0; on each p, b and m at least one frame is fully closed."""
    count = max(2, int((frames / fps + 0.3) * _RATE_HZ))
    jaw, shapes = np.zeros(count), np.zeros((count, len(VISEMES)))
    time = np.arange(count) / _RATE_HZ
    for phoneme in line.phonemes:
        first, last = (max(0, int((s - LEAD_S) * _RATE_HZ)) for s in (phoneme.start_s, phoneme.end_s))
        gain = 1.0 if phoneme.stressed else 0.75
        jaw[first:last] = OPENING[phoneme.viseme] * gain
        if phoneme.viseme in VISEMES:
            shapes[first:last, VISEMES.index(phoneme.viseme)] = 0.6 + 0.4 * gain
    jaw, shapes = soften(jaw, round(_BLEND_S * _RATE_HZ)), soften(shapes, round(_BLEND_S * _RATE_HZ))
    mask, shut = np.ones(count), np.zeros(frames, bool)
    for phoneme in line.phonemes:
        if phoneme.viseme != "A":
            continue
        begin_s, end_s = phoneme.start_s - LEAD_S, phoneme.end_s - LEAD_S
        away = np.maximum(np.maximum(begin_s - time, time - end_s), 0.0)
        mask = np.minimum(mask, np.clip(away / 0.05, 0.0, 1.0))
        shut[np.clip(_frames_within(begin_s, end_s, fps), 0, frames - 1)] = True
    return _sampled(jaw * mask, shapes, shut, fps, loudness)


def _frames_within(begin_s: float, end_s: float, fps: int) -> NDArray[np.int64]:
    """Return the frames of a sound, or the one nearest to its middle: no earlier on the whole than the sound, nor later."""
    within = np.arange(int(np.ceil(begin_s * fps)), int(np.floor(end_s * fps)) + 1)
    return within if len(within) else np.array([round((begin_s + end_s) / 2 * fps)])


def _sampled(jaw: F64, shapes: F64, shut: np.ndarray, fps: int, loudness: float) -> Lips:
    """Return the curves at the frames, with the closures exact."""
    at = np.arange(len(shut)) / fps * _RATE_HZ
    grid = np.arange(len(jaw))
    opened = np.interp(at, grid, jaw)
    weights = np.stack([np.interp(at, grid, row) for row in shapes.T], axis=-1) * min(1.15, 0.75 + 0.25 * loudness)
    opened[shut] = 0.0
    weights[shut] = np.eye(len(VISEMES))[VISEMES.index("A")]
    return Lips(jaw=opened * WIDE_RAD * loudness, shapes=weights, shut=shut.astype(float))


def stressed_moments(line: Line, spacing_s: float) -> tuple[float, ...]:
    """Return the middles of stressed sounds, at least ``spacing_s`` apart, in seconds of the line."""
    moments: list[float] = []
    for phoneme in line.phonemes:
        middle = (phoneme.start_s + phoneme.end_s) / 2
        if phoneme.stressed and (not moments or middle - moments[-1] >= spacing_s):
            moments.append(middle)
    return tuple(moments)
