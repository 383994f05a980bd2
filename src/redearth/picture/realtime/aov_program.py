"""What the passes for compositing share: their programs, textures that can be read back, and reading them."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from redearth.picture.realtime.shaders import shader_module
from redearth.picture.realtime.targets import Targets
from redearth.picture.realtime.workshop import Workshop, workshop


@cache
def aov_program(entry: str, formats: tuple[str, ...], *, textured: bool = False) -> Any:
    """Return a full-screen pass of ``wgsl/aov.wgsl``, made when it is first asked for."""
    device = workshop().device
    module = shader_module(device, "aov", textured=textured)
    return device.create_render_pipeline(
        layout="auto",
        vertex={"module": module, "entry_point": "full"},
        primitive={"topology": "triangle-list"},
        fragment={"module": module, "entry_point": entry, "targets": [{"format": one} for one in formats]},
    )


def readable(shop: Workshop, targets: Targets, form: str) -> Any:
    """Return a texture of the targets' size that can be drawn into and read back."""
    import wgpu

    usage = wgpu.TextureUsage.RENDER_ATTACHMENT | wgpu.TextureUsage.COPY_SRC
    return shop.device.create_texture(size=(targets.width, targets.height, 1), format=form, usage=usage)


def texels(shop: Workshop, texture: Any, pixel_bytes: int) -> NDArray[np.uint8]:
    """Return a texture's bytes [H, W, pixel_bytes]; waits for what has been submitted."""
    width, height, _ = texture.size
    row = (width * pixel_bytes + 255) // 256 * 256
    content = shop.device.queue.read_texture(
        {"texture": texture}, {"bytes_per_row": row, "rows_per_image": height}, (width, height, 1)
    )
    rows = np.frombuffer(content, np.uint8).reshape(height, row)[:, : width * pixel_bytes]
    return np.ascontiguousarray(rows).reshape(height, width, pixel_bytes)
