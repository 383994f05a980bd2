"""Where a clause ends and the next begins: looking ahead without reading."""

from __future__ import annotations

from redearth.breakdown import words
from redearth.breakdown.closed import CLOSED
from redearth.breakdown.phrases import Phrase
from redearth.breakdown.subjects import Clause, SubjectReader

_DURATIONS = CLOSED["durations"]
_DURATION_WORDS = CLOSED["duration_words"]
PARALLEL = frozenset(["as", "while", "when", "whenever", "whereas"])
_PURPOSE_AFTER = frozenset(
    ["WALK", "RUN", "REACH", "TURN", "LEAN", "KNEEL", "CROUCH", "RISE", "CLIMB", "STOP", "LOOK", "JUMP", "CRAWL"]
)


class BoundaryReader(SubjectReader):
    """Finds the boundaries of clauses ahead of the reader."""

    def _ing_is_noun(self, at: int) -> bool:
        """True for an ``-ing`` word that names a thing (``a building stands``)."""
        return self.low(at) in (
            "building",
            "ceiling",
            "clearing",
            "morning",
            "evening",
            "railing",
            "painting",
            "opening",
            "ring",
            "king",
            "wing",
        ) or (self.low(at - 1) in words.DETERMINERS)

    def duration(self, at: int) -> int:
        """Return the index after ``for a long moment`` or ``over 5-7 seconds`` at ``at``, else ``at``: how long, not where."""
        if self.low(at) not in ("for", "over", "during", "within", "throughout"):
            return at
        here = at + 1
        while here - at < 7 and (
            self.low(here) in _DURATION_WORDS or self.low(here).isdigit() or self.low(here) in ("-", "–", "—")
        ):
            here += 1
        if words.noun_lemma(self.low(here)) not in _DURATIONS or self.low(here + 1) in ("of", "'s"):
            return at
        return here + 1 + (self.low(here + 1) == "being")

    def aside(self, at: int, after: int, found: Phrase, clause: Clause) -> int:
        """Return the index after a name that is no object of the clause before its comma, else ``at``.

        ``with his son, MATTHEW``: the name of the one before; ``, Steel at the wheel``: how somebody else is meanwhile.
        """
        if not found.who or self.low(at - 1) != ",":
            return at
        before = clause.objects[-1:] + [phrase for _, phrase in clause.places[-1:] if phrase is not None]
        nearest = max(before, key=lambda phrase: phrase.start, default=None)
        if self.low(after) in words.PREPOSITIONS and self.low(after) not in ("of", "with"):
            end = self._to_boundary(after)
            self.folded.append((at, end))
            return end
        if nearest is not None and not nearest.who and not nearest.pronoun and self.lexicon.is_a("person", nearest.head):
            nearest.who = found.who
            return after
        return at

    # ---- verb and what follows it -------------------------------------------------------------------------------------

    def _purpose(self, at: int, clause: Clause) -> int:
        """``to`` and a verb: a further action after a movement, else only the reason for this one."""
        sense = self.lexicon.senses.get(clause.verb)
        if sense is not None and sense.primitive in _PURPOSE_AFTER and not clause.objects:
            return at
        end = self._to_boundary(at + 1)
        self.folded.append((at, end))
        return end

    def _boundary(self, at: int, clause: Clause) -> bool:
        low = self.low(at)
        if low in (";", "--", "—", "–", ":", "...", "…", "..") or low in ("!", "?", "."):
            return True
        if low in ("and", "but", "then", "or", "yet"):
            return self._starts_clause(at + 1, clause)
        if low == "as" and self.low(at + 1) in ("if", "though"):
            return False
        if low in PARALLEL or low in ("before", "after", "until", "because", "since", "where"):
            return self._clause_ahead(at + 1) or self.lexicon.verb(self.low(at + 1), "ing") != ""
        if low == ",":
            here = at + 1
            if self.lexicon.verb(self.low(self._skip_adverbs(here)), "ing"):
                return True
            return (
                (self.low(here) in ("then", "and", "but", *PARALLEL) and self._starts_clause(here + 1, clause))
                or self._starts_clause(here, clause)
                or self._absolute(here)
            )
        return (
            low == "to"
            and at > clause.start
            and self.lexicon.verb(self.low(at + 1), "base") != ""
            and self._purpose(at, clause) == at
        )

    def _starts_clause(self, at: int, clause: Clause) -> bool:
        at = self._skip_adverbs(at)
        while self.low(at) in ("then", "and", "but"):
            at = self._skip_adverbs(at + 1)
        if not self.is_word(at):
            return False
        if self._same_subject_verb(at, first=False) and not clause.participle:
            return True
        if clause.participle and self.lexicon.verb(self.low(at), "ing"):
            return True
        if clause.participle and self._same_subject_verb(at, first=False) and self.lexicon.verb(self.low(at), "s"):
            return True
        return self._clause_ahead(at)

    def _clause_ahead(self, at: int) -> bool:
        """True when a subject with its finite verb starts at ``at``."""
        at = self._skip_adverbs(at)
        subject, after = self._peek_subject(at)
        return bool(subject) and self._verb_at(after, subject)

    def _absolute(self, at: int) -> bool:
        """``, arms swinging``: a phrase with its own participle."""
        found, after = self.phrase(at, subject=True)
        return found is not None and bool(self.lexicon.verb(self.low(after), "ing"))

    def _peek_subject(self, at: int) -> tuple[list[Phrase], int]:
        kept = len(self.folded)
        subject, after = self._subject(at)
        del self.folded[kept:]
        return subject, after

    def _to_boundary(self, at: int) -> int:
        probe = Clause(kind="verb", subject=self.subject, start=len(self.tokens), participle=True)
        while at < len(self.tokens) and self.low(at) not in (",", ";", "--", "—", ":", ".", "!", "?", "..."):
            if self.low(at) in ("and", "but", "then", *PARALLEL) and self._starts_clause(at + 1, probe):
                break
            at += 1
        return at
