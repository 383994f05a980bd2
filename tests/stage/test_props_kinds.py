"""The names of props: synonyms, plurals, compounds and Chinese find their kind; what nobody listed goes by its noun's class."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redearth.breakdown.break_down import break_down
from redearth.breakdown.model import Prop
from redearth.core.diagnostics import FilmError
from redearth.script.parse import parse
from redearth.stage.props.catalogue import KINDS
from redearth.stage.props.kinds import UNKNOWN, prop_kind

CASES = Path(os.environ.get("REDEARTH_CASES", "cases"))
_TELLING = {
    "SEEDLING": "shoot", "flashlight": "torch", "old leather notebook": "notebook", "Seeds": "jar", "hunting rifle": "rifle",
    "oil lantern": "lantern", "rusty wrench": "wrench", "walkie-talkie": "radio", "first-aid kit": "first_aid_kit", "knives": "knife",
    "loaves": "bread", "bottle of wine": "bottle", "glass of milk": "glass", "box of matches": "box", "gas masks": "gas_mask",
    "wine glasses": "wine_glass", "birthday cake": "cake", "teddy bear": "teddy", "picture frame": "picture_frame", "remote": "remote",
    "photographs": "photograph", "test tube": "test_tube", "boxes": "box", "torches": "torch", "matches": "match", "cell phone": "phone",
    "raincoat": "cloth", "teacup": "cup", "snowball": "stone", "voltmeter": "device", "spectroscope": "microscope", "pipe wrench": "wrench",
    "bedsheet": "cloth", "strawberry": "bread", "grapefruit": "apple", "jewel case": "box", "telegram": "letter", "broomstick": "broom",
    "crystal ball": "ball", "paper plane": "toy_car", "wedding ring": "ring", "dog tags": "necklace", "bunch of flowers": "bouquet",
    "money": "banknote", "wad of cash": "banknote", "sheet of paper": "letter", "bow": "bow", "violin bow": "violin_bow",
    "tobacco pipe": "pipe", "alien egg": "creature_egg", "geiger counter": "geiger_counter", "welding torch": "welding_torch",
    "jerrycan": "jerrycan", "jerry can": "jerrycan", "food tin": "tin", "umbrella": "umbrella", "newspaper": "newspaper",
    "信号弹": "flare", "油灯": "lantern", "红色的信号弹": "flare", "旧吉他": "guitar", "手枪": "pistol", "望远镜": "binoculars", "一束花": "bouquet",
    "防毒面具": "gas_mask", "日记本": "notebook", "玻璃杯": "glass", "盖革计数器": "geiger_counter", "绷带": "bandage", "泰迪熊": "teddy",
    "钥匙": "key", "火柴": "match", "生日蛋糕": "cake", "对讲机": "radio", "头骨": "skull", "花盆": "plant_pot", "笔记本电脑": "laptop",
}  # fmt: skip


@pytest.mark.parametrize(("name", "kind"), sorted(_TELLING.items()))
def test_names_find_their_kind(name: str, kind: str) -> None:
    """More than sixty names that are not the kinds' own, in two languages."""
    assert prop_kind(Prop(id="x", name=name)) == kind


@pytest.mark.parametrize(
    ("words", "name", "kind"), [(("gas",), "mask", "gas_mask"), (("old", "oil"), "lamp", "lantern"), (("red",), "cup", "cup")]
)
def test_adjectives_make_compounds(words: tuple[str, ...], name: str, kind: str) -> None:
    """The reader of the script hands over the noun and what stands before it apart from each other."""
    assert prop_kind(Prop(id=name, name=name, words=words)) == kind


def test_no_word_means_two_things() -> None:
    """Every synonym stands in one row only, once, and finds that row."""
    words = Counter(word.lower().replace("-", " ") for kind in KINDS.values() for word in (*kind.english, *kind.chinese))
    assert [word for word, count in words.items() if count > 1] == []
    lost = [w for k in KINDS.values() for w in (*k.english, *k.chinese) if prop_kind(Prop(id="x", name=w)) != k.name]
    assert lost == []


def test_every_kind_is_named_in_both_languages() -> None:
    """A row without Chinese words, or whose own name means something else, is half a row."""
    assert [k.name for k in KINDS.values() if not (k.english and k.chinese)] == []
    assert sum(len(k.english) + len(k.chinese) for k in KINDS.values()) > 1000


@given(st.text(max_size=24))
def test_any_text_means_something(name: str) -> None:
    """Whatever the script calls it, it becomes one kind of the table."""
    assert prop_kind(Prop(id="x", name=name)) in KINDS


@given(
    st.sampled_from([w for k in KINDS.values() for w in k.english]),
    st.sampled_from(["small", "Jin's", "battered", "the", "blue"]),
)
def test_a_plain_adjective_changes_nothing(word: str, adjective: str) -> None:
    """``the battered X`` is an X."""
    assert prop_kind(Prop(id="x", name=f"{adjective} {word}")) == prop_kind(Prop(id="x", name=word))


def test_nonsense_is_a_keepsake() -> None:
    """A word of no class becomes the one thing that could be anything."""
    assert prop_kind(Prop(id="x", name="zorb")) == UNKNOWN


@pytest.mark.skipif(not CASES.is_dir(), reason="REDEARTH_CASES names no folder of cases")
def test_scripts_of_others_are_served(record_property: Callable[[str, object], None]) -> None:
    """Most of what the case scripts name as loose things has a builder of its own; a good part of the rest is no thing at all."""
    named = served = 0
    for path in sorted(q for folder in ("fountain", "vimax") for q in (CASES / folder).glob("*.fountain")):
        try:
            screenplay = parse(path.read_bytes(), path.name)[0]
        except FilmError:
            continue
        loose = [prop for prop in break_down(screenplay, title=path.stem).props if not prop.fixed]
        named, served = named + len(loose), served + sum(prop_kind(prop) != UNKNOWN for prop in loose)
    record_property("props named", named)
    record_property("props served", served)
    assert named > 200
    assert served > 0.6 * named
