"""Beats in which somebody goes somewhere: entrances, walks, runs, exits, a creature's attack."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from redearth.breakdown.model import Act, Beat, Place, Primitive
from redearth.core.frames import FrameRange
from redearth.core.space import wrap_angle
from redearth.direction.blocking import goals, marks, pace, strides
from redearth.direction.blocking.scenario import Scenario, Standing
from redearth.direction.blocking.terms import F64, Doing, Motion, PostureChange, Stance
from redearth.direction.model import Cue

_SPEED_MPS: dict[Primitive, float] = {
    "WALK": 1.4,
    "RUN": 4.1,
    "CRAWL": 0.6,
    "CLIMB": 0.8,
    "CHARGE": 7.0,
    "LUNGE": 7.0,
    "JUMP": 3.0,
    "APPEAR": 1.3,
}
_CREATURE_MPS = 8.5
_ROOM_M, _RUNNER_M, _CREATURE_ROOM = 0.32, 0.1, 0.95
"""How far people keep from things on their way, what runners add, and the share of its span that a creature does."""
_FAST_MPS = 2.6
_USING_M = 0.2
"""Room on a mark from which somebody uses a thing."""
_LONGEST_S = 5.0
"""A longer way is covered faster, and then cut short: film time is dear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How a journey is played, beside what the beat says."""

    start: int = 0
    rolling_in: bool = False
    rolling_out: bool = False
    least_frames: int = 0
    """A walk under opening titles lasts at least this long."""


def travel(sc: Scenario, st: Standing, beat: Beat, setting: Setting) -> Doing:
    """Return what a beat of locomotion does; each actor ends on a mark (or still rolling when the next beat stops him)."""
    act = beat.act
    if act is None:
        raise ValueError(f"{beat.id} has no act")
    group = [a for a in act.actors if a in sc.actors]
    cues: list[Cue] = []
    motions: list[Motion] = []
    postures: list[PostureChange] = []
    after = dict(st.stances)
    here = st
    ways = goals.ways(sc, st, beat, group)
    for actor in group:
        way = ways[actor]
        stance = replace(way.start, posture="stand", leaning=False)
        delay = setting.start
        if st.stances[actor].present and st.stances[actor].posture not in ("stand", "rear"):
            rise = sc.frames(0.8)
            postures.append(PostureChange(actor=actor, start=delay, frames=rise, posture="stand"))
            cues.append(_cue(beat, actor, "RISE", delay, rise, act))
            delay += rise
        samples = _samples(sc, here, act, actor, stance, way, setting, beat.tension)
        motions.append(Motion(actor=actor, start=delay, samples=samples))
        primitive: Primitive = (
            act.primitive if act.primitive != "APPEAR" else "WALK" if sc.actors[actor].kind != "creature" else "RUN"
        )
        cues.append(_cue(beat, actor, primitive, delay, len(samples), act, way))
        x, z, yaw, speed = (float(v) for v in samples[-1])
        end = Stance(x=x, z=z, yaw=wrap_angle(yaw), present=not way.leaves, rolling_mps=speed if setting.rolling_out else 0.0)
        after[actor] = end
        here = replace(here, stances={**here.stances, actor: end})
    frames = max((m.end for m in motions), default=setting.start) - setting.start
    if not setting.rolling_out:
        frames += sc.frames(pace.SETTLE_S)
    return Doing(
        beat=beat, start=setting.start, frames=max(frames, sc.frames(0.5)), cues=tuple(cues), motions=tuple(motions),
        postures=tuple(postures), after=after, subjects=tuple(group),
    )  # fmt: skip


def walk_on(sc: Scenario, st: Standing, beat: Beat, frames: int, *, halt: bool) -> Doing | None:
    """Return how those still rolling from an earlier beat walk on during a group of ``frames``, or come to a halt in it."""
    cues, motions, after = [], [], dict(st.stances)
    for actor, stance in st.stances.items():
        if stance.rolling_mps <= 0 or not stance.present:
            continue
        ahead = np.array([math.sin(stance.yaw), math.cos(stance.yaw)])
        speed = stance.rolling_mps
        length = 0.75 * speed if halt else speed * frames / sc.fps
        target = stance.floor + length * ahead
        blocked = not sc.floorplan.line_clear(stance.floor, target + 0.6 * ahead, 0.3)
        samples = strides.walk(
            np.stack([stance.floor, stance.floor + 0.5 * ahead if blocked else target]), yaw=stance.yaw, end_yaw=None, speed=speed,
            fps=sc.fps, speed_in=speed, speed_out=0.0 if halt or blocked else speed,
        )[:frames]  # fmt: skip
        motions.append(Motion(actor=actor, start=0, samples=samples))
        rolling = 0.0 if halt or blocked else speed
        after[actor] = replace(stance, x=float(samples[-1, 0]), z=float(samples[-1, 1]), rolling_mps=rolling)
        whole = FrameRange(start=0, duration=len(samples))
        cues.append(Cue(beat=beat.id, actor=actor, primitive="WALK", range=whole, lemma="walk"))
    if not motions:
        return None
    return Doing(beat=beat, start=0, frames=max(m.end for m in motions), cues=tuple(cues), motions=tuple(motions), after=after)


def approach(sc: Scenario, st: Standing, actor: str, goal: F64, end_yaw: float, start: int, tension: float) -> Motion:
    """Return the motion that brings somebody to a mark nearby, facing ``end_yaw``; a turn when already there."""
    stance = st.stances[actor]
    if not sc.floorplan.sat_on(goal):
        goal = marks.free_mark(sc, st, actor, goal, room_m=_USING_M)
    if float(np.hypot(*(goal - stance.floor))) < 0.12:
        return Motion(actor=actor, start=start, samples=strides.turn(stance.floor, stance.yaw, end_yaw, sc.fps))
    route = marks.bystanders(sc, st, actor).route(stance.floor, goal, _ROOM_M)
    length = float(np.hypot(*np.diff(route, axis=0).T).sum())
    hurry = min(3.2, (0.92 if length < 2.0 else 1.15) * pace.urgency(tension) ** 2)
    samples = strides.walk(route, yaw=stance.yaw, end_yaw=end_yaw, speed=hurry, fps=sc.fps)
    return Motion(actor=actor, start=start, samples=samples)


def _samples(
    sc: Scenario, st: Standing, act: Act, actor: str, stance: Stance, way: goals.Way, setting: Setting, tension: float
) -> F64:
    creature = sc.actors[actor].kind == "creature"
    fast = creature and act.primitive in ("RUN", "APPEAR", "CHARGE", "LUNGE")
    speed = _CREATURE_MPS if fast else _SPEED_MPS.get(act.primitive, 1.3)
    slow = bool({"slowly", "limping", "limp", "carefully", "慢慢", "缓缓"} & {*act.manner, act.lemma})
    speed *= 0.72 if slow else max(0.7, min(1.6, act.speed))
    speed *= 0.83 * pace.urgency(tension) if act.primitive == "WALK" and not slow else 1.0
    goal = marks.keep_side(sc, actor, way.goal)
    floor = marks.bystanders(sc, st, *act.actors)
    room = _CREATURE_ROOM * sc.actors[actor].span_m if creature else _ROOM_M + (_RUNNER_M if speed > _FAST_MPS else 0.0)
    route = floor.route(stance.floor, goal, room)
    reach = float(np.hypot(*np.diff(route, axis=0).T).sum())
    least = setting.least_frames / sc.fps
    if least and reach > 0.5:
        speed = max(0.8, min(speed, reach / least))
    if reach > speed * _LONGEST_S:
        speed = min(speed * 1.45, reach / _LONGEST_S)
        if reach > speed * 1.3 * _LONGEST_S and not way.exact:
            route = strides.cut_short(route, speed * 1.3 * _LONGEST_S)
            route[-1] = marks.free_mark(sc, st, actor, route[-1], mates=act.actors)
    rolling = setting.rolling_in or way.rolling_in
    onward = setting.rolling_out or (not creature and act.primitive == "CRAWL")  # nobody swivels on hands and knees
    return strides.walk(
        route, yaw=stance.yaw, end_yaw=None if onward else way.end_yaw, speed=speed, fps=sc.fps,
        speed_in=speed if rolling else 0.0, speed_out=speed if setting.rolling_out else 0.0,
    )  # fmt: skip


def _cue(beat: Beat, actor: str, primitive: Primitive, start: int, frames: int, act: Act, way: goals.Way | None = None) -> Cue:
    place: Place | None = next(iter(act.places), None)
    target = None if way is None else (float(way.goal[0]), 0.0, float(way.goal[1]))
    return Cue(
        beat=beat.id, actor=actor, primitive=primitive, range=FrameRange(start=start, duration=frames), target=place, target_m=target,
        manner=act.manner, lemma=act.lemma, emblem=act.emblem, speed=act.speed, strength=0.5 + 0.5 * beat.tension,
    )  # fmt: skip
