"""The page of set words says what the code does."""

from __future__ import annotations

from pathlib import Path

from redearth.direction.sets.indoor_words import FURNITURE_WORDS, INDOOR_WORDS, NEAREST_WORDS
from redearth.direction.sets.words import KIT_WORDS

_PAGE = Path(__file__).resolve().parents[2] / "docs" / "set_words.md"


def rows() -> list[str]:
    """Return the rows of the page's table: kit and variant, its own words, what it stands in for, what betrays it."""
    rooms = sorted({*((kit, "") for kit in KIT_WORDS), *INDOOR_WORDS, *NEAREST_WORDS, *FURNITURE_WORDS})
    out = []
    for kit, variant in rooms:
        own = (*(KIT_WORDS.get(kit, ()) if not variant else ()), *INDOOR_WORDS.get((kit, variant), ()))
        cells = (own, NEAREST_WORDS.get((kit, variant), ()), FURNITURE_WORDS.get((kit, variant), ()))
        name = f"{kit}, {variant}" if variant else kit
        out.append("| " + " | ".join((name, *(", ".join(cell) for cell in cells))) + " |")
    return out


def test_the_page_lists_every_word() -> None:
    """Each row of the table stands on the page as the code has it."""
    page = _PAGE.read_text(encoding="utf-8")
    assert [row for row in rows() if row not in page] == []
