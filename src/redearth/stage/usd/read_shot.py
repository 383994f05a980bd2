"""Read a shot back from its composed stage into plain arrays: what is drawn, from where, in which light."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pxr import Usd, UsdGeom, UsdSkel

from redearth.core.seed import seed_from
from redearth.stage.model import Camera
from redearth.stage.playback import RecordedDraw, Recording
from redearth.stage.usd.author_performance import CAST, PLACEMENTS, PROPS
from redearth.stage.usd.author_shot import CAMERA, MM
from redearth.stage.usd.cull import Frusta, bounding_spheres, distinct, frusta_of, kept, shadow_mesh_of
from redearth.stage.usd.read_light import read_lighting, reader

_INVISIBLE = UsdGeom.Tokens.invisible
_LENS_DECIMALS = 4
_ACTOR_REACH_M = 1.5
"""How far an actor's limbs leave the line from the feet up, in statures: for the culling sphere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleKeys:
    """Which asset bundle holds the meshes of what: the set, each character and each property by the path of its reference."""

    set: str
    cast: Mapping[str, str]
    props: Mapping[str, str]


def read_shot(stage: Any, keys: BundleKeys, fps: int, shot_id: str) -> Recording:
    """Return everything a renderer needs of a composed shot, from its first to its last time code."""
    codes = range(int(stage.GetStartTimeCode()), int(stage.GetEndTimeCode()) + 1)
    cameras = read_cameras(stage, codes)
    frusta = distinct(frusta_of(cameras))
    standing = UsdGeom.XformCache(Usd.TimeCode(codes[0]))
    draws = [
        *(_placement(prim, keys.set, codes, frusta, standing) for prim in _children(stage, PLACEMENTS)),
        *(_actor(prim, keys.cast, codes, frusta) for prim in _children(stage, CAST)),
        *(draw for prim in _children(stage, PROPS) for draw in _prop(prim, keys.props, codes)),
    ]
    return Recording(
        fps=fps,
        seed=seed_from("shot", shot_id),
        draws=tuple(draw for draw in draws if draw is not None and draw.visible.any()),
        cameras=cameras,
        lighting=read_lighting(stage, codes),
    )


def read_cameras(stage: Any, codes: Sequence[int]) -> tuple[Camera, ...]:
    """Return the camera on each time code; lenses are rounded to a ten-thousandth of a millimetre, which USD's floats keep."""
    camera = UsdGeom.Camera(stage.GetPrimAtPath(CAMERA))
    pose, focal, focus, stop = (
        reader(a)
        for a in (
            camera.GetPrim().GetAttribute("xformOp:transform"),
            camera.GetFocalLengthAttr(),
            camera.GetFocusDistanceAttr(),
            camera.GetFStopAttr(),
        )
    )
    height_mm = round(camera.GetVerticalApertureAttr().Get() / MM, _LENS_DECIMALS)
    near, far = camera.GetClippingRangeAttr().Get()

    def at(code: int) -> Camera:
        focal_mm = round(focal(code) / MM, _LENS_DECIMALS)
        return Camera(
            world_from_camera=np.array(pose(code)).T,
            vertical_fov_rad=2 * math.atan(height_mm / (2 * focal_mm)),
            focal_mm=focal_mm,
            t_stop=round(stop(code), _LENS_DECIMALS),
            focus_m=round(focus(code), _LENS_DECIMALS),
            near_m=round(near, _LENS_DECIMALS),
            far_m=round(far, _LENS_DECIMALS),
        )

    return tuple(at(code) for code in codes)


def _children(stage: Any, path: str) -> list[Any]:
    prim = stage.GetPrimAtPath(path)
    return list(prim.GetChildren()) if prim else []


