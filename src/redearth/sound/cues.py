"""Where music plays and what it feels: cut the film into cues from its tension, its moods, its silences and its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from redearth.breakdown.model import Scene
from redearth.direction.model import Blocking, Programme, ProgrammeEntry

F64 = NDArray[np.float64]
Mood = Literal["open", "unease", "chase", "elegy", "hope", "hush"]

_STEP_S = 0.25
_SHORTEST_S = 4.0
_CHASE_IN, _CHASE_OUT, _UNEASE_IN, _UNEASE_OUT = 0.68, 0.46, 0.5, 0.42
"""Shares of the film's highest tension at which a mood begins and ends; the gap keeps the music from wavering."""
_LEAST_PEAK = 0.65
"""A film whose tension never gets this high is measured as if it did: it has no chase."""
_BREATH_S = 0.9
"""Music stops this long before it breaks out."""
_HUSH_S = 4.0
_NEAR_S = 3.0
_LONGEST_S, _PLAYED = 70.0, 0.7
"""Quiet music longer than this is cut into phrases; each but the last plays for this share of its time."""
_HITS = ("slam", "explosion", "explode", "crash", "jam", "roar", "lunge", "strike", "shot", "gunshot", "thunder")
_NOTES: tuple[tuple[str, Mood], ...] = (
    ("dread", "unease"), ("tense", "unease"), ("suspense", "unease"), ("horror", "unease"), ("dark", "unease"), ("mystery", "unease"),
    ("chase", "chase"), ("action", "chase"), ("fight", "chase"), ("battle", "chase"), ("sad", "elegy"), ("elegy", "elegy"), ("grief", "elegy"),
    ("mourn", "elegy"), ("hope", "hope"), ("joy", "hope"), ("happy", "hope"), ("triumph", "hope"), ("wonder", "hope"), ("warm", "hope"),
    ("calm", "open"), ("none", "hush"), ("silence", "hush"), ("no music", "hush"),
)  # fmt: skip
_EMOTIONS: dict[str, Mood] = {"joy": "hope", "wonder": "hope", "grief": "elegy"}


@dataclass(frozen=True, slots=True, kw_only=True)
class MusicCue:
    """One stretch of music in film seconds."""

    scene: str
    ordinal: int
    """Counts the cues of its scene; with ``scene`` it is the cue's identity."""
    mood: Mood
    start_s: float
    end_s: float
    intensity: float
    """Mean tension inside, 0 to 1."""
    hits_s: tuple[float, ...] = ()
    """Moments that the script marks: a slam, a roar."""
    speech_s: tuple[tuple[float, float], ...] = ()
    last: bool = False
    """The film's final cue: it comes home and rings out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stretch:
    mood: Mood
    start_s: float
    end_s: float
    intensity: float


def plan_cues(programme: Programme, blockings: Mapping[str, Blocking], scenes: Mapping[str, Scene]) -> tuple[MusicCue, ...]:
    """Return the film's cues in order; stretches without music are left out. Scenes without a blocking are scored as calm."""
    fps = programme.fps
    cues: list[MusicCue] = []
    seen_danger = False
    curves = {e.scene: _tension(blockings.get(e.scene), scenes.get(e.scene), fps, _steps(e, fps)) for e in programme.entries}
    peak = max([_LEAST_PEAK, *(float(curve.max()) for curve in curves.values())])
    for number, entry in enumerate(programme.entries):
        share = (number + 1) / len(programme.entries)
        blocking, scene = blockings.get(entry.scene), scenes.get(entry.scene)
        calm = _calm_mood(scene, seen_danger, share)
        stretches = _stretches(entry, fps, blocking, curves[entry.scene], peak, calm, _noted_mood(scene))
        seen_danger = seen_danger or any(s.mood == "chase" for s in stretches)
        cues += _cues(entry, fps, blocking, stretches)
    cues = [c for c in cues if c.mood != "hush" and c.end_s - c.start_s > 1.0]
    if not cues:
        return ()
    end_s = max(programme.duration_frames / fps - 0.4, cues[-1].end_s)
    return (*_with_breaths(cues), replace(cues[-1], last=True, end_s=end_s))


