"""A sentence into clauses: subject, verb, objects, places, manner; coordination, participles, ``as``/``while``, passives."""

from __future__ import annotations

from redearth.breakdown import words
from redearth.breakdown.boundaries import PARALLEL, BoundaryReader
from redearth.breakdown.phrases import Phrase
from redearth.breakdown.subjects import Clause
from redearth.breakdown.verbs import VerbGroup, read_verb, takes_particle

_LEADING = frozenset(("from", "out", "up", "down", "off", "in", "away", "over", "on"))
"""Prepositions that another one may follow: ``from behind``, ``out of``."""
_ARRIVING = frozenset(("WALK", "RUN", "STAND", "SIT", "LIE", "APPEAR", "CRAWL", "FALL", "RISE", "KNEEL"))


class ClauseReader(BoundaryReader):
    """Reads the clauses of one sentence from left to right."""

    def read(self) -> list[Clause]:
        """Return the sentence's clauses in order."""
        at = 0
        while at < len(self.tokens):
            after = self._clause(at)
            at = max(after, at + 1)
        waiting = [c for c in self.clauses if c.participle and not c.subject]
        subject = next((c.subject for c in self.clauses if c.subject), [])
        for clause in waiting:
            clause.subject = subject
        return self.clauses

    # ---- one clause ---------------------------------------------------------------------------------------------------

    def _clause(self, at: int) -> int:
        start, lead = at, Clause(kind="verb", subject=[])
        at = self._lead(at, lead)
        if at >= len(self.tokens):
            if lead.places and not self.clauses:
                self.clauses.append(Clause(kind="fragment", subject=[p for _, p in lead.places if p], start=start, end=at))
            return at
        if self.lexicon.verb(self.low(at), "ing") and not self._ing_is_noun(at):
            return self._verbal(start, at, lead, list(self.subject), participle=True)
        if self._inversion_at(at, lead):
            return self._inverted(start, at, lead)
        if self._same_subject_verb(at, first=not self.clauses):
            return self._verbal(start, at, lead, list(self.subject), participle=False)
        for loose in (False, True):
            self.loose = loose
            subject, after = self._subject(at)
            if subject and self._verb_at(after, subject):
                self.subject = subject
                while words.is_adverb(self.low(after - 1)) and after - 1 > at:
                    after -= 1
                end = self._verbal(start, after, lead, subject, participle=False)
                self.loose = False
                return end
        self.loose = False
        return self._fragment(start, at, lead)

    def _lead(self, at: int, lead: Clause) -> int:
        """Read what stands before the subject: conjunctions, adverbs, places."""
        while at < len(self.tokens):
            low = self.low(at)
            if not self.is_word(at) or low in words.CONJUNCTIONS or (low == "both" and self.low(at + 1) in words.PREPOSITIONS):
                at += 1
            elif (low in words.SUBORDINATORS and low not in words.PREPOSITIONS) or low in PARALLEL:
                lead.parallel = lead.parallel or low in PARALLEL
                at += 1 + (self.low(at + 1) in ("if", "though"))
            elif words.is_adverb(low) and not (low == "there" and self.low(at + 1) in words.AUXILIARIES):
                lead.manner.append(low)
                at += 1
            elif low == "there":
                at += 2
            elif low in ("in", "out", "up", "down", "away") and self.lexicon.verb(self.low(at + 1), "s"):
                lead.manner.append(low)
                at += 1
            elif low in words.PREPOSITIONS:
                at = max(self._place(at, lead, leading=True), at + 1)
            else:
                break
        return at

    def _place(self, at: int, clause: Clause, *, leading: bool = False) -> int:
        """Read a preposition with its phrase into ``clause``; return ``at`` when there is none."""
        preposition = self.low(at)
        here = at + 1
        lasted = self.duration(at)
        if lasted > at:
            self.folded.append((at, lasted))
            return lasted
        if self.low(here) in words.PREPOSITIONS and preposition in _LEADING:
            if preposition in ("out", "up", "down", "off"):
                preposition = "out_of" if preposition == "out" and self.low(here) == "of" else self.low(here)
            here += 1
        if self.lexicon.verb(self.low(here), "ing") and not self._ing_is_noun(here):
            end = self._to_boundary(here)
            self.folded.append((at, end))
            return end
        found, after = self.phrase(here, subject=True) if leading else self.with_inside(here, subject=False)
        if found is None:
            return at
        while leading and self.low(after) == "of":
            inner, later = self.phrase(after + 1, subject=True)
            if inner is None:
                break
            found.inside.append(("of", inner))
            after = later
        clause.places.append((preposition, found))
        if preposition == "between" and self.low(after) == "and":
            second, later = self.phrase(after + 1, subject=False)
            if second is not None:
                clause.places.append(("between+", second))
                after = later
        return after

    def _verbal(self, start: int, at: int, lead: Clause, subject: list[Phrase], *, participle: bool) -> int:
        group: VerbGroup = read_verb(self, at, participle=participle)
        clause = Clause(
            kind="state" if group.state else "verb",
            subject=subject,
            verb=group.lemma,
            places=lead.places,
            manner=[*lead.manner, *group.manner],
            aspect=group.aspect,
            negated=group.negated,
            passive=group.passive,
            parallel=lead.parallel or (participle and bool(self.clauses)),
            participle=participle,
            known=group.known,
            start=start,
        )
        self.clauses.append(clause)
        self.infinitive = group.aspect in ("start", "try", "keep")
        end = self._state_end(group.end, clause) if group.state else self._complements(group.end, clause)
        clause.end = end
        return end

    def _inversion_at(self, at: int, lead: Clause) -> bool:
        """True at the verb of ``in walks SCOTT``."""
        led = bool(lead.places) or any(m in ("in", "out", "up", "down", "away", "there", "here") for m in lead.manner)
        sense = self.lexicon.senses.get(self.lexicon.verb(self.low(at), "s"))
        after = self.low(at + 1) in words.DETERMINERS or (
            at + 1 < len(self.tokens) and bool(self.roster.match(self.tokens, at + 1)[0])
        )
        return led and after and sense is not None and sense.primitive in _ARRIVING

    def _inverted(self, start: int, at: int, lead: Clause) -> int:
        """``In walks Scott.``, ``There stands an OLD MAN.``: place first, verb, then who."""
        end = self._verbal(start, at, lead, [], participle=False)
        clause = self.clauses[-1]
        clause.subject = self.subject = clause.objects[:1]
        clause.objects = clause.objects[1:]
        return end

    def _state_end(self, at: int, clause: Clause) -> int:
        while at < len(self.tokens) and not self._boundary(at, clause):
            if self.low(at) in words.PREPOSITIONS:
                after = self._place(at, clause)
                at = after if after > at else at + 1
            else:
                if self.is_word(at):
                    clause.manner.append(self.low(at))
                at += 1
        return at

    def _complements(self, at: int, clause: Clause) -> int:
        while at < len(self.tokens) and not self._boundary(at, clause):
            low = self.low(at)
            if low == "out" and self.low(at + 1) == "of":
                at = self._complement_place(at, clause)
            elif not clause.particle and takes_particle(self, at, clause.verb, after_object=bool(clause.objects)):
                clause.particle = low
                at += 1
            elif (
                low == "to" and self.lexicon.verb(self.low(at + 1), "base") and self.low(at + 1) not in self.lexicon.words["body"]
            ):
                return self._purpose(at, clause)
            elif low == "as" and self.low(at + 1) in ("if", "though"):
                end = self._to_boundary(at + 2)
                self.folded.append((at, end))
                at = end
            elif low in words.PREPOSITIONS:
                at = self._complement_place(at, clause)
            elif low in words.RELATIVES:
                at = self._relative(at, clause)
            elif not self.is_word(at):
                at += 1
            elif words.is_adverb(low) or low in words.PARTICLES:
                clause.manner.append(low)
                at += 1
            elif self.lexicon.verb(low, "ing") and not self._ing_is_noun(at) and (clause.objects or self.low(at - 1) == ","):
                at = self._small_clause(at, clause)
            elif low.endswith("ing") and len(low) > 5 and self.low(at - 1) == "," and not self._ing_is_noun(at):
                end = self._to_boundary(at)
                self.folded.append((at, end))
                at = end
            else:
                at = self._object(at, clause)
        return at

    def _complement_place(self, at: int, clause: Clause) -> int:
        after = self._place(at, clause)
        if after > at:
            return after
        clause.places.append((self.low(at), None))
        return at + 1

    def _object(self, at: int, clause: Clause) -> int:
        found, after = self.with_inside(at, subject=False)
        if found is None:
            if self.is_word(at):
                clause.manner.append(self.low(at))
            return at + 1
        if not found.determiner and not found.who and self.is_adjective(found.head):
            clause.manner.append(found.head)
            return after
        aside = self.aside(at, after, found, clause)
        if aside > at:
            return aside
        clause.objects.append(found)
        while self.low(after) in ("and", ",", "or") and not self._starts_clause(after + 1, clause):
            here = after + 1 + (self.low(after + 1) in ("and", "or"))
            if self.low(here).endswith("ing") or words.is_adverb(self.low(here)):
                break
            more, later = self.with_inside(here, subject=False)
            if more is None:
                break
            if not more.determiner and not more.who and (self.is_adjective(more.head) or more.head.endswith("ed")):
                clause.manner.append(more.head)
            else:
                clause.objects.append(more)
            after = later
        return after

    def _relative(self, at: int, clause: Clause) -> int:
        """``to Mara, who takes it``: played, when it is about somebody."""
        nearest = max(
            (p for p in (*clause.objects, *(p for _, p in clause.places if p)) if p.start < at),
            key=lambda p: p.start,
            default=None,
        )
        if nearest is not None and nearest.who and self.low(at) in ("who", "that", "which") and self._verb_at(at + 1, [nearest]):
            keep, self.subject = self.subject, [nearest]
            end = self._verbal(at, at + 1, Clause(kind="verb", subject=[]), [nearest], participle=False)
            self.subject = keep
            return end
        end = self._to_boundary(at + 1)
        self.folded.append((at, end))
        return end

    def _small_clause(self, at: int, clause: Clause) -> int:
        """``watches the light blinking``: an action of the object, played when the object is somebody."""
        if clause.objects and clause.objects[-1].who:
            keep, self.subject = self.subject, [clause.objects[-1]]
            end = self._verbal(at, at, Clause(kind="verb", subject=[], parallel=True), self.subject, participle=True)
            self.subject = keep
            return end
        end = self._to_boundary(at)
        self.folded.append((at, end))
        return end

    # ---- where a clause ends ------------------------------------------------------------------------------------------

    def _fragment(self, start: int, at: int, lead: Clause) -> int:
        """No verb: a noun phrase that stands alone, with or without a participle."""
        found, after = self.with_inside(at, subject=False)
        if found is not None and self.lexicon.verb(self.low(after), "ing") and not self._ing_is_noun(after):
            keep, self.subject = self.subject, [found]
            end = self._verbal(
                start,
                after,
                Clause(kind="verb", subject=[], places=lead.places, parallel=bool(self.clauses)),
                [found],
                participle=True,
            )
            self.subject = keep or [found]
            return end
        who = after + (self.low(after) == ",")
        if found is not None and self.low(who) in words.RELATIVES and self._verb_at(who + 1, [found]):
            self.subject = [found]
            return self._verbal(start, who + 1, lead, [found], participle=False)
        end = max(self._to_boundary(max(after, at)), at + 1)
        subject = [found] if found is not None else []
        clause = Clause(kind="fragment", subject=subject, places=lead.places, manner=lead.manner, start=start, end=end)
        if self.clauses:
            self.folded.append((start, end))
            if self.low(start - 1) == ":" or self.low(start) == ":":
                self.clauses[-1].objects += subject
        else:
            self.clauses.append(clause)
        return end
