"""Acts between two: who steps up to whom, the frame on which they touch, and what each does before and after it."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from redearth.breakdown.model import Act, Beat, Primitive
from redearth.core.frames import between
from redearth.core.space import wrap_angle, yaw_towards
from redearth.direction.blocking import contact, marks, pace, strides
from redearth.direction.blocking.contact import Meeting
from redearth.direction.blocking.escort import escort
from redearth.direction.blocking.escort_tracks import way_round
from redearth.direction.blocking.floorplan import Floorplan
from redearth.direction.blocking.holding import hands_over, prop_changes, through_the_air
from redearth.direction.blocking.partners import Pair, answer_to, pair_of
from redearth.direction.blocking.places import depth_beyond
from redearth.direction.blocking.replies import cue_of, reply_to
from redearth.direction.blocking.scenario import Scenario, Standing
from redearth.direction.blocking.terms import F64, Doing, Motion, PropChange, Stance
from redearth.direction.blocking.travel import Setting, travel
from redearth.direction.model import Cue

JAWS_SHARE = 0.86
"""How far a creature's jaws are before its mark, as a share of the height of its back."""
_RESTS_S = 0.95
_TO = frozenset({"to", "toward", "into", "at", "across", "through", "out_of", "on"})
_OVERLAP_S = 0.12
"""The wind-up of a blow begins before the last step is over."""


def play_together(sc: Scenario, st: Standing, beat: Beat, start: int) -> Doing | None:
    """Return what a beat between two does from frame ``start`` of its group, or None when it is no such beat."""
    return escort(sc, st, beat, start) or _meet(sc, st, beat, start) or _bring(sc, st, beat, start)


def _bring(sc: Scenario, st: Standing, beat: Beat, start: int) -> Doing | None:
    """Return the way of somebody who carries a thing somewhere: to carry it there is to walk with it."""
    act = beat.act
    going = act is not None and any(p.kind in ("anchor", "character") and p.relation in _TO for p in act.places)
    if act is None or act.primitive != "CARRY" or act.negated or not going or not set(act.objects) & set(st.held):
        return None
    actors = [a for a in act.actors if a in sc.actors and st.stances[a].present]
    if not actors:
        return None
    walk = replace(beat, act=replace(act, primitive="WALK", objects=()))
    gone = travel(sc, st, walk, Setting(start=start))
    return replace(gone, beat=beat, props=prop_changes(sc, st, beat, act, actors, start, 1))


def _meet(sc: Scenario, st: Standing, beat: Beat, start: int) -> Doing | None:
    pair = pair_of(sc.actors, beat)
    if pair is None or beat.act is None or not _meets(sc, st, pair):
        return None
    act, meeting = beat.act, pair.meeting
    here, motions, at, walked = _come_together(sc, st, pair, start, beat.tension)
    touch = at + sc.frames(contact.contact_s(meeting, act, beat.tension))
    release, thrown = touch, meeting.way.startswith("throw")
    touch += sc.frames(_flight_s(sc, here, pair)) if thrown else 0
    end = max(at + sc.frames(meeting.length_s), touch + (sc.frames(0.3) if thrown else 0))
    later = answer_to(sc, beat)
    missed = later is not None and later.act is not None and later.act.primitive in ("DODGE", "CROUCH")
    words = (meeting.way, *(("missed",) if missed else ()))
    cue = cue_of(beat, act.primitive, pair.actor, pair.other, "acts", at, end, touch, here, sc, *words)
    doing = Doing(
        beat=beat, start=start, frames=end - start + sc.frames(pace.SETTLE_S), cues=(*([_walk(beat, motions[0])] if walked else []), cue),
        motions=motions, after=here.stances, props=_passed(sc, here, beat, pair, release, touch, later), subjects=(pair.actor,),
        acts_at=at,
    )  # fmt: skip
    if later is not None:
        return doing
    reply = reply_to(sc, here, beat, _reply_of(act, meeting), pair, touch, end)
    return replace(
        doing, cues=(*doing.cues, *reply.cues), motions=(*doing.motions, *reply.motions), postures=reply.postures,
        frames=max(doing.frames, reply.end - start), after=reply.after,
    )  # fmt: skip


