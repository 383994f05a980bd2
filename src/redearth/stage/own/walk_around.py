"""A short take to look at somebody by: a few steps to the front, a turn, a few steps back."""

from __future__ import annotations

import numpy as np

from redearth.breakdown.model import CastList, Character
from redearth.core.frames import FrameRange
from redearth.direction.model import BeatTiming, Blocking, Bounds, SetPlan, Track
from redearth.stage.motion.ease import smooth
from redearth.stage.motion.perform import perform
from redearth.stage.own.character_rig import Rig
from redearth.stage.parts import ActorTake

_STAND_S, _WALK_S, _TURN_S = 0.75, 3.25, 1.25
_FAR_M = 2.4


def walk_around(character: Character, stature_m: float, rig: Rig | None = None, fps: int = 24) -> ActorTake:
    """Return a character's take of about nine seconds on an empty floor."""
    counts = [round(seconds * fps) for seconds in (_STAND_S, _WALK_S, _TURN_S, _WALK_S, _STAND_S)]
    along = _FAR_M * smooth(np.arange(1, counts[1] + 1) / counts[1])
    z = np.concatenate([np.zeros(counts[0]), along, np.full(counts[2], _FAR_M), _FAR_M - along, np.zeros(counts[4])])
    turned = np.pi * smooth(np.arange(1, counts[2] + 1) / counts[2])
    yaw = np.concatenate([np.zeros(counts[0] + counts[1]), turned, np.full(counts[3] + counts[4], np.pi)])
    speed = np.abs(np.gradient(z)) * fps
    whole = FrameRange(start=0, duration=len(z))
    track = Track(
        actor=character.id,
        samples=tuple((0.0, float(a), float(b), float(c)) for a, b, c in zip(z, yaw, speed, strict=True)),
        visible=(whole,),
        stature_m=stature_m,
    )
    plan = SetPlan(
        id="floor", kit="exterior", fallback=False, interior=False, anchors=(), pieces=(),
        bounds=Bounds(min_x_m=-8.0, max_x_m=8.0, min_z_m=-8.0, max_z_m=8.0),
    )  # fmt: skip
    blocking = Blocking(
        scene="walk-around", set_plan=plan, time_of_day="day", weather=(), fps=fps, duration_frames=len(z),
        timings=(BeatTiming(beat="walk-around", range=whole),), tracks=(track,), cues=(), speeches=(), props=(), events=(), tension=(0.2,),
    )  # fmt: skip
    acted = perform(blocking, CastList(characters=(character,), props=()), {}, {character.id: rig} if rig is not None else {})
    return acted.actors[0]
