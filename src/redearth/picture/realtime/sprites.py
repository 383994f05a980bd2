"""Particles as rows for the device, lit once each on the CPU."""

from __future__ import annotations

import numpy as np

from redearth.picture.realtime.frame_block import light_reach
from redearth.stage.model import F32, Sprites, View

SPRITE_FLOATS = 12


def sprite_rows(view: View, faintest: float, lamps: F32) -> F32:
    """Return all sprites of ``view``, and ``lamps`` (``pinpoints.py``), far to near, [P, SPRITE_FLOATS]: place and radius, velocity, colour and opacity."""
    groups = [_rows(view, group, faintest) for group in view.sprites if len(group.positions)]
    rows = np.concatenate([*groups, lamps])
    eye = np.asarray(view.camera.world_from_camera, float)[:3, 3]
    distance = ((rows[:, :3] - eye) ** 2).sum(1)
    return np.ascontiguousarray(rows[np.argsort(-distance, kind="stable")])


def _rows(view: View, group: Sprites, faintest: float) -> F32:
    rows = np.zeros((len(group.positions), SPRITE_FLOATS), np.float32)
    rows[:, 0:3] = group.positions
    rows[:, 3] = group.radius_m
    rows[:, 4:7] = group.velocity
    rows[:, 8:12] = group.color_linear
    if not group.emissive:
        rows[:, 8:11] *= _light_at(view, group.positions, faintest)
    return rows


def _light_at(view: View, places: F32, faintest: float) -> F32:
    sky = view.sky
    mean = np.asarray(sky.zenith_linear) * 0.25 + np.asarray(sky.horizon_linear) * 0.5 + np.asarray(sky.ground_linear) * 0.25
    light = np.tile((mean * sky.ambient).astype(np.float32), (len(places), 1))
    for source in view.lights:
        color = np.asarray(source.color_linear, np.float32) * np.float32(source.intensity / (4 * np.pi))
        if source.kind == "sun":
            light += color
            continue
        away = places - np.asarray(source.position_m, np.float32)
        d2 = np.maximum((away**2).sum(1), 0.04)
        share = np.clip(1 - (d2 / light_reach(source, faintest) ** 2) ** 2, 0, 1) ** 2 / d2
        if source.kind == "spot":
            cosine = (away @ np.asarray(source.direction, np.float32)) / np.sqrt(d2)
            inner, outer = np.cos(source.inner_cone_rad), np.cos(source.outer_cone_rad)
            share *= np.clip((cosine - outer) / max(inner - outer, 1e-4), 0, 1)
        light += color * share[:, None]
    return light
