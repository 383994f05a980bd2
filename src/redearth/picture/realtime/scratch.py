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
