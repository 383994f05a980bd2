"""The arcades of a great hall: columns, the arches between them, and the drawer galleries above."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.space import rotation_y, translation
from redearth.stage.sets.hall import Hall
from redearth.stage.sets.palette import Palette
from redearth.stage.sets.profile import arch_height
from redearth.stage.sets.racks import drawer_wall
from redearth.stage.sets.shape import Part, join, moved
from redearth.stage.sets.solids import box, loft, tube

_AISLE_SHARE = 0.76
_NARROWEST_M = 6.0
_CAPITAL = 0.62
"""Height of the capitals as a share of the straight walls."""
_RISE = 0.36
"""Rise of an arch as a share of its span."""
_SEGMENTS = 12
SCONCE_M = (2.3, 0.6)
"""Height of a sconce's light, and how far it is from the middle of its column."""


def column_x(hall: Hall) -> float | None:
    """Return how far from the middle the columns stand, or None where a hall is too narrow for aisles."""
    return hall.half_width_m * _AISLE_SHARE if hall.half_width_m >= _NARROWEST_M else None


def capital_height(hall: Hall) -> float:
    """Return where the columns end and the arches spring."""
    return hall.spring_m * _CAPITAL


def column(palette: Palette, hall: Hall) -> Part:
    """Return a column from floor to capital, as a pillar of the plan has it."""
    stone, dark = palette.use("concrete"), palette.use("concrete_dark")
    high = capital_height(hall)
    return join(
        box((1.0, 0.42, 1.0), dark, chamfer_m=0.06),
        box((0.72, high, 0.72), stone, chamfer_m=0.14),
        box((1.0, 0.3, 1.0), stone, at=(0, high - 0.3, 0), chamfer_m=0.06),
    )


def sconce(palette: Palette) -> Part:
    """Return a warm lamp and a conduit on a column whose middle is the origin; it looks along +z."""
    dark, glow, plate = palette.use("steel_dark"), palette.use("glow_warm"), palette.use("paint_ochre")
    return join(
        tube([(0.2, 0.4, 0.4), (0.2, 4.0, 0.4)], 0.02, dark, sides=5, caps=False),
        box((0.2, 0.36, 0.06), dark, at=(0, 2.12, 0.39)),
        box((0.1, 0.24, 0.08), glow, at=(0, 2.18, 0.44)),
        *(box((0.16, 0.015, 0.14), dark, at=(0, y, 0.44)) for y in (2.2, 2.3, 2.4)),
        box((0.34, 0.2, 0.02), plate, at=(0, 1.5, 0.4)),
    )


def arcade(palette: Palette, hall: Hall, length: float) -> Part:
    """Return one bay of both arcades: a wall over an arch from joint to joint, cornices, a light line and drawers."""
    x = column_x(hall)
    assert x is not None
    top = arch_height(hall.half_width_m, hall.ceiling_m, x) + 0.1
    crown = capital_height(hall) + _RISE * (length - 0.8)
    parts = []
    for side in (-1, 1):
        facing = translation((side * x, 0, 0)) @ rotation_y(-side * math.pi / 2)
        face = [_spandrel(palette, hall, length, top), *_cornices(palette, length, crown + 0.3)]
        room = top - crown - 1.1
        if room > 0.6:
            drawers = drawer_wall(palette, length - 0.9, room, ("gallery", side), deep_m=0.12, far=True)
            face.append(moved(drawers, translation((0, crown + 0.62, 0.26))))
        parts += [moved(part, facing) for part in face]
    return join(*parts)


def _spandrel(palette: Palette, hall: Hall, length: float, top: float) -> Part:
    """The wall over an arch, in the XY plane, with a moulding along the arch's edge."""
    stone, dark = palette.use("concrete"), palette.use("concrete_dark")
    spring = capital_height(hall)
    half = length / 2
    clear = half - 0.4
    turn = np.linspace(math.pi, 0, _SEGMENTS + 1)
    arch = np.column_stack([clear * np.cos(turn), spring + _RISE * 2 * clear * np.sin(turn)])
    over = np.column_stack([np.linspace(-half, half, _SEGMENTS + 1), np.full(_SEGMENTS + 1, top)])
    outer = np.column_stack([arch[:, 0] * 1.09, spring + (arch[:, 1] - spring) * 1.13])
    return join(_band(arch, over, 0.5, stone), _band(arch, outer, 0.66, dark))


def _band(inner: np.ndarray, outer: np.ndarray, deep: float, material: int) -> Part:
    z = np.full((len(inner), 1), deep / 2)
    rings = np.stack([np.hstack([inner, -z]), np.hstack([inner, z]), np.hstack([outer, z]), np.hstack([outer, -z])], axis=1)
    return loft(rings, material, crease_rad=0.4)


def _cornices(palette: Palette, length: float, y: float) -> list[Part]:
    """A ledge with a dim cold line of light under it, and a rail above."""
    stone, steel, glow = palette.use("concrete_dark"), palette.use("rust"), palette.use("glow_line")
    rail = [
        tube([(-length / 2, y + rise, 0.5), (length / 2, y + rise, 0.5)], 0.022, steel, sides=5, caps=False)
        for rise in (0.5, 0.95)
    ]
    posts = [box((0.03, 0.95, 0.03), steel, at=(k * length, y, 0.5)) for k in (-0.375, -0.125, 0.125, 0.375)]
    return [
        box((length, 0.16, 0.62), stone, at=(0, y, 0.25)),
        box((length * 0.82, 0.03, 0.05), glow, at=(0, y - 0.03, 0.5)),
        *rail,
        *posts,
    ]
