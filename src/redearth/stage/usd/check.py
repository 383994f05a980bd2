"""Check a stage: every validator that USD brings, and what none of them sees: NaN, sizes, joint ranges, units, time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from pxr import Sdf, Usd, UsdGeom, UsdSkel, UsdUtils, UsdValidation

from redearth.stage.usd.layer import open_stage

_UNIT = 1e-3
"""How far a normal's length or a vertex's weight sum may be from one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault of a stage."""

    code: str
    """Short stable name: ``points.finite``, ``mesh.indices``, or the name of USD's own validator."""
    prim: str
    message: str


def check_stage(path: Path) -> tuple[Finding, ...]:
    """Return everything that is wrong with a stage file, sorted; empty when it is sound.

    Runs every registered validator of ``UsdValidation`` and our own checks of numbers, sizes, units, files and time samples.
    """
    stage = open_stage(path)
    found = [*_validated(stage), *_units(stage), *_files(path)]
    for prim in Usd.PrimRange(stage.GetPseudoRoot(), Usd.TraverseInstanceProxies(Usd.PrimIsDefined)):
        for check in _CHECKS:
            found += check(prim)
        found += _samples(stage, prim)
    return tuple(sorted(set(found), key=lambda f: (f.code, f.prim, f.message)))


def _validated(stage: Any) -> Iterator[Finding]:
    context = UsdValidation.ValidationContext(UsdValidation.ValidationRegistry().GetOrLoadAllValidators())
    for error in context.Validate(stage):
        sites = [str(site.GetPrim().GetPath()) if site.IsPrim() else "" for site in error.GetSites()]
        yield Finding(code=error.GetName(), prim=" ".join(sites), message=error.GetMessage())


def _units(stage: Any) -> Iterator[Finding]:
    metres, up = UsdGeom.GetStageMetersPerUnit(stage), UsdGeom.GetStageUpAxis(stage)
    if metres != 1.0 or up != UsdGeom.Tokens.y:
        yield Finding(code="stage.units", prim="/", message=f"a unit is {metres} m and up is {up}; right would be 1 m and Y")


def _files(path: Path) -> Iterator[Finding]:
    _, _, missing = UsdUtils.ComputeAllDependencies(Sdf.AssetPath(str(path)))
    for name in sorted(missing):
        yield Finding(code="stage.files", prim="/", message=f"{Path(str(name)).name} is not there")
    layer = Sdf.Layer.FindOrOpen(str(path))
    for name in sorted(layer.GetCompositionAssetDependencies()):
        if Path(name).is_absolute():
            yield Finding(code="stage.files", prim="/", message=f"{Path(name).name} is named by an absolute path")


def _numbers(prim: Any) -> Iterator[Finding]:
    """Every number of every attribute is finite, at every time sample."""
    for attribute in prim.GetAuthoredAttributes():
        for code in [Usd.TimeCode.Default(), *attribute.GetTimeSamples()]:
            value = attribute.Get(code)
            if value is not None and not _finite(value):
                yield Finding(code="number.finite", prim=str(attribute.GetPath()), message="holds NaN or an infinity")
                break


def _finite(value: Any) -> bool:
    if isinstance(value, str | bool | int | Sdf.AssetPath):
        return True
    try:
        return bool(np.isfinite(np.asarray(value, float)).all())
    except (TypeError, ValueError):
        return True  # tokens, paths, quaternion scalars: nothing to measure


