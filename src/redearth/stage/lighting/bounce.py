"""What the walls of a lamp-lit room throw back: the soft light that makes faces readable between the lamps."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from redearth.core.space import Vec3
from redearth.direction.model import Bounds, Kit
from redearth.stage.lighting.aim import vec3
from redearth.stage.model import Light, Sky

ROOMS: tuple[Kit, ...] = ("quarters", "office", "laboratory", "interior")
"""Kits whose walls are light and near; caves, tunnels, halls and chambers swallow what falls on them."""
_ALBEDO = 0.4
"""Of plaster, tiles and furniture together."""
_CEILING_M = 2.8


def bounced(sky: Sky, lamps: Sequence[Light], bounds: Bounds) -> Sky:
    """Return the surroundings of a room with what its lamps send round it added to them.

    An integrating sphere's sum: the lamps' flux over the room's surface, times albedo / (1 - albedo), as radiance.
    """
    x, z, y = bounds.max_x_m - bounds.min_x_m, bounds.max_z_m - bounds.min_z_m, bounds.ceiling_m or _CEILING_M
    surface_m2 = 2 * (x * z + x * y + z * y)
    power = sum((np.asarray(lamp.color_linear) * lamp.intensity for lamp in lamps), np.zeros(3))
    radiance = 4 * math.pi * power / surface_m2 * _ALBEDO / (1 - _ALBEDO) / math.pi / max(sky.ambient, 1e-3)

    def with_walls(color: Vec3) -> Vec3:
        return vec3(np.asarray(color) + radiance)

    return replace(
        sky,
        zenith_linear=with_walls(sky.zenith_linear),
        horizon_linear=with_walls(sky.horizon_linear),
        ground_linear=with_walls(sky.ground_linear),
    )
