"""Read a shot's light back from its stage: UsdLux, the air's figures and the particles, frame by frame."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from pxr import UsdGeom, UsdLux

from redearth.core.space import Vec3
from redearth.stage.model import Air, Light, Sky, Sprites
from redearth.stage.parts import Lighting
from redearth.stage.usd.author_light import AIR_FIELDS, ATMOSPHERE, LIGHTS, POINT_SHARE, SKY_FIELDS
from redearth.stage.usd.author_particles import PARTICLES

Reader = Callable[[int], Any]
"""From a time code to a value."""


def read_lighting(stage: Any, codes: Sequence[int]) -> tuple[Lighting, ...]:
    """Return the lighting on each of the time codes, in the order in which the lights stand on the stage."""
    lights = [_light_reader(p) for p in stage.GetPrimAtPath(LIGHTS).GetChildren() if not p.IsA(UsdLux.DomeLight)]
    floating = stage.GetPrimAtPath(PARTICLES)
    particles = [_particle_reader(prim) for prim in floating.GetChildren()] if floating else []
    air = _air_reader(stage.GetPrimAtPath(ATMOSPHERE))
    return tuple(air(code, _present(lights, code), _present(particles, code)) for code in codes)


def reader(attribute: Any) -> Reader:
    """Return a function from time code to value that asks USD once only when the attribute never changes."""
    if attribute.ValueMightBeTimeVarying():
        return lambda code: attribute.Get(code)
    constant = attribute.Get()
    if constant is None:
        constant = attribute.Get(attribute.GetTimeSamples()[0]) if attribute.GetNumTimeSamples() else None
    return lambda code: constant


def _present(readers: Sequence[Reader], code: int) -> tuple[Any, ...]:
    return tuple(thing for read in readers if (thing := read(code)) is not None)


def _light_reader(prim: Any) -> Reader:
    light = UsdLux.BoundableLightBase(prim) if prim.IsA(UsdLux.SphereLight) else UsdLux.NonboundableLightBase(prim)
    sun, spot = prim.IsA(UsdLux.DistantLight), prim.HasAPI(UsdLux.ShapingAPI)
    size = UsdLux.DistantLight(prim).GetAngleAttr() if sun else UsdLux.SphereLight(prim).GetRadiusAttr()
    shaping = UsdLux.ShapingAPI(prim)
    read = {
        "visible": reader(light.GetVisibilityAttr()),
        "color": reader(light.GetColorAttr()),
        "intensity": reader(light.GetIntensityAttr()),
        "pose": reader(prim.GetAttribute("xformOp:transform")),
        "size": reader(size),
        "outer": reader(shaping.GetShapingConeAngleAttr()) if spot else lambda code: None,
        "softness": reader(shaping.GetShapingConeSoftnessAttr()) if spot else lambda code: 0.0,
        "shadow": reader(UsdLux.ShadowAPI(prim).GetShadowEnableAttr()),
        "volumetric": reader(prim.GetAttribute("redearth:volumetric")),
    }
    name = prim.GetAttribute("redearth:name").Get()
    kind = "sun" if sun else "spot" if spot else "point"

    def at(code: int) -> Light | None:
        if read["visible"](code) == UsdGeom.Tokens.invisible:
            return None
        return _light(kind, name, {key: value(code) for key, value in read.items()})

    return at


def _light(kind: Any, name: str, value: dict[str, Any]) -> Light:
    pose = np.array(value["pose"])  # row vectors: the third row is the light's own +Z
    cone = {}
    if value["outer"] is not None:
        outer = math.radians(value["outer"])
        cone = {"outer_cone_rad": outer, "inner_cone_rad": outer * (1.0 - value["softness"])}
    return Light(
        kind=kind,
        name=name,
        color_linear=_vec(value["color"]),
        intensity=value["intensity"] if kind == "sun" else value["intensity"] / POINT_SHARE,
        position_m=_vec(pose[3]),
        direction=_vec(-pose[2]),
        radius_m=math.tan(math.radians(value["size"]) / 2) if kind == "sun" else value["size"],
        shadow=value["shadow"],
        volumetric=value["volumetric"],
        **cone,
    )


def _air_reader(prim: Any) -> Callable[[int, tuple[Light, ...], tuple[Sprites, ...]], Lighting]:
    sky = {name: reader(prim.GetAttribute(f"redearth:sky:{name}")) for name in SKY_FIELDS}
    air = {name: reader(prim.GetAttribute(f"redearth:air:{name}")) for name in AIR_FIELDS}
    exposure = reader(prim.GetAttribute("redearth:exposure_ev"))

    def at(code: int, lights: tuple[Light, ...], sprites: tuple[Sprites, ...]) -> Lighting:
        return Lighting(
            lights=lights,
            sky=Sky(**{name: _plain(read(code)) for name, read in sky.items()}),
            air=Air(**{name: _plain(read(code)) for name, read in air.items()}),
            sprites=sprites,
            exposure_ev=exposure(code),
        )

    return at


def _particle_reader(prim: Any) -> Reader:
    points, primvars = UsdGeom.Points(prim), UsdGeom.PrimvarsAPI(prim)
    positions, widths, velocities = (
        reader(a) for a in (points.GetPointsAttr(), points.GetWidthsAttr(), points.GetVelocitiesAttr())
    )
    color = reader(primvars.GetPrimvar("displayColor").GetAttr())
    opacity = reader(primvars.GetPrimvar("displayOpacity").GetAttr())
    emissive = prim.GetAttribute("redearth:emissive").Get()

    def at(code: int) -> Sprites | None:
        places = np.array(positions(code), np.float32).reshape(-1, 3)
        if not len(places):
            return None
        return Sprites(
            positions=places,
            radius_m=np.array(widths(code), np.float32) / np.float32(2),
            color_linear=np.column_stack([np.array(color(code), np.float32), np.array(opacity(code), np.float32)]),
            velocity=np.array(velocities(code), np.float32).reshape(-1, 3),
            emissive=emissive,
        )

    return at


def _plain(value: Any) -> Any:
    return value if isinstance(value, bool | int | float) else _vec(value)


def _vec(value: Any) -> Vec3:
    return float(value[0]), float(value[1]), float(value[2])
