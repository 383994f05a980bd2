"""The shoot: build what a scene needs, act it, author its stages, photograph its shots."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from redearth.build.model import Artifact, Source, only, whole
from redearth.core.digest import Json
from redearth.core.look import scene_look
from redearth.core.slug import slug
from redearth.direction.model import Shot
from redearth.production.desk import Desk
from redearth.production.own_cast import for_body, for_performance
from redearth.production.prepare import SceneWork


@dataclass(frozen=True, slots=True, kw_only=True)
class StagedScene:
    """A scene whose stages stand: what to shoot, with which assets, and what to publish."""

    performed: Artifact
    staged: Artifact
    builds: Mapping[str, Artifact]
    """``set/<location>``, ``cast/<character>``, ``props/<prop>``."""


async def stage(desk: Desk, work: SceneWork) -> StagedScene:
    """Build what a scene needs, act it and author its stages."""
    jobs = {
        f"set/{work.blocking.set_plan.built_as}": desk.make(
            "stage.task:build_set",
            work.blocking.set_plan.built_as,
            {"set_plan": only(work.directed, "set_plan.json"), **_set_inputs(desk, work)},
        )
    }
    jobs |= builds(desk, "characters", "character", sorted({t.actor for t in work.blocking.tracks}))
    jobs |= builds(desk, "props", "prop", sorted({p.prop for p in work.blocking.props}))
    jobs["performed"] = perform(desk, work)
    built = dict(zip(jobs, await asyncio.gather(*jobs.values()), strict=True))
    performed = built.pop("performed")
    bundles = {("set" if name.startswith("set/") else name): whole(made) for name, made in built.items()}
    inputs = {
        **directed_inputs(desk, work),
        "shotlist": only(work.directed, "shotlist.json"),
        "performance": whole(performed),
        **bundles,
    }
    staged = await desk.make("stage.task:stage_scene", work.scene.id, inputs, beats=work.beats)
    return StagedScene(performed=performed, staged=staged, builds=built)


def builds(desk: Desk, folder: str, kind: str, names: Sequence[str]) -> dict[str, Coroutine[Any, Any, Artifact]]:
    """Return the jobs that build these characters or properties, as far as the breakdown has them, by ``<kind>/<name>``."""
    given = {f.path for f in desk.broken.files}
    jobs = {}
    for name in names:
        path = f"{folder}/{slug(name)}.json"
        if path in given:
            own = desk.film.own_props.found.get(slug(name)) if kind == "prop" else None
            files = desk.files_of(own) if own else for_body(desk, name) if kind == "character" else {}
            options: dict[str, Json] = {"main": own.main} if own else {}
            jobs[f"{kind}/{name}"] = desk.make(
                f"stage.task:build_{kind}", name, {kind: only(desk.broken, path), **files}, options
            )
    return jobs


async def perform(desk: Desk, work: SceneWork) -> Artifact:
    """Act a scene."""
    motions = [cue.lemma for cue in work.blocking.cues if cue.primitive == "MOTION"]
    own_cast = for_performance(desk, [t.actor for t in work.blocking.tracks], motions)
    inputs = {**directed_inputs(desk, work), **line_inputs(work), **own_cast}
    return await desk.make("stage.task:perform", work.scene.id, inputs, beats=work.beats)


def directed_inputs(desk: Desk, work: SceneWork) -> dict[str, Source]:
    """Return who does what in a scene, as every task of the stage takes it."""
    return {"blocking": only(work.directed, "blocking.json"), "cast": only(desk.broken, "cast.json")}


def line_inputs(work: SceneWork) -> dict[str, Source]:
    """Return what is spoken in a scene."""
    return {f"line/{i:03d}": only(line, "line.json") for i, line in enumerate(work.lines)}


def _set_inputs(desk: Desk, work: SceneWork) -> dict[str, Source]:
    """Return what a set is made from beside its plan: the user's own meshes, or fonts for its signs."""
    own = desk.own_sets.get(work.blocking.set_plan.id)
    return {"own": only(own, "meshes.npz")} if work.blocking.set_plan.own and own else desk.lettering()


async def shoot(desk: Desk, shot: Shot, stage: StagedScene, beats: Sequence[str] = ()) -> Artifact:
    """Photograph one shot."""
    inputs, options = for_the_camera(desk, shot, stage)
    return await desk.make("picture.task:shoot", shot.id, inputs, options, beats=beats, frames=shot.range.duration)


async def shoot_frame(desk: Desk, shot: Shot, stage: StagedScene, frame: int) -> Artifact:
    """Draw one frame of a shot, as the shot's reel has it."""
    inputs, options = for_the_camera(desk, shot, stage)
    return await desk.make("picture.task:shoot_frame", f"{shot.id} frame {frame}", inputs, {**options, "frame": frame}, frames=1)


def for_the_camera(desk: Desk, shot: Shot, stage: StagedScene) -> tuple[dict[str, Source], dict[str, Json]]:
    """Return the inputs and options of every task that draws the shot."""
    uses = set(desk.words(stage.staged, f"uses/{slug(shot.id)}.json"))
    assets: dict[str, Source] = {
        f"assets/{name}": only(made, "assets.npz")
        for name, made in stage.builds.items()
        if name in uses or (name.startswith("set/") and "set" in uses)
    }
    picture = desk.film.settings.picture
    notes = next((scene.notes for scene in desk.breakdown.scenes if scene.id == shot.scene), ())
    look = scene_look(desk.film.settings.look, notes)
    if desk.film.lut is not None:
        assets["lut"] = desk.give(desk.film.lut, look.lut)
    options: dict[str, Json] = {
        "shot": shot.id,
        "width_px": picture.width_px,
        "height_px": picture.height_px,
        "fps": picture.fps,
        "quality": desk.quality,
        "renderer": picture.renderer,
        "look": asdict(look),
    }
    return {"playback": only(stage.staged, f"playback/{slug(shot.id)}.npz"), **assets}, options
