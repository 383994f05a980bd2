"""Which sound a word stands for: from words of scripts (English and some Chinese) to the makers that synthesise them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from redearth.sound import creature, elements, machines
from redearth.sound.tone import Generator

F64 = NDArray[np.float64]
Maker = Callable[[float, float, Generator], F64]
"""(strength, duration in seconds, generator) to mono samples."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A maker and how far its sound carries (1 a person's room, 3 across a valley)."""

    make: Maker
    reach: float = 1.0
    wet: float = 1.0


_ENTRIES: tuple[tuple[str, Entry], ...] = (
    ("roar bellow howl 咆哮 吼叫", Entry(make=creature.roar, reach=2.6, wet=1.6)),
    ("growl snarl grunt hiss 低吼", Entry(make=creature.growl, reach=1.5)),
    ("screech shriek squeal", Entry(make=creature.screech, reach=2.2, wet=1.4)),
    ("scream yell cry wail shout 尖叫", Entry(make=creature.scream, reach=1.8, wet=1.3)),
    ("slam bang shut 砰", Entry(make=machines.slam, reach=2.2, wet=1.5)),
    ("gate hatch shutter portcullis grind open close", Entry(make=machines.gate, reach=1.6)),
    ("lever pull switch latch lock", Entry(make=machines.lever)),
    ("jam stick seize creak groan squeak strain", Entry(make=machines.jam)),
    ("click clunk clack unlock", Entry(make=machines.clunk)),
    ("spark sparks crackle short electric arc zap", Entry(make=machines.sparks, reach=1.2)),
    ("blaze flare ignite burn sizzle fizz", Entry(make=elements.blaze, reach=1.3)),
    ("fire flame torch campfire", Entry(make=elements.fire)),
    ("alarm klaxon buzzer 警报", Entry(make=machines.alarm, reach=1.8, wet=1.4)),
    ("siren", Entry(make=machines.siren, reach=2.4, wet=1.4)),
    ("bell chime ring toll phone telephone 铃", Entry(make=machines.bell, reach=1.4)),
    ("beep blip ping tone", Entry(make=machines.beep)),
    ("knock knocking tap rap 敲门", Entry(make=machines.knock)),
    ("door", Entry(make=machines.door, reach=1.2)),
    ("engine motor car truck vehicle train machine generator", Entry(make=machines.engine, reach=1.8)),
    ("hum buzz whir drone", Entry(make=machines.hum, reach=1.2)),
    ("gunshot shot gun shoot rifle pistol fire_gun 枪声", Entry(make=machines.shot, reach=2.6, wet=1.5)),
    ("glass shatter smash break crash", Entry(make=machines.glass, reach=1.5)),
    ("type typing keyboard keys", Entry(make=machines.typing)),
    ("wind gust blow breeze dust 风", Entry(make=elements.gust, reach=3.0, wet=0.4)),
    ("thunder lightning 雷", Entry(make=elements.thunder, reach=4.0, wet=0.6)),
    ("explosion explode blast boom detonate bomb 爆炸", Entry(make=elements.explosion, reach=3.5, wet=1.3)),
    ("rumble quake shake tremor earthquake", Entry(make=elements.rumble, reach=3.0)),
    ("collapse crumble rubble debris crack", Entry(make=elements.collapse, reach=1.8)),
    ("scratch scratching scrape claw scrabble 抓", Entry(make=elements.scratching)),
    ("water stream drip trickle pour 水", Entry(make=elements.water)),
    ("splash", Entry(make=elements.splash)),
    ("rain 雨", Entry(make=elements.rain, reach=2.0, wet=0.3)),
    ("rustle rustling flutter swish leaves paper", Entry(make=elements.rustle)),
    ("heartbeat heart pulse 心跳", Entry(make=elements.heartbeat, wet=0.2)),
    ("breath breathing breathe sigh gasp pant", Entry(make=elements.breath)),
    ("whoosh swoosh rush sweep pass appear vanish throw", Entry(make=elements.whoosh)),
    ("thud impact hit thump strike blow_hit fall drop crunch stomp pound knock_down", Entry(make=elements.impact, reach=1.3)),
)
LEXICON: dict[str, Entry] = {word: entry for words, entry in reversed(_ENTRIES) for word in words.split()}
_MOVING = frozenset({"open", "close", "roll", "slide", "rise", "lower", "shut", "move"})
"""Kinds of event that sound like what moves."""
_ENDINGS = ("ing", "ed", "es", "s")
_STRONG = 0.55


def entry_of_event(kind: str, sound: str, subject: str, strength: float) -> Entry | None:
    """Return what an event sounds like: the script's own word, else its kind, else nothing (light, dusk, a thing revealed)."""
    if sound:
        return entry_for(sound, strength)
    if kind in _MOVING:
        made = known(subject)
        return LEXICON["door"] if "door" in subject else LEXICON["gate"] if made is LEXICON["gate"] else None
    return known(kind)


def known(word: str) -> Entry | None:
    """Return the entry of a word in any common form, or None for a word without a sound."""
    for form in _forms(word.casefold().strip()):
        if form in LEXICON:
            return LEXICON[form]
    for part in word.casefold().replace("-", " ").replace("_", " ").split():
        for form in _forms(part):
            if form in LEXICON:
                return LEXICON[form]
    return None


def entry_for(word: str, strength: float) -> Entry:
    """Return the entry of a sound word in any common form; an unknown one is an impact when strong, else a whoosh."""
    return known(word) or (LEXICON["impact"] if strength > _STRONG else LEXICON["whoosh"])


def _forms(word: str) -> list[str]:
    forms = [word]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            forms += [stem, stem + "e", stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else stem]
    return forms
