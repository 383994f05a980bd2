"""Acts of force at a distance: throw, strike, aim, fire."""

from __future__ import annotations

import numpy as np

from redearth.stage.motion.acting import Act
from redearth.stage.motion.acts_hand import at_hand
from redearth.stage.motion.acts_head import target_of
from redearth.stage.motion.controls import LEFT, MIRROR, RIGHT
from redearth.stage.motion.ease import pulse, window
from redearth.stage.parts import F64

_WOUND_S = 0.6
"""The least time from the first move of a throw to the hand's opening."""


def throw(act: Act) -> None:
    """Wind up behind the ear, step the weight through, release, follow through."""
    side = RIGHT if act.held[RIGHT] or not act.held[LEFT] else LEFT
    mirror = MIRROR[side]
    release_s = _released_s(act)
    target = target_of(act)
    if target is not None:
        act.look(target, 0.8 * act.during(0.25, 0.5))
    start = min(0.0, release_s - _WOUND_S)  # whoever throws at once has drawn back before
    wind = window(act.time_s, start, release_s - 0.22, (release_s - start) * 0.6, 0.26)
    cast = window(act.time_s, release_s - 0.29, release_s + 0.15, 0.32, 0.6)
    act.pose(side, (0.24, 0.14, -0.12), wind, elbow_out=0.6)
    act.pose(side, (0.02, 0.10, 0.56), cast)
    act.controls.spine[:, 1] += mirror * (0.62 * wind - 0.5 * cast)
    act.controls.hips[:, 1] += mirror * (0.22 * wind - 0.2 * cast)
    act.controls.spine[:, 0] += -0.12 * wind + 0.22 * cast
    act.controls.hips_m[:, 2] += act.controls.scale * (-0.05 * wind + 0.08 * cast)
    act.touch(release_s, "release", act.spot() + np.array([0.0, 1.6, 0.0]), 0.4, "cloth")


def _released_s(act: Act) -> float:
    """Return when the hand opens: as the thing's hold by this actor ends, else as the throw takes."""
    for hold in act.work.blocking.props:
        end = hold.range.end
        if hold.prop == act.cue.prop and hold.holder == act.cue.actor and act.cue.range.start < end < act.cue.range.end:
            return (end - act.cue.range.start) / act.path.fps
    return min(0.75 / act.pace, 0.6 * act.length_s)


def strike(act: Act) -> None:
    """Strike the target once: draw back, drive through, recoil."""
    target = at_hand(act, (0.0, 1.25, 0.55))
    side = act.sides(target)[0]
    mirror = MIRROR[side]
    hit = min(0.5 / act.pace, 0.7 * act.length_s)
    wind = window(act.time_s, 0.0, hit - 0.16, hit * 0.55, 0.16)
    drive = window(act.time_s, hit - 0.30, hit + 0.06, 0.30, 0.5)
    act.pose(side, (0.20, -0.14, -0.10), wind, elbow_out=0.7)
    act.reach(side, target, drive)
    act.controls.spine[:, 1] += mirror * (0.4 * wind - 0.35 * drive)
    act.controls.hips_m[:, 2] += act.controls.scale * (-0.03 * wind + 0.07 * drive)
    act.touch(hit, "strike", target, 0.8, "metal")


def aim(act: Act) -> None:
    """Bring both hands up along the line of sight."""
    _level(act, act.during(0.45, 0.5))


def _level(act: Act, weight: F64) -> None:
    target = target_of(act)
    for side in (LEFT, RIGHT):
        act.pose(side, (-0.17, 0.02, 0.45 + 0.03 * side), weight)
    if target is not None:
        act.look(target, weight)
    act.controls.spine[:, 0] += 0.06 * weight
    act.controls.hips_m[:, 1] -= 0.03 * act.controls.scale * weight


def fire(act: Act) -> None:
    """Aim, and kick with every shot."""
    _level(act, act.during(0.2, 0.6))
    shots = max(1, round(act.length_s / 0.6))
    for number in range(shots):
        kick = pulse(act.time_s, 0.25 + 0.6 * number, 0.035, 0.3)
        act.controls.spine[:, 0] -= 0.06 * kick
        act.controls.shrug_m[:] += 0.012 * kick
        act.controls.hips_m[:, 2] -= 0.015 * kick
