"""The passes that are drawn only when somebody asks for more than the picture: what the G-buffer knows, and filtered light and names."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np

from redearth.picture.aov import Aov, Aovs
from redearth.picture.realtime.aov_program import aov_program, readable, texels
from redearth.picture.realtime.aov_samples import sampled
from redearth.picture.realtime.motion_pass import Motion, plan_motion, record_motion
from redearth.picture.realtime.optics import eye_of
from redearth.picture.realtime.passes import Prepared, record_geometry, record_skinning, screen
from redearth.picture.realtime.scratch import Scratch
from redearth.picture.realtime.shadow_pass import record_shadows
from redearth.picture.realtime.targets import Targets
from redearth.picture.realtime.workshop import Workshop
from redearth.stage.model import F32, View


def draw_aovs(
    shop: Workshop,
    scratches: tuple[Scratch, Scratch],
    targets: Targets,
    frame: Prepared,
    wanted: Collection[Aov],
    view: View,
    neighbour: View | None,
) -> Aovs:
    """Return what ``wanted`` asks for of ``view``, prepared as ``frame``.

    ``scratches`` are those of the view and of its ``neighbour`` in time, from which motion is known.
    """
    encoder = shop.device.create_command_encoder()
    posed = record_skinning(encoder, shop, scratches[0], frame)
    if "beauty" in wanted:
        record_shadows(encoder, shop, frame, posed)
    shop.device.queue.submit([encoder.finish()])
    eye = eye_of(view.camera, targets.width / targets.height)
    beauty = objects = motion = normal = albedo = None
    if {"beauty", "object"} & set(wanted):
        chosen = {"beauty": "beauty" in wanted, "objects": "object" in wanted}
        beauty, objects = sampled(shop, targets, frame, posed, eye, view.draws, **chosen)
    if set(wanted) - {"beauty", "object"}:
        normal, albedo = _surfaces(shop, targets, frame, posed)
    if "motion" in wanted:
        moves = plan_motion(view, neighbour, frame, targets.width / targets.height)
        motion = _motion(shop, scratches[1], targets, frame, posed, moves)
    return Aovs(
        beauty_linear=beauty,
        depth_m=np.ascontiguousarray(normal[..., 3]) if normal is not None and "depth" in wanted else None,
        normal=np.ascontiguousarray(normal[..., :3]) if normal is not None and "normal" in wanted else None,
        albedo_linear=np.ascontiguousarray(albedo[..., :3]) if albedo is not None and "albedo" in wanted else None,
        motion_px=motion,
        objects=objects,
    )


def _surfaces(shop: Workshop, targets: Targets, frame: Prepared, posed: Any) -> tuple[F32, F32]:
    """Return what lies under each pixel's middle, two arrays [H, W, 4]: normal and depth in metres; albedo and whether anything is there."""
    normal, albedo = (readable(shop, targets, "rgba32float") for _ in range(2))
    encoder = shop.device.create_command_encoder()
    record_geometry(encoder, shop, targets, frame, posed)
    known = {
        0: frame.frame, 1: frame.records, 2: frame.materials, 4: targets.gbuffer, 5: targets.depth, 6: shop.patterns, 7: shop.repeat,
    }  # fmt: skip
    textured = frame.images is not None
    if textured:
        known |= {12: frame.images, 14: shop.repeat}
    program = aov_program("know", ("rgba32float", "rgba32float"), textured=textured)
    screen(encoder, shop, program, known, normal.create_view(), albedo.create_view())
    shop.device.queue.submit([encoder.finish()])
    return texels(shop, normal, 16).view(np.float32), texels(shop, albedo, 16).view(np.float32)


def _motion(shop: Workshop, earlier: Scratch, targets: Targets, frame: Prepared, posed: Any, motion: Motion | None) -> F32:
    """Return [H, W, 2] pixels a frame, right and up; the G-buffer has just been drawn."""
    if motion is None:
        return np.zeros((targets.height, targets.width, 2), np.float32)
    encoder = shop.device.create_command_encoder()
    record_motion(encoder, shop, earlier, targets, frame, posed, motion)
    shop.device.queue.submit([encoder.finish()])
    return texels(shop, targets.motion.texture, 8).view(np.float16)[..., :2].astype(np.float32) * np.array([1, -1], np.float32)
