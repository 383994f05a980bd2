"""The verb group: auxiliaries, aspect verbs, negation, passive; and which particle belongs to the verb."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from redearth.breakdown import words
from redearth.breakdown.closed import CLOSED
from redearth.breakdown.phrases import PhraseReader

_BE = frozenset(["is", "are", "was", "were", "be", "been", "being", "am", "'m", "'re", "isn't", "aren't", "wasn't", "weren't"])
_HAVE = frozenset(["has", "have", "had", "hasn't", "haven't"])
_ASPECT: dict[str, Literal["start", "try", "stop", "keep"]] = {
    "start": "start", "begin": "start", "commence": "start",
    "try": "try", "attempt": "try", "struggle": "try", "strive": "try", "fail": "try", "want": "try",
    "stop": "stop", "cease": "stop", "quit": "stop", "finish": "stop", "pause": "stop",
    "keep": "keep", "continue": "keep", "resume": "keep",
}  # fmt: skip
_MOVING = CLOSED["verbs_moving"]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbGroup:
    """What a run of auxiliaries and verbs says."""

    lemma: str
    end: int
    aspect: Literal["plain", "start", "try", "stop", "keep"] = "plain"
    negated: bool = False
    passive: bool = False
    state: bool = False
    """To be, or a plain passive: a description, not an action."""
    known: bool = True
    manner: tuple[str, ...] = ()


def read_verb(reader: PhraseReader, at: int, *, participle: bool) -> VerbGroup:
    """Return the verb group at ``at``."""
    manner: list[str] = []
    negated = be = have = modal = False
    while (
        reader.low(at) in words.AUXILIARIES
        or reader.low(at) in words.NEGATIONS
        or (words.is_adverb(reader.low(at)) and not participle)
    ):
        low = reader.low(at)
        negated = negated or low in words.NEGATIONS
        be, have = be or low in _BE, have or low in _HAVE
        modal = modal or (low in words.AUXILIARIES and low not in _BE and low not in _HAVE)
        if low not in words.AUXILIARIES and low not in words.NEGATIONS:
            manner.append(low)
        at += 1
    low = reader.low(at)
    lexicon = reader.lexicon
    if be and lexicon.verb(low, "ing"):
        return _with_aspect(reader, at, lexicon.verb(low, "ing"), negated, tuple(manner))
    if be and low in ("about", "going") and reader.low(at + 1) == "to":
        return VerbGroup(lemma=lexicon.verb(reader.low(at + 2), "base"), end=at + 3, aspect="start", manner=tuple(manner))
    if be and lexicon.verb(low, "part"):
        by = any(reader.low(i) == "by" for i in range(at + 1, min(at + 6, len(reader.tokens))))
        return VerbGroup(
            lemma=lexicon.verb(low, "part"), end=at + 1, negated=negated, passive=True, state=not by, manner=tuple(manner)
        )
    if have and lexicon.verb(low, "part"):
        return VerbGroup(lemma=lexicon.verb(low, "part"), end=at + 1, negated=negated, manner=tuple(manner))
    if be or (have and not modal) or (modal and not reader.is_word(at)):  # "when he does, …" leaves the verb out
        left = "be" if be else "have" if have else "do"
        return VerbGroup(lemma=left, end=at, negated=negated, state=True, manner=tuple(manner))
    lemma = (
        lexicon.verb(low, "ing")
        if participle
        else lexicon.verb(low, "s") or lexicon.verb(low, "base") or lexicon.verb(low, "past")
    )
    if not lemma:
        return VerbGroup(lemma=words.noun_lemma(low), end=at + 1, negated=negated, known=False, manner=tuple(manner))
    return _with_aspect(reader, at, lemma, negated, tuple(manner))


def _with_aspect(reader: PhraseReader, at: int, lemma: str, negated: bool, manner: tuple[str, ...]) -> VerbGroup:
    after = at + 1
    aspect = _ASPECT.get(lemma)
    if aspect is not None:
        base = reader.lexicon.verb(reader.low(after + 1), "base") if reader.low(after) == "to" else ""
        doing = reader.lexicon.verb(reader.low(after), "ing")
        if base:
            return VerbGroup(lemma=base, end=after + 2, aspect=aspect, negated=negated, manner=manner)
        if doing and lemma not in ("pause", "want", "fail"):
            return VerbGroup(lemma=doing, end=after + 1, aspect=aspect, negated=negated, manner=manner)
    if (
        lemma in ("seem", "appear", "manage", "come", "go")
        and reader.low(after) == "to"
        and reader.lexicon.verb(reader.low(after + 1), "base")
    ):
        return VerbGroup(lemma=reader.lexicon.verb(reader.low(after + 1), "base"), end=after + 2, negated=negated, manner=manner)
    return VerbGroup(lemma=lemma, end=after, negated=negated, manner=manner)


def takes_particle(reader: PhraseReader, at: int, verb: str, *, after_object: bool) -> bool:
    """True when the word at ``at`` belongs to the verb (``picks up``) and does not begin a place (``up the stairs``)."""
    low = reader.low(at)
    if low not in words.PARTICLES:
        return False
    sense = reader.lexicon.senses.get(f"{verb}_{low}")
    plain = reader.lexicon.senses.get(verb)
    following = reader.low(at + 1)
    begins_place = (
        low in words.PREPOSITIONS
        and reader.is_word(at + 1)
        and (
            following in words.DETERMINERS
            or bool(reader.roster.match(reader.tokens, at + 1)[0])
            or following in words.PRONOUNS
            or not (following in words.PREPOSITIONS | words.CONJUNCTIONS | words.SUBORDINATORS or words.is_adverb(following))
        )
    )
    if begins_place and after_object:
        return False
    if sense is None:
        return not begins_place and low in (
            "up",
            "down",
            "away",
            "out",
            "off",
            "in",
            "back",
            "over",
            "aside",
            "around",
            "forward",
            "open",
            "shut",
            "through",
            "on",
        )
    moving = plain is not None and plain.primitive in _MOVING and sense.primitive in _MOVING
    return not (begins_place and moving)
