"""Motions of a root over the floor."""

from __future__ import annotations

import numpy as np
import pytest

from redearth.direction.blocking import strides

FPS = 24


@pytest.mark.parametrize("metres", [3.0, 3.05, 3.1, 7.77, 12.0])
@pytest.mark.parametrize("speed", [1.15, 4.1])
def test_who_goes_on_does_not_dwell_on_the_end(metres: float, speed: float) -> None:
    """A walk that rolls out ends exactly on its end after a whole frame's way, and the next takes up the same pace: no frame is shorter."""
    way = np.array([[0.0, 0.0], [0.0, metres]])
    first = strides.walk(way, yaw=0.0, end_yaw=None, speed=speed, fps=FPS, speed_in=speed, speed_out=speed)
    then = strides.walk(
        np.array([[0.0, metres], [0.0, metres + 4.0]]),
        yaw=0.0,
        end_yaw=None,
        speed=speed,
        fps=FPS,
        speed_in=speed,
        speed_out=speed,
    )
    assert first[-1, 1] == pytest.approx(metres)
    steps = np.diff(np.concatenate([first, then])[:, 1])
    assert np.abs(steps - speed / FPS).max() < 0.08 * speed / FPS
