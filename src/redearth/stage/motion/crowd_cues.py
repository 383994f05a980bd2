"""How a crowd's cues become its members': each late by its own, with its own hand and haste, and looks at what is loud."""

from __future__ import annotations

from dataclasses import replace

from numpy.random import Generator

from redearth.core.frames import FrameRange
from redearth.core.seed import generator_from
from redearth.direction.model import Blocking, Cue, SetEvent

_MOVES = frozenset(("WALK", "RUN", "STOP", "CRAWL", "CLIMB", "JUMP"))
"""Members' tracks have their own delays: what goes with the feet is hardly later."""
_LATE_S, _REACTING_S = 0.5, 0.95
_EITHER_HAND = frozenset(("WAVE", "GESTURE", "POINT", "RAISE"))
_CHEERS = frozenset(("cheer", "applaud", "celebrate", "shout", "hail", "roar"))
_LOUD = frozenset(("roar", "slam", "explode", "crash", "blaze", "collapse"))
_STARTLED, _FLINCHING = 0.85, 0.3
"""Shares of a crowd that look at what is loud, and of these that start back first."""


def member_cues(cues: tuple[Cue, ...], blocking: Blocking, actor: str, member: int) -> tuple[Cue, ...]:
    """Return the crowd's cues for one member, and its own looks at what is loud while the crowd has nothing else to do."""
    own = [_own(cue, actor, member, blocking.fps) for cue in cues]
    for number, event in enumerate(blocking.events):
        busy = any(c.range.start < event.range.start + blocking.fps and c.range.end > event.range.start for c in cues)
        if event.kind in _LOUD and not busy:
            own += _startled(event, number, actor, member, blocking.fps)
    return tuple(own)


def _own(cue: Cue, actor: str, member: int, fps: int) -> Cue:
    random = generator_from("late", actor, member, cue.beat)
    moves = cue.primitive in _MOVES
    wait = float(random.random())
    late = round((_LATE_S * wait if moves else _REACTING_S * wait**1.6) * fps)
    # A reaction that comes late also lasts later; a move ends with the crowd's.
    duration = max(1, cue.range.duration - late) if moves else cue.range.duration
    span = FrameRange(start=cue.range.start + late, duration=duration)
    if moves:
        return replace(cue, range=span)
    primitive, hand = cue.primitive, cue.hand
    if primitive == "GESTURE" and cue.lemma in _CHEERS and float(random.random()) < 0.7:
        primitive = "WAVE"
    if primitive in _EITHER_HAND and not hand and not cue.prop:
        hand = "left" if float(random.random()) < 0.4 else "right"
    return replace(cue, primitive=primitive, hand=hand, range=span, speed=cue.speed * _about_one(random))


def _startled(event: SetEvent, number: int, actor: str, member: int, fps: int) -> list[Cue]:
    random = generator_from("startled", actor, member, event.beat, number)
    draw = random.random(4)
    if draw[0] > _STARTLED:
        return []
    start = event.range.start + round((0.12 + 0.7 * float(draw[1]) ** 1.5) * fps)
    look = Cue(
        beat=event.beat, actor=actor, primitive="LOOK", lemma="look", target_m=event.position_m, strength=event.strength,
        range=FrameRange(start=start, duration=round((1.2 + 1.6 * float(draw[2])) * fps)),
    )  # fmt: skip
    if draw[3] > _FLINCHING:
        return [look]
    span = FrameRange(start=start, duration=round(0.4 * fps))
    return [replace(look, primitive="DODGE", lemma="flinch", target_m=None, range=span), look]


def _about_one(random: Generator) -> float:
    return 0.86 + 0.34 * float(random.random())
