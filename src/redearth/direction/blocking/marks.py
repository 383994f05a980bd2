"""Choose marks: opening positions, conversation distances, who stands between."""

from __future__ import annotations

import math
from collections.abc import Collection

import numpy as np

from redearth.core.space import wrap_angle, yaw_towards
from redearth.direction.blocking.floorplan import Floorplan
from redearth.direction.blocking.places import depth_beyond, safe_side
from redearth.direction.blocking.scenario import Scenario, Standing, acts_of
from redearth.direction.blocking.terms import F64, Stance

PERSONAL_M = 1.25
"""Between two people who talk (Hall, The Hidden Dimension: personal distance 0.7 to 1.2 m, with suits)."""
STANDING_M = 0.32
"""Room that somebody who stands keeps from things."""
_SQUEEZED = ((1.0, 1.0), (0.8, 1.0), (0.6, 1.0), (0.6, 0.8), (0.6, 0.6), (0.4, 0.4))
"""How much of its room a creature leaves to the set and to others, where there is too little."""
_CLOSE = ((1.0, 1.4), (1.0, 1.0), (0.7, 1.0))
"""The same of people, who rather stand farther apart than touch."""
_TURN_COST_M = 0.03
_RING_M, _RINGS = 0.15, 40
_OPEN_RAD = math.radians(24)
"""Talkers turn this far from face to face towards the camera side (+Z)."""


def cluster(sc: Scenario, names: list[str], middle: F64) -> dict[str, Stance]:
    """Return opening stances of people around ``middle``: one alone, two facing, more in an arc open to +Z (F-formation)."""
    count = len(names)
    if count == 1:
        spot = sc.floorplan.nearest_clear(middle, 0.35)
        return {names[0]: Stance(x=float(spot[0]), z=float(spot[1]), yaw=0.5)}
    stances = {}
    per_row = 7
    for k, name in enumerate(names):
        row, place = divmod(k, per_row)
        in_row = min(per_row, count - row * per_row)
        radius = PERSONAL_M / 2 if count == 2 else 0.55 + 0.17 * min(count, per_row) + 0.9 * row
        share = (place + 0.5) / in_row - 0.5
        angle = math.pi + share * (math.pi if count == 2 else 1.5 * math.pi)
        spot = sc.floorplan.nearest_clear(middle + radius * np.array([-math.sin(angle), math.cos(angle)]), 0.35)
        yaw = yaw_towards((spot[0], 0, spot[1]), (middle[0], 0, middle[1]))
        stances[name] = Stance(x=float(spot[0]), z=float(spot[1]), yaw=opened(yaw))
    return stances


def opened(yaw: float) -> float:
    """Return a talker's yaw, turned a little towards the camera side."""
    return yaw + max(-_OPEN_RAD, min(_OPEN_RAD, wrap_angle(0.0 - yaw)))


def beside(sc: Scenario, st: Standing, actor: str, target: str, distance: float = PERSONAL_M) -> F64:
    """Return a free mark at talking distance from somebody: before rather than behind them, the pair rather across than along the light."""
    host, guest = st.stances[target], st.stances[actor]
    taken = [s.floor for a, s in st.stances.items() if s.present and a not in (actor, target)]
    low = [np.array([w.position_m[0], w.position_m[2]]) for w in st.held.values() if not w.holder]
    distance += sc.actors[target].radius_m - 0.3 + sc.actors[actor].radius_m - 0.3
    best, best_cost = host.floor, math.inf
    for k in range(32):
        angle = 2 * math.pi * k / 32
        direction = np.array([math.sin(angle), math.cos(angle)])
        spot = host.floor + distance * direction
        if not sc.floorplan.clear(spot[None], 0.35)[0]:
            continue
        cost = (
            0.25 * float(np.hypot(*(spot - guest.floor)))
            + 1.4 * abs(wrap_angle(angle - host.yaw)) / math.pi
            + 1.1 * abs(direction[1])
        )
        cost += sum(4.0 for t in taken if np.hypot(*(spot - t)) < 0.9) + sum(4.0 for p in low if np.hypot(*(spot - p)) < 0.7)
        if cost < best_cost - 1e-9:
            best, best_cost = spot, cost
    return best if best_cost < math.inf else sc.floorplan.nearest_clear(host.floor + distance * np.array([1.0, 0.0]), 0.35)


def free_mark(
    sc: Scenario, st: Standing, actor: str, spot: F64, *, mates: Collection[str] = (), room_m: float | None = None
) -> F64:
    """Return the mark nearest to ``spot`` where somebody stands clear of the set and of everybody else who is on it.

    ``mates`` are left out: they go away or are meant to be touched. ``room_m`` is kept from the set, else as much as the body takes;
    where a creature finds no such place it comes as near as it fits.
    """
    who = sc.actors[actor]
    if who.kind == "crowd":
        return spot
    others = [a for a, s in st.stances.items() if s.present and a != actor and a not in mates and sc.actors[a].kind != "crowd"]
    spots = np.array([st.stances[a].floor for a in others]).reshape(-1, 2)
    apart = np.array([sc.actors[a].span_m + who.span_m for a in others])
    room = (who.span_m if who.kind == "creature" else STANDING_M) if room_m is None else room_m
    here = st.stances[actor].floor if st.stances[actor].present else spot
    ease = _SQUEEZED if who.kind == "creature" else _CLOSE if room_m is None else _CLOSE[1:]
    for within, beside in ease:
        found = _first_free(sc, actor, spot, here, (within * room, spots, beside * apart))
        if found is not None:
            return found
    return keep_side(sc, actor, sc.floorplan.nearest_clear(spot, room * ease[-1][0]))


