"""What a door in the open belongs to: a small house, a log cabin, a shack or, in a street, the case of a door in a front."""

from __future__ import annotations

import numpy as np

from redearth.core.hut import CASE_DEPTH_M, DOORWAY_M, EAVES_M, OVERHANG_M, PORCH_M, WALL_M
from redearth.core.space import rotation_y, translation
from redearth.stage.sets.cottages import window
from redearth.stage.sets.order import Order
from redearth.stage.sets.panels import Rect, pierced
from redearth.stage.sets.shape import Part, join, moved, shifted
from redearth.stage.sets.solids import beam, box, hull, tube

_LOG_M = 0.26
_WALLS = {"forest": "wood_dark", "desert": "rust", "ruined_city": "ruin", "street": "brick"}


def hut(order: Order) -> Part:
    """Return a hut in its box, its doorway in the middle of the front at local +z."""
    if order.size_m[2] < CASE_DEPTH_M:
        return _case(order)
    wall = order.paint(_WALLS.get(order.kit, "plaster"))
    trim = order.palette.use("woodwork", "cream" if order.kit in ("exterior", "street") else "brown")
    wide, deep = order.size_m[0] - 2 * OVERHANG_M, order.size_m[2] - 2 * PORCH_M
    front = order.size_m[2] / 2 - PORCH_M
    parts = [shifted(_front(order, wall, trim, wide), z=front - WALL_M / 2)]
    if order.kit == "forest":
        parts += _logs(order, wall, wide, front)
    parts += [box((WALL_M, EAVES_M, deep - WALL_M), wall, at=(s * (wide - WALL_M) / 2, 0, -WALL_M / 2)) for s in (-1, 1)]
    parts.append(box((wide, EAVES_M, WALL_M), wall, at=(0, 0, (WALL_M - deep) / 2)))
    parts.append(box((wide - 0.5, 0.04, deep - 0.5), order.plain("wood_dark")))
    parts.append(box((wide, 0.1, deep), order.plain("wood_dark"), at=(0, EAVES_M - 0.1, 0)))
    parts += _frame(trim, front)
    parts.append(box((2.3, 0.12, 0.5), order.plain("stone"), at=(0, 0, front + 0.25), chamfer_m=0.02))
    return join(*parts, *(_flat_roof(order) if order.kit in ("desert", "ruined_city") else _gable(order, wall, wide, deep)))


def _front(order: Order, wall: int, trim: int, wide: float) -> Part:
    """The front wall about z = 0, facing +z: the doorway and a window on either side."""
    w, h = DOORWAY_M
    holes: list[Rect] = [(-w / 2, 0.0, w / 2, h)]
    across, parts = 0.95, []
    for side in (-1, 1):
        x = side * (w / 2 + wide / 2) / 2
        holes.append((x - across / 2, 0.95, x + across / 2, 2.1))
        glass = window(order.palette, trim, x, 0.95, across, 1.15, order.random("window", side), dark=order.dark)
        parts.append(shifted(join(*glass), z=0.12))
    return join(pierced(wide, EAVES_M, WALL_M, holes, wall), *parts)


def _frame(trim: int, front: float) -> list[Part]:
    w, h = DOORWAY_M
    jambs = [box((0.14, h + 0.14, 0.36), trim, at=(s * (w / 2 + 0.07), 0, front - 0.14), chamfer_m=0.01) for s in (-1, 1)]
    return [*jambs, box((w + 0.28, 0.14, 0.36), trim, at=(0, h, front - 0.14), chamfer_m=0.01)]


def _logs(order: Order, wall: int, wide: float, front: float) -> list[Part]:
    """Round timbers over the front, cut at the openings, and their ends crossing at the corners."""
    w, parts = DOORWAY_M[0], []
    for k in range(int(EAVES_M / _LOG_M)):
        y = (k + 0.5) * _LOG_M
        cuts = [w / 2 + 0.14, wide / 2 + 0.25]
        middle = (w / 2 + wide / 2) / 2
        if 0.85 < y < 2.2:
            cuts = [w / 2 + 0.14, middle - 0.6, middle + 0.6, wide / 2 + 0.25]
        if y > DOORWAY_M[1] + 0.2:
            cuts = [0.0, wide / 2 + 0.25]
        for side in (-1, 1):
            for a, b in zip(cuts[::2], cuts[1::2], strict=True):
                parts.append(tube([(side * a, y, front - 0.02), (side * b, y, front - 0.02)], _LOG_M * 0.52, wall, sides=8))
    return parts


