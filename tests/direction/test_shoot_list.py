"""Coverage, cameras and the cut."""

from __future__ import annotations

import itertools
from functools import cache

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from redearth.breakdown.model import Beat, Location, Scene
from redearth.core.slug import slug
from redearth.direction.block import block
from redearth.direction.camera.setups import View
from redearth.direction.camera.sight import body_gap, scenery_of
from redearth.direction.model import ShotList
from redearth.direction.shoot_list import shoot_list
from tests.direction.scripts import CAST, CITY, ROOM, TUNNEL, VAULT, act, chase, lines, meeting, place, plan_of, say, scene

ASPECT = 16 / 9


def _cut(sheet: Scene, location: Location, **changed: float) -> ShotList:
    return shoot_list(sheet, block(sheet, CAST, plan_of(location), lines(sheet, **changed), 24), ASPECT)


@cache
def _kept(name: str) -> tuple[Scene, ShotList]:
    """The cut of a scene that several tests look at."""
    sheet, location = {"city": (meeting(), CITY), "vault": (meeting(), VAULT), "tunnel": (chase(), TUNNEL)}[name]
    return sheet, _cut(sheet, location)


def _tiles(cut: ShotList) -> None:
    ends = [s.range.end for s in cut.shots]
    assert [s.range.start for s in cut.shots] == [0, *ends[:-1]] and ends[-1] == cut.duration_frames
    assert all(len(s.camera) == s.range.duration > 0 for s in cut.shots)
    assert len({slug(s.id) for s in cut.shots}) == len(cut.shots) == len(cut.cards)


_BEATS = st.sampled_from(
    ["WALK", "RUN", "KNEEL", "LOOK", "NOD", "TOUCH", "TURN", "SIT", "FALL", "HOLD_PLAIN", "CHARGE", "say", "event"]
)


def _random_beat(index: int, kind: str, actor: str, target: str) -> Beat:
    if kind == "say":
        return say(f"b{index}", actor, "Somebody must go." * (1 + index % 4), target, 0.1 * (index % 10))
    if kind == "event":
        return act(f"b{index}", "ENVIRONMENT_EVENT", event="roar")
    return act(f"b{index}", kind, actor, tension=0.1 * (index % 10), places=(place("to", target),) if index % 2 else ())


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(_BEATS, st.sampled_from(["ada", "bo", "beast", "who"]), st.sampled_from(["ada", "bo", "door", "x"])), max_size=5
    )
)
def test_shots_tile_every_scene(rows: list[tuple[str, str, str]]) -> None:
    """Whatever happens, shots cover the scene from its first frame to its last, once, with finite cameras."""
    sheet = scene(*(_random_beat(k, *row) for k, row in enumerate(rows)))
    cut = _cut(sheet, ROOM)
    _tiles(cut)
    assert np.isfinite([c.position_m + c.rotation for s in cut.shots for c in s.camera]).all()


@pytest.mark.parametrize(
    ("sheet", "location"), [(meeting(), CITY), (chase(), TUNNEL), (meeting(), VAULT)], ids=["city", "tunnel", "vault"]
)
def test_cameras_stay_out_of_walls_and_bodies(sheet: Scene, location: Location) -> None:
    """Every frame of every shot is shot from free air inside the set."""
    staged = block(sheet, CAST, plan_of(location), lines(sheet), 24)
    cut = shoot_list(sheet, staged, ASPECT)
    view = View(staged, ASPECT)
    scenery = scenery_of(staged.blocking.set_plan, ())
    for shot in cut.shots:
        for frame, sample in zip(range(shot.range.start, shot.range.end), shot.camera, strict=True):
            point = np.array(sample.position_m)
            assert scenery.inside(point, 0.2), (shot.id, frame)
            assert body_gap(point, view.bodies(frame)) > 0.25, (shot.id, frame)


@pytest.mark.parametrize("key", ["call", "what", "grow"])
def test_a_longer_line_changes_only_the_shots_that_cover_it(key: str) -> None:
    """The law of local time: other shots keep their cameras bit for bit."""
    sheet, one = _kept("city")
    two = _cut(sheet, CITY, **{key: 3.4})
    assert [s.id for s in one.shots] == [s.id for s in two.shots]
    for a, b, card in zip(one.shots, two.shots, one.cards, strict=True):
        if f"s/{key}" not in card.beats:
            assert a.camera == b.camera and a.range.duration == b.range.duration, a.id
            assert (a.size, a.move, a.role, a.key_side, a.t_stop) == (b.size, b.move, b.role, b.key_side, b.t_stop)


def test_the_same_scene_is_cut_the_same() -> None:
    """Direction is deterministic."""
    assert _cut(chase(), TUNNEL) == _kept("tunnel")[1]


def test_shots_are_long_enough() -> None:
    """No shot under 0.7 s, none with a line under 1.2 s."""
    for sheet, cut in (_kept("city"), _kept("tunnel")):
        for shot, card in zip(cut.shots, cut.cards, strict=True):
            spoken = any(b.speech is not None and b.id in card.beats for b in sheet.beats)
            assert shot.range.duration >= (28 if spoken else 16), shot.id


def test_a_scene_opens_wide() -> None:
    """The first shot shows where we are."""
    talk = _cut(scene(say("a", "ada", "Hello.", "bo")), ROOM)
    for cut in (_kept("city")[1], _kept("vault")[1], talk):
        assert cut.shots[0].size in ("ELS", "LS", "FS")


def test_things_in_capitals_get_an_insert() -> None:
    """The SHOOT is seen close."""
    cut = _kept("city")[1]
    assert any(s.role == "insert" and s.subjects[0] == "shoot" for s in cut.shots)


def test_faces_of_a_talk_are_seen_from_one_side() -> None:
    """Two who talk keep their places in the picture from cut to cut."""
    sheet = scene(
        *(
            say(f"l{k}", "ab"[k % 2] + ("da" if k % 2 == 0 else "o"), f"Line number {k}.", "bo" if k % 2 == 0 else "ada")
            for k in range(6)
        )
    )
    staged = block(sheet, CAST, plan_of(ROOM), lines(sheet), 24)
    signs = []
    for shot in shoot_list(sheet, staged, ASPECT).shots:
        w, x, y, z = shot.camera[0].rotation
        right = np.array([1 - 2 * (y * y + z * z), 2 * (x * y + w * z), 2 * (x * z - w * y)])
        apart = staged.eye("bo", shot.range.start) - staged.eye("ada", shot.range.start)
        signs.append(np.sign(right @ apart))
    assert len(set(signs)) == 1


def test_neighbours_are_not_the_same_picture() -> None:
    """No cut between two cameras that see the same people from the same place in the same size."""
    for name in ("city", "tunnel", "vault"):
        for a, b in itertools.pairwise(_kept(name)[1].shots):
            same_place = np.linalg.norm(np.array(a.camera[-1].position_m) - np.array(b.camera[0].position_m)) < 0.3
            assert not (same_place and a.subjects == b.subjects and a.size == b.size), (a.id, b.id)


def test_every_card_gives_a_reason_and_its_costs() -> None:
    """The director can be asked why."""
    for card in _kept("tunnel")[1].cards:
        assert card.reason and card.idiom and card.beats and any(name == "rhythm" for name, _ in card.costs)


def test_two_hundred_beats_are_cut_in_good_time() -> None:
    """Long scenes are searched within bounds."""
    sheet = scene(*(say(f"l{k}", "ada" if k % 2 else "bo", f"This is line {k}.", "bo" if k % 2 else "ada") for k in range(200)))
    _tiles(_cut(sheet, ROOM))
