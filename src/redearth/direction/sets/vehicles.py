"""Interiors of vehicles: a ship's bridge, a cockpit, a train carriage, a submarine. The windscreen is at -Z."""

from __future__ import annotations

import math

import numpy as np

from redearth.direction.model import Bounds, Piece
from redearth.direction.sets.layout import Layout, box
from redearth.direction.sets.stands import Wall, against, free_walls, marks, outlooks, room, settled, strips, tinted, use

_FLANKS: tuple[tuple[Wall, str], ...] = (("-x", "l"), ("+x", "r"))


def ship(random: np.random.Generator, variant: str) -> Layout:
    """Return the inside of a vehicle."""
    return {"train": _train, "cockpit": _cockpit, "submarine": _submarine}.get(variant, _bridge)(random)


def _layout(
    b: Bounds, pieces: list[Piece], centre: tuple[float, float], more: tuple[str, ...] = (), *, seen: bool = False
) -> Layout:
    used = [use(p) for name in more for p in pieces if p.id == name]
    return Layout(
        bounds=b, surface="metal", anchors=settled((*marks(b, centre=centre), *used), b, pieces), pieces=(*pieces, *(outlooks(b, pieces) if seen else ())),
        wall_spots=free_walls(b, pieces, 0.0), floor_spots=(), gate_spot=(0.0, b.max_z_m + 0.3, math.pi), gate_size_m=(1.6, 2.1, 0.3),
        door_size_m=(1.2, 2.0, 0.2), lever_spot=(-0.95, b.max_z_m - 0.16, math.pi),
        standing=frozenset({p.kind for p in pieces} | {"console", "chair", "lamp", "window"}),
    )  # fmt: skip


def _seat(name: str, x: float, z: float, yaw: float) -> Piece:
    return box("chair", name, x, z, (0.66, 1.25, 0.7), yaw=yaw)


def _bridge(random: np.random.Generator) -> Layout:
    """Two pilots under a wide windscreen, stations along the walls, a captain's seat beside the aisle."""
    b = room(float(random.uniform(5.8, 7.0)), float(random.uniform(11.0, 13.0)), float(random.uniform(2.7, 3.0)))
    z = b.min_z_m
    pieces = [
        against(b, "-z", "window", "window", 0.0, (b.max_x_m * 1.72, 1.15, 0.2), y=1.0, solid=False),
        against(b, "-z", "console", "console-1", -1.25, (1.9, 0.98, 0.8)), against(b, "-z", "console", "console-2", 1.25, (1.9, 0.98, 0.8)),
        _seat("seat-1", -1.25, z + 1.7, math.pi), _seat("seat-2", 1.25, z + 1.7, math.pi),
    ]  # fmt: skip
    stations = ((-2.1, -0.2), (-1.4, 1.2))[int(random.integers(0, 2))]
    for k, at in enumerate(stations):
        pieces.append(against(b, "-x", "console", f"console-{k + 3}", at, (1.6, 1.35, 0.6)))
        pieces.append(against(b, "+x", "console", f"console-{k + 5}", at, (1.6, 1.35, 0.6)))
    if random.uniform() < 0.5:
        pieces.append(_seat("captain-seat", -1.35, z + 3.6, math.pi))
    else:
        pieces.append(box("table", "map-table", 0.0, z + 3.4, (1.3, 0.95, 0.9)))
    for k, at in enumerate((2.9, 4.3)):
        pieces.append(against(b, "-x", "window", f"porthole-{2 * k + 1}", at, (0.7, 0.7, 0.14), y=1.25, solid=False))
        pieces.append(against(b, "+x", "window", f"porthole-{2 * k + 2}", at, (0.7, 0.7, 0.14), y=1.25, solid=False))
    pieces += strips(b, (0.0,), (-2.4, 0.4, 3.2), colour="cold", size=(1.1, 0.1, 0.26))
    return _layout(b, pieces, (0.0, 0.6), ("console-3",))


