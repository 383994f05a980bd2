"""Cues, parentheticals and dialogue to speeches: delivery, mood and who is spoken to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from redearth.breakdown.model import Delivery, Speech
from redearth.breakdown.roster import Roster, name_words
from redearth.script.model import Element

_DELIVERIES: tuple[tuple[str, Delivery], ...] = (
    (r"radio|walkie|intercom|comms?\b|headset|无线电|对讲", "radio"),
    (r"whisper|under (?:his|her|their) breath|sotto|hushed|quietly|softly|小声|低声|耳语", "whisper"),
    (r"shout|yell|scream|calls? out|calling out|bellow|loud|大喊|喊|大声|吼", "shout"),
    (r"\bo\.? ?[sc]\.?(?:\b|$)|off.?screen|off.?camera|画外", "off_screen"),
    (r"\bv\.? ?o\.?(?:\b|$)|voice.?over|narrat|旁白|画外音", "voice_over"),
    (r"phone|filtered|on the line|电话", "phone"),
    (r"thought|thinking|to (?:him|her)self|inner|内心|心想", "thought"),
    (r"\bp\.?a\.?\b|loudspeaker|speakers|megaphone|tannoy|广播|扩音", "pa"),
    (r"mask|helmet|muffled|面罩|头盔", "mask"),
)
_EMOTIONS = (
    (r"angr|furious|rage|snap|seeth|bitter|hostile|怒|生气", "anger"),
    (r"afraid|scared|terrif|fear|nervous|panick|trembl|frighten|怕|恐", "fear"),
    (r"cry|sob|tear|weep|sad|grie|mourn|broken|哭|悲|伤心", "grief"),
    (r"laugh|smil|happ|joy|cheer|grin|delight|excited|笑|高兴|开心", "joy"),
    (r"awe|wonder|amaz|astonish|marvel|stunned|惊", "wonder"),
    (r"calm|gent|soft|quiet|warm|tender|sooth|平静|温柔", "calm"),
    (r"tense|urgent|hurr|strain|desperate|anxious|worried|急|紧张", "tense"),
)
_EVERYONE = frozenset(["everyone", "everybody", "all", "guys", "people", "folks", "team"])


def deliveries_of(hints: Sequence[str]) -> tuple[Delivery, ...]:
    """Return how a line reaches us, from extensions and parentheticals: ``V.O.``, ``(over radio)``, ``(whispering)``."""
    text = " ; ".join(hints).casefold()
    return tuple(delivery for pattern, delivery in _DELIVERIES if re.search(pattern, text))


def emotion_of(hints: Sequence[str], words: str, tension: float) -> str:
    """Return the mood a line is spoken in, from its brackets, its marks and the tension around it."""
    text = " ; ".join(hints).casefold()
    told = next((mood for pattern, mood in _EMOTIONS if re.search(pattern, text)), "")
    if told:
        return told
    if "!" in words or "！" in words:
        return "fear" if tension >= 0.6 else "tense"
    return "tense" if tension >= 0.6 else ""


def spoken(element: Element) -> str:
    """Return a dialogue element's words: line breaks as single spaces."""
    return " ".join(line.strip() for line in element.text.split("\n") if line.strip())


def addressees(text: str, speaker: str, present: Sequence[str], recent: Sequence[str], roster: Roster) -> tuple[str, ...]:
    """Return who is spoken to: who is named, else the other of two, else the last other speaker."""
    named = _vocatives(text, speaker, roster)
    if named:
        return named
    others = [p for p in present if p != speaker and roster.characters[p].kind != "creature"]
    if re.match(r"\W*(?:\w+\W+)?(\w+)\b", text) and any(w in _EVERYONE for w in re.findall(r"[a-z]+", text.casefold())[:3]):
        return tuple(others)
    if len(others) == 1:
        return tuple(others)
    last = [r for r in recent if r != speaker]
    return (last[-1],) if last else tuple(others[-1:])


def _vocatives(text: str, speaker: str, roster: Roster) -> tuple[str, ...]:
    found: list[str] = []
    for piece in re.split(r"[,.!?;:…，。！？；、]|--|—", text):
        words = name_words(piece.strip())
        identity = roster.aliases.get(words, "") or (
            roster.aliases.get(words[1:], "")
            if words[:1] in (("hey",), ("oh",), ("no",), ("yes",), ("and",), ("listen",))
            else ""
        )
        if identity and identity != speaker and identity not in found:
            found.append(identity)
    return tuple(found)


def make_speech(
    text: str, speaker: str, hints: tuple[str, ...], brackets: tuple[str, ...], to: tuple[str, ...], *, dual: bool, tension: float
) -> Speech:
    """Return the speech; ``hints`` are extension and brackets, ``brackets`` only what the actor must play."""
    return Speech(
        speaker=speaker,
        text=text,
        deliveries=deliveries_of(hints),
        parentheticals=brackets,
        addressees=to,
        dual=dual,
        emotion=emotion_of(hints, text, tension),
    )
