"""Who a clause is about: subjects joined by ``and``, appositions, and verbs that go on with the subject before."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from redearth.breakdown import words
from redearth.breakdown.lexicon import Lexicon
from redearth.breakdown.phrases import Phrase, PhraseReader
from redearth.breakdown.roster import Roster
from redearth.breakdown.words import Token

Aspect = Literal["plain", "start", "try", "stop", "keep"]


@dataclass(slots=True)
class Clause:
    """One clause of a sentence."""

    kind: Literal["verb", "state", "fragment"]
    subject: list[Phrase]
    verb: str = ""
    particle: str = ""
    objects: list[Phrase] = field(default_factory=list)
    places: list[tuple[str, Phrase | None]] = field(default_factory=list)
    """(preposition, phrase); a bare direction word has no phrase."""
    manner: list[str] = field(default_factory=list)
    aspect: Aspect = "plain"
    negated: bool = False
    passive: bool = False
    parallel: bool = False
    participle: bool = False
    known: bool = True
    """The verb stands in the lexicon."""
    start: int = 0
    end: int = 0
    """Token range."""


class SubjectReader(PhraseReader):
    """Reads subjects; knows the clauses so far."""

    def __init__(self, tokens: list[Token], lexicon: Lexicon, roster: Roster) -> None:
        super().__init__(tokens, lexicon, roster)
        self.clauses: list[Clause] = []
        self.subject: list[Phrase] = []
        self.infinitive = False
        """The last verb was ``begins to …``: a plain form after ``and`` goes on with it."""
        self.folded: list[tuple[int, int]] = []
        """Token ranges that were read as circumstance and make no beat of their own."""

    def _same_subject_verb(self, at: int, *, first: bool) -> bool:
        """True when a finite verb at ``at`` continues the subject before it, or opens a sentence that names none."""
        low = self.low(at)
        if low in words.AUXILIARIES:
            return bool(self.subject)
        form_s, form_base = self.lexicon.verb(low, "s"), self.lexicon.verb(low, "base")
        plural = len(self.subject) > 1 or any(p.plural for p in self.subject)
        noun_subject = (
            self.is_word(at + 1)
            and self._names_something(low)
            and self._verb_not_particle(at + 1, plural=words.is_plural(low))
            and not self.lexicon.verb(self.low(at + 1), "s")
        )
        if first:
            return self._opens_with_verb(at) and not noun_subject
        if form_s and low in self.lexicon.words["body"] and self.low(at + 1) in words.PARTICLES:
            return False
        if form_s and not noun_subject:
            return bool(self.subject) and not plural
        return bool(form_base and self.subject and (plural or self.infinitive) and not noun_subject)

    def _names_something(self, low: str) -> bool:
        """``lights``, ``hands``, ``shadows``: verbs by their shape, things by their use."""
        lemma = words.noun_lemma(low)
        tables = ("environment", "fixed", "person", "crowd", "body", "creature")
        return lemma in self.lexicon.fragments or any(self.lexicon.is_a(table, w) for table in tables for w in (lemma, low))

    def _opens_with_verb(self, at: int) -> bool:
        """``Looks at the card.`` ``Stuffs it in his pocket.``: a sentence that leaves out who."""
        low, after = self.low(at), self.low(at + 1)
        if not low.endswith("s") or low.endswith("ss") or len(self.tokens) < 2 or words.is_plural(after):
            return False
        told = after in words.DETERMINERS | words.PRONOUNS or words.is_adverb(after)
        if not self.lexicon.verb(low, "s"):
            return told and (after in ("it", "them", "him") or after in words.POSSESSIVES) and self.tokens[at].titled
        opens = told or after in words.PARTICLES | words.PREPOSITIONS or not self.is_word(at + 1)
        return opens and (told or words.noun_lemma(low) not in self.lexicon.fragments)

    def _subject(self, at: int) -> tuple[list[Phrase], int]:
        """Read a subject: phrases joined by commas and ``and``, with appositions skipped."""
        found, at = self.with_inside(at, subject=True)
        if found is None:
            return [], at
        subject = [found]
        while True:
            at = self._skip_adverbs(at)
            if self._verb_at(at, subject):
                return subject, at
            if self.low(at) == "and" or self.low(at) == "," or self.low(at) in ("or", "with"):
                joined, after = self._joined(at, subject)
                if joined:
                    at = after
                    continue
            skipped = self._apposition(at, subject)
            if skipped == at:
                return subject, at
            at = skipped

    def _joined(self, at: int, subject: list[Phrase]) -> tuple[bool, int]:
        """Read ``, and NAME`` as another part of the subject when a verb follows somewhere."""
        here = at + 1
        while self.low(here) in ("and", ","):
            here += 1
        found, after = self.with_inside(here, subject=True)
        if found is None:
            return False, at
        ahead = self._skip_adverbs(after)
        more = self.low(ahead) in ("and", ",")
        verb = self._verb_at(ahead, [*subject, found])
        alone = self._verb_at(ahead, [found]) and not self.finite(ahead, plural=True)
        named = bool(found.who) and (bool(subject[0].who) or subject[0].plural)
        if (verb and (not alone or named or found.plural) and (self.low(at) != "," or named)) or (more and named):
            if found.who and not subject[0].who and subject[0].plural and self.low(at) == ",":
                found.inside += subject[0].inside
                found.adjectives += subject[0].adjectives
                subject[:] = [found]
            else:
                if subject[0].inside and found.who and subject[0].who and not found.inside:
                    found.inside = list(subject[0].inside)
                subject.append(found)
            return True, after
        return False, at

    def _apposition(self, at: int, subject: list[Phrase]) -> int:
        """Skip ``, six-legged, mutated,`` and ``who …,`` after a subject when its verb follows; else return ``at``."""
        if self.low(at) not in (",", "(", "—", "--", *words.RELATIVES) and not self.lexicon.verb(self.low(at), "part", "ing"):
            return at
        here = at + 1
        while here < len(self.tokens) and here - at < 16:
            closes = self.low(here - 1) in (",", ")", "—", "--")
            if (
                closes
                and self.low(here) != "and"
                and self._verb_at(self._skip_adverbs(here), subject)
                and not self._told(here, at + 16)
            ):
                self.folded.append((at, here))
                names = self._names_between(at, here)
                if names and not subject[0].who:
                    names[0].inside, names[0].adjectives = subject[0].inside, subject[0].adjectives
                    subject[:] = names
                return here
            if self.low(here) in (";", ":", ".", "!"):
                return at
            here += 1
        return at

    def _told(self, at: int, last: int) -> bool:
        """True for ``bent`` in ``PETRA, bent, in a cardigan, shuffles``: alone between commas, no third person, and one follows a comma."""
        if self.low(at + 1) != "," or self.lexicon.verb(self.low(at), "s"):
            return False
        later = range(at + 2, min(last, len(self.tokens)))
        return any(self.low(k - 1) == "," and self.lexicon.verb(self.low(self._skip_adverbs(k)), "s") for k in later)

    def _names_between(self, start: int, end: int) -> list[Phrase]:
        names: list[Phrase] = []
        for at in range(start, end):
            identity, _ = self.roster.match(self.tokens, at)
            if identity and all(identity not in n.who for n in names):
                names.append(
                    Phrase(text=self.roster.characters[identity].name, head=self.tokens[at].low, who=(identity,), start=at)
                )
        return names

    def _skip_adverbs(self, at: int) -> int:
        while words.is_adverb(self.low(at)) or self.low(at) in ("both", "all", "each", "simply"):
            at += 1
        return at

    def _verb_at(self, at: int, subject: list[Phrase]) -> bool:
        plural = len(subject) > 1 or any(p.plural or p.head in ("i", "you", "we", "they") for p in subject)
        if self.low(at) in words.NEGATIONS:
            return True
        if self.loose and (subject[-1].who or (subject[-1].pronoun and not plural)) and self.is_word(at):
            low = self.low(at)
            return self.finite(at, plural=plural) or (low.endswith("s") and len(low) > 3 and not low.endswith("ss"))
        return self.finite(at, plural=plural)
