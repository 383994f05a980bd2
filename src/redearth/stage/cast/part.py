"""Pieces of a model: bare geometry (`Shell`), geometry bound to joints and painted (`Part`), and their union (`Mesh`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from redearth.stage.model import Mesh
from redearth.stage.parts import Skeleton
from redearth.stage.rows import cross, distinct, lengths

F64 = NDArray[np.float64]
I64 = NDArray[np.int64]
_LEAST_AREA_M2 = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """Triangles without a material: positions [V, 3], unit normals [V, 3], triangles [T, 3] counter-clockwise from outside."""

    positions: F64
    normals: F64
    triangles: I64


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A shell in one material, bound to joints: ``weights`` [V, J] dense."""

    shell: Shell
    material: str
    weights: F64


def face_normals(positions: F64, triangles: I64) -> F64:
    """Return [T, 3] normals whose length is twice the triangle's area."""
    a, b, c = (positions[triangles[:, k]] for k in range(3))
    return cross(b - a, c - a)


def shell_of(positions: ArrayLike, triangles: ArrayLike, normals: F64 | None = None) -> Shell:
    """Return a clean shell: no degenerate triangle, no unused vertex, unit normals (area-weighted when none are given)."""
    p, t = np.asarray(positions, float), np.asarray(triangles, np.int64)
    t = t[lengths(face_normals(p, t)) > 2 * _LEAST_AREA_M2]
    used, inverse = np.unique(t, return_inverse=True)
    p, t = p[used], inverse.reshape(-1, 3).astype(np.int64)
    if normals is None:
        n = np.zeros_like(p)
        faces = face_normals(p, t)
        for corner in range(3):
            np.add.at(n, t[:, corner], faces)
    else:
        n = normals[used]
    length = lengths(n)[:, None]
    n = np.where(length > 1e-12, n / np.maximum(length, 1e-12), [0.0, 1.0, 0.0])
    return Shell(positions=p, normals=n, triangles=t)


def creased(shell: Shell, angle_rad: float = 0.7) -> Shell:
    """Return the shell with normals that break where faces meet at more than ``angle_rad``."""
    tri = shell.triangles
    area = face_normals(shell.positions, tri)
    unit = area / lengths(area)[:, None]
    corner_vertex = tri.reshape(-1)
    corner_face = np.repeat(np.arange(len(tri)), 3)
    order = np.argsort(corner_vertex, kind="stable")
    counts = np.bincount(corner_vertex, minlength=len(shell.positions))
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    n = np.zeros((len(corner_vertex), 3))
    for k in range(int(counts.max())):  # the k-th face around each corner's vertex
        at = np.flatnonzero(counts[corner_vertex] > k)
        other = corner_face[order[starts[corner_vertex[at]] + k]]
        near = np.einsum("ij,ij->i", unit[corner_face[at]], unit[other]) > np.cos(angle_rad)
        n[at] += np.where(near[:, None], area[other], 0.0)
    n /= lengths(n)[:, None]
    key = np.column_stack([corner_vertex, np.round(n * 50).astype(np.int64)])
    first, inverse = distinct(key)
    return Shell(positions=shell.positions[corner_vertex[first]], normals=n[first], triangles=inverse.reshape(-1, 3))


def moved(shell: Shell, matrix: ArrayLike) -> Shell:
    """Return the shell under a 4x4 matrix (mirrored ones turn the triangles over)."""
    m = np.asarray(matrix, float)
    n = shell.normals @ np.linalg.inv(m[:3, :3])
    n = n / lengths(n)[:, None]
    tri = shell.triangles[:, ::-1] if np.linalg.det(m[:3, :3]) < 0 else shell.triangles
    return Shell(positions=shell.positions @ m[:3, :3].T + m[:3, 3], normals=n, triangles=tri)


def mirrored(shell: Shell) -> Shell:
    """Return the shell on the other side of the body (x negated)."""
    return moved(shell, np.diag([-1.0, 1.0, 1.0, 1.0]))


def joined(shells: Sequence[Shell]) -> Shell:
    """Return all shells as one."""
    offsets = np.cumsum([0, *(len(s.positions) for s in shells)])
    return Shell(
        positions=np.concatenate([s.positions for s in shells]),
        normals=np.concatenate([s.normals for s in shells]),
        triangles=np.concatenate([s.triangles + o for s, o in zip(shells, offsets[:-1], strict=True)]),
    )


def rigid(shell: Shell, material: str, skeleton: Skeleton, **shares: float) -> Part:
    """Return the shell moved by fixed shares of joints, such as ``head=0.8, jaw=0.2``."""
    weights = np.zeros((len(shell.positions), len(skeleton.names)))
    for joint, share in shares.items():
        weights[:, skeleton.index(joint)] = share
    return Part(shell=shell, material=material, weights=weights)


def assembled(parts: Sequence[Part], materials: Sequence[str], scale: float = 1.0) -> Mesh:
    """Return one skinned mesh: the four strongest joints per vertex, positions times ``scale``; where more have a share, what the fifth has is taken from all."""
    whole = joined([part.shell for part in parts])
    paint = np.concatenate([np.full(len(p.shell.triangles), materials.index(p.material)) for p in parts])
    dense = np.concatenate([p.weights for p in parts])
    ranked = np.argsort(-dense, axis=1, kind="stable")[:, :5]
    top, shares = ranked[:, :4], np.take_along_axis(dense, ranked, axis=1)
    weights = shares[:, :4] - shares[:, 4:]  # whatever joint comes fifth, the four fade into each other without a crease
    weights = np.where(weights < 0.004, 0.0, weights)
    weights /= weights.sum(axis=1, keepdims=True)
    return Mesh(
        positions=(whole.positions * scale).astype(np.float32),
        normals=whole.normals.astype(np.float32),
        triangles=whole.triangles.astype(np.uint32),
        material=paint.astype(np.uint32),
        joints=np.where(weights > 0, top, 0).astype(np.uint32),
        weights=weights.astype(np.float32),
    )
