"""Which lights cast shadows this frame, into which layers of the shadow map, and in which order the shaders meet them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from redearth.picture.realtime.crowd import Crowd
from redearth.picture.realtime.frame_block import light_reach
from redearth.picture.realtime.optics import Eye, ShadowVolume, in_sight, point_volumes, spot_volume, sun_volumes
from redearth.stage.model import Light, View

_SPOT_LAYERS = (3, 4)
POINT_LAYER = 5
"""First of six; each face fills a quarter of its layer."""
_LAMP_STEPS = (0, 2, 4, 6, 8, 10, 12, 16)
"""Counts of plain lamps that programs are made for."""
_AIR_STEPS = (0, 4, 8, 12, 16)
"""The same in the air, where a lamp costs little and a program takes as long to compile."""
_MOST_PLAIN = _LAMP_STEPS[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class LightPlan:
    """The lights in the order the shaders want: the sun, shadowed spots, a shadowed point light, then the plain ones."""

    lights: tuple[Light, ...]
    sun: int
    """0 none, 1 without shadow, 2 with."""
    spots: int
    point: int
    lamps: int
    """Plain lamps the shaders have code for; those past the end of ``lights`` are dark."""
    air_lamps: int
    """Plain lamps, from the first on, that the air has code for; the rest light no air."""
    volumes: tuple[ShadowVolume, ...]

    @property
    def air_programs(self) -> tuple[int, int, int, int]:
        """What the pipelines of the air are made for."""
        return self.sun, self.spots, self.point, self.air_lamps

    @property
    def programs(self) -> tuple[int, int, int, int]:
        """What the light pipelines are made for."""
        return self.sun, self.spots, self.point, self.lamps


def plan_lights(view: View, eye: Eye, crowd: Crowd, size: int, faintest: float) -> LightPlan:
    """Order the lights of ``view`` and give shadow layers to the first sun, two spots and one point light that ask for them."""
    lit = [light for light in view.lights if light.intensity > 0]
    # One sun: a second would be a lamp without a place.
    suns = sorted((light for light in lit if light.kind == "sun"), key=lambda light: not light.shadow)[:1]
    spots = [light for light in lit if light.kind == "spot" and light.shadow][: len(_SPOT_LAYERS)]
    points = [light for light in lit if light.kind == "point" and light.shadow][:1]
    keys = [*suns, *spots, *points]
    plain = sorted(
        (one for one in lit if one.kind != "sun" and not any(one is key for key in keys) and _reaches(one, eye, faintest)),
        key=partial(_rank, eye),
    )
    volumes: list[ShadowVolume] = []
    if suns and suns[0].shadow:
        casters = (np.asarray(crowd.centres, np.float64), np.asarray(crowd.radii, np.float64))
        volumes += sun_volumes(suns[0], eye, size, casters)
    for layer, light in zip(_SPOT_LAYERS, spots, strict=False):
        volumes.append(spot_volume(light, layer, size, light_reach(light, faintest)))
    for light in points:
        faces = point_volumes(light, POINT_LAYER, size, light_reach(light, faintest))
        volumes += [face for face in faces if in_sight(face, eye)]
    # Those that are seen in the air come first: it needs no code for the others.
    plain = sorted(plain[:_MOST_PLAIN], key=lambda light: light.volumetric <= 0)
    return LightPlan(
        lights=(*keys, *plain),
        lamps=_step(len(plain), _LAMP_STEPS),
        air_lamps=_step(sum(light.volumetric > 0 for light in plain), _AIR_STEPS),
        sun=(2 if suns[0].shadow else 1) if suns else 0,
        spots=len(spots),
        point=len(points),
        volumes=tuple(volumes),
    )


def _step(count: int, steps: tuple[int, ...]) -> int:
    return next(step for step in steps if step >= count)


def _rank(eye: Eye, light: Light) -> float:
    away = np.asarray(light.position_m) - eye.position
    return -light.intensity / (1.0 + float(away @ away))


def _reaches(light: Light, eye: Eye, faintest: float) -> bool:
    planes = eye.planes()
    place = np.asarray(light.position_m, float)
    return bool((planes[:, :3] @ place + planes[:, 3] > -light_reach(light, faintest)).all())
