"""Where people live: bunk rooms, bedrooms, living rooms, kitchens, cells and bars. The window is at -Z."""

from __future__ import annotations

import math

import numpy as np

from redearth.direction.model import Bounds, Piece
from redearth.direction.sets.layout import Layout, box
from redearth.direction.sets.stands import (
    against,
    free_floor,
    free_walls,
    marks,
    outlooks,
    room,
    settled,
    sides,
    strips,
    tinted,
    use,
)

_SEAT = (0.48, 0.92, 0.48)


def quarters(random: np.random.Generator, variant: str) -> Layout:
    """Return a room that somebody lives in."""
    build = {"bunk": _bunk, "bedroom": _bedroom, "kitchen": _kitchen, "cell": _cell, "bar": _bar}.get(variant, _living)
    return build(random)


def _layout(b: Bounds, pieces: list[Piece], *, centre: tuple[float, float], door_x: float = 0.0, steel: bool = False) -> Layout:
    used = [use(p) for p in pieces if p.id in ("table", "bed", "counter", "console", "sofa", "bunk-1")]
    return Layout(
        bounds=b, surface="concrete" if steel else "wood", anchors=settled((*marks(b, centre=centre, door_x=door_x), *used), b, pieces), pieces=(*pieces, *outlooks(b, pieces)),
        wall_spots=free_walls(b, pieces, door_x), floor_spots=free_floor(b, pieces, centre), gate_spot=(door_x, b.max_z_m + 0.1, math.pi),
        gate_size_m=(1.8, 2.2, 0.3), door_size_m=(1.05, 2.1, 0.14), lever_spot=(door_x + 1.2, b.max_z_m - 0.16, math.pi),
        standing=frozenset(p.kind for p in pieces),
    )  # fmt: skip


def _window(b: Bounds, random: np.random.Generator, x: float = 0.0) -> Piece:
    wide = float(random.uniform(1.8, 2.6))
    return against(b, "-z", "window", "window", x, (round(wide, 1), 1.45, 0.15), y=0.9, solid=False)


def _pendant(b: Bounds, x: float, z: float, name: str = "lamp", *, drop: float = 0.55, size: float = 0.5) -> Piece:
    assert b.ceiling_m is not None
    return tinted(box("lamp", name, x, z, (size, drop, size), y=b.ceiling_m - drop - 0.02, solid=False), "warm")


def _around(table: Piece, count: int, prefix: str = "chair") -> list[Piece]:
    """Chairs on the long sides of a table, facing it."""
    x, _, z = table.position_m
    across = table.size_m[2] / 2 + 0.28
    spread = [0.0] if count <= 2 else [-0.27 * table.size_m[0], 0.27 * table.size_m[0]]
    c, s = math.cos(table.yaw_rad), math.sin(table.yaw_rad)
    seats = [(dx, side) for side in (1.0, -1.0) for dx in spread][:count]
    return [
        box("chair", f"{prefix}-{k + 1}", x + dx * c + side * across * s, z - dx * s + side * across * c, _SEAT, yaw=table.yaw_rad + (math.pi if side > 0 else 0.0))
        for k, (dx, side) in enumerate(seats)
    ]  # fmt: skip


def _bunk(random: np.random.Generator) -> Layout:
    """Bunks along one wall or both, a steel table, lockers, and what people have brought."""
    b = room(float(random.uniform(6.6, 8.0)), float(random.uniform(9.0, 10.6)), float(random.uniform(2.75, 3.1)))
    both = random.uniform() < 0.5
    size = (0.95, 1.85, 2.05)
    at = (-3.2, -1.0, 1.2)
    x = b.max_x_m - 0.52
    pieces = [box("bed", f"bunk-{k + 1}", -x, z, size) for k, z in enumerate(at[: 2 if both else 3])]
    if both:
        pieces += [box("bed", f"bunk-{k + 3}", x, z, size) for k, z in enumerate(at[:2])]
        table = against(b, "+x", "table", "table", 1.7, (1.7, 0.75, 0.75))
        pieces += [table, box("chair", "chair-1", table.position_m[0] - 0.75, 1.7, _SEAT, yaw=math.pi / 2)]
    else:
        table = box("table", "table", b.max_x_m - 1.85, -1.5, (1.7, 0.75, 0.85), yaw=-math.pi / 2)
        pieces += [table, *_around(table, 4), against(b, "+x", "shelf", "locker", 1.9, (1.5, 1.95, 0.5))]
    pieces += [
        against(b, "-z", "shelf", "shelf", 0.0, (1.8, 1.9, 0.4)),
        against(b, "-x", "crate", "footlocker", 3.0, (0.9, 0.45, 0.5)),
    ]
    pieces += strips(b, (0.0,), (-2.2, 1.8), colour="warm", size=(1.1, 0.1, 0.22))
    pieces.append(tinted(box("lamp", "lamp-9", 0.9, b.min_z_m + 0.14, (0.28, 0.28, 0.2), y=2.0, solid=False), "warm"))
    return _layout(b, pieces, centre=(0.0, 0.9), steel=True)


