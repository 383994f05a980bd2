"""The title page: ``Key: value`` lines at the head of a script, with values that may run over several lines."""

from __future__ import annotations

import re

from redearth.core.span import Span
from redearth.script.classify import is_heading, is_transition
from redearth.script.lines import Line
from redearth.script.model import TitleField

_FIELD = re.compile(r"([^\s:：][^:：\r\n]{0,40}?)\s*([:：])(?!//)\s?(.*)$")
_KNOWN = {
    "title", "credit", "author", "authors", "source", "notes", "draft date", "date", "contact", "copyright", "revision", "font",
    "language", "format", "contact info", "episode", "标题", "片名", "作者", "编剧", "来源", "日期", "联系方式",
}  # fmt: skip


def read_title_page(lines: list[Line]) -> tuple[tuple[TitleField, ...], int, int]:
    """Return the fields, how many lines they take, and the line number of the first full-width colon (0 for none)."""
    if not lines or not _opens(lines):
        return (), 0, 0
    fields: list[TitleField] = []
    wide = 0
    count = 0
    for line in lines:
        if line.blank and not line.hidden:
            break
        count += 1
        match = _FIELD.match(line.visible)
        if match:
            wide = wide or (line.number if match.group(2) == "：" else 0)
            value = match.group(3).strip()
            fields.append(_field(match.group(1), (value,) if value else (), line))
        elif line.visible.strip() and fields:
            last = fields[-1]
            span = Span(line=last.span.line, end_line=line.number, end_column=len(line.content))
            fields[-1] = TitleField(key=last.key, values=(*last.values, line.visible.strip()), span=span)
    return tuple(fields), count, wide


def _field(key: str, values: tuple[str, ...], line: Line) -> TitleField:
    return TitleField(key=key, values=values, span=Span(line=line.number, end_column=len(line.content)))


def _opens(lines: list[Line]) -> bool:
    match = _FIELD.match(lines[0].visible)
    if not match:
        return False
    key, value = match.group(1), match.group(3).strip()
    if key.casefold() in _KNOWN:
        return True
    if is_transition(lines[0].visible) or is_heading(key) or key[0] in ".!@>~#=[/(（":
        return False
    if value:
        return len(key.split()) <= 3 and any(c.isalpha() for c in key)
    return len(lines) > 1 and lines[1].visible[:1] in (" ", "\t") and bool(lines[1].visible.strip())
