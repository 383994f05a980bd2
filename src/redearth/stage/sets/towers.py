"""Ruined towers: a few floors built once, stacked, turned and tilted; the farther off, the plainer."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from redearth.core.seed import generator_from
from redearth.core.space import Matrix, Vec3, rotation_x, rotation_y, rotation_z, translation
from redearth.direction.model import Piece
from redearth.stage.sets.ground import outside_distance
from redearth.stage.sets.palette import Palette
from redearth.stage.sets.panels import plate
from redearth.stage.sets.shape import F64, Part, join, moved, shifted
from redearth.stage.sets.solids import beam, box, tube
from redearth.stage.sets.workshop import Workshop, piece_pose

FLOOR_M = 3.5
_SLAB_M = 0.34
_KINDS = ("walled", "windows", "frame", "open", "broken", "crown")
_WALL_SHARE = {"walled": 0.92, "windows": 0.62, "frame": 0.26, "open": 0.1, "broken": 0.16, "crown": 0.0}
_HOLE_SHARE = {"walled": 0.0, "windows": 0.05, "frame": 0.1, "open": 0.2, "broken": 0.36, "crown": 0.55}
_GRID_M = 3.0
_NEAR_M = 55.0
"""Within this distance of the play area a tower gets its full detail."""


def stand_tower(shop: Workshop, piece: Piece) -> None:
    """Stand a tower piece as a stack of shared floors, leaning a little inside its box."""
    w, h, d = piece.size_m
    random = generator_from("tower", shop.plan.id, piece.id)
    floors = max(2, int(h / FLOOR_M))
    rise = FLOOR_M if h > 12 else h / floors
    lean = np.clip(random.normal(0, 0.05, 2), -0.16 * min(w, d) / h, 0.16 * min(w, d) / h)
    inner = tuple(
        max(6.0, math.floor((side - 2 * abs(tilt) * h) / _GRID_M) * _GRID_M) for side, tilt in ((w, lean[0]), (d, lean[1]))
    )
    away = float(outside_distance(shop.plan.bounds, np.array(piece.position_m[0]), np.array(piece.position_m[2])))
    near = away - max(w, d) / 2 < _NEAR_M
    shear = np.eye(4)
    shear[0, 1], shear[2, 1] = lean
    root = piece_pose(piece) @ translation((-lean[0] * h / 2, 0, -lean[1] * h / 2)) @ shear
    torn = generator_from("torn", shop.plan.id, piece.id)
    broken_from, side = floors * float(torn.uniform(0.35, 1.3)), float(torn.choice([-1.0, 1.0]))
    stacks: dict[tuple[str, float], list[Matrix]] = {}
    for floor in range(floors):
        # Above where a tower was torn, a third of it is gone, and every floor ends as the crown does, open.
        wide = (
            inner[0]
            if floor < broken_from or inner[0] < 9.0
            else inner[0] - 3.0 * (1 + (floor > 1.25 * broken_from and inner[0] > 12.0))
        )
        last = floor == floors - 1 or (wide < inner[0] and floor == math.ceil(broken_from) and torn.uniform() < 0.5)
        kind = _kind_of(floor / max(1, floors - 1), last, random)
        turn = math.pi * int(random.integers(0, 2))
        at = translation((side * (inner[0] - wide) / 2, floor * rise, 0))
        stacks.setdefault((kind, wide), []).append(root @ at @ rotation_y(turn) @ _sag(kind, random))
        if wide < inner[0] and floor == math.ceil(broken_from):
            ledge = translation((-side * wide / 2, floor * rise, 0))
            stacks.setdefault(("crown", inner[0] - wide), []).append(root @ ledge @ _sag("crown", random))
    for (kind, wide), poses in sorted(stacks.items()):
        size = (wide, rise, inner[1])
        key = f"tower_{kind}_{wide:.0f}x{inner[1]:.0f}_{round(rise * 100)}_{'near' if near else 'far'}"
        shop.stand(key, lambda kind=kind, size=size: tower_floor(shop.palette, kind, size, near=near), poses)  # type: ignore[misc]


def tower_floor(palette: Palette, kind: str, size: Vec3, *, near: bool) -> Part:
    """Return one floor in its box, foot at y = 0: slab, columns and what is left of the walls."""
    w, h, d = size
    random = generator_from("tower-floor", kind, f"{w:.1f}", f"{d:.1f}")
    stone, brick, rust = palette.use("ruin"), palette.use("concrete_red"), palette.use("rust")
    bay = 4.2 if near else 6.5
    xs, zs = (np.linspace(-side / 2, side / 2, max(2, round(side / bay)) + 1) for side in (w, d))
    parts = [_slab(xs, zs, kind, stone, random)]
    parts += _columns(xs, zs, h, kind, stone, random)
    for side in range(4):
        lines, reach = (xs, d / 2) if side % 2 == 0 else (zs, w / 2)
        parts += [
            moved(part, rotation_y(side * math.pi / 2))
            for part in _wall(lines, reach, h, kind, (stone, brick), random, near=near)
        ]
    if near and kind in ("broken", "crown"):
        parts += _wreckage(xs, zs, h, stone, rust, random)
    return join(*parts)


def _kind_of(share: float, last: bool, random: np.random.Generator) -> str:
    """Lower floors keep their walls; higher ones are bare, then broken."""
    if last:
        return "crown"
    return _KINDS[int(np.searchsorted([0.16, 0.4, 0.64, 0.84], share + float(random.normal(0, 0.17))))]


def _sag(kind: str, random: np.random.Generator) -> Matrix:
    if kind not in ("broken", "crown"):
        return np.eye(4)
    return rotation_z(float(random.normal(0, 0.008))) @ rotation_x(float(random.normal(0, 0.008)))


def _slab(xs: F64, zs: F64, kind: str, stone: int, random: np.random.Generator) -> Part:
    """The floor with the holes that fell into it; broken floors have lost a corner."""
    solid = random.uniform(size=(len(xs) - 1, len(zs) - 1)) >= _HOLE_SHARE[kind]
    if kind in ("broken", "crown"):
        nx, nz = solid.shape
        solid[: int(random.integers(1, max(2, nx // 2 + 1))), : int(random.integers(1, max(2, nz // 2 + 1)))] = False
    if not solid.any():
        solid[0, 0] = True
    return shifted(moved(plate(xs, zs, solid, _SLAB_M, stone), rotation_x(math.pi / 2)), y=_SLAB_M / 2)


def _columns(xs: F64, zs: F64, h: float, kind: str, stone: int, random: np.random.Generator) -> list[Part]:
    """Columns on the grid: all at the rim, some inside; on the crown they are stumps."""
    parts = []
    for i, x in enumerate(xs):
        for k, z in enumerate(zs):
            rim = i in (0, len(xs) - 1) or k in (0, len(zs) - 1)
            tall = h - _SLAB_M
            if not rim and (i + k) % 2:
                continue
            if kind == "crown":
                tall *= float(random.uniform(0.15, 0.95)) if random.uniform() < 0.75 else 0.0
            elif kind == "broken" and random.uniform() < 0.2:
                continue
            if tall > 0.1:
                at = (float(np.clip(x, xs[0] + 0.26, xs[-1] - 0.26)), _SLAB_M, float(np.clip(z, zs[0] + 0.26, zs[-1] - 0.26)))
                parts.append(_post(0.46, tall, at, stone))
    return parts


def _post(across: float, tall: float, at: Vec3, material: int) -> Part:
    """A square column without the faces that slabs hide."""
    return tube([(at[0], at[1], at[2]), (at[0], at[1] + tall, at[2])], across * 0.71, material, sides=4, caps=False)


def _wall(
    lines: F64, reach: float, h: float, kind: str, paints: tuple[int, int], random: np.random.Generator, *, near: bool
) -> list[Part]:
    """Parapets, lintels and mullions of the bays that still have them, on the +z side."""
    parts = []
    tall = h - _SLAB_M
    z = reach - 0.24
    for x0, x1 in pairwise(float(v) for v in lines):
        if random.uniform() > _WALL_SHARE[kind]:
            continue
        middle, wide = (x0 + x1) / 2, x1 - x0 - 0.2
        paint = paints[int(random.uniform() < 0.4)]
        low = float(random.uniform(0.24, 0.4)) * tall
        parts.append(box((wide, low, 0.2), paint, at=(middle, _SLAB_M, z)))
        if kind in ("walled", "windows") and random.uniform() < 0.8:
            parts.append(box((wide, tall * 0.24, 0.2), paint, at=(middle, _SLAB_M + tall * 0.76, z)))
            if near:
                for share in (-0.18, 0.18):
                    parts.append(_post(0.3, tall * 0.5, (middle + share * wide, _SLAB_M + low * 0.9, z), paint))
            elif random.uniform() < 0.5:
                parts.append(box((wide * 0.4, tall * 0.6, 0.18), paint, at=(middle, _SLAB_M + low * 0.9, z)))
    return parts


def _wreckage(xs: F64, zs: F64, h: float, stone: int, rust: int, random: np.random.Generator) -> list[Part]:
    """Fallen beams and reinforcement bars that stick out of the edges."""
    parts = []
    w, d = xs[-1] - xs[0], zs[-1] - zs[0]
    for _ in range(2):
        x, z = float(random.uniform(-0.34, 0.34)) * w, float(random.uniform(-0.34, 0.34)) * d
        end = (x + float(random.uniform(-1.5, 1.5)), h * float(random.uniform(0.5, 0.95)), z + float(random.uniform(-1.5, 1.5)))
        parts.append(beam((x, 0.2, z), end, 0.3, 0.24, stone))
    for _ in range(10):
        edge, along = int(random.integers(0, 4)), float(random.uniform(-0.47, 0.47))
        side = 1 if edge % 2 else -1
        foot = np.array([along * w, 0.2, side * d * 0.49]) if edge < 2 else np.array([side * w * 0.49, 0.2, along * d])
        knee = foot + random.uniform(-0.25, 0.25, 3) + np.array([0, 0.5, 0])
        tip = knee + random.uniform(-0.5, 0.5, 3) * np.array([1, 0.4, 1]) + np.array([0, 0.45, 0])
        parts.append(tube([foot, knee, tip], 0.035, rust, sides=3, caps=False))
    return parts