def _cockpit(random: np.random.Generator) -> Layout:
    """A narrow cabin: two seats before the panel, two benches behind."""
    b = room(float(random.uniform(3.9, 4.4)), float(random.uniform(7.6, 8.6)), float(random.uniform(2.25, 2.4)))
    z = b.min_z_m
    pieces = [
        against(b, "-z", "window", "window", 0.0, (b.max_x_m * 1.76, 0.95, 0.2), y=0.98, solid=False),
        against(b, "-z", "console", "console", 0.0, (b.max_x_m * 1.8, 0.96, 0.7)),
        _seat("seat-1", -0.95, z + 1.5, math.pi), _seat("seat-2", 0.95, z + 1.5, math.pi),
        against(b, "-x", "bench", "bench-1", 1.6, (1.9, 0.95, 0.6)), against(b, "+x", "bench", "bench-2", 1.6, (1.9, 0.95, 0.6)),
        against(b, "-x", "window", "porthole-1", -0.9, (1.0, 0.7, 0.14), y=1.15, solid=False),
        against(b, "+x", "window", "porthole-2", -0.9, (1.0, 0.7, 0.14), y=1.15, solid=False),
    ]  # fmt: skip
    pieces += strips(b, (0.0,), (-0.6, 2.2), colour="warm" if random.uniform() < 0.5 else "cold", size=(0.8, 0.08, 0.2))
    return _layout(b, pieces, (0.0, 0.2), ("seat-1",))


def _train(random: np.random.Generator) -> Layout:
    """A carriage: seats face each other on both sides of an aisle, windows all along."""
    b = room(float(random.uniform(4.1, 4.5)), float(random.uniform(14.0, 16.0)), float(random.uniform(2.5, 2.7)))
    wide = b.max_x_m - 0.75
    pieces: list[Piece] = []
    bays = int((b.max_z_m * 2 - 3.0) / 2.1)
    for bay in range(bays):
        z = b.min_z_m + 1.3 + 2.1 * bay
        for side in (-1.0, 1.0):
            if side > 0 and bay == bays // 2:
                continue  # the open space by the pole, where people stand
            x = side * (b.max_x_m - 0.04 - wide / 2)
            tag = f"{bay + 1}{'l' if side < 0 else 'r'}"
            pieces.append(box("bench", f"seat-{tag}-1", x, z - 0.62, (wide, 1.12, 0.55)))
            pieces.append(box("bench", f"seat-{tag}-2", x, z + 0.75, (wide, 1.12, 0.55), yaw=math.pi))
        for wall, tag in _FLANKS:
            pieces.append(against(b, wall, "window", f"window-{bay + 1}{tag}", z, (1.35, 0.8, 0.12), y=1.14, solid=False))
    middle = b.min_z_m + 1.3 + 2.1 * (bays // 2)
    pieces += strips(b, (0.0,), [b.min_z_m + 1.3 + 2.1 * k for k in range(bays)], colour="warm", size=(0.22, 0.08, 1.3))
    return _layout(b, pieces, (0.35, middle), seen=True)


def _submarine(random: np.random.Generator) -> Layout:
    """A hull full of pipes: stations along both sides, a periscope, red light."""
    b = room(float(random.uniform(4.8, 5.4)), float(random.uniform(11.0, 12.6)), float(random.uniform(2.5, 2.7)))
    assert b.ceiling_m is not None
    pieces: list[Piece] = [box("pillar", "periscope", 0.95, -1.9, (0.42, b.ceiling_m - 0.02, 0.42))]
    for k, at in enumerate((-3.6, -1.7, 0.2)):
        pieces.append(against(b, "-x", "console", f"console-{k + 1}", at, (1.7, 1.45, 0.6)))
        if k != 1:
            pieces.append(against(b, "+x", "console", f"console-{k + 4}", at, (1.7, 1.45, 0.6)))
    pieces.append(against(b, "-z", "shelf", "rack", 0.0, (1.6, 2.0, 0.4)))
    pieces.append(box("bench", "bench", b.max_x_m - 0.3, 2.6, (1.8, 0.48, 0.45), yaw=-math.pi / 2))
    lamps = strips(b, (0.0,), (-3.2, -0.2, 2.8), colour="red", size=(0.9, 0.1, 0.22))
    pieces += [lamp if k == 1 else tinted(lamp, "warm") for k, lamp in enumerate(lamps)]
    return _layout(b, pieces, (0.0, 0.8), ("console-3",))
