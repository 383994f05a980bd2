"""Shading at half size what the lens smears: nobody may see it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from redearth.core.look import Look
from redearth.picture.realtime import renderer as module
from redearth.picture.realtime.frame_block import lens_px
from redearth.picture.realtime.renderer import Renderer
from redearth.stage.model import Assets, Material, Sky, View
from tests.picture.scenes import ball, bundle, look, put, stand, view

PLAIN = Look(grain=0.0, vignette=0.0, bloom=0.0, halation=0.0)
GREY = Sky(zenith_linear=(0.2, 0.2, 0.2), horizon_linear=(0.2, 0.2, 0.2), ground_linear=(0.2, 0.2, 0.2), visible=False)
WIDTH, HEIGHT = 640, 360


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    """A camera for all tests."""
    return Renderer(WIDTH, HEIGHT, look=PLAIN)


def wide_open(scene: View) -> View:
    """The scene through a fast long lens, focused on what the camera looks at."""
    return replace(scene, camera=replace(scene.camera, focal_mm=100.0, t_stop=1.0))


def both(
    renderer: Renderer, monkeypatch: pytest.MonkeyPatch, scene: View, assets: dict[str, Assets]
) -> list[NDArray[np.float64]]:
    """The picture as it is drawn, and with everything shaded at full size."""
    pictures = [renderer.draw(scene, assets, exposure_ev=0.0).astype(float)]
    with monkeypatch.context() as patch:
        patch.setattr(module, "_COARSE_LENS_PX", np.inf)
        pictures.append(renderer.draw(scene, assets, exposure_ev=0.0).astype(float))
    return pictures


def decibels(a: NDArray[np.float64], b: NDArray[np.float64]) -> float:
    """The peak signal to noise ratio of two 8-bit pictures."""
    return float(10 * np.log10(255**2 / max(((a - b) ** 2).mean(), 1e-9)))


def test_a_soft_background_looks_as_if_shaded_at_full_size(renderer: Renderer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pictures differ, by little, and not at all where things are in focus."""
    scene, assets = stand()
    scene = wide_open(scene)
    coarse, full = both(renderer, monkeypatch, scene, assets)
    assert 44 < decibels(coarse, full) < 90
    depth = renderer.draw_aovs(scene, assets, ["depth"]).depth_m
    assert depth is not None
    circle = lens_px(scene, HEIGHT) * np.abs(1 - scene.camera.focus_m / depth)
    in_focus = circle < 0.8
    assert in_focus.mean() > 0.02
    assert np.abs(coarse - full)[in_focus].max() <= 1


def test_far_bars_thinner_than_two_pixels_are_not_dotted(renderer: Renderer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Glowing bars far behind the focus keep their light along their whole length."""
    bar = bundle(
        "coarse-bar", ball(1.0), Material(name="bar", base_color_linear=(0, 0, 0), emission_linear=(0.8, 0.8, 0.8), wear=0)
    )
    wall = bundle("coarse-wall", ball(30.0), Material(name="wall", base_color_linear=(0.1, 0.1, 0.1), wear=0))
    camera = replace(look((0, 0, 3), (0, 0, 0), fov=0.3), focal_mm=100.0, t_stop=1.0)
    stretched = put("coarse-bar", *((0.9 * k, 0.0, -14.0) for k in range(-2, 3)))
    # 12 mm wide and 2 m long, leaning: at 17 m a pixel is 14 mm.
    lean = np.array([[0.012, 0.4, 0, 0], [0, 1.0, 0, 0], [0, 0, 0.012, 0], [0, 0, 0, 1]], np.float32)
    bars = replace(stretched, world_from_object=(stretched.world_from_object @ lean).astype(np.float32))
    scene = view(bars, put("coarse-wall", (0, 0, -60.0)), camera=camera, sky=GREY)
    coarse, full = both(renderer, monkeypatch, scene, {"coarse-bar": bar, "coarse-wall": wall})
    assert full.max() > 20 + np.median(full)
    assert decibels(coarse, full) > 50


def test_a_lens_that_draws_all_sharp_shades_nothing_coarsely(renderer: Renderer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped down, the two are the same bytes."""
    scene, assets = stand()
    coarse, full = both(renderer, monkeypatch, replace(scene, camera=replace(scene.camera, t_stop=32.0)), assets)
    assert (coarse == full).all()