def _bedroom(random: np.random.Generator) -> Layout:
    """A bed with a lamp beside it, a desk by the window, a wardrobe."""
    b = room(float(random.uniform(6.4, 7.4)), float(random.uniform(7.8, 8.8)), float(random.uniform(2.7, 3.0)))
    wall, other, side = sides(random.uniform() < 0.5)
    bed = against(b, wall, "bed", "bed", -1.3, (1.6, 0.95, 2.05))
    stands = [against(b, wall, "table", f"nightstand-{k + 1}", z, (0.5, 0.52, 0.42)) for k, z in enumerate((-2.45, -0.15))]
    lamp_x, _, lamp_z = stands[1].position_m
    pieces = [
        _window(b, random, -0.4 * side), bed, *stands, tinted(box("lamp", "lamp", lamp_x, lamp_z, (0.3, 0.45, 0.3), y=0.52, solid=False), "warm"),
        against(b, other, "shelf", "wardrobe", 0.7, (1.7, 2.1, 0.58)), against(b, other, "table", "desk", -2.2, (1.4, 0.75, 0.65)),
        box("chair", "chair", -side * (b.max_x_m - 1.1), -2.2, _SEAT, yaw=-side * math.pi / 2),
        _pendant(b, 0.0, -0.4, "lamp-2"),
    ]  # fmt: skip
    return _layout(b, pieces, centre=(-0.35 * side, 1.0), door_x=1.4 * side)


def _living(random: np.random.Generator) -> Layout:
    """A sofa and a low table before the window or along the wall, a dining table, books, a television."""
    b = room(float(random.uniform(7.6, 9.0)), float(random.uniform(9.2, 10.6)), float(random.uniform(2.8, 3.3)))
    wall, other, side = sides(random.uniform() < 0.5)
    sofa = against(b, wall, "bench", "sofa", -1.3, (2.2, 0.84, 0.95))
    x = sofa.position_m[0]
    dining = box("table", "table", -side * (b.max_x_m - 1.9), 1.5, (1.7, 0.75, 0.95), yaw=side * math.pi / 2)
    pieces = [
        _window(b, random), sofa, box("table", "coffee-table", x - side * 1.05, -1.3, (1.15, 0.42, 0.6), yaw=math.pi / 2),
        box("bench", "armchair", x + side * -0.35, -3.25, (0.95, 0.84, 0.9), yaw=0.0),
        against(b, other, "console", "television", -1.3, (1.6, 1.15, 0.45)), against(b, other, "shelf", "bookcase", -3.3, (1.5, 2.1, 0.38)),
        against(b, wall, "shelf", "bookcase-2", 1.4, (1.7, 2.1, 0.38)), dining, *_around(dining, 4),
        tinted(box("lamp", "lamp", side * (b.max_x_m - 0.45), 0.15, (0.42, 1.6, 0.42)), "warm"),
        _pendant(b, dining.position_m[0], 1.5, "lamp-2", drop=0.8),
    ]  # fmt: skip
    return _layout(b, pieces, centre=(0.2 * side, 0.4), door_x=1.2 * side)


