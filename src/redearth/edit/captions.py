"""Captions: what is said, cut into pieces a viewer can read, on the words' own times."""

from __future__ import annotations

from itertools import accumulate

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
    """Start each piece on its first word; without word times, share the speech out by length.

    Words are matched by the letters before them: a spoken word may be less than a written one (``3:45``, 种子).
    """
    before = [sum(len(_letters(piece)) for piece in pieces[:i]) for i in range(len(pieces))]
    whole = sum(len(_letters(piece)) for piece in pieces)
    words = line.words if line is not None else ()
    lead = whole - sum(len(_letters(word.text)) for word in words)
    if not words or not "".join(map(_letters, pieces)).endswith("".join(_letters(word.text) for word in words)):
        return [spoken.start + spoken.duration * share // max(1, whole) for share in before]
    ends = list(accumulate((len(_letters(word.text)) for word in words), initial=lead))[1:]
    firsts = [next(word for word, end in zip(words, ends, strict=True) if end > share) for share in before]
    return [spoken.start, *(spoken.start + int(first.start_s * fps) for first in firsts[1:])]


def _letters(text: str) -> str:
    return "".join(text.split())
