"""A crowd reacts by and by, and stands in groups until it is called."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from tests.stage.motion_scene import blocking, cue, track

from redearth.breakdown.model import CastList, Character
from redearth.core.frames import FrameRange
from redearth.direction.model import Blocking, SetEvent
from redearth.stage.motion.crowd_cues import member_cues
from redearth.stage.motion.perform import perform

MOB = Character(id="mob", name="MOB", kind="crowd", count=24)
ROAR = SetEvent(beat="s/roar.1", kind="roar", range=FrameRange(start=60, duration=20), position_m=(0.0, 1.6, -20.0))


def _standing() -> Blocking:
    scene = blocking(track("mob", 200), cues=(cue("WAVE", 120, 150, "mob"),))
    return replace(scene, events=(ROAR,))


def test_a_crowd_reacts_by_and_by() -> None:
    """They wave over the better part of a second, with either hand; most look at the roar, some start back, none before it."""
    scene = _standing()
    own = [member_cues(scene.cues, scene, "mob", member) for member in range(60)]
    waves = [c for cues in own for c in cues if c.primitive == "WAVE"]
    starts = np.array([c.range.start for c in waves])
    assert len(waves) == 60 and starts.min() < 124 and 136 < starts.max() <= 143 and {c.hand for c in waves} == {"left", "right"}
    looks = [c for cues in own for c in cues if c.primitive == "LOOK"]
    assert 40 < len(looks) < 60 and all(c.target_m == ROAR.position_m and c.range.start > 60 for c in looks)
    assert 5 < sum(c.primitive == "DODGE" for cues in own for c in cues) < 30


def test_a_busy_crowd_does_not_look_away() -> None:
    """Who is told to wave while it roars waves."""
    scene = replace(_standing(), cues=(cue("WAVE", 55, 100, "mob"),))
    assert {c.primitive for m in range(30) for c in member_cues(scene.cues, scene, "mob", m)} == {"WAVE"}


def test_people_at_ease_face_each_other_until_they_are_called() -> None:
    """A waiting crowd stands in groups, turned all ways; when it is called to look, all face as the director has them."""
    scene = blocking(track("mob", 240), cues=(cue("LOOK", 120, 160, "mob", target_m=(0.0, 1.6, 9.0)),))
    performed = perform(scene, CastList(characters=(MOB,), props=()), {})
    yaw = np.array([2 * np.arctan2(t.rotations[:, 0, 2], t.rotations[:, 0, 0]) for t in performed.actors])
    away = np.abs((yaw + np.pi) % (2 * np.pi) - np.pi)
    assert np.median(away[:, 60]) > 0.7 and away[:, -1].max() < 0.2
