"""Play the score: notes to instruments to a hall, streamed, with soft edges and a gentle hand on the level."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray
from scipy import signal

from redearth.breakdown.model import Scene
from redearth.core.seed import generator_from
from redearth.direction.model import Blocking, Programme
from redearth.sound import ensemble, solo, struck
from redearth.sound.clock import samples_at
from redearth.sound.compose import Note, compose
from redearth.sound.cues import plan_cues
from redearth.sound.model import SAMPLE_RATE_HZ
from redearth.sound.placing import Placed, Sounding, stream
from redearth.sound.rooms import impulse_response
from redearth.sound.theme import hertz, theme_of
from redearth.sound.tone import Generator, bell_sections, ended, soft_clip

F64 = NDArray[np.float64]
F32 = NDArray[np.float32]

_SECTIONS: dict[str, tuple[ensemble.Section, float, float]] = {
    "pad": (ensemble.PAD, 0.85, 0.35),
    "strings": (ensemble.STRINGS, 0.95, 0.4),
    "tremolo": (ensemble.TREMOLO, 0.4, 0.45),
    "choir": (ensemble.CHOIR, 0.7, 0.55),
    "brass": (ensemble.BRASS, 1.15, 0.35),
    "drone": (ensemble.DRONE, 1.5, 0.25),
}
"""Section, level, room."""
_Strike = Callable[[float, float, Generator], F64]
_STRUCK: dict[str, tuple[_Strike, float, float]] = {
    "piano": (struck.felt_piano, 0.85, 0.4),
    "harp": (struck.harp, 0.5, 0.45),
    "bell": (struck.bell, 0.5, 0.6),
    "drum": (struck.great_drum, 1.25, 0.35),
    "pulse": (struck.pulse, 1.0, 0.15),
}
_Blow = Callable[[float, float, float, Generator], F64]
_SOLO: dict[str, tuple[_Blow, float, float]] = {
    "cello": (solo.bowed, 0.62, 0.5),
    "flute": (solo.flute, 0.6, 0.6),
    "stroke": (solo.stroke, 0.8, 0.25),
}
_FADE_S = 0.35
_MASTER = np.concatenate(
    [
        signal.butter(2, 26.0, "highpass", fs=SAMPLE_RATE_HZ, output="sos"),
        bell_sections(330.0, -3.5, 0.8),
        bell_sections(5500.0, 3.5, 0.5),
    ]
)
"""No rumble, less wood in the middle, a little air."""


def play_score(programme: Programme, blockings: Mapping[str, Blocking], scenes: Mapping[str, Scene], words: str) -> Iterator[F32]:
    """Yield the music of the whole film in blocks [N, 2]; ``words`` seed its theme. Blockings and scenes by scene id."""
    theme = theme_of(words)
    total = samples_at(programme.duration_frames, programme.fps)
    placed = []
    for cue in plan_cues(programme, blockings, scenes):
        for number, note in enumerate(compose(theme, cue)):
            placed.append(_placed(note, (cue.scene, cue.ordinal, number), cue.end_s + (6.0 if cue.last else 1.5)))
    done, state = 0, np.zeros((len(_MASTER), 2, 2))
    for raw in stream(placed, total, impulse_response("hall")):
        block, state = signal.sosfilt(_MASTER, raw.astype(np.float64), axis=0, zi=state)
        shape = _edges(done, len(block), total)
        done += len(block)
        yield (soft_clip(block * 1.5, 0.9) * shape[:, None]).astype(np.float32)


def _edges(start: int, count: int, total: int) -> F64:
    """Return the fade at the film's very head and tail."""
    fade = min(int(_FADE_S * SAMPLE_RATE_HZ), total // 4 + 1)
    position = np.arange(start, start + count)
    gain: F64 = np.clip(position / fade, 0, 1) * np.clip((total - position) / (3 * fade), 0, 1)
    return gain


def _placed(note: Note, identity: tuple[str, int, int], until_s: float) -> Placed:
    def render() -> Sounding:
        generator = generator_from("sound.note", *identity)
        direct, wet = _played(note, generator)
        keep = max(int((until_s - note.start_s) * SAMPLE_RATE_HZ), 4800)
        direct = direct[:keep]
        direct = ended(direct, min(1.0, len(direct) / SAMPLE_RATE_HZ * 0.4))
        return Sounding(direct=direct, send=direct.mean(axis=1) * wet)

    return Placed(start=round(note.start_s * SAMPLE_RATE_HZ), render=render)


def _played(note: Note, generator: Generator) -> tuple[F64, float]:
    """Return a note as stereo samples, and its share of the hall."""
    hz = hertz(note.pitch)
    dynamics = np.array(note.dynamics)
    if note.instrument in _SECTIONS:
        section, level, wet = _SECTIONS[note.instrument]
        wide = ensemble.play_section(section, hz, note.duration_s, dynamics, generator)
        return wide * level * _balance(note.seat), wet
    loud = float(dynamics[0])
    if note.instrument == "swell":
        return np.stack([struck.swell(note.duration_s, loud, generator) for _ in range(2)]).T, 0.4
    if note.instrument in _STRUCK:
        strike, level, wet = _STRUCK[note.instrument]
        mono = strike(hz, loud, generator)
    else:
        blow, level, wet = _SOLO[note.instrument]
        mono = blow(hz, note.duration_s, loud, generator)
    return np.multiply.outer(_seat(note.seat), mono * level).T, wet


def _seat(seat: float) -> F64:
    angle = np.clip(seat, 0, 1) * np.pi / 2
    result: F64 = np.asarray(np.array([np.cos(angle), np.sin(angle)]) * np.sqrt(2))
    return result


def _balance(seat: float) -> F64:
    """Return gains that lean a wide sound to one side without narrowing it."""
    return np.array([min(1.0, 1.5 - seat), min(1.0, 0.5 + seat)])
