"""The finish: running order, timeline, conform, master and release."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence

from redearth.build.model import Artifact, Source, only, whole
from redearth.core.digest import Json
from redearth.core.record import record_json
from redearth.edit.model import Timeline
from redearth.master.conform import ClipTitle, ConformOptions
from redearth.master.model import Rendition
from redearth.production.desk import Desk
from redearth.production.prepare import SceneWork, per_scene


async def run_order(desk: Desk, works: Sequence[SceneWork]) -> Source:
    """Lay the scenes out in time."""
    options: dict[str, Json] = {"fps": desk.film.settings.picture.fps, "title": desk.breakdown.title}
    return only(await desk.make("direction.task:lay_out", "the film", per_scene(works, "shotlist"), options), "programme.json")


async def cut(desk: Desk, works: Sequence[SceneWork], programme: Source) -> tuple[Artifact, Timeline]:
    """Assemble the timeline."""
    inputs = {
        "programme": programme,
        "breakdown": only(desk.broken, "breakdown.json"),
        **per_scene(works, "shotlist"),
        **per_scene(works, "blocking"),
        **{f"line/{i:03d}-{k:03d}": only(line, "line.json") for i, w in enumerate(works) for k, line in enumerate(w.lines)},
    }
    cut = await desk.make("edit.task:assemble_film", "the film", inputs, {"title": desk.breakdown.title})
    return cut, desk.record(Timeline, cut, "timeline.json")


async def conform(desk: Desk, timeline: Timeline, at: int, reels: Mapping[str, asyncio.Task[Artifact]]) -> Artifact:
    """Conform the timeline's clip number ``at`` as soon as its reel is there."""
    clip = timeline.clips[at]
    titles = tuple(
        ClipTitle(text=t.text, style=t.style, start=t.record.start - clip.record.start, duration=t.record.duration)
        for t in timeline.titles
        if t.record.overlap(clip.record).duration
    )
    inputs = desk.fonts(" ".join(t.text for t in titles))
    if clip.shot:
        inputs["reel"] = only(await reels[clip.shot], "reel.mp4")
    before = timeline.clips[at - 1].shot if at else ""
    if before and clip.transition_in in ("dissolve", "wipe"):
        inputs["previous"] = only(await reels[before], "reel.mp4")
    picture = desk.film.settings.picture
    chosen = ConformOptions(
        frames=clip.record.duration,
        fps=picture.fps,
        width_px=picture.width_px,
        height_px=picture.height_px,
        transition=clip.transition_in,
        transition_frames=clip.transition_frames,
        fade_out_frames=clip.fade_out_frames,
        titles=titles,
    )
    options: dict[str, Json] = {"clip": record_json(chosen), "renditions": _renditions(desk)}
    return await desk.make("master.task:conform_clip", clip.shot or f"black at {clip.label} {at}", inputs, options)


async def encode(desk: Desk, mixed: Artifact) -> Artifact:
    """Encode the mix as it is streamed."""
    return await desk.make("master.task:encode_mix", "the mix", {"mix": only(mixed, "mix.wav")}, {})


async def finish(desk: Desk, segments: Sequence[Artifact], encoded: Artifact) -> Artifact:
    """Join picture and sound."""
    inputs = {"sound": only(encoded, "sound.mp4"), **{f"segment/{i:04d}": whole(s) for i, s in enumerate(segments)}}
    options: dict[str, Json] = {"renditions": _renditions(desk), "fps": desk.film.settings.picture.fps}
    return await desk.make("master.task:finish_film", "the film", inputs, options)


async def pictures(desk: Desk, cut: Artifact, stills: Mapping[str, asyncio.Task[Artifact]], timeline: Timeline) -> Artifact:
    """Make the contact sheet, the poster and a picture of each scene as soon as everything is shot."""
    shown = [c for c in timeline.clips if c.shot]
    inputs = {
        "timeline": only(cut, "timeline.json"),
        **{f"still/{i:04d}": only(await stills[c.shot], "still.png") for i, c in enumerate(shown)},
        **desk.fonts(" ".join(c.label for c in shown)),
    }
    return await desk.make("release.task:pictures", "the pictures", inputs, {})


async def release(desk: Desk, finished: Artifact, cut: Artifact) -> Artifact:
    """Package what leaves the studio."""
    catalogues = {
        f"catalogue/{language}": desk.give(data, f"{language}.po") for language, data in sorted(desk.film.catalogues.items())
    }
    inputs = {
        "mezzanine": whole(finished),
        "timeline": only(cut, "timeline.json"),
        "breakdown": only(desk.broken, "breakdown.json"),
        **catalogues,
    }
    settings = desk.film.settings.film
    options: dict[str, Json] = {"language": settings.language, "synopsis": settings.synopsis or desk.breakdown.synopsis}
    options["recorded"] = dict(Counter(name.partition("/")[0] for name in sorted(desk.film.recordings)))
    return await desk.make("release.task:package", "the film", inputs, options)


def _renditions(desk: Desk) -> list[Json]:
    picture = desk.film.settings.picture
    half = (picture.width_px // 4 * 2, picture.height_px // 4 * 2)
    full = Rendition(name=f"{picture.height_px}p", width_px=picture.width_px, height_px=picture.height_px, crf=21.7)
    small = Rendition(name=f"{half[1]}p", width_px=half[0], height_px=half[1], crf=22.5)
    return [record_json(full), record_json(small)]
