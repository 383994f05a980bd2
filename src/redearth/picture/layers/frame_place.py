"""Where a frame belongs: which shot of which film, and when in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FramePlace:
    """One frame of a shot of a film."""

    film: str
    """Title."""
    shot: str
    """Shot id."""
    shot_frame: int
    """From 0."""
    film_frame: int
    """On the film's timeline, from 0."""
    fps: int

    def words(self) -> str:
        """Return the place in words, for a file's comments."""
        return (
            f"{self.film}: shot {self.shot}, frame {self.shot_frame} (frame {self.film_frame} of the film), scene-linear Rec.709"
        )

    def clock(self) -> tuple[int, int, int, int]:
        """Return hours, minutes, seconds and frames of the film's time code, which counts every frame and starts at zero."""
        seconds, frame = divmod(self.film_frame, self.fps)
        return seconds // 3600 % 24, seconds // 60 % 60, seconds % 60, frame

    def time_code(self) -> str:
        """Return the time code as it is written."""
        return ":".join(f"{part:02d}" for part in self.clock())
