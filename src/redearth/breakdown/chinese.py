"""Chinese action by rule: names and verbs by longest match, 把 被 向 朝 从 在 as role marks, the subject carried on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from redearth.breakdown.closed import CLOSED
from redearth.breakdown.discourse import Discourse
from redearth.breakdown.lexicon import Sense
from redearth.breakdown.model import Act, Place
from redearth.breakdown.pairing import between_people
from redearth.breakdown.phrases import Phrase
from redearth.breakdown.reading import Understood
from redearth.breakdown.subjects import Clause
from redearth.breakdown.things import Things

_HAN = re.compile(r"[\u4e00-\u9fff]")
_CLAUSE = re.compile(r"[^，、；：。！？…,;!?\s]+")
_PRONOUNS = {"他们": "they", "她们": "they", "两人": "they", "二人": "they", "众人": "they", "他": "he", "她": "she", "它": "it"}
_MARKS = {"向": "toward", "朝": "toward", "往": "toward", "从": "from", "在": "at", "到": "to", "对": "to", "进": "into"}
_AFTER_VERB = {"向": "toward", "进": "into", "到": "to", "在": "at", "给": "to", "出": "out_of"}
_SPEEDS = {"慢慢": 0.6, "缓缓": 0.6, "轻轻": 0.75, "静静": 0.8, "快速": 1.4, "迅速": 1.4, "突然": 1.4, "猛地": 1.5, "急忙": 1.4}
_NEGATIONS = ("没有", "没", "不")
_LONE_VERBS = CLOSED["chinese_not_verbs"]
_CONTINUES = "着了过向给下上起来出进回"
_AGAIN = re.compile(r"(\w)[了一]\1")
"""笑了笑, 看一看: once."""
_SIDE = re.compile(r"(?:的)?(?:旁边|旁|前面|前|后面|后|上面|上|里面|里|下面|下|中|边|之间)$")
_MOVES = frozenset(
    ("WALK", "RUN", "CRAWL", "CLIMB", "JUMP", "SIT", "STAND", "LIE", "KNEEL", "LEAN", "LOOK", "TURN", "DRAG", "SUPPORT", "CARRY")
)
_TAKING_ALONG = frozenset(("DRAG", "SUPPORT", "CARRY"))
"""Who does this to somebody and then goes, goes with him: one act."""
_HANDLES = frozenset(
    (
        "GRAB",
        "HOLD",
        "RELEASE",
        "GIVE",
        "THROW",
        "CATCH",
        "PUSH",
        "PULL",
        "OPEN",
        "CLOSE",
        "PRESS",
        "TOUCH",
        "BRUSH",
        "CARRY",
        "RAISE",
        "USE",
        "STRIKE",
        "REACH",
        "DRAG",
    )
)
_THING_EVENTS = {
    "OPEN": "open",
    "CLOSE": "close",
    "STOP": "stop",
    "FALL": "fall",
    "TREMBLE": "rumble",
    "SCREAM": "roar",
    "VANISH": "go_out",
}
_SOUNDS = frozenset(("roar", "scream", "shot", "thunder", "alarm", "footsteps"))
_LONGEST_WORD = 5


@dataclass(slots=True)
class _Found:
    """What one clause names, in order."""

    who: list[str] = field(default_factory=list)
    objects: list[str] = field(default_factory=list)
    senses: list[Sense] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    subject: str = ""
    """Words before the first verb that name nobody."""
    taken: str = ""
    """Words after 把, or after the verb."""
    where: str = ""
    """Words after 在, 朝 and their like."""
    relation: str = "toward"
    event: str = ""
    passive: bool = False
    negated: bool = False
    speed: float = 1.0
    aspect: Literal["plain", "start"] = "plain"


def is_chinese(text: str) -> bool:
    """True for text that is mostly Chinese."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum(bool(_HAN.match(c)) for c in letters) * 2 > len(letters)


def chinese_clauses(text: str) -> list[str]:
    """Return the clauses of a Chinese sentence, cut at its commas."""
    return _CLAUSE.findall(re.sub(r"[（(][^（）()]*[）)]", "", text))


def understand_chinese(text: str, discourse: Discourse, things: Things) -> list[Understood]:
    """Return the acts of one Chinese clause; several verbs in a row are played one after the other."""
    plain = _AGAIN.sub(r"\1", text)
    found = _scan(plain.replace("开始", ""), discourse)
    found.aspect = "start" if "开始" in plain else "plain"
    clause = Clause(kind="verb", subject=[], verb=text)
    if found.who:
        discourse.mention(*found.who)
        discourse.subjects = tuple(found.who)
    if not found.who and (found.event or (found.subject and found.senses and _is_thing(found, things))):
        return _event(found, clause, things)
    actors = tuple(found.who) or discourse.subjects
    if not actors or not found.senses:
        return []
    objects = tuple(dict.fromkeys((*found.objects, *_prop(found, things, discourse))))
    if found.passive and found.objects:
        actors, objects = tuple(found.objects[:1]), actors
    places = (*found.places, *_place(found, things))
    led = found.senses[0].primitive in _TAKING_ALONG
    senses = [s for k, s in enumerate(found.senses) if not (k and led and s.primitive in ("WALK", "RUN"))]
    return [_act(sense, actors, objects, places, found, clause, discourse) for sense in senses]


def _act(
    sense: Sense,
    actors: tuple[str, ...],
    objects: tuple[str, ...],
    places: tuple[Place, ...],
    found: _Found,
    clause: Clause,
    discourse: Discourse,
) -> Understood:
    act = Act(
        primitive="STAND" if found.negated else sense.primitive,
        lemma=sense.lemma,
        actors=actors,
        objects=objects,
        places=places,
        negated=found.negated,
        aspect=found.aspect,
        speed=found.speed,
        emblem="" if found.negated else sense.emblem,
    )
    act = between_people(act, frozenset(), discourse.roster.characters)
    return Understood(act=act, clause=clause, generic=act.primitive in ("GESTURE", "USE") and not act.emblem)


