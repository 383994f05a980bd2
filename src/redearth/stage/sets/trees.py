"""Trees by species: conifers in tiers of drooping boughs, broadleaved crowns of leaf clumps, palms, and dead wood."""

from __future__ import annotations

import math

import numpy as np

from redearth.stage.sets.order import Order
from redearth.stage.sets.shape import F64, I64, Part, join
from redearth.stage.sets.solids import tube

_BARE_KITS = ("ruined_city", "desert", "tunnel", "vault", "street_ruin")
_UP = np.array([0.0, 1.0, 0.0])


def tree(order: Order) -> Part:
    """Return a tree of the species that its place grows; the trunk stays in the box, the crown may leave it overhead."""
    species = species_of(order)
    if species == "conifer":
        return _conifer(order)
    if species == "palm":
        return _palm(order)
    return _branching(order, leafy=species == "broadleaf")


def species_of(order: Order) -> str:
    """Return ``conifer``, ``broadleaf``, ``palm`` or ``dead``."""
    if order.kit in _BARE_KITS or order.style == "dead":
        return "dead"
    if order.style in ("conifer", "mountain"):
        return "conifer"
    return "palm" if order.style == "jungle" and order.variant % 2 else "broadleaf"


def _girth(order: Order) -> float:
    w, h, d = order.size_m
    return max(0.04, min(0.026 * h, 0.34 * min(w, d)))


def _trunk(order: Order, random: np.random.Generator, share: float, taper: F64) -> tuple[F64, list[Part]]:
    """A bent trunk up to ``share`` of the height, flared at the foot, with surface roots; returns its line [8, 3] too."""
    h, radius, bark = order.size_m[1], _girth(order), order.plain("bark")
    lean = random.normal(0, 0.018 * h, 2)
    rise = np.linspace(0, 1, len(taper))
    line = np.column_stack([lean[0] * rise**2 + 0.012 * h * np.sin(rise * 5), rise * h * share, lean[1] * rise**2])
    line[0] = (0, -0.15, 0)
    parts = [tube(line, radius * taper, bark, sides=8)]
    for k in range(4):
        turn = k * 1.57 + random.uniform(-0.4, 0.4)
        way = np.array([math.cos(turn), 0, math.sin(turn)])
        root = np.stack([_UP * radius * 1.6, way * radius * 1.5 + _UP * radius * 0.45, way * radius * 2.6 - _UP * 0.06])
        parts.append(tube(root, [radius * 0.5, radius * 0.4, radius * 0.12], bark, sides=5, caps=False))
    return line, parts


def _along(line: F64, share: float) -> F64:
    at = np.linspace(0, 1, len(line))
    return np.array([np.interp(share, at, line[:, k]) for k in range(3)])


def _conifer(order: Order) -> Part:
    """A spire: whorls of boughs that droop and shorten towards the tip, dead snags below them."""
    h = order.size_m[1]
    random = order.random("conifer")
    line, parts = _trunk(order, random, 0.99, np.array([1.4, 1.0, 0.9, 0.78, 0.62, 0.44, 0.26, 0.05]))
    bark, radius = order.plain("bark"), _girth(order)
    for k in range(7):
        base, turn = _along(line, 0.1 + 0.025 * k), k * 2.3
        way = np.array([math.cos(turn), -0.12, math.sin(turn)]) * random.uniform(0.5, 1.1)
        parts.append(tube([base, base + way], [radius * 0.13, radius * 0.04], bark, sides=3, caps=False))
    boughs = []
    start = random.uniform(0.2, 0.27)
    whorls = 15
    for k in range(whorls):
        share = start + (0.985 - start) * (k / (whorls - 1)) ** 0.92
        reach = 0.185 * h * (1.02 - share) ** 0.8 * random.uniform(0.86, 1.1) + 0.12
        count = max(5, round(9 - 4 * share))
        for j in range(count):
            turn = 2 * math.pi * (j + 0.5 * (k % 2)) / count + random.uniform(-0.25, 0.25)
            droop = 0.5 - 0.75 * share + random.uniform(-0.1, 0.1)
            boughs.append(_bough(_along(line, share), turn, reach * random.uniform(0.8, 1.12), droop))
    parts.append(_fans(np.array(boughs), order.paint("needles")))
    return join(*parts)


