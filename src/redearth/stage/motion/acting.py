"""The ground that every act stands on: its cue in local seconds, its hands, and ways to lay layers."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from redearth.direction.model import Cue
from redearth.stage.model import Contact, ContactKind
from redearth.stage.motion.contacts import contact
from redearth.stage.motion.controls import LEFT, MIRROR, RIGHT, Controls, Gaze, Reach, in_root, in_set
from redearth.stage.motion.ease import acted_window, window
from redearth.stage.motion.effort import NEUTRAL, Effort
from redearth.stage.motion.path import Path
from redearth.stage.motion.scene import SceneWork
from redearth.stage.parts import F64, Touch


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One cue being performed."""

    controls: Controls
    work: SceneWork
    path: Path
    cue: Cue
    pace: float
    """1 usual; below slower (elders, ``slowly``)."""
    held: tuple[bool, bool]
    """Which hands a prop occupies during the cue."""
    effort: Effort = NEUTRAL
    """How it is done; ``pace`` holds its quickness already."""
    contacts: list[Contact] = field(default_factory=list)
    touches: list[Touch] = field(default_factory=list)

    @property
    def time_s(self) -> F64:
        """[F]; zero on the cue's first frame."""
        return self.path.time_s - self.cue.range.start / self.path.fps

    @property
    def length_s(self) -> float:
        """Seconds the cue lasts."""
        return max(self.cue.range.duration / self.path.fps, 0.2)

    @property
    def first_frame(self) -> int:
        """The cue's first frame, inside the scene."""
        return min(max(self.cue.range.start, 0), self.path.frames - 1)

    @property
    def lasting_s(self) -> float:
        """Seconds a hand stays where it went: longer than the cue when the hand trembles right after."""
        end = self.cue.range.end
        for other in self.work.blocking.cues:
            follows = self.cue.range.start < other.range.start <= end + 0.8 * self.path.fps
            if other.actor == self.cue.actor and other.primitive == "TREMBLE" and follows:
                end = max(end, other.range.end)
        return max(self.length_s, (end - self.cue.range.start) / self.path.fps)

    def during(self, fade_in_s: float = 0.35, fade_out_s: float = 0.4) -> F64:
        """Return [F]: 1 while the cue lasts, faded in from its start and out after its end, below 0 before it comes and above 1 as it arrives."""
        into = min(fade_in_s / self.pace, 0.6 * self.length_s)
        how = self.effort
        return acted_window(self.time_s, self.length_s, into, fade_out_s / self.pace, how.anticipation, how.overshoot)

    def target_or(self, local_m: tuple[float, float, float]) -> F64:
        """Return the cue's target in set space, or a point before the actor (root axes at 1.72 m)."""
        if self.cue.prop in self.work.props_m:
            return self.work.props_m[self.cue.prop]
        if self.cue.target_m is not None:
            return np.array(self.cue.target_m, float)
        return np.asarray(in_set(self.controls, np.array(local_m) * self.controls.scale)[self.first_frame])

    def sides(self, target_m: F64 | None = None) -> tuple[int, ...]:
        """Return the hand or hands of the cue: the one it names, else a free one on the target's side."""
        named = {"left": (LEFT,), "right": (RIGHT,), "both": (LEFT, RIGHT)}.get(self.cue.hand)
        full = self.held[LEFT] != self.held[RIGHT]
        if named and not (full and len(named) == 1 and self.held[named[0]]):
            return named
        if self.held[LEFT] != self.held[RIGHT]:
            return (LEFT,) if self.held[RIGHT] else (RIGHT,)
        if target_m is not None:
            frame = min(self.first_frame + 1, self.path.frames - 1)
            x = in_root(self.controls, target_m if target_m.ndim == 1 else target_m[frame])[frame, 0]
            return (LEFT,) if x > 0.08 else (RIGHT,)
        return (RIGHT,)

    def reach(self, side: int, target_m: F64, weight: F64, **how: object) -> None:
        """Send a palm to a point of the set."""
        weight = np.clip(weight, 0.0, 1.0)  # what is touched is neither missed nor passed through
        self._bulge(side, weight)
        self.controls.reaches.append(Reach(side=side, weight=weight, target_m=target_m, space="set", **how))  # type: ignore[arg-type]

    def pose(self, side: int, palm_m: tuple[float, float, float] | F64, weight: F64, **how: object) -> None:
        """Send a palm to a place by the chest, written for the left hand; the right one mirrors it."""
        target = np.array(palm_m, float) * np.array([MIRROR[side], 1.0, 1.0])
        self._bulge(side, weight)
        self.controls.reaches.append(Reach(side=side, weight=weight, target_m=target, space="chest", **how))  # type: ignore[arg-type]

    def close(self, side: int, grip: float, weight: F64) -> None:
        """Close (or open) a hand's fingers to ``grip`` as ``Controls.grip`` has it."""
        self.controls.grip[side] += (grip - self.controls.grip[side]) * np.clip(weight, 0.0, 1.0)

    def _bulge(self, side: int, weight: F64) -> None:
        """Let an indirect hand wander out and up on its way; it is nowhere else when it arrives."""
        out = self.effort.curve_m * self.controls.scale * 4 * weight * (1 - weight)
        self.controls.tremor_m[side] += out[:, None] * np.array([MIRROR[side], 0.6, 0.0])

    def look(self, target_m: F64, weight: F64) -> None:
        """Turn the gaze to a point of the set."""
        self.controls.gazes.append(Gaze(weight=np.clip(weight, 0.0, 1.0), target_m=target_m))

    def touch(self, local_s: float, kind: ContactKind, at_m: F64, strength: float, surface: str = "") -> None:
        """Note a contact, unless the actor is off the set."""
        frame = self.cue.range.start + local_s * self.path.fps
        spot = at_m if at_m.ndim == 1 else at_m[min(max(round(frame), 0), len(at_m) - 1)]
        point = (float(spot[0]), float(spot[1]), float(spot[2]))
        if 0 <= frame < self.path.frames:
            where = surface or self.work.blocking.set_plan.surface
            self.contacts.append(contact(frame, kind, self.cue.actor, where, point, strength * self.cue.strength))

    def spot(self) -> F64:
        """Return where the actor stands when the cue begins."""
        return np.asarray(self.controls.root_m[self.first_frame])


def carry_oneself(act: Act) -> None:
    """Let the whole body show the effort of its cue: weariness droops, fear draws together, strength leans in, lightness lifts."""
    how, controls = act.effort, act.controls
    level = window(act.time_s, -0.1, act.length_s, 0.45, 0.6)
    controls.spine[:, 0] += level * (
        0.17 * how.droop + 0.06 * how.tightness + 0.05 * max(how.weight, 0.0) * max(how.time, 0.0) - 0.03 * max(-how.weight, 0.0)
    )
    controls.head[:, 0] += level * (0.20 * how.droop - 0.03 * how.tightness)
    controls.shrug_m[:] += level * controls.scale * (0.016 * how.tightness - 0.008 * how.droop)
    controls.hips_m[:, 1] -= (
        level * controls.scale * (0.018 * how.droop + 0.02 * how.tightness + 0.02 * max(how.weight, 0.0) * max(how.time, 0.0))
    )
