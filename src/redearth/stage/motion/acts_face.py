"""Acts of the face with the whole body behind them: moods, laughs, sobs, coughs, cries, breaths."""

from __future__ import annotations

import math

import numpy as np

from redearth.stage.motion.acting import Act
from redearth.stage.motion.acts_head import target_of
from redearth.stage.motion.controls import LEFT, RIGHT
from redearth.stage.motion.ease import pulse, rise, wander, window
from redearth.stage.motion.fingers import FIST
from redearth.stage.motion.moods import PLAYED, carry, is_masked, mood_of, wear
from redearth.stage.parts import F64

_LAUGHS = frozenset(["laugh", "laugh_at", "chuckle", "giggle", "chortle", "cackle", "hoot", "snort", "大笑", "笑"])
_SOBS = frozenset(["cry", "sob", "weep", "whimper", "whine", "wail", "bawl", "哭", "哭泣"])
_COUGHS = frozenset(["cough", "sneeze", "clear_throat", "choke", "wheeze", "hiccup", "咳嗽"])
_GROANS = frozenset(["moan", "groan", "grunt", "pant", "呻吟"])
_SNARLS = frozenset(["growl", "snarl", "hiss", "低吼"])
_TUNES = frozenset(["whistle", "hum", "chant", "purr", "howl", "sing"])
_ANGRY_CRIES = frozenset(
    ["roar", "yell", "shout", "bellow", "yell_at", "shout_at", "roar_at", "cheer_on", "吼", "吼叫", "怒吼", "咆哮", "大喊", "喊"]
)
_RAISED_HANDS = {"afraid": 0.5, "surprised": 0.25, "disgusted": 0.3}


def show_mood(act: Act) -> None:
    """Wear what the cue's manner names, or what such an act does to a face, while it lasts."""
    named = mood_of(act.cue.manner)
    expression, level = (named, 0.75) if named else PLAYED.get(act.cue.primitive, ("", 0.0))
    if expression:
        wear(act.controls, expression, level * min(1.0, act.cue.strength) * act.during(0.3, 0.5))


def express(act: Act) -> None:
    """Show a mood on face and body; the body says more where the face is hidden."""
    strength = min(act.cue.strength, 1.25)
    mood = mood_of((act.cue.lemma, *act.cue.manner)) or "tense"
    level = strength * act.during(0.5, 0.7)
    wear(act.controls, mood, min(1.0, strength) * act.during(0.22, 0.6))
    masked = is_masked(act.work.characters.get(act.cue.actor))
    carry(act.controls, mood, level, masked=masked)
    lift = _RAISED_HANDS.get(mood, 0.0)
    for side in (LEFT, RIGHT):
        if lift and not act.held[side]:
            act.pose(side, (-0.02, -0.24, 0.32), lift * level)
            act.close(side, 0.15, lift * level)
        if mood == "angry" and not act.held[side]:
            act.close(side, FIST, level)
    target = target_of(act)
    if target is not None:
        act.look(target, 0.7 * level)


def vocalise(act: Act) -> None:
    """Make a sound that is no word, as its verb says: laugh, sob, cough, groan, snarl, whistle, or cry out."""
    lemma = act.cue.lemma
    kinds = ((_LAUGHS, _laugh), (_SOBS, _sob), (_COUGHS, _cough), (_GROANS, _groan), (_SNARLS, _snarl), (_TUNES, _tune))
    next((play for words, play in kinds if lemma in words), _cry_out)(act)


def _open(act: Act, radians: F64) -> None:
    np.maximum(act.controls.jaw, radians, out=act.controls.jaw)


