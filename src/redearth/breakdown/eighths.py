"""A scene's length in eighths of a page, by the rule of 55 lines a page."""

from __future__ import annotations

from collections.abc import Iterable

from redearth.script.model import Element

_LINES_A_PAGE = 55
_WIDTHS = {
    "action": 61,
    "dialogue": 35,
    "lyrics": 35,
    "parenthetical": 28,
    "character": 38,
    "scene_heading": 57,
    "transition": 57,
    "centered": 61,
}
_BLANK_BEFORE = frozenset(["action", "character", "scene_heading", "transition", "centered"])


def eighths_of(elements: Iterable[Element]) -> int:
    """Return how many eighths of a page the elements take when set in 12 point Courier (at least 1)."""
    lines = 0
    for element in elements:
        width = _WIDTHS.get(element.kind)
        if width is None:
            continue
        lines += sum(max(1, -(-_columns(line) // width)) for line in element.text.split("\n"))
        lines += element.kind in _BLANK_BEFORE
    return max(1, round(lines * 8 / _LINES_A_PAGE))


def _columns(line: str) -> int:
    return len(line) if line.isascii() else sum(2 if "\u2e80" <= c <= "\uffef" else 1 for c in line)
