"""Captions as WebVTT, in the film's language and in every catalogue's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import polib

from redearth.core.caption_text import layout_lines, split_text
from redearth.core.diagnostics import fault
from redearth.core.frames import FrameRange, between
from redearth.edit.model import Caption, Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One caption ready to be written."""

    record: FrameRange
    text: str
    speaker: str
    off_screen: bool = False


def caption_cues(timeline: Timeline) -> tuple[Cue, ...]:
    """Return the captions in the film's own language."""
    return tuple(Cue(record=c.record, text=c.text, speaker=c.speaker, off_screen=c.off_screen) for c in timeline.captions)


def translate_cues(timeline: Timeline, catalogue: Mapping[str, str]) -> tuple[tuple[Cue, ...], tuple[str, ...]]:
    """Return the captions in another language, and the texts its catalogue lacks (those stay in the film's own language).

    Titles on the picture become captions too, since the picture keeps the film's own language.
    """
    cues, missing = [], []
    for _, group in groupby(timeline.captions, key=lambda c: c.beat):
        pieces = list(group)
        text = pieces[0].speech
        if text not in catalogue:
            missing.append(text)
        cues += _spread(catalogue.get(text, text), pieces)
    for title in timeline.titles:
        if title.text in catalogue and title.style != "end":
            cues.append(Cue(record=title.record, text=catalogue[title.text], speaker=""))
    return tuple(sorted(cues, key=lambda c: (c.record.start, c.text))), tuple(missing)


def read_catalogue(data: bytes, name: str) -> dict[str, str]:
    """Return the translations of a gettext catalogue; raises :class:`FilmError` when it cannot be read."""
    try:
        entries = polib.pofile(data.decode("utf-8-sig") + "\n")  # text without a line break would be taken for a file's name
    except (OSError, ValueError) as error:
        if isinstance(error, UnicodeDecodeError):
            line, why = data[: error.start].count(b"\n") + 1, f"it is not UTF-8: {error.reason}"
        else:
            why, _, tail = str(error).partition(" (line ")
            line = int(tail.rstrip(")")) if tail.rstrip(")").isdigit() else 1
        message = f"the catalogue cannot be read: {why}"
        raise fault("locale.po", message, where=f"{name}:{line}:1", remedy="a gettext .po file in UTF-8") from None
    return {entry.msgid: entry.msgstr for entry in entries if entry.msgstr and not entry.obsolete and "fuzzy" not in entry.flags}


def write_vtt(cues: Sequence[Cue], fps: int, language: str) -> str:
    """Return cues as WebVTT (W3C WebVTT 1, 4.1), text escaped, speakers as voice spans."""
    blocks = [f"WEBVTT\nKind: captions\nLanguage: {language}"]
    for number, cue in enumerate(cues, 1):
        text = _escape(layout_lines(cue.text))
        voice = f"<v {_escape(cue.speaker)}>{text}" if cue.speaker else text
        if cue.off_screen:
            voice = f"<i>{voice}</i>" if not cue.speaker else f"<v {_escape(cue.speaker)}><i>{text}</i>"
        blocks.append(f"{number}\n{_clock(cue.record.start, fps)} --> {_clock(cue.record.end, fps)}\n{voice}")
    return "\n\n".join(blocks) + "\n"


def _spread(text: str, pieces: Sequence[Caption]) -> list[Cue]:
    """Spread a translation over the time of the speech it translates."""
    first, last = pieces[0], pieces[-1]
    parts = split_text(text)
    total = sum(len(p) for p in parts) or 1
    span = last.record.end - first.record.start
    edges = [first.record.start + span * sum(len(p) for p in parts[:i]) // total for i in range(len(parts))]
    ends = [*edges[1:], last.record.end]
    return [
        Cue(record=between(start, max(start + 1, end)), text=part, speaker=first.speaker, off_screen=first.off_screen)
        for part, start, end in zip(parts, edges, ends, strict=True)
    ]


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _clock(frame: int, fps: int) -> str:
    milliseconds = (frame * 1000 + fps // 2) // fps
    seconds, ms = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{ms:03d}"
