"""Stems and the mix."""

from __future__ import annotations

from dataclasses import dataclass

SAMPLE_RATE_HZ = 48_000
STEMS = ("dialogue", "effects", "music")


@dataclass(frozen=True, slots=True, kw_only=True)
class Loudness:
    """Meter readings of the mix."""

    integrated_lufs: float
    true_peak_dbtp: float
    range_lu: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """The film's sound. Beside it lie ``mix.wav`` and one WAV per stem (stereo, 48 kHz, 24-bit); the stems sum to the mix."""

    samples: int
    loudness: Loudness
    duck_db: float
    """Deepest the music goes under dialogue."""
