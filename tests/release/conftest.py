"""A mastered film of a few seconds, made from colours and a tone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile
from PIL import Image

from redearth.breakdown.model import Breakdown, Character
from redearth.core.fonts import find_latin_font
from redearth.core.frames import between
from redearth.core.record import write_record
from redearth.edit.model import Caption, Chapter, Clip, Timeline, Title
from redearth.master.conform import ConformOptions, conform
from redearth.master.finish import finish
from redearth.master.lettering import Fonts
from redearth.master.model import Rendition
from redearth.master.sound import encode_sound
from redearth.release.task import package, pictures

FRAMES = 132
RENDITIONS = (
    Rendition(name="90p", width_px=160, height_px=90, crf=30),
    Rendition(name="72p", width_px=128, height_px=72, crf=32),
)
CATALOGUE = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Hello there."\nmsgstr "你好。"\n'


def tiny_timeline() -> Timeline:
    """Return a timeline of one black clip with two captions; its title would break a page that does not escape."""
    return Timeline(
        title="RED <b>EARTH</b> & </script>",
        fps=24,
        duration_frames=FRAMES,
        clips=(
            Clip(shot="a", scene="s", label="1A", record=between(0, 60), size="INSERT"),
            Clip(shot="b", scene="t", label="2A", record=between(60, FRAMES), size="FS", subjects=("lin", "wei")),
        ),
        titles=(Title(text="LATER", record=between(10, 40), style="super"),),
        captions=(
            Caption(record=between(12, 40), text="Hello there.", speaker="LIN", beat="s/lin.says.1", speech="Hello there."),
            Caption(record=between(60, 100), text="<i>Tags</i> & all.", speaker="WEI", beat="s/wei.says.1", off_screen=True),
        ),
        chapters=(Chapter(name="EXT. CITY - DAWN", frame=0), Chapter(name="INT. <HALL>", frame=60)),
    )


def tiny_breakdown() -> Breakdown:
    """A film of one speaker and no scene."""
    cast = (Character(id="lin", name="LIN", speaks=True),)
    return Breakdown(
        title="x",
        author="A. Writer",
        synopsis="",
        file="f",
        scenes=(),
        characters=cast,
        props=(),
        locations=(),
        spans=(),
        staging=(),
    )


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the tasks of the release wrote: ``release/``, ``contact_sheet.png``, ``untranslated.json``."""
    folder = tmp_path_factory.mktemp("release")
    fonts = Fonts(latin=find_latin_font(), cjk=None)
    segment, master, out = folder / "segment", folder / "master", folder / "out"
    for made in (segment, master, out):
        made.mkdir()
    conform(None, None, ConformOptions(frames=FRAMES, fps=24, width_px=160, height_px=90), RENDITIONS, fonts, segment)
    tone = 0.1 * np.sin(2 * np.pi * 440 * np.arange(FRAMES * 2000) / 48000)
    soundfile.write(folder / "mix.wav", np.stack([tone, tone], axis=1), 48000, subtype="PCM_24")
    encode_sound(folder / "mix.wav", folder / "sound.mp4")
    write_record(master / "mezzanine.json", finish([segment], folder / "sound.mp4", RENDITIONS, 24, master))
    write_record(folder / "timeline.json", tiny_timeline())
    write_record(folder / "breakdown.json", tiny_breakdown())
    (folder / "zh.po").write_text(CATALOGUE, encoding="utf-8")
    picture = Image.new("RGB", (160, 90), (120, 40, 10))
    picture.paste((240, 220, 180), (40, 20, 120, 90))
    picture.save(folder / "still.png")
    stills = {f"still/000{k}": folder / "still.png" for k in range(2)}
    pictures({"timeline": folder / "timeline.json", "font": find_latin_font(), **stills}, {}, out)
    inputs = {
        "mezzanine": master,
        "timeline": folder / "timeline.json",
        "breakdown": folder / "breakdown.json",
        "catalogue/zh": folder / "zh.po",
    }
    package(inputs, {"language": "en", "synopsis": "A test.", "recorded": {}}, out)
    return out