def _mesh(prim: Any) -> Iterator[Finding]:
    if not prim.IsA(UsdGeom.Mesh):
        return
    geom, path = UsdGeom.Mesh(prim), str(prim.GetPath())
    points = np.array(geom.GetPointsAttr().Get(), float).reshape(-1, 3)
    indices, counts = np.array(geom.GetFaceVertexIndicesAttr().Get(), int), np.array(geom.GetFaceVertexCountsAttr().Get(), int)
    normals = np.array(geom.GetNormalsAttr().Get() or [], float).reshape(-1, 3)
    if counts.sum() != len(indices):
        yield Finding(code="mesh.counts", prim=path, message=f"faces want {counts.sum()} corners, there are {len(indices)}")
    if len(indices) and (indices.min() < 0 or indices.max() >= len(points)):
        yield Finding(code="mesh.indices", prim=path, message=f"a face names vertex {indices.max()} of {len(points)}")
    if len(normals) != len(points):
        yield Finding(code="mesh.normals", prim=path, message=f"{len(normals)} normals for {len(points)} vertices")
    elif len(normals) and np.abs(np.linalg.norm(normals, axis=1) - 1).max() > _UNIT:
        yield Finding(code="mesh.normals", prim=path, message="a normal is not of unit length")


def _skin(prim: Any) -> Iterator[Finding]:
    binding = UsdSkel.BindingAPI(prim)
    if not prim.IsA(UsdGeom.Mesh) or not binding.GetJointIndicesAttr().HasAuthoredValue():
        return
    path, vertices = str(prim.GetPath()), len(UsdGeom.Mesh(prim).GetPointsAttr().Get())
    width = binding.GetJointIndicesPrimvar().GetElementSize()
    joints = np.array(binding.GetJointIndicesAttr().Get(), int)
    weights = np.array(binding.GetJointWeightsAttr().Get(), float)
    skeleton = binding.GetInheritedSkeleton()
    count = len(skeleton.GetJointsAttr().Get()) if skeleton else 0
    if len(joints) != vertices * width or len(weights) != len(joints):
        yield Finding(
            code="skin.sizes", prim=path, message=f"{len(joints)} joints and {len(weights)} weights for {vertices} vertices"
        )
    elif np.abs(weights.reshape(-1, width).sum(1) - 1).max() > _UNIT:
        yield Finding(code="skin.weights", prim=path, message="the weights of a vertex do not sum to one")
    if len(joints) and (joints.min() < 0 or joints.max() >= count):
        yield Finding(code="skin.joints", prim=path, message=f"a vertex follows joint {joints.max()} of {count}")


def _animation(prim: Any) -> Iterator[Finding]:
    if not prim.IsA(UsdSkel.Animation):
        return
    animation, path = UsdSkel.Animation(prim), str(prim.GetPath())
    joints = len(animation.GetJointsAttr().Get() or [])
    for attribute in (animation.GetRotationsAttr(), animation.GetTranslationsAttr(), animation.GetScalesAttr()):
        for code in attribute.GetTimeSamples() or [Usd.TimeCode.Default()]:
            if len(attribute.Get(code) or []) != joints:
                yield Finding(code="animation.sizes", prim=path, message=f"{attribute.GetName()} does not fit {joints} joints")
                break
    for code in animation.GetRotationsAttr().GetTimeSamples():
        lengths = np.linalg.norm(np.array(animation.GetRotationsAttr().Get(code), float).reshape(-1, 4), axis=1)
        if not np.allclose(lengths, 1, atol=_UNIT):  # NaN is not close to anything
            yield Finding(code="animation.rotations", prim=path, message="a rotation is not of unit length")
            break


def _samples(stage: Any, prim: Any) -> Iterator[Finding]:
    """What moves has a value on every frame of the stage's own range."""
    start, end = stage.GetStartTimeCode(), stage.GetEndTimeCode()
    for attribute in prim.GetAuthoredAttributes():
        times = attribute.GetTimeSamples()
        held = attribute.GetTypeName() in (Sdf.ValueTypeNames.Token, Sdf.ValueTypeNames.Bool)
        if times and (times[0] > start or (times[-1] < end and not held)):
            span = f"samples {times[0]:g} to {times[-1]:g} do not cover {start:g} to {end:g}"
            yield Finding(code="time.range", prim=str(attribute.GetPath()), message=span)


_CHECKS: tuple[Callable[[Any], Iterator[Finding]], ...] = (_numbers, _mesh, _skin, _animation)
