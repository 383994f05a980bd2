"""The uniform block that every pass reads: one frame of the view as numbers (``wgsl/frame.wgsl``)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from redearth.core.space import Matrix
from redearth.picture.realtime.optics import FACE_HALF_WIDTH, SPLITS_M, Eye, ShadowVolume
from redearth.stage.model import F32, Light, View

SHADOW_LAYERS = 11
LIGHT_FLOATS = 16
MOST_LIGHTS = 64
WIDEST_CIRCLE = 0.022
"""Widest circle of confusion, as a share of the picture height."""
DARK_SKY = 0.1
"""Stars show where the zenith is darker than this."""
_HIGH_SUN = 0.55
"""Sine of the elevation above which a sun colours all sides of the sky alike."""
_COARSE_AT, _PIXEL_AT = -9, -3
"""Where the depth of the coarse plane and the angle of a pixel lie in the block."""
_KINDS = {"sun": 0.0, "spot": 1.0, "point": 2.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameNumbers:
    """What of the frame block does not come from the view."""

    width: int
    height: int
    small_width: int
    small_height: int
    shadow_size: int
    occlusion: float
    exposure: float
    grain_seed: int
    coarse_depth: float
    """Depth of the plane behind which all is shaded at half size; 0 for none."""


def frame_block(view: View, eye: Eye, volumes: Sequence[ShadowVolume], numbers: FrameNumbers) -> F32:
    """Return the ``Frame`` of ``frame.wgsl``."""
    by_layer = {volume.layer: volume for volume in volumes}
    sun = [by_layer[k].clip_from_world if k in by_layer else np.eye(4) for k in range(3)]
    spots = [by_layer[k].clip_from_world if k in by_layer else np.eye(4) for k in (3, 4)]
    texels = [by_layer[k].texel_m if k in by_layer else 0.1 for k in range(3)]
    scales, offsets = _cascade_steps(sun)
    point = next((volume.depth for volume in volumes if volume.layer >= 5), (1.0, 0.0))
    air, sky, n = view.air, view.sky, numbers
    drift = [-v * view.time_s for v in air.drift_mps]
    pixel_angle = 2 * float(np.linalg.norm(eye.ray_y)) / n.height
    tail = [
        [*eye.position, view.time_s],
        [*eye.forward, eye.near_m],
        [*eye.ray_x, 0.0],
        [*eye.ray_y, 0.0],
        [n.width, n.height, 1 / n.width, 1 / n.height],
        [n.small_width, n.small_height, 1 / n.small_width, 1 / n.small_height],
        [*sky.zenith_linear, float(sky.visible)],
        [*sky.horizon_linear, sky.ambient],
        [*sky.ground_linear, sky.cloud],
        [*sky.sun_color_linear, _low_sun(view)],
        [*_unit(sky.sun_direction), 1 / max(math.hypot(*_unit(sky.sun_direction)[::2]), 1e-3)],
        [air.density, 1 / max(air.height_falloff_m, 0.05), min(max(air.anisotropy, -0.9), 0.9), air.unevenness],
        [*air.color_linear, _farthest(view)],
        [*drift, n.occlusion],
        [*SPLITS_M, 3.0],
        *scales,
        *offsets,
        [*point, 1 / FACE_HALF_WIDTH, 0.0],
        *([*v.depth, 1 / v.texel_m, 0.0] if (v := by_layer.get(k)) else [1.0, 0.0, 1.0, 0.0] for k in (3, 4)),
        [lens_px(view, n.height), view.camera.focus_m, WIDEST_CIRCLE * n.height, n.coarse_depth],
        [*texels, 1 / n.shadow_size],
        [n.exposure, pixel_angle, n.grain_seed, 0.0],
    ]
    return np.concatenate(
        [*(m.T.ravel() for m in (eye.clip_from_world, sun[0], *spots)), np.asarray(tail, float).ravel()]
    ).astype(np.float32)


def coarse_block(block: F32) -> F32:
    """Return ``block`` for shading everything at half size: a pixel spans twice the angle."""
    half = block.copy()
    half[_COARSE_AT], half[_PIXEL_AT] = 0.0, 2 * block[_PIXEL_AT]
    return half


def _cascade_steps(sun: Sequence[Matrix]) -> tuple[list[list[float]], list[list[float]]]:
    # Cascades share their axes: rows differ by a factor and an offset.
    scales, offsets = [], []
    for matrix in sun:
        scale = [float(np.linalg.norm(matrix[k, :3]) / np.linalg.norm(sun[0][k, :3])) for k in range(3)]
        scales.append([*scale, 1 / float(np.linalg.norm(matrix[2, :3]))])
        offsets.append([*(float(matrix[k, 3] - scale[k] * sun[0][k, 3]) for k in range(3)), 0.0])
    return scales, offsets


def lens_px(view: View, height_px: int) -> float:
    """Return the diameter in pixels of the circle that a point at infinity is blurred to."""
    camera = view.camera
    focal = camera.focal_mm / 1000
    sensor = 2 * focal * math.tan(camera.vertical_fov_rad / 2)
    circle = focal * focal / (max(camera.t_stop, 0.7) * max(camera.focus_m - focal, 0.05))
    return circle / sensor * height_px


def light_rows(lights: Sequence[Light], faintest: float) -> F32:
    """Return the lights as ``Light`` of ``lights.wgsl`` [MOST_LIGHTS, LIGHT_FLOATS]; a light counts where it gives more than ``faintest``."""
    rows = np.zeros((MOST_LIGHTS, LIGHT_FLOATS), np.float32)
    for row, light in zip(rows, lights, strict=False):
        color = np.asarray(light.color_linear) * light.intensity
        row[0:4] = *light.position_m, _KINDS[light.kind]
        row[4:8] = *color, light_reach(light, faintest) ** -2
        inner, outer = math.cos(min(light.inner_cone_rad, light.outer_cone_rad - 1e-3)), math.cos(light.outer_cone_rad)
        # A point light is a cone that lets everything through.
        row[8:12] = *_unit(light.direction), outer if light.kind == "spot" else -3.0
        row[12:16] = 1.0 / max(inner - outer, 1e-4) if light.kind == "spot" else 1.0, light.radius_m, 0.0, light.volumetric
    return rows


def light_reach(light: Light, faintest: float) -> float:
    """Return the distance in metres at which a lamp's irradiance has fallen to ``faintest``."""
    peak = max(light.color_linear) * light.intensity
    return float(min(max(math.sqrt(peak / faintest), 2.0), 90.0))


def _low_sun(view: View) -> float:
    """Return how much the sky takes sides: 1 with the sun at the horizon, 0 with a high one or none."""
    if not view.sky.visible or max(view.sky.sun_color_linear) <= 0:
        return 0.0
    return min(max(1.0 + _unit(view.sky.sun_direction)[1] / _HIGH_SUN, 0.0), 1.0)


def _farthest(view: View) -> float:
    density = max(view.air.density, 1e-6)
    return float(min(max(5.0 / density, 40.0), 320.0))


def _unit(direction: Sequence[float]) -> list[float]:
    length = math.sqrt(sum(v * v for v in direction)) or 1.0
    return [v / length for v in direction]
