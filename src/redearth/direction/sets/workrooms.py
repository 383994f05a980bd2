"""Where people work and learn: laboratories, medical bays, workshops, offices, meeting rooms, classrooms, libraries."""

from __future__ import annotations

import math

import numpy as np

from redearth.direction.model import Bounds, Piece
from redearth.direction.sets.corridors import hallway
from redearth.direction.sets.layout import Layout, Surface, box
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

_SEAT = (0.55, 1.0, 0.55)
_STOOL = (0.42, 0.66, 0.42)


def laboratory(random: np.random.Generator, variant: str) -> Layout:
    """Return a laboratory, a medical bay or a workshop."""
    return {"medical": _medical, "workshop": _workshop}.get(variant, _science)(random)


def office(random: np.random.Generator, variant: str) -> Layout:
    """Return an office, a meeting room, a classroom, a library or a hallway."""
    return {"classroom": _classroom, "meeting": _meeting, "library": _library, "hallway": hallway}.get(variant, _office)(random)


def _layout(
    b: Bounds,
    pieces: list[Piece],
    *,
    centre: tuple[float, float],
    surface: Surface,
    door_x: float = 0.0,
    used: tuple[str, ...] = (),
) -> Layout:
    return Layout(
        bounds=b, surface=surface, anchors=settled((*marks(b, centre=centre, door_x=door_x), *(use(p) for p in pieces if p.id in used)), b, pieces),
        pieces=(*pieces, *outlooks(b, pieces)), wall_spots=free_walls(b, pieces, door_x), floor_spots=free_floor(b, pieces, centre),
        gate_spot=(door_x, b.max_z_m + 0.1, math.pi), gate_size_m=(1.9, 2.2, 0.3), door_size_m=(1.2, 2.15, 0.14),
        lever_spot=(door_x + 1.3, b.max_z_m - 0.16, math.pi), standing=frozenset(p.kind for p in pieces),
    )  # fmt: skip


def _science(random: np.random.Generator) -> Layout:
    """Benches with glassware along the room or across it, cabinets, instruments."""
    b = room(float(random.uniform(8.4, 9.8)), float(random.uniform(9.8, 11.2)), float(random.uniform(3.0, 3.4)))
    across = random.uniform() < 0.5
    pieces: list[Piece] = []
    if across:
        spots = [(side * 2.6, z, 0.0) for z in (-3.0, -0.8) for side in (-1.0, 1.0)]
        size = (2.6, 0.92, 0.8)
    else:
        spots = [(side * 2.0, -1.6, side * math.pi / 2) for side in (-1.0, 1.0)]
        size = (3.6, 0.92, 0.85)
    for k, (x, z, yaw) in enumerate(spots):
        bench = box("table", f"bench-{k + 1}", x, z, size, yaw=yaw)
        pieces.append(bench)
        at = (x * 1.3, z + 0.72) if across else (x - math.copysign(0.75, x), z - 0.8)
        pieces.append(box("chair", f"stool-{k + 1}", *at, _STOOL, yaw=yaw))
    pieces += [against(b, "-z", "window", "window", 0.0, (3.2, 1.4, 0.15), y=1.0, solid=False)]
    pieces += [against(b, "-z", "shelf", "fume-hood", side * (b.max_x_m - 1.0), (1.6, 2.3, 0.8)) for side in (-1.0,)]
    pieces += [against(b, "-x", "shelf", f"cabinet-{k + 1}", z, (1.5, 2.0, 0.45)) for k, z in enumerate((1.3, 3.0))]
    pieces += [
        against(b, "+x", "console", "console", 1.7, (1.5, 1.4, 0.6)),
        against(b, "+x", "shelf", "cabinet-3", 3.5, (1.5, 2.0, 0.45)),
    ]
    pieces += strips(b, (-2.2, 2.2), (-2.6, 0.4, 3.0), colour="cold")
    return _layout(b, pieces, centre=(0.0, 1.2), surface="concrete", used=("bench-1", "bench-2", "console"))


def _medical(random: np.random.Generator) -> Layout:
    """Beds under lamps, monitors beside them, glass cabinets, a wash basin."""
    b = room(float(random.uniform(8.0, 9.2)), float(random.uniform(9.2, 10.6)), float(random.uniform(2.9, 3.2)))
    single = random.uniform() < 0.5
    pieces: list[Piece] = []
    if single:
        pieces += [box("bed", "bed", 0.0, -2.2, (0.85, 0.95, 2.05)), box("console", "monitor", -1.5, -3.1, (0.55, 1.45, 0.5))]
        pieces += [
            tinted(box("lamp", "surgical-lamp", 0.0, -2.2, (0.9, 0.75, 0.9), y=(b.ceiling_m or 3.0) - 0.8, solid=False), "cold")
        ]
        pieces += [box("table", "instrument-table", 1.35, -2.0, (0.9, 0.9, 0.5), yaw=-math.pi / 2)]
    else:
        for k, (side, z) in enumerate(((-1.0, -3.0), (1.0, -3.0), (-1.0, -0.6))):
            x = side * (b.max_x_m - 1.08)
            name = "bed" if k == 0 else f"bed-{k + 1}"
            pieces.append(box("bed", name, x, z, (0.9, 0.95, 2.05), yaw=-side * math.pi / 2))
            pieces.append(against(b, "-x" if side < 0 else "+x", "console", f"monitor-{k + 1}", z + 0.85, (0.5, 1.45, 0.45)))
    pieces += [against(b, "-z", "window", "window", 0.0, (2.6, 1.3, 0.15), y=1.05, solid=False)]
    pieces += [
        against(b, "+x", "counter", "counter", 1.6, (2.4, 0.92, 0.62)),
        against(b, "-x", "shelf", "cabinet-1", 1.7, (1.6, 2.0, 0.45)),
    ]
    pieces += [against(b, "-x", "shelf", "cabinet-2", 3.6, (1.4, 2.0, 0.45))]
    pieces += strips(b, (-1.9, 1.9), (-0.3, 2.6), colour="cold")
    return _layout(b, pieces, centre=(0.2, 0.9), surface="concrete", used=("bed", "counter"))


