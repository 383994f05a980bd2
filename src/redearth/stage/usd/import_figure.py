"""Read a USD or USDZ file as a character: UsdSkel's joints, weights and blend shapes in the pose in which they are bound."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from pxr import Usd, UsdGeom, UsdSkel

from redearth.stage.motions.bones import find_humanoid
from redearth.stage.motions.read_clip import upright
from redearth.stage.own.character import Figure, Joints
from redearth.stage.own.expressions import recipes_of
from redearth.stage.own.found import F64, I64, Chunk, Files, Found
from redearth.stage.own.skin_gltf import strongest
from redearth.stage.usd.import_look import UsdLooks
from redearth.stage.usd.import_mesh import chunks_of
from redearth.stage.usd.import_usd import opened_stage, textures_of, to_metres_y_up

_MOST_JOINTS = 1024
_REMEDY = "a skeleton that usdchecker passes"


def read_usd_figure(files: Files) -> Figure:
    """Return the character on a stage; only its first skeleton bends it.

    Raises ``FilmError`` when nothing of it can be used, or when it refers to anything that is none of its own files.
    """
    found = Found(file=files.main)
    with opened_stage(found, files) as stage:
        joints = _gather(found, stage)
    if not found.chunks:
        raise found.fatal("empty", "no mesh in the file can be used", "a stage with at least one visible mesh")
    placed = joints.places is not None and len(joints.places) > 0
    bones = find_humanoid(joints.names, joints.parents, upright(joints.places)) if placed and joints.places is not None else None
    return Figure(found=found, joints=joints, bones=bones)


def _gather(found: Found, stage: Any) -> Joints:
    ours, looks = to_metres_y_up(stage), UsdLooks(found, textures_of(found))
    start = Usd.TimeCode.EarliestTime()
    worlds, cache = UsdGeom.XformCache(start), UsdSkel.Cache()
    prims = list(Usd.PrimRange(stage.GetPseudoRoot(), Usd.TraverseInstanceProxies()))
    skeleton = next((prim for prim in prims if prim.IsA(UsdSkel.Skeleton)), None)
    for prim in prims:
        if prim.IsA(UsdSkel.Root):
            cache.Populate(UsdSkel.Root(prim), Usd.TraverseInstanceProxies())
    joints, bound = (Joints(), np.eye(4)) if skeleton is None else _joints(found, cache, skeleton, ours, worlds)
    for prim in prims:
        if not prim.IsA(UsdGeom.Mesh) or UsdGeom.Imageable(prim).ComputeVisibility(start) == UsdGeom.Tokens.invisible:
            continue
        query: Any = cache.GetSkinningQuery(prim) if joints.names else None
        skinned = bool(query) and query.HasJointInfluences()
        world = ours @ np.array(worlds.GetLocalToWorldTransform(prim), float).T
        if skinned:
            world = np.asarray(bound @ np.array(query.GetGeomBindTransform()).T)
        corners = np.array(UsdGeom.Mesh(prim).GetFaceVertexIndicesAttr().Get(start) or [], np.int64)
        influences = _influences(found, prim, query, joints, skeleton, start) if skinned and skeleton else None
        moves = _moves(stage, prim, world) if skinned else {}
        for chunk in chunks_of(found, looks, prim, world, start):
            found.chunks.append(_on_joints(chunk, corners, influences, moves))
    return joints


def _joints(found: Found, cache: Any, skeleton: Any, ours: F64, worlds: Any) -> tuple[Joints, F64]:
    """Return the joints where they are bound, and what brings that space to ours."""
    query = cache.GetSkelQuery(UsdSkel.Skeleton(skeleton))
    bound = ours @ np.array(worlds.GetLocalToWorldTransform(skeleton), float).T
    names = [str(path) for path in query.GetJointOrder()] if query else []
    binds = np.array([np.array(one).T for one in (query.GetJointWorldBindTransforms() or [])]) if query else np.zeros((0, 4, 4))
    if not names or len(names) > _MOST_JOINTS or len(binds) != len(names) or not np.isfinite(binds).all():
        found.say("skin", f"its skeleton has {len(names)} joints and {len(binds)} bind transforms; it does not bend", _REMEDY)
        return Joints(), bound
    topology = query.GetTopology()
    plain = [path.rpartition("/")[2] for path in names]
    unique = [name if plain.count(name) == 1 else path.replace("/", "_") for name, path in zip(plain, names, strict=True)]
    places = (bound @ binds)[:, :3, 3]
    return Joints(names=tuple(unique), parents=tuple(topology.GetParent(k) for k in range(len(names))), places=places), bound


def _influences(found: Found, prim: Any, query: Any, joints: Joints, skeleton: Any, time: Any) -> tuple[I64, F64] | None:
    """Return joints and weights [P, 4] of a mesh's points, or None (with a notice) when they do not fit."""
    points = len(UsdGeom.Mesh(prim).GetPointsAttr().Get(time) or [])
    found_at = query.ComputeVaryingJointInfluences(points, time)
    if not found_at:
        found.say("skin", f"the weights of {prim.GetName()!r} do not fit its points; it does not bend", _REMEDY)
        return None
    index, weights = (np.array(one) for one in found_at[-2:])
    index, weights = index.reshape(points, -1).astype(np.int64), weights.reshape(points, -1).astype(float)
    order = query.GetJointOrder()
    if order:
        whole = [str(path) for path in UsdSkel.Skeleton(skeleton).GetJointsAttr().Get()]
        where = np.array([whole.index(str(path)) if str(path) in whole else 0 for path in order])
        index = where[np.clip(index, 0, len(where) - 1)]
    if index.max(initial=0) >= len(joints.names) or index.min(initial=0) < 0:
        found.say("skin", f"the weights of {prim.GetName()!r} name joints that are not there; it does not bend", _REMEDY)
        return None
    return strongest(index, weights)


