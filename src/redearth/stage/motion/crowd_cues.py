"""How a crowd's cues become its members': each late by its own, with its own hand and haste, and looks at what is loud."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.random import Generator

from redearth.breakdown.model import Emblem, Primitive
from redearth.core.frames import FrameRange
from redearth.core.seed import generator_from
from redearth.direction.model import Blocking, Cue, SetEvent, Track
from redearth.stage.motion.crowd_plans import kind_of, threat_of

_MOVES = frozenset(("WALK", "RUN", "STOP", "CRAWL", "CLIMB", "JUMP"))
"""Members' tracks have their own delays: what goes with the feet is hardly later."""
_LATE_S, _REACTING_S = 0.5, 0.95
_DOWN = frozenset(("SIT", "KNEEL", "LIE", "RISE"))
_STRUCK = frozenset(("freeze", "fall_silent", "go_silent", "go_quiet", "hush", "愣住", "安静", "安静下来"))
_STILL_MPS = 0.06
_SLOWLY_S = 1.7
"""Sitting and kneeling down spread through a crowd more slowly, being struck dumb faster."""
_AT_ONCE_S = 0.35
_EITHER_HAND = frozenset(("WAVE", "GESTURE", "POINT", "RAISE"))
_CHEERS = frozenset(("cheer", "celebrate", "shout", "hail", "roar", "欢呼", "庆祝"))
_ALIKE: dict[str, tuple[tuple[float, Primitive, Emblem], ...]] = {
    "cheer": ((0.5, "GESTURE", "cheer"), (0.72, "GESTURE", "clap"), (0.92, "WAVE", ""), (1.0, "GESTURE", "throw_up_hands")),
    "clap": ((0.86, "GESTURE", "clap"), (0.95, "GESTURE", "cheer"), (1.0, "NOD", "")),
    "dance": ((0.86, "GESTURE", "dance"), (1.0, "GESTURE", "clap")),
}
"""What members do when their crowd cheers, applauds or dances: each row up to that share of them."""
_LONGER = (0.75, 0.6)
"""How long a member goes on with it: at least this share of the crowd's time, and up to so much more."""
_LOOKS_BACK = 0.55
"""Share of those who flee that look back."""
_LOUD = frozenset(("roar", "slam", "explode", "crash", "blaze", "collapse"))
_STARTLED, _FLINCHING = 0.85, 0.3
"""Shares of a crowd that look at what is loud, and of these that start back first."""


def member_cues(
    cues: tuple[Cue, ...], blocking: Blocking, actor: str, member: int, track: Track | None = None
) -> tuple[Cue, ...]:
    """Return the crowd's cues for one member, and its own looks at what is loud while the crowd has nothing else to do.

    ``track`` is the member's own: nobody sits, kneels or lies down before having come to a stop.
    """
    own = [one for cue in cues for one in _own(cue, blocking, actor, member)]
    for number, event in enumerate(blocking.events):
        busy = any(c.range.start < event.range.start + blocking.fps and c.range.end > event.range.start for c in cues)
        if event.kind in _LOUD and not busy:
            own += _startled(event, number, actor, member, blocking.fps)
    if track is None:
        return tuple(own)
    return tuple(_stopped(cue, track, blocking.fps) if cue.primitive in _DOWN - {"RISE"} else cue for cue in own)


def _stopped(cue: Cue, track: Track, fps: int) -> Cue:
    """Return the cue, begun as soon as its actor stands still for half a second."""
    ground = np.array(track.samples)[:, :2]
    moves = np.abs(np.diff(ground, axis=0)).max(-1, initial=0.0) * fps > _STILL_MPS
    late = next((f for f in range(cue.range.start, len(ground)) if not moves[f : f + fps // 2].any()), cue.range.start)
    late -= cue.range.start
    return replace(cue, range=FrameRange(start=cue.range.start + late, duration=cue.range.duration)) if late > 0 else cue


def _own(cue: Cue, blocking: Blocking, actor: str, member: int) -> list[Cue]:
    random = generator_from("late", actor, member, cue.beat)
    fps, wait, act = blocking.fps, float(random.random()), kind_of(cue)
    moves = cue.primitive in _MOVES
    within_s = _SLOWLY_S if cue.primitive in _DOWN else _AT_ONCE_S if cue.lemma in _STRUCK else _REACTING_S
    late = round((_LATE_S * wait if moves else within_s * wait**1.6) * fps)
    # A reaction that comes late also lasts later; a move ends with the crowd's.
    duration = max(1, cue.range.duration - late) if moves else cue.range.duration
    span = FrameRange(start=cue.range.start + late, duration=duration)
    if act == "part" and cue.primitive == "OPEN":
        return []
    if act is not None and cue.primitive == "RUN":
        return [replace(cue, range=span), *_looks_back(cue, blocking, actor, member)]
    if moves or act is not None:
        return [replace(cue, range=span)]
    return [_varied(replace(cue, range=span), random)]


def _varied(cue: Cue, random: Generator) -> Cue:
    """Return a member's own way of doing what all do."""
    primitive, emblem, hand = cue.primitive, cue.emblem, cue.hand
    alike = _ALIKE.get(emblem or ("cheer" if primitive == "GESTURE" and cue.lemma in _CHEERS else ""))
    span, draw = cue.range, random.random(2)
    if alike is not None:
        _, primitive, emblem = next(row for row in alike if float(draw[0]) < row[0])
        longer = _LONGER[0] + _LONGER[1] * float(draw[1])
        span = FrameRange(start=span.start, duration=max(1, round(span.duration * longer)))
    if primitive in _EITHER_HAND and not hand and not cue.prop:
        hand = "left" if float(random.random()) < 0.4 else "right"
    return replace(cue, primitive=primitive, emblem=emblem, hand=hand, range=span, speed=cue.speed * _about_one(random))


def _looks_back(cue: Cue, blocking: Blocking, actor: str, member: int) -> list[Cue]:
    """Return the glances over the shoulder of somebody who flees."""
    random = generator_from("looks back", actor, member, cue.beat)
    draw, fps = random.random(3), blocking.fps
    threat = threat_of(blocking, actor, cue.range.start)
    if draw[0] > _LOOKS_BACK or threat is None:
        return []
    start = cue.range.start + round((0.7 + 1.3 * float(draw[1])) * fps)
    span = FrameRange(start=start, duration=round((0.5 + 0.5 * float(draw[2])) * fps))
    x, y, z = (float(v) for v in threat)
    return [replace(cue, primitive="LOOK", lemma="look", target=None, target_m=(x, y, z), manner=(), range=span)]


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
