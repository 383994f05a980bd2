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
    """Four times as much of one mark takes about four times the work, never sixteen."""
    # Sizes take turns and the best of each counts, so that a machine that slows down in between does not decide.
    rounds = [(_work(text[: len(text) // 4]), _work(text)) for _ in range(3)]
    quarter, whole = (min(times) for times in zip(*rounds, strict=True))
    assert whole < 10 * quarter + 0.05


def _work(text: str) -> float:
    start = time.process_time()
    parse(text.encode(), "t.fountain")
    return time.process_time() - start
