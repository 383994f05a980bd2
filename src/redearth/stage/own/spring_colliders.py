"""What hair and skirts must not go through: VRM's colliders as spheres and capsules on joints, and the bones that mind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from redearth.core.space import Vec3
from redearth.stage.motion import quat
from redearth.stage.motion.body import Solved
from redearth.stage.own import loose
from redearth.stage.own.found import F64
from redearth.stage.parts import Skeleton

_MOST = 256
_LONGEST_M = 0.07
"""A last bone without an end is this long, as in VRM."""
_ROUNDS = 2
"""A bone that one collider pushes into another is pushed again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collider:
    """A capsule on a joint, in the joint's own axes at rest; a sphere's ends are the same."""

    joint: int
    start_m: Vec3
    end_m: Vec3
    radius_m: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Minds:
    """A swinging joint, how thick it is, and which colliders it minds."""

    joint: int
    radius_m: float
    colliders: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spheres:
    """Colliders as a file has them: nodes, both ends in their nodes' axes, radii; and by swinging node its radius and colliders."""

    nodes: tuple[int, ...] = ()
    starts: tuple[Vec3, ...] = ()
    ends: tuple[Vec3, ...] = ()
    radii: tuple[float, ...] = ()
    minds: Mapping[int, tuple[float, tuple[int, ...]]]


def read_colliders(document: Mapping[str, Any]) -> Spheres:
    """Return the colliders of a VRM 1.0 or 0.x; entries of wrong types count as missing."""
    extensions = loose.table(document.get("extensions"))
    if isinstance(extensions.get("VRMC_springBone"), dict):
        return _colliders_1(extensions["VRMC_springBone"])
    return _colliders_0(loose.table(loose.table(extensions.get("VRM")).get("secondaryAnimation")))


def _colliders_1(spring: Mapping[str, Any]) -> Spheres:
    rows: list[tuple[int, Vec3, Vec3, float]] = []
    numbers: dict[int, int] = {}
    for number, entry in enumerate(loose.tables(spring.get("colliders"))):
        shape = loose.table(entry.get("shape"))
        kind = "capsule" if isinstance(shape.get("capsule"), dict) else "sphere"
        one = loose.table(shape.get(kind))
        start, radius = _vector(one.get("offset")), loose.number(one.get("radius"), largest=1e4)
        if not one or radius <= 0 or not loose.is_index(entry.get("node")) or len(rows) >= _MOST:
            continue
        numbers[number] = len(rows)
        rows.append((entry["node"], start, _vector(one.get("tail")) if kind == "capsule" else start, radius))
    groups = [
        tuple(numbers[k] for k in loose.items(group.get("colliders")) if k in numbers)
        for group in loose.tables(spring.get("colliderGroups"))
    ]
    minds: dict[int, tuple[float, tuple[int, ...]]] = {}
    for one in loose.tables(spring.get("springs")):
        told = tuple(
            sorted(
                {k for g in loose.items(one.get("colliderGroups")) if loose.is_index(g) and g < len(groups) for k in groups[g]}
            )
        )
        for joint in loose.tables(one.get("joints")):
            if loose.is_index(joint.get("node")) and told:
                minds[joint["node"]] = (loose.number(joint.get("hitRadius"), largest=1e4), told)
    return _spheres(rows, minds)


def _colliders_0(spring: Mapping[str, Any]) -> Spheres:
    rows: list[tuple[int, Vec3, Vec3, float]] = []
    groups: list[tuple[int, ...]] = []
    for group in loose.tables(spring.get("colliderGroups")):
        first = len(rows)
        for one in loose.tables(group.get("colliders")):
            offset = loose.table(one.get("offset"))
            x, y, z = (loose.number(offset.get(axis), largest=1e4) for axis in "xyz")
            if loose.number(one.get("radius"), largest=1e4) > 0 and loose.is_index(group.get("node")) and len(rows) < _MOST:
                rows.append(
                    (group["node"], (x, y, -z), (x, y, -z), loose.number(one.get("radius"), largest=1e4))
                )  # Unity's z looks the other way
        groups.append(tuple(range(first, len(rows))))
    minds: dict[int, tuple[float, tuple[int, ...]]] = {}
    for one in loose.tables(spring.get("boneGroups")):
        told = tuple(
            sorted(
                {k for g in loose.items(one.get("colliderGroups")) if loose.is_index(g) and g < len(groups) for k in groups[g]}
            )
        )
        for node in loose.items(one.get("bones")):
            if loose.is_index(node) and told:
                minds[node] = (loose.number(one.get("hitRadius"), largest=1e4), told)
    return _spheres(rows, minds)


