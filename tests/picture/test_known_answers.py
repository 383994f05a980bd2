"""Pictures whose numbers are known beforehand: where shadows end, how a cone closes, what a stop is, what stands still."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from redearth.core.look import Look
from redearth.picture.exposure import meter
from redearth.picture.realtime.optics import eye_of, sun_volumes
from redearth.picture.realtime.renderer import Renderer
from redearth.picture.realtime.workshop import SHADOW_SIZE
from redearth.stage.model import Assets, Light, Material, View
from tests.picture.scenes import bundle, look, put, slab, stand, view, white

SIZE, HEIGHT_M, FOV = 256, 8.5, 0.9
FLOOR: dict[str, Assets] = {
    "f": bundle("answer-floor", slab(6), replace(white(bump=0.0), roughness=1.0)),
    "o": bundle("answer-shade", slab(0.5), white()),
}


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    """A square camera for all tests."""
    return Renderer(SIZE, SIZE)


def seen_from_above(renderer: Renderer, light: Light, *shades: tuple[float, float, float]) -> NDArray[np.float32]:
    """Return the light on a floor along the x axis through the middle, seen from straight above."""
    draws = [put("answer-floor", (0, 0, 0)), *(put("answer-shade", place) for place in shades)]
    scene = view(*draws, camera=look((0, HEIGHT_M, 1e-4), (0, 0, 0), FOV), lights=(light,))
    return np.asarray(renderer.draw_linear(scene, FLOOR, occlusion=False)[SIZE // 2].mean(-1))


def floor_x(pixel: NDArray[Any]) -> NDArray[np.float64]:
    """Where on the floor a pixel column looks, in metres."""
    return ((np.asarray(pixel, float) + 0.5) / SIZE * 2 - 1) * np.tan(FOV / 2) * HEIGHT_M


def edge_m(row: NDArray[np.float32], low_m: float, high_m: float) -> float:
    """Where between two places the light crosses half of its range there."""
    x = floor_x(np.arange(SIZE))
    inside = np.nonzero((x > low_m) & (x < high_m))[0]
    values = row[inside]
    half = (values.min() + values.max()) / 2
    (crossings,) = np.nonzero((values[:-1] < half) != (values[1:] < half))
    assert len(crossings) == 1
    k = int(crossings[0])
    share = (half - values[k]) / (values[k + 1] - values[k])
    return float(x[inside[k]] + share * (x[1] - x[0]))


@pytest.mark.parametrize("degrees", [40.0, 50.0, 60.0, 68.0])
def test_where_the_suns_shadow_ends(renderer: Renderer, degrees: float) -> None:
    """A board a metre up throws its shadow the tangent of the sun's angle away, or a little less: the floor is looked up some texels above itself."""
    angle = np.radians(degrees)
    sun = Light(
        kind="sun",
        color_linear=(1, 1, 1),
        intensity=3.0,
        direction=(np.sin(angle), -np.cos(angle), 0),
        radius_m=5e-4,
        shadow=True,
    )
    row = seen_from_above(renderer, sun, (-1.5, 1.0, 0))
    middle = -1.5 + float(np.tan(angle))
    eye = eye_of(look((0, HEIGHT_M, 1e-4), (0, 0, 0), FOV), 1.0)
    texel_m = sun_volumes(sun, eye, SHADOW_SIZE, (np.zeros((0, 3)), np.zeros(0)))[0].texel_m
    early_m = middle + 0.5 - edge_m(row, middle - 0.1, middle + 0.9)
    assert -0.01 < early_m < 4.2 * texel_m * np.tan(angle) + 0.01


def test_where_a_spots_shadow_ends(renderer: Renderer) -> None:
    """Half-way between lamp and floor a board's edge is thrown to twice its distance from the axis."""
    spot = Light(
        kind="spot", color_linear=(1, 1, 1), intensity=60.0, position_m=(0, 4, 0), direction=(0, -1, 0), inner_cone_rad=0.8,
        outer_cone_rad=0.9, radius_m=1e-3, shadow=True,
    )  # fmt: skip
    row = seen_from_above(renderer, spot, (0.4, 2.0, 0))
    assert edge_m(row, 1.3, 2.3) == pytest.approx(1.8, abs=0.02)