def _placement(prim: Any, asset: str, codes: Sequence[int], frusta: Frusta, standing: Any) -> RecordedDraw | None:
    mesh = prim.GetAttribute("redearth:meshName").Get()
    geometry = next((p for p in Usd.PrimRange(prim, Usd.TraverseInstanceProxies()) if p.IsA(UsdGeom.Mesh)), None)
    if mesh is None or geometry is None:
        return None
    matrices = _placed(prim, codes, standing)
    moves = matrices.ndim == 4
    if not moves:
        spheres = bounding_spheres(np.array(UsdGeom.Mesh(geometry).GetExtentAttr().Get(), float), matrices)
        matrices = matrices[kept(frusta, *spheres)]
        if not len(matrices):
            return None
    return RecordedDraw(
        kind="moved" if moves else "still",
        asset=asset,
        mesh=mesh,
        name=str(prim.GetPath()),
        seed=prim.GetAttribute("redearth:seed").Get(),
        matrices=(matrices[:, 0] if moves else matrices).astype(np.float32),
        visible=np.ones(len(codes), bool),
        emission=_emission(prim, codes),
    )


def _placed(prim: Any, codes: Sequence[int], standing: Any) -> NDArray[np.float64]:
    """Return [N, 4, 4] for what stands still, as the cache ``standing`` has it, and [F, 1, 4, 4] for what moves during the shot."""
    if prim.IsA(UsdGeom.PointInstancer):
        start = standing.GetTime()
        world = np.array(standing.GetLocalToWorldTransform(prim))
        local = np.array(UsdGeom.PointInstancer(prim).ComputeInstanceTransformsAtTime(start, start))
        return np.swapaxes(local @ world, 1, 2)
    if not UsdGeom.Xformable(prim).TransformMightBeTimeVarying():
        parts = [child for child in prim.GetChildren() if child.GetName().startswith("at_")] or [prim]
        return np.array([np.array(standing.GetLocalToWorldTransform(part)).T for part in parts])
    matrices = _transforms(prim, codes)
    return matrices[:1] if (matrices == matrices[0]).all() else matrices[:, None]


def _transforms(prim: Any, codes: Sequence[int]) -> NDArray[np.float64]:
    cache = UsdGeom.XformCache()
    matrices = []
    for code in codes:
        cache.SetTime(Usd.TimeCode(code))
        matrices.append(np.array(cache.GetLocalToWorldTransform(prim)).T)
    return np.array(matrices)


def _actor(prim: Any, assets: Mapping[str, str], codes: Sequence[int], frusta: Frusta) -> RecordedDraw | None:
    character, member = prim.GetAttribute("redearth:character").Get(), prim.GetAttribute("redearth:member").Get() or 0
    shown = [
        p for p in prim.GetChildren() if p.IsA(UsdGeom.Mesh) and UsdGeom.Imageable(p).GetVisibilityAttr().Get() != _INVISIBLE
    ]
    if not shown or character not in assets:
        return None
    cache = UsdSkel.Cache()
    cache.Populate(UsdSkel.Root(prim), Usd.PrimDefaultPredicate)
    query = cache.GetSkelQuery(UsdSkel.Skeleton(prim.GetChild("Skeleton")))
    world = np.array(UsdGeom.XformCache(Usd.TimeCode(codes[0])).GetLocalToWorldTransform(query.GetPrim()))
    rows = np.array([np.array(query.ComputeSkinningTransforms(code)) for code in codes])
    if not np.array_equal(world, np.eye(4)):
        rows = rows @ world
    visible = _seen(prim, codes)
    roots = rows[visible][:, 0, 3, :3]
    if len(roots) and not _in_reach(roots, prim, frusta):
        return None
    worn = [p.GetAttribute("redearth:mesh").Get() for p in prim.GetChildren() if p.IsA(UsdGeom.Mesh)]
    mesh = shown[0].GetAttribute("redearth:mesh").Get()
    return RecordedDraw(
        kind="skinned",
        asset=assets[character],
        mesh=mesh,
        name=str(prim.GetPath()),
        seed=seed_from("actor", character, member),
        matrices=np.swapaxes(rows, 2, 3).astype(np.float32),
        visible=visible,
        emission=np.ones(len(codes), np.float32),
        shadow_mesh=shadow_mesh_of(mesh, worn),
        morphs=_morphs(query, UsdSkel.BindingAPI(shown[0]), codes),
    )


