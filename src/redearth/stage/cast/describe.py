"""Who wears what, in words, and which words decided it: the captions of the cast sheet."""

from __future__ import annotations

import math

from redearth.breakdown.model import Character
from redearth.core.space import Vec3
from redearth.stage.cast.outfit import Outfit
from redearth.stage.cast.palette import HAIR_BY_NAME, SKIN_BY_NAME, WORDS
from redearth.stage.cast.wardrobe import body_of, named_colours, outfit_of


def described(character: Character) -> tuple[str, ...]:
    """Return what is to be known of a character's looks, a line each."""
    c = character
    if c.kind == "creature":
        return (f"creature, from the words {_quoted((*c.traits, c.name))}",)
    body, outfit = body_of(c), outfit_of(c)
    builds = ", ".join(sorted(body.builds)) or "plain build"
    who = f"{'a crowd of ' + str(c.count) + '; the first: ' if c.kind == 'crowd' else ''}{'woman' if body.female else 'man'} of {body.age}"
    lines = [f"{who}, {body.stature_m:.2f} m, {builds}; {_source(c)}"]
    lines.append(f"{outfit.family}: {_why(outfit)}")
    extras = ", ".join(sorted(outfit.extras))
    named = "named" if named_colours(c) else "drawn from the name"
    apart = f", {c.dress.apart} times anew to look unlike the others" if c.dress.apart else ""
    lines.append(f"colours {near_word(outfit.main, WORDS)} and {near_word(outfit.second, WORDS)} ({named}{apart})")
    hair = outfit.hair if outfit.hair == "bald" else f"{outfit.hair} {near_word(outfit.hair_color, HAIR_BY_NAME)} hair"
    return (*lines, f"{hair}, {near_word(outfit.skin, SKIN_BY_NAME)} skin" + (f"; {extras}" if extras else ""))


def near_word(color: Vec3, words: dict[str, Vec3]) -> str:
    """Return the word whose colour is nearest, by the square roots of linear channels."""

    def gap(word: str) -> float:
        return sum((math.sqrt(a) - math.sqrt(b)) ** 2 for a, b in zip(color, words[word], strict=True))

    return min(words, key=gap)


def _why(outfit: Outfit) -> str:
    if outfit.why == "film.toml":
        return "ordered in film.toml"
    return f'the script says "{outfit.why}"' if outfit.why else "no word of the script says what is worn"


def _source(character: Character) -> str:
    said = [f"age {character.age}"] if character.age is not None else []
    said += [character.sex] if character.sex != "unknown" else []
    said += [*character.traits]
    return f"said: {', '.join(said)}" if said else "nothing said, drawn from the name"


def _quoted(words: tuple[str, ...]) -> str:
    return ", ".join(f'"{word}"' for word in words)
