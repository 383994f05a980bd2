"""Flat and rolling surfaces: walls with openings, height fields and curved sheets."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike

from redearth.stage.sets.shape import F64, Part, shaded
from redearth.stage.sets.solids import triangles_of_quads

Rect = tuple[float, float, float, float]
"""(x0, y0, x1, y1) in metres."""


def pierced(
    width_m: float, height_m: float, depth_m: float, holes: Sequence[Rect], material: int, *, cell_m: float = 1e9
) -> Part:
    """Return a wall in the XY plane (x from -w/2 to w/2, y from 0, z from -d/2 to d/2) with rectangular holes.

    The wall is cut along every hole's edges (and every ``cell_m``), so that no T-junction opens and cells can be lit one by one.
    """
    xs = _cuts(-width_m / 2, width_m / 2, [x for hole in holes for x in (hole[0], hole[2])], cell_m)
    ys = _cuts(0.0, height_m, [y for hole in holes for y in (hole[1], hole[3])], cell_m)
    middle_x, middle_y = np.meshgrid((xs[1:] + xs[:-1]) / 2, (ys[1:] + ys[:-1]) / 2, indexing="ij")
    solid = np.ones(middle_x.shape, bool)
    for x0, y0, x1, y1 in holes:
        solid &= ~((middle_x > x0) & (middle_x < x1) & (middle_y > y0) & (middle_y < y1))
    return plate(xs, ys, solid, depth_m, material)


def plate(xs: F64, ys: F64, solid: ArrayLike, depth_m: float, material: int) -> Part:
    """Return the solid cells [len(xs) - 1, len(ys) - 1] of a grid as one slab of thickness ``depth_m`` about z = 0."""
    full = np.pad(np.asarray(solid, bool), 1)
    nx, ny = len(xs), len(ys)
    quads: list[list[int]] = []

    def at(i: int, j: int, front: bool) -> int:
        return (int(front) * nx + i) * ny + j

    for i, j in np.argwhere(full[1:-1, 1:-1]):
        quads.append([at(i, j, True), at(i + 1, j, True), at(i + 1, j + 1, True), at(i, j + 1, True)])
        quads.append([at(i, j, False), at(i, j + 1, False), at(i + 1, j + 1, False), at(i + 1, j, False)])
        edges = (
            (0, 1, (i, j), (i, j + 1)),
            (2, 1, (i + 1, j + 1), (i + 1, j)),
            (1, 0, (i + 1, j), (i, j)),
            (1, 2, (i, j + 1), (i + 1, j + 1)),
        )
        for di, dj, (a, b), (c, d) in edges:
            if not full[i + di, j + dj]:
                quads.append([at(a, b, False), at(a, b, True), at(c, d, True), at(c, d, False)])
    x, y, z = np.meshgrid(xs, ys, [-depth_m / 2, depth_m / 2], indexing="ij")
    points = np.stack([x, y, z], -1).transpose(2, 0, 1, 3).reshape(-1, 3)
    if not quads:
        quads = [[0, 0, 0, 0]]
    return shaded(points, triangles_of_quads(quads), material, crease_rad=0.1)


def height_field(xs: F64, zs: F64, height: Callable[[F64, F64], F64], material: int) -> Part:
    """Return the ground over the lines ``xs``, ``zs`` with ``height(x, z)``; normals come from the slope, not the facets."""
    x, z = np.meshgrid(xs, zs, indexing="ij")
    step = 0.1
    slope_x = (height(x + step, z) - height(x - step, z)) / (2 * step)
    slope_z = (height(x, z + step) - height(x, z - step)) / (2 * step)
    normals = np.stack([-slope_x, np.ones_like(x), -slope_z], -1).reshape(-1, 3)
    nx, nz = len(xs), len(zs)
    i, j = np.meshgrid(np.arange(nx - 1), np.arange(nz - 1), indexing="ij")
    quads = np.stack([i * nz + j, i * nz + j + 1, (i + 1) * nz + j + 1, (i + 1) * nz + j], -1).reshape(-1, 4)
    triangles = triangles_of_quads(quads)
    return Part(
        positions=np.stack([x, height(x, z), z], -1).reshape(-1, 3),
        normals=normals / np.linalg.norm(normals, axis=1, keepdims=True),
        triangles=triangles,
        material=np.full(len(triangles), material, np.int64),
    )


def sheet(points: ArrayLike, material: int, *, both_sides: bool = False, crease_rad: float = 1.2) -> Part:
    """Return the surface over a grid of points [R, C, 3]; it faces the side from which rows x columns turn counter-clockwise."""
    grid = np.asarray(points, float)
    rows, columns = grid.shape[:2]
    i, j = np.meshgrid(np.arange(rows - 1), np.arange(columns - 1), indexing="ij")
    quads = np.stack([i * columns + j, (i + 1) * columns + j, (i + 1) * columns + j + 1, i * columns + j + 1], -1).reshape(-1, 4)
    front = shaded(grid.reshape(-1, 3), triangles_of_quads(quads), material, crease_rad)
    if not both_sides:
        return front
    # The back is a hair behind the front, so that the two never fight for the same depth.
    count = len(front.positions)
    return Part(
        positions=np.concatenate([front.positions, front.positions - 0.0006 * front.normals]),
        normals=np.concatenate([front.normals, -front.normals]),
        triangles=np.concatenate([front.triangles, front.triangles[:, ::-1] + count]),
        material=np.concatenate([front.material, front.material]),
    )


def _cuts(low: float, high: float, inner: Sequence[float], cell_m: float) -> F64:
    count = max(1, round((high - low) / cell_m)) if cell_m < high - low else 1
    lines = [*np.linspace(low, high, count + 1), *(v for v in inner if low < v < high)]
    return np.unique(np.round(lines, 5))
