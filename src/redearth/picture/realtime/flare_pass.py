"""Lens flare: ghosts of small, strong lights, mixed into the bloom pyramid (``wgsl/flare.wgsl``)."""

from __future__ import annotations

from typing import Any

import numpy as np

from redearth.core.look import Look
from redearth.picture.realtime.grade import bloom_share
from redearth.picture.realtime.optics import Eye
from redearth.picture.realtime.passes import Prepared, screen
from redearth.picture.realtime.scratch import Scratch
from redearth.picture.realtime.targets import Targets
from redearth.picture.realtime.workshop import Workshop
from redearth.stage.model import Sky

MIXED = 0.62
"""What each step of the pyramid takes from the level above it, the rest being the level's own; as in ``wgsl/finish.wgsl``."""
_STRENGTH = 0.65
"""Share of a light's disc that ghosts of unit tint have where the look's flare is 1."""
_SUN_RAD = 0.015
"""Radius of the sun's disc (``wgsl/sky.wgsl``)."""


def flare_gain(look: Look, level: int) -> float:
    """Return what ghosts are multiplied by in ``level`` of the pyramid so that the developed picture has them in the look's strength."""
    if not look.flare:
        return 0.0
    shown = (1.0 - MIXED) * MIXED ** (level - 1) * MIXED * bloom_share(look)
    return look.flare * _STRENGTH / shown


def sun_seat(sky: Sky, eye: Eye) -> tuple[float, float, float, float]:
    """Return where the sun stands in the picture (0 … 1 right and down), its radius in heights, and 1; all 0 where the camera cannot see it."""
    x, y, _, w = eye.clip_from_world @ [*(-v for v in sky.sun_direction), 0.0]
    if w <= 0 or not sky.visible or max(sky.sun_color_linear) <= 0:
        return 0.0, 0.0, 0.0, 0.0
    radius = _SUN_RAD / (2.0 * float(np.linalg.norm(eye.ray_y)))
    return 0.5 + 0.5 * x / w, 0.5 - 0.5 * y / w, radius, 1.0


def record_flare(encoder: Any, shop: Workshop, scratch: Scratch, targets: Targets, frame: Prepared) -> None:
    """Draw the level ``targets.flare_level`` of the bloom pyramid once more, with ghosts in it, into ``targets.flared``."""
    level = targets.flare_level
    width, height = targets.bloom_sizes[level]
    size, gain = (width, height, 1 / width, 1 / height), (frame.flare_gain, targets.width / targets.height, 0.0, 0.0)
    numbers = np.array([*size, *gain, *frame.sun_seat], np.float32)
    shared = {0: scratch.put("flare", numbers, uniform=True), 1: targets.bloom_down[level], 3: shop.clamp}
    around = targets.bloom_down[min(level + 2, len(targets.bloom_down) - 1)]
    screen(encoder, shop, shop.pipelines.flare_apertures, {**shared, 2: around}, targets.apertures)
    screen(encoder, shop, shop.pipelines.flare_ghosts, {**shared, 4: targets.apertures}, targets.flared)
