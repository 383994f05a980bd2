"""Chinese action by rule: names and verbs by longest match, 把 被 向 朝 从 在 as role marks, the subject carried on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from redearth.breakdown.closed import CLOSED
from redearth.breakdown.discourse import Discourse
from redearth.breakdown.lexicon import Sense
from redearth.breakdown.model import Act, Place
from redearth.breakdown.reading import Understood
from redearth.breakdown.subjects import Clause
from redearth.core.slug import slug

_HAN = re.compile(r"[\u4e00-\u9fff]")
_CLAUSE = re.compile(r"[^，、；：。！？…,;!?\s]+")
_PRONOUNS = {"他们": "they", "她们": "they", "两人": "they", "二人": "they", "众人": "they", "他": "he", "她": "she", "它": "it"}
_MARKS = {"向": "toward", "朝": "toward", "往": "toward", "从": "from", "在": "at", "到": "to", "对": "to", "进": "into"}
_SLOW = {"慢慢": 0.6, "缓缓": 0.6, "轻轻": 0.75, "静静": 0.8, "快速": 1.4, "迅速": 1.4, "突然": 1.4, "猛地": 1.5, "急忙": 1.4}
_NEGATIONS = ("没有", "不", "没")
_NOT_VERBS = CLOSED["chinese_not_verbs"]
_LONGEST_WORD = 5


@dataclass(slots=True)
class _Found:
    """What one clause names, in order."""

    who: list[str] = field(default_factory=list)
    after_verb: list[str] = field(default_factory=list)
    senses: list[Sense] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    rest: str = ""
    passive: bool = False
    negated: bool = False
    event: str = ""
    speed: float = 1.0


def is_chinese(text: str) -> bool:
    """True for text that is mostly Chinese."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum(bool(_HAN.match(c)) for c in letters) * 2 > len(letters)


def chinese_clauses(text: str) -> list[str]:
    """Return the clauses of a Chinese sentence, cut at its commas."""
    return _CLAUSE.findall(re.sub(r"[（(][^（）()]*[）)]", "", text))


def understand_chinese(text: str, discourse: Discourse) -> list[Understood]:
    """Return the acts of one Chinese clause; several verbs in a row are played one after the other."""
    found = _scan(text, discourse)
    clause = Clause(kind="verb", subject=[])
    if found.who:
        discourse.mention(*found.who)
        discourse.subjects = tuple(found.who)
    actors = tuple(found.who) or (() if found.event else discourse.subjects)
    if found.event and not found.who:
        act = Act(
            primitive="ENVIRONMENT_EVENT",
            lemma=found.event,
            event=found.event,
            sound=found.event if found.event in ("roar", "scream", "shot", "thunder", "alarm", "footsteps") else "",
        )
        return [Understood(act=act, sound=bool(act.sound), clause=clause)]
    if not actors or not found.senses:
        return []
    objects = tuple(dict.fromkeys(found.after_verb))
    if found.passive and objects:
        actors, objects = objects[:1], actors
    acts: list[Understood] = []
    for sense in found.senses:
        act = Act(
            primitive="STAND" if found.negated else sense.primitive,
            lemma=sense.lemma,
            actors=actors,
            objects=objects,
            places=tuple(found.places),
            negated=found.negated,
            speed=found.speed,
        )
        acts.append(Understood(act=act, clause=clause, generic=sense.primitive in ("GESTURE", "USE")))
    return acts


def _scan(text: str, discourse: Discourse) -> _Found:
    found = _Found()
    lexicon, roster = discourse.lexicon, discourse.roster
    names = {c.name: c.id for c in roster.characters.values()}
    at = 0
    mark = ""
    while at < len(text):
        word, kind = _longest(text, at, names, lexicon.chinese, lexicon.chinese_events)
        if kind == "name" or kind == "pronoun":
            who = (names[word],) if kind == "name" else discourse.pronoun(_PRONOUNS[word], subject=not found.senses)
            if mark and who:
                found.places.append(Place(relation=mark, kind="character", id=who[0]))
            elif found.senses or found.passive:
                found.after_verb += who
            else:
                found.who += [w for w in who if w not in found.who]
            mark = ""
        elif kind == "verb":
            found.senses.append(lexicon.chinese[word])
            mark = ""
        elif kind == "event" and not found.senses:
            found.event = found.event or lexicon.chinese_events[word]
        else:
            word = text[at]
            found.passive = found.passive or word == "被"
            found.negated = found.negated or text.startswith(_NEGATIONS, at)
            mark = _MARKS.get(word, mark)
            found.speed = next((v for k, v in _SLOW.items() if text.startswith(k, at)), found.speed)
            found.rest += word
        at += len(word)
    return found


def _longest(text: str, at: int, names: dict[str, str], verbs: Mapping[str, Sense], events: Mapping[str, str]) -> tuple[str, str]:
    for name in sorted(names, key=lambda n: (-len(n), n)):
        if name and text.startswith(name, at):
            return name, "name"
    for length in range(min(_LONGEST_WORD, len(text) - at), 0, -1):
        word = text[at : at + length]
        if word in _PRONOUNS:
            return word, "pronoun"
        if word in verbs and not (
            length == 1 and word in _NOT_VERBS and at + 1 < len(text) and text[at + 1] in "的法书字机门量间子"
        ):
            return word, "verb"
        if word in events and (length > 1 or at == 0):
            return word, "event"
    return "", ""


def chinese_prop(text: str) -> str:
    """Return the id of what follows 把 in a clause, as a prop word."""
    match = re.search(r"把([\u4e00-\u9fff]{1,4}?)(?:给|递|放|交|拿|扔|推|拉|打|关|举|抱|带|擦)", text)
    return slug(match.group(1)) if match else ""
