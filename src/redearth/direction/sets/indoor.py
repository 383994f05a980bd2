"""Indoor kits: tunnel, vault and the neutral interior. The main light comes from the -Z end."""

from __future__ import annotations

import math

import numpy as np

from redearth.direction.model import Bounds, Piece
from redearth.direction.sets.layout import Layout, Spot, along_walls, anchor, box
from redearth.direction.sets.stands import tinted


def tunnel(random: np.random.Generator) -> Layout:
    """Return a long passage along Z: light and threat at -Z, the gate's place and safety at +Z."""
    bounds = Bounds(min_x_m=-3.0, max_x_m=3.0, min_z_m=-46.0, max_z_m=24.0, ceiling_m=4.0)
    pieces: list[Piece] = []
    for k, z in enumerate(np.arange(-44.0, 24.0, 4.0).tolist()):
        pieces.append(box("rib", f"rib-{k + 1}", 0.0, z, (6.0, 4.0, 0.35), solid=False))
    for k, (x, y) in enumerate(((-2.75, 3.05), (2.75, 2.7), (2.72, 3.2))):
        pieces.append(box("pipe", f"pipe-{k + 1}", x, -11.0, (0.26, 0.26, 70.0), y=y, solid=False))
    for k, z in enumerate(np.arange(-42.0, 24.0, 8.0).tolist()):
        pieces.append(box("lamp", f"lamp-{k + 1}", 0.0, z, (1.3, 0.12, 0.3), y=3.8, solid=False))
    for k in range(9):
        side = -1.0 if k % 2 else 1.0
        size = float(random.uniform(0.35, 0.75))
        z = -42.0 + 5.3 * k + float(random.uniform(0, 3))
        kind = "crate" if k % 3 == 0 else "rubble"
        pieces.append(box(kind, f"{kind}-{k + 1}", side * (2.95 - size / 2), z, (size, size * 0.8, size * 1.2), yaw=0.0))
    anchors = (
        anchor("centre", 0.0, 2.0), anchor("near", 0.0, 17.0, math.pi), anchor("far", 0.0, -34.0), anchor("entrance", 0.0, -43.0),
        anchor("exit", 0.0, 22.0), anchor("light", 0.0, -46.0, math.pi, y=2.0),
    )  # fmt: skip
    wall = tuple((side * 2.98, z, -side * math.pi / 2) for z in (1.0, 5.0, -3.0, 17.0, -8.0, 20.0, -14.0) for side in (-1.0, 1.0))
    floor: tuple[Spot, ...] = ((1.9, 0.0, math.pi), (-1.9, 3.5, math.pi), (1.9, -5.0, math.pi))
    return Layout(
        bounds=bounds, surface="concrete", anchors=anchors, pieces=tuple(pieces), wall_spots=wall, floor_spots=floor,
        gate_spot=(0.0, 11.0, 0.0), gate_size_m=(6.0, 4.0, 0.5), door_size_m=(2.0, 2.6, 0.3), lever_spot=(-2.86, 13.0, math.pi / 2),
        standing=frozenset({"rib", "pipe", "lamp", "crate", "rubble"}),
    )  # fmt: skip


def vault(random: np.random.Generator) -> Layout:
    """Return a high hall: a clear aisle from the door at +Z, between rows of planters and columns that run on to -Z."""
    bounds = Bounds(min_x_m=-10.0, max_x_m=10.0, min_z_m=-32.0, max_z_m=11.0, ceiling_m=7.0)
    pieces: list[Piece] = []
    number = 0
    for x, first, count in ((-5.7, -0.6, 6), (-3.2, 4.6, 8), (3.2, 4.6, 8), (5.7, -0.6, 6)):
        long = 3.6 if abs(x) < 4 else 4.4
        for k in range(count):
            number += 1
            pieces.append(box("planter", f"planter-{number}", x, first - (long + 1.1) * k, (1.3, 0.7, long)))
    for k, z in enumerate(np.arange(-30.0, 11.0, 5.0).tolist()):
        pieces.append(box("rib", f"rib-{k + 1}", 0.0, z, (20.0, 7.0, 0.6), solid=False))
        for side in (-1.0, 1.0):
            pieces.append(box("pillar", f"pillar-{2 * k + (1 if side < 0 else 2)}", side * 7.6, z, (0.9, 3.9, 0.9)))
    for k, z in enumerate(np.arange(-24.0, 10.0, 7.5).tolist()):
        pieces.append(box("lamp", f"lamp-{k + 1}", 0.0, z, (2.6, 0.15, 0.3), y=4.7, solid=False))
    pieces += _stacked(random)
    anchors = (
        anchor("centre", 0.0, 6.0), anchor("near", 0.0, 8.0, math.pi), anchor("far", 0.0, -26.0), anchor("entrance", 0.0, 10.3, math.pi),
        anchor("exit", 0.0, 10.3), anchor("light", 0.0, -32.0, math.pi, y=4.0),
    )  # fmt: skip
    floor: tuple[Spot, ...] = ((0.0, 1.5, math.pi), (0.0, -2.5, math.pi), (0.0, -7.0, math.pi), (0.0, -12.0, math.pi))
    # The door stands in the thickness of the end wall, whose face is the edge of the play area: no camera comes between the two.
    return Layout(
        bounds=bounds, surface="concrete", anchors=anchors, pieces=tuple(pieces), wall_spots=along_walls(bounds, 3.4, 0.6)[6:],
        floor_spots=floor, gate_spot=(0.0, 11.43, math.pi), gate_size_m=(4.6, 3.6, 0.3), door_size_m=(2.2, 2.8, 0.3),
        lever_spot=(-2.2, 10.8, math.pi), standing=frozenset({"planter", "rib", "pillar", "lamp", "crate"}),
    )  # fmt: skip