def _bough(base: F64, turn: float, reach: float, droop: float) -> F64:
    """One bough as a fan of 9 points [9, 3]: spine of four, two twigs a side, and the fringe that hangs from its middle."""
    out = np.array([math.cos(turn), 0.0, math.sin(turn)])
    side = np.array([-math.sin(turn), 0.0, math.cos(turn)])

    def at(along: float, across: float) -> F64:
        sag = -droop * along**1.5 - 0.22 * abs(across)
        point: F64 = base + reach * (along * out + across * side + sag * _UP)
        return point

    return np.array([at(0, 0), at(0.34, 0.3), at(0.5, 0.1), at(0.72, 0.26), at(1.0, 0.0), at(0.72, -0.26), at(0.5, -0.1), at(0.34, -0.3), at(0.55, 0.0)])  # fmt: skip


_FAN = np.array([[0, 8, 1], [1, 8, 2], [2, 8, 3], [3, 8, 4], [4, 8, 5], [5, 8, 6], [6, 8, 7], [7, 8, 0]])


def _fans(points: F64, material: int) -> Part:
    """Return boughs [N, 9, 3] as two-sided fans whose normals lean outwards, so that a whorl shades as a round mass."""
    count = len(points)
    middle = points.mean((0, 1))
    away = points[:, 4] - points[:, 0]
    normal = away / np.linalg.norm(away, axis=1, keepdims=True) * 0.55 + _UP
    normal += 0.15 * (points[:, 0] - middle) / max(1.0, float(np.abs(points[:, 0] - middle).max()))
    normal /= np.linalg.norm(normal, axis=1, keepdims=True)
    index = np.arange(count)[:, None, None] * 9 + _FAN
    return two_sided(points.reshape(-1, 3), np.repeat(normal, 9, axis=0), index.reshape(-1, 3), material)


def two_sided(points: F64, normals: F64, triangles: I64, material: int) -> Part:
    """Return a thin surface seen from both sides; windings follow the normals."""
    corner = points[triangles]
    face = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    keep = np.linalg.norm(face, axis=1) > 1e-8
    triangles, face = triangles[keep], face[keep]
    facing = np.einsum("ij,ij->i", face, normals[triangles].mean(1))
    triangles = np.where((facing < 0)[:, None], triangles[:, ::-1], triangles)
    both = np.concatenate([triangles, triangles[:, ::-1] + len(points)])
    return Part(
        positions=np.concatenate([points, points]),
        normals=np.concatenate([normals, -normals]),
        triangles=both,
        material=np.full(len(both), material, np.int64),
    )


def _branching(order: Order, *, leafy: bool) -> Part:
    """A trunk that forks into limbs and twigs, each limb's end in a clump of leaves."""
    w, h, d = order.size_m
    random = order.random("tree")
    line, parts = _trunk(order, random, 0.86, np.array([1.45, 1.05, 0.92, 0.8, 0.66, 0.5, 0.34, 0.12]))
    bark, radius = order.plain("bark"), _girth(order)
    spread = max(max(w, d), h * 0.5)
    tips: list[F64] = [line[-1], line[-1] + [0.05 * h, 0.05 * h, 0.03 * h]]
    for k in range(12):
        share = 0.36 + 0.05 * k
        base, turn = _along(line, share), k * 2.4 + random.uniform(-0.3, 0.3)
        reach = (0.62 - 0.42 * share) * spread * random.uniform(0.8, 1.05)
        way = np.array([math.cos(turn), random.uniform(0.3, 0.7), math.sin(turn)])
        elbow, tip = base + way * reach * 0.5 + 0.07 * reach * _UP, base + way * reach
        thick = radius * (0.62 - 0.48 * share)
        parts.append(tube([base, elbow, tip], [thick, thick * 0.7, thick * 0.25], bark, sides=5, caps=False))
        for fork in range(1 if leafy else 3):
            side = way + random.normal(0, 0.55, 3) + [0, 0.25, 0]
            end = elbow + side * reach * (0.34 + 0.1 * fork)
            parts.append(tube([elbow, (elbow + end) / 2 + [0, 0.03 * reach, 0], end], [thick * 0.5, thick * 0.32, thick * 0.08], bark, sides=3, caps=False))  # fmt: skip
            tips.append(end)
        tips.append(tip)
    if leafy:
        parts.append(_clumps(np.array(tips), 0.1 * h, order, random))
    return join(*parts)


