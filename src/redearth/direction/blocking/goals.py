"""Where a journey starts and ends: from the script's prepositions to marks on the floor."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from redearth.breakdown.model import Act, Beat, Place
from redearth.core.space import yaw_towards
from redearth.direction.blocking import marks
from redearth.direction.blocking.entrances import entry, exit_spot, lair
from redearth.direction.blocking.places import depth_beyond, far_point, point_of, safe_side, spot_for, thing_point
from redearth.direction.blocking.scenario import DISTANCE_WORDS, LIGHT_WORDS, Scenario, Standing, find_piece
from redearth.direction.blocking.terms import F64, Stance
from redearth.direction.model import Piece

_STROLL_M = {"WALK": 5.5, "RUN": 11.0, "CRAWL": 2.5, "CLIMB": 2.0, "APPEAR": 4.0, "JUMP": 2.0}
_USING_M = 0.2
"""Room on a mark from which somebody uses a thing: nearer than one stands without need."""
_MEET_M, _SPREAD_M = 0.55, 1.25
_LEAVING = frozenset({"leave", "exit", "depart", "disappear", "vanish", "flee", "离开", "走出去", "出去"})
_PASSAGE = frozenset(
    {"tunnel", "corridor", "street", "hall", "hallway", "passage", "road", "room", "vault", "aisle", "隧道", "走廊", "街道", "街"}
)
_TO = frozenset(
    {
        "to",
        "toward",
        "towards",
        "into",
        "at",
        "beside",
        "behind",
        "in_front_of",
        "across",
        "against",
        "on",
        "over",
        "onto",
        "past",
        "by",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One actor's journey."""

    start: Stance
    goal: F64
    end_yaw: float | None = None
    leaves: bool = False
    exact: bool = False
    """The goal may not be cut short."""
    rolling_in: bool = False


def ways(sc: Scenario, st: Standing, beat: Beat, group: list[str]) -> dict[str, Way]:
    """Return a way for each actor of a beat to a mark of his own; people who go together keep abreast."""
    act = beat.act
    if act is None or not group:
        return {}
    planned = {actor: _way(sc, st, beat, act, actor, k, len(group)) for k, actor in enumerate(group)}
    if _cross(planned):
        planned = _abreast(sc, planned)
    out: dict[str, Way] = {}
    here = st
    for k, (actor, way) in enumerate(planned.items()):
        if not way.leaves:
            room = _USING_M if way.exact and sc.actors[actor].kind == "person" else None
            goal = marks.free_mark(sc, here, actor, way.goal, mates=group[k + 1 :], room_m=room)
            if float(np.hypot(*(goal - way.goal))) > 1e-6:
                turned = sc.actors[actor].kind == "person" and way.end_yaw is not None
                way = replace(way, goal=goal, end_yaw=_end_yaw(sc, st, act, actor, goal) if turned else way.end_yaw)
        out[actor] = way
        here = _with(here, actor, replace(way.start, x=float(way.goal[0]), z=float(way.goal[1]), present=not way.leaves))
    return out


def _cross(planned: Mapping[str, Way]) -> bool:
    """Return whether people who go at the same time would meet on their straight ways."""
    t = np.linspace(0.0, 1.0, 41)[:, None]
    lines = [way.start.floor + t * (way.goal - way.start.floor) for way in planned.values() if not way.leaves]
    for one, other in combinations(lines, 2):
        apart = np.hypot(*(one - other).T)
        if apart.min() < min(_MEET_M, 0.9 * float(apart[0])):
            return True
    return False


def _abreast(sc: Scenario, planned: Mapping[str, Way]) -> dict[str, Way]:
    """Return the ways of people who would cross led to one goal, the first one's, each on the side on which he sets out."""
    lead = next(iter(planned.values()))
    ahead = lead.goal - lead.start.floor
    ahead = ahead / (float(np.hypot(*ahead)) or 1.0)
    right = np.array([-ahead[1], ahead[0]])
    order = sorted(planned, key=lambda a: (round(float(planned[a].start.floor @ right), 4), a))
    middle = order.index(next(iter(planned)))
    return {
        actor: replace(way, goal=lead.goal + _SPREAD_M * (order.index(actor) - middle) * right, end_yaw=lead.end_yaw)
        if not way.leaves and sc.actors[actor].kind == "person"
        else way
        for actor, way in planned.items()
    }


