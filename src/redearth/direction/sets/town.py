"""Places where people live under the sky: streets of several architectures, and the open places between and beyond them."""

from __future__ import annotations

import math

import numpy as np

from redearth.direction.model import Bounds, Piece
from redearth.direction.sets.layout import Layout, Surface, box, ring
from redearth.direction.sets.outdoor import CORRIDOR_M, GATHER, beside, open_anchors

_HALF_M = {"east": 7.0, "modern": 12.0}
_HEIGHTS_M: dict[str, tuple[float, ...]] = {
    "old": (11.0, 14.0, 17.0, 20.0),
    "modern": (24.0, 35.0, 46.0, 61.0),
    "east": (15.0, 19.0, 22.0),
    "village": (5.0, 6.0, 7.0),
}
_HOUSES = ((-21.5, 2.0), (22.5, -14.0), (-23.0, -29.0), (21.0, -44.0), (-9.0, -76.0), (12.0, -84.0))
_SURFACE: dict[str, Surface] = {"shore": "sand", "harbour": "concrete", "plaza": "concrete"}


def street(random: np.random.Generator, style: str) -> Layout:
    """Return a street along Z: terraced houses, glass towers, a narrow market street, a village lane or a bridge."""
    half = _HALF_M.get(style, 9.5)
    fronts = style not in ("village", "bridge")
    bounds = Bounds(min_x_m=-half, max_x_m=half, min_z_m=-48.0, max_z_m=24.0)
    pieces = _railings(half) if style == "bridge" else _fronts(random, style, half)
    for k, z in enumerate(np.arange(14.0, -46.0, -12.0).tolist()):
        side = -1.0 if k % 2 else 1.0
        pieces.append(box("lamp", f"lamp-{k + 1}", side * (half - 2.5), z, (0.35, 6.0, 0.35), yaw=-side * math.pi / 2))
    for k, z in enumerate((9.0, -11.0, -19.0, -33.0)[: 2 if style in ("village", "east") else 4]):
        side = 1.0 if k % 2 else -1.0
        pieces.append(box("car", f"car-{k + 1}", side * (half - 3.5), z + random.uniform(-1, 1), (1.9, 1.5, 4.4)))
    if style == "east":
        pieces += _stalls(random, half)
    return Layout(
        bounds=bounds, surface="concrete", anchors=open_anchors(bounds, 30.0), pieces=tuple(pieces), wall_spots=_pavement(half),
        floor_spots=GATHER, gate_spot=(0.0, 20.0, math.pi), door_of="front" if fronts else "hut",
        door_spot=(half + 0.7, 5.0, -math.pi / 2) if fronts else None, standing=frozenset({"tower", "lamp", "car"}),
    )  # fmt: skip


def _pavement(half: float) -> tuple[tuple[float, float, float], ...]:
    return tuple((s * (half - 3.3), z, -s * math.pi / 2) for z in (-3.0, 3.0, -8.0, 6.5, -15.0, -22.0) for s in (1.0, -1.0))


def _fronts(random: np.random.Generator, style: str, half: float) -> list[Piece]:
    pieces = []
    number = 0
    for z in np.arange(20.0, -100.0, -15.0).tolist():
        for side in (-1.0, 1.0):
            number += 1
            width, height = 12.0, float(random.choice(_HEIGHTS_M[style]))
            deep, back = (
                (14.4, 0.9) if style != "village" else (float(random.choice([9.0, 11.0])), float(random.uniform(1.2, 3.5)))
            )
            pieces.append(box("tower", f"tower-{number}", side * (half + back + width / 2), z, (width, height, deep)))
    return pieces


def _railings(half: float) -> list[Piece]:
    return [
        box("railing", f"railing-{k + 1}", side * (half - 0.2), -12.0 + 24.0 * part, (24.0, 1.15, 0.2), yaw=math.pi / 2)
        for k, (side, part) in enumerate((s, p) for p in (-1, 0, 1) for s in (-1.0, 1.0))
    ]


