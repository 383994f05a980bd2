"""The page of props says what the table says."""

from __future__ import annotations

from pathlib import Path

from redearth.stage.props.catalogue import KINDS, PropKind

_PAGE = Path(__file__).resolve().parents[2] / "docs" / "props.md"


def row(kind: PropKind) -> str:
    """Return a kind's row on the page: name, size, hold, how it lies, what it can do, its words."""
    size = " x ".join(f"{100 * side:.0f}" if side > 0.03 else f"{100 * side:.1f}" for side in kind.size_m)
    cells = (kind.name, size, kind.hold, kind.rest, ", ".join(kind.states), ", ".join((*kind.english, *kind.chinese)))
    return "| " + " | ".join(cells) + " |"


def test_the_page_lists_every_kind_in_order() -> None:
    """Each row of the table stands on the page as the table has it, and no other."""
    listed = [line for line in _PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ") and " x " in line]
    assert listed == [row(kind) for kind in KINDS.values()]


def test_the_page_counts_them() -> None:
    """It says how many kinds and how many words there are."""
    words = sum(len(kind.english) + len(kind.chinese) for kind in KINDS.values())
    assert f"{len(KINDS)} kinds, {words} words" in _PAGE.read_text(encoding="utf-8")
