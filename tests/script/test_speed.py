"""Hostile sizes take linear time."""

import gc
import time

import pytest

from redearth.script.parse import parse


@pytest.mark.parametrize(
    "text",
    ["[[" * 250_000, "/*" * 250_000, "[[a\n" * 100_000, "*" * 600_000, "*a _b " * 100_000, "(" * 500_000, "BOB\n" + "(x\n" * 100_000, "word " * 200_000, "#" * 500_000, "A" * 500_000, "A: " * 200_000],
    ids=["notes", "boneyards", "open-notes", "stars", "marks", "brackets", "parentheticals", "words", "hashes", "capitals", "colons"],
)  # fmt: skip
def test_large_lines(text: str) -> None:
    """Sixteen times as much of one mark takes about sixteen times the work, never anything near 256 times."""
    # Sizes take turns and the least work of each counts, so that neither a machine that slows down in between nor the collector
    # of the long process that runs the tests decides; three times what is right still lies far below what growth by squares costs.
    rounds = [(_work(text[: len(text) // 16]), _work(text)) for _ in range(3)]
    part, whole = (min(times) for times in zip(*rounds, strict=True))
    assert whole < 48 * part + 0.05


def _work(text: str) -> float:
    collecting = gc.isenabled()
    gc.disable()
    try:
        start = time.process_time()
        parse(text.encode(), "t.fountain")
        return time.process_time() - start
    finally:
        if collecting:
            gc.enable()