def _kitchen(random: np.random.Generator) -> Layout:
    """Counters around the window, a refrigerator, a table with four chairs."""
    b = room(float(random.uniform(6.4, 7.6)), float(random.uniform(7.8, 9.0)), float(random.uniform(2.7, 3.0)))
    wall, other, side = sides(random.uniform() < 0.5)
    long = round(b.max_x_m * 2 - 1.7, 2)
    table = box("table", "table", -side * (b.max_x_m - 1.75), -0.3, (1.5, 0.75, 0.9), yaw=side * math.pi / 2)
    pieces = [
        _window(b, random), against(b, "-z", "counter", "counter", -side * 0.45, (long, 0.88, 0.64)),
        against(b, wall, "counter", "stove", -1.55, (2.6, 0.88, 0.64)), against(b, wall, "shelf", "fridge", 0.45, (0.8, 1.9, 0.7)),
        against(b, other, "shelf", "cupboard", 2.2, (1.3, 2.0, 0.42)), table, *_around(table, 4),
        _pendant(b, table.position_m[0], -0.3, "lamp", drop=0.85), _pendant(b, side * 0.9, -1.4, "lamp-2", drop=0.4),
    ]  # fmt: skip
    return _layout(b, pieces, centre=(0.55 * side, 0.4), door_x=0.6 * side)


def _cell(random: np.random.Generator) -> Layout:
    """A cot, a table fixed to the wall, a high window."""
    b = room(float(random.uniform(4.4, 5.0)), float(random.uniform(6.4, 7.2)), float(random.uniform(2.9, 3.3)))
    _, other, side = sides(random.uniform() < 0.5)
    pieces = [
        against(b, "-z", "window", "window", 0.0, (1.1, 0.6, 0.15), y=1.9, solid=False),
        box("bed", "bed", side * (b.max_x_m - 0.5), b.min_z_m + 1.15, (0.9, 0.6, 2.0)), against(b, other, "table", "table", -1.6, (1.0, 0.75, 0.55)),
        box("chair", "chair", -side * (b.max_x_m - 0.95), -1.6, _SEAT, yaw=-side * math.pi / 2),
        tinted(box("lamp", "lamp", 0.0, 0.6, (0.9, 0.1, 0.22), y=(b.ceiling_m or 3.0) - 0.16, solid=False), "cold"),
    ]  # fmt: skip
    return _layout(b, pieces, centre=(0.0, 0.3), steel=True)


def _bar(random: np.random.Generator) -> Layout:
    """A long counter with stools before a wall of bottles, tables under low lamps."""
    b = room(float(random.uniform(8.2, 9.6)), float(random.uniform(9.6, 11.2)), float(random.uniform(3.0, 3.5)))
    wall, other, side = sides(random.uniform() < 0.5)
    counter = box("counter", "counter", side * (b.max_x_m - 1.75), -1.2, (4.4, 1.08, 0.62), yaw=-side * math.pi / 2)
    x = counter.position_m[0]
    pieces = [counter, *(against(b, wall, "shelf", f"bottles-{k + 1}", z, (2.0, 2.2, 0.4)) for k, z in enumerate((-2.3, -0.2)))]
    pieces += [
        box("chair", f"stool-{k + 1}", x - side * 0.62, z, (0.42, 0.8, 0.42), yaw=side * math.pi / 2)
        for k, z in enumerate((-2.7, -1.7, -0.1))
    ]
    for k, z in enumerate((-3.1, -0.6, 1.9)):
        table = box(
            "table", "table" if k == 0 else f"table-{k + 1}", -side * (b.max_x_m - 1.6), z, (0.85, 0.76, 0.85), yaw=math.pi / 2
        )
        pieces += [
            table,
            *_around(table, 2, f"chair-{k + 1}"),
            _pendant(b, table.position_m[0], z, f"lamp-{k + 4}", drop=1.1, size=0.42),
        ]
    pieces += [_pendant(b, x, z, f"lamp-{k + 1}", drop=1.0, size=0.38) for k, z in enumerate((-2.6, -1.2, 0.2))]
    pieces += [
        against(b, "-z", "window", "window", -side * 0.9, (2.0, 1.5, 0.15), y=0.9, solid=False),
        against(b, other, "crate", "barrel", 3.7, (0.7, 0.9, 0.7)),
    ]
    return _layout(b, pieces, centre=(0.0, 0.6), door_x=0.0)
