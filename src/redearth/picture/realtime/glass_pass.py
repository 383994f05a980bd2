"""The glass pass: clear things over the finished light, far to near, in views that have any.

They stand in no other pass: not in the G-buffer, so that depth, motion and mattes are those of what is behind them, and in no shadow map.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from redearth.picture.realtime.bundles import VERTEX_BYTES
from redearth.picture.realtime.crowd import Call, Crowd
from redearth.picture.realtime.crowd_cull import Visible
from redearth.picture.realtime.light_plan import LightPlan
from redearth.picture.realtime.optics import Eye
from redearth.picture.realtime.passes import Prepared, bindings
from redearth.picture.realtime.targets import Targets
from redearth.picture.realtime.workshop import Workshop

_LAMP_STEPS = (0, 2, 4)
"""Counts of lamps that programs are made for: the first of the plan, those with shadows and then the strongest."""


def clear_things(crowd: Crowd, eye: Eye, offset: int) -> Visible:
    """Return the clear instances in sight, far to near, whatever order they come in; their record numbers start at ``offset``.

    Depth is that of a thing's middle along the view; at equal depths its place decides.
    """
    index = np.flatnonzero(crowd.clear)
    if len(index):
        planes = eye.planes()
        reach = crowd.centres[index] @ planes[:, :3].T + planes[:, 3]
        index = index[(reach > -crowd.radii[index, None]).all(1)]
    places = crowd.centres[index].astype(float)
    order = np.lexsort((index, places[:, 2], places[:, 1], places[:, 0], -(places @ eye.forward)))
    index = index[order]
    return Visible(records=index.astype(np.uint32), runs=tuple(_runs(crowd.call_of[index].tolist(), offset)))


def _runs(calls: Sequence[int], offset: int) -> list[tuple[int, int, int]]:
    """Return (call, first, count) of each stretch of one call."""
    starts = [k for k, call in enumerate(calls) if k == 0 or calls[k - 1] != call]
    return [(calls[k], offset + k, end - k) for k, end in zip(starts, [*starts[1:], len(calls)], strict=False)]


def record_glass(encoder: Any, shop: Workshop, targets: Targets, frame: Prepared, posed: Any) -> None:
    """Lay what is clear over the picture: of each instance first the backs of its faces, then the fronts."""
    if not frame.clear:
        return
    color = {"view": targets.scene, "load_op": "load", "store_op": "store"}
    depth = {"view": targets.depth, "depth_read_only": True}
    work = encoder.begin_render_pass(color_attachments=[color], depth_stencil_attachment=depth)
    programs: dict[tuple[bool, bool], tuple[Any, Any]] = {}
    for index, first, count in frame.clear:
        call = frame.crowd.calls[index]
        base = _set_buffers(work, frame, call, posed)
        for k in range(first, first + count):
            for backs in (True, False):
                key = call.wears != "pattern", backs
                if key not in programs:
                    programs[key] = _program(shop, targets, frame, *key)
                work.set_pipeline(programs[key][0])
                work.set_bind_group(0, programs[key][1])
                work.draw_indexed(call.part.index_count, 1, call.part.first_index, base, k)
    work.end()


def focus_on_vessels(encoder: Any, shop: Workshop, targets: Targets, frame: Prepared, posed: Any) -> None:
    """Set the depth that the lens sees where vessels stand to their own; through panes it goes on to see what is behind."""
    vessels = [run for run in frame.clear if frame.crowd.calls[run[0]].part.vessel]
    if not (frame.defocused and vessels):
        return
    depth = {"view": targets.depth, "depth_load_op": "load", "depth_store_op": "store"}
    work = encoder.begin_render_pass(color_attachments=[], depth_stencil_attachment=depth)
    program = shop.pipelines.glass_depth()
    work.set_pipeline(program)
    work.set_bind_group(0, bindings(shop, program, {0: frame.frame, 1: frame.records, 15: frame.visible}))
    for index, first, count in vessels:
        call = frame.crowd.calls[index]
        base = _set_buffers(work, frame, call, posed)
        work.draw_indexed(call.part.index_count, count, call.part.first_index, base, first)
    work.end()


def _set_buffers(work: Any, frame: Prepared, call: Call, posed: Any) -> int:
    """Set the vertices of a call; return the first of them."""
    bundle = frame.bundles[call.bundle]
    skinned = call.skinned_at >= 0
    second = bundle.vertices if call.wears == "pattern" else bundle.seats
    work.set_vertex_buffer(0, posed if skinned else bundle.vertices, call.skinned_at * VERTEX_BYTES if skinned else 0)
    work.set_vertex_buffer(1, second, call.base_vertex * VERTEX_BYTES if skinned else 0)
    work.set_index_buffer(bundle.indices, "uint32")
    return 0 if skinned else call.base_vertex


def _program(shop: Workshop, targets: Targets, frame: Prepared, worn: bool, backs: bool) -> tuple[Any, Any]:
    """Return a pipeline and what it reads."""
    sun, lamps = (0, 0) if backs else (frame.plan.sun, _lamps(frame.plan))
    program = shop.pipelines.glass(sun, lamps, worn, backs)
    resources = {
        0: frame.frame, 1: frame.records, 2: frame.materials, 3: frame.lights, 6: shop.patterns, 7: shop.repeat,
        8: shop.shadow_map, 9: shop.compare, 10: targets.air_smooth, 15: frame.visible,
    }  # fmt: skip
    images = {12: frame.images, 14: shop.repeat} if worn else {}
    return program, bindings(shop, program, {**resources, **images})


def _lamps(plan: LightPlan) -> int:
    count = min(len(plan.lights) - min(plan.sun, 1), _LAMP_STEPS[-1])
    return next(step for step in _LAMP_STEPS if step >= count)
