"""What is printed, written or painted on props: labels, pages, notes, dials, maps and photographs, each drawn once for a palette."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from redearth.core.seed import generator_from
from redearth.core.space import Vec3
from redearth.stage.model import Material
from redearth.stage.props.request import Request
from redearth.stage.sets.lettering import Sheet
from redearth.stage.sets.noise import fractal
from redearth.stage.sets.painting import Painting

_LONG_PX = 384
_INK: Vec3 = (0.1, 0.1, 0.12)
_PAPER: Vec3 = (0.87, 0.83, 0.73)
_RED: Vec3 = (0.62, 0.1, 0.08)
Draw = Callable[["Page"], None]


class Page:
    """A picture of a face's proportions while it is printed; places and sizes are shares of its width and height, y downwards."""

    def __init__(self, r: Request, ground: Vec3, wide_px: int, tall_px: int) -> None:
        self.wide, self.tall = wide_px, tall_px
        self._fonts = r.palette.fonts
        self.painting = Painting.on(ground, wide_px, tall_px)

    def sheet(self) -> Sheet:
        """Return an empty sheet of one ink."""
        return Sheet(self.wide, self.tall, self._fonts)

    def lay(self, sheet: Sheet, ink: Vec3) -> None:
        """Print a sheet in a colour."""
        self.painting.lay(sheet.mask(), ink)

    def text(self, words: str, box: tuple[float, float, float, float], ink: Vec3 = _INK, *, align: str = "centre") -> None:
        """Set words into a box (x, y, width, height)."""
        sheet = self.sheet()
        x, y, w, h = box
        sheet.text(words, x * self.wide, y * self.tall, w * self.wide, h * self.tall, align=align)
        self.lay(sheet, ink)

    def bars(self, boxes: list[tuple[float, float, float, float]], ink: Vec3 = _INK) -> None:
        """Fill rectangles (x, y, width, height)."""
        sheet = self.sheet()
        for x, y, w, h in boxes:
            sheet.rectangle(x * self.wide, y * self.tall, w * self.wide, h * self.tall)
        self.lay(sheet, ink)

    def writing(self, lines: int, box: tuple[float, float, float, float], ink: Vec3, name: str, *, hand: bool) -> None:
        """Fill a box with lines of words too small to read: wavy when written by hand, bars when set."""
        random = generator_from("writing", name)
        sheet = self.sheet()
        x0, y0, w, h = box
        step = h * self.tall / lines
        for k in range(lines):
            x, y = x0 * self.wide, y0 * self.tall + (k + 0.5) * step
            end = (x0 + w * (1.0 if k % 5 != 4 else 0.55)) * self.wide
            while x < end - 0.03 * self.wide:
                long = min(float(random.uniform(0.03, 0.11)) * self.wide, end - x)
                if hand:
                    t = np.linspace(0, 1, max(5, int(long / 3)))
                    wave = 0.2 * step * np.sin(t * long * 1.1 + k) * random.uniform(0.6, 1.3)
                    sheet.line([(x + long * float(a), y + float(b)) for a, b in zip(t, wave, strict=True)], 0.11 * step)
                else:
                    sheet.rectangle(x, y - 0.2 * step, long, 0.4 * step)
                x += long + 0.018 * self.wide
        self.lay(sheet, ink)


def printed(
    r: Request,
    name: str,
    width_m: float,
    height_m: float,
    draw: Draw,
    *,
    ground: Vec3 = _PAPER,
    roughness: float = 0.8,
    shine: float = 0.0,
) -> int:
    """Return the material of a printed face of this size; equal names are drawn once. With ``shine`` it glows in its own colours."""
    if (known := r.palette.worn(f"face_{name}")) is not None:
        return known
    long = max(width_m, height_m)
    page = Page(r, ground, max(48, round(_LONG_PX * width_m / long)), max(48, round(_LONG_PX * height_m / long)))
    draw(page)
    title = f"face_{name}"
    material = Material(
        name=title,
        base_color_linear=(1.0, 1.0, 1.0),
        roughness=roughness,
        wear=0.0,
        bump=0.0,
        base_color_image=title,
        emission_linear=(shine, shine, shine),
        emission_image=title if shine else "",
    )
    return r.palette.wear(material, **{title: page.painting.image()})


def label(title: str, *, below: str = "", ink: Vec3 = _INK, band: Vec3 | None = None) -> Draw:
    """Return a printed label: a frame, a title, a line below and, if asked, a coloured band behind the title."""

    def draw(page: Page) -> None:
        sheet = page.sheet()
        edge = 0.035 * min(page.wide, page.tall)
        sheet.frame(2 * edge, 2 * edge, page.wide - 4 * edge, page.tall - 4 * edge, edge * 0.6)
        page.lay(sheet, ink)
        if band is not None:
            page.bars([(0.0, 0.16, 1.0, 0.44)], band)
        page.text(title, (0.1, 0.19, 0.8, 0.38), _PAPER if band is not None else ink)
        if below:
            page.text(below, (0.12, 0.63, 0.76, 0.13), ink)
        page.writing(2, (0.16, 0.78, 0.68, 0.12), ink, title, hand=False)

    return draw


