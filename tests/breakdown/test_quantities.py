"""How many people a crowd has."""

from __future__ import annotations

import pytest

from redearth.breakdown.quantities import MOST, count_in


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("two hundred", 200),
        ("200", 200),
        ("a hundred and twenty", 120),
        ("forty-five", 45),
        ("some thirty", 30),
        ("three dozen", 36),
        ("dozens of", 24),
        ("hundreds of", 60),
        ("1,000", MOST),
        ("seven", 7),
        ("tall pale", None),
        ("the", None),
        ("two tall", None),
    ],
)
def test_numbers_are_read(words: str, count: int | None) -> None:
    """Words and figures before the people they count; a word between ends the number."""
    assert count_in(words.split()) == count
