"""The cave's shell: a rock tube that widens to a hall, a hole in its roof, dripstone, water, crystals, roots or rails."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.seed import generator_from
from redearth.core.space import Matrix, rotation_x, rotation_z, translation
from redearth.direction.model import SetPlan
from redearth.stage.sets.dripstone import spike
from redearth.stage.sets.noise import fractal
from redearth.stage.sets.panels import height_field
from redearth.stage.sets.shape import F64, Part, inside_out, join, moved, shaded
from redearth.stage.sets.solids import box, tube
from redearth.stage.sets.workshop import Workshop, pose

_ROUND = 44
_BEYOND_M = 16.0
_HALF_M, _CROWN_M = 9.4, 8.2
"""Half width and height of the hall, outside the play area everywhere."""
_POWER = 3.2
_HOLE_M = 1.7


def hollow_cave(shop: Workshop) -> None:
    """Build the cave around the play area."""
    plan, use = shop.plan, shop.palette.use
    shop.stand("cave_rock", lambda: _rock(plan, use("cave_rock")), [np.eye(4)], "cave")
    shop.stand(
        "cave_floor",
        lambda: _floor(plan, use("cave_dust" if plan.style in ("mine", "roots") else "cave_rock")),
        [np.eye(4)],
        "cave",
    )
    shop.stand("cave_ends", lambda: _ends(plan, use("ink")), [np.eye(4)])
    shop.stand("cave_hole", lambda: _hole(shop), [np.eye(4)])
    random = generator_from("stalactites", plan.id)
    places: dict[int, list[Matrix]] = {}
    mine = plan.style == "mine"
    for k in range(24 if mine else 110):
        x, z = float(random.uniform(-8.6, 8.6)), float(random.uniform(plan.bounds.min_z_m - 6, plan.bounds.max_z_m + 3))
        roof = roof_height(plan, x, z)
        tall = min(float(random.uniform(0.4, 2.4)), roof - 5.3)
        if tall < 0.3 or math.hypot(x - _hole_at(plan)[0], z - _hole_at(plan)[1]) < 2.4:
            continue
        turn = translation((x, roof + 0.35, z)) @ rotation_z(math.pi) @ pose((0, 0, 0), float(random.uniform(0, 6)))
        turn[:3, :3] *= tall
        places.setdefault(k % 4, []).append(turn)
    for variant, poses in sorted(places.items()):
        hanging = spike(1.0, 0.3 + 0.06 * variant, use("wet_rock"), "hang", variant, sides=7)
        shop.stand(f"stalactite_{variant}", lambda part=hanging: part, poses)  # type: ignore[misc]
    shop.stand("cave_columns", lambda: _columns(plan, use("wet_rock")), [np.eye(4)])
    own = {"grotto": _pool, "roots": _roots, "mine": _rails, "crystal": _veins}.get(plan.style)
    if own is not None:
        shop.stand(f"cave_{plan.style}", lambda: own(shop), [np.eye(4)])


def _hole_at(plan: SetPlan) -> tuple[float, float]:
    anchor = plan.anchor("light")
    return (anchor.position_m[0], anchor.position_m[2]) if anchor else (0.0, -9.0)


def _width(plan: SetPlan, z: F64) -> F64:
    """Share of the hall's size along the cave: 1 in the play area, narrowing to crawl-ways beyond it."""
    out = np.maximum(np.maximum(plan.bounds.min_z_m - z, z - plan.bounds.max_z_m), 0.0)
    return np.asarray(1.0 - 0.72 * np.clip(out / 10.0, 0, 1) ** 1.4)


