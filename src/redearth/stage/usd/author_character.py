"""Author a character: one skeleton, the hero mesh and its lighter versions, of which a shot shows one."""

from __future__ import annotations

from typing import Any

import numpy as np
from pxr import Gf, Kind, Sdf, Usd, UsdGeom, UsdSkel, Vt

from redearth.stage.parts import RiggedModel, Skeleton
from redearth.stage.usd.author_mesh import author_materials, author_meshes, extent_of
from redearth.stage.usd.layer import new_stage

HERO = "body"
"""Name of the full mesh; every other one is a lighter version and hidden until a shot asks for it."""


def author_character(rigged: RiggedModel, character: str) -> Any:
    """Return the stage of a character: ``/Character`` (SkelRoot) with ``Skeleton``, ``Materials`` and the skinned meshes."""
    stage = new_stage("Character")
    root = UsdSkel.Root.Define(stage, "/Character").GetPrim()
    Usd.ModelAPI(root).SetKind(Kind.Tokens.component)
    root.CreateAttribute("redearth:character", Sdf.ValueTypeNames.String).Set(character)
    skeleton = _skeleton(stage, "/Character/Skeleton", rigged.skeleton)
    materials = author_materials(stage, "/Character/Materials", rigged.model.materials, rigged.model.images)
    for name, geom in author_meshes(stage, "/Character", rigged.model.meshes, materials).items():
        UsdSkel.BindingAPI.Apply(geom.GetPrim()).CreateSkeletonRel().SetTargets([skeleton.GetPath()])
        if name != HERO:
            geom.CreateVisibilityAttr(UsdGeom.Tokens.invisible)
    positions = [mesh.positions for mesh in rigged.model.meshes.values() if len(mesh.positions)]
    UsdGeom.Boundable(root).CreateExtentAttr(extent_of(np.concatenate(positions) if positions else np.zeros((0, 3))))
    return stage


def joint_paths(skeleton: Skeleton) -> list[str]:
    """Return each joint's path from the root, ``root/hips/spine``, as USD names joints."""
    paths: list[str] = []
    for name, parent in zip(skeleton.names, skeleton.parents, strict=True):
        paths.append(f"{paths[parent]}/{name}" if parent >= 0 else name)
    return paths


def _skeleton(stage: Any, path: str, skeleton: Skeleton) -> Any:
    prim = UsdSkel.Skeleton.Define(stage, path)
    UsdSkel.BindingAPI.Apply(prim.GetPrim())  # a performance binds its animation here
    prim.CreateJointsAttr(Vt.TokenArray(joint_paths(skeleton)))
    prim.CreateBindTransformsAttr(_translations(skeleton.rest_positions_m()))
    prim.CreateRestTransformsAttr(_translations(skeleton.rest_offsets_m))
    prim.CreateExtentAttr(extent_of(skeleton.rest_positions_m()))
    return prim


def _translations(offsets: np.ndarray) -> Any:
    return Vt.Matrix4dArray([Gf.Matrix4d(1).SetTranslate(Gf.Vec3d(*(float(v) for v in offset))) for offset in offsets])
