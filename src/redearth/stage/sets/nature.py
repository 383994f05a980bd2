"""Things that grow, lie about or were left standing: rocks, rubble, poles, walls."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.space import Vec3, rotation_x, rotation_y, translation
from redearth.stage.sets.ground import ground_of
from redearth.stage.sets.noise import fractal
from redearth.stage.sets.order import Order
from redearth.stage.sets.panels import plate
from redearth.stage.sets.shape import F64, I64, Part, empty, join, moved, shaded, shifted
from redearth.stage.sets.solids import beam, box, chunk, lathe, loft, tube


def rock(order: Order) -> Part:
    """Return a boulder: a sphere cut by planes and roughened, its foot below the ground line; mesas have strata."""
    random = order.random("rock")
    mesa = order.kind == "mesa"
    points, faces = icosphere(4 if mesa else 3)
    for _ in range(9):
        normal = random.normal(size=3)
        normal /= np.linalg.norm(normal)
        over = np.maximum(points @ normal - random.uniform(0.62, 0.86), 0)
        points = points - over[:, None] * normal
    if mesa:
        points = _stratified(points, order.variant)
    rough = fractal(points[:, 0] * 2 + points[:, 1], points[:, 2] * 2 - points[:, 1], "rock", order.variant)
    points = points * (1 + (0.1 if mesa else 0.07) * rough)[:, None]
    low, high = points.min(0), points.max(0)
    fitted = (points - (low + high) / 2) / (high - low) * np.asarray(order.size_m)
    fitted[:, 1] = np.maximum(fitted[:, 1] + order.size_m[1] / 2, 0.0)
    return shaded(fitted, faces, order.paint(_stone_of(order, mesa=mesa)), crease_rad=0.5)


def _stone_of(order: Order, *, mesa: bool) -> str:
    """Red rock in the desert and the ruins, grey boulders elsewhere."""
    if order.kit == "cave":
        return "wet_rock"
    if order.style == "moon" or order.kit in ("forest", "exterior", "street", "rooftop") or order.style == "shore":
        return "boulder"
    return "cliff" if mesa else "rock"


def _stratified(points: F64, variant: int) -> F64:
    """Turn a boulder into a table mountain: steep buttressed walls in layers over a skirt of scree."""
    out = points.copy()
    turn = np.arctan2(points[:, 2], points[:, 0])
    height = np.clip(points[:, 1] * 1.5, -0.8, 0.72)
    level = np.round(height * 4) / 4
    height = 0.55 * height + 0.45 * level
    flat = np.maximum(np.hypot(points[:, 0], points[:, 2]), 1e-6)
    buttress = 1 + 0.16 * fractal(np.cos(turn) * 2.6, np.sin(turn) * 2.6, "buttress", variant, octaves=4)
    reach = np.minimum(flat * 1.6, 0.9 - 0.12 * level + 0.55 * np.maximum(0.0, -0.25 - height) * 2) * buttress
    out[:, 0], out[:, 2] = points[:, 0] / flat * reach, points[:, 2] / flat * reach
    out[:, 1] = height
    return out


def rubble(order: Order) -> Part:
    """Return a heap of broken masonry: a mound of grit with blocks bedded in it and a slab that slid off."""
    w, h, d = order.size_m
    random = order.random("rubble")
    stone, brick = order.plain("ruin"), order.plain("concrete_red")
    if h < 0.3 * w:
        return _fit(chunk(stone, "small", order.variant, size=(1.2, 0.8, 1.0), points=22), order.size_m)
    parts = [_mound(order)]
    count = 22
    for k in range(count):
        out = math.sqrt((k + 0.5) / count)
        turn = k * 2.4 + float(random.uniform(-0.4, 0.4))
        across = float(random.uniform(0.14, 0.34)) * (1.3 - 0.75 * out) * min(w, d)
        size = (across * float(random.uniform(0.9, 1.5)), across * float(random.uniform(0.5, 0.9)), across)
        piece = chunk(brick if k % 5 == 2 else stone, "heap", order.variant, k, size=size, points=18)
        tilt = rotation_x(float(random.normal(0, 0.4))) @ rotation_y(float(random.uniform(0, 6.3)))
        at = (math.cos(turn) * out * w * 0.4, 0.62 * h * (1 - out**1.5) - 0.35 * size[1], math.sin(turn) * out * d * 0.4)
        parts.append(moved(piece, translation(at) @ tilt))
    slab = box((w * 0.5, h * 0.12, d * 0.36), stone, chamfer_m=0.02)
    parts.append(moved(slab, translation((w * 0.14, h * 0.34, d * 0.06)) @ rotation_y(1.3 * order.variant) @ rotation_x(0.45)))
    return _fit(join(*parts), order.size_m)


def _mound(order: Order) -> Part:
    """The grit that fills the gaps between the blocks."""
    w, h, d = order.size_m
    turn = np.linspace(0, 2 * math.pi, 17)[:-1]
    rings = []
    for share, level in ((1.0, -0.02), (0.78, 0.16), (0.5, 0.42), (0.22, 0.58)):
        wave = share * (1 + 0.16 * fractal(np.cos(turn) * 1.4 + share, np.sin(turn) * 1.4, "mound", order.variant, octaves=2))
        rings.append(np.column_stack([np.cos(turn) * wave * w * 0.47, np.full(16, level * h), np.sin(turn) * wave * d * 0.47]))
    return loft(
        np.array(rings),
        order.plain(ground_of(order.kit, order.style, "sand") if order.kit in ("ruined_city", "desert") else "ruin"),
        crease_rad=1.2,
    )


def pole(order: Order) -> Part:
    """Return a utility pole: a tapered mast with cross-arm, insulators and a stay; short ones are bollards."""
    w, h, d = order.size_m
    if order.kit == "rooftop":
        return _mast(order)
    wood, iron = order.paint("wood_dark" if order.kit in ("forest", "exterior", "street") else "rust"), order.plain("steel_dark")
    radius = max(0.04, min(w, d, 0.3) / 2)
    if h < 2.0:
        return join(lathe([(radius, 0), (radius, h * 0.9), (radius * 0.6, h)], wood, sides=10))
    parts = [tube([(0, -0.2, 0), (0, h, 0)], [radius, radius * 0.6], wood, sides=9)]
    arm = max(w, min(2.6, h * 0.3))
    for y, share in ((h * 0.9, 1.0), (h * 0.8, 0.6)):
        parts.append(
            beam((-arm / 2 * share, y, radius), (arm / 2 * share, y + 0.12 * (order.variant % 3 - 1), radius), 0.12, 0.1, wood)
        )
        for x in (-0.45, -0.2, 0.2, 0.45):
            parts.append(
                moved(lathe([(0.035, 0.05), (0.06, 0.1), (0.03, 0.22)], iron, sides=6), translation((x * arm * share, y, radius)))
            )
    return join(*parts)


def _mast(order: Order) -> Part:
    """A roof's mast: a steel tube with stays and, when it is tall, aerials of three kinds."""
    w, h, d = order.size_m
    steel, dark = order.plain("steel"), order.plain("steel_dark")
    radius = 0.3 * min(w, d)
    parts = [
        tube([(0, 0, 0), (0, h, 0)], [radius, radius * 0.6], steel, sides=7),
        lathe([(radius * 1.6, 0), (radius * 1.6, 0.04), (radius, 0.1)], dark, sides=8),
    ]
    if h < 3.0:
        return join(*parts)
    for share, arm in ((0.95, 0.9), (0.84, 1.3)):
        y = share * h
        parts.append(beam((-arm / 2, y, 0), (arm / 2, y, 0), 0.03, 0.03, dark))
        parts += [
            beam((x * arm, y, -0.32 * (1 - abs(x))), (x * arm, y, 0.32 * (1 - abs(x))), 0.015, 0.015, dark)
            for x in np.linspace(-0.5, 0.5, 7)
        ]
    parts += [
        box((0.16, 0.7, 0.1), order.plain("ceramic"), at=(x, 0.62 * h, z), chamfer_m=0.02)
        for x, z in ((0.16, 0.0), (-0.1, 0.14), (-0.1, -0.14))
    ]
    return join(*parts)


