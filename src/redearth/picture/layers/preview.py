"""Each layer as a picture for the eye: what no compositor should read, and anybody can look at."""

from __future__ import annotations

import colorsys
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from redearth.picture.aov import NOTHING_M, Aov, Aovs
from redearth.picture.exposure import meter
from redearth.picture.layers.cryptomatte import hash_of
from redearth.stage.model import F32

Picture = NDArray[np.uint8]
_SLOWEST_PX = 1.0
"""The fastest that is seen has full colour, unless it is slower than this."""


def previews(aovs: Aovs) -> dict[Aov, Picture]:
    """Return a picture [H, W, 3] of every layer that ``aovs`` holds, by name."""
    paint: dict[Aov, Callable[[], Picture] | None] = {
        "beauty": None if (beauty := aovs.beauty_linear) is None else lambda: _exposed(beauty),
        "depth": None if (depth := aovs.depth_m) is None else lambda: depth_ramp(depth),
        "normal": None if (normal := aovs.normal) is None else lambda: _bytes(normal * 0.5 + 0.5),
        "albedo": None if (albedo := aovs.albedo_linear) is None else lambda: _bytes(_srgb(albedo)),
        "motion": None if (motion := aovs.motion_px) is None else lambda: motion_wheel(motion),
        "object": None if aovs.objects is None else lambda: _named(aovs),
    }
    return {name: make() for name, make in paint.items() if make is not None}


def depth_ramp(depth_m: F32) -> Picture:
    """Return near as white and far as dark grey, even steps in the logarithm of distance, black where nothing stands."""
    there = depth_m < NOTHING_M
    if not there.any():
        return np.zeros((*depth_m.shape, 3), np.uint8)
    near, far = np.percentile(depth_m[there], (0.5, 99.5))
    span = max(float(np.log(max(far, 1e-3) / max(near, 1e-3))), 1e-3)
    share = np.clip(np.log(np.maximum(depth_m, 1e-3) / max(near, 1e-3)) / span, 0, 1)
    return np.repeat(_bytes(np.where(there, 1.0 - 0.85 * share, 0.0))[..., None], 3, axis=2)


def motion_wheel(motion_px: F32) -> Picture:
    """Return direction as hue and speed as strength: grey is still, red goes right, green up."""
    speed = np.linalg.norm(motion_px, axis=-1, keepdims=True)
    fastest = max(float(np.percentile(speed, 99.5)), _SLOWEST_PX)
    x, y = np.moveaxis(motion_px / np.maximum(speed, fastest), -1, 0)
    return _bytes(np.stack([0.5 + 0.5 * x, 0.5 + 0.5 * y, 0.5 - 0.25 * (x + y)], -1))


def colour_of(name: str) -> tuple[float, float, float]:
    """Return the colour that stands for an object: the same for the same name in every frame."""
    bits = hash_of(name)
    return colorsys.hsv_to_rgb((bits & 0xFFFF) / 65536, 0.45 + 0.4 * (bits >> 16 & 0xFF) / 255, 0.55 + 0.45 * (bits >> 24) / 255)


def _named(aovs: Aovs) -> Picture:
    objects = aovs.objects
    assert objects is not None
    colours = np.array([(0.0, 0.0, 0.0), *(colour_of(name) for name in objects.names)], np.float32)
    return _bytes(colours[objects.samples + 1].mean(0))


def _exposed(beauty: F32) -> Picture:
    return _bytes(_srgb(beauty * np.float32(2.0 ** meter([beauty]))))


def _srgb(linear: F32) -> F32:
    x = np.clip(linear, 0, 1)
    return np.where(x <= 0.0031308, x * 12.92, 1.055 * x ** (1 / 2.4) - 0.055).astype(np.float32)


def _bytes(share: NDArray[np.floating]) -> Picture:
    return np.asarray(np.clip(share, 0, 1) * 255 + 0.5).astype(np.uint8)
