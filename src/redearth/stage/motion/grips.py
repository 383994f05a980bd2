"""Arms that carry: every hold of a prop poses the hand or hands that hold it."""

from __future__ import annotations

import numpy as np

from redearth.core.frames import FrameRange
from redearth.direction.model import PropHold
from redearth.stage.motion.bearing import is_long, palm_for
from redearth.stage.motion.controls import LEFT, MIRROR, RIGHT, Controls, Reach
from redearth.stage.motion.ease import window
from redearth.stage.motion.scene import SceneWork
from redearth.stage.parts import F64

_PALM_M = {
    "left": (0.10, -0.44, 0.24),
    "right": (0.10, -0.44, 0.24),
    "both": (-0.075, -0.30, 0.40),
    "chest": (-0.115, -0.19, 0.25),
    "raised": (0.12, 0.56, 0.14),
}
"""Palm from the shoulder, chest axes, written for the left hand."""
_CLOSED, _CLOSES_S = 0.75, 0.12
"""How far fingers close about what they hold, and in how long before it is theirs."""
_SIDES = {"left": (LEFT,), "right": (RIGHT,), "raised": (RIGHT,), "both": (LEFT, RIGHT), "chest": (LEFT, RIGHT)}


def hold_props(controls: Controls, work: SceneWork, actor: str) -> F64:
    """Lay the carrying arms of every hold by ``actor``; returns [2, F] how much each hand is taken."""
    taken = np.zeros((2, work.frames))
    time = work.time_s
    holds = sorted((h for h in work.blocking.props if h.holder == actor), key=lambda h: (h.range.start, h.prop, h.grip))
    for hold in holds:
        joined = any(h.prop == hold.prop and h.range.end == hold.range.start for h in holds)
        start, end = hold.range.start / work.fps, hold.range.end / work.fps
        into = 0.3 if joined or hold.range.start > 0 else 1e-3
        weight = window(time, start - (0.0 if hold.range.start else 1.0), end, into, 0.4)
        for side in hands_of(hold):
            carried = palm_for(hold.prop, hold.grip, side) or _PALM_M.get(hold.grip, _PALM_M["right"])
            palm = np.array(carried) * np.array([MIRROR[side], 1.0, 1.0])
            out = 0.35 if hold.grip == "chest" else 0.0
            controls.reaches.append(Reach(side=side, weight=weight, target_m=palm, space="chest", elbow_out=out))
            taken[side] = np.maximum(taken[side], weight)
            closed = window(time, start - _CLOSES_S, end, _CLOSES_S + 0.06, 0.15) if hold.range.start else weight
            controls.grip[side] = np.maximum(controls.grip[side], _CLOSED * closed)
    return taken


def hands_of(hold: PropHold) -> tuple[int, ...]:
    """Return the hands that a hold occupies: both for what is too long for one."""
    return (LEFT, RIGHT) if is_long(hold.prop) else _SIDES.get(hold.grip, (RIGHT,))


def grips_of(work: SceneWork, actor: str, during: FrameRange) -> tuple[bool, bool]:
    """Return which hands of ``actor`` a prop occupies at some time in a range."""
    sides = {
        side
        for hold in work.blocking.props
        if hold.holder == actor and hold.range.overlap(during).duration > 0
        for side in hands_of(hold)
    }
    return LEFT in sides, RIGHT in sides