def _points(plan: SetPlan, turn: F64, z: F64) -> F64:
    """Points of the rock at angles ``turn`` (0 right, pi left, over the crown) and places along: [..., 3]."""
    cos, sin = np.cos(turn), np.sin(turn)
    reach = (np.abs(cos) ** _POWER + np.abs(sin) ** _POWER) ** (-1 / _POWER)
    rough = fractal(turn * 1.7 + 3, z / 5.0, "cave", plan.id, octaves=5, gain=0.55)
    ledge = fractal(turn * 5.0, z / 1.9, "ledge", plan.id, octaves=3)
    swell = 1.0 + 0.2 * np.maximum(rough, -0.12) + 0.035 * ledge
    share = _width(plan, z)
    return np.stack(
        [cos * reach * _HALF_M * swell * share, sin * reach * _CROWN_M * swell * (0.3 + 0.7 * share) - 0.4, z + 0.5 * rough], -1
    )


def roof_height(plan: SetPlan, x: float, z: float) -> float:
    """Return how high the rock is over a floor point."""
    turn = np.linspace(0.12, math.pi - 0.12, 161)
    points = _points(plan, turn, np.full(161, z))
    return float(points[int(np.argmin(np.abs(points[:, 0] - x))), 1])


def _rock(plan: SetPlan, material: int) -> Part:
    """Walls and roof, seen from inside, with the hole left out."""
    lines = np.arange(plan.bounds.min_z_m - _BEYOND_M, plan.bounds.max_z_m + _BEYOND_M, 0.85)
    turn, z = np.meshgrid(np.linspace(-0.1, math.pi + 0.1, _ROUND), lines, indexing="ij")
    grid = _points(plan, turn, z)
    n = len(lines)
    i, k = np.meshgrid(np.arange(_ROUND - 1), np.arange(n - 1), indexing="ij")
    quads = np.stack([i * n + k, i * n + k + 1, (i + 1) * n + k + 1, (i + 1) * n + k], -1).reshape(-1, 4)
    x0, z0 = _hole_at(plan)
    middle = grid.reshape(-1, 3)[quads].mean(1)
    quads = quads[~((np.hypot(middle[:, 0] - x0, middle[:, 2] - z0) < _HOLE_M) & (middle[:, 1] > 4.0))]
    triangles = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])
    part = shaded(grid.reshape(-1, 3), triangles, material, crease_rad=0.75)
    inward = float(np.einsum("ij,ij->i", part.normals, np.array([0, 3.0, 0]) - part.positions * [1, 1, 0]).mean()) > 0
    return part if inward else inside_out(part)


def _floor(plan: SetPlan, material: int) -> Part:
    """Level where people walk, heaped up against the walls."""
    b = plan.bounds
    xs, zs = np.linspace(-12, 12, 61), np.arange(b.min_z_m - _BEYOND_M, b.max_z_m + _BEYOND_M, 0.8)

    def height(x: F64, z: F64) -> F64:
        out = np.maximum(np.maximum(b.min_z_m - z, z - b.max_z_m), 0) + np.maximum(np.abs(x) - 7.6, 0)
        rough = 0.5 + 0.5 * fractal(x / 2.2, z / 2.2, "cave-floor", plan.id, octaves=4)
        return np.asarray(0.012 * (rough - 0.5) + np.clip(out / 3.0, 0, 1) * (0.35 + 0.8 * rough))

    return height_field(xs, zs, height, material)


def _ends(plan: SetPlan, material: int) -> Part:
    """The dark where the crawl-ways go on."""
    b = plan.bounds
    return join(
        *(box((9.0, 8.0, 0.4), material, at=(0, -1.0, z)) for z in (b.min_z_m - _BEYOND_M + 0.6, b.max_z_m + _BEYOND_M - 1.4))
    )


