"""What the package task writes: a stream players can switch in, a poster that tells something, honest credits."""

from __future__ import annotations

from pathlib import Path

import m3u8
import numpy as np
import pytest
from PIL import Image

from redearth.breakdown.model import Beat, Breakdown, Character, Scene, Speech
from redearth.core.frames import between
from redearth.edit.captions import caption_speech
from redearth.edit.model import Clip, Timeline
from redearth.release.captions import translate_cues
from redearth.release.hls import _peak_bps
from redearth.release.sheet import choose_poster, thumbnail
from redearth.release.task import _credits


def test_renditions_switch_at_the_same_times(released: Path) -> None:
    """Both sizes are cut into segments at the same times, and together they last as long as the film."""
    folder = released / "release" / "hls"
    master = m3u8.load(str(folder / "master.m3u8"))
    lengths = [[s.duration for s in m3u8.load(str(folder / p.uri)).segments] for p in master.playlists]
    assert lengths[0] == lengths[1]
    assert sum(lengths[0]) == pytest.approx(132 / 24, abs=1e-3)
    assert [(m.type, m.name) for m in master.media] == [("AUDIO", "English"), ("SUBTITLES", "English"), ("SUBTITLES", "中文")]


def test_bandwidth_is_that_of_the_worst_stretch() -> None:
    """A long heavy segment is divided by its own length, and a crumb at the end does not count alone (RFC 8216, 4.1)."""
    assert _peak_bps([8_000, 30_000, 8_000], [4.0, 6.0, 4.0]) == 5_000
    assert _peak_bps([8_000, 8_000, 4_000], [4.0, 4.0, 0.1]) == round(12_000 / 4.1)


def test_a_long_chinese_speech_finds_its_translation() -> None:
    """A catalogue is asked for the speech as the script has it, not for the pieces it was cut into."""
    speech = "我们在地下守了四十一年的种子，每天数一遍。可是没有一个人，记得土地是什么样子的。"
    captions = caption_speech(speech, None, between(0, 200), 24, speaker="MA", beat="b", off_screen=False)
    timeline = Timeline(title="", fps=24, duration_frames=200, clips=(), titles=(), captions=tuple(captions), chapters=())
    cues, missing = translate_cues(timeline, {speech: "We kept the seeds. We forgot the ground."})
    assert len(captions) == 2
    assert missing == ()
    assert [c.text for c in cues] == ["We kept the seeds. We forgot the ground."]
    assert (cues[0].record.start, cues[0].record.end) == (0, 200)


def _still(path: Path, level: int) -> Path:
    noise = np.random.default_rng(level).integers(0, 255, (90, 160, 3))
    Image.fromarray((noise * level // 100).astype(np.uint8)).save(path)
    return path


def test_the_poster_shows_somebody_in_a_place(tmp_path: Path) -> None:
    """Of pictures as rich as each other the one with two people at full length wins, whatever their order."""
    path = _still(tmp_path / "a.png", 60)
    close = Clip(shot="a", scene="s", label="1A", record=between(0, 9), size="CU", subjects=("lin",))
    full = Clip(shot="b", scene="s", label="1B", record=between(9, 20), size="FS", subjects=("lin", "wei"))
    other = _still(tmp_path / "b.png", 60)
    near, wide = thumbnail(path), thumbnail(other)
    assert choose_poster([(close, near), (full, wide)]) == 1
    assert choose_poster([(full, wide), (close, near)]) == 0


def test_credits_say_whose_voice_it_is() -> None:
    """A character whose lines were all recorded is not credited to the machine."""
    beats = tuple(
        Beat(id=f"s/{who}.says.{n}", kind="speech", text="Hm.", speech=Speech(speaker=who, text="Hm."))
        for who, n in (("lin", 1), ("lin", 2), ("wei", 1), ("ma", 1))
    )
    scene = Scene(
        id="s",
        number="1",
        heading="INT. HALL",
        location="hall",
        interior=True,
        exterior=False,
        time_of_day="day",
        beats=beats,
    )
    cast = tuple(Character(id=who, name=who.upper(), speaks=True) for who in ("lin", "wei", "ma"))
    breakdown = Breakdown(
        title="",
        author="",
        synopsis="",
        file="f",
        scenes=(scene,),
        characters=cast,
        props=(),
        locations=(),
        spans=(),
        staging=(),
    )
    credits = [c.played_by for c in _credits(breakdown, {"lin": 1, "wei": 1})]
    assert credits == ["recorded and computed voice", "recorded voice", "computed voice"]
