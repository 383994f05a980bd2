"""Several samples a pixel, for what compositors filter: the light itself, and whose surface it comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from redearth.picture.aov import ObjectSamples
from redearth.picture.realtime.aov_program import aov_program, readable, texels
from redearth.picture.realtime.bundles import Bundle
from redearth.picture.realtime.glass_pass import record_glass
from redearth.picture.realtime.optics import Eye
from redearth.picture.realtime.passes import Prepared, record_geometry, record_light, record_sprites, screen
from redearth.picture.realtime.targets import Targets
from redearth.picture.realtime.workshop import Workshop
from redearth.stage.model import F32, Draw

SAMPLES = 8
"""Samples a pixel of beauty and objects."""
_OFFSETS = tuple(((k + 0.5) / SAMPLES - 0.5, (((k * 3) % SAMPLES) + 0.5) / SAMPLES - 0.5) for k in range(SAMPLES))
"""Rooks on a board of SAMPLES x SAMPLES: every row and column of the pixel is sampled once."""
_FORWARD_BYTES = 4 * 64 + 16
"""Where the direction of the picture's middle stands in the frame block: after four matrices and the eye."""


def sampled(
    shop: Workshop, targets: Targets, frame: Prepared, posed: Any, eye: Eye, draws: Sequence[Draw], *, beauty: bool, objects: bool
) -> tuple[F32 | None, ObjectSamples | None]:
    """Draw the frame once for each of ``SAMPLES`` places in a pixel; return its mean light [H, W, 3] and whose surface each sample sees.

    ``eye`` and ``draws`` are the view's; shadows are drawn already. The frame's block is afterwards what it was.
    """
    names, owner = owners(draws, frame.bundles)
    target = readable(shop, targets, "r32uint")
    samples = np.empty((SAMPLES if objects else 0, targets.height, targets.width), np.int32)
    light = np.zeros((targets.height, targets.width, 3), np.float32)
    for k, (x, y) in enumerate(_OFFSETS):
        _shift(shop, frame, eye, 2 * x / targets.width, -2 * y / targets.height)
        encoder = shop.device.create_command_encoder()
        record_geometry(encoder, shop, targets, frame, posed)
        if objects:
            seen = {4: targets.gbuffer, 5: targets.depth}
            screen(encoder, shop, aov_program("name_record", ("r32uint",)), seen, target.create_view())
        if beauty:
            record_light(encoder, shop, targets, frame, posed)
            record_glass(encoder, shop, targets, frame, posed)
            record_sprites(encoder, shop, targets, frame)
        shop.device.queue.submit([encoder.finish()])
        if objects:
            samples[k] = owner[texels(shop, target, 4).view(np.uint32)[..., 0]]
        if beauty:
            light += texels(shop, targets.scene.texture, 8).view(np.float16)[..., :3]
    _shift(shop, frame, eye, 0.0, 0.0)
    return (np.asarray(light / SAMPLES, np.float32) if beauty else None), (_only_seen(names, samples) if objects else None)


def owners(draws: Sequence[Draw], bundles: Mapping[str, Bundle]) -> tuple[tuple[str, ...], NDArray[np.int32]]:
    """Return the names of all instances, and for each record from 1 the index of its name (record 0 is nothing: -1).

    Records lie as ``crowd.gather`` lays them: draw by draw, part by part, instance by instance.
    """
    places: dict[str, int] = {}
    rows = [np.array([-1], np.int32)]
    for draw in (d for d in draws if len(d.world_from_object)):
        count = len(draw.world_from_object)
        path = draw.name or f"{draw.asset}/{draw.mesh}"
        named = [path] if count == 1 else [f"{path}[{k}]" for k in range(count)]
        index = np.array([places.setdefault(name, len(places)) for name in named], np.int32)
        rows += [index] * len(bundles[draw.asset].shapes[draw.mesh].parts)
    return tuple(places), np.concatenate(rows)


def _only_seen(names: tuple[str, ...], samples: NDArray[np.int32]) -> ObjectSamples:
    """Number anew, by name, only those objects that a sample fell on."""
    seen = sorted(set(np.unique(samples).tolist()) - {-1}, key=lambda k: names[k])
    anew = np.full(len(names) + 1, -1, np.int32)
    anew[seen] = np.arange(len(seen), dtype=np.int32)
    return ObjectSamples(names=tuple(names[k] for k in seen), samples=anew[samples])


def _shift(shop: Workshop, frame: Prepared, eye: Eye, x: float, y: float) -> None:
    """Let the camera look past the middle by a part of half the picture: pixels then show what lies beside their middle."""
    # A shear of clip space towards the eye; rays start from a middle that has moved.
    shear = np.eye(4)
    shear[0, 3], shear[1, 3] = -x, -y
    matrix = np.ascontiguousarray((shear @ eye.clip_from_world).T, np.float32)
    middle = (eye.forward + x * eye.ray_x + y * eye.ray_y).astype(np.float32)
    shop.device.queue.write_buffer(frame.frame["buffer"], 0, matrix)
    shop.device.queue.write_buffer(frame.frame["buffer"], _FORWARD_BYTES, middle)
