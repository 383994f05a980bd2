"""Tiny glTF and USD models that the tests write themselves."""

from __future__ import annotations

import io
import json
import struct
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from redearth.stage.own.found import Files

CORNERS = np.array([[x, y, z] for x in (-0.5, 0.5) for y in (0.0, 1.0) for z in (-0.5, 0.5)], np.float32)
FACES = np.array(
    [[0, 1, 3], [0, 3, 2], [4, 6, 7], [4, 7, 5], [0, 4, 5], [0, 5, 1], [2, 3, 7], [2, 7, 6], [0, 2, 6], [0, 6, 4], [1, 5, 7], [1, 7, 3]], np.uint16
)  # fmt: skip
"""A cube of one metre that stands on y = 0."""


def png(color: tuple[int, int, int] = (200, 30, 20), size: int = 8) -> bytes:
    """A plain picture."""
    stream = io.BytesIO()
    Image.new("RGB", (size, size), color).save(stream, format="PNG")
    return stream.getvalue()


class Gltf:
    """A document that grows: buffers, accessors, meshes, nodes."""

    def __init__(self) -> None:
        self.data = b""
        self.document: dict[str, Any] = {
            "asset": {"version": "2.0"}, "scene": 0, "scenes": [{"nodes": []}], "nodes": [], "meshes": [], "accessors": [], "bufferViews": [],
            "materials": [],
        }  # fmt: skip

    def view(self, raw: bytes) -> int:
        """Add bytes; return the buffer view."""
        self.document["bufferViews"].append({"buffer": 0, "byteOffset": len(self.data), "byteLength": len(raw)})
        self.data += raw + b"\0" * (-len(raw) % 4)
        return len(self.document["bufferViews"]) - 1

    def accessor(self, values: np.ndarray, **more: Any) -> int:
        """Add an array; return its accessor."""
        kinds = {"float32": 5126, "uint16": 5123, "uint8": 5121}
        wide = {1: "SCALAR", 2: "VEC2", 3: "VEC3", 4: "VEC4"}[1 if values.ndim == 1 else values.shape[1]]
        entry = {
            "bufferView": self.view(values.tobytes()),
            "componentType": kinds[str(values.dtype)],
            "count": len(values),
            "type": wide,
            **more,
        }
        self.document["accessors"].append(entry)
        return len(self.document["accessors"]) - 1

    def material(self, **look: Any) -> int:
        """Add a material."""
        self.document["materials"].append(look)
        return len(self.document["materials"]) - 1

    def picture(self, data: bytes) -> dict[str, int]:
        """Add a picture inside the file; return the slot of a material that shows it."""
        self.document.setdefault("images", []).append({"bufferView": self.view(data), "mimeType": "image/png"})
        self.document.setdefault("textures", []).append({"source": len(self.document["images"]) - 1})
        return {"index": len(self.document["textures"]) - 1}

    def mesh(
        self, positions: np.ndarray = CORNERS, faces: np.ndarray = FACES, *, material: int | None = None, **attributes: np.ndarray
    ) -> int:
        """Add a mesh of one primitive."""
        primitive: dict[str, Any] = {
            "attributes": {
                name: self.accessor(values) for name, values in {"POSITION": positions.astype(np.float32), **attributes}.items()
            },
            "indices": self.accessor(faces.ravel()),
        }
        if material is not None:
            primitive["material"] = material
        self.document["meshes"].append({"primitives": [primitive]})
        return len(self.document["meshes"]) - 1

    def node(self, name: str, *, root: bool = True, **more: Any) -> int:
        """Add a node, at the root of the scene unless told otherwise."""
        self.document["nodes"].append({"name": name, **more})
        number = len(self.document["nodes"]) - 1
        if root:
            self.document["scenes"][0]["nodes"].append(number)
        return number

    def box(
        self, name: str, foot: tuple[float, float, float], size: tuple[float, float, float], material: int | None = None
    ) -> int:
        """Add a box of a size, the middle of its foot at a place."""
        return self.node(name, mesh=self.mesh(material=material), translation=list(foot), scale=list(size))

    def glb(self) -> bytes:
        """Return the whole as a GLB."""
        self.document["buffers"] = [{"byteLength": len(self.data)}]
        text = json.dumps(self.document).encode()
        text += b" " * (-len(text) % 4)
        body = struct.pack("<I4s", len(text), b"JSON") + text + struct.pack("<I4s", len(self.data), b"BIN\0") + self.data
        return struct.pack("<4sII", b"glTF", 2, 12 + len(body)) + body

    def gltf(self, folder: Path, name: str) -> None:
        """Write the whole as JSON with a ``.bin`` beside it."""
        self.document["buffers"] = [{"byteLength": len(self.data), "uri": f"{name}.bin"}]
        (folder / f"{name}.bin").write_bytes(self.data)
        (folder / f"{name}.gltf").write_text(json.dumps(self.document))


def room() -> Gltf:
    """A room of 8 x 3 x 10 m with a table in it, a door anchor and two seats."""
    made = Gltf()
    floor = made.material(name="floor", pbrMetallicRoughness={"baseColorFactor": [0.3, 0.28, 0.25, 1], "metallicFactor": 0})
    wall = made.material(name="wall", pbrMetallicRoughness={"baseColorFactor": [0.5, 0.5, 0.46, 1], "metallicFactor": 0})
    red = made.material(name="red", pbrMetallicRoughness={"baseColorTexture": made.picture(png()), "metallicFactor": 0})
    made.box("floor", (0, -0.1, 0), (8, 0.1, 10), floor)
    made.box("ceiling", (0, 3, 0), (8, 0.1, 10), wall)
    for name, foot, size in (
        ("west", (-4, 0, 0), (0.1, 3, 10)), ("east", (4, 0, 0), (0.1, 3, 10)), ("north", (0, 0, -5), (8, 3, 0.1)), ("south", (0, 0, 5), (8, 3, 0.1)),
    ):  # fmt: skip
        made.box(name, foot, size, wall)
    uvs = np.random.default_rng(1).random((8, 2)).astype(np.float32)
    made.node("table", mesh=made.mesh(material=red, TEXCOORD_0=uvs), translation=[0, 0, 0], scale=[2, 0.75, 1])
    made.node("anchor_door", translation=[2.5, 0, 4.4], rotation=[0, 1, 0, 0])
    made.node("lamp_1", translation=[0, 2.7, 1])
    made.node("seat_1", translation=[-1.5, 0, 0])
    made.node("seat_2", translation=[1.5, 0, 0])
    return made


def given(tmp_path: Path, data: bytes, name: str = "a.glb", **beside: bytes) -> Files:
    """Return a model and what lies beside it as the user's files."""
    paths = {}
    for file, content in {name: data, **beside}.items():
        (tmp_path / file).write_bytes(content)
        paths[f"props/{file}"] = tmp_path / file
    return Files(main=f"props/{name}", paths=paths)


def codes(notices: Any) -> set[str]:
    """Return what was noticed."""
    return {notice.code for notice in notices}
