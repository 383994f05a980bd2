"""Shapes that many props share: blocks about a point, rings, cut-outs with bevelled rims, hollow vessels, labels and flames."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from redearth.core.seed import generator_from
from redearth.core.space import Vec3, rotation_x, rotation_y, rotation_z
from redearth.stage.props.request import Request
from redearth.stage.sets.nature import icosphere
from redearth.stage.sets.noise import fractal
from redearth.stage.sets.shape import CREASE_RAD, F64, I64, Part, join, moved, shaded, shifted
from redearth.stage.sets.solids import box, circle, lathe, sweep, triangles_of_quads

Points = list[tuple[float, float]]


def block(size: Vec3, material: int, *, at: Vec3 = (0.0, 0.0, 0.0), chamfer_m: float = 0.0) -> Part:
    """Return a box whose middle is ``at``."""
    return box(size, material, at=(at[0], at[1] - size[1] / 2, at[2]), chamfer_m=chamfer_m)


def forward(part: Part) -> Part:
    """Return a part that stood along +Y, lying along +Z."""
    return moved(part, rotation_x(math.pi / 2))


def sideways(part: Part) -> Part:
    """Return a part that stood along +Y, lying along +X."""
    return moved(part, rotation_z(-math.pi / 2))


def disc(radius_m: float, deep_m: float, material: int, *, at: Vec3 = (0.0, 0.0, 0.0), sides: int = 20) -> Part:
    """Return a round plate that faces +Z, the middle of its back at ``at``."""
    rim = min(0.25 * deep_m, 0.0015)
    return shifted(
        forward(lathe([(radius_m, 0), (radius_m, deep_m - rim), (radius_m - rim, deep_m)], material, sides=sides)), *at
    )


def torus(
    radius_m: float, wire_m: float, material: int, *, around: int = 22, sides: int = 7, oval: float = 1.0, squash: float = 1.0
) -> Part:
    """Return a ring about the Y axis; ``oval`` stretches it along Z, ``squash`` its section along Y."""
    turn, roll = (np.linspace(0, 2 * math.pi, n, endpoint=False) for n in (around, sides))
    a, b = np.meshgrid(turn, roll, indexing="ij")
    away = radius_m + wire_m * np.cos(b)
    points = np.stack([away * np.cos(a), squash * wire_m * np.sin(b), oval * away * np.sin(a)], -1).reshape(-1, 3)
    i, j = np.meshgrid(np.arange(around), np.arange(sides), indexing="ij")
    i2, j2 = (i + 1) % around, (j + 1) % sides
    quads = np.stack([i * sides + j, i * sides + j2, i2 * sides + j2, i2 * sides + j], -1).reshape(-1, 4)
    return shaded(points, triangles_of_quads(quads), material, 3.0)


def cut_out(outline: ArrayLike, deep_m: float, material: int, *, bevel_m: float = 0.0, crease_rad: float = CREASE_RAD) -> Part:
    """Return a plate of any simple ``outline`` [N, 2] in the XY plane, ``deep_m`` deep about z = 0, its rims cut back by ``bevel_m``."""
    rim = np.asarray(outline, float)
    if _area(rim) < 0:
        rim = rim[::-1]
    count, half = len(rim), deep_m / 2
    bevel = min(bevel_m, 0.45 * deep_m)
    face = _drawn_in(rim, bevel) if bevel > 0 else rim
    levels = [(face, -half), (rim, bevel - half), (rim, half - bevel), (face, half)] if bevel > 0 else [(rim, -half), (rim, half)]
    points = np.concatenate([np.column_stack([ring, np.full(count, z)]) for ring, z in levels])
    row, column = np.meshgrid(np.arange(len(levels) - 1), np.arange(count), indexing="ij")
    after = (column + 1) % count
    quads = np.stack([row * count + column, row * count + after, (row + 1) * count + after, (row + 1) * count + column], -1)
    flat = _ears(face)
    top = flat + count * (len(levels) - 1)
    return shaded(
        points, np.concatenate([triangles_of_quads(quads.reshape(-1, 4)), top, flat[:, ::-1]]), material, min(crease_rad, 0.5)
    )


def side_on(outline_zy: ArrayLike, deep_m: float, material: int, bevel_m: float = 0.0) -> Part:
    """Return a plate across X whose outline [N, 2] is given as (z, y): a thing seen from its side that points along +Z."""
    outline = np.asarray(outline_zy, float) * [-1.0, 1.0]
    return moved(cut_out(outline, deep_m, material, bevel_m=bevel_m), rotation_y(math.pi / 2))


def vessel(profile: Points, wall_m: float, material: int, *, sides: int = 24) -> Part:
    """Return an open vessel: the outer ``profile`` (radius, height) up, over a rounded lip, down again inside."""
    top, foot = profile[-1], profile[0][1] + wall_m
    lip = [(top[0] - 0.2 * wall_m, top[1] + 0.45 * wall_m), (top[0] - 0.8 * wall_m, top[1] + 0.45 * wall_m)]
    inner = [(max(radius - wall_m, 0.001), max(height, foot)) for radius, height in reversed(profile)]
    return lathe([*profile, *lip, *inner], material, sides=sides, crease_rad=0.75)


def liquid(radius_m: float, height_m: float, material: int, *, sides: int = 24) -> Part:
    """Return the surface of what fills a vessel up to a height."""
    return lathe(
        [(radius_m * 0.9, height_m - 0.004), (radius_m, height_m - 0.001), (radius_m * 0.985, height_m)], material, sides=sides
    )


def wrapped(radius_m: float, low_m: float, high_m: float, half_rad: float, material: int, *, columns: int = 10) -> Part:
    """Return a label round a body's front; its picture runs from left to right as it is read."""
    turn = np.linspace(-half_rad, half_rad, columns + 1)
    around = np.stack([np.sin(turn), np.zeros_like(turn), np.cos(turn)], -1)
    points = np.concatenate([around * radius_m + np.array([0, y, 0]) for y in (low_m, high_m)])
    i = np.arange(columns)
    quads = np.stack([i, i + 1, i + columns + 2, i + columns + 1], -1)
    u = np.linspace(0, 1, columns + 1)
    return Part(
        positions=points,
        normals=np.tile(around, (2, 1)),
        triangles=triangles_of_quads(quads),
        material=np.full(2 * columns, material, np.int64),
        uvs=np.concatenate([np.column_stack([u, np.full_like(u, v)]) for v in (0.0, 1.0)]),
    )


