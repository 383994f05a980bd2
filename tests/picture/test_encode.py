"""Colours survive the reel."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from redearth.picture.encode import ReelWriter


@pytest.mark.parametrize("color", [(200, 40, 30), (20, 120, 60), (30, 60, 180), (235, 235, 235), (16, 12, 10)])
def test_a_flat_colour_comes_back(tmp_path: Path, color: tuple[int, int, int]) -> None:
    """Encoded and decoded as BT.709, a colour is what it was within a few steps."""
    picture = np.broadcast_to(np.asarray(color, np.uint8), (32, 48, 3)).copy()
    with ReelWriter(tmp_path / "reel.mp4", 48, 32, 24) as writer:
        writer.write(picture)
    with av.open(str(tmp_path / "reel.mp4")) as file:
        frame = next(file.decode(video=0))
        back = frame.reformat(
            format="rgb24", src_colorspace="ITU709", dst_colorspace="ITU709", src_color_range="MPEG", dst_color_range="JPEG"
        ).to_ndarray()
    assert np.abs(back[4:-4, 4:-4].astype(int) - picture[4:-4, 4:-4].astype(int)).max() <= 4
