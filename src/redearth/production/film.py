"""The whole film, from script to release, as one flow of tasks."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from redearth.build.model import Artifact, Source, StoredFile
from redearth.core.slug import slug
from redearth.direction.model import Shot
from redearth.edit.model import Timeline
from redearth.production.desk import Desk
from redearth.production.find_shot import all_shots
from redearth.production.finish import conform, cut, encode, finish, pictures, release, run_order
from redearth.production.fitting import unknown_cast
from redearth.production.listen import mix, scene_sound
from redearth.production.own_report import own_report
from redearth.production.prepare import SceneWork, direct, read
from redearth.production.shoot import StagedScene, shoot, shoot_frame, stage


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmMade:
    """A finished film: what to publish, by path under ``out``."""

    publication: Mapping[str, StoredFile]
    timeline: Timeline
    warnings: tuple[str, ...]
    """What the film lacks or did not use, in words."""


async def make_film(desk: Desk) -> FilmMade:
    """Make every artifact of the film; cached ones are taken from the store."""
    await read(desk)
    works = await direct(desk)
    programme = await run_order(desk, works)
    cutting, timeline = await cut(desk, works, programme)
    async with asyncio.TaskGroup() as floor:
        stages = [floor.create_task(stage(desk, work)) for work in works]
        reels = {
            shot.id: floor.create_task(_shoot_when_staged(desk, work, shot, staging))
            for work, staging in zip(works, stages, strict=True)
            for shot in work.shots.shots
        }
        segments = [floor.create_task(conform(desk, timeline, at, reels)) for at in range(len(timeline.clips))]
        mixed = floor.create_task(_sound_when_staged(desk, works, stages, programme))
        encoded = floor.create_task(_encode_when_mixed(desk, mixed))
        shown = floor.create_task(pictures(desk, cutting, reels, timeline))
    finished = await finish(desk, [s.result() for s in segments], encoded.result())
    released = await release(desk, finished, cutting)
    staged = [s.result() for s in stages]
    return FilmMade(
        publication=_publication(desk, works, staged, (cutting, mixed.result(), released, shown.result())),
        timeline=timeline,
        warnings=(*_lacking(desk), *_stand_ins(works), *own_report(desk, staged), *_untranslated(desk, released)),
    )


async def preview(desk: Desk, number: int) -> tuple[Shot, Artifact]:
    """Draw the middle frame of the film's ``number``-th shot (from 1; the last when there are fewer)."""
    places = await all_shots(desk)
    work, shot = places[min(max(number, 1), len(places)) - 1]
    return shot, await shoot_frame(desk, shot, await stage(desk, work), shot.range.duration // 2)


async def _shoot_when_staged(desk: Desk, work: SceneWork, shot: Shot, staging: asyncio.Task[StagedScene]) -> Artifact:
    beats = next((card.beats for card in work.shots.cards if card.shot == shot.id), ())
    return await shoot(desk, shot, await staging, beats)


async def _sound_when_staged(
    desk: Desk, works: Sequence[SceneWork], stages: Sequence[asyncio.Task[StagedScene]], programme: Source
) -> Artifact:
    staged = await asyncio.gather(*stages)
    sounds = await asyncio.gather(*(scene_sound(desk, work, s) for work, s in zip(works, staged, strict=True)))
    return await mix(desk, works, programme, sounds)


async def _encode_when_mixed(desk: Desk, mixed: asyncio.Task[Artifact]) -> Artifact:
    return await encode(desk, await mixed)


def _lacking(desk: Desk) -> list[str]:
    """Return what the user gave that the film does not use, and what it shows only in part."""
    film, breakdown = desk.film, desk.breakdown
    spoken = [(b, b.speech.speaker) for s in breakdown.scenes for b in s.beats if b.speech is not None]
    known = {f"{speaker}/{name}" for b, speaker in spoken for name in (slug(b.id), f"{desk.line_numbers[b.id]:03d}")}
    lacking = [
        f"{film.recordings[name].place} is the recording of no line" for name in sorted(film.recordings) if name not in known
    ]
    speakers, places = {speaker for _, speaker in spoken}, {slug(place.name) for place in breakdown.locations}
    lacking += [f"film.toml: [voices.{name}] is nobody who speaks" for name in film.settings.voices if slug(name) not in speakers]
    lacking += unknown_cast(desk)
    lacking += [
        f'film.toml: [sets."{name}"] is no place of the script' for name in film.settings.sets if slug(name) not in places
    ]
    lacking += [f"{path} is not used: this version makes its own sounds" for path in film.unused]
    for status, words in (("approximated", "only approximated"), ("not_understood", "not understood and staged as a plain hold")):
        lines = [s.span.line for s in breakdown.staging if s.status == status]
        if lines:
            listed = ", ".join(map(str, lines[:8])) + (" …" if len(lines) > 8 else "")
            lacking.append(f"{len(lines)} action sentences are {words} (lines {listed}); redearth check tells more")
    return lacking


def _stand_ins(works: Sequence[SceneWork]) -> list[str]:
    """Return that some places play in sets that only come nearest to their words."""
    plans = {work.blocking.set_plan.id: work.blocking.set_plan for work in works}
    names = [f"{plan.id} in {plan.kit}" for plan in plans.values() if plan.fallback and not plan.own]
    if not names:
        return []
    listed = ", ".join(names[:6]) + (" …" if len(names) > 6 else "")
    return [f"{len(names)} places play in a stand-in set ({listed}); redearth check tells why"]


def _untranslated(desk: Desk, released: Artifact) -> list[str]:
    stored = released.file("untranslated.json").files[0]
    listed: dict[str, list[str]] = json.loads(desk.office.store.path(stored.digest).read_bytes())
    return [f"locale/{code}.po has no translation of {text!r}" for code, texts in sorted(listed.items()) for text in texts]


def _publication(
    desk: Desk, works: Sequence[SceneWork], staged: Sequence[StagedScene], made: tuple[Artifact, Artifact, Artifact, Artifact]
) -> dict[str, StoredFile]:
    """Return where each public file goes under ``out``; stages keep the relative paths they refer to each other by.

    ``made`` are cut, mix, release and pictures.
    """
    cutting, mixed, released, shown = made
    files = {f.path: f for f in (*released.files, *shown.files) if f.path != "untranslated.json"}
    files |= {name: cutting.file(name).files[0] for name in ("timeline.otio", "shots.csv")}
    files |= {f.path: f for f in mixed.folder("stems/")}
    files["staging.json"] = desk.broken.file("staging.json").files[0]
    for work, scene in zip(works, staged, strict=True):
        folder = f"stages/{slug(work.scene.id)}"
        files[f"{folder}/performance.usdc"] = scene.performed.file("performance.usdc").files[0]
        for stored in scene.staged.folder("stages/"):
            files[f"{folder}/shots/{stored.path.removeprefix('stages/')}"] = stored
        for name, built in scene.builds.items():
            kind, _, subject = name.partition("/")
            place = {"set": "sets", "character": "cast", "prop": "props"}[kind]
            files[f"stages/{place}/{slug(subject)}.usdc"] = built.file(f"{kind}.usdc").files[0]
            files |= {f"stages/{place}/{stored.path}": stored for stored in built.folder("textures/")}
    return files
