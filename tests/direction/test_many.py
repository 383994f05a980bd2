"""Beats of crowds whose members go their own ways."""

from __future__ import annotations

import pytest

from redearth.breakdown.model import CastList, Character, Primitive
from redearth.core.crowd_acts import CROWD_SECONDS
from redearth.direction.block import block
from redearth.direction.model import Blocking
from tests.direction.scripts import CAST, ROOM, act, lines, plan_of, scene

FPS = 24
MANY = CastList(characters=(*CAST.characters, Character(id="mob", name="MOB", kind="crowd", count=20)), props=CAST.props)


def _blocked(primitive: Primitive, lemma: str, actor: str, manner: tuple[str, ...] = ()) -> Blocking:
    sheet = scene(
        act("wait", "STAND", "ada", "mob"), act("does", primitive, actor, lemma=lemma, manner=manner), act("then", "NOD", "ada"),
        cast=("ada", "mob"),
    )  # fmt: skip
    return block(sheet, MANY, plan_of(ROOM), lines(sheet), FPS).blocking


@pytest.mark.parametrize(
    ("primitive", "lemma", "does"), [("STAND", "mill", "mill"), ("OPEN", "part", "part"), ("STAND", "queue", "queue")]
)
def test_a_crowd_has_time_for_it(primitive: Primitive, lemma: str, does: str) -> None:
    """What many do one after the other lasts until the last has begun, and a single actor's beat as long as ever."""
    frames = next(t.range.duration for t in _blocked(primitive, lemma, "mob").timings if t.beat == "s/does")
    alone = next(t.range.duration for t in _blocked(primitive, lemma, "ada").timings if t.beat == "s/does")
    assert frames >= int(CROWD_SECONDS[does] * FPS) > 1.4 * alone  # type: ignore[index]


def test_who_falls_silent_does_not_fall() -> None:
    """Nobody lies down because it gets quiet."""
    (cue,) = (c for c in _blocked("FALL", "fall", "mob", ("silent",)).cues if c.beat == "s/does")
    assert (cue.primitive, cue.lemma) == ("STAND", "fall_silent")
    assert any(c.primitive == "FALL" for c in _blocked("FALL", "fall", "ada").cues)
