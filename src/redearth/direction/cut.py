"""Cut a scene: choose setups and cut points by dynamic programming over units (semi-Markov, after Galvane et al. 2015).

Costs know beats, marks, sizes and length classes, never the clock: a longer line moves later cuts and changes none.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from redearth.core.space import wrap_angle
from redearth.direction.blocking.terms import F64
from redearth.direction.camera.judge import Look, Seen
from redearth.direction.camera.optics import size_index
from redearth.direction.camera.setups import Setup
from redearth.direction.cover import Covered
from redearth.direction.look_back import NO_FACE, Take, faceless, repeats

_LEAST_S = 1.2
"""A nod or an insert needs this to be read."""
_LEAST_PEAK_S = 0.7
_PEAK = 0.6
_READ = frozenset({"insert", "single", "reaction", "point_of_view"})
"""Pictures that need time to be read, however high the tension."""
_MOST_UNITS = 6
_SPREAD_SHORT, _SPREAD_LONG = 0.72, 0.44
"""Sigma of the log of shot lengths below and above the wanted one."""
_STEP_M = 0.8
_SAME_SPOT_M = 0.25
_WIDE = frozenset({"establishing", "master", "group"})
_CUT = 1.05
_JUMP_ANGLE_RAD = math.radians(30)
_JUMP_RATIO = math.log(1.6)
_SOFT_LEAST = 40.0
_SAME_BACKGROUND = 1.0
_ROUNDS = 4


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
    """Return the cheapest cut of a scene: takes in order, each over one or more units, together over all of them.

    The search sees one cut at a time. What concerns the whole scene (a face for each speaker, no picture twice) is looked at
    afterwards, charged where it went wrong, and searched again; the best of the rounds is taken.
    """
    joins = [_joins(a, b) for a, b in itertools.pairwise(covered)]
    plain = [np.array([o.cost for o in c.options]) for c in covered]
    charged, least = plain, math.inf
    best: tuple[Take, ...] = ()
    owed: dict[int, F64] = {}
    for _ in range(_ROUNDS):
        takes, cost = _search(covered, joins, charged)
        extra = sum(float((charged[k] - plain[k])[o]) for k, o in _picked(covered, takes))
        again, of_them = repeats(covered, takes)
        unseen = faceless(covered, takes)
        total = cost - extra + of_them + NO_FACE * len(unseen)
        if total < least - 1e-9:
            best, least = takes, total
        owed |= {k: v for k, v in unseen.items() if k not in owed}
        charged = [plain[k] + again[k] + owed.get(k, 0.0) for k in range(len(covered))]
    return best


def _search(covered: tuple[Covered, ...], joins: list[F64], costs: list[F64]) -> tuple[tuple[Take, ...], float]:
    """Return the cheapest takes when each option of each unit costs ``costs``, and what they cost together."""
    ends: list[list[_End]] = [[_End(0.0, -1, -1, -1, -1)], *([] for _ in covered)]
    for j, opened in enumerate(covered):
        before = np.array([e.cost for e in ends[j]])
        tails = [e.tail for e in ends[j]]
        for option, seen in enumerate(opened.options):
            reached = before if j == 0 else before + joins[j - 1][option, tails]
            source = int(np.argmin(reached))
            total, tail, k = float(reached[source]) + float(costs[j][option]), option, j
            while True:
                cost = total + _rhythm(covered, j, k + 1, seen.setup.role)
                ends[k + 1].append(_End(cost, j, option, tail, source))
                k += 1
                held = _hold(covered[k], seen) if k < len(covered) and k - j < _MOST_UNITS else None
                if held is None:
                    break
                tail, total = held, total + float(costs[k][held])
    return _trace(covered, ends), min(e.cost for e in ends[-1])


def _picked(covered: tuple[Covered, ...], takes: tuple[Take, ...]) -> Iterator[tuple[int, int]]:
    """Yield (unit, option) of everything in a cut."""
    k = 0
    for take in takes:
        for n in range(len(take.units)):
            here = (
                next((i for i, o in enumerate(covered[k].options) if o is take.seen), 0)
                if n == 0
                else _hold(covered[k], take.seen)
            )
            yield k, here or 0
            k += 1


def _joins(closed: Covered, opened: Covered) -> F64:
    """Return the cost of each cut [options of the later unit, options of the earlier]."""
    return np.array([[_join(before, after) for before in closed.options] for after in opened.options])


def _hold(covered: Covered, seen: Seen) -> int | None:
    """Return which option of the next unit goes on with a setup; None when it cannot be held."""
    if seen.setup.sole:
        return None
    same = next((k for k, o in enumerate(covered.options) if o.key == seen.key), None)
    if same is not None:
        return same
    done = bool(covered.wish.acts)
    return next((k for k, o in enumerate(covered.options) if _near(o, seen) or (done and _same_wide(o.setup, seen.setup))), None)


def _near(one: Seen, two: Seen) -> bool:
    """Whether two singles are one camera that pans a little: same face, same size, less than a step apart.

    Not so where an act is at stake: what ``one`` shows of it, another place may not.
    """
    a, b = one.setup, two.setup
    if any(name == "acts" for name, _ in one.terms):
        return False
    alike = a.role in ("single", "over_shoulder") and (a.role, a.subjects, a.size, a.focal_mm) == (
        b.role,
        b.subjects,
        b.size,
        b.focal_mm,
    )
    return alike and float(np.linalg.norm(a.position - b.position)) < _STEP_M


def _same_wide(one: Setup, two: Setup) -> bool:
    """Whether two wide pictures are one camera, whatever each unit calls it."""
    wide = (
        one.role in _WIDE
        and two.role in _WIDE
        and (one.aim_actors, one.size, one.focal_mm) == (two.aim_actors, two.size, two.focal_mm)
    )
    return wide and float(np.linalg.norm(one.position - two.position)) < _SAME_SPOT_M


def _rhythm(covered: tuple[Covered, ...], j: int, i: int, role: str) -> float:
    seconds = sum(covered[k].unit.nominal_s for k in range(j, i))
    tension = max(covered[k].wish.tension for k in range(j, i))
    spoken = any(covered[k].unit.beat.speech is not None for k in range(j, i))
    wanted = math.log(4.0) - 0.85 * max(0.0, tension - 0.3) + (0.25 if j == 0 else 0.0)
    wanted -= 0.5 if role in ("insert", "point_of_view", "reaction") else 0.0
    off = math.log(max(0.2, seconds)) - wanted
    cost = off**2 / (2 * (_SPREAD_SHORT if off < 0 else _SPREAD_LONG) ** 2)
    hurried = not spoken and role not in _READ and all(_peak(covered[k]) for k in range(j, i))
    least = _LEAST_PEAK_S if hurried else _LEAST_S
    return cost + (_SOFT_LEAST if seconds < least - 1e-6 else 0.0)


def _peak(covered: Covered) -> bool:
    """Whether a unit is the height of a fight or a chase, where a glimpse is enough."""
    return covered.wish.tension >= _PEAK and covered.wish.kind in ("attack", "travel", "thing", "surroundings")


def _join(before: Seen, after: Seen) -> float:
    """Return the cost of cutting from one setup, as its last unit ends, to another."""
    if before.key == after.key:
        return 3.0
    cost = _CUT
    look, now = before.end, after.start
    if "insert" not in (before.setup.role, after.setup.role):
        cost += _jump(before, after)
    cost += _crossing(look, now)
    leap = abs(size_index(before.setup.size) - size_index(after.setup.size))
    cost += 0.35 * max(0, leap - 3) if "insert" not in (before.setup.role, after.setup.role) else 0.0
    cost += _habits(before, after)
    return cost


def _jump(before: Seen, after: Seen) -> float:
    """The 30-degree rule on what both pictures hold: other people, another side or another size, else the cut jumps."""
    look, now = before.end, after.start
    both = [a for a in now.x if a in look.x and abs(now.x[a]) < 1.0 and abs(look.x[a]) < 1.0]
    main = after.setup.subjects[0] if after.setup.subjects[0] in both else max(both, key=lambda a: now.share[a], default="")
    tilt = abs(wrap_angle(now.bearing - look.bearing))
    alike = size_index(before.setup.size) == size_index(after.setup.size)
    cost = _SAME_BACKGROUND if alike and tilt < _JUMP_ANGLE_RAD * 0.8 else 0.0
    if not main:
        return cost
    ratio = abs(math.log(now.share[main] / look.share[main]))
    turn = abs(wrap_angle(now.angle[main] - look.angle[main]))
    if ratio < _JUMP_RATIO and turn < _JUMP_ANGLE_RAD:
        cost += 3.0 + 5.0 * (1 - ratio / _JUMP_RATIO) * (1 - turn / _JUMP_ANGLE_RAD)
    habit = after.setup.role == before.setup.role and main == before.setup.subjects[0] and ratio < 0.5
    return cost + (0.8 if habit else 0.0)


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
    if role == then == "reveal" and before.setup.subjects == after.setup.subjects:
        cost += 1.4
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
