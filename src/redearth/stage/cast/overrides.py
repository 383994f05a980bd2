"""What ``[cast.NAME]`` of ``film.toml`` may say, whether it does, and the character it makes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any, get_args

from redearth.breakdown.model import Character
from redearth.core.physique import BUILDS, physique_of, says
from redearth.stage.cast.families import GEAR, HAIR_COLOURS, SKIN_TONES
from redearth.stage.cast.outfit import Family, Hair
from redearth.stage.cast.palette import WORDS

_SEXES = ("female", "male")
KEYS: Mapping[str, tuple[str, ...]] = {
    "age": (), "sex": _SEXES, "build": BUILDS, "stature_m": (), "wardrobe": (), "family": tuple(get_args(Family)), "colours": tuple(WORDS),
    "hair": (*get_args(Hair), *HAIR_COLOURS), "skin": tuple(SKIN_TONES), "gear": tuple(GEAR), "file": (),
}  # fmt: skip
"""Each setting and the words it may hold; none: anything of its kind."""
_LISTS = ("colours", "gear")
_NUMBERS: Mapping[str, tuple[type, float, float]] = {"age": (int, 0, 120), "stature_m": (float, 0.3, 8.0)}


def what_is_wrong(name: str, value: object) -> tuple[str, str] | None:
    """Return what is wrong with a setting of a character and what would be right; None for a right one."""
    if name not in KEYS:
        near = get_close_matches(name, KEYS, n=1)
        return f"a character has no setting {name!r}", f"{f'{near[0]}? ' if near else ''}settings are {', '.join(KEYS)}"
    if name in _NUMBERS:
        return _wrong_number(name, value)
    if name in _LISTS:
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            return f"{name} must be a list of words, got {value!r}", f'for example {name} = ["{KEYS[name][0]}"]'
        return _wrong_word(name, [word.lower() for word in value])
    if not isinstance(value, str):
        return (
            f"{name} must be text in quotes, got {value!r}",
            f'for example {name} = "{KEYS[name][0] if KEYS[name] else "grey coat"}"',
        )
    if name == "hair":
        return _wrong_word(name, re.findall(r"[a-z]+", value.lower()))
    return _wrong_word(name, [value.lower()]) if KEYS[name] else None


def _wrong_number(name: str, value: object) -> tuple[str, str] | None:
    kind, low, high = _NUMBERS[name]
    fits = isinstance(value, int if kind is int else int | float) and not isinstance(value, bool)
    words = "a whole number" if kind is int else "a number"
    if not fits:
        return f"{name} must be {words}, got {value!r}", f"{words} from {low:g} to {high:g}"
    if not low <= value <= high:  # type: ignore[operator]
        return f"{name} is {value!r}", f"{words} from {low:g} to {high:g}"
    return None


def _wrong_word(name: str, words: list[str]) -> tuple[str, str] | None:
    for word in words:
        if word not in KEYS[name]:
            near = get_close_matches(word, KEYS[name], n=1)
            return f"there is no {name} {word!r}", f"{f'{near[0]}? ' if near else ''}any of {', '.join(KEYS[name])}"
    return None


def overridden(character: Character, said: Mapping[str, Any]) -> Character:
    """Return the character as the director ordered it; ``said`` has been found right."""
    made = replace(character, **{key: said[key] for key in ("age", "sex") if key in said})
    if "stature_m" in said:
        made = replace(made, stature_m=float(said["stature_m"]))
    if "build" in said:
        others = [t for t in made.traits if not physique_of("", "", 30, "male", (t,)).builds]
        made = replace(made, traits=(*others, *([said["build"]] if said["build"] != "plain" else [])))
    if "wardrobe" in said:
        made = replace(made, wardrobe=_words(said["wardrobe"]))
    dress = made.dress
    colours, gear = (tuple(word.lower() for word in said[key]) if key in said else None for key in _LISTS)
    family, hair, skin = (str(said.get(key, getattr(dress, key))).lower() for key in ("family", "hair", "skin"))
    painted = dress.colours if colours is None else colours
    return replace(
        made,
        dress=replace(dress, family=family, hair=hair, skin=skin, colours=painted, gear=dress.gear if gear is None else gear),
    )


def _words(text: str) -> tuple[str, ...]:
    """Return wardrobe words as the breakdown writes them: colours apart, the rest as one phrase."""
    found = [word for word in re.findall(r"\w+|[^\w\s]+", text.lower()) if word.strip()]
    colours = [word for word in found if word in WORDS]
    rest = " ".join(word for word in found if word not in WORDS and not says(word, "a|an|the|and"))
    return (*colours, *([rest] if rest else []))
