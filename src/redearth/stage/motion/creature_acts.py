"""What creatures do: lunge, charge, rear, scream, strike, flinch, look; and how they idle."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from redearth.core.seed import generator_from
from redearth.direction.model import Cue
from redearth.stage.motion.creature_body import CreatureControls
from redearth.stage.motion.ease import inner_window, pulse, wander, window
from redearth.stage.motion.path import Path
from redearth.stage.motion.scene import SceneWork
from redearth.stage.parts import F64, Skeleton


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatureAct:
    """One cue of a creature: local seconds, sizes, controls."""

    controls: CreatureControls
    cue: Cue
    path: Path
    size_m: float
    homes_m: F64
    """[L, 2] resting tips in root axes."""
    rear_pairs: int
    """How many pairs leave the ground when it rears."""
    target_m: F64 | None
    until_s: float = 0.0
    """When what follows without a pause is over, in local seconds: rearing lasts through the scream it leads to."""

    @property
    def time_s(self) -> F64:
        """[F] from the cue's start."""
        return self.path.time_s - self.cue.range.start / self.path.fps

    @property
    def length_s(self) -> float:
        """Seconds the cue lasts."""
        return max(self.cue.range.duration / self.path.fps, 0.3)


def lunge(act: CreatureAct) -> None:
    """Coil back and low, burst forward with claws and jaws, land and gather."""
    time, h = act.time_s, act.size_m
    coil_s = min(0.32, 0.35 * act.length_s)
    coil = window(time, 0.0, coil_s, coil_s, 0.14)
    leap = window(time, coil_s, coil_s + 0.22, 0.2, 0.55)
    c = act.controls
    c.body_m[:, 2] += h * (0.52 * leap - 0.20 * coil)
    c.body_m[:, 1] += h * (0.17 * leap - 0.28 * coil)
    c.body[:, 0] += -0.30 * leap + 0.12 * coil
    c.neck[:, 0] += 0.25 * coil - 0.25 * leap
    c.head[:, 0] += 0.2 * leap
    c.jaw[:] = np.maximum(c.jaw, 0.85 * leap + 0.25 * coil)
    for leg in (0, 1):
        x, z = act.homes_m[leg]
        claw = np.array([0.55 * x, 0.55 * h, z + 0.55 * h])
        _lift_tip(act, leg, claw, window(time, coil_s * 0.9, coil_s + 0.16, 0.18, 0.3))


def charge(act: CreatureAct) -> None:
    """Run low, head down, jaws working."""
    level = window(act.time_s, 0.0, act.length_s, 0.35, 0.4)
    c = act.controls
    c.body_m[:, 1] -= 0.10 * act.size_m * level
    c.body[:, 0] += 0.10 * level
    c.neck[:, 0] += 0.08 * level
    c.head[:, 0] -= 0.12 * level
    gnash = 0.5 + 0.5 * np.sin(2 * math.pi * 2.3 * act.time_s)
    c.jaw[:] = np.maximum(c.jaw, level * (0.18 + 0.34 * gnash))


def rear(act: CreatureAct) -> None:
    """Rise on the hind legs, body steep, fore legs clawing the air, then drop."""
    time, h, c = act.time_s, act.size_m, act.controls
    dip_s = 0.22
    dip = pulse(time, dip_s * 0.8, dip_s * 0.8, 0.2)
    level = window(time, dip_s * 0.7, max(act.length_s, act.until_s, 1.1), min(0.55, 0.5 * act.length_s), 0.55)
    steep = 0.92 * level * min(1.15, 0.75 + 0.25 * act.cue.strength) + 0.03 * level * wander(time, 0.9, "rear", act.cue.beat)
    arm = 0.42 * h
    c.body[:, 0] -= steep - 0.12 * dip
    c.body_m[:, 1] += arm * np.sin(steep) - 0.12 * h * dip + 0.02 * h * level
    c.body_m[:, 2] -= arm * (1 - np.cos(steep)) + 0.10 * h * level
    c.abdomen[:, 0] += 0.55 * steep
    c.thorax[:, 0] -= 0.10 * steep
    c.neck[:, 0] += 0.25 * steep
    c.head[:, 0] += 0.45 * steep
    for leg in range(2 * act.rear_pairs):
        x, z = act.homes_m[leg]
        pair = leg // 2
        beat = np.sin(2 * math.pi * (1.35 + 0.2 * pair) * time + leg * 2.1)
        raised = np.stack(
            [
                np.full_like(time, x * 0.62),
                h * (1.55 - 0.35 * pair) + 0.16 * h * beat,
                np.full_like(time, 0.30 * h + 0.35 * z) + 0.12 * h * beat,
            ],
            axis=-1,
        )
        _lift_tip(act, leg, raised, level)