def wall(order: Order) -> Part:
    """Return a free-standing wall; under the open sky of ruins its top is broken."""
    w, h, d = order.size_m
    stone = order.paint("concrete" if order.kit in ("tunnel", "vault", "street") or order.size_m[2] >= 0.75 else "ruin")
    if d >= 0.75:
        return _monolith(order, stone)
    if order.kit in ("interior",):
        return join(box((w, h, d), order.paint("plaster")), box((w, 0.12, d), order.plain("wainscot")))
    if order.kit not in ("ruined_city", "desert"):
        return join(
            box((w, h * 0.94, d * 0.86), stone, chamfer_m=0.02),
            box((w, h * 0.06, d), stone, at=(0, h * 0.94, 0), chamfer_m=0.015),
        )
    random = order.random("wall")
    columns, rows = max(4, round(w / 0.5)), max(3, round(h / 0.5))
    keep = np.ones((columns, rows), bool)
    top = rows * (0.72 + 0.28 * fractal(np.arange(columns) / 3.0, np.zeros(columns), "wall", order.variant))
    keep &= np.arange(rows)[None, :] < np.maximum(top, rows * 0.35)[:, None]
    keep[columns // 3, rows // 3 : rows * 2 // 3] = random.uniform() < 0.4
    xs, ys = np.linspace(-w / 2, w / 2, columns + 1), np.linspace(0, h, rows + 1)
    xs[1:-1] += random.uniform(-0.3, 0.3, columns - 1) * w / columns
    ys[1:-1] += random.uniform(-0.3, 0.3, rows - 1) * h / rows
    return plate(xs, ys, keep, d, stone)


def _monolith(order: Order, stone: int) -> Part:
    """A bunker's block: one cast body with chamfered edges, formwork joints and tie holes."""
    w, h, d = order.size_m
    dark = order.plain("concrete_dark")
    parts = [box((w, h, d), stone, chamfer_m=0.07)]
    if w > d and h > 2.5:
        for face in (-1, 1):
            for k in range(1, max(2, round(w / 1.8))):
                x = -w / 2 + w * k / max(2, round(w / 1.8))
                parts.append(box((0.05, h * 0.96, 0.02), dark, at=(x, h * 0.02, face * (d / 2 - 0.006))))
            for y in np.arange(1.2, h - 0.3, 1.2):
                parts.append(box((w * 0.97, 0.05, 0.02), dark, at=(0, float(y), face * (d / 2 - 0.006))))
    return join(*parts)


def _fit(part: Part, size: Vec3) -> Part:
    """Scale a heap into its box, foot at y = 0; what lies below the ground stays below."""
    low, high = part.positions.min(0), part.positions.max(0)
    scale = np.diag([*(np.asarray(size) / np.maximum(high - np.minimum(low, [low[0], 0, low[2]]), 1e-6)), 1.0])
    centred = shifted(part, x=-(low[0] + high[0]) / 2, z=-(low[2] + high[2]) / 2, y=-low[1])
    return moved(centred, scale) if len(part.positions) else empty()


def icosphere(level: int) -> tuple[F64, I64]:
    """Return points [V, 3] on the unit sphere and faces [T, 3]; each level above 1 quarters the faces."""
    g = (1 + math.sqrt(5)) / 2
    points = [(-1, g, 0), (1, g, 0), (-1, -g, 0), (1, -g, 0), (0, -1, g), (0, 1, g), (0, -1, -g), (0, 1, -g), (g, 0, -1), (g, 0, 1), (-g, 0, -1), (-g, 0, 1)]  # fmt: skip
    faces = np.array([[0, 11, 5], [0, 5, 1], [0, 1, 7], [0, 7, 10], [0, 10, 11], [1, 5, 9], [5, 11, 4], [11, 10, 2], [10, 7, 6], [7, 1, 8], [3, 9, 4], [3, 4, 2], [3, 2, 6], [3, 6, 8], [3, 8, 9], [4, 9, 5], [2, 4, 11], [6, 2, 10], [8, 6, 7], [9, 8, 1]])  # fmt: skip
    cloud = np.array(points, float)
    for _ in range(level - 1):
        a, b, c = (cloud[faces[:, k]] for k in range(3))
        count = len(faces)
        cloud = np.concatenate([cloud, (a + b) / 2, (b + c) / 2, (c + a) / 2])
        base = len(cloud) - 3 * count
        ab, bc, ca = (base + k * count + np.arange(count) for k in range(3))
        i, j, k = faces.T
        faces = np.concatenate([np.stack(f, 1) for f in ((i, ab, ca), (j, bc, ab), (k, ca, bc), (ab, bc, ca))])
        cloud, where = _merged(cloud)
        faces = where[faces]
    return cloud / np.linalg.norm(cloud, axis=1, keepdims=True), faces


def _merged(points: F64) -> tuple[F64, I64]:
    _, first, where = np.unique(np.round(points, 6), axis=0, return_index=True, return_inverse=True)
    return points[first], where.ravel()
