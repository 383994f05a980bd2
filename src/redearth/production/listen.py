"""The sound stage: scene by scene dialogue and effects, then the score and the mix."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from redearth.build.model import Artifact, Source, only, whole
from redearth.core.digest import Json
from redearth.core.slug import slug
from redearth.production.desk import Desk
from redearth.production.prepare import SceneWork, per_scene
from redearth.production.shoot import StagedScene

HANDLE_S = 1.0
"""Sound that each scene brings beyond its ends, for overlaps between scenes."""
CODEC_DB = 0.5
"""How far lossy encoding lets peaks overshoot: the mix stays this much under the ceiling, so that the film that is played keeps it."""


async def scene_sound(desk: Desk, work: SceneWork, stage: StagedScene) -> tuple[Artifact, Artifact]:
    """Make a scene's dialogue and effects."""
    common = {
        "blocking": only(work.directed, "blocking.json"),
        "shotlist": only(work.directed, "shotlist.json"),
        "cast": only(desk.broken, "cast.json"),
    }
    lines = {f"line/{i:03d}": whole(line) for i, line in enumerate(work.lines)}
    contacts = {"contacts": only(stage.performed, "contacts.json")}
    handle: dict[str, Json] = {"handle_s": HANDLE_S}
    dialogue, effects = await asyncio.gather(
        desk.make("sound.task:dialogue", work.scene.id, {**common, **lines}, handle, beats=work.beats),
        desk.make("sound.task:effects", work.scene.id, {**common, **contacts}, handle, beats=work.beats),
    )
    return dialogue, effects


async def mix(desk: Desk, works: Sequence[SceneWork], programme: Source, sounds: Sequence[tuple[Artifact, Artifact]]) -> Artifact:
    """Compose the score and mix the film."""
    scenes = {f"scene/{i:03d}": only(desk.broken, f"scenes/{slug(w.scene.id)}.json") for i, w in enumerate(works)}
    inputs = {"programme": programme, **per_scene(works, "blocking"), **scenes}
    music = await desk.make("sound.task:score", "the film", inputs, {"seed": desk.breakdown.title})
    stems = {
        **{f"dialogue/{i:03d}": only(d, "dialogue.wav") for i, (d, _) in enumerate(sounds)},
        **{f"effects/{i:03d}": only(e, "effects.wav") for i, (_, e) in enumerate(sounds)},
    }
    sound = desk.film.settings.sound
    options: dict[str, Json] = {
        "handle_s": HANDLE_S,
        "target_lufs": sound.target_lufs,
        "ceiling_dbtp": sound.ceiling_dbtp - CODEC_DB,
    }
    return await desk.make(
        "sound.task:mix", "the film", {"programme": programme, "music": only(music, "music.wav"), **stems}, options
    )