def _flight_s(sc: Scenario, st: Standing, pair: Pair) -> float:
    a, b = st.stances[pair.actor], st.stances[pair.other]
    fall = 0.9 * sc.actors[pair.actor].stature_m - (
        0.0 if pair.meeting.reply == "RECOIL" else 0.7 * sc.actors[pair.other].stature_m
    )
    return contact.flight_s(float(np.hypot(*(b.floor - a.floor))), fall)


def _passed(
    sc: Scenario, st: Standing, beat: Beat, pair: Pair, release: int, touch: int, later: Beat | None
) -> tuple[PropChange, ...]:
    """Return how things change hands: over a hand, or through the air."""
    if not pair.meeting.way.startswith("throw"):
        return hands_over(sc, st, beat, pair.actor, pair.other, touch)
    answered = later.act.primitive if later is not None and later.act is not None else pair.meeting.reply
    return through_the_air(
        sc, st, beat, pair.actor, pair.other, release, touch, caught=answered == "CATCH", hits=answered == "RECOIL"
    )


def _come_together(
    sc: Scenario, st: Standing, pair: Pair, start: int, tension: float
) -> tuple[Standing, tuple[Motion, ...], int, bool]:
    """Return both on their marks, how they get there, the frame at which the act begins, and whether the actor walked."""
    mark, yaw = _mark(sc, st, pair)
    stance = st.stances[pair.actor]
    past = way_round(stance.floor, mark, st.stances[pair.other].floor)
    floor = marks.bystanders(sc, st, pair.actor, pair.other)
    step = _step(sc, floor, stance, pair.actor, mark, yaw, start, tension, past)
    walked = float(np.hypot(*(mark - stance.floor))) > 0.3
    facing = _face(sc, st, pair, mark, start)
    motions = (step,) if facing is None else (step, facing)
    blow = pair.meeting.reply == "RECOIL" and walked
    ready = max(m.end for m in motions) - (sc.frames(_OVERLAP_S) if blow else 0)
    arrived = replace(stance, x=float(mark[0]), z=float(mark[1]), yaw=wrap_angle(yaw), leaning=False, rolling_mps=0.0)
    if walked and arrived.posture in ("kneel", "sit", "crouch", "lie"):
        arrived = replace(arrived, posture="stand")
    other = st.stances[pair.other]
    turned = other if facing is None else replace(other, yaw=wrap_angle(float(facing.samples[-1, 2])))
    if facing is not None and pair.meeting.driven_m:  # feet that turned come to rest before a blow moves them
        ready = max(ready, facing.end + sc.frames(_RESTS_S - pair.meeting.contact_s))
    still = len(step.samples) < 3 and facing is None
    here = replace(st, stances={**st.stances, pair.actor: arrived, pair.other: turned})
    return here, motions, start if still else max(start, ready), walked


def answer(sc: Scenario, st: Standing, beat: Beat, struck: Doing) -> Doing | None:
    """Return what the other does about the blow of ``struck``, on the blow's own contact; None where they never met."""
    pair, act = pair_of(sc.actors, struck.beat), beat.act
    if pair is None or act is None:
        return None
    blow = next((c for c in struck.cues if c.partner == pair.other and c.role == "acts" and c.contact_s is not None), None)
    if blow is None or blow.contact_s is None:
        return None
    touch = blow.range.start + round(blow.contact_s * sc.fps)
    return reply_to(sc, st, beat, act.primitive, pair, touch, blow.range.end)


def _reply_of(act: Act, meeting: Meeting) -> Primitive:
    return "DIE" if act.lemma in contact.KILLED else "FALL" if act.lemma in contact.FELLED else meeting.reply


