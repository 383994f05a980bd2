"""Preparation: read the script, cast and record the voices, direct every scene."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from redearth.breakdown.model import Beat, Breakdown, Scene
from redearth.build.model import Artifact, Source, only
from redearth.core.digest import Json
from redearth.core.slug import slug
from redearth.direction.model import Blocking, ShotList
from redearth.production.desk import Desk
from redearth.production.fitting import fitted
from redearth.production.own_cast import for_direction, motion_names, read_own
from redearth.production.settings import check_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneWork:
    """A directed scene."""

    scene: Scene
    set_plan: Artifact
    lines: tuple[Artifact, ...]
    directed: Artifact
    blocking: Blocking
    shots: ShotList

    @property
    def beats(self) -> tuple[str, ...]:
        """The beats of the scene, which its tasks stem from."""
        return tuple(beat.id for beat in self.scene.beats)


async def read(desk: Desk) -> Breakdown:
    """Read the script and break it down; the first thing every verb does."""
    film = desk.film
    check_settings(film)
    given = {"script": desk.give(film.script_bytes, film.script)}
    read = await desk.make("script.task:read", "the script", given, {"file": film.script})
    options: dict[str, Json] = {"title": film.settings.film.title, "lexicon": dict(film.settings.lexicon)}
    if names := motion_names(desk):
        options["motions"] = names
    screenplay = {"screenplay": only(read, "screenplay.json")}
    return desk.open_breakdown(
        await fitted(desk, await desk.make("breakdown.task:break_down", "the script", screenplay, options))
    )


async def direct(desk: Desk) -> tuple[SceneWork, ...]:
    """Cast and record the voices, then block, cover and cut every scene."""
    settings = desk.film.settings
    options: dict[str, Json] = {
        "language": settings.film.language,
        "overrides": {slug(name): dict(spec) for name, spec in settings.voices.items()},
    }
    voices = await desk.make("voice.task:cast_voices", "the cast", {"cast": only(desk.broken, "cast.json")}, options)
    by_place = await plan_sets(desk)
    await read_own(desk)
    scenes = desk.breakdown.scenes
    return tuple(await asyncio.gather(*(_direct_scene(desk, s, voices, by_place[s.location]) for s in scenes)))


async def plan_sets(desk: Desk) -> dict[str, Artifact]:
    """Plan the set of every place; return them by the place's id, in the order in which the script visits them."""
    places = desk.breakdown.locations
    kits = {slug(name): dict(chosen) for name, chosen in desk.film.settings.sets.items()}
    plans = await asyncio.gather(*(plan_set(desk, place.id, kits.get(slug(place.name), {})) for place in places))
    return {place.id: plan for place, plan in zip(places, plans, strict=True)}


async def plan_set(desk: Desk, place: str, chosen: Mapping[str, Json]) -> Artifact:
    """Plan the set of one of the script's places; ``chosen`` is what ``film.toml`` says of it."""
    inputs = {"location": only(desk.broken, f"locations/{slug(place)}.json")}
    names = (place, *(one.name for one in desk.breakdown.locations if one.id == place))
    own = next((found for name in names if (found := desk.film.own_sets.found.get(slug(name)))), None)
    if own is not None:
        read = await desk.make("stage.task:import_set", place, desk.files_of(own), {"main": own.main})
        desk.own_sets[place] = read
        if read.folder("survey.json"):
            inputs["survey"] = only(read, "survey.json")
    return await desk.make("direction.task:plan_set", place, inputs, {"override": chosen})


async def _direct_scene(desk: Desk, scene: Scene, voices: Artifact, plan: Artifact) -> SceneWork:
    lines = await asyncio.gather(*(_speak(desk, beat, voices) for beat in scene.beats if beat.speech is not None))
    inputs = {
        "scene": only(desk.broken, f"scenes/{slug(scene.id)}.json"),
        "cast": only(desk.broken, "cast.json"),
        "set_plan": only(plan, "set_plan.json"),
        **{f"line/{i:03d}": only(line, "line.json") for i, line in enumerate(lines)},
    }
    picture = desk.film.settings.picture
    own_inputs, own_options = for_direction(desk, scene.cast)
    inputs |= own_inputs
    options: dict[str, Json] = {"fps": picture.fps, "aspect": picture.width_px / picture.height_px, **own_options}
    directed = await desk.make("direction.task:direct", scene.id, inputs, options, beats=[b.id for b in scene.beats])
    return SceneWork(
        scene=scene,
        set_plan=plan,
        lines=tuple(lines),
        directed=directed,
        blocking=desk.record(Blocking, directed, "blocking.json"),
        shots=desk.record(ShotList, directed, "shotlist.json"),
    )


async def _speak(desk: Desk, beat: Beat, voices: Artifact) -> Artifact:
    speech = beat.speech
    assert speech is not None
    inputs = {"voice": only(voices, f"voices/{slug(speech.speaker)}.json")}
    place = ""
    for name in (f"{speech.speaker}/{desk.line_numbers[beat.id]:03d}", f"{speech.speaker}/{slug(beat.id)}"):
        if name in desk.film.recordings:
            place = desk.film.recordings[name].place
            inputs["recording"] = desk.give(desk.film.recordings[name].sound, place)
    options: dict[str, Json] = {
        "beat": beat.id,
        "text": speech.text,
        "speaker": speech.speaker,
        "deliveries": list(speech.deliveries),
        "parentheticals": list(speech.parentheticals),
        "emotion": speech.emotion,
        "recording": place,
    }
    return await desk.make("voice.task:speak", beat.id, inputs, options, beats=[beat.id])


def per_scene(works: Sequence[SceneWork], kind: str) -> dict[str, Source]:
    """Return one record of each scene's direction as inputs in order."""
    return {f"{kind}/{i:03d}": only(w.directed, f"{kind}.json") for i, w in enumerate(works)}
