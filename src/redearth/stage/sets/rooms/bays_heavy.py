"""Bays of steel, concrete and brick."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from redearth.stage.sets.palette import Palette
from redearth.stage.sets.racks import tile
from redearth.stage.sets.rooms.style import Style
from redearth.stage.sets.shape import Part
from redearth.stage.sets.solids import box, tube

_SKIRT_M, _RAIL_M = 0.2, 1.18


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of wall to build: its size, its colours, its chances."""

    palette: Palette
    style: Style
    width_m: float
    height_m: float
    random: np.random.Generator

    def main(self, name: str = "paint_worn") -> int:
        """Return a material in the colour of the upper walls."""
        return self.palette.use(name, self.style.main)

    def lower(self, name: str = "paint_worn") -> int:
        """Return a material in the colour of the lower walls."""
        return self.palette.use(name, self.style.lower)

    def accent(self, name: str = "paint") -> int:
        """Return a material in the colour of stripes."""
        return self.palette.use(name, self.style.accent)

    def plain(self, name: str) -> int:
        """Return a material in its own colour."""
        return self.palette.use(name)


def _rib(s: Stretch, depth: float = 0.13) -> list[Part]:
    """A flanged post at either edge; neighbours share one."""
    dark = s.plain("steel_dark")
    x = s.width_m / 2 - 0.02
    return [
        part
        for side in (-1, 1)
        for part in (
            box((0.045, s.height_m, depth * 0.8), dark, at=(side * x, 0, depth * 0.4)),
            box((0.09, s.height_m, 0.025), dark, at=(side * x, 0, depth - 0.014), chamfer_m=0.006),
        )
    ]


def _bolts(s: Stretch, w: float, low: float, high: float, z: float) -> list[Part]:
    """Four bolt heads in the corners of a panel."""
    dark = s.plain("steel_dark")
    return [
        box((0.026, 0.026, 0.012), dark, at=(x * (w / 2 - 0.05), y, z + 0.005))
        for x in (-1, 1)
        for y in (low + 0.04, high - 0.07)
    ]


def steel(s: Stretch, kind: str) -> list[Part]:
    """Return a bay of ship's plating: skirting, lower panel, stripe, and an upper panel with slats, pipes or boxes."""
    w, h = s.width_m, s.height_m
    inner = w - 0.12
    top = h - 0.62
    parts = _rib(s)
    parts.append(box((w - 0.02, _SKIRT_M, 0.07), s.plain("steel_dark"), at=(0, 0, 0.035), chamfer_m=0.015))
    parts.append(box((inner, _RAIL_M - 0.28, 0.05), s.lower(), at=(0, _SKIRT_M + 0.03, 0.025), chamfer_m=0.02))
    parts += _bolts(s, inner, _SKIRT_M + 0.03, _RAIL_M - 0.05, 0.05)
    parts.append(box((w - 0.02, 0.07, 0.085), s.plain("steel"), at=(0, _RAIL_M, 0.043), chamfer_m=0.015))
    parts.append(box((inner, 0.035, 0.012), s.accent(), at=(0, _RAIL_M + 0.085, 0.045)))
    low = _RAIL_M + 0.14
    if inner < 0.45:
        kind = "plain"
    if kind == "pipes":
        parts.append(box((inner, top - low, 0.02), s.plain("steel_dark"), at=(0, low, 0.01)))
        for k, x in enumerate(np.linspace(-0.34, 0.34, 4) * inner):
            material = s.plain(("rust", "steel", "paint_teal", "steel")[k])
            parts.append(
                tube([(x, low, 0.07), (x, h - 0.05, 0.07)], (0.045, 0.028, 0.036, 0.02)[k], material, sides=8, caps=False)
            )
        parts += [box((inner, 0.05, 0.035), s.plain("steel_dark"), at=(0, y, 0.12)) for y in (low + 0.2, top - 0.25)]
    else:
        parts.append(box((inner, top - low, 0.045), s.main(), at=(0, low, 0.022), chamfer_m=0.02))
        parts += _bolts(s, inner, low, top, 0.045)
    if kind == "vent":
        parts.append(box((inner * 0.7, 0.52, 0.03), s.plain("rubber"), at=(0, top - 0.72, 0.045)))
        parts += [box((inner * 0.68, 0.02, 0.05), s.plain("steel"), at=(0, top - 0.69 + 0.062 * k, 0.06)) for k in range(8)]
    if kind == "boxes":
        parts += _boxes(s, low, inner)
    return parts + _tray(s, h - 0.5)


