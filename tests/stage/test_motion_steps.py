"""Footsteps as a law: over many turns, ways, ages and paces feet stay where they stand, legs pass each other and no hip is asked for too much."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.stage.motion_scene import ANNA, FPS, blocking, cue, track

from redearth.breakdown.model import CastList, Character
from redearth.direction.model import Blocking, Piece
from redearth.stage.cast.build import build_character, skeleton_of
from redearth.stage.measure.acted import Acted, acted_of
from redearth.stage.measure.feet import slides
from redearth.stage.measure.floor import Floor
from redearth.stage.measure.form import form_of
from redearth.stage.measure.ground import sunk
from redearth.stage.measure.limbs import into_oneself
from redearth.stage.motion.cadence import cadence_of
from redearth.stage.motion.ground import LEVEL, Tops
from redearth.stage.motion.limits import limit_violations
from redearth.stage.motion.path import on_legs, path_from
from redearth.stage.motion.perform import perform
from redearth.stage.motion.style import Style

WHO = {age: Character(id="anna", name="ANNA", age=age, sex="female") for age in (9, 30, 78)}
FORMS = {age: form_of(build_character(who).model.meshes["body"], skeleton_of(who)) for age, who in WHO.items()}
LEGS = ("hips", "UpperLeg", "LowerLeg", "Foot", "Toes")


def _measured(scene: Blocking, age: int) -> tuple[Acted, dict[str, float]]:
    who = WHO[age]
    done = perform(scene, CastList(characters=(who,), props=()), {})
    person = acted_of(done.actors[0], skeleton_of(who))
    floor, forms = Floor(plan=scene.set_plan), {"anna": FORMS[age]}
    beyond = np.degrees(limit_violations(person.local, person.skeleton))
    legs = [j for j, name in enumerate(person.skeleton.names) if name.endswith(LEGS)]
    limbs = [f.value for f in into_oneself([person], forms).findings if "Arm" not in f.what and "Hand" not in f.what]
    return person, {
        "feet": slides([person], floor, done.contacts, scene.fps).worst,
        "ground": sunk([person], forms, floor).worst,
        "joints": float(beyond[:, legs].max()),
        "legs": max(limbs, default=0.0),
    }


TURN = {"turn_deg": st.integers(-180, 180), "age": st.sampled_from((9, 30, 78)), "rate_dps": st.integers(90, 260)}


@settings(max_examples=25, deadline=None, derandomize=True)
@given(**TURN)
def test_who_turns_on_the_spot_crosses_no_leg(turn_deg: int, age: int, rate_dps: int) -> None:
    """Any turn on the spot is stepped around: the foot on the side of the turn opens, the other closes, none slides."""
    last = 24 + max(10, round(abs(turn_deg) / rate_dps * FPS))
    _, found = _measured(blocking(track("anna", last + 40, (24, last, 0.0, 0.0, math.radians(turn_deg)))), age)
    assert found["feet"] < 10 and found["joints"] < 0.5 and found["legs"] < 20 and found["ground"] < 20, found


@settings(max_examples=30, deadline=None, derandomize=True)
@given(
    age=st.sampled_from((9, 30, 78)), way_deg=st.integers(-180, 180), metres=st.floats(0.3, 5.0), pace_mps=st.floats(0.5, 1.9),
)  # fmt: skip
def test_who_walks_any_way_keeps_feet_and_hips(age: int, way_deg: int, metres: float, pace_mps: float) -> None:
    """Ahead, aside or backwards, a stroll or a fast walk: planted feet stay, hips keep their range, soles stay out of the ground."""
    pace = min(pace_mps, 1.9 if abs(way_deg) < 40 else 0.7) * {9: 0.75, 30: 1.0, 78: 0.75}[age]
    last, way = 24 + max(14, round(metres / pace * FPS)), math.radians(way_deg)
    _, found = _measured(blocking(track("anna", last + 40, (24, last, metres * math.sin(way), metres * math.cos(way), 0.0))), age)
    assert found["feet"] < 10 and found["joints"] < 0.5 and found["legs"] < 20 and found["ground"] < 20, found


@pytest.mark.parametrize("age", sorted(WHO))
@pytest.mark.parametrize("posture", ["KNEEL", "CROUCH", "SIT"])
def test_who_goes_down_and_gets_up_lifts_the_feet_that_travel(posture: str, age: int) -> None:
    """Into a posture and out of it one foot after the other is lifted and set down; none is dragged."""
    scene = blocking(track("anna", 200), cues=(cue(posture, 24, 60), cue("RISE", 110, 140)))  # type: ignore[arg-type]
    person, found = _measured(scene, age)
    assert found["feet"] < 10 and found["joints"] < 6.0, found
    if posture == "KNEEL":
        ankles = np.stack([person.at(side + "Foot") for side in ("left", "right")])
        moving = np.hypot(*np.moveaxis(np.diff(ankles[..., [0, 2]], axis=1), -1, 0)) * FPS > 0.15
        assert moving[:, 24:60].any(1).all() and not moving[:, 24:60].all(0).any()


def test_a_knee_that_kneels_is_on_the_ground_and_not_in_it() -> None:
    """The skin of a kneeling knee stays within 2 cm of the floor."""
    for age in WHO:
        person, found = _measured(blocking(track("anna", 140), cues=(cue("KNEEL", 24, 60),)), age)
        assert found["ground"] < 20, age
        assert person.at("rightLowerLeg")[-1, 1] < 0.12


def test_steps_follow_speed_and_slope_as_measured() -> None:
    """At 1.25 m/s nine degrees up change nothing and nine down quicken steps by 6 % (Franz and Kram 2012); in a hurry legs ask for shorter steps uphill."""
    rise = math.tan(math.radians(9.0))
    time = np.arange(0.0, 6.0, 1 / FPS)
    ramp = Tops(pieces=(Piece(id="r", kind="ramp", position_m=(0.0, 0.0, 10.0), size_m=(4.0, 30 * rise, 30.0), yaw_rad=math.pi),))

    def hz(speed: float, way: float, ground: Tops) -> float:
        line = np.stack([np.zeros_like(time), 10.0 + way * speed * (time - 3.0)], -1)
        same = np.zeros_like(time)
        return float(cadence_of(same + speed, same, same, Style(), FPS, ground, line)[len(time) // 2])

    assert hz(1.25, 1, ramp) / hz(1.25, 1, LEVEL) == pytest.approx(1.0, abs=0.02)
    assert hz(1.25, -1, ramp) / hz(1.25, 1, LEVEL) == pytest.approx(1.065, abs=0.02)
    assert hz(1.9, 1, ramp) > 1.08 * hz(1.9, 1, LEVEL)
    assert 1.9 / hz(1.9, 1, LEVEL) <= 0.8


def test_who_starts_to_run_takes_short_steps_first() -> None:
    """The first steps of a run from a stand grow: none is as long as the stride that follows."""
    done = perform(blocking(track("anna", 120, (24, 100, 0.0, 11.0, 0.0))), CastList(characters=(ANNA,), props=()), {})
    at = [c.position_m[2] for c in done.contacts if c.kind == "footstep"]
    lengths = np.diff([0.0, *at])
    assert 0 < lengths[0] < 0.7 * lengths[3] and lengths[1] <= lengths[3]


@settings(max_examples=40, deadline=None, derandomize=True)
@given(turn_deg=st.integers(-180, 180), frames=st.integers(1, 30))
def test_nobody_whirls(turn_deg: int, frames: int) -> None:
    """However quick the track turns, legs take it round at most so fast, and it ends where it should."""
    yaw = np.radians(turn_deg) * np.clip((np.arange(120.0) - 20) / frames, 0.0, 1.0)
    path = on_legs(path_from(np.zeros((120, 2)), yaw, FPS))
    assert np.abs(np.diff(path.yaw)).max() * FPS < 5.3
    assert path.yaw[-1] == pytest.approx(yaw[-1], abs=1e-9) and path.yaw[0] == 0


@pytest.mark.parametrize("age", [9, 30, 78])
@pytest.mark.parametrize("metres", [0.8, 1.0, 1.2, 1.5])
def test_a_quick_start_is_no_rolling_in(age: int, metres: float) -> None:
    """Who sets off from a stand at the pace of a near run takes no more steps than the way needs and drags no foot."""
    last = 24 + max(14, round(metres / 1.9 * FPS))
    scene = blocking(track("anna", last + 40, (24, last, 0.0, metres, 0.0)))
    done = perform(scene, CastList(characters=(WHO[age],), props=()), {})
    assert len([c for c in done.contacts if c.kind == "footstep"]) <= 4
    assert _measured(scene, age)[1]["feet"] < 10
