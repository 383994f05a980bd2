"""Scene sheets: headings, presence, carrying, identities, lengths and notes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redearth.breakdown.headings import read_heading
from redearth.breakdown.lexicon import load_lexicon
from redearth.core.record import dump_record
from tests.breakdown.reading import beats_of, broken_down

FILM = """INT. ROOM - DAY

LIN (30s) grabs the shoot. She turns.

EXT. YARD - CONTINUOUS

Lin runs to the gate.

INT. ROOM - NIGHT

WEI (20s) sits at the table. He waits.

LIN
(over radio)
Wei.

Lin walks in with the shoot.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("EXT. RUINED CITY - DAWN", ("ruined-city", False, True, "dawn", False)),
        ("INT. SHELTER TUNNEL - CONTINUOUS", ("shelter-tunnel", True, False, None, True)),
        ("INT./EXT. CAR - NIGHT", ("car", True, True, "night", False)),
        ("int. house, a moment later", ("house", True, False, None, True)),
        ("内景 茶馆 - 清晨", ("茶馆", True, False, "dawn", False)),
        ("INT。 医院-天", ("医院", True, False, "day", False)),
        ("ИНТ. КУХНЯ – НОЧЬ", ("кухня", True, False, "night", False)),
        ("BACK IN THE APARTMENT", ("back-in-the-apartment", True, False, None, False)),
    ],
)
def test_headings(text: str, expected: tuple[str, bool, bool, str | None, bool]) -> None:
    """Place, inside or outside, time of day, continuous."""
    found = read_heading(text, load_lexicon())
    assert (found.location, found.interior, found.exterior, found.time_of_day, found.continuous) == expected


def test_presence_carrying_and_places() -> None:
    """Lin carries the shoot on, enters the last scene, and both rooms are one place."""
    found = broken_down(FILM)
    first, second, third = found.scenes
    assert [s.id for s in found.scenes] == ["int-room-day-1", "ext-yard-continuous-1", "int-room-night-1"]
    assert second.time_of_day == "day"
    assert [(c.prop, c.character) for c in second.carried] == [("shoot", "lin")]
    assert first.present_at_start == ("lin",) and third.present_at_start == ("wei",)
    assert [place.id for place in found.locations] == ["room", "yard"]
    assert found.locations[0].features == ("table",) and found.locations[1].features == ("gate",)


def test_a_line_added_in_one_scene_leaves_the_others_byte_identical() -> None:
    """Scene sheets hold no line numbers and no places in lists."""
    before = broken_down(FILM).scenes
    after = broken_down(FILM.replace("She turns.", "She turns. She looks up.\n\nLIN\nOh.")).scenes
    assert dump_record(before[0]) != dump_record(after[0])
    assert [dump_record(s) for s in before[1:]] == [dump_record(s) for s in after[1:]]


def test_beat_identities_survive_edits_elsewhere() -> None:
    """A beat is who does what for which time; other people's beats before it do not matter."""
    one = {b.text: b.id for b in beats_of("Lin nods. Wei waves. Lin nods.")}
    two = {b.text: b.id for b in beats_of("Lin sits down. Wei laughs. Lin nods. Wei waves. Lin nods.")}
    assert one["Wei waves"] == two["Wei waves"] == "int-hall-day-1/wei.wave.1"
    ids = [b.id for b in beats_of("Lin nods. Lin nods.")]
    assert ids == ["int-hall-day-1/lin.nod.1", "int-hall-day-1/lin.nod.2"]


def test_speeches() -> None:
    """Delivery, addressee, mood, byte-exact words; a bracket with a deed is played."""
    beats = (
        broken_down("INT. A - DAY\n\nLIN (V.O.)\n(whispering)\nWe  wait,\nhere.\n(picking up the phone)\nWei. Run!\n\nWEI\nNo.\n")
        .scenes[0]
        .beats
    )
    first, deed, second, third = beats
    assert first.speech and (first.speech.text, first.speech.deliveries) == ("We  wait, here.", ("whisper", "voice_over"))
    assert deed.act and (deed.act.primitive, deed.act.actors, deed.act.objects) == ("GRAB", ("lin",), ("phone",))
    assert second.speech and second.parallel and second.speech.addressees == ("wei",)
    assert third.speech and third.speech.addressees == ("lin",)


def test_notes_titles_and_transitions() -> None:
    """Directions ride in notes; titles are beats; transitions belong to both sides of a cut."""
    found = broken_down(
        "FADE IN:\n\nINT. A - DAY [[look: cold]]\n\nSUPER: LATER\n\n[[shot: CU LIN]]\n\nLIN stops. [[hold: 2s]]\n\nDISSOLVE TO:\n\nEXT. B - DAY\n\nWind.\n\nFADE OUT.\n"
    )
    a, b = found.scenes
    assert (a.transition_in, a.transition_out, b.transition_in, b.transition_out) == (
        "fade_in",
        "dissolve",
        "dissolve",
        "fade_out",
    )
    assert a.notes == ("look: cold",)
    title, stop = a.beats
    assert (title.kind, title.title) == ("title", "LATER")
    assert (stop.shot_note, stop.hold_s) == ("CU LIN", 2.0)


