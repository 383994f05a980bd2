"""Conformed segments and the finished master."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """One size the film is delivered in."""

    name: str
    width_px: int
    height_px: int
    crf: float
    """x264 constant rate factor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One clip of the timeline, conformed and encoded in every rendition as ``<rendition>.mp4`` beside it; starts on a key frame."""

    frames: int
    renditions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mezzanine:
    """The mastered film: ``<rendition>.mp4`` with sound for each rendition, all frames in order."""

    frames: int
    fps: int
    renditions: tuple[Rendition, ...]
    codecs: tuple[str, ...]
    """RFC 6381 strings, video then audio, per rendition joined by a comma."""
