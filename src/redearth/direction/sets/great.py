"""Great rooms: halls of many uses, and caves. The light comes from -Z."""

from __future__ import annotations

import math

import numpy as np

from redearth.direction.model import Bounds, Piece
from redearth.direction.sets.layout import Layout, Spot, along_walls, anchor, box

_HALL: dict[str, tuple[float, float, float]] = {
    "council": (9.0, 19.0, 8.5), "church": (8.5, 24.0, 11.0), "theatre": (10.0, 20.0, 9.0), "restaurant": (8.0, 13.0, 4.4),
    "station": (11.0, 26.0, 10.0), "ballroom": (10.0, 16.0, 7.0), "warehouse": (11.0, 24.0, 8.0), "gym": (10.0, 17.0, 8.0),
}  # fmt: skip
"""Half width, length beyond the middle, height of each hall."""
_NEAR_M = 12.0


def hall(random: np.random.Generator, style: str) -> Layout:
    """Return a great hall: pillars on both sides, its furniture, a raised end towards the light."""
    half, deep, high = _HALL[style]
    bounds = Bounds(min_x_m=-half, max_x_m=half, min_z_m=-deep, max_z_m=_NEAR_M, ceiling_m=high)
    pieces = [*_pillars(bounds, style), *_lamps(bounds, style), *_FURNITURE[style](random, bounds)]
    anchors = (
        anchor("centre", 0.0, 0.0), anchor("near", 0.0, 7.0, math.pi), anchor("far", 0.0, -deep + 4.5), anchor("entrance", 0.0, _NEAR_M - 1.2, math.pi),
        anchor("exit", 0.0, _NEAR_M - 1.2), anchor("light", 0.0, -deep, math.pi, y=high * 0.6), anchor("podium", 0.0, -deep + 4.2, 0.0),
        *_seats(pieces),
    )  # fmt: skip
    floor: tuple[Spot, ...] = ((0.0, 2.6, math.pi), (2.2, 5.2, math.pi), (-2.2, 5.2, math.pi))
    wide = high > 5
    return Layout(
        bounds=bounds, surface="wood" if style in ("gym", "ballroom", "restaurant") else "concrete", anchors=anchors, pieces=tuple(pieces),
        wall_spots=along_walls(bounds, 3.6, 0.3), floor_spots=floor, gate_spot=(0.0, _NEAR_M - 0.1, math.pi), gate_size_m=(4.0, 3.8, 0.3),
        door_size_m=(2.4, 3.2, 0.2) if wide else (1.8, 2.4, 0.2), lever_spot=(2.6, _NEAR_M - 0.1, math.pi),
        standing=frozenset({"window", "lamp", "pillar"} | ({"table", "chair"} if style in ("council", "restaurant") else set())),
    )  # fmt: skip


def _seats(pieces: list[Piece]) -> tuple:  # type: ignore[type-arg]
    return tuple(
        anchor("seat", p.position_m[0], p.position_m[2], p.yaw_rad, name=f"seat-{p.id}") for p in pieces if p.kind == "chair"
    )[:8]


def _pillars(bounds: Bounds, style: str) -> list[Piece]:
    if style in ("gym", "restaurant"):
        return []
    thick = {"church": 0.9, "warehouse": 0.35, "theatre": 0.5}.get(style, 0.75)
    step = {"church": 4.8, "warehouse": 5.2}.get(style, 5.0)
    x = bounds.max_x_m - (2.3 if style != "warehouse" else 0.4)
    top = bounds.ceiling_m or 6.0
    return [
        box("pillar", f"pillar-{k + 1}", side * x, z, (thick, top, thick))
        for k, (z, side) in enumerate((float(z), s) for z in np.arange(8.0, bounds.min_z_m + 3.0, -step) for s in (-1.0, 1.0))
    ]


def _lamps(bounds: Bounds, style: str) -> list[Piece]:
    top = bounds.ceiling_m or 6.0
    hang = {"church": top - 5.6, "restaurant": top - 1.5, "warehouse": top - 1.2, "gym": top - 0.8}.get(style, top - 3.2)
    size = {"restaurant": (0.5, 0.4, 0.5), "warehouse": (0.6, 0.5, 0.6), "gym": (1.5, 0.2, 0.5)}.get(style, (1.7, 1.1, 1.7))
    kind = "lamp"
    rows = (-1.0, 1.0) if style in ("restaurant", "warehouse", "gym") else (0.0,)
    return [
        box(kind, f"lamp-{k + 1}", side * 3.6, z, size, y=hang, solid=False)
        for k, (z, side) in enumerate((float(z), s) for z in np.arange(5.0, bounds.min_z_m + 3.0, -6.5) for s in rows)
    ]


