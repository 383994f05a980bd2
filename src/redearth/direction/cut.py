"""Cut a scene: choose setups and cut points by dynamic programming over units (semi-Markov, after Galvane et al. 2015).

Costs know beats, marks, sizes and length classes, never the clock: a longer line moves later cuts and changes none.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from redearth.core.space import wrap_angle
from redearth.direction.blocking.terms import F64, Unit
from redearth.direction.camera.judge import Look, Seen
from redearth.direction.camera.optics import size_index
from redearth.direction.cover import Covered

_LEAST_S = 0.7
_LEAST_SPEECH_S = 1.2
_MOST_UNITS = 6
_SPREAD_SHORT, _SPREAD_LONG = 0.72, 0.44
"""Sigma of the log of shot lengths below and above the wanted one."""
_STEP_M = 0.8
_CUT = 1.05
_JUMP_ANGLE_RAD = math.radians(30)
_JUMP_RATIO = math.log(1.6)
_SOFT_LEAST = 40.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """A chosen setup over a run of units."""

    seen: Seen
    units: tuple[Unit, ...]
    costs: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class _End:
    """A way to have covered everything up to a unit: the last shot's first unit and option, and its option in the last unit."""

    cost: float
    first: int
    option: int
    tail: int
    before: int
    """Index among the ends of unit ``first`` that it continues."""


def cut(covered: tuple[Covered, ...]) -> tuple[Take, ...]:
    """Return the cheapest cut of a scene: takes in order, each over one or more units, together over all of them."""
    ends: list[list[_End]] = [[_End(0.0, -1, -1, -1, -1)], *([] for _ in covered)]
    for j, opened in enumerate(covered):
        before = np.array([e.cost for e in ends[j]])
        tails = [e.tail for e in ends[j]]
        joins = None if j == 0 else _joins(covered[j - 1], opened)
        for option, seen in enumerate(opened.options):
            reached = before if joins is None else before + joins[option, tails]
            source = int(np.argmin(reached))
            total, tail, k = float(reached[source]) + seen.cost, option, j
            while True:
                cost = total + _rhythm(covered, j, k + 1, seen.setup.role)
                ends[k + 1].append(_End(cost, j, option, tail, source))
                k += 1
                held = _hold(covered[k], seen) if k < len(covered) and k - j < _MOST_UNITS else None
                if held is None:
                    break
                tail, total = held, total + covered[k].options[held].cost
    return _trace(covered, ends)


def _joins(closed: Covered, opened: Covered) -> F64:
    """Return the cost of each cut [options of the later unit, options of the earlier]."""
    return np.array([[_join(before, after) for before in closed.options] for after in opened.options])


def _hold(covered: Covered, seen: Seen) -> int | None:
    """Return which option of the next unit goes on with a setup; None when it cannot be held."""
    if seen.setup.sole:
        return None
    return next((k for k, o in enumerate(covered.options) if o.key == seen.key or _near(o, seen)), None)


def _near(one: Seen, two: Seen) -> bool:
    """Whether two singles are one camera that pans a little: same face, same size, less than a step apart."""
    a, b = one.setup, two.setup
    alike = a.role in ("single", "over_shoulder") and (a.role, a.subjects, a.size, a.focal_mm) == (
        b.role,
        b.subjects,
        b.size,
        b.focal_mm,
    )
    return alike and float(np.linalg.norm(a.position - b.position)) < _STEP_M


def _rhythm(covered: tuple[Covered, ...], j: int, i: int, role: str) -> float:
    seconds = sum(covered[k].unit.nominal_s for k in range(j, i))
    tension = max(covered[k].wish.tension for k in range(j, i))
    spoken = any(covered[k].unit.beat.speech is not None for k in range(j, i))
    wanted = math.log(4.0) - 0.85 * max(0.0, tension - 0.3) + (0.25 if j == 0 else 0.0)
    wanted -= 0.5 if role in ("insert", "point_of_view", "reaction") else 0.0
    off = math.log(max(0.2, seconds)) - wanted
    cost = off**2 / (2 * (_SPREAD_SHORT if off < 0 else _SPREAD_LONG) ** 2)
    least = _LEAST_SPEECH_S if spoken else _LEAST_S
    return cost + (_SOFT_LEAST if seconds < least - 1e-6 else 0.0)


