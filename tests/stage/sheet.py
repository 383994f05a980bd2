"""What a contact sheet is: who plays which scene, on which frames, seen how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from redearth.breakdown.model import Character
from redearth.direction.model import Blocking

POSES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One strip of poses."""

    name: str
    scene: Blocking
    who: Character
    frames: tuple[int, ...]
    look: Mapping[str, float] = field(default_factory=dict)
    """Options of the drawer."""


def spread(first: int, last: int, poses: int = POSES) -> tuple[int, ...]:
    """Return evenly spread frames, both ends included."""
    return tuple(round(f) for f in np.linspace(first, last, poses))
