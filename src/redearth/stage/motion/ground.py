"""What feet stand on: a level floor, and the stairs, ramps, steps and platforms of the set plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from redearth.direction.model import Piece, SetPlan
from redearth.stage.motion.ease import smooth, soften
from redearth.stage.parts import F64

_RISER_M = 0.18
"""Height of a step of stairs, about; ``stage/sets/furniture.stairs`` divides its box alike."""
_LOW_M = 0.42
"""A box of the user's own that is not higher is stepped on."""
_STEP_KINDS = frozenset({"platform", "step", "steps", "ledge", "dais", "stage", "kerb", "curb"})
_SEATS = {"chair": 0.5, "bench": 0.52, "pew": 0.48, "seats": 0.47, "throne": 0.26, "bed": 0.42, "bunk": 0.42, "sofa": 0.5, "couch": 0.5,
          "stool": 1.0, "crate": 1.0, "planter": 1.0, "armchair": 0.48, "log": 1.0, "rock": 1.0}  # fmt: skip
"""Height of the seat as a share of the piece's box."""
_UP_S = 0.28
"""From when a body is over the edge of a step it takes about this long until the foot that goes ahead bears it."""
_EDGE_M = 0.04
"""A greater difference within a centimetre is an edge, no slope."""


class Ground(Protocol):
    """Whatever has a height everywhere."""

    def height_m(self, ground_m: F64) -> F64:
        """Return the heights [...] under points [..., 2] (x, z)."""
        ...

    def tread_m(self, ground_m: F64) -> F64:
        """Return how deep the treads under points [..., 2] are; 0 where there are no stairs."""
        ...

    @property
    def level(self) -> bool:
        """Whether it is 0 everywhere."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Tops:
    """The floor at y = 0 with pieces on it that are stood on; without any it is level."""

    pieces: tuple[Piece, ...] = ()

    @property
    def level(self) -> bool:
        """Whether it is 0 everywhere."""
        return not self.pieces

    def height_m(self, ground_m: F64) -> F64:
        """Return the heights [...] under points [..., 2]: of the highest piece there."""
        high = np.zeros(ground_m.shape[:-1])
        for piece in self.pieces:
            x, z = inside(piece, ground_m)
            width, tall, deep = piece.size_m
            on = (np.abs(x) <= width / 2) & (np.abs(z) <= deep / 2)
            along = np.clip((deep / 2 - z) / deep, 0.0, 1.0)  # stairs and ramps climb towards -z
            if piece.kind == "stairs":
                count = steps_of(piece)
                along = np.minimum(np.floor(along * count) + 1, count) / count
            top = tall * (along if piece.kind in ("stairs", "ramp") else 1.0) + piece.position_m[1]
            high = np.where(on, np.maximum(high, top), high)
        return high

    def tread_m(self, ground_m: F64) -> F64:
        """Return how deep the treads under points [..., 2] are; 0 where there are no stairs."""
        deep = np.zeros(ground_m.shape[:-1])
        for piece in (p for p in self.pieces if p.kind == "stairs"):
            x, z = inside(piece, ground_m)
            near = (np.abs(x) <= piece.size_m[0] / 2) & (np.abs(z) <= piece.size_m[2] / 2 + 0.3)
            deep = np.where(near, piece.size_m[2] / steps_of(piece), deep)
        return deep


LEVEL = Tops()


def ground_of(plan: SetPlan) -> Tops:
    """Return what the feet of a set stand on."""
    walked = [p for p in plan.pieces if p.kind in ("stairs", "ramp") or p.kind in _STEP_KINDS]
    walked += [p for p in plan.pieces if p.kind == "own" and 0.0 < p.size_m[1] <= _LOW_M]
    return Tops(pieces=tuple(sorted(walked, key=lambda p: p.id)))


def steps_of(piece: Piece) -> int:
    """Return into how many steps a flight of stairs is divided."""
    return max(2, round(piece.size_m[1] / _RISER_M))


def inside(piece: Piece, ground_m: F64) -> tuple[F64, F64]:
    """Return points in a piece's own x and z."""
    dx, dz = ground_m[..., 0] - piece.position_m[0], ground_m[..., 1] - piece.position_m[2]
    sine, cosine = np.sin(piece.yaw_rad), np.cos(piece.yaw_rad)
    return cosine * dx - sine * dz, sine * dx + cosine * dz


