"""A character's sides next to each other under its name and a few lines about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

_GAP_PX, _TITLE_PX, _TYPE_PX, _LINE_PX = 8, 22, 14, 19
_PAPER, _INK, _FAINT = (16, 15, 14), (232, 224, 210), (168, 160, 148)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One character."""

    title: str
    lines: tuple[str, ...]
    stills: tuple[Path, ...]


def model_sheet(rows: Sequence[Row], columns: int, font: Path, height_px: int) -> Image.Image:
    """Return the rows under each other in ``columns`` columns, their pictures ``height_px`` high."""
    blocks = [_block(row, font, height_px) for row in rows]
    wide, tall = (max((block.size[k] for block in blocks), default=1) for k in (0, 1))
    down = -(-len(blocks) // columns)
    sheet = Image.new("RGB", (columns * wide + _GAP_PX, down * tall + _GAP_PX), _PAPER)
    for number, block in enumerate(blocks):
        sheet.paste(block, (_GAP_PX + number % columns * wide, _GAP_PX + number // columns * tall))
    return sheet


def _block(row: Row, font: Path, height_px: int) -> Image.Image:
    pictures = []
    for path in row.stills:
        with Image.open(path) as still:
            width = max(1, round(still.width * height_px / still.height))
            pictures.append(still.convert("RGB").resize((width, height_px), Image.Resampling.LANCZOS))
    head_px = _TITLE_PX + 8 + _LINE_PX * len(row.lines)
    name, small = (ImageFont.truetype(str(font), size) for size in (_TITLE_PX, _TYPE_PX))
    across = sum(p.width + _GAP_PX for p in pictures)
    lettered = [name.getlength(row.title), *(small.getlength(line) for line in row.lines)]
    block = Image.new("RGB", (max(across, round(max(lettered)) + 2 * _GAP_PX), head_px + height_px + 3 * _GAP_PX), _PAPER)
    draw = ImageDraw.Draw(block)
    draw.text((0, 0), row.title, fill=_INK, font=name)
    for number, line in enumerate(row.lines):
        draw.text((0, _TITLE_PX + 8 + number * _LINE_PX), line, fill=_FAINT, font=small)
    x = 0
    for picture in pictures:
        block.paste(picture, (x, head_px + _GAP_PX))
        x += picture.width + _GAP_PX
    return block
