"""Work and play of the hands that goes on and on: dig, sweep, hammer, saw, type, stir, wash, knock, strum, drum, conduct."""

from __future__ import annotations

import math

import numpy as np

from redearth.stage.motion.acting import Act
from redearth.stage.motion.controls import LEFT, RIGHT
from redearth.stage.motion.ease import rise, wander
from redearth.stage.parts import F64


def dig(act: Act) -> None:
    """Drive a spade down with the trunk, lever, throw to one side."""
    weight, turn = act.during(0.5, 0.5), _turns(act, 0.42)
    plunge, fling = _stroke(turn, 0.25, 0.22), _stroke(turn, 0.72, 0.2)
    act.pose(RIGHT, _path(-0.10, -0.28 - 0.20 * plunge + 0.10 * fling, 0.30 + 0.05 * plunge), weight)
    act.pose(LEFT, _path(-0.05 + 0.12 * fling, -0.46 - 0.10 * plunge + 0.16 * fling, 0.46), weight)
    act.controls.hips[:, 0] += (0.16 + 0.12 * plunge - 0.06 * fling) * weight
    act.controls.spine[:, 0] += (0.26 + 0.22 * plunge - 0.10 * fling) * weight
    act.controls.spine[:, 1] += 0.35 * fling * weight
    act.controls.hips_m[:, 1] -= act.controls.scale * (0.05 + 0.05 * plunge) * weight
    _hits(act, 0.42, 0.25, 0.5, (0.0, 0.05, 0.55))


def sweep_floor(act: Act) -> None:
    """Draw a broom across the floor from side to side, the trunk turning with it."""
    weight, turn = act.during(0.4, 0.5), _turns(act, 0.75)
    swing = np.sin(2 * math.pi * turn)
    act.pose(RIGHT, _path(-0.12 - 0.05 * swing, -0.20, 0.30), weight)
    act.pose(LEFT, _path(-0.06 + 0.12 * swing, -0.47 + 0.02 * np.abs(swing), 0.40), weight)
    act.controls.spine[:, 0] += 0.24 * weight
    act.controls.spine[:, 1] += 0.24 * swing * weight
    act.controls.hips[:, 1] += 0.08 * swing * weight
    act.controls.head[:, 0] += 0.22 * weight
    _hits(act, 1.5, 0.1, 0.15, (0.0, 0.02, 0.6), "cloth")


def hammer(act: Act) -> None:
    """Raise a hammer by the ear and bring it down on the work, again and again."""
    weight, turn = act.during(0.4, 0.45), _turns(act, 1.15)
    down = _stroke(turn, 0.55, 0.16)
    act.pose(RIGHT, _path(0.10 - 0.10 * down, 0.16 - 0.50 * down, 0.14 + 0.28 * down), weight, elbow_out=0.2)
    act.pose(LEFT, (-0.10, -0.40, 0.38), weight)
    act.controls.spine[:, 0] += (0.16 + 0.08 * down) * weight
    act.controls.head[:, 0] += 0.22 * weight
    _hits(act, 1.15, 0.55, 0.8, (-0.1, 0.95, 0.5), "wood")


def saw(act: Act) -> None:
    """Push and pull a saw, the shoulder behind it, the other hand on the work."""
    weight, turn = act.during(0.4, 0.45), _turns(act, 1.0)
    pushed = 0.5 - 0.5 * np.cos(2 * math.pi * turn)
    act.pose(RIGHT, _path(-0.02, -0.36 - 0.05 * pushed, 0.20 + 0.24 * pushed), weight)
    act.pose(LEFT, (-0.12, -0.42, 0.40), weight)
    act.controls.spine[:, 0] += (0.24 + 0.06 * pushed) * weight
    act.controls.spine[:, 1] += 0.10 * pushed * weight
    act.controls.head[:, 0] += 0.20 * weight


def type_keys(act: Act) -> None:
    """Type with both hands, eyes going between keys and page."""
    weight = act.during(0.4, 0.5)
    for side in (LEFT, RIGHT):
        tap = wander(act.time_s, 3.1, "type", act.cue.beat, side)
        act.pose(side, _path(-0.09 + 0.012 * tap, -0.345 + 0.012 * np.abs(tap), 0.37 + 0.008 * tap), weight)
    act.controls.head[:, 0] += (0.20 + 0.10 * np.tanh(3 * wander(act.time_s, 0.35, "keys", act.cue.beat))) * weight


def stir(act: Act) -> None:
    """Stir with one hand in what the other holds."""
    weight, turn = act.during(0.4, 0.45), 2 * math.pi * _turns(act, 1.1)
    act.pose(RIGHT, _path(-0.15 + 0.045 * np.cos(turn), -0.29, 0.38 + 0.045 * np.sin(turn)), weight, elbow_out=0.3)
    act.pose(LEFT, (-0.13, -0.37, 0.34), weight)
    act.controls.head[:, 0] += 0.28 * weight
    act.controls.spine[:, 0] += 0.08 * weight