def _way(sc: Scenario, st: Standing, beat: Beat, act: Act, actor: str, rank: int, count: int) -> Way:
    stance = st.stances[actor]
    creature = sc.actors[actor].kind == "creature"
    if creature and act.primitive in ("APPEAR", "RUN", "WALK", "CHARGE", "LUNGE", "CRAWL", "JUMP"):
        return _attack(sc, st, act, actor, stance)
    waiting = not stance.present or (sc.opens is not None and depth_beyond(sc.opens, stance.floor) < -0.5)
    start = entry(sc, st, act, actor, rank, count) if not stance.present else stance
    if act.primitive == "VANISH" or (act.lemma in _LEAVING and stance.present):
        return Way(start=start, goal=exit_spot(sc, start), leaves=True)
    goal, exact = _goal(sc, st, beat, act, actor, start, waiting=waiting)
    ahead = goal - start.floor
    length = float(np.hypot(*ahead)) or 1.0
    right = np.array([-ahead[1], ahead[0]]) / length
    if count > 1:
        spread = _SPREAD_M if sc.actors[actor].kind != "crowd" else 0.0
        goal = goal + right * (rank - (count - 1) / 2) * spread - 0.35 * (rank % 2) * ahead / length
    goal = sc.floorplan.nearest_clear(goal, 0.32) if not exact or count > 1 else goal
    return Way(start=start, goal=goal, end_yaw=_end_yaw(sc, st, act, actor, goal), exact=exact, rolling_in=not stance.present)


def _goal(sc: Scenario, st: Standing, beat: Beat, act: Act, actor: str, start: Stance, *, waiting: bool) -> tuple[F64, bool]:
    for place in act.places:
        if place.relation == "between" and place.id in st.stances and place.second_id in st.stances:
            return marks.between(sc, st, actor, place.id, place.second_id), True
        if place.id in st.stances and place.id != actor and st.stances[place.id].present and place.relation in _TO:
            return _near_actor(sc, st, actor, place), True
    if act.objects and act.objects[0] in st.stances and act.objects[0] != actor and st.stances[act.objects[0]].present:
        return _near_actor(
            sc, st, actor, Place(kind="character", id=act.objects[0], relation="behind" if act.lemma == "follow" else "to")
        ), True
    if waiting:
        return _arrival(sc, st, beat, act, actor, start), False
    for place in act.places:
        found = _place_goal(sc, st, act, actor, place, start)
        if found is not None:
            return found
    if act.objects and (spot := thing_point(sc, st, act.objects[0])) is not None:
        return _before(sc, st, actor, act.objects[0], spot), True
    return _onward(sc, act, start), False


def _place_goal(sc: Scenario, st: Standing, act: Act, actor: str, place: Place, start: Stance) -> tuple[F64, bool] | None:
    if place.id in LIGHT_WORDS or place.id in DISTANCE_WORDS:
        return _towards(sc, act, start, np.array([0.0, -1.0]) if sc.plan.anchor("far") else np.array([0.0, 1.0])), False
    if place.relation in ("down", "along", "through", "across", "up") or place.id in _PASSAGE:
        if sc.barrier is not None and sc.barrier.kind == "gate":
            return safe_side(sc.barrier, 4.4), True
        along = 1.0 if start.z < sc.centre[1] else -1.0
        return _towards(sc, act, start, np.array([0.0, along])), False
    piece = find_piece(sc.plan, place.id, start.floor)
    if piece is not None and place.relation != "from":
        return spot_for(sc, piece)[0], True
    if place.relation == "from" and piece is not None:
        away = start.floor - np.array([piece.position_m[0], piece.position_m[2]])
        return _towards(sc, act, start, away / (float(np.hypot(*away)) or 1.0)), False
    point = point_of(sc, st, actor, place)
    if point is None:
        return None
    aim = np.array([point[0], point[2]]) - start.floor
    length = float(np.hypot(*aim)) or 1.0
    return _towards(sc, act, start, aim / length, min(length, _STROLL_M.get(act.primitive, 4.0))), False


def _arrival(sc: Scenario, st: Standing, beat: Beat, act: Act, actor: str, start: Stance) -> F64:
    beats = [b for b in sc.scene.beats if b.act is not None and actor in b.act.actors]
    later = beats[beats.index(beat) + 1 :][:1] if beat in beats else []
    for after in later:
        if (
            after.act is not None
            and after.paragraph == beat.paragraph
            and after.act.primitive in ("LEAN", "SIT", "USE", "OPEN", "PRESS", "LIE")
        ):
            for word in (*(p.id for p in after.act.places), *after.act.objects):
                piece = find_piece(sc.plan, word, start.floor)
                if piece is not None:
                    return leaning_spot(sc, piece)
    others = [a for a in st.present() if a not in act.actors and sc.actors[a].kind == "person"]
    if others:
        host = min(others, key=lambda a: (float(np.hypot(*(st.stances[a].floor - sc.centre))), a))
        if (
            float(np.hypot(*(st.stances[host].floor - start.floor))) < 13.0
            and sc.actors[actor].kind == "person"
            and len(act.actors) < 3
        ):
            return marks.beside(sc, _with(st, actor, start), actor, host)
    door = sc.opens or find_piece(sc.plan, "gate") or find_piece(sc.plan, "door")
    if door is not None and sc.plan.bounds.ceiling_m is None:
        return safe_side(door, 7.6 if sc.actors[actor].kind == "person" else 3.6)
    return sc.centre if sc.actors[actor].kind == "person" else 0.5 * (sc.centre + start.floor)


