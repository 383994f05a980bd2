"""Tension is local to what is said."""

from __future__ import annotations

from redearth.breakdown.break_down import break_down
from redearth.script.parse import parse


def test_words_of_dialogue_move_no_other_beats_tension() -> None:
    """A shouted word raises the tension of its own beat and of no other."""
    script = "INT. TUNNEL - NIGHT\n\nANNA (30s) runs in.\n\nANNA\nIt is quiet.\n\nAnna falls.\n"

    def tensions(text: str) -> list[float]:
        return [b.tension for b in break_down(parse(text.encode(), "a.fountain")[0]).scenes[0].beats]

    calm, loud = tensions(script), tensions(script.replace("It is quiet.", "Danger! Run now!"))
    assert [a == b for a, b in zip(calm, loud, strict=True)] == [True, False, True]