def curved(points: ArrayLike, steps: int) -> F64:
    """Return a smooth curve through points [P, 3], ``steps`` for each of its stretches (Catmull and Rom's spline)."""
    p = np.asarray(points, float)
    p = np.concatenate([2 * p[:1] - p[1:2], p, 2 * p[-1:] - p[-2:-1]])
    t = (np.arange(steps) / steps)[None, :, None]
    a, b, c, d = (p[k : len(p) - 3 + k, None] for k in range(4))
    inner = 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
    return np.concatenate([inner.reshape(-1, p.shape[1]), p[-2:-1]])


def tube(
    path: ArrayLike, radius_m: float | Sequence[float] | F64, material: int, *, sides: int = 10, caps: bool = True, bend: int = 0
) -> Part:
    """Return a round bar along ``path`` [P, 3], smooth all round; with ``bend`` it curves through its points in so many steps each."""
    points = np.asarray(path, float)
    radii = np.broadcast_to(np.asarray(radius_m, float), (len(points),))
    if bend:
        radii = np.interp(np.linspace(0, len(points) - 1, bend * (len(points) - 1) + 1), np.arange(len(points)), radii)
        points = curved(points, bend)
    return sweep(points, circle(sides), material, scale=radii, caps=caps, crease_rad=1.25)


def round_face(radius_m: float, material: int, *, at: Vec3 = (0.0, 0.0, 0.0), sides: int = 28) -> Part:
    """Return a round picture that faces +Z, its middle at ``at``."""
    rim = circle(sides)
    points = np.concatenate([np.zeros((1, 2)), rim])
    k = np.arange(sides)
    return Part(
        positions=np.column_stack([points * radius_m, np.zeros(sides + 1)]) + at,
        normals=np.tile([0.0, 0.0, 1.0], (sides + 1, 1)),
        triangles=np.column_stack([np.zeros_like(k), k + 1, (k + 1) % sides + 1]),
        material=np.full(sides, material, np.int64),
        uvs=points / 2 + 0.5,
    )


def lump(
    material: int, half: Vec3, name: str, *, rough: float = 0.12, level: int = 3, scale: float = 2.4, crease_rad: float = 3.0
) -> Part:
    """Return an uneven round body about the origin: food, a stone, a clod."""
    points, faces = icosphere(level)
    swell = fractal(points[:, 0] * scale + points[:, 1], points[:, 2] * scale - 1.3 * points[:, 1], name, octaves=3)
    return shaded(points * half * (1 + rough * swell)[:, None], faces, material, crease_rad)


