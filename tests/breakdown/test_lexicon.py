"""The lexicon: size, inflection, consistency."""

from typing import get_args

import pytest

from redearth.breakdown.lexicon import load_lexicon
from redearth.breakdown.model import Emblem


def test_size_and_reach() -> None:
    """At least 300 English verbs on at least 45 primitives, and 80 Chinese ones."""
    lexicon = load_lexicon()
    assert sum("_" not in lemma for lemma in lexicon.senses) >= 300
    assert len({s.primitive for s in lexicon.senses.values()}) >= 45
    assert len(lexicon.chinese) >= 80


@pytest.mark.parametrize(
    ("word", "form", "lemma"),
    [("stops", "s", "stop"), ("stopping", "ing", "stop"), ("carries", "s", "carry"), ("ran", "past", "run"), ("lying", "ing", "lie"),
     ("taken", "part", "take"), ("kneeling", "ing", "kneel"), ("reaches", "s", "reach"), ("smiled", "past", "smile")],
)  # fmt: skip
def test_inflection(word: str, form: str, lemma: str) -> None:
    """Regular and irregular forms lead to their lemma."""
    assert load_lexicon().verb(word, form) == lemma  # type: ignore[arg-type]


def test_emblems_are_staged_as_they_are_written() -> None:
    """Every emblem has a verb, every verb of the table leads to its emblem, and a verb that nothing else knows becomes a gesture."""
    lexicon = load_lexicon()
    found = {sense.emblem for sense in (*lexicon.senses.values(), *lexicon.chinese.values())}
    assert found == set(get_args(Emblem))
    assert lexicon.senses["jig"].primitive == "GESTURE" and lexicon.senses["jig"].emblem == "dance"
    assert lexicon.senses["salute"].primitive == "WAVE" and lexicon.chinese["鼓掌"].emblem == "clap"
