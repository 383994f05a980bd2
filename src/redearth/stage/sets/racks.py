"""Walls of seed drawers with their little lamps: what a store of small things looks like at human scale."""

from __future__ import annotations

import numpy as np

from redearth.core.seed import generator_from
from redearth.stage.sets.palette import Palette
from redearth.stage.sets.shape import F64, Part, join, shaded
from redearth.stage.sets.solids import triangles_of_quads

_DRAWER_M = (0.62, 0.42)
_OPEN_SHARE = 0.05
_LAMPS = (("pilot_amber", 0.17), ("pilot_green", 0.31))
"""Colour of a drawer's lamp, and the share of drawers up to which it goes; the others are dark."""
_FRONT_QUADS = np.array([[0, 1, 2, 3], [4, 0, 3, 7], [1, 5, 6, 2], [3, 2, 6, 7], [4, 5, 1, 0]])


def drawer_wall(
    palette: Palette, width_m: float, height_m: float, identity: tuple[str | int, ...], *, deep_m: float = 0.4, far: bool = False
) -> Part:
    """Return a case of drawers whose back stands at z = 0 and whose fronts look along +z, foot centre at the origin.

    Here and there a drawer stands open, and about a third of them have a lamp that burns. ``far``: nobody comes near it,
    fronts and lamps are flat.
    """
    steel, dark = palette.use("paint_teal"), palette.use("steel_dark")
    columns, rows = max(1, round(width_m / _DRAWER_M[0])), max(1, round((height_m - 0.3) / _DRAWER_M[1]))
    across, high = width_m / columns, (height_m - 0.3) / rows
    parts = [_front((width_m, height_m, deep_m), (0.0, 0.0, 0.0), dark)]
    parts.append(_front((width_m + 0.08, 0.14, deep_m + 0.1), (0.0, height_m - 0.1, 0.0), steel))
    parts.append(_front((width_m + 0.04, 0.2, deep_m + 0.06), (0.0, 0.0, 0.0), steel))
    for k in range(0, columns + 1, 3):
        x = (k - columns / 2) * across
        parts.append(_front((0.07, height_m - 0.3, deep_m + 0.09), (x, 0.2, 0.0), steel))
    chance = generator_from("drawers", *identity).uniform(size=(columns, rows, 3))
    for i in range(columns):
        for j in range(rows):
            at = (i + 0.5 - columns / 2) * across, 0.2 + j * high
            parts += (_flat_drawer if far else _drawer)(palette, at, (across, high), deep_m, chance[i, j])
    return join(*parts)


def _drawer(palette: Palette, at: tuple[float, float], size: tuple[float, float], deep_m: float, chance: F64) -> list[Part]:
    """One front with a grip, a label and perhaps a lamp."""
    paint = palette.use("paint" if chance[0] < 0.8 else "steel")
    out = deep_m + (0.03 + 0.45 * deep_m if chance[1] < _OPEN_SHARE else 0.035)
    x, y = at
    wide, high = size[0] - 0.05, size[1] - 0.05
    parts = [_front((wide, high, out), (x, y + 0.025, 0.0), paint)]
    parts.append(tile((x - wide * 0.16, y + high * 0.66, out + 0.004), (wide * 0.42, high * 0.2), palette.use("paper")))
    parts.append(_front((wide * 0.4, 0.03, out + 0.03), (x - wide * 0.16, y + high * 0.36, 0.0), palette.use("steel")))
    if lit := _lamp(chance):
        parts.append(_front((0.06, 0.05, out + 0.012), (x + wide * 0.34, y + high * 0.7, 0.0), palette.use(lit)))
    return parts


def _flat_drawer(palette: Palette, at: tuple[float, float], size: tuple[float, float], deep_m: float, chance: F64) -> list[Part]:
    """A front and its lamp as single quads."""
    x, y = at
    paint = palette.use("paint" if chance[0] < 0.8 else "steel")
    parts = [tile((x, y + size[1] / 2, deep_m + 0.03), (size[0] - 0.06, size[1] - 0.06), paint)]
    if lit := _lamp(chance):
        parts.append(tile((x + size[0] * 0.31, y + size[1] * 0.7, deep_m + 0.045), (0.07, 0.06), palette.use(lit)))
    return parts


def _lamp(chance: F64) -> str:
    """Return the colour of a drawer's lamp, or nothing."""
    return next((name for name, share in _LAMPS if chance[2] < share), "")


def tile(at: tuple[float, float, float], size: tuple[float, float], material: int) -> Part:
    """Return a single quad that looks along +z, centred at ``at``: a label, a lamp, a gauge."""
    x, y, z = at
    w, h = size[0] / 2, size[1] / 2
    corners = np.array([(x - w, y - h, z), (x + w, y - h, z), (x + w, y + h, z), (x - w, y + h, z)])
    return shaded(corners, triangles_of_quads([[0, 1, 2, 3]]), material)


def _front(size: tuple[float, float, float], at: tuple[float, float, float], material: int) -> Part:
    """A box from z = 0 to its depth, without the back that stands against the wall."""
    (w, h, d), (x, y, z) = size, at
    flat = [(x - w / 2, y), (x + w / 2, y), (x + w / 2, y + h), (x - w / 2, y + h)]
    corners = np.array([(a, b, z + d) for a, b in flat] + [(a, b, z) for a, b in flat])
    return shaded(corners, triangles_of_quads(_FRONT_QUADS), material, crease_rad=0.2)
