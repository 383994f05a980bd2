"""Beats played on the spot: looks, postures, gestures, everything hands do to things and people."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Literal

from redearth.breakdown.model import Act, Beat, Place, Primitive
from redearth.core.frames import FrameRange
from redearth.core.recorded_motion import RecordedMotion
from redearth.core.space import Vec3, wrap_angle
from redearth.direction.blocking import dancing, pace
from redearth.direction.blocking.holding import flight_frames, prop_changes, put_down_at
from redearth.direction.blocking.places import body_point, point_of, thing_point
from redearth.direction.blocking.scenario import Scenario, Standing, find_piece
from redearth.direction.blocking.stepping import arrived, reposition
from redearth.direction.blocking.terms import Doing, Motion, Posture, PostureChange
from redearth.direction.model import Cue, SetEvent

Hand = Literal["", "left", "right", "both"]
_POSTURES: dict[Primitive, Posture] = {
    "KNEEL": "kneel", "SIT": "sit", "CROUCH": "crouch", "LIE": "lie", "FALL": "lie", "DIE": "lie", "RISE": "stand", "STAND": "stand", "REAR": "rear",
}  # fmt: skip
_RISE_S = 0.9
"""What getting up takes before a recorded motion."""
_ON_PIECES: frozenset[Primitive] = frozenset({"PULL", "PUSH", "PRESS", "OPEN", "CLOSE"})
_CHANGES_HANDS: frozenset[Primitive] = frozenset({"GRAB", "RELEASE", "THROW", "CATCH"})
_WITHOUT_HANDS: frozenset[Primitive] = frozenset(
    {"LOOK", "TURN", "NOD", "SHAKE_HEAD", "KNEEL", "SIT", "STAND", "RISE", "STARE", "BREATHE", "TREMBLE", "EXPRESS"}
)
_ONE_FREE_HAND: frozenset[Primitive] = frozenset({"PRESS", "TOUCH", "POINT", "OPEN", "CLOSE", "WAVE", "BRUSH", "REACH"})
"""What one hand does while the other holds a lantern."""
_AT_SOMETHING: frozenset[Primitive] = frozenset({"AIM", "FIRE", "THROW", "POINT", "STRIKE"})


def handle(sc: Scenario, st: Standing, beat: Beat, start: int) -> Doing:
    """Return what a beat on the spot does; an actor too far from what he must reach steps up to it first."""
    act = beat.act
    assert act is not None, beat.id
    recorded = sc.motions.get(act.lemma) if act.primitive == "MOTION" else None
    if recorded is not None:
        return _play_recorded(sc, st, beat, act, recorded, start)
    actors = [a for a in act.actors if a in sc.actors and st.stances[a].present]
    cues: list[Cue] = []
    motions: list[Motion] = []
    postures: list[PostureChange] = []
    after = dict(st.stances)
    put = put_down_at(sc, st, act, actors[0]) if actors else None
    target, thing = put or _target(sc, st, act, actors[0] if actors else "")
    seconds, begun = _seconds(st, act, actors, beat.tension), start
    touch = _touch_frames(sc, act, seconds)
    for actor in _nearest_first(st, actors, target):
        motion, place_yaw = reposition(sc, replace(st, stances=after), act, actor, target, thing, start, beat.tension)
        stance, at = arrived(sc, st.stances[actor], motion, start)
        if motion is not None:
            motions.append(motion)
            if at > start:
                cues.append(_walk_cue(beat, actor, motion, act))
        posture = None if act.negated else _POSTURES.get(act.primitive)
        if posture is not None:
            postures.append(PostureChange(actor=actor, start=at, frames=sc.frames(0.75 * seconds), posture=posture))
            stance = replace(stance, posture=posture, prone=_falls_forward(act))
        after[actor] = replace(stance, leaning=act.primitive == "LEAN", rolling_mps=0.0)
        begun = max(begun, at)
        cue = _cue(sc, st, beat, act, actor, at, sc.frames(seconds - pace.SETTLE_S), target, thing, place_yaw)
        cues.append(replace(cue, contact_s=touch / sc.fps) if touch else cue)
    changes = prop_changes(sc, st, beat, act, actors, begun, touch or sc.frames(0.5 * seconds), put[0] if put else None)
    ends = [begun + sc.frames(seconds), *(m.end + 2 for m in motions)]
    ends += [c.frame + flight_frames(sc, after[actors[0]], c) for c in changes if act.primitive == "THROW"]
    return Doing(
        beat=beat, start=start, frames=max(ends) - start, cues=tuple(cues), motions=tuple(motions), postures=tuple(postures), after=after,
        props=changes, events=_piece_event(sc, beat, act, thing, begun, sc.frames(0.6 * seconds)), subjects=tuple(actors),
        point_m=target if thing else None, thing=thing,
        acts_at=begun, closes=thing if act.primitive == "CLOSE" else "", opens=thing if act.primitive == "OPEN" else "",
    )  # fmt: skip


def _seconds(st: Standing, act: Act, actors: list[str], tension: float) -> float:
    """Return how long an act takes: longer for who gets up from the ground."""
    up = act.primitive in ("RISE", "STAND") and any(st.stances[a].posture == "lie" for a in actors)
    return max(pace.act_seconds(act, tension), pace.UP_S if up else 0.0)


def _nearest_first(st: Standing, actors: list[str], target: Vec3 | None) -> list[str]:
    """Return who does something together in the order in which they get there."""
    if target is None:
        return actors
    return sorted(actors, key=lambda a: math.hypot(st.stances[a].x - target[0], st.stances[a].z - target[2]))


def _falls_forward(act: Act) -> bool:
    return act.primitive in ("FALL", "DIE") and not {"back", "backward", "backwards"} & set(act.manner)


def _play_recorded(sc: Scenario, st: Standing, beat: Beat, act: Act, recorded: RecordedMotion, start: int) -> Doing:
    """Return a recorded motion of the user's own, played by everybody who is asked to."""
    actors = [a for a in act.actors if a in sc.actors and st.stances[a].present]
    frames = sc.frames(dancing.motion_seconds(recorded, act.speed))
    rising = [a for a in actors if st.stances[a].posture in ("kneel", "sit", "crouch", "lie")]
    up, began = sc.frames(_RISE_S), start
    aside = start + (up if rising else 0)
    courses = {actor: dancing.course_of(sc, st, actor, recorded) for actor in actors}
    lead = max((dancing.turn_frames(sc, course) for course in courses.values()), default=0)
    found = {a: dancing.dance(sc, st, a, recorded, aside, act.speed, courses[a], lead) for a in actors}
    start = aside + lead
    after = dict(st.stances)
    for actor, motion in found.items():
        stance = replace(after[actor], posture="stand", rolling_mps=0.0, leaning=False)
        if motion is not None:
            x, z, yaw, _ = (float(v) for v in motion.samples[-1])
            stance = replace(stance, x=x, z=z, yaw=wrap_angle(yaw))
        after[actor] = stance
    cues = tuple(_cue(sc, st, beat, act, actor, start, frames, None, "", 0.0) for actor in actors)
    cues += tuple(
        Cue(beat=beat.id, actor=a, primitive="RISE", range=FrameRange(start=began, duration=up), lemma="rise") for a in rising
    )
    moved = tuple(motion for motion in found.values() if motion is not None)
    return Doing(
        beat=beat, start=began, frames=start - began + frames + sc.frames(pace.SETTLE_S), cues=cues, motions=moved, after=after,
        postures=tuple(PostureChange(actor=a, start=began, frames=up, posture="stand") for a in rising),
        subjects=tuple(actors), acts_at=start,
    )  # fmt: skip


