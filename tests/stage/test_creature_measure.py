"""What the measures ask of creatures: arms are no feet, animals outrun people, and real faults still fire."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.stage.creature_scene import PLANS, play
from tests.stage.motion_scene import FPS, blocking, track

from redearth.breakdown.model import Character
from redearth.stage.cast.build import skeleton_of
from redearth.stage.measure.acted import Acted, acted_of
from redearth.stage.measure.feet import slides
from redearth.stage.measure.floor import Floor
from redearth.stage.measure.pops import pops

FLOOR = Floor(plan=blocking(track("x", 3)).set_plan)


def _acted(who: Character, frames: int, *moves: tuple[int, int, float, float, float]) -> Acted:
    return acted_of(play(who, frames, *moves).actors[0], skeleton_of(who))


def test_an_arm_that_swings_low_is_no_foot_that_slides() -> None:
    """An ogre's hands swing past the ground on the way; its feet are what is measured, and a foot that is pushed is found."""
    who = PLANS["upright"]
    walking = _acted(who, 120, (5, 110, 0.0, 4.0, 0.0))
    assert not slides([walking], FLOOR, (), FPS).findings
    standing = _acted(who, 120)
    places = standing.places_m.copy()
    places[40:, standing.skeleton.index("leftLeg2Tip"), 2] += np.linspace(0.0, 0.3, 80)
    found = slides([replace(standing, places_m=places)], FLOOR, (), FPS).findings
    assert [f.what.split(",")[0] for f in found] == ["leftLeg2Tip"]


@pytest.mark.parametrize(("speed_mps", "runs"), [(12.0, True), (25.0, False)])
def test_a_beast_runs_faster_than_a_person_but_does_not_fly_off(speed_mps: float, runs: bool) -> None:
    """Twelve metres a second are an animal's, twenty-five nobody's."""
    one = _acted(PLANS["quadruped"], 60)
    places = one.places_m.copy()
    places[..., 2] += (np.arange(60) * speed_mps / FPS)[:, None]
    found = pops([replace(one, places_m=places)], FPS).findings
    assert (not any("the root runs" in f.what for f in found)) is runs
