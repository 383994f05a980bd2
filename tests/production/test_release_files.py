"""What comes out of the studio, judged by tools that are not ours."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
from pathlib import Path

import av
import m3u8
import numpy as np
import opentimelineio as otio
import pytest
import soundfile
import webvtt
from PIL import Image
from pxr import Usd, UsdValidation

from redearth.stage.usd.check import check_stage
from tests.test_docs import promised_files

pytestmark = pytest.mark.film
FPS = 12


@pytest.fixture(scope="module")
def out(small_film: Path) -> Path:
    """The published folder."""
    return small_film / "out"


def _frames(path: Path) -> int:
    with av.open(str(path)) as container:
        return sum(1 for _ in container.decode(video=0))


def test_everything_promised_is_there(out: Path) -> None:
    """docs/film_folder.md's list, file by file."""
    promised = (
        "release/index.html", "release/film.mp4", "release/hls/master.m3u8", "release/captions/en.vtt", "release/captions/zh.vtt",
        "release/poster.jpg", "timeline.otio", "shots.csv", "contact_sheet.png", "stems/dialogue.wav", "stems/effects.wav",
        "stems/music.wav", "staging.json", "receipt.json",
    )  # fmt: skip
    assert [name for name in promised if not (out / name).is_file()] == []


def test_picture_sound_and_timeline_are_equally_long(out: Path) -> None:
    """Decoded frames, the timeline, the shot table and the stems agree to the frame."""
    frames = _frames(out / "release" / "film.mp4")
    timeline = otio.adapters.read_from_file(str(out / "timeline.otio"))
    assert timeline.tracks[0].duration().value == frames
    rows = list(csv.DictReader(io.StringIO((out / "shots.csv").read_text())))
    shots = list(timeline.tracks[0].find_clips())
    assert len(rows) == len(shots)
    assert soundfile.info(str(out / "stems" / "music.wav")).frames == frames * 48000 // FPS


def test_the_timeline_finds_its_media(out: Path) -> None:
    """Every clip, picture and sound, refers to a file beside the timeline."""
    timeline = otio.adapters.read_from_file(str(out / "timeline.otio"))
    urls = {clip.media_reference.target_url for track in timeline.tracks for clip in track.find_clips()}
    assert urls == {"release/film.mp4", "stems/dialogue.wav", "stems/effects.wav", "stems/music.wav"}
    assert all((out / url).is_file() for url in urls)


def test_the_film_opens_and_ends_in_black(out: Path) -> None:
    """Half a second of black before anything is seen, and a black last frame."""
    with av.open(str(out / "release" / "film.mp4")) as container:
        levels = [float(frame.to_ndarray(format="gray").mean()) for frame in container.decode(video=0)]
    assert max(levels[: round(0.4 * FPS)]) < 20
    assert levels[-1] < 20
    assert max(levels) > 40


@pytest.mark.skipif(shutil.which("ffprobe") is None, reason="ffprobe is not installed")
def test_ffprobe_agrees(out: Path) -> None:
    """An independent reader sees the promised streams and decodes every packet without a complaint."""
    film = out / "release" / "film.mp4"
    entries = "stream=codec_name,profile,pix_fmt,color_space,color_transfer,color_primaries,sample_rate,channels,nb_frames"
    probe = subprocess.run(
        ["ffprobe", "-v", "error", "-show_entries", entries, "-of", "json", film], capture_output=True, check=True
    )
    video, audio = json.loads(probe.stdout)["streams"]
    assert (video["codec_name"], video["profile"], video["pix_fmt"]) == ("h264", "High", "yuv420p")
    assert {video["color_space"], video["color_transfer"], video["color_primaries"]} == {"bt709"}
    assert (audio["codec_name"], audio["sample_rate"], audio["channels"]) == ("aac", "48000", 2)
    assert int(video["nb_frames"]) == _frames(film)
    strict = ["ffmpeg", "-v", "warning", "-xerror", "-err_detect", "explode", "-i", film, "-f", "null", "-"]
    assert subprocess.run(strict, capture_output=True, check=True).stderr == b""


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not installed")
def test_loudness_is_on_target(out: Path, tmp_path: Path) -> None:
    """ffmpeg's meter reads -16 LUFS within half a unit and at most -1 dBTP, on the sum of the stems and on the encoded film."""
    stems = [
        soundfile.read(str(out / "stems" / f"{name}.wav"), dtype="int32")[0] // 256 for name in ("dialogue", "effects", "music")
    ]
    soundfile.write(tmp_path / "sum.wav", (sum(stems) * 256).astype(np.int32), 48000, subtype="PCM_24")
    for heard in (tmp_path / "sum.wav", out / "release" / "film.mp4"):
        meter = ["ffmpeg", "-nostats", "-i", heard, "-map", "0:a", "-af", "ebur128=peak=true", "-f", "null", "-"]
        report = subprocess.run(meter, capture_output=True, check=True, text=True).stderr
        integrated = float(re.findall(r"I:\s+(-?[\d.]+) LUFS", report)[-1])
        peak = float(re.findall(r"Peak:\s+(-?[\d.]+) dBFS", report)[-1])
        assert integrated == pytest.approx(-16, abs=0.5), heard
        assert peak <= -1.0, heard