def _stacked(random: np.random.Generator) -> list[Piece]:
    """Crates left and right of the clear floor of a vault."""
    out = []
    for k in range(6):
        side, size = (-1.0 if k % 2 else 1.0), float(random.uniform(0.6, 1.1))
        x = side * float(random.uniform(4.9, 6.2))
        out.append(box("crate", f"crate-{k + 1}", x, 8.6 - 2.1 * (k // 2), (size, size * 0.9, size), yaw=0.3 * k))
    return out


def _corner(random: np.random.Generator) -> tuple[Piece, ...]:
    """The far corner of a plain room: a small table with a lamp, a chair, something green; or two chairs and no table."""
    x, turn = 4.05, -math.pi / 2
    plant = box("planter", "plant", 4.05, -4.85, (0.42, 0.5, 0.42))
    chairs = [box("chair", f"side-chair-{k + 1}", x, z, (0.48, 0.92, 0.48), yaw=turn) for k, z in enumerate((-2.95, -3.75))]
    if random.uniform() < 0.35:
        return (plant, *chairs)
    table = box("table", "side-table", x, -3.95, (0.85, 0.74, 0.5), yaw=turn)
    return (plant, table, tinted(box("lamp", "side-lamp", x, -3.95, (0.3, 0.45, 0.3), y=0.74, solid=False), "warm"), chairs[0])


def interior(random: np.random.Generator) -> Layout:
    """Return a plain room: a door at +Z, a window to -Z, a lamp overhead, open floor between."""
    bounds = Bounds(min_x_m=-4.4, max_x_m=4.4, min_z_m=-5.2, max_z_m=5.2, ceiling_m=3.1)
    pieces = (
        box("window", "window", 0.0, -5.12, (2.6, 1.5, 0.15), y=0.95, solid=False),
        box("lamp", "lamp", 0.0, -0.6, (0.6, 0.2, 0.6), y=2.75, solid=False),
        box("shelf", "shelf", -4.12, float(random.uniform(-3.6, -2.6)), (0.5, 2.0, 1.5)),
        *_corner(random),
    )
    anchors = (
        anchor("centre", 0.0, 0.0), anchor("near", 0.0, 3.4, math.pi), anchor("far", 0.0, -4.2), anchor("entrance", 1.8, 4.6, math.pi),
        anchor("exit", 1.8, 4.6), anchor("light", 0.0, -5.2, math.pi, y=1.7), anchor("window", 0.0, -4.4, math.pi, y=0.0),
    )  # fmt: skip
    wall = tuple((side * 4.4, z, -side * math.pi / 2) for z in (0.4, -1.6, 2.4, 3.8, -3.9) for side in (1.0, -1.0))
    floor: tuple[Spot, ...] = (
        (0.0, -1.9, 0.0),
        (-2.3, 0.6, math.pi / 2),
        (2.3, -0.6, -math.pi / 2),
        (-2.2, -2.6, 0.0),
        (2.3, -2.8, 0.0),
    )
    return Layout(
        bounds=bounds, surface="wood", anchors=anchors, pieces=pieces, wall_spots=wall, floor_spots=floor,
        gate_spot=(1.8, 5.1, math.pi), gate_size_m=(2.2, 2.6, 0.3), door_size_m=(1.1, 2.2, 0.15), lever_spot=(0.4, 5.05, math.pi),
        standing=frozenset({"window", "lamp", "shelf"}),
    )  # fmt: skip