def _first_free(sc: Scenario, actor: str, spot: F64, here: F64, kept: tuple[float, F64, F64]) -> F64 | None:
    """Return the free mark on the least ring around ``spot``, of those the nearest to ``here``; ``kept`` is the room on the set, and others with theirs."""
    room, spots, apart = kept
    step = max(_RING_M, 0.25 * sc.actors[actor].span_m)
    inner = sc.floorplan.clamped(spot, room)
    angles = np.linspace(0.0, 2 * math.pi, 24, endpoint=False)
    circle = np.stack([np.sin(angles), np.cos(angles)], axis=1)
    for reach in step * np.arange(_RINGS):
        around = inner + reach * circle if reach else inner[None]
        free = sc.floorplan.clear(around, room)
        if len(spots):
            free &= (np.hypot(*(around[:, None] - spots).transpose(2, 0, 1)) >= apart - 1e-6).all(axis=1)
        tried: list[F64] = [p for p in around[free] if float(np.hypot(*(keep_side(sc, actor, p) - p))) < 1e-6]
        if tried:
            return min(tried, key=lambda p: round(float(np.hypot(*(p - here))), 6))
    return None


def round_target(sc: Scenario, st: Standing, actor: str, target: str, distance: float, way: F64) -> F64:
    """Return the mark at a distance from somebody with most room beside the set and the others, as nearly as may be on the side ``way`` [2]."""
    host, who = st.stances[target].floor, sc.actors[actor]
    others = [a for a, s in st.stances.items() if s.present and a not in (actor, target) and sc.actors[a].kind != "crowd"]
    angles = math.atan2(way[0], way[1]) + math.pi / 12 * np.array([0, *(s * k for k in range(1, 13) for s in (1, -1))])
    spots = host + distance * np.stack([np.sin(angles), np.cos(angles)], axis=1)
    room = who.span_m if who.kind == "creature" else 0.2
    lack = np.maximum(room - sc.floorplan.free_m(spots), 0.0)
    for other in others:
        apart = np.hypot(*(spots - st.stances[other].floor).T)
        lack += np.maximum(sc.actors[other].span_m + who.span_m - apart, 0.0)
    cost = lack + _TURN_COST_M * np.minimum(np.arange(len(angles)) + 1, 24) / 2
    return np.asarray(spots[int(np.argmin(np.where(lack < 1e-6, cost - 1e-6, cost)))])


def bystanders(sc: Scenario, st: Standing, *movers: str) -> Floorplan:
    """Return the floor with everybody else who stands on it in the way of ``movers``."""
    still = [
        a for a, s in st.stances.items() if s.present and a not in movers and s.rolling_mps <= 0 and sc.actors[a].kind != "crowd"
    ]
    return sc.floorplan.among([st.stances[a].floor for a in still], [sc.actors[a].span_m for a in still])


def between(sc: Scenario, st: Standing, actor: str, one: str, other: str) -> F64:
    """Return the mark between two others, out of a creature's reach and on the safe side of a gate that will shut."""
    a, b = st.stances[one].floor, st.stances[other].floor
    threat = other if sc.actors[other].kind == "creature" else one if sc.actors[one].kind == "creature" else ""
    if not threat:
        return sc.floorplan.nearest_clear(0.5 * (a + b), 0.3)
    shielded, danger = (a, b) if threat == other else (b, a)
    gap = float(np.hypot(*(danger - shielded))) or 1.0
    share = min(0.5, max(0.25, 2.2 / gap))
    spot = shielded + share * (danger - shielded)
    return keep_side(sc, actor, sc.floorplan.nearest_clear(spot, 0.35))


def keep_side(sc: Scenario, actor: str, spot: F64) -> F64:
    """Return ``spot`` moved off the plane of a gate that shuts: creatures beyond it, people on the safe side."""
    gate = sc.barrier
    if gate is None or gate.kind != "gate":
        return spot
    depth = depth_beyond(gate, spot)
    if sc.actors[actor].kind == "creature":
        return spot if depth <= -3.3 else spot + safe_side(gate, -3.3 - depth) - safe_side(gate, 0.0)
    return spot if abs(depth) >= 1.2 else spot + safe_side(gate, 1.3 - depth) - safe_side(gate, 0.0)


def opening_cluster(sc: Scenario, names: list[str]) -> dict[str, Stance]:
    """Return the stances of those who neither arrive nor set off first: around the centre, a lone one with the back to the door if she turns."""
    stances = cluster(sc, names, sc.centre)
    if len(names) == 1:
        acts = acts_of(sc.scene, names[0])
        still = [b.act for b in acts[:3] if b.act is not None]
        if any(a.primitive == "TURN" and not a.objects for a in still) and all(
            a.primitive in ("TURN", "STAND", "BREATHE", "STARE") for a in still[:1]
        ):
            stances[names[0]] = Stance(x=stances[names[0]].x, z=stances[names[0]].z, yaw=math.pi - 0.35)
    return stances
