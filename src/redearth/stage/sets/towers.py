"""Ruined towers: a few floors built once, stacked, turned and tilted."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.seed import generator_from
from redearth.core.space import Matrix, Vec3, rotation_x, rotation_y, rotation_z, translation
from redearth.direction.model import Piece
from redearth.stage.sets.palette import Palette
from redearth.stage.sets.panels import pierced, plate
from redearth.stage.sets.shape import F64, Part, join, moved, shifted
from redearth.stage.sets.solids import beam, box, tube
from redearth.stage.sets.workshop import Workshop, piece_pose

FLOOR_M = 3.5
_SLAB_M = 0.34
_VARIANTS = ("walled", "windows", "frame", "open", "broken", "crown")


def stand_tower(shop: Workshop, piece: Piece) -> None:
    """Stand a tower piece as a stack of shared floors, leaning a little inside its box."""
    w, h, d = piece.size_m
    floors = max(2, int(h / FLOOR_M))
    rise = h / floors
    random = generator_from("tower", shop.plan.id, piece.id)
    lean = random.normal(0, 0.022, 2) if random.uniform() < 0.7 else random.normal(0, 0.05, 2)
    lean = np.clip(lean, -0.12 * min(w, d) / h, 0.12 * min(w, d) / h)
    inner = (w - 2 * abs(lean[0]) * h - 0.8, rise, d - 2 * abs(lean[1]) * h - 0.8)
    shear = np.eye(4)
    shear[0, 1], shear[2, 1] = lean
    root = piece_pose(piece) @ translation((-lean[0] * h / 2, 0, -lean[1] * h / 2)) @ shear
    key = f"{inner[0]:.1f}x{inner[1]:.2f}x{inner[2]:.1f}".replace(".", "_")
    stacks: dict[str, list[Matrix]] = {}
    for floor in range(floors):
        kind = _kind_of(floor / max(1, floors - 1), floor == floors - 1, random)
        turn = math.pi * int(random.integers(0, 2))
        pose = root @ translation((0, floor * rise, 0)) @ rotation_y(turn) @ _sag(kind, random)
        stacks.setdefault(kind, []).append(pose)
    for kind, poses in sorted(stacks.items()):
        shop.stand(f"tower_{kind}_{key}", lambda kind=kind: tower_floor(shop.palette, kind, inner), poses)  # type: ignore[misc]


def _kind_of(share: float, last: bool, random: np.random.Generator) -> str:
    """Lower floors keep their walls; higher ones are bare, then broken."""
    if last:
        return "crown"
    draw = share + float(random.normal(0, 0.16))
    return _VARIANTS[int(np.searchsorted([0.18, 0.42, 0.66, 0.85], draw))]


def _sag(kind: str, random: np.random.Generator) -> Matrix:
    if kind not in ("broken", "crown"):
        return np.eye(4)
    return rotation_z(float(random.normal(0, 0.006))) @ rotation_x(float(random.normal(0, 0.006)))


def tower_floor(palette: Palette, kind: str, size: Vec3) -> Part:
    """Return one floor in its box, foot at y = 0: slab, columns and what is left of the walls."""
    w, h, d = size
    random = generator_from("tower-floor", kind, f"{w:.1f}", f"{d:.1f}")
    stone, rust = palette.use("ruin"), palette.use("rust")
    nx, nz = max(2, round(w / 4.5)), max(2, round(d / 4.5))
    xs, zs = np.linspace(-w / 2, w / 2, nx + 1), np.linspace(-d / 2, d / 2, nz + 1)
    solid = _holed(nx, nz, kind, random)
    parts = [_floor_slab(xs, zs, solid, stone)]
    parts += _columns(xs, zs, h, kind, stone, random)
    parts += _walls(w, h, d, kind, palette, random)
    if kind in ("broken", "crown"):
        parts += _wreckage(xs, zs, h, stone, rust, random)
    return join(*parts)


def _holed(nx: int, nz: int, kind: str, random: np.random.Generator) -> np.ndarray:
    solid = np.ones((nx, nz), bool)
    share = {"walled": 0.0, "windows": 0.04, "frame": 0.1, "open": 0.2, "broken": 0.36, "crown": 0.55}[kind]
    solid &= random.uniform(size=solid.shape) >= share
    if kind in ("broken", "crown"):
        cut = random.integers(1, max(2, nx // 2 + 1)), random.integers(1, max(2, nz // 2 + 1))
        solid[: cut[0], : cut[1]] = False
    return solid


def _floor_slab(xs: F64, zs: F64, solid: np.ndarray, stone: int) -> Part:
    flat = plate(xs, zs, solid, _SLAB_M, stone)
    return shifted(moved(flat, rotation_x(math.pi / 2)), y=_SLAB_M / 2)


def _columns(xs: F64, zs: F64, h: float, kind: str, stone: int, random: np.random.Generator) -> list[Part]:
    parts = []
    for i, x in enumerate(xs):
        for k, z in enumerate(zs):
            edge = i in (0, len(xs) - 1) or k in (0, len(zs) - 1)
            if not edge and (i + k) % 2:
                continue
            tall = h - _SLAB_M
            if kind == "crown":
                tall *= float(random.uniform(0.1, 0.95)) if random.uniform() < 0.75 else 0.0
            elif kind == "broken" and random.uniform() < 0.22:
                continue
            if tall > 0.1:
                at = (float(np.clip(x, xs[0] + 0.28, xs[-1] - 0.28)), _SLAB_M, float(np.clip(z, zs[0] + 0.28, zs[-1] - 0.28)))
                parts.append(box((0.46, tall, 0.46), stone, at=at))
    return parts


def _walls(w: float, h: float, d: float, kind: str, palette: Palette, random: np.random.Generator) -> list[Part]:
    """Curtain walls between slab and ceiling: windows, gaps where a panel fell."""
    share = {"walled": 0.95, "windows": 0.75, "frame": 0.3, "open": 0.12, "broken": 0.2, "crown": 0.0}[kind]
    stone, brick = palette.use("ruin"), palette.use("concrete_red")
    parts = []
    tall = h - _SLAB_M
    for side in range(4):
        length, reach = (w, d / 2) if side % 2 == 0 else (d, w / 2)
        bays = max(2, round(length / 4.5))
        bay = length / bays
        for k in range(bays):
            draw = random.uniform()
            if draw > share:
                continue
            x0, x1 = -bay * 0.5 + 0.55, bay * 0.5 - 0.55
            holes = [(x0, tall * 0.3, -0.12, tall * 0.78), (0.12, tall * 0.3, x1, tall * 0.78)]
            low = draw > share * 0.72
            panel = (
                box((bay - 0.5, tall * 0.3, 0.18), stone)
                if low
                else pierced(bay - 0.47, tall, 0.18, holes, brick if side % 2 else stone)
            )
            at = translation(((k + 0.5) * bay - length / 2, _SLAB_M, reach - 0.3))
            parts.append(moved(panel, rotation_y(side * math.pi / 2) @ at))
    return parts


def _wreckage(xs: F64, zs: F64, h: float, stone: int, rust: int, random: np.random.Generator) -> list[Part]:
    """Hanging slab ends, leaning beams and reinforcement bars."""
    parts = []
    for _ in range(3):
        x, z = float(random.uniform(xs[0] * 0.7, xs[-1] * 0.7)), float(random.uniform(zs[0] * 0.7, zs[-1] * 0.7))
        end = (x + float(random.uniform(-1.5, 1.5)), h * float(random.uniform(0.5, 0.95)), z + float(random.uniform(-1.5, 1.5)))
        parts.append(beam((x, 0.2, z), end, 0.3, 0.24, stone))
    for _ in range(14):
        edge = int(random.integers(0, 4))
        along = float(random.uniform(-0.47, 0.47))
        w, d = xs[-1] - xs[0], zs[-1] - zs[0]
        foot = (
            np.array([along * w, 0.2, (zs[0], zs[-1])[edge % 2] * 0.97])
            if edge < 2
            else np.array([(xs[0], xs[-1])[edge % 2] * 0.97, 0.2, along * d])
        )
        knee = foot + random.uniform(-0.25, 0.25, 3) + [0, 0.5, 0]
        tip = knee + random.uniform(-0.5, 0.5, 3) * [1, 0.4, 1] + [0, 0.45, 0]
        parts.append(tube([foot, knee, tip], 0.03, rust, sides=4, caps=False))
    return parts
