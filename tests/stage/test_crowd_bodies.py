"""Members of a crowd differ in body and haste, and are authored as large as they are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from pxr import UsdSkel
from tests.stage.motion_scene import CAST, blocking, cue, joints, track

from redearth.breakdown.model import CastList, Character
from redearth.core.frames import FrameRange
from redearth.direction.model import Blocking, SetEvent
from redearth.stage.cast.build import skeleton_of
from redearth.stage.motion.crowd_bodies import member_of, scaled
from redearth.stage.motion.crowd_cues import member_cues
from redearth.stage.motion.perform import perform
from redearth.stage.usd.author_performance import author_performance
from redearth.stage.usd.layer import open_stage, write_layer
from redearth.stage.usd.read_takes import read_takes

MOB = Character(id="mob", name="MOB", kind="crowd", count=24)
ROAR = SetEvent(beat="s/roar.1", kind="roar", range=FrameRange(start=60, duration=20), position_m=(0.0, 1.6, -20.0))


def _standing() -> Blocking:
    scene = blocking(track("mob", 200), cues=(cue("WAVE", 120, 150, "mob"),))
    return replace(scene, events=(ROAR,))


def test_statures_and_ages_vary() -> None:
    """Within a tenth of the crowd's own, no two alike; about one in eight is old, but no soldier."""
    found = [member_of(MOB, m) for m in range(200)]
    scales = np.array([scale for _, scale in found])
    assert 0.9 <= scales.min() < 0.95 and 1.04 < scales.max() <= 1.07 and len(set(scales.round(5))) > 190
    assert 10 < sum(c.age == 70 for c, _ in found) < 45
    assert all(member_of(replace(MOB, id="soldiers"), m)[0].age is None for m in range(60))
    assert found[0] == (MOB, 1.0)


def test_a_member_is_as_tall_on_the_stage_as_it_acts(tmp_path: Path) -> None:
    """The root's scale and what hangs from it give the member's own stature, in USD's reading and in ours; feet stay on the ground."""
    scene, plain = _standing(), skeleton_of(MOB)
    performed = perform(scene, CAST, {})
    write_layer(author_performance(performed, {"mob": plain}, {}, 24).GetRootLayer(), tmp_path / "p.usdc")
    stage = open_stage(tmp_path / "p.usdc")
    for take, back in zip(performed.actors, read_takes(stage), strict=True):
        assert np.allclose(back.translations_m, take.translations_m, atol=2e-4) and abs(back.scale - take.scale) < 5e-4
    tall = max(performed.actors, key=lambda take: take.scale)
    places, _ = joints(tall, scaled(plain, tall.scale))
    head = plain.index("head")
    assert places[0, head, 1] > 1.02 * joints(performed.actors[0], plain)[0][0, head, 1]
    animation = UsdSkel.Animation(stage.GetPrimAtPath(f"/World/Cast/mob_{tall.member:03d}/Performance"))
    locals_ = [np.array(m) for m in animation.GetTransforms(0)]
    world: list[np.ndarray] = []
    for joint, parent in enumerate(plain.parents):
        world.append(locals_[joint] @ world[parent] if parent >= 0 else locals_[joint])
    assert np.allclose(world[head][3, :3], places[0, head], atol=2e-3)
    assert abs(places[:, plain.index("leftFoot"), 1].min() - 0.08 * tall.scale * plain.stature_m / 1.72) < 0.01


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
