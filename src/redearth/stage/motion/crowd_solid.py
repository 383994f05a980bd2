"""What a crowd walks around: the set's solid pieces as boxes on the floor, and the way out of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from redearth.direction.model import Piece, SetPlan
from redearth.stage.parts import F64

BODY_M = 0.46
"""Nobody's middle comes nearer to a piece than this: an elbow, or a foot in its swing."""
_LOW_M = 1.8
"""Pieces that hang higher stand in nobody's way."""
_PASSED_M, _CLOSED = 0.9, 1.6
"""Nobody goes between pieces that are nearer to each other, if that closes at most so many times the floor that they stand on."""
_LEAST_M = 0.12
"""Lower ones are stepped on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A piece's rectangle on the floor."""

    middle_m: F64
    half_m: F64
    """Half its width and depth."""
    sine: float
    cosine: float

    def local(self, point_m: F64) -> F64:
        """Return points [..., 2] in the box's own axes."""
        x, z = point_m[..., 0] - self.middle_m[0], point_m[..., 1] - self.middle_m[1]
        return np.stack([x * self.cosine - z * self.sine, x * self.sine + z * self.cosine], -1)

    def in_set(self, way_m: F64) -> F64:
        """Return ways [..., 2] of the box's own axes in set space."""
        x, z = way_m[..., 0], way_m[..., 1]
        return np.stack([x * self.cosine + z * self.sine, -x * self.sine + z * self.cosine], -1)


def boxes_of(plan: SetPlan) -> tuple[Box, ...]:
    """Return the boxes of what stands in the way, a table with its chairs as one; gates and doors are open."""
    return _joined([_box(piece) for piece in plan.pieces if _in_the_way(piece)])


def _joined(boxes: list[Box]) -> tuple[Box, ...]:
    """Return boxes; those between which nobody passes are one, where that does not close much floor to people."""
    boxes = sorted(boxes, key=lambda b: (-float(np.prod(b.half_m)), float(b.middle_m[0]), float(b.middle_m[1])))
    merged = True
    while merged:
        merged = False
        for k, one in enumerate(boxes):
            for other in boxes[k + 1 :]:
                both = _around(one, other)
                area = float(np.prod(one.half_m) + np.prod(other.half_m))
                if both is not None and float(np.prod(both.half_m)) < _CLOSED * area:
                    boxes = [both if b is one else b for b in boxes if b is not other]
                    merged = True
                    break
            if merged:
                break
    return tuple(boxes)


def _around(one: Box, other: Box) -> Box | None:
    """Return the box around two, in the axes of the first; None where somebody passes between them."""
    signs = np.array([(1, 1), (1, -1), (-1, -1), (-1, 1)], float)
    corners = one.local(other.middle_m + other.in_set(signs * other.half_m))
    low, high = corners.min(0), corners.max(0)
    if bool((np.maximum(low - one.half_m, -one.half_m - high) > _PASSED_M).any()):
        return None
    low, high = np.minimum(low, -one.half_m), np.maximum(high, one.half_m)
    return Box(
        middle_m=one.middle_m + one.in_set((low + high) / 2),
        half_m=np.asarray((high - low) / 2),
        sine=one.sine,
        cosine=one.cosine,
    )


def _in_the_way(piece: Piece) -> bool:
    open_ = piece.kind in ("gate", "door")
    return piece.solid and not open_ and piece.position_m[1] < _LOW_M and piece.position_m[1] + piece.size_m[1] > _LEAST_M


def _box(piece: Piece) -> Box:
    return Box(
        middle_m=np.array([piece.position_m[0], piece.position_m[2]]),
        half_m=np.array([piece.size_m[0] / 2, piece.size_m[2] / 2]),
        sine=math.sin(piece.yaw_rad),
        cosine=math.cos(piece.yaw_rad),
    )


def near(boxes: Sequence[Box], place_m: F64, within_m: float = 1.0) -> tuple[Box, ...]:
    """Return the boxes that any of some places [..., 2] may be within reach of."""
    flat = place_m.reshape(-1, 2)
    low, high = flat.min(0) - within_m, flat.max(0) + within_m
    reach = [float(np.hypot(*box.half_m)) for box in boxes]
    return tuple(b for b, r in zip(boxes, reach, strict=True) if bool(((b.middle_m > low - r) & (b.middle_m < high + r)).all()))


def inside_any(boxes: Sequence[Box], point_m: F64, margin_m: float) -> np.ndarray:
    """Return [...] whether points [..., 2] are in a box that is ``margin_m`` larger to every side."""
    found = np.zeros(point_m.shape[:-1], bool)
    for box in boxes:
        found |= (np.abs(box.local(point_m)) < box.half_m + margin_m).all(-1)
    return found


def out_of(place_m: F64, boxes: Sequence[Box], margin_m: float = BODY_M) -> F64:
    """Return how far each of members' places [P, N, 2] must go to be out of the boxes.

    Who passes through one goes around it on one side, all the way: on the side that costs the least.
    """
    push = np.zeros_like(place_m)
    for box in boxes:
        local = box.local(place_m)
        lacks = box.half_m + margin_m - np.abs(local)
        inside = np.asarray((lacks > 0).all(-1))
        if not inside.any():
            continue
        for member in np.flatnonzero(inside.any(0)):
            for run in _runs(inside[:, member]):
                push[run, member] += box.in_set(_aside(local[run, member], box.half_m + margin_m))
    return push


def _runs(mask: np.ndarray) -> list[slice]:
    edge = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]]).astype(int)))
    return [slice(int(a), int(b)) for a, b in zip(edge[::2], edge[1::2], strict=True)]


def _aside(local: F64, half_m: F64) -> F64:
    """Return the ways [n, 2] out of a box (its own axes) over one side, for a run of places inside it."""
    best, cost = np.zeros_like(local), math.inf
    for axis in (0, 1):
        for sign in (1.0, -1.0):
            need = sign * half_m[axis] - local[:, axis]
            length = np.abs(need)
            # It comes in and goes out where little is lacking, or it jumps there.
            price = float(length.max() + length[0] + length[-1])
            if price < cost - 1e-9:
                best, cost = np.zeros_like(local), price
                best[:, axis] = need
    return best