def test_how_a_spots_cone_closes(renderer: Renderer) -> None:
    """Full light within the inner angle, half where the cosine is half-way, none beyond the outer; compared with a bare lamp."""
    inner, outer = 0.25, 0.45
    bare = Light(kind="point", color_linear=(1, 1, 1), intensity=60.0, position_m=(0, 4, 0))
    spot = replace(bare, kind="spot", direction=(0.0, -1.0, 0.0), inner_cone_rad=inner, outer_cone_rad=outer)
    share = seen_from_above(renderer, spot) / seen_from_above(renderer, bare)
    angle = np.arctan(np.abs(floor_x(np.arange(SIZE))) / 4)
    half = np.arccos((np.cos(inner) + np.cos(outer)) / 2)
    assert np.abs(share[angle < inner - 0.005] - 1).max() < 5e-3
    assert np.abs(share[angle > outer + 0.005]).max() < 1e-3
    assert np.interp(half, angle[SIZE // 2 :], share[SIZE // 2 :]) == pytest.approx(0.5, abs=0.03)


def glow(radiance: float) -> tuple[View, dict[str, Assets]]:
    """A floor that shines evenly, and nothing else."""
    key = f"answer-glow-{radiance}"
    material = Material(name="glow", base_color_linear=(0, 0, 0), emission_linear=(radiance, radiance / 2, radiance / 4))
    return view(put(key, (0, 0, 0)), camera=look((0, 3, 1), (0, 0, 0))), {"a": bundle(key, slab(9), material)}


def test_a_stop_is_twice_the_light(renderer: Renderer) -> None:
    """One stop more is the picture of twice the radiance, whoever adds it: camera, lighting designer or look."""
    (once, its), (twice, others) = glow(0.125), glow(0.25)
    assert np.allclose(renderer.draw_linear(twice, others), 2 * renderer.draw_linear(once, its), rtol=2e-3)
    wanted = renderer.draw(twice, others, exposure_ev=0.0).astype(int)
    by_camera = renderer.draw(once, its, exposure_ev=1.0).astype(int)
    by_designer = renderer.draw(replace(once, exposure_ev=1.0), its, exposure_ev=0.0).astype(int)
    by_look = Renderer(SIZE, SIZE, "standard", Look(exposure_ev=1.0)).draw(once, its, exposure_ev=0.0).astype(int)
    for picture in (by_camera, by_designer, by_look):
        assert np.abs(picture - wanted).max() <= 1
    assert np.abs(renderer.draw(once, its, exposure_ev=0.0).astype(int) - wanted).mean() > 10


def test_the_meter_reads_in_stops() -> None:
    """Twice the light asks for one stop less."""
    scene, assets = stand()
    frame = Renderer(128, 72).draw_linear(scene, assets)
    assert meter([frame * 2]) == pytest.approx(meter([frame]) - 1, abs=1e-3)


def test_a_locked_off_shot_stands_still() -> None:
    """Over time, with even air and no grain, the light on every pixel is the same number; so is that far from something that moves."""
    scene, assets = stand()
    scene = replace(scene, air=replace(scene.air, unevenness=0.0), draws=tuple(replace(d, static=True) for d in scene.draws))
    camera = Renderer(160, 90, "standard", Look(grain=0.0, bloom=0.0))
    moments = [replace(scene, time_s=k / 24) for k in range(5)]
    linear = np.stack([camera.draw_linear(moment, assets) for moment in moments])
    assert float(linear.var(0).max()) == 0.0
    pictures = np.stack([camera.draw(moment, assets, exposure_ev=0.5, grain_seed=k) for k, moment in enumerate(moments)])
    assert int(np.ptp(pictures, axis=0).max()) <= 2, "only the dither to 8 bits changes"
    with_mover = [
        replace(moment, draws=(*scene.draws, put("golden-ball", (3.2 + 0.02 * k, 0.8, -1.5)))) for k, moment in enumerate(moments)
    ]
    moving = np.stack([camera.draw_linear(moment, assets) for moment in with_mover])
    far = moving[:, :, :60]
    assert float(far.var(0).max()) == 0.0
    assert float(moving[:, :, 60:].var(0).max()) > 0.0