def _council(random: np.random.Generator, bounds: Bounds) -> list[Piece]:
    """A long table between high-backed chairs, a seat at its head; banners hang from the pillars."""
    pieces = [box("table", "table", 0.0, -6.6, (2.0, 0.78, 8.4))]
    for k, z in enumerate(np.arange(-3.4, -10.4, -1.6).tolist()):
        for side in (-1.0, 1.0):
            yaw = -side * math.pi / 2
            pieces.append(box("chair", f"chair-{2 * k + (side > 0) + 1}", side * 1.55, z, (0.56, 1.25, 0.56), yaw=yaw))
    pieces.append(box("throne", "throne", 0.0, -11.9, (0.95, 2.1, 0.85)))
    return pieces


def _pews(random: np.random.Generator, bounds: Bounds) -> list[Piece]:
    pieces = [
        box("pew", f"pew-{2 * k + (s > 0) + 1}", s * 3.7, z, (4.0, 0.95, 0.7), yaw=math.pi)
        for k, z in enumerate(np.arange(4.0, bounds.min_z_m + 8.5, -1.5).tolist())
        for s in (-1.0, 1.0)
    ]
    return [*pieces, box("table", "altar", 0.0, bounds.min_z_m + 2.4, (2.6, 1.0, 1.0)), box("lectern", "lectern", 2.4, bounds.min_z_m + 4.6, (0.7, 1.25, 0.6))]  # fmt: skip


def _stage(random: np.random.Generator, bounds: Bounds) -> list[Piece]:
    """Rows of seats with an aisle, and a stage with a curtain at the far end."""
    pieces = [
        box("seats", f"seats-{2 * k + (s > 0) + 1}", s * 4.0, z, (5.0, 0.95, 0.7), yaw=math.pi)
        for k, z in enumerate(np.arange(3.0, bounds.min_z_m + 8.0, -1.25).tolist())
        for s in (-1.0, 1.0)
    ]
    return [*pieces, box("platform", "stage", 0.0, bounds.min_z_m + 2.6, (14.0, 0.9, 5.0))]


def _dining(random: np.random.Generator, bounds: Bounds) -> list[Piece]:
    pieces = [box("counter", "counter", 0.0, bounds.min_z_m + 1.0, (6.5, 1.1, 0.75))]
    spots = [(s * x, z) for z in (4.6, 0.8, -3.0, -6.8) for s in (-1.0, 1.0) for x in (2.9, 6.0)]
    for k, (x, z) in enumerate(spots):
        pieces.append(box("table", f"table-{k + 1}", x, z, (0.95, 0.75, 0.95)))
        for s in (-1.0, 1.0):
            pieces.append(
                box("chair", f"chair-{2 * k + (s > 0) + 1}", x, z + s * 0.85, (0.46, 0.9, 0.48), yaw=math.pi if s > 0 else 0.0)
            )
    return pieces


def _concourse(random: np.random.Generator, bounds: Bounds) -> list[Piece]:
    pieces = [
        box("pew", f"bench-{k + 1}", s * 4.4, z, (3.0, 0.95, 0.7), yaw=-s * math.pi / 2)
        for k, (z, s) in enumerate((z, s) for z in (3.5, -3.5, -10.5, -17.0) for s in (-1.0, 1.0))
    ]
    return [*pieces, box("kiosk", "kiosk", 0.0, bounds.min_z_m + 5.5, (3.4, 3.4, 2.4)), box("board", "board", 0.0, bounds.min_z_m + 0.5, (7.0, 2.2, 0.3), y=4.2, solid=False)]  # fmt: skip


def _dance(random: np.random.Generator, bounds: Bounds) -> list[Piece]:
    pieces = []
    for k, (z, s) in enumerate((z, s) for z in (6.0, 1.2, -3.6, -8.4) for s in (-1.0, 1.0)):
        pieces.append(box("table", f"table-{k + 1}", s * 5.7, z, (1.1, 0.76, 1.1)))
        for side in (-1.0, 1.0):
            pieces.append(
                box(
                    "chair",
                    f"chair-{2 * k + (side > 0) + 1}",
                    s * 5.7,
                    z + side * 0.95,
                    (0.46, 0.95, 0.48),
                    yaw=math.pi if side > 0 else 0.0,
                )
            )
    return [*pieces, box("platform", "bandstand", 0.0, bounds.min_z_m + 2.2, (9.0, 0.6, 4.0))]


