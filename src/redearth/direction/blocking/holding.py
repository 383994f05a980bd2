"""What hands take, give, raise and let go."""

from __future__ import annotations

import math

from redearth.breakdown.model import Act, Beat
from redearth.direction.blocking.scenario import BURNING, Scenario, Standing
from redearth.direction.blocking.terms import Grip, PropChange

_TAKING = frozenset({"HOLD", "REACH", "CARRY", "GRAB", "CATCH", "RAISE", "GIVE", "AIM", "FIRE", "DRINK", "EAT", "WAVE"})


def prop_changes(
    sc: Scenario, st: Standing, beat: Beat, act: Act, actors: list[str], begun: int, half: int
) -> tuple[PropChange, ...]:
    """Return how the loose props of a beat change hands, ``half`` frames after the act begins."""
    if not actors or act.negated:
        return ()
    changes = []
    for thing in (*act.objects, act.instrument):
        prop = sc.props.get(thing)
        if prop is None or prop.fixed or thing not in st.held:
            continue
        if act.primitive in ("RELEASE", "THROW"):
            stance = st.stances[actors[0]]
            reach = 4.0 if act.primitive == "THROW" else 0.5
            spot = (stance.x + reach * math.sin(stance.yaw), 0.0, stance.z + reach * math.cos(stance.yaw))
            changes.append(PropChange(prop=thing, frame=begun + half, position_m=spot))
        elif act.primitive in _TAKING and (act.primitive != "REACH" or st.held[thing].holder == actors[0]):
            taker = (
                next((p.id for p in act.places if p.relation == "to" and p.id in st.stances), "")
                if act.primitive == "GIVE"
                else ""
            )
            lit = True if _burns(sc, thing) else None
            changes.append(
                PropChange(prop=thing, frame=begun + half, holder=taker or actors[0], grip=grip_of(beat, act), lit=lit)
            )
    return tuple(changes)


def hands_over(sc: Scenario, st: Standing, beat: Beat, actor: str, other: str, touch: int) -> tuple[PropChange, ...]:
    """Return how the loose props of an act between two change hands, on the frame of its contact."""
    act = beat.act
    if act is None or act.primitive not in ("GIVE", "GRAB"):
        return ()
    taker = other if act.primitive == "GIVE" else actor
    giver = actor if act.primitive == "GIVE" else other
    things = [t for t in (*act.objects, act.instrument) if t in st.held and t in sc.props and not sc.props[t].fixed]
    return tuple(
        PropChange(prop=t, frame=touch, holder=taker, grip=_one_hand(st, t, giver), lit=True if _burns(sc, t) else None)
        for t in things
    )


def _one_hand(st: Standing, thing: str, giver: str) -> Grip:
    """Return the hand that takes: both where both held it, else the right one."""
    held = st.held[thing]
    return "both" if held.holder == giver and held.grip in ("both", "chest") else "right"


def _burns(sc: Scenario, thing: str) -> bool:
    if not set(thing.split("-")) & BURNING:
        return False
    return not any(b.act and b.act.primitive == "OBJECT_EVENT" and thing in b.act.objects for b in sc.scene.beats)


def grip_of(beat: Beat, act: Act) -> Grip:
    """Return how a held prop is held, from the verb and the words around it."""
    text = beat.text.casefold()
    if act.primitive == "RAISE" or any(w in text for w in ("raise", "lifts", "aloft", "举起")):
        return "raised"
    if any(w in text for w in ("chest", "cradle", "hugs", "clutch", "胸", "怀")):
        return "chest"
    if act.primitive in ("GIVE", "REACH") or any(w in text for w in ("hands", "holds out", "offers", "双手", "捧")):
        return "both"
    return "right"
