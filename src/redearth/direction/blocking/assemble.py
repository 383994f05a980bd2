"""Join the groups of a scene into tracks, cues, prop holds and events in scene frames."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from redearth.core.frames import FrameRange, between
from redearth.direction.blocking import strides
from redearth.direction.blocking.scenario import Scenario, Standing, Whereabouts
from redearth.direction.blocking.terms import CROWN_SHARE, F64, Doing, Stance
from redearth.direction.model import Cue, PropHold, SetEvent, SpeechCue, Track


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """A group as played, at its place in the scene."""

    start: int
    frames: int
    doings: tuple[Doing, ...]
    before: Standing
    after: Standing


def tracks(
    sc: Scenario, opening: Standing, played: list[Played], total: int
) -> tuple[dict[str, F64], dict[str, F64], dict[str, np.ndarray]]:
    """Return per actor: floor samples [F, 4], crown heights [F], presence [F]."""
    floor: dict[str, F64] = {}
    crown: dict[str, F64] = {}
    here: dict[str, np.ndarray] = {}
    for actor in sc.actors:
        floor[actor], here[actor] = _track(actor, opening.stances[actor], played, total)
        crown[actor] = _crown(sc, actor, opening.stances[actor], played, total)
    return floor, crown, here


def track_records(sc: Scenario, floor: dict[str, F64], here: dict[str, np.ndarray]) -> tuple[Track, ...]:
    """Return the tracks as records, rounded to a tenth of a millimetre."""
    return tuple(
        Track(
            actor=actor,
            samples=tuple((float(x), float(z), float(y), float(v)) for x, z, y, v in np.round(samples, 4)),
            visible=_ranges(here[actor]),
            stature_m=round(sc.actors[actor].stature_m, 4),
        )
        for actor, samples in floor.items()
    )


def cues(played: list[Played]) -> tuple[Cue, ...]:
    """Return all cues in scene frames, in order of time."""
    out = [replace(c, range=c.range.shift(g.start)) for g in played for d in g.doings for c in d.cues]
    return tuple(sorted(out, key=lambda c: (c.range.start, c.actor, c.primitive)))


def lying_cues(opening: Standing, played: list[Played]) -> tuple[Cue, ...]:
    """Return the cues of those who lie there when the scene opens."""
    beat = played[0].doings[0].beat.id if played else ""
    return tuple(
        Cue(beat=beat, actor=actor, primitive="LIE", range=FrameRange(start=0, duration=1), lemma="lie")
        for actor, stance in opening.stances.items()
        if stance.posture == "lie" and stance.present
    )


def speeches(played: list[Played]) -> tuple[SpeechCue, ...]:
    """Return all speech cues in scene frames."""
    return tuple(replace(d.speech, range=d.speech.range.shift(g.start)) for g in played for d in g.doings if d.speech is not None)


def events(played: list[Played]) -> tuple[SetEvent, ...]:
    """Return all events in scene frames."""
    return tuple(replace(e, range=e.range.shift(g.start)) for g in played for d in g.doings for e in d.events)


def prop_holds(opening: Standing, played: list[Played], total: int, here: Mapping[str, np.ndarray]) -> tuple[PropHold, ...]:
    """Return where every prop is, as consecutive ranges; a thing found under dust starts when it is brushed free."""
    changes: dict[str, list[tuple[int, Whereabouts]]] = {p: [(0, w)] for p, w in sorted(opening.held.items())}
    for group in played:
        current = dict(group.before.held)
        for prop, where in sorted(group.after.held.items()):
            if prop not in changes:
                changes[prop] = [(_revealed(played, group), Whereabouts(position_m=where.position_m) if where.holder else where)]
                current[prop] = changes[prop][0][1]
        steps = sorted((c for d in group.doings for c in d.props), key=lambda c: c.frame)
        for change in steps:
            old = current.get(change.prop, Whereabouts())
            lit = old.lit if change.lit is None else change.lit
            new = (
                replace(old, lit=lit)
                if not change.moved
                else Whereabouts(holder=change.holder, grip=change.grip, position_m=change.position_m, lit=lit)
            )
            changes.setdefault(change.prop, [(0, old)]).append((group.start + change.frame, new))
            current[change.prop] = new
    return tuple(
        h for prop, steps in sorted(changes.items()) for hold in _holds(prop, steps, total) for h in _while_there(hold, here)
    )


def _holds(prop: str, steps: list[tuple[int, Whereabouts]], total: int) -> list[PropHold]:
    ends = [start for start, _ in steps[1:]] + [total]
    return [
        PropHold(
            prop=prop, range=between(start, end), holder=where.holder, grip=where.grip,
            position_m=tuple(round(float(v), 4) for v in where.position_m), lit=where.lit,  # type: ignore[arg-type]
        )
        for (start, where), end in zip(steps, ends, strict=True)
        if end > start
    ]  # fmt: skip


def _while_there(hold: PropHold, here: Mapping[str, np.ndarray]) -> list[PropHold]:
    """A prop is off the set while its holder is."""
    if not hold.holder:
        return [hold]
    shown = here[hold.holder].copy()
    shown[: hold.range.start] = shown[hold.range.end :] = False
    return [replace(hold, range=stretch) for stretch in _ranges(shown)]


def _revealed(played: list[Played], group: Played) -> int:
    """A thing first named in this group was hidden until somebody brushed it free just before; else it was there all along."""
    for earlier in reversed(played[: played.index(group) + 1]):
        for doing in earlier.doings:
            if doing.beat.act is not None and doing.beat.act.primitive == "BRUSH":
                return earlier.start + doing.start + doing.frames // 2
    return 0


def _track(actor: str, stance: Stance, played: list[Played], total: int) -> tuple[F64, np.ndarray]:
    out = np.zeros((total, 4))
    here = np.zeros(total, bool)
    last = np.array([stance.x, stance.z, stance.yaw, 0.0])
    present = stance.present
    for group in played:
        stop = group.start + group.frames
        out[group.start : stop] = last
        here[group.start : stop] = present
        for motion in sorted((m for d in group.doings for m in d.motions if m.actor == actor), key=lambda m: m.start):
            at = group.start + motion.start
            if not present:
                here[at:stop] = True
                present = True
                waiting = motion.samples[0] * np.array([1.0, 1.0, 1.0, 0.0])
                out[:at] = np.where(here[:at, None], out[:at], waiting)
            count = max(0, min(len(motion.samples), stop - at))
            out[at : at + count] = motion.samples[:count]
            rest = motion.samples[count - 1].copy() if count else last
            rest[3] = 0.0
            out[at + count : stop] = rest
            last = rest
        end = group.after.stances[actor]
        if end.present != present:
            here[stop:] = end.present
            present = end.present
    out[:, 2] = np.unwrap(out[:, 2])
    return out, here


def _crown(sc: Scenario, actor: str, stance: Stance, played: list[Played], total: int) -> F64:
    share = np.full(total, CROWN_SHARE[stance.posture])
    for group in played:
        for change in sorted((p for d in group.doings for p in d.postures if p.actor == actor), key=lambda p: p.start):
            at = min(total - 1, group.start + change.start)
            frames = min(change.frames, total - at)
            ramp = strides.smooth(np.arange(1, frames + 1) / max(1, change.frames))
            share[at : at + frames] = share[at] + (CROWN_SHARE[change.posture] - share[at]) * ramp
            share[at + frames :] = CROWN_SHARE[change.posture]
    return share * sc.actors[actor].stature_m


def _ranges(here: np.ndarray) -> tuple[FrameRange, ...]:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], here, [False]]).astype(int)))
    return tuple(between(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True))
