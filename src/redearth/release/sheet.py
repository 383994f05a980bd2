"""The contact sheet (one labelled frame a shot) and the poster. Every still is read once, for its thumbnail."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from redearth.edit.model import Clip

_COLUMNS = 5
_THUMB_PX = (384, 216)
_LABEL_PX = 30
_GAP_PX = 10
_PAPER = (16, 15, 14)
_INK = (222, 214, 200)
_TELLING = {"ELS": 0.8, "LS": 0.95, "FS": 1.0, "MLS": 1.0, "MS": 0.95, "MCU": 0.8, "CU": 0.65, "ECU": 0.5, "INSERT": 0.5}


def thumbnail(path: Path) -> Image.Image:
    """Return a still as small as the sheet shows it."""
    with Image.open(path) as still:
        return still.convert("RGB").resize(_THUMB_PX, Image.Resampling.LANCZOS)


def contact_sheet(stills: Sequence[tuple[str, Image.Image]], font: Path) -> Image.Image:
    """Return a sheet with the thumbnail of every still over its label, five a row."""
    columns = min(_COLUMNS, max(1, len(stills)))
    rows = -(-max(1, len(stills)) // columns)
    cell = (_THUMB_PX[0] + _GAP_PX, _THUMB_PX[1] + _LABEL_PX + _GAP_PX)
    sheet = Image.new("RGB", (columns * cell[0] + _GAP_PX, rows * cell[1] + _GAP_PX), _PAPER)
    draw = ImageDraw.Draw(sheet)
    face = ImageFont.truetype(str(font), 15)
    for number, (label, still) in enumerate(stills):
        x, y = _GAP_PX + number % columns * cell[0], _GAP_PX + number // columns * cell[1]
        sheet.paste(still, (x, y))
        draw.text((x, y + _THUMB_PX[1] + 6), _fit(label, face), fill=_INK, font=face)
    return sheet


def choose_poster(stills: Sequence[tuple[Clip, Image.Image]]) -> int:
    """Return which of the stills, given as thumbnails, a passer-by stops at: somebody in a place, with contrast and colour."""
    appeals = [(_story(clip) * _appeal(still), clip.record.start, k) for k, (clip, still) in enumerate(stills)]
    return max(appeals)[2]


def _story(clip: Clip) -> float:
    """Return how much of a story a shot tells on its own: whole people in their place, best two or three of them."""
    return _TELLING.get(clip.size, 0.6) * (0.7 + 0.15 * min(3, len(clip.subjects)))


def _appeal(still: Image.Image) -> float:
    rgb = np.asarray(still.resize((160, 90), Image.Resampling.BILINEAR), np.float64) / 255
    luma = rgb @ [0.2126, 0.7152, 0.0722]
    # Colourfulness after Hasler and Suesstrunk 2003: spread of the two opponent axes.
    opponent = np.array([(rgb[..., 0] - rgb[..., 1]).std(), (0.5 * (rgb[..., 0] + rgb[..., 1]) - rgb[..., 2]).std()])
    clipped = float(np.mean(luma > 0.97) + np.mean(luma < 0.01))
    return float(luma.std() + np.linalg.norm(opponent) - 0.5 * clipped)


def _fit(label: str, face: ImageFont.FreeTypeFont) -> str:
    while label and face.getlength(label) > _THUMB_PX[0]:
        label = label[:-1]
    return label
