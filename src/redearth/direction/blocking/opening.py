"""How a scene stands before its first frame: who is where, who will enter, what lies where."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np

from redearth.breakdown.model import Act, Beat, Primitive
from redearth.core.space import Vec3
from redearth.direction.blocking import entrances, marks
from redearth.direction.blocking.escort import opens_lying
from redearth.direction.blocking.grouping import LOCOMOTION
from redearth.direction.blocking.holding import grip_of
from redearth.direction.blocking.places import far_point, safe_side, spot_for
from redearth.direction.blocking.scenario import BURNING, SHUTTING, Scenario, Standing, Whereabouts, acts_of, find_piece
from redearth.direction.blocking.terms import F64, Stance
from redearth.direction.model import Piece

_IN_HAND_FIRST: frozenset[Primitive] = frozenset(
    {
        "HOLD",
        "REACH",
        "CARRY",
        "RAISE",
        "GIVE",
        "AIM",
        "FIRE",
        "WAVE",
        "THROW",
        "RELEASE",
        "DRINK",
        "EAT",
        "USE",
        "WRITE",
        "STRIKE",
    }
)
_RUN_UP_M = {"WALK": 8.0, "RUN": 19.0, "CRAWL": 3.0, "CLIMB": 2.0}
_BURSTS: frozenset[Primitive] = frozenset({"CHARGE", "LUNGE", "STRIKE", "BITE", "JUMP"})
_FROM_EDGE_M, _BESIDE_M = 0.22, 0.3
"""How far from a table's edge a thing lies, and from the next thing."""
_SURFACES = ("table", "counter", "console", "bench")


def entering(sc: Scenario) -> frozenset[str]:
    """Return who is off the set when the scene opens: those not present at its start who first act by arriving."""
    start = set(sc.scene.present_at_start)
    out = set()
    for actor in sc.actors:
        if actor in start and not _bursts_in(sc, actor):
            continue
        acts = acts_of(sc.scene, actor)
        first = acts[0].act if acts else None
        arrives = first is not None and (
            first.primitive in LOCOMOTION or first.primitive in ("APPEAR", "CHARGE", "LUNGE", "JUMP")
        )
        if (
            first is not None
            and sc.opens is not None
            and arrives
            and sc.actors[actor].kind != "creature"
            and _opens_before(sc, actor)
        ):
            continue  # stands behind the gate that will open
        if arrives or sc.actors[actor].kind == "creature" or (first is None and not _speaks(sc, actor)):
            out.add(actor)
    return frozenset(out)


def _bursts_in(sc: Scenario, actor: str) -> bool:
    """Return whether a creature is first heard of, after others have acted, when it falls upon somebody: till then it is not seen."""
    beats = [b for b in sc.scene.beats if b.act is not None or b.speech is not None]
    for number, beat in enumerate(beats):
        act = beat.act
        if act is not None and actor in (*act.actors, *act.objects, *(p.id for p in act.places)):
            return sc.actors[actor].kind == "creature" and number >= 2 and actor in act.actors and act.primitive in _BURSTS
    return False


def open_scene(sc: Scenario) -> Standing:
    """Return the standing before the first frame."""
    absent = entering(sc)
    stances: dict[str, Stance] = {}
    movers = [a for a in sc.actors if a not in absent and _first_way(sc, a) is not None]
    waiting = [a for a in movers if sc.opens is not None and _opens_before(sc, a)]
    together = sorted((a for a in movers if a not in waiting), key=lambda a: sc.actors[a].order)
    stances.update(_run_ups(sc, together))
    for k, actor in enumerate(waiting):
        stances[actor] = _behind_gate(sc, actor, k, len(waiting))
    plain = [a for a in sc.actors if a not in absent and a not in stances]
    people = [a for a in plain if sc.actors[a].kind == "person"]
    lurking = [a for a in plain if sc.actors[a].kind != "person"]
    for row, actor in enumerate(lurking):
        ahead = 0.0 if sc.actors[actor].kind == "creature" else 20.0
        z = far_point(sc)[2] + ahead - 4.0 * row + _forwards(sc, lurking) if people else float(sc.centre[1])
        stances[actor] = Stance(x=0.0, z=z, yaw=0.0)
    stances.update(marks.opening_cluster(sc, people) if people else {})
    for actor in absent:
        stances[actor] = Stance(x=0.0, z=0.0, yaw=0.0, present=False)
    stances = _apart(sc, stances, frozenset(waiting))
    ordered = {a: replace(stances[a], posture="lie") if opens_lying(sc, a) else stances[a] for a in sc.actors}
    shut = frozenset(p.id for p in sc.plan.pieces if p.kind in ("gate", "door") and not _starts_open(sc, p))
    held = _carried(sc)
    return Standing(stances=ordered, held=held, shut=shut, seen=frozenset(a for a, s in ordered.items() if s.present))


