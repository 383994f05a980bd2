"""The passes that are drawn only when somebody asks what the G-buffer knows: depth, normal, albedo, and whose surface it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from redearth.core.space import Matrix
from redearth.picture.aov import Aov, Aovs, ObjectSamples
from redearth.picture.realtime.bundles import Bundle
from redearth.picture.realtime.motion_pass import Motion, plan_motion, record_motion
from redearth.picture.realtime.optics import eye_of
from redearth.picture.realtime.passes import Prepared, record_geometry, record_skinning, screen
from redearth.picture.realtime.scratch import Scratch
from redearth.picture.realtime.shaders import shader_module
from redearth.picture.realtime.targets import Targets
from redearth.picture.realtime.workshop import Workshop, workshop
from redearth.stage.model import F32, U32, Draw, View

SAMPLES = 8
"""Samples a pixel for the coverage of objects; each costs one more G-buffer."""
_OFFSETS = tuple(((k + 0.5) / SAMPLES - 0.5, (((k * 3) % SAMPLES) + 0.5) / SAMPLES - 0.5) for k in range(SAMPLES))
"""Rooks on a board of SAMPLES x SAMPLES: every row and column of the pixel is sampled once."""


@cache
def _program(entry: str, formats: tuple[str, ...], *, textured: bool = False) -> Any:
    device = workshop().device
    module = shader_module(device, "aov", textured=textured)
    return device.create_render_pipeline(
        layout="auto",
        vertex={"module": module, "entry_point": "full"},
        primitive={"topology": "triangle-list"},
        fragment={"module": module, "entry_point": entry, "targets": [{"format": one} for one in formats]},
    )


def draw_aovs(
    shop: Workshop,
    scratches: tuple[Scratch, Scratch],
    targets: Targets,
    frame: Prepared,
    wanted: Collection[Aov],
    view: View,
    neighbour: View | None,
) -> Aovs:
    """Return what ``wanted`` asks for of ``view``, prepared as ``frame``, but for the beauty.

    ``scratches`` are those of the view and of its ``neighbour`` in time, from which motion is known.
    """
    encoder = shop.device.create_command_encoder()
    posed = record_skinning(encoder, shop, scratches[0], frame)
    shop.device.queue.submit([encoder.finish()])
    normal, albedo = surfaces(shop, targets, frame, posed)
    aspect = targets.width / targets.height
    motion = objects = None
    if "motion" in wanted:
        motion = _motion(shop, scratches[1], targets, frame, posed, plan_motion(view, neighbour, frame, aspect))
    if "object" in wanted:
        eye = eye_of(view.camera, aspect)
        objects = object_samples(shop, targets, frame, posed, view.draws, eye.clip_from_world)
    return Aovs(
        depth_m=np.ascontiguousarray(normal[..., 3]) if "depth" in wanted else None,
        normal=np.ascontiguousarray(normal[..., :3]) if "normal" in wanted else None,
        albedo_linear=np.ascontiguousarray(albedo[..., :3]) if "albedo" in wanted else None,
        motion_px=motion,
        objects=objects,
    )


def surfaces(shop: Workshop, targets: Targets, frame: Prepared, posed: Any) -> tuple[F32, F32]:
    """Return what lies under each pixel's middle, two arrays [H, W, 4]: normal and depth in metres; albedo and whether anything is there."""
    normal, albedo = (_target(shop, targets, "rgba32float") for _ in range(2))
    encoder = shop.device.create_command_encoder()
    record_geometry(encoder, shop, targets, frame, posed)
    known = {
        0: frame.frame, 1: frame.records, 2: frame.materials, 4: targets.gbuffer, 5: targets.depth, 6: shop.patterns, 7: shop.repeat,
    }  # fmt: skip
    textured = frame.images is not None
    if textured:
        known |= {12: frame.images, 14: shop.repeat}
    program = _program("know", ("rgba32float", "rgba32float"), textured=textured)
    screen(encoder, shop, program, known, normal.create_view(), albedo.create_view())
    shop.device.queue.submit([encoder.finish()])
    shape = (targets.height, targets.width, 4)
    return _read(shop, normal, 16).view(np.float32).reshape(shape), _read(shop, albedo, 16).view(np.float32).reshape(shape)


def _motion(shop: Workshop, earlier: Scratch, targets: Targets, frame: Prepared, posed: Any, motion: Motion | None) -> F32:
    """Return [H, W, 2] pixels a frame, right and up; the G-buffer has just been drawn."""
    if motion is None:
        return np.zeros((targets.height, targets.width, 2), np.float32)
    encoder = shop.device.create_command_encoder()
    record_motion(encoder, shop, earlier, targets, frame, posed, motion)
    shop.device.queue.submit([encoder.finish()])
    halves = _read(shop, targets.motion.texture, 8).view(np.float16).reshape(targets.height, targets.width, 4)
    return halves[..., :2].astype(np.float32) * np.array([1, -1], np.float32)


def object_samples(
    shop: Workshop, targets: Targets, frame: Prepared, posed: Any, draws: Sequence[Draw], clip_from_world: Matrix
) -> ObjectSamples:
    """Draw the geometry once for each of ``SAMPLES`` places in a pixel; return whose surface each sees.

    ``draws`` are the view's, ``clip_from_world`` its camera's; the frame's block holds that matrix again afterwards.
    """
    names, owner = owners(draws, frame.bundles)
    target = _target(shop, targets, "r32uint")
    samples = np.empty((SAMPLES, targets.height, targets.width), np.int32)
    for k, (x, y) in enumerate(_OFFSETS):
        # Moving the picture by less than a pixel is a shear of clip space towards the eye.
        shift = np.eye(4)
        shift[0, 3], shift[1, 3] = -2 * x / targets.width, 2 * y / targets.height
        _put_matrix(shop, frame, shift @ clip_from_world)
        encoder = shop.device.create_command_encoder()
        record_geometry(encoder, shop, targets, frame, posed)
        seen = {4: targets.gbuffer, 5: targets.depth}
        screen(encoder, shop, _program("name_record", ("r32uint",)), seen, target.create_view())
        shop.device.queue.submit([encoder.finish()])
        samples[k] = owner[_read(shop, target, 4).view(np.uint32).reshape(targets.height, targets.width)]
    _put_matrix(shop, frame, clip_from_world)
    return _only_seen(names, samples)


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


def _put_matrix(shop: Workshop, frame: Prepared, clip_from_world: Matrix) -> None:
    # The matrix is the first member of the frame block.
    shop.device.queue.write_buffer(frame.frame["buffer"], 0, np.ascontiguousarray(clip_from_world.T, np.float32))


def _target(shop: Workshop, targets: Targets, form: str) -> Any:
    import wgpu

    usage = wgpu.TextureUsage.RENDER_ATTACHMENT | wgpu.TextureUsage.COPY_SRC
    return shop.device.create_texture(size=(targets.width, targets.height, 1), format=form, usage=usage)


def _read(shop: Workshop, texture: Any, pixel_bytes: int) -> U32:
    width, height, _ = texture.size
    row = (width * pixel_bytes + 255) // 256 * 256
    content = shop.device.queue.read_texture(
        {"texture": texture}, {"bytes_per_row": row, "rows_per_image": height}, (width, height, 1)
    )
    rows = np.frombuffer(content, np.uint8).reshape(height, row)[:, : width * pixel_bytes]
    return np.ascontiguousarray(rows).view(np.uint32)
