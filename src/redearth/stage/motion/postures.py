"""Postures that last: kneeling, crouching, sitting, lying, leaning; entered by a cue and left by rising or walking on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from redearth.direction.model import Cue
from redearth.stage.motion.controls import Controls, Reach, in_root, in_set
from redearth.stage.motion.ease import lerp, smooth
from redearth.stage.motion.path import Path
from redearth.stage.parts import F64

Foothold = tuple[float, float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Posture:
    """A way of being held up, for a body of 1.72 m, in root axes."""

    hips_m: tuple[float, float, float]
    """Offset from the standing hips."""
    hips: tuple[float, float, float] = (0.0, 0.0, 0.0)
    spine: tuple[float, float, float] = (0.0, 0.0, 0.0)
    head: tuple[float, float, float] = (0.0, 0.0, 0.0)
    left: Foothold | None = None
    """Ankle x, y, z, pitch of the foot, bend of the toes; None stays on its foothold."""
    right: Foothold | None = None
    left_hand_m: tuple[float, float, float] | None = None
    """Palm in root axes."""
    right_hand_m: tuple[float, float, float] | None = None
    seconds: float = 0.95
    ease: str = "smooth"


POSTURES: Mapping[str, Posture] = {
    "kneel": Posture(
        hips_m=(0.0, -0.435, -0.02), hips=(0.10, 0.0, 0.0), spine=(0.22, 0.0, 0.0),
        left=(0.12, 0.08, 0.37, 0.0, 0.0), right=(-0.12, 0.152, -0.43, 1.25, -1.05), left_hand_m=(0.13, 0.57, 0.33), seconds=1.1,
    ),
    "crouch": Posture(
        hips_m=(0.0, -0.47, -0.14), hips=(0.30, 0.0, 0.0), spine=(0.55, 0.0, 0.0), head=(-0.2, 0.0, 0.0),
        left=(0.15, 0.105, 0.06, 0.2, -0.2), right=(-0.15, 0.105, -0.04, 0.25, -0.25),
        left_hand_m=(0.16, 0.50, 0.36), right_hand_m=(-0.16, 0.50, 0.33), seconds=0.7,
    ),
    "sit": Posture(
        hips_m=(0.0, -0.415, -0.10), hips=(-0.05, 0.0, 0.0), spine=(0.10, 0.0, 0.0),
        left=(0.13, 0.08, 0.34, 0.0, 0.0), right=(-0.13, 0.08, 0.30, 0.0, 0.0),
        left_hand_m=(0.14, 0.66, 0.33), right_hand_m=(-0.14, 0.66, 0.33), seconds=1.2,
    ),
    "supine": Posture(
        hips_m=(0.0, -0.83, 0.0), hips=(-1.48, 0.0, 0.0), spine=(-0.05, 0.0, 0.0),
        left=(0.16, 0.09, 0.80, -1.1, 0.0), right=(-0.15, 0.09, 0.70, -1.2, 0.0),
        seconds=1.6,
    ),
    "prone": Posture(
        hips_m=(0.0, -0.835, 0.0), hips=(1.48, 0.0, 0.0), spine=(0.05, 0.0, 0.0), head=(-0.1, 0.8, 0.0),
        left=(0.16, 0.155, -0.80, 1.35, -0.2), right=(-0.15, 0.155, -0.74, 1.35, -0.2),
        left_hand_m=(0.36, 0.06, 0.72), right_hand_m=(-0.34, 0.06, 0.40), seconds=1.3, ease="fall",
    ),
    "back": Posture(
        hips_m=(0.0, -0.83, -0.25), hips=(-1.45, 0.0, 0.0), spine=(0.10, 0.0, 0.0), head=(0.25, 0.0, 0.0),
        left=(0.18, 0.09, 0.36, -0.3, 0.0), right=(-0.16, 0.09, 0.52, -0.9, 0.0),
        left_hand_m=(0.48, 0.06, -0.40), right_hand_m=(-0.44, 0.06, -0.30), seconds=1.2, ease="fall",
    ),
    "crawl": Posture(
        hips_m=(0.0, -0.47, -0.22), hips=(1.25, 0.0, 0.0), spine=(0.15, 0.0, 0.0), head=(-0.9, 0.0, 0.0),
        left=(0.13, 0.15, -0.62, 1.45, -0.2), right=(-0.13, 0.15, -0.62, 1.45, -0.2),
        left_hand_m=(0.19, 0.04, 0.42), right_hand_m=(-0.19, 0.04, 0.30), seconds=1.0,
    ),
    "lean": Posture(hips_m=(0.0, -0.03, 0.0), seconds=1.1),
}  # fmt: skip
_BY_PRIMITIVE = {"KNEEL": "kneel", "CROUCH": "crouch", "SIT": "sit", "LIE": "supine", "LEAN": "lean", "CRAWL": "crawl"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A posture from the moment a body starts into it until it is out of it again, in seconds of the scene."""

    posture: str
    enter_s: float
    entered_s: float
    leave_s: float
    left_s: float
    cue: Cue

    def weight(self, time_s: F64) -> F64:
        """Return [F] 0 standing … 1 in the posture."""
        kind = POSTURES[self.posture].ease
        u = (time_s - self.enter_s) / max(self.entered_s - self.enter_s, 1e-6)
        into = _fall(u) if kind == "fall" else smooth(u)
        return np.asarray(into * (1.0 - smooth((time_s - self.leave_s) / max(self.left_s - self.leave_s, 1e-6))))


