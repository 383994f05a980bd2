"""The glowing parts of meshes that hang together: a bulb, a panel's small lamps, the panes of a tower."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from redearth.stage.model import Assets, Mesh

F64 = NDArray[np.float64]
_SAME_M = 1e-4
"""Corners this close are one."""
_MOST_KEPT = 4096
_kept: dict[tuple[str, str], Mapping[int, GlowParts]] = {}
"""By the key of the assets and the mesh's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GlowParts:
    """The P parts of a mesh that glow in one material, in the mesh's own space."""

    centres: F64
    """[P, 3]."""
    radii_m: F64
    """[P] of the ball round the centre that holds the part."""
    areas_m2: F64
    """[P]."""
    facings_m2: F64
    """[P, 3] areas along their normals, summed: none for a closed body."""
    spreads_m2: F64
    """[P, 3, 3] areas times the outer products of their normals."""
    joints: NDArray[np.int64]
    """[P] the joint that moves it; 0 on a rigid mesh."""


def glow_parts(assets: Assets, name: str) -> Mapping[int, GlowParts]:
    """Return the glowing parts of a mesh by the number of their material; worked out once for each.

    A material whose glow is an image has none.
    """
    known = _kept.get((assets.key, name))
    if known is None:
        mesh = assets.meshes[name]
        shining = [k for k, one in enumerate(assets.materials) if max(one.emission_linear) > 0 and not one.emission_image]
        found = {k: _parts(mesh, np.flatnonzero(mesh.material == k)) for k in shining if (mesh.material == k).any()}
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        known = _kept[assets.key, name] = found
    return known


def _parts(mesh: Mesh, rows: NDArray[np.int64]) -> GlowParts:
    corners = mesh.positions.astype(float)[mesh.triangles[rows]]
    part, count = _hanging_together(corners)
    cross = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]) / 2
    areas = np.linalg.norm(cross, axis=1)
    normals = cross / np.maximum(areas, 1e-18)[:, None]

    def total(values: F64) -> F64:
        sums = np.zeros((count, *values.shape[1:]))
        np.add.at(sums, part, values)
        return sums

    sizes = np.maximum(total(areas), 1e-12)
    centres = total(corners.mean(1) * areas[:, None]) / sizes[:, None]
    radii = np.zeros(count)
    np.maximum.at(radii, part, np.linalg.norm(corners - centres[part][:, None], axis=2).max(1))
    joints = np.zeros(count, np.int64)
    if mesh.joints is not None and mesh.weights is not None:
        first = mesh.triangles[rows, 0]
        joints[part] = mesh.joints[first, mesh.weights[first].argmax(1)]
    return GlowParts(
        centres=centres,
        radii_m=radii,
        areas_m2=sizes,
        facings_m2=total(cross),
        spreads_m2=total(cross[:, :, None] * normals[:, None, :]),
        joints=joints,
    )


def _hanging_together(corners: F64) -> tuple[NDArray[Any], int]:
    """Return the part [T] of each triangle of ``corners`` [T, 3, 3], and how many parts there are."""
    _, point = np.unique(np.round(corners.reshape(-1, 3) / _SAME_M).astype(np.int64), axis=0, return_inverse=True)
    point = point.reshape(-1, 3)
    size = int(point.max()) + 1
    edges = np.concatenate([point[:, :2], point[:, 1:]])
    joined = coo_array((np.ones(len(edges), bool), (edges[:, 0], edges[:, 1])), shape=(size, size))
    _, label = connected_components(joined, directed=False)
    _, part = np.unique(label[point[:, 0]], return_inverse=True)
    return part.reshape(-1), int(part.max()) + 1
