"""Lamps smaller than a pixel: steady, as bright as they should be, and hidden by what stands before them."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from redearth.core.look import Look
from redearth.picture.realtime.bundles import Bundle
from redearth.picture.realtime.optics import eye_of
from redearth.picture.realtime.pinpoints import SPRITE_PX, pinpoints
from redearth.picture.realtime.renderer import Renderer
from redearth.stage.model import Air, Assets, Draw, Material, View
from tests.picture.scenes import CLEAR, ball, bundle, look, put, slab, view, white

WIDTH, HEIGHT = 160, 90
FOV = 0.8
AWAY_M = 40.0
PIXEL_M = 2 * math.tan(FOV / 2) / HEIGHT * AWAY_M
RADIANCE = 40.0
PLAIN = Look(grain=0.0, vignette=0.0, bloom=0.0, halation=0.0, flare=0.0)
GLOW = Material(name="glow", base_color_linear=(0, 0, 0), emission_linear=(RADIANCE,) * 3, wear=0)
STEPS = range(16)


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    """A small camera for all tests."""
    return Renderer(WIDTH, HEIGHT, look=PLAIN)


def lamp(radius_px: float) -> dict[str, Assets]:
    """A ball that glows, so large from AWAY_M."""
    key = f"pinpoint {radius_px:.3f}"
    return {key: bundle(key, ball(radius_px * PIXEL_M), GLOW)}


def at(
    lamps: dict[str, Assets], right_px: float = 0.0, down_px: float = 0.0, *more: Draw, air: Air = CLEAR, scale: float = 1.0
) -> View:
    """The lamp so many pixels off the middle of the picture."""
    place = (right_px * PIXEL_M, -down_px * PIXEL_M, -AWAY_M)
    return view(put(*lamps, place, emission_scale=scale), *more, camera=look((0, 0, 0), (0, 0, -1), fov=FOV), air=air)


def light(renderer: Renderer, scene: View, assets: dict[str, Assets]) -> float:
    """All the light in a picture, in pixels of the lamp's radiance."""
    return float(renderer.draw_linear(scene, assets, occlusion=False)[..., 0].sum() / RADIANCE)


@pytest.mark.parametrize("radius_px", [0.2, 0.4, 0.8, 1.2])
def test_a_small_lamp_does_not_twinkle(renderer: Renderer, radius_px: float) -> None:
    """Panned slowly over two pixels a lamp is as bright on every frame within 3 %, and as bright as its area says; samples alone stray by 10 to 200 %."""
    lamps = lamp(radius_px)
    sums = np.array([light(renderer, at(lamps, k / 8, k / 22), lamps) for k in STEPS])
    assert sums.std() < 0.03 * sums.mean()
    assert sums.mean() == pytest.approx(math.pi * radius_px**2, rel=0.04)


def test_the_finished_picture_of_it_is_steady(renderer: Renderer) -> None:
    """Developed and smoothed, a panned lamp's sum strays by less than 8 % and its peak keeps more than half of itself; samples alone lose all of it."""
    lamps = lamp(0.4)
    pictures = np.array([renderer.draw(at(lamps, k / 8, k / 22), lamps, exposure_ev=-4.0)[..., 1].astype(float) for k in STEPS])
    sums, peaks = pictures.sum((1, 2)), pictures.max((1, 2))
    assert sums.std() < 0.08 * sums.mean()
    assert peaks.min() > 0.5 * peaks.max() > 10


