"""Caption text: cut into pieces and lines a viewer can read, in Latin and in Chinese."""

from __future__ import annotations

# Reading limits as published in streaming services' timed text guides: two lines of 42 characters, 17 to 20 characters a second.
LINE_CHARACTERS = 42
LINE_CHARACTERS_CJK = 16
LINES = 2
READING_CPS = 17
READING_CPS_CJK = 9
_SENTENCE_ENDS, _PAUSES = ".!?…。！？", ",;:—–-，；：、"
_NOT_FIRST, _NOT_LAST = "，。！？；：、…”’）》」』】", "“‘（《「『【"
_QUOTES = "\"'”’)）」』"
_Break = tuple[int, int]
"""Where one piece ends and where the next begins; between them lies the space that the cut takes the place of."""


def split_text(text: str) -> list[str]:
    """Return ``text`` in pieces of at most two caption lines, cut where a speaker would breathe and about as long as each other.

    Cuts fall on spaces, which they take away, and in Chinese also between characters. A word too long for two lines stays whole.
    """
    width = _width(text)
    edges: list[_Break] = [(0, 0), *_breaks(text), (len(text), len(text))]
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(edges)):
        choices = []
        for start in range(end - 1, -1, -1):
            piece = text[edges[start][1] : edges[end][0]]
            if start < end - 1 and len(_wrap(piece, width)) > LINES:
                break
            choices.append((best[start][0] + _cost(piece, width * LINES), start))
        best.append(min(choices))
    pieces, end = [], len(edges) - 1
    while end > 0:
        start = best[end][1]
        pieces.append(text[edges[start][1] : edges[end][0]])
        end = start
    return pieces[::-1]


def layout_lines(text: str) -> str:
    """Return a caption's text broken into lines of at most the readable width, two of them about as long as each other."""
    width = _width(text)
    lines = _wrap(text, width)
    fitting = [b for b in _breaks(text) if b[0] <= width and len(text) - b[1] <= width]
    if len(lines) != LINES or not fitting:
        return "\n".join(lines)
    end, start = min(fitting, key=lambda b: (abs(len(text) - b[1] - b[0]) - _rest(text[: b[0]]) * 8, b))
    return f"{text[:end]}\n{text[start:]}"


def reading_seconds(text: str) -> float:
    """Return how long a caption should stand: 17 characters a second (9 in Chinese), and never under 5/6 s."""
    return max(5 / 6, len(text) / (READING_CPS_CJK if is_wide(text) else READING_CPS))


def is_wide(text: str) -> bool:
    """Return whether most of the letters are East Asian ideographs."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum("\u2e80" <= c <= "\uffdc" for c in letters) * 2 > len(letters)


def _width(text: str) -> int:
    return LINE_CHARACTERS_CJK if is_wide(text) else LINE_CHARACTERS


def _cost(piece: str, limit: int) -> float:
    """Return how unwelcome a piece is: short ones count, and ends inside a phrase."""
    return 0.3 + (1 - len(piece) / limit) ** 2 + 0.4 * (1 - _rest(piece))


def _rest(piece: str) -> float:
    """Return how much of a rest the end of a piece is: 1 at the end of a sentence."""
    last = piece.rstrip(_QUOTES)[-1:]
    return 1.0 if last and last in _SENTENCE_ENDS else 0.6 if last and last in _PAUSES else 0.0


def _breaks(text: str) -> list[_Break]:
    """Return where ``text`` may be cut: at a space, and beside an ideograph unless a sign would stand on the wrong side."""
    out = []
    for at in range(1, len(text)):
        before, after = text[at - 1], text[at]
        if after == " ":
            out.append((at, at + 1))
        elif before != " " and (_ideograph(before) or _ideograph(after)) and before not in _NOT_LAST and after not in _NOT_FIRST:
            out.append((at, at))
    return out


def _ideograph(character: str) -> bool:
    return "\u2e80" <= character <= "\uffdc"


def _wrap(text: str, width: int) -> list[str]:
    """Return lines filled one after the other; a word wider than the line stands alone."""
    lines, begin, fit = [], 0, None
    for end, start in [*_breaks(text), (len(text), len(text))]:
        if end - begin > width and fit is not None:
            lines.append(text[begin : fit[0]])
            begin = fit[1]
        fit = (end, start)
    return [*lines, text[begin:]]
