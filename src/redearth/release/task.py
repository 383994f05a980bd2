"""Adapters from files to values for the call sheet."""

from __future__ import annotations

import shutil
from pathlib import Path

from PIL import Image

from redearth.breakdown.model import Breakdown
from redearth.core.contract import Inputs, Options
from redearth.core.digest import canonical_json
from redearth.core.record import read_record
from redearth.edit.model import Timeline
from redearth.master.model import Mezzanine
from redearth.release.captions import caption_cues, read_catalogue, translate_cues, write_vtt
from redearth.release.hls import write_hls
from redearth.release.model import CastCredit, PageCopy
from redearth.release.page import page_asset, render_page
from redearth.release.sheet import choose_poster, contact_sheet


def package(inputs: Inputs, options: Options, out: Path) -> None:
    """Write ``release/`` (film, HLS, captions, page, poster), ``contact_sheet.png`` and ``untranslated.json``.

    Inputs: ``mezzanine`` (folder), ``timeline``, ``breakdown``, ``font``, ``still/NNNN`` one a shot in film order,
    ``catalogue/<language>``. Options: ``language``, ``synopsis``.
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
    _write_pictures(inputs, timeline, out)
    copy = _page_copy(timeline, breakdown, str(options["synopsis"]), language, tuple(captions))
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


def _write_pictures(inputs: Inputs, timeline: Timeline, out: Path) -> None:
    labels = [c.label for c in timeline.clips if c.shot]
    stills = [path for key, path in sorted(inputs.items()) if key.startswith("still/")]
    font = inputs.get("font_cjk", inputs["font"])
    contact_sheet(list(zip(labels, stills, strict=True)), font).save(out / "contact_sheet.png")
    if stills:
        with Image.open(choose_poster(stills)) as still:
            still.convert("RGB").save(out / "release" / "poster.jpg", quality=92)


def _page_copy(timeline: Timeline, breakdown: Breakdown, synopsis: str, language: str, captions: tuple[str, ...]) -> PageCopy:
    speaking = [c for c in breakdown.characters if c.speaks]
    return PageCopy(
        title=timeline.title,
        author=breakdown.author,
        synopsis=synopsis,
        language=language,
        caption_languages=captions,
        duration_s=timeline.duration_frames / timeline.fps,
        cast=tuple(CastCredit(character=c.name, played_by="a computed voice") for c in speaking),
        chapters=tuple((c.name, c.frame / timeline.fps) for c in timeline.chapters),
    )
