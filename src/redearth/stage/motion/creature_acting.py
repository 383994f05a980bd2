"""What every act of a creature needs: its cue in local seconds, its sizes and controls, and the ways to take a foot or turn the head."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from redearth.direction.model import Cue
from redearth.stage.motion import quat
from redearth.stage.motion.creature_body import CreatureControls
from redearth.stage.motion.creature_timing import contact_s
from redearth.stage.motion.path import Path
from redearth.stage.parts import F64

_HEIGHT_S = 0.45
_THRUST_MPS2 = 38.0
_JERK_PEAK = 5.7735
"""The hardest push of a minimum-jerk move of one metre in one second."""
_LEANS = 0.20
"""How far a body leans over standing feet, in statures; beyond it they step."""
_ROUND = 0.75
"""How far ahead and outside of the straight way a raised claw swings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatureAct:
    """One cue of a creature: local seconds, sizes, controls."""

    kind: str
    """The skeleton's."""
    controls: CreatureControls
    cue: Cue
    path: Path
    size_m: float
    homes_m: F64
    """[L, 3] resting tips in root axes."""
    rear_pairs: int
    """How many pairs leave the ground when it rears."""
    target_m: F64 | None
    """[3] or [F, 3]."""
    pace: float = 1.0
    until_s: float = 0.0
    """When what follows without a pause is over, in local seconds: rearing lasts through the scream it leads to."""
    dies_s: float = math.inf
    """When who has only fallen dies where it lies, in local seconds."""
    rises_s: float = math.inf
    """When it is told to get up again or goes somewhere, in local seconds."""

    @property
    def time_s(self) -> F64:
        """[F] from the cue's start, quickened by its pace."""
        return (self.path.time_s - self.cue.range.start / self.path.fps) * self.pace

    @property
    def length_s(self) -> float:
        """Seconds the cue lasts, in its own time."""
        return max(self.cue.range.duration / self.path.fps, 0.3) * self.pace

    @property
    def contact_s(self) -> float:
        """Seconds to the touch in its own time (for acts without one: to their height)."""
        return contact_s(self.cue.primitive, 1.0) or _HEIGHT_S

    def thrust(self, way_m: float, within_s: float) -> float:
        """Return how far a body goes that would go ``way_m`` in ``within_s`` of the act's time: no harder than legs and necks throw it."""
        most = _THRUST_MPS2 * (within_s / self.pace) ** 2 / _JERK_PEAK
        return math.copysign(min(abs(way_m), most), way_m)

    def waves(self, hertz: float, lag: float = 0.0) -> F64:
        """Return a sine of the cue's own time."""
        return np.asarray(np.sin(2 * math.pi * hertz * self.time_s + lag))


def gaze(act: CreatureAct, weight: F64) -> None:
    """Turn neck and head towards the target, as far as a neck turns."""
    if act.target_m is None:
        return
    delta = act.target_m - act.controls.root_m
    yaw = np.arctan2(delta[..., 0], delta[..., 2]) - act.controls.root_yaw
    yaw = (yaw + math.pi) % (2 * math.pi) - math.pi
    yaw = 0.8 * np.tanh(yaw / 0.8) * (1 - np.clip((np.abs(yaw) - 2.4) / 0.7, 0, 1))
    act.controls.neck[:, 1] += 0.5 * yaw * weight
    act.controls.head[:, 1] += 0.5 * yaw * weight


def in_set(act: CreatureAct, local_m: F64) -> F64:
    """Return a place in root axes ([3] or [F, 3]) in set space [F, 3]."""
    return np.asarray(act.controls.root_m + quat.rotate(quat.about(1, act.controls.root_yaw), local_m))


def lift_tip(act: CreatureAct, leg: int, local_m: F64, weight: F64) -> None:
    """Take a tip off the ground to a place in root axes."""
    take_tip(act, leg, in_set(act, local_m), weight)


def take_tip(act: CreatureAct, leg: int, set_m: F64, weight: F64) -> None:
    """Take a tip to a place in set space; what goes high goes round the shoulder, not through it."""
    c = act.controls
    c.tips_m[leg] += (set_m - c.tips_m[leg]) * weight[:, None]
    high = np.clip(np.broadcast_to(set_m, c.tips_m[leg].shape)[:, 1] / act.size_m - 0.55, 0.0, 0.6)
    out = 0.7 * float(np.sign(act.homes_m[leg, 0]))
    sine, cosine = np.sin(c.root_yaw), np.cos(c.root_yaw)
    around = np.stack([sine + out * cosine, np.zeros_like(weight), cosine - out * sine], -1)
    c.tips_m[leg] += around * (act.size_m * _ROUND * high * 4 * weight * (1 - weight))[:, None]
    c.taken[leg] = np.maximum(c.taken[leg], weight)


def step_after(act: CreatureAct, change: F64, weight: F64) -> None:
    """Let the feet step after a body that is shifted by the first and third of ``change`` farther than it leans."""
    across, ahead = float(change[0]), float(change[2])
    far = math.hypot(across, ahead)
    share = max(0.0, 1.0 - _LEANS * act.size_m / max(far, 1e-9))
    if share == 0.0:
        return
    c = act.controls
    way = quat.rotate(quat.about(1, c.root_yaw), np.array([across, 0.0, ahead]) * share)
    for leg, (_, y, _) in enumerate(act.homes_m):
        if y < 0.1 * act.size_m:
            c.tips_m[leg] += way * weight[:, None]
            c.tips_m[leg, :, 1] += 0.10 * act.size_m * share * np.sin(np.pi * weight)


def widen(jaw: F64, level: F64) -> None:
    """Open a jaw [F] at least to ``level``, in place."""
    np.maximum(jaw, level, out=jaw)


Motion = Callable[[CreatureAct], None]
"""Writes an act into its controls."""
