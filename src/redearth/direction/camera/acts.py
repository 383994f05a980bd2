"""What the acts of a unit ask of a picture: which parts of whom must be seen on the frame that tells, and how large."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from redearth.breakdown.model import Beat, Emblem, Primitive
from redearth.core.space import Vec3
from redearth.direction.blocking.terms import F64, Unit
from redearth.direction.camera.setups import View
from redearth.direction.model import Cue

Need = Literal["body", "hands", "face", "pair", "beast", "way"]
"""A whole figure, head and hands with what they touch, a face, both of two who touch, a creature, somebody on the way."""

_BODY: frozenset[Primitive] = frozenset(
    {
        "FALL", "JUMP", "CRAWL", "CLIMB", "DODGE", "RISE", "SIT", "STAND", "LIE", "KNEEL", "CROUCH", "RECOIL", "DIE", "MOTION", "BLOCK",
    }
)  # fmt: skip
_WHOLE_EMBLEMS: frozenset[Emblem] = frozenset({"dance", "bow", "dig", "sweep", "stretch"})
_WAYS: frozenset[Primitive] = frozenset({"WALK", "RUN", "VANISH", "APPEAR"})
_FACES: frozenset[Primitive] = frozenset(
    {"NOD", "SHAKE_HEAD", "EXPRESS", "LOOK", "STARE", "BREATHE", "TREMBLE", "TURN", "VOCALISE", "SCREAM", "STOP", "HOLD_PLAIN"}
)
_ABOVE: frozenset[str] = frozenset({"RAISE", "WAVE", "stretch", "cheer", "throw_up_hands"})
"""Acts and emblems whose hands go over the head."""
_AHEAD: frozenset[Primitive] = frozenset({"POINT", "AIM", "FIRE", "REACH", "THROW"})
_UPPER: frozenset[Primitive] = frozenset({"GIVE", "EMBRACE", "TOUCH", "THROW", "CATCH"})
"""Acts between two that hands alone play: legs may be out of the picture."""
_TELLS_LATE: frozenset[Primitive] = frozenset({"FALL", "LIE", "KNEEL", "SIT", "CROUCH", "DIE", "RISE", "STAND", "REAR", "COIL"})
_ADDED: frozenset[Primitive] = frozenset({"WALK", "RUN", "RISE", "LOOK"})
"""What blocking adds to an act to make it possible: not the act itself."""
_LEAST: dict[Need, float] = {"body": 0.4, "hands": 0.7, "face": 0.8, "pair": 0.45, "beast": 0.14, "way": 0.12}
"""Stature over the picture's height below which an act is too small to be read."""
_ARM_M = 1.3
"""A target farther off than this is not in anybody's hands."""
_CROWD_M = 2.2
"""Half the width of a crowd's first rows that a picture of it holds."""
_BESIDE = 0.75
"""Weight of an act that another one leads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """One act of a unit as a picture has to show it."""

    actor: str
    partner: str
    need: Need
    frame: int
    """The frame that tells: the contact, the middle of a gesture, the end of a fall."""
    points: tuple[Vec3, ...]
    """What must be inside the picture on that frame; the actor's own first."""
    least: float
    """Stature over the picture's height, at least."""
    weight: float
    thing: str = ""
    """What is handled, by id."""


def acts_of(view: View, unit: Unit) -> tuple[Played, ...]:
    """Return the acts whose telling frame lies in a unit, the one it is named for first."""
    beats = {u.beat.id: u.beat for u in view.staged.units}
    out: list[Played] = []
    for cue in view.staged.blocking.cues:
        beat = beats.get(cue.beat)
        frame = _telling(cue, view.staged.blocking.fps)
        if not unit.start <= frame < unit.end or not _is_act(view, cue, beat) or not view.staged.here[cue.actor][frame]:
            continue
        out.append(_played(view, cue, frame, 1.0 if cue.beat == unit.beat.id else _BESIDE))
    return tuple(sorted(out, key=lambda p: (-p.weight, p.frame, p.actor)))


def _telling(cue: Cue, fps: int) -> int:
    if cue.contact_s is not None:
        return cue.range.start + round(cue.contact_s * fps)
    return cue.range.start + round(cue.range.duration * (0.8 if cue.primitive in _TELLS_LATE else 0.5))


def _is_act(view: View, cue: Cue, beat: Beat | None) -> bool:
    """Whether a cue is something the script says, not a step or a glance that makes it possible."""
    if cue.actor not in view.staged.actors:
        return False
    if beat is None:  # played beside the beat that gives its unit the name
        return cue.primitive not in _ADDED
    act = beat.act
    if act is None or (cue.actor not in act.actors and cue.role != "undergoes"):
        return False
    return cue.primitive == act.primitive or cue.primitive not in _ADDED


