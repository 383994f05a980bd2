"""Act a whole scene: everybody's joints, every prop and every touch, on every frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from redearth.breakdown.model import CastList, Character
from redearth.direction.model import Blocking, Track
from redearth.stage.cast.build import member_of, skeleton_of
from redearth.stage.motion.creature import act_creature
from redearth.stage.motion.crowd import crowd_tracks
from redearth.stage.motion.crowd_cues import member_cues
from redearth.stage.motion.duet import hands_on_bodies
from redearth.stage.motion.person import Acted, act_person
from redearth.stage.motion.prop_takes import places_held, take_props
from redearth.stage.motion.scene import Posed, SceneWork, scene_work, visible_mask
from redearth.stage.motion.sway import sway
from redearth.stage.motions.clip import Clip
from redearth.stage.motions.play import RecordedFace, over_face
from redearth.stage.own.beast_rig import drive_beast
from redearth.stage.own.character_rig import Rig, drive, face_weights
from redearth.stage.own.spring_colliders import keep_out
from redearth.stage.parts import F64, ActorTake, Performance, Skeleton
from redearth.stage.rig import biped
from redearth.voice.model import Line


def perform(
    blocking: Blocking,
    cast: CastList,
    lines: Mapping[str, Line],
    rigs: Mapping[str, Rig] | None = None,
    clips: Mapping[str, Clip] | None = None,
) -> Performance:
    """Return the performance of a scene; ``lines`` holds the spoken lines by beat, ``rigs`` and ``clips`` the user's own cast and motions.

    Every pose follows from its own beat's local time and from the track, so that a longer beat earlier only shifts it.
    """
    work = scene_work(blocking, cast, lines, clips)
    rigs = rigs or {}
    acted: dict[str, list[Acted]] = {}
    posed: dict[str, Posed] = {}
    crowds = crowd_tracks(blocking, work.characters)
    holders = {hold.holder for hold in blocking.props}
    for track in sorted(blocking.tracks, key=lambda t: t.actor not in holders):
        _act(work, track, rigs.get(track.actor), acted, posed, crowds.get(track.actor, ()))
    for actor in hands_on_bodies(blocking):
        track = next(t for t in blocking.tracks if t.actor == actor)
        _act(work, track, rigs.get(actor), acted, posed, crowds.get(actor, ()))
    takes = [
        _worn(work, track, member, one, rigs.get(track.actor))
        for track in blocking.tracks
        for member, one in enumerate(acted[track.actor])
    ]
    every = [one for track in blocking.tracks for one in acted[track.actor]]
    contacts = sorted((c for one in every for c in one.contacts), key=lambda c: (c.frame, c.actor, c.kind, c.position_m))
    touches = sorted((t for one in every for t in one.touches), key=lambda t: (t.range, t.actor, t.joint, t.partner, t.prop))
    return Performance(
        frames=work.frames, actors=tuple(takes), props=take_props(blocking, posed), contacts=tuple(contacts), touches=tuple(touches)
    )  # fmt: skip


def _act(
    work: SceneWork,
    track: Track,
    rig: Rig | None,
    acted: dict[str, list[Acted]],
    posed: dict[str, Posed],
    members: Sequence[Track],
) -> None:
    """Act one track; what it poses is there for those who act after it."""
    character = work.characters.get(track.actor)
    skeleton = acting_skeleton(rig, character, track.stature_m)
    acted[track.actor] = _acted(work, track, character, skeleton, members)
    lone = acted[track.actor][0]
    work.bodies[track.actor] = (skeleton, lone.solved)
    if skeleton.kind == "biped":
        posed[track.actor] = (skeleton, lone.solved)
        work.props_m.update(places_held(work.blocking, track.actor, posed))


def _worn(work: SceneWork, track: Track, member: int, acted: Acted, rig: Rig | None) -> ActorTake:
    """Return the take of one who was acted, on the body that is seen."""
    if rig is None:
        return shaped(_take(track, member, acted, work.frames), None, acted.recorded_faces)
    skeleton = acting_skeleton(rig, work.characters.get(track.actor), track.stature_m)
    return shaped(_take(track, member, driven(work, acted, rig, skeleton), work.frames), rig, acted.recorded_faces)


def acting_skeleton(rig: Rig | None, character: Character | None, stature_m: float) -> Skeleton:
    """Return the skeleton that somebody's motion is solved on: the built-in one, or a biped of the proportions of the user's own body."""
    creature = character is not None and character.kind == "creature"
    if rig is not None and (rig.pairs > 0 or not creature):
        return rig.acting_skeleton()
    return skeleton_of(character) if character is not None else biped(stature_m)


def driven(work: SceneWork, acted: Acted, rig: Rig, skeleton: Skeleton) -> Acted:
    """Return the user's own body for a solved one, what hangs on it swinging."""
    own = (drive_beast if rig.pairs else drive)(rig, skeleton, acted.solved)
    if rig.sways:
        skeleton = rig.skeleton()
        own = keep_out(sway(own, skeleton, work.fps, work.windows), skeleton, rig.colliders, rig.minds)
    return replace(acted, solved=own)


def shaped(take: ActorTake, rig: Rig | None, recorded: Sequence[RecordedFace] = ()) -> ActorTake:
    """Return a take with the shapes of the user's own face that its curves, under those of recorded motions, ask for."""
    curves = over_face(take.face, recorded, len(take.rotations))
    if rig is None or not rig.shapes or curves is None:
        return take
    return replace(take, face=curves, shapes=face_weights(rig, curves, len(take.rotations)))


def _acted(
    work: SceneWork, track: Track, character: Character | None, skeleton: Skeleton, members: Sequence[Track]
) -> list[Acted]:
    if character is not None and character.kind == "creature":
        return [act_creature(work, track, skeleton)]
    cues = work.cues_of(track.actor)
    if character is not None and members:
        return [
            act_person(
                work,
                own,
                one,
                skeleton_of(character, member),
                member_cues(cues, work.blocking, track.actor, member, own),
                f"{track.actor}#{member}",
            )
            for member, own in enumerate(members)
            for one in (member_of(character, member),)
        ]
    return [act_person(work, track, character, skeleton, cues, track.actor)]


def _take(track: Track, member: int, acted: Acted, frames: int) -> ActorTake:
    solved = acted.solved
    return ActorTake(
        actor=track.actor,
        member=member,
        rotations=_continuous(solved.rotations).astype(np.float32),
        translations_m=solved.translations_m.astype(np.float32),
        visible=visible_mask(track, frames),
        face=acted.face.curves() if acted.face is not None else None,
    )


def _continuous(q: F64) -> F64:
    """Choose each quaternion's sign so that it is near the one of the frame before ([F, J, 4]); the first has w >= 0."""
    flips = np.sign((q[1:] * q[:-1]).sum(-1, keepdims=True))
    flips[flips == 0] = 1.0
    first = np.where(q[:1, :, :1] < 0, -1.0, 1.0)
    return np.asarray(q * np.concatenate([first, first * np.cumprod(flips, axis=0)]))
