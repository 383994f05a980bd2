"""Adapters from files to values for the call sheet."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from PIL import Image

from redearth.breakdown.model import Breakdown
from redearth.core.contract import Inputs, Options
from redearth.core.digest import Json, canonical_json
from redearth.core.record import read_record
from redearth.edit.model import Timeline
from redearth.master.model import Mezzanine
from redearth.release.captions import caption_cues, read_catalogue, translate_cues, write_vtt
from redearth.release.hls import write_hls
from redearth.release.model import CastCredit, ChapterCard, PageCopy
from redearth.release.page import page_asset, render_page
from redearth.release.sheet import choose_poster, contact_sheet, thumbnail

_CARD_WIDTH_PX = 480
_SMOOTH = Image.Resampling.LANCZOS


def pictures(inputs: Inputs, options: Options, out: Path) -> None:
    """Write ``contact_sheet.png``, ``release/poster.jpg`` and a small picture of each scene in ``release/scenes/``.

    Inputs: ``timeline``, ``font`` (and ``font_cjk``), ``still/NNNN`` one a shot in film order.
    """
    timeline = read_record(Timeline, inputs["timeline"])
    clips = [c for c in timeline.clips if c.shot]
    paths = [path for key, path in sorted(inputs.items()) if key.startswith("still/")]
    stills = [(clip, thumbnail(path)) for clip, path in zip(clips, paths, strict=True)]
    sheet = contact_sheet([(clip.label, still) for clip, still in stills], inputs.get("font_cjk", inputs["font"]))
    sheet.save(out / "contact_sheet.png", compress_level=3)
    (out / "release" / "scenes").mkdir(parents=True)
    if stills:
        with Image.open(paths[choose_poster(stills)]) as still:
            still.convert("RGB").save(out / "release" / "poster.jpg", quality=92)
    for picture, shots in _shown(timeline):
        if shots:
            with Image.open(paths[shots[choose_poster([stills[k] for k in shots])]]) as still:
                small = still.convert("RGB").resize((_CARD_WIDTH_PX, _CARD_WIDTH_PX * still.height // still.width), _SMOOTH)
                small.save(out / "release" / picture, quality=85)


def package(inputs: Inputs, options: Options, out: Path) -> None:
    """Write ``release/`` (film, HLS, captions, page) and ``untranslated.json``.

    Inputs: ``mezzanine`` (folder), ``timeline``, ``breakdown``, ``catalogue/<language>``. Options: ``language``, ``synopsis``, ``recorded`` (lines of each speaker that a recording took over).
    """
    timeline, breakdown = read_record(Timeline, inputs["timeline"]), read_record(Breakdown, inputs["breakdown"])
    language = str(options["language"])
    release = out / "release"
    (release / "captions").mkdir(parents=True)
    captions = _write_captions(inputs, timeline, language, out)
    master = read_record(Mezzanine, inputs["mezzanine"] / "mezzanine.json")
    films = {r.name: inputs["mezzanine"] / f"{r.name}.mp4" for r in master.renditions}
    shutil.copyfile(films[master.renditions[0].name], release / "film.mp4")
    write_hls(master, films, captions, language, release / "hls")
    chapters = tuple(
        ChapterCard(name=chapter.name, start_s=chapter.frame / timeline.fps, picture=picture)
        for chapter, (picture, _) in zip(timeline.chapters, _shown(timeline), strict=True)
    )
    recorded = {str(speaker): count for speaker, count in _table(options.get("recorded")).items() if isinstance(count, int)}
    copy = PageCopy(
        title=timeline.title,
        author=breakdown.author,
        synopsis=str(options["synopsis"]),
        language=language,
        captions=tuple(captions.items()),
        duration_s=timeline.duration_frames / timeline.fps,
        cast=_credits(breakdown, recorded),
        chapters=chapters,
    )
    page = render_page(copy, master.renditions[0].width_px, master.renditions[0].height_px)
    (release / "index.html").write_text(page, encoding="utf-8")
    for name in ("page.css", "player.js", "hls.min.js"):
        (release / name).write_bytes(page_asset(name))


def _write_captions(inputs: Inputs, timeline: Timeline, language: str, out: Path) -> dict[str, str]:
    texts = {language: write_vtt(caption_cues(timeline), timeline.fps, language)}
    untranslated = {}
    for key, path in sorted(inputs.items()):
        code = key.removeprefix("catalogue/")
        if key.startswith("catalogue/") and code != language:
            cues, missing = translate_cues(timeline, read_catalogue(path.read_bytes(), f"locale/{code}.po"))
            texts[code] = write_vtt(cues, timeline.fps, code)
            untranslated[code] = list(missing)
    for code, text in texts.items():
        (out / "release" / "captions" / f"{code}.vtt").write_text(text, encoding="utf-8")
    (out / "untranslated.json").write_bytes(canonical_json(untranslated))
    return texts


def _shown(timeline: Timeline) -> list[tuple[str, list[int]]]:
    """Return for every scene its picture and which of the film's shots it consists of; no picture where nothing was shot."""
    starts = [clip.record.start for clip in timeline.clips if clip.shot]
    scenes = []
    for number, chapter in enumerate(timeline.chapters, 1):
        end = timeline.chapters[number].frame if number < len(timeline.chapters) else timeline.duration_frames
        shots = [k for k, start in enumerate(starts) if chapter.frame <= start < end]
        scenes.append((f"scenes/{number:03d}.jpg" if shots else "", shots))
    return scenes


def _credits(breakdown: Breakdown, recorded: Mapping[str, int]) -> tuple[CastCredit, ...]:
    """Return who speaks in the film, and whether a person or the machine lent the voice."""
    spoken = Counter(b.speech.speaker for scene in breakdown.scenes for b in scene.beats if b.speech is not None)
    credits = []
    for character in breakdown.characters:
        if character.speaks:
            lines, own = spoken[character.id], recorded.get(character.id, 0)
            voice = "computed voice" if not own else "recorded voice" if own >= lines else "recorded and computed voice"
            credits.append(CastCredit(character=character.name, played_by=voice))
    return tuple(credits)


def _table(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, Mapping) else {}
