"""Write the notes of each cue: the theme in its changing clothes, over chords whose voices move as little as they can."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from redearth.core.seed import generator_from
from redearth.sound.cues import MusicCue
from redearth.sound.harmony import lead_voices, progression
from redearth.sound.theme import Theme, pitch_of

_BAR_BEATS = 4
_SEATS = (0.22, 0.42, 0.58, 0.78)
"""Where the four upper voices sit, 0 left to 1 right."""
_FIGURES = ((0, 0, 12, 1, 0, 0, 7, 3), (0, 12, 0, 0, 3, 0, 1, 0))
_ACCENTS = (0, 3, 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One event for an instrument, in film seconds; ``dynamics`` at equal steps over its length, 0 to 1."""

    instrument: str
    start_s: float
    duration_s: float
    pitch: float
    dynamics: tuple[float, ...]
    seat: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grid:
    """A cue's bars, stretched so that a whole number of them fits."""

    cue: MusicCue
    theme: Theme
    bars: int
    bar_s: float

    @property
    def beat_s(self) -> float:
        """Length of a beat."""
        return self.bar_s / _BAR_BEATS

    def at(self, bar: float) -> float:
        """Return when a bar begins, in seconds of the film."""
        return self.cue.start_s + bar * self.bar_s

    def spoken(self, start_s: float, end_s: float) -> bool:
        """Return whether anybody speaks in a span of time."""
        return any(a < end_s and b > start_s for a, b in self.cue.speech_s)


def compose(theme: Theme, cue: MusicCue) -> tuple[Note, ...]:
    """Return the notes of a cue in order of time; the same theme and cue always give the same notes."""
    beats = _BAR_BEATS * theme.beat_s * (0.8 if cue.mood == "chase" else 1.0)
    bars = max(1, round((cue.end_s - cue.start_s) / beats))
    grid = _Grid(cue=cue, theme=theme, bars=bars, bar_s=(cue.end_s - cue.start_s) / bars)
    notes = _WRITERS[cue.mood](grid)
    return tuple(sorted(notes, key=lambda n: (n.start_s, n.instrument, n.pitch)))


def _chords(grid: _Grid, instrument: str, level: float, *, rise: float = 0.0, overlap: float = 0.15) -> list[Note]:
    """Hold each bar's chord in four voices; a voice that stays is tied over instead of struck again."""
    chords = progression(grid.cue.mood, grid.bars)
    voicings = lead_voices(chords, grid.theme.tonic)
    notes = []
    for voice in range(4):
        bar = 0
        while bar < grid.bars:
            last = bar + 1
            while last < grid.bars and voicings[last][voice] == voicings[bar][voice] and last - bar < 4:
                last += 1
            low, high = level * (1 + rise * bar / grid.bars), level * (1 + rise * last / grid.bars)
            swell = (0.7 * low, low, 0.5 * (low + high), high, 0.75 * high)
            pitch = voicings[bar][voice]
            notes.append(_note(instrument, grid.at(bar), (last - bar + overlap) * grid.bar_s, pitch, swell, _SEATS[voice]))
            bar = last
    return notes


def _note(
    instrument: str, start_s: float, duration_s: float, pitch: float, dynamics: tuple[float, ...], seat: float = 0.5
) -> Note:
    return Note(instrument=instrument, start_s=start_s, duration_s=duration_s, pitch=float(pitch), dynamics=dynamics, seat=seat)


def _roots(grid: _Grid, instrument: str, level: float) -> list[Note]:
    notes = []
    for bar, chord in enumerate(progression(grid.cue.mood, grid.bars)):
        pitch = grid.theme.tonic + chord.root - (12 if chord.root > 6 else 0)
        notes.append(_note(instrument, grid.at(bar), 1.1 * grid.bar_s, pitch, (0.6 * level, level, 0.8 * level)))
    return notes


def _motif(
    grid: _Grid,
    instrument: str,
    bar: float,
    octave: int,
    mode: str,
    level: float,
    *,
    pace: float = 1.0,
    notes: int = 5,
    seat: float = 0.5,
) -> list[Note]:
    """Play the theme from ``bar`` on; notes that would cover a spoken line are played softly."""
    out = []
    at_s = grid.at(bar)
    for degree, beats in grid.theme.motif[:notes]:
        length_s = beats * grid.beat_s * pace
        if at_s + 0.3 > grid.cue.end_s + (3.0 if grid.cue.last else 0.0):
            break
        softly = 0.55 if grid.spoken(at_s, at_s + length_s) else 1.0
        pitch = pitch_of(grid.theme.tonic + 12 * octave, mode, degree)
        out.append(_note(instrument, at_s, length_s * 1.02, pitch, (level * softly,), seat))
        at_s += length_s
    return out


