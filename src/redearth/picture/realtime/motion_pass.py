"""The motion pass: how far every pixel moves on the screen from one frame to the next.

Still things move as the camera does and are found again from their depth; movers are drawn once more, where they stood and where they stand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from redearth.picture.realtime.bundles import VERTEX_BYTES
from redearth.picture.realtime.crowd import Crowd, gather
from redearth.picture.realtime.motion_seen import Shown
from redearth.picture.realtime.optics import Eye, eye_of
from redearth.picture.realtime.passes import Prepared, bindings, record_skinning, screen
from redearth.picture.realtime.scratch import Scratch
from redearth.picture.realtime.targets import Targets
from redearth.picture.realtime.workshop import Workshop
from redearth.stage.model import F32, Draw, View

_ROW_FLOATS = 24
"""Three rows of ``world_from_object`` now and three before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Motion:
    """What moves between a view and its neighbour in time."""

    numbers: F32
    """The ``Before`` block of ``wgsl/motion.wgsl``."""
    runs: tuple[tuple[int, int, int], ...]
    """(call, first row, rows) of every mover in sight."""
    rows: F32
    """[M, _ROW_FLOATS]."""
    skinned: Crowd
    """Skinned movers as they stood before."""
    everywhere: bool
    """Whether the camera's own move blurs the picture."""
    skinned_at: Mapping[int, int]
    """First vertex in the buffer of earlier poses, by call."""


def plan_motion(view: View, before: View | None, frame: Prepared, aspect: float, shown: Shown | None = None) -> Motion | None:
    """Return what moves from ``before`` to ``view``, or None when nothing in sight does; with ``shown``, nothing whose blur would be seen.

    ``before`` may be the following view instead, as on the first frame of a shot: clocks tell which, and motion is always per frame forwards.
    """
    if before is None:
        return None
    eye, old_eye = eye_of(view.camera, aspect), eye_of(before.camera, aspect)
    earlier = _by_identity(before.draws)
    drawn = _draw_of_each_call(view.draws, frame)
    runs, rows, posed, skinned_at = [], [], [], {}
    places, total, vertices = dict[int, int](), 0, 0
    for index, first, count in frame.seen.runs:
        call = frame.crowd.calls[index]
        draw = drawn[index]
        old = earlier.get(_identity(*draw))
        if call.still is not None or old is None or not _moved(draw[0], old):
            continue
        if not (shown is None or shown.mover(draw[0], old, eye, old_eye)):
            continue
        if call.skinned_at >= 0:
            if call.skinned_at not in places:
                places[call.skinned_at] = vertices
                vertices += frame.bundles[call.bundle].shapes[old.mesh].vertex_count
                posed.append(replace(old, shadow_mesh=""))
            skinned_at[index] = places[call.skinned_at]
        instances = frame.seen.records[first : first + count] - np.searchsorted(frame.crowd.call_of, index)
        rows.append(_rows(draw[0], old, instances))
        runs.append((index, total, count))
        total += count
    if not (runs or _turned(eye, old_eye)) or not (shown is None or shown.anything(eye, old_eye)):
        return None
    return Motion(
        everywhere=shown is not None and shown.everywhere(eye, old_eye),
        numbers=_before_block(eye, old_eye, -1.0 if before.time_s > view.time_s else 1.0),
        runs=tuple(runs),
        rows=np.concatenate(rows) if rows else np.zeros((1, _ROW_FLOATS), np.float32),
        skinned=gather(posed, frame.bundles, defaultdict(int)),
        skinned_at=skinned_at,
    )


def _turned(eye: Eye, old: Eye) -> bool:
    return not np.array_equal(eye.clip_from_world, old.clip_from_world)


def _rows(draw: Draw, old: Draw, instances: NDArray[np.int64]) -> F32:
    pair = [np.asarray(one.world_from_object, np.float32)[instances, :3].reshape(len(instances), 12) for one in (draw, old)]
    return np.concatenate(pair, 1)


