"""What the lens does to sharpness, and the lab to smooth tones and still frames."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from redearth.core.look import Look
from redearth.picture.realtime.frame_block import WIDEST_CIRCLE, lens_px
from redearth.picture.realtime.renderer import Renderer
from redearth.stage.model import Material, Sky, View
from tests.picture.scenes import ball, bundle, look, put, stand, view

PLAIN = Look(grain=0.0, vignette=0.0, bloom=0.0, halation=0.0, flare=0.0)
SIZE = 480
FOCUS_M = 3.0
GLOW = Material(name="glow", base_color_linear=(0, 0, 0), emission_linear=(0.6, 0.6, 0.6), wear=0)
WALL = Material(name="wall", base_color_linear=(0, 0, 0), emission_linear=(0.05, 0.3, 0.05), wear=0)
ASSETS = {"lens-glow": bundle("lens-glow", ball(0.05), GLOW), "lens-wall": bundle("lens-wall", ball(20.0), WALL)}


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    """A camera for all tests."""
    return Renderer(SIZE, SIZE, look=PLAIN)


def seen(distance: float, t_stop: float, *more: str) -> View:
    """A small glowing ball at a distance, the lens focused at three metres; perhaps a far wall."""
    camera = replace(look((0, 0, 0), (0, 0, -FOCUS_M), fov=0.25), focal_mm=85.0, t_stop=t_stop, focus_m=FOCUS_M)
    far = tuple(put(name, (0, 0, -50.0)) for name in more)
    return view(put("lens-glow", (0, 0, -distance)), *far, camera=camera)


def row(renderer: Renderer, scene: View) -> NDArray[np.float64]:
    """The middle row of a picture."""
    return renderer.draw(scene, ASSETS, exposure_ev=0.0)[SIZE // 2, :, 0].astype(float)


def width(line: NDArray[np.float64]) -> int:
    """How many pixels are brighter than an eighth of the brightest."""
    return int((line > line.max() / 8).sum())


@pytest.mark.parametrize("distance", [4.0, 6.0, 12.0])
def test_the_circle_of_confusion_is_that_of_a_thin_lens(renderer: Renderer, distance: float) -> None:
    """A ball out of focus is wider than a sharp one by c = f² / (N (s - f)) · (d - s) / d, on the sensor."""
    scene = seen(distance, 2.0)
    circle = min(lens_px(scene, SIZE) * (distance - FOCUS_M) / distance, WIDEST_CIRCLE * SIZE)
    wider = width(row(renderer, scene)) - width(row(renderer, seen(distance, 64.0)))
    assert wider == pytest.approx(circle, abs=0.25 * circle + 1.5)


def test_what_is_in_focus_stays_sharp(renderer: Renderer) -> None:
    """At the focus distance a wide open lens draws what a pinhole does, but for the outline: the half-size blur behind it smears it by two pixels."""
    open_wide, pinhole = (row(renderer, seen(FOCUS_M, t_stop)) for t_stop in (1.4, 64.0))
    different = np.flatnonzero(np.abs(open_wide - pinhole) > 2)
    outline = np.flatnonzero(np.abs(np.diff(pinhole)) > 8)
    assert all(np.abs(outline + 0.5 - at).min() <= 2.5 for at in different)
    assert len(different) <= 6
    assert np.abs(np.diff(open_wide)).max() > 0.4 * np.abs(np.diff(pinhole)).max()


def test_a_foreground_out_of_focus_has_soft_edges(renderer: Renderer) -> None:
    """A ball nearer than the focus fades out over a wall behind."""
    soft, firm = (np.abs(np.diff(row(renderer, seen(1.6, t_stop, "lens-wall")))).max() for t_stop in (1.4, 64.0))
    assert soft < 0.5 * firm


def test_a_sharp_figure_does_not_bleed_into_a_soft_background(renderer: Renderer) -> None:
    """Beside a ball in focus the blurred wall is as if the ball were not there."""
    with_ball, pinhole = (row(renderer, seen(FOCUS_M, t_stop, "lens-wall")) for t_stop in (1.4, 64.0))
    edge = int(np.flatnonzero(pinhole > pinhole.max() / 2)[0])
    assert np.abs(with_ball[: edge - 3] - pinhole[: edge - 3]).max() <= 3


def test_a_dark_gradient_has_no_bands() -> None:
    """Averaged over a row, a slow gradient follows a smooth curve to a fifth of an 8-bit step, though it spans few of them."""
    # A day's sky, which has no stars, seen six stops down.
    sky = Sky(zenith_linear=(1.28, 1.28, 1.28), horizon_linear=(0.5, 0.5, 0.5), ground_linear=(0.5, 0.5, 0.5))
    scene = view(camera=look((0, 1.6, 0), (0, 3.2, -4), fov=0.6), sky=sky)
    picture = Renderer(64, 512, look=PLAIN).draw(scene, {}, exposure_ev=-6.0).astype(float)
    rows = picture[..., 1].mean(1)
    assert 2 <= np.ptp(rows) <= 40
    smooth = np.polynomial.Polynomial.fit(np.arange(512), rows, 9)(np.arange(512))
    assert np.abs(np.convolve(rows - smooth, np.ones(8) / 8, "valid")).max() < 0.2


def test_a_locked_off_shot_is_still() -> None:
    """Without grain two frames of a view in which only the clock runs, and no air drifts, are the same bytes; with grain they are not."""
    scene, assets = stand()
    still = replace(scene, air=replace(scene.air, drift_mps=(0.0, 0.0, 0.0)))
    later = replace(still, time_s=1.5)
    plain, grainy = (Renderer(160, 90, look=one) for one in (Look(grain=0.0), Look()))
    one = plain.draw(still, assets, exposure_ev=0.0, grain_seed=1)
    assert (plain.draw(later, assets, exposure_ev=0.0, grain_seed=2, before=still) == one).all()
    assert (
        grainy.draw(later, assets, exposure_ev=0.0, grain_seed=2) != grainy.draw(still, assets, exposure_ev=0.0, grain_seed=1)
    ).any()


def test_halation_is_red_and_only_round_what_is_bright(renderer: Renderer) -> None:
    """Round a strong lamp the glow is warmer with halation than without; a dim ball has none."""
    lamp = {"lens-glow": bundle("lens-lamp", ball(0.05), replace(GLOW, emission_linear=(30.0, 30.0, 30.0)))}
    scene = replace(seen(FOCUS_M, 64.0), draws=(put("lens-lamp", (0, 0, -FOCUS_M)),))
    plain, red = (Renderer(SIZE, SIZE, look=replace(PLAIN, halation=h)) for h in (0.0, 1.0))
    difference = red.draw(scene, lamp, exposure_ev=0.0).astype(int) - plain.draw(scene, lamp, exposure_ev=0.0)
    assert difference[..., 0].sum() > 2 * max(difference[..., 2].sum(), 1)
    dim = seen(FOCUS_M, 64.0)
    assert (red.draw(dim, ASSETS, exposure_ev=0.0) == plain.draw(dim, ASSETS, exposure_ev=0.0)).all()
