"""The props and fixed features that the action names, gathered while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from redearth.breakdown.closed import CLOSED
from redearth.breakdown.lexicon import Lexicon
from redearth.breakdown.model import Prop
from redearth.breakdown.phrases import Phrase
from redearth.breakdown.words import POSSESSIVES
from redearth.core.slug import slug

_ABSTRACT_ENDINGS = ("ness", "tion", "sion", "ity", "ance", "ence", "ship", "ism", "hood", "sure")
_HANDLING = CLOSED["things_handling"]
_READING = frozenset(("read", "study", "browse", "consult", "peruse", "review"))


@dataclass(slots=True)
class Things:
    """What one scene's action names; merged over scenes into the film's list."""

    lexicon: Lexicon
    capitals_matter: bool = True
    found: dict[str, Prop] = field(default_factory=dict)
    place_words: tuple[str, ...] = ()
    """Words of the slugline: a tunnel is no feature of the tunnel."""
    features: set[str] = field(default_factory=set)
    words: list[str] = field(default_factory=list)

    def is_thing(self, phrase: Phrase) -> bool:
        """True for a phrase that names something solid."""
        return not (
            phrase.who
            or phrase.pronoun
            or phrase.head in self.lexicon.words["abstract"]
            or phrase.head.endswith(_ABSTRACT_ENDINGS)
            or phrase.head in self.place_words
            or phrase.head in self.lexicon.words["body"]
            or phrase.head in self.lexicon.words["environment"]
            or phrase.head in self.lexicon.words["scenery"]
            or (phrase.head in self.lexicon.sounds and not (self.lexicon.is_a("fixed", phrase.head) or self._a_ring(phrase)))
            or not phrase.head[:1].isalpha()
            or len(phrase.head) < 3
        )

    def _a_ring(self, phrase: Phrase) -> bool:
        """``the ring`` is a thing where ``a ring`` is heard."""
        return phrase.head in ("ring", "bell", "alarm", "whistle", "music", "siren", "tap") and phrase.determiner in (
            "the",
            *POSSESSIVES,
        )

    def is_handled(self, verb: str) -> bool:
        """True for verbs that put their object into somebody's hands."""
        sense = self.lexicon.senses.get(verb)
        return sense is not None and sense.primitive in _HANDLING

    def is_read(self, verb: str, phrase: Phrase) -> bool:
        """True for a book that is read: it is there, though nobody is said to take it."""
        return verb in _READING and phrase.head in self.lexicon.words["reading"]

    def is_prop(self, phrase: Phrase) -> bool:
        """True when the phrase names a prop that is already known, or one written in capitals."""
        return (
            self.is_thing(phrase)
            and (slug(phrase.head) in self.found or (phrase.capitals and self.capitals_matter))
            and not self.lexicon.is_a("fixed", phrase.head)
        )

    def note_mention(self, phrase: Phrase) -> None:
        """Record a thing that is only spoken of on the way."""
        if self.is_thing(phrase):
            self.note(phrase, handled=False)

    def feature(self, phrase: Phrase) -> None:
        """Note a fixed part of the set, and its words."""
        if self.lexicon.is_a("fixed", phrase.head) and phrase.head not in self.place_words:
            self.note(phrase, handled=False)
        elif phrase.head in self.lexicon.words["scenery"]:
            self.words += [*phrase.adjectives, phrase.head]

    def note(self, phrase: Phrase, *, handled: bool) -> str:
        """Record the thing a phrase names; return its id (empty when it is mere description)."""
        fixed = self.lexicon.is_a("fixed", phrase.head) and phrase.head not in self.lexicon.words["loose"]
        if fixed:
            self.features.add(phrase.head)
        emphasised = phrase.capitals and self.capitals_matter
        identity = slug(phrase.head)
        if not (handled or fixed or emphasised or identity in self.found):
            return ""
        known = self.found.get(identity)
        adjectives = tuple(a for a in phrase.adjectives if a.isalpha() and len(a) > 2)
        self.found[identity] = Prop(
            id=identity,
            name=phrase.head,
            words=tuple(dict.fromkeys((*(known.words if known else ()), *adjectives))),
            emphasised=emphasised or (known is not None and known.emphasised),
            fixed=fixed,
        )
        return identity
