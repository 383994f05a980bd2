"""The timeline as plain values; `edit` also writes it as OpenTimelineIO."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from redearth.breakdown.model import Transition
from redearth.core.frames import FrameRange


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """One shot (or a black or title card of the film's own) on the picture track."""

    shot: str
    """Shot id; empty for black."""
    scene: str
    label: str
    record: FrameRange
    """In film frames; clips tile the film."""
    transition_in: Transition = "cut"
    transition_frames: int = 0
    """Length of a dissolve or fade at the head, inside ``record``."""
    fade_out_frames: int = 0
    """Length of a fade to black at the tail, inside ``record``."""
    size: str = ""
    """Shot size, ``ELS`` to ``INSERT``."""
    subjects: tuple[str, ...] = ()
    """Character or prop ids the shot is of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """Words on the picture in film frames."""

    text: str
    record: FrameRange
    style: Literal["super", "main", "end"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """One caption in film frames."""

    record: FrameRange
    text: str
    speaker: str
    """Name as the script writes it."""
    beat: str
    speech: str = ""
    """The whole speech, byte for byte, that this is a piece of."""
    off_screen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A scene's first frame in the film."""

    name: str
    frame: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The whole film in order."""

    title: str
    fps: int
    duration_frames: int
    clips: tuple[Clip, ...]
    titles: tuple[Title, ...]
    captions: tuple[Caption, ...]
    chapters: tuple[Chapter, ...]
