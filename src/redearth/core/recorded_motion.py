"""What a recorded motion of the user's own asks of a scene; `stage` reads it from the file, `direction` plans with it."""

from __future__ import annotations

from dataclasses import dataclass

from redearth.core.space import Vec3


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedMotion:
    """Its time, and its way over the floor."""

    seconds: float
    leg_m: float
    """Length of the leg that it was recorded on; a longer leg takes it farther."""
    step_s: float
    way: tuple[Vec3, ...]
    """x and z in metres and yaw every ``step_s``; it starts at (0, 0, 0) and faces +Z."""
