"""Captions: what is said, cut into pieces a viewer can read, on the words' own times."""

from __future__ import annotations

from redearth.core.caption_text import split_text
from redearth.core.frames import FrameRange
from redearth.edit.model import Caption
from redearth.voice.model import Line


def caption_speech(
    text: str, line: Line | None, spoken: FrameRange, fps: int, *, speaker: str, beat: str, off_screen: bool
) -> list[Caption]:
    """Return the captions of one speech; end to end, but for the spaces where they are cut, their texts are the speech's, byte for byte."""
    pieces = split_text(text)
    starts = _piece_starts(pieces, line, spoken, fps)
    ends = [*starts[1:], spoken.end]
    return [
        Caption(
            record=FrameRange(start=start, duration=max(1, end - start)),
            text=piece,
            speaker=speaker,
            beat=beat,
            speech=text,
            off_screen=off_screen,
        )
        for piece, start, end in zip(pieces, starts, ends, strict=True)
    ]


def _piece_starts(pieces: list[str], line: Line | None, spoken: FrameRange, fps: int) -> list[int]:
    """Start each piece on its first word; without word times, share the speech out by length."""
    counts = [len(piece.split()) for piece in pieces]
    if line is not None and len(line.words) == sum(counts):
        firsts = [sum(counts[:i]) for i in range(len(pieces))]
        return [spoken.start, *(spoken.start + int(line.words[first].start_s * fps) for first in firsts[1:])]
    total = sum(len(piece) for piece in pieces)
    return [spoken.start + spoken.duration * sum(len(p) for p in pieces[:i]) // max(1, total) for i in range(len(pieces))]
