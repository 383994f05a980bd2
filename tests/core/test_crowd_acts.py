"""Words that send every member of a crowd its own way."""

from __future__ import annotations

import pytest

from redearth.core.crowd_acts import CROWD_SECONDS, crowd_act


@pytest.mark.parametrize(
    ("primitive", "lemma", "words", "act"),
    [
        ("RUN", "flee", (), "flee"), ("RUN", "逃跑", (), "flee"), ("RUN", "run", ("panic",), "flee"), ("RUN", "scatter", (), "scatter"),
        ("STAND", "mill", (), "mill"), ("STAND", "排队", (), "queue"), ("GESTURE", "form", ("circle",), "ring"), ("OPEN", "part", (), "part"),
        ("WALK", "walk", (), None), ("RUN", "run", (), None), ("GESTURE", "form", ("fist",), None),
    ],
)  # fmt: skip
def test_words_and_acts(primitive: str, lemma: str, words: tuple[str, ...], act: str | None) -> None:
    """English and Chinese verbs, and what is formed; a plain walk is everybody's."""
    assert crowd_act(primitive, lemma, words) == act


def test_going_around_somebody_is_gathering() -> None:
    """``they walk around Joe``."""
    assert crowd_act("WALK", "walk", (), around=True) == "gather"
    assert crowd_act("LOOK", "look", (), around=True) is None


def test_every_act_has_its_time() -> None:
    """Each lasts long enough for the last of many to begin."""
    assert all(seconds > 2.0 for seconds in CROWD_SECONDS.values())