def _forwards(sc: Scenario, lurking: list[str]) -> float:
    """Return how much nearer those who lurk in the depth must be so that the last of them has room behind the others."""
    creatures = [sc.actors[a].span_m for a in lurking if sc.actors[a].kind == "creature"]
    rows = sum(a + b for a, b in pairwise(creatures)) + (creatures[-1] if creatures else 0.0)
    return max(0.0, sc.plan.bounds.min_z_m + rows - far_point(sc)[2]) if len(creatures) > 1 else 0.0


def _apart(sc: Scenario, stances: dict[str, Stance], waiting: frozenset[str]) -> dict[str, Stance]:
    """Return the stances with nobody in scenery or in somebody else; those behind a gate wait where they are."""
    st = Standing(stances={a: s if a in waiting else replace(s, present=False) for a, s in stances.items()})
    for actor, stance in stances.items():
        if stance.present and actor not in waiting:
            spot = marks.free_mark(sc, st, actor, stance.floor)
            st = replace(st, stances={**st.stances, actor: replace(stance, x=float(spot[0]), z=float(spot[1]))})
    return {**stances, **{a: s for a, s in st.stances.items() if s.present}}


def rest_spot(sc: Scenario, st: Standing, actor: str) -> Vec3:
    """Return where a thing lies that nobody carries: on a table nearby, else on the ground before the one it concerns."""
    stance = st.stances.get(actor)
    spot = sc.centre if stance is None else stance.floor
    tables = [
        p
        for p in sc.plan.pieces
        if p.kind in _SURFACES and math.hypot(p.position_m[0] - spot[0], p.position_m[2] - spot[1]) < 3.5
    ]
    if tables and (stance is None or stance.posture in ("stand", "sit")):
        table = min(tables, key=lambda p: (math.hypot(p.position_m[0] - spot[0], p.position_m[2] - spot[1]), p.id))
        return _on_top(table, spot, [w.position_m for w in st.held.values() if not w.holder])
    if stance is None:
        return (float(spot[0]), 0.0, float(spot[1]) - 0.8)
    return (stance.x + 0.66 * math.sin(stance.yaw), 0.0, stance.z + 0.66 * math.cos(stance.yaw))


def _on_top(table: Piece, near: F64, taken: list[Vec3]) -> Vec3:
    """Return a place on a table within reach of somebody who stands at it, the nearest where nothing lies yet."""
    x, y, z = table.position_m
    s, c = math.sin(table.yaw_rad), math.cos(table.yaw_rad)
    wide, deep = (max(size / 2 - _FROM_EDGE_M, 0.0) for size in (table.size_m[0], table.size_m[2]))
    dx, dz = float(near[0]) - x, float(near[1]) - z
    across = min(max(dx * c - dz * s, -wide), wide)
    ahead = min(max(dx * s + dz * c, -deep), deep)
    places = [(across + k * _BESIDE_M, ahead) for n in range(8) for k in (n, -n) if abs(across + k * _BESIDE_M) <= wide + 1e-9]
    spots = [(x + a * c + b * s, y + table.size_m[1], z - a * s + b * c) for a, b in places]
    free = [spot for spot in spots if all(math.dist(spot, other) > 0.9 * _BESIDE_M for other in taken)]
    return (free or spots)[0]


def _speaks(sc: Scenario, actor: str) -> bool:
    return any(b.speech is not None and b.speech.speaker == actor for b in sc.scene.beats)


def _first_way(sc: Scenario, actor: str) -> tuple[Beat, Act] | None:
    for beat in sc.scene.beats:
        if beat.speech is not None and beat.speech.speaker == actor:
            return None
        if beat.act is not None and actor in beat.act.actors:
            return (beat, beat.act) if beat.act.primitive in LOCOMOTION and sc.actors[actor].kind != "creature" else None
    return None


def _opens_before(sc: Scenario, actor: str) -> bool:
    for beat in sc.scene.beats:
        act = beat.act
        if act is not None and actor in act.actors:
            return False
        if act is not None and act.primitive in ("OBJECT_EVENT", "OPEN") and sc.opens is not None:
            return True
    return False