def test_every_stage_passes_every_validator(out: Path) -> None:
    """All of OpenUSD's validators, and our own for NaN, indices and units, find nothing."""
    stages = sorted((out / "stages").rglob("*.usd?"))
    assert any("shots" in p.parts for p in stages)
    validators = UsdValidation.ValidationRegistry().GetOrLoadAllValidators()
    found = []
    for path in stages:
        errors = UsdValidation.ValidationContext(validators).Validate(Usd.Stage.Open(str(path)))
        found += [f"{path.relative_to(out)}: {e.GetMessage()}" for e in errors]
        found += [f"{path.relative_to(out)}: {finding}" for finding in check_stage(path)]
    assert found == []


def test_captions_say_what_the_script_says(out: Path) -> None:
    """Captions re-read by another parser hold the dialogue byte for byte, and its translation."""
    english = webvtt.read(str(out / "release" / "captions" / "en.vtt"))
    assert [c.text for c in english] == ["Somebody left the lamp on.", "It was me."]
    assert "是我。" in [c.text for c in webvtt.read(str(out / "release" / "captions" / "zh.vtt"))]


def test_the_stream_is_complete(out: Path) -> None:
    """Every playlist of the master exists, its segments exist, and it names codecs and sizes."""
    folder = out / "release" / "hls"
    master = m3u8.load(str(folder / "master.m3u8"))
    assert len(master.playlists) >= 2
    for entry in [*master.playlists, *master.media]:
        media = m3u8.load(str(folder / entry.uri))
        assert media.segments
        assert all((folder / Path(entry.uri).parent / s.uri).is_file() for s in media.segments)
    assert all(
        "avc1" in p.stream_info.codecs and "mp4a" in p.stream_info.codecs and p.stream_info.resolution for p in master.playlists
    )


def test_no_frame_is_blank(out: Path) -> None:
    """The contact sheet's frames show something: light and dark in every shot."""
    timeline = otio.adapters.read_from_file(str(out / "timeline.otio"))
    count = len(list(timeline.tracks[0].find_clips()))
    sheet = np.asarray(Image.open(out / "contact_sheet.png").convert("L"), float)
    columns = min(5, count)
    for number in range(count):
        x, y = 10 + number % columns * 394, 10 + number // columns * 256
        assert sheet[y : y + 216, x : x + 384].std() > 4, f"shot {number} is blank"


def test_the_staging_report_covers_the_script(out: Path) -> None:
    """Every action sentence is in the report with its line and what it was understood as."""
    text = (out / "staging.json").read_text()
    for words in ("walks down the tunnel", "She stops", "JONAS", "ROAR", "raises a FLARE", "looks up"):
        assert words in text
    assert json.loads(text)["totals"]["not_understood"] == 0


def test_the_receipt_says_what_was_made(out: Path) -> None:
    """A first build makes every task, all new, and counts its frames."""
    receipt = json.loads((out / "receipt.json").read_text())
    assert receipt["frames"] > 0
    assert receipt["cached"] == 0
    assert {m["reason"] for m in receipt["made"]} == {"new"}
    assert {"script", "breakdown", "voice", "direction", "stage", "picture", "sound", "edit", "master", "release", "wall"} <= set(
        receipt["seconds"]
    )


def test_every_promised_file_is_there(out: Path) -> None:
    """What docs/film_folder.md and docs/stage.md say lies in ``out/`` lies there."""
    assert [path for path in promised_files() if not list(out.glob(path))] == []
