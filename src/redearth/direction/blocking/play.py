"""Play one group: each of its beats in local time, then those who walk on through it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from redearth.breakdown.model import Beat
from redearth.core.frames import FrameRange
from redearth.core.space import yaw_towards
from redearth.direction.blocking import entrances, happening, pace
from redearth.direction.blocking.fetch import joined, taking_first
from redearth.direction.blocking.grouping import LOCOMOTION, Group
from redearth.direction.blocking.handling import handle
from redearth.direction.blocking.holding import lies_on
from redearth.direction.blocking.many import hushed, lasting
from redearth.direction.blocking.meet import answer, play_together
from redearth.direction.blocking.opening import loose_props, rest_spot
from redearth.direction.blocking.partners import pair_of
from redearth.direction.blocking.scenario import Scenario, Standing, Whereabouts
from redearth.direction.blocking.terms import Doing, PostureChange, Stance
from redearth.direction.blocking.travel import Setting, travel, walk_on
from redearth.direction.model import Cue

_STEPS_M = 0.3
_RISES_S = 0.6
_TRAVELS = LOCOMOTION | {"CHARGE", "LUNGE", "APPEAR", "VANISH", "JUMP"}


def play(
    sc: Scenario, st: Standing, group: Group, line_s: dict[str, float], *, first: bool, stops_next: frozenset[str]
) -> tuple[tuple[Doing, ...], Standing]:
    """Return what the beats of a group do and how everybody stands afterwards.

    ``line_s`` gives the seconds of each spoken beat; ``stops_next`` names who is brought to a stop by the next group.
    """
    if group.kind == "overture":
        doings, st = _overture(sc, st, group, stops_next)
    elif group.kind == "pursuit":
        doings, st = _pursuit(sc, st, group, stops_next, first=first)
    elif group.kind == "exchange":
        doings, st = _exchange(sc, st, group)
    else:
        doings, st = _together(sc, st, group.beats, line_s, first=first, stops_next=stops_next)
    frames = max(d.end for d in doings)
    speaks = any(d.speech is not None for d in doings)
    onward = walk_on(sc, st, group.beats[0], frames, halt=speaks)
    busy = {m.actor for d in doings for m in d.motions}
    if onward is not None and not busy & {m.actor for m in onward.motions}:
        doings = (*doings, replace(onward, subjects=(), frames=min(onward.frames, frames)))
        st = replace(st, stances=onward.after)
    return doings, st


def do(
    sc: Scenario, st: Standing, beat: Beat, start: int, line_s: float, setting: Setting | None = None
) -> tuple[Doing, Standing]:
    """Return what one beat does from frame ``start`` of its group, and the standing after it."""
    beat = hushed(beat)
    st = _come_upon(sc, _with_props(sc, st, beat), beat)
    if (taking := taking_first(sc, st, beat)) is not None:
        first, then = do(sc, st, taking, start, line_s)
        after, st = do(sc, then, beat, first.end, line_s, setting)
        return joined(first, after), st
    act = beat.act
    rolling = tuple(a for a in (act.actors if act else ()) if a in st.stances and st.stances[a].rolling_mps > 0)
    if beat.speech is not None:
        doing = happening.speak(sc, st, beat, start, line_s)
    elif act is None or beat.kind in ("title", "hold"):
        doing = happening.still(sc, st, beat, start)
    elif act.primitive == "STOP" and rolling:
        doing = _stop(sc, st, beat, rolling)
    elif not act.actors or act.primitive in ("OBJECT_EVENT", "ENVIRONMENT_EVENT"):
        doing = happening.happen(sc, st, beat, start)
    elif (played := play_together(sc, st, beat, start)) is not None:
        doing = played
    elif act.primitive in _TRAVELS and not act.negated and (act.primitive != "JUMP" or act.places):
        doing = travel(sc, st, beat, setting or Setting(start=start))
    else:
        doing = handle(sc, st, beat, start)
    if beat.hold_s and beat.speech is None:
        doing = replace(doing, frames=doing.frames + sc.frames(beat.hold_s))
    doing = _on_their_feet(sc, st, lasting(sc, doing))
    return doing, _after(st, doing)


def _on_their_feet(sc: Scenario, st: Standing, doing: Doing) -> Doing:
    """Who kneels, sits or lies and steps up to something stands from there on, unless the beat itself says how he ends."""
    told = {p.actor for p in doing.postures} | {c.actor for c in doing.cues if c.role == "undergoes"}
    up: list[PostureChange] = []
    after = dict(doing.after)
    for motion in doing.motions:
        before, then = st.stances[motion.actor], after.get(motion.actor)
        low = before.present and before.posture not in ("stand", "rear") and not before.held_by
        if then is None or not low or motion.actor in told or then.posture not in (before.posture, "stand") or then.held_by:
            continue
        if float(np.hypot(*(then.floor - before.floor))) > _STEPS_M:
            up.append(PostureChange(actor=motion.actor, start=motion.start, frames=sc.frames(_RISES_S), posture="stand"))
            after[motion.actor] = replace(then, posture="stand")
    return replace(doing, postures=(*doing.postures, *up), after=after) if up else doing


def _together(
    sc: Scenario, st: Standing, beats: tuple[Beat, ...], line_s: dict[str, float], *, first: bool, stops_next: frozenset[str]
) -> tuple[tuple[Doing, ...], Standing]:
    doings: list[Doing] = []
    for beat in beats:
        actors = beat.act.actors if beat.act else ()
        busy = max((m.end for d in doings for m in d.motions if m.actor in actors), default=0)
        rolls = any(st.stances[a].rolling_mps > 0 for a in actors if a in st.stances)
        stopping = beat.act is not None and beat.act.primitive == "STOP"
        if rolls and not stopping and beat.act is not None:
            halted = walk_on(sc, _only(st, actors), beat, sc.frames(1.0), halt=True)
            if halted is not None:
                st = replace(st, stances={**st.stances, **{a: halted.after[a] for a in actors if a in halted.after}})
                doings.append(replace(halted, subjects=tuple(actors)))
                busy = max(busy, halted.end)
        moving = beat.act is not None and beat.act.primitive in _TRAVELS
        on_spot_while_moving = (
            busy > 0
            and not moving
            and not rolls
            and beat.act is not None
            and beat.act.primitive in ("HOLD", "CARRY", "EXPRESS", "BREATHE")
        )
        setting = Setting(
            start=busy,
            rolling_in=first and _present(st, actors),
            rolling_out=bool(actors) and set(actors) >= stops_next and bool(stops_next),
        )
        doing, st = do(sc, st, beat, 0 if on_spot_while_moving else busy, line_s.get(beat.id, 1.5), setting)
        doings.append(doing)
    return tuple(doings), st


def _exchange(sc: Scenario, st: Standing, group: Group) -> tuple[tuple[Doing, ...], Standing]:
    """A blow and what the other does about it, on one contact."""
    blow, reply = group.beats
    struck, st = do(sc, st, blow, 0, 0.0)
    replied = answer(sc, st, reply, struck)
    if replied is not None:
        return (struck, replied), _after(st, replied)
    then, st = do(sc, st, reply, struck.end, 0.0)
    return (struck, then), st


def _overture(sc: Scenario, st: Standing, group: Group, stops_next: frozenset[str]) -> tuple[tuple[Doing, ...], Standing]:
    """Words on the picture and the weather share the head of a walk."""
    doings: list[Doing] = []
    offset = 0
    mover = next(k for k, b in enumerate(group.beats) if b.act is not None and b.act.primitive in LOCOMOTION)
    for beat in group.beats[:mover]:
        doing, st = do(sc, st, beat, 0, 0.0)
        doings.append(doing)
        offset = max(offset + sc.frames(0.5), doing.frames)
    lead = group.beats[mover]
    setting = Setting(
        rolling_in=True,
        rolling_out=bool(lead.act and stops_next and set(lead.act.actors) >= stops_next),
        least_frames=offset + sc.frames(2.6),
    )
    doing, st = do(sc, st, lead, 0, 0.0, setting)
    at = min(offset, max(0, doing.frames - sc.frames(1.5)))
    doings.append(replace(doing, start=at, frames=doing.frames - at))
    for beat in group.beats[mover + 1 :]:
        along, st = do(sc, st, beat, at, 0.0)
        doings.append(along)
    return tuple(doings), st


def _pursuit(
    sc: Scenario, st: Standing, group: Group, stops_next: frozenset[str], *, first: bool
) -> tuple[tuple[Doing, ...], Standing]:
    """A journey, what the travellers do on the way, and whoever comes after them before they arrive."""
    lead = group.beats[0]
    movers = lead.act.actors if lead.act else ()
    setting = Setting(rolling_in=first and _present(st, movers), rolling_out=bool(stops_next) and set(movers) >= stops_next)
    doing, after = do(sc, st, lead, 0, 0.0, setting)
    doings = [doing]
    at = int(0.42 * doing.frames)
    for beat in group.beats[1:]:
        actors = beat.act.actors if beat.act else ()
        kinds = {sc.actors[a].kind for a in actors if a in sc.actors}
        if "creature" in kinds:
            on_the_run = {a: _at(doing, a, at + sc.frames(1.2), s) for a, s in after.stances.items()}
            then, attacked = do(sc, replace(after, stances=on_the_run), beat, at, 0.0, Setting(start=at))
            after = replace(attacked, stances={a: (attacked.stances[a] if a in actors else s) for a, s in after.stances.items()})
        elif "crowd" in kinds:
            at = int(0.3 * doing.frames)
            then, after = do(sc, after, beat, at, 0.0, Setting(start=at))
        elif beat.parallel:
            then, after = do(sc, after, beat, 0, 0.0)
        else:
            then, after = do(sc, after, beat, at, 0.0)
        doings.append(then)
        at = at if beat.parallel else max(at, then.end - sc.frames(pace.SETTLE_S))
    return tuple(doings), after


def _at(doing: Doing, actor: str, frame: int, stance: Stance) -> Stance:
    for motion in doing.motions:
        if motion.actor == actor:
            x, z, yaw, _ = (float(v) for v in motion.samples[max(0, min(len(motion.samples) - 1, frame - motion.start))])
            return replace(stance, x=x, z=z, yaw=yaw)
    return stance


def _stop(sc: Scenario, st: Standing, beat: Beat, actors: tuple[str, ...]) -> Doing:
    halted = walk_on(sc, _only(st, actors), beat, sc.frames(1.2), halt=True)
    frames = sc.frames(1.1)
    if halted is None:
        return Doing(beat=beat, start=0, frames=frames, after=dict(st.stances), subjects=actors)
    stances = {**st.stances, **{a: halted.after[a] for a in actors}}
    cues = tuple(
        Cue(
            beat=beat.id,
            actor=a,
            primitive="STOP",
            range=FrameRange(start=0, duration=frames),
            lemma=beat.act.lemma if beat.act else "",
        )
        for a in actors
    )
    return replace(halted, frames=max(frames, halted.frames), after=stances, subjects=actors, cues=(*halted.cues, *cues))


def _only(st: Standing, actors: tuple[str, ...]) -> Standing:
    return replace(st, stances={a: (s if a in actors else replace(s, rolling_mps=0.0)) for a, s in st.stances.items()})


def _present(st: Standing, actors: tuple[str, ...]) -> bool:
    return all(st.stances[a].present for a in actors if a in st.stances)


def _come_upon(sc: Scenario, st: Standing, beat: Beat) -> Standing:
    """Return the standing in which a creature that falls upon somebody out of nowhere is where it comes from."""
    pair = pair_of(sc.actors, beat)
    if pair is None or sc.actors[pair.actor].kind != "creature" or st.stances[pair.actor].present:
        return st
    prey = st.stances[pair.other]
    if not prey.present:
        return st
    spot = entrances.lair(sc, st, pair.actor, prey.floor)
    yaw = yaw_towards((spot[0], 0, spot[1]), (prey.x, 0, prey.z))
    stance = replace(st.stances[pair.actor], x=float(spot[0]), z=float(spot[1]), yaw=yaw, present=True)
    return replace(st, stances={**st.stances, pair.actor: stance})


def _with_props(sc: Scenario, st: Standing, beat: Beat) -> Standing:
    missing = [p for p in loose_props(sc, beat) if p not in st.held]
    if not missing:
        return st
    act = beat.act
    low = [a for a, s in st.stances.items() if s.present and s.posture in ("kneel", "crouch")]
    near = [a for a in (act.actors if act else ()) if a in st.stances and st.stances[a].present] or low or list(st.present())
    someone = near[0] if near else ""
    spot = (lies_on(sc, st, act, someone) if act is not None else None) or rest_spot(sc, st, someone)
    return replace(st, held={**st.held, **{p: Whereabouts(position_m=spot) for p in missing}})


def _after(st: Standing, doing: Doing) -> Standing:
    held = dict(st.held)
    for change in doing.props:
        old = held.get(change.prop, Whereabouts())
        lit = old.lit if change.lit is None else change.lit
        held[change.prop] = (
            Whereabouts(holder=change.holder, grip=change.grip, position_m=change.position_m, lit=lit)
            if change.moved
            else replace(old, lit=lit)
        )
    shut = (st.shut | {doing.closes}) if doing.closes else st.shut - {doing.opens}
    stances = doing.after or st.stances
    seen = st.seen | {a for a, s in stances.items() if s.present}
    return Standing(stances=stances, held=held, shut=shut, seen=seen, last_thing=doing.thing or st.last_thing)