def scream(act: CreatureAct) -> None:
    """Open the jaws wide, throw the head up and thrash it."""
    time, c = act.time_s, act.controls
    level = window(time, 0.0, act.length_s, 0.2, 0.4)
    local = np.maximum(time, 0.0)
    thrash = np.sin(2 * math.pi * 1.9 * local) * (0.75 + 0.25 * wander(local, 0.8, "thrash", act.cue.beat))
    c.jaw[:] = np.maximum(c.jaw, level * (0.92 + 0.07 * wander(local, 5.0, "scream", act.cue.beat)))
    c.neck[:, 0] -= 0.28 * level
    c.head[:, 0] -= 0.22 * level
    c.neck[:, 1] += 0.34 * level * thrash
    c.head[:, 1] += 0.28 * level * thrash
    c.head[:, 2] += 0.36 * level * np.sin(2 * math.pi * 1.9 * local - 0.9)
    c.body[:, 2] += 0.035 * level * np.sin(2 * math.pi * 3.8 * local)
    c.thorax[:, 0] -= 0.06 * level


def flinch(act: CreatureAct) -> None:
    """Shrink back from something, fast, and return slowly."""
    time, h, c = act.time_s, act.size_m, act.controls
    level = window(time, 0.0, min(act.length_s, 0.8), 0.18, 0.7)
    c.body_m[:, 2] -= 0.26 * h * level
    c.body_m[:, 1] -= 0.14 * h * level
    c.neck[:, 0] -= 0.30 * level
    c.head[:, 1] += 0.35 * level
    c.jaw[:] = np.maximum(c.jaw, 0.35 * level)


def strike(act: CreatureAct) -> None:
    """Slash with one fore leg."""
    time, h, c = act.time_s, act.size_m, act.controls
    raise_up = window(time, 0.0, 0.32, 0.3, 0.12)
    x, z = act.homes_m[0]
    _lift_tip(act, 0, np.array([0.7 * x, 1.3 * h, z + 0.2 * h]), raise_up)
    hit = window(time, 0.3, 0.42, 0.12, 0.4)
    _lift_tip(act, 0, np.array([0.1 * x, 0.35 * h, z + 0.75 * h]), hit)
    c.body[:, 1] -= 0.15 * hit
    c.body_m[:, 2] += 0.12 * h * hit
    c.jaw[:] = np.maximum(c.jaw, 0.5 * hit)


def crouch(act: CreatureAct) -> None:
    """Lower the body between the legs."""
    level = window(act.time_s, 0.0, act.length_s, 0.5, 0.6)
    act.controls.body_m[:, 1] -= 0.34 * act.size_m * level
    act.controls.neck[:, 0] -= 0.15 * level


def attend(act: CreatureAct) -> None:
    """Turn the head to the target and tilt it."""
    level = window(act.time_s, 0.0, act.length_s, 0.3, 0.5)
    _gaze(act, level)
    act.controls.head[:, 2] += 0.14 * level
    act.controls.jaw[:] = np.maximum(act.controls.jaw, 0.14 * pulse(act.time_s, 0.4, 0.2, 0.4))


def _gaze(act: CreatureAct, weight: F64) -> None:
    if act.target_m is None:
        return
    delta = act.target_m - act.controls.root_m
    yaw = np.arctan2(delta[..., 0], delta[..., 2]) - act.controls.root_yaw
    yaw = (yaw + math.pi) % (2 * math.pi) - math.pi
    yaw = 0.8 * np.tanh(yaw / 0.8) * (1 - np.clip((np.abs(yaw) - 2.4) / 0.7, 0, 1))
    act.controls.neck[:, 1] += 0.5 * yaw * weight
    act.controls.head[:, 1] += 0.5 * yaw * weight


def _lift_tip(act: CreatureAct, leg: int, local_m: F64, weight: F64) -> None:
    """Take a tip off the ground to a place in root axes."""
    sine, cosine = np.sin(act.controls.root_yaw), np.cos(act.controls.root_yaw)
    x, y, z = local_m[..., 0], local_m[..., 1], local_m[..., 2]
    goal = act.controls.root_m + np.stack(np.broadcast_arrays(cosine * x + sine * z, y, cosine * z - sine * x), axis=-1)
    act.controls.tips_m[leg] += (goal - act.controls.tips_m[leg]) * weight[:, None]


