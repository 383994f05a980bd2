"""Mouth shapes by table."""

from __future__ import annotations

import pytest

from redearth.voice.visemes import bare, is_stressed, viseme_of


@pytest.mark.parametrize(
    ("symbol", "viseme"),
    [("p", "A"), ("b", "A"), ("m", "A"), ("f", "G"), ("v", "G"), ("l", "H"), ("ˈaɪ", "D"), ("w", "F"), ("ˈuː", "F"), ("oʊ", "E"), ("ɛ", "C"), ("s", "B"), ("", "X")],
)  # fmt: skip
def test_english_sounds_have_their_shapes(symbol: str, viseme: str) -> None:
    """Lips close on p b m, teeth meet the lip on f v, vowels open as far as they do."""
    assert viseme_of(symbol) == viseme


@pytest.mark.parametrize(("symbol", "viseme"), [("tɕ", "B"), ("ˈɑu", "D"), ("s.", "B"), ("ˈonɡ", "E"), ("χ", "C"), ("5", "X")])
def test_chinese_sounds_have_shapes_too(symbol: str, viseme: str) -> None:
    """The engine's Mandarin symbols, tone digits among them, map to shapes."""
    assert viseme_of(symbol) == viseme


def test_stress_marks_are_read_and_removed() -> None:
    """Stress is told from the mark and the mark is no part of the sound."""
    assert is_stressed("ˈaɪ") and not is_stressed("aɪ") and bare("ˈaɪ") == "aɪ"
