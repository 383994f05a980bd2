"""Two who move as one: somebody is dragged, held up, carried or led by the hand, on the spot or along a way."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from redearth.breakdown.model import Act, Beat, Place, Primitive
from redearth.core.frames import between
from redearth.core.space import wrap_angle, yaw_towards
from redearth.direction.blocking import goals, pace, strides
from redearth.direction.blocking.escort_tracks import abreast, carried_along, dragged_along, gap_when_dragged, way_round_lying
from redearth.direction.blocking.scenario import Scenario, Standing
from redearth.direction.blocking.terms import F64, Doing, Hold, Motion, Posture, PostureChange, Stance
from redearth.direction.model import Cue

_SPEED_MPS: dict[Hold, float] = {"drag": 0.6, "support": 0.62, "carry": 0.95, "shoulder": 0.95, "lead": 1.15}
_PRIMITIVE: dict[Hold, Primitive] = {"drag": "DRAG", "support": "SUPPORT", "carry": "CARRY", "shoulder": "CARRY", "lead": "GRAB"}
_CONTACT_S: dict[Hold, float] = {"drag": 0.7, "support": 0.85, "carry": 0.75, "shoulder": 0.75, "lead": 0.55}
_TAKES_S: dict[Hold, float] = {"drag": 0.5, "support": 0.55, "carry": 1.1, "shoulder": 1.1, "lead": 0.3}
"""From the contact to the first step: a load is lifted first."""
_LONGEST_S = 5.5
_LEADING = frozenset({"lead", "guide", "escort", "walk", "accompany"})
_GOING = frozenset({"WALK", "RUN", "CLIMB"})
_DRAWN_M = 2.2
"""How far somebody is dragged when no place is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Who holds whom, and how; ``goes``: along a way, ``held``: they hold each other already."""

    how: Hold
    holder: str
    held: str
    goes: bool
    already: bool
    prone: bool = False
    """The one who is held lies face down."""


def escort(sc: Scenario, st: Standing, beat: Beat, start: int) -> Doing | None:
    """Return what two joined ones do from frame ``start`` of their group, or None for any other beat."""
    joined = _joined(sc, st, beat)
    if joined is None or beat.act is None:
        return None
    cues: list[Cue] = []
    motions: list[Motion] = []
    at = start
    here = st
    if not joined.already:
        step, at = _take_hold(sc, st, joined, start, beat.tension)
        motions.append(step)
        if at > start:
            cues.append(_walk_cue(beat, step, ()))
        here = _moved(st, step)
    touch = at + sc.frames(0.1 if joined.already else _CONTACT_S[joined.how])
    begin = at if joined.already else touch + sc.frames(_TAKES_S[joined.how])
    pair = _go(sc, here, beat, joined, begin)
    motions += pair
    end = max([begin + sc.frames(1.0), *(m.end for m in pair)])
    joined = replace(joined, prone=joined.how == "drag" and st.stances[joined.held].prone)
    cues += [_hold_cue(sc, beat, joined, side, at, end, touch) for side in ("acts", "undergoes")]
    if joined.goes:
        cues += [
            _walk_cue(beat, m, _gait(joined, m.actor))
            for m in pair
            if m.actor == joined.holder or joined.how in ("support", "lead")
        ]
    after, postures = _afterwards(sc, _settled(here, pair), st, joined, at)
    return Doing(
        beat=beat, start=start, frames=end - start + sc.frames(pace.SETTLE_S), cues=tuple(cues), motions=tuple(motions), postures=postures,
        after=after, subjects=(joined.holder, joined.held) if joined.already else (joined.holder,), acts_at=at,
    )  # fmt: skip


def _afterwards(
    sc: Scenario, there: Standing, before: Standing, joined: Joined, at: int
) -> tuple[dict[str, Stance], tuple[PostureChange, ...]]:
    """Return how both stand, or lie, when they are there, joined."""
    after = dict(there.stances)
    after[joined.holder] = replace(after[joined.holder], leaning=False)
    posture: Posture = "lie" if joined.how == "drag" else "stand"
    after[joined.held] = replace(after[joined.held], held_by=joined.holder, held_how=joined.how, posture=posture, leaning=False)
    if (posture == "lie") == (before.stances[joined.held].posture == "lie"):
        return after, ()
    return after, (PostureChange(actor=joined.held, start=at, frames=sc.frames(0.8), posture=posture),)


def opens_lying(sc: Scenario, actor: str) -> bool:
    """Return whether somebody lies there from the start: the first that happens to him is to be dragged, carried or helped up."""
    for beat in sc.scene.beats:
        act = beat.act
        if (act is not None and actor in act.actors) or (beat.speech is not None and beat.speech.speaker == actor):
            return False
        if act is not None and act.objects[:1] == (actor,):
            return (
                act.primitive == "DRAG"
                or act.lemma == "help_up"
                or (act.primitive == "CARRY" and act.lemma in ("lift", "pick_up", "抱起"))
            )
    return False


def _joined(sc: Scenario, st: Standing, beat: Beat) -> Joined | None:
    act = beat.act
    if act is None or act.negated or act.aspect == "try" or not act.actors:
        return None
    holder = act.actors[0]
    known = [a for a in (*act.objects, *(p.id for p in act.places)) if _person(sc, st, a) and a not in act.actors]
    if not _person(sc, st, holder):
        return None
    goes = bool(act.places) and any(p.id not in sc.actors and p.id not in ("up", "back") for p in act.places)
    if known and act.primitive == "LEAN":
        return Joined(how="support", holder=known[0], held=holder, goes=False, already=False)
    how = _how(act)
    if known and how is not None and len(act.actors) == 1:
        already = st.stances[known[0]].held_by == holder and st.stances[known[0]].held_how == how
        return Joined(how=how, holder=holder, held=known[0], goes=goes or how in ("drag", "lead"), already=already)
    if act.primitive not in _GOING:
        return None
    for actor in act.actors:
        for held, stance in st.stances.items():
            if stance.held_by and stance.present and actor in (held, stance.held_by) and stance.held_how:
                if stance.held_by not in act.actors:
                    continue
                return Joined(how=stance.held_how, holder=stance.held_by, held=held, goes=True, already=True)
    return None


def _how(act: Act) -> Hold | None:
    if act.primitive == "DRAG":
        return "drag"
    if act.primitive == "SUPPORT" and act.lemma not in ("help_up", "扶起", "拉起"):
        return "support"
    if act.primitive == "CARRY":
        over = {"shoulder", "shoulders", "back"} & set(act.manner) or act.lemma in ("扛", "扛起", "背", "背着", "背起")
        return "shoulder" if over else "carry"
    return "lead" if act.primitive == "WALK" and act.lemma in _LEADING and act.objects else None


def _person(sc: Scenario, st: Standing, actor: str) -> bool:
    return actor in sc.actors and sc.actors[actor].kind == "person" and st.stances[actor].present


def _take_hold(sc: Scenario, st: Standing, joined: Joined, start: int, tension: float) -> tuple[Motion, int]:
    """Return the holder's way to where he takes hold, and the frame of the group at which he is there."""
    a, b = st.stances[joined.holder], st.stances[joined.held]
    tall, other = sc.actors[joined.holder].stature_m, sc.actors[joined.held].stature_m
    ahead = np.array([math.sin(b.yaw), math.cos(b.yaw)])
    aside = np.array([ahead[1], -ahead[0]])
    near = aside if float((a.floor - b.floor) @ aside) >= 0 else -aside
    yaw = b.yaw
    if joined.how == "drag":
        head = ahead if b.prone else -ahead
        mark = b.floor + gap_when_dragged(tall, other) * head
        yaw = yaw_towards((mark[0], 0, mark[1]), (b.x, 0, b.z))
    elif joined.how in ("carry", "shoulder"):
        mark = b.floor + 0.29 * (tall + other) / 1.72 * near
        yaw = yaw_towards((mark[0], 0, mark[1]), (b.x, 0, b.z))
    else:
        mark = b.floor + (0.47 if joined.how == "support" else 0.70) * 0.5 * (tall + other) / 1.72 * near
    gap = float(np.hypot(*(mark - a.floor)))
    if gap < 0.03:
        samples = strides.turn(mark, a.yaw, yaw, sc.fps)
    else:
        route = np.stack([a.floor, mark]) if gap < 1.0 else sc.floorplan.route(a.floor, mark, 0.25)
        past = way_round_lying(a.floor, b.floor, head, near, other) if joined.how == "drag" else np.zeros((0, 2))
        if joined.how == "support":  # from the side, with room for the arms
            past = (b.floor + 0.85 * near - 0.1 * ahead)[None]
        route = np.concatenate([route[:1] if len(past) else route[:-1], past, mark[None]])
        hurry = min(2.6, (0.92 if gap < 2.0 else 1.2) * pace.urgency(tension) ** 2)
        samples = strides.walk(route, yaw=a.yaw, end_yaw=yaw, speed=hurry, fps=sc.fps)
    motion = Motion(actor=joined.holder, start=start, samples=samples)
    return motion, motion.end if gap > 0.3 or len(samples) > 2 else start