CREATURE_MOTIONS = {
    "LUNGE": lunge, "JUMP": lunge, "CHARGE": charge, "RUN": charge, "REAR": rear, "SCREAM": scream, "VOCALISE": scream,
    "STRIKE": strike, "REACH": strike, "PUSH": strike, "PULL": strike, "DODGE": flinch, "CROUCH": crouch, "KNEEL": crouch,
    "LIE": crouch, "SIT": crouch, "FALL": crouch, "EXPRESS": flinch,
}  # fmt: skip


def creature_acts(
    controls: CreatureControls, work: SceneWork, path: Path, cues: tuple[Cue, ...], skeleton: Skeleton, homes_m: F64
) -> None:
    """Lay all cues of a creature; what it has no motion for makes it look up and tilt its head."""
    pairs = len(homes_m) // 2
    for cue in cues:
        place = cue.target
        target = None if cue.target_m is None else np.array(cue.target_m, float)
        if place is not None and place.kind == "character" and place.id in work.eyes_m and place.id != cue.actor:
            target = work.eyes_m[place.id]
        act = CreatureAct(
            controls=controls, cue=cue, path=path, size_m=skeleton.stature_m, homes_m=homes_m,
            rear_pairs=2 if pairs >= 4 else 1, target_m=target, until_s=_chained_s(cue, cues, path.fps),
        )  # fmt: skip
        if cue.primitive in ("WALK", "STAND", "APPEAR", "VANISH", "OBJECT_EVENT", "ENVIRONMENT_EVENT"):
            continue
        if cue.primitive in ("LUNGE", "CHARGE", "STRIKE"):
            _gaze(act, 0.7 * window(act.time_s, 0.0, act.length_s, 0.3, 0.4))
        CREATURE_MOTIONS.get(cue.primitive, attend)(act)


def _chained_s(cue: Cue, cues: tuple[Cue, ...], fps: int) -> float:
    """Return when the cries that follow a cue within 0.7 s end, in seconds from its start."""
    end = cue.range.end
    for other in cues:
        if other.primitive in ("SCREAM", "VOCALISE") and cue.range.start <= other.range.start <= end + 0.7 * fps:
            end = max(end, other.range.end)
    return (end - cue.range.start) / fps


def creature_idle(
    controls: CreatureControls, windows: tuple[tuple[str, int, int], ...], fps: int, actor: str, size_m: float
) -> None:
    """Breathe fast and shallow, work the jaws, twitch the head in quick stops and starts."""
    for beat, start, end in windows:
        local = np.arange(end - start) / fps
        level = inner_window(local, 0.0, local[-1] + 1 / fps, 0.35)
        where = slice(start, end)
        random = generator_from("creature", actor, beat)
        breath = np.sin(2 * math.pi * (0.62 + 0.1 * random.random()) * local + 6 * random.random())
        controls.body_m[where, 1] += 0.012 * size_m * level * breath
        controls.abdomen[where, 0] += 0.05 * level * breath
        controls.jaw[where] += level * (0.07 + 0.06 * wander(local, 0.9, actor, beat, "jaw")).clip(0.0, 0.3)
        twitch = np.tanh(3.0 * wander(local, 0.45, actor, beat, "twitch")) * 0.5
        controls.head[where, 1] += 0.16 * level * twitch
        controls.head[where, 2] += 0.10 * level * wander(local, 0.5, actor, beat, "tilt")
        controls.neck[where, 0] += 0.05 * level * wander(local, 0.4, actor, beat, "neck")
        controls.body_m[where, 0] += 0.045 * size_m * level * wander(local, 0.32, actor, beat, "sway")
        controls.body_m[where, 2] += 0.04 * size_m * level * wander(local, 0.27, actor, beat, "surge")
        controls.body_m[where, 1] += 0.03 * size_m * level * wander(local, 0.4, actor, beat, "sink")
        controls.body[where, 1] += 0.05 * level * wander(local, 0.3, actor, beat, "weave")
        _fidget(controls, where, local, size_m, actor, beat)


def _fidget(controls: CreatureControls, where: slice, local: F64, size_m: float, actor: str, beat: str) -> None:
    """Lift a leg now and then and tap it down where it stood."""
    random = generator_from("fidget", actor, beat)
    moment = 0.5 + random.random()
    while moment < local[-1] - 0.5:
        leg = int(random.integers(len(controls.tips_m)))
        height = size_m * (0.06 + 0.10 * random.random())
        controls.tips_m[leg, where, 1] += height * pulse(local, moment + 0.14, 0.14, 0.16)
        moment += 0.35 + 0.9 * random.random()
