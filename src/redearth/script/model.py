"""A screenplay as a flat run of elements, each with its exact source text and span."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from redearth.core.span import Span

ElementKind = Literal[
    "title_page",
    "scene_heading",
    "action",
    "character",
    "parenthetical",
    "dialogue",
    "lyrics",
    "transition",
    "centered",
    "page_break",
    "section",
    "synopsis",
    "note",
    "boneyard",
    "blank",
]
TextStyle = Literal["bold", "italic", "underline"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Emphasis:
    """A styled stretch of ``Element.text``, as half-open character offsets."""

    start: int
    end: int
    style: TextStyle


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A ``[[note]]`` that rides inside or beside an element."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One screenplay element; joining every ``raw`` in order gives the source back exactly."""

    kind: ElementKind
    raw: str
    """The exact source slice, with its line endings and blank lines."""
    text: str = ""
    """What a reader sees: no markup, no notes, no boneyard."""
    span: Span
    forced: bool = False
    scene_number: str | None = None
    dual: bool = False
    """A character cue marked ``^``: spoken together with the cue before it."""
    depth: int = 0
    """Level of a section heading, from 1."""
    extension: str = ""
    """What stands in brackets after a character's name: ``V.O.``, ``O.S.``, ``CONT'D``."""
    emphasis: tuple[Emphasis, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleField:
    """One entry of the title page; the key as written, the values line by line."""

    key: str
    values: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Screenplay:
    """A parsed screenplay."""

    file: str
    title_page: tuple[TitleField, ...]
    elements: tuple[Element, ...]
    encoding: str = "utf-8"
    byte_order_mark: bool = False

    def field(self, key: str) -> str:
        """Return a title page value in one line (empty when absent); ``key`` is matched without case."""
        for entry in self.title_page:
            if entry.key.casefold() == key.casefold():
                return " ".join(entry.values).strip()
        return ""
