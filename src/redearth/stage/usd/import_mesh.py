"""A UsdGeom.Mesh of the user's as chunks of surface, one for each material."""

from __future__ import annotations

from typing import Any

import numpy as np
from pxr import UsdGeom, UsdShade

from redearth.stage.own.found import F64, I64, Chunk, Found
from redearth.stage.usd.import_look import UsdLooks

_REMEDY = "a mesh that usdchecker passes"


def chunks_of(found: Found, looks: UsdLooks, prim: Any, world: F64, time: Any) -> list[Chunk]:
    """Return a mesh under ``world`` [4, 4]; what is broken in it is left out with a notice."""
    geom, name = UsdGeom.Mesh(prim), prim.GetName()
    points = np.array(geom.GetPointsAttr().Get(time) or [], float).reshape(-1, 3)
    counts = np.array(geom.GetFaceVertexCountsAttr().Get(time) or [], np.int64)
    corners = np.array(geom.GetFaceVertexIndicesAttr().Get(time) or [], np.int64)
    if not len(points) or counts.sum() != len(corners) or (counts < 3).any():
        found.say("mesh", f"the faces of {name!r} do not fit its corners; it is left out", _REMEDY)
        return []
    if len(corners) and (corners.min() < 0 or corners.max() >= len(points)):
        found.say("mesh", f"a face of {name!r} names vertex {int(corners.max())} of {len(points)}; it is left out", _REMEDY)
        return []
    if abs(np.linalg.det(world[:3, :3])) < 1e-12:
        found.say("scale", f"{name!r} has a scale of zero; it is left out", "a scale other than zero")
        return []
    triangles, faces = _fanned(counts)
    if (geom.GetOrientationAttr().Get(time) == UsdGeom.Tokens.leftHanded) != (np.linalg.det(world[:3, :3]) < 0):
        triangles = triangles[:, ::-1]
    uvs = _worn(geom, ("st", "st0", "UVMap", "map1", "st_0"), 2, corners, faces, counts, time)
    colors = _worn(geom, ("displayColor",), 3, corners, faces, counts, time)
    normals = _normals(geom, corners, counts, time)
    with np.errstate(invalid="ignore"):  # what is no number is sorted out with everything else
        placed = points[corners] @ world[:3, :3].T + world[:3, 3]
    chunks = []
    for material, mine in _by_material(prim, len(counts)):
        rows = triangles[np.isin(faces, mine)] if mine is not None else triangles
        if len(rows):
            chunks.append(
                Chunk(
                    name=name,
                    positions=placed,
                    normals=None if normals is None else normals @ np.linalg.inv(world[:3, :3]),
                    triangles=rows,
                    material=looks.use(material, bool(geom.GetDoubleSidedAttr().Get())),
                    uvs=uvs,
                    colors=colors if not material else None,
                )
            )
    return chunks


def _fanned(counts: I64) -> tuple[I64, I64]:
    """Return triangles [T, 3] over corners, and the face that each comes from."""
    first = np.cumsum(counts) - counts
    faces = np.repeat(np.arange(len(counts)), counts - 2)
    step = np.arange(len(faces)) - np.repeat(np.cumsum(counts - 2) - (counts - 2), counts - 2)
    at = first[faces]
    return np.stack([at, at + step + 1, at + step + 2], 1), faces


def _worn(geom: Any, names: tuple[str, ...], width: int, corners: I64, faces: I64, counts: I64, time: Any) -> F64 | None:
    """Return a primvar for each corner, whatever it is interpolated over; None when there is none that fits."""
    api = UsdGeom.PrimvarsAPI(geom)
    primvar = next((p for p in map(api.GetPrimvar, names) if p and p.HasValue()), None)
    values = primvar.ComputeFlattened(time) if primvar else None
    if primvar is None or values is None:
        return None
    return _spread(np.array(values, float).reshape(-1, width), primvar.GetInterpolation(), corners, counts)


def _normals(geom: Any, corners: I64, counts: I64, time: Any) -> F64 | None:
    primvar = UsdGeom.PrimvarsAPI(geom).GetPrimvar("normals")
    if primvar and primvar.HasValue():
        return _spread(
            np.array(primvar.ComputeFlattened(time), float).reshape(-1, 3), primvar.GetInterpolation(), corners, counts
        )
    values = geom.GetNormalsAttr().Get(time)
    if not values:
        return None
    return _spread(np.array(values, float).reshape(-1, 3), geom.GetNormalsInterpolation(), corners, counts)


def _spread(values: F64, interpolation: str, corners: I64, counts: I64) -> F64 | None:
    """Return values for each corner, finite; None when there are too few."""
    values = np.nan_to_num(values)
    if interpolation == UsdGeom.Tokens.faceVarying:
        index = np.arange(len(corners))
    elif interpolation in (UsdGeom.Tokens.vertex, UsdGeom.Tokens.varying):
        index = corners
    elif interpolation == UsdGeom.Tokens.uniform:
        index = np.repeat(np.arange(len(counts)), counts)
    else:
        index = np.zeros(len(corners), np.int64)
    return values[index] if len(values) and (not len(index) or index.max() < len(values)) else None


def _by_material(prim: Any, faces: int) -> list[tuple[Any, I64 | None]]:
    """Return each material bound to the mesh with the faces that wear it (None: all)."""
    bound = UsdShade.MaterialBindingAPI(prim).ComputeBoundMaterial()[0]
    subsets = UsdShade.MaterialBindingAPI(prim).GetMaterialBindSubsets()
    if not subsets:
        return [(bound, None)]
    parts: list[tuple[Any, I64 | None]] = []
    rest = np.ones(faces, bool)
    for subset in subsets:
        mine = np.array(subset.GetIndicesAttr().Get() or [], np.int64)
        mine = mine[(mine >= 0) & (mine < faces)]
        rest[mine] = False
        parts.append((UsdShade.MaterialBindingAPI(subset.GetPrim()).ComputeBoundMaterial()[0], mine))
    return [*parts, (bound, np.flatnonzero(rest))]
