"""Cut source text into lines, and cut notes and boneyards out of what a reader sees; in one linear sweep."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from redearth.core.diagnostics import Diagnostic
from redearth.core.span import Span
from redearth.script.model import Note

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_MARK = re.compile(r"\\\[|/\*|\*/|\[\[|\]\]|(?:\r\n|\n|\r(?!\n))(?=[\r\n])")
_MOST_WARNINGS = 50
_SETTINGS_END = "END_BEAT"


@dataclass(frozen=True, slots=True)
class Region:
    """A hidden stretch of the text, as half-open offsets."""

    kind: Literal["note", "boneyard"]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """One source line: all of it, what a reader sees of it, and the notes that start on it."""

    number: int
    raw: str
    """With its line ending."""
    visible: str
    """Without line ending, notes and boneyard."""
    notes: tuple[Note, ...] = ()
    hidden: Literal["", "note", "boneyard"] = ""
    """Set when the line holds nothing but this."""
    continues: bool = False
    """The hidden stretch began on an earlier line."""

    @property
    def content(self) -> str:
        """The line without its line ending."""
        return self.raw.rstrip("\r\n")

    @property
    def blank(self) -> bool:
        """True when the line ends a paragraph."""
        return not self.visible.strip()


def split_lines(text: str) -> list[str]:
    """Return the lines of ``text`` with their endings (CR, LF or CRLF, mixed)."""
    return _LINE.findall(text)


def read_lines(text: str, file: str) -> tuple[list[Line], list[Diagnostic]]:
    """Return every line with its visible part, and warnings for unclosed notes and boneyards."""
    raws = split_lines(text)
    starts: list[int] = []
    offset = 0
    for raw in raws:
        starts.append(offset)
        offset += len(raw)
    regions, open_marks = _find_regions(text)
    warnings = [_unclosed(kind, at, starts, file) for kind, at in open_marks[:_MOST_WARNINGS]]
    if not regions:
        return [Line(n, raw, raw.rstrip("\r\n")) for n, raw in enumerate(raws, 1)], warnings
    return list(_cut(text, raws, starts, regions)), warnings


def _find_regions(text: str) -> tuple[list[Region], list[tuple[str, int]]]:
    marks = [(m.group(), m.start(), m.end()) for m in _MARK.finditer(text)]
    note_end: dict[int, int] = {}
    close = -1
    for index in range(len(marks) - 1, -1, -1):
        mark = marks[index][0]
        if mark == "]]":
            close = index
        elif mark[0] in "\r\n":
            close = -1
        elif mark == "[[" and close >= 0:
            note_end[index] = close
    regions: list[Region] = []
    unclosed: list[tuple[str, int]] = []
    settings_end = text.rfind(_SETTINGS_END)
    index = 0
    while index < len(marks):
        mark, start, _ = marks[index]
        if mark == "[[" and index in note_end:
            index = note_end[index]
            regions.append(Region("note", start, marks[index][2]))
        elif mark == "[[":
            unclosed.append(("note", start))
        elif mark == "/*":
            end = _boneyard_end(text, marks, index, settings_end)
            if end < 0:
                unclosed.append(("boneyard", start))
                regions.append(Region("boneyard", start, len(text)))
                break
            index = end
            regions.append(Region("boneyard", start, marks[index][2]))
        index += 1
    return regions, unclosed


def _boneyard_end(text: str, marks: list[tuple[str, int, int]], index: int, settings_end: int) -> int:
    """Return the index of the closing mark, or -1; an editor's settings block ends only after its own end word."""
    start = marks[index][1]
    for later in range(index + 1, len(marks)):
        if marks[later][0] == "*/":
            inside_settings = settings_end > marks[later][1] and text.find("BEAT: {", start, marks[later][1]) >= 0
            if not inside_settings:
                return later
    return -1


def _cut(text: str, raws: list[str], starts: list[int], regions: list[Region]) -> Iterator[Line]:
    first = 0
    for number, (raw, start) in enumerate(zip(raws, starts, strict=True), 1):
        content = raw.rstrip("\r\n")
        stop = start + len(content)
        while first < len(regions) and regions[first].end <= start:
            first += 1
        if first == len(regions) or regions[first].start >= stop + (not content):
            yield Line(number, raw, content)
            continue
        visible, at, notes = "", start, []
        here = first
        while here < len(regions) and regions[here].start < max(stop, start + 1):
            region = regions[here]
            visible = _join(visible, text[at : max(at, region.start)])
            if region.kind == "note" and region.start >= start:
                notes.append(_note(text, region, starts, number))
            at = min(region.end, stop)
            here += 1
        visible = _join(visible, text[at:stop])
        hidden = regions[first].kind if not visible.strip() else ""
        yield Line(number, raw, visible, tuple(notes), hidden, regions[first].start < start)


def _join(left: str, right: str) -> str:
    return left + (right[1:] if left.endswith(" ") and right.startswith(" ") else right)


def _note(text: str, region: Region, starts: list[int], line: int) -> Note:
    end_line = bisect_right(starts, region.end - 1)
    words = " ".join(text[region.start + 2 : region.end - 2].split())
    column = region.start - starts[line - 1] + 1
    return Note(text=words, span=Span(line=line, column=column, end_line=end_line, end_column=region.end - starts[end_line - 1]))


def _unclosed(kind: str, at: int, starts: list[int], file: str) -> Diagnostic:
    line = bisect_right(starts, at)
    where = f"{file}:{line}:{at - starts[line - 1] + 1}"
    if kind == "note":
        return Diagnostic(
            severity="warning",
            code="script.note",
            message="this note is never closed before the paragraph ends; read as plain text",
            where=where,
            remedy="]] at the end of the note",
        )
    return Diagnostic(
        severity="warning",
        code="script.boneyard",
        message="this boneyard is never closed; everything after it is left out of the film",
        where=where,
        remedy="*/ at the end of the part that is cut",
    )
