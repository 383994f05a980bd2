"""Shadow maps: those of still things are kept from frame to frame, movers are drawn over a copy.

Depth does not depend on the order of drawing, so a map is the same bytes whether its still part was kept or drawn again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from redearth.picture.realtime.bundles import HOLED, VERTEX_BYTES
from redearth.picture.realtime.crowd import Crowd
from redearth.picture.realtime.crowd_cull import cull
from redearth.picture.realtime.light_plan import POINT_LAYER
from redearth.picture.realtime.optics import SPLITS_M, Eye, ShadowVolume
from redearth.picture.realtime.passes import Prepared, bindings, image_bindings
from redearth.picture.realtime.workshop import SHADOW_SIZE, Workshop

Runs = tuple[tuple[int, int, int], ...]
_LEAST_TEXELS = 1.2
"""Things of a smaller radius than this many texels cast no shadow in a sun cascade."""

_MARGIN_M = 0.6
"""How far outside the picture a shadow may fall and still be smeared into it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """What one layer of the shadow map shows."""

    layer: int
    still: Runs
    moving: Runs
    key: tuple[Any, ...]
    """Volume and still draws, by identity: equal keys, equal depths."""
    held: tuple[Any, ...]
    """What the key names by identity, kept alive with it."""


def cast_shadows(
    crowd: Crowd, volumes: Sequence[ShadowVolume], eye: Eye, seen: NDArray[np.uint32]
) -> tuple[list[Cast], NDArray[np.uint32]]:
    """Return what every volume sees, and the record numbers of all passes behind those of ``seen``."""
    lists, cast = [seen], []
    at = len(seen)
    for volume in volumes:
        sun = volume.layer < 3
        planes, smallest = volume.planes(open_towards_light=sun), _LEAST_TEXELS * volume.texel_m if sun else 0.0
        visible = cull(crowd, planes, eye.position, at, shadows=True, smallest_m=smallest)
        runs = visible.runs
        if sun:
            shows = _shows(crowd, volume, eye)[visible.records]
            runs = tuple(run for run in runs if shows[run[1] - at : run[1] - at + run[2]].any())
        cast.append(_split(crowd, volume, runs))
        lists.append(visible.records)
        at += len(visible.records)
    return cast, np.concatenate(lists)


def _shows(crowd: Crowd, volume: ShadowVolume, eye: Eye) -> NDArray[np.bool_]:
    """Return [R] whether a shadow in a sun cascade can fall on what the camera sees of it; still things always count, to be kept."""
    start = SPLITS_M[volume.layer - 1] if volume.layer else 0.0
    here = float(eye.forward @ eye.position)
    ends = [[*eye.forward, -here - start], [*-eye.forward, here + SPLITS_M[volume.layer]]]
    planes = np.concatenate([eye.planes(), np.asarray(ends)])
    # A shadow runs along the light: it enters through a plane that the light crosses inwards, however far away.
    inwards = planes[:, :3] @ volume.clip_from_world[2, :3] > 0
    inside = crowd.centres @ planes[:, :3].T + planes[:, 3] > -(crowd.radii[:, None] + _MARGIN_M)
    still = np.array([call.still is not None for call in crowd.calls], bool)[crowd.call_of]
    return np.asarray(still | (inside | inwards).all(1))


def _split(crowd: Crowd, volume: ShadowVolume, runs: Runs) -> Cast:
    still = tuple(run for run in runs if crowd.calls[run[0]].still is not None)
    calls = [crowd.calls[run[0]] for run in still]
    named = sorted((call.bundle, call.whole, call.shaded_from, id(call.still)) for call in calls)
    return Cast(
        layer=volume.layer,
        still=still,
        moving=tuple(run for run in runs if crowd.calls[run[0]].still is None),
        key=(volume.clip_from_world.tobytes(), *named),
        held=tuple(call.still for call in calls),
    )


def record_shadows(encoder: Any, shop: Workshop, frame: Prepared, posed: Any) -> None:
    """Draw every shadow map."""
    for cast, eye in zip(frame.cast, frame.eyes, strict=True):
        kept, drawn = shop.still_keys.get(cast.layer), shop.shadow_keys.get(cast.layer)
        if not kept or kept[0] != cast.key:
            _draw(encoder, shop, frame, posed, shop.still_layers[cast.layer], cast, eye, cast.still, clear=True)
            shop.still_keys[cast.layer] = (cast.key, cast.held)
        if not drawn or drawn[0] != cast.key:
            _copy(encoder, shop, cast.layer)
            shop.shadow_keys[cast.layer] = (cast.key, cast.held)
        if cast.moving:
            _draw(encoder, shop, frame, posed, shop.shadow_layers[cast.layer], cast, eye, cast.moving, clear=False)
            shop.shadow_keys.pop(cast.layer)


def _copy(encoder: Any, shop: Workshop, layer: int) -> None:
    source, target = (
        {"texture": views[layer].texture, "origin": (0, 0, layer)} for views in (shop.still_layers, shop.shadow_layers)
    )
    encoder.copy_texture_to_texture(source, target, (SHADOW_SIZE, SHADOW_SIZE, 1))


def _draw(
    encoder: Any, shop: Workshop, frame: Prepared, posed: Any, view: Any, cast: Cast, eye: Any, runs: Runs, *, clear: bool
) -> None:
    depth = {"view": view, "depth_clear_value": 1.0, "depth_load_op": "clear" if clear else "load", "depth_store_op": "store"}
    work = encoder.begin_render_pass(color_attachments=[], depth_stencil_attachment=depth)
    if cast.layer >= POINT_LAYER:
        work.set_viewport(0, 0, SHADOW_SIZE // 2, SHADOW_SIZE // 2, 0, 1)
    bound: tuple[str, bool] | None = None
    cut: bool | None = None
    for index, first, count in runs:
        call = frame.crowd.calls[index]
        bundle = frame.bundles[call.bundle]
        key = (call.bundle, call.skinned_at >= 0)
        if (call.wears in HOLED) != cut:
            cut = call.wears in HOLED
            pipeline = shop.pipelines.shadow_cut() if cut else shop.pipelines.shadow
            pierced = image_bindings(shop, frame, filtered=False) if cut else {}
            work.set_pipeline(pipeline)
            work.set_bind_group(0, bindings(shop, pipeline, {0: eye, 1: frame.records, 2: frame.visible, **pierced}))
        if key != bound:
            work.set_vertex_buffer(0, posed if key[1] else bundle.vertices)
            work.set_index_buffer(bundle.indices, "uint32")
            bound = key
        if cut:  # a posed mesh starts elsewhere than its seats
            work.set_vertex_buffer(1, bundle.seats, max(call.base_vertex - call.shaded_from, 0) * VERTEX_BYTES)
        work.draw_indexed(call.whole[1], count, call.whole[0], call.shaded_from, first)
    work.end()
