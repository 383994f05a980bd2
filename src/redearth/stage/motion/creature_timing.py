"""When the touches of two-sided acts happen: one constant per act, for who does it and for whom it is done to."""

from __future__ import annotations

from collections.abc import Mapping

from redearth.breakdown.model import Primitive

CONTACT_S: Mapping[Primitive, float] = {"BITE": 0.46, "LUNGE": 0.50, "STRIKE": 0.40}
"""Seconds from the cue's start to the touch, at pace 1: jaws close, fore claws and head arrive, the blow lands. Divide by the cue's pace."""


def contact_s(primitive: Primitive, pace: float) -> float | None:
    """Return seconds from a cue's start to its touch at ``pace``; None for acts that touch nobody."""
    moment = CONTACT_S.get(primitive)
    return None if moment is None else moment / pace
