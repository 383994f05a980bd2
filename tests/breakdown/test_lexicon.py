"""The lexicon: size, inflection, consistency."""

import pytest

from redearth.breakdown.lexicon import load_lexicon


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