@pytest.mark.parametrize("text", ["Lin waits.\n", "Title: X\n", "INT. A - DAY\n", "= outline\n\n# only\n", "LIN\nHello.\n"])
def test_every_script_has_a_scene_with_a_beat(text: str) -> None:
    """No headings, no action, no people: there is always something to film."""
    found = broken_down(text)
    assert len(found.scenes) == 1 and found.scenes[0].beats
    assert bool(found.notices) == ("INT." not in text)


def test_eighths_follow_the_page() -> None:
    """Fifty-five lines of action make eight eighths."""
    lines = "\n\n".join(["Lin waits."] * 27)
    assert broken_down(f"INT. A - DAY\n\n{lines}\n").scenes[0].eighths == 8


def test_tension_rises_with_danger_and_falls_again() -> None:
    """A creature that charges is tenser than a nod."""
    beats = (
        broken_down(
            "INT. A - DAY\n\nLin nods.\n\nA MONSTER charges and screams!\n\nSilence. Lin sits down. She smiles. She nods.\n\nLIN\nHi.\n"
        )
        .scenes[0]
        .beats
    )
    levels = [b.tension for b in beats]
    assert max(levels) == max(levels[1:3]) > 0.6
    assert levels[0] < 0.4 and levels[-2] < 0.4


def test_staging_report_covers_every_sentence() -> None:
    """Nothing is dropped: understood lines name their beats, the rest hold, with a remedy and the line."""
    found = broken_down("INT. A - DAY\n\nLin nods. Because of which.\n\nLIN\nHi.\n")
    good, bad = found.staging
    assert (good.status, good.understood_as) == ("staged", ("LIN nods",))
    assert (bad.status, bad.span.line, bad.span.column) == ("not_understood", 3, 11)
    assert bad.write_instead and found.scenes[0].beats[1].act and found.scenes[0].beats[1].act.primitive == "HOLD_PLAIN"


def test_a_paragraph_without_end_is_played_in_part_and_said_so() -> None:
    """A thousand sentences in one paragraph do not make an endless shot; the notice names the line."""
    found = broken_down("INT. A - DAY\n\n" + "Lin nods. " * 1000 + "\n")
    assert len(found.scenes[0].beats) == 60
    assert len(found.staging) == 1000
    assert found.notices[0].startswith("t.fountain:3:")


@given(st.text(alphabet=st.sampled_from("Lin WEI nods and the, as; door ()'\".-—:她走把门。 shoot who is to\n"), max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_action_is_survived(text: str) -> None:
    """Whatever stands in the action, there is a film, and identities are unique."""
    found = broken_down("INT. A - DAY\n\nLin nods.\n\n" + text + "\n")
    ids = [b.id for s in found.scenes for b in s.beats]
    assert len(ids) == len(set(ids)) > 0
    assert {s.beat for s in found.spans} == set(ids)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("SUPER: LONDON\n1944", "LONDON 1944"),
        ("SUPER: LONDON (1944)\nBEFORE THE WAR", "LONDON (1944) BEFORE THE WAR"),
        ("SUPER: ONE\nSUPER: TWO", "ONE TWO"),
        ("TITLE CARD: Later", "Later"),
    ],
)
def test_words_on_the_picture_are_never_spoken(written: str, shown: str) -> None:
    """A title of several lines looks like a cue to Fountain; it is one title, and nobody is called SUPER."""
    made = broken_down(f"INT. HALL - DAY\n\nMARA sits.\n\n{written}\n\nMARA\nHello.\n")
    beats = made.scenes[0].beats
    assert [b.title for b in beats if b.kind == "title"] == [shown]
    assert [b.text for b in beats if b.speech] == ["Hello."]
    assert [c.id for c in made.characters] == ["mara"]


@pytest.mark.parametrize(
    ("heading", "place", "time", "weather"),
    [
        ("EXT. FOREST - NIGHT - RAIN", "FOREST", "night", ("rain",)),
        ("EXT. FOREST - HEAVY RAIN - NIGHT", "FOREST", "night", ("rain",)),
        ("EXT. MOUNTAIN LAKE - DUSK - SNOWING", "MOUNTAIN LAKE", "dusk", ("snow",)),
        ("EXT. SAND DUNES - DAY", "SAND DUNES", "day", ()),
        ("EXT. RAIN FOREST - DAY", "RAIN FOREST", "day", ()),
        ("外景. 森林 - 夜 - 大雨", "森林", "night", ("rain",)),
    ],
)
def test_weather_in_a_heading(heading: str, place: str, time: str, weather: tuple[str, ...]) -> None:
    """Weather behind the place is the scene's weather; it hides neither the hour nor the place."""
    read = read_heading(heading, load_lexicon())
    assert (read.place, read.time_of_day, read.weather) == (place, time, weather)
