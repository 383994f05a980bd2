"""Cracked earth: plates of dried mud that curl at their rims, sinking into the sand at the edge of the patch."""

from __future__ import annotations

import math

import numpy as np
from scipy.spatial import Voronoi

from redearth.core.seed import generator_from
from redearth.stage.sets.shape import F64, I64, Part, shaded

_STEP_M = 0.3
_GAP = 0.055
_RIM_M = 0.008
"""Nothing in a play area may stand more than 2 cm above the floor; rims this low do not break up into specks when seen from afar."""


def cracked_earth(radius_m: float, material: int, *identity: str | int) -> Part:
    """Return a round patch of mud plates about the origin, no higher than 8 mm."""
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
    rim = _RIM_M * share * random.uniform(0.72, 1.0, count) - 0.002
    rings = [
        np.column_stack([ring[:, 0], level, ring[:, 1]])
        for ring, level in ((top, np.full(count, -0.03)), (top, rim), (inner, rim * 0.62))
    ]
    points = np.concatenate([*rings, [[middle[0], float(rim.mean()) * 0.5, middle[1]]]])
    here = np.arange(count)
    there = np.roll(here, -1)
    faces = [np.column_stack([here + 2 * count, np.full(count, 3 * count), there + 2 * count])]
    for low in (0, count):
        faces.append(np.column_stack([here + low, here + low + count, there + low]))
        faces.append(np.column_stack([there + low, here + low + count, there + low + count]))
    return points, np.concatenate(faces)