def settled(ground: Ground, hold: F64, scale: float) -> F64:
    """Return a foothold (x, z, yaw) as (x, z, yaw, y, slope ahead, slope across), moved along the foot until it crosses no edge.

    On a tread shorter than the foot the heel or the toes hang over its lower edge, and nothing enters the riser.
    """
    if ground.level:
        return np.array([*hold[:3], 0.0, 0.0, 0.0])
    ahead = np.array([np.sin(hold[2]), np.cos(hold[2])])
    shift = _clear_of_edges(ground, hold[:2], ahead, scale)
    spot = hold[:2] + shift * ahead
    left = np.array([ahead[1], -ahead[0]])
    probe = 0.05 * scale
    at = np.stack([spot, spot + probe * ahead, spot - probe * ahead, spot + 0.5 * probe * left, spot - 0.5 * probe * left])
    here, fore, rear, one, other = ground.height_m(at)
    rise, bank = (fore - rear) / (2 * probe), (one - other) / probe
    pitch = float(np.arctan(rise)) if abs(rise) < 1.0 else 0.0
    roll = float(np.arctan(bank)) if abs(bank) < 1.0 else 0.0
    return np.array([*spot, hold[2], float(here), pitch, roll])


def _clear_of_edges(ground: Ground, spot: F64, ahead: F64, scale: float) -> float:
    """Return how far to move a foot along its heading so that heel and toes are on the level of its middle."""
    heel, toe = -0.085 * scale, 0.215 * scale
    along = np.arange(-0.45, 0.5001, 0.01) * scale
    heights = ground.height_m(spot + along[:, None] * ahead)
    middle = int(np.argmin(np.abs(along - 0.06 * scale)))
    edges = np.flatnonzero(np.abs(np.diff(heights)) > _EDGE_M)
    behind, beyond = edges[edges < middle], edges[edges >= middle]
    low = float(along[behind[-1] + 1]) if len(behind) else -np.inf
    high = float(along[beyond[0]]) if len(beyond) else np.inf
    if high - low >= toe - heel:
        return float(max(low - heel, 0.0) + min(high - toe, 0.0))
    rises_ahead = bool(len(beyond) and heights[beyond[0] + 1] > heights[middle])
    return high - toe if rises_ahead else low - heel


def height_along(ground: Ground, way_m: F64, fps: int) -> F64:
    """Return how high a body is carried along a way [F, 2]: up a step only as the first foot is on it, down from one at once."""
    high = ground.height_m(way_m)
    before = np.pad(high, (round(_UP_S * fps), 0), "edge")[: len(high)]
    stairs = ground.tread_m(way_m) > 0  # on a flight there is a foot on the next step always
    return soften(np.where(stairs, high, np.minimum(high, before)), max(1, round(0.3 * fps)))


def seat_height_m(plan: SetPlan, spot: F64) -> float | None:
    """Return the height of the seat at a spot (x, z), or None when nothing there is sat on."""
    found = seat_at(plan, spot)
    return None if found is None else found[1]


def seat_at(plan: SetPlan, spot: F64) -> tuple[Piece, float] | None:
    """Return the piece that is sat on at a spot (x, z) and the height of its seat, if there is one."""
    best: tuple[float, str, Piece, float] | None = None
    for piece in plan.pieces:
        share = _SEATS.get(piece.kind)
        if share is None:
            continue
        x, z = inside(piece, spot)
        outside = max(abs(float(x)) - piece.size_m[0] / 2, abs(float(z)) - piece.size_m[2] / 2, 0.0)
        whole = piece.size_m[1] <= 0.55 and piece.kind in ("bench", "bed", "bunk", "sofa")
        high = piece.size_m[1] if whole else share * piece.size_m[1]
        if outside < 0.3 and 0.2 < high < 0.8 and (best is None or (outside, piece.id) < best[:2]):
            best = (outside, piece.id, piece, high)
    return None if best is None else best[2:]


def before_seats(ground_m: F64, seats: tuple[Piece, ...], scale: float) -> F64:
    """Return the track [F, 2] led before the seats that it ends in: feet stand in front of a seat, only the hips go on to it."""
    out = ground_m.copy()
    for piece in seats:
        x, z = inside(piece, out)
        width, _, deep = piece.size_m
        beside = smooth((width / 2 + 0.55 - np.abs(x)) / 0.4) * smooth((z + deep / 2 + 0.6) / 0.5)
        short = np.maximum(deep / 2 + 0.17 * scale - z, 0.0) * beside
        out = out + short[:, None] * np.array([np.sin(piece.yaw_rad), np.cos(piece.yaw_rad)])
    return out
