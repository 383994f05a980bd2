"""What screens show: pages of a shelter's machines, drawn in one glowing ink with an accent."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal

import numpy as np

from redearth.core.seed import generator_from
from redearth.stage.sets.lettering import Fonts, Sheet
from redearth.stage.sets.painting import Painting, Rgb

ScreenPage = Literal["status", "log", "waveform", "map", "gauges", "message", "accounts", "letter"]
"""State of the plant, maintenance log, signal traces, floor plan, meters, one large message; at desks a table of sums and a letter."""
PAGES: tuple[ScreenPage, ...] = ("status", "log", "waveform", "map", "gauges")
"""The pages to choose from where nothing asks for one; ``message`` is for a text of the script's."""
DESK_PAGES: tuple[ScreenPage, ...] = ("accounts", "letter")
"""The pages of offices, where no shelter is watched."""
_DESK_INK: tuple[Rgb, Rgb] = ((0.8, 0.86, 0.92), (0.3, 0.62, 1.0))
INKS: tuple[tuple[Rgb, Rgb], ...] = (
    ((0.42, 0.86, 0.95), (1.0, 0.62, 0.22)), ((0.45, 0.92, 0.55), (0.95, 0.9, 0.4)), ((1.0, 0.68, 0.28), (0.95, 0.3, 0.2)),
    ((0.75, 0.85, 0.95), (0.35, 0.75, 1.0)),
)  # fmt: skip
_GROUND = 0.05
_TITLES = (
    "SHELTER CONTROL  庇护所控制",
    "AIR & WATER  空气与水",
    "GATE SYSTEM  闸门系统",
    "POWER GRID  电网",
    "SEED STORE  种子库",
)
_ITEMS = (
    "AIR PRESSURE 气压", "CO2 SCRUBBER 净化", "WATER LEVEL 水位", "REACTOR 反应堆", "OUTER GATE 外门", "INNER GATE 内门", "RADIATION 辐射",
    "FILTER BANK 滤芯", "BATTERY 电池", "SEED TEMP 种温",
)  # fmt: skip
_STATES = ("OK", "OK", "OK", "OK", "CHECK", "LOW", "LOCKED")
_ENTRIES = (
    "PUMP 4 SEAL REPLACED", "FILTER BANK B CLEANED", "GATE MOTOR CURRENT HIGH", "更换二号水泵", "DUST ALARM, VENT 12", "NO CONTACT WITH SURFACE TEAM",
    "BATTERY STRING 3 AT 61%", "通风管道检修完成", "LEVER LINKAGE JAMMED", "SEED LOT 0417 TESTED", "MOTION, SECTOR 9", "闸门液压不足",
)  # fmt: skip


class Display:
    """A screen being drawn: two sheets, the ink's and the accent's, of the same size."""

    def __init__(self, text: str, width_px: int, height_px: int, fonts: Fonts, seed: int) -> None:
        self.text, self.width_px, self.height_px, self.seed = text, width_px, height_px, seed
        self.ink, self.accent = (Sheet(width_px, height_px, fonts) for _ in range(2))
        self.random = generator_from("screen", seed)
        self.line_px = height_px / 14

    def words(
        self, words: str, x: float, y: float, wide: float, *, tall: float = 1.0, accent: bool = False, align: str = "left"
    ) -> None:
        """Write one line ``tall`` lines high at a place given in shares of the screen."""
        sheet = self.accent if accent else self.ink
        high = self.line_px * tall
        sheet.text(words, x * self.width_px, y * self.height_px, wide * self.width_px, high, align=align)


def draw_screen(page: ScreenPage, text: str, width_px: int, height_px: int, fonts: Fonts, seed: int) -> Painting:
    """Return a screen as a painting that shines."""
    display = Display(text, width_px, height_px, fonts, seed)
    _FACES[page](display)
    ink, accent = _DESK_INK if page in DESK_PAGES else INKS[seed % len(INKS)]
    painting = Painting.on((0.02, 0.025, 0.03), width_px, height_px)
    y, x = np.mgrid[0:height_px, 0:width_px]
    round_off = np.clip(1.15 - 0.5 * ((x / width_px - 0.5) ** 2 + (y / height_px - 0.5) ** 2) * 2, 0, 1)
    painting.light[:] = _GROUND * np.asarray(ink, np.float32)
    painting.glow(display.ink.mask(), ink)
    painting.glow(display.accent.mask(), accent)
    painting.light *= (round_off * np.where(y % 4 == 0, 0.9, 1.0))[..., None].astype(np.float32)
    return painting


