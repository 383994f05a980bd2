"""Captions: what is said, cut into pieces a viewer can read, on the words' own times."""

from __future__ import annotations

import textwrap

from redearth.core.frames import FrameRange
from redearth.edit.model import Caption
from redearth.voice.model import Line

# Reading limits as published in streaming services' timed text guides: two lines of 42 characters, seven seconds an event.
LINE_CHARACTERS = 42
LINE_CHARACTERS_CJK = 16
LINES = 2
LONGEST_S = 7.0


def caption_speech(
    text: str, line: Line | None, spoken: FrameRange, fps: int, *, speaker: str, beat: str, off_screen: bool
) -> list[Caption]:
    """Return the captions of one speech; joined by spaces their texts are the speech's, byte for byte."""
    pieces = split_text(text)
    starts = _piece_starts(pieces, line, spoken, fps)
    ends = [*starts[1:], spoken.end]
    return [
        Caption(
            record=FrameRange(start=start, duration=max(1, end - start)),
            text=piece,
            speaker=speaker,
            beat=beat,
            off_screen=off_screen,
        )
        for piece, start, end in zip(pieces, starts, ends, strict=True)
    ]


def split_text(text: str) -> list[str]:
    """Return ``text`` in pieces of at most two caption lines, cut between words (between characters in Chinese)."""
    wide = is_wide(text)
    limit = (LINE_CHARACTERS_CJK if wide else LINE_CHARACTERS) * LINES
    if len(text) <= limit:
        return [text]
    if wide and " " not in text:
        return [text[i : i + limit] for i in range(0, len(text), limit)]
    pieces, current = [], ""
    for word in text.split(" "):
        if current and len(current) + 1 + len(word) > limit:
            pieces.append(current)
            current = word
        else:
            current = f"{current} {word}" if current else word
    return [*pieces, current]


def layout_lines(text: str) -> str:
    """Return a caption's text broken into balanced lines of at most the readable width."""
    width = LINE_CHARACTERS_CJK if is_wide(text) else LINE_CHARACTERS
    if len(text) <= width:
        return text
    if is_wide(text) and " " not in text:
        middle = -(-len(text) // 2)
        return f"{text[:middle]}\n{text[middle:]}"
    for narrower in range(max(12, -(-len(text) // 2)), width + 1):
        lines = textwrap.wrap(text, narrower, break_long_words=False, break_on_hyphens=False)
        if len(lines) <= LINES:
            return "\n".join(lines)
    return "\n".join(textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False))


def is_wide(text: str) -> bool:
    """Return whether most of the letters are East Asian ideographs."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum("\u2e80" <= c <= "\uffdc" for c in letters) * 2 > len(letters)


def _piece_starts(pieces: list[str], line: Line | None, spoken: FrameRange, fps: int) -> list[int]:
    """Start each piece on its first word; without word times, share the speech out by length."""
    counts = [len(piece.split()) for piece in pieces]
    if line is not None and len(line.words) == sum(counts):
        firsts = [sum(counts[:i]) for i in range(len(pieces))]
        return [spoken.start, *(spoken.start + int(line.words[first].start_s * fps) for first in firsts[1:])]
    total = sum(len(piece) for piece in pieces)
    return [spoken.start + spoken.duration * sum(len(p) for p in pieces[:i]) // max(1, total) for i in range(len(pieces))]
