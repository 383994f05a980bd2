"""Chords and the way their voices move: each voice goes as little as it can, none cross, parallel fifths and octaves are avoided."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, product

_SHAPES: dict[str, tuple[int, ...]] = {
    "m": (0, 3, 7),
    "M": (0, 4, 7),
    "m9": (0, 3, 7, 14),
    "M9": (0, 4, 7, 14),
    "sus": (0, 5, 7),
    "5": (0, 7),
    "dim": (0, 3, 6),
    "cluster": (0, 1, 7),
}
_RANGES = ((50, 62), (55, 67), (60, 72), (64, 77))


@dataclass(frozen=True, slots=True, kw_only=True)
class Chord:
    """A root (semitones above the tonic) and a shape: ``m M m9 M9 sus 5 dim cluster``."""

    root: int
    shape: str


PROGRESSIONS: dict[str, tuple[Chord, ...]] = {
    "open": (Chord(root=0, shape="m9"), Chord(root=8, shape="M"), Chord(root=3, shape="M9"), Chord(root=10, shape="sus")),
    "unease": (Chord(root=0, shape="5"), Chord(root=0, shape="cluster"), Chord(root=0, shape="dim"), Chord(root=1, shape="M")),
    "chase": (Chord(root=0, shape="m"), Chord(root=8, shape="M"), Chord(root=5, shape="m"), Chord(root=1, shape="M")),
    "elegy": (Chord(root=0, shape="m9"), Chord(root=8, shape="M"), Chord(root=5, shape="m9"), Chord(root=3, shape="M"), Chord(root=10, shape="sus")),
    "hope": (Chord(root=0, shape="M9"), Chord(root=2, shape="M"), Chord(root=9, shape="m"), Chord(root=7, shape="sus"), Chord(root=7, shape="M")),
}  # fmt: skip
HOME: dict[str, Chord] = {
    "open": Chord(root=0, shape="m9"),
    "unease": Chord(root=0, shape="cluster"),
    "chase": Chord(root=0, shape="m"),
    "elegy": Chord(root=0, shape="sus"),
    "hope": Chord(root=0, shape="M9"),
}


def progression(mood: str, bars: int) -> tuple[Chord, ...]:
    """Return one chord for each bar of a cue in this mood; a hopeful cue comes home at its end."""
    cycle = PROGRESSIONS[mood]
    chords = [cycle[bar % len(cycle)] for bar in range(bars)]
    if mood == "hope" and bars > 1:
        chords[-1] = HOME[mood]
    return tuple(chords)


def pitch_classes(chord: Chord, tonic: int) -> tuple[int, ...]:
    """Return the chord's notes without octaves."""
    return tuple((tonic + chord.root + step) % 12 for step in _SHAPES[chord.shape])


def lead_voices(chords: tuple[Chord, ...], tonic: int) -> tuple[tuple[int, ...], ...]:
    """Return four upper voices (MIDI notes, low to high) for each chord."""
    voicings: list[tuple[int, ...]] = []
    for chord in chords:
        classes = pitch_classes(chord, tonic)
        options = [
            voices
            for voices in product(*([n for n in range(low, high + 1) if n % 12 in classes] for low, high in _RANGES))
            if all(a < b for a, b in pairwise(voices)) and _complete(voices, classes)
        ]
        previous = voicings[-1] if voicings else (53, 60, 65, 69)
        voicings.append(min(options, key=lambda voices: (_effort(previous, voices), voices)))
    return tuple(voicings)


def _complete(voices: tuple[int, ...], classes: tuple[int, ...]) -> bool:
    return set(classes) <= {voice % 12 for voice in voices}


def _effort(before: tuple[int, ...], after: tuple[int, ...]) -> float:
    """Return the cost of a move: distance squared a little, plus a price for parallel fifths and octaves and for close low voices."""
    cost: float = sum(abs(a - b) ** 1.3 for a, b in zip(before, after, strict=True))
    for low in range(4):
        for high in range(low + 1, 4):
            interval = (after[high] - after[low]) % 12
            moved = before[low] != after[low] and before[high] != after[high]
            if moved and interval in (0, 7) and (before[high] - before[low]) % 12 == interval:
                cost += 12
    return cost + (4 if after[1] - after[0] < 3 else 0)
