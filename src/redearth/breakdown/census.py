"""What the first readings share: adding a character, and telling who can act."""

from __future__ import annotations

import re
from dataclasses import replace

from redearth.breakdown import words
from redearth.breakdown.closed import CLOSED
from redearth.breakdown.lexicon import Lexicon
from redearth.breakdown.looks import sex_of_words
from redearth.breakdown.model import Character, CharacterKind
from redearth.breakdown.roster import Roster, name_words
from redearth.core.slug import slug

COUNTS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "dozen": 12, "dozens": 24,
    "hundreds": 60, "thousands": 100, "several": 5, "few": 4, "many": 16, "couple": 2,
}  # fmt: skip
"""Members of a crowd, by the word before it."""
_ANIMATE = CLOSED["introduce_animate"]
_NOT_AGENT = CLOSED["introduce_not_agent"]
_AGENT = re.compile(r"(?:ist|ian|eer|man|woman|er|or)$")


def add_character(roster: Roster, name: str, *, noun: bool = False, kind: CharacterKind = "person", count: int = 1) -> None:
    """Add a character under ``name``, unless one of that name is there; a crowd only grows."""
    identity = slug(name)
    known = roster.characters.get(identity)
    if known is not None:
        roster.characters[identity] = replace(known, count=max(known.count, count))
        return
    sex = sex_of_words(name_words(name), roster.lexicon)
    roster.add(Character(id=identity, name=name, kind=kind, count=count, sex=sex), noun=noun)


def can_act(word: str, lexicon: Lexicon) -> bool:
    """True for a verb form that only somebody alive can be the subject of."""
    low = word.casefold()
    lemma = lexicon.verb(low, "s", "base")
    if lemma and lemma in lexicon.senses:
        return lexicon.senses[lemma].primitive in _ANIMATE
    return low in ("is", "are", "has")


def is_agent(noun: str) -> bool:
    """True for nouns of doers by their ending: ``welder``, ``cellist``."""
    return bool(_AGENT.search(noun)) and noun not in _NOT_AGENT and len(noun) > 4


def kind_of_name(name: str, lexicon: Lexicon) -> CharacterKind:
    """Return what a name alone tells: a creature, a crowd, else a person."""
    last = words.noun_lemma((name_words(name) or ("",))[-1])
    if lexicon.is_a("creature", last):
        return "creature"
    return "crowd" if last in ("people", "crowd", "mob", "everyone", "all", "others") else "person"


def is_common(name: str, lexicon: Lexicon) -> bool:
    """True for a name made of common nouns (``OLD WOMAN``), which the action may write without capitals."""
    return all(any(lexicon.is_a(table, w) for table in ("person", "creature", "descriptors")) for w in name_words(name))
