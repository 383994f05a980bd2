"""The table read: who speaks with which voice, and every line with its phoneme and word times."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Viseme = Literal["A", "B", "C", "D", "E", "F", "G", "H", "X"]
"""Mouth shapes: A closed (p b m), B clenched, C open-mid, D wide open, E rounded, F pursed, G f/v, H l, X rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceSpec:
    """A voice, cast for one character and stable over the whole film."""

    character: str
    engine: str = "espeak-ng"
    language: str = "en"
    variant: str = ""
    """Engine's own name of the voice variant."""
    pitch: int = 50
    """Engine units, 0 to 99."""
    pitch_range: int = 50
    rate_wpm: int = 160
    formant_shift: float = 1.0
    """Ratio of vocal tract resonances, above 1 for smaller speakers."""
    breathiness: float = 0.0
    roughness: float = 0.0
    """0 a clear voice … 1 a growl."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phoneme:
    """One speech sound, in seconds from the start of its line."""

    symbol: str
    start_s: float
    end_s: float
    viseme: Viseme
    stressed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One spoken word, in seconds from the start of its line."""

    text: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One spoken line. Its samples lie beside it in the artifact as ``line.wav`` (mono, 48 kHz, 32-bit float, dry)."""

    beat: str
    character: str
    text: str
    duration_s: float
    phonemes: tuple[Phoneme, ...]
    words: tuple[Word, ...]
    recorded: bool = False
    """True when a person's recording took the line over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRead:
    """Every line of one scene, by beat."""

    lines: tuple[Line, ...]

    def line(self, beat: str) -> Line:
        """Return the line of a beat; raises ``KeyError`` when the beat is not spoken."""
        for line in self.lines:
            if line.beat == beat:
                return line
        raise KeyError(beat)