def flame(r: Request, *, at: Vec3 = (0.0, 0.0, 0.0), tall_m: float = 0.04, wide_m: float = 0.006) -> Part:
    """Return a flame whose foot is ``at``: a bright core in a fiery skin."""
    rows = ((0.25, 0.0), (0.85, 0.16), (1.0, 0.32), (0.72, 0.58), (0.3, 0.84), (0.03, 1.0))
    skin = lathe([(wide_m * w, tall_m * h) for w, h in rows], r.plain("glow_fire"), sides=10, crease_rad=3)
    core = lathe([(wide_m * 1.06 * w, tall_m * 0.6 * h) for w, h in rows], r.plain("glow_warm"), sides=8, crease_rad=3)
    return shifted(join(skin, core), *at)


def fire(r: Request, half: Vec3, name: str) -> Part:
    """Return a fire over a box of half sizes ``half``, its foot at the origin: leaning tongues, dim outside and bright within."""
    random = generator_from("fire", name)
    tall, tongues = 0.07 + 0.45 * max(half), []
    for k in range(11):
        away, turn = math.sqrt((k + 0.3) / 11) * 0.9, 2.4 * k
        foot = np.array([half[0] * away * math.sin(turn), 0.0, half[2] * away * math.cos(turn)])
        high = tall * float(random.uniform(0.55, 1.0)) * (1.1 - 0.55 * away)
        sway = random.uniform(-0.22, 0.22, (2, 2)) * high
        path = foot + np.array(
            [
                (0, -0.08 * high, 0),
                (sway[0, 0], 0.34 * high, sway[0, 1]),
                (0.4 * sway[1, 0], 0.7 * high, 0.4 * sway[1, 1]),
                (sway[1, 0], high, sway[1, 1]),
            ]
        )
        for share, glow in ((1.0, "neon_amber"), (0.55, "glow_fire")):
            some = foot + (path - foot) * [share, 0.35 + 0.45 * share, share]
            tongues.append(tube(some, np.array([0.07, 0.13, 0.075, 0.006]) * high * share, r.plain(glow), sides=7, bend=3))
    return join(*tongues)


def rounded(half_x: float, half_y: float, corner_m: float, *, steps: int = 4) -> F64:
    """Return the outline of a rectangle with round corners, [N, 2]."""
    turn = np.linspace(0, math.pi / 2, steps + 1)
    corner = min(corner_m, half_x, half_y)
    rows = []
    for quarter, (sx, sy) in enumerate(((1, 1), (-1, 1), (-1, -1), (1, -1))):
        a = turn + quarter * math.pi / 2
        centre = [sx * (half_x - corner), sy * (half_y - corner)]
        rows.append(np.column_stack([np.cos(a), np.sin(a)]) * corner + centre)
    return np.concatenate(rows)


def _area(ring: F64) -> float:
    x, y = ring[:, 0], ring[:, 1]
    return float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y)) / 2


def _drawn_in(ring: F64, by_m: float) -> F64:
    """Move every corner of a counter-clockwise outline inwards along its mitre, no further than twice ``by_m``."""
    ahead = np.roll(ring, -1, 0) - ring
    ahead /= np.maximum(np.hypot(ahead[:, 0], ahead[:, 1]), 1e-9)[:, None]
    normal = np.column_stack([-ahead[:, 1], ahead[:, 0]])
    mitre = normal + np.roll(normal, 1, 0)
    size = np.maximum((mitre * mitre).sum(1) / 2, 0.5)
    return np.asarray(ring + by_m * mitre / size[:, None])


def _ears(ring: F64) -> I64:
    """Return the triangles [N - 2, 3] of a counter-clockwise polygon, by cutting off its ears."""
    left = list(range(len(ring)))
    out = []
    while len(left) > 3:
        best = next((k for k in range(len(left)) if _is_ear(ring, left, k)), 0)
        out.append([left[best - 1], left[best], left[(best + 1) % len(left)]])
        left.pop(best)
    return np.array([*out, left], np.int64)


def _is_ear(ring: F64, left: list[int], k: int) -> bool:
    a, b, c = ring[left[k - 1]], ring[left[k]], ring[left[(k + 1) % len(left)]]
    if _turn(a, b, c) <= 1e-12:
        return False
    others = ring[[i for i in left if i not in (left[k - 1], left[k], left[(k + 1) % len(left)])]]
    within = (_turn(a, b, others) > -1e-12) & (_turn(b, c, others) > -1e-12) & (_turn(c, a, others) > -1e-12)
    return not bool(np.any(within))


def _turn(a: F64, b: F64, p: F64) -> F64:
    return np.asarray((b[0] - a[0]) * (p[..., 1] - a[1]) - (b[1] - a[1]) * (p[..., 0] - a[0]))
