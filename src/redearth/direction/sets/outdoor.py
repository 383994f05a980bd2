"""Open-air kits: ruined city, desert, forest, street and the neutral exterior. The light comes from -Z."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from redearth.direction.model import Anchor, Bounds, Piece
from redearth.direction.sets.layout import Layout, Spot, anchor, box, ring

CORRIDOR_M = 4.5
"""Half the width that is kept clear along Z for actors and cameras."""
PASSAGE_M = 22.0
"""How deep the passage behind a bunker's gate is."""


def _anchors(bounds: Bounds, sun_height: float) -> tuple[Anchor, ...]:
    return (
        anchor("centre", 0.0, 0.0),
        anchor("near", 0.0, 9.0, math.pi),
        anchor("far", 0.0, bounds.min_z_m + 6.0, 0.0),
        anchor("entrance", 0.0, min(14.0, bounds.max_z_m - 2.0), math.pi),
        anchor("exit", 0.0, bounds.min_z_m + 2.0, math.pi),
        anchor("sun", 0.0, -200.0, math.pi, y=sun_height),
    )


def _beside(bounds: Bounds) -> tuple[Spot, ...]:
    return tuple((side * 6.2, z, -side * math.pi / 2) for z in (-3.0, 3.0, -9.0, 8.0, -15.0, -21.0) for side in (1.0, -1.0))


_GATHER: tuple[Spot, ...] = ((2.6, -2.4, math.pi), (-2.6, -2.4, math.pi), (3.2, 2.6, math.pi), (-3.2, 2.6, math.pi))


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
    return Layout(
        bounds=bounds, surface="sand", anchors=_anchors(bounds, 34.0), pieces=tuple(pieces), wall_spots=_beside(bounds),
        floor_spots=_GATHER, gate_spot=(0.0, 24.0, math.pi), gate_size_m=(5.2, 4.2, 0.6), standing=frozenset({"tower", "rubble", "pole"}),
    )  # fmt: skip


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


def desert(random: np.random.Generator) -> Layout:
    """Return a wide plain with a few rocks."""
    bounds = Bounds(min_x_m=-22.0, max_x_m=22.0, min_z_m=-60.0, max_z_m=26.0)
    pieces = []
    for k, (x, z) in enumerate(ring(random, 14, CORRIDOR_M + 1.5, 21.0, bounds)):
        size = random.uniform(0.5, 2.4)
        pieces.append(box("rock", f"rock-{k + 1}", x, z, (size * 1.3, size * 0.8, size), yaw=random.uniform(0, 3.1)))
    for k, (x, z) in enumerate(((-60.0, -150.0), (48.0, -180.0), (-22.0, -230.0), (90.0, -140.0))):
        height = random.uniform(14, 34)
        pieces.append(box("rock", f"mesa-{k + 1}", x, z, (height * 1.8, height, height * 1.4)))
    return Layout(
        bounds=bounds, surface="sand", anchors=_anchors(bounds, 30.0), pieces=tuple(pieces), wall_spots=_beside(bounds),
        floor_spots=_GATHER, gate_spot=(0.0, 20.0, math.pi), standing=frozenset({"rock"}),
    )  # fmt: skip


def forest(random: np.random.Generator) -> Layout:
    """Return a ride between trees."""
    bounds = Bounds(min_x_m=-16.0, max_x_m=16.0, min_z_m=-44.0, max_z_m=20.0)
    pieces = []
    for k, (x, z) in enumerate(ring(random, 46, CORRIDOR_M + 0.6, 16.0, bounds)):
        girth = random.uniform(0.45, 0.9)
        pieces.append(box("tree", f"tree-{k + 1}", x, z, (girth, random.uniform(9, 17), girth), yaw=random.uniform(0, 3.1)))
    for k, (x, z) in enumerate(ring(random, 22, 18.0, 34.0, bounds)):
        pieces.append(box("tree", f"tree-{k + 47}", x, z - 6.0, (0.8, random.uniform(11, 20), 0.8)))
    for k, (x, z) in enumerate(ring(random, 8, CORRIDOR_M + 0.5, 9.0, bounds)):
        size = random.uniform(0.4, 1.0)
        pieces.append(box("rock", f"rock-{k + 1}", x, z + 1.3, (size * 1.4, size * 0.7, size)))
    return Layout(
        bounds=bounds, surface="grass", anchors=_anchors(bounds, 44.0), pieces=tuple(pieces), wall_spots=_beside(bounds),
        floor_spots=_GATHER, gate_spot=(0.0, 16.0, math.pi), standing=frozenset({"tree", "rock"}),
    )  # fmt: skip