def _go(sc: Scenario, st: Standing, beat: Beat, joined: Joined, begin: int) -> list[Motion]:
    """Return the tracks of both from the first step on (of the lift, when nobody goes anywhere)."""
    a, b = st.stances[joined.holder], st.stances[joined.held]
    route = _route(sc, st, beat, joined) if joined.goes else a.floor[None]
    speed = _SPEED_MPS[joined.how]
    length = float(np.hypot(*np.diff(route, axis=0).T).sum()) if len(route) > 1 else 0.0
    if length > 0.02:
        speed = min(speed * 1.35, max(speed, length / _LONGEST_S))
        route = _shortened(route, speed * _LONGEST_S)
    if joined.how == "drag":
        holder, held = dragged_along(
            route, speed, a, b, sc.fps, gap_when_dragged(*(sc.actors[x].stature_m for x in (joined.holder, joined.held)))
        )
    elif joined.how in ("carry", "shoulder"):
        holder, held = carried_along(route, speed, a, b, sc.fps, already=joined.already, over=joined.how == "shoulder")
        lifted = sc.frames(_TAKES_S["carry"])
        begin = begin if joined.already else begin - lifted
    else:
        if length < 0.02:
            return []
        holder, held = abreast(route, speed, a, b, sc.fps)
    return [Motion(actor=joined.holder, start=begin, samples=holder), Motion(actor=joined.held, start=begin, samples=held)]


