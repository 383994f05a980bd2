"""The lab passes: bloom pyramid, development, edge smoothing and grain."""

from __future__ import annotations

from typing import Any

import numpy as np

from redearth.picture.realtime.passes import Prepared, screen
from redearth.picture.realtime.scratch import Scratch
from redearth.picture.realtime.targets import Targets
from redearth.picture.realtime.workshop import Workshop


def record_lab(
    encoder: Any, shop: Workshop, scratch: Scratch, targets: Targets, frame: Prepared, exposure: float, scene: Any
) -> None:
    """Turn ``scene``, scene-linear, into an 8-bit picture."""
    bloom = _record_bloom(encoder, shop, scratch, targets, scene, exposure, frame.near_m)
    develop, pipeline = (
        {0: frame.frame, 1: frame.grade[1], 2: scene, 3: bloom, 4: shop.clamp, 7: frame.grade[7]},
        shop.pipelines.develop,
    )
    if frame.defocused:
        blur = {0: frame.frame, 1: targets.bloom_down[0]}
        screen(encoder, shop, shop.pipelines.defocus, blur, targets.defocused)
        pipeline = shop.pipelines.develop_defocused
    develop |= {5: targets.depth, 6: targets.defocused}
    screen(encoder, shop, pipeline, develop, targets.developed)
    resources = {0: frame.frame, 1: frame.grade[1], 2: targets.developed, 4: shop.clamp, 8: frame.grade[8]}
    screen(encoder, shop, shop.pipelines.finish, resources, targets.picture)


def _record_bloom(
    encoder: Any, shop: Workshop, scratch: Scratch, targets: Targets, scene: Any, exposure: float, near_m: float
) -> Any:
    source, size = scene, (targets.width, targets.height)
    for k, view in enumerate(targets.bloom_down):
        pipeline = shop.pipelines.bloom_first if k == 0 else shop.pipelines.bloom_down
        level = _level(scratch, f"down {k}", size, exposure, 1.0, near_m)
        more = {4: targets.depth} if k == 0 else {3: shop.clamp}
        screen(encoder, shop, pipeline, {0: level, 1: source, **more}, view)
        source, size = view, targets.bloom_sizes[k]
    for k in reversed(range(len(targets.bloom_up))):
        level = _level(scratch, f"up {k}", targets.bloom_sizes[k + 1], 0.62, 0.38)
        resources = {0: level, 1: source, 2: targets.bloom_down[k], 3: shop.clamp}
        screen(encoder, shop, shop.pipelines.bloom_up, resources, targets.bloom_up[k])
        source = targets.bloom_up[k]
    return source


def _level(scratch: Scratch, name: str, size: tuple[int, int], gain: float, own: float, near_m: float = 0.0) -> Any:
    width, height = size
    block = np.array([width, height, 1 / width, 1 / height, gain, own, near_m, 0], np.float32)
    return scratch.put(f"bloom {name}", block, uniform=True)
