"""Make what a file holds fit to draw: finite, not degenerate, with normals, and not too heavy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import fast_simplification
import numpy as np
from scipy.spatial import cKDTree

from redearth.core.space import Vec3
from redearth.stage.model import Material, Mesh
from redearth.stage.own.found import F64, I64, Chunk, Found

_FARTHEST_M = 20_000.0
_SMALLEST_AREA_M2 = 1e-12
_COLOR_STEPS = 6
"""Vertex colours become materials of this many steps a channel."""
_UNREADABLE = 12_000_000
"""Triangles of a file that is not read at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clean:
    """Surface ready for a mesh: as :class:`Chunk`, with normals and a material for each triangle."""

    name: str
    positions: F64
    normals: F64
    triangles: I64
    material: I64
    uvs: F64 | None
    joints: I64 | None = None
    weights: F64 | None = None
    morphs: Mapping[str, F64] = field(default_factory=dict)


def tidy(found: Found, most_triangles: int) -> list[Clean]:
    """Return the chunks cleaned, together at most about ``most_triangles``; notes what was left out or made lighter.

    Raises ``FilmError`` when nothing is left, or the file is far too heavy.
    """
    total = sum(len(chunk.triangles) for chunk in found.chunks)
    if total > _UNREADABLE:
        raise found.fatal("size", f"the model has {total:,} triangles", f"at most {_UNREADABLE:,}, better {most_triangles:,}")
    kept = [clean for clean in (_sound(found, chunk) for chunk in found.chunks) if clean is not None]
    if not kept:
        raise found.fatal(
            "empty", "no triangle of the model can be used", "a mesh whose positions are finite and whose faces have an area"
        )
    drawn = sum(len(chunk.triangles) for chunk in kept)
    if drawn > most_triangles:
        found.say(
            "size",
            f"the model has {drawn:,} triangles; it is thinned to about {most_triangles:,}",
            f"at most {most_triangles:,} triangles",
        )
        kept = [_thinned(chunk, most_triangles / drawn) for chunk in kept]
    return [_clean(found, chunk) for chunk in kept]


def mesh_of(chunks: list[Clean]) -> Mesh:
    """Return chunks as one mesh."""
    starts = np.cumsum([0, *(len(c.positions) for c in chunks[:-1])])
    seated = any(c.uvs is not None for c in chunks)
    uvs = [np.zeros((len(c.positions), 2)) if c.uvs is None else c.uvs for c in chunks]
    skinned = all(c.joints is not None for c in chunks)
    shapes = dict.fromkeys(name for c in chunks for name in c.morphs)
    return Mesh(
        positions=np.concatenate([c.positions for c in chunks]).astype(np.float32),
        normals=np.concatenate([c.normals for c in chunks]).astype(np.float32),
        triangles=np.concatenate([c.triangles + at for c, at in zip(chunks, starts, strict=True)]).astype(np.uint32),
        material=np.concatenate([c.material for c in chunks]).astype(np.uint32),
        uvs=np.concatenate(uvs).astype(np.float32) if seated else None,
        joints=np.concatenate([c.joints for c in chunks if c.joints is not None]).astype(np.uint32) if skinned else None,
        weights=np.concatenate([c.weights for c in chunks if c.weights is not None]).astype(np.float32) if skinned else None,
        morphs={
            name: np.concatenate([c.morphs.get(name, np.zeros_like(c.positions)) for c in chunks]).astype(np.float32)
            for name in sorted(shapes)
        },
    )


def lighter(chunks: list[Clean], most_triangles: int) -> list[Clean]:
    """Return chunks that are drawn already as a lighter model, without shapes where they are gone anyway; the same when they are light enough."""
    drawn = sum(len(chunk.triangles) for chunk in chunks)
    if drawn <= most_triangles:
        return chunks
    return [_lighter(chunk, most_triangles / drawn) for chunk in chunks]


def _lighter(chunk: Clean, keep: float) -> Clean:
    """Return a chunk with about ``keep`` of its triangles, each in the material of the nearest corner's first old one."""
    plain = Chunk(
        name=chunk.name,
        positions=chunk.positions,
        triangles=chunk.triangles,
        material=0,
        uvs=chunk.uvs,
        joints=chunk.joints,
        weights=chunk.weights,
        morphs=chunk.morphs,
    )
    thin = _thinned(plain, keep)
    if thin is plain:
        return chunk
    paint = np.zeros(len(chunk.positions), np.int64)
    paint[chunk.triangles[::-1].ravel()] = np.repeat(chunk.material[::-1], 3)
    _, nearest = cKDTree(chunk.positions).query(thin.positions[thin.triangles[:, 0]])
    return Clean(
        name=chunk.name,
        positions=thin.positions,
        normals=_face_normals(thin),
        triangles=thin.triangles,
        material=paint[nearest],
        uvs=thin.uvs,
        joints=thin.joints,
        weights=thin.weights,
        morphs=thin.morphs,
    )


