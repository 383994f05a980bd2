"""The other's side of a contact: what he does about it, how he is driven back, the cues of both."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from redearth.breakdown.model import Beat, Place, Primitive
from redearth.core.frames import between
from redearth.direction.blocking import contact, pace, strides
from redearth.direction.blocking.partners import Pair
from redearth.direction.blocking.places import body_point
from redearth.direction.blocking.scenario import Scenario, Standing
from redearth.direction.blocking.terms import Doing, Motion, Posture, PostureChange
from redearth.direction.model import Cue

_REPLY_S: dict[Primitive, float] = {
    "RECOIL": 0.9,
    "DODGE": 0.9,
    "CROUCH": 0.9,
    "BLOCK": 1.0,
    "CATCH": 1.1,
    "FALL": 1.5,
    "DIE": 2.2,
    "LOOK": 1.0,
}
_DRIVEN_S = 0.6


def reply_to(sc: Scenario, st: Standing, beat: Beat, primitive: Primitive, pair: Pair, touch: int, end: int) -> Doing:
    """Return the other's side of a contact on frame ``touch``; ``end`` is when the act itself is over."""
    other, act, way = pair.other, beat.act, pair.meeting.way
    begin = max(0, touch - sc.frames(_lead_s(primitive, pair)))
    if pair.meeting.mutual:
        begin = max(0, touch - sc.frames(pair.meeting.contact_s))
    last = end if pair.meeting.mutual or pair.meeting.behind else begin + sc.frames(_REPLY_S.get(primitive, 1.0))
    down = primitive in ("FALL", "DIE")
    words = (way, *(act.manner if act is not None and other in act.actors else ()), *(("backwards",) if down else ()))
    played: Primitive = "DODGE" if primitive == "CROUCH" else primitive
    cue = cue_of(beat, played, other, pair.actor, "undergoes", begin, last, touch, st, sc, *words)
    cues = [cue]
    stance = st.stances[other]
    motions: tuple[Motion, ...] = ()
    if primitive in ("RECOIL", "FALL", "DIE") and pair.meeting.driven_m > 0 and stance.posture == "stand":
        strength = beat.tension * 0.5 + (1.2 if "stagger" in cue.lemma or "stumble" in cue.lemma else 0.85)
        motions = (_driven(sc, st, pair, touch, strength),)
        stance = replace(stance, x=float(motions[0].samples[-1, 0]), z=float(motions[0].samples[-1, 1]))
    postures: tuple[PostureChange, ...] = ()
    if down or way == "help_up":
        posture: Posture = "lie" if down else "stand"
        postures = (PostureChange(actor=other, start=touch, frames=sc.frames(0.9), posture=posture),)
        stance = replace(stance, posture=posture, prone=False, leaning=False)
        if way == "help_up":
            cues.append(
                Cue(
                    beat=beat.id,
                    actor=other,
                    primitive="RISE",
                    range=between(max(0, touch - sc.frames(0.55)), touch + sc.frames(1.1)),
                    lemma="rise",
                )
            )
    last = max([last, *(m.end for m in motions)])
    return Doing(
        beat=beat, start=0, frames=last + sc.frames(pace.SETTLE_S), cues=tuple(cues), motions=motions, postures=postures,
        after={**st.stances, other: stance}, subjects=(other,),
    )  # fmt: skip


def _lead_s(primitive: Primitive, pair: Pair) -> float:
    """Return how long before the contact the other begins: an arm is thrown up before jaws that come."""
    return 0.35 if pair.meeting.way in ("bite", "maul") else contact.LEADS_S.get(primitive, 0.0)


def _driven(sc: Scenario, st: Standing, pair: Pair, touch: int, strength: float) -> Motion:
    """Return the other's stumble away from the blow, as far as there is room."""
    a, b = st.stances[pair.actor], st.stances[pair.other]
    way = b.floor - a.floor
    way = way / (float(np.hypot(*way)) or 1.0)
    length = pair.meeting.driven_m * strength
    while length > 0.05 and not sc.floorplan.clear((b.floor + length * way)[None], 0.28)[0]:
        length -= 0.1
    frames = sc.frames(_DRIVEN_S)
    eased = strides.smooth((np.arange(1, frames + 1) / frames) ** 0.75)[:, None]
    path = b.floor + eased * max(length, 0.0) * way
    speed = np.hypot(*np.diff(np.concatenate([b.floor[None], path]), axis=0).T) * sc.fps
    samples = np.column_stack([path, np.full(frames, b.yaw), speed])
    samples[-1, 3] = 0.0
    return Motion(actor=pair.other, start=touch, samples=samples)


def cue_of(
    beat: Beat, primitive: Primitive, actor: str, partner: str, role: str, start: int, end: int, touch: int, st: Standing, sc: Scenario,
    *manner: str,
) -> Cue:  # fmt: skip
    """Return one side's cue of an act between two that touch on frame ``touch``."""
    act = beat.act
    own = act.manner if act is not None and actor in act.actors else ()
    prop = next((o for o in (*act.objects, act.instrument) if o in sc.props), "") if act is not None else ""
    return Cue(
        beat=beat.id, actor=actor, primitive=primitive, range=between(start, end), target=Place(kind="character", id=partner),
        target_m=body_point(sc, st, partner), prop=prop, manner=tuple(dict.fromkeys((*manner, *own))), lemma=act.lemma if act else "",
        strength=0.5 + 0.5 * beat.tension, partner=partner, role="acts" if role == "acts" else "undergoes",
        contact_s=(touch - start) / sc.fps,
    )  # fmt: skip
