"""Fountain elements: what each line is read as."""

import pytest

from redearth.script.model import Element, Screenplay
from redearth.script.parse import parse


def read(text: str) -> Screenplay:
    """Parse a script given as text."""
    return parse(text.encode(), "t.fountain")[0]


def kinds(text: str) -> list[tuple[str, str]]:
    """Return (kind, text) of each element."""
    return [(e.kind, e.text) for e in read(text).elements]


def only(text: str) -> Element:
    """Return the single element of a script."""
    elements = read(text).elements
    assert len(elements) == 1
    return elements[0]


@pytest.mark.parametrize(
    "line",
    [
        "INT. HOUSE - DAY",
        "ext house day",
        "INT/EXT. CAR - DAY",
        "I/E. CAR",
        "INT./EXT. X",
        "EST. CITY",
        "Int - hall",
        "内景 茶馆 - 清晨",
        "外景 街道",
        "INT。 医院-天",
        "ИНТ. КУХНЯ",
    ],
)
def test_headings(line: str) -> None:
    """Every customary prefix opens a scene, whatever its case or script."""
    assert only(line).kind == "scene_heading"


@pytest.mark.parametrize("line", ["ESTABLISHING", "... not a heading", ". NOT A HEADING", "INTERIOR MONOLOGUE", "内心独白"])
def test_not_headings(line: str) -> None:
    """Words that only begin like a prefix stay action."""
    assert only(line).kind == "action"


def test_forced_elements() -> None:
    """Each forcing mark makes its element and is not part of the text."""
    text = ".SNIPER SCOPE\n\n!INT. NOT A HEADING\n\n@McCLANE\nYippie.\n\n> Burn to White.\n\n> THE END <\n"
    assert kinds(text) == [
        ("scene_heading", "SNIPER SCOPE"),
        ("action", "INT. NOT A HEADING"),
        ("character", "McCLANE"),
        ("dialogue", "Yippie."),
        ("transition", "Burn to White."),
        ("centered", "THE END"),
    ]


def test_scene_number() -> None:
    """A number between hash marks is kept apart from the heading."""
    heading = only("INT. HOUSE - DAY #12-A.b#")
    assert (heading.text, heading.scene_number) == ("INT. HOUSE - DAY", "12-A.b")


@pytest.mark.parametrize("line", ["CUT TO:", "SMASH CUT TO:", "FADE IN:", "FADE OUT.", "FADE TO BLACK.", "淡出。"])
def test_transitions(line: str) -> None:
    """Capitals that end in TO: and the stock phrases are transitions."""
    assert kinds(f"A.\n\n{line}\n")[1][0] == "transition"


@pytest.mark.parametrize("line", ["CUT TO: ", "boop TO:"])
def test_not_transitions(line: str) -> None:
    """A trailing space or small letters keep it action."""
    assert kinds(f"A.\n\n{line}\n\nB.")[1][0] == "action"


def test_cue_needs_a_line_after_it() -> None:
    """A name in capitals before a blank line is action; before a line it speaks."""
    assert kinds("BOB\n\nSilence.")[0][0] == "action"
    assert kinds("BOB\nHi.")[0] == ("character", "BOB")


def test_cue_extensions_and_dual() -> None:
    """Extensions leave the name; a caret marks dual dialogue; small letters stay in brackets."""
    elements = read("MOM (O. S.) (CONT'D) ^\nSupper!\n\nHANS (on the radio)\nWhat?").elements
    assert (elements[0].text, elements[0].extension, elements[0].dual) == ("MOM", "O. S., CONT'D", True)
    assert (elements[2].text, elements[2].extension) == ("HANS", "on the radio")


def test_cue_needs_a_letter() -> None:
    """R2D2 can speak, 23 cannot."""
    assert kinds("R2D2\nBeep.")[0][0] == "character"
    assert kinds("23\nBeep.")[0][0] == "action"


def test_dialogue_keeps_two_space_blank_lines() -> None:
    """A line of two spaces does not end a speech; an empty one does."""
    assert kinds("DEALER\nTen.\n  \nHit?\n\nHe waits.") == [
        ("character", "DEALER"),
        ("dialogue", "Ten.\n\nHit?"),
        ("action", "He waits."),
    ]


