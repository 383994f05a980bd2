"""How tense each beat is, by rule: dangerous verbs, creatures near, shouts; then smoothed over neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from redearth.breakdown.lexicon import Lexicon
from redearth.breakdown.model import Beat
from redearth.breakdown.roster import Roster

_BASE = 0.25
_BY_PRIMITIVE = {
    "LUNGE": 0.6, "CHARGE": 0.6, "SCREAM": 0.5, "FIRE": 0.6, "STRIKE": 0.45, "DODGE": 0.45, "RUN": 0.35, "AIM": 0.45, "REAR": 0.5, "FALL": 0.3,
    "TREMBLE": 0.2, "JUMP": 0.2, "EMBRACE": -0.15, "SIT": -0.1, "NOD": -0.05, "EAT": -0.1, "LIE": -0.05, "LOOK": 0.02, "STARE": 0.05,
}  # fmt: skip
_BY_EVENT = {
    "jam": 0.35,
    "slam": 0.3,
    "explode": 0.6,
    "blaze": 0.35,
    "roar": 0.4,
    "roll": 0.35,
    "shape": 0.35,
    "spark": 0.25,
    "silence": -0.15,
    "alarm": 0.4,
    "shot": 0.5,
    "break": 0.3,
    "go_out": 0.15,
}
_BY_SOUND = {
    "roar": 0.4,
    "scream": 0.4,
    "growl": 0.35,
    "boom": 0.4,
    "shot": 0.45,
    "alarm": 0.35,
    "slam": 0.25,
    "crash": 0.3,
    "howl": 0.3,
}
_KEEP, _SPILL = 0.62, 0.38


def add_tension(beats: Sequence[Beat], roster: Roster, lexicon: Lexicon) -> tuple[Beat, ...]:
    """Return the beats with ``tension`` set, 0 to 1; a threat raises what follows it and dies away slowly.

    What is said raises only its own beat: were it smoothed over the neighbours, a changed word of dialogue would change their shots.
    """
    raw = [_level(beat, roster, lexicon) for beat in beats]
    smooth: list[float] = []
    carried = raw[0] if raw else _BASE
    for index, value in enumerate(raw):
        ahead = raw[index + 1] if index + 1 < len(raw) else value
        carried = max(value * _KEEP + carried * _SPILL, value * 0.75)
        smooth.append(0.85 * carried + 0.15 * ahead)
    levels = [value + _spoken(beat, lexicon) for beat, value in zip(beats, smooth, strict=True)]
    return tuple(replace(beat, tension=round(min(1.0, max(0.0, v)), 3)) for beat, v in zip(beats, levels, strict=True))


def _spoken(beat: Beat, lexicon: Lexicon) -> float:
    """Return how much a speech's own words add."""
    if beat.speech is None:
        return 0.0
    words = set(re.findall(r"[a-z]+", beat.text.casefold()))
    level = 0.15 * bool(re.search("[!！]", beat.speech.text)) + 0.1 * ("shout" in beat.speech.deliveries)
    level += 0.15 * bool({"run", "go", "help", "stop", "quick", "hurry", "close", "now"} & words and len(words) < 5)
    return level + _worded(words, lexicon)


def _worded(words: set[str], lexicon: Lexicon) -> float:
    return 0.12 * min(2, len(words & lexicon.words["danger"])) - 0.12 * bool(words & lexicon.words["calm"])


def _level(beat: Beat, roster: Roster, lexicon: Lexicon) -> float:
    """Return a beat's tension from what happens in it."""
    if beat.speech is not None:
        return _BASE
    level = _BASE + _worded(set(re.findall(r"[a-z]+", beat.text.casefold())), lexicon)
    if beat.act is not None:
        level += _BY_PRIMITIVE.get(beat.act.primitive, 0.0) + _BY_EVENT.get(beat.act.event, 0.0)
        level += _BY_SOUND.get(beat.act.sound, 0.0) * 0.5
        acting = (*beat.act.actors, *beat.act.objects)
        level += 0.3 * any(a in roster.characters and roster.characters[a].kind == "creature" for a in acting)
    return min(1.0, max(0.05, level))
