"""Choose the kit of a place and the variant of that kit, and say by which word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from redearth.breakdown.model import Location
from redearth.direction.model import Kit
from redearth.direction.sets.indoor_words import FURNITURE_WORDS, INDOOR_WORDS, NEAREST_WORDS
from redearth.direction.sets.words import KIT_WORDS, is_indoor, kit_by_words, spoken_in

_CUTS = re.compile(r"[,;:/()\[\]–—]| - |\b(?:of|to|in|on|at|near|behind|outside|inside|above|below|under|between|by|with|from)\b")
"""Where the head of a name ends: in "hallway of the hospital" it is the hallway."""
_INNER = frozenset(
    ["bed", "bookcase", "bookshelf", "cabinet", "carpet", "counter", "couch", "cupboard", "desk", "drawer", "fireplace", "fridge", "mantel", "mirror", "monitor", "oven", "piano", "shelf", "sink", "sofa", "staircase", "stool", "stove", "treadmill", "wardrobe", "whiteboard", "blackboard", "screen", "书架", "书桌", "柜台", "沙发", "床", "黑板", "白板", "屏幕"]
)  # fmt: skip
"""Things that stand indoors: a bookshop with shelves and a desk is not seen from the street, whatever its slugline says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A kit, its variant, and why."""

    kit: Kit
    variant: str = ""
    word: str = ""
    """The word of the script that chose it; empty when none did."""
    stand_in: bool = False
    """True when the kit is only the nearest to the word, or none fitted and a neutral one stands in."""


def choose_kit(location: Location) -> Choice:
    """Return the kit that a place's words ask for: its own name first, then the words around it, then the things in it."""
    inside = _inside(location.name)
    if location.interior and not location.exterior:
        return inside or _by_what_is_there(location) or Choice(kit="interior", stand_in=True)
    if inside is not None and (location.interior or _INNER & set(location.features)):
        return inside
    kit, word = kit_by_words(location.name, location.words, interior=False)
    return Choice(kit=kit, word=word) if kit is not None else Choice(kit="exterior", stand_in=True)


def variant_for(kit: Kit, location: Location) -> str:
    """Return the variant of a kit that somebody else chose, as far as the place's words name one."""
    tables = (INDOOR_WORDS, NEAREST_WORDS, FURNITURE_WORDS)
    for text in (location.name, " ".join((*location.words, *location.features))):
        hits = [
            (len(w), room[1])
            for table in tables
            for room, words in table.items()
            if room[0] == kit
            for w in words
            if spoken_in(w, text)
        ]
        if hits:
            return max(hits)[1]
    return next((room[1] for room in INDOOR_WORDS if room[0] == kit), "") if kit != "vault" else ""


def _inside(name: str) -> Choice | None:
    """Return the indoor kit that a name's head asks for: the first stretch of it that says something, and in that the word that ends last."""
    for stretch in _CUTS.split(name.casefold()):
        hits = [*_hits(stretch, _OWN, stand_in=False), *_hits(stretch, NEAREST_WORDS, stand_in=True)]
        if hits:
            return max(hits, key=lambda hit: hit[0])[1]
    return None


def _by_what_is_there(location: Location) -> Choice | None:
    """Return the indoor kit that the words around a place, or the things in it, suggest."""
    around = _hits(" ".join(location.words).casefold(), _OWN, stand_in=False)
    if around:
        return max(around, key=lambda hit: (len(hit[1].word), hit[0]))[1]
    things = [hit for feature in location.features for hit in _hits(feature.casefold(), FURNITURE_WORDS, stand_in=True)]
    return things[0][1] if things else None


def _hits(
    text: str, table: Mapping[tuple[Kit, str], Iterable[str]], *, stand_in: bool
) -> list[tuple[tuple[int, int, int], Choice]]:
    """Return every word of a table in a text, with where it ends, how long it is and that kits' own words come before the nearest."""
    flat = f" {''.join(c if c.isalnum() else ' ' for c in text)} "
    return [
        ((_end(word, flat), len(word), 0 if stand_in else 1), Choice(kit=kit, variant=variant, word=word, stand_in=stand_in))
        for (kit, variant), words in table.items()
        for word in words
        if spoken_in(word, text)
    ]


def _end(word: str, flat: str) -> int:
    plain = word if not word.isascii() else f" {''.join(c if c.isalnum() else ' ' for c in word)}"
    return flat.rfind(plain) + len(plain)


_OWN: dict[tuple[Kit, str], tuple[str, ...]] = {
    **{(kit, ""): words for kit, words in KIT_WORDS.items() if is_indoor(kit)},
    **INDOOR_WORDS,
}
