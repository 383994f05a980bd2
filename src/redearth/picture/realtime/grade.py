"""The look as numbers and as a table for the lab pass (``wgsl/finish.wgsl``)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from redearth.core.look import Look
from redearth.core.seed import generator_from
from redearth.picture.color.view_transform import NODES, TOE, TOP, bake
from redearth.stage.model import F32

PLATE_SIZE = 512
PLATE_RANGE = 2.0


def grade_block(look: Look, aspect: float) -> F32:
    """Return the ``Grade`` block, [12]."""
    first, last = math.log2(TOE), math.log2(TOP + TOE)
    # Nodes lie at the centres of texels.
    gain = (NODES - 1) / NODES / (last - first)
    shown = min(aspect / look.letterbox, 1.0) if look.letterbox else 1.0
    return np.asarray(
        [
            gain, 0.5 / NODES - first * gain, TOE, TOP,
            bloom_share(look), look.halation, look.vignette * 1.5, look.grain,
            aspect, shown, PLATE_RANGE, 0.0,
        ],
        np.float32,
    )  # fmt: skip


def bloom_share(look: Look) -> float:
    """Return how much of the light goes into the bloom; where the look has none, a trace for the flare that travels with it."""
    return max(0.217 * look.bloom, 0.01 if look.flare else 0.0)


def film_stock(device: Any, look: Look, lut: bytes | None) -> Mapping[int, Any]:
    """Return what the picture is printed through, by binding: the look's table, and the plate that grain is taken from."""
    table = np.ones((NODES, NODES, NODES, 4), np.float16)
    table[..., :3] = bake(look, lut)
    return {7: _texture(device, "rgba16float", "3d", table), 8: _texture(device, "r8snorm", "2d", grain_plate())}


@cache
def grain_plate() -> NDArray[np.int8]:
    """Return film grain of unit strength, PLATE_RANGE at 127, [PLATE_SIZE, PLATE_SIZE]; fine grains and clumps twice as wide; it tiles."""
    random = generator_from("grain plate")
    fine, clumps = (random.standard_normal((size, size)) for size in (PLATE_SIZE, PLATE_SIZE // 2))
    coarse = np.repeat(np.repeat(clumps, 2, 0), 2, 1)
    plate = 0.4 * fine + 0.29 * np.roll(coarse, 1, (0, 1))
    return np.asarray(np.clip(np.round(plate * 127 / PLATE_RANGE), -127, 127), np.int8)


def _texture(device: Any, form: str, dimension: str, texels: NDArray[Any]) -> Any:
    import wgpu

    size = (*texels.shape[:3][::-1], 1)[:3] if dimension == "2d" else texels.shape[2::-1]
    usage = wgpu.TextureUsage.TEXTURE_BINDING | wgpu.TextureUsage.COPY_DST
    texture = device.create_texture(size=size, dimension=dimension, format=form, usage=usage)
    layout = {"bytes_per_row": texels[0].nbytes // (size[1] if dimension == "3d" else 1), "rows_per_image": size[1]}
    device.queue.write_texture({"texture": texture}, texels, layout, size)
    return texture.create_view()