def _is_thing(found: _Found, things: Things) -> bool:
    return found.subject in things.found or found.senses[0].primitive in _THING_EVENTS


def _event(found: _Found, clause: Clause, things: Things) -> list[Understood]:
    """Wind, sounds, light, and things that act."""
    event = _THING_EVENTS.get(found.senses[0].primitive, "") if found.senses else ""
    objects = _note(found.subject, things) if event and not found.event else ()
    event = event if objects else found.event or event
    sound = event if event in _SOUNDS else ""
    act = Act(
        primitive="OBJECT_EVENT" if objects else "ENVIRONMENT_EVENT", lemma=event, objects=objects, event=event, sound=sound
    )
    return [Understood(act=act, sound=bool(sound), clause=clause)] if event else []


def _prop(found: _Found, things: Things, discourse: Discourse) -> tuple[str, ...]:
    """The thing handled: what stands after 把, or after the verb, without its 红色的."""
    if not found.taken or not any(s.primitive in _HANDLES for s in found.senses):
        return ()
    noun = _SIDE.sub("", found.taken.rsplit("的", 1)[-1]).strip("了着过一个只把这那")
    ids = _note(noun, things)
    discourse.thing = ids[0] if ids else discourse.thing
    return ids


def _note(noun: str, things: Things) -> tuple[str, ...]:
    if not 0 < len(noun) <= 6 or noun in things.lexicon.words["chinese_body"]:
        return ()
    identity = things.note(Phrase(text=noun, head=things.lexicon.chinese_things.get(noun, noun)), handled=True)
    return (identity,) if identity else ()


def _place(found: _Found, things: Things) -> tuple[Place, ...]:
    noun = _SIDE.sub("", found.where).strip("着了的去来走过跑")
    if not noun or not any(s.primitive in _MOVES for s in found.senses):
        return ()
    english = things.lexicon.chinese_things.get(noun, noun)
    if things.lexicon.is_a("fixed", english):
        things.note(Phrase(text=noun, head=english), handled=False)
    return (Place(relation=found.relation, kind="anchor", id=english),)


def _scan(text: str, discourse: Discourse) -> _Found:
    found = _Found()
    names = discourse.roster.chinese_names()
    at = 0
    mark = ""
    while at < len(text):
        word, kind = _longest(text, at, names, discourse, found, mark)
        if kind in ("name", "pronoun"):
            who = (
                (names[word],)
                if kind == "name"
                else discourse.pronoun(
                    _PRONOUNS[word], subject=not (found.senses or mark), avoid=_already(found, mark, discourse)
                )
            )
            _place_who(found, who, mark)
            mark = "" if mark not in ("taken",) else mark
        elif kind == "verb":
            if found.senses and found.senses[-1].lemma == "用":  # 用手拂去: how, not what
                found.senses.pop()
                found.taken = ""
            found.senses.append(discourse.lexicon.chinese[word])
            mark = _AFTER_VERB.get(word[-1], "taken") if len(word) > 1 else "taken"
        elif kind == "event":
            found.event = discourse.lexicon.chinese_events[word]
        else:
            mark = _other(text, at, found, mark)
            word = next((w for w in (*_SPEEDS, *_NEGATIONS) if text.startswith(w, at)), text[at])
        at += len(word)
    return found


def _already(found: _Found, mark: str, discourse: Discourse) -> tuple[str, ...]:
    """Whom a pronoun cannot mean: the clause's own subject, once that is past."""
    return tuple(found.who) or (discourse.subjects if found.senses or mark else ())


def _other(text: str, at: int, found: _Found, mark: str) -> str:
    """Read a character that names nothing; return the role mark that now holds."""
    char = text[at]
    speed = next((v for w, v in _SPEEDS.items() if text.startswith(w, at)), None)
    if speed is not None:
        found.speed = speed
        return mark
    if text.startswith(_NEGATIONS, at) and not found.senses:
        found.negated = True
        return mark
    found.passive = found.passive or char == "被"
    if char == "把":
        return "taken"
    if char in _MARKS and mark != "taken":
        return _MARKS[char]
    if char in "被和与也又都就还正已只":
        return mark
    if mark == "taken":
        found.taken += char
    elif mark:
        found.where += char
        found.relation = mark
    elif not found.senses:
        found.subject += char
    return mark


def _place_who(found: _Found, who: tuple[str, ...], mark: str) -> None:
    if mark and mark != "taken" and who:
        found.places.append(Place(relation=mark, kind="character", id=who[0]))
    elif found.senses or found.passive or mark == "taken":
        found.objects += who
    else:
        found.who += [w for w in who if w not in found.who]


def _longest(text: str, at: int, names: Mapping[str, str], discourse: Discourse, found: _Found, mark: str) -> tuple[str, str]:
    lexicon = discourse.lexicon
    for length in range(min(12, len(text) - at), 0, -1):
        word = text[at : at + length]
        if word in names:
            return word, "name"
        if length > _LONGEST_WORD:
            continue
        if word in _PRONOUNS:
            return word, "pronoun"
        after = text[at + length : at + length + 1]
        if word in lexicon.chinese and not (
            length == 1 and word in _LONE_VERBS and after and after not in _CONTINUES and (found.senses or after == "的")
        ):
            return word, "verb"
        if word in lexicon.chinese_events and not found.senses and not found.who and not mark and (length > 1 or at == 0):
            return word, "event"
    return "", ""
