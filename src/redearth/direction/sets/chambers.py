"""Chambers of steel: the airlock and the control room. The light comes from -Z."""

from __future__ import annotations

import math

import numpy as np

from redearth.direction.model import Bounds, Piece
from redearth.direction.sets.layout import Layout, box
from redearth.direction.sets.stands import against, free_floor, free_walls, marks, room, settled, strips, tinted, use

_LEAF_M = 0.4
"""How far behind the wall's face a gate's leaf stands."""


def airlock(random: np.random.Generator, variant: str) -> Layout:
    """Return a lock chamber between two gates: suits on racks, a panel by the inner gate, lamps that say which gate is shut."""
    b = room(float(random.uniform(5.2, 6.4)), float(random.uniform(11.0, 13.0)), float(random.uniform(3.1, 3.7)))
    wide = round(min(3.0, b.max_x_m * 2 - 2.2), 2)
    arrangement = int(random.integers(0, 3))
    outer = box("gate", "outer-gate", 0.0, b.min_z_m - _LEAF_M, (wide, 2.6, 0.44))
    pieces = [outer, box("gate", "gate", 0.0, b.max_z_m + _LEAF_M, (wide, 2.6, 0.44), yaw=math.pi)]
    pieces += _kit_of_suits(b, arrangement)
    pieces += strips(b, (0.0,), (-0.31 * b.max_z_m * 2, 0.0, 0.31 * b.max_z_m * 2), colour="cold", size=(1.5, 0.12, 0.28))
    for name, x, z, yaw, colour in (
        ("status-lamp-1", wide / 2 + 0.45, b.min_z_m + 0.12, 0.0, "red"), ("status-lamp-2", -wide / 2 - 0.45, b.min_z_m + 0.12, 0.0, "red"),
        ("status-lamp-3", wide / 2 + 0.45, b.max_z_m - 0.12, math.pi, "warm"),
    ):  # fmt: skip
        pieces.append(tinted(box("lamp", name, x, z, (0.3, 0.3, 0.2), y=2.15, yaw=yaw, solid=False), colour))
    panel = against(b, "+x", "console", "console", b.max_z_m - 1.7, (1.1, 1.3, 0.5))
    pieces.append(panel)
    return Layout(
        bounds=b, surface="metal", anchors=settled((*marks(b, centre=(0.0, -0.4)), *(use(p) for p in (*pieces[:2], panel))), b, pieces), pieces=tuple(pieces),
        wall_spots=free_walls(b, pieces, 0.0), floor_spots=(), gate_spot=(0.0, b.max_z_m + _LEAF_M, math.pi), gate_size_m=(wide, 2.6, 0.44),
        door_size_m=(1.4, 2.2, 0.2), lever_spot=(b.min_x_m + 0.16, b.max_z_m - 1.4, math.pi / 2),
        standing=frozenset({"gate", "door", "lamp", "console", "shelf"}),
    )  # fmt: skip


def _kit_of_suits(b: Bounds, arrangement: int) -> list[Piece]:
    """Racks of suits, a bench to put them on, lockers and crates: on one side, on both, or facing each other."""
    rack, locker, bench = (1.9, 2.05, 0.62), (1.5, 2.0, 0.5), (1.8, 0.48, 0.45)
    pieces = [against(b, "-x", "shelf", "suit-rack-1", -1.6, rack), against(b, "-x", "shelf", "suit-rack-2", 0.6, rack)]
    if arrangement == 0:
        pieces += [against(b, "+x", "shelf", "suit-rack-3", -1.6, rack), against(b, "+x", "bench", "bench", 0.9, bench)]
    elif arrangement == 1:
        pieces += [against(b, "+x", "bench", "bench", -1.4, bench), against(b, "+x", "crate", "crate-1", 0.7, (0.9, 0.7, 0.7))]
        pieces += [against(b, "+x", "crate", "crate-2", 1.7, (0.7, 0.55, 0.6))]
    else:
        pieces += [against(b, "+x", "shelf", "locker", -1.3, locker), against(b, "+x", "bench", "bench", 0.9, bench)]
        pieces.append(against(b, "-x", "crate", "crate-1", -3.4, (0.8, 0.65, 0.7)))
    return pieces


