"""Noun phrases: from a token on, who or what is named, with its words, owner and number."""

from __future__ import annotations

from dataclasses import dataclass, field

from redearth.breakdown import words
from redearth.breakdown.closed import CLOSED
from redearth.breakdown.lexicon import Lexicon
from redearth.breakdown.roster import Roster
from redearth.breakdown.words import Token

_LONE = frozenset(("this", "that", "these", "those", "one", "both", "all", "two", "three", "another"))
_COLLECTIVE = frozenset(
    ("trio", "duo", "pair", "couple", "team", "group", "crew", "band", "crowd", "family", "audience", "staff", "police")
)
_ARTICLES = frozenset(("the", "a", "an", *words.POSSESSIVES))
_SINGULAR = frozenset(["a", "an", "this", "that", "each", "every", "another", "one"])
_PLURAL_DETERMINERS = CLOSED["phrases_plural_determiners"]
_QUANTITY_HEADS = CLOSED["phrases_quantity_heads"]
_MOST_WORDS = 14


@dataclass(slots=True)
class Phrase:
    """A noun phrase as written, and what its shape says."""

    text: str
    head: str
    """Lemma of the head noun, lower case; a pronoun stands for itself."""
    who: tuple[str, ...] = ()
    """Characters it names."""
    pronoun: bool = False
    owner: str = ""
    """Possessive pronoun before the noun: ``her``."""
    owner_who: tuple[str, ...] = ()
    """Characters named with ``'s``."""
    adjectives: tuple[str, ...] = ()
    determiner: str = ""
    plural: bool = False
    capitals: bool = False
    titled: bool = False
    """The head starts with a capital in the middle of a sentence."""
    inside: list[tuple[str, Phrase]] = field(default_factory=list)
    """Prepositional phrases that belong to it: in yellow pressure suits."""
    start: int = 0


@dataclass(slots=True)
class _Draft:
    """A noun phrase while it is read."""

    determiner: str = ""
    owner: str = ""
    owner_who: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    chosen: list[int] = field(default_factory=list)


