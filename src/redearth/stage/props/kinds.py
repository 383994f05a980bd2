"""Which kind of thing a prop's name means, in English and Chinese; what no row names is placed by the class of its noun."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from redearth.breakdown.model import Prop
from redearth.stage.props.catalogue import KINDS, PropKind

UNKNOWN = "keepsake"
_HAN = re.compile(r"[㐀-鿿]")
_LONGEST_PHRASE = 4
_SHORTEST_TAIL, _SHORTEST_START = 3, 3
"""A known word of so many letters is recognised as the end of a longer one, after so many: ``teacup``, ``raincoat``, but not ``clamp``."""


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[\w']+", text.lower().replace("_", " ")))


_LISTED = {_plain(word): kind.name for kind in KINDS.values() for word in kind.english}
_ENGLISH = {word.removesuffix("s"): kind for word, kind in _LISTED.items() if len(word) > 4} | _LISTED
"""What is listed in the plural is also known in the singular."""
_CHINESE = {word: kind.name for kind in KINDS.values() for word in kind.chinese}
with Path(__file__).with_name("noun_classes.toml").open("rb") as _file:
    _CLASSES: dict[str, dict[str, str]] = tomllib.load(_file)
_CLASS_WORDS = {word: row["kind"] for row in _CLASSES.values() for word in row["words"].split()}
_CLASS_ENDINGS = {ending: row["kind"] for row in _CLASSES.values() for ending in row["endings"].split()}


def prop_kind(prop: Prop) -> str:
    """Return the kind of thing a prop is, a key of :data:`catalogue.KINDS`.

    The longest row that the name's end spells decides, its adjectives counted (an ``oil`` ``lantern``, a ``gas`` ``mask``); before
    ``of``, the noun there. Then a known word at the end of a compound, then the class of the noun; what is left is a keepsake.
    """
    return _kind_of(prop.name or prop.id.replace("-", " "), prop.words)


def kind_of(prop: Prop) -> PropKind:
    """Return the row of the table for a prop."""
    return KINDS[prop_kind(prop)]


@lru_cache(maxsize=4096)
def _kind_of(name: str, adjectives: tuple[str, ...]) -> str:
    if _HAN.search(name):
        return _chinese(name)
    words = _plain(name).split()
    with_adjectives = (_spelt([*_plain(word).split(), *words], len(words) + 1) for word in adjectives)
    found = next((kind for kind in with_adjectives if kind), "")
    if not found and "of" in words[1:]:
        before = words.index("of", 1)
        whole = _spelt(words, len(words) - before + 1)
        found = whole or _spelt(words[:before], 1)
    return found or _spelt(words, 1) or _by_tail(words) or _by_class(words) or UNKNOWN


def _spelt(words: list[str], least: int) -> str:
    """Return the kind whose name is the longest end of ``words``, of at least so many words."""
    for count in range(min(_LONGEST_PHRASE, len(words)), least - 1, -1):
        *first, last = words[-count:]
        for form in _forms(last):
            if (phrase := " ".join([*first, form])) in _ENGLISH:
                return _ENGLISH[phrase]
    return ""


def _forms(word: str) -> list[str]:
    """Return a noun and what it may be the plural of."""
    forms = [word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("'s")]
    if word.endswith("ies"):
        forms.append(word[:-3] + "y")
    if word.endswith("ves"):
        forms += [word[:-3] + "f", word[:-3] + "fe"]
    return forms


def _by_tail(words: list[str]) -> str:
    """Return the kind of a known word that ends the compound, the longest first; else of a known word anywhere in the name."""
    if not words:
        return ""
    for form in _forms(words[-1]):
        for start in range(_SHORTEST_START, len(form) - _SHORTEST_TAIL + 1):
            if form[start:] in _ENGLISH:
                return _ENGLISH[form[start:]]
    return next((kind for end in range(len(words) - 1, 0, -1) if (kind := _spelt(words[:end], 1))), "")


def _by_class(words: list[str]) -> str:
    for word in reversed(words):
        for form in _forms(word):
            if form in _CLASS_WORDS:
                return _CLASS_WORDS[form]
            ending = next((e for e in sorted(_CLASS_ENDINGS, key=lambda e: (-len(e), e)) if form.endswith(e) and form != e), "")
            if ending:
                return _CLASS_ENDINGS[ending]
    return ""


def _chinese(name: str) -> str:
    """Return the kind of the longest known word at the name's end, else of the longest within it."""
    head = name.rsplit("的", 1)[-1] or name
    for text in (head, name):
        at_end = [word for word in _CHINESE if text.endswith(word)]
        within = at_end or [word for word in _CHINESE if len(word) > 1 and word in text]
        if within:
            return _CHINESE[max(within, key=lambda word: (len(word), word))]
    return UNKNOWN
