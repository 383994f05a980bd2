"""Fountain 1.1 to a flat run of elements whose ``raw`` texts join back to the source."""

from __future__ import annotations

from dataclasses import dataclass, field

from redearth.core.diagnostics import Diagnostic
from redearth.core.span import Span
from redearth.script import classify
from redearth.script.decode import decode
from redearth.script.emphasis import read_emphasis
from redearth.script.lines import Line, read_lines
from redearth.script.model import Element, ElementKind, Note, Screenplay
from redearth.script.title_page import read_title_page

_SPOKEN = ("character", "parenthetical", "dialogue", "lyrics")
_RUNS = ("action", "dialogue", "lyrics", "blank", "boneyard")
"""Kinds whose lines join into one element when nothing stands between them."""


@dataclass(slots=True)
class _Open:
    """An element that is still growing."""

    kind: ElementKind
    lines: list[Line]
    texts: list[str]
    forced: bool = False
    scene_number: str | None = None
    dual: bool = False
    depth: int = 0
    extension: str = ""
    closed: bool = False
    """A blank line has followed; only hidden lines and more blanks may still join."""


@dataclass(slots=True)
class _Reader:
    """The elements so far, and what the last visible line was."""

    file: str
    elements: list[_Open] = field(default_factory=list)
    notices: list[Diagnostic] = field(default_factory=list)
    after_blank: bool = True
    speaking: bool = False
    bracket_open: bool = False

    def start(self, kind: ElementKind, line: Line, text: str, **more: object) -> None:
        """Begin an element, or continue the last one when both are lines of the same run."""
        last = self.elements[-1] if self.elements else None
        forced = bool(more.get("forced"))
        if last and last.kind == kind and kind in _RUNS and not last.closed and not forced:
            last.lines.append(line)
            last.texts.append(text)
        else:
            self.elements.append(_Open(kind=kind, lines=[line], texts=[text], **more))  # type: ignore[arg-type]
        self.after_blank = False
        self.speaking = kind in _SPOKEN

    def attach(self, line: Line) -> None:
        """Add a line to the last element's source without adding to its text."""
        self.elements[-1].lines.append(line)

    def notice(self, line: Line, message: str, remedy: str) -> None:
        """Tell the writer about a repair."""
        where = f"{self.file}:{line.number}:1"
        self.notices.append(Diagnostic(severity="note", code="script.repair", message=message, where=where, remedy=remedy))


def parse(data: bytes, file: str) -> tuple[Screenplay, tuple[Diagnostic, ...]]:
    """Return the screenplay in ``data`` and what was repaired or left open on the way.

    Takes time linear in the size of ``data``. Raises ``FilmError`` when ``data`` is no text script (see :func:`decode`).
    Source: https://fountain.io/syntax (Fountain 1.1).
    """
    decoded = decode(data, file)
    lines, warnings = read_lines(decoded.text, file)
    reader = _Reader(file=file, notices=warnings)
    fields, taken, wide = read_title_page(lines)
    if taken:
        if wide:
            reader.notice(lines[wide - 1], "a full-width colon in the title page was read as a plain one", "Title: …")
        reader.elements.append(_Open(kind="title_page", lines=lines[:taken], texts=[], closed=True))
    for index in range(taken, len(lines)):
        following = lines[index + 1] if index + 1 < len(lines) else None
        _read_line(reader, lines[index], following)
    screenplay = Screenplay(
        file=file,
        title_page=fields,
        elements=tuple(_finish(opened) for opened in reader.elements),
        encoding=decoded.encoding,
        byte_order_mark=decoded.byte_order_mark,
    )
    return screenplay, tuple(reader.notices)


def _read_line(reader: _Reader, line: Line, following: Line | None) -> None:
    if line.hidden:
        _read_hidden(reader, line)
    elif line.blank:
        _read_blank(reader, line)
    elif reader.speaking and not reader.after_blank:
        _read_spoken(reader, line)
    else:
        _read_unspoken(reader, line, following)


def _read_hidden(reader: _Reader, line: Line) -> None:
    """A line of nothing but note or boneyard: stands alone, or trails behind the element in which it began."""
    last = reader.elements[-1] if reader.elements else None
    if line.continues and last is not None:
        reader.attach(line)
        return
    spoken = reader.speaking and not reader.after_blank
    kind: ElementKind = "note" if line.hidden == "note" else "boneyard"
    reader.elements.append(_Open(kind=kind, lines=[line], texts=[" ".join(n.text for n in line.notes)]))
    reader.after_blank = not spoken
    reader.speaking = spoken