def _frame(display: Display, title: str) -> None:
    w, h = display.width_px, display.height_px
    display.ink.frame(w * 0.02, h * 0.03, w * 0.96, h * 0.94, max(1.5, h * 0.005), 0.6)
    display.ink.rectangle(w * 0.02, h * 0.115, w * 0.96, max(1.5, h * 0.005), 0.6)
    display.words(title, 0.04, 0.04, 0.7)
    display.words(
        f"{int(display.random.integers(0, 24)):02d}:{int(display.random.integers(0, 60)):02d}", 0.76, 0.04, 0.2, align="right"
    )


def _status(display: Display) -> None:
    _frame(display, display.text.splitlines()[0] if display.text else _TITLES[display.seed % len(_TITLES)])
    chosen = display.random.permutation(len(_ITEMS))[:7]
    for row, k in enumerate(chosen):
        y = 0.15 + row * 0.115
        state = _STATES[int(display.random.integers(0, len(_STATES)))]
        level = float(display.random.uniform(0.3, 0.98))
        bad = state not in ("OK", "LOCKED")
        display.words(_ITEMS[int(k)], 0.05, y, 0.4, tall=0.95)
        _bar(display, 0.47, y + 0.018, 0.3, 0.04, level * (0.4 if state == "LOW" else 1), bad)
        display.words(state, 0.8, y, 0.15, tall=0.95, accent=bad, align="right")


def _log(display: Display) -> None:
    _frame(display, display.text.splitlines()[0] if display.text else "MAINTENANCE LOG  检修日志")
    day = int(display.random.integers(11000, 15200))
    order = display.random.permutation(len(_ENTRIES))
    for row in range(9):
        entry = _ENTRIES[int(order[row])]
        alarm = any(word in entry for word in ("HIGH", "JAMMED", "MOTION", "ALARM", "NO CONTACT", "不足"))
        y = 0.145 + row * 0.089
        display.words(f"D{day + row // 3}", 0.05, y, 0.16, tall=0.85)
        display.words(entry, 0.23, y, 0.72, tall=0.85, accent=alarm)


def _waveform(display: Display) -> None:
    _frame(display, display.text.splitlines()[0] if display.text else "SEISMIC / MOTION  震动监测")
    w, h = display.width_px, display.height_px
    for row in range(3):
        middle, high = h * (0.26 + row * 0.25), h * 0.1
        display.ink.rectangle(w * 0.05, middle, w * 0.72, 1.0, 0.4)
        t = np.linspace(0, 1, 220)
        burst = np.exp(-(((t - display.random.uniform(0.2, 0.85)) / display.random.uniform(0.03, 0.14)) ** 2))
        noise = display.random.normal(0, 1, len(t))
        wave = (
            np.sin(t * display.random.uniform(60, 190)) * burst + 0.07 * noise + 0.12 * np.sin(t * display.random.uniform(12, 30))
        )
        points = [
            (w * (0.05 + 0.72 * float(u)), middle - high * float(np.clip(v, -1.1, 1.1))) for u, v in zip(t, wave, strict=True)
        ]
        (display.accent if row == display.seed % 3 else display.ink).line(points, max(1.2, h * 0.006))
        display.words(f"CH{row + 1}", 0.8, 0.18 + row * 0.25, 0.15)
        display.words(f"{float(display.random.uniform(0.1, 9.9)):.1f} Hz", 0.8, 0.26 + row * 0.25, 0.15, tall=0.9)


def _map(display: Display) -> None:
    """A floor plan: rooms off a spine, one of them marked."""
    _frame(display, display.text.splitlines()[0] if display.text else "LEVEL PLAN  楼层平面")
    w, h = display.width_px, display.height_px
    thick = max(1.5, h * 0.007)
    display.ink.frame(w * 0.08, h * 0.5, w * 0.84, h * 0.09, thick)
    marked = int(display.random.integers(0, 8))
    for k in range(8):
        x, wide = 0.08 + 0.21 * (k % 4), 0.21
        tall = float(display.random.uniform(0.16, 0.3))
        y = 0.5 - tall if k < 4 else 0.59
        sheet = display.accent if k == marked else display.ink
        sheet.frame(w * x, h * y, w * wide * 0.94, h * tall, thick)
        display.words(f"{'ABCD'[k % 4]}{1 + k // 4}", x + 0.04, y + tall / 2 - 0.035, 0.12, accent=k == marked, align="centre")
        if k == marked:
            display.accent.disc(w * (x + 0.165), h * (y + 0.06), h * 0.018)
    display.words("MOTION 异动", 0.08, 0.88, 0.4, accent=True)
    display.words(f"{int(display.random.integers(20, 400))} PERSONS 人", 0.55, 0.88, 0.37, align="right")