def _clumps(tips: F64, spread: float, order: Order, random: np.random.Generator) -> Part:
    """Leaf clumps: small leaves on the upper shell of each clump, facing out, so that light models clumps and crown."""
    per = 21
    away = random.normal(size=(len(tips), per, 3))
    away[..., 1] = np.abs(away[..., 1]) * 0.9 - 0.25
    away /= np.linalg.norm(away, axis=-1, keepdims=True)
    squash = np.array([1.15, 0.75, 1.15])
    centre = (tips[:, None] + away * squash * spread * random.uniform(0.55, 1.05, (len(tips), per, 1))).reshape(-1, 3)
    crown = tips.mean(0) - [0, spread, 0]
    outward = (centre - crown) / np.linalg.norm(centre - crown, axis=1, keepdims=True)
    out = away.reshape(-1, 3) * 0.7 + outward * 0.6
    out /= np.linalg.norm(out, axis=1, keepdims=True)
    tilt = out + random.normal(0, 0.45, out.shape)
    side = np.cross(tilt, random.normal(size=out.shape))
    side /= np.linalg.norm(side, axis=1, keepdims=True)
    along = np.cross(side, tilt / np.linalg.norm(tilt, axis=1, keepdims=True))
    size = spread * random.uniform(0.24, 0.47, (len(centre), 1))
    points = np.stack(
        [centre - along * size, centre + side * size * 0.5, centre + along * size * 1.2, centre - side * size * 0.5], 1
    )
    index = np.arange(len(centre))[:, None] * 4
    triangles = np.concatenate([index + np.array([0, 1, 2]), index + np.array([0, 2, 3])])
    shade = np.repeat(out, 4, axis=0)
    split = random.uniform(size=len(centre)) < 0.3
    material = np.where(split, order.paint("foliage_light"), order.paint("foliage"))
    leaves = two_sided(points.reshape(-1, 3), shade, triangles, 0)
    kept = np.concatenate([material, material])  # both triangles of a leaf, then the backs of all
    paint = np.concatenate([kept, kept])
    return Part(
        positions=leaves.positions, normals=leaves.normals, triangles=leaves.triangles, material=paint[: len(leaves.triangles)]
    )


def _palm(order: Order) -> Part:
    """A slender leaning stem with a crown of arching fronds."""
    h = order.size_m[1]
    random = order.random("palm")
    line, parts = _trunk(order, random, 0.8, np.array([1.3, 0.8, 0.7, 0.66, 0.62, 0.58, 0.55, 0.5]))
    top = line[-1]
    fronds = []
    for k in range(16):
        turn, rise = k * 2.4, 0.95 - 1.25 * k / 15
        out, side = np.array([math.cos(turn), 0, math.sin(turn)]), np.array([-math.sin(turn), 0, math.cos(turn)])
        reach = 0.24 * h * random.uniform(0.85, 1.1)
        for t in range(6):
            a, b = t / 6, (t + 1) / 6
            spine = [top + reach * (s * out + (rise * s - 1.0 * s * s) * _UP) for s in (a, b)]
            wide = 0.16 * reach * (math.sin(math.pi * min(1.0, 0.15 + (a + b) / 2)) + 0.15)
            for sign in (-1, 1):
                fronds.append(
                    [spine[0], spine[1], (spine[0] + spine[1]) / 2 + sign * side * wide - _UP * wide * 0.5 + out * wide * 0.6]
                )
    points = np.array(fronds).reshape(-1, 3)
    normals = np.tile(np.array([0.0, 1.0, 0.0]), (len(points), 1)) + (points - top) / np.linalg.norm(points - top + 1e-6, axis=1, keepdims=True) * 0.5  # fmt: skip
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    parts.append(two_sided(points, normals, np.arange(len(points)).reshape(-1, 3), order.paint("frond")))
    return join(*parts)
