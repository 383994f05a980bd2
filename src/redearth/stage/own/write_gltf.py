"""Write a character as GLB: its skin, its materials with their images, its face's shapes, and one clip of it walking and turning."""

from __future__ import annotations

import io
import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Picture

from redearth.stage.model import Image, Material, Mesh
from redearth.stage.parts import ActorTake, RiggedModel

_FLOAT, _SHORT, _INT = 5126, 5123, 5125
_VERTICES, _INDICES = 34962, 34963
_KINDS = {1: "SCALAR", 3: "VEC3", 4: "VEC4", 2: "VEC2", 16: "MAT4"}


@dataclass(slots=True)
class _Writer:
    """A document that grows, and its binary chunk."""

    document: dict[str, Any] = field(
        default_factory=lambda: {
            "asset": {"version": "2.0", "generator": "Red Earth"},
            "scene": 0,
            "accessors": [],
            "bufferViews": [],
        }
    )
    chunk: bytearray = field(default_factory=bytearray)

    def view(self, raw: bytes, target: int = 0) -> int:
        self.chunk += b"\0" * (-len(self.chunk) % 4)
        entry: dict[str, Any] = {"buffer": 0, "byteOffset": len(self.chunk), "byteLength": len(raw)}
        if target:
            entry["target"] = target
        self.document["bufferViews"].append(entry)
        self.chunk += raw
        return len(self.document["bufferViews"]) - 1

    def accessor(self, values: NDArray[Any], kind: int, target: int = 0, *, bounds: bool = False) -> int:
        rows = values.reshape(len(values), -1)
        entry: dict[str, Any] = {
            "bufferView": self.view(np.ascontiguousarray(rows).tobytes(), target),
            "componentType": kind,
            "count": len(rows),
            "type": _KINDS[rows.shape[1]],
        }
        if bounds:
            entry |= {"min": [float(v) for v in rows.min(0)], "max": [float(v) for v in rows.max(0)]}
        self.document["accessors"].append(entry)
        return len(self.document["accessors"]) - 1

    def add(self, name: str, entry: dict[str, Any]) -> int:
        self.document.setdefault(name, []).append(entry)
        return len(self.document[name]) - 1

    def glb(self) -> bytes:
        self.chunk += b"\0" * (-len(self.chunk) % 4)
        self.document["buffers"] = [{"byteLength": len(self.chunk)}]
        text = json.dumps(self.document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        text += b" " * (-len(text) % 4)
        body = struct.pack("<I4s", len(text), b"JSON") + text + struct.pack("<I4s", len(self.chunk), b"BIN\0") + bytes(self.chunk)
        return struct.pack("<4sII", b"glTF", 2, 12 + len(body)) + body


def character_glb(rigged: RiggedModel, name: str, take: ActorTake | None = None, fps: int = 24) -> bytes:
    """Return a character's full mesh on its skeleton as a GLB; with ``take``, what it does there is the file's one animation.

    Joints stand where they are bound, without rotations; the same model and take are the same bytes.
    """
    out = _Writer()
    mesh = rigged.model.meshes["body"]
    worn = {int(k): rigged.model.materials[int(k)] for k in np.unique(mesh.material)}
    materials = {number: _material(out, material, rigged.model.images) for number, material in worn.items()}
    if mesh.uvs is None and any(material.textured for material in worn.values()):
        mesh = replace(mesh, uvs=np.zeros((len(mesh.positions), 2), np.float32))
    joints = _joints(out, rigged)
    skeleton = rigged.skeleton
    binds = np.tile(np.eye(4, dtype=np.float32), (len(joints), 1, 1))
    binds[:, 3, :3] = -skeleton.rest_positions_m()  # columns one after another, as glTF has them
    skin = out.add(
        "skins", {"joints": joints, "inverseBindMatrices": out.accessor(binds, _FLOAT), "skeleton": joints[0], "name": name}
    )
    body = out.add("nodes", {"name": f"{name}_body", "mesh": _mesh(out, mesh, materials), "skin": skin})
    roots = [joints[k] for k, parent in enumerate(skeleton.parents) if parent < 0]
    out.document["scenes"] = [{"name": name, "nodes": [*roots, body]}]
    if take is not None and len(take.rotations):
        _animation(out, joints, take, rigged, fps)
    return out.glb()


def _joints(out: _Writer, rigged: RiggedModel) -> list[int]:
    skeleton = rigged.skeleton
    nodes = [
        out.add("nodes", {"name": joint, "translation": [float(v) for v in np.asarray(offset, np.float32)]})
        for joint, offset in zip(skeleton.names, skeleton.rest_offsets_m, strict=True)
    ]
    for child, parent in enumerate(skeleton.parents):
        if parent >= 0:
            out.document["nodes"][nodes[parent]].setdefault("children", []).append(nodes[child])
    return nodes


def _mesh(out: _Writer, mesh: Mesh, materials: Mapping[int, int]) -> int:
    """Add the mesh, a primitive for each material, all of them over the same vertices."""
    normals = mesh.normals / np.maximum(np.linalg.norm(mesh.normals, axis=1, keepdims=True), 1e-12)
    attributes = {
        "POSITION": out.accessor(mesh.positions.astype(np.float32), _FLOAT, _VERTICES, bounds=True),
        "NORMAL": out.accessor(normals.astype(np.float32), _FLOAT, _VERTICES),
    }
    if mesh.uvs is not None:
        attributes["TEXCOORD_0"] = out.accessor((mesh.uvs * [1, -1] + [0, 1]).astype(np.float32), _FLOAT, _VERTICES)
    if mesh.joints is not None and mesh.weights is not None:
        shares = np.round(np.clip(mesh.weights, 0, 1) * 65535).astype(np.int64)
        shares[:, 0] += 65535 - shares.sum(1)
        used = np.where(shares > 0, mesh.joints, 0)
        attributes["JOINTS_0"] = out.accessor(used.astype(np.uint16), _SHORT, _VERTICES)
        attributes["WEIGHTS_0"] = out.accessor(shares.astype(np.uint16), _SHORT, _VERTICES)
        out.document["accessors"][-1]["normalized"] = True
    targets = [
        {"POSITION": out.accessor(moves.astype(np.float32), _FLOAT, _VERTICES, bounds=True)}
        for _, moves in sorted(mesh.morphs.items())
    ]
    primitives = []
    for material in np.unique(mesh.material):
        faces = mesh.triangles[mesh.material == material].astype(np.uint32).reshape(-1)
        primitive = {
            "attributes": attributes,
            "indices": out.accessor(faces, _INT, _INDICES),
            "material": materials[int(material)],
        }
        primitives.append({**primitive, "targets": targets} if targets else primitive)
    shapes = {"extras": {"targetNames": sorted(mesh.morphs)}, "weights": [0.0] * len(targets)} if targets else {}
    return out.add("meshes", {"name": "body", "primitives": primitives, **shapes})


def _material(out: _Writer, material: Material, images: Mapping[str, Image]) -> int:
    metal: dict[str, Any] = {
        "baseColorFactor": [*(min(max(float(c), 0.0), 1.0) for c in material.base_color_linear), float(material.opacity)],
        "metallicFactor": float(material.metallic),
        "roughnessFactor": float(material.roughness),
    }
    entry: dict[str, Any] = {"name": material.name, "pbrMetallicRoughness": metal}
    glow = max(material.emission_linear)
    if glow > 0:
        entry["emissiveFactor"] = [float(c) / max(glow, 1.0) for c in material.emission_linear]
    if glow > 1:
        entry["extensions"] = {"KHR_materials_emissive_strength": {"emissiveStrength": float(glow)}}
        out.document["extensionsUsed"] = ["KHR_materials_emissive_strength"]
    for holder, slot, name in (
        (metal, "baseColorTexture", material.base_color_image), (metal, "metallicRoughnessTexture", material.metallic_roughness_image),
        (entry, "normalTexture", material.normal_image), (entry, "emissiveTexture", material.emission_image),
        (entry, "occlusionTexture", material.occlusion_image),
    ):  # fmt: skip
        if name:
            holder[slot] = {"index": _texture(out, name, images[name])}
    if material.alpha_cutoff > 0:
        entry |= {"alphaMode": "MASK", "alphaCutoff": float(material.alpha_cutoff)}
    elif material.clear:
        entry["alphaMode"] = "BLEND"
    if material.two_sided or material.pattern in ("cloth", "hair", "leaf"):
        entry["doubleSided"] = True
    return out.add("materials", entry)


def _texture(out: _Writer, name: str, image: Image) -> int:
    for number, known in enumerate(out.document.get("images", [])):
        if known["name"] == name:
            return number
    stream = io.BytesIO()
    Picture.fromarray(image.pixels, "RGBA").save(stream, format="PNG", optimize=False, compress_level=6)
    source = out.add("images", {"name": name, "mimeType": "image/png", "bufferView": out.view(stream.getvalue())})
    return out.add("textures", {"source": source})


def _animation(out: _Writer, joints: list[int], take: ActorTake, rigged: RiggedModel, fps: int) -> None:
    """Add the take: a channel for each joint that turns or moves."""
    times = out.accessor((np.arange(len(take.rotations)) / fps).astype(np.float32), _FLOAT, bounds=True)
    samplers: list[dict[str, Any]] = []
    channels: list[dict[str, Any]] = []

    def add(node: int, path: str, values: NDArray[Any]) -> None:
        samplers.append({"input": times, "output": out.accessor(values.astype(np.float32), _FLOAT), "interpolation": "LINEAR"})
        channels.append({"sampler": len(samplers) - 1, "target": {"node": node, "path": path}})

    for joint, node in enumerate(joints):
        turns = take.rotations[:, joint][:, [1, 2, 3, 0]].astype(float)
        turns /= np.linalg.norm(turns, axis=1, keepdims=True)
        if np.abs(turns - [0.0, 0.0, 0.0, 1.0]).max() > 1e-6:
            add(node, "rotation", turns)
        moved = np.abs(take.translations_m[:, joint] - rigged.skeleton.rest_offsets_m[joint]).max()
        if moved > 1e-6:
            add(node, "translation", take.translations_m[:, joint])
    if channels:
        out.add("animations", {"name": "walk_and_turn", "samplers": samplers, "channels": channels})
