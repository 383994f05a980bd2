"""Motion blur: the scene as the open shutter sees it."""

from __future__ import annotations

from typing import Any

import numpy as np

from redearth.picture.realtime.passes import bindings, screen
from redearth.picture.realtime.scratch import Scratch
from redearth.picture.realtime.targets import TILE, Targets
from redearth.picture.realtime.workshop import Workshop


def record_shutter(
    encoder: Any, shop: Workshop, scratch: Scratch, targets: Targets, shutter_deg: float, *, everywhere: bool
) -> None:
    """Fill ``targets.moved`` from the scene and ``targets.motion``; no blur is longer than two tiles.

    ``everywhere`` says that most of the picture moves; what comes out does not depend on it.
    """
    covered = [-(-side // TILE) * TILE for side in (targets.width, targets.height)]
    block = np.array([shutter_deg / 720, TILE, 0, 0, targets.width, targets.height, 1 / covered[0], 1 / covered[1]], np.float32)
    numbers = scratch.put("shutter", block, uniform=True)
    first, second = targets.tiles
    screen(encoder, shop, shop.pipelines.shutter_tiles, {0: numbers, 1: targets.motion}, first)
    screen(encoder, shop, shop.pipelines.shutter_near, {2: first}, second)
    resources = {0: numbers, 1: targets.motion, 2: second, 3: targets.scene, 4: shop.nearest}
    if everywhere:
        screen(encoder, shop, shop.pipelines.shutter_whole, resources, targets.moved)
    else:
        _copy(encoder, targets)
    work = encoder.begin_render_pass(color_attachments=[{"view": targets.moved, "load_op": "load", "store_op": "store"}])
    tiled = [shop.pipelines.shutter] if everywhere else [shop.pipelines.shutter_together, shop.pipelines.shutter]
    for pipeline in tiled:
        work.set_pipeline(pipeline)
        work.set_bind_group(0, bindings(shop, pipeline, resources))
        work.draw(4, -(-targets.width // TILE) * -(-targets.height // TILE))
    work.end()


def _copy(encoder: Any, targets: Targets) -> None:
    source, target = ({"texture": view.texture} for view in (targets.scene, targets.moved))
    encoder.copy_texture_to_texture(source, target, (targets.width, targets.height, 1))
