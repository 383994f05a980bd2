"""One crowd under two names."""

from __future__ import annotations

from tests.breakdown.reading import broken_down


def _crowds(text: str) -> dict[str, int]:
    found = broken_down("INT. HALL - DAY\n\n" + text).characters
    return {c.id: c.count for c in found if c.kind == "crowd"}


def test_the_crowd_are_the_people_of_before() -> None:
    """``The crowd`` are the forty people who mill about, and ``the people`` a crowd; guests remain guests."""
    assert _crowds("Forty people mill about. The crowd parts. The guests look up.\n") == {"people": 40, "guests": 4}
    assert _crowds("A crowd waits. The people look up.\n") == {"crowd": 24}
