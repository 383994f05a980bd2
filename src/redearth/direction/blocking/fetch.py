"""A thing that somebody else has is taken from him before anything is done with it."""

from __future__ import annotations

from dataclasses import replace

from redearth.breakdown.model import Beat, Place
from redearth.direction.blocking.scenario import Scenario, Standing
from redearth.direction.blocking.terms import Doing

_USING = frozenset({"HOLD", "CARRY", "RAISE", "AIM", "FIRE", "DRINK", "EAT", "WRITE"})


def taking_first(sc: Scenario, st: Standing, beat: Beat) -> Beat | None:
    """Return the beat in which the actor takes what another has in hand and he needs himself, or None where he needs nothing of anybody's."""
    act = beat.act
    if act is None or act.negated or act.aspect in ("try", "stop") or act.primitive not in _USING or len(act.actors) != 1:
        return None
    actor = act.actors[0]
    if actor not in st.stances or not st.stances[actor].present or sc.actors[actor].kind != "person":
        return None
    for thing in (*act.objects, act.instrument):
        holder = st.held[thing].holder if thing in st.held and thing in sc.props else ""
        known = holder in sc.actors and sc.actors[holder].kind == "person" and st.stances[holder].present
        if known and holder != actor and holder not in act.objects:
            place = Place(kind="character", id=holder, relation="from")
            return replace(
                beat,
                act=replace(act, primitive="GRAB", lemma="take", objects=(thing,), places=(place,), instrument="", emblem=""),
            )
    return None


def joined(first: Doing, then: Doing) -> Doing:
    """Return two doings of one beat, one after the other, as one."""
    return replace(
        then, start=first.start, frames=then.end - first.start, cues=(*first.cues, *then.cues), motions=(*first.motions, *then.motions),
        postures=(*first.postures, *then.postures), props=(*first.props, *then.props), events=(*first.events, *then.events),
    )  # fmt: skip
