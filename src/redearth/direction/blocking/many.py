"""Beats in which each member of a crowd goes its own way: they last until the last of them has been seen to do it."""

from __future__ import annotations

from dataclasses import replace

from redearth.breakdown.model import Beat
from redearth.core.crowd_acts import CROWD_SECONDS, crowd_act
from redearth.core.frames import FrameRange
from redearth.direction.blocking.scenario import Scenario
from redearth.direction.blocking.terms import Doing
from redearth.direction.model import Cue

_SILENT = frozenset(("silent", "quiet", "mute", "still"))


def hushed(beat: Beat) -> Beat:
    """Return the beat; who falls silent does not fall."""
    act = beat.act
    if act is None or act.primitive != "FALL" or not _SILENT & set(act.manner):
        return beat
    return replace(beat, act=replace(act, primitive="STAND", lemma="fall_silent"))


def lasting(sc: Scenario, doing: Doing) -> Doing:
    """Return what a beat does, with time for a crowd that is to flee, disperse, mill about, gather, part or queue."""
    need = max((_frames(sc, cue) for cue in doing.cues), default=0)
    if need <= doing.frames:
        return doing
    cues = tuple(replace(cue, range=_until(cue, doing.start + need)) if _stays(sc, cue) else cue for cue in doing.cues)
    return replace(doing, frames=need, cues=cues)


def _frames(sc: Scenario, cue: Cue) -> int:
    if cue.actor not in sc.actors or sc.actors[cue.actor].kind != "crowd":
        return 0
    target = cue.target.id if cue.target is not None else ""
    around = cue.target is not None and cue.target.relation == "around"
    act = crowd_act(cue.primitive, cue.lemma, (*cue.manner, target), around=around)
    return sc.frames(CROWD_SECONDS[act]) if act is not None else 0


def _stays(sc: Scenario, cue: Cue) -> bool:
    """Tell whether a cue is played on the crowd's own spot, so that it lasts as long as the beat does."""
    return _frames(sc, cue) > 0 and cue.primitive not in ("WALK", "RUN", "VANISH")


def _until(cue: Cue, end: int) -> FrameRange:
    return FrameRange(start=cue.range.start, duration=max(cue.range.duration, end - cue.range.start))