def _route(sc: Scenario, st: Standing, beat: Beat, joined: Joined) -> F64:
    """Return the polyline the two go along: to the place the act names, as the holder alone would."""
    act = beat.act
    a, b = st.stances[joined.holder], st.stances[joined.held]
    if act is None:
        return a.floor[None]
    places = tuple(p for p in act.places if p.id not in sc.actors and p.kind != "direction")
    middle = a.floor if joined.how in ("drag", "carry", "shoulder") else 0.5 * (a.floor + b.floor)
    if not places and joined.how == "drag":
        away = (a.floor - b.floor) / (float(np.hypot(*(a.floor - b.floor))) or 1.0)
        goal = sc.floorplan.nearest_clear(a.floor + _DRAWN_M * away, 0.35)
    else:
        alone = replace(act, primitive="WALK", lemma="walk", actors=(joined.holder,), objects=(), places=places)
        goal = goals.ways(sc, st, replace(beat, act=alone), [joined.holder])[joined.holder].goal
    return sc.floorplan.route(middle, goal, 0.4)


def _shortened(route: F64, longest_m: float) -> F64:
    pieces = np.hypot(*np.diff(route, axis=0).T)
    arc = np.concatenate([[0.0], np.cumsum(pieces)])
    if arc[-1] <= longest_m:
        return route
    keep = route[arc < longest_m]
    end = np.array([np.interp(longest_m, arc, route[:, 0]), np.interp(longest_m, arc, route[:, 1])])
    return np.concatenate([keep, end[None]])


def _settled(st: Standing, motions: list[Motion]) -> Standing:
    for motion in motions:
        st = _moved(st, motion)
    return st


def _moved(st: Standing, motion: Motion) -> Standing:
    x, z, yaw, _ = (float(v) for v in motion.samples[-1])
    stance: Stance = st.stances[motion.actor]
    return replace(st, stances={**st.stances, motion.actor: replace(stance, x=x, z=z, yaw=wrap_angle(yaw), rolling_mps=0.0)})


def _gait(joined: Joined, actor: str) -> tuple[str, ...]:
    if joined.how == "drag":
        return ("backwards",)
    return ("limping",) if joined.how == "support" and actor == joined.held else ()


def _hold_cue(sc: Scenario, beat: Beat, joined: Joined, side: str, at: int, end: int, touch: int) -> Cue:
    acts = side == "acts"
    actor, partner = (joined.holder, joined.held) if acts else (joined.held, joined.holder)
    act = beat.act
    words = (joined.how, *(("already",) if joined.already else ()), *(("face_down",) if joined.prone else ()))
    return Cue(
        beat=beat.id, actor=actor, primitive=_PRIMITIVE[joined.how], range=between(at, end), target=Place(kind="character", id=partner),
        manner=words, lemma=act.lemma if act else "", strength=0.5 + 0.5 * beat.tension, partner=partner,
        role="acts" if acts else "undergoes", contact_s=(touch - at) / sc.fps,
    )  # fmt: skip


def _walk_cue(beat: Beat, motion: Motion, manner: tuple[str, ...]) -> Cue:
    x, z = (float(v) for v in motion.samples[-1, :2])
    return Cue(
        beat=beat.id, actor=motion.actor, primitive="WALK", range=between(motion.start, motion.end), target_m=(x, 0.0, z), manner=manner,
        lemma="walk",
    )  # fmt: skip
