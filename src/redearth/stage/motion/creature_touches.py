"""What a creature's performance is heard by: claws, landings, wings, scales on the ground, a body that falls."""

from __future__ import annotations

import numpy as np

from redearth.direction.model import Cue
from redearth.stage.model import Contact, ContactKind
from redearth.stage.motion.contacts import contact
from redearth.stage.motion.creature_body import CreatureControls
from redearth.stage.motion.creature_flight import Flight
from redearth.stage.motion.creature_timing import CONTACT_S, act_pace
from redearth.stage.motion.path import Path
from redearth.stage.motion.person import pace_of
from redearth.stage.motion.scene import SceneWork
from redearth.stage.parts import F64

_SCRAPE_SHARE = 0.55
"""Way between two scrapes of a slithering body, in statures."""
_AFTER_S: dict[str, tuple[float, ContactKind, float]] = {
    "LUNGE": (0.90, "land", 0.85), "JUMP": (0.80, "land", 0.85), "DIE": (0.95, "body_fall", 0.9), "FALL": (0.95, "body_fall", 0.85),
    "BITE": (CONTACT_S["BITE"], "strike", 0.6), "STRIKE": (CONTACT_S["STRIKE"], "strike", 0.7),
}  # fmt: skip
_REARED: tuple[float, ContactKind, float] = (0.5, "land", 0.85)
"""Seconds at pace 1, kind and strength of what acts let be heard."""


def claws(landings: list[tuple[float, int]], tips: F64, path: Path, actor: str, work: SceneWork, size: float) -> list[Contact]:
    """Return the touch of every foot that comes down."""
    found = []
    for moment, leg in landings:
        frame = min(round(moment * path.fps), path.frames - 1)
        x, _, z = (float(v) for v in tips[leg, frame])
        strength = 0.2 + 0.12 * size + 0.08 * float(path.speed_mps[frame])
        found.append(contact(frame, "claw", actor, work.blocking.set_plan.surface, (x, 0.0, z), strength))
    return found


def falls(cues: tuple[Cue, ...], positions: F64, path: Path, actor: str, work: SceneWork, size: float) -> list[Contact]:
    """Return the landing of every leap, the drop after every rearing, the fall of a body, the touch of a bite or a blow."""
    found = []
    for cue in cues:
        row = _AFTER_S.get(cue.primitive, _REARED)
        after, kind, strength = row
        if cue.primitive == "REAR":
            after = cue.range.duration / path.fps + 0.5
        elif row is _REARED or (kind == "strike" and not (cue.target_m or cue.partner or cue.target)):
            continue
        frame = cue.range.start + round(
            after / (1.0 if cue.primitive == "REAR" else act_pace(cue, pace_of(cue, 1.0), size)) * path.fps
        )
        if 0 <= frame < path.frames:
            x, y, z = (float(v) for v in positions[frame, 1])
            found.append(
                contact(frame, kind, actor, work.blocking.set_plan.surface, (x, y if kind == "strike" else 0.0, z), strength)
            )
    return found


def scrapes(path: Path, actor: str, work: SceneWork, size: float) -> list[Contact]:
    """Return the scales of a slithering body on the ground, one for each stretch of way."""
    found = []
    for first, last in path.segments:
        gone = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(path.ground_m[first : last + 1], axis=0).T))])
        for way in np.arange(0.15 * size, gone[-1], _SCRAPE_SHARE * size):
            frame = first + int(np.searchsorted(gone, way))
            x, z = (float(v) for v in path.ground_m[frame])
            strength = 0.15 + 0.1 * size + 0.08 * float(path.speed_mps[frame])
            found.append(contact(frame, "cloth", actor, work.blocking.set_plan.surface, (x, 0.0, z), strength))
    return found


def wing_beats(flight: Flight, c: CreatureControls, path: Path, actor: str, work: SceneWork, size: float) -> list[Contact]:
    """Return the rush of every stroke of the wings, and the landing."""
    found = []
    surface = work.blocking.set_plan.surface
    for moment in flight.beats:
        frame = round(moment * path.fps)
        if 0 <= frame < path.frames and flight.level[frame] > 0.2:
            x, y, z = (float(v) for v in c.root_m[frame] + [0.0, c.body_m[frame, 1] + size, 0.0])
            found.append(contact(frame, "cloth", actor, surface, (x, y, z), 0.25 + 0.2 * size))
    down = np.flatnonzero((flight.level[1:] < 0.12) & (flight.level[:-1] >= 0.12)) + 1
    for landed in down:
        x, _, z = (float(v) for v in c.root_m[landed])
        found.append(contact(int(landed), "land", actor, surface, (x, 0.0, z), 0.3 + 0.2 * size))
    return found
