"""A crowd reacts by and by, and stands in groups until it is called."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from tests.stage.motion_scene import blocking, cue, span, track

from redearth.breakdown.model import CastList, Character
from redearth.core.frames import FrameRange
from redearth.direction.model import Blocking, Cue, SetEvent
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


def _told(primitive: str, lemma: str, **told: object) -> list[Cue]:
    asked = Cue(beat="s/mob.1", actor="mob", primitive=primitive, range=span(30, 80), lemma=lemma, **told)  # type: ignore[arg-type]
    scene = replace(blocking(track("mob", 200), cues=(asked,)), events=(replace(ROAR, range=FrameRange(start=10, duration=5)),))
    return [c for member in range(60) for c in member_cues(scene.cues, scene, "mob", member)]


def test_nobody_applauds_in_step_with_a_neighbour() -> None:
    """Most clap, some cheer; they begin, go on and beat time each in their own way."""
    own = [c for c in _told("GESTURE", "applaud", emblem="clap") if c.primitive != "LOOK" and c.lemma == "applaud"]
    assert 44 < sum(c.emblem == "clap" for c in own) < 60 and {c.emblem for c in own} >= {"clap", "cheer"}
    assert len({c.range.start for c in own}) > 10 and len({c.range.duration for c in own}) > 10
    assert len({round(c.speed, 3) for c in own}) > 50


def test_who_flees_looks_back_now_and_then() -> None:
    """About half of them look at what they flee from, for less than a second, at different times."""
    looks = [c for c in _told("RUN", "flee") if c.primitive == "LOOK" and c.range.start > 45]
    assert 20 < len(looks) < 46 and len({c.range.start for c in looks}) > 10
    assert all(c.target_m == ROAR.position_m and c.range.duration <= 24 for c in looks)


def test_a_crowd_that_parts_opens_nothing() -> None:
    """The hands stay down: it is the feet that make way."""
    assert not [c for c in _told("OPEN", "part") if c.primitive == "OPEN"]


def test_nobody_sits_down_while_still_walking() -> None:
    """Who comes to a stop later sits down later."""
    asked = cue("SIT", 40, 70, "mob")
    scene = blocking(track("mob", 200), cues=(asked,))
    walking = track("mob", 200, (0, 90, 0.0, 5.0, 0.0))
    begun = [member_cues(scene.cues, scene, "mob", 3, own)[0].range.start for own in (scene.tracks[0], walking)]
    assert begun[0] < 82 and 84 < begun[1] < 92
