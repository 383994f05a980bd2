"""What hands take, give, raise and let go."""

from __future__ import annotations

import math

import numpy as np

from redearth.breakdown.model import Act, Beat
from redearth.core.space import Vec3
from redearth.direction.blocking import contact
from redearth.direction.blocking.places import point_of, spot_for
from redearth.direction.blocking.scenario import BURNING, Scenario, Standing, find_piece
from redearth.direction.blocking.terms import F64, Grip, PropChange, Stance
from redearth.direction.model import Piece

_DROPPING = frozenset({"drop", "release", "let", "ditch", "discard", "spill", "scatter", "扔下", "松开", "丢下"})
_HIGHEST_M, _EDGE_M, _FARTHEST_M = 1.45, 0.16, 12.0
_THROWN_FROM_M = 1.75
_BEFORE_M, _BEYOND_M = 0.4, 2.4
"""How far before somebody a thing thrown at him falls, and how far beyond one that misses."""
_TAKING = frozenset({"HOLD", "REACH", "CARRY", "GRAB", "CATCH", "RAISE", "GIVE", "AIM", "FIRE", "DRINK", "EAT", "WAVE"})


def prop_changes(
    sc: Scenario, st: Standing, beat: Beat, act: Act, actors: list[str], begun: int, half: int, put_m: Vec3 | None = None
) -> tuple[PropChange, ...]:
    """Return how the loose props of a beat change hands, ``half`` frames after the act begins; ``put_m`` is where one is put down."""
    if not actors or act.negated:
        return ()
    changes = []
    for thing in (*act.objects, act.instrument):
        prop = sc.props.get(thing)
        if prop is None or prop.fixed or thing not in st.held:
            continue
        if act.primitive in ("RELEASE", "THROW"):
            spot = put_m if act.primitive == "RELEASE" and put_m is not None else _lands_at(sc, st, act, actors[0])
            changes.append(PropChange(prop=thing, frame=begun + half, position_m=spot))
        elif act.primitive in _TAKING and (act.primitive != "REACH" or st.held[thing].holder == actors[0]):
            taker = (
                next((p.id for p in act.places if p.relation == "to" and p.id in st.stances), "")
                if act.primitive == "GIVE"
                else ""
            )
            lit = True if _burns(sc, thing) else None
            changes.append(
                PropChange(
                    prop=thing,
                    frame=begun + half,
                    holder=taker or actors[0],
                    grip=grip_of(beat, act),
                    lit=lit,
                    position_m=st.held[thing].position_m,
                )
            )
    return tuple(changes)


def put_down_at(sc: Scenario, st: Standing, act: Act, actor: str) -> tuple[Vec3, str] | None:
    """Return where a thing is put down and on what: on the piece the act names, within reach from where one stands at it, else on the ground.

    None for what is simply let go.
    """
    if act.primitive != "RELEASE" or act.negated or not any(t in st.held for t in act.objects):
        return None
    stance = st.stances[actor]
    for place in act.places:
        piece = find_piece(sc.plan, place.id, stance.floor)
        if piece is not None and piece.position_m[1] + piece.size_m[1] < _HIGHEST_M:
            mark, _ = spot_for(sc, piece)
            return _on_top(piece, mark), piece.id
    if act.lemma.split("_")[0] in _DROPPING:
        return None
    reach = 0.46 * sc.actors[actor].stature_m / 1.72
    return (stance.x + reach * math.sin(stance.yaw), 0.0, stance.z + reach * math.cos(stance.yaw)), ""


def lies_on(sc: Scenario, st: Standing, act: Act, actor: str) -> Vec3 | None:
    """Return where a thing lies that an act takes from a piece it names: a hand's breadth in from the edge where one stands at it."""
    for place in act.places:
        piece = find_piece(sc.plan, place.id, st.stances[actor].floor) if actor in st.stances else None
        if piece is not None and place.relation in ("from", "off", "on", "at") and 0.3 < piece.size_m[1] < _HIGHEST_M:
            return _on_top(piece, spot_for(sc, piece)[0])
    return None


def _on_top(piece: Piece, mark: F64) -> Vec3:
    """Return the point of a piece's top that is a hand's breadth in from the edge nearest to ``mark``."""
    x, y, z = piece.position_m
    s, c = math.sin(piece.yaw_rad), math.cos(piece.yaw_rad)
    dx, dz = float(mark[0]) - x, float(mark[1]) - z
    across, along = dx * c - dz * s, dx * s + dz * c
    half_w, half_d = max(piece.size_m[0] / 2 - _EDGE_M, 0.0), max(piece.size_m[2] / 2 - _EDGE_M, 0.0)
    across, along = max(-half_w, min(half_w, across)), max(-half_d, min(half_d, along))
    return (x + across * c + along * s, y + piece.size_m[1], z - across * s + along * c)


def _lands_at(sc: Scenario, st: Standing, act: Act, actor: str) -> Vec3:
    """Return where something that is thrown or let go comes to lie."""
    stance = st.stances[actor]
    if act.primitive == "THROW":
        for place in act.places:
            aim = st.stances.get(place.id)
            if aim is not None and place.id != actor:
                way = aim.floor - stance.floor
                near = aim.floor - 0.45 * way / (float(np.hypot(*way)) or 1.0)
                return (float(near[0]), 0.0, float(near[1]))
            point = point_of(sc, st, actor, place)
            if point is not None and math.hypot(point[0] - stance.x, point[2] - stance.z) < _FARTHEST_M:
                return (point[0], 0.0, point[2])
    reach = 4.0 if act.primitive == "THROW" else 0.32
    return (stance.x + reach * math.sin(stance.yaw), 0.0, stance.z + reach * math.cos(stance.yaw))


def flight_frames(sc: Scenario, stance: Stance, change: PropChange) -> int:
    """Return how many frames after its change a thrown thing has come to lie."""
    x, _, z = change.position_m
    run = math.hypot(x - stance.x, z - stance.z)
    return sc.frames(contact.flight_s(run, _THROWN_FROM_M) + 0.25)


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


def through_the_air(
    sc: Scenario, st: Standing, beat: Beat, actor: str, other: str, release: int, touch: int, *, caught: bool, hits: bool
) -> tuple[PropChange, ...]:
    """Return how what is thrown to (or at) somebody leaves one hand and comes to the other's, to lie before his feet, or beyond him."""
    act = beat.act
    if act is None:
        return ()
    a, b = st.stances[actor], st.stances[other]
    way = (b.floor - a.floor) / (float(np.hypot(*(b.floor - a.floor))) or 1.0)
    spot = b.floor + (-_BEFORE_M if caught or hits else _BEYOND_M) * way
    height = 0.7 * sc.actors[other].stature_m if caught else 0.0
    place = (float(spot[0]), height, float(spot[1]))
    changes: list[PropChange] = []
    for thing in (t for t in act.objects if t in st.held and t in sc.props and not sc.props[t].fixed):
        changes.append(PropChange(prop=thing, frame=release, position_m=place))
        if caught:
            changes.append(PropChange(prop=thing, frame=touch, holder=other, grip="both"))
    return tuple(changes)


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
