"""Lamps smaller than a pixel: drawn as soft round sprites of the same energy, and dark in the G-buffer, whose one sample a pixel makes them twinkle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from redearth.picture.realtime.bundles import Bundle
from redearth.picture.realtime.glow_parts import F64, GlowParts, glow_parts
from redearth.picture.realtime.optics import Eye
from redearth.picture.realtime.sprites import SPRITE_FLOATS
from redearth.stage.model import F32, Air, Assets, Draw, View

SPRITE_PX = (1.2, 2.2)
"""Radius in pixels up to which a lamp is a sprite alone, and from which it is none: between them it is both."""
_LEAST_PX = 1.85
"""Radius of the smallest sprite: wherever among the pixels it stands, they add up to the same light within 3 %, and in the finished picture, too, where
edges are smoothed, it stays one dot."""
_SOFT = 3.0 / np.pi
"""A sprite of radius r and strength 1, (1 - (d/r)²)², adds up to pi r² / 3."""
_BEFORE_M = 0.09
"""A lamp shows although what is drawn in its place, its wall or its glass, lies a little before it, and fades over the last sixteenth of a metre."""
_SLANT_PX = 3.0
"""And so many pixels of the picture more, for a wall seen at a slant."""
_AIR_STEPS = 6
_MOST_KEPT = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinpoints:
    """What of a view's lamps is drawn as sprites."""

    rows: F32
    """[K, SPRITE_FLOATS], as ``sprites.sprite_rows``; the velocity's fourth number is how far the sprite is moved towards the eye in the depth test."""
    records: NDArray[np.int64]
    """[R] of the crowd, in which all that glows is so small."""
    shares: F32
    """[R] of their emission that the G-buffer keeps."""


NONE = Pinpoints(rows=np.zeros((0, SPRITE_FLOATS), np.float32), records=np.zeros(0, np.int64), shares=np.zeros(0, np.float32))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lamps:
    """Glowing parts of some draws where they stand, [N], those of a record next to each other."""

    draw: NDArray[np.int64]
    """Which of the draws."""
    record: NDArray[np.int64]
    """Counted from the draw's first."""
    places: F64
    radii_m: F64
    areas_m2: F64
    facings_m2: F64
    spreads_m2: F64
    radiances: F64
    both_sides: NDArray[np.bool_]


_still: dict[tuple[int, ...], tuple[_Lamps | None, Sequence[Draw]]] = {}
"""Lamps of still draws by the identity of the draws, which are kept alive with them."""


def pinpoints(view: View, assets: Mapping[str, Assets], bundles: Mapping[str, Bundle], eye: Eye, height_px: int) -> Pinpoints:
    """Return the lamps of ``view`` that are smaller than a pixel or about as large, for a crowd gathered from the same draws."""
    by_key = {one.key: one for one in assets.values()}
    still: list[Draw] = []
    moving: list[Draw] = []
    starts: tuple[list[int], list[int]] = ([], [])
    at = 0
    for draw in view.draws:
        parts = len(bundles[draw.asset].shapes[draw.mesh].parts) if draw.asset in bundles else 0
        if parts and len(draw.world_from_object) and glow_parts(by_key[draw.asset], draw.mesh):
            (still if draw.static else moving).append(draw)
            starts[0 if draw.static else 1].append(at)
        at += len(draw.world_from_object) * parts
    groups = ((_still_lamps(still, by_key, bundles), starts[0]), (_lamps(moving, by_key, bundles), starts[1]))
    found = [_seen(lamps, np.asarray(first), view.air, eye, height_px) for lamps, first in groups if lamps is not None]
    found = [one for one in found if len(one.records)]
    if not found:
        return NONE
    return Pinpoints(
        rows=np.concatenate([one.rows for one in found]),
        records=np.concatenate([one.records for one in found]),
        shares=np.concatenate([one.shares for one in found]),
    )


def _still_lamps(draws: Sequence[Draw], assets: Mapping[str, Assets], bundles: Mapping[str, Bundle]) -> _Lamps | None:
    key = tuple(id(draw) for draw in draws)
    known = _still.get(key)
    if known is None:
        if len(_still) >= _MOST_KEPT:
            _still.clear()
        known = _still[key] = (_lamps(draws, assets, bundles), draws)
    return known[0]


def _lamps(draws: Sequence[Draw], assets: Mapping[str, Assets], bundles: Mapping[str, Bundle]) -> _Lamps | None:
    """Return the lamps of ``draws``, or None where nothing glows."""
    groups: list[_Lamps] = []
    for k, draw in enumerate(draws):
        owner, shape = assets[draw.asset], bundles[draw.asset].shapes[draw.mesh]
        found = glow_parts(owner, draw.mesh)
        for nth, part in enumerate(shape.parts):
            if part.material in found and draw.emission_scale > 0:
                radiance = np.asarray(owner.materials[part.material].emission_linear) * draw.emission_scale
                groups.append(_placed(found[part.material], draw, shape.skinned, (k, nth), radiance, part.two_sided))
    if not groups:
        return None
    return _Lamps(**{one.name: np.concatenate([getattr(group, one.name) for group in groups]) for one in fields(_Lamps)})


