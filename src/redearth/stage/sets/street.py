"""A street between house fronts: roadway, kerbs, facades with lit windows, wires."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.seed import generator_from
from redearth.core.space import Matrix
from redearth.stage.sets.hall import Hall, hall_of
from redearth.stage.sets.palette import Palette
from redearth.stage.sets.panels import pierced
from redearth.stage.sets.shape import Part, join, shifted
from redearth.stage.sets.solids import box, tube
from redearth.stage.sets.workshop import Workshop, pose

_FRONT_M = 9.0
_STOREY_M = 3.3


def line_street(shop: Workshop) -> None:
    """Line both sides of the play area with house fronts and close its far ends with blocks."""
    hall = hall_of(shop.plan.bounds)
    random = generator_from("street", shop.plan.id)
    start, end = hall.start_m - 60, hall.end_m + 60
    fronts: dict[str, list[Matrix]] = {}
    for side in (-1, 1):
        z = start
        while z < end:
            kind = f"front_{int(random.integers(0, 4))}"
            yaw = -side * math.pi / 2
            at = hall.world_from_hall @ pose((side * (hall.half_width_m + 0.2), 0.0, z + _FRONT_M / 2), yaw)
            fronts.setdefault(kind, []).append(at)
            z += _FRONT_M
    for k, z in enumerate((start - 6, end + 6)):
        for x in range(-2, 3):
            at = hall.world_from_hall @ pose((x * _FRONT_M, 0.0, z), 0.0 if k == 0 else math.pi)
            fronts.setdefault(f"front_{(x + k) % 4}", []).append(at)
    for kind, places in sorted(fronts.items()):
        shop.stand(kind, lambda kind=kind: _front(shop.palette, kind), places)  # type: ignore[misc]
    shop.stand("roadway", lambda: _roadway(shop, hall), [hall.world_from_hall])


def _roadway(shop: Workshop, hall: Hall) -> Part:
    """Kerb stones and markings; no higher than 2 cm inside the play area."""
    stone, paint, iron = shop.palette.use("concrete"), shop.palette.use("road_paint"), shop.palette.use("steel_dark")
    long = hall.end_m - hall.start_m + 120
    middle = (hall.end_m + hall.start_m) / 2
    parts = [box((1.6, 0.02, long), stone, at=(s * (hall.half_width_m - 0.6), -0.004, middle)) for s in (-1, 1)]
    for k in range(int(long / 5)):
        parts.append(box((0.14, 0.012, 2.2), paint, at=(0, -0.004, middle - long / 2 + 5 * k + 2)))
    for k in range(int(long / 18)):
        z = middle - long / 2 + 18 * k
        y = 7.2 - 0.5 * (k % 2)
        sag = [(x * hall.half_width_m, y - 0.8 * (1 - x * x), z) for x in np.linspace(-1, 1, 9)]
        parts.append(tube(sag, 0.018, iron, sides=4, caps=False))
    return join(*parts)


def _front(palette: Palette, kind: str) -> Part:
    """One house front, 9 m wide, its face at z = 0 looking towards +Z."""
    random = generator_from("front", kind)
    storeys = 3 + int(random.integers(0, 4))
    stone = palette.use(("brick", "plaster", "concrete", "brick")[int(kind[-1]) % 4])
    trim, glass, lit = palette.use("concrete"), palette.use("glass"), palette.use("glow_window")
    tall = 4.0 + (storeys - 1) * _STOREY_M + 0.9
    holes, panes, parts = [], [], []
    columns = 3
    for row in range(storeys):
        y = 0.5 if row == 0 else 4.0 + (row - 1) * _STOREY_M + 0.9
        high = 2.7 if row == 0 else 1.75
        for c in range(columns):
            wide = 1.05 if row else (1.3 if c != 1 else 0.6)
            x = (c - 1) * 2.8
            y0 = 0.0 if row == 0 and c == 1 else y
            holes.append((x - wide, y0, x + wide, y + high))
            panes.append((x, y0, wide, y + high - y0, random.uniform() < (0.5 if row == 0 else 0.22)))
    parts.append(shifted(pierced(_FRONT_M, tall, 0.4, holes, stone), z=-0.2))
    for x, y, wide, high, on in panes:
        parts.append(box((2 * wide + 0.1, high, 0.04), lit if on else glass, at=(x, y, -0.3)))
        parts.append(box((0.05, high, 0.08), trim, at=(x, y, -0.26)))
        parts.append(box((2 * wide, 0.05, 0.08), trim, at=(x, y + high * 0.6, -0.26)))
        parts.append(
            box((2 * wide + 0.3, 0.12, 0.22), trim, at=(x, y - 0.12, 0.0), chamfer_m=0.02)
            if y > 0.2
            else box((2 * wide, 0.02, 0.1), trim, at=(x, 0, -0.1))
        )
    parts.append(box((_FRONT_M, 0.3, 0.35), trim, at=(0, 3.75, 0.05), chamfer_m=0.03))
    parts.append(box((_FRONT_M, 0.5, 0.7), trim, at=(0, tall - 0.2, 0.1), chamfer_m=0.06))
    parts.append(box((_FRONT_M, tall, 5.0), stone, at=(0, 0, -3.0)))
    return join(*parts)
