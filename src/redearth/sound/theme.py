"""The film's theme, drawn from its seed words: tonic, mode, pace and a motif of five notes that every cue returns to."""

from __future__ import annotations

from dataclasses import dataclass

from redearth.core.seed import generator_from, unit_from

MODES: dict[str, tuple[int, ...]] = {
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "aeolian": (0, 2, 3, 5, 7, 8, 10),
    "phrygian": (0, 1, 3, 5, 7, 8, 10),
    "lydian": (0, 2, 4, 6, 7, 9, 11),
    "ionian": (0, 2, 4, 5, 7, 9, 11),
}
_CONTOURS = (
    (0, 4, 3, 1, 2), (0, 1, 4, 3, 1), (4, 2, 3, 1, 0), (0, 2, 1, 4, 3), (0, 4, 5, 4, 2), (2, 4, 3, 0, 1), (0, 3, 4, 6, 4), (4, 5, 4, 1, 2),
)  # fmt: skip
_RHYTHMS = ((1.5, 0.5, 1.0, 1.0, 4.0), (2.0, 1.0, 1.0, 2.0, 2.0), (1.0, 1.0, 2.0, 1.0, 3.0), (3.0, 1.0, 1.5, 0.5, 2.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """What makes the score this film's own."""

    tonic: int
    """MIDI note of the low tonic, 33 to 40."""
    mode: str
    """Of the dark half: dorian, aeolian or phrygian."""
    motif: tuple[tuple[int, float], ...]
    """Scale degree (0 is the tonic) and length in beats."""
    beat_s: float


def theme_of(words: str) -> Theme:
    """Return the theme that belongs to ``words`` (a film's title), always the same for the same words."""
    generator = generator_from("sound.theme", words)
    contour = _CONTOURS[int(generator.integers(len(_CONTOURS)))]
    rhythm = _RHYTHMS[int(generator.integers(len(_RHYTHMS)))]
    return Theme(
        tonic=33 + int(unit_from("sound.tonic", words) * 8),
        mode=("dorian", "aeolian", "phrygian")[int(generator.integers(3))],
        motif=tuple(zip(contour, rhythm, strict=True)),
        beat_s=60.0 / (62.0 + 12.0 * float(generator.random())),
    )


def pitch_of(tonic: int, mode: str, degree: int) -> int:
    """Return the MIDI note of a scale degree; degrees beyond 6 and below 0 lie in other octaves."""
    octave, step = divmod(degree, 7)
    return tonic + 12 * octave + MODES[mode][step]


def hertz(note: float) -> float:
    """Return the frequency of a MIDI note in equal temperament, A4 = 440 Hz."""
    return float(440.0 * 2 ** ((note - 69) / 12))
