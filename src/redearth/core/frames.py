"""Integer frame time: every range is half-open and counted at the film's own rate."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class FrameRange:
    """Frames ``start`` up to, not including, ``start + duration``."""

    start: int
    duration: int

    def __post_init__(self) -> None:
        if self.duration < 0:
            raise ValueError(f"a frame range cannot last {self.duration} frames")

    @property
    def end(self) -> int:
        """First frame after the range."""
        return self.start + self.duration

    def __contains__(self, frame: int) -> bool:
        return self.start <= frame < self.end

    def shift(self, frames: int) -> FrameRange:
        """Return the same length of time, ``frames`` later."""
        return FrameRange(start=self.start + frames, duration=self.duration)

    def overlap(self, other: FrameRange) -> FrameRange:
        """Return the frames in both ranges (duration 0 when there are none)."""
        start = max(self.start, other.start)
        return FrameRange(start=start, duration=max(0, min(self.end, other.end) - start))


def between(start: int, end: int) -> FrameRange:
    """Return the half-open range from ``start`` to ``end``."""
    return FrameRange(start=start, duration=end - start)


def frames_from_seconds(seconds: float, fps: int) -> int:
    """Return the whole number of frames nearest to ``seconds``, at least 0."""
    return max(0, int(seconds * fps + 0.5))
