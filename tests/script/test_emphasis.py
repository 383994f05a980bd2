"""Emphasis marks and escapes."""

import pytest

from redearth.script.emphasis import read_emphasis


@pytest.mark.parametrize(
    ("markup", "text", "styles"),
    [
        ("*a* b", "a b", [(0, 1, "italic")]),
        ("**a**", "a", [(0, 1, "bold")]),
        ("***a***", "a", [(0, 1, "bold"), (0, 1, "italic")]),
        ("x _a *b* c_", "x a b c", [(2, 7, "underline"), (4, 5, "italic")]),
        ("code **\\*9765\\***", "code *9765*", [(5, 11, "bold")]),
        ("He dialed *69 and then *23, and hung up.", "He dialed *69 and then *23, and hung up.", []),
        ("*69 and 23*", "69 and 23", [(0, 9, "italic")]),
        ("_69 and then 23 _", "_69 and then 23 _", []),
        ("snake_case_name", "snake_case_name", []),
        ("share *a look.\nBAD.*", "share *a look.\nBAD.*", []),
    ],
)
def test_emphasis(markup: str, text: str, styles: list[tuple[int, int, str]]) -> None:
    """Marks open before and close after a character, nest, and stay on their line."""
    plain, found = read_emphasis(markup)
    assert plain == text
    assert sorted((e.start, e.end, e.style) for e in found) == sorted(styles)
