"""Characters introduced in capitals: a name, an age, a person's or creature's noun; never a thing or a sound."""

from __future__ import annotations

import re

from redearth.breakdown import words
from redearth.breakdown.census import add_character, can_act, is_agent, is_common
from redearth.breakdown.lexicon import Lexicon
from redearth.breakdown.model import CharacterKind
from redearth.breakdown.quantities import count_in
from redearth.breakdown.roster import Roster, name_words

_AGE = re.compile(
    r"\s*[(（]\s*(?:(?:early|mid|late)[- ]*|aged? )?\d{1,3}\s*(?:['’]?s)?\b[^()（）]{0,60}[)）]|,\s+(?:(?:early|mid|late)[- ]+)?\d{1,2}(?:['’]?s)?\b"
)
_CAPITALS = re.compile(r"\b[A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я0-9'’.\-]+(?:\s+(?:[A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я0-9'’.\-]*|#?\d+)\b)*")
_DETERMINED = re.compile(
    r"\b(?:a|an|the|his|her|their|its|this|that|some|two|three|another)\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE
)
_MONSTROUS = re.compile(r",[^.;]{0,40}\b(?:\w+-legged|mutated|creature|beast|monster)\b")
_FIRST_VERB = re.compile(r"(?:,[^.;,]{0,60}(?:,[^.;,]{0,40})?,)?\s+(?:and\s+[A-Z]+\s+)?(\w+)")


def add_capitals(paragraph: str, roster: Roster) -> None:
    """Add whom a paragraph introduces in capitals."""
    if paragraph.upper() == paragraph:
        return
    for match in _CAPITALS.finditer(paragraph):
        name = re.sub(r"['’]S$", "", match.group().strip(" .'’-"))
        parts = name_words(name)
        before, after = paragraph[max(0, match.start() - 60) : match.start()], paragraph[match.end() : match.end() + 80]
        if len(name) < 2 or not parts or parts in roster.aliases or not _introduces(parts, before, after, roster.lexicon):
            continue
        known = _same_person(parts, roster)
        if known:
            roster.alias(parts, known)
            continue
        noun = bool(_DETERMINED.search(before)) or is_common(name, roster.lexicon)
        kind = _kind(parts, after, roster.lexicon)
        count = (count_in([*before.split()[-5:], *parts[:-1]]) or 4) if kind == "crowd" else 1
        add_character(roster, name, noun=noun, kind=kind, count=count)


def _same_person(parts: tuple[str, ...], roster: Roster) -> str:
    """``BRICK BRADDOCK`` is the ``BRICK`` who speaks."""
    if len(parts) < 2:
        return ""
    return next((roster.aliases[(p,)] for p in parts if (p,) in roster.aliases and (p,) not in roster.nouns), "")


def _kind(parts: tuple[str, ...], after: str, lexicon: Lexicon) -> CharacterKind:
    head = words.noun_lemma(parts[-1])
    if lexicon.is_a("creature", head) or _MONSTROUS.match(after):
        return "creature"
    return "crowd" if lexicon.is_a("crowd", parts[-1]) and not lexicon.is_a("person", parts[-1]) else "person"


def _introduces(parts: tuple[str, ...], before: str, after: str, lexicon: Lexicon) -> bool:
    head = words.noun_lemma(parts[-1])
    if _AGE.match(after) or lexicon.is_a("person", head) or lexicon.is_a("creature", head):
        return True
    if head in lexicon.sounds or any(lexicon.is_a(table, head) for table in ("fixed", "environment", "scenery", "abstract")):
        return False
    verb = _FIRST_VERB.match(after)
    acts = verb is not None and can_act(verb.group(1), lexicon)
    if _DETERMINED.search(before):
        alive = acts and verb is not None and verb.group(1).endswith("s") and is_agent(head)
        return bool(_MONSTROUS.match(after)) or alive
    names = lexicon.names["female"] | lexicon.names["male"]
    if parts[0] in names:
        return True
    if parts[0] in lexicon.forms and len(parts) < 3:
        return False
    return acts or bool(re.match(r"\s+and\s+[A-Z]{2,}\s+\w+", after))