def control_room(random: np.random.Generator, variant: str) -> Layout:
    """Return consoles before a great board or window: in rows, along the walls, or around a map table."""
    arrangement = ("rows", "horseshoe", "island")[int(random.integers(0, 3))]
    b = room(float(random.uniform(9.6, 11.6)), float(random.uniform(11.0, 12.6)), float(random.uniform(3.6, 4.4)))
    window = random.uniform() < 0.35
    front = (
        against(b, "-z", "window", "window", 0.0, (min(6.4, b.max_x_m * 1.3), 1.7, 0.2), y=1.15, solid=False)
        if window
        else against(b, "-z", "board", "board", 0.0, (min(7.0, b.max_x_m * 1.4), 2.1, 0.16), y=1.05, solid=False)
    )
    pieces: list[Piece] = [front]
    desks = {"rows": _rows, "horseshoe": _horseshoe, "island": _island}[arrangement](b)
    pieces += desks
    side = 1 if random.uniform() < 0.5 else -1
    for k in range(3):
        pieces.append(
            against(b, "+x" if side > 0 else "-x", "shelf", f"rack-{k + 1}", b.max_z_m - 0.7 - 0.86 * k, (0.8, 2.1, 0.75))
        )
    pieces += strips(b, (-b.max_x_m * 0.5, b.max_x_m * 0.5), (-2.6, 0.6, 3.6), colour="cold")
    tables = [use(p) for p in desks if p.kind == "table"]
    anchors = settled((*marks(b, centre=(0.0, 0.9)), use(desks[-2]), *tables, use(front)), b, pieces)
    return Layout(
        bounds=b, surface="metal", anchors=anchors, pieces=tuple(pieces), wall_spots=free_walls(b, pieces, 0.0),
        floor_spots=free_floor(b, pieces, (0.0, 0.9)), gate_spot=(0.0, b.max_z_m + 0.2, math.pi), gate_size_m=(2.4, 2.6, 0.3),
        door_size_m=(1.5, 2.3, 0.2), lever_spot=(1.6, b.max_z_m - 0.16, math.pi),
        standing=frozenset({"console", "board", "lamp", "chair", "shelf"} | ({"window"} if window else set())),
    )  # fmt: skip


def _desk(name: str, x: float, z: float, yaw: float = 0.0, *, seat: bool = True) -> list[Piece]:
    """A console whose user looks against ``yaw``, and the user's chair."""
    desk = box("console", name, x, z, (1.7, 1.2, 0.85), yaw=yaw)
    chair = box("chair", f"{name}-chair", x + 0.95 * math.sin(yaw), z + 0.95 * math.cos(yaw), (0.6, 1.05, 0.6), yaw=yaw + math.pi)
    return [desk, chair] if seat else [desk]


def _rows(b: Bounds) -> list[Piece]:
    xs = [s * x for s in (-1, 1) for x in ((2.0, 3.8) if b.max_x_m > 5.2 else (2.0,))]
    return [
        p for j, z in enumerate((-3.6, -1.5)) for k, x in enumerate(xs) for p in _desk(f"console-{j * len(xs) + k + 1}", x, z)
    ]


def _horseshoe(b: Bounds) -> list[Piece]:
    pieces = [p for k, x in enumerate((-1.9, 1.9)) for p in _desk(f"console-{k + 1}", x, -3.7)]
    for k, z in enumerate((-1.8, 0.2)):
        pieces += _desk(f"console-{2 * k + 3}", b.min_x_m + 0.6, z, math.pi / 2)
        pieces += _desk(f"console-{2 * k + 4}", b.max_x_m - 0.6, z, -math.pi / 2)
    return pieces


def _island(b: Bounds) -> list[Piece]:
    pieces = [box("table", "map-table", 0.0, -2.3, (2.4, 0.95, 1.5))]
    for k, z in enumerate((-3.2, -1.0)):
        pieces += _desk(f"console-{2 * k + 1}", b.min_x_m + 0.6, z, math.pi / 2)
        pieces += _desk(f"console-{2 * k + 2}", b.max_x_m - 0.6, z, -math.pi / 2)
    return pieces
