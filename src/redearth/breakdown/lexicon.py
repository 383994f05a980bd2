"""The lexicon as lookup tables: verbs to primitives, nouns to what they are; from ``lexicon.toml`` and a film's overrides."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from redearth.breakdown.model import Emblem, Primitive
from redearth.core.diagnostics import fault

Form = Literal["base", "s", "ing", "past", "part"]
_PRIMITIVES: frozenset[str] = frozenset(get_args(Primitive))
_DOUBLES = {
    "stop", "step", "grab", "run", "sit", "get", "put", "hit", "cut", "nod", "hug", "drop", "trip", "slip", "spin", "swim", "tap", "pat", "rub",
    "clap", "chop", "snap", "shut", "skip", "hop", "trot", "strum", "dig", "drag", "tug", "rip", "zip", "pin", "plan", "flip", "tip", "sob", "whip",
    "flee_", "skid", "scrub", "mop", "sip", "stab", "jog", "bat", "ram", "rap", "pop", "peg", "pet", "slam", "slap", "swat", "jot", "let", "set",
    "strap", "wrap", "unwrap", "unzip", "plug", "unplug", "log", "begin", "split", "hum", "drum", "dim", "grin", "grip", "jam", "bob", "pour_", "drip",
    "prop", "swap", "wag", "zap", "blot", "knot", "lug", "cap", "slot", "stir", "blur", "bar", "spar", "win", "shun", "unpin", "clip", "unclip",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """What a verb, with its particle, means on the set."""

    primitive: Primitive
    lemma: str
    """``stand_up`` for a verb with particle."""
    speed: float = 1.0
    manner: str = ""
    emblem: Emblem = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Every word table of the department."""

    senses: Mapping[str, Sense]
    forms: Mapping[str, tuple[tuple[str, Form], ...]]
    """Each inflected form: (lemma, form) pairs, likeliest first."""
    speed: Mapping[str, float]
    events: Mapping[str, str]
    fragments: Mapping[str, str]
    sounds: Mapping[str, str]
    words: Mapping[str, frozenset[str]]
    names: Mapping[str, frozenset[str]]
    times: Mapping[str, str]
    """Word of a slugline: time of day."""
    chinese: Mapping[str, Sense]
    chinese_events: Mapping[str, str]
    chinese_things: Mapping[str, str]
    """Chinese nouns of sets and places: the English word that the set builders know."""
    chinese_nouns: Mapping[str, str]
    """Nouns of people and creatures: ``person``, ``female``, ``male``, ``creature`` or ``crowd``."""

    def verb(self, word: str, *forms: Form) -> str:
        """Return the lemma of ``word`` as a verb in one of ``forms`` (any when none is named), or an empty string."""
        return next((lemma for lemma, form in self.forms.get(word, ()) if not forms or form in forms), "")

    def is_a(self, table: str, word: str) -> bool:
        """True when ``word`` stands in one of the ``[words]`` tables."""
        return word in self.words[table]


@cache
def load_lexicon(overrides: tuple[tuple[str, str], ...] = (), motions: tuple[str, ...] = ()) -> Lexicon:
    """Return the lexicon with a film's own verbs and the names of its own recorded motions.

    Raises ``FilmError`` for an override that names no primitive.
    """
    text = (files("redearth.breakdown") / "lexicon.toml").read_text("utf-8")
    tables = tomllib.loads(text)
    senses: dict[str, Sense] = {}
    for primitive, entries in tables["verbs"].items():
        for entry in entries.split():
            sense = _read_sense(primitive, entry)
            senses.setdefault(sense.lemma, sense)
    emblems = {word: emblem for emblem, words in tables["emblems"].items() for word in words.split()}
    for word, emblem in emblems.items():
        known = senses.get(word, Sense(primitive="GESTURE", lemma=word)) if word.isascii() else None
        senses |= {word: replace(known, emblem=emblem)} if known else {}
    senses |= motion_senses(motions, _inflect({lemma.split("_")[0] for lemma in senses}, tables["irregular"]))
    for verb, primitive in overrides:
        lemma = verb.strip().casefold().replace(" ", "_")
        senses[lemma] = Sense(primitive=_check_primitive(verb, primitive), lemma=lemma)
    chinese = _chinese_senses(tables["chinese"], emblems, motions)
    return Lexicon(
        senses=senses,
        forms=_inflect({lemma.split("_")[0] for lemma in senses} | set(tables["events"]), tables["irregular"]),
        speed=tables["speed"],
        events=tables["events"],
        fragments=tables["fragments"],
        sounds=tables["sounds"],
        words={name: frozenset(words.replace("_", " ").split()) for name, words in tables["words"].items()},
        names={name: frozenset(words.split()) for name, words in tables["names"].items()},
        times={word.casefold(): time for time, words in tables["times"].items() for word in words.split()},
        chinese=chinese,
        chinese_events=tables["chinese_events"],
        chinese_things=tables["chinese_things"],
        chinese_nouns={word: kind for kind, words in tables["chinese_nouns"].items() for word in words.split()},
    )