def cross(page: Page) -> None:
    """Draw a red cross on white."""
    page.bars([(0.4, 0.12, 0.2, 0.76), (0.12, 0.4, 0.76, 0.2)], (0.68, 0.06, 0.06))


def written(name: str, *, ruled: bool = False, heading: str = "") -> Draw:
    """Return a page in somebody's handwriting."""

    def draw(page: Page) -> None:
        if ruled:
            page.bars([(0.0, 0.1 + 0.062 * k, 1.0, 0.003) for k in range(14)], (0.6, 0.68, 0.76))
            page.bars([(0.12, 0.0, 0.004, 1.0)], (0.75, 0.4, 0.4))
        if heading:
            page.text(heading, (0.15, 0.05, 0.7, 0.07))
        page.writing(13, (0.15, 0.14, 0.74, 0.72), (0.08, 0.09, 0.22), name, hand=True)
        page.writing(1, (0.55, 0.89, 0.3, 0.06), (0.08, 0.09, 0.22), name + " signed", hand=True)

    return draw


def typeset(name: str, heading: str = "") -> Draw:
    """Return a page of print."""

    def draw(page: Page) -> None:
        if heading:
            page.text(heading, (0.15, 0.06, 0.7, 0.06))
        page.writing(24, (0.12, 0.15, 0.76, 0.74), (0.2, 0.19, 0.18), name, hand=False)

    return draw


def newspaper(page: Page) -> None:
    """Draw a front page: masthead, headline, a picture and columns."""
    page.text("THE DAILY NEWS", (0.05, 0.02, 0.9, 0.1))
    page.bars([(0.05, 0.125, 0.9, 0.004), (0.05, 0.15, 0.9, 0.002)])
    page.text("CITY HOLDS ITS BREATH", (0.05, 0.165, 0.9, 0.1))
    page.bars([(0.05, 0.29, 0.42, 0.27)], (0.45, 0.43, 0.4))
    page.bars([(0.1, 0.42, 0.12, 0.14), (0.26, 0.36, 0.1, 0.2)], (0.22, 0.21, 0.2))
    for k, (x, y) in enumerate(((0.05, 0.6), (0.275, 0.6), (0.5, 0.29), (0.735, 0.29))):
        page.writing(round((0.95 - y) * 55), (x, y, 0.205, 0.95 - y), (0.24, 0.23, 0.22), f"column {k}", hand=False)


def photograph(page: Page) -> None:
    """Draw a faded picture with a white border: two people before hills."""
    page.bars([(0.06, 0.06, 0.88, 0.8)], (0.72, 0.66, 0.52))
    x = np.linspace(0.06, 0.94, 40)
    for base, size, ink in ((0.5, 0.07, (0.5, 0.47, 0.38)), (0.6, 0.04, (0.38, 0.35, 0.26))):
        ridge = [(float(v), base - size * math.sin(v * 9 + base * 20) - 0.5 * size * math.sin(v * 23)) for v in x]
        sheet = page.sheet()
        sheet.polygon([(a * page.wide, b * page.tall) for a, b in [(0.06, 0.86), *ridge, (0.94, 0.86)]])
        page.lay(sheet, ink)
    sheet = page.sheet()
    for at, tall in ((0.4, 0.44), (0.58, 0.36)):
        head = 0.86 - tall
        sheet.disc(at * page.wide, head * page.tall, 0.05 * page.wide)
        body = [(-0.075, 0.07), (0.075, 0.07), (0.1, tall), (-0.1, tall)]
        sheet.polygon([((at + a) * page.wide, (head + b) * page.tall) for a, b in body])
    page.lay(sheet, (0.2, 0.17, 0.14))


def chart(page: Page) -> None:
    """Draw a map: contours, a river, a grid and a route in red to a cross."""
    y, x = np.mgrid[0 : page.tall, 0 : page.wide] / max(page.wide, page.tall)
    height = fractal(x * 3.1, y * 3.1, "map", octaves=4)
    page.painting.lay(np.asarray(np.clip(height * 0.5 + 0.25, 0, 0.5), np.float32), (0.6, 0.62, 0.42))
    line = np.abs((height * 9) % 1 - 0.5) < 0.035
    page.painting.lay(np.asarray(line * 0.55, np.float32), (0.45, 0.33, 0.2))
    t = np.linspace(0, 1, 40)
    river = page.sheet()
    river.line([((0.05 + 0.9 * a) * page.wide, (0.75 - 0.3 * a + 0.06 * math.sin(a * 12)) * page.tall) for a in t], 6)
    page.lay(river, (0.3, 0.45, 0.6))
    page.bars([(k / 8, 0, 0.0016, 1.0) for k in range(1, 8)] + [(0, k / 6, 1.0, 0.0025) for k in range(1, 6)], (0.5, 0.5, 0.5))
    route = page.sheet()
    route.line([((0.14 + 0.68 * a) * page.wide, (0.3 + 0.42 * a * a + 0.05 * math.sin(a * 9)) * page.tall) for a in t], 4)
    for way in (-1, 1):
        ends = [
            ((0.82 - 0.03) * page.wide, (0.72 - way * 0.04) * page.tall),
            ((0.82 + 0.03) * page.wide, (0.72 + way * 0.04) * page.tall),
        ]
        route.line(ends, 6)
    page.lay(route, _RED)


