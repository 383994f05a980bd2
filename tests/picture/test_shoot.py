"""A shot becomes a reel: exposure locked, bytes repeatable, faults named."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from redearth.core.diagnostics import FilmError
from redearth.core.record import read_record
from redearth.picture.model import Reel, ReelOptions
from redearth.picture.shoot import shoot
from redearth.stage.model import F32, Assets, View
from tests.picture.scenes import Film

SMALL = ReelOptions(width_px=96, height_px=54)


class Sketch:
    """A painter that notes what it was asked and draws one picture for all."""

    def __init__(self, picture: NDArray[np.uint8]) -> None:
        self.picture = picture
        self.asked: list[tuple[float | None, int]] = []

    def draw(
        self,
        view: View,
        assets: Mapping[str, Assets],
        *,
        exposure_ev: float | None = None,
        grain_seed: int = 0,
        before: View | None = None,
    ) -> NDArray[np.uint8]:
        """Return the picture."""
        self.asked.append((exposure_ev, grain_seed))
        return self.picture

    def draw_linear(self, view: View, assets: Mapping[str, Assets]) -> F32:
        """Return the picture as light."""
        return self.picture.astype(np.float32)


def test_a_reel_is_the_same_bytes_twice(tmp_path: Path) -> None:
    """Two shoots of one playback write identical files."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        shoot(Film(), SMALL, "1A", tmp_path / name)
    for file in ("reel.mp4", "reel.json", "still.png"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes(), file


def test_a_reel_says_what_it_holds(tmp_path: Path) -> None:
    """The record and the film file agree on frames, size, rate and colour."""
    reel = shoot(Film(), SMALL, "1A", tmp_path)
    assert read_record(Reel, tmp_path / "reel.json") == reel
    assert len(set(reel.frame_digests)) == reel.frames == 3
    with av.open(str(tmp_path / "reel.mp4")) as file:
        stream = file.streams.video[0]
        assert (stream.width, stream.height, stream.average_rate, stream.pix_fmt) == (96, 54, 24, "yuv420p")
        assert stream.codec_context.color_primaries == stream.codec_context.color_trc == stream.codec_context.colorspace == 1
        assert [frame.pts * frame.time_base * 24 for frame in file.decode(stream)] == [0, 1, 2]


def test_exposure_is_locked(tmp_path: Path) -> None:
    """A lamp that flares up does not pull the exposure of later frames."""
    sketch = Sketch(np.random.default_rng(1).integers(0, 255, (54, 96, 3), np.uint8))
    reel = shoot(Film(brighter=400.0), SMALL, "1A", tmp_path, painter=sketch)
    assert {asked[0] for asked in sketch.asked} == {reel.exposure_ev}
    assert len({asked[1] for asked in sketch.asked}) == 3


@pytest.mark.parametrize("level", [0, 128])
def test_a_blank_frame_is_a_fault(tmp_path: Path, level: int) -> None:
    """A frame that is black or flat is drawn again once, then named with the command that replays it."""
    sketch = Sketch(np.full((54, 96, 3), level, np.uint8))
    with pytest.raises(FilmError, match="shot 1A failed at frame 0") as caught:
        shoot(Film(), SMALL, "1A", tmp_path, painter=sketch)
    assert caught.value.diagnostics[0].command == "redearth shoot FILM 1A --frame 0"
    assert len(sketch.asked) == 2


def test_usd_stays_out() -> None:
    """Shooting loads no OpenUSD."""
    code = "import sys, redearth.picture.task, redearth.picture.shoot; sys.exit('pxr' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
