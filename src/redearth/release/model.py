"""What leaves the studio."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CastCredit:
    """A line of the credits."""

    character: str
    played_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCopy:
    """The words of the film's page."""

    title: str
    author: str
    synopsis: str
    language: str
    caption_languages: tuple[str, ...]
    duration_s: float
    cast: tuple[CastCredit, ...]
    chapters: tuple[tuple[str, float], ...]
    """Name and start in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """The files of ``release/``, by path, with their digests."""

    files: tuple[tuple[str, str], ...]
