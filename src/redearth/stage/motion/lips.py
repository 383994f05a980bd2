"""The jaw of a speaker: open by viseme, shut on p, b and m, a frame ahead of the sound."""

from __future__ import annotations

import numpy as np

from redearth.stage.motion.ease import soften
from redearth.stage.parts import F64
from redearth.voice.model import Line

_OPEN = {"A": 0.0, "B": 0.16, "C": 0.5, "D": 1.0, "E": 0.6, "F": 0.3, "G": 0.1, "H": 0.45, "X": 0.0}
WIDE_RAD = 0.36
_RATE_HZ = 240
_LEAD_S = 0.03


def jaw_of(line: Line, frames: int, fps: int, loudness: float = 1.0) -> F64:
    """Return the jaw's opening [frames] in radians over a line that starts on frame 0; closures reach exactly 0."""
    count = max(2, int((frames / fps + 0.3) * _RATE_HZ))
    curve = np.zeros(count)
    for phoneme in line.phonemes:
        first, last = (int((s - _LEAD_S) * _RATE_HZ) for s in (phoneme.start_s, phoneme.end_s))
        gain = 1.0 if phoneme.stressed else 0.75
        curve[max(0, first) : max(0, last)] = _OPEN[phoneme.viseme] * gain
    curve = soften(curve, round(0.055 * _RATE_HZ))
    mask, shut = np.ones(count), np.zeros(frames, bool)
    for phoneme in line.phonemes:
        if phoneme.viseme != "A":
            continue
        begin_s, end_s = phoneme.start_s - _LEAD_S, phoneme.end_s - _LEAD_S
        time = np.arange(count) / _RATE_HZ
        away = np.maximum(np.maximum(begin_s - time, time - end_s), 0.0)
        mask = np.minimum(mask, np.clip(away / 0.05, 0.0, 1.0))
        held = np.arange(round(begin_s * fps), max(round(begin_s * fps) + 1, int(end_s * fps) + 1))
        shut[np.clip(held, 0, frames - 1)] = True
    sampled = np.interp(np.arange(frames) / fps, np.arange(count) / _RATE_HZ, curve * mask)
    sampled[shut] = 0.0
    return sampled * WIDE_RAD * loudness


def stressed_moments(line: Line, spacing_s: float) -> tuple[float, ...]:
    """Return the middles of stressed sounds, at least ``spacing_s`` apart, in seconds of the line."""
    moments: list[float] = []
    for phoneme in line.phonemes:
        middle = (phoneme.start_s + phoneme.end_s) / 2
        if phoneme.stressed and (not moments or middle - moments[-1] >= spacing_s):
            moments.append(middle)
    return tuple(moments)
