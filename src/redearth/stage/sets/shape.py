"""Triangles while they are being built: parts, how they join, move and get their normals."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from redearth.core.space import Matrix
from redearth.stage.model import Mesh
from redearth.stage.rows import cross, distinct, lengths

F64 = NDArray[np.float64]
I64 = NDArray[np.int64]
_SMALLEST_AREA_M2 = 2e-9
_FEW_FACES = 120
CREASE_RAD = 0.6
"""Faces that meet at a smaller angle are shaded as one smooth surface."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece of surface: positions [V, 3], unit normals [V, 3], triangles [T, 3], material index [T] and places in images [V, 2]."""

    positions: F64
    normals: F64
    triangles: I64
    material: I64
    uvs: F64 | None = None


def shaded(positions: ArrayLike, triangles: ArrayLike, material: int | I64, crease_rad: float = CREASE_RAD) -> Part:
    """Return a surface [V, 3], [T, 3] with normals: smooth below the crease angle, split above; slivers are dropped."""
    points, corners = _welded(np.asarray(positions, float), np.asarray(triangles, np.int64))
    materials = np.broadcast_to(np.asarray(material, np.int64), (len(corners),))
    a, b, c = (points[corners[:, k]] for k in range(3))
    face = cross(b - a, c - a)
    keep = lengths(face) > _SMALLEST_AREA_M2
    corners, face, materials = corners[keep], face[keep], materials[keep]
    if not len(corners):
        return empty()
    normals = _corner_normals(corners, face, len(points), crease_rad)
    vertex = corners.ravel()
    key = np.column_stack([vertex, np.round(normals * 4096).astype(np.int64)])
    first, where = distinct(key)
    return Part(
        positions=points[vertex[first]],
        normals=normals[first],
        triangles=where.reshape(-1, 3),
        material=materials.copy(),
    )


def empty() -> Part:
    """Return a part without triangles."""
    return Part(
        positions=np.zeros((0, 3)), normals=np.zeros((0, 3)), triangles=np.zeros((0, 3), np.int64), material=np.zeros(0, np.int64)
    )


def join(*parts: Part) -> Part:
    """Return all parts as one."""
    if not parts:
        return empty()
    starts = np.cumsum([0, *(len(p.positions) for p in parts[:-1])])
    seated = any(p.uvs is not None for p in parts)
    return Part(
        positions=np.concatenate([p.positions for p in parts]),
        normals=np.concatenate([p.normals for p in parts]),
        triangles=np.concatenate([p.triangles + start for p, start in zip(parts, starts, strict=True)]),
        material=np.concatenate([p.material for p in parts]),
        uvs=np.concatenate([np.zeros((len(p.positions), 2)) if p.uvs is None else p.uvs for p in parts]) if seated else None,
    )


def moved(part: Part, matrix: Matrix) -> Part:
    """Return the part under an affine ``target_from_source`` [4, 4]; mirrored windings are mended."""
    linear = matrix[:3, :3]
    normals = part.normals @ np.linalg.inv(linear)
    long = lengths(normals)[:, None]
    flip = np.linalg.det(linear) < 0
    return Part(
        positions=part.positions @ linear.T + matrix[:3, 3],
        normals=normals / np.maximum(long, 1e-30),
        triangles=part.triangles[:, ::-1] if flip else part.triangles,
        material=part.material,
        uvs=part.uvs,
    )


def shifted(part: Part, x: float = 0.0, y: float = 0.0, z: float = 0.0) -> Part:
    """Return the part moved by an offset in metres."""
    return replace(part, positions=part.positions + np.array([x, y, z]))


def inside_out(part: Part) -> Part:
    """Return the part with its faces turned round: a room instead of a block."""
    return replace(part, normals=-part.normals, triangles=part.triangles[:, ::-1])


def mesh_from(part: Part) -> Mesh:
    """Return the finished mesh in single precision."""
    return Mesh(
        positions=part.positions.astype(np.float32),
        normals=part.normals.astype(np.float32),
        triangles=part.triangles.astype(np.uint32),
        material=part.material.astype(np.uint32),
        uvs=None if part.uvs is None else part.uvs.astype(np.float32),
    )


def _welded(points: F64, corners: I64) -> tuple[F64, I64]:
    """Merge points that coincide within a hundredth of a millimetre."""
    first, where = distinct(np.round(points, 5) + 0.0)
    return points[first], where[corners]


def _corner_normals(corners: I64, face: F64, vertices: int, crease_rad: float) -> F64:
    """Area-weighted normals of each corner over the faces around its vertex within the crease angle."""
    unit = face / lengths(face)[:, None]
    flat = corners.ravel()
    owner = np.repeat(np.arange(len(corners)), 3)
    if len(corners) <= _FEW_FACES:
        # The same sums without the fixed cost of sparse tables.
        touching = (flat[:, None, None] == corners[None]).any(2)
        summed = (touching & (unit[owner] @ unit.T > np.cos(crease_rad))) @ face
    else:
        summed = _summed(flat, owner, unit, face, vertices, crease_rad)
    length = lengths(summed)[:, None]
    normals: F64 = np.where(length > 1e-12, summed / np.maximum(length, 1e-12), unit[owner])
    return normals


def _summed(flat: I64, owner: I64, unit: F64, face: F64, vertices: int, crease_rad: float) -> F64:
    touch = sparse.csr_matrix((np.ones(len(flat)), (np.arange(len(flat)), flat)), shape=(len(flat), vertices))
    faces_at = sparse.csr_matrix((np.ones(len(flat)), (flat, owner)), shape=(vertices, len(face)))
    pairs = (touch @ faces_at).tocoo()
    corner, other = pairs.row, pairs.col
    near = np.einsum("ij,ij->i", unit[owner[corner]], unit[other]) > np.cos(crease_rad)
    weights = sparse.csr_matrix((near.astype(float), (corner, other)), shape=(len(flat), len(face)))
    summed: F64 = weights @ face
    return summed
