"""Where somebody sits: on a free seat, at a table on one of its chairs rather than in it."""

from __future__ import annotations

import math

import numpy as np

from redearth.direction.blocking.places import spot_for
from redearth.direction.blocking.scenario import Scenario, Standing
from redearth.direction.blocking.terms import F64
from redearth.direction.model import Piece
from redearth.direction.sets.seats import SEATS, faces

_NEAR_M = 3.5
"""How far from a table a seat may be that one sits down on instead."""
_WIDE_M = 0.6
"""Width that somebody takes on a bench."""
_TAKEN_M = 0.45


def seat_for(sc: Scenario, st: Standing, actor: str, piece: Piece) -> tuple[F64, float]:
    """Return the place and the facing (radians) of somebody who sits down at or on a piece: a free seat of it, before it when it has none."""
    here = st.stances[actor].floor
    seats = [p for p in sc.plan.pieces if p.kind in SEATS]
    if piece.kind in SEATS:
        wanted = [piece, *_nearest([p for p in seats if p.kind == piece.kind and p.id != piece.id], _middle(piece))]
    else:
        at_it = _nearest([p for p in seats if faces(p, piece)], here)
        wanted = [*at_it, *(p for p in _nearest(seats, _middle(piece)) if p not in at_it)]
        wanted = [p for p in wanted if float(np.hypot(*(_middle(p) - _middle(piece)))) < _NEAR_M + piece.size_m[0] / 2]
    for seat in wanted:
        for spot in _places(seat):
            if not _taken(st, actor, spot):
                return spot, seat.yaw_rad
    if piece.kind in SEATS:
        return _middle(piece), piece.yaw_rad
    return spot_for(sc, piece)


def _places(seat: Piece) -> list[F64]:
    """Return the places on a seat, its middle first."""
    aside = np.array([math.cos(seat.yaw_rad), -math.sin(seat.yaw_rad)])
    most = int(max(0.0, seat.size_m[0] / 2 - 0.25) / _WIDE_M) if seat.kind not in ("bed", "bunk") else 0
    return [_middle(seat) + _WIDE_M * k * aside for n in range(most + 1) for k in ((n, -n) if n else (0,))]


def _taken(st: Standing, actor: str, spot: F64) -> bool:
    return any(s.present and a != actor and float(np.hypot(*(s.floor - spot))) < _TAKEN_M for a, s in st.stances.items())


def _nearest(pieces: list[Piece], spot: F64) -> list[Piece]:
    return sorted(pieces, key=lambda p: (round(float(np.hypot(*(_middle(p) - spot))), 3), p.id))


def _middle(piece: Piece) -> F64:
    return np.array([piece.position_m[0], piece.position_m[2]])
