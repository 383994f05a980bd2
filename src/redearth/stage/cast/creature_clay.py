"""The flesh of beasts: round bones joined smoothly into one field, cast and bound to the joints they lie along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from redearth.stage.cast.field import F64, Field, smooth_cut
from redearth.stage.cast.mesher import cast, grid
from redearth.stage.cast.part import Part, Shell
from redearth.stage.parts import Skeleton
from redearth.stage.rows import lengths

_JOINTS = 4
_FAR_M = 0.32
"""Beyond this distance from a lump nobody asks how far it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lump:
    """A capsule of flesh from ``a`` to ``b``; ``flat`` below 1 narrows it sideways; ``cut`` takes it away instead."""

    a: F64
    b: F64
    ra: float
    rb: float
    flat: float = 1.0
    sided: bool = False
    """On both sides of the body: given on the left (+X)."""
    cut: bool = False
    blend: float = 0.0
    """Width of the fillet in metres; 0: the clay's own."""


def lump(
    a: ArrayLike,
    b: ArrayLike,
    ra: float,
    rb: float,
    flat: float = 1.0,
    sided: bool = False,
    cut: bool = False,
    blend: float = 0.0,
) -> Lump:
    """Return a lump."""
    return Lump(a=np.asarray(a, float), b=np.asarray(b, float), ra=ra, rb=rb, flat=flat, sided=sided, cut=cut, blend=blend)


def clay(lumps: Sequence[Lump], blend_m: float, skin: Callable[[F64], F64] | None = None) -> Field:
    """Return the field of all lumps, in their order; ``skin`` says by how many metres the surface swells at points."""

    def field(p: F64) -> F64:
        d = np.full(len(p), _FAR_M)
        mirrored = np.column_stack([np.abs(p[:, 0]), p[:, 1], p[:, 2]])
        for one in lumps:
            q = mirrored if one.sided else p
            middle, reach = (one.a + one.b) / 2, np.linalg.norm(one.b - one.a) / 2 + max(one.ra, one.rb) + _FAR_M
            rel = q - middle
            near = np.flatnonzero((rel * rel).sum(axis=1) < reach * reach)
            if not len(near):
                continue
            own = _distance(q[near], one)
            blend = one.blend or blend_m
            d[near] = smooth_cut(d[near], own, blend) if one.cut else _joined(d[near], own, blend)
        return d - skin(p) if skin is not None else d

    return field


def _distance(p: F64, one: Lump) -> F64:
    squeeze = np.array([1.0 / one.flat, 1.0, 1.0])
    along = (one.b - one.a) * squeeze
    rel = (p - one.a) * squeeze
    t = np.clip(rel @ along / max(float(along @ along), 1e-12), 0.0, 1.0)
    out: F64 = (lengths(rel - t[:, None] * along) - (one.ra + (one.rb - one.ra) * t)) * min(1.0, one.flat)
    return out


def _joined(a: F64, b: F64, blend_m: float) -> F64:
    h = np.clip(0.5 + 0.5 * (b - a) / blend_m, 0.0, 1.0)
    out: F64 = b + (a - b) * h - blend_m * h * (1.0 - h)
    return out


def formed(lumps: Sequence[Lump], cell_m: float, blend_m: float, skin: Callable[[F64], F64] | None = None) -> tuple[Shell, Field]:
    """Return the cast surface of lumps and its field; the grid encloses what is no cut."""
    solid = [one for one in lumps if not one.cut]
    margin = 2.5 * cell_m + 0.02
    ends = np.concatenate([[one.a, one.b] for one in solid])
    radius = np.concatenate([[max(one.ra, one.rb) * max(1.0, one.flat)] * 2 for one in solid])[:, None] + margin
    low, high = (ends - radius).min(axis=0), (ends + radius).max(axis=0)
    if any(one.sided for one in solid):
        low[0] = -high[0]
    field = clay(lumps, blend_m, skin)
    return cast(field, grid(low.tolist(), high.tolist(), cell_m), 0.35 * cell_m), field


def bound(skeleton: Skeleton, shell: Shell, material: str, joints: Sequence[str], soft_m: float) -> Part:
    """Return a shell that follows the bones it lies along: shares fall off with the distance beyond the nearest, over ``soft_m``."""
    return Part(shell=shell, material=material, weights=bone_weights(skeleton, shell.positions, joints, soft_m))


def bone_weights(skeleton: Skeleton, points: F64, joints: Sequence[str], soft_m: float) -> F64:
    """Return dense shares [V, J] of ``points`` among the bones of ``joints``: a bone runs from its joint to its children
    in the list, or to all its children when none is."""
    rest = skeleton.rest_positions_m()
    chosen = [skeleton.index(name) for name in joints]
    distance = np.full((len(points), len(chosen)), np.inf)
    for k, joint in enumerate(chosen):
        children = [j for j in chosen if skeleton.parents[j] == joint] or [
            j for j, p in enumerate(skeleton.parents) if p == joint
        ]
        ends = [rest[j] for j in children] or [rest[joint] + 0.5 * _onward(skeleton, rest, joint)]
        for end in ends:
            distance[:, k] = np.minimum(distance[:, k], _to_bone(points, rest[joint], end))
    beyond = distance - distance.min(axis=1, keepdims=True)
    share = np.exp(-((beyond / soft_m) ** 1.5))
    if len(chosen) > _JOINTS:  # a vertex keeps its nearest bones: five that are equally near would leave none to lead
        share[np.arange(len(share))[:, None], np.argsort(-share, axis=1, kind="stable")[:, _JOINTS:]] = 0.0
    share /= share.sum(axis=1, keepdims=True)
    out = np.zeros((len(points), len(skeleton.names)))
    out[:, chosen] = share
    return out


def _onward(skeleton: Skeleton, rest: F64, joint: int) -> F64:
    parent = skeleton.parents[joint]
    out: F64 = rest[joint] - rest[parent] if parent >= 0 else np.zeros(3)
    return out


def _to_bone(p: F64, a: F64, b: F64) -> F64:
    along = b - a
    t = np.clip((p - a) @ along / max(float(along @ along), 1e-9), 0.0, 1.0)
    return lengths(p - a - t[:, None] * along)


def split(part: Part, chosen: NDArray[np.bool_], material: str) -> list[Part]:
    """Return a part as two: the triangles whose corners are all ``chosen`` [V] in another material."""
    inside = chosen[part.shell.triangles].all(axis=1)
    out = []
    for keep, name in ((~inside, part.material), (inside, material)):
        if keep.any():
            used, where = np.unique(part.shell.triangles[keep], return_inverse=True)
            shell = Shell(
                positions=part.shell.positions[used],
                normals=part.shell.normals[used],
                triangles=where.reshape(-1, 3).astype(np.int64),
            )
            out.append(Part(shell=shell, material=name, weights=part.weights[used]))
    return out
