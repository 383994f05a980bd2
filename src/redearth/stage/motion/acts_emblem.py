"""Gestures with a meaning of their own: shrug, clap, cheer, dance, salute, bow, pray; each is the verb it was written as.

Palms are written as everywhere: from the left shoulder in chest axes at 1.72 m, so that x = -0.18 is the middle of the body.
"""

from __future__ import annotations

import math

import numpy as np

from redearth.stage.motion.acting import Act
from redearth.stage.motion.acts_head import target_of
from redearth.stage.motion.controls import LEFT, MIRROR, RIGHT
from redearth.stage.motion.ease import pulse, rise, wander, window
from redearth.stage.parts import F64

_BOTH = (LEFT, RIGHT)
_CLAP_HZ, _DANCE_HZ, _CHEER_HZ = 2.7, 1.9, 1.6


def shrug(act: Act) -> None:
    """Lift the shoulders, turn the palms out, tilt the head; let go."""
    weight = window(act.time_s, 0.0, min(act.length_s, 1.2), 0.28 / act.pace, 0.45)
    for side in _free(act):
        act.pose(side, (0.20, -0.33, 0.27), weight, wrist=(0.0, 0.0, -0.9 * MIRROR[side]), elbow_out=0.1)
    act.controls.shrug_m[:] += 0.042 * act.controls.scale * weight
    act.controls.head[:, 2] += 0.14 * weight
    act.controls.head[:, 0] -= 0.06 * weight


def clap(act: Act) -> None:
    """Strike the palms together before the chest, a little unevenly."""
    weight = act.during(0.3, 0.4)
    rate = _CLAP_HZ * act.pace
    phase = rate * np.maximum(act.time_s - 0.25, 0.0)
    apart = np.sin(math.pi * phase) ** 2
    for side in _BOTH:
        height = -0.20 + 0.02 * (side == LEFT)
        palm = np.stack([-0.155 + 0.17 * apart, np.full_like(apart, height), 0.34 - 0.03 * apart], -1)
        act.pose(side, palm, weight, elbow_out=0.25, wrist=(0.0, 0.0, 0.0))
    act.controls.spine[:, 0] += 0.03 * apart * weight
    _look_at_target(act, 0.7)
    for beat in range(1, int(rate * max(act.length_s - 0.3, 0.0)) + 1):
        act.touch(0.25 + beat / rate, "touch", act.spot() + np.array([0.0, 1.25, 0.3]), 0.35, "cloth")


def cheer(act: Act) -> None:
    """Throw both fists up and pump them, bouncing in the knees."""
    weight = act.during(0.3, 0.5)
    pump = np.sin(2 * math.pi * _CHEER_HZ * act.pace * act.time_s)
    for side in _free(act):
        palm = np.stack([np.full_like(pump, 0.13), 0.42 + 0.11 * pump, np.full_like(pump, 0.10)], -1)
        act.pose(side, palm, weight, elbow_out=0.3)
    act.controls.hips_m[:, 1] -= act.controls.scale * weight * 0.035 * (1 - pump)
    act.controls.head[:, 0] -= 0.16 * weight
    act.controls.spine[:, 0] -= 0.06 * weight


def dance(act: Act) -> None:
    """Step from foot to foot on the beat, hips and bent arms swinging against each other."""
    weight = act.during(0.4, 0.5)
    turn = 2 * math.pi * 0.5 * _DANCE_HZ * act.time_s
    side_to_side, bounce = np.sin(turn), np.abs(np.cos(turn))
    scale = act.controls.scale
    act.controls.hips_m[:, 0] += scale * 0.055 * side_to_side * weight
    act.controls.hips_m[:, 1] -= scale * (0.02 + 0.03 * bounce) * weight
    act.controls.hips[:, 1] += 0.16 * np.sin(turn + 0.6) * weight
    act.controls.hips[:, 2] += 0.07 * side_to_side * weight
    act.controls.spine[:, 1] -= 0.22 * np.sin(turn + 0.6) * weight
    act.controls.head[:, 2] += 0.07 * np.sin(turn - 0.5) * weight
    for side in _BOTH:
        _step(act, side, np.maximum(0.0, -MIRROR[side] * side_to_side), weight)
    for side in _free(act):
        swing = np.sin(turn + (0.0 if side == LEFT else math.pi))
        palm = np.stack([0.10 + 0.05 * swing, -0.27 + 0.06 * np.cos(2 * turn), 0.27 + 0.10 * swing], -1)
        act.pose(side, palm, weight, elbow_out=0.35)


