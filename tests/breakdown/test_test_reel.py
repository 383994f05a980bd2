"""The test reel's script: every primitive, every emblem, every plan of creature, and two who act on each other."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from redearth.breakdown.break_down import break_down
from redearth.breakdown.model import Act, Breakdown, Emblem, Primitive
from redearth.core.film_folder import open_film
from redearth.script.parse import parse

REEL = Path(__file__).parents[2] / "films" / "test_reel"


def _reel() -> Breakdown:
    film = open_film(REEL)
    return break_down(parse(film.script_bytes, film.script)[0], motions=tuple(sorted(film.own_motions.found)))


def _acts(reel: Breakdown) -> list[Act]:
    return [beat.act for scene in reel.scenes for beat in scene.beats if beat.act is not None]


def test_it_plays_every_primitive_and_every_emblem() -> None:
    """A primitive or emblem that is added to the model needs a line in the reel."""
    acts = _acts(_reel())
    assert set(get_args(Primitive)) - {act.primitive for act in acts} == set()
    assert set(get_args(Emblem)) - {act.emblem for act in acts} == set()


def test_its_cast_is_everybody_who_can_be_built() -> None:
    """A child, an elder, a heavy and an athletic body, a crowd of 200, and creatures on two, four, six and eight legs, on none and with wings."""
    cast = {one.id: one for one in _reel().characters}
    assert (cast["tim"].age, cast["greta"].age, cast["people"].count) == (9, 72, 200)
    assert "heavy" in cast["ben"].traits and "athletic" in cast["anna"].traits
    assert {one.id for one in cast.values() if one.kind == "creature"} == {"wolf", "crawler", "spider", "serpent", "bat", "ogre"}


def test_nothing_in_it_is_left_out() -> None:
    """No line of it is not understood."""
    assert [line.text for line in _reel().staging if line.status == "not_understood"] == []
