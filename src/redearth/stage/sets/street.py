"""The street shell: roadway, pavements, markings, street furniture, wires; its far ends; water under a bridge."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.seed import generator_from
from redearth.core.space import Matrix
from redearth.stage.sets.hall import Hall, hall_of
from redearth.stage.sets.houses import house
from redearth.stage.sets.shape import Part, join
from redearth.stage.sets.solids import box, lathe, tube
from redearth.stage.sets.workshop import Workshop, pose

_BEYOND_M = 70.0
_HOUSE_STYLE = {"modern": "modern", "east": "east", "village": "village"}
_TALL = {"modern": (26.0, 9.0), "east": (15.0, 3.0), "village": (6.0, 0.4)}


def line_street(shop: Workshop) -> None:
    """Pave the street, close its ends and, where the plan has no houses, line it with some."""
    hall = hall_of(shop.plan.bounds)
    style, dark = _HOUSE_STYLE.get(shop.plan.style, "old"), "dark" in shop.plan.dressing
    shop.stand("roadway", lambda: _roadway(shop, hall), [hall.world_from_hall], "ground")
    shop.stand("street_things", lambda: _furniture(shop, hall), [hall.world_from_hall])
    if shop.plan.style == "bridge":
        return
    places: dict[int, list[Matrix]] = {}
    for end, z in ((1, hall.start_m - _BEYOND_M), (-1, hall.end_m + _BEYOND_M * 0.5)):
        for k in range(-3, 4):
            yaw = -math.pi / 2 if end > 0 else math.pi / 2
            places.setdefault((k + 3 * end) % 4, []).append(hall.world_from_hall @ pose((k * 14.4, 0.0, z - end * 6), yaw))
    if not any(p.kind == "tower" for p in shop.plan.pieces):
        for side in (-1, 1):
            for k in range(int((hall.end_m - hall.start_m + 1.3 * _BEYOND_M) / 14.4)):
                at = (side * (hall.half_width_m + 7.0), 0.0, hall.start_m - _BEYOND_M + 14.4 * (k + 0.5))
                places.setdefault((k * 3 + side) % 4, []).append(hall.world_from_hall @ pose(at, 0.0 if side < 0 else math.pi))
    low, step = _TALL.get(style, (11.0, 3.2))
    for variant, poses in sorted(places.items()):
        size = (12.0, low + step * variant, 14.4)
        shop.stand(f"street_house_{variant}", lambda v=variant, s=size: house(shop.palette, s, v, style, dark=dark), poses)  # type: ignore[misc]


def _roadway(shop: Workshop, hall: Hall) -> Part:
    """Carriageway, pavements in slabs, kerb stones and markings; no higher than 2 cm inside the play area."""
    use = shop.palette.use
    stone, kerb, paint, iron, tar = use("concrete"), use("stone"), use("road_paint"), use("steel_dark"), use("asphalt")
    if shop.plan.style == "village":
        tar, stone = use("gravel"), use("stone")
    start, end = hall.start_m - _BEYOND_M, hall.end_m + _BEYOND_M * 0.5
    long, middle = end - start, (start + end) / 2
    edge = hall.half_width_m - 2.3
    walk = hall.half_width_m + 1.6 - edge
    parts = [box((2 * edge, 0.03, long), tar, at=(0, -0.018, middle))]
    parts += [box((walk, 0.03, long), stone, at=(s * (edge + walk / 2), -0.011, middle)) for s in (-1, 1)]
    parts += [box((0.18, 0.035, long), kerb, at=(s * (edge + 0.02), -0.0155, middle), chamfer_m=0.01) for s in (-1, 1)]
    if shop.plan.style in ("village", "east"):
        return join(*parts, *_covers(long, start, iron))
    for k in range(int(long / 6)):
        parts.append(box((0.14, 0.014, 2.6), paint, at=(0, 0.0, start + 6 * k + 2)))
    for z in (-7.0, -62.0):
        for k in range(int(2 * edge / 0.95)):
            parts.append(box((0.5, 0.014, 2.6), paint, at=(-edge + 0.5 + 0.95 * k, 0.0, z)))
    return join(*parts, *_covers(long, start, iron))


def _covers(long: float, start: float, iron: int) -> list[Part]:
    return [
        lathe(np.array([(0.32, -0.01), (0.32, 0.014), (0.0, 0.016)]), iron, sides=14)
        if k < 0
        else box((0.6, 0.014, 0.6), iron, at=(((k * 7) % 5 - 2) * 1.1, 0.001, start + 9 * k + 4))
        for k in range(int(long / 9))
    ]


def _furniture(shop: Workshop, hall: Hall) -> Part:
    """What a street has along its kerbs and overhead: bins, hydrants, boxes of leaves, wires and lines of flags."""
    use, random = shop.palette.use, generator_from("street-things", shop.plan.id)
    iron, edge = use("steel_dark"), hall.half_width_m - 1.7
    parts = []
    start, end = hall.start_m, hall.end_m
    for k, z in enumerate(np.arange(start + 3, end, 6.0)):
        side = -1 if k % 2 else 1
        at = (side * edge, 0.0, float(z) + float(random.uniform(-1, 1)))
        if random.uniform() < 0.5:
            parts.append(_moved(lathe([(0.24, 0), (0.27, 0.75), (0.3, 0.8), (0.1, 0.95)], use("paint", "green"), sides=10), at))
        else:
            parts.append(
                _moved(lathe([(0.14, 0), (0.1, 0.1), (0.1, 0.5), (0.15, 0.52), (0.06, 0.72)], use("paint_red"), sides=8), at)
            )
    for k in range(int((end - start + _BEYOND_M) / 16)):
        z = start - _BEYOND_M * 0.4 + 16 * k
        line = [
            (x * (hall.half_width_m + 1.2), 7.4 - 0.5 * (k % 2) - 0.8 * (1 - x * x), z + 2.5 * x * (k % 3 - 1))
            for x in np.linspace(-1, 1, 9)
        ]
        parts.append(tube(line, 0.02, iron, sides=3, caps=False))
    if shop.plan.style == "bridge":
        parts += _pylons(shop, hall)
    return join(*parts)


def _moved(part: Part, at: tuple[float, float, float]) -> Part:
    return Part(positions=part.positions + np.asarray(at), normals=part.normals, triangles=part.triangles, material=part.material)


def _pylons(shop: Workshop, hall: Hall) -> list[Part]:
    """Two gateways of a suspension bridge with their cables and hangers."""
    steel, cable = shop.palette.use("paint", "red"), shop.palette.use("steel_dark")
    x = hall.half_width_m + 0.5
    parts = []
    towers = (hall.start_m - 30.0, hall.end_m + 6.0)
    for z in towers:
        parts += [box((1.3, 34.0, 2.0), steel, at=(s * x, -8.0, z)) for s in (-1, 1)]
        parts += [box((2 * x, 1.4, 1.2), steel, at=(0, y, z)) for y in (9.0, 17.0, 24.0)]
    for s in (-1, 1):
        share = np.linspace(0, 1, 25)
        along = towers[0] + (towers[1] - towers[0]) * share
        sag = 2.0 + 24.0 * (2 * share - 1) ** 2
        parts.append(tube(np.column_stack([np.full(25, s * x), sag, along]), 0.16, cable, sides=6))
        parts += [
            tube([(s * x, 0.0, float(b)), (s * x, float(a), float(b))], 0.03, cable, sides=3, caps=False)
            for a, b in zip(sag[1:-1], along[1:-1], strict=True)
        ]
    return parts
