"""Author a shot's light: UsdLux lights, a dome for the sky and the air's figures."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from pxr import Gf, Sdf, UsdGeom, UsdLux

from redearth.core.space import Matrix
from redearth.stage.model import Light
from redearth.stage.packed_light import LightKey, light_key
from redearth.stage.parts import Lighting
from redearth.stage.usd.author_set import gf_matrix
from redearth.stage.usd.layer import prim_name, sample

LIGHTS = "/World/Lights"
ATMOSPHERE = "/World/Atmosphere"
POINT_SHARE = 4.0
"""UsdLux intensity of a normalised sphere that throws an irradiance of 1 at 1 m: radiance pi r^2 over an area of 4 pi r^2."""
SKY_FIELDS = (
    "zenith_linear",
    "horizon_linear",
    "ground_linear",
    "sun_color_linear",
    "sun_direction",
    "ambient",
    "visible",
    "cloud",
)
AIR_FIELDS = ("density", "height_falloff_m", "color_linear", "anisotropy", "unevenness", "drift_mps")


def author_lighting(stage: Any, lighting: Sequence[Lighting], start: int) -> None:
    """Define the lights, sky and air of a shot whose first frame is time code ``start``."""
    UsdGeom.Scope.Define(stage, LIGHTS)
    keys = list(dict.fromkeys(light_key(light) for frame in lighting for light in frame.lights))
    for index, key in enumerate(keys):
        frames = [next((light for light in frame.lights if light_key(light) == key), None) for frame in lighting]
        _light(stage, f"{LIGHTS}/{prim_name(key.name or key.kind)}_{index}", key, frames, start)
    _dome(stage, lighting, start)
    _atmosphere(stage, lighting, start)


def _light(stage: Any, path: str, key: LightKey, frames: Sequence[Light | None], start: int) -> None:
    known = next(light for light in frames if light is not None)
    filled = [known := light or known for light in frames]  # a light that is off keeps its last place
    schema = UsdLux.DistantLight if key.kind == "sun" else UsdLux.SphereLight
    usd = schema.Define(stage, path)
    usd.CreateNormalizeAttr(True)
    sample(usd.CreateColorAttr(), [Gf.Vec3f(*light.color_linear) for light in filled], start)
    share = 1.0 if key.kind == "sun" else POINT_SHARE
    sample(usd.CreateIntensityAttr(), [light.intensity * share for light in filled], start)
    sample(usd.AddTransformOp().GetAttr(), [gf_matrix(pose) for pose in _poses(filled)], start)
    tokens = UsdGeom.Tokens
    sample(usd.CreateVisibilityAttr(), [tokens.inherited if light else tokens.invisible for light in frames], start)
    if key.kind == "sun":
        sample(usd.CreateAngleAttr(), [math.degrees(2 * math.atan(light.radius_m)) for light in filled], start)
    else:
        sample(usd.CreateRadiusAttr(), [light.radius_m for light in filled], start)
    if key.kind == "spot":
        shaping = UsdLux.ShapingAPI.Apply(usd.GetPrim())
        sample(shaping.CreateShapingConeAngleAttr(), [math.degrees(light.outer_cone_rad) for light in filled], start)
        softness = [1.0 - light.inner_cone_rad / light.outer_cone_rad if light.outer_cone_rad > 0 else 0.0 for light in filled]
        sample(shaping.CreateShapingConeSoftnessAttr(), softness, start)
    shadow = UsdLux.ShadowAPI.Apply(usd.GetPrim())
    sample(shadow.CreateShadowEnableAttr(), [light.shadow for light in filled], start)
    _own(usd.GetPrim(), "volumetric", [light.volumetric for light in filled], start)
    usd.GetPrim().CreateAttribute("redearth:name", Sdf.ValueTypeNames.String).Set(key.name)


def _poses(lights: Sequence[Light]) -> Matrix:
    """Return the poses [F, 4, 4] of a light that shines along its own -Z."""
    back = -np.array([light.direction for light in lights])
    back = back / np.linalg.norm(back, axis=1, keepdims=True)
    aside = np.where(np.abs(back[:, :1]) < 0.9, [1.0, 0.0, 0.0], [0.0, 1.0, 0.0])
    right = np.cross(aside, back)
    right = right / np.linalg.norm(right, axis=1, keepdims=True)
    poses = np.tile(np.eye(4), (len(lights), 1, 1))
    poses[:, :3, :3] = np.stack([right, np.cross(back, right), back], axis=2)
    poses[:, :3, 3] = [light.position_m for light in lights]
    return poses


def _dome(stage: Any, lighting: Sequence[Lighting], start: int) -> None:
    """Define a plain dome with the sky's mean colour, so that any renderer sees into the shadows."""
    dome = UsdLux.DomeLight.Define(stage, f"{LIGHTS}/sky")
    means = [np.mean([f.sky.zenith_linear, f.sky.horizon_linear, f.sky.ground_linear], 0) for f in lighting]
    sample(dome.CreateColorAttr(), [Gf.Vec3f(*(float(v) for v in mean)) for mean in means], start)
    sample(dome.CreateIntensityAttr(), [frame.sky.ambient for frame in lighting], start)


def _atmosphere(stage: Any, lighting: Sequence[Lighting], start: int) -> None:
    prim = UsdGeom.Scope.Define(stage, ATMOSPHERE).GetPrim()
    for name in SKY_FIELDS:
        _own(prim, f"sky:{name}", [getattr(frame.sky, name) for frame in lighting], start)
    for name in AIR_FIELDS:
        _own(prim, f"air:{name}", [getattr(frame.air, name) for frame in lighting], start)
    _own(prim, "exposure_ev", [frame.exposure_ev for frame in lighting], start)


def _own(prim: Any, name: str, values: Sequence[Any], start: int) -> None:
    """Author an attribute of ours in double precision: ``redearth:<name>``."""
    first, types = values[0], Sdf.ValueTypeNames
    if isinstance(first, bool):
        sample(prim.CreateAttribute(f"redearth:{name}", types.Bool), [bool(v) for v in values], start)
    elif isinstance(first, int | float):
        sample(prim.CreateAttribute(f"redearth:{name}", types.Double), [float(v) for v in values], start)
    else:
        sample(prim.CreateAttribute(f"redearth:{name}", types.Double3), [Gf.Vec3d(*(float(x) for x in v)) for v in values], start)
