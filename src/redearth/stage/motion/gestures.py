"""Hands that speak: beats on stressed words, in shapes that suit the mood, pointing where the words point, never both hands alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from redearth.core.seed import generator_from
from redearth.direction.model import SpeechCue
from redearth.stage.motion.controls import LEFT, MIRROR, RIGHT, Controls, Reach, in_root
from redearth.stage.motion.ease import pulse, window
from redearth.stage.motion.lips import stressed_moments
from redearth.stage.motion.scene import SceneWork
from redearth.voice.model import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A hand that says something: where the palm goes (chest axes, left hand), how wrist and fingers are."""

    palm_m: tuple[float, float, float]
    palm_up_rad: float = 0.0
    """How far the forearm turns the palm up; 0 the thumb is on top."""
    back_rad: float = 0.0
    """How far the hand bends back at the wrist."""
    grip: float = 0.3
    pointing: float = 0.0
    drop_m: float = 0.07
    """How far it strikes down on the beat."""


SHAPES: Mapping[str, Shape] = {
    "offer": Shape(palm_m=(0.13, -0.26, 0.33), palm_up_rad=1.15, back_rad=0.10, grip=0.16, drop_m=0.05),
    "beat": Shape(palm_m=(0.10, -0.25, 0.33), palm_up_rad=0.30, back_rad=0.10, grip=0.30),
    "chop": Shape(palm_m=(0.05, -0.22, 0.36), palm_up_rad=-0.10, grip=0.03, drop_m=0.10),
    "pinch": Shape(palm_m=(0.06, -0.19, 0.33), palm_up_rad=-0.45, back_rad=0.35, grip=0.62, drop_m=0.05),
    "fist": Shape(palm_m=(0.07, -0.23, 0.33), grip=1.0, drop_m=0.10),
    "spread": Shape(palm_m=(0.18, -0.24, 0.31), palm_up_rad=0.85, back_rad=0.20, grip=0.08, drop_m=0.05),
    "heart": Shape(palm_m=(-0.115, -0.14, 0.185), grip=0.15, drop_m=0.0),
    "wring": Shape(palm_m=(-0.09, -0.33, 0.27), palm_up_rad=-0.25, grip=0.6, drop_m=0.03),
    "there": Shape(palm_m=(0.27, -0.07, 0.51), palm_up_rad=-0.60, pointing=1.0, grip=0.9, drop_m=0.03),
}
_FOREARM = (0.643, -0.766)
"""Across and up: the left forearm's direction at rest, about which it turns the palm."""
_BY_MOOD: Mapping[str, tuple[str, ...]] = {
    "anger": ("chop", "fist", "there", "chop"), "fear": ("spread", "wring", "heart", "offer"), "joy": ("offer", "spread", "heart", "beat"),
    "grief": ("wring", "heart", "offer"), "wonder": ("spread", "offer"), "calm": ("offer", "beat"), "tense": ("chop", "pinch", "beat", "spread"),
    "": ("beat", "offer", "pinch", "beat", "chop", "spread"),
}  # fmt: skip
_SIZE = {"anger": 1.2, "fear": 1.0, "joy": 1.1, "grief": 0.7, "wonder": 1.05, "calm": 0.75, "tense": 1.0}
_ME = frozenset(["me", "my", "myself", "mine", "i'm", "i", "我", "我们", "us", "we"])
_YOU = frozenset(["you", "your", "yours", "yourself", "你", "您", "你们"])
_THERE = frozenset(["there", "that", "those", "over", "out", "outside", "up", "yonder", "那", "那里", "那边"])


