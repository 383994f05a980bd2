"""What leaves the studio."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CastCredit:
    """A line of the credits."""

    character: str
    played_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterCard:
    """A scene to jump to, and the path of a frame of it (empty when it has no shot)."""

    name: str
    start_s: float
    picture: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCopy:
    """The words of the film's page."""

    title: str
    author: str
    synopsis: str
    language: str
    captions: tuple[tuple[str, str], ...]
    """Language and WebVTT text; the film's own language first."""
    duration_s: float
    cast: tuple[CastCredit, ...]
    chapters: tuple[ChapterCard, ...]


_LANGUAGE_NAMES = {
    "en": "English",
    "zh": "中文",
    "fr": "Français",
    "de": "Deutsch",
    "es": "Español",
    "ru": "Русский",
    "ja": "日本語",
}


def language_name(code: str) -> str:
    """Return a language's own name for itself, or its code."""
    return _LANGUAGE_NAMES.get(code, code)
