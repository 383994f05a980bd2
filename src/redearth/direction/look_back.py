"""Look back on a cut: what one cut after the other cannot see. A face for each speaker, no picture of a face over and over."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from redearth.core.space import wrap_angle
from redearth.direction.blocking.terms import F64, Unit
from redearth.direction.camera.judge import Seen
from redearth.direction.camera.optics import size_index
from redearth.direction.cover import Covered

_MEMORY = 8
_REPEAT = 0.45
_SAME_SIDE_RAD = math.radians(17)
_FACES = frozenset({"single", "reaction", "over_shoulder"})
NO_FACE = 9.0
"""What it costs a scene that a speaker's face is never seen alone."""
_FACE_RAD = math.radians(70)
_FACE_SIZE = size_index("MS")


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """A chosen setup over a run of units."""

    seen: Seen
    units: tuple[Unit, ...]
    costs: tuple[tuple[str, float], ...]


def repeats(covered: tuple[Covered, ...], takes: tuple[Take, ...]) -> tuple[list[F64], float]:
    """Return what each option of each unit costs for showing a face as an earlier take did, and what the cut has of it."""
    costs = [np.zeros(len(c.options)) for c in covered]
    earlier: list[Seen] = []
    total, k = 0.0, 0
    for take in takes:
        for option, seen in enumerate(covered[k].options):
            costs[k][option] = _repeat(earlier, seen)
        total += _repeat(earlier, take.seen)
        if take.seen.setup.role in _FACES:
            earlier.append(take.seen)
        k += len(take.units)
    return costs, total


def _repeat(earlier: list[Seen], seen: Seen) -> float:
    """A second picture of the same face from the same side in the same size is a convenience; a third and fourth are a habit."""
    who = seen.setup.subjects[0]
    if seen.setup.role not in _FACES or who not in seen.end.angle:
        return 0.0
    same = sum(
        1
        for e in earlier[-_MEMORY:]
        if e.setup.subjects[0] == who
        and e.setup.size == seen.setup.size
        and who in e.end.angle
        and abs(wrap_angle(e.end.angle[who] - seen.end.angle[who])) < _SAME_SIDE_RAD
    )
    return _REPEAT * min(3, same)


def faceless(covered: tuple[Covered, ...], takes: tuple[Take, ...]) -> dict[int, F64]:
    """Return, for each speaker whose face the cut never shows alone, a charge on what else could be seen in his best line."""
    shown = {take.seen.setup.subjects[0] for take in takes if any(_faces(u, take.seen) for u in take.units)}
    best: dict[str, tuple[bool, float, int]] = {}
    for k, c in enumerate(covered):
        if c.unit.beat.speech is None or not c.unit.subjects or c.unit.part == 2 or c.unit.beat.shot_note:
            continue
        who = c.unit.subjects[0]
        if who not in shown and any(_faces(c.unit, o) for o in c.options):
            best[who] = max(best.get(who, (False, 0.0, -1)), (c.wish.weighty or c.wish.last_word, c.unit.nominal_s, k))
    return {
        k: np.array([0.0 if _faces(covered[k].unit, o) else NO_FACE for o in covered[k].options]) for _, _, k in best.values()
    }


def _faces(unit: Unit, seen: Seen) -> bool:
    """Whether a picture of one person shows the face of who speaks in a unit."""
    who = seen.setup.subjects[0]
    speaks = unit.beat.speech is not None and unit.subjects[:1] == (who,) and seen.setup.role == "single"
    return speaks and size_index(seen.setup.size) >= _FACE_SIZE and seen.end.turn.get(who, math.pi) < _FACE_RAD