def _behind_gate(sc: Scenario, actor: str, rank: int, count: int) -> Stance:
    if sc.opens is None:
        return Stance(x=0.0, z=0.0, yaw=0.0)
    depth = -4.2 if sc.actors[actor].kind == "crowd" else -1.7
    spot = entrances.waiting_spot(sc.opens, rank, count, depth, 1.15) if depth > -4 else safe_side(sc.opens, depth, 0.0)
    return Stance(x=float(spot[0]), z=float(spot[1]), yaw=sc.opens.yaw_rad)


def _run_ups(sc: Scenario, movers: list[str]) -> dict[str, Stance]:
    """Place those who set off first so that their way ends in the acting area."""
    out: dict[str, Stance] = {}
    for rank, actor in enumerate(movers):
        found = _first_way(sc, actor)
        if found is None:
            continue
        _, act = found
        heading = _heading(sc, act)
        company = [a for a in act.actors if a in movers]
        lateral = (
            np.array([-heading[1], heading[0]])
            * ((company.index(actor) if actor in company else rank) - (len(company) - 1) / 2)
            * 1.3
        )
        goal = safe_side(sc.barrier, 4.4) if sc.barrier is not None and act.primitive == "RUN" else sc.centre
        reach = _RUN_UP_M.get(act.primitive, 5.0)
        spot = sc.floorplan.nearest_clear(goal - heading * reach + lateral - 0.3 * heading * (rank % 2), 0.32)
        out[actor] = Stance(x=float(spot[0]), z=float(spot[1]), yaw=math.atan2(heading[0], heading[1]))
    return out


def _heading(sc: Scenario, act: Act) -> F64:
    if sc.barrier is not None and act.primitive in ("RUN", "WALK") and sc.barrier.kind == "gate":
        return np.array([math.sin(sc.barrier.yaw_rad), math.cos(sc.barrier.yaw_rad)])
    for place in act.places:
        piece = find_piece(sc.plan, place.id, sc.centre)
        if piece is not None:
            aim = spot_for(sc, piece)[0] - sc.centre
            length = float(np.hypot(*aim))
            if length > 1.0:
                return aim / length
    if sc.plan.kit == "tunnel":
        return np.array([0.0, 1.0])
    return np.array([0.0, -1.0])


def _starts_open(sc: Scenario, piece: Piece) -> bool:
    for beat in sc.scene.beats:
        act = beat.act
        if act is None or act.negated:
            continue
        names = {*act.objects, *(p.id for p in act.places)}
        if piece.id in names or piece.kind in names:
            if act.primitive == "CLOSE" or (act.event or act.lemma) in SHUTTING:
                return True
            if act.primitive == "OPEN" or (act.event or act.lemma) in ("open", "unlock"):
                return False
    return False


def _carried(sc: Scenario) -> dict[str, Whereabouts]:
    held: dict[str, Whereabouts] = {}
    for carried in sc.scene.carried:
        if carried.character in sc.actors and _loose(sc, carried.prop):
            one = bool(set(carried.prop.split("-")) & BURNING) or any(
                b.act is not None and b.act.instrument == carried.prop and carried.character in b.act.actors
                for b in sc.scene.beats
            )
            held[carried.prop] = Whereabouts(holder=carried.character, grip="right" if one else "chest")
    settled: set[str] = set()
    for beat in sc.scene.beats:
        act = beat.act
        if act is None or not act.actors or act.actors[0] not in sc.actors:
            continue
        for thing in (*act.objects, act.instrument):
            if not _loose(sc, thing) or thing in settled:
                continue
            settled.add(thing)
            giver = next((p.id for p in act.places if p.relation == "from" and p.id in sc.actors), "")
            if act.primitive == "GRAB" and giver and thing not in held:
                held[thing] = Whereabouts(holder=giver, grip="right")
            if (
                (act.primitive in _IN_HAND_FIRST or (act.emblem and thing == act.instrument))
                and (act.primitive != "REACH" or thing in held)
                and (thing not in held or held[thing].holder == act.actors[0])
            ):
                first = "right" if act.primitive == "STRIKE" else "both" if act.emblem == "strum" else grip_of(beat, act)
                held[thing] = Whereabouts(
                    holder=act.actors[0], grip="right" if first == "raised" else "chest" if first == "both" else first
                )
    return held


def _loose(sc: Scenario, thing: str) -> bool:
    prop = sc.props.get(thing)
    return prop is not None and not prop.fixed and not any(p.id == thing for p in sc.plan.pieces)


def loose_props(sc: Scenario, beat: Beat) -> tuple[str, ...]:
    """Return the loose props a beat names."""
    if beat.act is None:
        return ()
    words = (*beat.act.objects, beat.act.instrument, *(p.id for p in beat.act.places))
    return tuple(dict.fromkeys(w for w in words if w and _loose(sc, w)))