def _step(act: Act, side: int, lifted: F64, weight: F64) -> None:
    """Lift a foot off the ground and set it down where it stood."""
    height = np.maximum(0.0, lifted - 0.25) / 0.75 * weight
    act.controls.ankle_m[side, :, 1] += act.controls.scale * 0.07 * height
    act.controls.foot[side, :, 0] += 0.35 * height
    act.controls.air[side] = np.maximum(act.controls.air[side], height)
    act.controls.free[side] = np.maximum(act.controls.free[side], height)


def salute(act: Act) -> None:
    """Bring the flat right hand to the temple, stand straight, cut it away."""
    weight = window(act.time_s, 0.0, act.length_s, 0.3 / act.pace, 0.25)
    act.pose(RIGHT, (-0.075, 0.205, 0.155), weight, elbow_out=0.9, wrist=(0.0, 0.0, 0.35))
    act.controls.spine[:, 0] -= 0.05 * weight
    act.controls.head[:, 0] -= 0.04 * weight
    _look_at_target(act, 0.9)


def bow(act: Act) -> None:
    """Bend from the hips with a straight back, stay, rise."""
    weight = window(act.time_s, 0.0, act.length_s, 0.6 / act.pace, 0.7 / act.pace)
    act.controls.hips[:, 0] += 0.42 * weight
    act.controls.hips_m[:, 2] -= 0.10 * act.controls.scale * weight
    act.controls.spine[:, 0] += 0.38 * weight
    act.controls.head[:, 0] += 0.12 * weight
    for side in _free(act):
        act.pose(side, (0.03, -0.56, 0.10), weight)


def pray(act: Act) -> None:
    """Lay the palms together before the breast and bow the head."""
    weight = act.during(0.55, 0.7)
    for side in _BOTH:
        act.pose(side, (-0.165, -0.10, 0.25), weight, elbow_out=0.2, wrist=(-0.35, 0.0, 0.0))
    act.controls.head[:, 0] += (0.32 + 0.02 * wander(act.time_s, 0.3, "pray", act.cue.beat)) * weight
    act.controls.spine[:, 0] += 0.06 * weight


def fold_arms(act: Act) -> None:
    """Cross the arms before the chest and shift the weight to one hip."""
    weight = window(act.time_s, 0.0, act.lasting_s, 0.55 / act.pace, 0.6)
    act.pose(LEFT, (-0.30, -0.215, 0.205), weight, elbow_out=0.15)
    act.pose(RIGHT, (-0.27, -0.255, 0.175), weight, elbow_out=0.15)
    act.controls.hips_m[:, 0] += 0.025 * act.controls.scale * weight
    act.controls.spine[:, 0] -= 0.04 * weight


def throw_up_hands(act: Act) -> None:
    """Fling both arms up and let them drop."""
    up = window(act.time_s, 0.0, 0.45, 0.25, 0.5)
    for side in _free(act):
        act.pose(side, (0.30, 0.34, 0.24), up, elbow_out=0.5, wrist=(-0.3, 0.0, 0.0))
    act.controls.head[:, 0] -= 0.15 * up
    act.controls.spine[:, 0] -= 0.07 * up


