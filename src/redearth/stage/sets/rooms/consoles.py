"""What stands in control rooms, airlocks and ships: desks of screens, the great board, racks, seats, the map table."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.space import rotation_x, rotation_y, translation
from redearth.stage.sets.order import Order
from redearth.stage.sets.racks import tile
from redearth.stage.sets.rooms.displays import display, monitor
from redearth.stage.sets.shape import Part, join, moved, shifted
from redearth.stage.sets.solids import ball, box, loft, tube

_KEYS = ("plastic", "plastic", "plastic", "ceramic", "pilot_amber", "pilot_green", "glow_red")


def console(order: Order) -> Part:
    """Return a desk with a bank of screens, or, when it is shallow and stands against a wall, an upright station; its user stands at +z."""
    w, _h, d = order.size_m
    return _desk(order) if d > 0.64 else _monitor_trolley(order) if w < 0.8 else _station(order)


def _desk(order: Order) -> Part:
    w, h, d = order.size_m
    body, dark, steel = order.paint("paint", "slate"), order.plain("steel_dark"), order.plain("steel")
    top = min(0.74, h * 0.64)
    depth = d / 2
    parts = [box((w - 0.1, 0.1, d * 0.62), order.plain("rubber"), at=(0, 0, -depth * 0.3))]
    for side in (-1, 1):
        cheek = [
            (-depth, 0.0),
            (depth * 0.5, 0.0),
            (depth * 0.96, top - 0.08),
            (depth * 0.96, top),
            (-depth * 0.05, top + 0.1),
            (-depth * 0.3, h),
            (-depth, h),
        ]
        parts.append(_slab(cheek, side * (w / 2 - 0.025), 0.05, body))
    parts.append(box((w - 0.1, top - 0.16, d * 0.58), body, at=(0, 0.08, -depth * 0.4), chamfer_m=0.01))
    parts += [
        box((w * 0.28, top - 0.32, 0.014), dark, at=(x * w * 0.31, 0.18, depth * 0.185), chamfer_m=0.004) for x in (-1, 0, 1)
    ]
    slope = translation((0, top - 0.03, depth * 0.42)) @ rotation_x(0.16)
    parts.append(moved(box((w - 0.1, 0.04, d * 0.5), dark, chamfer_m=0.01), slope))
    parts += [moved(part, slope) for part in _keys(order, w - 0.24, d * 0.4)]
    back = -depth * 0.62
    parts.append(box((w - 0.1, h - top - 0.02, d * 0.3), body, at=(0, top - 0.02, back), chamfer_m=0.02))
    count = max(1, round((w - 0.16) / 0.52))
    step = (w - 0.16) / count
    face = translation((0, top + 0.05, back + d * 0.17)) @ rotation_x(-0.14)
    for k in range(count):
        words = order.text if k == count // 2 else ""
        screen = monitor(order.palette, step - 0.03, h - top - 0.1, "desk", order.variant, k, text=words)
        parts.append(moved(shifted(screen, (k + 0.5 - count / 2) * step), face))
    parts += [
        tube([(x, h * 0.1, -depth * 0.97), (x, top, -depth * 0.97)], 0.02, order.plain("rubber"), sides=6, caps=False)
        for x in (-0.2 * w, 0.05 * w)
    ]
    parts.append(box((w - 0.1, 0.02, 0.02), steel, at=(0, h - 0.02, back + d * 0.1)))
    return join(*parts)


def _slab(outline: list[tuple[float, float]], x: float, thick: float, material: int) -> Part:
    """A plate in the YZ plane with an outline of (z, y)."""
    rings = np.array([[(x + s * thick / 2, y, z) for z, y in outline] for s in (-1, 1)])
    return loft(rings, material, crease_rad=0.2)


def _keys(order: Order, w: float, d: float) -> list[Part]:
    """Clusters of keys, two dials and a row of lamps on a deck whose middle is the origin."""
    random = order.random("deck")
    parts = []
    columns = max(6, round(w / 0.055))
    for row in range(4):
        for k in range(columns):
            if k % 7 == 6 or (row == 3 and random.uniform() < 0.5):
                continue
            name = _KEYS[int(random.integers(0, len(_KEYS)))]
            at = ((k + 0.5 - columns / 2) * w / columns, 0.04, (row - 1.5) * d / 4.6)
            parts.append(box((w / columns * 0.66, 0.016, d / 4.6 * 0.6), order.plain(name), at=at))
    return parts


def _station(order: Order) -> Part:
    """An upright cabinet: a slanted deck at elbow height, screens over it, vents under it."""
    w, h, d = order.size_m
    body, dark = order.paint("paint", "slate"), order.plain("steel_dark")
    deck = 0.86
    parts = [
        box((w, 0.08, d * 0.8), order.plain("rubber"), at=(0, 0, -d * 0.1)),
        box((w, h - 0.08, d * 0.4), body, at=(0, 0.08, -d * 0.3), chamfer_m=0.015),
    ]
    parts.append(box((w, deck - 0.2, d * 0.62), body, at=(0, 0.08, -d * 0.19), chamfer_m=0.015))
    slope = translation((0, deck - 0.1, d * 0.12)) @ rotation_x(0.28)
    parts.append(moved(box((w - 0.02, 0.05, d * 0.7), dark, chamfer_m=0.012), slope))
    parts += [moved(part, slope @ translation((0, 0.01, 0))) for part in _keys(order, w - 0.16, d * 0.5)]
    parts += [box((w * 0.7, 0.015, 0.02), dark, at=(0, 0.2 + 0.05 * k, d * 0.12)) for k in range(7)]
    room = h - deck - 0.1
    if room > 0.18:
        count = max(1, round(w / 0.6))
        step = (w - 0.06) / count
        for k in range(count):
            parts.append(
                shifted(
                    monitor(order.palette, step - 0.04, room, "station", order.variant, k, text=order.text if k == 0 else ""),
                    (k + 0.5 - count / 2) * step,
                    deck + 0.04,
                    -d * 0.1 + 0.03,
                )
            )
    return join(*parts)


def _monitor_trolley(order: Order) -> Part:
    """A monitor and its instruments on a wheeled post, with a bag of drip beside it."""
    w, h, d = order.size_m
    white, steel, dark = order.paint("enamel", "white"), order.plain("steel"), order.plain("rubber")
    parts = [box((0.06, h * 0.95, 0.06), steel, at=(0, 0.05, -d * 0.2))]
    for x, z in ((-1, -1), (1, -1), (-1, 1), (1, 1)):
        parts.append(tube([(0, 0.1, -d * 0.2), (x * w * 0.42, 0.07, z * d * 0.42)], 0.018, steel, sides=6))
        parts.append(ball(0.035, dark, at=(x * w * 0.42, 0.035, z * d * 0.42), sides=8))
    parts.append(box((w * 0.9, 0.16, d * 0.6), white, at=(0, h * 0.42, 0), chamfer_m=0.02))
    parts += [
        box((0.035, 0.02, 0.012), order.plain(n), at=(x * w, h * 0.42 + 0.1, d * 0.305))
        for x, n in ((-0.3, "pilot_green"), (-0.18, "pilot_amber"), (0.25, "glow_line"))
    ]
    parts.append(shifted(monitor(order.palette, w * 0.98, h * 0.26, "ward", order.variant, text=order.text), 0, h * 0.7, 0.02))
    parts.append(tube([(0, h * 0.66, 0.06), (w * 0.3, h * 0.5, 0.16), (w * 0.35, h * 0.25, 0.1)], 0.01, dark, sides=5))
    return join(*parts)


def great_board(order: Order) -> Part:
    """Return the board that a control room looks at: a wall of screens in a steel frame."""
    w, h, d = order.size_m
    dark, steel = order.plain("plastic"), order.plain("steel_dark")
    parts = [box((w, h, d * 0.45), dark, at=(0, 0, -d * 0.25), chamfer_m=0.02)]
    columns = max(2, round(w / 1.5))
    wide = (w - 0.1) / columns
    middle = columns // 2
    for k in range(columns):
        x = (k + 0.5 - columns / 2) * wide
        rows = ((0.06, h - 0.12),) if k == middle else ((0.06, h * 0.46), (h * 0.53, h * 0.46 - 0.06))
        for n, (y, tall) in enumerate(rows):
            parts.append(
                shifted(
                    display(
                        order.palette,
                        wide - 0.06,
                        tall - 0.04,
                        "board",
                        order.variant,
                        k,
                        n,
                        text=order.text if k == n == 0 else "",
                    ),
                    x,
                    y,
                    0.012,
                )
            )
    parts += [
        box((0.045, h, d * 0.5), steel, at=((k - columns / 2) * wide, 0, -d * 0.08), chamfer_m=0.01) for k in range(columns + 1)
    ]
    parts += [box((w, 0.05, d * 0.5), steel, at=(0, y, -d * 0.08), chamfer_m=0.01) for y in (0.0, h - 0.05)]
    return join(*parts)


def rack(order: Order) -> Part:
    """Return an equipment cabinet: drawers of modules with pilot lamps behind a steel frame."""
    w, h, d = order.size_m
    body, dark = order.paint("paint", "dark"), order.plain("steel_dark")
    random = order.random("modules")
    parts = [
        box((w, h, d * 0.9), body, at=(0, 0, -d * 0.05), chamfer_m=0.015),
        box((w * 0.86, h - 0.24, 0.02), order.plain("rubber"), at=(0, 0.14, d * 0.4)),
    ]
    y = 0.16
    while y < h - 0.28:
        tall = (0.09, 0.14, 0.2)[int(random.integers(0, 3))]
        parts.append(
            box(
                (w * 0.82, tall - 0.012, 0.025),
                order.plain(("paint", "steel", "steel_dark")[int(random.integers(0, 3))]),
                at=(0, y, d * 0.42),
            )
        )
        for k in range(int(random.integers(2, 8))):
            name = ("pilot_green", "pilot_green", "pilot_amber", "glow_line")[int(random.integers(0, 4))]
            parts.append(tile(((k - 3.5) * w * 0.1, y + tall / 2, d * 0.42 + 0.0135), (0.022, 0.022), order.plain(name)))
        y += tall
    parts += [box((0.04, h - 0.1, 0.05), dark, at=(s * w * 0.45, 0.05, d * 0.42), chamfer_m=0.008) for s in (-1, 1)]
    return join(*parts)


def seat(order: Order) -> Part:
    """Return a swivel seat on a post, or, when it is high, a pilot's seat with a headrest, arms and belts; it faces +z."""
    w, h, d = order.size_m
    dark, cover, steel = order.plain("plastic"), order.paint("leather", "dark"), order.plain("steel_dark")
    low, pilot = 0.44, h > 1.15
    parts = [tube([(0, 0.05, 0), (0, low - 0.06, 0)], 0.035, steel, sides=8)]
    if pilot:
        parts.append(box((w * 0.6, 0.06, d * 0.66), steel, chamfer_m=0.015))
    else:
        parts += [
            box((0.05, 0.04, d * 0.46), steel, at=(0, 0.02, 0), chamfer_m=0.01)
            if k == 0
            else moved(box((0.05, 0.04, d * 0.46), steel, at=(0, 0.02, d * 0.22)), rotation_y(k * 1.2566))
            for k in range(5)
        ]
    parts.append(box((w * 0.8, 0.11, d * 0.72), cover, at=(0, low - 0.05, d * 0.06), chamfer_m=0.045))
    back = translation((0, low, -d * 0.3)) @ rotation_x(-0.1)
    tall = h - low - (0.26 if pilot else 0.04)
    parts.append(moved(box((w * 0.74, tall, 0.1), cover, chamfer_m=0.04), back))
    parts += [moved(box((w * 0.1, tall * 0.9, 0.13), dark, at=(s * w * 0.36, 0, 0), chamfer_m=0.03), back) for s in (-1, 1)]
    for s in (-1, 1):
        parts.append(box((0.055, 0.035, d * 0.5), dark, at=(s * w * 0.44, low + 0.2, 0), chamfer_m=0.012))
        parts.append(box((0.04, 0.24, 0.05), steel, at=(s * w * 0.44, low - 0.03, -d * 0.14)))
        if pilot:
            parts.append(moved(box((0.045, tall * 0.9, 0.008), order.plain("paint_ochre"), at=(s * 0.1, 0.02, 0.055)), back))
    if pilot:
        parts.append(moved(box((w * 0.46, 0.2, 0.1), cover, at=(0, tall + 0.02, 0.01), chamfer_m=0.04), back))
    return join(*parts)


def map_table(order: Order) -> Part:
    """Return a table whose top is a lit chart, in a steel rim on a solid foot."""
    w, h, d = order.size_m
    steel, dark = order.paint("paint", "dark"), order.plain("steel_dark")
    flat = moved(
        display(order.palette, w - 0.3, d - 0.3, "map-table", order.variant),
        translation((0, h - 0.006, d / 2 - 0.15)) @ rotation_x(-math.pi / 2),
    )
    return join(
        box((w * 0.7, 0.1, d * 0.7), order.plain("rubber")), box((w * 0.62, h - 0.2, d * 0.6), steel, at=(0, 0.08, 0), chamfer_m=0.05),
        box((w, 0.12, d), steel, at=(0, h - 0.13, 0), chamfer_m=0.04), box((w - 0.24, 0.01, d - 0.24), order.plain("plastic"), at=(0, h - 0.018, 0)),
        *(box((0.02, h - 0.3, 0.02), order.plain("glow_line"), at=(x * w * 0.312, 0.12, d * 0.29)) for x in (-1, 1)), flat,
        *(box((0.2, 0.05, 0.03), dark, at=(x * w * 0.3, h - 0.1, d * 0.49), chamfer_m=0.01) for x in (-1, 1)),
    )  # fmt: skip