def _moves(stage: Any, prim: Any, world: F64) -> dict[str, F64]:
    """Return how far each preset that the blend shapes' names make moves a mesh's points [P, 3]."""
    binding = UsdSkel.BindingAPI(prim)
    names = [str(name) for name in binding.GetBlendShapesAttr().Get() or []]
    targets = binding.GetBlendShapeTargetsRel().GetTargets()
    points = len(UsdGeom.Mesh(prim).GetPointsAttr().Get() or [])
    found: dict[str, F64] = {}
    for preset, recipe in recipes_of(names).items():
        total = np.zeros((points, 3))
        for number, weight in recipe.items():
            shape = UsdSkel.BlendShape(stage.GetPrimAtPath(targets[number])) if number < len(targets) else None
            offsets = np.array(shape.GetOffsetsAttr().Get() or [], float).reshape(-1, 3) if shape else np.zeros((0, 3))
            where = np.array(shape.GetPointIndicesAttr().Get() or [], np.int64) if shape else np.zeros(0, np.int64)
            where = where if len(where) else np.arange(len(offsets))
            if len(where) == len(offsets) and len(offsets) and where.max() < points and np.isfinite(offsets).all():
                total[where] += weight * offsets
        if np.abs(total).max(initial=0.0) > 0:
            found[preset] = total @ world[:3, :3].T
    return found


def _on_joints(chunk: Chunk, corners: I64, influences: tuple[I64, F64] | None, moves: Mapping[str, F64]) -> Chunk:
    """Return a chunk, whose vertices are the corners of faces, bound as the points of its mesh are."""
    count = len(chunk.positions)
    if influences is None or len(corners) != count:
        return replace(chunk, joints=np.zeros((count, 4), np.int64), weights=np.tile([1.0, 0.0, 0.0, 0.0], (count, 1)))
    return replace(
        chunk,
        joints=influences[0][corners],
        weights=influences[1][corners],
        morphs={name: move[corners] for name, move in moves.items()},
    )