def street(random: np.random.Generator) -> Layout:
    """Return a street along Z with houses, lamps and parked cars."""
    bounds = Bounds(min_x_m=-9.5, max_x_m=9.5, min_z_m=-48.0, max_z_m=24.0)
    pieces = []
    number = 0
    for z in np.arange(20.0, -100.0, -15.0).tolist():
        for side in (-1.0, 1.0):
            number += 1
            width, height = random.uniform(10, 13), random.uniform(9, 22)
            pieces.append(box("tower", f"tower-{number}", side * (10.4 + width / 2), z, (width, height, 14.4)))
    for k, z in enumerate(np.arange(14.0, -46.0, -12.0).tolist()):
        side = -1.0 if k % 2 else 1.0
        pieces.append(box("pole", f"pole-{k + 1}", side * 7.6, z, (0.25, 6.0, 0.25)))
        pieces.append(box("lamp", f"lamp-{k + 1}", side * 7.0, z, (0.7, 0.2, 0.4), y=5.7, solid=False))
    for k, z in enumerate((9.0, -11.0, -19.0, -33.0)):
        side = 1.0 if k % 2 else -1.0
        pieces.append(box("car", f"car-{k + 1}", side * 6.0, z + random.uniform(-1, 1), (1.9, 1.5, 4.4)))
    return Layout(
        bounds=bounds, surface="concrete", anchors=_anchors(bounds, 30.0), pieces=tuple(pieces), wall_spots=_beside(bounds),
        floor_spots=_GATHER, gate_spot=(0.0, 20.0, math.pi), standing=frozenset({"tower", "pole", "lamp", "car"}),
    )  # fmt: skip


def exterior(random: np.random.Generator) -> Layout:
    """Return a neutral open place: a green between trees and houses, with a path along it."""
    bounds = Bounds(min_x_m=-20.0, max_x_m=20.0, min_z_m=-50.0, max_z_m=24.0)
    pieces = []
    houses = ((-21.5, 2.0), (22.5, -14.0), (-23.0, -29.0), (21.0, -44.0), (-9.0, -76.0), (12.0, -84.0))
    for k, (x, z) in enumerate(houses):
        width, height = random.uniform(8.5, 10.5), random.choice([7.2, 7.4, 10.6])
        pieces.append(
            box("tower", f"house-{k + 1}", x, z + random.uniform(-1.5, 1.5), (width, float(height), random.uniform(11, 14)))
        )
    for k, (x, z) in enumerate(ring(random, 9, CORRIDOR_M + 3.0, 15.0, bounds)):
        girth = random.uniform(0.4, 0.7)
        pieces.append(box("tree", f"tree-{k + 1}", x, z, (girth, random.uniform(6, 11), girth), yaw=random.uniform(0, 3.1)))
    for k, z in enumerate((9.0, -12.0, -30.0)):
        side = 1.0 if k % 2 else -1.0
        pieces.append(box("bench", f"bench-{k + 1}", side * 5.6, z, (1.7, 0.8, 0.6), yaw=-side * math.pi / 2))
    return Layout(
        bounds=bounds, surface="grass", anchors=_anchors(bounds, 36.0), pieces=tuple(pieces), wall_spots=_beside(bounds),
        floor_spots=_GATHER, gate_spot=(0.0, 20.0, math.pi), standing=frozenset({"tree", "tower"}),
    )  # fmt: skip
