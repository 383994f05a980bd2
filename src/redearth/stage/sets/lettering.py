"""Words drawn into small pictures: coverage masks of text, lines and shapes, in the fonts the film is lettered in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Picture
from PIL import ImageDraw, ImageFont

from redearth.core.fonts import needs_cjk

Mask = NDArray[np.float32]
"""[H, W] coverage, 0 to 1."""
Face = ImageFont.FreeTypeFont | ImageFont.ImageFont
_OVER = 2
"""Shapes are drawn this many times larger and averaged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fonts:
    """The fonts of what is written on sets; without files, Pillow's own Latin letters, and no Chinese."""

    latin: Path | None = None
    cjk: Path | None = None

    def face(self, text: str, size_px: float) -> Face:
        """Return the face that ``text`` is set in at a size."""
        path = self.cjk if needs_cjk(text) and self.cjk else self.latin
        return _face(path, max(4, round(size_px)))

    def legible(self, text: str) -> str:
        """Return the text without what no font at hand can show."""
        if self.cjk:
            return text
        return "\n".join("".join(c for c in line if not needs_cjk(c)).strip() for line in text.splitlines()).strip()


@cache
def _face(path: Path | None, size_px: int) -> Face:
    return ImageFont.truetype(str(path), size_px) if path else ImageFont.load_default(size_px)


class Sheet:
    """A drawing of one ink: lines of text and plain shapes in pixels from the upper left corner."""

    def __init__(self, width_px: int, height_px: int, fonts: Fonts) -> None:
        self.width_px, self.height_px, self.fonts = width_px, height_px, fonts
        self._picture = Picture.new("L", (width_px * _OVER, height_px * _OVER))
        self._pen = ImageDraw.Draw(self._picture)

    def polygon(self, points: Sequence[tuple[float, float]], ink: float = 1.0) -> None:
        """Fill a polygon."""
        self._pen.polygon([(x * _OVER, y * _OVER) for x, y in points], fill=round(ink * 255))

    def rectangle(self, x: float, y: float, wide: float, tall: float, ink: float = 1.0) -> None:
        """Fill a rectangle."""
        self.polygon([(x, y), (x + wide, y), (x + wide, y + tall), (x, y + tall)], ink)

    def frame(self, x: float, y: float, wide: float, tall: float, thick: float, ink: float = 1.0) -> None:
        """Draw the border of a rectangle."""
        self.rectangle(x, y, wide, thick, ink)
        self.rectangle(x, y + tall - thick, wide, thick, ink)
        self.rectangle(x, y, thick, tall, ink)
        self.rectangle(x + wide - thick, y, thick, tall, ink)

    def disc(self, x: float, y: float, radius: float, ink: float = 1.0) -> None:
        """Fill a circle."""
        box = [(x - radius) * _OVER, (y - radius) * _OVER, (x + radius) * _OVER, (y + radius) * _OVER]
        self._pen.ellipse(box, fill=round(ink * 255))

    def line(self, points: Sequence[tuple[float, float]], thick: float, ink: float = 1.0) -> None:
        """Draw a line through points."""
        scaled = [(x * _OVER, y * _OVER) for x, y in points]
        self._pen.line(scaled, fill=round(ink * 255), width=max(1, round(thick * _OVER)), joint="curve")

    def text(
        self,
        words: str,
        x: float,
        y: float,
        wide: float,
        tall: float,
        *,
        ink: float = 1.0,
        align: str = "centre",
        most_px: float = 1e9,
    ) -> None:
        """Set lines of text as large as they fit into a box, at most ``most_px`` tall a line."""
        lines = [line for line in self.fonts.legible(words).splitlines() if line.strip()]
        if not lines:
            return
        step = min(tall / len(lines), most_px * 1.2)
        size = step * 0.86
        while size > 5 and max(self._wide(line, size) for line in lines) > wide:
            size *= 0.94
        step = min(step, size * 1.3)
        top = y + (tall - step * len(lines)) / 2
        for k, line in enumerate(lines):
            self._line(line, x, top + step * (k + 0.5), wide, size, ink, align)

    def _line(self, line: str, x: float, middle: float, wide: float, size: float, ink: float, align: str) -> None:
        face = self.fonts.face(line, size * _OVER)
        left, _, right, _ = face.getbbox(line)
        free = wide * _OVER - (right - left)
        at = x * _OVER + (free / 2 if align == "centre" else free if align == "right" else 0) - left
        # Capitals sit in the middle of their line whatever hangs below it.
        _, cap_top, _, cap_bottom = face.getbbox("H" if not needs_cjk(line) else line)
        self._pen.text((at, middle * _OVER - (cap_top + cap_bottom) / 2), line, fill=round(ink * 255), font=face)

    def _wide(self, line: str, size: float) -> float:
        left, _, right, _ = self.fonts.face(line, size * _OVER).getbbox(line)
        return (right - left) / _OVER

    def mask(self) -> Mask:
        """Return what was drawn, [height, width]."""
        full = np.asarray(self._picture, np.float32) / 255
        return np.asarray(full.reshape(self.height_px, _OVER, self.width_px, _OVER).mean((1, 3)), np.float32)
