"""The gaffer's incident-light meter: how much light falls on a place, worked out from the lights themselves."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from redearth.stage.lighting.aim import unit
from redearth.stage.model import Light, Sky
from redearth.stage.sets.shape import F64

_NEAREST_M2 = 0.04


def incident(lights: Sequence[Light], sky: Sky, place_m: F64, normal: F64, *, in_sun: bool = True) -> F64:
    """Return the irradiance [3] on a surface at a place; nothing casts shadows here but what ``in_sun`` says of the sun.

    Spots fade from their inner to their outer cone as the renderer has it.
    """
    total = np.pi * _sky(sky, normal)
    for light in lights:
        color = np.asarray(light.color_linear) * light.intensity
        if light.kind == "sun":
            if in_sun:
                total += color * max(0.0, -float(normal @ np.asarray(light.direction)))
            continue
        to_light = np.asarray(light.position_m) - place_m
        d2 = max(float(to_light @ to_light) + light.radius_m**2, _NEAREST_M2)
        way = unit(to_light)
        total += color * (max(0.0, float(normal @ way)) * _cone(light, way) / d2)
    return total


def brightness(color: F64) -> float:
    """Return the luminance of a linear colour."""
    return float(color @ np.array([0.2126, 0.7152, 0.0722]))


def _cone(light: Light, to_light: F64) -> float:
    if light.kind != "spot":
        return 1.0
    inner, outer = math.cos(light.inner_cone_rad), math.cos(light.outer_cone_rad)
    t = min(max((-float(to_light @ np.asarray(light.direction)) - outer) / max(inner - outer, 1e-4), 0.0), 1.0)
    return t * t * (3 - 2 * t)


def _sky(sky: Sky, normal: F64) -> F64:
    """Mean radiance of the surroundings, as the renderer's ambient has it for a sun that stands high."""
    up = float(normal[1]) * 0.5 + 0.5
    zenith, horizon, ground = (np.asarray(c) for c in (sky.zenith_linear, sky.horizon_linear, sky.ground_linear))
    above = horizon + (zenith - horizon) * (0.25 + 0.5 * up)
    return np.asarray((ground + (above - ground) * (up * up * (3 - 2 * up))) * sky.ambient)
