"""The passes of one frame, recorded into a command encoder."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from redearth.picture.realtime.bundles import HOLED, VERTEX_BYTES, Bundle, Wears
from redearth.picture.realtime.computed import SIDE, Computed
from redearth.picture.realtime.crowd import Crowd
from redearth.picture.realtime.crowd_cull import Visible
from redearth.picture.realtime.light_plan import LightPlan
from redearth.picture.realtime.scratch import Scratch
from redearth.picture.realtime.targets import Targets
from redearth.picture.realtime.workshop import Workshop

_MOST_GROUPS = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """One frame, ready to record: buffers filled, visibility known."""

    crowd: Crowd
    bundles: Mapping[str, Bundle]
    seen: Visible
    clear: Sequence[tuple[int, int, int]]
    """(call, first, count) of what is clear, far to near."""
    cast: Sequence[Any]
    """A ``shadow_pass.Cast`` for each shadow map."""
    eyes: Sequence[Any]
    """Uniform binding of each entry of ``cast``."""
    frame: Any
    records: Any
    visible: Any
    materials: Any
    lights: Any
    plan: LightPlan
    grade: Mapping[int, Any]
    """The look by binding: its numbers, its table, the grain plate (``grade.py``)."""
    sprites: Any
    sprite_count: int
    images: Any
    """The images of the bundles in view; None where nothing wears any."""
    starry: bool
    """Whether the sky is dark enough for stars."""
    near_m: float
    """Distance of the camera's near plane."""
    flare_gain: float
    """What ghosts of strong lights are multiplied by (``flare_pass.py``); 0 where the look has none."""
    sun_seat: tuple[float, float, float, float]
    """Where the sun stands in the picture (``flare_pass.sun_seat``)."""
    defocused: bool
    """Whether anything can be out of focus by more than a pixel or two."""
    coarse_frame: Any = None
    """As ``frame``, for the half-size shading of what lies far out of focus; None where all is shaded at full size."""


def bindings(shop: Workshop, pipeline: Any, resources: Mapping[int, Any], group: int = 0) -> Any:
    """Return bind group ``group`` of ``pipeline``; the same resources give the same group again."""
    entries = [{"binding": k, "resource": resource} for k, resource in sorted(resources.items())]
    named = [r["buffer"] if isinstance(r, dict) else r for _, r in sorted(resources.items())]
    key = (id(pipeline), group, *(id(one) for one in named))
    known = shop.groups.get(key)
    if known is None:
        if len(shop.groups) > _MOST_GROUPS:
            shop.groups.clear()
        made = shop.device.create_bind_group(layout=pipeline.get_bind_group_layout(group), entries=entries)
        # What the key names is kept alive with it, so that no later object can have the same id.
        known = shop.groups[key] = (made, pipeline, named)
    return known[0]


def poses_in_use(frame: Prepared) -> set[int]:
    """Return where in the buffer of posed vertices the meshes begin that some pass of the picture draws; other numbers may be among them."""
    calls = frame.crowd.calls
    drawn = {calls[index].skinned_at for index, _, _ in (*frame.seen.runs, *frame.clear)}
    return drawn | {calls[index].shaded_from for cast in frame.cast for index, _, _ in cast.moving}