def _target(sc: Scenario, st: Standing, act: Act, actor: str) -> tuple[Vec3 | None, str]:
    for thing in (*act.objects, act.instrument):
        if thing in st.stances and st.stances[thing].present:
            return body_point(sc, st, thing), ""
        if act.primitive in _AT_SOMETHING and thing in st.held and st.held[thing].holder == actor:
            continue  # what is in the hand is not what it is aimed at
        if thing and (point := thing_point(sc, st, thing)) is not None:
            piece = find_piece(sc.plan, thing, st.stances[actor].floor if actor else None)
            return point, thing if thing in st.held or piece is None else piece.id
    for place in act.places:
        point = point_of(sc, st, actor, place)
        if point is not None:
            piece = find_piece(sc.plan, place.id, st.stances[actor].floor if actor else None)
            known = place.id in st.held or piece is not None
            return point, (place.id if place.id in st.held else piece.id if piece else "") if known else ""
    if (
        act.primitive in ("TOUCH", "GRAB", "TREMBLE")
        and st.last_thing
        and (point := thing_point(sc, st, st.last_thing)) is not None
    ):
        return point, st.last_thing
    if act.primitive == "BRUSH" and actor:
        stance = st.stances[actor]
        return (stance.x + 0.62 * math.sin(stance.yaw), 0.02, stance.z + 0.62 * math.cos(stance.yaw)), "ground"
    return None, ""


