"""The camera sees what is done: whole figures that fall, hands that work, both of two who meet, all of several at once."""

from __future__ import annotations

import numpy as np
import pytest

from redearth.breakdown.model import Beat, Scene
from redearth.core.space import matrix_from_quat
from redearth.direction.block import block
from redearth.direction.blocking import pace
from redearth.direction.camera.act_costs import act_cost
from redearth.direction.camera.act_setups import fits
from redearth.direction.camera.acts import Played, acts_of
from redearth.direction.camera.optics import Pose, half_tangents, project
from redearth.direction.camera.setups import Setup, View
from redearth.direction.model import Shot
from redearth.direction.shoot_list import shoot_list
from tests.direction.scripts import CAST, CITY, ROOM, act, lines, plan_of, say, scene

ASPECT = 16 / 9


def _view(sheet: Scene, indoors: bool = True) -> View:
    return View(block(sheet, CAST, plan_of(ROOM if indoors else CITY), lines(sheet), 24), ASPECT)


def _scene(*beats: Beat, cast: tuple[str, ...] = ("ada", "bo", "cy")) -> Scene:
    """A scene whose first picture, which is wide, is not the one of the act."""
    return scene(
        act("wind", "ENVIRONMENT_EVENT", event="wind"), say("hello", "ada", "Here we are again.", "bo"), *beats, cast=cast
    )


def _pose(shot: Shot, frame: int) -> Pose:
    sample = shot.camera[frame - shot.range.start]
    matrix = matrix_from_quat(sample.rotation)
    matrix[:3, 3] = sample.position_m
    return Pose(position=np.array(sample.position_m), matrix=matrix, focal_mm=sample.focal_mm, focus_m=sample.focus_m)


def _seen(sheet: Scene, view: View) -> list[tuple[Played, float, float]]:
    """Return each act with the share of it inside the shot that plays it, and its actor's stature over the picture's height."""
    cut = shoot_list(sheet, view.staged, ASPECT)
    out = []
    for played in (p for unit in view.staged.units for p in acts_of(view, unit)):
        shot = next(s for s in cut.shots if s.range.start <= played.frame < s.range.end)
        pose = _pose(shot, played.frame)
        ndc = project(pose, np.array(played.points), ASPECT)
        inside = (ndc[:, 2] > 0.1) & (np.abs(ndc[:, :2]).max(axis=1) <= 1.02)
        _, sy = half_tangents(pose.focal_mm, ASPECT)
        height = view.staged.actors[played.actor].stature_m / (2 * sy * float(np.median(ndc[:, 2])))
        out.append((played, float(inside.mean()), height))
    return out


@pytest.mark.parametrize("indoors", [True, False])
@pytest.mark.parametrize("primitive", ["FALL", "LIE", "KNEEL", "CROUCH", "JUMP", "SIT", "DODGE", "CRAWL"])
def test_who_goes_down_or_leaps_is_seen_from_head_to_foot(primitive: str, indoors: bool) -> None:
    """A body's act shows the soles and the crown, at a third of the picture's height at least."""
    sheet = _scene(act("go", primitive, "bo"), say("well", "ada", "Well?", "bo"))
    view = _view(sheet, indoors)
    [(played, share, height)] = [row for row in _seen(sheet, view) if row[0].actor == "bo"]
    assert played.need == "body"
    assert share >= 0.85 and height >= 0.3


@pytest.mark.parametrize("primitive", ["STRIKE", "PUSH", "EMBRACE", "TOUCH"])
def test_two_who_touch_are_in_one_picture(primitive: str) -> None:
    """At the contact both are inside the frame."""
    sheet = _scene(act("go", primitive, "ada", objects=("bo",)), say("well", "ada", "Well?", "bo"), cast=("ada", "bo"))
    view = _view(sheet)
    pairs = [row for row in _seen(sheet, view) if row[0].need == "pair"]
    assert {played.actor for played, _, _ in pairs} >= {"ada"}
    assert all(share >= 0.85 and height >= 0.33 for _, share, height in pairs)


def test_several_who_act_at_once_are_all_seen() -> None:
    """Three parallel acts, of a body, of hands and of a face, share one picture."""
    sheet = _scene(
        act("crouch", "CROUCH", "bo"), act("wave", "WAVE", "ada", parallel=True), act("nod", "NOD", "cy", parallel=True)
    )
    view = _view(sheet)
    seen = [row for row in _seen(sheet, view) if row[0].frame >= view.staged.units[-1].start]
    assert {played.actor for played, _, _ in seen} == {"ada", "bo", "cy"}
    assert all(share >= 0.8 for _, share, _ in seen)


def test_hands_that_work_are_seen_with_their_owner() -> None:
    """A gesture of the hands is neither a close-up of a face nor a figure far off."""
    sheet = _scene(act("clap", "GESTURE", "bo", emblem="clap"), say("well", "ada", "Well?", "bo"))
    view = _view(sheet)
    [(_, share, height)] = [row for row in _seen(sheet, view) if row[0].actor == "bo"]
    assert share >= 0.85 and 0.45 <= height <= 2.6


def test_a_picture_made_for_an_act_holds_it_and_one_that_looks_away_pays() -> None:
    """The generated setups miss nothing; the same camera turned round costs the whole act."""
    sheet = _scene(act("fall", "FALL", "bo"))
    view = _view(sheet, indoors=False)
    unit = view.staged.units[-1]
    acts = acts_of(view, unit)
    made = list(fits(view, unit, acts))
    assert made
    free = [s for s in made if act_cost(view, unit, acts, s, unit.end - 1) < 0.31]
    assert 3 * len(free) > len(made)
    away = Setup(
        role="single", size="FS", subjects=("bo",), position=free[0].position,
        aim_point=2 * free[0].position - np.asarray(free[0].aim_point), focal_mm=free[0].focal_mm,
    )  # fmt: skip
    assert act_cost(view, unit, acts, away, unit.end - 1) > 5.0


def test_the_ground_is_reached_before_the_next_act() -> None:
    """Falling, lying down and getting up again take what a body takes, however tense the moment is."""
    sheet = _scene(act("fall", "FALL", "bo", tension=0.9), act("up", "RISE", "bo", tension=0.9))
    view = _view(sheet)
    length = {t.beat: t.range.duration / 24 for t in view.staged.blocking.timings}
    assert length["s/fall"] >= pace.DOWN_S["FALL"] - 0.05
    assert length["s/up"] >= pace.UP_S - 0.05


def test_who_knelt_and_walks_up_to_somebody_stands() -> None:
    """The plan's crown rises with the body, so that a camera does not frame a kneeling figure where one stands."""
    sheet = _scene(act("kneel", "KNEEL", "bo"), act("touch", "TOUCH", "bo", objects=("cy",)), say("well", "bo", "Well?", "cy"))
    staged = _view(sheet).staged
    moved = np.hypot(*(staged.floor["bo"][-1, :2] - staged.floor["bo"][0, :2]))
    assert moved > 0.3
    assert staged.crown_m["bo"][-1] == pytest.approx(staged.actors["bo"].stature_m)
