"""Which lights cast shadows this frame, and into which layers of the shadow map."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from redearth.picture.realtime.crowd import Crowd
from redearth.picture.realtime.frame_block import light_reach
from redearth.picture.realtime.optics import Eye, ShadowVolume, point_volumes, spot_volume, sun_volumes
from redearth.stage.model import View

_SPOT_LAYERS = (3, 4)
_POINT_LAYER = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ShadowPlan:
    """Volumes to draw, and for each light its first layer or -1."""

    volumes: tuple[ShadowVolume, ...]
    layer_of_light: tuple[int, ...]


def plan_shadows(view: View, eye: Eye, crowd: Crowd, size: int) -> ShadowPlan:
    """Give layers to the first sun, the first two spots and the first point light that ask for shadows."""
    volumes: list[ShadowVolume] = []
    layers: list[int] = []
    casters = (np.asarray(crowd.centres, np.float64), np.asarray(crowd.radii, np.float64))
    for light in view.lights:
        used = [layer for layer in layers if layer >= 0]
        layer = -1
        if light.shadow and light.kind == "sun" and 0 not in used:
            layer = 0
            volumes += sun_volumes(light, eye, size, casters)
        elif light.shadow and light.kind == "spot" and len(free := [k for k in _SPOT_LAYERS if k not in used]):
            layer = free[0]
            volumes.append(spot_volume(light, layer, size, light_reach(light)))
        elif light.shadow and light.kind == "point" and _POINT_LAYER not in used:
            layer = _POINT_LAYER
            volumes += point_volumes(light, layer, size, light_reach(light))
        layers.append(layer)
    return ShadowPlan(volumes=tuple(volumes), layer_of_light=tuple(layers))
