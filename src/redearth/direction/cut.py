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
_CUT = 0.35
_JUMP_ANGLE_RAD = math.radians(30)
_JUMP_RATIO = math.log(1.6)
_SOFT_LEAST = 40.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """A chosen setup over a run of units."""

    seen: Seen
    units: tuple[Unit, ...]
    costs: tuple[tuple[str, float], ...]


def cut(covered: tuple[Covered, ...]) -> tuple[Take, ...]:
    """Return the cheapest cut of a scene: takes in order, each over one or more units, together over all of them."""
    count = len(covered)
    best: list[F64] = [np.zeros(1)]
    back: dict[tuple[int, int, int], tuple[int, int]] = {}
    # best[i] holds, for each (first unit j, option of j) that ends at i, its least cost; ends[i] lists those pairs.
    ends: list[list[tuple[int, int]]] = [[(-1, -1)]]
    joins: dict[int, F64] = {}
    for i in range(1, count + 1):
        costs: list[float] = []
        labels: list[tuple[int, int]] = []
        for j in range(max(0, i - _MOST_UNITS), i):
            for option, seen in enumerate(covered[j].options):
                held = _held_cost(covered, j, i, seen)
                if held is None:
                    continue
                entry, source = _entry(covered, best, ends, joins, j, option)
                costs.append(entry + held + _rhythm(covered, j, i, seen.setup.role))
                labels.append((j, option))
                back[(i, j, option)] = source
        best.append(np.array(costs))
        ends.append(labels)
    return _trace(covered, best, ends, back)


def _entry(
    covered: tuple[Covered, ...], best: list[F64], ends: list[list[tuple[int, int]]], joins: dict[int, F64], j: int, option: int
) -> tuple[float, tuple[int, int]]:
    if j == 0:
        return 0.0, (-1, -1)
    if j not in joins:
        joins[j] = np.array(
            [
                [_join(covered[p].options[q], _end_look(covered, p, q), seen, covered[j].unit) for p, q in ends[j]]
                for seen in covered[j].options
            ]
        )
    total = best[j] + joins[j][option]
    k = int(np.argmin(total))
    return float(total[k]), ends[j][k]


def _end_look(covered: tuple[Covered, ...], unit: int, option: int) -> Look:
    return covered[unit].options[option].end


def _held_cost(covered: tuple[Covered, ...], j: int, i: int, seen: Seen) -> float | None:
    """Return the cost of holding unit ``j``'s option through unit ``i - 1``; None when it cannot be held."""
    total = seen.cost
    for k in range(j + 1, i):
        if seen.setup.sole:
            return None
        match = next((o for o in covered[k].options if o.key == seen.key or _near(o, seen)), None)
        if match is None:
            return None
        total += match.cost
    return total


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
    wanted = math.log(3.4) - 0.85 * max(0.0, tension - 0.3) + (0.25 if j == 0 else 0.0)
    wanted -= 0.5 if role in ("insert", "point_of_view", "reaction") else 0.0
    off = math.log(max(0.2, seconds)) - wanted
    cost = off**2 / (2 * (_SPREAD_SHORT if off < 0 else _SPREAD_LONG) ** 2)
    least = _LEAST_SPEECH_S if spoken else _LEAST_S
    return cost + (_SOFT_LEAST if seconds < least - 1e-6 else 0.0)


def _join(before: Seen, look: Look, after: Seen, unit: Unit) -> float:
    """Return the cost of cutting from one setup to another at a unit's start."""
    if before.key == after.key:
        return 3.0
    cost = _CUT
    now = after.start
    shared = [a for a in before.setup.subjects if a in after.setup.subjects and a in look.x and a in now.x]
    if shared and "insert" not in (before.setup.role, after.setup.role):
        ratio = max(abs(math.log(now.share[a] / look.share[a])) for a in shared[:2])
        turn = abs(wrap_angle(now.bearing - look.bearing))
        cost += 7.0 * max(0.0, 1 - ratio / _JUMP_RATIO) * max(0.0, 1 - turn / _JUMP_ANGLE_RAD)
        cost += 0.8 if after.setup.role == before.setup.role and shared[0] == before.setup.subjects[0] and ratio < 0.5 else 0.0
    cost += _crossing(look, now)
    leap = abs(size_index(before.setup.size) - size_index(after.setup.size))
    cost += 0.35 * max(0, leap - 3) if "insert" not in (before.setup.role, after.setup.role) else 0.0
    cost += _habits(before, after, unit)
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


def _habits(before: Seen, after: Seen, unit: Unit) -> float:
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


def _trace(
    covered: tuple[Covered, ...],
    best: list[F64],
    ends: list[list[tuple[int, int]]],
    back: dict[tuple[int, int, int], tuple[int, int]],
) -> tuple[Take, ...]:
    i = len(covered)
    j, option = ends[i][int(np.argmin(best[i]))]
    takes: list[Take] = []
    while i > 0:
        seen = covered[j].options[option]
        rhythm = round(_rhythm(covered, j, i, seen.setup.role), 3)
        takes.append(Take(seen=seen, units=tuple(c.unit for c in covered[j:i]), costs=(*seen.terms, ("rhythm", rhythm))))
        source = back[(i, j, option)]
        i, (j, option) = j, source
    return tuple(reversed(takes))
