"""Beats without an actor: things that act, the surroundings, sounds, titles, holds; and speech."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from redearth.breakdown.model import Beat
from redearth.core.frames import FrameRange
from redearth.core.space import Vec3, wrap_angle, yaw_towards
from redearth.direction.blocking import marks, pace, strides
from redearth.direction.blocking.places import far_point, thing_point
from redearth.direction.blocking.scenario import LIGHT_WORDS, OPENING, SHUTTING, Scenario, Standing, event_of, find_piece
from redearth.direction.blocking.terms import Doing, Motion, PropChange
from redearth.direction.model import SetEvent, SpeechCue

_LIGHTING = frozenset({"blaze", "ignite", "light", "glow", "burn", "flare", "flicker", "switch_on"})
_AT_LAST_THING = frozenset({"spark", "sparks", "jam", "smoke", "flicker"})
_OUT_THERE = frozenset({"roar", "shape", "howl", "growl", "thunder", "explosion", "scratching", "rumble", "footsteps"})
_UNSEEN = frozenset({"off_screen", "voice_over", "pa", "thought", "phone"})


def happen(sc: Scenario, st: Standing, beat: Beat, start: int) -> Doing:
    """Return what a beat of a thing or the surroundings does."""
    act = beat.act
    if act is None:
        return Doing(beat=beat, start=start, frames=sc.frames(max(beat.hold_s, 1.2)))
    kind = event_of(act)
    word = next((w for w in (*act.objects, *(p.id for p in act.places)) if thing_point(sc, st, w) is not None), "")
    piece = find_piece(sc.plan, word, sc.centre) if word and word not in st.held else None
    subject = word if word in st.held else piece.id if piece else ""
    if not subject and kind in _AT_LAST_THING:
        subject = st.last_thing
        piece = find_piece(sc.plan, subject)
    position = thing_point(sc, st, subject) if subject else _somewhere(sc, st, beat, kind)
    frames = sc.frames(max(pace.act_seconds(act, beat.tension), beat.hold_s))
    doing = SetEvent(
        beat=beat.id, kind=kind, range=FrameRange(start=start, duration=frames), subject=subject, position_m=position or (0.0, 0.0, 0.0),
        strength=0.4 + 0.6 * beat.tension, sound=act.sound,
    )  # fmt: skip
    lit: tuple[PropChange, ...] = ()
    if subject in st.held and (kind in _LIGHTING or kind == "go_out"):
        lit = (PropChange(prop=subject, frame=start, lit=kind != "go_out", moved=False),)
    scenic = (
        piece is not None and piece.id != word and piece.kind not in ("gate", "door")
    )  # one of many: rows of planters, towers
    moving = piece is not None and piece.kind in ("gate", "door") and not act.negated
    return Doing(
        beat=beat, start=start, frames=frames, events=() if act.negated else (doing,), props=lit, after=dict(st.stances),
        point_m=position if subject and not scenic else None, thing="" if scenic else subject,
        sight_m=_somewhere(sc, st, beat, kind) if scenic or not subject else None, closes=subject if moving and kind in SHUTTING else "",
        opens=subject if moving and kind in OPENING else "",
    )  # fmt: skip


def still(sc: Scenario, st: Standing, beat: Beat, start: int) -> Doing:
    """Return a title or a plain hold: time passes."""
    seconds = pace.title_seconds(beat.title) if beat.kind == "title" else max(beat.hold_s, 0.8)
    return Doing(beat=beat, start=start, frames=sc.frames(seconds), after=dict(st.stances))


def speak(sc: Scenario, st: Standing, beat: Beat, start: int, line_s: float) -> Doing:
    """Return a spoken beat: breath, line, gap; speaker and addressee turn to each other in its first half second."""
    speech = beat.speech
    if speech is None:
        raise ValueError(f"{beat.id} has no speech")
    lead = sc.frames(pace.GAP_BEFORE_S)
    heard = max(1, math.ceil(line_s * sc.fps - 1e-6))
    frames = max(lead + heard + sc.frames(max(pace.gap_after_s(beat), beat.hold_s)), sc.frames(pace.LEAST_SPEECH_S))
    on_set = speech.speaker in st.stances and st.stances[speech.speaker].present
    visible = on_set and not (_UNSEEN & set(speech.deliveries))
    listeners = [a for a in speech.addressees if a in st.stances and st.stances[a].present and a != speech.speaker]
    motions: list[Motion] = []
    after = dict(st.stances)
    if visible:
        motions = _turns(sc, st, speech.speaker, listeners, start, remote=bool({"radio", "shout"} & set(speech.deliveries)))
        for motion in motions:
            x, z, yaw, _ = (float(v) for v in motion.samples[-1])
            after[motion.actor] = replace(after[motion.actor], x=x, z=z, yaw=wrap_angle(yaw))
    return Doing(
        beat=beat, start=start, frames=frames, motions=tuple(motions), after=after,
        subjects=tuple(dict.fromkeys([speech.speaker, *listeners] if visible else listeners)),
        speech=SpeechCue(
            beat=beat.id, actor=speech.speaker, range=FrameRange(start=start + lead, duration=heard), addressees=speech.addressees,
            deliveries=tuple(speech.deliveries), visible=visible, emotion=speech.emotion,
        ),
    )  # fmt: skip


def _turns(sc: Scenario, st: Standing, speaker: str, listeners: list[str], start: int, *, remote: bool) -> list[Motion]:
    if not listeners:
        return []
    motions: list[Motion] = []
    threat = next((a for a in st.present() if sc.actors[a].kind == "creature"), "")
    for actor, other in ((speaker, listeners[0]), *((a, speaker) for a in listeners)):
        stance = st.stances[actor]
        if stance.posture != "stand" or stance.leaning or stance.rolling_mps > 0 or sc.actors[actor].kind != "person":
            continue
        if any(m.actor == actor for m in motions) or (threat and actor == speaker) or (remote and actor != speaker):
            continue
        host = st.stances[other]
        if np.hypot(*(host.floor - stance.floor)) < 0.2:
            continue
        yaw = marks.opened(yaw_towards((stance.x, 0, stance.z), (host.x, 0, host.z)))
        limit = 0.5 if actor == speaker else 0.8
        if abs(wrap_angle(yaw - stance.yaw)) > limit:
            motions.append(Motion(actor=actor, start=start, samples=strides.turn(stance.floor, stance.yaw, yaw, sc.fps)))
    return motions


def _somewhere(sc: Scenario, st: Standing, beat: Beat, kind: str) -> Vec3:
    if kind in LIGHT_WORDS or kind in ("rise", "sun"):
        sun = sc.plan.anchor("sun") or sc.plan.anchor("light")
        return sun.position_m if sun else far_point(sc)
    if kind in _OUT_THERE or beat.kind == "sound":
        return far_point(sc)
    return (float(sc.centre[0]), 0.0, float(sc.centre[1]))