def leaning_spot(sc: Scenario, piece: Piece) -> F64:
    """Return where somebody leans against a piece: beside a door rather than in it, on the side nearer the middle."""
    lateral = 0.42 * piece.size_m[0]
    return sc.floorplan.nearest_clear(safe_side(piece, piece.size_m[2] / 2 + 0.42, lateral), 0.25)


def _attack(sc: Scenario, st: Standing, act: Act, actor: str, stance: Stance) -> Way:
    prey = [a for a in st.present() if sc.actors[a].kind == "person" and a != actor]
    aim = np.mean([st.stances[a].floor for a in prey], axis=0) if prey else sc.centre
    fresh = not stance.present
    start_floor = lair(sc, st, actor, aim) if fresh else stance.floor
    gap = float(np.hypot(*(aim - start_floor))) or 1.0
    towards = (aim - start_floor) / gap
    keep = {"CHARGE": 4.2, "LUNGE": 9.0}.get(act.primitive, 15.0 if prey else 4.0)
    step = {"LUNGE": 5.5}.get(act.primitive, 15.0)
    goal = start_floor + towards * max(0.3, min(step, gap - keep))
    yaw = math.atan2(towards[0], towards[1])
    start = Stance(x=float(start_floor[0]), z=float(start_floor[1]), yaw=yaw if fresh else stance.yaw)
    return Way(start=start, goal=marks.keep_side(sc, actor, goal), end_yaw=yaw, exact=True, rolling_in=fresh)


def _near_actor(sc: Scenario, st: Standing, actor: str, place: Place) -> F64:
    host = st.stances[place.id]
    s, c = math.sin(host.yaw), math.cos(host.yaw)
    crowd = sc.actors[actor].kind == "crowd"
    if place.relation in ("behind", "past") or crowd:
        return sc.floorplan.nearest_clear(host.floor - (4.2 if crowd else 1.3) * np.array([s, c]), 0.35)
    if place.relation == "in_front_of":
        return sc.floorplan.nearest_clear(host.floor + 1.3 * np.array([s, c]), 0.35)
    return marks.beside(sc, st, actor, place.id)


def _before(sc: Scenario, st: Standing, actor: str, thing: str, point: tuple[float, float, float]) -> F64:
    piece = find_piece(sc.plan, thing, st.stances[actor].floor)
    if piece is not None:
        return spot_for(sc, piece)[0]
    spot = np.array([point[0], point[2]])
    away = st.stances[actor].floor - spot
    return sc.floorplan.nearest_clear(spot + 0.6 * away / (float(np.hypot(*away)) or 1.0), 0.3)


def _onward(sc: Scenario, act: Act, start: Stance) -> F64:
    return _towards(sc, act, start, np.array([math.sin(start.yaw), math.cos(start.yaw)]), 0.6 * _STROLL_M.get(act.primitive, 4.0))


def _towards(sc: Scenario, act: Act, start: Stance, direction: F64, length: float | None = None) -> F64:
    far = start.floor + direction * (_STROLL_M.get(act.primitive, 4.0) if length is None else length)
    return sc.floorplan.nearest_clear(far, 0.4)


def _end_yaw(sc: Scenario, st: Standing, act: Act, actor: str, goal: F64) -> float | None:
    threats = [a for a, s in st.stances.items() if sc.actors[a].kind == "creature" and a != actor]
    if threats and (st.stances[threats[0]].present or act.primitive == "RUN"):
        spot = st.stances[threats[0]].floor if st.stances[threats[0]].present else np.array([0.0, far_point(sc)[2]])
        return yaw_towards((goal[0], 0, goal[1]), (spot[0], 0, spot[1]))
    for place in act.places:
        if place.id in st.stances and place.id != actor:
            host = st.stances[place.id]
            if place.relation != "behind":
                return marks.opened(yaw_towards((goal[0], 0, goal[1]), (host.x, 0, host.z)))
        piece = find_piece(sc.plan, place.id, goal)
        if piece is not None and place.relation in ("to", "at", "against", "beside"):
            return yaw_towards((goal[0], 0, goal[1]), piece.position_m)
    others = [a for a in st.present() if a not in act.actors and sc.actors[a].kind == "person"]
    near = [a for a in others if float(np.hypot(*(st.stances[a].floor - goal))) < 2.5]
    if near:
        host = st.stances[near[0]]
        return marks.opened(yaw_towards((goal[0], 0, goal[1]), (host.x, 0, host.z)))
    return None


def _with(st: Standing, actor: str, stance: Stance) -> Standing:
    return Standing(stances={**st.stances, actor: stance}, held=st.held, shut=st.shut, seen=st.seen, last_thing=st.last_thing)