def _laugh(act: Act) -> None:
    """Head back, shoulders shaking, eyes narrowed: bursts that die away between breaths."""
    level, local = act.during(0.2, 0.5), np.maximum(act.time_s, 0.0)
    small = 0.55 if act.cue.lemma in ("chuckle", "giggle", "snort") else 1.0
    breath = 0.55 + 0.45 * np.cos(2 * math.pi * local / 1.9) ** 2
    beat = np.maximum(0.0, np.sin(2 * math.pi * 4.3 * local)) * breath
    wear(act.controls, "happy", level)
    wear(act.controls, "blink", 0.35 * level * small)
    _open(act, level * small * (0.09 + 0.07 * beat))
    act.controls.spine[:, 0] += level * small * (0.36 * np.sin(2 * math.pi * 0.28 * local) ** 2 + 0.05 * beat - 0.17)
    act.controls.shrug_m[:] += level * small * act.controls.scale * (0.012 + 0.016 * beat)
    act.controls.head[:, 0] -= level * small * (0.26 + 0.05 * beat)
    act.controls.head[:, 2] += 0.06 * level
    if small == 1.0 and not act.held[RIGHT]:
        act.pose(RIGHT, (-0.13, -0.32, 0.20), 0.9 * act.during(0.5, 0.6))


def _sob(act: Act) -> None:
    """Fold forward over heaving shoulders, a hand at the face."""
    level, local = act.during(0.4, 0.7), np.maximum(act.time_s, 0.0)
    heave = np.maximum(0.0, np.sin(2 * math.pi * 1.5 * local + 0.5 * np.sin(2.3 * local)))
    wear(act.controls, "sad", level)
    wear(act.controls, "pained", 0.55 * level)
    _open(act, level * (0.03 + 0.05 * heave))
    act.controls.spine[:, 0] += level * (0.26 + 0.05 * heave)
    act.controls.head[:, 0] += level * (0.34 - 0.05 * heave)
    act.controls.shrug_m[:] += level * act.controls.scale * (0.010 + 0.022 * heave)
    for side in (RIGHT, LEFT) if act.cue.lemma in ("sob", "weep", "bawl", "哭泣") else (RIGHT,):
        if not act.held[side]:
            act.pose(side, (-0.125, 0.125, 0.25), 0.95 * act.during(0.6, 0.7), elbow_out=0.15)
            act.close(side, 0.25, level)


def _cough(act: Act) -> None:
    """Bring a fist to the mouth and jerk forward with every cough."""
    side = LEFT if act.held[RIGHT] and not act.held[LEFT] else RIGHT
    level = act.during(0.3, 0.5)
    single = act.cue.lemma in ("sneeze", "clear_throat", "hiccup")
    jolts = np.zeros_like(act.time_s)
    moment = 0.45
    while moment < max(act.length_s, 0.6) and (moment < 0.5 or not single):
        jolts += pulse(act.time_s, moment, 0.09, 0.26)
        moment += 0.42 if round(moment * 100) % 3 else 0.7
    wear(act.controls, "pained", level * (0.45 + 0.5 * np.minimum(jolts, 1.0)))
    _open(act, 0.11 * jolts)
    act.controls.spine[:, 0] += 0.10 * level + 0.14 * jolts
    act.controls.head[:, 0] += 0.12 * level + 0.14 * jolts
    act.controls.shrug_m[:] += act.controls.scale * (0.010 * level + 0.018 * jolts)
    if not act.held[side]:
        act.pose(side, (-0.165, 0.135, 0.225), 0.95 * level, elbow_out=0.3)
        act.close(side, FIST, level)


def _groan(act: Act) -> None:
    """Let the pain out with a rolling head."""
    level, local = act.during(0.35, 0.6), act.time_s
    wear(act.controls, "pained", 0.9 * level)
    _open(act, level * (0.06 + 0.02 * wander(local, 0.8, "groan", act.cue.beat)))
    act.controls.spine[:, 0] += 0.14 * level
    act.controls.head[:, 0] -= 0.10 * level
    act.controls.head[:, 2] += 0.16 * level * np.sin(1.6 * np.maximum(local, 0.0))


def _snarl(act: Act) -> None:
    """Bare the teeth with the head thrust forward."""
    level = act.during(0.2, 0.4)
    wear(act.controls, "angry", level)
    wear(act.controls, "disgusted", 0.75 * level)
    _open(act, 0.05 * level)
    act.controls.spine[:, 0] += 0.16 * level
    act.controls.head[:, 0] -= 0.10 * level
    act.controls.shrug_m[:] += 0.014 * act.controls.scale * level


