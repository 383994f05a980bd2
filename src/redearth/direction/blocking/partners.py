"""Who plays with whom: the two of an act that touches, and the clause that answers a blow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from redearth.breakdown.model import Act, Beat
from redearth.direction.blocking import contact
from redearth.direction.blocking.contact import Meeting
from redearth.direction.blocking.scenario import Scenario
from redearth.direction.blocking.terms import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Who does it, with whom, and how."""

    actor: str
    other: str
    meeting: Meeting


def pair_of(actors: Mapping[str, Actor], beat: Beat) -> Pair | None:
    """Return the two of an act that touches somebody, whether or not they are on the set."""
    act = beat.act
    if act is None or act.negated or act.aspect in ("try", "stop") or not act.actors:
        return None
    named = (*act.objects, *(p.id for p in act.places if p.relation in ("to", "from", "on", "at", "into")))
    actor = act.actors[0]
    others = [a for a in named if a in actors and a not in act.actors]
    other = others[0] if others and len(act.actors) == 1 else act.actors[1] if len(act.actors) == 2 and not others else ""
    if not other or actor not in actors or "crowd" in (actors[actor].kind, actors[other].kind):
        return None
    if act.primitive == "THROW" and not any(o not in actors for o in act.objects):
        return None
    if act.primitive in ("TOUCH", "GRAB", "PULL", "PUSH", "STRIKE") and other not in act.objects and act.objects:
        return None if not any(p.relation == "from" for p in act.places) else _pair(actors, act, actor, other)
    return _pair(actors, act, actor, other)


def _pair(actors: Mapping[str, Actor], act: Act, actor: str, other: str) -> Pair | None:
    creature = actors[actor].kind == "creature"
    meeting = contact.meeting_of(act, creature=creature, armed=bool(act.instrument))
    if meeting is None or (len(act.actors) == 2 and not meeting.mutual):
        return None
    return Pair(actor=actor, other=other, meeting=meeting)


def answers(actors: Mapping[str, Actor], beat: Beat, later: Beat) -> bool:
    """Return whether ``later`` says what the other does about a blow: both are then played on one contact."""
    pair, act = pair_of(actors, beat), later.act
    if pair is None or act is None or later.kind != "action" or act.negated:
        return False
    thrown = pair.meeting.way.startswith("throw")
    if pair.meeting.reply != "RECOIL" and not (thrown and act.primitive in ("CATCH", "DODGE", "CROUCH")):
        return False
    if act.primitive == "CATCH" and not thrown:
        return False
    lone = act.actors == (pair.other,) and not any(o in actors and o != pair.actor for o in act.objects)
    going = any(p.kind in ("anchor", "prop") for p in act.places)
    return (
        lone
        and act.primitive in contact.REPLIES
        and not going
        and (act.primitive != "CROUCH" or act.lemma in ("duck", "duck_down"))
    )


def answer_to(sc: Scenario, beat: Beat) -> Beat | None:
    """Return the next beat of the scene where it answers this one."""
    beats = sc.scene.beats
    index = next((k for k, b in enumerate(beats) if b.id == beat.id), len(beats))
    later = beats[index + 1] if index + 1 < len(beats) else None
    return later if later is not None and answers(sc.actors, beat, later) else None
