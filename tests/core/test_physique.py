"""Bodies from words: ages, statures, builds, and what is drawn from who somebody is."""

from __future__ import annotations

import itertools

import pytest

from redearth.core.physique import age_in_words, grown_share, physique_of, sex_in_words


def test_statures_spread_around_the_usual_and_stay() -> None:
    """A hundred women stand within 6 cm of 1.66 m, differ, and each keeps her stature."""
    tall = [physique_of(f"woman-{k}", "ANNA", 30, "female", ()).stature_m for k in range(100)]
    assert all(abs(one - 1.66) <= 0.06 for one in tall)
    assert max(tall) - min(tall) > 0.06
    assert tall[7] == physique_of("woman-7", "ANNA", 30, "female", ()).stature_m


@pytest.mark.parametrize(
    ("word", "low", "high"), [("tall", 1.80, 1.96), ("giant", 1.94, 2.10), ("short", 1.60, 1.76), ("dwarf", 1.44, 1.60)]
)
def test_words_of_stature_count(word: str, low: float, high: float) -> None:
    """A tall man is about ten centimetres above the usual, a giant more; short ones and dwarfs below."""
    assert low <= physique_of("m", "MAX", 30, "male", (word,)).stature_m <= high


def test_children_grow_and_elders_shrink() -> None:
    """Stature rises with every year up to eighteen and falls a little after fifty-five; an order overrides all."""
    by_age = [physique_of("tim", "TIM", age, "male", ()).stature_m for age in range(0, 19)]
    assert all(a < b for a, b in itertools.pairwise(by_age))
    assert 1.2 < by_age[8] < 1.42
    assert physique_of("tim", "TIM", 80, "male", ()).stature_m < by_age[18]
    assert physique_of("tim", "TIM", 8, "male", (), 1.9).stature_m == 1.9
    assert grown_share(40) == 1.0


@pytest.mark.parametrize(
    ("name", "age"),
    [
        ("BOY", 9),
        ("LITTLE GIRL", 9),
        ("OLD WOMAN", 72),
        ("TODDLER", 3),
        ("STUDENT", 20),
        ("ART GIRL", None),
        ("孩子", 9),
        ("LIN", None),
    ],
)
def test_ages_in_names(name: str, age: int | None) -> None:
    """What a name says of an age counts; a girl who is not just a girl may be any age."""
    assert age_in_words(name, name.lower()) == age


def test_sexes_and_builds_in_words() -> None:
    """Men, women, and crowds of both; heavy, thin and burly people."""
    assert (sex_in_words("three men"), sex_in_words("nuns"), sex_in_words("men and women")) == ("male", "female", "unknown")
    assert physique_of("a", "A", 30, "male", ("burly",)).builds == {"heavy", "strong"}
    assert physique_of("a", "A", 30, "female", ("pregnant",)).builds == {"pregnant"}
    assert not physique_of("a", "A", 30, "female", ()).builds
