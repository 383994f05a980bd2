"""Buffers that are refilled every frame and grow when they must."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


class Scratch:
    """Named device buffers; :meth:`put` returns the whole-buffer binding."""

    def __init__(self, device: Any) -> None:
        self._device = device
        self._buffers: dict[str, Any] = {}
        self._textures: dict[str, tuple[int, int, Any, Any]] = {}

    def put(self, name: str, content: NDArray[Any], *, uniform: bool = False) -> dict[str, Any]:
        """Copy ``content`` to the buffer ``name`` and return what a bind group wants."""
        buffer = self.room(name, max(content.nbytes, 64), uniform=uniform)["buffer"]
        if content.nbytes:
            self._device.queue.write_buffer(buffer, 0, np.ascontiguousarray(content))
        return {"buffer": buffer, "offset": 0, "size": buffer.size}

    def room(self, name: str, size: int, *, uniform: bool = False, vertex: bool = False) -> dict[str, Any]:
        """Return a buffer of at least ``size`` bytes, content undefined."""
        import wgpu

        known = self._buffers.get(name)
        if known is None or known.size < size:
            usage = wgpu.BufferUsage.COPY_DST | (wgpu.BufferUsage.UNIFORM if uniform else wgpu.BufferUsage.STORAGE)
            if vertex:
                usage |= wgpu.BufferUsage.VERTEX
            wanted = size if uniform else size + size // 2
            known = self._device.create_buffer(size=(wanted + 255) // 256 * 256, usage=usage)
            self._buffers[name] = known
        return {"buffer": known, "offset": 0, "size": known.size}

    def table(self, name: str, rows: NDArray[Any], per_line: int) -> Any:
        """Copy ``rows`` [R, 4 * texels] of float32 or uint32 to a texture, ``per_line`` rows a line, and return its view."""
        import wgpu

        texels = rows.shape[1] // 4
        lines = (len(rows) + per_line - 1) // per_line
        known = self._textures.get(name)
        if known is None or known[1] < lines or known[0] != texels * per_line:
            room = 1 << max(lines - 1, 0).bit_length()
            texture = self._device.create_texture(
                size=(texels * per_line, room, 1),
                format="rgba32float" if rows.dtype == np.float32 else "rgba32uint",
                usage=wgpu.TextureUsage.TEXTURE_BINDING | wgpu.TextureUsage.COPY_DST,
            )
            known = (texels * per_line, room, texture, texture.create_view())
            self._textures[name] = known
        padded = np.zeros((lines * per_line, rows.shape[1]), rows.dtype)
        padded[: len(rows)] = rows
        layout = {"bytes_per_row": texels * per_line * 16, "rows_per_image": lines}
        self._device.queue.write_texture({"texture": known[2]}, padded, layout, (texels * per_line, lines, 1))
        return known[3]