def _join(before: Seen, after: Seen) -> float:
    """Return the cost of cutting from one setup, as its last unit ends, to another."""
    if before.key == after.key:
        return 3.0
    cost = _CUT
    look, now = before.end, after.start
    shared = [a for a in before.setup.subjects if a in after.setup.subjects and a in look.x and a in now.x]
    if shared and "insert" not in (before.setup.role, after.setup.role):
        ratio = max(abs(math.log(now.share[a] / look.share[a])) for a in shared[:2])
        turn = abs(wrap_angle(now.bearing - look.bearing))
        cost += 7.0 * max(0.0, 1 - ratio / _JUMP_RATIO) * max(0.0, 1 - turn / _JUMP_ANGLE_RAD)
        cost += 0.8 if after.setup.role == before.setup.role and shared[0] == before.setup.subjects[0] and ratio < 0.5 else 0.0
    cost += _crossing(look, now)
    leap = abs(size_index(before.setup.size) - size_index(after.setup.size))
    cost += 0.35 * max(0, leap - 3) if "insert" not in (before.setup.role, after.setup.role) else 0.0
    cost += _habits(before, after)
    return cost


def _crossing(one: Look, two: Look) -> float:
    """The 180-degree rule: who was left stays left, who looked right looks right, who ran right runs right."""
    cost = 0.0
    both = [a for a in one.x if a in two.x]
    for k, a in enumerate(both):
        if abs(one.gaze[a]) > 0.3 and abs(two.gaze[a]) > 0.3 and one.gaze[a] * two.gaze[a] < 0:
            cost += 1.4
        if abs(one.motion[a]) > 0.5 and abs(two.motion[a]) > 0.5 and one.motion[a] * two.motion[a] < 0:
            cost += 2.0
        for b in both[k + 1 :]:
            left, right = one.x[a] - one.x[b], two.x[a] - two.x[b]
            if abs(left) > 0.12 and abs(right) > 0.12 and left * right < 0:
                cost += 4.0
    return min(cost, 9.0)


def _habits(before: Seen, after: Seen) -> float:
    role, then = before.setup.role, after.setup.role
    cost = 0.0
    if then == "point_of_view":
        watcher = after.setup.foreground[0] if after.setup.foreground else ""
        close = role in ("single", "reaction", "over_shoulder") and before.setup.subjects[0] == watcher
        cost += -0.9 if close else 2.5
    if role == then == "over_shoulder" and before.setup.subjects[:2] == after.setup.subjects[1::-1]:
        cost -= 0.5
    if role in ("single", "reaction") and then in ("single", "reaction") and before.setup.subjects[0] != after.setup.subjects[0]:
        cost -= 0.25 if abs(size_index(before.setup.size) - size_index(after.setup.size)) <= 1 else 0.0
    if role == "establishing" and then == "establishing":
        cost += 0.8
    if role == "insert" and then == "insert":
        cost += 1.6
    return cost


def _trace(covered: tuple[Covered, ...], ends: list[list[_End]]) -> tuple[Take, ...]:
    i, index = len(covered), min(range(len(ends[-1])), key=lambda k: ends[-1][k].cost)
    takes: list[Take] = []
    while i > 0:
        end = ends[i][index]
        seen = covered[end.first].options[end.option]
        rhythm = round(_rhythm(covered, end.first, i, seen.setup.role), 3)
        run = tuple(c.unit for c in covered[end.first : i])
        takes.append(Take(seen=seen, units=run, costs=(*seen.terms, ("rhythm", rhythm))))
        i, index = end.first, end.before
    return tuple(reversed(takes))
