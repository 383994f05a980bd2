"""What a crowd's cues ask of its members one by one: flee, disperse, mill about, gather, part, queue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from redearth.core.crowd_acts import CrowdAct, crowd_act
from redearth.direction.model import Blocking, Cue, Track
from redearth.stage.parts import F64

_OPENS_S = 0.6
"""Who mills about as early as this has done so before the scene began."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One stretch of a scene in which every member of a crowd has a way of its own."""

    kind: CrowdAct
    cue: Cue
    start: int
    end: int
    """Frames: from the cue until the crowd's own track moves again, or another plan begins."""
    focus_m: F64 | None
    """[2] what it is about: whom they gather round, where they queue, what they flee from."""
    away_m: F64
    """[2] how far the crowd's own track goes meanwhile."""
    speed_mps: float
    """The fastest of the crowd's own track meanwhile."""


def kind_of(cue: Cue) -> CrowdAct | None:
    """Return what a crowd's cue asks of its members, if it asks each for a way of its own."""
    target = cue.target.id if cue.target is not None else ""
    around = cue.target is not None and cue.target.relation == "around"
    return crowd_act(cue.primitive, cue.lemma, (*cue.manner, target), around=around)


def plans_of(blocking: Blocking, track: Track) -> tuple[Plan, ...]:
    """Return a crowd's plans in order; where one beat's cues overlap the first one counts."""
    cues = sorted((c for c in blocking.cues if c.actor == track.actor), key=lambda c: (c.range.start, c.beat))
    asked = [(c, k) for c in cues if (k := kind_of(c)) is not None]
    ground = np.array(track.samples, float)[: blocking.duration_frames, :2]
    moves = np.flatnonzero(np.abs(np.diff(ground, axis=0)).max(-1, initial=0.0) > 1e-4)
    plans: list[Plan] = []
    for number, (cue, kind) in enumerate(asked):
        start = max(0, cue.range.start)
        if (plans and start < plans[-1].cue.range.end) or start >= len(ground) - 1:
            continue
        if not plans and kind == "mill" and start < 3 * _OPENS_S * blocking.fps and not (moves < start).any():
            start = 0
        own = kind not in ("mill", "part")
        over = cue.range.end if own else start
        later = [int(m) for m in moves if m >= over]
        later += [c.range.start for c, _ in asked[number + 1 :] if c.range.start >= max(over, start + 1)]
        if kind == "mill":
            later += [c.range.start for c in cues if c.range.start > cue.range.start and c.lemma != cue.lemma]
        end = min((f for f in later if f > start), default=len(ground))
        shown = min(cue.range.end, end) if own else start
        step = np.sqrt((np.diff(ground[start : shown + 1], axis=0) ** 2).sum(-1))
        plans.append(
            Plan(
                kind=kind, cue=cue, start=start, end=end, focus_m=_focus(blocking, track, cue, kind),
                away_m=ground[min(shown, len(ground) - 1)] - ground[start], speed_mps=float(step.max(initial=0.0)) * blocking.fps,
            )
        )  # fmt: skip
    return tuple(plans)


def threat_of(blocking: Blocking, actor: str, frame: int) -> F64 | None:
    """Return [3] what somebody flees from at a frame: what was last loud, else a creature."""
    heard = [e for e in blocking.events if e.range.start <= frame and e.kind in _LOUD]
    if heard:
        return np.array(max(heard, key=lambda e: (e.range.start, e.beat)).position_m, float)
    beasts = [c.actor for c in blocking.cues if c.primitive in ("CHARGE", "LUNGE", "SCREAM", "REAR") and c.actor != actor]
    found = [t for t in blocking.tracks if t.actor in beasts]
    if not found:
        return None
    x, z, _, _ = found[0].samples[min(frame, len(found[0].samples) - 1)]
    return np.array([x, 1.4, z])


_LOUD = frozenset(("roar", "slam", "explode", "crash", "blaze", "collapse", "burn", "fire"))


def _focus(blocking: Blocking, track: Track, cue: Cue, kind: CrowdAct) -> F64 | None:
    """Return [2] what a cue is about."""
    if kind in ("flee", "scatter"):
        if cue.target is not None and cue.target.relation == "from" and (piece := _piece(blocking, cue.target.id)) is not None:
            return piece
        threat = threat_of(blocking, track.actor, cue.range.start)
        return None if threat is None else threat[[0, 2]]
    if kind == "part":
        return None
    names = [] if cue.target is None else [cue.target.id]
    for name in names:
        other = next((t for t in blocking.tracks if t.actor == name and name != track.actor), None)
        if other is not None:
            return np.array(other.samples[min(cue.range.end, len(other.samples) - 1)][:2], float)
        if (piece := _piece(blocking, name)) is not None:
            return piece
    return _nearest_person(blocking, track, cue) if kind == "ring" else None


def _piece(blocking: Blocking, name: str) -> F64 | None:
    found = [p for p in blocking.set_plan.pieces if name and (p.id == name or p.id.startswith(f"{name}-"))]
    return np.array([found[0].position_m[0], found[0].position_m[2]]) if found else None


def _nearest_person(blocking: Blocking, track: Track, cue: Cue) -> F64 | None:
    """Return where the nearest other actor stands, if anybody is within a few metres."""
    at = min(max(cue.range.start, 0), len(track.samples) - 1)
    here = np.array(track.samples[at][:2])
    others = [np.array(t.samples[min(at, len(t.samples) - 1)][:2]) for t in _seen(blocking.tracks, track.actor, at)]
    close = [o for o in others if float(np.hypot(*(o - here))) < 7.0]
    return min(close, key=lambda o: (float(np.hypot(*(o - here))), float(o[0]))) if close else None


def _seen(tracks: Sequence[Track], actor: str, frame: int) -> list[Track]:
    return [t for t in tracks if t.actor != actor and any(v.start <= frame < v.end for v in t.visible)]