def _worn(chunk: Chunk, rows: I64) -> dict[str, Any]:
    """Return what the vertices ``rows`` of a chunk carry beside their places."""
    return {
        "uvs": None if chunk.uvs is None else chunk.uvs[rows],
        "colors": None if chunk.colors is None else chunk.colors[rows],
        "joints": None if chunk.joints is None else chunk.joints[rows],
        "weights": None if chunk.weights is None else chunk.weights[rows],
        "morphs": {name: moves[rows] for name, moves in chunk.morphs.items()},
    }


def _sound(found: Found, chunk: Chunk) -> Chunk | None:
    """Return the chunk without broken faces and without vertices that none uses; None when nothing is left."""
    finite = np.isfinite(chunk.positions).all(1) & (np.abs(np.nan_to_num(chunk.positions)).max(1, initial=0.0) < _FARTHEST_M)
    whole = finite[chunk.triangles].all(1)
    if not whole.all():
        count = int((~whole).sum())
        found.say(
            "finite",
            f"{count} faces of {chunk.name!r} have corners that are no numbers or lie kilometres away; they are left out",
            "finite positions",
        )
    triangles = chunk.triangles[whole]
    corners = np.where(finite[:, None], chunk.positions, 0.0)[triangles]
    area = np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1) / 2
    triangles = triangles[area > _SMALLEST_AREA_M2]
    if not len(triangles):
        found.say("degenerate", f"no face of {chunk.name!r} has an area; it is left out", "faces with an area")
        return None
    used, where = np.unique(triangles, return_inverse=True)
    return replace(
        chunk,
        positions=chunk.positions[used],
        triangles=where.reshape(-1, 3),
        normals=None if chunk.normals is None else chunk.normals[used],
        **{**_worn(chunk, used), "uvs": None if chunk.uvs is None else np.clip(np.nan_to_num(chunk.uvs[used]), -1e4, 1e4)},
    )


def _thinned(chunk: Chunk, keep: float) -> Chunk:
    """Return the chunk with about ``keep`` of its triangles; what a vertex wears follows the nearest old one."""
    if len(chunk.triangles) < 64:
        return chunk
    points, faces = fast_simplification.simplify(
        np.ascontiguousarray(chunk.positions, np.float32), np.ascontiguousarray(chunk.triangles, np.int32), 1.0 - keep, agg=5
    )
    if not len(faces):
        return chunk
    nearest = np.asarray(cKDTree(chunk.positions).query(points)[1], np.int64)
    return replace(
        chunk,
        positions=np.asarray(points, float),
        triangles=np.asarray(faces, np.int64),
        normals=None,
        **_worn(chunk, nearest),
    )


def _clean(found: Found, chunk: Chunk) -> Clean:
    normals = chunk.normals
    lengths = np.linalg.norm(np.nan_to_num(normals), axis=1) if normals is not None else np.zeros(1)
    if normals is None or (lengths < 1e-6).any():
        if normals is None and len(chunk.triangles) < 100_000:
            chunk = _split(chunk)  # faces without normals are flat
        normals, lengths = _face_normals(chunk), np.ones(len(chunk.positions))
    return Clean(
        name=chunk.name,
        positions=chunk.positions,
        normals=normals / lengths[:, None],
        triangles=chunk.triangles,
        material=_materials(found, chunk),
        uvs=chunk.uvs,
        joints=chunk.joints,
        weights=chunk.weights,
        morphs=chunk.morphs,
    )


def _split(chunk: Chunk) -> Chunk:
    corners = chunk.triangles.ravel()
    return replace(
        chunk,
        positions=chunk.positions[corners],
        triangles=np.arange(len(corners)).reshape(-1, 3),
        **_worn(chunk, corners),
    )


def _face_normals(chunk: Chunk) -> F64:
    """Return unit normals [V, 3], weighted by the areas of the faces around."""
    corners = chunk.positions[chunk.triangles]
    face = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    total = np.zeros_like(chunk.positions)
    for k in range(3):
        np.add.at(total, chunk.triangles[:, k], face)
    length = np.linalg.norm(total, axis=1, keepdims=True)
    return np.where(length > 1e-20, total / np.maximum(length, 1e-20), [0.0, 1.0, 0.0])


def _materials(found: Found, chunk: Chunk) -> I64:
    """Return the material of each face; vertex colours become shades of it."""
    count = len(chunk.triangles)
    if chunk.colors is None or (np.ptp(chunk.colors, axis=0).max(initial=0.0) < 0.02 and chunk.colors.min(initial=1.0) > 0.98):
        return np.full(count, chunk.material)
    steps = np.round(np.sqrt(chunk.colors[chunk.triangles].mean(1)) * (_COLOR_STEPS - 1)).astype(np.int64)
    shades, where = np.unique(steps, axis=0, return_inverse=True)
    first = len(found.materials)
    plain = found.materials[chunk.material]
    for shade in shades:
        found.materials.append(_shaded(plain, shade))
    return first + where.ravel()


def _shaded(plain: Material, shade: I64) -> Material:
    gain = (shade / (_COLOR_STEPS - 1)) ** 2
    r, g, b = (float(round(c * k, 5)) for c, k in zip(plain.base_color_linear, gain, strict=True))
    color: Vec3 = (r, g, b)
    return replace(plain, name=f"{plain.name}_{'_'.join(map(str, shade))}", base_color_linear=color)
