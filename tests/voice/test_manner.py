"""How brackets, moods and punctuation change a voice."""

from __future__ import annotations

from redearth.voice.manner import Manner, manner_of, text_for_engine


def test_a_plain_line_has_a_plain_manner() -> None:
    """Nothing said, nothing changed."""
    assert manner_of("We go back up.", (), (), "") == Manner()


def test_whispers_and_shouts_differ() -> None:
    """A whisper has no voice; a shout is higher and stronger, and several orders to shout do not add up without end."""
    assert manner_of("Come.", (), ("whispering",), "").whisper
    shout = manner_of("Go!", ("shout",), ("shouting", "yelling", "screaming"), "anger")
    assert shout.pitch > 1.2 and 4 < shout.effort_db <= 8 and shout.pitch <= 1.5


def test_grief_is_slower_than_fear() -> None:
    """Moods change the pace."""
    assert manner_of("No.", (), (), "grief").rate < 1 < manner_of("No.", (), (), "fear").rate


def test_engine_text_keeps_every_offset() -> None:
    """Markup and capitals are softened without moving a character; short capitals stay, they may be initials."""
    text = "STOP! *Now* the DNA [is] gone\nfor GOOD."
    spoken = text_for_engine(text)
    assert len(spoken) == len(text)
    assert spoken == "stop!  Now  the DNA  is  gone for good."
