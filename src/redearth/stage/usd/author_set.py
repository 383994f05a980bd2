"""Author a built set: prototypes as classes, single things and pieces as instances, repeated things as point instancers."""

from __future__ import annotations

from typing import Any

import numpy as np
from pxr import Gf, Kind, Sdf, Usd, UsdGeom, Vt

from redearth.stage.parts import Placement, SetModel
from redearth.stage.usd.author_mesh import author_materials, author_meshes
from redearth.stage.usd.layer import new_stage, prim_name

_PROTOTYPES = "/Set/Prototypes"
_SHEAR = 1e-5
"""Largest departure from translation, rotation and scale that a point instancer may lose."""


def author_set(model: SetModel, location: str) -> Any:
    """Return the stage of a set under ``/Set``; every placement is one prim named as itself under ``/Set/Placements``."""
    stage = new_stage("Set")
    root = stage.GetDefaultPrim()
    Usd.ModelAPI(root).SetKind(Kind.Tokens.component)
    root.CreateAttribute("redearth:location", Sdf.ValueTypeNames.String).Set(location)
    materials = author_materials(stage, "/Set/Materials", model.model.materials, model.model.images)
    stage.CreateClassPrim(_PROTOTYPES)
    used = {placement.mesh for placement in model.placements}
    author_meshes(stage, _PROTOTYPES, {name: mesh for name, mesh in model.model.meshes.items() if name in used}, materials)
    UsdGeom.Scope.Define(stage, "/Set/Placements")
    taken: set[str] = set()
    for placement in sorted(model.placements, key=lambda p: p.name):
        name = prim_name(placement.name)
        while name in taken:
            name += "_"
        taken.add(name)
        _place(stage, f"/Set/Placements/{name}", placement)
    return stage


def gf_matrix(target_from_source: np.ndarray) -> Any:
    """Return a column-vector matrix [4, 4] as USD's row-vector one, bit for bit."""
    return Gf.Matrix4d(np.ascontiguousarray(target_from_source, np.float64).T.tolist())


def _place(stage: Any, path: str, placement: Placement) -> None:
    matrices = np.asarray(placement.world_from_object, np.float64).reshape(-1, 4, 4)
    if len(matrices) == 1:
        _single(stage, path, placement.mesh, matrices[0])
    elif (parts := _decompose(matrices)) is not None:
        _instancer(stage, path, placement.mesh, *parts)
    else:
        UsdGeom.Xform.Define(stage, path)
        for index, matrix in enumerate(matrices):
            _single(stage, f"{path}/at_{index}", placement.mesh, matrix)
    prim = stage.GetPrimAtPath(path)
    types = Sdf.ValueTypeNames
    prim.CreateAttribute("redearth:meshName", types.String).Set(placement.mesh)
    prim.CreateAttribute("redearth:seed", types.Int64).Set(placement.seed & 0x7FFFFFFFFFFFFFFF)
    if placement.piece is not None:
        prim.CreateAttribute("redearth:piece", types.String).Set(placement.piece.id)
        prim.CreateAttribute("redearth:emissionScale", types.Float).Set(1.0)


def _single(stage: Any, path: str, mesh: str, matrix: np.ndarray) -> None:
    xform = UsdGeom.Xform.Define(stage, path)
    xform.AddTransformOp().Set(gf_matrix(matrix))
    geometry = stage.DefinePrim(f"{path}/geometry")
    geometry.GetInherits().AddInherit(f"{_PROTOTYPES}/{prim_name(mesh)}")


def _instancer(stage: Any, path: str, mesh: str, positions: np.ndarray, quats: np.ndarray, scales: np.ndarray) -> None:
    instancer = UsdGeom.PointInstancer.Define(stage, path)
    prototype = stage.DefinePrim(f"{path}/prototype")
    prototype.GetInherits().AddInherit(f"{_PROTOTYPES}/{prim_name(mesh)}")
    instancer.CreatePrototypesRel().SetTargets([prototype.GetPath()])
    instancer.CreateProtoIndicesAttr(Vt.IntArray(len(positions)))
    instancer.CreatePositionsAttr(Vt.Vec3fArray.FromNumpy(positions.astype(np.float32)))
    instancer.CreateScalesAttr(Vt.Vec3fArray.FromNumpy(scales.astype(np.float32)))
    instancer.CreateOrientationsfAttr(Vt.QuatfArray.FromNumpy(quats.astype(np.float32)))
    instancer.CreateOrientationsAttr(Vt.QuathArray.FromNumpy(quats.astype(np.float16)))  # for readers older than orientationsf
    instancer.CreateExtentAttr(UsdGeom.Boundable.ComputeExtentFromPlugins(instancer, Usd.TimeCode.Default()))


def _decompose(matrices: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray] | None:
    """Return positions [N, 3], quaternions [N, 4] as (x, y, z, w) and scales [N, 3], or None when a matrix shears."""
    linear = matrices[:, :3, :3]
    scales = np.linalg.norm(linear, axis=1)
    if not np.all(scales > 1e-9):
        return None
    scales[np.linalg.det(linear) < 0, 0] *= -1
    rotations = linear / scales[:, None, :]
    if np.abs(np.swapaxes(rotations, 1, 2) @ rotations - np.eye(3)).max() > _SHEAR:
        return None
    return matrices[:, :3, 3], _quats(rotations), scales


def _quats(rotations: np.ndarray) -> np.ndarray:
    """Return unit quaternions [N, 4] as (x, y, z, w), w >= 0, of rotation matrices [N, 3, 3]; Bar-Itzhack's eigenvector of K."""
    m = rotations
    k = np.zeros((len(m), 4, 4))
    k[:, 0, 0] = m[:, 0, 0] - m[:, 1, 1] - m[:, 2, 2]
    k[:, 1, 1] = m[:, 1, 1] - m[:, 0, 0] - m[:, 2, 2]
    k[:, 2, 2] = m[:, 2, 2] - m[:, 0, 0] - m[:, 1, 1]
    k[:, 3, 3] = m[:, 0, 0] + m[:, 1, 1] + m[:, 2, 2]
    k[:, 0, 1] = k[:, 1, 0] = m[:, 0, 1] + m[:, 1, 0]
    k[:, 0, 2] = k[:, 2, 0] = m[:, 0, 2] + m[:, 2, 0]
    k[:, 1, 2] = k[:, 2, 1] = m[:, 1, 2] + m[:, 2, 1]
    k[:, 0, 3] = k[:, 3, 0] = m[:, 2, 1] - m[:, 1, 2]
    k[:, 1, 3] = k[:, 3, 1] = m[:, 0, 2] - m[:, 2, 0]
    k[:, 2, 3] = k[:, 3, 2] = m[:, 1, 0] - m[:, 0, 1]
    quats: np.ndarray = np.linalg.eigh(k)[1][:, :, -1]
    return np.where(quats[:, 3:] < 0, -quats, quats)
