"""Where newcomers come from and where those who leave go: doors, the set's ends, a creature's lair."""

from __future__ import annotations

import numpy as np

from redearth.breakdown.model import Act
from redearth.core.space import yaw_towards
from redearth.direction.blocking import marks, routes
from redearth.direction.blocking.places import far_point, safe_side
from redearth.direction.blocking.scenario import Scenario, Standing, find_piece
from redearth.direction.blocking.terms import F64, Stance
from redearth.direction.model import Piece


def entry(sc: Scenario, st: Standing, act: Act, actor: str, rank: int = 0, count: int = 1) -> Stance:
    """Return where a newcomer comes from: a named door, a gate that opens, the set's door, else its entrance."""
    named = next((p for w in act.places if (p := find_piece(sc.plan, w.id)) is not None and p.kind in ("gate", "door")), None)
    door = named or sc.opens or find_piece(sc.plan, "door") or find_piece(sc.plan, "gate")
    lateral = (rank - (count - 1) / 2) * 1.1
    if door is not None and sc.plan.kit != "tunnel":
        spot = waiting_spot(door, rank, count, -4.4 if sc.actors[actor].kind == "crowd" else -0.5, 1.1)
        return Stance(x=float(spot[0]), z=float(spot[1]), yaw=door.yaw_rad)
    anchor = sc.plan.anchor("entrance")
    x, z = (anchor.position_m[0], anchor.position_m[2]) if anchor else (0.0, sc.plan.bounds.max_z_m - 1)
    inward = yaw_towards((x, 0, z), (sc.centre[0], 0, sc.centre[1]))
    if abs(z - sc.centre[1]) > 16:
        z = float(sc.centre[1] + 16 * np.sign(z - sc.centre[1]))
    return Stance(x=x + lateral, z=z, yaw=inward)


def waiting_spot(door: Piece, rank: int, count: int, depth: float, apart: float) -> F64:
    """Return where the one of this rank among ``count`` waits behind a door, ``apart`` from the next: who does not fit through comes after."""
    abreast = max(1, int((door.size_m[0] - 0.4) / 0.9))
    row, place = divmod(rank, abreast)
    lateral = (place - (min(abreast, count - row * abreast) - 1) / 2) * min(apart, (door.size_m[0] - 0.5) / min(abreast, count))
    return safe_side(door, depth - 0.95 * row, lateral)


def exit_spot(sc: Scenario, start: Stance) -> F64:
    """Return where somebody who leaves goes: through the nearest door, else the far way out."""
    door = find_piece(sc.plan, "door", start.floor)
    if door is not None:
        return safe_side(door, -0.9)
    anchor = sc.plan.anchor("exit")
    goal = np.array([anchor.position_m[0], anchor.position_m[2]]) if anchor else start.floor + np.array([0.0, -8.0])
    way = goal - start.floor
    length = float(np.hypot(*way)) or 1.0
    return start.floor + way * min(1.0, 10.0 / length)


def lair(sc: Scenario, st: Standing, actor: str, aim: F64) -> F64:
    """Return where a creature that is not on the set yet comes from: the depth, or another end of the set from which its way is wider."""
    span, b = sc.actors[actor].span_m, sc.plan.bounds
    far = far_point(sc)
    ends = [np.array([far[0], far[2]])]
    ends += [
        np.array([a.position_m[0], a.position_m[2]]) for kind in ("exit", "entrance") if (a := sc.plan.anchor(kind)) is not None
    ]
    floor, found = marks.bystanders(sc, st, actor), []
    for rank, end in enumerate(ends):
        way = end - aim
        length = float(np.hypot(*way)) or 1.0
        start = aim + 30.0 * way / length
        start = np.array([np.clip(start[0], b.min_x_m + 1, b.max_x_m - 1), np.clip(start[1], b.min_z_m + 1, b.max_z_m - 1)])
        start = marks.free_mark(sc, st, actor, start)
        before = aim + (start - aim) * min(1.0, span / (float(np.hypot(*(start - aim))) or 1.0))
        found.append((-min(0.75, routes.widest(floor, start, before, span)), rank, start))
    return min(found, key=lambda row: row[:2])[2]
