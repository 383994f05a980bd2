"""The look as numbers and as a table for the lab pass (``wgsl/finish.wgsl``)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from redearth.core.look import Look
from redearth.picture.color.view_transform import NODES, TOE, TOP, bake
from redearth.stage.model import F32


def grade_block(look: Look, aspect: float) -> F32:
    """Return the ``Grade`` block, [12]."""
    first, last = math.log2(TOE), math.log2(TOP + TOE)
    # Nodes lie at the centres of texels.
    gain = (NODES - 1) / NODES / (last - first)
    shown = min(aspect / look.letterbox, 1.0) if look.letterbox else 1.0
    return np.asarray(
        [
            gain, 0.5 / NODES - first * gain, TOE, TOP,
            0.217 * look.bloom, look.halation, look.vignette * 1.5, look.grain,
            aspect, shown, 0.0, 0.0,
        ],
        np.float32,
    )  # fmt: skip


def print_film(device: Any, look: Look, lut: bytes | None) -> Any:
    """Return the look's table as a texture view: the print that the picture is shown through."""
    import wgpu

    table = np.ones((NODES, NODES, NODES, 4), np.float16)
    table[..., :3] = bake(look, lut)
    usage = wgpu.TextureUsage.TEXTURE_BINDING | wgpu.TextureUsage.COPY_DST
    texture = device.create_texture(size=(NODES, NODES, NODES), dimension="3d", format="rgba16float", usage=usage)
    layout = {"bytes_per_row": NODES * 8, "rows_per_image": NODES}
    device.queue.write_texture({"texture": texture}, table, layout, (NODES, NODES, NODES))
    return texture.create_view()