def _boxes(s: Stretch, low: float, inner: float) -> list[Part]:
    """A switch box with pilot lamps, a label, and the conduits that feed it."""
    paint, dark = s.plain("paint"), s.plain("steel_dark")
    x, y = float(s.random.uniform(-0.12, 0.12)) * inner, low + float(s.random.uniform(0.12, 0.3))
    parts = [
        box((0.36, 0.46, 0.07), paint, at=(x, y, 0.075), chamfer_m=0.012),
        box((0.3, 0.03, 0.02), dark, at=(x, y + 0.36, 0.11)),
    ]
    for k, name in enumerate(("pilot_green", "pilot_green", "pilot_amber", "glow_red")):
        parts.append(box((0.03, 0.03, 0.012), s.plain(name), at=(x - 0.1 + 0.066 * k, y + 0.27, 0.112)))
    parts.append(tile((x, y + 0.14, 0.1112), (0.22, 0.1), s.plain("paper")))
    parts += [
        tube([(x + dx, y + 0.46, 0.07), (x + dx, s.height_m - 0.48, 0.07)], 0.018, dark, sides=6, caps=False)
        for dx in (-0.08, 0.02, 0.1)
    ]
    return parts


def _tray(s: Stretch, y: float) -> list[Part]:
    """A cable tray along the wall with cables of three colours, running from bay to bay."""
    w = s.width_m
    parts = [box((w, 0.02, 0.13), s.plain("steel"), at=(0, y, 0.07)), box((w, 0.07, 0.012), s.plain("steel"), at=(0, y, 0.132))]
    for k, (name, radius) in enumerate((("rubber", 0.026), ("paint_red", 0.014), ("rubber", 0.02), ("paint_ochre", 0.012))):
        parts.append(
            tube(
                [(-w / 2, y + 0.05, 0.03 + 0.026 * k), (w / 2, y + 0.05, 0.03 + 0.026 * k)],
                radius,
                s.plain(name),
                sides=6,
                caps=False,
            )
        )
    return parts


def steel_fill(s: Stretch, low: float, high: float) -> list[Part]:
    """Return plating over or under an opening, with a warning stripe over doors."""
    parts = [box((s.width_m - 0.06, high - low - 0.06, 0.05), s.main(), at=(0, low + 0.03, 0.025), chamfer_m=0.02)]
    if low > 1.8:
        count = max(4, round(s.width_m / 0.16))
        step = (s.width_m - 0.3) / count
        for k in range(count):
            name = s.plain("paint_ochre") if k % 2 else s.plain("rubber")
            parts.append(box((step * 0.98, 0.12, 0.014), name, at=(-s.width_m / 2 + 0.15 + step * (k + 0.5), low + 0.07, 0.055)))
        if high - low > 0.75:
            parts += _tray(s, high - 0.5)
    return parts


def concrete(s: Stretch, kind: str) -> list[Part]:
    """Return a bay of cast concrete: form joints, tie holes, a painted dado with a stripe, a conduit."""
    w, h = s.width_m, s.height_m
    dark, stone = s.plain("concrete_dark"), s.plain("concrete")
    parts = [box((0.3, h, 0.12), stone, at=(-w / 2 + 0.15, 0, 0.06), chamfer_m=0.03)]
    clear, middle = w - 0.34, 0.17
    parts.append(box((clear, 1.15, 0.012), s.lower("wainscot"), at=(middle, 0.12, 0.006)))
    parts.append(box((clear, 0.05, 0.014), s.accent("wainscot"), at=(middle, 1.29, 0.007)))
    parts.append(box((w, 0.12, 0.05), dark, at=(0, 0, 0.025), chamfer_m=0.015))
    parts += [box((clear, 0.012, 0.008), dark, at=(middle, y, 0.004)) for y in (1.62, 2.24)]
    parts += [box((0.045, 0.045, 0.01), dark, at=(middle + dx * clear, y, 0.004)) for dx in (-0.3, 0.3) for y in (1.92, 2.45)]
    if kind == "pipes":
        for dx, radius, name in ((0.28, 0.05, "rust"), (0.36, 0.026, "steel")):
            parts.append(
                tube(
                    [(middle + dx * clear, 0.1, 0.075), (middle + dx * clear, h, 0.075)],
                    radius,
                    s.plain(name),
                    sides=8,
                    caps=False,
                )
            )
        parts += [
            box((0.24 * clear + 0.06, 0.05, 0.03), s.plain("steel_dark"), at=(middle + 0.31 * clear, y, 0.05)) for y in (0.6, 1.9)
        ]
    if kind == "boxes":
        parts += _boxes(s, 1.35, clear * 0.8)
    y = h - 0.42
    for k, radius in enumerate((0.032, 0.022, 0.022)):
        parts.append(
            tube(
                [(-w / 2, y + 0.09 * k, 0.1), (w / 2, y + 0.09 * k, 0.1)],
                radius,
                s.plain(("rust", "steel_dark", "steel")[k]),
                sides=7,
                caps=False,
            )
        )
    parts += [box((0.035, 0.3, 0.1), s.plain("steel_dark"), at=(min(middle + 0.2, w / 2 - 0.05), y - 0.05, 0.05))]
    return parts