def _calm_mood(scene: Scene | None, seen_danger: bool, share: float) -> Mood:
    """Return what calm means here: open at first, elegy after danger, hope at the end, or what the scene's voices feel."""
    emotions = [b.speech.emotion for b in scene.beats if b.speech and b.speech.emotion] if scene else []
    felt = {_EMOTIONS[e] for e in emotions if e in _EMOTIONS}
    if share >= 1.0 and (seen_danger or share == 1.0):
        return "elegy" if felt == {"elegy"} else "hope"
    if seen_danger:
        return "elegy"
    return "hope" if felt == {"hope"} else "elegy" if felt == {"elegy"} else "open"


def _steps(entry: ProgrammeEntry, fps: int) -> int:
    return max(1, int(entry.record.duration / fps / _STEP_S))


def _stretches(
    entry: ProgrammeEntry, fps: int, blocking: Blocking | None, tension: F64, peak: float, calm: Mood, noted: Mood | None
) -> list[_Stretch]:
    start_s, length_s = entry.record.start / fps, entry.record.duration / fps
    steps = len(tension)
    moods = [noted] * steps if noted else _moods(tension / peak, calm)
    silences = [(e.range.start / fps, e.range.end / fps) for e in blocking.events if e.kind == "silence"] if blocking else []
    for silent_s, until_s in silences:
        for step in range(int(silent_s / _STEP_S), min(steps, int((max(until_s, silent_s + _HUSH_S)) / _STEP_S) + 1)):
            moods[step] = "hush"
    merged = _merged(moods, tension)
    edges = [int(e) for e in np.cumsum([0, *(n for _, n, _ in merged)])]
    return [
        _Stretch(mood=mood, start_s=start_s + edges[i] * _STEP_S, end_s=start_s + (length_s if i == len(merged) - 1 else edges[i + 1] * _STEP_S), intensity=level)
        for i, (mood, _, level) in enumerate(merged)
    ]  # fmt: skip


def _moods(share: F64, calm: Mood) -> list[Mood]:
    """Return the mood of each step; a mood that has begun lasts until the tension has fallen well below its door."""
    moods: list[Mood] = []
    mood: Mood = calm
    for value in share:
        if value >= _CHASE_IN or (mood == "chase" and value >= _CHASE_OUT):
            mood = "chase"
        elif value >= _UNEASE_IN or (mood in ("chase", "unease") and value >= _UNEASE_OUT):
            mood = "unease"
        else:
            mood = "elegy" if calm == "open" and "chase" in moods else calm
        moods.append(mood)
    return moods


def _noted_mood(scene: Scene | None) -> Mood | None:
    for note in scene.notes if scene else ():
        if note.casefold().startswith("music"):
            for word, mood in _NOTES:
                if word in note.casefold():
                    return mood
    return None


def _tension(blocking: Blocking | None, scene: Scene | None, fps: int, steps: int) -> F64:
    """Return the scene's tension at each step, rounded off over some two seconds."""
    curve = np.full(steps, 0.3)
    if blocking is None:
        return curve
    known = {b.id: b.tension for b in scene.beats} if scene else {}
    for index, timing in enumerate(blocking.timings):
        value = blocking.tension[index] if index < len(blocking.tension) else known.get(timing.beat, 0.3)
        low, high = int(timing.range.start / fps / _STEP_S), int(np.ceil(timing.range.end / fps / _STEP_S))
        curve[low : max(high, low + 1)] = np.maximum(curve[low : max(high, low + 1)] * (0.0 if low < steps else 1.0), value)
    width = int(2.0 / _STEP_S)
    kernel = np.hanning(2 * width + 1)
    return np.convolve(np.pad(curve, width, mode="edge"), kernel / kernel.sum(), mode="valid")


