"""The street shell: roadway with kerbs and markings, wires overhead, houses at its far ends."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.space import Matrix
from redearth.stage.sets.hall import Hall, hall_of
from redearth.stage.sets.houses import house
from redearth.stage.sets.shape import Part, join
from redearth.stage.sets.solids import box, tube
from redearth.stage.sets.workshop import Workshop, pose

_BEYOND_M = 70.0


def line_street(shop: Workshop) -> None:
    """Pave the street, close its ends and, where the plan has no houses, line it with some."""
    hall = hall_of(shop.plan.bounds)
    shop.stand("roadway", lambda: _roadway(shop, hall), [hall.world_from_hall])
    places: dict[int, list[Matrix]] = {}
    for end, z in ((1, hall.start_m - _BEYOND_M), (-1, hall.end_m + _BEYOND_M * 0.5)):
        for k in range(-2, 3):
            yaw = -math.pi / 2 if end > 0 else math.pi / 2
            places.setdefault((k + 2 * end) % 4, []).append(hall.world_from_hall @ pose((k * 14.4, 0.0, z - end * 6), yaw))
    if not any(p.kind == "tower" for p in shop.plan.pieces):
        for side in (-1, 1):
            for k in range(int((hall.end_m - hall.start_m + 1.3 * _BEYOND_M) / 14.4)):
                at = (side * (hall.half_width_m + 7.0), 0.0, hall.start_m - _BEYOND_M + 14.4 * (k + 0.5))
                places.setdefault((k * 3 + side) % 4, []).append(hall.world_from_hall @ pose(at, 0.0 if side < 0 else math.pi))
    for variant, poses in sorted(places.items()):
        tall = 11.0 + 3.2 * variant
        shop.stand(f"street_house_{variant}", lambda v=variant, t=tall: house(shop.palette, (12.0, t, 14.4), v), poses)  # type: ignore[misc]


def _roadway(shop: Workshop, hall: Hall) -> Part:
    """Pavements, kerb stones and markings; no higher than 2 cm inside the play area."""
    stone, kerb, paint, iron = (shop.palette.use(n) for n in ("concrete", "concrete_dark", "road_paint", "steel_dark"))
    start, end = hall.start_m - _BEYOND_M, hall.end_m + _BEYOND_M * 0.5
    long, middle = end - start, (start + end) / 2
    edge = hall.half_width_m * 0.76
    parts = [
        box((hall.half_width_m - edge + 1.5, 0.03, long), stone, at=(s * (hall.half_width_m + edge + 1.5) / 2, -0.013, middle))
        for s in (-1, 1)
    ]
    parts += [box((0.16, 0.035, long), kerb, at=(s * (edge - 0.08), -0.016, middle), chamfer_m=0.01) for s in (-1, 1)]
    for k in range(int(long / 6)):
        parts.append(box((0.14, 0.014, 2.6), paint, at=(0, -0.006, start + 6 * k + 2)))
    for k in range(int(long / 9)):
        parts.append(box((0.6, 0.014, 0.6), iron, at=(((k * 7) % 5 - 2) * 1.1, -0.007, start + 9 * k + 4)))
    for k in range(int(long / 20)):
        z = start + 20 * k + 6
        sag = [
            (x * (hall.half_width_m + 0.8), 7.6 - 0.5 * (k % 2) - 0.7 * (1 - x * x), z + 2.5 * x * (k % 3 - 1))
            for x in np.linspace(-1, 1, 9)
        ]
        parts.append(tube(sag, 0.02, iron, sides=4, caps=False))
    return join(*parts)