def _fall(u: F64) -> F64:
    """Go slowly at first, then ever faster, and bounce a little on the ground."""
    x = np.clip(u, 0.0, 1.0)
    drop = np.minimum((x / 0.82) ** 2.4, 1.0)
    after = np.clip((x - 0.82) / 0.18, 0.0, 1.0)
    return np.asarray(drop - 0.035 * np.sin(np.pi * after) ** 2)


def posture_for(cue: Cue) -> str:
    """Return the lasting posture that a cue enters, or nothing."""
    if cue.primitive in ("FALL", "DIE"):
        return "back" if {"back", "backward", "backwards"} & set(cue.manner) else "prone"
    return _BY_PRIMITIVE.get(cue.primitive, "")


def plan_postures(cues: tuple[Cue, ...], path: Path, pace: float) -> tuple[Hold, ...]:
    """Return the postures of one actor in order; ``pace`` above 1 is quicker."""
    holds: list[Hold] = []
    marked = [
        c for c in sorted(cues, key=lambda c: (c.range.start, c.beat)) if posture_for(c) or c.primitive in ("RISE", "STAND")
    ]
    for index, cue in enumerate(marked):
        name = posture_for(cue)
        if not name:
            continue
        enter = cue.range.start / path.fps
        seconds = POSTURES[name].seconds / (pace * np.clip(cue.speed, 0.6, 1.6))
        if name in ("sit", "supine", "kneel", "lean") and cue.range.start == 0:
            seconds = 0.0
        entered = enter + min(seconds, max(0.5, cue.range.duration / path.fps * 1.1)) if seconds else enter
        leave, left = _exit(cue, name, marked[index + 1 :], path, entered, pace)
        holds.append(Hold(posture=name, enter_s=enter if seconds else enter - 1.0, entered_s=entered if seconds else enter - 0.5,
                          leave_s=leave, left_s=left, cue=cue))  # fmt: skip
    return tuple(holds)


