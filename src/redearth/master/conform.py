"""Conform one clip of the timeline: transitions, fades and titles over its reel, encoded once in every rendition."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np

from redearth.master.codec import SegmentWriter, frame_from_rgb, read_frames, rgb_from_frame
from redearth.master.lettering import F32, STYLES, Fonts, letter, overlay
from redearth.master.model import Rendition, Segment


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipTitle:
    """A title in frames of the clip; it may start before the clip and end after it."""

    text: str
    style: str
    start: int
    duration: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConformOptions:
    """What happens to one clip. Widths and heights are those of the reel."""

    frames: int
    fps: int
    width_px: int
    height_px: int
    transition: str = "cut"
    transition_frames: int = 0
    fade_out_frames: int = 0
    titles: tuple[ClipTitle, ...] = ()


def conform(
    reel: Path | None, previous: Path | None, options: ConformOptions, renditions: Sequence[Rendition], fonts: Fonts, out: Path
) -> Segment:
    """Write ``<rendition>.mp4`` into ``out`` for each rendition and return the segment.

    ``reel`` None is black. ``previous`` is the reel that a dissolve or wipe comes from; its last frame is held.
    """
    titles = [(t, letter(t.text, STYLES[t.style], options.width_px, options.height_px, fonts)) for t in options.titles]
    held = _last_frame(previous) if previous is not None and options.transition in ("dissolve", "wipe") else None
    source = read_frames(reel) if reel is not None else _black(options)
    count = 0
    with ExitStack() as stack:
        writers = [stack.enter_context(SegmentWriter(out / f"{r.name}.mp4", r, options.fps)) for r in renditions]
        for count, frame in enumerate(source, 1):
            finished = _finish_frame(frame, count - 1, titles, held, options)
            for writer in writers:
                writer.write(finished)
    if count != options.frames:
        raise ValueError(f"the reel has {count} frames, the timeline wants {options.frames}")
    return Segment(frames=count, renditions=tuple(r.name for r in renditions))


def _finish_frame(
    frame: av.VideoFrame, index: int, titles: Sequence[tuple[ClipTitle, F32]], held: F32 | None, options: ConformOptions
) -> av.VideoFrame:
    level = _level(index, options)
    showing = [(picture, _opacity(title, index, options.fps)) for title, picture in titles]
    showing = [(picture, opacity) for picture, opacity in showing if opacity > 0]
    mixing = held is not None and index < options.transition_frames
    if level == 1.0 and not showing and not mixing:
        return frame
    rgb: F32 = rgb_from_frame(frame).astype(np.float32) / np.float32(255)
    if mixing and held is not None:
        rgb = _mix(held, rgb, (index + 1) / (options.transition_frames + 1), options.transition)
    rgb = rgb * np.float32(level)
    for picture, opacity in showing:
        rgb = overlay(rgb, picture, opacity)
    return frame_from_rgb((np.clip(rgb, 0, 1) * 255 + 0.5).astype(np.uint8))


def _level(index: int, options: ConformOptions) -> float:
    """Return the picture's level: up from black at a fade in, down to black at a fade out."""
    level = 1.0
    if options.transition == "fade_in" and index < options.transition_frames:
        level = _ease((index + 1) / (options.transition_frames + 1))
    left = options.frames - 1 - index
    if left < options.fade_out_frames:
        level = min(level, _ease(left / options.fade_out_frames))
    return level


def _opacity(title: ClipTitle, index: int, fps: int) -> float:
    fade = max(1.0, min(STYLES[title.style].fade_s * fps, title.duration / 2))
    inside = index - title.start
    return _ease(min(1.0, max(0.0, min(inside + 1, title.duration - inside) / fade)))


def _mix(a: F32, b: F32, share: float, transition: str) -> F32:
    if transition == "wipe":
        edge = np.clip((share * 1.1 - np.linspace(0, 1, b.shape[1], dtype=np.float32)) / 0.1, 0, 1)[None, :, None]
        return np.asarray(a * (1 - edge) + b * edge, np.float32)
    eased = np.float32(_ease(share))
    return np.asarray(a * (1 - eased) + b * eased, np.float32)


def _ease(x: float) -> float:
    return x * x * (3 - 2 * x)


def _last_frame(path: Path) -> F32:
    last: av.VideoFrame = deque(read_frames(path), maxlen=1).pop()
    return np.asarray(rgb_from_frame(last) / np.float32(255), np.float32)


def _black(options: ConformOptions) -> Iterator[av.VideoFrame]:
    black = np.zeros((options.height_px, options.width_px, 3), np.uint8)
    for _ in range(options.frames):
        yield frame_from_rgb(black)