def motion_senses(motions: tuple[str, ...], forms: Mapping[str, tuple[tuple[str, Form], ...]]) -> dict[str, Sense]:
    """Return what recorded motions are called by: ``dance`` by the verb, ``opens-the-box`` by open with a box, ``sits-down`` by sit with down."""
    found: dict[str, Sense] = {}
    for name in sorted(motions):
        words = [word for word in name.split("-") if word not in ("the", "a", "an", "his", "her", "their", "its")]
        if not words or not name.isascii():
            continue
        verb = next((lemma for lemma, _ in forms.get(words[0], ())), words[0])
        key = verb if len(words) == 1 else f"{verb}_{words[-1]}"
        found.setdefault(key, Sense(primitive="MOTION", lemma=name))
    return found


def _chinese_senses(verbs: Mapping[str, str], emblems: Mapping[str, Emblem], motions: tuple[str, ...]) -> dict[str, Sense]:
    found: dict[str, Sense] = {}
    for primitive, words in verbs.items():
        found |= {word: Sense(primitive=_check_primitive(word, primitive), lemma=word) for word in words.split()}
    for word, emblem in emblems.items():
        if not word.isascii():
            found[word] = replace(found.get(word, Sense(primitive="GESTURE", lemma=word)), emblem=emblem)
    return found | {name: Sense(primitive="MOTION", lemma=name) for name in motions if not name.isascii()}


def _check_primitive(verb: str, primitive: str) -> Primitive:
    name = primitive.strip().upper()
    if name not in _PRIMITIVES:
        raise fault(
            "film.lexicon",
            f"the film's lexicon maps “{verb}” to “{primitive}”, which is not a primitive",
            where="film.toml",
            remedy="one of " + " ".join(sorted(_PRIMITIVES)),
        )
    return name  # type: ignore[return-value]


def _read_sense(primitive: Primitive, entry: str) -> Sense:
    word, _, manner = entry.partition("/")
    lemma, _, speed = word.partition("@")
    return Sense(primitive=primitive, lemma=lemma, speed=float(speed or 1), manner=manner)


def _inflect(lemmas: set[str], irregular: Mapping[str, str]) -> dict[str, tuple[tuple[str, Form], ...]]:
    forms: dict[str, list[tuple[str, Form]]] = {}
    for lemma in sorted(lemmas | set(irregular)):
        past, _, participle = (irregular.get(lemma) or f"{_ed(lemma)} {_ed(lemma)}").partition(" ")
        inflected: list[tuple[str, Form]] = [
            (lemma, "base"),
            (_s(lemma), "s"),
            (_ing(lemma), "ing"),
            (past, "past"),
            (participle, "part"),
        ]
        for word, form in inflected:
            forms.setdefault(word, []).append((lemma, form))
    for word, lemma in (("lying", "lie"), ("dying", "die"), ("tying", "tie"), ("lays", "lay")):
        forms.setdefault(word, []).append((lemma, "s" if word.endswith("ys") else "ing"))
    return {word: tuple(pairs) for word, pairs in forms.items()}


def _s(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    return lemma[:-1] + "ies" if lemma.endswith("y") and lemma[-2] not in "aeiou" else lemma + "s"


def _stem(lemma: str) -> str:
    return lemma + lemma[-1] if lemma in _DOUBLES else lemma


def _ing(lemma: str) -> str:
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return lemma[:-1] + "ing"
    return _stem(lemma) + "ing"


def _ed(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ied"
    return _stem(lemma) + "ed"
