"""Bold, italic and underlined stretches: ``*a*``, ``**a**``, ``***a***``, ``_a_``, and backslash escapes."""

from __future__ import annotations

import re

from redearth.script.model import Emphasis, TextStyle

_TOKEN = re.compile(r"\\[*_\\\[\]~@#>!.]|\*+|_")
_STYLES: dict[str, tuple[TextStyle, ...]] = {"*": ("italic",), "**": ("bold",), "***": ("bold", "italic"), "_": ("underline",)}


def read_emphasis(markup: str) -> tuple[str, tuple[Emphasis, ...]]:
    """Return the text without its marks, and the styled stretches of that text.

    A mark opens before a character that is not a space and closes after one; styles nest, but never cross a line break.
    """
    if "*" not in markup and "_" not in markup and "\\" not in markup:
        return markup, ()
    parts: list[str] = []
    styled: list[Emphasis] = []
    length = 0
    for number, line in enumerate(markup.split("\n")):
        if number:
            parts.append("\n")
            length += 1
        text, inside = _read_line(line)
        styled += [Emphasis(start=e.start + length, end=e.end + length, style=e.style) for e in inside]
        parts.append(text)
        length += len(text)
    return "".join(parts), tuple(styled)


def _read_line(line: str) -> tuple[str, list[Emphasis]]:
    tokens = list(_TOKEN.finditer(line))
    pairs = _pair(line, tokens)
    dropped = {start for start, _ in pairs} | {end for _, end in pairs}
    opened = dict(pairs)
    out: list[str] = []
    positions: dict[int, int] = {}
    at = length = 0
    for index, token in enumerate(tokens):
        piece = line[at : token.start()]
        if token.group()[0] == "\\":
            piece += token.group()[1]
        elif index not in dropped:
            piece += token.group()
        out.append(piece)
        length += len(piece)
        positions[index] = length
        at = token.end()
    out.append(line[at:])
    styled = [
        Emphasis(start=positions[start], end=positions[end], style=style)
        for start, end in sorted(opened.items())
        for style in _STYLES[tokens[start].group()]
        if positions[end] > positions[start]
    ]
    return "".join(out), styled


def _pair(line: str, tokens: list[re.Match[str]]) -> list[tuple[int, int]]:
    """Return (opening, closing) token indexes; at most one mark of each kind is open at a time, so this is linear."""
    open_marks: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for index, token in enumerate(tokens):
        mark = token.group()
        if mark not in _STYLES:
            continue
        before = line[token.start() - 1 : token.start()]
        after = line[token.end() : token.end() + 1]
        if mark == "_" and before.isalnum() and after.isalnum():
            continue
        depth = next((d for d, (m, _) in enumerate(open_marks) if m == mark), -1)
        if depth >= 0 and before and not before.isspace():
            pairs.append((open_marks[depth][1], index))
            del open_marks[depth:]
        elif depth < 0 and after and not after.isspace():
            open_marks.append((mark, index))
    return pairs
