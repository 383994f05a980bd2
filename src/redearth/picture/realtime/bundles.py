"""Asset bundles on the device: one vertex and one index buffer each, uploaded once a process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from redearth.picture.realtime.joint_spheres import JointSpheres, joint_spheres
from redearth.picture.realtime.patterns import material_row, wave_speeds
from redearth.stage.model import F32, U32, Assets, Image, Material, Mesh

VERTEX_BYTES = 16
Wears = Literal["pattern", "images", "cut", "outline"]
"""What is on a surface: a pattern, images, images with holes in them, or a pattern whose outline an image cuts."""
HOLED: tuple[Wears, ...] = ("cut", "outline")
_PANE_M = 0.4
"""Clear faces with longer edges are panes."""
_TWO_SIDED = ("leaf", "cloth", "hair")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The triangles of one mesh that share a material."""

    first_index: int
    index_count: int
    material: int
    two_sided: bool
    wears: Wears = "pattern"
    clear: bool = False
    """Drawn by the glass pass alone (``glass_pass.py``)."""
    vessel: bool = False
    """Clear, and of small faces: something to be looked at, not through."""
    waves: tuple[float, float] = (0.0, 0.0)
    """How fast its waves run: metres a second, and repeats of the pattern a second."""


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
    morphs: Mapping[str, tuple[int, float]] = field(default_factory=dict)
    """Where each shape's moves begin in the bundle's, and the length that they are shares of."""
    spheres: JointSpheres | None = None
    """Of the whole mesh, then of each part; None when it is not skinned."""

    @property
    def skinned(self) -> bool:
        """Whether joints move it."""
        return self.spheres is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """One ``Assets`` on the device."""

    vertices: Any
    indices: Any
    seats: Any
    """As ``vertices``, for surfaces that wear images: place in the image, side of the bitangent, tangent; None where there are none."""
    influences: Any
    """None when nothing in the bundle is skinned."""
    morphs: Any
    """Moves of shapes, three signed 16-bit shares a vertex in two words; None where no mesh has any."""
    materials: U32
    """[M, patterns.WORDS]."""
    patterns: tuple[str, ...]
    """Names of the patterns its materials use, sorted."""
    shapes: dict[str, Shape]
    images: tuple[Image, ...] = ()


def upload(device: Any, assets: Assets) -> Bundle:
    """Copy ``assets`` to buffers of ``device``."""
    import wgpu

    shapes: dict[str, Shape] = {}
    vertices: list[U32] = []
    indices: list[U32] = []
    influences: list[U32] = []
    seats: list[U32] = []
    moves: list[U32] = []
    textured = any(material.textured for material in assets.materials)
    base, first = 0, 0
    for name in sorted(assets.meshes):
        mesh = assets.meshes[name]
        order, parts = _parts(mesh, assets, first)
        shapes[name] = _shape(mesh, base, parts, order, _packed_morphs(mesh, moves))
        vertices.append(_packed_vertices(mesh))
        indices.append(np.ascontiguousarray(mesh.triangles[order], np.uint32).reshape(-1))
        influences.append(_packed_influences(mesh))
        if textured:
            seats.append(packed_seats(mesh))
        base += len(mesh.positions)
        first += indices[-1].size
    usage = wgpu.BufferUsage
    skinned = any(shape.skinned for shape in shapes.values())
    names = sorted(assets.images)
    layers = {name: (k + 1) * (1 if assets.images[name].color_space == "srgb" else -1) for k, name in enumerate(names)}
    return Bundle(
        vertices=device.create_buffer_with_data(data=np.concatenate(vertices), usage=usage.VERTEX | usage.STORAGE),
        indices=device.create_buffer_with_data(data=np.concatenate(indices), usage=usage.INDEX),
        seats=device.create_buffer_with_data(data=np.concatenate(seats), usage=usage.VERTEX) if textured else None,
        influences=device.create_buffer_with_data(data=np.concatenate(influences), usage=usage.STORAGE) if skinned else None,
        morphs=device.create_buffer_with_data(data=np.concatenate(moves), usage=usage.STORAGE) if moves else None,
        materials=np.stack([material_row(m, layers) for m in assets.materials]),
        patterns=tuple(sorted({m.pattern for m in assets.materials})),
        shapes=shapes,
        images=tuple(assets.images[name] for name in names),
    )


def _shape(mesh: Mesh, base: int, parts: tuple[Part, ...], order: U32, morphs: Mapping[str, tuple[int, float]]) -> Shape:
    low, high = mesh.positions.min(0), mesh.positions.max(0)
    centre = ((low + high) * 0.5).astype(np.float32)
    return Shape(
        base_vertex=base,
        vertex_count=len(mesh.positions),
        parts=parts,
        centre=centre,
        radius=float(np.sqrt(((mesh.positions - centre) ** 2).sum(1).max())),
        reach=float(np.abs(mesh.positions).max()),
        morphs=morphs,
        spheres=None if mesh.joints is None else joint_spheres(mesh, _groups(mesh, parts, order)),
    )