def _morphs(query: Any, binding: Any, codes: Sequence[int]) -> dict[str, NDArray[np.float32]]:
    """Return how much of each of a mesh's blend shapes shows on every frame; those that never do are left out."""
    shapes = set(binding.GetBlendShapesAttr().Get() or [])
    animation = query.GetAnimQuery()
    order = list(animation.GetBlendShapeOrder()) if shapes and animation else []
    if not order:
        return {}
    rows = np.array([animation.ComputeBlendShapeWeights(code) for code in codes], np.float32)
    return {str(name): rows[:, k].copy() for k, name in enumerate(order) if name in shapes and rows[:, k].any()}


def _in_reach(roots: NDArray[np.float64], prim: Any, frusta: Frusta) -> bool:
    mesh = next(p for p in prim.GetChildren() if p.IsA(UsdGeom.Mesh))
    size = float(np.ptp(np.array(UsdGeom.Mesh(mesh).GetExtentAttr().Get()), axis=0).max())
    centre = (roots.min(0) + roots.max(0)) / 2
    radius = float(np.linalg.norm(np.ptp(roots, axis=0))) / 2 + _ACTOR_REACH_M * size
    return bool(kept(frusta, centre[None], np.array([radius]))[0])


def _prop(prim: Any, assets: Mapping[str, str], codes: Sequence[int]) -> list[RecordedDraw]:
    """Return a property's meshes, each as it stands in it and when it is seen."""
    prop = prim.GetAttribute("redearth:prop").Get()
    if prop not in assets:
        return []
    seen, emission = _seen(prim, codes), _shine(prim, codes)
    meshes = ((mesh, seen & _seen(mesh, codes)) for mesh in prim.GetChildren() if mesh.IsA(UsdGeom.Mesh))
    return [_prop_mesh(mesh, prop, assets[prop], codes, there, emission) for mesh, there in meshes if there.any()]


def _prop_mesh(
    mesh: Any, prop: str, asset: str, codes: Sequence[int], seen: NDArray[np.bool_], emission: NDArray[np.float32]
) -> RecordedDraw:
    matrices = _transforms(mesh, codes)
    still = bool((matrices == matrices[0]).all())
    name = mesh.GetAttribute("redearth:mesh").Get()
    return RecordedDraw(
        kind="still" if still else "moved",
        asset=asset,
        mesh=name,
        name=str(mesh.GetPath().GetParentPath() if name == "prop" else mesh.GetPath()),
        seed=seed_from("prop", prop),
        matrices=(matrices[:1] if still else matrices).astype(np.float32),
        visible=seen,
        emission=emission,
    )


def _shine(prim: Any, codes: Sequence[int]) -> NDArray[np.float32]:
    """Return how brightly a property glows: what shines by itself does so unless the performance says otherwise."""
    if not prim.GetAttribute("redearth:shines").Get():
        return _emission(prim, codes)
    glow = prim.GetAttribute("redearth:glow")
    if not glow:
        return np.ones(len(codes), np.float32)
    read = reader(glow)
    return np.array([read(code) for code in codes], np.float32)


def _seen(prim: Any, codes: Sequence[int]) -> NDArray[np.bool_]:
    read = reader(UsdGeom.Imageable(prim).GetVisibilityAttr())
    return np.array([read(code) != _INVISIBLE for code in codes], bool)


def _emission(prim: Any, codes: Sequence[int]) -> NDArray[np.float32]:
    attribute = prim.GetAttribute("redearth:emissionScale")
    if not attribute:
        return np.ones(len(codes), np.float32)
    read = reader(attribute)
    return np.array([read(code) for code in codes], np.float32)
