"""Author a shot: a small stage over the scene's performance that references set, cast and properties and adds camera and light."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from pxr import Gf, Kind, Sdf, Usd, UsdGeom

from redearth.core.slug import slug
from redearth.core.space import matrix_from_quat
from redearth.direction.model import CameraSample, Shot
from redearth.stage.parts import Lighting
from redearth.stage.usd.author_character import HERO
from redearth.stage.usd.author_light import author_lighting
from redearth.stage.usd.author_performance import CAST, PROPS, cast_name
from redearth.stage.usd.author_set import gf_matrix
from redearth.stage.usd.layer import new_stage, prim_name, sample

CAMERA = "/World/Camera"
SET = "/World/Set"
PERFORMANCE_PATH = "../performance.usdc"
MM = 0.01
"""UsdGeomCamera counts lenses in tenths of a scene unit: a millimetre is a hundredth of a tenth of a metre."""
_ASPECT = 16 / 9
_NEAR_M, _FAR_M = 0.1, 1500.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """An actor or crowd member that a shot shows, and the mesh that stands for it."""

    character: str
    member: int = 0
    mesh: str = HERO
    others: tuple[str, ...] = ()
    """The character's other meshes, hidden in this shot."""


def set_path(location: str) -> str:
    """Return where a shot finds the set of a location."""
    return f"../../sets/{slug(location)}.usdc"


def cast_path(character: str) -> str:
    """Return where a shot finds a character."""
    return f"../../cast/{slug(character)}.usdc"


def prop_path(prop: str) -> str:
    """Return where a shot finds a property."""
    return f"../../props/{slug(prop)}.usdc"


def author_shot(
    shot: Shot,
    fps: int,
    location: str,
    cast: Sequence[Appearance],
    props: Sequence[str],
    lighting: Sequence[Lighting],
    particles: str = "",
) -> Any:
    """Return the layer of one shot; time codes are scene frames and every asset path is relative.

    ``location`` is empty when the set is missing; ``lighting`` holds one entry for each frame; ``particles`` is the path of the
    layer that :mod:`author_particles` made, or empty.
    """
    layer = _photography(shot, fps, lighting)
    if location:
        _reference(layer, SET, "Xform", set_path(location))
    for group, members in ((CAST, cast), (PROPS, props)):
        if members:
            _define(layer, group, "Xform").kind = Kind.Tokens.group
    for who in sorted(cast, key=lambda a: (a.character, a.member)):
        _appear(layer, who)
    for prop in sorted(props):
        _reference(layer, f"{PROPS}/{prim_name(prop)}", "Xform", prop_path(prop))
    layer.subLayerPaths = [path for path in (particles, PERFORMANCE_PATH) if path]
    return layer


def _photography(shot: Shot, fps: int, lighting: Sequence[Lighting]) -> Any:
    """Return a layer with what belongs to the shot itself: camera and light.

    Its stage closes here: references are added to the bare layer, because they resolve only where the file will lie.
    """
    stage = new_stage("World", extension="usda", fps=fps)
    stage.SetStartTimeCode(shot.range.start)
    stage.SetEndTimeCode(max(shot.range.start, shot.range.end - 1))
    world = stage.GetDefaultPrim()
    Usd.ModelAPI(world).SetKind(Kind.Tokens.assembly)
    world.CreateAttribute("redearth:shot", Sdf.ValueTypeNames.String).Set(shot.id)
    author_camera(stage, shot)
    author_lighting(stage, lighting, shot.range.start)
    return stage.GetRootLayer()


def author_camera(stage: Any, shot: Shot) -> None:
    """Define the shot's camera: 36 mm film back unless the shot says otherwise, lens in tenths of a metre, pose in full precision."""
    camera = UsdGeom.Camera.Define(stage, CAMERA)
    start, samples = shot.range.start, shot.camera
    camera.CreateProjectionAttr(UsdGeom.Tokens.perspective)
    camera.CreateHorizontalApertureAttr(shot.sensor_width_mm * MM)
    camera.CreateVerticalApertureAttr(shot.sensor_width_mm / _ASPECT * MM)
    camera.CreateClippingRangeAttr(Gf.Vec2f(_NEAR_M, _FAR_M))
    camera.CreateFStopAttr(shot.t_stop)
    sample(camera.CreateFocalLengthAttr(), [s.focal_mm * MM for s in samples], start)
    sample(camera.CreateFocusDistanceAttr(), [s.focus_m for s in samples], start)
    sample(camera.AddTransformOp().GetAttr(), [gf_matrix(_pose(s)) for s in samples], start)


def _pose(sample_: CameraSample) -> np.ndarray:
    pose = matrix_from_quat(sample_.rotation)
    pose[:3, 3] = sample_.position_m
    return pose


def _appear(layer: Any, who: Appearance) -> None:
    path = f"{CAST}/{cast_name(who.character, who.member)}"
    _reference(layer, path, "SkelRoot", cast_path(who.character))
    if who.mesh == HERO:
        return
    for mesh, word in ((who.mesh, UsdGeom.Tokens.inherited), *((name, UsdGeom.Tokens.invisible) for name in who.others)):
        over = Sdf.CreatePrimInLayer(layer, f"{path}/{prim_name(mesh)}")
        Sdf.AttributeSpec(over, "visibility", Sdf.ValueTypeNames.Token).default = word


def _reference(layer: Any, path: str, kind: str, asset: str) -> None:
    _define(layer, path, kind).referenceList.prependedItems = [Sdf.Reference(asset)]


def _define(layer: Any, path: str, kind: str) -> Any:
    spec = Sdf.CreatePrimInLayer(layer, path)
    spec.specifier, spec.typeName = Sdf.SpecifierDef, kind
    return spec