def test_parentheticals_may_run_on() -> None:
    """Brackets may open on one line and close on another, and may be full-width."""
    assert kinds("BOB\n(looking\nat it)\nYes.\n（小声）\nNo.")[1:] == [
        ("parenthetical", "(looking\nat it)"),
        ("dialogue", "Yes."),
        ("parenthetical", "（小声）"),
        ("dialogue", "No."),
    ]


def test_indented_script() -> None:
    """Leading spaces and tabs mean nothing outside action."""
    assert [k for k, _ in kinds("\t\tCUT TO:\n\nINT. GARAGE\n\n\t\tBRICK\n\tHi.\n\t(beat)\n\tBye.")] == [
        "transition", "scene_heading", "character", "dialogue", "parenthetical", "dialogue",
    ]  # fmt: skip


def test_notes_and_boneyard_are_not_shown() -> None:
    """Notes ride on their element with a span; boneyards may swallow scenes."""
    screenplay = read("A [[shot: CU]] B.\n\n/*\nINT. CUT - DAY\n\n*/\n\n[[two\nlines]]\n\nEnd /* x */ here.")
    action, boneyard, note, end = screenplay.elements
    assert action.text == "A B."
    assert (action.notes[0].text, action.notes[0].span.column) == ("shot: CU", 3)
    assert (boneyard.kind, note.kind, note.notes[0].text) == ("boneyard", "note", "two lines")
    assert end.text == "End here."


def test_unclosed_boneyard_keeps_what_stands_before_and_warns() -> None:
    """The scene before survives, and the warning names the line."""
    screenplay, notices = parse(b"INT. A - DAY\n\nOne.\n\n/* never closed\n\nINT. B - DAY\n", "t.fountain")
    assert [e.kind for e in screenplay.elements] == ["scene_heading", "action", "boneyard"]
    assert notices[0].where == "t.fountain:5:1"


def test_unclosed_note_is_text() -> None:
    """A note that its paragraph never closes is plain text with a warning."""
    screenplay, notices = parse(b"A [[ B.\n\nC ]] D.\n", "t.fountain")
    assert [e.text for e in screenplay.elements] == ["A [[ B.", "C ]] D."]
    assert notices[0].code == "script.note"


def test_editor_settings_are_kept_but_never_shown() -> None:
    """A settings block at the end is boneyard even when its JSON holds a closing mark."""
    source = 'Hi.\n\n/* If you see this - BEAT: {"a": "*/", "b": 1} END_BEAT */\n'
    assert [e.kind for e in read(source).elements] == ["action", "boneyard"]


def test_sections_synopses_lyrics_page_breaks() -> None:
    """The outline marks keep their levels."""
    elements = read("# Act\n## Part\n= What happens.\n\n===\n\n~la la\n").elements
    assert [(e.kind, e.depth) for e in elements] == [
        ("section", 1),
        ("section", 2),
        ("synopsis", 0),
        ("page_break", 0),
        ("lyrics", 0),
    ]


def test_title_page() -> None:
    """Values may follow on indented lines; a bare transition is no title page."""
    fields = read("Title:\n    _**BRICK & STEEL**_\n    FULL RETIRED\nAuthor： 某某\nContact:\nx@y.org\n\nINT. A\n").title_page
    assert [(f.key, f.values) for f in fields] == [
        ("Title", ("_**BRICK & STEEL**_", "FULL RETIRED")),
        ("Author", ("某某",)),
        ("Contact", ("x@y.org",)),
    ]
    assert read("FADE IN:\n\nINT. A\n").title_page == ()


def test_chinese_cue_without_mark_is_repaired_with_a_notice() -> None:
    """Characters that know no capitals may speak without @; the notice says what to write."""
    screenplay, notices = parse("约翰\n（小声）\n这是什么地方？\n".encode(), "t.fountain")
    assert [e.kind for e in screenplay.elements] == ["character", "parenthetical", "dialogue"]
    assert notices[0].remedy == "@约翰"


def test_spans_are_lines_of_the_file() -> None:
    """Spans count lines from 1 under any line ending."""
    elements = read("INT. A - DAY\r\rOne\r\ntwo.\n\nEXT. B\n").elements
    assert [(e.span.line, e.span.end_line) for e in elements] == [(1, 1), (3, 4), (6, 6)]