def _open(grid: _Grid) -> list[Note]:
    """Wide and empty: a bare pad, a low string, the theme far off on a flute and its echo on the piano."""
    notes = _chords(grid, "pad", 0.42) + _roots(grid, "drone", 0.4)
    if grid.bars >= 2:
        notes += _motif(grid, "flute", 0.75 if grid.bars < 4 else 1.0, 3, grid.theme.mode, 0.5, seat=0.62)
    for bar in range(3, grid.bars, 4):
        notes += _motif(grid, "piano", bar + 0.5, 2, grid.theme.mode, 0.4, notes=3, seat=0.4)
    if grid.bars < 2:
        notes += _motif(grid, "piano", 0.1, 2, grid.theme.mode, 0.35, notes=2, seat=0.4)
    return notes


def _unease(grid: _Grid) -> list[Note]:
    """Something is near: a drone that sours, bows trembling high up, the theme broken on low piano, a slow heart."""
    notes = _chords(grid, "strings", 0.3, rise=0.6) + _roots(grid, "drone", 0.55)
    tonic = grid.theme.tonic
    for bar in range(grid.bars // 4, grid.bars, 3):
        length_s = min(3.15, grid.bars - bar) * grid.bar_s
        low, high = 0.7 * bar / grid.bars, 0.7 * min(bar + 3, grid.bars) / grid.bars
        notes.append(_note("tremolo", grid.at(bar), length_s, tonic + 37, (0.3 * low, low, high), 0.3))
        if bar >= grid.bars // 2:
            notes.append(_note("tremolo", grid.at(bar), length_s, tonic + 38, (0.3 * low, low, high), 0.7))
    for bar in range(1, grid.bars, 2):
        notes += _motif(grid, "piano", bar, 1, "phrygian", 0.5, notes=3, seat=0.45)
    for beat in range(0, grid.bars * _BAR_BEATS, 2):
        loud = 0.25 + 0.5 * beat / (grid.bars * _BAR_BEATS)
        start_s = grid.at(beat / _BAR_BEATS)
        notes += [_note("pulse", start_s, 0.4, tonic, (loud,)), _note("pulse", start_s + 0.31, 0.4, tonic, (0.6 * loud,))]
    for hit in grid.cue.hits_s:
        notes += _blow(grid, hit, 0.6)
    return notes


def _blow(grid: _Grid, at_s: float, level: float) -> list[Note]:
    """Mark a moment: a great drum, low brass on the flat second, and the air that rushes in before it."""
    tonic = grid.theme.tonic
    before_s = min(1.1, at_s - grid.cue.start_s)
    notes = [
        _note("drum", at_s, 1.0, tonic - 1, (level,)),
        _note("brass", at_s, 1.3, tonic + 12, (level, 0.5 * level, 0.2 * level), 0.4),
    ]
    notes.append(_note("brass", at_s, 1.2, tonic + 13, (0.8 * level, 0.4 * level, 0.1 * level), 0.6))
    if before_s > 0.5:
        notes.append(_note("swell", at_s - before_s, before_s, 0, (0.6 * level,)))
    return notes


def _chase(grid: _Grid) -> list[Note]:
    """Run: low strokes in threes and twos, great drums, brass on every change, bows climbing a semitone a bar; all of it growing."""
    generator = generator_from("sound.chase", grid.cue.scene, grid.cue.ordinal)
    figure = _FIGURES[int(generator.integers(len(_FIGURES)))]
    notes = _chords(grid, "strings", 0.4, rise=0.8, overlap=0.05)
    for bar, chord in enumerate(progression("chase", grid.bars)):
        heat = min(1.0, 0.45 + 0.3 * grid.cue.intensity + 0.5 * bar / max(grid.bars, 4))
        root = grid.theme.tonic + chord.root - (12 if chord.root > 6 else 0)
        notes += _ostinato(grid, bar, root, figure, heat, generator)
        notes += _drums(grid, bar, heat, generator)
        if bar % 2 == 0:
            swelling = (0.15, 0.4 * heat, 0.9 * heat, 0.3 * heat)
            notes += [_note("brass", grid.at(bar), 1.6 * grid.bar_s, root + up, swelling, 0.4 + 0.02 * up) for up in (12, 19)]
        climb = grid.theme.tonic + 36 + min(bar, 9)
        notes.append(_note("tremolo", grid.at(bar), 1.1 * grid.bar_s, climb, (0.2, 0.35 * heat, 0.5 * heat), 0.5))
    if grid.bars >= 4:
        notes += _motif(grid, "brass", grid.bars - 3, 1, "phrygian", 0.8)
    for hit in grid.cue.hits_s:
        notes += _blow(grid, hit, 0.95)
    return notes


def _ostinato(
    grid: _Grid, bar: int, root: int, figure: tuple[int, ...], heat: float, generator: np.random.Generator
) -> list[Note]:
    """Play the running figure in eighths, accents in threes; from the third bar on a second desk answers an octave up."""
    eighth_s = grid.bar_s / 8
    notes = []
    for step in range(8):
        start_s = grid.at(bar) + step * eighth_s
        loud = heat * (1.0 if step in _ACCENTS else 0.6) * (0.92 + 0.16 * float(generator.random()))
        notes.append(_note("stroke", start_s, eighth_s, root + figure[step], (min(loud, 1.0),), 0.35))
        if bar >= 2:
            notes.append(_note("stroke", start_s, eighth_s, root + 12 + figure[(step + 3) % 8], (0.6 * loud,), 0.66))
    return notes


def _drums(grid: _Grid, bar: int, heat: float, generator: np.random.Generator) -> list[Note]:
    eighth_s = grid.bar_s / 8
    notes = [
        _note("drum", grid.at(bar) + step * eighth_s, 0.6, grid.theme.tonic - 2, (heat * loud,), 0.5)
        for step, loud in ((0, 0.9), (3, 0.6), (6, 0.7))
    ]
    for step in (1, 4, 5, 7):
        if generator.random() < 0.35 + 0.5 * heat:
            notes.append(
                _note(
                    "drum",
                    grid.at(bar) + step * eighth_s,
                    0.4,
                    grid.theme.tonic + 7,
                    (0.4 * heat,),
                    0.3 + 0.4 * float(generator.random()),
                )
            )
    return notes


def _elegy(grid: _Grid) -> list[Note]:
    """What was lost: quiet strings, a lone cello with the theme at half pace, single piano notes in the dark."""
    notes = _chords(grid, "strings", 0.34) + _roots(grid, "drone", 0.28) + _chords(grid, "choir", 0.16)
    start = 0.5 if grid.bars < 4 else 1.0
    notes += _motif(grid, "cello", start, 2, "aeolian", 0.55, pace=1.25, seat=0.44)
    for bar in range(0, grid.bars, 2):
        beat_s = grid.at(bar) + 2 * grid.beat_s
        if not grid.spoken(beat_s, beat_s + 0.6) and beat_s < grid.cue.end_s - 0.5:
            notes.append(
                _note(
                    "piano", beat_s, 3.0, pitch_of(grid.theme.tonic + 24, "aeolian", (0, 4, 2, 4)[(bar // 2) % 4]), (0.35,), 0.58
                )
            )
    return notes


def _hope(grid: _Grid) -> list[Note]:
    """The theme in the light: lydian strings that open out, harp, bells on its last note, brass beneath; the last cue comes home."""
    grows = 0.9 if grid.cue.last else 0.35
    notes = _chords(grid, "strings", 0.42, rise=grows, overlap=0.2) + _chords(grid, "pad", 0.36) + _roots(grid, "drone", 0.42)
    notes += _chords(grid, "choir", 0.22, rise=grows)
    notes += _motif(grid, "piano" if grid.bars > 4 else "cello", 0.0 if grid.bars < 3 else 0.5, 2, "lydian", 0.55, seat=0.45)
    if grid.bars >= 4:
        notes += _motif(grid, "cello", grid.bars - 4 + 0.5 if grid.bars < 8 else grid.bars / 2, 2, "lydian", 0.75, seat=0.42)
        notes += _motif(grid, "flute", grid.bars - 4 + 0.5 if grid.bars < 8 else grid.bars / 2, 3, "lydian", 0.5, seat=0.62)
    voicings = lead_voices(progression("hope", grid.bars), grid.theme.tonic)
    for bar in range(grid.bars // 3, grid.bars):
        for step, voice in enumerate((0, 1, 2, 3, 2, 1, 2, 3)):
            start_s = grid.at(bar) + step * grid.bar_s / 8
            notes.append(
                _note(
                    "harp",
                    start_s,
                    1.5,
                    voicings[bar][voice] + (12 if step % 4 == 3 else 0),
                    (0.28 + 0.2 * bar / grid.bars,),
                    0.3 + 0.4 * step / 7,
                )
            )
    if grid.cue.last:
        notes += _homecoming(grid)
    return notes


def _homecoming(grid: _Grid) -> list[Note]:
    """The last chord: brass and bells come in under the strings and ring into the dark."""
    tonic, last = grid.theme.tonic, max(grid.bars - 2, 0)
    swelling, ringing_s = (0.1, 0.4, 0.6, 0.4, 0.12), (grid.bars - last) * grid.bar_s
    notes = [_note("brass", grid.at(last), ringing_s, tonic + up, swelling, 0.35 + 0.02 * up) for up in (12, 19, 24)]
    notes.append(_note("swell", grid.at(last) - min(1.6, last * grid.bar_s), max(min(1.6, last * grid.bar_s), 0.3), 0, (0.4,)))
    notes.append(_note("drum", grid.at(last), 1.0, tonic - 2, (0.5,)))
    for index, up in enumerate((36, 43, 48)):
        notes.append(
            _note("bell", grid.at(last) + 0.5 * index * grid.beat_s, 3.0, tonic + up, (0.5 - 0.1 * index,), 0.35 + 0.15 * index)
        )
    return notes


def _nothing(grid: _Grid) -> list[Note]:
    """Silence, where it is stronger."""
    return []


_WRITERS: dict[str, Callable[[_Grid], list[Note]]] = {
    "open": _open,
    "unease": _unease,
    "chase": _chase,
    "elegy": _elegy,
    "hope": _hope,
    "hush": _nothing,
}
