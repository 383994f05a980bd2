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


def test_what_somebody_comes_with_is_in_his_hand() -> None:
    """A knife that one sneaks in with is carried; one that he cuts with may lie ready."""
    scene = broken_down("INT. HALL - DAY\n\nLIN sneaks in with a knife. WEI cuts the bread with a saw.\n").scenes[0]
    assert [(c.prop, c.character) for c in scene.carried] == [("knife", "lin")]


@pytest.mark.parametrize(
    ("action", "primitive", "lemma"),
    [
        ("Lin hides the knife behind her back.", "HOLD", "conceal"),
        ("Lin hides behind the door.", "CROUCH", "hide"),
        ("Lin pulls a cloth from her pocket.", "GRAB", "take_out"),
        ("Lin pulls the rope.", "PULL", "pull"),
    ],
)
def test_verbs_mean_something_else_with_a_thing(action: str, primitive: str, lemma: str) -> None:
    """To hide a thing is no crouch, to pull it from a pocket no tug."""
    act = acts_of(action)[0]
    assert (act.primitive, act.lemma) == (primitive, lemma)


def test_who_sits_down_takes_the_seat_just_named() -> None:
    """Lin points at a stool; Wei sits down on it, and where no seat was named, on none."""
    found = acts_of("Lin points at a stool. Wei sits down.")[-1]
    assert [(p.relation, p.id) for p in found.places if p.kind != "direction"] == [("on", "stool")]
    assert not [p for p in acts_of("Lin points at the lamp. Wei sits down.")[-1].places if p.kind != "direction"]


def test_wiped_hands_are_rubbed() -> None:
    """Hands wiped on clothes rub each other; dust is brushed from what it lies on."""
    assert acts_of("Lin wipes her hands on her coat.")[0].emblem == "wash"
    assert acts_of("Lin wipes dust from the lens.")[0].primitive == "BRUSH"


@pytest.mark.parametrize(
    ("action", "tool"),
    [
        ("Lin sweeps the floor.", "broom"),
        ("Lin digs.", "shovel"),
        ("Lin digs with a spade.", "spade"),
        ("Lin strums a banjo.", "banjo"),
        ("Lin waves.", ""),
    ],
)
def test_work_is_done_with_its_tool(action: str, tool: str) -> None:
    """Who sweeps has a broom, who digs a shovel unless the script names another, who plays what the script names."""
    assert acts_of(action)[0].instrument == tool
    assert not tool or not props_of(action)[tool].fixed


def test_a_shared_laugh_hands_nothing_over() -> None:
    """Two share a laugh with their faces, bread with their hands."""
    assert acts_of("They share a laugh.")[0].primitive == "VOCALISE"
    assert acts_of("Lin shares the bread with Wei.")[0].primitive == "GIVE"
