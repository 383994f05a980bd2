"""When the touches of two-sided acts happen: one constant per act, for who does it and for whom it is done to."""

from __future__ import annotations

import math
from collections.abc import Mapping

from redearth.breakdown.model import Primitive
from redearth.direction.model import Cue

CONTACT_S: Mapping[Primitive, float] = {"BITE": 0.46, "LUNGE": 0.50, "STRIKE": 0.40}
"""Seconds from the cue's start to the touch, at pace 1: jaws close, fore claws and head arrive, the blow lands. Divide by the cue's pace."""


_NIMBLE_M = 1.5
"""Up to this height creatures move as quickly as the acts are written."""


def tempo(size_m: float) -> float:
    """Return how quickly a body of a size acts: large ones as slowly as gravity lets what is alike and larger fall."""
    return min(1.0, math.sqrt(_NIMBLE_M / size_m))


def act_pace(cue: Cue, pace: float, size_m: float) -> float:
    """Return how quickly a cue is played at ``pace`` by its adverbs: it touches when direction says that both sides do, else in its own time."""
    own = CONTACT_S.get(cue.primitive)
    if own is not None and cue.contact_s:
        return own / cue.contact_s
    return pace * tempo(size_m)


def contact_s(primitive: Primitive, pace: float) -> float | None:
    """Return seconds from a cue's start to its touch at ``pace``; None for acts that touch nobody."""
    moment = CONTACT_S.get(primitive)
    return None if moment is None else moment / pace
