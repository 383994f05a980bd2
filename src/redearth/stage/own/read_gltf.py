"""Read a glTF or GLB file: its scene's nodes, meshes and named spots, in metres with Y up as glTF always is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from redearth.stage.own.found import F64, I64, Chunk, Files, Found
from redearth.stage.own.gltf_file import GltfFile, Wrong
from redearth.stage.own.gltf_look import Looks

_DEEPEST = 128
_MOST_NODES = 20_000
_REMEDY = "an export that keeps to the glTF 2.0 specification"


def read_gltf(files: Files) -> Found:
    """Return what the file holds; parts that cannot be used are left out with a notice.

    Raises ``FilmError`` when nothing of it can be used. Skins stand in their bind pose; animations and morph targets are not read.
    """
    found = Found(file=files.main)
    file = GltfFile(files, found)
    looks = Looks(file)
    for node, world in _nodes(file):
        name = str(node.get("name") or "")
        if name and "mesh" not in node:
            found.spots.setdefault(name, world)
        if "mesh" in node:
            _mesh(file, looks, node, world, name)
    if not found.chunks:
        raise found.fatal("empty", "no mesh in the file can be used", "a model with at least one triangle mesh")
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A node of the scene with its place in the tree and its transforms [4, 4]."""

    index: int
    parent: int
    """-1 at a root."""
    fields: dict[str, Any]
    local: F64
    world: F64

    @property
    def name(self) -> str:
        """Its name, or an empty string."""
        return str(self.fields.get("name") or "")


def _nodes(file: GltfFile) -> Iterator[tuple[dict[str, Any], F64]]:
    return ((node.fields, node.world) for node in nodes_of(file))


def nodes_of(file: GltfFile) -> Iterator[Node]:
    """Yield the nodes of the scene, parents before children; a node met twice ends its branch."""
    scenes, nodes = file.items("scenes"), file.items("nodes")
    at = file.document.get("scene", 0)
    scene = scenes[at] if isinstance(at, int) and 0 <= at < len(scenes) else {}
    roots = file.items("nodes", scene) if isinstance(scene, dict) and scene else list(range(len(nodes)))
    waiting: list[tuple[Any, int, F64, int]] = [(root, -1, np.eye(4), 0) for root in reversed(roots)]
    seen: set[int] = set()
    while waiting:
        index, parent, above, depth = waiting.pop()
        try:
            node = file.item("nodes", index)
            if index in seen:
                raise Wrong(f"node {index} is its own ancestor or has two parents")
            if depth > _DEEPEST or len(seen) > _MOST_NODES:
                raise Wrong("there are too many nodes, or they lie too deep")
            seen.add(index)
            local = _local(node, index)
        except Wrong as wrong:
            file.found.say("node", f"{wrong}; the branch is left out", "a tree of nodes")
            continue
        world = above @ local
        yield Node(index=index, parent=parent, fields=node, local=local, world=world)
        waiting.extend((child, index, world, depth + 1) for child in reversed(file.items("children", node)))


