"""The user's own cast and motions on the production's way: read before anything is directed, handed to whoever needs them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from redearth.breakdown.model import Character
from redearth.build.model import Artifact, Source, only
from redearth.core.digest import Json
from redearth.core.own_assets import OwnAsset
from redearth.core.slug import slug
from redearth.production.desk import Desk
from redearth.stage.own.character_rig import Rig


def motion_names(desk: Desk) -> list[Json]:
    """Return the names of the film's recorded motions, for the breakdown."""
    names: list[Json] = [*sorted(desk.film.own_motions.found)]
    return names


async def read_own(desk: Desk) -> None:
    """Read the bodies of the film's own characters and the motions that its script asks for."""
    bodies = {one.id: own for one in desk.breakdown.characters if (own := _body_of(desk, one))}
    acts = (beat.act for scene in desk.breakdown.scenes for beat in scene.beats)
    asked = {act.lemma for act in acts if act is not None and act.primitive == "MOTION"}
    motions = {name: own for name, own in sorted(desk.film.own_motions.found.items()) if name in asked}
    made = await asyncio.gather(
        *(_read_body(desk, who, own) for who, own in bodies.items()),
        *(
            desk.make("stage.own.task:import_motion", name, desk.files_of(own), {"main": own.main})
            for name, own in motions.items()
        ),
    )
    desk.own_bodies = dict(zip(bodies, made, strict=False))
    desk.own_motions = dict(zip(motions, made[len(bodies) :], strict=True))


async def _read_body(desk: Desk, who: str, own: OwnAsset) -> Artifact:
    inputs = {"character": only(desk.broken, f"characters/{slug(who)}.json"), **desk.files_of(own)}
    return await desk.make("stage.own.task:import_character", who, inputs, {"main": own.main})


def _body_of(desk: Desk, character: Character) -> OwnAsset | None:
    found = desk.film.own_cast.found
    return next((found[slug(name)] for name in (character.name, character.id) if slug(name) in found), None)


def body_file(desk: Desk, character: Character) -> str:
    """Return the file whose body plays a character, by its path in the film folder; empty when the built-in one does."""
    own = _body_of(desk, character)
    return own.main if own is not None and character.id in _usable(desk) else ""


def for_direction(desk: Desk, actors: Sequence[str]) -> tuple[dict[str, Source], dict[str, Json]]:
    """Return the inputs and options of a scene's direction: how long motions take and where they go, how tall the own bodies are."""
    inputs = {
        f"motion/{name}": only(made, "motion.json") for name, made in desk.own_motions.items() if made.folder("motion.json")
    }
    rigs = {who: desk.record(Rig, made, "rig.json") for who, made in _usable(desk).items() if who in actors}
    return inputs, {"statures_m": {who: rig.stature_m for who, rig in rigs.items()}} if rigs else {}


def for_performance(desk: Desk, actors: Sequence[str], motions: Sequence[str]) -> dict[str, Source]:
    """Return the rigs and clips that a scene's performance needs."""
    rigs = {f"rig/{who}": only(made, "rig.json") for who, made in _usable(desk).items() if who in actors}
    clips = {
        f"clip/{name}": only(desk.own_motions[name], "clip.npz")
        for name in sorted(set(motions))
        if name in desk.own_motions and desk.own_motions[name].folder("clip.npz")
    }
    return {**rigs, **clips}


def for_body(desk: Desk, who: str) -> dict[str, Source]:
    """Return the user's own body of a character, for the task that builds it; nothing when there is none that can be used."""
    made = _usable(desk).get(who)
    return {"own": only(made, "meshes.npz"), "rig": only(made, "rig.json")} if made is not None else {}


def _usable(desk: Desk) -> dict[str, Artifact]:
    return {who: made for who, made in desk.own_bodies.items() if made.folder("rig.json")}


async def export_body(desk: Desk, who: str) -> Artifact:
    """Write a character, the user's own body where there is one, as ``character.glb`` with a walk and a turn; :func:`read_own` goes before."""
    inputs = {"character": only(desk.broken, f"characters/{slug(who)}.json"), **for_body(desk, who)}
    return await desk.make("stage.own.task:export_character", who, inputs)
