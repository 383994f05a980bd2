"""The uniform block that every pass reads: one frame of the view as numbers (``wgsl/frame.wgsl``)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from redearth.picture.realtime.optics import SPLITS_M, Eye, ShadowVolume
from redearth.stage.model import F32, Light, View

SHADOW_LAYERS = 11
LIGHT_FLOATS = 16
MOST_LIGHTS = 64
_KINDS = {"sun": 0.0, "spot": 1.0, "point": 2.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameNumbers:
    """What of the frame block does not come from the view."""

    width: int
    height: int
    half_width: int
    half_height: int
    shadow_size: int
    occlusion: float
    exposure: float
    grain_seed: int


def frame_block(view: View, eye: Eye, volumes: Sequence[ShadowVolume], numbers: FrameNumbers) -> F32:
    """Return the ``Frame`` of ``frame.wgsl``."""
    matrices = np.zeros((SHADOW_LAYERS, 4, 4))
    texels = [0.1, 0.1, 0.1]
    for volume in volumes:
        matrices[volume.layer] = volume.clip_from_world.T
        if volume.layer < 3:
            texels[volume.layer] = volume.texel_m
    air, sky, n = view.air, view.sky, numbers
    drift = [-v * view.time_s for v in air.drift_mps]
    pixel_angle = 2 * float(np.linalg.norm(eye.ray_y)) / n.height
    tail = [
        [*eye.position, view.time_s],
        [*eye.forward, eye.near_m],
        [*eye.ray_x, 0.0],
        [*eye.ray_y, 0.0],
        [n.width, n.height, 1 / n.width, 1 / n.height],
        [n.half_width, n.half_height, 1 / n.half_width, 1 / n.half_height],
        [*sky.zenith_linear, float(sky.visible)],
        [*sky.horizon_linear, sky.ambient],
        [*sky.ground_linear, 0.0],
        [*sky.sun_color_linear, 0.0],
        [*_unit(sky.sun_direction), 0.0],
        [air.density, 1 / max(air.height_falloff_m, 0.05), min(max(air.anisotropy, -0.9), 0.9), air.unevenness],
        [*air.color_linear, _farthest(view)],
        [*drift, n.occlusion],
        [*SPLITS_M, 3.0],
        [*texels, 1 / n.shadow_size],
        [n.exposure, pixel_angle, n.grain_seed, 0.0],
    ]
    return np.concatenate([eye.clip_from_world.T.ravel(), matrices.ravel(), np.asarray(tail, float).ravel()]).astype(np.float32)


def light_rows(lights: Sequence[Light], shadow_layers: Sequence[int], faintest: float) -> F32:
    """Return the lights as ``Light`` of ``lights.wgsl`` [MOST_LIGHTS, LIGHT_FLOATS]; a light counts where it gives more than ``faintest``."""
    rows = np.zeros((MOST_LIGHTS, LIGHT_FLOATS), np.float32)
    for row, light, layer in zip(rows, lights, shadow_layers, strict=False):
        color = np.asarray(light.color_linear) * light.intensity
        row[0:4] = *light.position_m, _KINDS[light.kind]
        row[4:8] = *color, light_reach(light, faintest)
        row[8:12] = *_unit(light.direction), math.cos(light.outer_cone_rad)
        row[12:16] = math.cos(min(light.inner_cone_rad, light.outer_cone_rad - 1e-3)), light.radius_m, layer, light.volumetric
    return rows


def light_reach(light: Light, faintest: float) -> float:
    """Return the distance in metres at which a lamp's irradiance has fallen to ``faintest``."""
    peak = max(light.color_linear) * light.intensity
    return float(min(max(math.sqrt(peak / faintest), 2.0), 90.0))


def _farthest(view: View) -> float:
    density = max(view.air.density, 1e-6)
    return float(min(max(5.0 / density, 40.0), 320.0))


def _unit(direction: Sequence[float]) -> list[float]:
    length = math.sqrt(sum(v * v for v in direction)) or 1.0
    return [v / length for v in direction]
