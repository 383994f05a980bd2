"""Group the beats that play together: parallel ones, a walk under the opening titles, a pursuit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from redearth.breakdown.model import Beat, Primitive, Scene
from redearth.direction.blocking.partners import answers
from redearth.direction.blocking.terms import Actor

LOCOMOTION: frozenset[Primitive] = frozenset({"WALK", "RUN", "CRAWL", "CLIMB"})
ATTACK: frozenset[Primitive] = frozenset({"CHARGE", "LUNGE", "APPEAR", "RUN", "WALK", "JUMP", "CRAWL"})
EN_ROUTE: frozenset[Primitive] = frozenset({"HOLD", "CARRY", "EXPRESS", "BREATHE", "TREMBLE", "VOCALISE"})
"""What people do while they go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Beats whose movements end before the next group begins."""

    beats: tuple[Beat, ...]
    kind: Literal["plain", "overture", "pursuit", "exchange"] = "plain"


def group_beats(scene: Scene, actors: Mapping[str, Actor], entering: frozenset[str]) -> tuple[Group, ...]:
    """Return the scene's groups in order; each beat is in exactly one."""
    plain: list[list[Beat]] = []
    for beat in scene.beats:
        if beat.parallel and plain and beat.kind != "speech":
            plain[-1].append(beat)
        else:
            plain.append([beat])
    groups: list[Group] = []
    index = 0
    lead = _overture(plain, actors, entering)
    if lead:
        groups.append(Group(beats=tuple(b for beats in plain[:lead] for b in beats), kind="overture"))
        index = lead
    while index < len(plain):
        if _exchange(plain, index, actors):
            groups.append(Group(beats=(plain[index][0], plain[index + 1][0]), kind="exchange"))
            index += 2
            continue
        end = _pursuit(plain, index, actors)
        groups.append(
            Group(beats=tuple(b for beats in plain[index:end] for b in beats), kind="pursuit" if end > index + 1 else "plain")
        )
        index = end
    return tuple(groups)


def moves(beat: Beat) -> bool:
    """Return whether somebody changes place in a beat."""
    return beat.act is not None and beat.act.primitive in LOCOMOTION and bool(beat.act.actors) and not beat.act.negated


def _exchange(plain: list[list[Beat]], index: int, actors: Mapping[str, Actor]) -> bool:
    """A blow and the clause that says what it does to the other share one contact."""
    pair = plain[index : index + 2]
    return len(pair) == 2 and all(len(beats) == 1 for beats in pair) and answers(actors, pair[0][0], pair[1][0])


def _overture(plain: list[list[Beat]], actors: Mapping[str, Actor], entering: frozenset[str]) -> int:
    for k, beats in enumerate(plain[:5]):
        lead = beats[0]
        if moves(lead) and lead.act and not (set(lead.act.actors) & entering):
            return k + 1 if k else 0
        still = lead.kind == "title" or (lead.act is not None and lead.act.primitive == "ENVIRONMENT_EVENT")
        if not still:
            return 0
    return 0


def _pursuit(plain: list[list[Beat]], index: int, actors: Mapping[str, Actor]) -> int:
    lead = plain[index][0]
    end = index + 1
    if not (moves(lead) and lead.act and all(actors[a].kind != "creature" for a in lead.act.actors if a in actors)):
        return end
    movers = set(lead.act.actors)
    while end < len(plain) and end - index < 4:
        act = plain[end][0].act
        if act is None or not act.actors or plain[end][0].kind == "speech":
            break
        along = act.primitive in EN_ROUTE and set(act.actors) <= movers
        chase = act.primitive in ATTACK and all(a in actors and actors[a].kind == "creature" for a in act.actors)
        crowd = act.primitive in LOCOMOTION and all(a in actors and actors[a].kind == "crowd" for a in act.actors)
        if not (along or chase or crowd):
            break
        end += 1
    return end