def gesture(controls: Controls, work: SceneWork, cue: SpeechCue, line: Line, busy: np.ndarray, loud: float) -> None:
    """Lay a gesture every two to four seconds: raise, strike on the stressed vowel, hold, sink back before the line ends."""
    random = generator_from("gesture", cue.beat)
    start, length = cue.range.start / work.fps, cue.range.duration / work.fps
    favourite = RIGHT if random.random() < 0.65 else LEFT
    shapes = _BY_MOOD.get(cue.emotion, _BY_MOOD[""])
    moment, number = 0.0, int(random.integers(len(shapes)))
    accents = stressed_moments(line, 0.4)
    for accent in accents:
        draw = random.random(6)
        if accent < moment or accent < 0.25 or accent > length - 0.35:
            continue
        said = _word_at(line, accent)
        name = _pointed(said, float(draw[0])) or shapes[number % len(shapes)]
        number, moment = number + 1, accent + 1.9 + 1.6 * float(draw[1])
        sides = (LEFT, RIGHT) if draw[2] < 0.3 and name != "there" else (favourite,) if draw[2] < 0.8 else (1 - favourite,)
        size = min(1.15, (0.7 + 0.3 * float(draw[3])) * _SIZE.get(cue.emotion, 0.9) * loud)
        until = min(moment - 0.55, length - 0.3)
        strikes = [a for a in accents if accent <= a < until + 0.2]
        for order, side in enumerate(sides):
            late = 0.0 if side == favourite or len(sides) == 1 else 0.07 + 0.05 * float(draw[4])
            way = SHAPES["offer"] if order and name in ("chop", "fist", "pinch") else SHAPES[name]
            _stroke(controls, work, cue, side, way, (start, start + until), [start + a + late for a in strikes],
                    size * (1.0 if order == 0 else 0.72), float(draw[5]), busy)  # fmt: skip


def _word_at(line: Line, moment_s: float) -> str:
    return next((w.text.strip(".,!?;:…\"'，。！？").casefold() for w in line.words if w.start_s <= moment_s <= w.end_s), "")


def _pointed(word: str, draw: float) -> str:
    """Return the shape that a word asks for: oneself, the other one, over there."""
    if word in _THERE or (word in _YOU and draw < 0.6):
        return "there"
    return "heart" if word in _ME and draw < 0.55 else ""


def _stroke(
    controls: Controls, work: SceneWork, cue: SpeechCue, side: int, shape: Shape, span_s: tuple[float, float], strikes_s: list[float],
    size: float, variety: float, busy: np.ndarray,
) -> None:  # fmt: skip
    """Raise the hand in 0.25 to 0.4 s, strike on each accent of the hold, let it sink."""
    apex, time = strikes_s[0], work.time_s
    prepare = 0.26 + 0.12 * variety
    lift = window(time, apex - 0.04 - prepare, max(span_s[1], apex + 0.15), prepare, 0.5)
    lift = lift * (1.0 - busy[side]) * min(1.0, 0.5 + 0.5 * size)
    beat = sum(
        (pulse(time, moment - 0.03, 0.14, 0.30) * (1.0 if n == 0 else 0.6) for n, moment in enumerate(strikes_s)),
        np.zeros_like(time),
    )
    palm = np.array(shape.palm_m) * np.array([MIRROR[side], 1.0, 1.0])
    if shape.pointing:
        palm = _towards(controls, work, cue, side, palm, apex)
    target = np.tile(palm + np.array([MIRROR[side] * 0.05 * (variety - 0.5), 0.09 * (size - 0.9), 0.0]), (len(time), 1))
    target[:, 1] -= shape.drop_m * size * beat
    target[:, 2] += 0.03 * size * beat
    turn = -shape.palm_up_rad
    wrist = (turn * _FOREARM[0], turn * _FOREARM[1] * MIRROR[side], shape.back_rad * MIRROR[side])
    controls.reaches.append(Reach(side=side, weight=lift, target_m=target, wrist=wrist))
    controls.grip[side] += (shape.grip - controls.grip[side]) * lift
    controls.pointing[side] = np.maximum(controls.pointing[side], shape.pointing * lift)


def _towards(controls: Controls, work: SceneWork, cue: SpeechCue, side: int, palm: np.ndarray, apex_s: float) -> np.ndarray:
    """Return a palm that points at the first addressee on the set, or ahead and aside."""
    other = next((a for a in cue.addressees if a in work.eyes_m), "")
    if not other:
        return palm
    frame = min(max(round(apex_s * work.fps), 0), work.frames - 1)
    way = in_root(controls, work.eyes_m[other])[frame] - np.array([0.18 * MIRROR[side], 1.35, 0.0]) * controls.scale
    way[1] = np.clip(way[1], -0.3, 0.1)
    return np.asarray(way / max(float(np.linalg.norm(way)), 1e-6) * 0.55 + np.array([0.0, -0.06, 0.0]))