def _groups(mesh: Mesh, parts: tuple[Part, ...], order: U32) -> list[NDArray[np.int64]]:
    """Return the vertices of all of a mesh, and of each of its parts, whose triangles lie in ``order``."""
    first = parts[0].first_index
    rows = [order[(part.first_index - first) // 3 :][: part.index_count // 3] for part in parts]
    return [np.unique(mesh.triangles[row]).astype(np.int64) for row in (order, *rows)]


def _parts(mesh: Mesh, assets: Assets, first: int) -> tuple[U32, tuple[Part, ...]]:
    # What has holes, and then what is clear, comes last: shadows draw all the rest at once.
    late = np.array([2 if material.clear else int(_wears(material) in HOLED) for material in assets.materials])
    order = np.lexsort((mesh.material, late[mesh.material])).astype(np.uint32)
    used, starts, counts = np.unique(mesh.material[order], return_index=True, return_counts=True)
    place = np.argsort(starts)
    parts = tuple(
        Part(
            first_index=first + int(start) * 3,
            index_count=int(count) * 3,
            material=int(material),
            two_sided=_has_two_sides(assets.materials[int(material)]),
            wears=_wears(assets.materials[int(material)]),
            clear=assets.materials[int(material)].clear,
            vessel=assets.materials[int(material)].clear and _longest_edge(mesh, order[start : start + count]) < _PANE_M,
            waves=wave_speeds(assets.materials[int(material)]),
        )
        for material, start, count in zip(used[place], starts[place], counts[place], strict=True)
    )
    return order, parts


def _longest_edge(mesh: Mesh, rows: U32) -> float:
    corners = mesh.positions[mesh.triangles[rows]]
    return float(np.linalg.norm(corners - np.roll(corners, 1, 1), axis=2).max())


def _has_two_sides(material: Material) -> bool:
    return material.two_sided or material.pattern in _TWO_SIDED or _wears(material) in HOLED


def _wears(material: Material) -> Wears:
    if not material.textured:
        return "pattern"
    if material.outlined:
        return "outline"
    return "cut" if material.alpha_cutoff > 0 and material.base_color_image else "images"


def _packed_vertices(mesh: Mesh) -> U32:
    packed = np.empty((len(mesh.positions), 4), np.uint32)
    packed[:, :3] = np.ascontiguousarray(mesh.positions, np.float32).view(np.uint32)
    packed[:, 3] = octahedral(mesh.normals)
    return packed


def packed_seats(mesh: Mesh) -> U32:
    """Return where each vertex lies in its images, [V, 4]: u, v, side of the bitangent, and the tangent along growing u, folded."""
    packed = np.empty((len(mesh.positions), 4), np.uint32)
    uvs = np.zeros((len(mesh.positions), 2), np.float32) if mesh.uvs is None else mesh.uvs
    tangents, sides = _tangents(mesh, uvs)
    packed[:, :3] = np.concatenate([uvs, sides[:, None]], 1).astype(np.float32).view(np.uint32)
    packed[:, 3] = octahedral(tangents)
    return packed


def _tangents(mesh: Mesh, uvs: F32) -> tuple[F32, F32]:
    """Return unit tangents [V, 3] along growing u and the sides [V] on which v grows (Lengyel 2001)."""
    corners, places = mesh.positions[mesh.triangles], uvs[mesh.triangles]
    edge, other = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    along, across = places[:, 1] - places[:, 0], places[:, 2] - places[:, 0]
    turn = along[:, 0] * across[:, 1] - across[:, 0] * along[:, 1]
    grows = (edge * across[:, 1:] - other * along[:, 1:]) * np.sign(turn)[:, None]
    total = np.zeros_like(mesh.positions)
    side = np.zeros(len(total), np.float32)
    for k in range(3):
        np.add.at(total, mesh.triangles[:, k], grows)
        np.add.at(side, mesh.triangles[:, k], np.sign(turn))
    total -= mesh.normals * (total * mesh.normals).sum(1, keepdims=True)
    any_other = np.cross(mesh.normals, np.where(np.abs(mesh.normals[:, 1:2]) < 0.9, [[0.0, 1.0, 0.0]], [[1.0, 0.0, 0.0]]))
    total = np.where((total**2).sum(1, keepdims=True) > 1e-16, total, any_other)
    unit = total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-12)
    return np.asarray(unit, np.float32), np.where(side < 0, -1, 1).astype(np.float32)


def octahedral(normals: F32) -> U32:
    """Return unit vectors [V, 3] folded onto two signed 16-bit numbers [V] (Cigolle et al. 2014)."""
    n = np.asarray(normals, np.float64)
    p = n[:, :2] / np.maximum(np.abs(n).sum(1, keepdims=True), 1e-12)
    folded = (1.0 - np.abs(p[:, ::-1])) * np.where(p >= 0, 1.0, -1.0)
    both = np.where(n[:, 2:] >= 0, p, folded)
    fixed = np.round(np.clip(both, -1, 1) * 32767.0).astype(np.int16).view(np.uint16).astype(np.uint32)
    return np.asarray(fixed[:, 0] | (fixed[:, 1] << np.uint32(16)), np.uint32)


def _packed_morphs(mesh: Mesh, moves: list[U32]) -> dict[str, tuple[int, float]]:
    """Add the moves of a mesh's shapes to those of its bundle; return where each begins, and its longest coordinate."""
    found: dict[str, tuple[int, float]] = {}
    for name, moved_m in sorted(mesh.morphs.items()):
        longest = float(np.abs(moved_m).max(initial=0.0))
        if longest > 0:
            shares = np.round(moved_m / longest * 32767.0).astype(np.int16).view(np.uint16).astype(np.uint32)
            found[name] = (sum(len(one) for one in moves), longest)
            moves.append(np.stack([shares[:, 0] | (shares[:, 1] << np.uint32(16)), shares[:, 2]], axis=1))
    return found


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
