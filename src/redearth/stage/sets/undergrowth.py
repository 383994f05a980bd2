"""What grows and lies under trees and in fields: ferns, tufts, bushes, reeds, fallen trunks, and plain trees for the distance."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.space import rotation_x, rotation_y, translation
from redearth.stage.sets.noise import fractal
from redearth.stage.sets.order import Order
from redearth.stage.sets.shape import F64, Part, join, moved
from redearth.stage.sets.solids import loft, tube
from redearth.stage.sets.trees import two_sided


def fern(order: Order) -> Part:
    """Return a rosette of arching fronds, each a tapering strip with notched edges."""
    w, h, _ = order.size_m
    random = order.random("fern")
    blades = []
    for k in range(8):
        turn, reach = k * 2.4 + random.uniform(-0.2, 0.2), 0.5 * w * random.uniform(0.75, 1.0)
        lift = h * random.uniform(0.7, 1.0)
        blades.append(_frond(turn, reach, lift, 0.34 * reach, 3))
    return _blades(blades, order.paint("fern"))


def tuft(order: Order) -> Part:
    """Return a tuft of grass: narrow blades that bend outwards."""
    w, h, _ = order.size_m
    random = order.random("tuft")
    blades = [
        _frond(float(random.uniform(0, 6.28)), 0.5 * w * float(random.uniform(0.3, 1.0)), h * float(random.uniform(0.55, 1.0)), 0.04 * h + 0.01, 1, droop=0.25)
        for _ in range(7)
    ]  # fmt: skip
    return _blades(blades, order.paint("blade" if order.kit != "desert" else "straw"))


def bush(order: Order) -> Part:
    """Return a low bush: a dome of outward-facing leaves over a few stems."""
    w, h, d = order.size_m
    random = order.random("bush")
    count = 76
    away = random.normal(size=(count, 3))
    away[:, 1] = np.abs(away[:, 1])
    away /= np.linalg.norm(away, axis=1, keepdims=True)
    centre = away * [w / 2, h * 0.86, d / 2] * random.uniform(0.62, 0.94, (count, 1))
    side = np.cross(away + random.normal(0, 0.4, away.shape), random.normal(size=away.shape))
    side /= np.linalg.norm(side, axis=1, keepdims=True)
    along = np.cross(side, away)
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-6)
    size = 0.1 * (w + h) * random.uniform(0.6, 1.0, (count, 1))
    points = np.stack([centre - along * size, centre + side * size * 0.6, centre + along * size, centre - side * size * 0.6], 1)
    points[..., 1] = np.clip(points[..., 1], 0.01, h)
    index = np.arange(count)[:, None] * 4
    triangles = np.concatenate([index + np.array([0, 1, 2]), index + np.array([0, 2, 3])])
    leaves = two_sided(points.reshape(-1, 3), np.repeat(away, 4, axis=0), triangles, order.paint("foliage"))
    stems = [tube([(0, 0, 0), tuple(0.75 * p)], [0.02, 0.006], order.plain("bark"), sides=3, caps=False) for p in centre[:5]]
    return join(leaves, *stems)


def _frond(turn: float, reach: float, lift: float, wide: float, notches: int, droop: float = 0.75) -> F64:
    """Triangles [T, 3, 3] of one blade that rises and bends over."""
    out, side = np.array([math.cos(turn), 0, math.sin(turn)]), np.array([-math.sin(turn), 0, math.cos(turn)])

    def spine(s: float) -> F64:
        point: F64 = out * reach * s + np.array([0, lift * (1.7 * s - (0.7 + 0.45 * droop) * s * s), 0])
        return point

    faces = []
    for k in range(notches):
        a, b = k / notches, (k + 1) / notches
        flare = wide * (1.0 - 0.8 * (a + b) / 2) if notches > 1 else wide
        if notches == 1:
            faces += [[spine(0) - side * flare, spine(0) + side * flare, spine(0.55) + side * flare * 0.7], [spine(0) - side * flare, spine(0.55) + side * flare * 0.7, spine(0.55) - side * flare * 0.7], [spine(0.55) - side * flare * 0.7, spine(0.55) + side * flare * 0.7, spine(1.0)]]  # fmt: skip
        else:
            for sign in (-1, 1):
                faces.append(
                    [spine(a), spine(b), spine((a + b) / 2 + 0.12) + sign * side * flare - np.array([0, 0.12 * flare, 0])]
                )
    return np.array(faces)


def _blades(blades: list[F64], material: int) -> Part:
    points = np.concatenate(blades).reshape(-1, 3)
    points[:, 1] = np.maximum(points[:, 1], 0.0)
    level = points * [1, 0, 1]
    normals = level / np.maximum(np.linalg.norm(level, axis=1, keepdims=True), 1e-3) * 0.5 + [0, 1, 0]
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    return two_sided(points, normals, np.arange(len(points)).reshape(-1, 3), material)


def log(order: Order) -> Part:
    """Return a fallen trunk along z with a broken end, stubs of branches and moss on its back."""
    w, h, d = order.size_m
    random = order.random("log")
    turn = np.linspace(0, 2 * math.pi, 11)[:-1]
    rings = []
    for k, z in enumerate(np.linspace(-0.5, 0.5, 9)):
        rough = 1 + 0.12 * fractal(np.cos(turn) * 1.2 + k, np.sin(turn) * 1.2, "log", order.variant, octaves=2)
        share = (0.36 if k in (0, 8) else 0.46) * (1.0 - 0.12 * (z + 0.5))
        broken = 0.04 * d * np.sin(turn * 3 + order.variant) * (k in (0, 8))
        rings.append(
            np.column_stack(
                [
                    np.cos(turn) * share * w * rough,
                    np.clip(0.47 * h + np.sin(turn) * share * h * rough, -0.02, h),
                    z * d * 0.94 + broken,
                ]
            )
        )
    parts = [loft(np.array(rings), order.plain("bark"), crease_rad=0.9)]
    moss = [np.column_stack([r[1:5, 0] * 1.0, np.minimum(r[1:5, 1] + 0.012, h), r[1:5, 2]]) for r in rings[1:-2]]
    grid = np.array(moss)
    i, j = np.meshgrid(np.arange(grid.shape[0] - 1), np.arange(grid.shape[1] - 1), indexing="ij")
    n = grid.shape[1]
    quads = np.stack([i * n + j, i * n + j + 1, (i + 1) * n + j + 1, (i + 1) * n + j], -1).reshape(-1, 4)
    triangles = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])
    parts.append(two_sided(grid.reshape(-1, 3), np.tile([0.0, 1.0, 0.0], (grid.shape[0] * n, 1)), triangles, order.plain("moss")))
    for k in range(3):
        snag = tube([(0, 0, 0), (0, 0.22 * h, 0)], [0.09 * h, 0.05 * h], order.plain("bark"), sides=5)
        at = translation((0.3 * w * (-1) ** k, 0.55 * h, float(random.uniform(-0.36, 0.36)) * d))
        parts.append(moved(snag, at @ rotation_y(1.0 * k) @ rotation_x(0.7)))
    return join(*parts)


def far_tree(order: Order) -> Part:
    """Return a tree for the distance: a stem and a few crossed leaf masses with jagged rims."""
    h = order.size_m[1]
    random = order.random("far-tree")
    conifer = order.style in ("conifer", "mountain")
    parts = [tube([(0, -0.3, 0), (0, h * 0.5, 0)], [0.022 * h, 0.012 * h], order.plain("bark"), sides=4, caps=False)]
    if order.style == "dead":
        for k in range(6):
            turn, at = 2.4 * k, h * (0.3 + 0.08 * k)
            parts.append(tube([(0, at, 0), (math.cos(turn) * 0.16 * h, at + 0.2 * h, math.sin(turn) * 0.16 * h)], [0.01 * h, 0.002 * h], order.plain("bark"), sides=3, caps=False))  # fmt: skip
        return join(*parts)
    faces = []
    rows = 7 if conifer else 8
    for k in range(rows):
        low = h * (0.16 + 0.8 * k / rows) if conifer else h * (0.3 + 0.078 * k)
        wide = (
            0.17 * h * (1 - k / rows) + 0.015 * h if conifer else 0.23 * h * math.sin(math.pi * (k + 1.0) / (rows + 1.2)) ** 0.7
        )
        for j in range(7 if conifer else 10):
            turn = 2 * math.pi * j / (7 if conifer else 10) + 0.7 * k
            if conifer:
                faces.append(_skirt(turn, low, wide, 0.24 * h, h, random))
            else:
                out = wide * float(random.uniform(0.35, 0.9))
                spot = np.array([math.cos(turn) * out, low, math.sin(turn) * out])
                spread = 0.052 * h * float(random.uniform(0.8, 1.3))
                faces.append(_spray(spot, spread, random))
    points = np.array(faces).reshape(-1, 3)
    level = points * [1, 0, 1]
    normals = level / np.maximum(np.linalg.norm(level, axis=1, keepdims=True), 1e-3) + [0, 0.5, 0]
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    parts.append(
        two_sided(points, normals, np.arange(len(points)).reshape(-1, 3), order.paint("needles" if conifer else "foliage"))
    )
    return join(*parts)


def _spray(middle: F64, spread: float, random: np.random.Generator) -> list[tuple[float, float, float]]:
    """One triangle of a far crown, of about equal sides and turned any way."""
    side, other = random.normal(size=(2, 3))
    side /= np.linalg.norm(side)
    other -= side * float(other @ side)
    other /= np.linalg.norm(other)
    start = float(random.uniform(0.0, 2.1))
    corners = [middle + spread * 1.5 * (math.cos(a) * side + math.sin(a) * other) for a in (start, start + 2.3, start + 4.0)]
    return [(float(x), float(y), float(z)) for x, y, z in corners]


def _skirt(
    turn: float, low: float, wide: float, tall: float, top: float, random: np.random.Generator
) -> list[tuple[float, float, float]]:
    """One hanging triangle of a conifer's tier."""
    more, reach = turn + 1.03, [wide * float(random.uniform(0.8, 1.15)) for _ in range(2)]
    dip = low + float(random.uniform(-0.02, 0.03)) * top
    return [
        (math.cos(turn) * reach[0], low, math.sin(turn) * reach[0]),
        (math.cos(more) * reach[1], dip, math.sin(more) * reach[1]),
        (0.15 * wide * math.cos(turn), min(low + tall, top), 0.15 * wide * math.sin(turn)),
    ]
