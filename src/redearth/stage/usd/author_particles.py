"""Author what floats in a shot's air: dust, embers and sparks as points, in a layer of their own because they are many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from pxr import Sdf, UsdGeom, Vt

from redearth.stage.model import Sprites
from redearth.stage.packed_light import sprite_groups
from redearth.stage.parts import Lighting
from redearth.stage.usd.layer import new_stage, sample

PARTICLES = "/World/Particles"


def author_particles(lighting: Sequence[Lighting], start: int, fps: int) -> Any | None:
    """Return the layer with the particles of a shot whose first frame is time code ``start``; None when the air is clear."""
    groups = sprite_groups(lighting)
    if not groups:
        return None
    stage = new_stage("World", fps=fps)
    stage.SetStartTimeCode(start)
    stage.SetEndTimeCode(start + len(lighting) - 1)
    UsdGeom.Scope.Define(stage, PARTICLES)
    for index, (emissive, frames) in enumerate(groups):
        _particles(stage, f"{PARTICLES}/group_{index}", emissive, frames, start)
    return stage.GetRootLayer()


def _particles(stage: Any, path: str, emissive: bool, groups: Sequence[Sprites | None], start: int) -> None:
    points = UsdGeom.Points.Define(stage, path)
    prim = points.GetPrim()
    prim.CreateAttribute("redearth:emissive", Sdf.ValueTypeNames.Bool).Set(emissive)
    primvars = UsdGeom.PrimvarsAPI(prim)
    types = Sdf.ValueTypeNames
    attributes = (
        points.CreatePointsAttr(),
        points.CreateWidthsAttr(),
        primvars.CreatePrimvar("displayColor", types.Color3fArray, UsdGeom.Tokens.vertex).GetAttr(),
        primvars.CreatePrimvar("displayOpacity", types.FloatArray, UsdGeom.Tokens.vertex).GetAttr(),
        points.CreateVelocitiesAttr(),
        points.CreateExtentAttr(),
    )
    rows = [_rows(group) for group in groups]
    for attribute, values in zip(attributes, zip(*rows, strict=True), strict=True):
        sample(attribute, values, start)


def _rows(group: Sprites | None) -> tuple[Any, ...]:
    if group is None or not len(group.positions):
        return Vt.Vec3fArray(), Vt.FloatArray(), Vt.Vec3fArray(), Vt.FloatArray(), Vt.Vec3fArray(), Vt.Vec3fArray(2)
    positions, radius = np.asarray(group.positions, np.float32), np.asarray(group.radius_m, np.float32)
    color = np.asarray(group.color_linear, np.float32)
    box = np.stack([(positions - radius[:, None]).min(0), (positions + radius[:, None]).max(0)])
    return (
        Vt.Vec3fArray.FromNumpy(np.ascontiguousarray(positions)),
        Vt.FloatArray.FromNumpy(np.ascontiguousarray(radius * np.float32(2))),
        Vt.Vec3fArray.FromNumpy(np.ascontiguousarray(color[:, :3])),
        Vt.FloatArray.FromNumpy(np.ascontiguousarray(color[:, 3])),
        Vt.Vec3fArray.FromNumpy(np.ascontiguousarray(group.velocity, np.float32)),
        Vt.Vec3fArray.FromNumpy(np.ascontiguousarray(box)),
    )
