"""A scene's effects stem: what bodies touch, what things and creatures do, and the place's own air."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from redearth.breakdown.model import CastList
from redearth.core.seed import generator_from
from redearth.direction.model import Blocking, Cue, PropHold, SetEvent, ShotList
from redearth.sound import creature
from redearth.sound.ambience import Ambience, ambience_of
from redearth.sound.clock import samples_at, samples_in
from redearth.sound.elements import blaze, fire, fizzing
from redearth.sound.foley import breathing_cloth, contact_sound
from redearth.sound.lexicon import LEXICON, Entry, entry_of_event, known
from redearth.sound.model import SAMPLE_RATE_HZ
from redearth.sound.perspective import Ears, body_paths, ears_of, place
from redearth.sound.placing import Placed, Sounding, stream
from redearth.sound.rooms import impulse_response
from redearth.sound.tone import soft_clip
from redearth.stage.model import Contact, Contacts

F64 = NDArray[np.float64]
F32 = NDArray[np.float32]
_CHEST = 0.7
"""Share of a stature from which bodies sound."""
_CENTRE_M = np.array([0.0, 1.0, 0.0])
_FOLEY_LEVEL = 1.7
_EVENT_LEVEL = 0.9
_VOICED = {"VOCALISE", "SCREAM", "REAR", "LUNGE", "CHARGE"}
_STEADY = (blaze, fire)
_ONE_VOICE_FRAMES = 30


def make_effects(blocking: Blocking, shotlist: ShotList, cast: CastList, contacts: Contacts, handle_s: float) -> Iterator[F32]:
    """Yield the effects stem in blocks [N, 2]: the scene's length and a handle before and after it."""
    ears = ears_of(blocking, shotlist)
    handle = samples_in(handle_s)
    total = samples_at(blocking.duration_frames, blocking.fps) + 2 * handle
    ambience: Ambience = ambience_of(blocking, handle, total)
    paths = body_paths(blocking, _CHEST)
    placed = [
        *_contacts(blocking, ears, contacts, handle),
        *_events(blocking, ears, cast, handle),
        *_calls(blocking, ears, cast, paths, handle),
        *_lit(blocking, ears, paths, handle),
        *_movement(blocking, ears, cast, paths, handle),
        *ambience.events,
    ]
    for block in stream(placed, total, impulse_response(blocking.set_plan.kit), ambience.bed):
        yield soft_clip(block.astype(np.float64)).astype(np.float32)


def _contacts(blocking: Blocking, ears: Ears, contacts: Contacts, handle: int) -> list[Placed]:
    counts: dict[tuple[str, str], int] = {}
    placed = []
    for contact in contacts.contacts:
        key = (contact.actor, contact.kind)
        counts[key] = counts.get(key, 0) + 1
        placed.append(_contact(blocking, ears, contact, counts[key], handle))
    return placed


def _contact(blocking: Blocking, ears: Ears, contact: Contact, ordinal: int, handle: int) -> Placed:
    start = samples_at(contact.frame, blocking.fps)

    def render() -> Sounding:
        generator = generator_from("sound.contact", blocking.scene, contact.actor, contact.kind, ordinal)
        mono = contact_sound(contact.kind, contact.surface or blocking.set_plan.surface, contact.strength, generator)
        return place(mono, start, np.array(contact.position_m), ears, level=_FOLEY_LEVEL)

    return Placed(start=start + handle, render=render)


def _events(blocking: Blocking, ears: Ears, cast: CastList, handle: int) -> list[Placed]:
    creatures = {c.id for c in cast.characters if c.kind == "creature"}
    placed = []
    seen: dict[str, int] = {}
    for event in blocking.events:
        entry = _entry(event, creatures)
        if entry is None:
            continue
        name = f"{event.beat}/{event.sound or event.kind}"
        seen[name] = seen.get(name, 0) + 1
        placed.append(_event(blocking, ears, event, entry, seen[name], handle))
    return placed


def _entry(event: SetEvent, creatures: set[str]) -> Entry | None:
    entry = entry_of_event(event.kind, event.sound, event.subject, event.strength)
    if entry is not None and entry.make is creature.scream and event.subject in creatures:
        return LEXICON["screech"]
    return entry


def _event(blocking: Blocking, ears: Ears, event: SetEvent, entry: Entry, ordinal: int, handle: int) -> Placed:
    start = samples_at(event.range.start, blocking.fps)

    def render() -> Sounding:
        generator = generator_from("sound.event", event.beat, event.sound or event.kind, ordinal)
        mono = entry.make(float(np.clip(event.strength, 0.1, 1.3)), event.range.duration / blocking.fps, generator)
        where = np.array(event.position_m, float) + np.array([0.0, 1.0, 0.0])
        return place(mono, start, where, ears, level=_EVENT_LEVEL, wet=entry.wet, reach=entry.reach)

    return Placed(start=start + handle, render=render)


