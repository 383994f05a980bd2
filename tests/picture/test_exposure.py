"""The light meter's known answers."""

from __future__ import annotations

import numpy as np
import pytest

from redearth.picture.exposure import meter, sunlit_ceiling_ev
from redearth.stage.model import Light, View
from tests.picture.scenes import look, view


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


def _in_sun(towards: tuple[float, float, float], intensity: float) -> View:
    sun = Light(kind="sun", color_linear=(1, 1, 1), intensity=intensity, direction=towards)
    return view(camera=look((0, 0, 5), (0, 0, 0)), lights=(sun,))


def test_what_stands_in_the_sun_does_not_burn() -> None:
    """With the sun behind the camera a white card comes out under two, however dark the picture round it; against the sun nothing is held back."""
    lit = _in_sun((0, 0, -1), 9.0)
    ceiling = sunlit_ceiling_ev(lit)
    assert 9.0 / np.pi * 2.0**ceiling < 2.0
    dark = np.full((8, 8, 3), 0.01, np.float32)
    dark[:2] = 0.15 / 2.0**ceiling
    assert meter([dark]) > ceiling
    assert meter([dark], ceiling) == ceiling
    assert sunlit_ceiling_ev(_in_sun((0, 0, -1), 18.0)) == pytest.approx(ceiling - 1.0)
    assert sunlit_ceiling_ev(_in_sun((0, 0, 1), 9.0)) == np.inf


def test_a_place_in_the_shade_is_not_lost_for_a_patch_of_sun() -> None:
    """Where next to nothing stands in the sun the picture is exposed for the shade, as far as its brighter parts become legible."""
    ceiling = sunlit_ceiling_ev(_in_sun((0, 0, -1), 9.0))
    shade = np.full((20, 20, 3), 0.002, np.float32)
    shade[0, :8] = 1.5 / 2.0**ceiling
    exposed = meter([shade], ceiling)
    assert ceiling + 2.0 < exposed <= meter([shade])
    assert float(np.percentile(shade, 85)) * 2.0**exposed == pytest.approx(0.12, rel=0.01)