def _spheres(rows: list[tuple[int, Vec3, Vec3, float]], minds: Mapping[int, tuple[float, tuple[int, ...]]]) -> Spheres:
    return Spheres(
        nodes=tuple(row[0] for row in rows),
        starts=tuple(row[1] for row in rows),
        ends=tuple(row[2] for row in rows),
        radii=tuple(row[3] for row in rows),
        minds=minds,
    )


def keep_out(solved: Solved, skeleton: Skeleton, colliders: tuple[Collider, ...], minds: tuple[Minds, ...]) -> Solved:
    """Return the body with swinging bones turned out of the colliders that they mind, from their roots to their ends."""
    if not minds or not colliders:
        return solved
    rotations, world, places = solved.rotations.copy(), solved.set_rotations.copy(), solved.positions_m.copy()
    ends = {
        number: [places[:, one.joint] + quat.rotate(world[:, one.joint], np.array(end)) for end in (one.start_m, one.end_m)]
        for number, one in enumerate(colliders)
    }
    by, moved = {one.joint: one for one in minds}, set[int]()
    for joint, parent in enumerate(skeleton.parents):
        if parent in moved:
            moved.add(joint)
            world[:, joint] = quat.multiply(world[:, parent], rotations[:, joint])
            places[:, joint] = places[:, parent] + quat.rotate(world[:, parent], solved.translations_m[:, joint])
        if joint not in by or parent < 0:
            continue
        along = _end_of(skeleton, joint)
        for _ in range(_ROUNDS):
            for number in by[joint].colliders:
                change = _pushed(
                    places[:, joint],
                    quat.rotate(world[:, joint], along),
                    ends[number],
                    colliders[number].radius_m + by[joint].radius_m,
                )
                if change is not None:
                    world[:, joint] = quat.multiply(change, world[:, joint])
                    moved.add(joint)
        rotations[:, joint] = quat.multiply(quat.inverse(world[:, parent]), world[:, joint])
    return Solved(
        rotations=rotations, translations_m=solved.translations_m, set_rotations=world, positions_m=places, eyes=solved.eyes
    )


def _end_of(skeleton: Skeleton, joint: int) -> F64:
    """Return the end of a bone from its joint, at rest."""
    children = [child for child, parent in enumerate(skeleton.parents) if parent == joint]
    if children:
        return np.asarray(skeleton.rest_offsets_m[children[0]])
    offset = skeleton.rest_offsets_m[joint]
    return np.asarray(offset / max(float(np.linalg.norm(offset)), 1e-9) * _LONGEST_M)


def _pushed(root_m: F64, bone: F64, ends: list[F64], reach_m: float) -> F64 | None:
    """Return the turns [F, 4] that bring the end of a bone out of a capsule of radius ``reach_m``; None when it is nowhere in it."""
    tip, axis = root_m + bone, ends[1] - ends[0]
    share = ((tip - ends[0]) * axis).sum(-1) / np.maximum((axis * axis).sum(-1), 1e-12)
    nearest = ends[0] + axis * np.clip(share, 0.0, 1.0)[:, None]
    away = tip - nearest
    gap = np.sqrt((away * away).sum(-1))
    if (gap >= reach_m).all():
        return None
    out = nearest + quat.unit(away) * reach_m
    goal = np.where((gap < reach_m)[:, None], _at_length(root_m, out, nearest, reach_m, bone), tip)
    return quat.between(quat.unit(bone), quat.unit(goal - root_m))


def _at_length(root_m: F64, out: F64, centre: F64, reach_m: float, bone: F64) -> F64:
    """Return where the end of a bone of constant length comes to lie on a sphere, in the plane of ``out`` and the sphere's centre."""
    long = np.sqrt((bone * bone).sum(-1))
    axis, span = quat.unit(centre - root_m), np.sqrt(((centre - root_m) ** 2).sum(-1))
    # The circle in which the sphere about the joint and the collider meet; outside of both the straight way out is as good.
    along = (span**2 + long**2 - reach_m**2) / np.maximum(2 * span, 1e-9)
    high = long**2 - along**2
    side = out - root_m - axis * ((out - root_m) * axis).sum(-1, keepdims=True)
    met = root_m + axis * along[:, None] + quat.unit(side) * np.sqrt(np.maximum(high, 0.0))[:, None]
    return np.where((high > 0)[:, None], met, out)


def _vector(value: Any) -> Vec3:
    x, y, z = [loose.number(one, largest=1e4) for one in [*loose.items(value), 0.0, 0.0, 0.0][:3]]
    return x, y, z
