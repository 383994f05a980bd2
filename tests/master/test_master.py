"""Conform and finish: every frame once, titles where they belong, bytes that never vary."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import av
import numpy as np
import pytest
import soundfile

from redearth.core.fonts import find_latin_font
from redearth.master.codec import U8, SegmentWriter, frame_from_rgb, read_frames, rgb_from_frame
from redearth.master.conform import ClipTitle, ConformOptions, conform
from redearth.master.finish import finish
from redearth.master.lettering import STYLES, Fonts, letter
from redearth.master.model import Rendition
from redearth.master.sound import encode_sound

SIZE = (160, 90)
FULL = Rendition(name="full", width_px=SIZE[0], height_px=SIZE[1], crf=12)
SMALL = Rendition(name="small", width_px=80, height_px=46, crf=18)
FPS = 24


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    """The installed title font."""
    return Fonts(latin=find_latin_font(), cjk=None)


def _reel(path: Path, levels: Sequence[int]) -> Path:
    with SegmentWriter(path, FULL, FPS) as writer:
        for level in levels:
            writer.write(frame_from_rgb(np.full((SIZE[1], SIZE[0], 3), level, np.uint8)))
    return path


def _means(path: Path) -> list[float]:
    return [float(rgb_from_frame(frame).mean()) for frame in read_frames(path)]


def _options(frames: int, **changes: object) -> ConformOptions:
    return ConformOptions(frames=frames, fps=FPS, width_px=SIZE[0], height_px=SIZE[1], **changes)  # type: ignore[arg-type]


def test_grey_survives_the_codec(tmp_path: Path) -> None:
    """Colour conversion both ways keeps a grey within two levels (range and matrix agree)."""
    for level in (16, 128, 235):
        assert _means(_reel(tmp_path / f"{level}.mp4", [level] * 3)) == pytest.approx([level] * 3, abs=2)


def test_primary_colours_survive_the_codec(tmp_path: Path) -> None:
    """Red comes back as red: the BT.709 matrix is used both ways."""
    with SegmentWriter(tmp_path / "red.mp4", FULL, FPS) as writer:
        writer.write(frame_from_rgb(np.full((SIZE[1], SIZE[0], 3), (200, 40, 20), np.uint8)))
    (frame,) = read_frames(tmp_path / "red.mp4")
    assert rgb_from_frame(frame)[45, 80] == pytest.approx([200, 40, 20], abs=4)


def _encoded(frames: Sequence[U8], path: Path, noise: np.random.Generator) -> bytes:
    """Encode frames in a heap whose free memory holds other bytes each time."""
    rendition = Rendition(name="odd", width_px=96, height_px=54, crf=22)
    rubbish = [
        bytes([value]) * int(size)
        for value, size in zip(noise.integers(0, 256, 300), noise.integers(100, 120_000, 300), strict=True)
    ]
    del rubbish[::2]
    with SegmentWriter(path, rendition, 12) as writer:
        del rubbish
        for frame in frames:
            writer.write(frame_from_rgb(frame))
    return path.read_bytes()


def test_the_same_frames_give_the_same_bytes_whatever_the_memory_held(tmp_path: Path) -> None:
    """The encoder reads nothing that nobody has written."""
    noise = np.random.default_rng(1)
    ground = np.kron(noise.integers(0, 200, (27, 80, 3)), np.ones((2, 2, 1))).astype(np.uint8)
    frames = [
        np.ascontiguousarray(ground[:, shift : shift + 96]) + noise.integers(0, 20, (54, 96, 3), dtype=np.uint8)
        for shift in range(0, 60, 2)
    ]
    assert len({_encoded(frames, tmp_path / "clip.mp4", noise) for _ in range(30)}) == 1


def test_a_fade_rises_and_falls(tmp_path: Path, fonts: Fonts) -> None:
    """The level climbs through the fade in, holds, and ends in black."""
    reel = _reel(tmp_path / "reel.mp4", [200] * 20)
    conform(reel, None, _options(20, transition="fade_in", transition_frames=6, fade_out_frames=6), [FULL], fonts, tmp_path)
    means = _means(tmp_path / "full.mp4")
    assert means[:6] == sorted(means[:6])
    assert means[8:12] == pytest.approx([200] * 4, abs=3)
    assert means[-1] < 3


def test_a_dissolve_mixes_both_reels(tmp_path: Path, fonts: Fonts) -> None:
    """Half way through a dissolve the picture is half of each."""
    reel, previous = _reel(tmp_path / "a.mp4", [200] * 12), _reel(tmp_path / "b.mp4", [40] * 5)
    conform(reel, previous, _options(12, transition="dissolve", transition_frames=7), [FULL], fonts, tmp_path)
    means = _means(tmp_path / "full.mp4")
    assert means[3] == pytest.approx(120, abs=4)
    assert means[10] == pytest.approx(200, abs=3)


def test_a_title_shows_in_its_range_only(tmp_path: Path, fonts: Fonts) -> None:
    """Black frames before and after the title stay black, those inside are lit by letters."""
    title = ClipTitle(text="RED EARTH", style="main", start=10, duration=30)
    conform(None, None, _options(60, titles=(title,)), [FULL], fonts, tmp_path)
    means = _means(tmp_path / "full.mp4")
    assert max(means[:10]) < 1
    assert means[25] > 1.5
    assert max(means[40:]) < 1


def test_long_titles_fit(fonts: Fonts) -> None:
    """A very long title is broken or shrunk until nothing touches the edge."""
    picture = letter("WORDS AND " * 20, STYLES["super"], 320, 180, fonts)
    assert picture[:, :6, 0].max() == 0
    assert picture[:, -6:, 0].max() == 0
    assert picture[..., 0].max() > 0.5


def test_a_reel_of_the_wrong_length_is_refused(tmp_path: Path, fonts: Fonts) -> None:
    """A missing frame is an error, never a shorter film."""
    with pytest.raises(ValueError, match="the reel has 3 frames, the timeline wants 4"):
        conform(_reel(tmp_path / "reel.mp4", [9] * 3), None, _options(4), [FULL], fonts, tmp_path)


def _film(folder: Path, fonts: Fonts) -> Path:
    segments = []
    for number, levels in enumerate(([40] * 5, [90] * 7, [180] * 4)):
        segment = folder / f"segment{number}"
        segment.mkdir(parents=True)
        reel = _reel(folder / f"{number}.mp4", levels)
        conform(reel, None, _options(len(levels)), [FULL, SMALL], fonts, segment)
        segments.append(segment)
    tone = 0.1 * np.sin(np.arange(16 * 2000) / 20)
    soundfile.write(folder / "mix.wav", np.stack([tone, tone], axis=1), 48000, subtype="PCM_24")
    encode_sound(folder / "mix.wav", folder / "sound.mp4")
    finish(segments, folder / "sound.mp4", [FULL, SMALL], FPS, folder)
    return folder / "full.mp4"


def test_segments_join_frame_for_frame(tmp_path: Path, fonts: Fonts) -> None:
    """The joined film shows every segment's frames in order, each at its own time."""
    film = _film(tmp_path, fonts)
    with av.open(str(film)) as container:
        frames = list(container.decode(video=0))
        assert [round(frame.time * FPS) for frame in frames] == list(range(16))
    assert _means(film) == pytest.approx([40] * 5 + [90] * 7 + [180] * 4, abs=3)


