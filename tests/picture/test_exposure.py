"""The light meter's known answers."""

from __future__ import annotations

import numpy as np
import pytest

from redearth.picture.exposure import meter


def test_a_grey_card_is_brought_to_the_key() -> None:
    """Half the light asks for one stop more."""
    bright, dim = np.full((4, 4, 3), 0.2, np.float32), np.full((4, 4, 3), 0.1, np.float32)
    assert meter([dim]) - meter([bright]) == pytest.approx(1.0, abs=1e-4)


def test_frames_weigh_the_same() -> None:
    """The order of the readings does not matter."""
    rng = np.random.default_rng(3)
    one, two = (rng.random((8, 8, 3), np.float32) for _ in range(2))
    assert meter([one, two]) == pytest.approx(meter([two, one]), abs=1e-5)


def test_highlights_are_protected() -> None:
    """A picture that is dark but for a large bright window is not opened up until the window melts."""
    dark = np.full((10, 10, 3), 0.001, np.float32)
    window = dark.copy()
    window[:2] = 50.0
    assert meter([window]) < meter([dark]) - 3.0


def test_darkness_is_not_amplified_without_end() -> None:
    """Nothing lit gives no offset rather than an infinite one."""
    assert meter([np.zeros((4, 4, 3), np.float32)]) == 0.0