def _calls(blocking: Blocking, ears: Ears, cast: CastList, paths: Mapping[str, F64], handle: int) -> list[Placed]:
    """Give creatures a voice where they threaten or cry, unless the script already says what sounds there."""
    kinds = {c.id: c.kind for c in cast.characters}
    sounding = {e.beat for e in blocking.events if e.sound}
    last: dict[str, int] = {}
    placed = []
    for cue in sorted(blocking.cues, key=lambda c: (c.range.start, c.actor)):
        if cue.primitive not in _VOICED or cue.beat in sounding:
            continue
        beastly = kinds.get(cue.actor) == "creature"
        if not beastly and cue.primitive != "SCREAM":
            continue
        if cue.range.start - last.get(cue.actor, -1000) < _ONE_VOICE_FRAMES:
            continue
        last[cue.actor] = cue.range.start
        placed.append(_call(blocking, ears, cue, beastly, paths.get(cue.actor, _CENTRE_M), handle))
    return placed


def _call(blocking: Blocking, ears: Ears, cue: Cue, beastly: bool, path_m: F64, handle: int) -> Placed:
    start = samples_at(cue.range.start, blocking.fps)
    duration_s = float(np.clip(cue.range.duration / blocking.fps, 0.8, 2.6))

    def render() -> Sounding:
        generator = generator_from("sound.call", cue.beat, cue.actor, cue.primitive)
        if not beastly:
            make = creature.scream
        elif cue.primitive in ("SCREAM", "REAR"):
            make = creature.screech
        else:
            make = creature.roar if cue.primitive == "VOCALISE" or cue.lemma == "roar" else creature.growl
        mono = make(float(np.clip(cue.strength, 0.4, 1.0)), duration_s, generator)
        return place(mono, start, path_m, ears, level=_EVENT_LEVEL, wet=1.3, reach=2.0)

    return Placed(start=start + handle, render=render)


def _lit(blocking: Blocking, ears: Ears, paths: Mapping[str, F64], handle: int) -> list[Placed]:
    """Let whatever burns or hums in a hand go on sounding, second by second, while it is lit; quieter than its ignition."""
    placed = []
    for hold in blocking.props:
        entry = known(hold.prop) if hold.lit else None
        if entry is None or entry.make not in _STEADY:
            continue
        for frame in range(hold.range.start, min(hold.range.end, blocking.duration_frames), 2 * blocking.fps):
            where = paths.get(hold.holder, np.array(hold.position_m, float))
            placed.append(_burning(blocking, ears, hold, frame, where, handle))
    return placed


def _burning(blocking: Blocking, ears: Ears, hold: PropHold, frame: int, where: F64, handle: int) -> Placed:
    start = samples_at(frame, blocking.fps)
    seconds = min(2.0, (hold.range.end - frame) / blocking.fps) + 0.4

    def render() -> Sounding:
        mono = fizzing(seconds, generator_from("sound.lit", blocking.scene, hold.prop, frame - hold.range.start))
        return place(mono, start, where, ears, level=0.5)

    return Placed(start=start + handle, render=render)


def _movement(blocking: Blocking, ears: Ears, cast: CastList, paths: Mapping[str, F64], handle: int) -> list[Placed]:
    """Lay the rustle of clothes under everyone who walks or runs, second by second."""
    people = {c.id for c in cast.characters if c.kind == "person"}
    placed = []
    for track in blocking.tracks:
        if track.actor not in people:
            continue
        for second in range(0, blocking.duration_frames, blocking.fps):
            speed = max((abs(s[3]) for s in track.samples[second : second + blocking.fps]), default=0.0)
            if speed > 0.3:
                placed.append(_rustle(blocking, ears, track.actor, second, speed, paths[track.actor], handle))
    return placed


def _rustle(blocking: Blocking, ears: Ears, actor: str, frame: int, speed: float, path_m: F64, handle: int) -> Placed:
    start = samples_at(frame, blocking.fps)

    def render() -> Sounding:
        generator = generator_from("sound.cloth", blocking.scene, actor, frame)
        mono = breathing_cloth(int(1.1 * SAMPLE_RATE_HZ), speed, generator)
        return place(mono, start, path_m, ears, level=0.7, reach=0.7)

    return Placed(start=start + handle, render=render)
