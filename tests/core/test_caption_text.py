"""Captions lose no character of the dialogue and stay within what a viewer can read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redearth.core.caption_text import layout_lines, reading_seconds, split_text

texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), max_size=300)
sentences = st.lists(
    st.text("abcdefghij", min_size=1, max_size=14) | st.sampled_from(["on,", "stop.", "what?", "we"]), max_size=80
).map(" ".join)
chinese = st.lists(st.text("我们留住了种子却忘土地红", min_size=1, max_size=14), max_size=14).map("，".join)


@settings(deadline=None)
@given(texts)
def test_pieces_and_lines_keep_every_character(text: str) -> None:
    """Only spaces are taken away, and only where a cut or a line's end takes their place."""
    at = 0
    for piece in split_text(text):
        found = text.index(piece, at)
        assert text[at:found].strip(" ") == ""
        at = found + len(piece)
        assert layout_lines(piece).replace("\n", "").replace(" ", "") == piece.replace(" ", "")
    assert text[at:].strip(" ") == ""


@settings(deadline=None)
@given(sentences)
def test_captions_have_two_lines_of_42(text: str) -> None:
    """Every piece of a long speech lies in two lines, whatever the words' lengths."""
    for piece in split_text(text):
        lines = layout_lines(piece).split("\n")
        assert len(lines) <= 2
        assert max(map(len, lines)) <= 42


@settings(deadline=None)
@given(chinese)
def test_chinese_captions_have_two_lines_of_16(text: str) -> None:
    """Chinese is cut between characters, and no line begins with a comma."""
    for piece in split_text(text):
        lines = layout_lines(piece).split("\n")
        assert len(lines) <= 2
        assert max(map(len, lines)) <= 16
        assert not any(line.startswith("，") for line in lines)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("We kept the seeds.", ["We kept the seeds."]),
        (
            "We kept the seeds for forty years in the cold and the dark. Nobody thought of the ground.",
            ["We kept the seeds for forty years in the cold and the dark.", "Nobody thought of the ground."],
        ),
        (
            "我们在地下守了四十一年的种子，每天数一遍。可是没有一个人，记得土地是什么样子的。",
            ["我们在地下守了四十一年的种子，每天数一遍。", "可是没有一个人，记得土地是什么样子的。"],
        ),
    ],
)
def test_speeches_are_cut_where_a_speaker_breathes(text: str, pieces: list[str]) -> None:
    """A sentence's end is a better cut than the last place where there is room."""
    assert split_text(text) == pieces


def test_no_last_word_flashes_alone() -> None:
    """Pieces of one long sentence are about as long as each other."""
    pieces = split_text(" ".join(["word"] * 18))
    assert max(map(len, pieces)) - min(map(len, pieces)) <= 10


def test_lines_are_balanced() -> None:
    """Two lines are about as long as each other, and break after a comma when one is near."""
    assert layout_lines("We kept the seeds for forty years, but we forgot the ground.") == (
        "We kept the seeds for forty years,\nbut we forgot the ground."
    )
    assert layout_lines("我们留住了种子，却忘了土地在我们头顶上。") == "我们留住了种子，\n却忘了土地在我们头顶上。"


def test_reading_takes_time() -> None:
    """34 characters stand for two seconds, a word for 5/6 s, and Chinese longer for its signs."""
    assert reading_seconds("x" * 34) == 2
    assert reading_seconds("Go!") == pytest.approx(5 / 6)
    assert reading_seconds("我们留住了种子却忘了土地") > 1.3
