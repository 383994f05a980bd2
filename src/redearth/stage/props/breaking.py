"""How things break: their own surface, cut into shards that lie scattered on the ground."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.seed import generator_from
from redearth.core.space import rotation_y
from redearth.stage.sets.shape import F64, I64, Part, join

_THIN_M = 0.0003
_MOST = 1800


def shards(part: Part, name: str, *, count: int = 11) -> Part:
    """Return a part's pieces lying on y = 0 about the origin: its triangles grouped round ``count`` seeds, each group laid flat."""
    random = generator_from("shards", name)
    reach = float(np.median(np.ptp(part.positions, axis=0)))
    part = _refined(part, 0.38 * reach)
    corners = part.positions[part.triangles]
    middle = corners.mean(1)
    area = np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1)
    seeds = _spread(middle, area, min(count, len(middle)), random)
    owner = np.linalg.norm(middle[:, None] - seeds[None], axis=2).argmin(1)
    pieces = []
    for k in range(len(seeds)):
        chosen = np.flatnonzero(owner == k)
        if len(chosen):
            pieces.append(_laid(part, chosen, seeds[k], reach, random))
    return join(*pieces)


def _refined(part: Part, longest_m: float) -> Part:
    """Return the same surface without edges longer than ``longest_m``: large triangles are quartered, so that it can break anywhere."""
    while True:
        corners = part.positions[part.triangles]
        long = np.linalg.norm(corners - np.roll(corners, 1, axis=1), axis=2).max(1) > longest_m
        if not long.any() or len(part.triangles) > _MOST:
            return part
        count, cut = len(part.positions), part.triangles[long]
        ends = [cut[:, [0, 1]], cut[:, [1, 2]], cut[:, [2, 0]]]
        ab, bc, ca = (count + k * len(cut) + np.arange(len(cut)) for k in range(3))
        a, b, c = cut.T
        quarters = [np.column_stack(q) for q in ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca))]
        normals = np.concatenate([part.normals, *(part.normals[e].mean(1) for e in ends)])
        part = Part(
            positions=np.concatenate([part.positions, *(part.positions[e].mean(1) for e in ends)]),
            normals=normals / np.maximum(np.linalg.norm(normals, axis=1), 1e-9)[:, None],
            triangles=np.concatenate([part.triangles[~long], *quarters]),
            material=np.concatenate([part.material[~long], np.tile(part.material[long], 4)]),
            uvs=None if part.uvs is None else np.concatenate([part.uvs, *(part.uvs[e].mean(1) for e in ends)]),
        )


def _spread(middle: F64, area: F64, count: int, random: np.random.Generator) -> F64:
    """Return seeds far from each other: each next one is the place farthest from those chosen, a little by chance."""
    chosen = [middle[int(random.choice(len(middle), p=area / area.sum()))]]
    while len(chosen) < count:
        gap = np.min([np.linalg.norm(middle - seed, axis=1) for seed in chosen], axis=0)
        chosen.append(middle[int((gap * random.uniform(0.6, 1.0, len(gap))).argmax())])
    return np.array(chosen)


def _laid(part: Part, chosen: I64, seed: F64, reach: float, random: np.random.Generator) -> Part:
    """One shard: both faces of its triangles, turned so that it lies flat, thrown outwards from where it was."""
    used, where = np.unique(part.triangles[chosen], return_inverse=True)
    points, normals = part.positions[used], part.normals[used]
    turn = rotation_y(float(random.uniform(0, 2 * math.pi)))[:3, :3] @ _flat(points)
    points, normals = (points - points.mean(0)) @ turn.T, normals @ turn.T
    away = float(random.uniform(0.25, 0.85)) * reach + 0.4 * float(np.hypot(seed[0], seed[2]))
    bearing = math.atan2(seed[0], seed[2]) + float(random.uniform(-0.7, 0.7))
    points = points + np.array([away * math.sin(bearing), _THIN_M - points[:, 1].min(), away * math.cos(bearing)])
    triangles = where.reshape(-1, 3)
    back = points - _THIN_M * normals
    return Part(
        positions=np.concatenate([points, back]),
        normals=np.concatenate([normals, -normals]),
        triangles=np.concatenate([triangles, triangles[:, ::-1] + len(points)]),
        material=np.tile(part.material[chosen], 2),
        uvs=None if part.uvs is None else np.tile(part.uvs[used], (2, 1)),
    )


def _flat(points: F64) -> F64:
    """Return the rotation [3, 3] that turns the thinnest direction of a cloud upright."""
    _, axes = np.linalg.eigh(np.cov((points - points.mean(0)).T) + 1e-12 * np.eye(3))
    rows = np.stack([axes[:, 2], axes[:, 0], axes[:, 1]])
    return rows if np.linalg.det(rows) > 0 else rows * [[-1.0], [1.0], [1.0]]
