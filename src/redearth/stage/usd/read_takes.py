"""Read a whole performance back from its stage: everybody's joints and every property, frame by frame."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from pxr import UsdGeom, UsdSkel

from redearth.stage.parts import ActorTake, PropTake, Skeleton
from redearth.stage.usd.author_performance import CAST, PROPS
from redearth.stage.usd.layer import open_stage, prim_name
from redearth.stage.usd.read_light import reader


def read_takes(stage: Any) -> tuple[ActorTake, ...]:
    """Return everybody's take as :func:`author_performance` wrote it, in the order of their prims."""
    frames = _frames(stage)
    return tuple(
        _take(prim, frames) for prim in stage.GetPrimAtPath(CAST).GetAllChildren() if prim.HasAttribute("redearth:character")
    )


def read_prop_takes(stage: Any, props: tuple[str, ...]) -> tuple[PropTake, ...]:
    """Return the takes of these properties, as far as the performance has them."""
    frames = _frames(stage)
    found = ((prop, stage.GetPrimAtPath(f"{PROPS}/{prim_name(prop)}")) for prop in props)
    return tuple(_prop(prop, prim, frames) for prop, prim in found if prim and prim.HasAttribute("xformOp:transform"))


def read_skeleton(path: Path, like: Skeleton) -> Skeleton:
    """Return the skeleton of a character's own stage; what a stage does not say (its kind, what swings) is as in ``like``."""
    stage = open_stage(path)  # a prim does not outlive its stage
    skeleton = UsdSkel.Skeleton(stage.GetDefaultPrim().GetChild("Skeleton"))
    paths = [str(joint) for joint in skeleton.GetJointsAttr().Get()]
    rest = np.array([np.array(m)[3, :3] for m in skeleton.GetRestTransformsAttr().Get()], float)
    return Skeleton(
        kind=like.kind,
        names=tuple(joint.rpartition("/")[2] for joint in paths),
        parents=tuple(paths.index(parent) if (parent := joint.rpartition("/")[0]) else -1 for joint in paths),
        rest_offsets_m=rest,
        stature_m=like.stature_m,
        sways=like.sways,
    )


def named_skeletons(folders: Mapping[str, Path], like: Mapping[str, Skeleton]) -> dict[str, Skeleton]:
    """Return each character's skeleton: its built stage's where there is one, else the one it would be built on."""
    return {
        name: read_skeleton(folders[name] / "character.usdc", skeleton) if name in folders else skeleton
        for name, skeleton in sorted(like.items())
    }


def _take(prim: Any, frames: range) -> ActorTake:
    animation = UsdSkel.Animation(prim.GetChild("Performance"))
    turns, places = reader(animation.GetRotationsAttr()), reader(animation.GetTranslationsAttr())
    imaginary_first = np.array([_quaternions(turns(frame)) for frame in frames], np.float32)
    return ActorTake(
        actor=prim.GetAttribute("redearth:character").Get(),
        member=prim.GetAttribute("redearth:member").Get() or 0,
        rotations=imaginary_first[..., [3, 0, 1, 2]],
        translations_m=np.array([np.array(places(frame)) for frame in frames], np.float32),
        visible=_visible(prim, frames),
        shapes=_shapes(animation, frames),
    )


def _shapes(animation: Any, frames: range) -> dict[str, np.ndarray]:
    """Return how much of each shape of a face shows on every frame."""
    names = [str(name) for name in animation.GetBlendShapesAttr().Get() or ()]
    if not names:
        return {}
    weights = reader(animation.GetBlendShapeWeightsAttr())
    rows = np.array([np.array(weights(frame)) for frame in frames], np.float32).reshape(len(frames), len(names))
    return {name: rows[:, column] for column, name in enumerate(names)}


def _quaternions(values: Any) -> np.ndarray:
    """Return [J, 4] imaginary parts, then the real one: as USD keeps them in memory."""
    return np.asarray(np.array(values).reshape(-1, 4))


def _prop(prop: str, prim: Any, frames: range) -> PropTake:
    pose, lit = reader(prim.GetAttribute("xformOp:transform")), reader(prim.GetAttribute("redearth:emissionScale"))
    return PropTake(
        prop=prop,
        world_from_object=np.array([np.array(pose(frame)).T for frame in frames], np.float32),
        visible=_visible(prim, frames),
        lit=np.array([lit(frame) for frame in frames], np.float32),
    )


def _visible(prim: Any, frames: range) -> np.ndarray:
    read = reader(prim.GetAttribute("visibility"))
    return np.array([read(frame) != UsdGeom.Tokens.invisible for frame in frames], bool)


def _frames(stage: Any) -> range:
    return range(0, int(stage.GetEndTimeCode()) + 1)
