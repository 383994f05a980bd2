"""The test reel stays a film of two minutes."""

from __future__ import annotations

from pathlib import Path

from redearth.breakdown.break_down import break_down
from redearth.breakdown.model import CastList
from redearth.core.film_folder import open_film
from redearth.direction.block import block
from redearth.direction.lay_out import TAIL_S, TITLED_HEAD_S
from redearth.direction.plan_set import plan_set
from redearth.script.parse import parse
from tests.direction.scripts import lines

REEL = Path(__file__).parents[2] / "films" / "test_reel"
FPS = 24


def test_the_reel_plays_two_minutes_with_no_scene_over_twenty_five_seconds() -> None:
    """Its scenes, with a second and a half a line, and the black around them last 115 to 130 seconds."""
    film = open_film(REEL)
    found = break_down(parse(film.script_bytes, film.script)[0], motions=tuple(sorted(film.own_motions.found)))
    cast = CastList(characters=found.characters, props=found.props)
    places = {place.id: plan_set(place, {}) for place in found.locations}
    seconds = {s.id: block(s, cast, places[s.location], lines(s, 1.5), FPS).blocking.duration_frames / FPS for s in found.scenes}
    assert max(seconds.values()) <= 25.0, seconds
    assert 115.0 <= sum(seconds.values()) + TITLED_HEAD_S + TAIL_S <= 130.0, seconds
