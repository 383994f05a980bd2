"""A shadowed spot by what it gives where it points."""

from __future__ import annotations

import numpy as np

from redearth.core.space import Vec3
from redearth.stage.lighting.aim import unit, vec3
from redearth.stage.model import Light
from redearth.stage.sets.shape import F64


def beam(
    name: str,
    at: F64,
    target: F64,
    color: Vec3,
    irradiance: float,
    cones: tuple[float, float],
    volumetric: float,
    radius_m: float = 0.25,
) -> Light:
    """Return a shadowed spot at ``at`` that gives ``irradiance`` at ``target``; ``cones`` are its inner and outer angle in radians."""
    reach = float(np.linalg.norm(target - at))
    return Light(
        kind="spot",
        color_linear=color,
        intensity=irradiance * reach * reach,
        position_m=vec3(at),
        direction=vec3(unit(target - at)),
        inner_cone_rad=cones[0],
        outer_cone_rad=cones[1],
        radius_m=radius_m,
        shadow=True,
        volumetric=volumetric,
        name=name,
    )
