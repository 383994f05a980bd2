"""Talking and listening: jaw, nods on stress, beat gestures, and eyes on whoever speaks."""

from __future__ import annotations

import numpy as np

from redearth.core.seed import generator_from
from redearth.direction.model import SpeechCue
from redearth.stage.motion.controls import MIRROR, Controls, Gaze, Reach
from redearth.stage.motion.ease import inner_window, pulse, window
from redearth.stage.motion.lips import jaw_of, stressed_moments
from redearth.stage.motion.scene import SceneWork
from redearth.stage.parts import F64
from redearth.voice.model import Line

_QUIET = {"whisper", "thought"}


def speak(controls: Controls, work: SceneWork, actor: str, busy: F64) -> None:
    """Lay every line of the scene on one actor, as speaker or listener; ``busy`` [2, F] keeps occupied hands from gesturing."""
    for cue in sorted(work.blocking.speeches, key=lambda s: (s.range.start, s.beat)):
        line = work.lines.get(cue.beat)
        if not cue.visible and cue.actor == actor:
            continue
        if cue.actor == actor and line is not None:
            _speak_line(controls, work, cue, line, busy)
        elif cue.actor != actor:
            _listen(controls, work, cue, actor)


def _speak_line(controls: Controls, work: SceneWork, cue: SpeechCue, line: Line, busy: F64) -> None:
    start = cue.range.start
    frames = min(work.frames - start, cue.range.duration + work.fps // 4)
    if frames <= 1:
        return
    where = slice(start, start + frames)
    local = np.arange(frames) / work.fps
    loud = 1.25 if "shout" in cue.deliveries else 0.7 if _QUIET & set(cue.deliveries) else 1.0
    controls.jaw[where] = jaw_of(line, frames, work.fps, loud)
    length = cue.range.duration / work.fps
    level = inner_window(local, 0.0, length, 0.35)
    random = generator_from("talk", cue.beat)
    for moment in stressed_moments(line, 0.55):
        depth = 0.035 + 0.05 * random.random()
        controls.head[where, 0] += level * loud * depth * pulse(local, moment, 0.16, 0.32)
        controls.head[where, 1] += level * 0.05 * (random.random() - 0.5) * pulse(local, moment + 0.1, 0.3, 0.5)
        controls.head[where, 2] += level * 0.06 * (random.random() - 0.5) * pulse(local, moment, 0.25, 0.5)
        controls.spine[where, 0] += level * loud * 0.015 * pulse(local, moment, 0.2, 0.4)
    controls.spine[where, 0] += level * 0.035
    _gesture(controls, work, cue, line, busy, loud)
    _face(controls, work, cue)


def _gesture(controls: Controls, work: SceneWork, cue: SpeechCue, line: Line, busy: F64, loud: float) -> None:
    """One beat gesture every two to four seconds: raise, strike on the stress, hold, sink back before the line ends."""
    random = generator_from("gesture", cue.beat)
    start, length = cue.range.start / work.fps, cue.range.duration / work.fps
    moment = 0.0
    favourite = int(random.random() < 0.4)
    for accent in stressed_moments(line, 0.4):
        draw = random.random(4)
        if accent < moment or accent < 0.25 or accent > length - 0.35:
            continue
        moment = accent + 2.0 + 2.0 * draw[0]
        sides = (0, 1) if draw[1] < 0.22 else (favourite,) if draw[1] < 0.8 else (1 - favourite,)
        size = min(1.0, 0.55 + 0.25 * draw[2]) * loud
        for side in sides:
            _stroke(controls, work, side, start + accent, start + length, size, float(draw[3]), busy)


def _stroke(
    controls: Controls, work: SceneWork, side: int, apex_s: float, end_s: float, size: float, openness: float, busy: F64
) -> None:
    time = work.time_s
    out_s = min(apex_s + 0.35, end_s - 0.3)
    lift = window(time, apex_s - 0.42, max(out_s, apex_s), 0.36, 0.5) * (time < end_s + 0.6)
    beat = pulse(time, apex_s, 0.14, 0.3)
    free = 1.0 - busy[side]
    x = MIRROR[side] * (0.10 + 0.12 * openness)
    target = np.stack(
        [np.full(len(time), x), -0.30 + 0.10 * size - 0.07 * beat, np.full(len(time), 0.30) + 0.06 * size * beat], axis=-1
    )
    controls.reaches.append(
        Reach(side=side, weight=lift * free * min(1.0, 0.45 + 0.5 * size), target_m=target, wrist=(0.0, 0.0, -0.3 * MIRROR[side]))
    )


def _face(controls: Controls, work: SceneWork, cue: SpeechCue) -> None:
    """Look at the first addressee on the set; turn the eyes away for a moment at the start of longer lines."""
    target = next((a for a in cue.addressees if a in work.eyes_m), "")
    if not target:
        return
    time = work.time_s
    start, end = cue.range.start / work.fps, cue.range.end / work.fps
    away = (0.35 if end - start > 2.5 else 0.0) * pulse(time, start + 0.9, 0.4, 0.6)
    controls.gazes.append(Gaze(weight=window(time, start, end, 0.35, 0.45) * (0.85 - away), target_m=work.eyes_m[target]))


def _listen(controls: Controls, work: SceneWork, cue: SpeechCue, actor: str) -> None:
    if cue.actor not in work.eyes_m or not cue.visible:
        return
    time = work.time_s
    start, length = cue.range.start / work.fps, cue.range.duration / work.fps
    random = generator_from("listen", actor, cue.beat)
    delay = 0.12 + 0.3 * random.random()
    weight = window(time, start + delay, start + length, 0.4, 0.45) * (0.8 + 0.1 * random.random())
    controls.gazes.append(Gaze(weight=weight, target_m=work.eyes_m[cue.actor]))
    if actor not in cue.addressees or length < 1.2:
        return
    moment = 0.9 + 1.5 * random.random()
    while moment < length:
        controls.head[:, 0] += 0.10 * pulse(time, start + moment, 0.2, 0.25) + 0.05 * pulse(
            time, start + moment + 0.42, 0.18, 0.28
        )
        moment += 4.0 + 3.0 * random.random()