def _meets(sc: Scenario, st: Standing, pair: Pair) -> bool:
    """Return whether both are on the set, on one side of a gate that shuts."""
    a, b = st.stances.get(pair.actor), st.stances.get(pair.other)
    if a is None or b is None or not (a.present and b.present):
        return False
    gate = sc.barrier
    return gate is None or gate.kind != "gate" or (depth_beyond(gate, a.floor) > 0) == (depth_beyond(gate, b.floor) > 0)


def _mark(sc: Scenario, st: Standing, pair: Pair) -> tuple[F64, float]:
    """Return where the actor stands for the contact, and which way."""
    a, b = st.stances[pair.actor], st.stances[pair.other]
    jaws = JAWS_SHARE * sc.actors[pair.actor].stature_m if sc.actors[pair.actor].kind == "creature" else 0.0
    apart = contact.apart_m(pair.meeting, sc.actors[pair.actor].stature_m, sc.actors[pair.other].stature_m, jaws_m=jaws)
    ahead = np.array([math.sin(b.yaw), math.cos(b.yaw)])
    if pair.meeting.way.startswith("throw"):
        return a.floor, yaw_towards((a.x, 0, a.z), (b.x, 0, b.z))
    if pair.meeting.behind:
        return b.floor - apart * ahead, b.yaw
    way = a.floor - b.floor
    length = float(np.hypot(*way))
    way = way / length if length > 0.05 else ahead
    if b.posture == "lie":
        aside = np.array([ahead[1], -ahead[0]])
        way = aside if float(way @ aside) >= 0 else -aside
    mark = marks.round_target(sc, st, pair.actor, pair.other, apart, way)
    if not sc.floorplan.clear(mark[None], 0.2)[0] and sc.floorplan.clear((b.floor - apart * way)[None], 0.2)[0]:
        mark = b.floor - apart * way
    return mark, yaw_towards((mark[0], 0, mark[1]), (b.x, 0, b.z))


def _step(
    sc: Scenario,
    floor: Floorplan,
    stance: Stance,
    actor: str,
    mark: F64,
    yaw: float,
    start: int,
    tension: float,
    around: F64 | None,
) -> Motion:
    """Return the way to the mark, to the centimetre: a contact is exact."""
    gap = float(np.hypot(*(mark - stance.floor)))
    if gap < 0.03:
        return Motion(actor=actor, start=start, samples=strides.turn(mark, stance.yaw, yaw, sc.fps))
    creature = sc.actors[actor].kind == "creature"
    room = sc.actors[actor].span_m if creature else 0.25
    route = np.stack([stance.floor, mark]) if gap < 0.8 else floor.route(stance.floor, mark, room)
    route = np.concatenate([route[:-1], *([] if around is None else [around[None]]), mark[None]])
    speed = 5.0 if creature else min(3.2, (0.92 if gap < 2.0 else 1.15) * pace.urgency(tension) ** 2)
    return Motion(actor=actor, start=start, samples=strides.walk(route, yaw=stance.yaw, end_yaw=yaw, speed=speed, fps=sc.fps))


def _face(sc: Scenario, st: Standing, pair: Pair, mark: F64, start: int) -> Motion | None:
    """Let the other turn to who comes, when he can and should."""
    stance = st.stances[pair.other]
    awake = stance.posture == "stand" and (pair.meeting.mutual or not stance.leaning) and sc.actors[pair.other].kind == "person"
    if pair.meeting.behind or not awake:
        return None
    yaw = yaw_towards((stance.x, 0, stance.z), (mark[0], 0, mark[1]))
    if abs(wrap_angle(yaw - stance.yaw)) < (0.02 if pair.meeting.mutual else 0.12):
        return None
    return Motion(actor=pair.other, start=start, samples=strides.turn(stance.floor, stance.yaw, yaw, sc.fps))


def _walk(beat: Beat, motion: Motion) -> Cue:
    x, z = (float(v) for v in motion.samples[-1, :2])
    fast = float(motion.samples[:, 3].max()) > 2.1
    return Cue(
        beat=beat.id, actor=motion.actor, primitive="RUN" if fast else "WALK", range=between(motion.start, motion.end),
        target_m=(x, 0.0, z), lemma="run" if fast else "walk",
    )  # fmt: skip