def _stalls(random: np.random.Generator, half: float) -> list[Piece]:
    """Market stalls on the pavement, their counters towards the street."""
    pieces = []
    for k, z in enumerate((3.0, -2.5, -7.5, -14.5, -26.0, -38.0)):
        side = -1.0 if k % 2 else 1.0
        at = z + float(random.uniform(-0.5, 0.5))
        pieces.append(box("stall", f"stall-{k + 1}", side * (half - 1.2), at, (2.4, 2.6, 1.5), yaw=-side * math.pi / 2))
    return pieces


def exterior(random: np.random.Generator, style: str) -> Layout:
    """Return an open place: a green, a field, a mountain pasture, a lake or a sea shore, a harbour or a paved square."""
    far, left = (-18.0 if style in ("lake", "shore") else -50.0), (-14.0 if style == "harbour" else -20.0)
    bounds = Bounds(min_x_m=left, max_x_m=20.0, min_z_m=far, max_z_m=24.0)
    pieces = {"green": _green, "field": _field, "mountain": _mountain, "harbour": _harbour, "plaza": _plaza}.get(
        style, _waterside
    )(random, bounds)
    return Layout(
        bounds=bounds, surface=_SURFACE.get(style, "grass"), anchors=open_anchors(bounds, 36.0), pieces=tuple(pieces),
        wall_spots=beside(bounds), floor_spots=GATHER, gate_spot=(0.0, 20.0, math.pi),
        standing=frozenset({p.kind for p in pieces} & {"tree", "tower", "rock", "lamp"}),
    )  # fmt: skip


def _trees(random: np.random.Generator, bounds: Bounds, count: int, first: float) -> list[Piece]:
    pieces = []
    for k, (x, z) in enumerate(ring(random, count, first, 15.0, bounds)):
        girth = random.uniform(0.4, 0.7)
        pieces.append(box("tree", f"tree-{k + 1}", x, z, (girth, random.uniform(7, 12), girth), yaw=random.uniform(0, 3.1)))
    return pieces


def _green(random: np.random.Generator, bounds: Bounds) -> list[Piece]:
    pieces = []
    for k, (x, z) in enumerate(_HOUSES):
        size = (random.uniform(8.5, 10.5), float(random.choice([7.2, 7.4, 10.6])), random.uniform(11, 14))
        pieces.append(box("tower", f"house-{k + 1}", x, z + random.uniform(-1.5, 1.5), size))
    pieces += _hedges(pieces)
    pieces += _trees(random, bounds, 9, CORRIDOR_M + 3.0)
    for k, z in enumerate((9.0, -12.0, -30.0)):
        side = 1.0 if k % 2 else -1.0
        pieces.append(box("bench", f"bench-{k + 1}", side * 5.6, z, (1.7, 0.8, 0.6), yaw=-side * math.pi / 2))
    return pieces


def _hedges(houses: list[Piece]) -> list[Piece]:
    """A clipped hedge on either side of the path to each house that looks on the green."""
    pieces = []
    for house in houses:
        side = 1.0 if house.position_m[0] > 0 else -1.0
        x = house.position_m[0] - side * (house.size_m[0] / 2 + 1.7)
        for k, along in enumerate((-2.9, 2.9)):
            at = house.position_m[2] + along
            pieces.append(box("hedge", f"{house.id}-hedge-{k + 1}", x, at, (3.6, 1.25, 0.8), yaw=-side * math.pi / 2))
    return pieces


def _field(random: np.random.Generator, bounds: Bounds) -> list[Piece]:
    """Fences along a track, bales, a farmhouse and a barn."""
    side = float(random.choice([-1.0, 1.0]))
    pieces = [
        box("tower", "house-1", side * 21.0, -24.0, (8.6, 6.4, 11.0)),
        box("tower", "house-2", side * 24.0, -42.0, (10.0, 7.6, 16.0)),
    ]
    pieces += [
        box("fence", f"fence-{k + 1}", x, z, (12.0, 1.2, 0.14), yaw=math.pi / 2)
        for k, (x, z) in enumerate((x, z) for x in (-7.5, 7.5) for z in (12.0, 0.0, -12.0, -24.0, -36.0))
    ]
    for k, (x, z) in enumerate(ring(random, 6, 9.5, 18.0, bounds)):
        pieces.append(box("bale", f"bale-{k + 1}", x, z, (1.4, 1.4, 1.5), yaw=random.uniform(0, 3.1)))
    return [*pieces, *_trees(random, bounds, 3, 13.0)]


