"""Caption text: cut into pieces and lines a viewer can read, in Latin and in Chinese."""

from __future__ import annotations

import textwrap

# Reading limits as published in streaming services' timed text guides: two lines of 42 characters, seven seconds an event.
LINE_CHARACTERS = 42
LINE_CHARACTERS_CJK = 16
LINES = 2


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
