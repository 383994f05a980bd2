"""Act a whole scene: everybody's joints, every prop and every touch, on every frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from redearth.breakdown.model import CastList, Character
from redearth.direction.model import Blocking, Track
from redearth.stage.cast.build import skeleton_of
from redearth.stage.model import Contact
from redearth.stage.motion.body import Solved
from redearth.stage.motion.creature import act_creature
from redearth.stage.motion.crowd import crowd_tracks
from redearth.stage.motion.crowd_cues import member_cues
from redearth.stage.motion.person import Acted, act_person
from redearth.stage.motion.prop_takes import Posed, places_held, take_props
from redearth.stage.motion.scene import SceneWork, scene_work, visible_mask
from redearth.stage.parts import F64, ActorTake, Performance, Skeleton
from redearth.stage.rig import biped
from redearth.voice.model import Line


def perform(blocking: Blocking, cast: CastList, lines: Mapping[str, Line]) -> Performance:
    """Return the performance of a scene; ``lines`` holds the spoken lines by beat.

    Every pose follows from its own beat's local time and from the track, so that a longer beat earlier only shifts it.
    """
    work = scene_work(blocking, cast, lines)
    takes: list[ActorTake] = []
    contacts: list[Contact] = []
    posed: dict[str, Posed] = {}
    crowds = crowd_tracks(blocking, work.characters)
    holders = {hold.holder for hold in blocking.props}
    for track in sorted(blocking.tracks, key=lambda t: t.actor not in holders):
        character = work.characters.get(track.actor)
        skeleton = skeleton_of(character) if character is not None else biped(track.stature_m)
        for member, acted in enumerate(_acted(work, track, character, skeleton, crowds.get(track.actor, ()))):
            takes.append(_take(track, member, acted.solved, work.frames))
            contacts += acted.contacts
            if member == 0 and skeleton.kind == "biped":
                posed[track.actor] = (skeleton, acted.solved)
                work.props_m.update(places_held(blocking, track.actor, posed))
    order = {track.actor: number for number, track in enumerate(blocking.tracks)}
    takes.sort(key=lambda take: (order[take.actor], take.member))
    ordered = sorted(contacts, key=lambda c: (c.frame, c.actor, c.kind, c.position_m))
    return Performance(frames=work.frames, actors=tuple(takes), props=take_props(blocking, posed), contacts=tuple(ordered))


def _acted(
    work: SceneWork, track: Track, character: Character | None, skeleton: Skeleton, members: Sequence[Track]
) -> list[Acted]:
    if character is not None and character.kind == "creature":
        return [act_creature(work, track, skeleton)]
    cues = work.cues_of(track.actor)
    if members:
        return [
            act_person(
                work, own, character, skeleton, member_cues(cues, work.blocking, track.actor, member), f"{track.actor}#{member}"
            )
            for member, own in enumerate(members)
        ]
    return [act_person(work, track, character, skeleton, cues, track.actor)]


def _take(track: Track, member: int, solved: Solved, frames: int) -> ActorTake:
    return ActorTake(
        actor=track.actor,
        member=member,
        rotations=_continuous(solved.rotations).astype(np.float32),
        translations_m=solved.translations_m.astype(np.float32),
        visible=visible_mask(track, frames),
    )


def _continuous(q: F64) -> F64:
    """Choose each quaternion's sign so that it is near the one of the frame before ([F, J, 4]); the first has w >= 0."""
    flips = np.sign((q[1:] * q[:-1]).sum(-1, keepdims=True))
    flips[flips == 0] = 1.0
    first = np.where(q[:1, :, :1] < 0, -1.0, 1.0)
    return np.asarray(q * np.concatenate([first, first * np.cumprod(flips, axis=0)]))