def _mountain(random: np.random.Generator, bounds: Bounds) -> list[Piece]:
    pieces = []
    for k, (x, z) in enumerate(ring(random, 16, CORRIDOR_M + 1.2, 18.0, bounds)):
        size = random.uniform(0.7, 3.2)
        pieces.append(box("rock", f"rock-{k + 1}", x, z, (size * 1.3, size * 0.9, size), yaw=random.uniform(0, 3.1)))
    for k, (x, z) in enumerate(ring(random, 9, CORRIDOR_M + 4.0, 19.0, bounds)):
        pieces.append(box("tree", f"tree-{k + 1}", x, z + 2.2, (0.5, random.uniform(7, 13), 0.5), yaw=random.uniform(0, 3.1)))
    return pieces


def _waterside(random: np.random.Generator, bounds: Bounds) -> list[Piece]:
    """A jetty, a boat drawn up, stones at the water's edge and trees behind."""
    side = float(random.choice([-1.0, 1.0]))
    pieces = [box("boat", "boat", side * 7.4, -13.2, (1.5, 0.75, 4.2), yaw=side * 0.4)]
    for k, (x, z) in enumerate(ring(random, 12, CORRIDOR_M + 1.0, 18.0, bounds)):
        size = random.uniform(0.4, 1.3)
        pieces.append(box("rock", f"rock-{k + 1}", x, min(z, -7.0 - size), (size * 1.4, size * 0.6, size)))
    for k, (x, z) in enumerate(ring(random, 8, CORRIDOR_M + 4.0, 17.0, bounds)):
        pieces.append(box("tree", f"tree-{k + 1}", x, max(z, 0.0) + 3.0, (0.5, random.uniform(8, 12), 0.5)))
    return [p for p in pieces if p.kind != "rock" or abs(p.position_m[0] - side * 7.4) > 2.9]


def _harbour(random: np.random.Generator, bounds: Bounds) -> list[Piece]:
    """A quay: containers on one side, bollards and boats at the water on the other."""
    pieces = []
    for k, z in enumerate(np.arange(14.0, -46.0, -7.4).tolist()):
        pieces.append(box("container", f"container-{k + 1}", 10.6 + 0.4 * (k % 3), z, (2.44, 2.59, 6.1)))
        if k % 3 != 1:
            pieces.append(box("container", f"container-{k + 31}", 10.7, z, (2.44, 2.59, 6.1), y=2.6))
        pieces.append(box("pole", f"bollard-{k + 1}", -12.6, z, (0.4, 0.6, 0.4)))
    for k, z in enumerate((6.0, -20.0, -38.0)):
        pieces.append(box("lamp", f"lamp-{k + 1}", 7.6, z, (0.35, 6.5, 0.35)))
    return pieces


def _plaza(random: np.random.Generator, bounds: Bounds) -> list[Piece]:
    """A paved yard between low buildings, with lamps and benches."""
    pieces = [
        box("tower", f"house-{k + 1}", s * 26.0, z, (10.0, float(random.choice([7.4, 10.6])), 17.0))
        for k, (s, z) in enumerate((s, z) for z in (8.0, -11.0, -30.0) for s in (-1.0, 1.0))
    ]
    for k, z in enumerate((8.0, -6.0, -20.0, -34.0)):
        side = 1.0 if k % 2 else -1.0
        pieces.append(box("lamp", f"lamp-{k + 1}", side * 9.0, z, (0.35, 4.6, 0.35)))
        pieces.append(box("bench", f"bench-{k + 1}", -side * 7.4, z, (1.7, 0.8, 0.6), yaw=side * math.pi / 2))
    return [*pieces, *_trees(random, bounds, 6, 11.0)]
