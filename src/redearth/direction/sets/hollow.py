"""What of a piece stands in the way: a hut is hollow, and one goes in by its door."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace

from redearth.core.hut import CASE_DEPTH_M, DOORWAY_M, EAVES_M, OVERHANG_M, PORCH_M, WALL_M
from redearth.core.space import Vec3
from redearth.direction.model import Piece
from redearth.direction.sets.layout import rounded


def bodies(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the solid bodies of pieces: each its own box, but of huts their walls and roofs; `stage` builds by the same numbers."""
    for piece in pieces:
        if piece.kind == "hut":
            yield from _walls(piece)
        else:
            yield piece


def _walls(hut: Piece) -> Iterator[Piece]:
    width, height, depth = hut.size_m
    way, tall = DOORWAY_M
    if depth < CASE_DEPTH_M:
        pier = (width - way) / 2
        for side in (-1.0, 1.0):
            yield _part(hut, side * (way + pier) / 2, 0.0, 0.0, (pier, tall, depth))
        return
    wide, deep = width - 2 * OVERHANG_M, depth - 2 * PORCH_M
    half, inner = (wide - way) / 2, (deep - WALL_M) / 2
    for side in (-1.0, 1.0):
        yield _part(hut, side * (way + half) / 2, 0.0, inner, (half, EAVES_M, WALL_M))
        yield _part(hut, side * (wide - WALL_M) / 2, 0.0, 0.0, (WALL_M, EAVES_M, deep))
    yield _part(hut, 0.0, 0.0, -inner, (wide, EAVES_M, WALL_M))
    yield _part(hut, 0.0, tall, inner, (way, EAVES_M - tall, WALL_M))
    yield _part(hut, 0.0, EAVES_M, 0.0, (width, height - EAVES_M, depth))


def _part(hut: Piece, across: float, up: float, ahead: float, size: Vec3) -> Piece:
    """Return a body of a hut by the place of its foot in the hut: to its right, up, and towards its front."""
    x, y, z = hut.position_m
    sine, cosine = math.sin(hut.yaw_rad), math.cos(hut.yaw_rad)
    at = (rounded(x + across * cosine + ahead * sine), rounded(y + up), rounded(z - across * sine + ahead * cosine))
    return replace(hut, position_m=at, size_m=size)
