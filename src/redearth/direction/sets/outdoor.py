"""What open-air kits share, the ruined city, and the bunker behind a gate. The light comes from -Z."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from redearth.core.hut import PORCH_M, WALL_M
from redearth.direction.model import Anchor, Bounds, Piece
from redearth.direction.sets.layout import Layout, Spot, anchor, box, ring

CORRIDOR_M = 4.5
"""Half the width that is kept clear along Z for actors and cameras."""
PASSAGE_M = 22.0
"""How deep the passage behind a bunker's gate is."""


def open_anchors(bounds: Bounds, sun_height: float) -> tuple[Anchor, ...]:
    """Return the anchors of an open place."""
    return (
        anchor("centre", 0.0, 0.0),
        anchor("near", 0.0, 9.0, math.pi),
        anchor("far", 0.0, bounds.min_z_m + 6.0, 0.0),
        anchor("entrance", 0.0, min(14.0, bounds.max_z_m - 2.0), math.pi),
        anchor("exit", 0.0, bounds.min_z_m + 2.0, math.pi),
        anchor("sun", 0.0, -200.0, math.pi, y=sun_height),
    )


def beside(bounds: Bounds) -> tuple[Spot, ...]:
    """Return spots for things on both sides of the way."""
    return tuple((side * 6.2, z, -side * math.pi / 2) for z in (-3.0, 3.0, -9.0, 8.0, -15.0, -21.0) for side in (1.0, -1.0))


GATHER: tuple[Spot, ...] = ((2.6, -2.4, math.pi), (-2.6, -2.4, math.pi), (3.2, 2.6, math.pi), (-3.2, 2.6, math.pi))


def ruined_city(random: np.random.Generator) -> Layout:
    """Return a street along Z between dead towers, a gap at its end for the sun."""
    bounds = Bounds(min_x_m=-15.0, max_x_m=15.0, min_z_m=-62.0, max_z_m=34.0)
    pieces: list[Piece] = []
    number = 0
    for row, z in enumerate(np.arange(22.0, -190.0, -23.0).tolist()):
        for side in (-1.0, 1.0):
            number += 1
            width, depth = random.uniform(12, 19), random.uniform(12, 18)
            gap = 17.0 + random.uniform(0, 7) + 0.04 * abs(z)
            height = random.uniform(16, 40) if row < 2 else random.uniform(26, 86)
            yaw = random.uniform(-0.12, 0.12)
            pieces.append(
                box(
                    "tower",
                    f"tower-{number}",
                    side * (gap + width / 2),
                    z + random.uniform(-4, 4),
                    (width, height, depth),
                    yaw=yaw,
                )
            )
    for x, z, height in ((-46.0, -236.0, 70.0), (38.0, -250.0, 90.0), (-104.0, -210.0, 54.0), (96.0, -226.0, 62.0)):
        number += 1
        pieces.append(box("tower", f"tower-{number}", x, z, (26.0, height * random.uniform(0.85, 1.1), 22.0)))
    for k, (x, z) in enumerate(ring(random, 26, CORRIDOR_M + 1.2, 14.0, bounds)):
        size = random.uniform(0.5, 1.7)
        pieces.append(box("rubble", f"rubble-{k + 1}", x, z, (size * 1.4, size * 0.7, size), yaw=random.uniform(0, 3.1)))
    for k, z in enumerate(np.arange(16.0, -58.0, -14.0).tolist()):
        side = -1.0 if k % 2 else 1.0
        pieces.append(box("pole", f"pole-{k + 1}", side * random.uniform(7.0, 8.6), z, (0.3, random.uniform(6.0, 8.5), 0.3)))
    pieces += _left_behind(random, pieces)
    return Layout(
        bounds=bounds, surface="sand", anchors=open_anchors(bounds, 34.0), pieces=tuple(pieces), wall_spots=beside(bounds),
        floor_spots=GATHER, gate_spot=(0.0, 24.0, math.pi), gate_size_m=(5.2, 4.2, 0.6), standing=frozenset({"tower", "rubble", "pole"}),
    )  # fmt: skip


def _left_behind(random: np.random.Generator, standing: list[Piece]) -> list[Piece]:
    """Hulks of cars and fallen floors along both sides, clear of the way and of what stands there."""
    pieces: list[Piece] = []
    for k, z in enumerate((12.0, 2.0, -9.0, -20.0, -31.0, -44.0, -54.0)):
        side = -1.0 if k % 2 else 1.0
        kind, size = (
            ("car", (1.9, 1.45, 4.4))
            if k % 3 != 2
            else ("slab", (float(random.uniform(2.6, 3.8)), float(random.uniform(0.9, 1.7)), 3.0))
        )
        reach = math.hypot(size[0], size[2]) / 2
        for x in np.arange(7.8, 13.0, 0.6).tolist():
            at = (side * x, z + float(random.uniform(-1.0, 1.0)))
            others = [p for p in (*standing, *pieces) if p.kind in ("rubble", "pole", "car", "slab")]
            if all(math.hypot(at[0] - p.position_m[0], at[1] - p.position_m[2]) > reach + 0.6 * p.size_m[0] for p in others):
                pieces.append(box(kind, f"{kind}-{k + 1}", at[0], at[1], size, yaw=side * float(random.uniform(0.1, 0.9))))
                break
    return pieces


def bunker_front(gate: Piece) -> tuple[Piece, ...]:
    """Return the bunker that a gate in the open closes: a front left, right and above, and a deep passage with lamps behind it."""
    width, height, _ = gate.size_m
    x, _, z = gate.position_m
    side, deep = 7.0, PASSAGE_M
    start = z + 0.8
    inside = start + deep / 2
    lamps = np.arange(1.6, deep - 1.0, 4.2).tolist()
    return (
        box("wall", f"{gate.id}-wall-left", x - (width + side) / 2, z, (side, height + 1.6, 1.6)),
        box("wall", f"{gate.id}-wall-right", x + (width + side) / 2, z, (side, height + 1.6, 1.6)),
        box("wall", f"{gate.id}-lintel", x, z, (width, 1.6, 1.6), y=height),
        box("wall", f"{gate.id}-mouth-left", x - width / 2 - 0.4, inside, (0.8, height, deep)),
        box("wall", f"{gate.id}-mouth-right", x + width / 2 + 0.4, inside, (0.8, height, deep)),
        box("wall", f"{gate.id}-mouth-roof", x, inside, (width + 1.6, 0.8, deep), y=height),
        box("wall", f"{gate.id}-mouth-back", x, inside + deep / 2 + 0.4, (width + 1.6, height + 0.8, 0.8)),
        *(
            replace(
                box("lamp", f"{gate.id}-lamp-{k + 1}", x, start + at, (1.5, 0.14, 0.26), y=height - 0.3, solid=False),
                colour="cold",
            )
            for k, at in enumerate(lamps)
        ),
    )


def house_of(door: Piece, *, front: bool) -> Piece:
    """Return the hut that a door in the open opens; where a front stands behind it already, the case of the door alone."""
    width, height, deep = (2.5, 3.1, 0.7) if front else (6.6, 4.3, 5.6)
    # A hut's leaf stands in its front wall; a case stands against the wall behind the leaf.
    back = 0.0 if front else deep / 2 - PORCH_M - WALL_M / 2
    x, _, z = door.position_m
    way = (math.sin(door.yaw_rad), math.cos(door.yaw_rad))
    return box("hut", f"{door.id}-house", x - back * way[0], z - back * way[1], (width, height, deep), yaw=door.yaw_rad)
