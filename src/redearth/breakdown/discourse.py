"""Who is meant: what has been named so far in a scene, and what pronouns and epithets point back to."""

from __future__ import annotations

from dataclasses import dataclass, field

from redearth.breakdown.closed import CLOSED
from redearth.breakdown.lexicon import Lexicon
from redearth.breakdown.phrases import Phrase
from redearth.breakdown.roster import Roster, name_words

_SINGULAR = {
    "he": "male",
    "him": "male",
    "his": "male",
    "she": "female",
    "her": "female",
    "hers": "female",
}
_PLURAL = frozenset(
    [
        "they",
        "them",
        "their",
        "both",
        "all",
        "everyone",
        "everybody",
        "we",
        "us",
        "our",
        "others",
        "two",
        "three",
        "these",
        "those",
    ]
)
_GROUP_NOUNS = frozenset(["trio", "duo", "pair", "couple", "group", "team", "others", "friends"])
_NUMBERS = {"two": 2, "both": 2, "duo": 2, "pair": 2, "couple": 2, "three": 3, "trio": 3, "four": 4}
_MACHINES = CLOSED["discourse_machines"]
_SEATS = CLOSED["discourse_seats"]
_LONGEST_MEMORY = 12


@dataclass(slots=True)
class Discourse:
    """The memory of one scene, fed clause by clause."""

    roster: Roster
    lexicon: Lexicon
    people: list[str] = field(default_factory=list)
    """Characters by recency, the last named last."""
    subjects: tuple[str, ...] = ()
    """Actors of the last clause."""
    group: tuple[str, ...] = ()
    """The last named set of two or more."""
    thing: str = ""
    thing_plural: bool = False
    speaker: str = ""
    seat: str = ""
    """The seat that was named last, for those who then simply sit down."""

    def note_seat(self, named: tuple[str, ...]) -> None:
        """Remember a seat among the things a clause names."""
        self.seat = next((thing for thing in named if thing.split("-")[-1] in _SEATS), self.seat)

    def mention(self, *who: str) -> None:
        """Note that these characters were just named."""
        for identity in who:
            if identity in self.people:
                self.people.remove(identity)
            self.people.append(identity)
        del self.people[:-_LONGEST_MEMORY]
        if len(who) > 1:
            self.group = tuple(who)

    def resolve(self, phrase: Phrase, *, subject: bool, avoid: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return the characters a phrase means (empty for things); ``avoid`` are the clause's own actors."""
        if phrase.who:
            return phrase.who
        if phrase.pronoun:
            return self.pronoun(phrase.head, subject=subject, avoid=avoid)
        if phrase.head in _GROUP_NOUNS and phrase.determiner in ("the", "both", ""):
            return self._plural(_NUMBERS.get(phrase.head, 0))
        return self._labelled(phrase) or self._epithet(phrase)

    def _labelled(self, phrase: Phrase) -> tuple[str, ...]:
        """``both athletes``, ``the three teammates``: Athlete A and Athlete B, or whoever was named last."""
        if not phrase.plural or phrase.determiner not in ("both", "the", "two", "three", "all", ""):
            return ()
        members = tuple(
            p for p in self.people if name_words(self.roster.characters[p].name)[0] == phrase.head and self._person(p)
        )
        if len(members) > 1:
            return members
        counted = phrase.determiner in ("both", "two", "three") and self.lexicon.is_a("person", phrase.head)
        known = self._plural(_NUMBERS.get(phrase.determiner, 0)) if counted else ()
        return known if len(known) == _NUMBERS.get(phrase.determiner, 0) else ()

    def pronoun(self, low: str, *, subject: bool, avoid: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return the characters a pronoun means; none for ``himself``, who is the doer already."""
        if low.endswith(("self", "selves")):
            return ()
        if low in _SINGULAR:
            return self._singular(_SINGULAR[low], subject=subject, avoid=avoid)
        if low in _PLURAL:
            return self._plural(_NUMBERS.get(low, 0), avoid if low in ("them", "us") else ())
        if low == "nobody":
            return tuple(p for p in self.people[-6:] if self.roster.characters[p].kind != "creature")
        if low == "each-other":
            return self.subjects[-1:] if len(self.subjects) > 1 else ()
        if low in ("another", "other", "someone", "somebody") and self.people:
            crowds = [p for p in self.people if self.roster.characters[p].kind == "crowd"]
            others = [p for p in self.people if p not in self.subjects and p not in avoid and self._person(p)]
            return tuple((crowds or others)[-1:]) if low in ("another", "other") else ()
        if low in ("it", "its", "itself"):
            creatures = [p for p in self.people if self.roster.characters[p].kind == "creature" and p not in avoid]
            return (creatures[-1],) if creatures and (not self.thing or creatures[-1] in self.subjects) else ()
        return ()

    def owner(self, phrase: Phrase) -> tuple[str, ...]:
        """Return who owns a phrase: ``her hand``, ``Lin's hand``."""
        if phrase.owner_who:
            return phrase.owner_who
        return self.pronoun(phrase.owner, subject=True) if phrase.owner else ()

    def _singular(self, sex: str, *, subject: bool, avoid: tuple[str, ...]) -> tuple[str, ...]:
        known = [p for p in self.people if self._sex(p) == sex and p not in avoid]
        unknown = [p for p in self.people if self._sex(p) == "unknown" and self._person(p) and p not in avoid]
        if known:  # a computer that speaks is no "she" beside a woman
            unknown = [p for p in unknown if not _MACHINES & set(p.split("-"))]
        if subject and len(self.subjects) == 1 and self.subjects[0] in known + unknown:
            return self.subjects
        if self.speaker and self.speaker in known and known[-1:] != [self.speaker] and not subject:
            return (self.speaker,)
        pool = [p for p in self.people if p in known or p in unknown]
        if not pool and self.roster.default not in avoid:
            return (self.roster.default,) if self.roster.default else ()
        return (pool[-1],) if pool else ()

    def _plural(self, number: int, avoid: tuple[str, ...] = ()) -> tuple[str, ...]:
        if not number and len(self.subjects) == 1 and self._crowd(self.subjects[0]) and self.subjects[0] not in avoid:
            return self.subjects
        group = tuple(p for p in self.group if p not in avoid)
        if group and (not number or len(group) == number):
            return group
        persons = [p for p in self.people if p not in avoid]
        size = number or 2
        return tuple(persons[-size:]) if len(persons) > 1 else tuple(persons)

    def _epithet(self, phrase: Phrase) -> tuple[str, ...]:
        """``the old woman``: somebody known of that sex and age, when nobody is called so."""
        if phrase.determiner not in ("the", "that", "this") or not self.lexicon.is_a("person", phrase.head):
            return ()
        sex = next((s for s in ("female", "male") if phrase.head in self.lexicon.words[s]), "")
        fits = [p for p in self.people if self._person(p) and (not sex or self._sex(p) in (sex, "unknown"))]
        old = "old" in phrase.adjectives or "elderly" in phrase.adjectives
        aged = [p for p in fits if (self.roster.characters[p].age or 0) >= 55 or "old" in self.roster.characters[p].traits]
        pool = aged if old and aged else fits
        return (pool[-1],) if pool else ()

    def _sex(self, identity: str) -> str:
        return self.roster.characters[identity].sex

    def _crowd(self, identity: str) -> bool:
        return self.roster.characters[identity].kind == "crowd"

    def _person(self, identity: str) -> bool:
        return self.roster.characters[identity].kind == "person"
