"""Author a scene's performance: the layer that every shot of the scene shares, over characters, properties and set pieces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from pxr import Sdf, UsdGeom, UsdSkel, Vt

from redearth.stage.parts import ActorTake, Performance, PiecePose, PropTake, Skeleton
from redearth.stage.usd.author_character import joint_paths
from redearth.stage.usd.author_set import gf_matrix
from redearth.stage.usd.layer import new_stage, prim_name, sample

CAST = "/World/Cast"
PROPS = "/World/Props"
PLACEMENTS = "/World/Set/Placements"
_TURN_BITS = 22
"""Rotations are kept to 2.4e-7."""
_PLACE_BITS = 18
"""Places are kept to 4 micrometres."""


def cast_name(character: str, member: int) -> str:
    """Return the prim name of an actor, or of one member of a crowd."""
    return f"{prim_name(character)}_{member:03d}" if member else prim_name(character)


def author_performance(
    performance: Performance, skeletons: Mapping[str, Skeleton], pieces: Mapping[str, Sequence[PiecePose]], fps: int
) -> Any:
    """Return the stage of one scene's performance; time codes are scene frames.

    ``skeletons`` gives each character's skeleton by id; ``pieces`` the pose on every frame of each placement that events touch.
    Only overs and animations: the things themselves are referenced by the shots.
    """
    stage = new_stage("World", fps=fps)
    stage.SetStartTimeCode(0)
    stage.SetEndTimeCode(max(0, performance.frames - 1))
    for scope in (CAST, PROPS, "/World/Set", PLACEMENTS):
        stage.OverridePrim(scope)
    for take in sorted(performance.actors, key=lambda t: (t.actor, t.member)):
        _actor(stage, take, skeletons[take.actor])
    for prop in sorted(performance.props, key=lambda t: t.prop):
        _prop(stage, prop)
    for name in sorted(pieces):
        _piece(stage, name, pieces[name])
    return stage


def _actor(stage: Any, take: ActorTake, skeleton: Skeleton) -> None:
    path = f"{CAST}/{cast_name(take.actor, take.member)}"
    actor = stage.OverridePrim(path)
    actor.CreateAttribute("redearth:character", Sdf.ValueTypeNames.String).Set(take.actor)
    actor.CreateAttribute("redearth:member", Sdf.ValueTypeNames.Int).Set(take.member)
    _visibility(actor, take.visible)
    _reach(actor, take, skeleton)
    animation = UsdSkel.Animation.Define(stage, f"{path}/Performance")
    animation.CreateJointsAttr(Vt.TokenArray(joint_paths(skeleton)))
    animation.CreateScalesAttr(Vt.Vec3hArray.FromNumpy(np.ones((len(skeleton.names), 3), np.float16)))
    binding = UsdSkel.BindingAPI.Apply(stage.OverridePrim(f"{path}/Skeleton"))
    binding.CreateAnimationSourceRel().SetTargets([animation.GetPath()])
    rotations = animation.CreateRotationsAttr().GetPath()
    translations = animation.CreateTranslationsAttr().GetPath()
    layer = stage.GetRootLayer()
    quats = np.ascontiguousarray(_on_grid(take.rotations[..., [1, 2, 3, 0]], _TURN_BITS), np.float32)
    places = np.ascontiguousarray(_on_grid(take.translations_m, _PLACE_BITS), np.float32)
    with Sdf.ChangeBlock():
        for frame in range(len(quats)):
            layer.SetTimeSample(rotations, frame, Vt.QuatfArray.FromNumpy(quats[frame]))
            layer.SetTimeSample(translations, frame, Vt.Vec3fArray.FromNumpy(places[frame]))


def _on_grid(values: np.ndarray, bits: int) -> np.ndarray:
    """Round to multiples of 2^-bits: the last bits of a float depend on when in the scene it was computed, a shot must not."""
    return np.asarray(np.round(np.asarray(values, np.float64) * 2.0**bits) / 2.0**bits + 0.0)


def _reach(actor: Any, take: ActorTake, skeleton: Skeleton) -> None:
    """Author the box that the actor never leaves during the scene."""
    roots = take.translations_m[:, skeleton.parents.index(-1)]
    if len(roots):
        margin = 1.5 * skeleton.stature_m
        box = np.stack([roots.min(0) - margin, roots.max(0) + margin]).astype(np.float32)
        actor.CreateAttribute("extent", Sdf.ValueTypeNames.Float3Array, False).Set(Vt.Vec3fArray.FromNumpy(box))


def _prop(stage: Any, take: PropTake) -> None:
    prim = stage.OverridePrim(f"{PROPS}/{prim_name(take.prop)}")
    _visibility(prim, take.visible)
    _transforms(prim, _on_grid(take.world_from_object, _PLACE_BITS))
    _numbers(prim, "redearth:emissionScale", _on_grid(take.lit, _PLACE_BITS))


def _piece(stage: Any, name: str, poses: Sequence[PiecePose]) -> None:
    prim = stage.OverridePrim(f"{PLACEMENTS}/{prim_name(name)}")
    _transforms(prim, np.array([pose.world_from_object for pose in poses]))
    _numbers(prim, "redearth:emissionScale", np.array([pose.emission_scale for pose in poses], np.float32))


def _transforms(prim: Any, matrices: np.ndarray) -> None:
    """Author one matrix for each frame, or a single one when nothing moves."""
    order = prim.CreateAttribute("xformOpOrder", Sdf.ValueTypeNames.TokenArray, False, Sdf.VariabilityUniform)
    order.Set(Vt.TokenArray(["xformOp:transform"]))
    attribute = prim.CreateAttribute("xformOp:transform", Sdf.ValueTypeNames.Matrix4d, False)
    sample(attribute, [gf_matrix(matrix) for matrix in matrices], 0)


def _numbers(prim: Any, name: str, values: np.ndarray) -> None:
    sample(prim.CreateAttribute(name, Sdf.ValueTypeNames.Float), [float(value) for value in values], 0)


def _visibility(prim: Any, visible: np.ndarray) -> None:
    """Author visibility where it changes; tokens hold their value until the next sample."""
    attribute = prim.CreateAttribute("visibility", Sdf.ValueTypeNames.Token, False)
    words = [UsdGeom.Tokens.inherited if seen else UsdGeom.Tokens.invisible for seen in visible]
    if len(set(words)) == 1:
        attribute.Set(words[0])
        return
    for frame, word in enumerate(words):
        if frame == 0 or word != words[frame - 1]:
            attribute.Set(word, frame)
