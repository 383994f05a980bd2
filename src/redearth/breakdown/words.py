"""Paragraphs into sentences, sentences into tokens; and the small closed classes of English words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import simplemma

DETERMINERS = frozenset(
    "a an the this that these those each every some any no another one two three four five six seven eight nine ten several many few"
    " both all half his her its their my your our more most other such various what whatever".split()
)
POSSESSIVES = frozenset("his her its their my your our".split())
SUBJECT_PRONOUNS = frozenset("he she they it we you i".split())
PRONOUNS = SUBJECT_PRONOUNS | frozenset(
    "him them us me himself herself themselves itself each-other something someone somebody everyone everybody anyone nobody nothing"
    " everything both others another".split()
)
PREPOSITIONS = frozenset(
    "at to from toward towards behind between among in inside into within out outside of on onto upon off over above under underneath below"
    " beneath beside besides by near against across along through past around round before after with without for about up down like beyond"
    " during amid amidst opposite throughout alongside as-if via despite except per until till since atop".split()
)
CONJUNCTIONS = frozenset("and but or then yet so nor".split())
SUBORDINATORS = frozenset("as while when whenever where until before after once because since though although if unless whereas".split())
AUXILIARIES = frozenset(
    "is are was were be been being am has have had do does did will would can could may might must shall should isn't aren't wasn't weren't"
    " doesn't don't didn't won't can't cannot couldn't wouldn't hasn't haven't 's 're".split()
)
NEGATIONS = frozenset("not never n't isn't aren't wasn't weren't doesn't don't didn't won't can't cannot couldn't wouldn't hasn't haven't".split())
PARTICLES = frozenset(
    "up down away out off on in back over aside around forward through apart together open shut along by ahead backward backwards forwards"
    " upward downward closed upright loose across past".split()
)
RELATIVES = frozenset("who which that whose whom".split())
ADVERBS = frozenset(
    "then now again still just also too almost already always even ever here there away together alone once twice forward backward back aside"
    " suddenly meanwhile finally nearby fast hard harder well very quite rather instead perhaps maybe only soon later immediately not never outside inside overhead"
    " everywhere somewhere nowhere ahead upstairs downstairs upright barely hardly half somehow otherwise else far close straight right left first next onward"
    " momentarily halfway sideways upwards downwards inward outward afterwards afterward yet apart past".split()
)
_NOT_ADVERBS = frozenset("family belly bully lily jelly assembly ally fly reply rally butterfly italy supply july anomaly early only friendly lovely elderly lonely silly ugly holy curly deadly".split())
_ABBREVIATION = re.compile(r"(?:\b(?:Dr|Mr|Mrs|Ms|St|Sgt|Lt|Capt|Col|Gen|Prof|Jr|Sr|No|vs|etc|Mt|approx)|\b[A-Z]|\b[ap]\.m|\be\.g|\bi\.e)\.$")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|[。！？；…]+[”’」』）]*|\n")
_TOKEN = re.compile(
    r"(?:Dr|Mr|Mrs|Ms|St|Sgt|Lt|Capt|Col|Gen|Prof)\.(?=\s)|[^\W_]+(?:[-‑&/][^\W_]+)*|['’]s\b|['’](?:re|ll|ve|d|m|t)\b|n['’]t\b|--+|\.\.+|[^\w\s]|_"
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
        return self.text[0].isalnum()

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
    """Return the tokens of a sentence; contractions are two tokens, quotes and brackets single marks."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(sentence):
        text = match.group()
        low = text.casefold().replace("’", "'")
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


_KEEP = frozenset("glasses stairs headphones trousers scissors people clothes series always news goggles jeans shorts binoculars dozens lens gas bus canvas".split())
_IRREGULAR = {"leaves": "leaf", "men": "man", "women": "woman", "children": "child", "feet": "foot", "teeth": "tooth", "shelves": "shelf", "knives": "knife", "wolves": "wolf", "mice": "mouse", "hands": "hand", "eyes": "eye"}


def is_plural(low: str) -> bool:
    """True for a noun that looks plural."""
    return low in ("people", "men", "women", "children", "feet", "police") or (low.endswith("s") and noun_lemma(low) != low)
