"""The first reading: who the film's people, creatures and crowds are, from cues, capitals, names and nouns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from redearth.breakdown import words
from redearth.breakdown.beast_looks import note_beasts
from redearth.breakdown.capitals import add_capitals
from redearth.breakdown.census import add_character, is_agent, is_common, kind_of_name
from redearth.breakdown.chinese_names import add_chinese
from redearth.breakdown.lexicon import Lexicon
from redearth.breakdown.looks import describe, sex_of_words
from redearth.breakdown.model import Character
from redearth.breakdown.names import add_letters, add_names
from redearth.breakdown.nouns import add_nouns
from redearth.breakdown.roster import Roster, name_words
from redearth.core.slug import slug

_SUBJECT = re.compile(r"(?:^|[.;,] |\b(?:as|while|then|and) )(he|she)\b", re.IGNORECASE)


@dataclass(slots=True)
class SceneText:
    """What the first reading needs of one scene."""

    actions: list[str]
    speakers: list[str]
    chinese: list[str] = field(default_factory=list)
    """Action paragraphs in Chinese."""


def introduce(scenes: Sequence[SceneText], lexicon: Lexicon, *, about: str = "") -> Roster:
    """Return everybody the script names, with age, sex, count, clothes and traits where it says so.

    ``about`` (title and headings) names the hero of a script that only ever writes ``he`` or ``she``.
    """
    roster = Roster(lexicon=lexicon)
    for name in dict.fromkeys(s for scene in scenes for s in scene.speakers):
        if slug(name) not in roster.characters:
            character = Character(
                id=slug(name),
                name=name,
                kind=kind_of_name(name, lexicon),
                sex=sex_of_words(name_words(name), lexicon),
                speaks=True,
            )
            roster.add(character, noun=is_common(name, lexicon))
    paragraphs = [a for scene in scenes for a in scene.actions]
    add_letters(paragraphs, roster)
    for paragraph in paragraphs:
        add_capitals(paragraph, roster)
    add_names(paragraphs, roster)
    describe(paragraphs, roster, lexicon)
    for paragraph in paragraphs:
        add_nouns(paragraph, roster)
    add_chinese([a for scene in scenes for a in scene.chinese], roster)
    _add_unnamed(paragraphs, roster, about)
    describe(paragraphs, roster, lexicon)
    note_beasts(paragraphs, [a for scene in scenes for a in scene.chinese], roster)
    return roster


def _add_unnamed(paragraphs: Sequence[str], roster: Roster, about: str) -> None:
    """Somebody who is only ever ``she`` is the doer that title or headings name, else simply a woman."""
    if any(c.kind == "person" for c in roster.characters.values()):
        return
    said = next((m.group(1).casefold() for p in paragraphs if (m := _SUBJECT.search(p))), "")
    if not said:
        return
    nouns = [words.noun_lemma(w) for w in re.findall(r"[a-z]+", about.casefold())]
    role = next((n for n in nouns if roster.lexicon.is_a("person", n) or is_agent(n)), "")
    add_character(roster, role or ("woman" if said == "she" else "man"), noun=True)
    identity = slug(role or ("woman" if said == "she" else "man"))
    roster.characters[identity] = replace(roster.characters[identity], sex="female" if said == "she" else "male")
    roster.default = identity