def _touch_frames(sc: Scenario, act: Act, seconds: float) -> int:
    """Return after how many frames of an act the hand is on its thing, 0 where the motion keeps its own time."""
    if act.primitive in _ON_PIECES:
        return max(2, sc.frames(0.6 * seconds) // 3)
    return sc.frames(0.5 * seconds) if act.primitive in _CHANGES_HANDS else 0


def _piece_event(sc: Scenario, beat: Beat, act: Act, thing: str, begun: int, frames: int) -> tuple[SetEvent, ...]:
    piece = find_piece(sc.plan, thing) if thing else None
    kind = {"PULL": "pull", "PUSH": "push", "PRESS": "press", "OPEN": "open", "CLOSE": "close"}.get(act.primitive, "")
    if piece is None or not kind or act.negated:
        return ()
    lead = max(2, frames // 3)  # as in ``_touch_frames``: the piece moves once the hand is on it
    return (
        SetEvent(
            beat=beat.id, kind=kind, range=FrameRange(start=begun + lead, duration=frames), subject=piece.id, position_m=piece.position_m,
            sound=act.sound,
        ),
    )  # fmt: skip


def _cue(
    sc: Scenario,
    st: Standing,
    beat: Beat,
    act: Act,
    actor: str,
    at: int,
    frames: int,
    target: Vec3 | None,
    thing: str,
    yaw: float,
) -> Cue:
    place: Place | None = next(iter(act.places), None)
    used = next((o for o in (*act.objects, act.instrument) if o in sc.props), thing)
    return Cue(
        beat=beat.id, actor=actor, primitive=act.primitive, range=FrameRange(start=at, duration=frames), target=place, target_m=target,
        prop=used, hand=_hand(st, actor, used, act, yaw, target), manner=act.manner, lemma=act.lemma, emblem=act.emblem, speed=act.speed,
        strength=0.5 + 0.5 * beat.tension,
    )  # fmt: skip


def _hand(st: Standing, actor: str, used: str, act: Act, yaw: float, target: Vec3 | None) -> Hand:
    if act.primitive in ("GIVE", "EMBRACE", "CLIMB", "HOLD", "CARRY"):
        return "both"
    if act.primitive in _WITHOUT_HANDS:
        return ""
    if act.primitive == "GRAB":
        return "right"  # the hand that will hold it
    busy = {w.grip for thing, w in st.held.items() if w.holder == actor and thing not in (used, act.instrument)}
    if act.primitive in _ONE_FREE_HAND and len(busy & {"right", "raised", "left"}) == 1:
        return "right" if "left" in busy else "left"
    if target is not None and act.primitive in ("PULL", "PUSH", "PRESS", "TOUCH", "POINT", "OPEN", "CLOSE"):
        stance = st.stances[actor]
        side = (target[0] - stance.x) * math.cos(yaw) - (target[2] - stance.z) * math.sin(yaw)
        return "left" if side > 0.1 else "right"
    return "right"


def _walk_cue(beat: Beat, actor: str, motion: Motion, act: Act) -> Cue:
    x, z = (float(v) for v in motion.samples[-1, :2])
    whole = FrameRange(start=motion.start, duration=len(motion.samples))
    fast = float(motion.samples[:, 3].max()) > 2.1
    return Cue(
        beat=beat.id, actor=actor, primitive="RUN" if fast else "WALK", range=whole, target_m=(x, 0.0, z), manner=act.manner,
        lemma="run" if fast else "walk",
    )  # fmt: skip
