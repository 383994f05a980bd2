"""Bays of walls: what makes a stretch of wall steel, concrete, plaster, tile, timber, brick or a ship's hull.

A bay stands with its foot centre at the origin, its back at z = 0; all of it keeps within 0.14 m of the wall.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from redearth.core.seed import generator_from
from redearth.stage.sets.palette import Palette
from redearth.stage.sets.panels import Rect
from redearth.stage.sets.rooms import bays_fine, bays_heavy
from redearth.stage.sets.rooms.style import Style, WallKind
from redearth.stage.sets.shape import Part, join
from redearth.stage.sets.solids import box


@dataclass(frozen=True, slots=True, kw_only=True)
class Make:
    """How one kind of wall is built."""

    kinds: tuple[str, ...]
    """Kinds of bay; one named twice comes twice as often. The first also fits the narrowest stretch."""
    ground: Callable[[Palette, Style], int]
    """Material of the wall behind its bays."""
    build: Callable[[bays_heavy.Stretch, str], list[Part]]
    fill: Callable[[bays_heavy.Stretch, float, float], list[Part]]
    """What is over and under an opening, between two heights."""


BAYS: dict[WallKind, Make] = {
    "steel": Make(kinds=("plain", "plain", "vent", "pipes", "boxes"), ground=lambda p, s: p.use("steel_dark"), build=bays_heavy.steel, fill=bays_heavy.steel_fill),
    "concrete": Make(kinds=("plain", "plain", "boxes", "pipes"), ground=lambda p, s: p.use("concrete"), build=bays_heavy.concrete, fill=bays_heavy.concrete_fill),
    "brick": Make(kinds=("plain", "pier", "plain"), ground=lambda p, s: p.use("brick"), build=bays_heavy.brick, fill=bays_heavy.brick_fill),
    "works": Make(kinds=("plain", "pier", "tools", "pipes"), ground=lambda p, s: p.use("brick"), build=bays_heavy.brick, fill=bays_heavy.brick_fill),
    "hull": Make(kinds=("padded", "padded", "tech", "locker"), ground=lambda p, s: p.use("plastic"), build=bays_fine.hull_bay, fill=bays_fine.hull_fill),
    "plaster": Make(kinds=("plain", "plain", "plain", "picture"), ground=lambda p, s: p.use("wall_paint", s.main), build=bays_fine.plaster, fill=bays_fine.plaster_fill),
    "tiled": Make(kinds=("plain",), ground=lambda p, s: p.use("wall_paint", s.main), build=bays_fine.tiled, fill=bays_fine.tiled_fill),
    "panelled": Make(kinds=("plain",), ground=lambda p, s: p.use("wall_paint", s.main), build=bays_fine.panelled, fill=bays_fine.plaster_fill),
    "clean": Make(kinds=("plain", "plain", "service"), ground=lambda p, s: p.use("wall_paint", s.main), build=bays_fine.clean, fill=bays_fine.clean_fill),
}  # fmt: skip


def bay(palette: Palette, style: Style, kind: str, width_m: float, height_m: float, place: str) -> Part:
    """Return a bay of a kind, or, for ``part<low>to<high>``, what fills that height over or under an opening."""
    stretch = bays_heavy.Stretch(
        palette=palette, style=style, width_m=width_m, height_m=height_m, random=generator_from("bay", place, kind)
    )
    make = BAYS[style.wall]
    if kind.startswith("part"):
        low, high = (float(v) for v in kind.removeprefix("part").split("to"))
        return join(*make.fill(stretch, low, high))
    return join(*make.build(stretch, kind))


def frame(palette: Palette, style: Style, hole: Rect) -> Part:
    """Return the frame of an opening, centred on x = 0: heavy steel, or a timber architrave; windows get a sill."""
    heavy = style.wall in ("steel", "concrete", "hull", "brick", "works", "clean")
    paint = palette.use("steel_dark") if heavy else palette.use("woodwork")
    half, low, high = (hole[2] - hole[0]) / 2, hole[1], hole[3]
    wide, deep = (0.13, 0.12) if heavy else (0.1, 0.05)
    parts = [
        box((wide, high - low + wide, deep), paint, at=(s * (half + wide / 2 - 0.01), low, deep / 2 - 0.01), chamfer_m=0.015)
        for s in (-1, 1)
    ]
    parts.append(box((2 * half + 2 * wide, wide, deep), paint, at=(0, high - 0.01, deep / 2 - 0.01), chamfer_m=0.015))
    for s in (-1, 1):  # the reveal
        parts.append(box((0.02, high - low, 0.22), paint, at=(s * (half - 0.008), low, -0.1)))
    parts.append(box((2 * half, 0.02, 0.22), paint, at=(0, high - 0.018, -0.1)))
    if low > 0.3:
        parts.append(box((2 * half + 0.2, 0.05, 0.13), paint, at=(0, low - 0.05, 0.05), chamfer_m=0.012))
    elif heavy:
        accent = palette.use("paint", style.accent)
        parts += [box((0.035, high - 0.5, 0.012), accent, at=(s * (half + 0.055), 0.25, deep + 0.0)) for s in (-1, 1)]
    return join(*parts)
