"""Ways around scenery: the shortest path over the corners of what is in the way (a lazy visibility graph)."""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from redearth.direction.blocking.terms import F64

if TYPE_CHECKING:
    from redearth.direction.blocking.floorplan import Floorplan

_SPARE_M = 0.06
"""Room for the rounding of a corner (``strides.rounded``)."""
_ROUNDS = 6
_MOST_NODES = 120
_SHARES = (1.0, 0.75, 0.55, 0.35)
"""Where there is no way at the width asked for, one turns the shoulders."""
_STEP_IN_M = 0.55
_BEYOND_M = 6.0
"""How far behind a doorway newcomers wait at most."""
_TOUCHES_M = 0.05
_FARTHEST_M, _BESIDE_SEAT_M = 2.0, 0.22
_SIDES = np.array([(a, b) for a in (-1.0, 1.0) for b in (-1.0, 1.0)])


@dataclass(frozen=True, slots=True)
class _Room:
    """How far one keeps from each rectangle ([N]) and from the edge of the floor."""

    radii: F64
    edge: float


def route(floor: Floorplan, start: F64, goal: F64, radius: float) -> F64:
    """Return a polyline [P, 2] from ``start`` to ``goal`` that keeps ``radius`` from everything; straight when there is no way.

    What ``start`` or ``goal`` is nearer to is kept as far away as there. Who starts or ends outside goes through a doorway; who
    starts or ends on a piece gets down from it, from a seat to its front or its sides.
    """
    for share in _SHARES:
        narrow = radius * share
        head, tail = _threshold(floor, start, goal, narrow), _threshold(floor, goal, start, narrow)
        ends = np.stack([head[-1], tail[-1]])
        radii = np.minimum(narrow, floor.gaps(ends).min(axis=0)) if len(floor.centres) else np.zeros(0)
        way = _around(floor, head[-1], tail[-1], _Room(radii, min(narrow, float(floor.edge_m(ends).min()))))
        if way is not None:
            return _without_repeats([*head, *way, *reversed(tail)])
    return np.stack([start, goal])


def _blocked(floor: Floorplan, a: F64, b: F64, radii: F64) -> NDArray[np.bool_]:
    """Return [E, N] which rectangles are nearer than their ``radii`` to which straight ways from ``a`` to ``b`` ([E, 2])."""
    p, q, half = floor.local(a), floor.local(b), floor.halves
    low, high, wide = np.minimum(p, q), np.maximum(p, q), half + radii[:, None]
    found: NDArray[np.bool_] = np.all((low < wide) & (high > -wide), axis=-1)
    ways, boxes = np.nonzero(found)
    found[ways, boxes] = _apart_m(p[ways, boxes], q[ways, boxes], half[boxes]) < radii[boxes] - 1e-6
    return found


def _apart_m(p: F64, q: F64, half: F64) -> F64:
    """Return the distances [K] between segments and upright rectangles about the origin, [K, 2] each; 0 where they meet."""
    along = q - p
    safe = np.where(np.abs(along) < 1e-9, 1e-9, along)
    one, other = (-half - p) / safe, (half - p) / safe
    enters, leaves = np.minimum(one, other).max(axis=-1), np.maximum(one, other).min(axis=-1)
    meets = np.maximum(enters, 0.0) <= np.minimum(leaves, 1.0)
    ends = [np.maximum(np.abs(end) - half, 0.0) for end in (p, q)]
    apart = np.minimum(*(np.hypot(end[..., 0], end[..., 1]) for end in ends))
    length = np.maximum((along * along).sum(-1), 1e-12)
    for side in _SIDES:
        corner = side * half
        t = np.clip(((corner - p) * along).sum(-1) / length, 0.0, 1.0)
        off = corner - p - t[..., None] * along
        apart = np.minimum(apart, np.hypot(off[..., 0], off[..., 1]))
    return np.asarray(np.where(meets, 0.0, apart))


def _around(floor: Floorplan, start: F64, goal: F64, room: _Room) -> list[F64] | None:
    """Return the corners from ``start`` to ``goal``, both included, or None when nothing leads there."""
    a, b = start[None], goal[None]
    known = _blocked(floor, a, b, room.radii)[0]
    if not known.any():
        return [start, goal]
    for _ in range(_ROUNDS):
        nodes = np.concatenate([a, b, _corners(floor, np.flatnonzero(known), room)])[:_MOST_NODES]
        first, second = np.triu_indices(len(nodes), 1)
        hit = _blocked(floor, nodes[first], nodes[second], room.radii)
        free = ~hit.any(axis=1)
        found = _shortest(nodes, first[free], second[free])
        if found is not None:
            return [nodes[k] for k in found]
        grown = known | hit.any(axis=0)
        if (grown == known).all():
            return None
        known = grown
    return None


