"""Wild places: deserts, shores and wastes, and forests of several kinds. The light comes from -Z."""

from __future__ import annotations

import math

import numpy as np

from redearth.direction.model import Bounds, Piece
from redearth.direction.sets.layout import Layout, box, ring
from redearth.direction.sets.outdoor import CORRIDOR_M, GATHER, beside, open_anchors

_MESAS = ((-60.0, -150.0), (48.0, -180.0), (-22.0, -230.0), (90.0, -140.0))
_WALLS = ((-36.0, -30.0), (38.0, -52.0), (-44.0, -86.0), (40.0, -112.0), (-34.0, 14.0), (40.0, 4.0))
_GIRTH = {
    "conifer": (0.45, 0.8),
    "broadleaf": (0.5, 0.95),
    "jungle": (0.4, 0.8),
    "dead": (0.4, 0.8),
    "birch": (0.3, 0.5),
    "burnt": (0.35, 0.75),
}
_HEIGHT = {
    "conifer": (12.0, 21.0),
    "broadleaf": (10.0, 16.0),
    "jungle": (12.0, 20.0),
    "dead": (7.0, 13.0),
    "birch": (11.0, 17.0),
    "burnt": (6.0, 13.0),
}


def desert(random: np.random.Generator, style: str) -> Layout:
    """Return an open plain: dunes, a canyon's mouth, a salt flat, a shore, a waste of wrecks and bones, Mars or the Moon."""
    bounds = Bounds(min_x_m=-22.0, max_x_m=22.0, min_z_m=-20.0 if style == "shore" else -60.0, max_z_m=26.0)
    pieces = _rocks(random, bounds, {"salt": 4, "shore": 8, "dunes": 6}.get(style, 14))
    if style == "waste":
        pieces += _wreckage(random, bounds)
    if style in ("dunes", "waste", "salt"):
        x, z = float(random.choice([-7.5, 7.5])), float(random.uniform(-16.0, -9.0))
        pieces.append(box("bones", "bones", x, z, (1.9, 1.5, 4.2), yaw=float(random.uniform(-0.7, 0.7))))
    pieces += _far_rocks(random, style)
    return Layout(
        bounds=bounds, surface="sand", anchors=open_anchors(bounds, 30.0), pieces=tuple(pieces), wall_spots=beside(bounds),
        floor_spots=GATHER, gate_spot=(0.0, 20.0, math.pi), standing=frozenset({"rock"}),
    )  # fmt: skip


def _rocks(random: np.random.Generator, bounds: Bounds, count: int) -> list[Piece]:
    pieces = []
    for k, (x, z) in enumerate(ring(random, count, CORRIDOR_M + 1.5, 21.0, bounds)):
        size = random.uniform(0.5, 2.4)
        pieces.append(box("rock", f"rock-{k + 1}", x, z, (size * 1.3, size * 0.8, size), yaw=random.uniform(0, 3.1)))
    return pieces


def _far_rocks(random: np.random.Generator, style: str) -> list[Piece]:
    """Table mountains on the horizon; in a canyon its walls come near."""
    if style in ("dunes", "salt", "shore"):
        return []
    pieces = []
    for k, (x, z) in enumerate(_MESAS):
        height = random.uniform(14, 34)
        pieces.append(box("rock", f"mesa-{k + 1}", x, z, (height * 1.8, height, height * 1.4)))
    for k, (x, z) in enumerate(_WALLS if style == "canyon" else ()):
        height = random.uniform(13, 24)
        pieces.append(box("rock", f"wall-{k + 1}", x, z, (26.0, height, 34.0), yaw=random.uniform(-0.2, 0.2)))
    return pieces


def _wreckage(random: np.random.Generator, bounds: Bounds) -> list[Piece]:
    """Cars that nobody drives any more, poles that lean, heaps of scrap."""
    pieces = []
    for k, (x, z) in enumerate(ring(random, 5, CORRIDOR_M + 2.2, 13.0, bounds)):
        pieces.append(box("car", f"car-{k + 1}", x, z, (1.9, 1.4, 4.4), yaw=random.uniform(0, 3.1)))
    for k, (x, z) in enumerate(ring(random, 8, CORRIDOR_M + 1.4, 16.0, bounds)):
        size = random.uniform(0.8, 2.0)
        pieces.append(box("rubble", f"rubble-{k + 1}", x, z, (size * 1.4, size * 0.6, size), yaw=random.uniform(0, 3.1)))
    for k, z in enumerate((8.0, -14.0, -36.0)):
        pieces.append(box("pole", f"pole-{k + 1}", -9.0 + 0.6 * k, z, (0.3, 6.5, 0.3)))
    return pieces


def forest(random: np.random.Generator, style: str) -> Layout:
    """Return a ride between trees: conifers, broadleaved trees, birches, jungle, a dead or a burnt wood; trunks lie beside it."""
    bounds = Bounds(min_x_m=-16.0, max_x_m=16.0, min_z_m=-44.0, max_z_m=20.0)
    girths, heights = _GIRTH[style], _HEIGHT[style]
    pieces = []
    for k, (x, z) in enumerate(ring(random, 46, CORRIDOR_M + 0.6, 16.0, bounds)):
        girth = random.uniform(*girths)
        pieces.append(box("tree", f"tree-{k + 1}", x, z, (girth, random.uniform(*heights), girth), yaw=random.uniform(0, 3.1)))
    for k, (x, z) in enumerate(ring(random, 22, 18.0, 34.0, bounds)):
        pieces.append(box("tree", f"tree-{k + 47}", x, z - 6.0, (0.8, random.uniform(heights[0] + 1, heights[1] + 3), 0.8)))
    for k, (x, z) in enumerate(ring(random, 8, CORRIDOR_M + 0.5, 9.0, bounds)):
        size = random.uniform(0.4, 1.0)
        pieces.append(box("rock", f"rock-{k + 1}", x, z + 1.3, (size * 1.4, size * 0.7, size)))
    pieces += _logs(random, pieces)
    return Layout(
        bounds=bounds, surface="grass", anchors=open_anchors(bounds, 44.0), pieces=tuple(pieces), wall_spots=beside(bounds),
        floor_spots=GATHER, gate_spot=(0.0, 16.0, math.pi), standing=frozenset({"tree", "rock", "log"}),
    )  # fmt: skip


def _logs(random: np.random.Generator, taken: list[Piece]) -> list[Piece]:
    """Fallen trunks and stumps in the gaps between the trees beside the ride."""
    pieces: list[Piece] = []
    for k, z in enumerate((5.0, -6.0, -15.0, -27.0)):
        side = -1.0 if (k + int(random.integers(0, 2))) % 2 else 1.0
        long, thick = float(random.uniform(3.4, 5.2)), float(random.uniform(0.45, 0.7))
        for step in range(12):
            x, at = side * (5.4 + 0.7 * step), z + 0.5 * step
            if all(math.hypot(x - p.position_m[0], at - p.position_m[2]) > long / 2 + 0.6 for p in taken):
                yaw = side * float(random.uniform(0.9, 1.5))
                pieces.append(box("log", f"log-{k + 1}", x, at, (thick, thick, long), yaw=yaw))
                break
    return pieces
