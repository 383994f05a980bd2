"""Many small pictures on one sheet, each over its caption."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

_THUMB_PX = (426, 240)
_LABEL_PX, _GAP_PX, _TYPE_PX = 26, 8, 14
_PAPER, _INK = (16, 15, 14), (222, 214, 200)


def proof_sheet(stills: Sequence[tuple[str, Path]], columns: int, font: Path) -> Image.Image:
    """Return a sheet of captioned ``stills``, ``columns`` a row."""
    rows = -(-len(stills) // columns)
    cell = (_THUMB_PX[0] + _GAP_PX, _THUMB_PX[1] + _LABEL_PX + _GAP_PX)
    sheet = Image.new("RGB", (columns * cell[0] + _GAP_PX, max(rows, 1) * cell[1] + _GAP_PX), _PAPER)
    draw, face = ImageDraw.Draw(sheet), ImageFont.truetype(str(font), _TYPE_PX)
    for number, (label, path) in enumerate(stills):
        x, y = _GAP_PX + number % columns * cell[0], _GAP_PX + number // columns * cell[1]
        with Image.open(path) as still:
            picture = still.convert("RGB")
            picture.thumbnail(_THUMB_PX, Image.Resampling.LANCZOS)
            sheet.paste(picture, (x, y))
        draw.text((x, y + _THUMB_PX[1] + 5), label, fill=_INK, font=face)
    return sheet
