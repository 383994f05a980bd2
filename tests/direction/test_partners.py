"""Acts between two: who is whose partner, where they stand, and what the other does when the script says nothing."""

from __future__ import annotations

import numpy as np
import pytest

from redearth.direction.block import block
from redearth.direction.blocking.contact import FELLED, meeting_of
from redearth.direction.blocking.escort_tracks import dragged_along, gap_when_dragged, way_round
from redearth.direction.blocking.terms import Stance
from redearth.direction.model import Blocking, Cue
from tests.direction.scripts import CAST, ROOM, act, lines, place, plan_of, scene

FPS = 24


def _blocked(*beats: object, cast: tuple[str, ...] = ("ada", "bo")) -> Blocking:
    sheet = scene(act("wait", "STAND", "ada", "bo"), *beats, cast=cast)  # type: ignore[arg-type]
    return block(sheet, CAST, plan_of(ROOM), lines(sheet), FPS).blocking


def _pair(blocking: Blocking) -> tuple[Cue, Cue]:
    cues = [c for c in blocking.cues if c.partner]
    return next(c for c in cues if c.role == "acts"), next(c for c in cues if c.role == "undergoes")


def _touch(cue: Cue) -> int:
    assert cue.contact_s is not None
    return cue.range.start + round(cue.contact_s * FPS)


@pytest.mark.parametrize(
    ("primitive", "lemma", "reply"),
    [
        ("STRIKE", "punch", "RECOIL"), ("STRIKE", "knock_down", "FALL"), ("STRIKE", "kill", "DIE"), ("PUSH", "shove", "RECOIL"),
        ("EMBRACE", "hug", "EMBRACE"), ("GIVE", "give", "GIVE"), ("TOUCH", "touch", "LOOK"),
    ],
)  # fmt: skip
def test_the_other_answers_on_the_same_frame(primitive: str, lemma: str, reply: str) -> None:
    """Whatever is done to somebody, he has a cue of his own that meets the other's on one frame."""
    mine, other = _pair(_blocked(act("does", primitive, "ada", objects=("bo",), lemma=lemma)))
    assert (mine.actor, mine.partner, other.actor, other.partner) == ("ada", "bo", "bo", "ada")
    assert other.primitive == reply
    assert _touch(mine) == _touch(other)


@pytest.mark.parametrize("answer", ["DODGE", "BLOCK", "RECOIL", "FALL", "DIE"])
def test_what_the_script_says_next_is_the_answer(answer: str) -> None:
    """The clause after a blow that tells what the other does takes the place of the usual reply, on the blow's contact."""
    blocking = _blocked(act("hits", "STRIKE", "ada", objects=("bo",)), act("then", answer, "bo"))
    mine, other = _pair(blocking)
    assert other.beat == "s/then" and other.primitive == answer
    assert _touch(mine) == _touch(other)
    assert len([c for c in blocking.cues if c.actor == "bo" and c.role]) == 1
    assert ("missed" in mine.manner) == (answer == "DODGE")


@pytest.mark.parametrize(("primitive", "apart"), [("STRIKE", 0.68), ("EMBRACE", 0.34)])
def test_they_stand_as_far_apart_as_the_act_needs(primitive: str, apart: float) -> None:
    """At the contact the marks are an arm's length apart for a blow and a hand's breadth for an embrace, and face each other."""
    blocking = _blocked(act("does", primitive, "ada", objects=("bo",)))
    mine, _ = _pair(blocking)
    a, b = (np.array(next(t for t in blocking.tracks if t.actor == who).samples[_touch(mine)]) for who in ("ada", "bo"))
    assert abs(np.hypot(*(a - b)[:2]) - apart) < 0.08
    way = (b - a)[:2] / np.hypot(*(b - a)[:2])
    assert np.dot(way, [np.sin(a[2]), np.cos(a[2])]) > 0.97
    assert np.dot(-way, [np.sin(b[2]), np.cos(b[2])]) > 0.97


def test_a_creature_bites_from_where_its_jaws_reach() -> None:
    """The victim throws up an arm before the jaws are there and is driven back from the contact on."""
    blocking = _blocked(act("bites", "BITE", "beast", objects=("bo",), tension=0.8), cast=("ada", "bo", "beast"))
    mine, other = _pair(blocking)
    assert (mine.actor, other.actor) == ("beast", "bo")
    assert other.range.start < _touch(other) == _touch(mine)
    track = next(t for t in blocking.tracks if t.actor == "bo").samples
    moved = [np.hypot(x - track[_touch(mine)][0], z - track[_touch(mine)][1]) for x, z, _, _ in track]
    assert moved[_touch(mine) - 3] < 0.02 and moved[-1] > 0.2


def test_who_holds_another_up_takes_him_along() -> None:
    """After one leans on the other, a walk of both is a walk side by side, with the hold going on."""
    blocking = _blocked(
        act("leans", "LEAN", "bo", objects=("ada",)), act("limp", "WALK", "ada", "bo", places=(place("to", "far"),))
    )
    holds = [c for c in blocking.cues if c.primitive == "SUPPORT"]
    assert {(c.actor, c.role) for c in holds} == {("ada", "acts"), ("bo", "undergoes")}
    assert any("already" in c.manner for c in holds)


def test_the_dragged_trails_like_a_trailer() -> None:
    """He keeps his distance to who drags him and comes round behind him."""
    gap = gap_when_dragged(1.7, 1.7)
    route = np.array([[0.0, 0.0], [0.0, -2.0], [2.0, -2.0]])
    holder, held = dragged_along(route, 0.7, Stance(x=0, z=0, yaw=0), Stance(x=0, z=gap, yaw=0), FPS, gap)
    assert np.abs(np.hypot(*(holder - held)[:, :2].T) - gap).max() < 1e-6
    assert held[-1, 0] < holder[-1, 0] - 0.5


def test_a_way_past_somebody_leaves_him_room() -> None:
    """A way through a body gets a corner beside it; one that misses it gets none."""
    corner = way_round(np.array([0.0, 0.0]), np.array([0.0, 2.0]), np.array([0.1, 1.0]))
    assert corner is not None and np.hypot(*(corner - [0.1, 1.0])) > 0.6
    assert way_round(np.array([0.0, 0.0]), np.array([0.0, 2.0]), np.array([1.5, 1.0])) is None


def test_every_felling_verb_is_a_blow_or_a_push() -> None:
    """Verbs after which somebody lies are met as blows."""
    for lemma in sorted(FELLED - {"推倒"}):
        found = meeting_of(act("x", "STRIKE", "ada", objects=("bo",), lemma=lemma).act)  # type: ignore[arg-type]
        assert found is not None and found.reply == "RECOIL"