def _exit(cue: Cue, name: str, later: list[Cue], path: Path, entered_s: float, pace: float) -> tuple[float, float]:
    """Return when a posture is left: for the next one, to rise, or in time to walk off."""
    never = path.time_s[-1] + 10.0
    seconds = (1.6 if name in ("supine", "prone", "back") else 0.9) / pace
    options = [(never, never + 1.0)]
    if later:
        start = later[0].range.start / path.fps
        options.append((start, start + seconds))
    if name != "crawl":
        for first, _ in path.segments:
            start = path.time_s[first]
            if start > entered_s - 0.2 and path.speed_mps[first : first + 12].max() > 0.25:
                options.append((max(entered_s, start - 0.75 * seconds), max(entered_s, start - 0.75 * seconds) + seconds))
                break
    elif cue.range.end < path.frames:
        options.append((cue.range.end / path.fps, cue.range.end / path.fps + seconds))
    return min(options)


def take_postures(controls: Controls, path: Path, holds: tuple[Hold, ...]) -> None:
    """Blend the postures over what the gait wrote."""
    for hold in holds:
        weight = hold.weight(path.time_s)
        if weight.max() <= 0:
            continue
        _take(controls, POSTURES[hold.posture], weight, hold, path)


def _take(controls: Controls, posture: Posture, weight: F64, hold: Hold, path: Path) -> None:
    scale = controls.scale
    halfway = 4 * weight * (1 - weight)
    controls.hips_m[:] = lerp(controls.hips_m, np.array(posture.hips_m) * scale, weight)
    controls.hips[:] = lerp(controls.hips, np.array(posture.hips), weight)
    controls.spine[:] = lerp(controls.spine, np.array(posture.spine) + (1 - weight[:, None]) * 0 + controls.spine * 0.35, weight)
    controls.head[:] = lerp(controls.head, np.array(posture.head) + controls.head * 0.6, weight)
    if posture.ease != "fall" and hold.posture not in ("lean", "supine"):
        controls.spine[:, 0] += 0.28 * halfway
    for side, foothold in enumerate((posture.left, posture.right)):
        if foothold is not None:
            _set_foot(controls, side, foothold, weight, halfway)
    for side, palm in enumerate((posture.left_hand_m, posture.right_hand_m)):
        if palm is not None:
            controls.reaches.append(Reach(side=side, weight=weight, target_m=np.array(palm), space="root", stretch=False))
    if hold.posture == "lean":
        _lean(controls, weight, hold, path)


def _set_foot(controls: Controls, side: int, foothold: Foothold, weight: F64, halfway: F64) -> None:
    x, y, z, pitch, toes = foothold
    goal = in_set(controls, np.array([x, y, z]) * controls.scale)
    distance = np.sqrt(((goal - controls.ankle_m[side]) ** 2).sum(-1))
    controls.ankle_m[side] = lerp(controls.ankle_m[side], goal, weight)
    controls.ankle_m[side, :, 1] += halfway * np.minimum(0.10 * distance, 0.05)
    controls.foot[side, :, 0] = lerp(controls.foot[side, :, 0], pitch, weight)
    controls.toes[side] = lerp(controls.toes[side], toes, weight)
    controls.free[side] = np.maximum(controls.free[side], weight)


def _lean(controls: Controls, weight: F64, hold: Hold, path: Path) -> None:
    """Let the trunk rest against what is there, the weight on the feet and the shoulder."""
    frame = min(max(hold.cue.range.end - 1, 0), path.frames - 1)
    way = np.array([0.0, 0.0, -1.0])
    if hold.cue.target_m is not None:
        local = in_root(controls, np.array(hold.cue.target_m))[frame]
        flat = np.array([local[0], 0.0, local[2]])
        if np.linalg.norm(flat) > 0.05:
            way = flat / np.linalg.norm(flat)
    w = weight[:, None]
    controls.hips_m[:] += w * way * 0.115 * controls.scale
    controls.hips[:, 0] += weight * way[2] * 0.14
    controls.hips[:, 2] -= weight * way[0] * 0.14
    controls.spine[:, 0] += weight * (way[2] * 0.04 + 0.08)
    controls.spine[:, 2] -= weight * way[0] * 0.08
    controls.head[:, 0] += weight * 0.12
