"""The images of a view's bundles as one texture array: every layer a square of one size, with mips averaged in linear light."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from PIL import Image as Picture

from redearth.stage.model import F32, U8, Image

LARGEST_PX = 2048
SMALLEST_PX = 64
_LEAST_COVER_PX = 4
"""Smaller levels have too few texels for a share of them."""
MOST_BYTES = 192 << 20
"""What an array may take; images are halved until all of them fit."""


def layer_size_px(images: Sequence[Image]) -> int:
    """Return the side of the layers that hold ``images``: a power of two as large as the largest image, or what fits."""
    largest = max((max(image.pixels.shape[:2]) for image in images), default=1)
    size = min(max(1 << (largest - 1).bit_length(), SMALLEST_PX), LARGEST_PX)
    while size > SMALLEST_PX and len(images) * size * size * 16 // 3 > MOST_BYTES:
        size //= 2
    return size


def upload_images(device: Any, images: Sequence[Image]) -> Any:
    """Copy ``images`` to the layers of a texture array of ``device``, in order; return its view."""
    import wgpu

    size = layer_size_px(images)
    texture = device.create_texture(
        size=(size, size, len(images)),
        format="rgba8unorm",
        mip_level_count=size.bit_length(),
        usage=wgpu.TextureUsage.TEXTURE_BINDING | wgpu.TextureUsage.COPY_DST,
    )
    for layer, image in enumerate(images):
        for level, texels in enumerate(mip_levels(image, size)):
            side = texels.shape[0]
            device.queue.write_texture(
                {"texture": texture, "mip_level": level, "origin": (0, 0, layer)},
                texels.tobytes(),
                {"bytes_per_row": side * 4, "rows_per_image": side},
                (side, side, 1),
            )
    return texture.create_view(dimension="2d-array")


def mip_levels(image: Image, size: int) -> list[U8]:
    """Return the mips [S, S, 4] of an image brought to ``size``, down to one texel; what is cut out lends no colour to its surroundings."""
    pixels = np.ascontiguousarray(image.pixels)
    if pixels.shape[:2] != (size, size):
        pixels = np.asarray(
            Picture.fromarray(pixels).resize(
                (size, size), Picture.Resampling.BOX if max(pixels.shape) > size else Picture.Resampling.BILINEAR
            )
        )
    curved = image.color_space == "srgb"
    level = _linear(pixels, curved)
    levels, cover = [pixels], _cover(level[..., 3])
    while level.shape[0] > 1:
        weight = level[..., 3:] + 1e-4
        level = np.concatenate([level[..., :3] * weight, weight], -1)
        level = level.reshape(level.shape[0] // 2, 2, level.shape[1] // 2, 2, 4).mean((1, 3))
        level[..., :3] /= level[..., 3:]
        level[..., 3] -= 1e-4
        levels.append(_coded(_covering(level, cover), curved))
    return levels


def _cover(alpha: F32) -> float | None:
    """Return the share that is there, of an image that is either there or not at nearly every texel; None for all others."""
    there = alpha > 0.5
    clear = (alpha > 0.9) | (alpha < 0.1)
    return float(there.mean()) if clear.mean() > 0.75 and 0.0 < there.mean() < 1.0 else None


def _covering(level: F32, cover: float | None) -> F32:
    """Return a level whose alpha is scaled so that as much of it is there as of the whole image: far crowns keep their leaves (Castano 2010)."""
    if cover is None or level.shape[0] < _LEAST_COVER_PX:
        return level.copy()
    threshold = max(float(np.quantile(level[..., 3], 1.0 - cover)), 1e-3)
    scaled = level.copy()
    scaled[..., 3] = np.clip(level[..., 3] * (0.5 / threshold), 0.0, 1.0)
    return scaled


def _linear(pixels: U8, curved: bool) -> F32:
    table = np.arange(256, dtype=np.float32) / 255
    level = table[pixels]
    if curved:
        decoded = np.where(table <= 0.04045, table / 12.92, ((table + 0.055) / 1.055) ** 2.4)
        level[..., :3] = decoded.astype(np.float32)[pixels[..., :3]]
    return np.asarray(level, np.float32)


def _coded(level: F32, curved: bool) -> U8:
    coded = np.clip(level, 0, 1)
    if curved:
        color = coded[..., :3]
        coded[..., :3] = np.where(color <= 0.0031308, color * 12.92, 1.055 * np.maximum(color, 1e-9) ** (1 / 2.4) - 0.055)
    return np.asarray(coded * 255 + 0.5, np.uint8)
