"""Layers as files: read back by OpenEXR itself and by FFmpeg, which knows nothing of this code."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import av
import numpy as np
import OpenEXR
import pytest
from numpy.typing import NDArray

from redearth.picture.aov import NOTHING_M, Aovs, ObjectSamples
from redearth.picture.layers.cryptomatte import LAYER, encode, hash_of, id_of, murmur3
from redearth.picture.layers.exr import write_exr
from redearth.picture.layers.frame_place import FramePlace
from redearth.picture.layers.mezzanine import MezzanineWriter
from redearth.picture.layers.preview import colour_of, depth_ramp, motion_wheel, previews

PLACE = FramePlace(film="Red Earth", shot="1A", shot_frame=2, film_frame=24 * 3601 + 5, fps=24)
H, W = 6, 10


def some_aovs() -> Aovs:
    """Six layers of random numbers and two named objects, one of them in Chinese."""
    rng = np.random.default_rng(7)
    samples = np.zeros((4, H, W), np.int32)
    samples[:, :, 4:] = 1
    samples[:3, 0, 0], samples[3, 0, 0], samples[:, 1, 1] = 1, 0, -1
    return Aovs(
        beauty_linear=rng.random((H, W, 3), np.float32) * 4,
        depth_m=rng.random((H, W), np.float32) * 100,
        normal=rng.random((H, W, 3), np.float32) * 2 - 1,
        albedo_linear=rng.random((H, W, 3), np.float32),
        motion_px=rng.random((H, W, 2), np.float32) * 40 - 20,
        objects=ObjectSamples(names=("/World/Cast/林", "/World/Set/gate"), samples=samples),
    )


def read(path: Path) -> tuple[dict[str, object], dict[str, NDArray[np.generic]]]:
    """The header and channels of a file, by the library that defines the format."""
    file = OpenEXR.File(str(path), separate_channels=True)
    return dict(file.header()), {name: channel.pixels for name, channel in file.channels().items()}


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """Each layer comes back under the name compositors look for: measures exactly, colours as half floats."""
    aovs = some_aovs()
    write_exr(tmp_path / "a.exr", aovs, PLACE)
    _, channels = read(tmp_path / "a.exr")
    ranks = [f"{LAYER}{k:02d}.{letter}" for k in range(3) for letter in "RGBA"]
    colours = [*"RGBA", *(f"albedo.{c}" for c in "RGB"), *(f"normal.{c}" for c in "XYZ")]
    assert set(channels) == {*colours, "depth.Z", "motion.X", "motion.Y", *ranks}
    assert {channels[name].dtype for name in colours} == {np.dtype(np.float16)}
    assert aovs.depth_m is not None
    assert aovs.motion_px is not None
    assert aovs.beauty_linear is not None
    assert np.array_equal(channels["depth.Z"], aovs.depth_m)
    assert np.array_equal(channels["motion.Y"], aovs.motion_px[..., 1])
    assert np.array_equal(channels["G"], aovs.beauty_linear[..., 1].astype(np.float16))


def test_the_header_says_what_the_file_is(tmp_path: Path) -> None:
    """Colour space, rate, time code and place; nothing of when or by whom it was written."""
    write_exr(tmp_path / "a.exr", some_aovs(), PLACE)
    header, _ = read(tmp_path / "a.exr")
    assert header["chromaticities"] == pytest.approx((0.64, 0.33, 0.3, 0.6, 0.15, 0.06, 0.3127, 0.329))
    assert header["framesPerSecond"] == 24
    assert header["pixelAspectRatio"] == 1.0
    assert header["compression"] == OpenEXR.ZIP_COMPRESSION
    assert str(header["timeCode"]).startswith("(1, 0, 1, 5, ")
    assert (header["redearth/shot"], header["redearth/shot_frame"], header["redearth/film_frame"]) == ("1A", 2, PLACE.film_frame)
    assert "Red Earth: shot 1A, frame 2" in str(header["comments"])
    assert not {"capDate", "owner", "utcOffset"} & set(header)


def test_the_same_layers_are_the_same_bytes(tmp_path: Path) -> None:
    """Another process writes the same file."""
    write_exr(tmp_path / "a.exr", some_aovs(), PLACE)
    code = (
        "import sys, pathlib; from tests.picture.test_layers import *; write_exr(pathlib.Path(sys.argv[1]), some_aovs(), PLACE)"
    )
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", code, tmp_path / "b.exr"], check=True, cwd=root)
    assert (tmp_path / "a.exr").read_bytes() == (tmp_path / "b.exr").read_bytes()


@pytest.mark.parametrize(("layer", "field"), [("", "beauty_linear"), ("albedo", "albedo_linear")])
def test_another_reader_agrees(tmp_path: Path, layer: str, field: str) -> None:
    """FFmpeg's own EXR reader sees the same colours."""
    aovs = some_aovs()
    write_exr(tmp_path / "a.exr", aovs, PLACE)
    decoder = av.CodecContext.create("exr", "r")
    decoder.options = {"layer": layer}
    frame = decoder.decode(av.Packet((tmp_path / "a.exr").read_bytes()))[0]  # type: ignore[attr-defined]
    assert frame.format.name.startswith("gbr")
    green, blue, red = (np.frombuffer(plane, np.float16).reshape(H, plane.line_size // 2)[:, :W] for plane in frame.planes[:3])
    assert np.array_equal(np.stack([red, green, blue], -1), getattr(aovs, field).astype(np.float16))


def test_known_hashes() -> None:
    """MurmurHash3_x86_32 as its author's and others' tests have it."""
    known = {
        b"": 0,
        b"hello": 0x248BFA47,
        b"hello, world": 0x149BBB7F,
        b"The quick brown fox jumps over the lazy dog": 0x2E4FF723,
    }
    assert {text: murmur3(text) for text in known} == known
    assert murmur3(b"", 1) == 0x514E28B7


def test_ids_are_numbers() -> None:
    """No name gives a float that a compositor's arithmetic would lose: not NaN, infinite, zero or denormal."""
    ids = np.array([id_of(f"thing {k}") for k in range(4000)], np.float32)
    assert np.isfinite(ids).all()
    assert (np.abs(ids) >= np.finfo(np.float32).tiny).all()
    turned = [name for name in (f"thing {k}" for k in range(4000)) if hash_of(name) != murmur3(name.encode())]
    assert turned, "the exponent fix is exercised"


def test_mattes_decode_to_names(tmp_path: Path) -> None:
    """From the file alone: the manifest's names, their ids in the ranks, the coverage of each pixel."""
    write_exr(tmp_path / "a.exr", some_aovs(), PLACE)
    header, channels = read(tmp_path / "a.exr")
    key = f"{hash_of(LAYER):08x}"[:7]
    assert header[f"cryptomatte/{key}/name"] == LAYER
    assert header[f"cryptomatte/{key}/hash"] == "MurmurHash3_32"
    assert header[f"cryptomatte/{key}/conversion"] == "uint32_to_float32"
    manifest = json.loads(str(header[f"cryptomatte/{key}/manifest"]))
    assert sorted(manifest) == ["/World/Cast/林", "/World/Set/gate"]
    by_id = {np.array([int(bits, 16)], np.uint32).view(np.float32)[0]: name for name, bits in manifest.items()}
    pairs = [(channels[f"{LAYER}{k:02d}.{i}"], channels[f"{LAYER}{k:02d}.{c}"]) for k in range(3) for i, c in ("RG", "BA")]

    def shares(y: int, x: int) -> dict[str, float]:
        return {by_id[ids[y, x]]: float(cover[y, x]) for ids, cover in pairs if cover[y, x] > 0}

    assert shares(0, 0) == {"/World/Set/gate": 0.75, "/World/Cast/林": 0.25}
    assert shares(2, 2) == {"/World/Cast/林": 1.0}
    assert shares(1, 1) == {}


def test_more_objects_than_ranks_keep_the_largest() -> None:
    """A pixel that eight things share names six of them."""
    samples = np.arange(8, dtype=np.int32)[:, None, None]
    matte = encode(ObjectSamples(names=tuple("abcdefgh"), samples=samples))
    cover = np.concatenate([layer[0, 0, 1::2] for layer in matte.layers.values()])
    assert np.allclose(cover, 1 / 8)


def test_previews_can_be_read_by_eye() -> None:
    """Near is lighter than far and the sky black; what stands still is grey; one name has one colour."""
    ramp = depth_ramp(np.array([[1.0, 10.0, 100.0, NOTHING_M]], np.float32))
    levels = ramp[0, :, 0].tolist()
    assert levels[0] > levels[1] > levels[2] > levels[3] == 0
    still, right = motion_wheel(np.array([[[0.0, 0.0], [40.0, 0.0]]], np.float32))[0]
    assert len(set(still.tolist())) == 1
    assert right[0] > right[1] > right[2]
    assert colour_of("/World/Set/gate") == colour_of("/World/Set/gate") != colour_of("/World/Set/door")
    shown = previews(some_aovs())
    assert set(shown) == {"beauty", "depth", "normal", "albedo", "motion", "object"}
    assert {picture.shape for picture in shown.values()} == {(H, W, 3)}


def test_a_mezzanine_is_prores_hq_and_repeatable(tmp_path: Path) -> None:
    """Ten bits, 4:2:2, BT.709, the film's time code, every frame within a level or two of the picture; the same bytes twice."""
    y, x = np.mgrid[0:64, 0:96]
    frames = [np.stack([x * 2, y * 3, (x + y + 20 * k) % 160], -1).astype(np.uint8) for k in range(3)]
    for name in ("a.mov", "b.mov"):
        with MezzanineWriter(tmp_path / name, 96, 64, PLACE) as writer:
            for frame in frames:
                writer.write(frame)
    assert (tmp_path / "a.mov").read_bytes() == (tmp_path / "b.mov").read_bytes()
    with av.open(str(tmp_path / "a.mov")) as file:
        stream = file.streams.video[0]
        assert (stream.codec_context.name, stream.profile, stream.pix_fmt) == ("prores", "HQ", "yuv422p10le")
        assert stream.metadata["timecode"] == "01:00:01:05"
        assert stream.codec_context.color_primaries == stream.codec_context.color_trc == stream.codec_context.colorspace == 1
        seen = [frame.to_ndarray(format="rgb24") for frame in file.decode(stream)]
    assert len(seen) == 3
    assert np.abs(seen[0][:, :, :2].astype(int) - frames[0][:, :, :2]).mean() < 3


def test_the_library_is_loaded_only_when_a_file_is_written() -> None:
    """Importing everything that draws and writes loads no OpenEXR."""
    code = "import sys, redearth.cli.main, redearth.picture.layers.task; sys.exit('OpenEXR' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
