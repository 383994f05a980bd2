"""Talking and listening: lips, nods on stress, moods, and eyes that seek and leave each other."""

from __future__ import annotations

import numpy as np

from redearth.core.seed import generator_from
from redearth.direction.model import SpeechCue
from redearth.stage.motion.controls import Controls, Gaze
from redearth.stage.motion.ease import inner_window, pulse, window
from redearth.stage.motion.face_poses import NAMES, VISEMES
from redearth.stage.motion.gestures import gesture
from redearth.stage.motion.lips import lips_of, stressed_moments
from redearth.stage.motion.moods import ANSWERED, SPOKEN, carry, is_masked, wear
from redearth.stage.motion.scene import SceneWork
from redearth.stage.parts import F64
from redearth.voice.model import Line

_QUIET = {"whisper", "thought"}
_MOUTH = slice(NAMES.index(VISEMES[0]), NAMES.index(VISEMES[-1]) + 1)
_SPOKEN_MOOD, _HEARD_MOOD = 0.95, 0.55
_TALKING = 0.65
"""How much of a mood's parted lips gives way to words."""


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
    lips = lips_of(line, frames, work.fps, loud)
    controls.jaw[where] = lips.jaw
    controls.face[where, _MOUTH] = lips.shapes
    length = cue.range.duration / work.fps
    level = inner_window(local, 0.0, length, 0.35)
    controls.lips_free[where] = np.minimum(
        controls.lips_free[where], (1.0 - _TALKING * inner_window(local, 0.0, length, 0.1)) * (1.0 - lips.shut)
    )
    random = generator_from("talk", cue.beat)
    for moment in stressed_moments(line, 0.55):
        depth = 0.035 + 0.05 * random.random()
        controls.head[where, 0] += level * loud * depth * pulse(local, moment, 0.16, 0.32)
        controls.head[where, 1] += level * 0.05 * (random.random() - 0.5) * pulse(local, moment + 0.1, 0.3, 0.5)
        controls.head[where, 2] += level * 0.06 * (random.random() - 0.5) * pulse(local, moment, 0.25, 0.5)
        controls.spine[where, 0] += level * loud * 0.015 * pulse(local, moment, 0.2, 0.4)
        if random.random() < 0.45:  # brows rise on some of the stresses
            wear(controls, "surprised", 0.28 * level * pulse(local, moment - 0.03, 0.14, 0.3), where)
    controls.spine[where, 0] += level * 0.035
    if cue.emotion in SPOKEN:
        masked = is_masked(work.characters.get(cue.actor))
        wear(controls, SPOKEN[cue.emotion], _SPOKEN_MOOD * level, where)
        carry(controls, SPOKEN[cue.emotion], 0.6 * level, masked=masked, where=where)
    gesture(controls, work, cue, line, busy, loud)
    _look_at_listener(controls, work, cue)


def _look_at_listener(controls: Controls, work: SceneWork, cue: SpeechCue) -> None:
    """Face the first addressee on the set; the eyes leave at the start of a turn, come back for its end and rest there 40 % of the time."""
    target = next((a for a in cue.addressees if a in work.eyes_m), "")
    if not target:
        return
    time = work.time_s
    start, end = cue.range.start / work.fps, cue.range.end / work.fps
    controls.gazes.append(Gaze(weight=window(time, start, end, 0.35, 0.45) * 0.85, target_m=work.eyes_m[target]))
    random = generator_from("away", cue.beat)
    moment, last = start + 0.35, end - 0.7
    while moment < last - 0.4:
        until = min(moment + 0.9 + 1.1 * random.random(), last)
        _glance_aside(controls, time, moment, until, random)
        moment = until + 0.7 + 0.7 * random.random()


def _glance_aside(controls: Controls, time: F64, start_s: float, end_s: float, random: np.random.Generator) -> None:
    """Let the eyes rest beside whom they looked at, the head a little with them."""
    way = 1.0 if random.random() < 0.5 else -1.0
    yaw, pitch = way * (0.14 + 0.12 * random.random()), 0.16 * (random.random() - 0.3)
    away = window(time, start_s, end_s, 0.06, 0.06)
    controls.eyes[:, 0] += pitch * away
    controls.eyes[:, 1] += yaw * away
    slow = window(time, start_s + 0.08, end_s + 0.08, 0.3, 0.3)
    controls.head[:, 1] += 0.35 * yaw * slow
    controls.head[:, 0] += 0.3 * pitch * slow


def _listen(controls: Controls, work: SceneWork, cue: SpeechCue, actor: str) -> None:
    """Look at who speaks, nod at what is said, answer the mood with the face."""
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
    if cue.emotion in ANSWERED:
        wear(controls, ANSWERED[cue.emotion], _HEARD_MOOD * window(time, start + 0.5 + delay, start + length, 0.6, 0.4))
    moment = 0.9 + 1.5 * random.random()
    while moment < length:
        controls.head[:, 0] += 0.10 * pulse(time, start + moment, 0.2, 0.25) + 0.05 * pulse(
            time, start + moment + 0.42, 0.18, 0.28
        )
        away = moment + 0.9 + 0.6 * random.random()
        if away + 1.3 < length:
            _glance_aside(controls, time, start + away, start + away + 0.8 + 0.4 * random.random(), random)
        moment += 4.0 + 3.0 * random.random()
