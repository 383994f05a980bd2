"""Who the film's people are, and what they look like."""

import pytest

from redearth.breakdown.model import Character
from tests.breakdown.reading import broken_down


def cast(text: str) -> dict[str, Character]:
    """Return the characters of a one-scene script by id."""
    return {c.id: c for c in broken_down("INT. HALL - DAY\n\n" + text).characters}


def test_introductions_in_capitals() -> None:
    """Age, clothes worn by both, sex by pronoun, legs of a creature, a crowd's count."""
    found = cast(
        "Two figures in yellow pressure suits, LIN (30s) and WEI (20s), walk in.\n\nLin stops. She kneels.\n\nWei turns. He runs.\n\n"
        "A CRAWLER, six-legged, mutated, bursts out of the dust.\n\nBehind them, dozens of people in suits follow.\n"
    )
    assert list(found) == ["lin", "wei", "crawler", "people"]
    lin, wei, crawler, people = found.values()
    assert (lin.age, lin.sex, lin.wardrobe) == (35, "female", ("yellow", "pressure suit"))
    assert (wei.age, wei.sex, wei.wardrobe) == (25, "male", ("yellow", "pressure suit"))
    assert (crawler.kind, crawler.legs, crawler.traits) == ("creature", 6, ("six-legged", "mutated"))
    assert (people.kind, people.count, people.wardrobe) == ("crowd", 24, ("pressure suit",))


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("ANNA, 50s, sits.", 55),
        ("ANNA, tall, mid-40s, sits.", 45),
        ("ANNA (early 20s) sits.", 22),
        ("ANNA, bent, aged 80, in a coat, sits.", 80),
        ("ANNA sits. 3 men, 40, enter.", None),
    ],
)
def test_ages_wherever_they_stand(text: str, age: int | None) -> None:
    """An age stands in brackets or between any commas of the introduction."""
    assert cast(text + "\n")["anna"].age == age


def test_sounds_and_things_in_capitals_are_nobody() -> None:
    """A ROAR, a SHOOT and a LEVER do not join the cast."""
    assert list(cast("A ROAR. A SHOOT grows. LIN pulls a LEVER.\n")) == ["lin"]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("The chef opens the oven. He smiles.\n", ["chef"]),
        ("Athlete A nods. Athlete B waves. Both athletes sit down.\n", ["athlete-a", "athlete-b"]),
        ("A leans in. B nods. C waves. B smiles. C sits down.\n", ["a", "b", "c"]),
        ("Dr. Mara Ellison looks up. She nods.\n", ["dr-mara-ellison"]),
        ("A guest sits down. Another guest walks in. Guests nod.\n", ["guest", "another-guest", "guests"]),
    ],
)
def test_people_without_introductions(text: str, ids: list[str]) -> None:
    """Nouns, letters, titled names and labelled nouns act, so they are cast."""
    assert list(cast(text)) == ids


def test_she_without_a_name_is_the_doer_of_the_title() -> None:
    """A script that only ever says she is about the dancer of its title."""
    found = broken_down("Title: Dancer in Spaces\n\nINT. HALL - DAY\n\nShe inhales and turns.\n")
    assert [(c.id, c.sex) for c in found.characters] == [("dancer", "female")]
    assert found.scenes[0].beats[0].act is not None and found.scenes[0].beats[0].act.actors == ("dancer",)


def test_parts_of_names_and_epithets_mean_one_person() -> None:
    """ELDER MA, Ma and the old woman are one; so are BRICK BRADDOCK and BRICK."""
    found = broken_down(
        "INT. VAULT - NIGHT\n\nELDER MA (70s) waits. She turns.\n\nLIN (30s) walks in. She stops.\n\nThe old woman nods. Ma sits down.\n"
    )
    acts = [b.act for b in found.scenes[0].beats if b.act]
    assert [a.actors[0] for a in acts[-2:]] == ["elder-ma", "elder-ma"]
    assert list(cast("BRICK BRADDOCK sits down.\n\nBRICK\nHm.\n")) == ["brick"]


def test_chinese_cast() -> None:
    """Names with ages, creatures by noun, sex by the pronoun that follows."""
    found = cast("林（30）停下。她跪下。怪物扑向她。\n\n@魏\n快跑！\n")
    assert (found["林"].age, found["林"].sex, found["怪物"].kind) == (30, "female", "creature")


@pytest.mark.parametrize(
    ("text", "worn", "traits"),
    [
        ("ANNA (28), athletic, in a red work jacket, walks to the wall.", ("red", "work jacket"), ("athletic",)),
        ("ANNA (28, heavy, in blue overalls) waits.", ("blue", "overalls"), ("heavy",)),
        ("ANNA in a long grey coat stands by the door.", ("grey", "long coat"), ()),
        ("ANNA, a tall woman in a green dress, sits down.", ("green", "dress"), ("tall",)),
        ("Anna, in a hurry, runs to the door.", (), ()),
        (
            "ANNA (28), bent, in a patched cardigan and rubber boots, shuffles in.",
            ("patched cardigan", "rubber boots"),
            ("bent",),
        ),
        ("ANNA, impatient, in a raincoat, walks in.", ("raincoat",), ()),
        ("ANNA, 50s, balding, wearing a stained lab coat, hurries in.", ("stained lab coat",), ("balding",)),
        ("ANNA, tired, stops, turns and runs.", (), ("tired",)),
        ("A tired, pale ANNA waits.", (), ("tired", "pale")),
        ("ANNA (78), bearded, in a brown overcoat, waits.", ("brown", "overcoat"), ("bearded",)),
        ("ANNA (24), braids, in a grey t-shirt, waits.", ("grey", "t-shirt"), ("braids",)),
    ],
)
def test_what_stands_between_the_commas(text: str, worn: tuple[str, ...], traits: tuple[str, ...]) -> None:
    """Clothes and traits after a name, in brackets or between commas, are its owner's; what is no description is not."""
    anna = cast(f"{text}\n\nANNA\nYes.\n")["anna"]
    assert (anna.wardrobe, anna.traits) == (worn, traits)


def test_a_creature_keeps_its_words() -> None:
    """Size, colour, limbs and what it has, before and behind the noun."""
    found = cast("A huge, pale SERPENT, eyeless, the size of a bus, with rows of teeth, crawls in.\n")
    assert found["serpent"].traits == ("huge", "pale", "eyeless", "the size of a bus", "rows of teeth")