def _gauges(display: Display) -> None:
    _frame(display, display.text.splitlines()[0] if display.text else _TITLES[(display.seed + 1) % len(_TITLES)])
    w, h = display.width_px, display.height_px
    for k in range(3):
        x, y, radius = w * (0.2 + 0.3 * k), h * 0.38, min(w * 0.12, h * 0.2)
        value = float(display.random.uniform(0.1, 0.95))
        turn = np.linspace(math.pi * 0.75, math.pi * 2.25, 40)
        rim = [(x + radius * math.cos(a), y + radius * math.sin(a)) for a in turn]
        display.ink.line(rim, max(1.5, h * 0.008), 0.6)
        full = [p for p, u in zip(rim, np.linspace(0, 1, 40), strict=True) if u <= value]
        (display.accent if value > 0.8 else display.ink).line(full, max(3.0, h * 0.022))
        display.words(f"{round(value * 100)}", 0.13 + 0.3 * k, 0.34, 0.14, tall=1.3, align="centre")
        display.words(("O2", "H2O", "KW")[k], 0.13 + 0.3 * k, 0.55, 0.14, align="centre")
    for k in range(24):
        tall = float(display.random.uniform(0.03, 0.22))
        display.ink.rectangle(w * (0.06 + 0.0367 * k), h * (0.92 - tall), w * 0.024, h * tall, 0.8)


def _message(display: Display) -> None:
    w, h = display.width_px, display.height_px
    display.accent.frame(w * 0.04, h * 0.06, w * 0.92, h * 0.88, max(2.0, h * 0.012))
    display.ink.text(display.text, w * 0.09, h * 0.14, w * 0.82, h * 0.66)
    display.accent.rectangle(w * 0.46, h * 0.84, w * 0.08, h * 0.03)


def _accounts(display: Display) -> None:
    """A table of sums by quarter; its last row, the totals, in the accent."""
    w, h = display.width_px, display.height_px
    _frame(display, display.text.splitlines()[0] if display.text else "BUDGET  预算")
    for column, month in enumerate(("Q1", "Q2", "Q3", "Q4")):
        display.words(month, 0.36 + 0.15 * column, 0.14, 0.12, tall=0.9, accent=True, align="right")
    sums = [0, 0, 0, 0]
    for row, item in enumerate(
        ("RENT 租金", "WAGES 工资", "TRAVEL 差旅", "POWER 电费", "PAPER 纸张", "REPAIRS 维修", "TOTAL 合计")
    ):
        y, last = 0.235 + 0.098 * row, row == 6
        display.words(item, 0.05, y, 0.26, tall=0.85, accent=last)
        for column in range(4):
            amount = sums[column] if last else int(display.random.integers(120, 9800))
            sums[column] += amount
            display.words(f"{amount:,}", 0.33 + 0.15 * column, y, 0.15, tall=0.85, accent=last, align="right")
        display.ink.rectangle(w * 0.05, h * (y + 0.083), w * 0.9, max(1.0, h * 0.002), 0.35)


def _letter(display: Display) -> None:
    """A page being written: a heading, lines of grey, the place where the writing stands."""
    w, h = display.width_px, display.height_px
    _frame(display, display.text.splitlines()[0] if display.text else "DRAFT 2  草稿")
    display.ink.rectangle(w * 0.14, h * 0.18, w * 0.72, h * 0.74, 0.16)
    display.ink.rectangle(w * 0.2, h * 0.24, w * float(display.random.uniform(0.25, 0.4)), h * 0.04, 0.9)
    y = 0.34
    for paragraph in range(3):
        for line in range(4 - paragraph):
            wide = 0.6 if line < 3 - paragraph else float(display.random.uniform(0.15, 0.45))
            display.ink.rectangle(w * 0.2, h * y, w * wide, h * 0.016, 0.55)
            y += 0.045
        y += 0.04
    display.accent.rectangle(w * 0.2, h * y, w * 0.006, h * 0.04)


def _bar(display: Display, x: float, y: float, wide: float, tall: float, level: float, bad: bool) -> None:
    w, h = display.width_px, display.height_px
    display.ink.frame(w * x, h * y, w * wide, h * tall, max(1.0, h * 0.004), 0.6)
    cells = 16
    for k in range(round(cells * level)):
        cell = (w * (x + 0.006 + (wide - 0.008) * k / cells), h * (y + 0.009), w * wide / cells * 0.7, h * (tall - 0.018))
        (display.accent if bad else display.ink).rectangle(*cell)


_FACES: dict[ScreenPage, Callable[[Display], None]] = {
    "status": _status, "log": _log, "waveform": _waveform, "map": _map, "gauges": _gauges, "message": _message,
    "accounts": _accounts, "letter": _letter,
}  # fmt: skip
