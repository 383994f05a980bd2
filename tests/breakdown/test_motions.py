"""Recorded motions of the user's own answer verbs, nouns and phrases by the names of their files."""

import pytest

from redearth.breakdown.break_down import break_down
from redearth.breakdown.model import Act
from redearth.script.parse import parse

MOTIONS = ("dance", "moonwalk", "waltz", "opens-the-box", "sits-down", "backflip", "跳舞")


def _acts(action: str) -> list[Act]:
    text = f"INT. ROOM - DAY\n\nLIN stands by a box.\n\nLIN\nYes.\n\n{action}\n"
    found = break_down(parse(text.encode(), "film.fountain")[0], motions=MOTIONS)
    return [beat.act for beat in found.scenes[0].beats if beat.act is not None][1:]


@pytest.mark.parametrize(
    ("action", "motion"),
    [
        ("Lin dances.", "dance"),
        ("Lin starts to dance.", "dance"),
        ("She is dancing.", "dance"),
        ("Lin moonwalks slowly.", "moonwalk"),
        ("Lin performs a waltz.", "waltz"),
        ("Lin performs a backflip.", "backflip"),
        ("Lin opens the box.", "opens-the-box"),
        ("Lin opens the red box.", "opens-the-box"),
        ("Lin sits down.", "sits-down"),
        ("她跳舞。", "跳舞"),
    ],
)
def test_a_motion_is_found_by_the_name_of_its_file(action: str, motion: str) -> None:
    """Verb, noun after a light verb, verb with its object, verb with its particle, Chinese."""
    acts = _acts(action)
    assert [(act.primitive, act.lemma, act.actors) for act in acts] == [("MOTION", motion, ("lin",))]


def test_other_words_keep_their_meaning() -> None:
    """Opening something else, sitting without down: as ever."""
    assert [act.primitive for act in _acts("Lin opens the door.")] == ["OPEN"]
    assert [act.primitive for act in _acts("Lin does not dance.")] == ["STAND"]


def test_a_film_s_own_word_goes_before_its_motions() -> None:
    """``[lexicon]`` decides last."""
    text = "INT. ROOM - DAY\n\nLIN dances.\n"
    found = break_down(parse(text.encode(), "film.fountain")[0], motions=MOTIONS, lexicon={"dance": "NOD"})
    assert [beat.act.primitive for beat in found.scenes[0].beats if beat.act] == ["NOD"]


def test_the_report_says_it_in_words() -> None:
    """``LIN opens the box``, not the file's name."""
    text = "INT. ROOM - DAY\n\nLIN stands. She opens the box.\n"
    found = break_down(parse(text.encode(), "film.fountain")[0], motions=MOTIONS)
    assert found.staging[-1].understood_as[0].startswith("LIN plays “opens the box”")
    assert found.staging[-1].status == "staged"
