"""Casting: distinct, stable voices that fit their characters."""

from __future__ import annotations

from itertools import combinations

from redearth.breakdown.model import CastList, Character
from redearth.voice.casting import LEAST_DISTANCE, cast_voices, voice_distance


def _person(name: str, age: int | None = None, sex: str = "unknown", **more: object) -> Character:
    return Character(id=name, name=name.upper(), age=age, sex=sex, speaks=True, **more)  # type: ignore[arg-type]


def _cast(*characters: Character) -> CastList:
    return CastList(characters=characters, props=())


def test_no_two_of_forty_voices_are_close() -> None:
    """Forty women of one age keep the stated distance from each other."""
    voices = cast_voices(_cast(*(_person(f"w{i}", 30, "female") for i in range(40))), "en", {})
    assert min(voice_distance(a, b) for a, b in combinations(voices, 2)) >= LEAST_DISTANCE


def test_a_late_character_changes_nobody() -> None:
    """Adding somebody at the end leaves every earlier voice as it was."""
    few = [_person("lin", 30, "female"), _person("wei", 20, "male"), _person("ma", 70, "female")]
    assert cast_voices(_cast(*few, _person("bo", 30, "male")), "en", {})[:3] == cast_voices(_cast(*few), "en", {})


def test_age_kind_and_traits_are_heard() -> None:
    """Creatures are lowest, children are small, the old are slower and breathier, a deep man is lower than himself."""
    creature = cast_voices(_cast(_person("beast", kind="creature")), "en", {})[0]
    child = cast_voices(_cast(_person("kid", 8)), "en", {})[0]
    old = cast_voices(_cast(_person("ann", 75, "female")), "en", {})[0]
    young = cast_voices(_cast(_person("ann", 30, "female")), "en", {})[0]
    deep = cast_voices(_cast(_person("bob", 40, "male", traits=("deep",))), "en", {})[0]
    plain = cast_voices(_cast(_person("bob", 40, "male")), "en", {})[0]
    assert creature.formant_shift < 0.9 and creature.roughness > 0.4 and creature.pitch < 30
    assert child.formant_shift > 1.08
    assert old.rate_wpm < young.rate_wpm and old.breathiness > young.breathiness
    assert deep.pitch < plain.pitch and deep.formant_shift < plain.formant_shift


def test_silent_characters_are_not_cast_and_overrides_win() -> None:
    """Only speakers get a voice; what the film folder says about one replaces what was cast."""
    mute = Character(id="rock", name="ROCK")
    voices = cast_voices(_cast(mute, _person("lin")), "zh", {"lin": {"pitch": 77, "variant": "f3"}})
    assert [v.character for v in voices] == ["lin"]
    assert (voices[0].pitch, voices[0].variant, voices[0].language) == (77, "f3", "zh")
