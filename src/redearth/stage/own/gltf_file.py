"""A glTF file as its JSON and its numbers: GLB or JSON with buffers, every offset and count checked before it is used."""

from __future__ import annotations

import base64
import binascii
import json
import posixpath
import struct
from typing import Any
from urllib.parse import unquote

import numpy as np
from numpy.typing import NDArray

from redearth.stage.own.found import Files, Found

_TYPES = {5120: np.int8, 5121: np.uint8, 5122: np.int16, 5123: np.uint16, 5125: np.uint32, 5126: np.float32}
_WIDTHS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4, "MAT2": 4, "MAT3": 9, "MAT4": 16}
_READABLE = frozenset(
    ("KHR_materials_emissive_strength", "KHR_texture_transform", "KHR_mesh_quantization", "KHR_materials_unlit", "EXT_texture_webp",
     "KHR_materials_specular", "KHR_materials_ior", "KHR_materials_clearcoat", "KHR_materials_transmission", "KHR_lights_punctual", "VRM",
     "KHR_materials_pbrSpecularGlossiness", "VRMC_vrm", "VRMC_springBone", "VRMC_materials_mtoon", "VRMC_node_constraint")
)  # fmt: skip
_MOST_NUMBERS = 1 << 28


class Wrong(ValueError):
    """A part of the file that cannot be used; its text says what is wrong."""