class PhraseReader:
    """Reads noun phrases out of one sentence's tokens."""

    def __init__(self, tokens: list[Token], lexicon: Lexicon, roster: Roster) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.roster = roster
        self.loose = False
        """Accept an unknown word in ``-s`` as the verb."""
        self.present = any(t.low in ("is", "are") or bool(lexicon.verb(t.low, "s")) for t in tokens)
        """Told in the present, so that ``raised`` is no verb of its own."""
        self.bare = False
        """After ``we see``, a plain form is the verb whatever its subject's number."""

    def low(self, at: int) -> str:
        """Return the lower-case token at ``at``, or an empty string past the end."""
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""

    def is_word(self, at: int) -> bool:
        """True when a word stands at ``at``."""
        return 0 <= at < len(self.tokens) and self.tokens[at].word

    def phrase(self, at: int, *, subject: bool) -> tuple[Phrase | None, int]:
        """Return the noun phrase that starts at ``at`` and the index after it (None when there is none)."""
        low = self.low(at)
        if not self.is_word(at):
            return None, at
        identity, _ = self.roster.match(self.tokens, at)
        if (
            low in words.PRONOUNS
            and not identity
            and not (low in ("others", "another", "both", "nothing", "i") and self._noun_follows(at + 1))
        ):
            return Phrase(
                text=self.tokens[at].text,
                head=low,
                pronoun=True,
                plural=low in ("they", "them", "we", "us", "both", "others"),
                start=at,
            ), at + 1
        return self._full(at, subject=subject)

    def is_adjective(self, low: str) -> bool:
        """True for words that describe and do not name."""
        return low in _ADJECTIVES or low in self.lexicon.words["colour"]

    def _noun_follows(self, at: int) -> bool:
        return self.is_word(at) and not self._stops(at) and not self.finite(at) and self.low(at) not in words.PARTICLES

    def _full(self, at: int, *, subject: bool) -> tuple[Phrase | None, int]:
        start = at
        draft = _Draft()
        while self.is_word(at) or self.low(at) == "'s":
            low = self.low(at)
            if at - start >= _MOST_WORDS:
                break
            if low == "'s":
                draft.owner = draft.owner or (self.low(at - 1) if not draft.who else "")
                draft.owner_who, draft.who, draft.chosen = draft.who, (), []
                at += 1
                continue
            identity, length = self.roster.match(self.tokens, at)
            if identity and not draft.who and not self._is_label(at, draft):
                draft.who = (
                    self.roster.other(self.tokens[at : at + length], identity) if draft.determiner == "another" else identity,
                )
                draft.chosen += range(at, at + length)
                at += length
                if self.low(at) != "'s":
                    break
                continue
            if draft.determiner and not draft.chosen and low in _ARTICLES and draft.determiner not in ("all", "both", "half"):
                break
            if low in words.DETERMINERS and not draft.chosen:
                numbered = draft.determiner in ("the", "all", "these", "those") and low in _LONE
                draft.determiner = low if numbered else draft.determiner or low
                draft.owner = low if low in words.POSSESSIVES else draft.owner
                at += 1
                continue
            if self._stops(at) or (draft.chosen and self._ends_before(at, draft.chosen, draft.determiner, subject=subject)):
                break
            draft.chosen.append(at)
            at += 1
        return (self._build(start, at, draft), at) if draft.chosen else self._lone(start, at, draft.determiner)

    def _is_label(self, at: int, draft: _Draft) -> bool:
        """True for a name's word that only labels the noun before it (``Seed VAULT B``)."""
        return (
            bool(draft.chosen) and not draft.determiner and not self.tokens[at].text.islower() and self._is_noun(draft.chosen[-1])
        )

    def _lone(self, start: int, at: int, determiner: str) -> tuple[Phrase | None, int]:
        """A determiner without a noun stands for one: ``her``, ``both``, ``this``."""
        if determiner == "her" or (at > start and determiner in _LONE):
            plural = determiner not in ("this", "that", "one", "her", "another")
            return Phrase(text=determiner, head=determiner, pronoun=True, plural=plural, start=start), at
        return None, start

    def _stops(self, at: int) -> bool:
        low = self.low(at)
        return (
            (low in words.PREPOSITIONS and low != "like" and not (low == "near" and self.low(at - 1) in words.DETERMINERS))
            or low in words.CONJUNCTIONS
            or low in words.AUXILIARIES
            or low in words.SUBORDINATORS
            or (low in words.PRONOUNS and low != "nothing")
            or low in words.RELATIVES
            or (low in words.DETERMINERS and low not in ("other", "more", "half"))
        )

    def _is_noun(self, at: int) -> bool:
        """True when a chosen word can head a phrase (is not plainly an adjective)."""
        low = self.low(at)
        return not (
            low in self.lexicon.words["colour"]
            or low in _ADJECTIVES
            or low.endswith(("ous", "ful", "less", "ish", "-legged"))
            or words.is_adverb(low)
        )

    def _ends_before(self, at: int, chosen: list[int], determiner: str, *, subject: bool) -> bool:
        """True when the phrase is complete and the word at ``at`` begins something else."""
        low = self.low(at)
        if not self._is_noun(chosen[-1]):
            return False
        if not subject and low in _ADJECTIVES and not self._noun_word(at + 1):
            return True
        if words.is_adverb(low) or (low in words.PARTICLES and not self._noun_word(at + 1)):
            return True
        if self.lexicon.verb(low, "ing"):
            return not (subject and self.finite(at + 1, plural=words.is_plural(low)) and not self.is_word(at + 1))
        if subject:
            plural = self._plural(chosen, determiner)
            if plural and self.lexicon.verb(low, "base"):
                return True
            return self.finite(at, plural=plural) and not (
                self._noun_word(at) and self._verb_not_particle(at + 1, plural=words.is_plural(low))
            )
        return bool(self.lexicon.verb(low, "part")) and low.endswith("ed") and not self._noun_word(at + 1)

    def _verb_not_particle(self, at: int, *, plural: bool) -> bool:
        return self.low(at) not in words.PARTICLES and self.finite(at, plural=plural)

    def _noun_word(self, at: int) -> bool:
        return self.is_word(at) and not self._stops(at) and not words.is_adverb(self.low(at))

    def _plural(self, chosen: list[int], determiner: str) -> bool:
        if self.low(chosen[-1]) in _COLLECTIVE and self.lexicon.verb(self.low(chosen[-1] + 1), "base"):
            return True
        if determiner in _SINGULAR:
            return False
        return determiner in _PLURAL_DETERMINERS or words.is_plural(self.low(chosen[-1]))

    def finite(self, at: int, *, plural: bool | None = None) -> bool:
        """True when a finite verb that agrees with its subject can stand at ``at`` (either number when unknown)."""
        low = self.low(at)
        if not self.is_word(at):
            return False
        if low in words.AUXILIARIES:
            return True
        if self.lexicon.verb(low, "s"):
            return plural is not True
        if self.lexicon.verb(low, "base"):
            return plural is not False or self.bare
        if self.lexicon.verb(low, "past") and not low.endswith("ed"):
            return True
        if low.endswith("ed") and not self.present and self.lexicon.verb(low, "past"):
            return self.low(at + 1) in words.PREPOSITIONS | words.DETERMINERS | words.PARTICLES or not self.is_word(at + 1)
        return self.loose and self._unknown_verb(at, plural=plural)

    def _unknown_verb(self, at: int, *, plural: bool | None) -> bool:
        low, after = self.low(at), self.low(at + 1)
        follows = (
            not after[:1].isalnum()
            or after in words.DETERMINERS | words.PREPOSITIONS | words.PARTICLES | words.PRONOUNS | words.CONJUNCTIONS
            or words.is_adverb(after)
        )
        shaped = low.endswith("s") and not low.endswith(("ss", "us", "'s")) and plural is not True
        return shaped and follows and len(low) > 3

    def _build(self, start: int, end: int, draft: _Draft) -> Phrase:
        chosen, who, determiner = draft.chosen, draft.who, draft.determiner
        head_token = self.tokens[chosen[-1]]
        head = self.roster.characters[who[0]].name.casefold() if who else words.noun_lemma(head_token.low)
        text = " ".join(t.text for t in self.tokens[start:end]).replace(" 's", "'s").replace(" ’s", "’s")
        return Phrase(
            text=text,
            head=head,
            who=who,
            owner=draft.owner,
            owner_who=draft.owner_who,
            adjectives=tuple(self.low(i) for i in chosen[:-1]) if not who else (),
            determiner=determiner,
            plural=self._plural(chosen, determiner),
            capitals=head_token.caps,
            titled=head_token.titled and chosen[-1] > 0,
            start=start,
        )

    def with_inside(self, at: int, *, subject: bool) -> tuple[Phrase | None, int]:
        """Return a noun phrase with the ``of``, ``in`` and ``with`` phrases that belong to it."""
        found, at = self.phrase(at, subject=subject)
        if found is None:
            return None, at
        while self.low(at) == "of" or (subject and self.low(at) in words.PREPOSITIONS and self.low(at) not in ("as-if",)):
            preposition = self.low(at)
            inner, after = self.phrase(at + 1, subject=subject)
            if inner is None:
                break
            if preposition == "of" and found.head in _QUANTITY_HEADS and not found.who:
                inner.determiner, inner.plural = found.determiner or found.head, True
                inner.inside.append(("of", found))
                inner.start = found.start
                inner.text = f"{found.text} of {inner.text}"
                found = inner
            else:
                found.inside.append((preposition, inner))
            at = after
        return found, at


_ADJECTIVES = CLOSED["phrases_adjectives"]
