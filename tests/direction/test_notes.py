"""Camera words of the writer."""

from __future__ import annotations

import pytest

from redearth.breakdown.model import Beat
from redearth.direction.block import block
from redearth.direction.camera.notes import read_note
from redearth.direction.shoot_list import shoot_list
from tests.direction.scripts import CAST, ROOM, lines, plan_of, say, scene


@pytest.mark.parametrize(
    ("text", "size", "subjects"),
    [("CU ADA, low, push in", "CU", ("ada",)), ("wide", "LS", ()), ("CLOSE ON Bo", "CU", ("bo",)), ("ECU ADA", "ECU", ("ada",)), ("特写", "CU", ())],
)  # fmt: skip
def test_notes_are_read(text: str, size: str, subjects: tuple[str, ...]) -> None:
    """Sizes and names, in English and Chinese."""
    note = read_note(text, ("ada", "bo"))
    assert (note.size, note.subjects) == (size, subjects)


@pytest.mark.parametrize(("text", "role", "size"), [("two shot", "two_shot", ""), ("CU ADA", "single", "CU"), ("wide", "", "LS")])
def test_the_writer_is_obeyed(text: str, role: str, size: str) -> None:
    """The shot over a beat with a note is what the note asks for."""
    spoken = say("two", "ada", "I see you.", "bo")
    noted = Beat(id=spoken.id, kind=spoken.kind, text=spoken.text, speech=spoken.speech, tension=spoken.tension, shot_note=text)
    sheet = scene(say("one", "bo", "Who is there?", "ada"), noted, say("three", "bo", "So you do.", "ada"))
    cut = shoot_list(sheet, block(sheet, CAST, plan_of(ROOM), lines(sheet), 24), 16 / 9)
    shot = next(s for s, c in zip(cut.shots, cut.cards, strict=True) if "s/two" in c.beats)
    assert role in ("", shot.role)
    assert size in ("", shot.size)
