"""What touches what, and when: for the sound department."""

from __future__ import annotations

from redearth.stage.model import Contact, ContactKind
from redearth.stage.motion.steps import Walk


def contact(
    frame: float, kind: ContactKind, actor: str, surface: str, at_m: tuple[float, float, float], strength: float
) -> Contact:
    """Return a contact with its numbers rounded to what can be heard."""
    x, y, z = (round(float(v), 3) for v in at_m)
    return Contact(
        frame=max(0, round(frame)),
        kind=kind,
        actor=actor,
        surface=surface,
        position_m=(x, y, z),
        strength=round(min(1.0, max(0.0, strength)), 3),
    )


def footsteps(walks: tuple[Walk, ...], actor: str, surface: str, fps: int, frames: int, weight: float = 1.0) -> list[Contact]:
    """Return the heel strikes of planned moves."""
    found = []
    for walk in walks:
        for step in walk.steps:
            frame = step.land_s * fps
            if walk.first - 0.5 <= frame < frames - 0.5 and (not walk.at_speed[1] or frame <= walk.last + 0.5):
                x, z, y = float(step.to_hold[0]), float(step.to_hold[1]), float(step.to_hold[3])
                strength = weight * (0.18 + 0.2 * min(step.speed_mps, 2.0) + 0.22 * step.run)
                found.append(contact(frame, "footstep", actor, surface, (x, y, z), strength))
    return found
