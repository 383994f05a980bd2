"""A crowd at ease: who stands with whom, turned to each other, until something asks for everybody's attention."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from redearth.core.seed import generator_from
from redearth.direction.model import Blocking, Cue
from redearth.stage.motion.crowd_plans import Plan
from redearth.stage.motion.ease import rise
from redearth.stage.parts import F64

_TALK = frozenset(("talk", "chat", "murmur", "mutter", "gossip", "whisper", "mill", "mingle", "argue", "wait", "stand"))
_REST = frozenset(("STAND", "GESTURE", "HOLD_PLAIN", "BREATHE"))
_SIZES = (1, 2, 2, 3, 3, 4)
"""How many stand together, as often as each is here."""
_REACH_M = 2.4
"""Nobody joins a group from farther."""
_RING_M = 0.56
_SHORTEST_S = 1.5
"""Nobody turns to others for less."""
_TURN_S, _LATE_S = 1.1, 1.3
"""How long a member takes to turn, and how much later than the first one the last begins."""


def at_ease(blocking: Blocking, actor: str, walking: np.ndarray, plans: Sequence[Plan] = ()) -> tuple[tuple[float, float], ...]:
    """Return the spans (seconds from, until) in which a crowd has nothing to attend to: from the start or from talk, until a cue or a line.

    ``walking`` [F] is where the crowd's own track moves; who carries out a plan is not at ease until the plan is over.
    """
    fps, end = blocking.fps, blocking.duration_frames
    cues = sorted((c for c in blocking.cues if c.actor == actor), key=lambda c: (c.range.start, c.beat))
    calls = [c.range.start for c in cues if not _idle(c)]
    calls += [s.range.start for s in blocking.speeches if s.visible and s.actor != actor]
    calls += [plan.start for plan in plans]
    moves = np.flatnonzero(walking)
    begins = [0, *(c.range.start for c in cues if _idle(c) and c.primitive == "GESTURE")]
    spans: list[tuple[float, float]] = []
    for start in begins:
        if any(plan.start <= start < plan.end for plan in plans):
            continue
        called = min((c for c in calls if c >= start), default=end + 9 * fps) / fps
        leaving = min((int(m) for m in moves if m >= start), default=end + 99 * fps) / fps
        stop = min(called, leaving - _TURN_S - _LATE_S - 0.3)  # who walks off has turned before
        first = start / fps if start else -9.0
        if stop - start / fps > _SHORTEST_S and (not spans or first >= spans[-1][1]):
            spans.append((first, stop))
    return tuple(spans)


def grouped(rows: F64, actor: str, spans: tuple[tuple[float, float], ...], fps: int) -> F64:
    """Return members' rows [N, F, 5] with those who stand together drawn together and turned to each other while at ease."""
    if not spans or len(rows) < 2:
        return rows
    out = rows.copy()
    time = np.arange(rows.shape[1]) / fps
    for number, (start, stop) in enumerate(spans):
        frame = min(max(0, round(start * fps)), rows.shape[1] - 1)
        goals = _together(rows[:, frame], actor, number)
        for member in range(len(rows)):
            late = _LATE_S * generator_from("ease", actor, member, number).random(2)
            weight = rise(time, start + float(late[0]), _TURN_S) * (1.0 - rise(time, stop + 0.15 + float(late[1]), _TURN_S))
            out[member, :, :2] += goals[member, :2] * weight[:, None]
            out[member, :, 2] += goals[member, 2] * weight
    return out


def _idle(cue: Cue) -> bool:
    return cue.primitive in _REST and (cue.primitive != "GESTURE" or cue.lemma in _TALK)


def _together(stand: F64, actor: str, number: int) -> F64:
    """Return [N, 3] how far each member goes (x, z) and turns to be with its group; ``stand`` [N, 5] is where they are."""
    goals = np.zeros((len(stand), 3))
    free = list(range(len(stand)))
    while free:
        first = free.pop(0)
        random = generator_from("group", actor, first, number)
        size = _SIZES[int(random.integers(len(_SIZES)))]
        near = sorted(free, key=lambda m: (float(np.hypot(*(stand[m, :2] - stand[first, :2]))), m))[: size - 1]
        group = [first, *(m for m in near if float(np.hypot(*(stand[m, :2] - stand[first, :2]))) < _REACH_M)]
        free = [m for m in free if m not in group]
        if len(group) == 1:
            goals[first, 2] = float(random.uniform(-1.0, 1.0))
            continue
        centre = stand[group, :2].mean(0)
        for member in group:
            away = stand[member, :2] - centre
            away = away / max(float(np.hypot(*away)), 1e-6)
            place = centre + (_RING_M + 0.08 * (len(group) - 2)) * away
            goals[member, :2] = 0.8 * (place - stand[member, :2])
            wished = math.atan2(-away[0], -away[1]) + float(random.uniform(-0.25, 0.25))
            goals[member, 2] = (wished - stand[member, 2] + math.pi) % (2 * math.pi) - math.pi
    return goals