def money(page: Page) -> None:
    """Draw a banknote: border, a portrait in an oval, its value in the corners."""
    sheet = page.sheet()
    for k in range(3):
        edge = (0.03 + 0.025 * k) * page.tall
        sheet.frame(edge, edge, page.wide - 2 * edge, page.tall - 2 * edge, 2)
    for a in np.linspace(0, 2 * math.pi, 24, endpoint=False):
        x, y = page.wide * (0.5 + 0.13 * math.cos(a)), page.tall * (0.5 + 0.33 * math.sin(a))
        sheet.disc(x, y, 0.025 * page.tall)
    sheet.disc(page.wide * 0.5, page.tall * 0.42, 0.12 * page.tall)
    sheet.polygon([(page.wide * x, page.tall * y) for x, y in ((0.43, 0.78), (0.46, 0.58), (0.54, 0.58), (0.57, 0.78))])
    page.lay(sheet, (0.16, 0.3, 0.2))
    for x, y in ((0.08, 0.14), (0.78, 0.64)):
        page.text("100", (x, y, 0.14, 0.24), (0.14, 0.28, 0.18))


def dial(
    marks: int, words: tuple[str, ...], *, hands: tuple[tuple[float, float, Vec3], ...] = (), low: float = 0.0, high: float = 1.0
) -> Draw:
    """Return a dial: ``marks`` ticks from turn ``low`` to ``high`` (0 up, clockwise), words at even turns, hands of (turn, length, ink)."""

    def at(page: Page, turn: float, away: float) -> tuple[float, float]:
        a = 2 * math.pi * turn
        size = min(page.wide, page.tall) / 2
        return page.wide / 2 + away * size * math.sin(a), page.tall / 2 - away * size * math.cos(a)

    def draw(page: Page) -> None:
        sheet = page.sheet()
        for k in range(marks + (high - low < 1)):
            turn = low + (high - low) * k / marks
            sheet.line([at(page, turn, 0.84 if k % 3 else 0.76), at(page, turn, 0.94)], 4)
        page.lay(sheet, _INK)
        for k, word in enumerate(words):
            x, y = at(page, low + (high - low) * k / max(1, len(words) - (high - low < 1)), 0.58)
            page.text(word, (x / page.wide - 0.1, y / page.tall - 0.09, 0.2, 0.18))
        for turn, long, ink in hands:
            hand = page.sheet()
            hand.line([at(page, turn, -0.12), at(page, turn, long)], 6)
            hand.disc(page.wide / 2, page.tall / 2, 7)
            page.lay(hand, ink)

    return draw


def identity_card(page: Page) -> None:
    """Draw a pass: a coloured head, a portrait, lines of print."""
    page.bars([(0, 0, 1.0, 0.24)], (0.12, 0.24, 0.4))
    page.text("PASS", (0.06, 0.04, 0.4, 0.16), _PAPER, align="left")
    page.bars([(0.07, 0.33, 0.26, 0.54)], (0.66, 0.68, 0.7))
    sheet = page.sheet()
    sheet.disc(0.2 * page.wide, 0.52 * page.tall, 0.1 * page.tall)
    sheet.polygon([(page.wide * x, page.tall * y) for x, y in ((0.1, 0.87), (0.14, 0.66), (0.26, 0.66), (0.3, 0.87))])
    page.lay(sheet, (0.25, 0.22, 0.2))
    page.writing(4, (0.42, 0.36, 0.5, 0.48), _INK, "pass", hand=False)


def cover(title: str, ink: Vec3 = (0.8, 0.62, 0.24)) -> Draw:
    """Return a book's cover: a frame, a title and an ornament."""

    def draw(page: Page) -> None:
        sheet = page.sheet()
        for edge, thick in ((0.05, 3), (0.075, 1.5)):
            off = edge * page.wide
            sheet.frame(off, off, page.wide - 2 * off, page.tall - 2 * off, thick)
        for k in range(8):
            a = math.pi * k / 4
            sheet.disc(
                page.wide * (0.5 + 0.09 * math.cos(a)), page.tall * 0.66 + page.wide * 0.09 * math.sin(a), 0.022 * page.wide
            )
        page.lay(sheet, ink)
        page.text(title, (0.14, 0.18, 0.72, 0.24), ink)

    return draw
