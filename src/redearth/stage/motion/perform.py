"""Act a whole scene: everybody's joints, every prop and every touch, on every frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from redearth.breakdown.model import CastList, Character
from redearth.direction.model import Blocking, Track
from redearth.stage.cast.build import skeleton_of
from redearth.stage.model import Contact
from redearth.stage.motion.creature import act_creature
from redearth.stage.motion.crowd import member_cues, member_tracks
from redearth.stage.motion.person import Acted, act_person
from redearth.stage.motion.prop_takes import Posed, places_held, take_props
from redearth.stage.motion.scene import SceneWork, fitted, scene_work, visible_mask
from redearth.stage.motion.sway import sway
from redearth.stage.motions.clip import Clip
from redearth.stage.motions.play import RecordedFace, over_face
from redearth.stage.own.character_rig import Rig, drive, face_weights
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
    takes: list[ActorTake] = []
    contacts: list[Contact] = []
    posed: dict[str, Posed] = {}
    holders = {hold.holder for hold in blocking.props}
    for track in sorted(blocking.tracks, key=lambda t: t.actor not in holders):
        character = work.characters.get(track.actor)
        rig = rigs.get(track.actor)
        skeleton = acting_skeleton(rig, character, track.stature_m)
        for member, acted in enumerate(_acted(work, track, character, skeleton)):
            take = _take(track, member, acted if rig is None else driven(work, acted, rig, skeleton), work.frames)
            takes.append(shaped(take, rig, acted.recorded_faces))
            contacts += acted.contacts
            if member == 0 and skeleton.kind == "biped":
                posed[track.actor] = (skeleton, acted.solved)
                work.props_m.update(places_held(blocking, track.actor, posed))
    order = {track.actor: number for number, track in enumerate(blocking.tracks)}
    takes.sort(key=lambda take: (order[take.actor], take.member))
    ordered = sorted(contacts, key=lambda c: (c.frame, c.actor, c.kind, c.position_m))
    return Performance(frames=work.frames, actors=tuple(takes), props=take_props(blocking, posed), contacts=tuple(ordered))


def acting_skeleton(rig: Rig | None, character: Character | None, stature_m: float) -> Skeleton:
    """Return the skeleton that somebody's motion is solved on: the built-in one, or a biped of the proportions of the user's own body."""
    creature = character is not None and character.kind == "creature"
    if rig is not None and not creature:
        return rig.acting_skeleton()
    return skeleton_of(character) if character is not None else biped(stature_m)


def driven(work: SceneWork, acted: Acted, rig: Rig, skeleton: Skeleton) -> Acted:
    """Return the user's own body for a solved one, what hangs on it swinging."""
    own = drive(rig, skeleton, acted.solved)
    return replace(acted, solved=sway(own, rig.skeleton(), work.fps, work.windows) if rig.sways else own)


def shaped(take: ActorTake, rig: Rig | None, recorded: Sequence[RecordedFace] = ()) -> ActorTake:
    """Return a take with the shapes of the user's own face that its curves, under those of recorded motions, ask for."""
    curves = over_face(take.face, recorded, len(take.rotations))
    if rig is None or not rig.shapes or curves is None:
        return take
    return replace(take, face=curves, shapes=face_weights(rig, curves, len(take.rotations)))


def _acted(work: SceneWork, track: Track, character: Character | None, skeleton: Skeleton) -> list[Acted]:
    if character is not None and character.kind == "creature":
        return [act_creature(work, track, skeleton)]
    cues = work.cues_of(track.actor)
    if character is not None and character.kind == "crowd" and character.count > 1:
        tracks = member_tracks(fitted(track, work.frames), character.count, work.fps, work.blocking.set_plan)
        return [
            act_person(
                work, own, character, skeleton, member_cues(cues, track.actor, member, work.fps), f"{track.actor}#{member}"
            )
            for member, own in enumerate(tracks)
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
    )


def _continuous(q: F64) -> F64:
    """Choose each quaternion's sign so that it is near the one of the frame before ([F, J, 4]); the first has w >= 0."""
    flips = np.sign((q[1:] * q[:-1]).sum(-1, keepdims=True))
    flips[flips == 0] = 1.0
    first = np.where(q[:1, :, :1] < 0, -1.0, 1.0)
    return np.asarray(q * np.concatenate([first, first * np.cumprod(flips, axis=0)]))
