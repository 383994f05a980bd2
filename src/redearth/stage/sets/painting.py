"""A flat picture while it is painted: colour, cover and light, and what years do to it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from redearth.core.seed import generator_from
from redearth.core.space import Vec3
from redearth.stage.model import Image
from redearth.stage.sets.lettering import Mask
from redearth.stage.sets.noise import fractal

Rgb = Vec3
"""Display-referred (sRGB) colour, 0 to 1."""
RUST: Rgb = (0.36, 0.19, 0.1)
GRIME: Rgb = (0.2, 0.17, 0.14)


@dataclass(slots=True)
class Painting:
    """``color`` and ``light`` [H, W, 3] in sRGB, ``cover`` [H, W]."""

    color: NDArray[np.float32]
    cover: NDArray[np.float32]
    light: NDArray[np.float32]

    @staticmethod
    def on(ground: Rgb, width_px: int, height_px: int, cover: float = 1.0) -> Painting:
        """Return an even ground."""
        color = np.broadcast_to(np.asarray(ground, np.float32), (height_px, width_px, 3)).copy()
        return Painting(color, np.full((height_px, width_px), cover, np.float32), np.zeros_like(color))

    def lay(self, mask: Mask, color: Rgb) -> None:
        """Paint ``color`` where the mask covers."""
        share = mask[..., None]
        self.color = self.color * (1 - share) + np.asarray(color, np.float32) * share

    def glow(self, mask: Mask, color: Rgb) -> None:
        """Let the picture shine in ``color`` where the mask covers."""
        self.light = np.maximum(self.light, mask[..., None] * np.asarray(color, np.float32))

    def image(self) -> Image:
        """Return colour and cover as an image."""
        return Image(pixels=_bytes(np.concatenate([self.color, self.cover[..., None]], -1)))

    def light_image(self) -> Image:
        """Return the light as an image."""
        return Image(pixels=_bytes(np.concatenate([self.light, np.ones_like(self.light[..., :1])], -1)))


def weather(painting: Painting, wear: float, *identity: str | int, rust: bool = True) -> None:
    """Age a painting: fade, grime in clouds, chips with rusty rims from the edges, and streaks that run down; ``wear`` is 0 to 1."""
    tall, wide = painting.cover.shape
    clouds, fine = _noise(tall, wide, 140, "clouds", *identity), _noise(tall, wide, 26, "fine", *identity)
    painting.color *= (1 - wear * (0.16 + 0.2 * clouds))[..., None].astype(np.float32)
    x, y = np.meshgrid(np.arange(wide), np.arange(tall))
    edge = np.minimum(np.minimum(x, wide - 1 - x), np.minimum(y, tall - 1 - y)) / max(tall, wide)
    bare = 0.55 * fine + 0.45 * clouds + 0.35 * np.exp(-edge * 40)
    limit = 1.0 - 0.42 * wear
    streaks = _smear(np.clip((bare - limit) * 6, 0, 1), 0.35) * wear
    painting.lay((np.clip(streaks, 0, 0.7)).astype(np.float32), RUST if rust else GRIME)
    if rust:
        painting.lay(_step(bare, limit - 0.05, limit).astype(np.float32) * np.float32(0.8), RUST)
        painting.lay(_step(bare, limit, limit + 0.05).astype(np.float32) * np.float32(0.9), (0.2, 0.14, 0.11))
    foot = _step(y / tall + 0.25 * clouds, 0.85, 1.25) * wear
    painting.lay((foot * 0.6).astype(np.float32), GRIME)


def flake(painting: Painting, wear: float, *identity: str | int) -> None:
    """Let paint without a ground flake off: its cover goes in patches."""
    tall, wide = painting.cover.shape
    fine, broad = _noise(tall, wide, 18, "flake", *identity), _noise(tall, wide, 90, "patch", *identity)
    keep = 1 - _step(0.62 * fine + 0.38 * broad, 0.78 - 0.2 * wear, 0.86 - 0.2 * wear)
    painting.cover *= keep.astype(np.float32)
    painting.color *= (1 - 0.25 * wear * broad)[..., None].astype(np.float32)


def _noise(tall: int, wide: int, cell_px: float, *identity: str | int) -> NDArray[np.float64]:
    x, y = np.meshgrid(np.arange(wide) / cell_px, np.arange(tall) / cell_px)
    shift = generator_from("painting", *identity).uniform(0, 200, 2)
    return np.asarray(np.clip(fractal(x + shift[0], y + shift[1], "painting", octaves=4) * 0.9 + 0.5, 0, 1))


def _smear(source: NDArray[np.float64], keep: float) -> NDArray[np.float64]:
    """Return what runs down from ``source``, fading."""
    fade = keep ** (8 / source.shape[0])
    out = source.copy()
    for row in range(1, len(out)):
        out[row] = np.maximum(out[row], out[row - 1] * fade)
    return out * 0.8


def _step(value: NDArray[np.float64], low: float, high: float) -> NDArray[np.float64]:
    t = np.clip((value - low) / (high - low), 0, 1)
    return np.asarray(t * t * (3 - 2 * t))


def _bytes(values: NDArray[np.float32]) -> NDArray[np.uint8]:
    return np.asarray(np.clip(values, 0, 1) * 255 + 0.5, np.uint8)
