"""Who can be meant by which words: names, their parts, and nouns that stand for a character."""

from __future__ import annotations

from dataclasses import dataclass, field

from redearth.breakdown.closed import CLOSED
from redearth.breakdown.lexicon import Lexicon
from redearth.breakdown.model import Character
from redearth.breakdown.words import DETERMINERS, Token, tokenize

_TITLES = CLOSED["roster_titles"]


@dataclass(slots=True)
class Roster:
    """Alias words to character ids, longest first; built once before the second reading."""

    lexicon: Lexicon
    characters: dict[str, Character] = field(default_factory=dict)
    aliases: dict[tuple[str, ...], str] = field(default_factory=dict)
    nouns: set[tuple[str, ...]] = field(default_factory=set)
    """Aliases that are common nouns and match without a capital."""
    default: str = ""
    """Whom a pronoun means before anybody was named."""
    first_words: dict[str, int] = field(default_factory=dict)
    """First word of an alias: length of the longest that starts with it."""

    _chinese: dict[str, str] = field(default_factory=dict)

    def add(self, character: Character, *, noun: bool = False) -> None:
        """Add a character under its full name and, where nobody else claims them, under the parts of its name."""
        self.characters[character.id] = character
        words = name_words(character.name)
        self.alias(words, character.id, noun=noun)
        if not noun and len(words) > 1:
            for part in (words[-1], words[0]):
                if part not in _TITLES and len(part) > 1 and not part.isdigit() and (part,) not in self.aliases:
                    self.alias((part,), character.id)
            if words[0] in _TITLES and len(words) > 2:
                self.alias((words[0], words[-1]), character.id)

    def alias(self, words: tuple[str, ...], identity: str, *, noun: bool = False) -> None:
        """Let ``words`` stand for a character; the first claim wins."""
        if words and words not in self.aliases:
            self.aliases[words] = identity
            self.first_words[words[0]] = max(len(words), self.first_words.get(words[0], 0))
            if noun:
                self.nouns.add(words)

    def chinese_names(self) -> dict[str, str]:
        """Return names as written, which Chinese text is searched for."""
        if len(self._chinese) != len(self.characters):
            self._chinese = {c.name: c.id for c in self.characters.values()}
        return self._chinese

    def other(self, tokens: list[Token], identity: str) -> str:
        """Return who ``another guest`` is, where that is somebody else than the guest."""
        return self.aliases.get(("another", *(t.low.rstrip(".") for t in tokens)), identity)

    def match(self, tokens: list[Token], at: int) -> tuple[str, int]:
        """Return the character named at ``at`` and how many tokens name it, or an empty string and 0."""
        longest = self.first_words.get(tokens[at].low.rstrip("."), 0) or self.first_words.get(tokens[at].low, 0)
        for length in range(min(longest, len(tokens) - at), 0, -1):
            words = tuple(t.low.rstrip(".") for t in tokens[at : at + length])
            identity = self.aliases.get(words, "")
            if identity and (words in self.nouns or self._named(tokens, at, length)):
                return identity, length
        return "", 0

    def _named(self, tokens: list[Token], at: int, length: int) -> bool:
        """A proper name has its capital; the name ``A`` must not be an article."""
        token = tokens[at]
        if token.text[0].islower():
            names = self.lexicon.names
            determined = at > 0 and tokens[at - 1].low in DETERMINERS
            return length == 1 and determined and len(token.text) > 3 and token.low not in names["female"] | names["male"]
        if token.text == "A" and length == 1 and at == 0:
            after = tokens[1] if len(tokens) > 1 else None
            return after is not None and (
                not after.word
                or after.low in ("and", "then")
                or after.low.endswith("ly")
                or bool(self.lexicon.verb(after.low, "s"))
            )
        return True


def name_words(name: str) -> tuple[str, ...]:
    """Return a name as lower-case words."""
    return tuple(t.low.rstrip(".") for t in tokenize(name) if t.word)
