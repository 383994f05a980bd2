"""Solid primitives: boxes, chunks, rocks, lathed and lofted bodies."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike
from scipy.spatial import ConvexHull

from redearth.core.seed import generator_from
from redearth.core.space import Vec3
from redearth.stage.rows import cross, lengths
from redearth.stage.sets.shape import CREASE_RAD, F64, I64, Part, shaded

_QUADS = np.array([[0, 2, 3, 1], [4, 5, 7, 6], [0, 1, 5, 4], [2, 6, 7, 3], [0, 4, 6, 2], [1, 3, 7, 5]])
"""Faces of a box whose corner k has x, y, z from bits 0, 1, 2 of k: back, front, bottom, top, left, right."""


def box(size: ArrayLike, material: int, *, at: Vec3 = (0.0, 0.0, 0.0), chamfer_m: float = 0.0) -> Part:
    """Return a box of ``size`` [3] whose foot centre stands at ``at``, with its edges cut back by ``chamfer_m``."""
    half = np.asarray(size, float) / 2
    centre = np.asarray(at, float) + np.array([0.0, half[1], 0.0])
    cut = min(chamfer_m, 0.45 * float(half.min()))
    signs = np.array([[1 if k >> axis & 1 else -1 for axis in range(3)] for k in range(8)], float)
    if cut <= 1e-5:
        return shaded(centre + signs * half, triangles_of_quads(_QUADS), material)
    points = np.concatenate([signs * np.where(np.arange(3) == axis, half, half - cut) for axis in range(3)])
    return hull(centre + points, material, crease_rad=0.3)


def beam(start: ArrayLike, end: ArrayLike, width_m: float, depth_m: float, material: int) -> Part:
    """Return a rectangular bar from ``start`` to ``end`` [3]."""
    section = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * [width_m / 2, depth_m / 2]
    return sweep(np.array([start, end], float), section, material, crease_rad=0.2)


def hull(points: ArrayLike, material: int, *, crease_rad: float = CREASE_RAD) -> Part:
    """Return the convex hull of ``points`` [N, 3]."""
    cloud = np.asarray(points, float)
    solid = ConvexHull(cloud)
    corners = solid.simplices.astype(np.int64)
    a, b, c = (cloud[corners[:, k]] for k in range(3))
    inward = np.einsum("ij,ij->i", cross(b - a, c - a), solid.equations[:, :3]) < 0
    corners[inward] = corners[inward][:, ::-1]
    return shaded(cloud, corners, material, crease_rad)


def chunk(material: int, *identity: str | int, size: Vec3 = (1.0, 1.0, 1.0), points: int = 14) -> Part:
    """Return a broken block of masonry: the flat-shaded hull of random points in a box that stands on its foot."""
    random = generator_from("chunk", *identity)
    cloud = random.uniform(-1, 1, (points, 3))
    cloud /= np.maximum(np.abs(cloud).max(axis=1, keepdims=True), 1e-6) ** 0.8
    cloud = np.clip(cloud, -1, 1) * np.asarray(size) / 2
    cloud[:, 1] += size[1] / 2
    return hull(cloud, material, crease_rad=0.25)


def loft(rings: ArrayLike, material: int, *, caps: bool = True, crease_rad: float = CREASE_RAD, inside: bool = False) -> Part:
    """Return the skin over ``rings`` [R, N, 3] of closed outlines; the outside is outside whatever way they turn."""
    points = np.asarray(rings, float)
    count, sides = points.shape[:2]
    row, column = np.meshgrid(np.arange(count - 1), np.arange(sides), indexing="ij")
    after = (column + 1) % sides
    quads = np.stack([row * sides + column, row * sides + after, (row + 1) * sides + after, (row + 1) * sides + column], -1)
    skin = triangles_of_quads(quads.reshape(-1, 4))
    cloud = np.concatenate([points.reshape(-1, 3), points[0].mean(0)[None], points[-1].mean(0)[None]])
    here = np.arange(sides)
    there = (here + 1) % sides
    low, high, last = count * sides, count * sides + 1, (count - 1) * sides
    ends = np.concatenate(
        [np.column_stack([np.full(sides, low), there, here]), np.column_stack([np.full(sides, high), last + here, last + there])]
    )
    closed = np.concatenate([skin, ends])
    if (_signed_volume(cloud, closed) < 0) != inside:
        skin, closed = skin[:, ::-1], closed[:, ::-1]
    return shaded(cloud, closed if caps else skin, material, crease_rad)


def sweep(
    path: ArrayLike,
    section: F64,
    material: int,
    *,
    scale: float | Sequence[float] | F64 = 1.0,
    caps: bool = True,
    crease_rad: float = CREASE_RAD,
) -> Part:
    """Return ``section`` [N, 2] (sideways, upwards) carried along ``path`` [P, 3], scaled at each point."""
    points = np.asarray(path, float)
    steps = np.diff(points, axis=0)
    steps = steps / lengths(steps)[:, None]
    tangents = np.concatenate([steps[:1], steps[1:] + steps[:-1], steps[-1:]])
    tangents = tangents / np.maximum(lengths(tangents)[:, None], 1e-9)
    scales = np.broadcast_to(np.asarray(scale, float), (len(points),))
    guide = np.array([0.0, 1.0, 0.0]) if abs(tangents[0][1]) < 0.9 else np.array([0.0, 0.0, 1.0])
    rings = []
    for point, along, size in zip(points, tangents, scales, strict=True):
        side = cross(guide, along)
        side = side / max(float(np.linalg.norm(side)), 1e-9)
        guide = cross(along, side)
        rings.append(point + size * (section[:, :1] * side + section[:, 1:] * guide))
    return loft(np.array(rings), material, caps=caps, crease_rad=crease_rad)


def tube(path: ArrayLike, radius_m: float | Sequence[float] | F64, material: int, *, sides: int = 10, caps: bool = True) -> Part:
    """Return a round bar along ``path`` [P, 3], with one radius or one for each point."""
    return sweep(path, circle(sides), material, scale=radius_m, caps=caps)


def lathe(profile: ArrayLike, material: int, *, sides: int = 16, crease_rad: float = CREASE_RAD) -> Part:
    """Return the body that ``profile`` [P, 2] of (radius, height) turns about the Y axis."""
    outline = np.asarray(profile, float)
    turn = np.linspace(0, 2 * math.pi, sides, endpoint=False)
    circle = np.stack([np.cos(turn), np.zeros(sides), np.sin(turn)], -1)
    rings = outline[:, 0, None, None] * circle + outline[:, 1, None, None] * np.array([0.0, 1.0, 0.0])
    return loft(rings, material, crease_rad=crease_rad)


def ball(radius_m: float, material: int, *, at: Vec3 = (0.0, 0.0, 0.0), sides: int = 12) -> Part:
    """Return a sphere about ``at``."""
    rise = np.linspace(-math.pi / 2, math.pi / 2, sides // 2 + 1)
    part = lathe(np.column_stack([np.cos(rise), np.sin(rise)]) * radius_m, material, sides=sides, crease_rad=3.0)
    return Part(positions=part.positions + at, normals=part.normals, triangles=part.triangles, material=part.material)


def triangles_of_quads(quads: ArrayLike) -> I64:
    """Return two triangles [2Q, 3] for each quad [Q, 4]."""
    q = np.asarray(quads, np.int64)
    return np.concatenate([q[:, [0, 1, 2]], q[:, [0, 2, 3]]])


def circle(sides: int) -> F64:
    """Return the unit circle as [sides, 2]."""
    turn = np.linspace(0, 2 * math.pi, sides, endpoint=False)
    return np.column_stack([np.cos(turn), np.sin(turn)])


def _signed_volume(points: F64, triangles: I64) -> float:
    middle = points - points.mean(0)
    a, b, c = (middle[triangles[:, k]] for k in range(3))
    return float(np.einsum("ij,ij->", a, np.cross(b, c)))