def record_skinning(encoder: Any, shop: Workshop, scratch: Scratch, frame: Prepared, needed: Container[int] | None = None) -> Any:
    """Pose every skinned draw, or those that begin where ``needed`` says; return the buffer of posed vertices, or None."""
    crowd = frame.crowd
    if not crowd.posed:
        return None
    posed = scratch.room("posed", crowd.skinned_vertices * VERTEX_BYTES, vertex=True)
    joints = scratch.put("joints", crowd.joints)
    work = encoder.begin_compute_pass()
    for k, one in enumerate(crowd.posed):
        if needed is not None and one.skinned_at not in needed:
            continue
        program = shop.pipelines.skin_morphed() if one.shown else shop.pipelines.skin
        work.set_pipeline(program)
        bundle = frame.bundles[one.bundle]
        numbers = np.array([one.base_vertex, one.vertex_count, one.skinned_at, one.joints_at], np.uint32)
        resources = {
            0: scratch.put(f"skin {k}", numbers, uniform=True),
            1: {"buffer": bundle.vertices, "offset": 0, "size": bundle.vertices.size},
            2: {"buffer": bundle.influences, "offset": 0, "size": bundle.influences.size},
            3: joints,
            4: posed,
        }
        if one.shown:
            rows = np.zeros((len(one.shown) + 1, 2), np.uint32)
            rows[0, 0], rows[1:, 0] = len(one.shown), [first for first, _ in one.shown]
            rows[1:, 1] = np.array([weight for _, weight in one.shown], np.float32).view(np.uint32)
            resources |= {
                5: {"buffer": bundle.morphs, "offset": 0, "size": bundle.morphs.size},
                6: scratch.put(f"shown {k}", rows),
            }
        work.set_bind_group(0, bindings(shop, program, resources))
        work.dispatch_workgroups((one.vertex_count + 63) // 64)
    work.end()
    return posed["buffer"]


def record_geometry(encoder: Any, shop: Workshop, targets: Targets, frame: Prepared, posed: Any) -> None:
    """Fill the G-buffer."""
    color = {"view": targets.gbuffer, "clear_value": (0, 0, 0, 0), "load_op": "clear", "store_op": "store"}
    depth = {"view": targets.depth, "depth_clear_value": 0.0, "depth_load_op": "clear", "depth_store_op": "store"}
    work = encoder.begin_render_pass(color_attachments=[color], depth_stencil_attachment=depth)
    bound: tuple[str, bool] | None = None
    kind: tuple[Wears, bool] | None = None
    for index, first, count in frame.seen.runs:
        call = frame.crowd.calls[index]
        bundle = frame.bundles[call.bundle]
        if (call.wears, call.two_sided) != kind:
            kind = (call.wears, call.two_sided)
            _use_program(work, shop, frame, *kind)
        skinned = call.skinned_at >= 0
        # Where a surface wears images, the place in them takes the place in the pattern.
        second = bundle.vertices if call.wears == "pattern" else bundle.seats
        if skinned:
            work.set_vertex_buffer(0, posed, call.skinned_at * VERTEX_BYTES)
            work.set_vertex_buffer(1, second, call.base_vertex * VERTEX_BYTES)
            work.set_index_buffer(bundle.indices, "uint32")
            bound = None
        elif bound != (call.bundle, call.wears == "pattern"):
            work.set_vertex_buffer(0, bundle.vertices)
            work.set_vertex_buffer(1, second)
            work.set_index_buffer(bundle.indices, "uint32")
            bound = (call.bundle, call.wears == "pattern")
        work.draw_indexed(call.part.index_count, count, call.part.first_index, 0 if skinned else call.base_vertex, first)
    work.end()


def _use_program(work: Any, shop: Workshop, frame: Prepared, wears: Wears, two_sided: bool) -> None:
    """Set the pipeline of the G-buffer for a kind of surface, and what it reads."""
    plain = shop.pipelines.gbuffer_two_sided if two_sided else shop.pipelines.gbuffer
    pipeline = plain if wears == "pattern" else shop.pipelines.gbuffer_image(wears, two_sided)
    pierced = image_bindings(shop, frame, filtered=wears == "cut") if wears in HOLED else {}
    work.set_pipeline(pipeline)
    work.set_bind_group(0, bindings(shop, pipeline, {0: frame.frame, 1: frame.records, 2: frame.visible, **pierced}))


def image_bindings(shop: Workshop, frame: Prepared, *, filtered: bool) -> dict[int, Any]:
    """Return what programs that cut holes read beside the records: texels as they are, or filtered."""
    assert frame.images is not None
    return {3: frame.materials, 12: frame.images, **({14: shop.repeat} if filtered else {})}


def record_light(encoder: Any, shop: Workshop, targets: Targets, frame: Prepared, posed: Any) -> None:
    """Air and occlusion at a smaller size, then shading at full size."""
    plan = frame.plan
    surface = {0: frame.frame, 3: frame.lights, 4: targets.gbuffer, 5: targets.depth, 8: shop.shadow_map, 9: shop.compare}
    screen(encoder, shop, shop.pipelines.haze(*plan.air_programs), surface, targets.air)
    blur = {0: frame.frame, 1: targets.air}
    screen(encoder, shop, shop.pipelines.blur, blur, targets.air_smooth)
    air = {10: targets.air_smooth}
    sky = shop.pipelines.background_starry if frame.starry else shop.pipelines.background
    baked = {6: shop.patterns, 7: shop.repeat}
    resources = {**surface, 1: frame.records, 2: frame.materials, **baked, **air}
    light = shop.pipelines.light(*plan.programs)
    if frame.coarse_frame is None:
        screen(encoder, shop, sky, {0: frame.frame, **baked, **air}, targets.scene, depth=targets.depth)
        screen(encoder, shop, light, resources, targets.scene, depth=targets.depth, load="load")
    else:
        _shade_coarsely(encoder, shop, targets, frame, resources)
        screen(encoder, shop, light, resources, targets.scene, depth=targets.sharp, load="load")
        screen(encoder, shop, sky, {0: frame.frame, **baked, **air}, targets.scene, depth=targets.depth, load="load")
    _shade_images(encoder, shop, targets, frame, posed, resources)


def _shade_coarsely(encoder: Any, shop: Workshop, targets: Targets, frame: Prepared, resources: Mapping[int, Any]) -> None:
    """Shade at half size what the lens will smear, bring it to full size, and mark what is left to shade there."""
    programs, cells = shop.pipelines, targets.coarse_depth
    seen = {0: frame.frame, 5: targets.depth, 8: shop.nearest}
    point = {"view": targets.coarse_gbuffer, "load_op": "clear", "store_op": "store"}
    _write_depth(encoder, shop, programs.coarse_choose, {**seen, 4: targets.gbuffer}, cells, point)
    _write_depth(encoder, shop, programs.coarse_mark, {**seen, 2: cells}, targets.sharp)
    small = {**resources, 0: frame.coarse_frame, 4: targets.coarse_gbuffer, 5: cells}
    screen(encoder, shop, programs.light(*frame.plan.programs), small, targets.coarse_scene, depth=cells)
    screen(
        encoder,
        shop,
        programs.coarse_spread,
        {0: frame.frame, 1: targets.coarse_scene, 3: shop.clamp},
        targets.scene,
        depth=targets.sharp,
    )


def _write_depth(encoder: Any, shop: Workshop, pipeline: Any, resources: Mapping[int, Any], depth: Any, *colors: Any) -> None:
    """Run a full-screen pass that writes the depth of every pixel."""
    written = {"view": depth, "depth_clear_value": 0.0, "depth_load_op": "clear", "depth_store_op": "store"}
    work = encoder.begin_render_pass(color_attachments=list(colors), depth_stencil_attachment=written)
    work.set_pipeline(pipeline)
    work.set_bind_group(0, bindings(shop, pipeline, resources))
    work.draw(3)
    work.end()


def _shade_images(
    encoder: Any, shop: Workshop, targets: Targets, frame: Prepared, posed: Any, resources: Mapping[int, Any]
) -> None:
    """Shade what wears images by drawing it once more over the picture, where its depth is the nearest."""
    runs = [(frame.crowd.calls[index], first, count) for index, first, count in frame.seen.runs]
    worn = [run for run in runs if run[0].wears in ("images", "cut")]
    if not worn:
        return
    color = {"view": targets.scene, "load_op": "load", "store_op": "store"}
    depth = {"view": targets.depth, "depth_read_only": True}
    work = encoder.begin_render_pass(color_attachments=[color], depth_stencil_attachment=depth)
    pipeline = shop.pipelines.light_images(*frame.plan.programs)
    work.set_pipeline(pipeline)
    images = {12: frame.images, 14: shop.repeat, 15: frame.visible}
    work.set_bind_group(0, bindings(shop, pipeline, {**resources, **images}))
    for call, first, count in worn:
        bundle = frame.bundles[call.bundle]
        skinned = call.skinned_at >= 0
        work.set_vertex_buffer(0, posed if skinned else bundle.vertices)
        work.set_index_buffer(bundle.indices, "uint32")
        base = call.skinned_at if skinned else call.base_vertex
        work.draw_indexed(call.part.index_count, count, call.part.first_index, base, first)
    work.end()


def record_sprites(encoder: Any, shop: Workshop, targets: Targets, frame: Prepared) -> None:
    """Lay the particles over the picture."""
    if not frame.sprite_count:
        return
    color = {"view": targets.scene, "load_op": "load", "store_op": "store"}
    work = encoder.begin_render_pass(color_attachments=[color])
    work.set_pipeline(shop.pipelines.sprites)
    work.set_bind_group(0, bindings(shop, shop.pipelines.sprites, {0: frame.frame, 1: frame.sprites, 5: targets.depth}))
    work.draw(4, frame.sprite_count)
    work.end()


def screen(
    encoder: Any, shop: Workshop, pipeline: Any, resources: Mapping[int, Any], *views: Any, depth: Any = None, load: str = "clear"
) -> None:
    """Run a full-screen pass into ``views``; with ``depth``, where its test passes."""
    if isinstance(pipeline, Computed):
        _compute(encoder, shop, pipeline, resources, views[0], depth)
        return
    colors = [{"view": view, "clear_value": (0, 0, 0, 0), "load_op": load, "store_op": "store"} for view in views]
    tested = {"view": depth, "depth_read_only": True} if depth else None
    work = encoder.begin_render_pass(color_attachments=colors, depth_stencil_attachment=tested)
    work.set_pipeline(pipeline)
    work.set_bind_group(0, bindings(shop, pipeline, resources))
    work.draw(3)
    work.end()


def _compute(encoder: Any, shop: Workshop, program: Computed, resources: Mapping[int, Any], view: Any, depth: Any) -> None:
    written = {0: view} if program.where == "everywhere" else {0: view, 1: depth}
    width, height, _ = view.texture.size
    work = encoder.begin_compute_pass()
    work.set_pipeline(program.pipeline)
    work.set_bind_group(0, bindings(shop, program.pipeline, resources))
    work.set_bind_group(1, bindings(shop, program.pipeline, written, 1))
    work.dispatch_workgroups(-(-width // SIDE), -(-height // SIDE))
    work.end()
