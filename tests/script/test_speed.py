"""Hostile sizes take linear time."""

import time

import pytest

from redearth.script.parse import parse


@pytest.mark.parametrize(
    "text",
    ["[[" * 250_000, "/*" * 250_000, "[[a\n" * 100_000, "*" * 600_000, "*a _b " * 100_000, "(" * 500_000, "BOB\n" + "(x\n" * 100_000, "word " * 200_000, "#" * 500_000, "A" * 500_000, "A: " * 200_000],
    ids=["notes", "boneyards", "open-notes", "stars", "marks", "brackets", "parentheticals", "words", "hashes", "capitals", "colons"],
)  # fmt: skip
def test_large_lines(text: str) -> None:
    """Half a megabyte of one mark is read in a few seconds at most."""
    start = time.perf_counter()
    parse(text.encode(), "t.fountain")
    assert time.perf_counter() - start < 4.0
