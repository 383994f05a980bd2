"""The faces of signs: each style paints its text on a picture."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal

import numpy as np

from redearth.stage.sets.lettering import Fonts, Mask, Sheet
from redearth.stage.sets.painting import Painting, Rgb, flake, weather

SignStyle = Literal["plate", "stencil", "warning", "hazard", "exit", "street", "door", "poster", "arrow", "shop"]
"""Enamel plate, paint on the bare wall, yellow warning, stripes, lit exit, street name, door plate, paper poster, way marker, lit shop board."""
PAINTED: frozenset[SignStyle] = frozenset({"stencil", "hazard"})
"""Styles without a board: paint that flakes off the wall."""
LIT: frozenset[SignStyle] = frozenset({"exit", "shop"})
_Face = Callable[["Draft"], Painting]
_BONE: Rgb = (0.86, 0.83, 0.75)
_INK: Rgb = (0.09, 0.09, 0.1)
_YELLOW: Rgb = (0.86, 0.64, 0.13)
_PLATES: tuple[tuple[Rgb, Rgb], ...] = (
    ((0.13, 0.2, 0.28), _BONE), ((0.84, 0.81, 0.73), (0.13, 0.14, 0.16)), ((0.16, 0.24, 0.18), _BONE), ((0.43, 0.11, 0.09), _BONE),
)  # fmt: skip
_POSTERS: tuple[tuple[Rgb, Rgb, Rgb], ...] = (
    ((0.82, 0.75, 0.6), (0.55, 0.15, 0.1), _INK), ((0.75, 0.72, 0.6), (0.16, 0.35, 0.25), _INK), ((0.8, 0.7, 0.5), (0.13, 0.25, 0.4), _INK),
)  # fmt: skip


class Draft:
    """What a style has to paint: size, text, fonts, seed and an ink colour (None: the style's own)."""

    def __init__(self, text: str, width_px: int, height_px: int, fonts: Fonts, seed: int, ink: Rgb | None) -> None:
        self.text, self.width_px, self.height_px, self.fonts, self.seed, self.ink = text, width_px, height_px, fonts, seed, ink

    def sheet(self) -> Sheet:
        """Return an empty sheet of the sign's size."""
        return Sheet(self.width_px, self.height_px, self.fonts)

    def ground(self, color: Rgb, cover: float = 1.0) -> Painting:
        """Return the sign's ground."""
        return Painting.on(color, self.width_px, self.height_px, cover)


def paint_sign(style: SignStyle, draft: Draft, wear: float) -> Painting:
    """Return the face of a sign, weathered by ``wear`` 0 to 1."""
    painting = _FACES[style](draft)
    if style in PAINTED:
        flake(painting, wear, draft.text, draft.seed)
    else:
        weather(painting, wear * (0.5 if style in LIT else 1.0), style, draft.text, draft.seed, rust=style != "poster")
    return painting


def _plate(draft: Draft) -> Painting:
    ground, ink = _PLATES[draft.seed % len(_PLATES)]
    w, h = draft.width_px, draft.height_px
    edge = min(w, h) * 0.05
    painting = draft.ground(ground)
    sheet = draft.sheet()
    sheet.frame(edge, edge, w - 2 * edge, h - 2 * edge, edge * 0.45)
    sheet.text(draft.text, edge * 3.2, edge * 2.2, w - 6.4 * edge, h - 4.4 * edge)
    painting.lay(sheet.mask(), draft.ink or ink)
    _screws(draft, painting, edge * 1.9)
    return painting


def _stencil(draft: Draft) -> Painting:
    w, h = draft.width_px, draft.height_px
    painting = draft.ground(draft.ink or ((0.78, 0.74, 0.66), (0.8, 0.56, 0.14), (0.6, 0.16, 0.1))[draft.seed % 3])
    sheet = draft.sheet()
    sheet.text(draft.text, w * 0.02, h * 0.02, w * 0.96, h * 0.96)
    mask = _bolder(sheet.mask(), max(1, round(h / 60)))
    # A stencil's bridges: thin gaps at regular places.
    columns = np.arange(w) % max(24, h // 2)
    mask[:, columns < max(3, h // 50)] = 0
    painting.cover = np.asarray(mask, np.float32)
    return painting


def _warning(draft: Draft) -> Painting:
    w, h = draft.width_px, draft.height_px
    painting = draft.ground(_YELLOW)
    sheet = draft.sheet()
    band = h * 0.13
    _stripes(sheet, 0, 0, w, band)
    _stripes(sheet, 0, h - band, w, band)
    side = min(h - 3.4 * band, w * 0.3)
    x, y = w * 0.05, (h - side * 0.88) / 2
    sheet.polygon([(x, y + side * 0.88), (x + side, y + side * 0.88), (x + side / 2, y)])
    sheet.text(draft.text, x + side * 1.2, band * 1.5, w - side * 1.2 - 2 * x, h - 3 * band, align="left")
    painting.lay(sheet.mask(), _INK)
    mark = draft.sheet()
    mark.rectangle(x + side * 0.46, y + side * 0.3, side * 0.08, side * 0.32)
    mark.disc(x + side * 0.5, y + side * 0.73, side * 0.055)
    painting.lay(mark.mask(), _YELLOW)
    return painting


def _hazard(draft: Draft) -> Painting:
    painting = draft.ground(_YELLOW)
    sheet = draft.sheet()
    _stripes(sheet, 0, 0, draft.width_px, draft.height_px)
    painting.lay(sheet.mask(), _INK)
    return painting


def _exit(draft: Draft) -> Painting:
    w, h = draft.width_px, draft.height_px
    lit: Rgb = draft.ink or ((0.16, 0.75, 0.38) if draft.seed % 3 else (0.85, 0.16, 0.1))
    painting = draft.ground((0.05, 0.16, 0.1) if draft.seed % 3 else (0.17, 0.05, 0.04))
    painting.glow(np.ones((h, w), np.float32), tuple(v * 0.22 for v in lit))  # type: ignore[arg-type]
    sheet = draft.sheet()
    edge = h * 0.07
    sheet.frame(edge, edge, w - 2 * edge, h - 2 * edge, edge * 0.4)
    arrow = h * 0.5
    sheet.text(draft.text, edge * 3, h * 0.14, w - arrow - edge * 7, h * 0.72)
    _arrow(sheet, w - arrow - edge * 3, h * 0.5 - arrow * 0.4, arrow, arrow * 0.8)
    painting.glow(sheet.mask(), lit)
    painting.lay(sheet.mask(), (0.8, 0.85, 0.8))
    return painting


def _street(draft: Draft) -> Painting:
    w, h = draft.width_px, draft.height_px
    ground: Rgb = ((0.1, 0.22, 0.42), (0.1, 0.28, 0.2), (0.78, 0.76, 0.7))[draft.seed % 3]
    painting = draft.ground(ground)
    sheet = draft.sheet()
    edge = h * 0.06
    sheet.frame(edge, edge, w - 2 * edge, h - 2 * edge, edge * 0.6)
    sheet.text(draft.text, w * 0.06, h * 0.13, w * 0.88, h * 0.74)
    painting.lay(sheet.mask(), draft.ink or (_INK if draft.seed % 3 == 2 else (0.92, 0.92, 0.9)))
    return painting


def _door(draft: Draft) -> Painting:
    w, h = draft.width_px, draft.height_px
    painting = draft.ground(((0.6, 0.58, 0.53), (0.55, 0.46, 0.28), (0.2, 0.22, 0.24))[draft.seed % 3])
    sheet = draft.sheet()
    sheet.text(draft.text, w * 0.1, h * 0.14, w * 0.8, h * 0.72)
    painting.lay(sheet.mask(), draft.ink or (_BONE if draft.seed % 3 == 2 else _INK))
    _screws(draft, painting, h * 0.1)
    return painting


def _poster(draft: Draft) -> Painting:
    """A seedling over a field inside the rings of a tree, and the words below."""
    w, h = draft.width_px, draft.height_px
    paper, red, ink = _POSTERS[draft.seed % len(_POSTERS)]
    painting = draft.ground(paper)
    rings, field, seedling, words = (draft.sheet() for _ in range(4))
    x, y = w / 2, h * 0.52
    turn = np.linspace(math.pi, 2 * math.pi, 40)
    for k in range(1, 12):
        rings.line(
            [(x + w * 0.085 * k * math.cos(a), y + w * 0.085 * k * math.sin(a)) for a in turn], w * (0.012 if k % 3 else 0.026)
        )
    painting.lay(rings.mask() * np.float32(0.45), red)
    field.rectangle(0, y, w, h - y)
    painting.lay(field.mask(), red)
    stem = h * 0.24
    seedling.line([(x, y + 1), (x - w * 0.01, y - stem * 0.5), (x, y - stem)], w * 0.03)
    along = np.linspace(0, math.pi, 12)
    for side, rise, long in ((-1, 0.72, 0.3), (1, 0.92, 0.34)):
        for bow in (0.3, 0.75):  # the leaf between its lower and its upper edge
            edge = [
                (
                    x + side * w * long * (1 - math.cos(a)) / 2,
                    y - stem * rise - w * 0.13 * (1 - math.cos(a)) / 2 - w * 0.1 * bow * math.sin(a),
                )
                for a in along
            ]
            seedling.polygon(edge if bow > 0.5 else [*edge, (x + side * w * long, y - stem * rise - w * 0.13)])
    painting.lay(seedling.mask(), ink)
    words.text(draft.text, w * 0.07, h * 0.56, w * 0.86, h * 0.38)
    painting.lay(words.mask(), draft.ink or paper)
    return painting


def _arrow_sign(draft: Draft) -> Painting:
    w, h = draft.width_px, draft.height_px
    ground, ink = _PLATES[(draft.seed + 1) % len(_PLATES)]
    painting = draft.ground(ground)
    sheet = draft.sheet()
    left = bool(draft.seed // 4 % 2)
    long = min(h * 0.8, w * 0.3)
    _arrow(sheet, w * 0.04 if left else w * 0.96 - long, h * 0.5 - long * 0.36, long, long * 0.72, left=left)
    sheet.text(draft.text, w * 0.07 + (long if left else 0), h * 0.12, w * 0.87 - long, h * 0.76)
    painting.lay(sheet.mask(), draft.ink or ink)
    return painting


def _shop(draft: Draft) -> Painting:
    w, h = draft.width_px, draft.height_px
    lit: Rgb = draft.ink or ((0.95, 0.3, 0.22), (0.25, 0.75, 0.85), (0.95, 0.72, 0.3), (0.9, 0.35, 0.6))[draft.seed % 4]
    painting = draft.ground((0.07, 0.065, 0.075))
    sheet = draft.sheet()
    sheet.frame(h * 0.06, h * 0.06, w - h * 0.12, h * 0.88, h * 0.03)
    sheet.text(draft.text, h * 0.22, h * 0.16, w - h * 0.44, h * 0.68)
    painting.lay(sheet.mask(), lit)
    painting.glow(sheet.mask(), lit)
    return painting


def _bolder(mask: Mask, by_px: int) -> Mask:
    """Return a mask whose strokes are wider by some pixels on each side."""
    for axis in (0, 1):
        mask = np.maximum.reduce([np.roll(mask, step, axis) for step in range(-by_px, by_px + 1)])
    return mask


def _stripes(sheet: Sheet, x: float, y: float, wide: float, tall: float) -> None:
    """Slanting bars inside a box, as wide as the gaps between them."""
    step = tall if wide > 3 * tall else min(wide, tall) * 0.35
    at = x - tall
    while at < x + wide:
        slant = np.array([(at, y + tall), (at + step * 0.5, y + tall), (at + step * 0.5 + tall, y), (at + tall, y)])
        sheet.polygon([(min(max(px, x), x + wide), py) for px, py in slant.tolist()])
        at += step


def _arrow(sheet: Sheet, x: float, y: float, wide: float, tall: float, *, left: bool = False) -> None:
    outline = [(0.0, 0.36), (0.52, 0.36), (0.52, 0.0), (1.0, 0.5), (0.52, 1.0), (0.52, 0.64), (0.0, 0.64)]
    sheet.polygon([(x + wide * ((1 - u) if left else u), y + tall * v) for u, v in outline])


def _screws(draft: Draft, painting: Painting, inset: float) -> None:
    heads = draft.sheet()
    for x in (inset, draft.width_px - inset):
        for y in (inset, draft.height_px - inset):
            heads.disc(x, y, max(2.0, inset * 0.22))
    painting.lay(heads.mask(), (0.3, 0.29, 0.28))


_FACES: dict[SignStyle, _Face] = {
    "plate": _plate, "stencil": _stencil, "warning": _warning, "hazard": _hazard, "exit": _exit, "street": _street, "door": _door,
    "poster": _poster, "arrow": _arrow_sign, "shop": _shop,
}  # fmt: skip
