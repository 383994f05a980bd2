"""Cast a field into triangles: marching cubes on a narrow band, vertices drawn onto the surface, normals from the gradient."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from skimage.measure import marching_cubes

from redearth.stage.cast.field import F64, Field
from redearth.stage.cast.part import Shell, shell_of
from redearth.stage.rows import lengths

_BLOCK = 4
_TETRA = np.array([[1, -1, -1], [-1, -1, 1], [-1, 1, -1], [1, 1, 1]], float)


def grid(low: Sequence[float], high: Sequence[float], cell_m: float) -> tuple[F64, F64, F64]:
    """Return even grid lines along x, y and z that cover a box."""
    x, y, z = (np.arange(np.floor(a / cell_m), np.ceil(b / cell_m) + 1) * cell_m for a, b in zip(low, high, strict=True))
    return x, y, z


def gradient(field: Field, points: F64, step_m: float) -> F64:
    """Return [N, 3] gradients by four samples on a tetrahedron."""
    out = np.zeros_like(points)
    for corner in _TETRA:
        out += corner * field(points + corner * step_m)[:, None]
    return out / (4 * step_m)


def settled(
    field: Field, points: F64, offset_m: float = 0.0, step_m: float = 0.004, turns: int = 3, reach_m: float = 0.05
) -> F64:
    """Return points drawn along the gradient onto the surface at ``offset_m`` outside the field, at most ``reach_m`` per turn."""
    p = points.copy()
    for _ in range(turns):
        g = gradient(field, p, step_m)
        move = g * ((field(p) - offset_m) / np.maximum((g * g).sum(axis=1), 0.05))[:, None]
        length = lengths(move)[:, None]
        p -= move * np.minimum(1.0, reach_m / np.maximum(length, 1e-9))
    return p


def cast(field: Field, axes: tuple[F64, F64, F64], normal_step_m: float = 0.004) -> Shell:
    """Return the zero surface of ``field`` inside an even grid of cubes (which must enclose it)."""
    cell = float(axes[0][1] - axes[0][0])
    values = _sample(field, axes, cell)
    points, triangles, _, _ = marching_cubes(values, 0.0, spacing=(cell, cell, cell), gradient_direction="descent")
    points = points.astype(float) + [a[0] for a in axes]
    points = settled(field, points, step_m=normal_step_m, turns=2, reach_m=0.4 * cell)
    return shell_of(points, triangles, gradient(field, points, normal_step_m))


def _sample(field: Field, axes: tuple[F64, F64, F64], cell: float) -> F64:
    """Evaluate the field near its surface only; elsewhere a block keeps the sign of its centre."""
    shape = tuple(len(a) for a in axes)
    blocks = [np.minimum(np.arange(0, n, _BLOCK) + _BLOCK / 2 - 0.5, n - 1) for n in shape]
    centres = [np.interp(b, np.arange(len(a)), a) for a, b in zip(axes, blocks, strict=True)]
    coarse = field(np.stack(np.meshgrid(*centres, indexing="ij"), -1).reshape(-1, 3)).reshape([len(c) for c in centres])
    near = np.abs(coarse) < 4.2 * cell * np.sqrt(3)
    index = np.ix_(*[np.arange(n) // _BLOCK for n in shape])
    values = np.where(coarse < 0, -cell, cell)[index]
    mask = near[index]
    where = np.argwhere(mask)
    values[mask] = field(np.column_stack([a[where[:, k]] for k, a in enumerate(axes)]))
    # a surface that grazes a grid point would make slivers there: keep it a twentieth of a cell away, then draw it back
    return np.where(values < 0, np.minimum(values, -0.05 * cell), np.maximum(values, 0.05 * cell))


def along_rays(field: Field, origins: F64, rays: F64, reach_m: float, offset_m: F64 | float = 0.0) -> F64:
    """Return points [N, 3] where unit ``rays`` from inside leave the surface at ``offset_m`` (the far end when they never do)."""
    low, high = np.zeros(len(origins)), np.full(len(origins), reach_m)
    for _ in range(15):
        middle = (low + high) / 2
        outside = field(origins + rays * middle[:, None]) > offset_m
        low, high = np.where(outside, low, middle), np.where(outside, middle, high)
    out: F64 = origins + rays * high[:, None]
    return out


def cast_round(
    field: Field, centre: Sequence[float], reach_m: float, around: F64, down: F64, normal_step_m: float = 0.003
) -> Shell:
    """Return a closed star-shaped surface around ``centre``: ``around`` angles from +Z to +X (one turn), ``down`` angles from +Y."""
    o = np.asarray(centre, float)
    a, d = np.meshgrid(around, down, indexing="ij")
    rays = np.stack([np.sin(d) * np.sin(a), np.cos(d), np.sin(d) * np.cos(a)], -1).reshape(-1, 3)
    rays = np.concatenate([rays, [[0.0, 1.0, 0.0], [0.0, -1.0, 0.0]]])
    p = along_rays(field, np.broadcast_to(o, rays.shape), rays, reach_m)
    n, m = len(around), len(down)
    i, j = (g.ravel() for g in np.meshgrid(np.arange(n), np.arange(m - 1), indexing="ij"))
    k = (i + 1) % n
    a0, a1, b1, b0 = i * m + j, i * m + j + 1, k * m + j + 1, k * m + j
    ring = np.arange(n)
    top = np.column_stack([np.full(n, n * m), ring * m, (ring + 1) % n * m])
    low = np.column_stack([np.full(n, n * m + 1), (ring + 1) % n * m + m - 1, ring * m + m - 1])
    tri = np.concatenate([np.column_stack([a0, a1, b1]), np.column_stack([a0, b1, b0]), top, low])
    return shell_of(p, tri, gradient(field, p, normal_step_m))