def _read_blank(reader: _Reader, line: Line) -> None:
    if reader.speaking and not reader.after_blank and len(line.content) >= 2:
        if reader.elements[-1].kind == "dialogue":
            reader.elements[-1].texts.append("")
        reader.attach(line)
        return
    reader.after_blank = True
    reader.speaking = False
    reader.bracket_open = False
    if reader.elements:
        reader.attach(line)
        reader.elements[-1].closed = True
    else:
        reader.elements.append(_Open(kind="blank", lines=[line], texts=[]))


def _read_spoken(reader: _Reader, line: Line) -> None:
    plain = line.visible.strip()
    opens = plain[0] in "(（" and plain.count("(") + plain.count("（") > plain.count(")") + plain.count("）")
    if reader.bracket_open:
        reader.elements[-1].texts.append(plain)
        reader.attach(line)
        reader.bracket_open = plain[-1] not in ")）"
    elif classify.is_parenthetical(plain) or opens:
        if plain[0] == "（":
            reader.notice(line, "full-width brackets were read as a parenthetical", f"({plain.strip('（）')})")
        reader.start("parenthetical", line, plain)
        reader.bracket_open = opens
    elif plain[0] in "~～":
        reader.start("lyrics", line, plain[1:].strip())
    else:
        reader.start("dialogue", line, plain)


def _read_unspoken(reader: _Reader, line: Line, following: Line | None) -> None:
    plain = classify.narrow_mark(line.visible.strip())
    if _read_forced(reader, line, plain):
        return
    if reader.after_blank and _read_heading_or_transition(reader, line, plain, following):
        return
    if reader.after_blank and following is not None and (not following.blank or _is_kept_blank(following)):
        cue = classify.is_cue(plain)
        if cue or classify.is_caseless_cue(plain):
            if not cue:
                reader.notice(line, f"“{plain}” was read as a character cue", f"@{plain}")
            _start_cue(reader, line, plain, forced=False)
            return
    reader.start("action", line, line.visible.rstrip().expandtabs(4))


def _is_kept_blank(line: Line) -> bool:
    return line.hidden == "note"


def _read_forced(reader: _Reader, line: Line, plain: str) -> bool:
    """Elements that their own first mark makes, whatever stands around them."""
    mark = plain[0]
    if mark == "!":
        reader.start("action", line, plain[1:].rstrip(), forced=True)
    elif mark == "=" and classify.is_page_break(plain):
        reader.start("page_break", line, "")
    elif mark == "=" and not plain.startswith("=="):
        reader.start("synopsis", line, plain[1:].strip())
    elif mark == "#":
        text = plain.lstrip("#")
        reader.start("section", line, text.strip(), depth=len(plain) - len(text))
    elif mark == "~":
        reader.start("lyrics", line, plain[1:].strip())
        reader.speaking = False
    elif mark == ">" and plain[-1] in "<＜" and len(plain) > 1:
        reader.start("centered", line, plain[1:-1].strip())
    elif mark == ">":
        reader.start("transition", line, plain[1:].strip(), forced=True)
    elif mark == "@" and len(plain) > 1:
        _start_cue(reader, line, plain[1:].strip(), forced=True)
    elif classify.is_forced_heading(plain):
        heading, number = classify.take_scene_number(plain[1:].strip())
        reader.start("scene_heading", line, heading, forced=True, scene_number=number)
    else:
        return False
    return True


def _read_heading_or_transition(reader: _Reader, line: Line, plain: str, following: Line | None) -> bool:
    if classify.is_heading(plain):
        if classify.heading_is_repaired(plain):
            reader.notice(line, f"“{plain[:40]}” was read as a scene heading", f".{plain[:40]}")
        heading, number = classify.take_scene_number(plain)
        reader.start("scene_heading", line, heading, scene_number=number)
        return True
    if (following is None or following.blank) and classify.is_transition(line.visible.lstrip()):
        if not plain.isascii():
            reader.notice(line, f"“{plain}” was read as a transition", f"> {plain}")
        reader.start("transition", line, plain)
        return True
    return False


def _start_cue(reader: _Reader, line: Line, cue: str, *, forced: bool) -> None:
    name, extension, dual = classify.split_cue(cue)
    reader.start("character", line, name, forced=forced, extension=extension, dual=dual)


def _finish(opened: _Open) -> Element:
    text, emphasis = read_emphasis("\n".join(opened.texts).strip("\n"))
    notes: tuple[Note, ...] = tuple(note for line in opened.lines for note in line.notes)
    shown = [line for line in opened.lines if not line.blank or line.hidden] or opened.lines[:1]
    first, last = shown[0], shown[-1]
    return Element(
        kind=opened.kind,
        raw="".join(line.raw for line in opened.lines),
        text=text,
        span=Span(line=first.number, column=1, end_line=last.number, end_column=max(1, len(last.content))),
        forced=opened.forced,
        scene_number=opened.scene_number,
        dual=opened.dual,
        depth=opened.depth,
        extension=opened.extension,
        emphasis=emphasis,
        notes=notes,
    )
