"""Cracked earth: a patch of dried mud, cracked by its pattern; about its middle, where close shots look, the plates are solid and curl."""

from __future__ import annotations

import math

import numpy as np
from scipy.spatial import Voronoi

from redearth.core.seed import generator_from
from redearth.stage.sets.noise import fractal
from redearth.stage.sets.shape import F64, I64, Part, join, shaded

_STEP_M = 0.17
_GAP = 0.05
_RIM_M = 0.006
"""Height of a plate's rim over the patch; nothing in a play area may stand more than 2 cm above the floor."""
_PLATES_M = 0.85
"""Solid plates reach this far: from afar their cracks are finer than a pixel and break up into specks, which a pattern does not."""
_BED_M = 0.009


def cracked_earth(radius_m: float, plates: int, bed: int, *identity: str | int) -> Part:
    """Return a round patch about the origin: a ``bed`` that dips into the sand at its rim, ``plates`` on its middle."""
    return join(_bed(radius_m, bed, *identity), _plates(min(_PLATES_M, radius_m), plates, *identity))


def _bed(radius_m: float, material: int, *identity: str | int) -> Part:
    turn, share = np.linspace(0, 2 * math.pi, 49), np.linspace(0, 1, 13)
    a, r = np.meshgrid(turn, share, indexing="ij")
    ragged = 1 + 0.14 * fractal(np.cos(a) * 1.6, np.sin(a) * 1.6, "bed", *identity, octaves=3)
    x, z = np.cos(a) * r * radius_m * ragged, np.sin(a) * r * radius_m * ragged
    y = _BED_M - (_BED_M + 0.02) * r**4
    n = len(share)
    i, k = np.meshgrid(np.arange(48), np.arange(n - 1), indexing="ij")
    quads = np.stack([i * n + k, (i + 1) * n + k, (i + 1) * n + k + 1, i * n + k + 1], -1).reshape(-1, 4)
    triangles = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])
    return shaded(np.stack([x, y, z], -1).reshape(-1, 3), triangles, material, crease_rad=1.2)


def _plates(radius_m: float, material: int, *identity: str | int) -> Part:
    random = generator_from("cracks", *identity)
    lines = np.arange(-radius_m - _STEP_M, radius_m + 1.5 * _STEP_M, _STEP_M)
    x, z = np.meshgrid(lines, lines)
    seeds = np.column_stack([x.ravel(), z.ravel()]) + random.uniform(-0.42, 0.42, (x.size, 2)) * _STEP_M
    cells = Voronoi(seeds)
    points: list[F64] = []
    faces: list[I64] = []
    first = 0
    for seed, region in zip(seeds, cells.point_region, strict=True):
        corners = cells.regions[region]
        reach = math.hypot(*seed) / radius_m + random.uniform(-0.18, 0.18)
        if not corners or -1 in corners or reach > 1.0:
            continue
        if np.hypot(*cells.vertices[corners].T).max() > radius_m + _STEP_M:
            continue  # an outermost cell, which the seeds beyond would have closed
        plate, triangles = _plate(cells.vertices[corners], 1.0 - max(0.0, reach) ** 3, random)
        points.append(plate)
        faces.append(triangles + first)
        first += len(plate)
    return shaded(np.concatenate(points), np.concatenate(faces), material, crease_rad=0.7)


def _plate(outline: F64, share: float, random: np.random.Generator) -> tuple[F64, I64]:
    """One plate: a rim that stands up, a middle that sags, and walls down into the crack."""
    middle = outline.mean(0)
    order = np.argsort(np.arctan2(*(outline - middle).T[::-1]))
    outline = outline[order]
    top, inner = (middle + (outline - middle) * (1 - k) for k in (_GAP, 0.3))
    count = len(outline)
    rim = _BED_M - 0.001 + _RIM_M * share * random.uniform(0.72, 1.0, count)
    rings = [
        np.column_stack([ring[:, 0], level, ring[:, 1]])
        for ring, level in ((top, np.full(count, -0.01)), (top, rim), (inner, _BED_M + (rim - _BED_M) * 0.4))
    ]
    points = np.concatenate([*rings, [[middle[0], _BED_M + 0.001, middle[1]]]])
    here = np.arange(count)
    there = np.roll(here, -1)
    faces = [np.column_stack([here + 2 * count, np.full(count, 3 * count), there + 2 * count])]
    for low in (0, count):
        faces.append(np.column_stack([here + low, here + low + count, there + low]))
        faces.append(np.column_stack([there + low, here + low + count, there + low + count]))
    return points, np.concatenate(faces)
