"""Asset bundles on the device: one vertex and one index buffer each, uploaded once a process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from redearth.picture.realtime.patterns import material_row
from redearth.stage.model import F32, U32, Assets, Mesh

VERTEX_BYTES = 16
_TWO_SIDED = ("leaf", "cloth", "hair")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The triangles of one mesh that share a material."""

    first_index: int
    index_count: int
    material: int
    two_sided: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Where one mesh lies in its bundle's buffers, and how far it reaches."""

    base_vertex: int
    vertex_count: int
    parts: tuple[Part, ...]
    centre: F32
    """[3]."""
    radius: float
    reach: float
    """Largest absolute coordinate."""
    skinned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """One ``Assets`` on the device."""

    vertices: Any
    indices: Any
    influences: Any
    """None when nothing in the bundle is skinned."""
    materials: U32
    """[M, patterns.WORDS]."""
    patterns: tuple[str, ...]
    """Names of the patterns its materials use, sorted."""
    shapes: dict[str, Shape]


def upload(device: Any, assets: Assets) -> Bundle:
    """Copy ``assets`` to buffers of ``device``."""
    import wgpu

    shapes: dict[str, Shape] = {}
    vertices: list[U32] = []
    indices: list[U32] = []
    influences: list[U32] = []
    base, first = 0, 0
    for name in sorted(assets.meshes):
        mesh = assets.meshes[name]
        order, parts = _parts(mesh, assets, first)
        shapes[name] = _shape(mesh, base, parts)
        vertices.append(_packed_vertices(mesh))
        indices.append(np.ascontiguousarray(mesh.triangles[order], np.uint32).reshape(-1))
        influences.append(_packed_influences(mesh))
        base += len(mesh.positions)
        first += indices[-1].size
    usage = wgpu.BufferUsage
    skinned = any(shape.skinned for shape in shapes.values())
    return Bundle(
        vertices=device.create_buffer_with_data(data=np.concatenate(vertices), usage=usage.VERTEX | usage.STORAGE),
        indices=device.create_buffer_with_data(data=np.concatenate(indices), usage=usage.INDEX),
        influences=device.create_buffer_with_data(data=np.concatenate(influences), usage=usage.STORAGE) if skinned else None,
        materials=np.stack([material_row(m) for m in assets.materials]),
        patterns=tuple(sorted({m.pattern for m in assets.materials})),
        shapes=shapes,
    )


def _shape(mesh: Mesh, base: int, parts: tuple[Part, ...]) -> Shape:
    low, high = mesh.positions.min(0), mesh.positions.max(0)
    centre = ((low + high) * 0.5).astype(np.float32)
    return Shape(
        base_vertex=base,
        vertex_count=len(mesh.positions),
        parts=parts,
        centre=centre,
        radius=float(np.sqrt(((mesh.positions - centre) ** 2).sum(1).max())),
        reach=float(np.abs(mesh.positions).max()),
        skinned=mesh.joints is not None,
    )


def _parts(mesh: Mesh, assets: Assets, first: int) -> tuple[U32, tuple[Part, ...]]:
    order = np.argsort(mesh.material, kind="stable").astype(np.uint32)
    used, starts, counts = np.unique(mesh.material[order], return_index=True, return_counts=True)
    parts = tuple(
        Part(
            first_index=first + int(start) * 3,
            index_count=int(count) * 3,
            material=int(material),
            two_sided=assets.materials[int(material)].pattern in _TWO_SIDED,
        )
        for material, start, count in zip(used, starts, counts, strict=True)
    )
    return order, parts


def _packed_vertices(mesh: Mesh) -> U32:
    packed = np.empty((len(mesh.positions), 4), np.uint32)
    packed[:, :3] = np.ascontiguousarray(mesh.positions, np.float32).view(np.uint32)
    packed[:, 3] = octahedral(mesh.normals)
    return packed


def octahedral(normals: F32) -> U32:
    """Return unit vectors [V, 3] folded onto two signed 16-bit numbers [V] (Cigolle et al. 2014)."""
    n = np.asarray(normals, np.float64)
    p = n[:, :2] / np.maximum(np.abs(n).sum(1, keepdims=True), 1e-12)
    folded = (1.0 - np.abs(p[:, ::-1])) * np.where(p >= 0, 1.0, -1.0)
    both = np.where(n[:, 2:] >= 0, p, folded)
    fixed = np.round(np.clip(both, -1, 1) * 32767.0).astype(np.int16).view(np.uint16).astype(np.uint32)
    return np.asarray(fixed[:, 0] | (fixed[:, 1] << np.uint32(16)), np.uint32)


def _packed_influences(mesh: Mesh) -> U32:
    packed = np.zeros((len(mesh.positions), 4), np.uint32)
    if mesh.joints is not None and mesh.weights is not None:
        joints = mesh.joints.astype(np.uint32)
        weights = np.round(np.clip(mesh.weights, 0, 1) * 65535.0).astype(np.uint32)
        packed[:, 0] = joints[:, 0] | (joints[:, 1] << np.uint32(16))
        packed[:, 1] = joints[:, 2] | (joints[:, 3] << np.uint32(16))
        packed[:, 2] = weights[:, 0] | (weights[:, 1] << np.uint32(16))
        packed[:, 3] = weights[:, 2] | (weights[:, 3] << np.uint32(16))
    return packed
