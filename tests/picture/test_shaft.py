"""Beams of spots in the air: a cone, not stairs."""

from __future__ import annotations

import math

import numpy as np
import pytest

from redearth.picture.realtime.renderer import Renderer
from redearth.stage.model import Air, Light
from tests.picture.scenes import look, view

WIDTH, HEIGHT = 360, 204
_HALF_RAD = 0.14


@pytest.mark.parametrize("away_m", [6.0, 14.0])
def test_a_narrow_beam_widens_evenly(away_m: float) -> None:
    """Seen from the side a beam is as wide as its cone is at each place, and fades smoothly along its axis."""
    beam = Light(
        kind="spot",
        color_linear=(1, 1, 1),
        intensity=60.0,
        position_m=(-3.0, 0.0, 0.0),
        direction=(1.0, 0.0, 0.0),
        inner_cone_rad=0.02,
        outer_cone_rad=_HALF_RAD,
        shadow=True,
    )
    air = Air(density=0.02, unevenness=0.0, height_falloff_m=1000.0)
    fov = 2 * math.atan(2.2 / away_m)
    scene = view(camera=look((0.0, 0.0, away_m), (0.0, 0.0, 0.0), fov), lights=(beam,), air=air)
    seen = Renderer(WIDTH, HEIGHT).draw_linear(scene, {}).mean(-1)
    px_m = 2 * 2.2 / HEIGHT
    columns = np.arange(120, 330, 6)
    out_m = (columns - WIDTH / 2 + 0.5) * px_m + 3.0
    height_px = np.array([(seen[:, c] > 0.25 * seen[:, c].max()).sum() for c in columns])
    ratio = height_px * px_m / (2 * out_m * math.tan(_HALF_RAD))
    assert ratio.min() > 0.5 and ratio.max() < 1.1
    assert np.ptp(ratio) < 0.2
    along = seen[HEIGHT // 2 - 2 : HEIGHT // 2 + 2, 120:330].mean(0)
    steps = np.diff(np.log(along))
    assert np.abs(steps - np.convolve(np.pad(steps, 6, mode="edge"), np.ones(13) / 13, "valid")).max() < 0.06