def _local(node: dict[str, Any], index: Any) -> F64:
    try:
        if "matrix" in node:
            matrix = np.asarray(node["matrix"], float).reshape(4, 4).T
        else:
            x, y, z, w = (float(v) for v in node.get("rotation", (0, 0, 0, 1)))
            length = max((x * x + y * y + z * z + w * w) ** 0.5, 1e-12)
            x, y, z, w = x / length, y / length, z / length, w / length
            turn = np.array(
                [
                    [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
                    [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
                    [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
                ]
            )
            matrix = np.eye(4)
            matrix[:3, :3] = turn * np.asarray(node.get("scale", (1, 1, 1)), float).reshape(1, 3)
            matrix[:3, 3] = np.asarray(node.get("translation", (0, 0, 0)), float).reshape(3)
    except (TypeError, ValueError) as broken:
        raise Wrong(f"the transform of node {index} is broken ({broken})") from broken
    if not np.isfinite(matrix).all():
        raise Wrong(f"the transform of node {index} is not finite")
    return matrix


def _mesh(file: GltfFile, looks: Looks, node: dict[str, Any], world: F64, name: str) -> None:
    try:
        mesh = file.item("meshes", node["mesh"])
    except Wrong as wrong:
        file.found.say("mesh", f"node {name!r}: {wrong}", _REMEDY)
        return
    name = name or str(mesh.get("name") or f"mesh_{node['mesh']}")
    if abs(np.linalg.det(world[:3, :3])) < 1e-12 and "skin" not in node:
        file.found.say("scale", f"{name!r} has a scale of zero; it is left out", "a scale other than zero")
        return
    for number, primitive in enumerate(file.items("primitives", mesh)):
        try:
            file.found.chunks.append(_primitive(file, looks, primitive, node, world, name))
        except (Wrong, TypeError, ValueError, AttributeError) as wrong:
            file.found.say("mesh", f"part {number} of {name!r}: {wrong}; it is left out", _REMEDY)


def _primitive(file: GltfFile, looks: Looks, primitive: dict[str, Any], node: dict[str, Any], world: F64, name: str) -> Chunk:
    if "skin" not in node:
        return surface_of(file, looks, primitive, world, name)
    attributes = primitive.get("attributes", {})
    count = len(file.numbers(attributes.get("POSITION")))
    return surface_of(file, looks, primitive, _bound(file, node, attributes, count), name)


def surface_of(file: GltfFile, looks: Looks, primitive: dict[str, Any], placed: F64, name: str) -> Chunk:
    """Return a part of a mesh under ``placed`` [4, 4], or [V, 4, 4] for each vertex; raises :class:`Wrong`."""
    mode = primitive.get("mode", 4)
    if mode not in (4, 5, 6):
        raise Wrong("it has no triangles, only points or lines")
    if "KHR_draco_mesh_compression" in primitive.get("extensions", {}):
        raise Wrong("it is compressed with Draco")
    attributes = primitive.get("attributes", {})
    positions = np.asarray(file.numbers(attributes.get("POSITION")), float)
    if positions.shape[1] != 3:
        raise Wrong("its positions are not of three numbers")
    corners = file.numbers(primitive["indices"])[:, 0].astype(np.int64) if "indices" in primitive else np.arange(len(positions))
    if len(corners) and corners.max() >= len(positions):
        raise Wrong(f"a face names vertex {corners.max()} of {len(positions)}")
    places, transform = looks.seat_of(primitive.get("material"))
    uvs = _attribute(file, attributes, f"TEXCOORD_{places}", len(positions), 2)
    if uvs is not None:
        uvs = (np.column_stack([uvs, np.ones(len(uvs))]) @ transform.T)[:, :2] * [1, -1] + [0, 1]
    colors = _attribute(file, attributes, "COLOR_0", len(positions), 3)
    normals = _attribute(file, attributes, "NORMAL", len(positions), 3)
    matrices = placed.reshape(-1, 4, 4)
    return Chunk(
        name=name,
        positions=np.einsum("vij,vj->vi", np.broadcast_to(matrices[:, :3, :3], (len(positions), 3, 3)), positions)
        + matrices[:, :3, 3],
        normals=None if normals is None else _turned(normals, matrices),
        triangles=_triangles(corners, mode)[:, :: -1 if np.linalg.det(matrices[0, :3, :3]) < 0 else 1],
        material=looks.use(primitive.get("material")),
        uvs=uvs,
        colors=None if colors is None else np.clip(colors, 0, 1),
    )


def _attribute(file: GltfFile, attributes: dict[str, Any], name: str, count: int, width: int) -> F64 | None:
    if name not in attributes:
        return None
    values = np.asarray(file.numbers(attributes[name]), float)
    if len(values) != count or values.shape[1] < width:
        raise Wrong(f"{name} has {len(values)} entries for {count} vertices")
    return np.where(np.isfinite(values[:, :width]), values[:, :width], 0.0)


def _turned(normals: F64, matrices: F64) -> F64:
    """Return normals under the inverse transposes of [1 or V, 4, 4]."""
    linear = np.linalg.pinv(matrices[:, :3, :3])
    return np.asarray(np.einsum("vji,vj->vi", np.broadcast_to(linear, (len(normals), 3, 3)), normals))


def _bound(file: GltfFile, node: dict[str, Any], attributes: dict[str, Any], count: int) -> F64:
    """Return [V, 4, 4] world transforms of a skinned mesh's vertices in the pose that the file's nodes have."""
    skin = file.item("skins", node["skin"])
    joints = file.items("joints", skin)
    worlds = {id(n): w for n, w in _nodes(file)}
    where = np.stack([worlds.get(id(file.item("nodes", j)), np.eye(4)) for j in joints])
    binds = np.eye(4)[None].repeat(len(joints), 0)
    if "inverseBindMatrices" in skin:
        binds = np.asarray(file.numbers(skin["inverseBindMatrices"]), float)[: len(joints)].reshape(-1, 4, 4).transpose(0, 2, 1)
    moved = where @ binds
    index = np.asarray(file.numbers(attributes.get("JOINTS_0")), np.int64)
    weights = np.asarray(file.numbers(attributes.get("WEIGHTS_0")), float)
    if len(index) != count or len(weights) != count or (count and index.max() >= len(joints)):
        raise Wrong("its skin names joints that are not there")
    weights /= np.maximum(weights.sum(1, keepdims=True), 1e-9)
    return np.asarray(np.einsum("vk,vkij->vij", weights, moved[index]))


def _triangles(corners: I64, mode: int) -> I64:
    if mode == 4:
        return corners[: len(corners) // 3 * 3].reshape(-1, 3)
    if mode == 6:
        return np.stack([np.full(max(len(corners) - 2, 0), corners[0] if len(corners) else 0), corners[1:-1], corners[2:]], 1)
    strip = np.stack([corners[:-2], corners[1:-1], corners[2:]], 1)
    strip[1::2] = strip[1::2, ::-1]
    return strip