def _tune(act: Act) -> None:
    """Purse the lips and sway a little."""
    level = act.during(0.25, 0.4)
    wear(act.controls, "F", level)
    wear(act.controls, "relaxed", 0.6 * level)
    act.controls.head[:, 2] += 0.07 * level * np.sin(2 * math.pi * 0.6 * act.time_s)


def _cry_out(act: Act) -> None:
    """Draw breath, then cry out with the mouth wide and the chest forward."""
    level, local = act.during(0.15, 0.35), act.time_s
    angry = act.cue.lemma in _ANGRY_CRIES or mood_of(act.cue.manner) == "angry"
    loud = min(1.0, 0.6 + 0.4 * act.cue.strength)
    wear(act.controls, "angry" if angry else "afraid", level)
    wear(act.controls, "blink", (0.0 if angry else 0.3) * level)
    _open(act, level * loud * (0.27 + 0.03 * wander(local, 3.0, "cry", act.cue.beat)))
    drawn = pulse(local, 0.12, 0.12, 0.25)
    act.controls.spine[:, 0] += level * 0.14 - 0.1 * drawn
    act.controls.shrug_m[:] += act.controls.scale * (0.016 * level + 0.014 * drawn)
    act.controls.head[:, 0] -= 0.18 * level * rise(local, 0.05, 0.3)
    act.controls.head[:, 1] += 0.03 * level * wander(local, 4.0, "shiver", act.cue.beat)
    for side in (LEFT, RIGHT):
        if not act.held[side]:
            act.close(side, FIST if angry else 0.1, level)
            act.pose(side, (0.12, -0.42, 0.12) if angry else (0.06, -0.12, 0.26), 0.55 * act.during(0.3, 0.5))


def breathe(act: Act) -> None:
    """Take a breath that can be seen: a deep one, a sigh that sinks, a gasp that jerks up, a yawn."""
    length, lemma = act.length_s, act.cue.lemma
    if lemma in ("gasp", "gulp", "catch_breath", "hiccup"):
        jerk = window(act.time_s, 0.0, min(length, 0.9), 0.14, 0.6)
        wear(act.controls, "surprised", 0.9 * jerk)
        _lift(act, jerk, 0.024, -0.07)
        if not act.held[RIGHT]:
            act.pose(RIGHT, (-0.12, -0.12, 0.165), 0.9 * window(act.time_s, 0.05, min(length, 1.1), 0.3, 0.7))
        return
    depth = pulse(act.time_s, 0.42 * length, 0.38 * length, 0.5 * length)
    _lift(act, depth, 0.026, -0.06)
    if lemma in ("sigh", "exhale", "breathe_out", "snore", "叹气"):
        sunk = pulse(act.time_s, 0.85 * length, 0.35 * length, 0.7)
        _lift(act, -sunk, 0.020, -0.13)
        wear(act.controls, "sad" if lemma in ("sigh", "叹气") else "relaxed", 0.5 * sunk)
        wear(act.controls, "blink", 0.35 * sunk)
        wear(act.controls, "F", 0.4 * pulse(act.time_s, 0.7 * length, 0.2, 0.4))
        act.controls.head[:, 0] += 0.16 * sunk
    elif lemma == "yawn":
        wear(act.controls, "blink", 0.85 * depth)
        _open(act, 0.27 * depth)
        act.controls.head[:, 0] -= 0.16 * depth
        act.pose(RIGHT, (-0.155, 0.12, 0.24), (0.0 if act.held[RIGHT] else 0.95) * act.during(0.6, 0.5), elbow_out=0.3)
    else:
        _open(act, 0.035 * depth)


def _lift(act: Act, level: F64, shrug_m: float, spine_rad: float) -> None:
    act.controls.shrug_m[:] += shrug_m * act.controls.scale * level
    act.controls.spine[:, 0] += spine_rad * level
    act.controls.head[:, 0] += 0.8 * spine_rad * level