def test_streams_are_what_the_release_promises(tmp_path: Path, fonts: Fonts) -> None:
    """H.264 High, yuv420p, tagged BT.709, AAC stereo at 48 kHz, as long as each other, index before the media."""
    film = _film(tmp_path, fonts)
    with av.open(str(film)) as container:
        video, audio = container.streams.video[0], container.streams.audio[0]
        context = video.codec_context
        assert (context.profile, context.pix_fmt) == ("High", "yuv420p")
        assert (context.color_primaries, context.color_trc, context.colorspace, context.color_range) == (1, 1, 1, 1)
        assert (audio.codec_context.name, audio.rate, audio.layout.name) == ("aac", 48000, "stereo")
        assert float(video.duration * video.time_base) == pytest.approx(float(audio.duration * audio.time_base), abs=1 / FPS)
    body = film.read_bytes()
    assert body.index(b"moov") < body.index(b"mdat")


def test_two_masters_are_byte_identical(tmp_path: Path, fonts: Fonts) -> None:
    """The same clips give the same bytes in every rendition."""
    one, two = _film(tmp_path / "one", fonts), _film(tmp_path / "two", fonts)
    assert one.read_bytes() == two.read_bytes()
    assert one.with_name("small.mp4").read_bytes() == two.with_name("small.mp4").read_bytes()
