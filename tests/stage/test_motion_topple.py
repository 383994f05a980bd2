"""Falling: the rod's times, hops that die away, bodies that land and get up."""

from __future__ import annotations

import math

import numpy as np
import pytest
from tests.stage.motion_scene import ANNA, CAST, FPS, blocking, cue, joints, track

from redearth.breakdown.model import CastList, Character
from redearth.stage.cast.build import build_character, skeleton_of
from redearth.stage.measure.acted import acted_of
from redearth.stage.measure.feet import slides
from redearth.stage.measure.floor import Floor
from redearth.stage.measure.form import form_of
from redearth.stage.measure.ground import sunk
from redearth.stage.motion.perform import perform
from redearth.stage.motion.topple import bounces, topple_s, toppling

RIG = skeleton_of(ANNA)


@pytest.mark.parametrize(
    ("length_m", "lean_deg", "seconds"), [(1.7, 3, 1.41), (1.7, 8, 1.08), (1.7, 15, 0.86), (1.0, 3, 1.08), (1.0, 15, 0.66)]
)
def test_a_rod_topples_in_the_time_of_its_equation(length_m: float, lean_deg: float, seconds: float) -> None:
    """theta'' = (3 g / 2 L) sin theta from rest takes the published times to the ground."""
    assert topple_s(length_m, math.radians(lean_deg)) == pytest.approx(seconds, abs=0.01)


def test_a_rod_falls_ever_faster_and_keeps_its_energy() -> None:
    """It starts at 0, ends at 1, never turns back, and its speed follows from the height lost."""
    lean = math.radians(8)
    time = np.linspace(0, topple_s(1.7, lean), 400)
    over = toppling(time, 1.7, lean)
    assert over[0] == 0 and over[-1] == pytest.approx(1.0, abs=1e-3) and (np.diff(over) >= 0).all()
    speed = np.gradient(lean + over * (math.pi / 2 - lean), time)[200]
    angle = lean + over[200] * (math.pi / 2 - lean)
    assert speed**2 == pytest.approx(3 * 9.81 / 1.7 * (math.cos(lean) - math.cos(angle)), rel=0.01)


def test_hops_die_away() -> None:
    """Three hops, each lower than the one before, then rest."""
    time = np.linspace(-0.1, 1.0, 2000)
    high = bounces(time)
    peaks = np.flatnonzero((high[1:-1] > high[:-2]) & (high[1:-1] > high[2:]))
    assert len(peaks) == 3
    assert high[peaks[0] + 1] > 2 * high[peaks[1] + 1] > 4 * high[peaks[2] + 1] > 0
    assert high[time < 0].max() == 0 and high[time > 0.4].max() == 0


@pytest.mark.parametrize(("manner", "way"), [((), 1), (("backward",), -1)])
def test_a_fall_takes_as_long_as_the_rod_and_ends_on_the_ground(manner: tuple[str, ...], way: int) -> None:
    """The chest comes down where the fall goes, about when the rod does, with knees or hips and hands first."""
    scene = blocking(track("anna", 140), cues=(cue("FALL", 24, 60, manner=manner),))
    performance = perform(scene, CAST, {})
    placed, _ = joints(performance.actors[0], RIG)
    chest = placed[:, RIG.index("chest")]
    down = int(np.argmax(chest[:, 1] < chest[-1, 1] + 0.04)) / FPS - 1.0
    lean = math.radians(8 if way > 0 else 11)
    assert down == pytest.approx(0.12 + topple_s(1.72 * RIG.stature_m / 1.72, lean), abs=0.15)
    assert way * chest[-1, 2] > 0.2
    first = [c.kind for c in sorted(performance.contacts, key=lambda c: c.frame)]
    assert first[0] in ("kneel", "touch", "body_fall") and "body_fall" in first


@pytest.mark.parametrize("manner", [(), ("backward",), ("sideways",), ("collapse",)])
def test_the_fallen_get_up_by_way_of_a_knee(manner: tuple[str, ...]) -> None:
    """Between lying and standing a knee is on the ground while the chest is up; at the end she stands as before."""
    scene = blocking(track("anna", 200), cues=(cue("FALL", 5, 40, manner=manner), cue("RISE", 90, 150)))
    placed, _ = joints(perform(scene, CAST, {}).actors[0], RIG)
    knee = placed[:, RIG.index("rightLowerLeg"), 1]
    chest = placed[:, RIG.index("chest"), 1]
    assert chest[80] < 0.35
    assert ((knee < 0.12) & (chest > 0.7))[90:160].any()
    assert chest[-1] == pytest.approx(chest[0], abs=0.03)


def test_who_dies_stays_down() -> None:
    """A death is a collapse that ends low and stays there."""
    placed, _ = joints(perform(blocking(track("anna", 160), cues=(cue("DIE", 20, 70),)), CAST, {}).actors[0], RIG)
    head = placed[:, RIG.index("head"), 1]
    assert head[5] > 1.3 and head[80:].max() < 0.5


@pytest.mark.parametrize("age", [9, 30, 70])
@pytest.mark.parametrize("manner", [("backward",), ("kick", "backwards"), ()])
@pytest.mark.parametrize("yaw", [0.0, 2.4])
def test_feet_that_a_fall_takes_along_leave_the_ground(age: int, manner: tuple[str, ...], yaw: float) -> None:
    """Feet of who goes over stand still or are off the ground: nothing slides."""
    who = Character(id="anna", name="ANNA", age=age, sex="female")
    scene = blocking(track("anna", 100, (2, 20, 0.0, 0.0, yaw)), cues=(cue("FALL", 34, 70, manner=manner),))
    take = perform(scene, CastList(characters=(who,), props=()), {}).actors[0]
    found = slides([acted_of(take, skeleton_of(who))], Floor(plan=scene.set_plan), (), FPS)
    assert found.samples and [(f.frame, f.value, f.what) for f in found.findings] == []


@pytest.mark.parametrize("trait", ["heavy", "thin", "muscular"])
def test_the_stout_lie_on_the_ground_and_not_in_it(trait: str) -> None:
    """However stout, the seat of who has fallen on his back is on the ground."""
    who = Character(id="anna", name="ANNA", age=35, sex="male", traits=(trait,))
    scene = blocking(track("anna", 110), cues=(cue("FALL", 10, 46, manner=("backward",)),))
    take = perform(scene, CastList(characters=(who,), props=()), {}).actors[0]
    rigged = build_character(who)
    form = form_of(rigged.model.meshes["body"], rigged.skeleton)
    found = sunk([acted_of(take, rigged.skeleton)], {"anna": form}, Floor(plan=scene.set_plan))
    assert [f for f in found.findings if f.what in ("hips", "leftUpperLeg", "rightUpperLeg")] == []