def _gable(order: Order, wall: int, wide: float, deep: float) -> list[Part]:
    """A roof whose ridge runs along the front, in courses, and the gables under it."""
    w, h, d = order.size_m
    rise = h - EAVES_M - 0.15
    tiles = order.palette.use("slate_roof" if order.kit == "forest" or order.variant % 2 else "tile_roof")
    parts = []
    for side in (-1, 1):
        gable = [(side * x, y, z) for x in (wide / 2, wide / 2 - 0.25) for y, z in ((EAVES_M, deep / 2), (EAVES_M, -deep / 2), (EAVES_M + rise * 0.94, 0.0))]  # fmt: skip
        parts.append(hull(gable, wall, crease_rad=0.2))
        foot, ridge = np.array([EAVES_M - rise * 2 * PORCH_M / deep + 0.08, side * d / 2]), np.array([EAVES_M + rise, 0.0])
        for k in range(9):
            low, high = foot + (ridge - foot) * (k / 9), foot + (ridge - foot) * min(1.0, (k + 1.15) / 9)
            corners = [(x, at[0] + dy, at[1]) for x in (-w / 2, w / 2) for at, top in ((low, 0.12), (high, 0.06)) for dy in (0.0, top)]  # fmt: skip
            parts.append(hull(corners, tiles, crease_rad=0.2))
        parts += [
            beam((x, foot[0] - 0.02, foot[1]), (x, ridge[0] - 0.02, 0.0), 0.05, 0.2, order.palette.use("woodwork", "brown"))
            for x in (-w / 2 + 0.04, w / 2 - 0.04)
        ]
    parts.append(tube([(-w / 2, h - 0.1, 0), (w / 2, h - 0.1, 0)], 0.1, tiles, sides=6))
    pipe = (0.28 * w, -0.2 * d)
    parts.append(box((0.6, 1.1, 0.6), order.plain("brick"), at=(pipe[0], EAVES_M + 0.3 * rise, pipe[1])))
    return parts


def _flat_roof(order: Order) -> list[Part]:
    """Sheets of metal on beams that stick out, weighed down with what lay about."""
    w, _, d = order.size_m
    sheet, timber, random = order.plain("rust"), order.plain("wood_dark"), order.random("roof")
    parts = [beam((x, EAVES_M + 0.06, -d / 2), (x, EAVES_M + 0.06, d / 2), 0.12, 0.12, timber) for x in np.linspace(-0.42 * w, 0.42 * w, 6)]  # fmt: skip
    count = 7
    for k in range(count):
        x = (k + 0.5 - count / 2) * w / count
        turn = rotation_y(float(random.uniform(-0.02, 0.02)))
        one = box((w / count * 1.08, 0.03, d * float(random.uniform(0.95, 1.0))), sheet)
        parts.append(moved(one, translation((x, EAVES_M + 0.13 + 0.02 * (k % 2), 0)) @ turn))
    for _ in range(5):
        size = float(random.uniform(0.2, 0.4))
        x, z = float(random.uniform(-0.4, 0.4)) * w, float(random.uniform(-0.35, 0.35)) * d
        parts.append(box((size * 1.4, size * 0.6, size), order.plain("ruin"), at=(x, EAVES_M + 0.17, z), chamfer_m=0.04))
    return parts


def _case(order: Order) -> Part:
    """The case of a street door: pilasters, a hood on brackets, a step, and the dark of the hall behind."""
    w, h, d = order.size_m
    wide, tall = DOORWAY_M
    stone, back = order.palette.use("stone"), -d / 2
    pier = (w - wide) / 2
    parts = [
        box((pier, tall + 0.2, d * 0.8), stone, at=(s * (w / 2 - pier / 2), 0, back + d * 0.4), chamfer_m=0.03) for s in (-1, 1)
    ]
    parts.append(box((w, 0.3, d * 0.85), stone, at=(0, tall + 0.05, back + d * 0.42), chamfer_m=0.03))
    parts.append(box((w + 0.3, h - tall - 0.35, d), stone, at=(0, tall + 0.35, 0), chamfer_m=0.04))
    parts.append(box((wide, tall, 0.04), order.plain("ink"), at=(0, 0, back + 0.03)))
    parts.append(box((w + 0.2, 0.14, d), order.plain("stone"), at=(0, 0, d * 0.4), chamfer_m=0.02))
    lamp = order.plain("glow_warm" if order.dark else "enamel")
    parts += [box((0.1, 0.22, 0.1), lamp, at=(s * (w / 2 + 0.12), 1.9, back + d * 0.5)) for s in (-1, 1)]
    return join(*parts)
