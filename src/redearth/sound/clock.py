"""Frames to samples: exact where the frame rate divides 48 kHz, else the nearest sample before."""

from __future__ import annotations

from redearth.sound.model import SAMPLE_RATE_HZ


def samples_at(frame: int, fps: int) -> int:
    """Return the first sample of ``frame`` (2000 samples a frame at 24 frames a second)."""
    return frame * SAMPLE_RATE_HZ // fps


def samples_in(seconds: float) -> int:
    """Return the number of samples nearest to ``seconds``, at least 0."""
    return max(0, round(seconds * SAMPLE_RATE_HZ))
