"""Seats: which pieces are sat on, and how far a chair is pulled out from the table it faces."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from redearth.direction.model import Anchor, Bounds, Piece
from redearth.direction.sets.layout import rounded
from redearth.direction.sets.stands import is_free, overlap, settled

SEATS = frozenset({"chair", "armchair", "stool", "throne", "bench", "pew", "seats", "sofa", "couch", "bed", "bunk"})
"""Kinds of pieces that somebody sits down on from the front."""
_DRAWN = frozenset({"chair", "stool"})
_AT = frozenset({"table", "counter", "console"})
_KNEES_M = 0.6
"""Between the middle of a seat and the edge of its table: a standing body before the seat, or a sitting one's knees."""
_STEP_M = 0.04
_AT_TABLE_M = 1.0


def pulled_out(pieces: Sequence[Piece], bounds: Bounds) -> tuple[Piece, ...]:
    """Return the pieces with every chair that faces a table drawn back until somebody can stand between, as far as there is room."""
    out = list(pieces)
    for k, chair in enumerate(out):
        if chair.kind not in _DRAWN:
            continue
        table = next((p for p in out if p.kind in _AT and _edge_m(chair, p) < _KNEES_M), None)
        while table is not None and _edge_m(chair, table) < _KNEES_M - 0.02:
            tried = _back(chair, _STEP_M)
            if not _inside(tried, bounds) or any(overlap(tried, p) for j, p in enumerate(out) if j != k and p.solid):
                break
            chair = tried
        out[k] = chair
    return tuple(out)


def resettled(anchors: Sequence[Anchor], before: Sequence[Piece], after: Sequence[Piece], bounds: Bounds) -> tuple[Anchor, ...]:
    """Return the anchors with those on a chair moved along with it, and those that a chair now stands on moved off it."""
    moved = {(old.position_m[0], old.position_m[2]): new for old, new in zip(before, after, strict=True) if old != new}
    out = []
    for one in anchors:
        chair = moved.get((one.position_m[0], one.position_m[2]))
        if chair is not None:
            out.append(replace(one, position_m=(chair.position_m[0], one.position_m[1], chair.position_m[2])))
        elif moved and is_free(one, bounds, before):
            out += settled([one], bounds, after)
        else:
            out.append(one)
    return tuple(out)


def faces(seat: Piece, table: Piece) -> bool:
    """Return whether who sits on a seat sits at a table."""
    return _edge_m(seat, table) < _AT_TABLE_M


def _edge_m(chair: Piece, table: Piece) -> float:
    """Return how far ahead of a chair's middle a table begins; infinite when it faces another way."""
    dx, dz = chair.position_m[0] - table.position_m[0], chair.position_m[2] - table.position_m[2]
    s, c, turn = math.sin(table.yaw_rad), math.cos(table.yaw_rad), chair.yaw_rad - table.yaw_rad
    enters, leaves = 0.0, math.inf
    for at, way, half in (
        (dx * c - dz * s, math.sin(turn), table.size_m[0] / 2),
        (dx * s + dz * c, math.cos(turn), table.size_m[2] / 2),
    ):
        if abs(way) < 1e-6:
            leaves = leaves if abs(at) < half else -math.inf
        else:
            near, far = sorted(((-half - at) / way, (half - at) / way))
            enters, leaves = max(enters, near), min(leaves, far)
    return enters if enters <= leaves else math.inf


def _back(chair: Piece, step_m: float) -> Piece:
    x, y, z = chair.position_m
    s, c = math.sin(chair.yaw_rad), math.cos(chair.yaw_rad)
    return replace(chair, position_m=(rounded(x - step_m * s), y, rounded(z - step_m * c)))


def _inside(piece: Piece, b: Bounds) -> bool:
    x, _, z = piece.position_m
    reach = max(piece.size_m[0], piece.size_m[2]) / 2
    return b.min_x_m + reach <= x <= b.max_x_m - reach and b.min_z_m + reach <= z <= b.max_z_m - reach