def wash_hands(act: Act) -> None:
    """Rub the hands over each other."""
    weight, turn = act.during(0.4, 0.45), 2 * math.pi * _turns(act, 1.4)
    for side in (LEFT, RIGHT):
        slide = np.sin(turn + (0.0 if side == LEFT else math.pi))
        act.pose(side, _path(-0.155 + 0.01 * slide, -0.45 + 0.012 * np.cos(turn), 0.36 + 0.04 * slide), weight)
    act.controls.head[:, 0] += 0.26 * weight
    act.controls.spine[:, 0] += 0.20 * weight


def knock(act: Act) -> None:
    """Rap three times with the knuckles, and listen."""
    side = act.sides()[0]
    weight = act.during(0.4, 0.5)
    raps = sum(np.exp(-(((act.time_s - moment) / 0.055) ** 2)) for moment in (0.45, 0.68, 0.91))
    act.pose(side, _path(0.0, 0.05 + 0.0 * act.time_s, 0.36 + 0.06 * np.asarray(raps)), weight, elbow_out=0.2)
    act.controls.head[:, 2] += 0.10 * rise(act.time_s, 1.0, 0.4) * weight
    for moment in (0.45, 0.68, 0.91):
        if moment < act.length_s:
            act.touch(moment, "strike", act.spot() + np.array([0.0, 1.4, 0.5]), 0.4, "wood")


def strum(act: Act) -> None:
    """Hold the neck of an instrument and strum across it, nodding."""
    weight, turn = act.during(0.5, 0.5), 2 * math.pi * _turns(act, 1.7)
    act.pose(LEFT, _path(0.16 + 0.03 * np.sin(0.25 * turn), -0.22 + 0.0 * turn, 0.30), weight)
    act.pose(RIGHT, _path(-0.11 + 0.02 * np.sin(turn), -0.38 - 0.05 * np.sin(turn), 0.24), weight, elbow_out=0.35)
    act.controls.head[:, 0] += (0.14 + 0.05 * np.sin(turn)) * weight
    act.controls.spine[:, 2] += 0.03 * np.sin(0.5 * turn) * weight


def drum(act: Act) -> None:
    """Beat with both hands in turn."""
    weight, turn = act.during(0.4, 0.45), _turns(act, 2.0)
    for side in (LEFT, RIGHT):
        down = _stroke(turn + 0.5 * side, 0.5, 0.2)
        act.pose(side, _path(-0.04, -0.22 - 0.17 * down, 0.34), weight, elbow_out=0.25)
    act.controls.head[:, 0] += (0.10 + 0.06 * np.sin(2 * math.pi * turn)) * weight
    _hits(act, 4.0, 0.25, 0.5, (0.0, 1.0, 0.4), "wood")


def conduct(act: Act) -> None:
    """Beat four in the air with the right hand, shape the phrase with the left."""
    weight, turn = act.during(0.4, 0.5), _turns(act, 0.55)
    beat = 2 * math.pi * turn
    act.pose(RIGHT, _path(0.06 + 0.12 * np.sin(beat), -0.05 + 0.10 * np.cos(4 * beat), 0.36), weight, elbow_out=0.3)
    act.pose(LEFT, _path(0.10 + 0.05 * np.sin(0.5 * beat), 0.0 + 0.09 * np.sin(beat), 0.34), weight, elbow_out=0.3)
    act.controls.head[:, 0] += 0.05 * np.cos(4 * beat) * weight


def _turns(act: Act, rate_hz: float) -> F64:
    """Return [F] how many strokes have been made, from the cue's start."""
    return np.asarray(rate_hz * act.pace * np.maximum(act.time_s, 0.0))


def _stroke(turn: F64, at: float, width: float) -> F64:
    """Return [F] a smooth bump in every stroke, at the share ``at`` of it."""
    away = (turn - at + 0.5) % 1.0 - 0.5
    return np.asarray(np.exp(-((away / width) ** 2)))


def _path(x: F64 | float, y: F64 | float, z: F64 | float) -> F64:
    return np.stack(np.broadcast_arrays(x, y, z), -1).astype(float)


def _hits(act: Act, rate_hz: float, at: float, strength: float, place_m: tuple[float, float, float], surface: str = "") -> None:
    rate = rate_hz * act.pace
    for stroke in range(int(rate * act.length_s)):
        moment = (stroke + at) / rate
        if 0.3 < moment < act.length_s:
            act.touch(moment, "strike" if strength > 0.4 else "cloth", act.spot() + np.array(place_m), strength, surface)
