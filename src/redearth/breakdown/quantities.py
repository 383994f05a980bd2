"""How many: numbers in words and figures before the people they count."""

from __future__ import annotations

import re
from collections.abc import Sequence

from redearth.breakdown.census import COUNTS

MOST = 200
"""A crowd has no more members than this; what is written beyond is shown by as many."""
_ONES = {
    word: value
    for value, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
         "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"), 1,
    )
}  # fmt: skip
_TENS = {
    word: 10 * value
    for value, word in enumerate(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2)
}
_TIMES = {"dozen": 12, "score": 20, "hundred": 100, "thousand": 1000}
_BETWEEN = frozenset(("and", "of", "about", "some", "over", "nearly", "almost", "more", "than"))
_FIGURE = re.compile(r"\d[\d,.]*")


def count_in(words: Sequence[str]) -> int | None:
    """Return the number that some words say, at most :data:`MOST`; None when they say none.

    ``two hundred and fifty``, ``200``, ``forty-five``, ``a hundred``, ``a few dozen``, ``hundreds``.
    """
    total, said = 0, False
    parts = [part for word in words for part in word.casefold().split("-") if part]
    for part in parts:
        if _FIGURE.fullmatch(part):
            total, said = total + int(re.sub(r"[,.]", "", part)), True
        elif part in _ONES or part in _TENS:
            total, said = total + _ONES.get(part, 0) + _TENS.get(part, 0), True
        elif part in _TIMES:
            total, said = max(total, 1) * _TIMES[part], True
        elif part in COUNTS:
            total, said = max(total, COUNTS[part]), True
        elif part not in _BETWEEN and part not in ("a", "the", "an"):
            total, said = 0, False
    return min(total, MOST) if said and total else None