def test_it_is_round(renderer: Renderer) -> None:
    """Half-way between pixels a lamp is even in all four, on a pixel it is the same to all four sides."""
    lamps = lamp(0.5)
    between = renderer.draw_linear(at(lamps), lamps)[..., 0]
    four = between[HEIGHT // 2 - 1 : HEIGHT // 2 + 1, WIDTH // 2 - 1 : WIDTH // 2 + 1]
    assert np.ptp(four) < 0.02 * four.max()
    on = renderer.draw_linear(at(lamps, 0.5, 0.5), lamps)[..., 0]
    y, x = HEIGHT // 2, WIDTH // 2
    sides = np.array([on[y - 1, x], on[y + 1, x], on[y, x - 1], on[y, x + 1]])
    assert 0.05 * on[y, x] < sides.min()
    assert np.ptp(sides) < 0.03 * on[y, x]


def test_nothing_pops_as_a_lamp_comes_near(renderer: Renderer) -> None:
    """From a fifth of a pixel to more than two its light is that of its area within 5 %, and no step of 6 % in size changes that by more than 4 %."""
    shares = []
    for radius_px in 0.2 * 1.06 ** np.arange(43):
        lamps = lamp(float(radius_px))
        sums = [light(renderer, at(lamps, k * 0.7549, k * 0.5698), lamps) for k in range(14)]
        shares.append(np.mean(sums) / (math.pi * radius_px**2))
    assert np.asarray(shares) == pytest.approx(1.0, abs=0.05)
    assert np.abs(np.diff(shares)).max() < 0.04


def test_at_the_border_it_covers_more_pixels(renderer: Renderer) -> None:
    """A ball off the axis is drawn longer; small or large, its light grows alike."""
    grown = []
    for radius_px in (0.5, 4.0):
        lamps = lamp(radius_px)
        grown.append(light(renderer, at(lamps, 70.0, 38.0), lamps) / light(renderer, at(lamps), lamps))
    assert grown[0] > 1.05
    assert grown[0] == pytest.approx(grown[1], rel=0.05)


def test_air_dims_it_as_it_dims_a_large_one(renderer: Renderer) -> None:
    """The same share of a small lamp's light comes through fog as of a large one's."""
    fog, through = Air(density=0.03, height_falloff_m=6.0, unevenness=0.0), []
    for radius_px in (0.5, 4.0):
        lamps = lamp(radius_px)
        thick, none = (light(renderer, at(lamps, air=fog, scale=scale), lamps) for scale in (1.0, 0.0))
        through.append((thick - none) / light(renderer, at(lamps), lamps))
    assert 0.1 < through[0] < 0.6
    assert through[0] == pytest.approx(through[1], rel=0.08)


def test_a_wall_hides_it_and_its_own_does_not(renderer: Renderer) -> None:
    """Behind a ball of stone there is nothing of it; sunk to half in a ball of stone as much as without."""
    lamps = lamp(0.5)
    stone = {"stone": bundle("stone", ball(3.0, 96), replace(white(), base_color_linear=(0, 0, 0)))}
    free = light(renderer, at(lamps), lamps)
    hidden = at(lamps, 0, 0, put("stone", (0, 0, -AWAY_M + 3.4)))
    assert light(renderer, hidden, lamps | stone) < 0.01 * free
    sunk = at(lamps, 0, 0, put("stone", (0, 0, -AWAY_M - 3.0)))
    assert light(renderer, sunk, lamps | stone) == pytest.approx(free, rel=0.05)


def test_a_panel_shows_only_its_front(renderer: Renderer) -> None:
    """A small panel seen from above shows its area, from below nothing."""
    half = 0.6 * PIXEL_M / 2
    panels = {"pinpoint-panel": bundle("pinpoint-panel", slab(half), GLOW)}
    for height, expected in ((AWAY_M, 0.36), (-AWAY_M, 0.0)):
        scene = view(put("pinpoint-panel", (0, 0, 0)), camera=look((0, height, 0.001), (0, 0, 0), fov=FOV))
        assert light(renderer, scene, panels) == pytest.approx(expected, abs=0.01)


def found(scene: View, assets: dict[str, Assets], renderer: Renderer) -> tuple[int, NDArray[np.int64], NDArray[np.float32]]:
    """How many sprites a view has, and which records keep how much of their emission."""
    bundles: dict[str, Bundle] = renderer._bundles(assets)[0]
    some = pinpoints(scene, assets, bundles, eye_of(scene.camera, WIDTH / HEIGHT), HEIGHT)
    return len(some.rows), some.records, some.shares


def test_only_small_lamps_are_sprites(renderer: Renderer) -> None:
    """Of a dark ball, two lamps, large and small, and a small one out of the picture, the records of the small ones go dark, and one sprite is drawn."""
    small, large, dark = lamp(0.5), lamp(SPRITE_PX[1] + 0.1), {"stone": bundle("stone", ball(3.0), white())}
    scene = view(
        put("stone", (9, 0, -AWAY_M)),
        put(*large, (0, 0, -AWAY_M)),
        put(*small, (3, 0, -AWAY_M), (400, 0, -AWAY_M), static=True),
        camera=look((0, 0, 0), (0, 0, -1), fov=FOV),
    )
    count, records, shares = found(scene, small | large | dark, renderer)
    assert count == 1
    assert records.tolist() == [2, 3]
    assert shares.tolist() == [0.0, 0.0]
    assert found(at(large), large, renderer)[0] == 0
