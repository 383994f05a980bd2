"""Scene headings: inside or outside, where, and when; English, Chinese and Cyrillic."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from redearth.breakdown.lexicon import Lexicon
from redearth.core.slug import slug

TimeOfDay = Literal["dawn", "morning", "day", "dusk", "evening", "night"]
_PREFIX = re.compile(
    r"(INT\.?\s*/\s*EXT|EXT\.?\s*/\s*INT|I\.?\s*/\s*E|E\.?\s*/\s*I|INT|EXT|EST|ИНТ\.?\s*/\s*НАТ|ИНТ|НАТ|ЭКСТ|内外景|内景|外景|內景|内/外景|外/内景|内|外)"
    r"(?=[.。．\s:：、，-])[.。．:：、，]*\s*",
    re.IGNORECASE,
)
_BOTH = ("/", "内外")
_INSIDE = ("int", "инт", "内", "內")
_SPLIT = re.compile(r"\s+[-–—]+\s+|\s*--+\s*|(?<=[^\W\d_])[-–—](?=[^\W\d_]{1,2}$)|[，,]\s*(?=[^，,]*$)")
_BRACKET = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]")
_CONTINUOUS = re.compile(
    r"\b(?:CONTINUOUS|CONT'?D|SAME(?: TIME)?|MOMENTS? LATER|LATER|SECONDS LATER|A MOMENT LATER|同时|接上|稍后)\b|同时|接上|稍后",
    re.IGNORECASE,
)
_STRICTLY = re.compile(r"CONTINUOUS|CONT'?D|\bSAME\b|同时|接上", re.IGNORECASE)
_DEGREES = frozenset(["heavy", "light", "thick", "dense", "pouring", "falling", "driving", "in", "the"])
_ADJECTIVES = {
    "raining": "rain", "rainy": "rain", "snowing": "snow", "snowy": "snow", "foggy": "fog", "misty": "mist", "windy": "wind",
    "stormy": "storm", "dusty": "dust", "smoky": "smoke", "rainstorm": "rain", "snowstorm": "snow", "blizzard": "snow", "sandstorm": "sand",
}  # fmt: skip
_CHINESE_WEATHER = (
    ("雨", "rain"), ("雪", "snow"), ("雾", "fog"), ("霧", "fog"), ("风", "wind"), ("風", "wind"), ("沙尘", "dust"), ("烟", "smoke"), ("灰", "ash"),
)  # fmt: skip
_LONGEST_CHINESE_WEATHER = 3
_ORDINARY = frozenset(["the", "a", "an", "of", "in", "on", "at", "to", "and", "near", "by", "his", "her", "their", "s"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What a slugline says."""

    text: str
    place: str
    interior: bool
    exterior: bool
    time_of_day: TimeOfDay | None
    """None when the heading does not say."""
    continuous: bool
    english: tuple[str, ...] = ()
    """What the words of a Chinese place mean, for the set builders."""
    weather: tuple[str, ...] = ()
    """Weather named after the place, in English: ``NIGHT - HEAVY RAIN``."""

    @property
    def location(self) -> str:
        """Identity of the place: equal words, equal place."""
        return slug(self.place)

    @property
    def words(self) -> tuple[str, ...]:
        """Lower-case content words of the place."""
        return tuple(w for w in re.findall(r"[^\W_]+", self.place.casefold()) if w not in _ORDINARY) + self.english


def read_heading(text: str, lexicon: Lexicon) -> Heading:
    """Return the parts of a slugline; what has no prefix is taken for an interior only when its words say so."""
    flat = " ".join(text.split())
    match = _PREFIX.match(flat)
    prefix = match.group(1).casefold() if match else ""
    rest = flat[match.end() :] if match else flat
    both = any(mark in prefix for mark in _BOTH)
    interior = both or prefix.startswith(_INSIDE) or (not prefix and not _outdoors(rest, lexicon))
    exterior = both or (not interior)
    parts = [p.strip(" .-–—。") for p in _SPLIT.split(_BRACKET.sub("", rest)) if p and p.strip(" .-–—。")]
    time, continuous, weather = _take_when(parts, lexicon, known=match is not None)
    if time is None:
        bracket = " ".join(_BRACKET.findall(rest))
        time = _time(bracket, lexicon)
    place = " - ".join(parts) or flat or "STAGE"
    english = tuple(word for noun, word in lexicon.chinese_things.items() if noun in place)
    return Heading(
        text=flat,
        place=place,
        interior=interior,
        exterior=exterior,
        time_of_day=time,
        continuous=continuous,
        english=english,
        weather=weather,
    )


def _take_when(parts: list[str], lexicon: Lexicon, *, known: bool) -> tuple[TimeOfDay | None, bool, tuple[str, ...]]:
    """Take time of day, continuity and weather off the end of a heading's parts; ``known``: it has a prefix."""
    time: TimeOfDay | None = None
    continuous, weather = False, list[str]()
    while len(parts) > 1 or (parts and not known and _time(parts[-1], lexicon)):
        sky = _weather(parts[-1], lexicon)
        found = _time(parts[-1], lexicon)
        goes_on = bool(_CONTINUOUS.search(parts[-1]))
        if not sky and not found and not goes_on:
            break
        weather += sky
        time = time or found
        continuous = continuous or bool(_STRICTLY.search(parts[-1])) or (goes_on and not found)
        parts.pop()
    return time, continuous, tuple(dict.fromkeys(weather))


def _time(words: str, lexicon: Lexicon) -> TimeOfDay | None:
    plain = words.casefold().strip(" .()[]（）。")
    for candidate in (plain, plain.replace(" ", "-"), *re.findall(r"[^\W\d_]+", plain)):
        if candidate in lexicon.times:
            return lexicon.times[candidate]  # type: ignore[return-value]
    return None


def _weather(words: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the weather that a part of a heading is about, when it says nothing else."""
    named = tuple(english for sign, english in _CHINESE_WEATHER if sign in words)
    if named and len(words) <= _LONGEST_CHINESE_WEATHER:
        return named
    plain = re.findall(r"[^\W\d_]+", words.casefold())
    known = [_ADJECTIVES.get(word, word) for word in plain if word not in _DEGREES]
    return tuple(known) if known and all(word in lexicon.words["weather"] for word in known) else ()


def _outdoors(words: str, lexicon: Lexicon) -> bool:
    found = re.findall(r"[a-z]+", words.casefold())
    return any(
        w in lexicon.words["scenery"]
        or w in ("street", "park", "city", "forest", "desert", "outside", "yard", "roof", "garden", "town", "planet")
        for w in found
    )
