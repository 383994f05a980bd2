"""Characters without a name: ``the chef``, ``a server``, ``guests``, ``dozens of people``."""

from __future__ import annotations

import re

from redearth.breakdown import words
from redearth.breakdown.census import add_character, can_act, is_agent
from redearth.breakdown.clauses import ClauseReader
from redearth.breakdown.model import CharacterKind
from redearth.breakdown.phrases import Phrase
from redearth.breakdown.quantities import count_in
from redearth.breakdown.roster import Roster, name_words
from redearth.breakdown.subjects import Clause

_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_MASSES = {"people": 12, "crowd": 24, "mob": 24, "audience": 24, "army": 60}
"""Words for many, and how many they are when nothing says it."""
_GROUPS = frozenset(("group", "team", "trio", "duo", "pair", "couple", "family", "crew", "band", "others", "friend"))
_VAGUE = frozenset(("figure", "person", "member", "one", "form"))


def add_nouns(paragraph: str, roster: Roster) -> None:
    """Add whom a paragraph names by a noun, as subject, object or goal."""
    for sentence in words.split_sentences(_BRACKETS.sub(" ", paragraph)):
        for clause in ClauseReader(words.tokenize(sentence.text), roster.lexicon, roster).read():
            for phrase in clause.subject:
                _consider(phrase, clause, roster)
            for phrase in (*clause.objects, *(p for _, p in clause.places if p is not None)):
                if phrase.determiner or phrase.plural:
                    _consider(phrase, None, roster)


def _consider(phrase: Phrase, clause: Clause | None, roster: Roster) -> None:
    lexicon, head = roster.lexicon, phrase.head
    if phrase.who and phrase.determiner == "another":
        _add_other(phrase, roster)
        return
    if phrase.who or phrase.pronoun or not head.isascii() or not head[:1].isalpha() or phrase.determiner == "no":
        return
    kind = _kind(phrase, clause, roster)
    if kind is None or (phrase.determiner in ("the", "that", "this", "both") and head in _VAGUE | _GROUPS):
        return
    if (phrase.plural and _labelled(head, roster)) or _is_epithet(phrase, roster):
        return
    if kind != "crowd" and (head,) in roster.aliases:
        return
    if kind == "crowd" and _same_many(phrase, head, roster):
        return
    count = _count(phrase, head) if kind == "crowd" else 1
    if head == "figure" and count <= 3 and any(c.kind == "person" for c in roster.characters.values()):
        return
    add_character(roster, head if kind != "crowd" or head in _MASSES else _plural(head), noun=True, kind=kind, count=count)
    if kind == "crowd" and head not in lexicon.words["person"]:
        roster.alias((head,), roster.aliases.get((_plural(head),), roster.aliases.get((head,), "")), noun=True)


def _same_many(phrase: Phrase, head: str, roster: Roster) -> bool:
    """``the crowd`` are the forty people of before, and ``the people`` the crowd."""
    other = {"crowd": "people", "people": "crowd"}.get(head, "")
    known = roster.aliases.get((other,), "")
    if phrase.determiner not in ("the", "that", "this") or not known or (head,) in roster.aliases:
        return False
    roster.alias((head,), known, noun=True)
    return True


def _count(phrase: Phrase, head: str) -> int:
    """Return how many are meant: the number that is written, else what the word for them says."""
    masses = [p.head for _, p in phrase.inside if p.head in _MASSES]
    return count_in(phrase.text.split()[:-1]) or (_MASSES[masses[0]] if masses else _MASSES.get(head, 4))


def _kind(phrase: Phrase, clause: Clause | None, roster: Roster) -> CharacterKind | None:
    lexicon, head = roster.lexicon, phrase.head
    if head in _MASSES or any(word == "of" and inner.head in _MASSES for word, inner in phrase.inside):
        return "crowd"
    acts = clause is not None and clause.kind == "verb" and can_act(clause.verb, lexicon)
    if lexicon.is_a("person", head) or (is_agent(head) and acts):
        return "crowd" if phrase.plural else "person"
    if head in _GROUPS and clause is not None:
        return "crowd"
    if lexicon.is_a("creature", head) and clause is not None and (acts or clause.verb in lexicon.senses):
        return "creature"
    return None


def _labelled(head: str, roster: Roster) -> bool:
    """``both athletes`` are Athlete A and Athlete B, not a crowd."""
    return any(
        c.kind == "person" and len(name_words(c.name)) > 1 and name_words(c.name)[0] == head for c in roster.characters.values()
    )


def _is_epithet(phrase: Phrase, roster: Roster) -> bool:
    """``the old woman`` is somebody with a name, where a woman (of that age) has one."""
    lexicon = roster.lexicon
    sex = next((s for s in ("female", "male") if phrase.head in lexicon.words[s]), "")
    if phrase.determiner not in ("the", "that", "this") or not sex or (phrase.head,) in roster.aliases:
        return False
    old = bool({"old", "elderly"} & set(phrase.adjectives))
    return any(c.kind == "person" and c.sex == sex and (not old or (c.age or 0) >= 55) for c in roster.characters.values())


def _add_other(phrase: Phrase, roster: Roster) -> None:
    known = roster.characters[phrase.who[0]]
    parts = name_words(known.name)
    if known.kind == "person" and parts in roster.nouns and parts[0] != "another":
        add_character(roster, f"another {known.name}", noun=True)


def _plural(noun: str) -> str:
    irregular = {"man": "men", "woman": "women", "child": "children", "person": "people", "others": "others"}
    if noun in irregular:
        return irregular[noun]
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")