def _workshop(random: np.random.Generator) -> Layout:
    """Workbenches with tools over them, shelves of parts, an engine on a stand."""
    b = room(float(random.uniform(8.2, 9.6)), float(random.uniform(9.6, 11.0)), float(random.uniform(3.2, 3.8)))
    wall, other, side = sides(random.uniform() < 0.5)
    pieces = [
        against(b, wall, "table", "bench-1", -2.6, (2.6, 0.9, 0.8)), against(b, wall, "table", "bench-2", 0.4, (2.6, 0.9, 0.8)),
        against(b, other, "shelf", "shelf-1", -2.9, (2.0, 2.1, 0.5)), against(b, other, "shelf", "shelf-2", -0.7, (2.0, 2.1, 0.5)),
        box("crate", "engine", -side * 1.9, 1.9, (1.3, 1.0, 0.9), yaw=0.2), against(b, other, "crate", "crate-1", 3.6, (0.9, 0.8, 0.8)),
        box("chair", "stool", side * (b.max_x_m - 1.2), -2.2, _STOOL, yaw=side * math.pi / 2),
        against(b, "-z", "window", "window", 0.0, (3.4, 1.3, 0.15), y=1.3, solid=False),
    ]  # fmt: skip
    pieces += [
        *strips(b, (side * 2.2,), (-2.6, 0.6), colour="warm"),
        tinted(box("lamp", "lamp-3", -side * 1.9, 1.9, (0.5, 0.5, 0.5), y=(b.ceiling_m or 3.2) - 0.9, solid=False), "warm"),
    ]
    return _layout(b, pieces, centre=(0.0, 0.2), surface="concrete", used=("bench-1", "bench-2"))


def _office(random: np.random.Generator) -> Layout:
    """Desks in pairs or in rows before the windows, shelves along the walls."""
    b = room(float(random.uniform(9.0, 10.8)), float(random.uniform(9.6, 11.2)), float(random.uniform(2.9, 3.3)))
    paired = random.uniform() < 0.5
    pieces: list[Piece] = []
    spots = [(s * 2.6, z + d, math.pi if d < 0 else 0.0) for s in (-1.0, 1.0) for z in (-2.9, 0.6) for d in (-0.42, 0.42)]
    if not paired:
        spots = [(s * 2.6, z, 0.0) for z in (-3.2, -1.2, 0.8) for s in (-1.0, 1.0)]
    for k, (x, z, yaw) in enumerate(spots):
        pieces.append(box("table", f"desk-{k + 1}", x, z, (1.6, 0.75, 0.78), yaw=yaw))
        pieces.append(
            box("chair", f"chair-{k + 1}", x + 0.72 * math.sin(yaw), z + 0.72 * math.cos(yaw), _SEAT, yaw=yaw + math.pi)
        )
    pieces += [
        against(b, "-z", "window", f"window-{k + 1}", x, (2.4, 1.6, 0.15), y=0.85, solid=False)
        for k, x in enumerate((-2.8, 0.0, 2.8))
    ]
    pieces += [
        against(b, "-x", "shelf", "shelf-1", 3.4, (1.6, 2.0, 0.42)),
        against(b, "+x", "shelf", "shelf-2", 3.6, (1.6, 1.3, 0.42)),
    ]
    pieces += strips(b, (-2.6, 2.6), (-2.6, 0.6, 3.4), colour="cold", size=(0.6, 0.08, 1.2))
    return _layout(b, pieces, centre=(0.0, 1.6), surface="wood", used=("desk-1",))


