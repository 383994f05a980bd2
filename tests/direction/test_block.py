"""Blocking: one continuous performance in local time."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from redearth.breakdown.model import Carried, Scene
from redearth.direction.block import block
from redearth.direction.blocking.floorplan import floorplan_of
from redearth.direction.blocking.terms import Staged
from tests.direction.scripts import CAST, CITY, ROOM, TUNNEL, VAULT, act, chase, lines, meeting, place, plan_of, say, scene

FPS = 24


def _staged(sheet: Scene, location: object = CITY, **changed: float) -> Staged:
    return block(sheet, CAST, plan_of(location), lines(sheet, **changed), FPS)  # type: ignore[arg-type]


@pytest.mark.parametrize(("sheet", "location"), [(meeting(), CITY), (chase(), TUNNEL), (meeting(), VAULT)])
def test_tracks_are_continuous(sheet: Scene, location: object) -> None:
    """Nobody jumps: between frames people move less than 0.35 m and turn less than a quarter."""
    staged = _staged(sheet, location)
    for track in staged.blocking.tracks:
        assert len(track.samples) == staged.blocking.duration_frames
        limit = 0.6 if staged.actors[track.actor].kind == "creature" else 0.35
        for stretch in track.visible:
            samples = np.array(track.samples[stretch.start : stretch.end])
            assert np.hypot(*np.diff(samples[:, :2], axis=0).T).max(initial=0) < limit
            assert np.abs(np.diff(samples[:, 2])).max(initial=0) < 0.8


def test_movement_ends_on_a_mark_before_anybody_speaks() -> None:
    """At the last frame of each line everybody stands still."""
    staged = _staged(meeting())
    for cue in staged.blocking.speeches:
        for track in staged.blocking.tracks:
            assert track.samples[cue.range.end - 1][3] == 0.0


def test_a_longer_line_only_shifts_what_follows() -> None:
    """Tracks before the line are the same; after it they are the same, later."""
    one, two = _staged(meeting()), _staged(meeting(), call=3.1)
    added = two.blocking.duration_frames - one.blocking.duration_frames
    assert added == 36
    before = next(t.range.start for t in one.blocking.timings if t.beat == "s/call")
    after = next(t.range.start for t in one.blocking.timings if t.beat == "s/back")
    for a, b in zip(one.blocking.tracks, two.blocking.tracks, strict=True):
        assert a.samples[:before] == b.samples[:before]
        assert a.samples[after:] == b.samples[after + added :]
    assert [u.key for u in one.units] == [u.key for u in two.units]
    assert [u.nominal_s for u in one.units] == [u.nominal_s for u in two.units]


def test_people_walk_around_scenery() -> None:
    """A way through the planters of the vault touches none of them."""
    plan = plan_of(VAULT)
    floor = floorplan_of(plan)
    way = floor.route(np.array([-4.8, -20.0]), np.array([5.5, 2.0]), 0.3)
    assert len(way) > 2
    for a, b in pairwise(way):
        assert floor.line_clear(a, b, 0.28)


def test_the_gate_parts_hunter_and_hunted() -> None:
    """When the gate slams, the creature is beyond it and the people are on the safe side, nobody under it."""
    staged = _staged(chase(), TUNNEL)
    slam = next(e for e in staged.blocking.events if e.kind == "slam")
    gate = next(p for p in staged.blocking.set_plan.pieces if p.id == "gate")
    depth = {a: track[slam.range.start, 1] - gate.position_m[2] for a, track in staged.floor.items()}
    assert depth["beast"] < -2.5
    assert depth["ada"] > 1.0 and depth["bo"] > 1.0


def test_who_steps_between_stands_between() -> None:
    """Bo ends between Ada and the beast, out of its reach."""
    staged = _staged(chase(), TUNNEL)
    end = next(t.range.end for t in staged.blocking.timings if t.beat == "s/step") - 1
    z = {a: float(t[end, 1]) for a, t in staged.floor.items()}
    assert z["beast"] + 3.0 < z["bo"] < z["ada"]


def test_things_are_where_hands_need_them() -> None:
    """The flare is in Bo's raised hand after he raises it; the lever is pulled from beside it."""
    staged = _staged(chase(), TUNNEL)
    raised = [h for h in staged.blocking.props if h.prop == "flare" and h.grip == "raised"]
    assert raised and all(h.holder == "bo" for h in raised)
    pull = next(c for c in staged.blocking.cues if c.primitive == "PULL")
    assert pull.prop == "lever" and pull.target_m is not None
    x, z = staged.floor["bo"][pull.range.start + pull.range.duration // 2, :2]
    assert np.hypot(x - pull.target_m[0], z - pull.target_m[2]) < 1.1
    assert any(e.kind == "pull" and e.subject == "lever" for e in staged.blocking.events)


def test_carried_props_come_along_and_leave_with_their_holder() -> None:
    """A prop is held while its holder is on the set, and only then."""
    sheet = scene(
        act("wait", "STAND", "bo"),
        act("enter", "WALK", "ada", places=(place("to", "bo"),)),
        present=("bo",),
        carried=(Carried(prop="shoot", character="ada"),),
    )
    staged = _staged(sheet, VAULT)
    hold = next(h for h in staged.blocking.props if h.prop == "shoot")
    assert hold.holder == "ada"
    assert hold.range.start == staged.blocking.tracks[0].visible[0].start or hold.range.start > 0


def test_the_free_hand_does_what_one_hand_can() -> None:
    """Who holds a flare in the right hand touches, presses and points with the left."""
    sheet = scene(
        act("come", "WALK", "ada", instrument="flare"),
        *(act(p.lower(), p, "ada", objects=("bo",)) for p in ("TOUCH", "POINT", "WAVE")),
        present=("ada", "bo"),
        carried=(Carried(prop="flare", character="ada"),),
    )
    blocking = _staged(sheet, ROOM).blocking
    assert {h.grip for h in blocking.props if h.prop == "flare"} == {"right"}
    assert {c.primitive: c.hand for c in blocking.cues if c.primitive in ("POINT", "WAVE")} == {"POINT": "left", "WAVE": "left"}


def test_who_enters_is_not_there_before() -> None:
    """Cy is off the set until he walks in, and then comes near Ada."""
    staged = _staged(meeting(), VAULT)
    enter = next(t.range for t in staged.blocking.timings if t.beat == "s/enter")
    assert not staged.here["cy"][: enter.start].any()
    assert staged.here["cy"][enter.start + 1 :].all()
    gap = np.hypot(*(staged.floor["cy"][-1, :2] - staged.floor["ada"][-1, :2]))
    assert 0.7 < gap < 2.0


def test_newcomers_wait_behind_the_gate_that_opens() -> None:
    """Behind a gate that opens they stand ready, and come out of it."""
    sheet = scene(
        act("open", "OBJECT_EVENT", objects=("gate",), event="open"), act("out", "WALK", "ada", "bo", places=(place("into", "light"),)),
        act("follow", "WALK", "crowd", places=(place("behind", "ada"),)), cast=("ada", "bo", "crowd"), present=(),
    )  # fmt: skip
    staged = _staged(sheet)
    gate = next(p for p in staged.blocking.set_plan.pieces if p.id == "gate")
    for actor in ("ada", "bo"):
        assert staged.floor[actor][0, 1] > gate.position_m[2] > staged.floor[actor][-1, 1] + 3.0
    assert staged.floor["crowd"][-1, 1] > staged.floor["ada"][-1, 1]
    assert staged.floor["ada"][-1, 0] != pytest.approx(staged.floor["bo"][-1, 0], abs=0.5)


def test_a_line_is_heard_as_long_as_it_lasts() -> None:
    """The speech cue covers the recording exactly, rounded up to a frame, inside its beat."""
    staged = _staged(meeting(), call=2.51)
    cue = next(s for s in staged.blocking.speeches if s.beat == "s/call")
    timing = next(t.range for t in staged.blocking.timings if t.beat == "s/call")
    assert cue.range.duration == 61
    assert timing.start < cue.range.start and cue.range.end < timing.end


def test_a_line_s_mood_reaches_the_actors() -> None:
    """What a speech is spoken in is told with its cue."""
    beat = say("s/call", "ada", "Never again!", to="bo")
    assert beat.speech is not None
    angry = replace(beat, speech=replace(beat.speech, emotion="anger"))
    cues = _staged(scene(angry, say("s/answer", "bo", "Fine.", to="ada")), ROOM).blocking.speeches
    assert {cue.actor: cue.emotion for cue in cues} == {"ada": "anger", "bo": ""}


@pytest.mark.parametrize(
    "cast", [(), ("ada",), ("beast",), tuple(f"p{k}" for k in range(12))], ids=["nobody", "one", "creature", "twelve"]
)
def test_any_company_can_stand_in_an_empty_scene(cast: tuple[str, ...]) -> None:
    """Nobody, one, a creature alone, twelve strangers: at least two seconds, nobody inside another."""
    staged = _staged(scene(cast=cast), ROOM)
    assert staged.blocking.duration_frames >= (4 if not cast else 2) * FPS
    spots = np.array([t[0, :2] for t in staged.floor.values()]).reshape(-1, 2)
    gaps = np.hypot(*(spots[:, None] - spots[None]).transpose(2, 0, 1)) + np.eye(len(spots)) * 9
    assert gaps.min(initial=9) > 0.45


def test_unknown_people_and_places_are_staged_plainly() -> None:
    """Names that the cast, the props and the set do not know still make a scene."""
    sheet = scene(
        act("go", "WALK", "nobody", places=(place("to", "nowhere"),)), act("take", "GRAB", "nobody", objects=("thing",)),
        say("hm", "stranger", "…", "ghost"), act("odd", "HOLD_PLAIN"), cast=(),
    )  # fmt: skip
    staged = _staged(sheet, ROOM)
    assert {t.actor for t in staged.blocking.tracks} == {"nobody", "stranger"}
    assert len(staged.blocking.timings) == 4
