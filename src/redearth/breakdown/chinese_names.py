"""Characters of a Chinese script: names with an age in brackets, nouns of people and creatures, sex by pronoun."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from redearth.breakdown.census import add_character
from redearth.breakdown.looks import Sex
from redearth.breakdown.model import CharacterKind
from redearth.breakdown.roster import Roster
from redearth.core.slug import slug

_AGE = re.compile(r"([\u4e00-\u9fff]{1,4})[（(](\d{1,3})(?:多?岁)?[)）]")


def add_chinese(paragraphs: Sequence[str], roster: Roster) -> None:
    """Add whom Chinese action paragraphs name."""
    for text in paragraphs:
        for name, age in _AGE.findall(text):
            name = re.split("[和与、，]", name)[-1]
            add_character(roster, name)
            roster.characters[slug(name)] = replace(roster.characters[slug(name)], age=int(age))
    text = "\n".join(paragraphs)
    names = "\n".join(roster.chinese_names())
    present = [noun for noun in roster.lexicon.chinese_nouns if noun in text]
    for noun in present:
        part = noun in names or any(noun in longer and noun != longer for longer in present)
        if not part:
            _add_noun(noun, roster.lexicon.chinese_nouns[noun], roster)
    _vote_chinese(paragraphs, roster)


def _add_noun(noun: str, kind: str, roster: Roster) -> None:
    kinds: dict[str, CharacterKind] = {"creature": "creature", "crowd": "crowd"}
    sexes: dict[str, Sex] = {"female": "female", "male": "male"}
    add_character(roster, noun, kind=kinds.get(kind, "person"), count=12 if kind == "crowd" else 1)
    roster.characters[slug(noun)] = replace(roster.characters[slug(noun)], sex=sexes.get(kind, "unknown"))


def _vote_chinese(paragraphs: Sequence[str], roster: Roster) -> None:
    """``林停下。她跪下``: a pronoun that opens a sentence tells the sex of who opened the one before."""
    votes: dict[str, list[str]] = {}
    names = roster.chinese_names()
    for text in paragraphs:
        last = ""
        for sentence in re.split("[。！？]", text):
            opened = next((names[sentence[:n]] for n in range(12, 0, -1) if sentence[:n] in names), "")
            if last and sentence[:1] in ("她", "他") and sentence[1:2] != "们":
                votes.setdefault(last, []).append("female" if sentence[0] == "她" else "male")
            last = opened or last
    for identity, said in votes.items():
        if roster.characters[identity].sex == "unknown":
            roster.characters[identity] = replace(
                roster.characters[identity], sex="female" if said.count("female") * 2 >= len(said) else "male"
            )