def _stores(random: np.random.Generator, bounds: Bounds) -> list[Piece]:
    """Pallet racks and stacks of crates with a clear lane."""
    pieces = [
        box("rack", f"rack-{k + 1}", s * 7.4, z, (5.4, 4.6, 1.2), yaw=-s * math.pi / 2)
        for k, (z, s) in enumerate((z, s) for z in (5.0, -1.0, -7.0, -13.0, -19.0) for s in (-1.0, 1.0))
    ]
    for k in range(9):
        side, size = (-1.0 if k % 2 else 1.0), float(random.uniform(0.8, 1.3))
        pieces.append(
            box(
                "crate",
                f"crate-{k + 1}",
                side * float(random.uniform(4.3, 5.4)),
                6.5 - 2.7 * k,
                (size, size * 0.9, size),
                yaw=0.2 * k,
            )
        )
    return pieces


def _sports(random: np.random.Generator, bounds: Bounds) -> list[Piece]:
    pieces = [box("bleacher", f"bleacher-{k + 1}", s * 8.6, -3.0 - 7.4 * b, (7.0, 1.8, 2.4), yaw=-s * math.pi / 2) for k, (b, s) in enumerate((b, s) for b in (-1, 0, 1) for s in (-1.0, 1.0))]  # fmt: skip
    return [*pieces, box("hoop", "hoop", 0.0, bounds.min_z_m + 0.9, (1.8, 4.0, 1.5))]


_FURNITURE = {
    "council": _council, "church": _pews, "theatre": _stage, "restaurant": _dining, "station": _concourse, "ballroom": _dance,
    "warehouse": _stores, "gym": _sports,
}  # fmt: skip


def cave(random: np.random.Generator, style: str) -> Layout:
    """Return a rock vault: a level way along its middle, pillars of dripstone beside it, a hole in its roof towards -Z."""
    bounds = Bounds(min_x_m=-8.0, max_x_m=8.0, min_z_m=-22.0, max_z_m=12.0, ceiling_m=6.0)
    pieces: list[Piece] = []
    kind = {"crystal": "crystal", "mine": "prop"}.get(style, "stalagmite")
    for k in range(14):
        side = -1.0 if k % 2 else 1.0
        x, z = side * float(random.uniform(3.9, 7.2)), 10.0 - 2.3 * k + float(random.uniform(-0.6, 0.6))
        tall, thick = float(random.uniform(0.8, 3.2)), float(random.uniform(0.6, 1.1))
        if kind == "prop":
            continue
        here = kind if k % 3 or kind == "stalagmite" else "stalagmite"
        pieces.append(box(here, f"{here}-{k + 1}", x, z, (thick, tall, thick), yaw=float(random.uniform(0, 3))))
    if kind == "prop":
        pieces += [
            box("pitprop", f"pitprop-{k + 1}", 0.0, z, (7.4, 4.2, 0.35), solid=False)
            for k, z in enumerate((8.0, 3.0, -2.0, -7.0, -12.0, -17.0))
        ]
        pieces += [box("crate", f"crate-{k + 1}", -4.8, 4.0 - 6.0 * k, (0.9, 0.8, 0.9), yaw=0.4 * k) for k in range(3)]
        pieces += [
            box("lamp", f"lamp-{k + 1}", 3.2, z, (0.25, 0.35, 0.25), y=2.6, solid=False) for k, z in enumerate((3.2, -6.8, -16.8))
        ]
    for k in range(6):
        side, size = (-1.0 if k % 2 else 1.0), float(random.uniform(0.6, 1.6))
        pieces.append(
            box("rock", f"rock-{k + 1}", side * float(random.uniform(5.4, 7.0)), 7.5 - 5.2 * k, (size * 1.3, size * 0.8, size))
        )
    anchors = (
        anchor("centre", 0.0, 0.0), anchor("near", 0.0, 6.0, math.pi), anchor("far", 0.0, -19.0), anchor("entrance", 0.0, 10.0, math.pi),
        anchor("exit", 0.0, 10.5), anchor("light", 0.0, -9.0, math.pi, y=9.0),
    )  # fmt: skip
    spots: tuple[Spot, ...] = tuple((s * 4.6, z, -s * math.pi / 2) for z in (1.0, -3.0, 5.0, -8.0) for s in (1.0, -1.0))
    floor: tuple[Spot, ...] = ((0.0, -2.6, math.pi), (2.0, 2.0, math.pi), (-2.0, 2.0, math.pi))
    return Layout(
        bounds=bounds, surface="soil", anchors=anchors, pieces=tuple(pieces), wall_spots=spots, floor_spots=floor,
        gate_spot=(0.0, 11.6, math.pi), lever_spot=(-2.6, 10.9, math.pi), standing=frozenset({"rock"}),
    )  # fmt: skip
