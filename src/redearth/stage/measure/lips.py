"""Do lips close on p, b and m, and do they go with the voice?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from redearth.direction.model import Blocking, SpeechCue
from redearth.stage.measure.acted import Acted
from redearth.stage.measure.findings import BARS, Check, Finding, Measure, measured
from redearth.stage.motion import quat
from redearth.stage.parts import F64
from redearth.voice.model import Line

_EARLY_S, _LATE_S = 0.09, 0.05
"""Lips may close this long before the sound begins, and as late after it has ended."""
_RATE_HZ = 240
_FARTHEST_S = 0.30
_OPENNESS = {"A": 0.0, "X": 0.0, "G": 0.15, "B": 0.25, "F": 0.35, "H": 0.45, "C": 0.6, "E": 0.65, "D": 1.0}
"""How far a mouth opens on each shape of ``voice.model``."""
_SOFT = 27
"""Samples over which a mouth goes from one shape to the next, 0.11 s."""
_SHORTEST_S = 1.0
"""A line shorter than this says too little about when its lips move."""


def lips(people: Sequence[Acted], blocking: Blocking, lines: Mapping[str, Line]) -> tuple[Measure, Measure]:
    """Return the gap left on closed sounds (mm) and each line's lag (frames, either way)."""
    seen = {person.actor: person for person in people if person.member == 0 and _mouthed(person)}
    gaps: list[float] = []
    lags: list[float] = []
    found: dict[Check, list[Finding]] = {"closures": [], "lag": []}
    for cue in sorted(blocking.speeches, key=lambda s: (s.range.start, s.beat)):
        person, line = seen.get(cue.actor), lines.get(cue.beat)
        if person is None or line is None or not cue.visible or not _on_set(person, cue):
            continue
        opening = person.opening_m if person.opening_m is not None else _opening(person)
        for frame, gap, sound in _closed_sounds(opening, line, cue, blocking.fps):
            gaps.append(gap)
            if gap > BARS["closures"].limit:
                words = f"{sound!r} of {line.text[:40]!r}"
                found["closures"].append(Finding(check="closures", actor=cue.actor, frame=frame, value=round(gap, 3), what=words))
        lag = _lag(opening, line, cue, blocking.fps)
        if lag is not None:
            lags.append(abs(lag))
            if abs(lag) >= BARS["lag"].limit:
                words = f"{'late' if lag > 0 else 'early'} in {line.text[:40]!r}"
                found["lag"].append(
                    Finding(check="lag", actor=cue.actor, frame=cue.range.start, value=round(abs(lag), 3), what=words)
                )
    return measured("closures", gaps, found["closures"]), measured("lag", lags, found["lag"])


def _mouthed(person: Acted) -> bool:
    return person.opening_m is not None or "lowerLip" in person.skeleton.names


def _on_set(person: Acted, cue: SpeechCue) -> bool:
    return bool(person.visible[max(0, cue.range.start) : max(1, cue.range.end)].any())


def _opening(person: Acted) -> F64:
    """Return [F] metres between the lips, measured along the head's own upright; at rest it is 0."""
    skeleton, rest = person.skeleton, person.rest_m
    upper, lower = skeleton.index("upperLip"), skeleton.index("lowerLip")
    apart = person.places_m[:, upper] - person.places_m[:, lower]
    upright = quat.rotate(quat.inverse(person.turns[:, skeleton.index("head")]), apart)[:, 1]
    return np.asarray(upright - (rest[upper, 1] - rest[lower, 1]))


def _closed_sounds(opening: F64, line: Line, cue: SpeechCue, fps: int) -> list[tuple[int, float, str]]:
    """Return (frame, gap in mm, sound) of every sound that is made with closed lips."""
    out = []
    for sound in line.phonemes:
        if sound.viseme != "A":
            continue
        first = cue.range.start + int(np.ceil((sound.start_s - _EARLY_S) * fps))
        last = cue.range.start + max(int(np.floor((sound.end_s + _LATE_S) * fps)), round(sound.start_s * fps))
        span = opening[max(0, first) : last + 1]
        if len(span):
            frame = max(0, first) + int(np.argmin(span))
            out.append((frame, 1000.0 * max(0.0, float(span.min())), sound.symbol))
    return out


def _lag(opening: F64, line: Line, cue: SpeechCue, fps: int) -> float | None:
    """Return by how many frames the lips follow the voice (negative: lead it), by cross-correlation; None for what says too little."""
    if line.duration_s < _SHORTEST_S or len(line.phonemes) < 6:
        return None
    margin = 2 * _FARTHEST_S
    time = np.arange(-margin, line.duration_s + margin, 1 / _RATE_HZ)
    heard = np.zeros(len(time))
    for sound in line.phonemes:
        heard[(time >= sound.start_s) & (time < sound.end_s)] = _OPENNESS[sound.viseme]
    kernel = np.hanning(_SOFT)
    heard = np.convolve(heard, kernel / kernel.sum(), "same")
    seen = np.interp(cue.range.start + time * fps, np.arange(len(opening)), opening)
    if np.ptp(seen) < 1e-4:
        return float(fps)  # a mouth that does not move at all is as late as can be
    heard, seen = heard - heard.mean(), seen - seen.mean()
    shifts = np.arange(-round(_FARTHEST_S * _RATE_HZ), round(_FARTHEST_S * _RATE_HZ) + 1)
    inner = slice(-int(shifts[0]), len(time) - int(shifts[-1]))
    match = np.array([float(heard[inner] @ np.roll(seen, -shift)[inner]) for shift in shifts])
    return float(shifts[int(np.argmax(match))]) / _RATE_HZ * fps
