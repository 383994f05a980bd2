"""Read from a performance where actors and properties are, for light and level of detail, before a shot is composed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pxr import UsdGeom, UsdSkel

from redearth.core.space import Vec3
from redearth.stage.usd.author_performance import CAST, PROPS
from redearth.stage.usd.layer import prim_name
from redearth.stage.usd.read_light import reader


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorPath:
    """Where an actor or crowd member is on every frame of the scene."""

    character: str
    member: int
    roots_m: NDArray[np.float64]
    """[F, 3]."""
    visible: NDArray[np.bool_]
    """[F]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PropPath:
    """Where a property is on every frame of the scene."""

    prop: str
    positions_m: NDArray[np.float64]
    """[F, 3]."""
    visible: NDArray[np.bool_]
    lit: NDArray[np.float64]

    def position_m(self, frame: int) -> Vec3:
        """Return where it is on one frame."""
        x, y, z = (float(v) for v in self.positions_m[frame])
        return x, y, z


def read_actor_paths(stage: Any) -> tuple[ActorPath, ...]:
    """Return the path of everybody in a performance, in the order of their prims."""
    frames = _frames(stage)
    return tuple(
        _actor(prim, frames) for prim in stage.GetPrimAtPath(CAST).GetAllChildren() if prim.HasAttribute("redearth:character")
    )


def read_prop_paths(stage: Any, props: Sequence[str]) -> tuple[PropPath, ...]:
    """Return the path of each of these properties that the performance moves, sorted by id."""
    frames = _frames(stage)
    found = ((prop, stage.GetPrimAtPath(f"{PROPS}/{prim_name(prop)}")) for prop in sorted(set(props)))
    return tuple(_prop(prop, prim, frames) for prop, prim in found if prim and prim.HasAttribute("xformOp:transform"))


def _actor(prim: Any, frames: range) -> ActorPath:
    places = reader(UsdSkel.Animation(prim.GetChild("Performance")).GetTranslationsAttr())
    return ActorPath(
        character=prim.GetAttribute("redearth:character").Get(),
        member=prim.GetAttribute("redearth:member").Get(),
        roots_m=np.array([places(frame)[0] for frame in frames], float).reshape(-1, 3),
        visible=_visible(prim, frames),
    )


def _prop(prop: str, prim: Any, frames: range) -> PropPath:
    pose, lit = reader(prim.GetAttribute("xformOp:transform")), reader(prim.GetAttribute("redearth:emissionScale"))
    return PropPath(
        prop=prop,
        positions_m=np.array([pose(frame).ExtractTranslation() for frame in frames], float).reshape(-1, 3),
        visible=_visible(prim, frames),
        lit=np.array([lit(frame) for frame in frames], float),
    )


def _visible(prim: Any, frames: range) -> NDArray[np.bool_]:
    read = reader(prim.GetAttribute("visibility"))
    return np.array([read(frame) != UsdGeom.Tokens.invisible for frame in frames], bool)


def _frames(stage: Any) -> range:
    return range(0, int(stage.GetEndTimeCode()) + 1)