def _before_block(eye: Eye, old: Eye, forwards: float) -> F32:
    clip = old.clip_from_world
    place = clip @ np.append(eye.position, 1.0) / eye.near_m
    rays = [clip[:, :3] @ ray for ray in (eye.forward, eye.ray_x, eye.ray_y)]
    if not _turned(eye, old):
        # A camera at rest: the rays meet its own picture again exactly.
        place, rays = np.zeros(4), [np.array(row, float) for row in ([0, 0, 0, 1], [1, 0, 0, 0], [0, 1, 0, 0])]
    return np.concatenate([clip.T.ravel(), place, *rays, [forwards, 0, 0, 0]]).astype(np.float32)


def record_motion(
    encoder: Any, shop: Workshop, scratch: Scratch, targets: Targets, frame: Prepared, posed: Any, motion: Motion
) -> None:
    """Fill ``targets.motion``: pixels a frame to the right and down, and the distance in metres."""
    numbers = scratch.put("before", motion.numbers, uniform=True)
    still = {0: frame.frame, 1: numbers, 5: targets.depth}
    screen(encoder, shop, shop.pipelines.motion_still, still, targets.motion)
    if not motion.runs:
        return
    posed_before = record_skinning(encoder, shop, scratch, replace(frame, crowd=motion.skinned))
    color = {"view": targets.motion, "load_op": "load", "store_op": "store"}
    tested = {"view": targets.depth, "depth_read_only": True}
    resources = {0: frame.frame, 1: numbers, 2: scratch.put("movers", motion.rows)}
    work = encoder.begin_render_pass(color_attachments=[color], depth_stencil_attachment=tested)
    for index, first, count in motion.runs:
        call = frame.crowd.calls[index]
        pipeline = shop.pipelines.motion_two_sided if call.two_sided else shop.pipelines.motion_movers
        work.set_pipeline(pipeline)
        work.set_bind_group(0, bindings(shop, pipeline, resources))
        bundle = frame.bundles[call.bundle]
        skinned = call.skinned_at >= 0
        if skinned:
            work.set_vertex_buffer(0, posed, call.skinned_at * VERTEX_BYTES)
            work.set_vertex_buffer(1, posed_before, motion.skinned_at[index] * VERTEX_BYTES)
        else:
            work.set_vertex_buffer(0, bundle.vertices)
            work.set_vertex_buffer(1, bundle.vertices)
        work.set_index_buffer(bundle.indices, "uint32")
        work.draw_indexed(call.part.index_count, count, call.part.first_index, 0 if skinned else call.base_vertex, first)
    work.end()


def _identity(draw: Draw, ordinal: int) -> tuple[str, str, str, int, int]:
    return draw.asset, draw.mesh, draw.name, draw.seed, ordinal


def _numbered(draws: Sequence[Draw]) -> list[tuple[Draw, int]]:
    """Return every draw that is there with its number among those of the same identity."""
    seen: dict[tuple[str, str, str, int, int], int] = defaultdict(int)
    numbered = []
    for draw in draws:
        if len(draw.world_from_object):
            key = _identity(draw, 0)
            numbered.append((draw, seen[key]))
            seen[key] += 1
    return numbered


def _by_identity(draws: Sequence[Draw]) -> dict[tuple[str, str, str, int, int], Draw]:
    return {_identity(draw, ordinal): draw for draw, ordinal in _numbered(draws)}


def _draw_of_each_call(draws: Sequence[Draw], frame: Prepared) -> list[tuple[Draw, int]]:
    """Return the draw behind each of the crowd's calls: a call for every part of its mesh, in order."""
    return [one for one in _numbered(draws) for _ in frame.bundles[one[0].asset].shapes[one[0].mesh].parts]


def _moved(draw: Draw, old: Draw) -> bool:
    if draw is old or draw.world_from_object.shape != old.world_from_object.shape:
        return False
    if draw.world_from_bind is None or old.world_from_bind is None:
        return not np.array_equal(draw.world_from_object, old.world_from_object)
    return draw.morph_weights != old.morph_weights or not np.array_equal(draw.world_from_bind, old.world_from_bind)
