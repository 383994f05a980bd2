"""A small picture compared with the one kept here, on the software driver only."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from redearth.picture.device import describe_adapter
from redearth.picture.realtime.renderer import Renderer
from tests.picture.scenes import stand

GOLDEN = Path(__file__).parent / "golden"
TOLERANCE = 3.0
"""Mean absolute difference in 8-bit steps that another version of the driver may make."""


def test_golden_ball(tmp_path: Path) -> None:
    """A red painted ball on wet concrete in low sun and haze; a difference image is written beside what was drawn."""
    if "llvmpipe" not in describe_adapter():
        pytest.skip("golden pictures are for the software driver")
    scene, assets = stand()
    drawn = Renderer(160, 90).draw(scene, assets, exposure_ev=0.3, grain_seed=1)
    kept = np.asarray(Image.open(GOLDEN / "ball.png").convert("RGB"))
    difference = np.abs(drawn.astype(int) - kept.astype(int))
    if difference.mean() > TOLERANCE:
        Image.fromarray(drawn).save(tmp_path / "drawn.png")
        Image.fromarray(np.clip(difference * 4, 0, 255).astype(np.uint8)).save(tmp_path / "difference.png")
    assert difference.mean() <= TOLERANCE, f"look at {tmp_path / 'difference.png'}"
