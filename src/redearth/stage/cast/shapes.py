"""Hard surfaces: sweeps (hoses, straps, fingers, horns), turned parts, bevelled boxes and curved plates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.interpolate import PchipInterpolator

from redearth.stage.cast.field import F64, Field
from redearth.stage.cast.mesher import along_rays, gradient, settled
from redearth.stage.cast.part import I64, Shell, creased, shell_of

Cap = Literal["round", "flat"]


def curve(points: ArrayLike, count: int) -> F64:
    """Return ``count`` points evenly along a smooth curve through ``points`` [K, 3]."""
    p = np.asarray(points, float)
    at = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(p, axis=0), axis=1))])
    out: F64 = PchipInterpolator(at, p)(np.linspace(0.0, at[-1], count))
    return out


def _frames(path: F64, up: F64, closed: bool) -> tuple[F64, F64, F64]:
    """Return unit tangents, ups and sides along a path; a single up is carried along without twist."""
    tangent = (np.roll(path, -1, 0) - np.roll(path, 1, 0)) if closed else np.gradient(path, axis=0)
    tangent /= np.maximum(np.linalg.norm(tangent, axis=1, keepdims=True), 1e-12)
    ups = np.empty_like(path)
    carried = up if up.ndim == 1 else up[0]
    for k, t in enumerate(tangent):
        want = carried if up.ndim == 1 else up[k]
        ups[k] = want - t * (want @ t)
        ups[k] /= max(float(np.linalg.norm(ups[k])), 1e-9)
        carried = ups[k]
    return tangent, ups, np.cross(tangent, ups)


def sweep(
    path: ArrayLike, width_m: ArrayLike, depth_m: ArrayLike, up: ArrayLike, sides: int = 8,
    closed: bool = False, cap: Cap = "round", square: float = 1.0,
) -> Shell:  # fmt: skip
    """Return a tube along ``path`` [K, 3]: half width along ``up``, half depth across; ``square`` below 1 flattens its section."""
    p = np.asarray(path, float)
    w, d = (np.broadcast_to(np.asarray(v, float), len(p)).astype(float) for v in (width_m, depth_m))
    tangent, ups, across = _frames(p, np.asarray(up, float), closed)
    if not closed and cap == "round":
        p, w, d, tangent, ups, across = _rounded_ends(p, w, d, tangent, ups, across)
    angle = np.linspace(0, 2 * np.pi, sides, endpoint=False) + np.pi / sides
    c, s = (np.sign(v) * np.abs(v) ** square for v in (np.cos(angle), np.sin(angle)))
    rings = p[:, None] + ups[:, None] * (c * w[:, None])[..., None] + across[:, None] * (s * d[:, None])[..., None]
    points, tri = rings.reshape(-1, 3), _tube_faces(len(p), sides, closed)
    if not closed:
        points, tri = _with_poles(points, tri, p, sides)
    return shell_of(points, tri)


def _rounded_ends(p: F64, w: F64, d: F64, tangent: F64, ups: F64, across: F64) -> tuple[F64, F64, F64, F64, F64, F64]:
    """Add two shrinking rings beyond each end."""
    index = [0, 0, *range(len(p)), -1, -1]
    shrink = np.array([0.35, 0.8, *([1.0] * len(p)), 0.8, 0.35])
    beyond = np.array([-0.94, -0.6, *([0.0] * len(p)), 0.6, 0.94])
    reach = np.minimum(w, d)[index] * beyond
    return (
        p[index] + tangent[index] * reach[:, None],
        w[index] * shrink,
        d[index] * shrink,
        tangent[index],
        ups[index],
        across[index],
    )


def _tube_faces(rings: int, sides: int, closed: bool) -> I64:
    i, j = np.meshgrid(np.arange(rings if closed else rings - 1), np.arange(sides), indexing="ij")
    ring, place = i.ravel(), j.ravel()
    after, up = (place + 1) % sides, (ring + 1) % rings
    a, b, c, d = ring * sides + place, ring * sides + after, up * sides + after, up * sides + place
    return np.concatenate([np.column_stack([a, b, c]), np.column_stack([a, c, d])]).astype(np.int64)


def _with_poles(points: F64, tri: I64, path: F64, sides: int) -> tuple[F64, I64]:
    n, j = len(points), np.arange(sides)
    last = n - sides
    start = np.column_stack([np.full(sides, n), (j + 1) % sides, j])
    end = np.column_stack([np.full(sides, n + 1), last + j, last + (j + 1) % sides])
    return np.concatenate([points, path[:1], path[-1:]]), np.concatenate([tri, start, end]).astype(np.int64)


def turned(
    origin: ArrayLike, axis: ArrayLike, profile: Sequence[tuple[float, float]], sides: int = 16, square: float = 1.0
) -> Shell:
    """Return a body of revolution about ``axis``; ``profile`` is (metres along, radius) from its back to its front."""
    a = np.asarray(axis, float)
    a = a / np.linalg.norm(a)
    up = np.array([0.0, 1.0, 0.0]) if abs(a[1]) < 0.9 else np.array([0.0, 0.0, 1.0])
    u = up - a * (up @ a)
    u /= np.linalg.norm(u)
    v = np.cross(a, u)
    rows = np.array(profile, float)
    p = np.asarray(origin, float) + rows[:, :1] * a
    angle = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    c, s = (np.sign(x) * np.abs(x) ** square for x in (np.cos(angle), np.sin(angle)))
    rings = p[:, None] + (u * c[:, None] + v * s[:, None])[None] * rows[:, 1, None, None]
    points, tri = _with_poles(rings.reshape(-1, 3), _tube_faces(len(p), sides, False), p, sides)
    return creased(shell_of(points, tri))


def bevelled(centre: ArrayLike, half: ArrayLike, bevel_m: float, turn: ArrayLike | None = None) -> Shell:
    """Return a box with rounded edges; ``turn`` [3, 3] holds its axes as columns."""
    h = np.asarray(half, float)
    r = min(bevel_m, float(h.min()) * 0.9)
    points: list[F64] = []
    normals: list[F64] = []
    tri: list[I64] = []
    for axis in range(3):
        u, v = (axis + 1) % 3, (axis + 2) % 3
        gu, gv = np.meshgrid([-h[u], r - h[u], h[u] - r, h[u]], [-h[v], r - h[v], h[v] - r, h[v]], indexing="ij")
        for sign in (-1.0, 1.0):
            face = np.empty((16, 3))
            face[:, axis], face[:, u], face[:, v] = sign * h[axis], gu.ravel(), gv.ravel()
            core = np.clip(face, r - h, h - r)
            n = (face - core) / np.linalg.norm(face - core, axis=1, keepdims=True)
            i, j = (g.ravel() for g in np.meshgrid(range(3), range(3), indexing="ij"))
            a, b, c, d = i * 4 + j, i * 4 + 4 + j, i * 4 + 5 + j, i * 4 + 1 + j
            quad = np.concatenate([np.column_stack([a, b, c]), np.column_stack([a, c, d])])
            tri.append((quad if sign > 0 else quad[:, ::-1]) + 16 * len(points))
            points.append(core + n * r)
            normals.append(n)
    m = np.eye(3) if turn is None else np.asarray(turn, float)
    return shell_of(np.concatenate(points) @ m.T + np.asarray(centre, float), np.concatenate(tri), np.concatenate(normals) @ m.T)


def girdle(field: Field, centre: ArrayLike, axis: ArrayLike, reach_m: float, offset_m: float, count: int) -> F64:
    """Return a ring of points around ``axis`` where rays from outside meet the surface of ``field`` at ``offset_m``."""
    a, c = np.asarray(axis, float), np.asarray(centre, float)
    a = a / np.linalg.norm(a)
    u = np.cross([0.0, 0.0, 1.0] if abs(a[2]) < 0.9 else [0.0, 1.0, 0.0], a)
    u /= np.linalg.norm(u)
    angle = np.linspace(0, 2 * np.pi, count, endpoint=False)
    ray = np.cos(angle)[:, None] * u + np.sin(angle)[:, None] * np.cross(a, u)
    low, high = np.zeros(count), np.full(count, reach_m)
    for _ in range(14):
        middle = (low + high) / 2
        out = field(c + ray * middle[:, None]) > offset_m
        low, high = np.where(out, low, middle), np.where(out, middle, high)
    ring: F64 = c + ray * high[:, None]
    return ring


def belt(
    field: Field, centre: ArrayLike, axis: ArrayLike, reach_m: float, half_width_m: float, thick_m: float, count: int = 36
) -> Shell:
    """Return a band that lies around the surface of ``field``, with both of its edges: where a body tapers, so does the band."""
    path = girdle(field, centre, axis, reach_m, thick_m * 0.4, count)
    out = gradient(field, path, 0.7 * half_width_m)
    out /= np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)
    along = np.asarray(axis, float) / np.linalg.norm(np.asarray(axis, float))
    up = along - out * (out @ along)[:, None]
    return sweep(path, half_width_m, thick_m, up, sides=8, closed=True, square=0.45)


def strap(field: Field, points: ArrayLike, half_width_m: ArrayLike, thick_m: float, count: int = 18) -> Shell:
    """Return a strap that lies on the surface of ``field`` along ``points``."""
    path = settled(field, curve(points, count), offset_m=thick_m * 0.4)
    step = 0.006
    tangent = np.gradient(path, axis=0)
    out = np.column_stack([field(path + e) - field(path - e) for e in np.eye(3) * step])
    return sweep(path, half_width_m, thick_m, np.cross(tangent, out), sides=8, square=0.45, cap="flat")


def plate(
    field: Field, origin: ArrayLike, forward: ArrayLike, up: ArrayLike, wide: tuple[float, float], tall: tuple[float, float],
    lift_m: float, counts: tuple[int, int] = (10, 8), corner: float = 0.7, spread: str = "angle",
) -> Shell:  # fmt: skip
    """Return a curved plate that sits ``lift_m`` above the surface of ``field``, its border sunk into it.

    ``wide`` and ``tall`` are ranges in radians as seen from ``origin`` (``spread`` "angle"), or ``tall`` in metres along ``up``
    ("column"), or both in metres on a plane that faces ``forward`` ("flat"). ``corner`` 0 is a rectangle, 1 an ellipse.
    """
    f, o, y = np.asarray(forward, float), np.asarray(origin, float), np.asarray(up, float)
    x = np.cross(y, f)
    u, v = np.meshgrid(np.linspace(-1, 1, counts[0]), np.linspace(-1, 1, counts[1]), indexing="ij")
    border = np.maximum(np.abs(u), np.abs(v)) > 0.999
    u, v = u * np.sqrt(1 - corner * v * v / 2), v * np.sqrt(1 - corner * u * u / 2)
    a, b = np.interp(u, [-1, 1], wide).ravel(), np.interp(v, [-1, 1], tall).ravel()
    if spread == "angle":
        rays = np.sin(a)[:, None] * x * np.cos(b)[:, None] + np.cos(a)[:, None] * f * np.cos(b)[:, None] + np.sin(b)[:, None] * y
        start = np.broadcast_to(o, rays.shape)
    elif spread == "column":
        rays = np.sin(a)[:, None] * x + np.cos(a)[:, None] * f
        start = o + b[:, None] * y
    else:
        rays = np.broadcast_to(f, (len(a), 3))
        start = o + a[:, None] * x + b[:, None] * y
    lift = np.where(border.ravel(), -0.004, lift_m)
    points = along_rays(field, start, rays, 0.5, lift)
    i, j = (g.ravel() for g in np.meshgrid(np.arange(counts[0] - 1), np.arange(counts[1] - 1), indexing="ij"))
    p0, p1, p2, p3 = i * counts[1] + j, (i + 1) * counts[1] + j, (i + 1) * counts[1] + j + 1, i * counts[1] + j + 1
    return creased(shell_of(points, np.concatenate([np.column_stack([p0, p1, p2]), np.column_stack([p0, p2, p3])])), 0.9)


def rim(shell_field: Field, origin: ArrayLike, forward: ArrayLike, up: ArrayLike, wide: tuple[float, float], tall: tuple[float, float],
        lift_m: float, thick_m: float, corner: float = 0.7, count: int = 44, sides: int = 6) -> Shell:  # fmt: skip
    """Return a bead around the border of the ``plate`` of the same arguments (spread "angle")."""
    f, o, y = np.asarray(forward, float), np.asarray(origin, float), np.asarray(up, float)
    x = np.cross(y, f)
    side = np.linspace(-1, 1, count // 4, endpoint=False)
    one = np.ones_like(side)
    u, v = np.concatenate([side, one, -side, -one]), np.concatenate([-one, side, one, -side])
    u, v = u * np.sqrt(1 - corner * v * v / 2), v * np.sqrt(1 - corner * u * u / 2)
    a, b = np.interp(u, [-1, 1], wide), np.interp(v, [-1, 1], tall)
    rays = np.sin(a)[:, None] * x * np.cos(b)[:, None] + np.cos(a)[:, None] * f * np.cos(b)[:, None] + np.sin(b)[:, None] * y
    path = along_rays(shell_field, np.broadcast_to(o, rays.shape), rays, 0.5, lift_m)
    return sweep(path, thick_m, thick_m, rays, sides=sides, closed=True)


def hose(points: ArrayLike, radius_m: float, ribs: int, sides: int = 8) -> Shell:
    """Return a corrugated hose along a smooth curve."""
    path = curve(points, ribs * 2 + 1)
    radius = np.where(np.arange(len(path)) % 2 == 0, radius_m * 0.8, radius_m)
    return sweep(path, radius, radius, [0.31, 0.2, 0.93], sides=sides)
