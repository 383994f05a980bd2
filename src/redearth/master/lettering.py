"""Titles as pictures: set in type once, then laid over frames with an opacity."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from redearth.core.fonts import needs_cjk

F32 = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetteringStyle:
    """How a kind of title is set; lengths as shares of the picture's height."""

    size: float
    tracking: float
    """Extra space between letters, as a share of the size."""
    baseline: float
    """Vertical place of the block's middle, 0 top … 1 bottom."""
    capitals: bool
    fade_s: float


STYLES = {
    "super": LetteringStyle(size=0.036, tracking=0.22, baseline=0.80, capitals=True, fade_s=0.6),
    "main": LetteringStyle(size=0.105, tracking=0.34, baseline=0.5, capitals=True, fade_s=0.8),
    "end": LetteringStyle(size=0.034, tracking=0.10, baseline=0.5, capitals=False, fade_s=0.7),
}
_WIDEST = 0.86
_LEADING = 1.75
_ROWS = 6
_SMALLEST_PX = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fonts:
    """Where the fonts' files lie; ``cjk`` is None when no title needs it."""

    latin: Path
    cjk: Path | None


def letter(text: str, style: LetteringStyle, width_px: int, height_px: int, fonts: Fonts) -> F32:
    """Return the title as [height, width, 4]: display-referred white letters with a soft shadow, premultiplied, and coverage."""
    shown = text.upper() if style.capitals else text
    rows = [row.strip() for row in shown.split("\n")]
    size = style.size * height_px
    while size > _SMALLEST_PX and max(_width(row, size, style, fonts) for row in rows) > _WIDEST * width_px:
        rows, size = _fit(rows, size, style, width_px, fonts)
    mask = Image.new("L", (width_px, height_px), 0)
    top = style.baseline * height_px - size * _LEADING * len(rows) / 2
    for number, row in enumerate(rows):
        _set_row(mask, row, top + number * size * _LEADING, size, style, fonts)
    letters = np.asarray(mask, np.float32) / 255
    blurred = mask.filter(ImageFilter.GaussianBlur(size * 0.35))
    shadow = np.minimum(np.asarray(blurred, np.float32) / 255 * 1.1, 0.55)
    coverage = letters + shadow * (1 - letters)
    return np.concatenate([np.repeat(letters[..., None], 3, axis=-1) * 0.96, coverage[..., None]], axis=-1)


def overlay(frame: F32, title: F32, opacity: float) -> F32:
    """Return a display-referred frame [H, W, 3] in 0…1 with a title laid over it."""
    return np.asarray(frame * (1 - title[..., 3:] * np.float32(opacity)) + title[..., :3] * np.float32(opacity), np.float32)


def _fit(rows: list[str], size: float, style: LetteringStyle, width_px: int, fonts: Fonts) -> tuple[list[str], float]:
    """Break the widest row in two, or set everything smaller when it cannot be broken."""
    widest = max(range(len(rows)), key=lambda i: _width(rows[i], size, style, fonts))
    words = rows[widest].split(" ")
    if len(words) > 1 and len(rows) < _ROWS and style.size < 0.09:
        middle = min(range(1, len(words)), key=lambda i: abs(len(" ".join(words[:i])) - len(rows[widest]) / 2))
        return [*rows[:widest], " ".join(words[:middle]), " ".join(words[middle:]), *rows[widest + 1 :]], size
    return rows, size * 0.92


def _font(character: str, size: float, fonts: Fonts) -> ImageFont.FreeTypeFont:
    path = fonts.cjk if fonts.cjk is not None and needs_cjk(character) else fonts.latin
    return ImageFont.truetype(str(path), max(3, round(size)))


def _width(row: str, size: float, style: LetteringStyle, fonts: Fonts) -> float:
    return sum(_font(c, size, fonts).getlength(c) for c in row) + style.tracking * size * max(0, len(row) - 1)


def _set_row(mask: Image.Image, row: str, top: float, size: float, style: LetteringStyle, fonts: Fonts) -> None:
    draw = ImageDraw.Draw(mask)
    x = (mask.width - _width(row, size, style, fonts)) / 2
    for character in row:
        font = _font(character, size, fonts)
        draw.text((x, top + size), character, fill=255, font=font, anchor="ls")
        x += font.getlength(character) + style.tracking * size