class GltfFile:
    """The document and its buffers."""

    def __init__(self, files: Files, found: Found) -> None:
        self.files, self.found = files, found
        data = files.read(files.main) or b""
        self._chunk: bytes | None = None
        self.document = self._opened(data)
        unreadable = sorted(set(map(str, self.items("extensionsRequired"))) - _READABLE)
        if unreadable:
            raise found.fatal(
                "extension", f"the file needs {', '.join(unreadable)}", "an export without compression or extensions"
            )
        self._buffers: dict[int, bytes] = {}

    def _opened(self, data: bytes) -> dict[str, Any]:
        text = data
        if data[:4] == b"glTF":
            text = self._unpacked(data)
        try:
            document = json.loads(text.decode("utf-8-sig"))
        except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as broken:
            raise self.found.fatal(
                "gltf", f"this is no glTF file: {broken}", "a .glb or .gltf file as an exporter writes it"
            ) from broken
        version = (
            document.get("asset", {}).get("version", "")
            if isinstance(document, dict) and isinstance(document.get("asset"), dict)
            else ""
        )
        if not str(version).startswith("2"):
            raise self.found.fatal("gltf", f"this is no glTF 2 file (version {version!r})", "glTF 2.0")
        result: dict[str, Any] = document
        return result

    def _unpacked(self, data: bytes) -> bytes:
        """Return the JSON chunk of a GLB and keep its binary one."""
        if len(data) < 20:
            raise self.found.fatal("gltf", f"the file ends inside its header ({len(data)} bytes)", "a whole .glb file")
        _, _, length = struct.unpack_from("<4sII", data)
        if length > len(data):
            raise self.found.fatal(
                "gltf", f"the file has {len(data)} bytes and claims {length}", "a whole .glb file: copy it again"
            )
        at, text = 12, b""
        while at + 8 <= length:
            size, kind = struct.unpack_from("<I4s", data, at)
            body = data[at + 8 : at + 8 + size]
            if kind == b"JSON" and not text:
                text = body
            elif kind == b"BIN\0" and self._chunk is None:
                self._chunk = body
            at += 8 + size + (-size % 4)
        return text

    def items(self, name: str, of: Any = None) -> list[Any]:
        """Return a list of the document, or an empty one when it is no list."""
        value = (self.document if of is None else of).get(name, [])
        return value if isinstance(value, list) else []

    def item(self, name: str, index: Any) -> dict[str, Any]:
        """Return entry ``index`` of a list of objects; raises :class:`Wrong` when there is none."""
        entries = self.items(name)
        if (
            not isinstance(index, int)
            or isinstance(index, bool)
            or not 0 <= index < len(entries)
            or not isinstance(entries[index], dict)
        ):
            raise Wrong(f"{name} has no entry {index!r} ({len(entries)} there)")
        entry: dict[str, Any] = entries[index]
        return entry

    def view(self, index: Any) -> tuple[bytes, int]:
        """Return the bytes of a buffer view and its stride (0: packed)."""
        view = self.item("bufferViews", index)
        start, size = whole(view, "byteOffset", 0), whole(view, "byteLength")
        data = self._buffer(view.get("buffer"))
        if start + size > len(data):
            raise Wrong(f"buffer view {index} reaches to byte {start + size} of {len(data)}")
        return data[start : start + size], whole(view, "byteStride", 0)

    def named(self, uri: Any, what: str) -> bytes:
        """Return what a URI names: data in it, or a file of the asset; raises :class:`Wrong` for anything else."""
        if not isinstance(uri, str):
            raise Wrong(f"{what} has no usable uri")
        if uri.startswith("data:"):
            try:
                return base64.b64decode(uri.partition(",")[2], validate=False)
            except (binascii.Error, ValueError) as broken:
                raise Wrong(f"{what} holds broken base64 data") from broken
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self.files.main), unquote(uri)))
        data = None if "\0" in uri or ":" in uri else self.files.read(path)
        if data is None:
            raise Wrong(f"{what} names {uri[:80]!r}, which is no file beside it in the film folder")
        return data

    def _buffer(self, index: Any) -> bytes:
        buffer = self.item("buffers", index)
        if index not in self._buffers:
            embedded = "uri" not in buffer and index == 0 and self._chunk is not None
            self._buffers[index] = self._chunk or b"" if embedded else self.named(buffer.get("uri"), f"buffer {index}")
        return self._buffers[index]

    def numbers(self, index: Any) -> NDArray[Any]:
        """Return an accessor [N, width] as floats (normalised where it says so) or integers; raises :class:`Wrong`."""
        accessor = self.item("accessors", index)
        kind, width = _TYPES.get(accessor.get("componentType", 0)), _WIDTHS.get(str(accessor.get("type")))
        count = whole(accessor, "count")
        if kind is None or width is None:
            raise Wrong(f"accessor {index} is of no known type")
        if count * width > _MOST_NUMBERS:
            raise Wrong(f"accessor {index} claims {count} entries")
        values = np.zeros((count, width), kind)
        if "bufferView" in accessor:
            data, stride = self.view(accessor["bufferView"])
            values = _strided(data, whole(accessor, "byteOffset", 0), stride, count, width, kind, f"accessor {index}")
        if isinstance(accessor.get("sparse"), dict):
            values = self._sparse(accessor["sparse"], values.copy(), f"accessor {index}")
        if accessor.get("normalized") is True and kind is not np.float32:
            return np.asarray(np.maximum(values / float(np.iinfo(values.dtype).max), -1.0))
        return values

    def _sparse(self, sparse: dict[str, Any], values: NDArray[Any], what: str) -> NDArray[Any]:
        count = whole(sparse, "count")
        where, new = sparse.get("indices"), sparse.get("values")
        if not isinstance(where, dict) or not isinstance(new, dict) or count > len(values):
            raise Wrong(f"the sparse part of {what} is broken")
        kind = _TYPES.get(where.get("componentType", 0), np.uint32)
        places = _strided(self.view(where.get("bufferView"))[0], whole(where, "byteOffset", 0), 0, count, 1, kind, what)[
            :, 0
        ].astype(np.int64)
        data = self.view(new.get("bufferView"))[0]
        if count and (places.min() < 0 or places.max() >= len(values)):
            raise Wrong(f"the sparse part of {what} names entry {places.max()} of {len(values)}")
        values[places] = _strided(data, whole(new, "byteOffset", 0), 0, count, values.shape[1], values.dtype.type, what)
        return values


def whole(of: dict[str, Any], name: str, default: int | None = None) -> int:
    """Return a whole number of at least 0; raises :class:`Wrong` when it is anything else."""
    value = of.get(name, default)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise Wrong(f"{name} is {value!r}; right would be a whole number")
    return value


def _strided(data: bytes, start: int, stride: int, count: int, width: int, kind: Any, what: str) -> NDArray[Any]:
    size = np.dtype(kind).itemsize
    step = stride or width * size
    if step % size and step < width * size:
        raise Wrong(f"{what} has a stride of {step} bytes")
    if count and start + (count - 1) * step + width * size > len(data):
        raise Wrong(f"{what} wants {start + (count - 1) * step + width * size} bytes, there are {len(data)}")
    if not count:
        return np.zeros((0, width), kind)
    raw = np.frombuffer(data, np.uint8)
    rows = np.lib.stride_tricks.as_strided(raw[start:], (count, width * size), (step, 1))
    return np.asarray(np.ascontiguousarray(rows).view(np.dtype(kind).newbyteorder("<")).reshape(count, width))