def need_of(view: View, cue: Cue) -> Need:
    """Return what sort of picture an act asks for."""
    kind = view.staged.actors[cue.actor].kind
    if kind == "crowd":
        return "way"
    if kind == "creature":
        return "beast"
    if cue.partner in view.staged.actors and cue.primitive not in ("THROW", "CATCH"):
        return "pair"
    if cue.emblem:
        return "body" if cue.emblem in _WHOLE_EMBLEMS else "hands"
    if cue.primitive in _BODY:
        return "body"
    if cue.primitive in _WAYS:
        return "way"
    return "face" if cue.primitive in _FACES else "hands"


def _played(view: View, cue: Cue, frame: int, weight: float) -> Played:
    need = need_of(view, cue)
    partner = cue.partner if need == "pair" or cue.partner in view.staged.actors else ""
    own = [*_points(view, cue, need, cue.actor, frame)]
    if partner and need in ("pair", "beast"):
        own += _figure(view, partner, frame, whole=cue.primitive not in _UPPER)
    spots = tuple((round(float(p[0]), 4), round(float(p[1]), 4), round(float(p[2]), 4)) for p in own)
    return Played(
        actor=cue.actor, partner=partner, need=need, frame=frame, points=spots, least=_LEAST[need], weight=weight, thing=cue.prop
    )


def _points(view: View, cue: Cue, need: Need, actor: str, frame: int) -> Iterator[F64]:
    if need == "beast":
        yield from _beast(view, actor, frame)
        return
    if need == "face":
        eye = view.eye(actor, frame)
        yield from (eye + np.array([0.0, up, 0.0]) for up in (0.12, -0.14))
        return
    if view.staged.actors[actor].kind == "crowd":
        for side in (-_CROWD_M, _CROWD_M):
            yield from (_at(view, actor, frame, 0.0, side, up) for up in (0.1, 1.7))
        return
    if need == "way":
        eye = view.eye(actor, frame)
        yield from (eye, np.array([eye[0], 0.5 * eye[1], eye[2]]))
        return
    yield from _figure(view, actor, frame, whole=need == "body" or (need == "pair" and cue.primitive not in _UPPER))
    if need == "hands":
        yield from _hands(view, cue, frame)


def _figure(view: View, actor: str, frame: int, *, whole: bool) -> list[F64]:
    """Return the outline of somebody: head and trunk, or the whole figure in the posture of the frame."""
    if view.staged.actors[actor].kind == "creature":
        return [*_beast(view, actor, frame)]
    tall = view.staged.actors[actor].stature_m
    crown = float(view.staged.crown_m[actor][frame])
    if crown < 0.5 * tall:  # lying: from the soles to the crown along the ground, whichever way the head is
        return [_at(view, actor, frame, ahead * tall, side, 0.12 * tall) for ahead in (-0.5, 0.5) for side in (-0.22, 0.22)]
    trunk = [
        _at(view, actor, frame, 0.04, 0.0, crown),
        *(_at(view, actor, frame, 0.1, side, 0.55 * crown) for side in (-0.3, 0.3)),
    ]
    return trunk + ([_at(view, actor, frame, 0.0, side, 0.02) for side in (-0.2, 0.2)] if whole else [])


def _hands(view: View, cue: Cue, frame: int) -> Iterator[F64]:
    crown = float(view.staged.crown_m[cue.actor][frame])
    if cue.primitive in _ABOVE or cue.emblem in _ABOVE:
        yield from (_at(view, cue.actor, frame, 0.1, side, 1.2 * crown) for side in (-0.25, 0.25))
    elif cue.primitive in _AHEAD:
        yield _at(view, cue.actor, frame, 0.6, 0.1, 0.8 * crown)
    else:
        yield from (_at(view, cue.actor, frame, 0.35, side, 0.62 * crown) for side in (-0.2, 0.2))
    if cue.target_m is not None:
        x, z = view.staged.floor[cue.actor][frame, :2]
        if math.hypot(cue.target_m[0] - x, cue.target_m[2] - z) < _ARM_M:
            yield np.array(cue.target_m)


def _beast(view: View, actor: str, frame: int) -> Iterator[F64]:
    """A creature's box in heights of its back: its jaws ahead of the mark, its hind legs behind."""
    back = view.staged.actors[actor].stature_m
    for ahead, side, up in ((1.1, 0.0, 0.9), (-1.0, 0.0, 0.7), (0.0, 0.7, 0.1), (0.0, -0.7, 0.1), (0.0, 0.0, 1.1)):
        yield _at(view, actor, frame, ahead * back, side * back, up * back)


def _at(view: View, actor: str, frame: int, ahead: float, right: float, up: float) -> F64:
    x, z, yaw, _ = (float(v) for v in view.staged.floor[actor][frame])
    sine, cosine = math.sin(yaw), math.cos(yaw)
    return np.array([x + ahead * sine + right * cosine, up, z + ahead * cosine - right * sine])