def concrete_fill(s: Stretch, low: float, high: float) -> list[Part]:
    """Return a lintel or a breast of concrete."""
    return [
        box(
            (s.width_m, min(0.3, high - low), 0.1),
            s.plain("concrete_dark"),
            at=(0, low if low > 0.5 else max(0.0, high - 0.3), 0.05),
            chamfer_m=0.02,
        )
    ]


def brick(s: Stretch, kind: str) -> list[Part]:
    """Return a bay of brickwork: courses, a skirting, and now and then a pier."""
    w, h = s.width_m, s.height_m
    joint, dark = s.plain("concrete_dark"), s.plain("wood_dark")
    parts = [box((w, 0.16, 0.04), dark, at=(0, 0, 0.02), chamfer_m=0.01)]
    courses = int(h / 0.24)
    parts += [box((w, 0.012, 0.006), joint, at=(0, 0.24 * k, 0.002)) for k in range(1, courses)]
    for k in range(courses):
        xs = np.arange(-w / 2 + (0.0 if k % 2 else 0.24), w / 2, 0.48)
        parts += [box((0.012, 0.228, 0.006), joint, at=(float(x), 0.24 * k + 0.006, 0.002)) for x in xs]
    if kind == "pier":
        parts.append(box((0.42, h, 0.13), s.plain("brick"), at=(0, 0, 0.065), chamfer_m=0.01))
        parts.append(box((0.5, 0.14, 0.14), joint, at=(0, h - 0.4, 0.07), chamfer_m=0.02))
    if kind == "tools":
        parts += _tool_board(s)
    if kind == "pipes":
        for x, radius, name in ((-0.2, 0.05, "rust"), (-0.08, 0.03, "paint_red"), (0.04, 0.035, "steel")):
            parts.append(tube([(x, 0.1, 0.07), (x, h, 0.07)], radius, s.plain(name), sides=8, caps=False))
        parts += [box((0.44, 0.05, 0.05), s.plain("steel_dark"), at=(-0.08, y, 0.03)) for y in (0.7, 2.1)]
    return parts


def _tool_board(s: Stretch) -> list[Part]:
    """A board of tools on hooks, lit from above."""
    w = min(1.3, s.width_m - 0.1)
    steel, wood = s.plain("steel_dark"), s.plain("wood")
    parts = [
        box((w, 0.9, 0.03), s.plain("wood_dark"), at=(0, 1.25, 0.015), chamfer_m=0.006),
        box((w * 0.7, 0.03, 0.05), s.plain("glow_warm"), at=(0, 2.2, 0.06)),
    ]
    parts.append(box((w * 0.76, 0.03, 0.1), steel, at=(0, 2.23, 0.05)))
    for k in range(9):
        x, y = (k - 4) * w * 0.105, 1.36 + 0.38 * (k % 2)
        long = float(s.random.uniform(0.16, 0.3))
        parts.append(box((0.026, long, 0.02), wood if k % 3 else steel, at=(x, y, 0.04)))
        head = (0.1, 0.035) if k % 3 == 1 else (0.05, 0.06)
        parts.append(box((*head, 0.03), steel, at=(x, y + long, 0.04), chamfer_m=0.006))
    return parts


def brick_fill(s: Stretch, low: float, high: float) -> list[Part]:
    """Return a row of bricks on end over an opening, a stone under it."""
    if low < 0.5:
        return [box((s.width_m, 0.08, 0.1), s.plain("concrete"), at=(0, high - 0.08, 0.05), chamfer_m=0.015)]
    count = max(3, round(s.width_m / 0.12))
    step = s.width_m / count
    return [
        box((step * 0.88, min(0.26, high - low), 0.03), s.plain("brick"), at=(-s.width_m / 2 + step * (k + 0.5), low, 0.015))
        for k in range(count)
    ]
