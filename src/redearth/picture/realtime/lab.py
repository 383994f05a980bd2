"""The lab passes: bloom pyramid, development, edge smoothing and grain."""

from __future__ import annotations

from typing import Any

import numpy as np

from redearth.picture.realtime.flare_pass import MIXED, record_flare
from redearth.picture.realtime.passes import Prepared, screen
from redearth.picture.realtime.scratch import Scratch
from redearth.picture.realtime.targets import Targets
from redearth.picture.realtime.workshop import Workshop


def record_lab(encoder: Any, shop: Workshop, scratch: Scratch, targets: Targets, frame: Prepared, scene: Any) -> None:
    """Turn ``scene``, scene-linear, into an 8-bit picture."""
    bloom = _record_bloom(encoder, shop, scratch, targets, scene, frame)
    develop, pipeline = (
        {0: frame.frame, 1: frame.grade[1], 2: scene, 3: bloom, 4: shop.clamp, 7: frame.grade[7], 8: shop.nearest},
        shop.pipelines.develop,
    )
    if frame.defocused:
        blur = {1: targets.bloom_down[0], 2: targets.bloom_down[2], 3: shop.nearest, 4: shop.clamp}
        screen(encoder, shop, shop.pipelines.defocus, blur, targets.dotted)
        screen(encoder, shop, shop.pipelines.defocus_fill, {1: targets.dotted, 3: shop.nearest}, targets.defocused)
        pipeline = shop.pipelines.develop_defocused
    develop |= {5: targets.depth, 6: targets.defocused}
    screen(encoder, shop, pipeline, develop, targets.developed)
    resources = {0: frame.frame, 1: frame.grade[1], 2: targets.developed, 3: shop.nearest, 4: shop.clamp, 8: frame.grade[8]}
    screen(encoder, shop, shop.pipelines.finish, resources, targets.picture)


def _record_bloom(encoder: Any, shop: Workshop, scratch: Scratch, targets: Targets, scene: Any, frame: Prepared) -> Any:
    """Return the bloom at a quarter of the size; the half size is drawn for the lens alone."""
    down, up, sizes = targets.bloom_down, targets.bloom_up, targets.bloom_sizes
    if frame.defocused:
        screen(encoder, shop, shop.pipelines.halve, {0: frame.frame, 1: scene, 3: shop.nearest, 4: targets.depth}, down[0])
    else:
        screen(encoder, shop, shop.pipelines.quarter, {0: frame.frame, 1: scene, 2: shop.clamp}, down[1])
    for k in range(1 if frame.defocused else 2, len(down)):
        level = _level(scratch, f"down {k}", sizes[k - 1])
        screen(encoder, shop, shop.pipelines.bloom_down, {0: level, 1: down[k - 1], 3: shop.clamp}, down[k])
    flared = targets.flare_level if frame.flare_gain else 0
    if flared:
        record_flare(encoder, shop, scratch, targets, frame)
    source = down[-1]
    for k in reversed(range(len(up))):
        # Alpha is flare from where it joins the light.
        own, above = (1.0 - MIXED) * (k + 1 == flared), MIXED * (k + 1 < flared)
        level = _level(scratch, f"up {k}", sizes[k + 2], (MIXED, 1.0 - MIXED, above, own))
        below = targets.flared if k + 1 == flared else down[k + 1]
        screen(encoder, shop, shop.pipelines.bloom_up, {0: level, 1: source, 2: below, 3: shop.clamp}, up[k])
        source = up[k]
    return source


def _level(scratch: Scratch, name: str, size: tuple[int, int], gains: tuple[float, ...] = (0.0, 0.0, 0.0, 0.0)) -> Any:
    width, height = size
    return scratch.put(f"bloom {name}", np.array([width, height, 1 / width, 1 / height, *gains], np.float32), uniform=True)