def thumbs_up(act: Act) -> None:
    """Hold a fist out with its thumb up, and give it a small push."""
    side = act.sides()[0]
    weight = act.during(0.35, 0.45)
    ahead = 0.38 + 0.04 * pulse(act.time_s, 0.5, 0.15, 0.3)
    act.pose(side, np.stack([np.full_like(ahead, 0.02), np.full_like(ahead, -0.13), ahead], -1), weight)
    act.controls.head[:, 0] += 0.06 * pulse(act.time_s, 0.55, 0.2, 0.3)
    _look_at_target(act, 0.9)


def snap_fingers(act: Act) -> None:
    """Snap the fingers of a raised hand, twice."""
    side = act.sides()[0]
    weight = window(act.time_s, 0.0, act.length_s, 0.3, 0.4)
    flick = pulse(act.time_s, 0.5, 0.08, 0.12) + pulse(act.time_s, 0.95, 0.08, 0.12)
    palm = np.stack([0.10 + 0.03 * flick, -0.02 - 0.05 * flick, 0.33 + 0.02 * flick], -1)
    act.pose(side, palm, weight, elbow_out=0.2)
    for moment in (0.5, 0.95):
        if moment < act.length_s:
            act.touch(moment, "touch", act.spot() + np.array([0.0, 1.4, 0.3]), 0.3, "cloth")


def stretch(act: Act) -> None:
    """Reach for the ceiling, arch the back, lean to one side and sink back."""
    weight = window(act.time_s, 0.0, max(act.length_s - 0.4, 0.6), 0.7 / act.pace, 0.8)
    lean = pulse(act.time_s, 0.65 * act.length_s, 0.5, 0.6)
    for side in _free(act):
        act.pose(side, (0.04, 0.52, 0.13), weight, elbow_out=0.2)
    act.controls.spine[:, 0] -= 0.14 * weight
    act.controls.spine[:, 2] += 0.16 * lean
    act.controls.head[:, 0] -= 0.22 * weight
    act.controls.hips_m[:, 1] += 0.01 * act.controls.scale * weight


def beckon(act: Act) -> None:
    """Hold out a hand and draw it in, again and again."""
    side = act.sides()[0]
    weight = act.during(0.4, 0.45)
    draw = np.maximum(0.0, np.sin(2 * math.pi * 1.25 * act.pace * np.maximum(act.time_s - 0.3, 0.0)))
    palm = np.stack([0.06 - 0.02 * draw, -0.12 + 0.06 * draw, 0.42 - 0.14 * draw], -1)
    act.pose(side, palm, weight, wrist=(0.0, 0.0, -0.7 * MIRROR[side]))
    _look_at_target(act, 0.9)


def cover_face(act: Act) -> None:
    """Hide the face in both hands."""
    weight = window(act.time_s, 0.0, act.lasting_s, 0.45 / act.pace, 0.6)
    for side in _free(act):
        act.pose(side, (-0.135, 0.155, 0.185), weight, elbow_out=-0.1, wrist=(-0.2, 0.0, 0.0))
    act.controls.head[:, 0] += 0.30 * weight
    act.controls.spine[:, 0] += 0.12 * weight


def hands_on_hips(act: Act) -> None:
    """Set both hands on the hips, elbows out."""
    weight = window(act.time_s, 0.0, act.lasting_s, 0.45 / act.pace, 0.5)
    for side in _free(act):
        act.pose(side, (0.0, -0.40, 0.06), weight, elbow_out=1.2, wrist=(0.5, 0.0, 0.0))
    act.controls.spine[:, 0] -= 0.05 * weight
    act.controls.head[:, 0] -= 0.03 * rise(act.time_s, 0.2, 0.6) * weight


def _free(act: Act) -> tuple[int, ...]:
    """Return the hands that no property occupies."""
    return tuple(side for side in _BOTH if not act.held[side])


def _look_at_target(act: Act, weight: float) -> None:
    target = target_of(act)
    if target is not None:
        act.look(target, weight * act.during(0.3, 0.4))