def _hole(shop: Workshop) -> Part:
    """The chimney over the hole: rock sides, the sky at its top, roots over its rim."""
    x, z = _hole_at(shop.plan)
    roof = roof_height(shop.plan, x, z)
    turn = np.linspace(0, 2 * math.pi, 19)
    rings = []
    for y, reach in (
        (roof - 0.7, _HOLE_M * 1.25),
        (roof + 0.4, _HOLE_M * 1.1),
        (roof + 2.0, _HOLE_M * 0.95),
        (roof + 4.0, _HOLE_M * 1.2),
    ):
        rough = 1 + 0.16 * fractal(np.cos(turn) * 1.4 + y, np.sin(turn) * 1.4, "hole", shop.plan.id, octaves=2)
        rings.append(np.column_stack([x + np.cos(turn) * reach * rough, np.full(19, y), z + np.sin(turn) * reach * rough]))
    grid = np.array(rings)
    i, k = np.meshgrid(np.arange(3), np.arange(18), indexing="ij")
    quads = np.stack([i * 19 + k, (i + 1) * 19 + k, (i + 1) * 19 + k + 1, i * 19 + k + 1], -1).reshape(-1, 4)
    tri = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])
    side = shaded(grid.reshape(-1, 3), tri, shop.palette.use("cave_rock"), crease_rad=0.9)
    if float(np.einsum("ij,ij->i", side.normals, [x, 0, z] - side.positions * [1, 0, 1]).mean()) < 0:
        side = inside_out(side)
    sky = box((4.6, 0.1, 4.6), shop.palette.use("glow_day"), at=(x, roof + 4.0, z))
    random = generator_from("hole-roots", shop.plan.id)
    roots = []
    for _ in range(9):
        a, long = float(random.uniform(0, 6.28)), float(random.uniform(0.5, 1.8))
        top = np.array([x + math.cos(a) * _HOLE_M, roof + 0.4, z + math.sin(a) * _HOLE_M])
        bend = top + np.array([0.2 * math.sin(5 * a), -0.5 * long, 0.2 * math.cos(3 * a)])
        tip = bend + np.array([0.1 * math.cos(a), -0.5 * long, 0.15])
        roots.append(
            tube(
                [top, bend, tip],
                [0.04, 0.025, 0.008],
                shop.palette.use("bark"),
                sides=4,
                caps=False,
            )
        )
    return join(side, sky, *roots)


def _columns(plan: SetPlan, material: int) -> Part:
    """Grown-together dripstone along both walls, outside the play area."""
    random = generator_from("columns", plan.id)
    parts = []
    for k in range(12):
        side, z = (-1.0 if k % 2 else 1.0), plan.bounds.max_z_m - 1.5 - 2.9 * k + float(random.uniform(-0.6, 0.6))
        x = side * float(random.uniform(8.3, 8.8))
        roof = roof_height(plan, side * 8.0, z) + 0.6
        for y, tall, flip in ((-0.1, 0.62 * roof, 0.0), (roof, 0.62 * roof, math.pi)):
            cone = spike(tall, float(random.uniform(0.8, 1.4)), material, "column", k, int(flip > 0), sides=9)
            parts.append(moved(cone, translation((x, y, z)) @ rotation_x(flip)))
    return join(*parts)


def _pool(shop: Workshop) -> Part:
    """A still pool along one side of the way, no higher than the floor."""
    random = generator_from("pool", shop.plan.id)
    side = float(random.choice([-1.0, 1.0]))
    b, water = shop.plan.bounds, shop.palette.use("water")
    zs = np.linspace(b.min_z_m + 1.0, b.max_z_m - 6.0, 30)
    inner = 3.0 + 1.1 * fractal(zs / 4.0, zs * 0, "pool", shop.plan.id, octaves=3) + 1.2 * np.abs(np.linspace(-1, 1, 30)) ** 3
    points = np.concatenate(
        [
            np.column_stack([side * inner, np.full(30, 0.016), zs]),
            np.column_stack([np.full(30, side * 8.8), np.full(30, 0.016), zs]),
        ]
    )
    faces = [[k, k + 1, 31 + k] for k in range(29)] + [[k, 31 + k, 30 + k] for k in range(29)]
    tri = np.array(faces)
    # The pool lies left or right of the way: its faces must look up on either side.
    return shaded(points, tri if side > 0 else tri[:, ::-1], water)