def _meeting(random: np.random.Generator) -> Layout:
    """A long table, chairs, a board, windows behind."""
    b = room(float(random.uniform(7.6, 9.0)), float(random.uniform(9.2, 10.6)), float(random.uniform(2.9, 3.2)))
    table = box("table", "table", 0.0, -1.7, (3.4, 0.75, 1.3), yaw=math.pi / 2)
    pieces = [table]
    for k, z in enumerate((-2.9, -1.7, -0.5)):
        pieces += [
            box("chair", f"chair-{2 * k + j + 1}", s * 0.98, z, _SEAT, yaw=-s * math.pi / 2) for j, s in enumerate((-1.0, 1.0))
        ]
    wall, other, _ = sides(random.uniform() < 0.5)
    pieces += [against(b, wall, "blackboard", "board", -1.6, (2.8, 1.3, 0.08), y=0.9, solid=False)]
    pieces += [
        against(b, "-z", "window", f"window-{k + 1}", x, (2.2, 1.9, 0.15), y=0.6, solid=False)
        for k, x in enumerate((-2.4, 0.0, 2.4))
    ]
    pieces += [against(b, other, "counter", "counter", 0.4, (1.9, 0.85, 0.5))]
    pieces += strips(b, (-1.6, 1.6), (-2.2, 0.8), colour="warm", size=(0.4, 0.08, 1.2))
    return _layout(b, pieces, centre=(0.0, 1.5), surface="wood", used=("counter", "board"))


def _classroom(random: np.random.Generator) -> Layout:
    """A board and the teacher's desk at -Z, rows of desks before it, windows along one side."""
    b = room(float(random.uniform(8.8, 9.8)), float(random.uniform(11.2, 12.6)), float(random.uniform(3.1, 3.4)))
    pieces: list[Piece] = []
    columns, rows = ((-2.9, 0.0, 2.9), (0.0, 1.7, 3.4)) if random.uniform() < 0.5 else ((-3.1, -1.25, 1.25, 3.1), (0.0, 1.6, 3.2))
    wide = 1.25 if len(columns) == 3 else 0.8
    number = 0
    for z in rows:
        for x in columns:
            number += 1
            pieces.append(box("table", f"desk-{number}", x, z, (wide, 0.74, 0.55)))
            pieces.append(box("chair", f"chair-{number}", x, z + 0.62, (0.42, 0.86, 0.44), yaw=math.pi))
    pieces += [against(b, "-z", "blackboard", "board", -0.3, (4.2, 1.35, 0.1), y=0.85, solid=False)]
    pieces += [box("table", "table", 2.6, b.min_z_m + 1.5, (1.5, 0.76, 0.7), yaw=math.pi)]
    pieces += [against(b, "+z", "shelf", "shelf", 2.8, (1.8, 1.3, 0.4))]
    pieces += [
        against(b, "-x", "window", f"window-{k + 1}", z, (2.1, 1.65, 0.15), y=0.9, solid=False)
        for k, z in enumerate((-3.4, -0.6, 2.2))
    ]
    pieces += strips(b, (-2.2, 2.2), (-2.8, 0.6, 3.8), colour="cold", size=(0.35, 0.1, 1.3))
    return _layout(
        b, pieces, centre=(-0.2, -2.4), surface="wood", door_x=-1.45 if len(columns) == 3 else 0.0, used=("table", "board")
    )


def _library(random: np.random.Generator) -> Layout:
    """Walls of books, cases that stand across, a reading table under a lamp."""
    b = room(float(random.uniform(8.4, 9.8)), float(random.uniform(9.8, 11.6)), float(random.uniform(3.2, 3.8)))
    pieces: list[Piece] = []
    for k, z in enumerate((-3.7, -1.75, 0.2, 2.15)):
        pieces.append(against(b, "-x", "shelf", f"bookcase-{2 * k + 1}", z, (1.9, 2.5, 0.38)))
        if k != 2:
            pieces.append(against(b, "+x", "shelf", f"bookcase-{2 * k + 2}", z, (1.9, 2.5, 0.38)))
    if random.uniform() < 0.5:
        pieces += [box("shelf", f"bookcase-{9 + k}", s * 2.3, -2.9, (1.7, 2.1, 0.45), yaw=0.0) for k, s in enumerate((-1.0, 1.0))]
        table = box("table", "table", 1.9, 0.4, (1.8, 0.76, 0.95))
    else:
        table = box("table", "table", 0.0, -2.3, (2.2, 0.76, 1.0))
    x, _, z = table.position_m
    pieces += [table, box("chair", "chair-1", x, z + 0.8, _SEAT, yaw=math.pi), box("chair", "chair-2", x, z - 0.8, _SEAT)]
    pieces += [against(b, "-z", "window", "window", 0.0, (2.2, 2.0, 0.15), y=0.8, solid=False)]
    pieces += [box("counter", "counter", 2.6, b.max_z_m - 1.5, (1.9, 1.0, 0.6), yaw=math.pi)]
    pieces += [tinted(box("lamp", "lamp", x - 0.5, z, (0.3, 0.45, 0.3), y=0.76, solid=False), "warm")]
    pieces += [
        tinted(box("lamp", f"lamp-{k + 2}", lx, lz, (0.5, 0.8, 0.5), y=(b.ceiling_m or 3.2) - 0.84, solid=False), "warm")
        for k, (lx, lz) in enumerate(((0.0, -1.0), (0.0, 2.4)))
    ]
    return _layout(b, pieces, centre=(-0.4, 1.4), surface="wood", door_x=-0.6, used=("table", "counter"))
