"""Things that leave the hand: thrown or dropped they fly on a parabola, and lie where they land; handed on they follow the new hand at once."""

from __future__ import annotations

import math

import numpy as np

from redearth.direction.model import Blocking, PropHold
from redearth.stage.motion import quat
from redearth.stage.motion.ease import rise
from redearth.stage.parts import F64

GRAVITY_MPS2 = 9.81
_PASS_S = 0.22
_FALLS_M = 0.10
"""What is let go higher than this above where it will lie falls there."""
_LOB = 0.45
"""Rise over run of a throw as it leaves the hand."""
_TURNS_HZ = 1.6

Pose = tuple[F64, F64]
"""Place [F, 3] and turn [F, 4]."""


def handed_on(before: Pose, after: Pose, frame: int, fps: int) -> Pose:
    """Return one pose that is ``before`` up to a frame and then follows ``after``: what is left between the two dies away at once.

    From that frame the thing moves with the hand that has it.
    """
    frame = min(max(frame, 0), len(before[0]) - 1)
    local = (np.arange(len(before[0])) - frame) / fps
    left = 1.0 - rise(local, 0.0, _PASS_S)
    place = after[0] + left[:, None] * (before[0][frame] - after[0][frame])
    spin = quat.blend(after[1], np.broadcast_to(before[1][frame], after[1].shape), left)
    then = local >= 0
    return np.where(then[:, None], place, before[0]), np.where(then[:, None], spin, before[1])


def let_go(before: Pose, rest: Pose, hold: PropHold, blocking: Blocking, caught: tuple[int, F64] | None) -> Pose | None:
    """Return the flight of a thing that is let go on the first frame of ``hold``, or None where it was put down.

    ``caught`` is the frame and the place [3] at which somebody catches it.
    """
    fps, frames = blocking.fps, len(before[0])
    first = min(max(hold.range.start, 0), frames - 1)
    start, end = before[0][first], rest[0][first]
    thrown = any(c.primitive == "THROW" and c.prop == hold.prop and first in c.range for c in blocking.cues)
    fall = float(start[1] - end[1])
    if caught is not None:
        seconds, end = (caught[0] - first) / fps, caught[1]
    elif thrown:
        run = float(np.hypot(end[0] - start[0], end[2] - start[2]))
        seconds = math.sqrt(2 * max(run * _LOB + fall, 0.05) / GRAVITY_MPS2)
    elif fall > _FALLS_M:
        seconds = math.sqrt(2 * fall / GRAVITY_MPS2)
    else:
        return None
    return _parabola(before, rest, first, fps, end, max(seconds, 1 / fps), tumbles=thrown)


def _parabola(before: Pose, rest: Pose, first: int, fps: int, end: F64, seconds: float, *, tumbles: bool) -> Pose:
    local = (np.arange(len(before[0])) - first) / fps
    t = np.clip(local, 0.0, seconds)[:, None]
    gravity = np.array([0.0, -GRAVITY_MPS2, 0.0])
    start = before[0][first]
    speed = (end - start - 0.5 * gravity * seconds**2) / seconds
    place = start + speed * t + 0.5 * gravity * t * t
    share = np.clip(local / seconds, 0.0, 1.0)
    lying = quat.multiply(rest[1], quat.about(0, 2 * math.pi * _TURNS_HZ * seconds * (1 - share) * tumbles))
    spin = quat.blend(np.broadcast_to(before[1][first], lying.shape), lying, rise(share, 0.0, 0.3 if tumbles else 1.0))
    then = (local >= 0)[:, None]
    return np.where(then, place, before[0]), np.where(then, spin, before[1])