def _roots(shop: Workshop) -> Part:
    """Great roots that come through the roof and run down the walls."""
    plan, bark = shop.plan, shop.palette.use("bark")
    random = generator_from("roots", plan.id)
    parts = []
    for k in range(26):
        z = plan.bounds.max_z_m - 1.0 - 1.35 * k + float(random.uniform(-0.5, 0.5))
        side = -1.0 if k % 2 else 1.0
        turns = np.linspace(float(random.uniform(1.1, 1.6)), 0.02, 9)
        line = _points(plan, turns if side > 0 else math.pi - turns, z + np.cumsum(random.normal(0, 0.35, 9))) * [
            0.965,
            0.965,
            1.0,
        ]
        thick = float(random.uniform(0.09, 0.3))
        parts.append(tube(line, thick * np.linspace(1.0, 0.45, 9), bark, sides=6, caps=False))
        for j in (2, 4, 6):
            tip = line[j] + [
                -side * float(random.uniform(0.1, 0.5)),
                -float(random.uniform(0.5, 1.6)),
                float(random.uniform(-0.6, 0.6)),
            ]
            parts.append(
                tube(
                    [line[j], (line[j] + tip) / 2 + [-side * 0.15, 0, 0], tip],
                    [thick * 0.35, thick * 0.2, 0.008],
                    bark,
                    sides=4,
                    caps=False,
                )
            )
    return join(*parts)


def _rails(shop: Workshop) -> Part:
    """Rails on sleepers along the way, let into the floor, and a lagging of boards behind the props."""
    b, iron, wood = shop.plan.bounds, shop.palette.use("rust"), shop.palette.use("wood_dark")
    long, middle = b.max_z_m - b.min_z_m + 12.0, (b.min_z_m + b.max_z_m) / 2
    parts = [box((0.06, 0.05, long), iron, at=(s * 0.42, -0.032, middle)) for s in (-1, 1)]
    parts += [box((1.3, 0.05, 0.2), wood, at=(0, -0.04, float(z))) for z in np.arange(b.min_z_m - 5, b.max_z_m + 5, 0.9)]
    return join(*parts)


def _veins(shop: Workshop) -> Part:
    """Crystals that grow out of the walls and the roof."""
    plan = shop.plan
    random = generator_from("veins", plan.id)
    glow, ice = shop.palette.use("crystal"), shop.palette.use("ice")
    parts = []
    turn = np.linspace(0, 2 * math.pi, 7)[:-1]
    for k in range(60):
        at = _points(
            plan,
            np.array([float(random.uniform(0.1, 3.0))]),
            np.array([float(random.uniform(plan.bounds.min_z_m - 4, plan.bounds.max_z_m))]),
        )[0]
        inward = np.array([-at[0], 3.0 - at[1], float(random.normal(0, 2.0))])
        inward /= np.linalg.norm(inward)
        inward += random.normal(0, 0.3, 3)
        tall, thick = float(random.uniform(0.25, 0.9)), float(random.uniform(0.06, 0.14))
        side = np.cross(inward, [0.3, 0.9, 0.2])
        side /= np.linalg.norm(side)
        up = np.cross(side, inward / np.linalg.norm(inward))
        ring = thick * (np.cos(turn)[:, None] * side + np.sin(turn)[:, None] * up)
        from_rock = at - 0.1 * inward
        rings = np.array([from_rock + ring, from_rock + ring + inward * tall * 0.8, from_rock + 0.1 * ring + inward * tall])
        parts.append(_crystal(rings, glow if k % 3 else ice))
    return join(*parts)


def _crystal(rings: F64, material: int) -> Part:
    n = rings.shape[1]
    faces = [[r * n + k, r * n + (k + 1) % n, (r + 1) * n + (k + 1) % n] for r in range(2) for k in range(n)]
    faces += [[r * n + k, (r + 1) * n + (k + 1) % n, (r + 1) * n + k] for r in range(2) for k in range(n)]
    part = shaded(rings.reshape(-1, 3), faces, material, crease_rad=0.2)
    out = float(np.einsum("ij,ij->i", part.normals, part.positions - rings.reshape(-1, 3).mean(0)).mean()) > 0
    return part if out else inside_out(part)
