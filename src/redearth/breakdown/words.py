"""Paragraphs into sentences, sentences into tokens; and the small closed classes of English words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import simplemma

from redearth.breakdown.closed import CLOSED

DETERMINERS = CLOSED["determiners"]
POSSESSIVES = frozenset(["his", "her", "its", "their", "my", "your", "our"])
PRONOUNS = CLOSED["pronouns"]
PREPOSITIONS = CLOSED["prepositions"]
CONJUNCTIONS = frozenset(["and", "but", "or", "then", "yet", "so", "nor"])
SUBORDINATORS = CLOSED["subordinators"]
AUXILIARIES = CLOSED["auxiliaries"]
NEGATIONS = CLOSED["negations"]
PARTICLES = CLOSED["particles"]
RELATIVES = frozenset(["who", "which", "that", "whose", "whom"])
ADVERBS = CLOSED["adverbs"]
_NOT_ADVERBS = CLOSED["not_adverbs"]
_ABBREVIATION = re.compile(
    r"(?:\b(?:Dr|Mr|Mrs|Ms|St|Sgt|Lt|Capt|Col|Gen|Prof|Jr|Sr|No|vs|etc|Mt|approx)|\b[A-Z]|\b[ap]\.m|\be\.g|\bi\.e)\.$"
)
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|[。！？；…]+[”’」』）]*|\n")
_TOKEN = re.compile(
    r"(?:Dr|Mr|Mrs|Ms|St|Sgt|Lt|Capt|Col|Gen|Prof)\.(?=\s)|each other\b|one another\b|[^\W_]+n['’]t\b|[^\W_]+(?:[-‑&/][^\W_]+)*"
    r"|['’](?:s|re|ll|ve|d|m)\b|--+|\.\.+|[^\w\s]|_"
)
_QUOTES = frozenset('"“”„«»')
_CONTRACTED = {"'re": "are", "'ll": "will", "'ve": "have", "'m": "am", "'d": "would"}
_IS = frozenset(
    ("he", "she", "it", "that", "there", "here", "what", "who", "let", "everyone", "everybody", "something", "someone")
)
_MAX_SENTENCE = 2000


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark of a sentence."""

    text: str
    low: str
    start: int
    """Character offset inside its sentence."""
    end: int

    @property
    def word(self) -> bool:
        """True for words and numbers, false for marks."""
        return self.low[0].isalnum()

    @property
    def caps(self) -> bool:
        """True for two or more letters, all capitals."""
        return len(self.text) > 1 and self.text.isupper()

    @property
    def titled(self) -> bool:
        """True when it starts with a capital."""
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its offset inside the paragraph."""

    text: str
    start: int


def split_sentences(paragraph: str) -> list[Sentence]:
    """Return the sentences of a paragraph; very long ones are cut, so that none grows without bound."""
    sentences: list[Sentence] = []
    start = 0
    for match in _SENTENCE_END.finditer(paragraph):
        piece = paragraph[start : match.end()]
        if match.group() == "." and _ABBREVIATION.search(piece[-12:]) and match.end() < len(paragraph):
            continue
        if match.group().startswith("...") and paragraph[match.end() : match.end() + 2].strip()[:1].islower():
            continue
        sentences += _cut(piece, start)
        start = match.end()
    return sentences + _cut(paragraph[start:], start)


def _cut(piece: str, start: int) -> list[Sentence]:
    found: list[Sentence] = []
    while piece.strip():
        chunk = piece
        if len(piece) > _MAX_SENTENCE:
            chunk = piece[: piece.rfind(" ", 1, _MAX_SENTENCE) + 1 or _MAX_SENTENCE]
        text = chunk.strip()
        found.append(Sentence(text, start + len(chunk) - len(chunk.lstrip())))
        piece, start = piece[len(chunk) :], start + len(chunk)
    return found


def tokenize(sentence: str) -> list[Token]:
    """Return the tokens of a sentence: ``Lin's`` and ``he's`` are two, the second of ``he's`` is ``is``; marks stand alone."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(sentence):
        text = match.group()
        if text in _QUOTES:
            continue
        low = text.casefold().replace("’", "'")
        if low == "'s" and tokens and tokens[-1].low in _IS:
            low = "is"
        elif low in _CONTRACTED:
            low = _CONTRACTED[low]
        elif " " in low:
            low = "each-other"
        tokens.append(Token(text, low, match.start(), match.end()))
    return tokens


def is_adverb(low: str) -> bool:
    """True for adverbs of manner and place, by list and by ``-ly``."""
    return low in ADVERBS or (low.endswith("ly") and len(low) > 4 and low not in _NOT_ADVERBS)


@cache
def noun_lemma(word: str) -> str:
    """Return the singular of an English noun (``towers`` to ``tower``); other words come back unchanged."""
    if not word.isascii() or len(word) < 3 or word in _KEEP:
        return word
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        lemma = simplemma.lemmatize(word, lang="en")
        return lemma if word.startswith(lemma[:3]) and len(lemma) > 1 else word[:-1]
    return word


_KEEP = CLOSED["keep"]
_IRREGULAR = {
    "leaves": "leaf",
    "men": "man",
    "women": "woman",
    "children": "child",
    "feet": "foot",
    "teeth": "tooth",
    "shelves": "shelf",
    "knives": "knife",
    "wolves": "wolf",
    "mice": "mouse",
    "hands": "hand",
    "eyes": "eye",
}


def is_plural(low: str) -> bool:
    """True for a noun that looks plural."""
    return low in ("people", "men", "women", "children", "feet", "police") or (low.endswith("s") and noun_lemma(low) != low)