def _merged(moods: Sequence[Mood], tension: F64) -> list[tuple[Mood, int, float]]:
    """Return runs of equal mood (mood, steps, mean tension); runs too short for music join their stronger neighbour."""
    runs: list[tuple[Mood, int, int]] = []
    for step, mood in enumerate(moods):
        if runs and runs[-1][0] == mood:
            runs[-1] = (mood, runs[-1][1], step + 1)
        else:
            runs.append((mood, step, step + 1))
    while len(runs) > 1:
        short = min((r for r in runs if r[0] != "hush"), key=lambda r: r[2] - r[1], default=None)
        if short is None or (short[2] - short[1]) * _STEP_S >= _SHORTEST_S:
            break
        at = runs.index(short)
        sides = [i for i in (at - 1, at + 1) if 0 <= i < len(runs) and runs[i][0] != "hush"]
        if not sides:
            runs = _fused([*runs[:at], ("hush", short[1], short[2]), *runs[at + 1 :]])
            continue
        into = max(sides, key=lambda i: (float(np.mean(tension[runs[i][1] : runs[i][2]])), -i))
        joined = (runs[into][0], min(runs[into][1], short[1]), max(runs[into][2], short[2]))
        runs = [*runs[: min(at, into)], joined, *runs[max(at, into) + 1 :]]
        runs = _fused(runs)
    return [(mood, b - a, float(np.mean(tension[a:b]))) for mood, a, b in runs]


def _fused(runs: list[tuple[Mood, int, int]]) -> list[tuple[Mood, int, int]]:
    out: list[tuple[Mood, int, int]] = []
    for run in runs:
        if out and out[-1][0] == run[0]:
            out[-1] = (run[0], out[-1][1], run[2])
        else:
            out.append(run)
    return out


def _cues(entry: ProgrammeEntry, fps: int, blocking: Blocking | None, stretches: list[_Stretch]) -> list[MusicCue]:
    start_s = entry.record.start / fps
    hits = sorted({start_s + e.range.start / fps for e in blocking.events if (e.sound or e.kind) in _HITS}) if blocking else []
    stretches = _with_rests(_on_the_blow(stretches, hits))
    speech = [(start_s + s.range.start / fps, start_s + s.range.end / fps) for s in blocking.speeches] if blocking else []
    return [
        MusicCue(
            scene=entry.scene,
            ordinal=ordinal,
            mood=stretch.mood,
            start_s=stretch.start_s,
            end_s=stretch.end_s,
            intensity=float(np.clip(stretch.intensity, 0.0, 1.0)),
            hits_s=tuple(h for h in hits if stretch.start_s <= h < stretch.end_s),
            speech_s=tuple(s for s in speech if s[1] > stretch.start_s and s[0] < stretch.end_s),
        )
        for ordinal, stretch in enumerate(stretches)
    ]


def _on_the_blow(stretches: list[_Stretch], hits: list[float]) -> list[_Stretch]:
    """Let music that breaks out do so on the blow that causes it, when one falls within three seconds."""
    out = list(stretches)
    for index in range(1, len(out)):
        before, after = out[index - 1], out[index]
        near = [h for h in hits if abs(h - after.start_s) <= _NEAR_S and before.start_s + 1 < h < after.end_s - 1]
        if after.mood in ("chase", "unease") and before.mood not in ("chase", "hush") and near:
            blow = min(near, key=lambda h: abs(h - after.start_s))
            out[index - 1], out[index] = replace(before, end_s=blow), replace(after, start_s=blow)
    return out


def _with_rests(stretches: list[_Stretch]) -> list[_Stretch]:
    """Break long quiet music into phrases with rests between, so that it is noticed when it comes back."""
    out: list[_Stretch] = []
    for stretch in stretches:
        length_s = stretch.end_s - stretch.start_s
        phrases = 1 if stretch.mood in ("chase", "hush") else max(1, int(length_s / _LONGEST_S + 0.999))
        each_s = length_s / phrases
        for phrase in range(phrases):
            start_s = stretch.start_s + phrase * each_s
            plays = 1.0 if phrase == phrases - 1 else _PLAYED
            out.append(replace(stretch, start_s=start_s, end_s=start_s + plays * each_s))
    return out


def _with_breaths(cues: list[MusicCue]) -> list[MusicCue]:
    """Return all cues but the last; each stops for a breath before the music breaks out, where it is long enough to spare it."""
    out = []
    for cue, after in pairwise(cues):
        room = cue.end_s - cue.start_s > 2 * _SHORTEST_S
        breathes = after.mood == "chase" and cue.mood != "chase" and room and after.start_s - cue.end_s < 0.1
        out.append(replace(cue, end_s=cue.end_s - _BREATH_S) if breathes else cue)
    return out
