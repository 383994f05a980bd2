"""Looks by name, and the scenes that ask for one."""

from __future__ import annotations

import pytest

from redearth.core.look import Look, look_named, named_looks, scene_look


def test_there_are_looks_to_choose_from() -> None:
    """At least six, each said in words, the default among them; ``neutral`` changes no colour."""
    assert len(named_looks()) >= 6
    assert Look() == look_named("film")
    assert all(look.about for look in named_looks().values())
    assert named_looks()["neutral"].cdl.saturation == 1.0


@pytest.mark.parametrize(
    ("notes", "name"),
    [
        (("look: noir",), "noir"),
        (("music: dread", "Look: Cold"), "cold"),
        (("look: night, dust 1",), "dust"),
        (("look: gloomy",), "film"),
        (("music: noir",), "film"),
        ((), "film"),
    ],
)
def test_a_scene_may_ask_for_a_look(notes: tuple[str, ...], name: str) -> None:
    """The last look that the notes name is the scene's; what names none changes nothing."""
    look = scene_look(Look(), notes)
    assert (look.name, look.stock) == (name, named_looks()[name].cdl)


def test_a_share_of_a_look_lies_between() -> None:
    """Half of noir over the house look is half as saturated."""
    half = scene_look(Look(), ["look: noir 0.5"])
    assert half.stock.saturation == pytest.approx(0.5 * (Look().stock.saturation + look_named("noir").stock.saturation))
    assert half.grain == Look().grain