def _corners(floor: Floorplan, boxes: NDArray[np.int_], room: _Room) -> F64:
    """Return the free corners [K, 2] of the octagons around some rectangles."""
    wide = room.radii[boxes] + _SPARE_M
    near = (math.sqrt(2.0) - 1.0) * wide
    spots = []
    for reach in (np.stack([wide, near], axis=1), np.stack([near, wide], axis=1)):
        local = _SIDES[None] * (floor.halves[boxes] + reach)[:, None]
        cosine, sine = floor.turns[boxes, 0][:, None], floor.turns[boxes, 1][:, None]
        x, z = local[..., 0] * cosine + local[..., 1] * sine, local[..., 1] * cosine - local[..., 0] * sine
        spots.append(floor.centres[boxes][:, None] + np.stack([x, z], axis=-1))
    points = np.concatenate(spots).reshape(-1, 2)
    if not len(points):
        return points
    return np.asarray(points[floor.inside(points, room.edge) & (floor.gaps(points) >= room.radii - 1e-6).all(axis=1)])


def _shortest(nodes: F64, first: NDArray[np.int_], second: NDArray[np.int_]) -> list[int] | None:
    """Return the shortest way from node 0 to node 1 over some edges (Dijkstra), or None."""
    lengths = np.hypot(*(nodes[first] - nodes[second]).T)
    edges: dict[int, list[tuple[int, float]]] = {}
    for one, other, length in zip(first.tolist(), second.tolist(), lengths.tolist(), strict=True):
        edges.setdefault(one, []).append((other, length))
        edges.setdefault(other, []).append((one, length))
    cost, came, queue = {0: 0.0}, {}, [(0.0, 0)]
    while queue:
        so_far, here = heapq.heappop(queue)
        if here == 1:
            break
        if so_far > cost[here]:
            continue
        for there, length in edges.get(here, ()):
            if so_far + length < cost.get(there, math.inf):
                cost[there], came[there] = so_far + length, here
                heapq.heappush(queue, (so_far + length, there))
    if 1 not in came:
        return None
    way = [1]
    while way[-1] != 0:
        way.append(came[way[-1]])
    return way[::-1]


def _threshold(floor: Floorplan, point: F64, toward: F64, radius: float) -> list[F64]:
    """Return how one gets from a point to where one can walk freely: through a door, off a seat, or not at all."""
    if not floor.inside(point[None], 0.0)[0]:
        if len(floor.doors):
            nearest = int(np.argmin(np.hypot(*(floor.doors[:, 0] - point).T)))
            middle, inwards = floor.doors[nearest]
            if np.hypot(*(middle - point)) < _BEYOND_M:
                return [point, middle, floor.nearest_clear(middle + _STEP_IN_M * inwards, radius)]
        return [point, floor.nearest_clear(point, radius)]
    if not len(floor.centres) or floor.gaps(point[None]).min() >= _TOUCHES_M:
        return [point]
    return [point, _beside(floor, point, toward, radius)]


def _beside(floor: Floorplan, point: F64, toward: F64, radius: float) -> F64:
    """Return the free spot nearest to a point on something, of a seat before its front, and not beyond something else."""
    on = floor.gaps(point[None])[0] < _TOUCHES_M
    front = floor.fronts[on].sum(axis=0)
    sits = bool(front.any())
    for reach in np.arange(0.15, _FARTHEST_M, 0.1):
        angles = np.linspace(0, 2 * math.pi, 32, endpoint=False)
        around = point + reach * np.stack([np.sin(angles), np.cos(angles)], axis=1)
        spots = around[floor.clear(around, _BESIDE_SEAT_M if sits else radius) & ((around - point) @ front >= 0.3 * sits)]
        spots = spots[~_blocked(floor, np.repeat(point[None], len(spots), axis=0), spots, 0.1 * ~on).any(axis=1)]
        if len(spots):
            return np.asarray(spots[int(np.argmin(np.hypot(*(spots - toward).T)))])
    return floor.nearest_clear(point, radius)


def _without_repeats(points: list[F64]) -> F64:
    kept = [points[0]]
    for point in points[1:]:
        if float(np.hypot(*(point - kept[-1]))) > 1e-6:
            kept.append(point)
    return np.stack(kept if len(kept) > 1 else [points[0], points[-1]])