def _placed(glows: GlowParts, draw: Draw, skinned: bool, seat: tuple[int, int], radiance: F64, both_sides: bool) -> _Lamps:
    """Return the glowing parts of one part of a draw, ``seat`` its number and the draw's, for each of the draw's matrices."""
    count, each = len(draw.world_from_object), len(glows.joints)
    if draw.world_from_bind is not None and skinned:
        matrices = np.asarray(draw.world_from_bind, float)[glows.joints][None]
    else:
        matrices = np.repeat(np.asarray(draw.world_from_object, float)[:, None], each, 1)
    scales = np.cbrt(np.abs(np.linalg.det(matrices[..., :3, :3])))
    turns = matrices[..., :3, :3] / np.maximum(scales, 1e-9)[..., None, None]
    squares = (scales * scales)[..., None]
    places = (matrices[..., :3, :3] @ glows.centres[:, :, None])[..., 0] + matrices[..., :3, 3]
    facings = (turns @ glows.facings_m2[:, :, None])[..., 0] * squares
    spreads = turns @ glows.spreads_m2 @ np.swapaxes(turns, -1, -2) * squares[..., None]
    return _Lamps(
        draw=np.full(count * each, seat[0]),
        record=np.repeat(seat[1] * count + np.arange(count), each),
        places=places.reshape(-1, 3),
        radii_m=(glows.radii_m * scales).reshape(-1),
        areas_m2=(glows.areas_m2 * squares[..., 0]).reshape(-1),
        facings_m2=facings.reshape(-1, 3),
        spreads_m2=spreads.reshape(-1, 3, 3),
        radiances=np.tile(radiance, (count * each, 1)),
        both_sides=np.full(count * each, both_sides),
    )


def _seen(lamps: _Lamps, starts: NDArray[np.int64], air: Air, eye: Eye, height_px: int) -> Pinpoints:
    pixel = 2.0 * float(np.linalg.norm(eye.ray_y)) / height_px
    away = lamps.places - eye.position
    depth = away @ eye.forward
    first = np.flatnonzero((np.diff(lamps.draw, prepend=-1) != 0) | (np.diff(lamps.record, prepend=-1) != 0))
    size_px = np.where(depth > eye.near_m, lamps.radii_m / (np.maximum(depth, eye.near_m) * pixel), np.inf)
    biggest = np.maximum.reduceat(size_px, first)
    low, high = SPRITE_PX
    few = np.flatnonzero(biggest < high)
    if not len(few):
        return NONE
    kept = np.ones(len(biggest))
    t = np.clip((biggest[few] - low) / (high - low), 0.0, 1.0)
    kept[few] = t * t * (3.0 - 2.0 * t)
    counts = np.diff(np.append(first, len(depth)))
    sprite = np.repeat(1.0 - kept, counts)
    right, up = (np.abs(away @ ray) / float(ray @ ray) for ray in (eye.ray_x, eye.ray_y))
    chosen = np.flatnonzero((sprite > 0) & (np.maximum(right, up) < 1.02 * depth))
    records = starts[lamps.draw[first[few]]] + lamps.record[first[few]]
    rows = _rows(lamps, chosen, away[chosen], depth[chosen], pixel, sprite[chosen])
    rows[:, 8:11] *= _clear(air, eye, away[chosen])[:, None]
    return Pinpoints(rows=rows, records=records, shares=kept[few].astype(np.float32))


def _rows(lamps: _Lamps, chosen: NDArray[np.int64], away: F64, depth: F64, pixel: float, share: F64) -> F32:
    distance = np.linalg.norm(away, axis=1)
    towards = -away / distance[:, None]
    area = _shown_m2(lamps, chosen, towards)
    # Pixels covered: the solid angle over that of a pixel there, which is smaller towards the picture's borders.
    pixels = area / (distance * pixel) ** 2 * (distance / depth) ** 3
    radius_px = np.maximum(_LEAST_PX, 1.5 * lamps.radii_m[chosen] / (depth * pixel))
    rows = np.zeros((len(chosen), SPRITE_FLOATS), np.float32)
    rows[:, 0:3] = lamps.places[chosen]
    rows[:, 3] = radius_px * depth * pixel
    rows[:, 7] = _BEFORE_M + lamps.radii_m[chosen] + _SLANT_PX * depth * pixel
    rows[:, 8:11] = lamps.radiances[chosen] * (share * pixels * _SOFT / radius_px**2)[:, None]
    rows[:, 11] = 1.0
    return rows


def _shown_m2(lamps: _Lamps, chosen: NDArray[np.int64], towards: F64) -> F64:
    """Return the area that each lamp shows in a direction: exact for a flat panel, within an eighth for a closed body.

    Half of |n·v| summed over the area, which is 3/16 + 15/16 (n·v)² to second order, and half of n·v.
    """
    ahead = (lamps.facings_m2[chosen] * towards).sum(1)
    ahead = np.where(lamps.both_sides[chosen], np.abs(ahead), ahead)
    square = np.einsum("ni,nij,nj->n", towards, lamps.spreads_m2[chosen], towards)
    body = 0.5 * (0.1875 * lamps.areas_m2[chosen] + 0.9375 * square + ahead)
    flat = np.linalg.norm(lamps.facings_m2[chosen], axis=1) > 0.98 * lamps.areas_m2[chosen]
    return np.asarray(np.maximum(np.where(flat, ahead, body), 0.0))


def _clear(air: Air, eye: Eye, away: F64) -> F64:
    """Return how much of the light comes through the air, evenly spread at each height (``wgsl/haze.wgsl``)."""
    if air.density <= 0:
        return np.ones(len(away))
    middles = (np.arange(_AIR_STEPS) + 0.5) / _AIR_STEPS
    heights = eye.position[1] + away[:, 1:2] * middles
    density = np.exp(-np.clip(heights / max(air.height_falloff_m, 0.05), -1.0, 40.0)).mean(1) * air.density
    return np.asarray(np.exp(-density * np.linalg.norm(away, axis=1)))
