"""Which lights cast shadows this frame, into which layers of the shadow map, and in which order the shaders meet them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from redearth.picture.realtime.crowd import Crowd
from redearth.picture.realtime.frame_block import MOST_LIGHTS, light_reach
from redearth.picture.realtime.optics import Eye, ShadowVolume, point_volumes, spot_volume, sun_volumes
from redearth.stage.model import Light, View

_SPOT_LAYERS = (3, 4)
_POINT_LAYER = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class LightPlan:
    """The lights in the order the shaders want: the sun, shadowed spots, a shadowed point light, then the plain ones."""

    lights: tuple[Light, ...]
    layers: tuple[int, ...]
    """First shadow layer of each light; -1 without."""
    sun: int
    """0 none, 1 without shadow, 2 with."""
    spots: int
    point: int
    volumes: tuple[ShadowVolume, ...]

    @property
    def first_plain(self) -> int:
        """Index of the first light that has no code of its own."""
        return min(self.sun, 1) + self.spots + self.point


def plan_lights(view: View, eye: Eye, crowd: Crowd, size: int, faintest: float) -> LightPlan:
    """Order the lights of ``view`` and give shadow layers to the first sun, two spots and one point light that ask for them."""
    lit = [light for light in view.lights if light.intensity > 0]
    suns = sorted((light for light in lit if light.kind == "sun"), key=lambda light: not light.shadow)[:1]
    spots = [light for light in lit if light.kind == "spot" and light.shadow][: len(_SPOT_LAYERS)]
    points = [light for light in lit if light.kind == "point" and light.shadow][:1]
    keys = [*suns, *spots, *points]
    eye_at = eye.position
    plain = sorted(
        (light for light in lit if not any(light is key for key in keys)),
        key=lambda light: -light.intensity / (1.0 + float(np.sum((np.asarray(light.position_m) - eye_at) ** 2))),
    )
    volumes: list[ShadowVolume] = []
    if suns and suns[0].shadow:
        casters = (np.asarray(crowd.centres, np.float64), np.asarray(crowd.radii, np.float64))
        volumes += sun_volumes(suns[0], eye, size, casters)
    for layer, light in zip(_SPOT_LAYERS, spots, strict=False):
        volumes.append(spot_volume(light, layer, size, light_reach(light, faintest)))
    for light in points:
        volumes += point_volumes(light, _POINT_LAYER, size, light_reach(light, faintest))
    layers = [0] * len(suns) + list(_SPOT_LAYERS[: len(spots)]) + [_POINT_LAYER] * len(points) + [-1] * len(plain)
    return LightPlan(
        lights=(*keys, *plain)[:MOST_LIGHTS],
        layers=tuple(layers)[:MOST_LIGHTS],
        sun=(2 if suns[0].shadow else 1) if suns else 0,
        spots=len(spots),
        point=len(points),
        volumes=tuple(volumes),
    )
