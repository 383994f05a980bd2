"""Thin a cast shell: collapse edges where the surface is flat, keep them where it folds."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from redearth.stage.cast.field import F64, Field
from redearth.stage.cast.mesher import cast, gradient, settled
from redearth.stage.cast.part import I64, Shell, face_normals, shell_of

_ROUNDS = 30
_SHARE_PER_ROUND = 0.15
_LONGEST_M = 0.085


def thinned(shell: Shell, field: Field, target: int, normal_step_m: float = 0.004) -> Shell:
    """Return the shell with about ``target`` triangles, its vertices back on the surface of ``field``."""
    p, n, tri = shell.positions.copy(), shell.normals.copy(), shell.triangles
    for _ in range(_ROUNDS):
        if len(tri) <= target:
            break
        p, n, tri = _round(p, n, tri, (len(tri) - target) // 2)
    used, inverse = np.unique(tri, return_inverse=True)
    p, tri = p[used], inverse.reshape(-1, 3)
    p = settled(field, p, step_m=normal_step_m, turns=1, reach_m=0.006)
    return shell_of(p, tri, gradient(field, p, normal_step_m))


def _round(p: F64, n: F64, tri: I64, wanted: int) -> tuple[F64, F64, I64]:
    """Collapse one set of edges that do not touch each other's neighbourhoods."""
    edges, border = _edges(tri, len(p))
    length = np.linalg.norm(p[edges[:, 0]] - p[edges[:, 1]], axis=1)
    turn = np.sqrt(np.clip(2 - 2 * (n[edges[:, 0]] * n[edges[:, 1]]).sum(axis=1), 0, None))
    cost = length * (turn + 0.06 + 1.5 * length)
    cost[(length > _LONGEST_M) | border[edges].any(axis=1)] = np.inf
    cheap = np.argsort(cost, kind="stable")[: int(len(edges) * _SHARE_PER_ROUND)]
    mixed = cheap[np.argsort((cheap * 2654435761) % 4294967296, kind="stable")]  # neighbours cost alike: mix their order
    chosen = _without_flips(p, tri, _independent(edges, edges[mixed], len(p))[:wanted])
    a, b = chosen[:, 0], chosen[:, 1]
    p, n = p.copy(), n.copy()
    p[a] = (p[a] + p[b]) / 2
    n[a] = n[a] + n[b]
    n[a] /= np.maximum(np.linalg.norm(n[a], axis=1, keepdims=True), 1e-9)
    name = np.arange(len(p))
    name[b] = a
    tri = name[tri]
    whole = (tri[:, 0] != tri[:, 1]) & (tri[:, 1] != tri[:, 2]) & (tri[:, 2] != tri[:, 0])
    return p, n, tri[whole]


def _edges(tri: I64, vertices: int) -> tuple[I64, NDArray[np.bool_]]:
    """Return the edges [E, 2] and which vertices lie on an open border or on an edge of more than two triangles."""
    a = np.concatenate([tri[:, 0], tri[:, 1], tri[:, 2]])
    b = np.concatenate([tri[:, 1], tri[:, 2], tri[:, 0]])
    key, count = np.unique(np.minimum(a, b) * vertices + np.maximum(a, b), return_counts=True)
    edges = np.column_stack([key // vertices, key % vertices])
    border = np.zeros(vertices, bool)
    border[edges[count != 2].ravel()] = True
    return edges, border


def _independent(edges: I64, candidates: I64, vertices: int) -> I64:
    """Return candidates (first come first) that do not touch each other's neighbours and whose collapse keeps the surface a manifold."""
    rank = np.arange(len(candidates))
    best = np.full(vertices, len(candidates))
    np.minimum.at(best, candidates.ravel(), np.repeat(rank, 2))
    around = best.copy()
    np.minimum.at(around, edges[:, 0], best[edges[:, 1]])
    np.minimum.at(around, edges[:, 1], best[edges[:, 0]])
    picked = candidates[(around[candidates[:, 0]] == rank) & (around[candidates[:, 1]] == rank)]
    both = np.concatenate([edges, edges[:, ::-1]])
    adjacency = csr_matrix((np.ones(len(both)), (both[:, 0], both[:, 1])), shape=(vertices, vertices))
    common = np.asarray(adjacency[picked[:, 0]].multiply(adjacency[picked[:, 1]]).sum(axis=1)).ravel()
    out: I64 = picked[common == 2]
    return out


def _without_flips(p: F64, tri: I64, chosen: I64) -> I64:
    """Drop collapses that would turn a triangle over or make a sliver."""
    before = face_normals(p, tri)
    target = p.copy()
    middle = (p[chosen[:, 0]] + p[chosen[:, 1]]) / 2
    target[chosen[:, 0]], target[chosen[:, 1]] = middle, middle
    after = face_normals(target, tri)
    name = np.arange(len(p))
    name[chosen[:, 1]] = chosen[:, 0]
    t = name[tri]
    gone = (t[:, 0] == t[:, 1]) | (t[:, 1] == t[:, 2]) | (t[:, 2] == t[:, 0])
    area = np.linalg.norm(after, axis=1)
    bad = ~gone & ((before * after).sum(axis=1) < 0.5 * np.linalg.norm(before, axis=1) * area)
    side = np.maximum.reduce([np.linalg.norm(target[tri[:, k]] - target[tri[:, k - 1]], axis=1) for k in range(3)])
    bad |= ~gone & (area < 0.16 * side**2)
    spoiled = np.zeros(len(p), bool)
    spoiled[tri[bad].ravel()] = True
    out: I64 = chosen[~spoiled[chosen].any(axis=1)]
    return out


def cast_thin(field: Field, axes: tuple[F64, F64, F64], target: int, normal_step_m: float = 0.004) -> Shell:
    """Return the cast of ``field`` inside a grid, thinned to about ``target`` triangles."""
    return thinned(cast(field, axes, normal_step_m), field, target, normal_step_m)
