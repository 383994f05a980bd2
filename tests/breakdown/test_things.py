"""Props in the action: what is a thing of its own, what happens to it, in whose hands it is."""

from __future__ import annotations

import pytest

from redearth.breakdown.model import Prop
from tests.breakdown.reading import acts_of, broken_down


def props_of(action: str) -> dict[str, Prop]:
    """Return the props of one action paragraph."""
    return {prop.id: prop for prop in broken_down(f"INT. HALL - DAY\n\nLIN (30s) waits.\n\n{action}\n").props}


@pytest.mark.parametrize("thing", ["glass", "cup", "plate", "bottle"])
def test_what_shatters_is_the_thing(thing: str) -> None:
    """``The glass shatters``: glass is no adjective of a shatter."""
    act = acts_of(f"She drops the {thing}. The {thing} shatters.")[-1]
    assert (act.primitive, act.event, act.objects) == ("OBJECT_EVENT", "break", (thing,))


@pytest.mark.parametrize("thing", ["box", "pot", "dish"])
def test_a_box_is_not_part_of_the_set_because_a_planter_box_is(thing: str) -> None:
    """Words that only a longer one makes fixed are carried when they stand alone."""
    assert not props_of(f"She picks up the {thing}.")[thing].fixed


@pytest.mark.parametrize(("verb", "lemma"), [("blows out", "blow_out"), ("extinguishes", "extinguish"), ("lights", "light")])
def test_hands_light_a_candle_and_put_it_out(verb: str, lemma: str) -> None:
    """The verb keeps its particle, so that the flame knows."""
    act = acts_of(f"She {verb} the candle.")[-1]
    assert (act.lemma, act.objects) == (lemma, ("candle",))


def test_what_is_read_is_there() -> None:
    """A book that somebody reads is a prop, an expression is not."""
    assert "book" in props_of("She reads the book.")
    assert props_of("She reads his expression.") == {}


def test_chinese_verbs_break_and_light_things() -> None:
    """打碎 and 吹灭 are one word each."""
    scene = broken_down("内景 大厅 日\n\n林（30岁）站着。她打碎玻璃杯。她吹灭蜡烛。\n\n林\n好。\n").scenes[0]
    done = [(b.act.lemma, b.act.objects) for b in scene.beats if b.act is not None and b.act.objects]
    assert done == [("打碎", ("glass",)), ("吹灭", ("candle",))]
