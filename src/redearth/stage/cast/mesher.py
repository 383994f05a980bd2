"""Cast a field into triangles: surface nets on a narrow band, vertices drawn onto the surface, normals from the gradient."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from redearth.stage.cast.field import F64, Field
from redearth.stage.cast.part import I64, Shell, shell_of

_BLOCK = 4
_TETRA = np.array([[1, -1, -1], [-1, -1, 1], [-1, 1, -1], [1, 1, 1]], float)
_CORNERS = np.array([[i, j, k] for i in (0, 1) for j in (0, 1) for k in (0, 1)])
_EDGES = [(a, b) for a in range(8) for b in range(a + 1, 8) if int(np.abs(_CORNERS[a] - _CORNERS[b]).sum()) == 1]


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
        length = np.linalg.norm(move, axis=1, keepdims=True)
        p -= move * np.minimum(1.0, reach_m / np.maximum(length, 1e-9))
    return p


def cast(field: Field, axes: tuple[F64, F64, F64], normal_step_m: float = 0.004) -> Shell:
    """Return the zero surface of ``field`` inside a rectilinear grid (which must enclose it)."""
    values = _sample(field, axes)
    cell = max(float(np.diff(a).max()) for a in axes)
    points, triangles = _nets(values, axes)
    points = settled(field, points, step_m=normal_step_m, turns=2, reach_m=0.4 * cell)
    return shell_of(points, _split(points, triangles), gradient(field, points, normal_step_m))


def _sample(field: Field, axes: tuple[F64, F64, F64]) -> F64:
    """Evaluate the field near its surface only; elsewhere a block keeps the sign of its centre."""
    shape = tuple(len(a) for a in axes)
    blocks = [np.minimum(np.arange(0, n, _BLOCK) + _BLOCK / 2 - 0.5, n - 1) for n in shape]
    centres = [np.interp(b, np.arange(len(a)), a) for a, b in zip(axes, blocks, strict=True)]
    coarse = field(np.stack(np.meshgrid(*centres, indexing="ij"), -1).reshape(-1, 3)).reshape([len(c) for c in centres])
    cell = np.linalg.norm([float(np.diff(a).max()) for a in axes])
    near = np.abs(coarse) < 4.2 * cell
    index = np.ix_(*[np.arange(n) // _BLOCK for n in shape])
    values = np.sign(coarse)[index] * 1e3
    mask = near[index]
    where = np.argwhere(mask)
    values[mask] = field(np.column_stack([a[where[:, k]] for k, a in enumerate(axes)]))
    values[values == 0.0] = 1e-9
    return values


def _nets(values: F64, axes: tuple[F64, F64, F64]) -> tuple[F64, I64]:
    """Return one point per cell that the surface crosses and one quad [Q, 4] per grid edge it crosses."""
    inside = values < 0
    cells = np.stack([inside[tuple(slice(c, inside.shape[k] - 1 + c) for k, c in enumerate(corner))] for corner in _CORNERS])
    count = cells.sum(axis=0)
    where = np.argwhere((count > 0) & (count < 8))
    corners = [where + c for c in _CORNERS]
    v = np.stack([values[tuple(c.T)] for c in corners])
    at = np.stack([np.column_stack([a[c[:, k]] for k, a in enumerate(axes)]) for c in corners])
    total, crossings = np.zeros((len(where), 3)), np.zeros(len(where))
    for a, b in _EDGES:
        cross = (v[a] < 0) != (v[b] < 0)
        t = np.where(cross, v[a] / np.where(cross, v[a] - v[b], 1.0), 0.0)[:, None]
        total += np.where(cross[:, None], at[a] + (at[b] - at[a]) * t, 0.0)
        crossings += cross
    number = np.full(count.shape, -1, np.int64)
    number[tuple(where.T)] = np.arange(len(where))
    return total / crossings[:, None], np.concatenate([_quads(inside, number, axis) for axis in range(3)])


def _quads(inside: NDArray[np.bool_], number: I64, axis: int) -> I64:
    """Return the quads around the crossed grid edges along ``axis``, facing from inside to outside."""
    first, second = (axis + 1) % 3, (axis + 2) % 3
    low, high = [slice(None)] * 3, [slice(None)] * 3
    low[axis], high[axis] = slice(0, -1), slice(1, None)
    edges = np.argwhere(inside[tuple(low)] != inside[tuple(high)])
    edges = edges[(edges[:, first] > 0) & (edges[:, second] > 0)]
    edges = edges[(edges[:, first] < inside.shape[first] - 1) & (edges[:, second] < inside.shape[second] - 1)]
    ring = []
    for a, b in ((1, 1), (0, 1), (0, 0), (1, 0)):
        cell = edges.copy()
        cell[:, first] -= a
        cell[:, second] -= b
        ring.append(number[tuple(cell.T)])
    quads = np.column_stack(ring)
    outward = inside[tuple(edges.T)]
    return np.where(outward[:, None], quads, quads[:, ::-1])


def _split(points: F64, quads: I64) -> I64:
    """Return two triangles per quad, cut along the shorter diagonal."""
    a, b, c, d = (points[quads[:, k]] for k in range(4))
    short = np.linalg.norm(a - c, axis=1) <= np.linalg.norm(b - d, axis=1)
    first = np.where(short[:, None], quads[:, [0, 1, 2]], quads[:, [0, 1, 3]])
    second = np.where(short[:, None], quads[:, [0, 2, 3]], quads[:, [1, 2, 3]])
    return np.concatenate([first, second])


def along_rays(field: Field, origins: F64, rays: F64, reach_m: float, offset_m: F64 | float = 0.0) -> F64:
    """Return points [N, 3] where unit ``rays`` from inside leave the surface at ``offset_m`` (the far end when they never do)."""
    low, high = np.zeros(len(origins)), np.full(len(origins), reach_m)
    for _ in range(15):
        middle = (low + high) / 2
        outside = field(origins + rays * middle[:, None]) > offset_m
        low, high = np.where(outside, low, middle), np.where(outside, middle, high)
    out: F64 = origins + rays * high[:, None]
    return out


def cast_round(field: Field, centre: Sequence[float], reach_m: float, around: F64, down: F64) -> Shell:
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
    return shell_of(p, tri, gradient(field, p, 0.003))
