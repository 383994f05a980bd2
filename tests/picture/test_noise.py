"""The fields that patterns are baked from."""

from __future__ import annotations

import numpy as np
import pytest

from redearth.core.seed import generator_from
from redearth.picture.realtime.noise import SIZE, cells, fractal
from redearth.picture.realtime.stamps import strewn


@pytest.mark.parametrize("count", [3, 14, 60, 1500])
def test_cells_are_those_of_a_search_through_all_points(count: int) -> None:
    """At any place the distances to the nearest and to the second nearest point are the least of all distances on the wrapped square."""
    nearest, border, value = cells("law", count)
    rng = generator_from("cells", "law")
    points, values = rng.random((count, 2)), rng.random(count)
    for row, column in np.random.default_rng(1).integers(0, SIZE, (200, 2)):
        away = np.abs(points - [column / SIZE, row / SIZE])
        images = np.stack([np.hypot(x, y) for x in (away[:, 0], 1 - away[:, 0]) for y in (away[:, 1], 1 - away[:, 1])])
        first, second = np.sort(images.ravel())[:2] * np.sqrt(count)
        assert nearest[row, column] == pytest.approx(first, abs=1e-9)
        assert border[row, column] == pytest.approx(second - first, abs=1e-9)
        assert value[row, column] == values[int(images.min(0).argmin())]


def test_noise_keeps_to_its_band() -> None:
    """No wave is longer or shorter than was asked for, but for what clipping adds."""
    power = np.abs(np.fft.rfft2(fractal("law", slope=1.0, low=8, high=40))) ** 2
    f = np.fft.fftfreq(SIZE, 1 / SIZE)
    cycles = np.hypot(f[:, None], np.fft.rfftfreq(SIZE, 1 / SIZE)[None, :])
    outside = (cycles > 0) & ((cycles < 7.9) | (cycles > 40.1))
    assert power[outside].sum() < 0.01 * power[cycles > 0].sum()


@pytest.mark.parametrize("slender", [1.0, 5.0])
def test_stamps_see_all_of_their_shape(slender: float) -> None:
    """Wherever a stamp lies and however it is turned, the texels round it hold the whole shape; some wrap."""
    for stamp in strewn("law", 60, (6.0, 20.0), slender=slender, reach=1.2):
        inside = np.hypot(stamp.along, stamp.across) < 1
        assert inside.sum() == pytest.approx(np.pi * stamp.radius_px**2 / slender, rel=0.12)
        assert not (inside[0].any() or inside[-1].any() or inside[:, 0].any() or inside[:, -1].any())
