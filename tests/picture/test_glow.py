"""What glows lights what stands beside it, and the air and the sky are smooth."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from redearth.picture.realtime.glow import MOST_GLOWS, glow_lights, glows_of
from redearth.picture.realtime.optics import eye_of
from redearth.picture.realtime.renderer import Renderer
from redearth.stage.model import Air, Assets, Draw, Light, Material, Sky
from tests.picture.scenes import ball, bundle, look, put, slab, view, white

LAMP = bundle("lit-ball", ball(0.2), Material(name="glow", base_color_linear=(0, 0, 0), emission_linear=(8.0, 2.0, 1.0)))
PANEL = bundle("lit-panel", slab(0.5), Material(name="glow", base_color_linear=(0, 0, 0), emission_linear=(1.0, 2.0, 4.0)))
FLOOR = bundle("lambert", slab(), replace(white(), roughness=1.0))


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    """A small camera for all tests."""
    return Renderer(96, 96)


def test_a_glowing_ball_throws_what_a_ball_of_its_radiance_throws(renderer: Renderer) -> None:
    """Under a ball of radiance L and radius r, at d between centres, the irradiance is pi L r² / d²."""
    camera = look((0, 5, 0.01), (0.0, 0, 0.0), fov=0.9)
    picture = renderer.draw_linear(
        view(put("lit-ball", (1.2, 1.0, 0)), put("lambert", (0, 0, 0)), camera=camera), {"g": LAMP, "f": FLOOR}
    )
    # The floor 1.2 m aside: distance and cosine of a lamp 1 m above it.
    d = np.hypot(1.2, 1.0)
    expected = np.pi * 8.0 * 0.2**2 / d**2 * (1.0 / d) / np.pi
    assert picture[46:50, 46:50, 0].mean() == pytest.approx(expected, rel=0.12)
    assert picture[46:50, 46:50, 0].mean() > 3 * picture[46:50, 46:50, 1].mean()


def test_a_panel_shines_to_its_front() -> None:
    """A level square that faces up gives one patch of its area, facing up."""
    (patch, *more) = glows_of(PANEL, "it")
    total = sum(p.area_m2 for p in (patch, *more))
    assert total == pytest.approx(1.0)
    assert patch.panel
    assert patch.facing[1] > 0.99


def _glows(*draws: Draw, lights: tuple[Light, ...] = (), x: float = 0.0) -> list[Light]:
    scene = view(*draws, camera=look((x, 1, 4), (x, 1, 0)), lights=lights)
    return glow_lights(scene, {"g": LAMP}, eye_of(scene.camera, 1.0), 0.01)


def test_a_lamp_of_the_stage_stands_for_its_own_glow() -> None:
    """Where a light already shines the glow adds none; scaled to nothing, or far too weak to see, it gives none either."""
    assert len(_glows(put("lit-ball", (0, 1, 0)))) == 1
    near = Light(kind="point", color_linear=(1, 1, 1), intensity=1.0, position_m=(0.2, 1.2, 0))
    assert _glows(put("lit-ball", (0, 1, 0)), lights=(near,)) == []
    assert _glows(put("lit-ball", (0, 1, 0), emission_scale=0.0)) == []
    assert _glows(put("lit-ball", (0, 1, 0), emission_scale=0.001)) == []


def test_no_glow_pops_as_the_camera_passes() -> None:
    """Only the strongest few shine, and what each gives changes smoothly while the camera moves."""
    row = [put("lit-ball", *((1.4 * k, 1.0, 0.0) for k in range(8)))]
    before: dict[float, float] = {}
    for x in np.arange(0.0, 6.0, 0.05):
        lights = _glows(*row, x=float(x))
        assert len(lights) <= MOST_GLOWS
        now = {light.position_m[0]: light.intensity for light in lights}
        full = max(now.values(), default=1.0)
        for place in now.keys() | before.keys():
            assert abs(now.get(place, 0.0) - before.get(place, now.get(place, 0.0) if x == 0 else 0.0)) < 0.35 * full
        before = now


def test_fog_and_sky_have_no_bands(renderer: Renderer) -> None:
    """Looking along a floor into even fog, and up a clear sky, each row differs from the last by little and in one direction."""
    sky = Sky(zenith_linear=(0.1, 0.2, 0.5), horizon_linear=(0.6, 0.5, 0.4), ground_linear=(0.2, 0.15, 0.1), ambient=0.5)
    sun = Light(kind="sun", color_linear=(1, 0.8, 0.6), intensity=3.0, direction=(0.0, -0.5, -0.866), shadow=True)
    air = Air(density=0.05, unevenness=0.0, height_falloff_m=50.0)
    black = bundle("black", slab(60.0), Material(name="black", base_color_linear=(0, 0, 0), roughness=1.0))
    scene = view(put("black", (0, 0, 0)), camera=look((0, 1.5, 0), (0, 1.5, -10), fov=0.8), lights=(sun,), sky=sky, air=air)
    rows = renderer.draw_linear(scene, {"b": black})[:, 16:80].mean(1) @ np.array([0.2126, 0.7152, 0.0722])
    for steps in (np.diff(rows[66:94]), np.diff(rows[2:42])):
        assert (steps * np.sign(steps.mean()) >= -2e-3 * rows.max()).all()
        assert np.abs(np.diff(steps)).max() < 0.01 * rows.max()


def test_clouds_drift_and_stay_put_without_wind(renderer: Renderer) -> None:
    """Clouds change a clear sky, move with the air, and on a still day the picture is the same bytes at every time."""
    sky = Sky(
        zenith_linear=(0.2, 0.4, 0.85), horizon_linear=(0.7, 0.74, 0.76), ground_linear=(0.2, 0.2, 0.1),
        sun_color_linear=(4.5, 4.0, 3.2), sun_direction=(0.3, -0.7, 0.6), cloud=0.5,
    )  # fmt: skip

    def shot(cover: float, time_s: float, wind: float) -> bytes:
        scene = view(
            camera=look((0, 1.5, 0), (0, 4.5, -8)), sky=replace(sky, cloud=cover), air=Air(density=0.001, drift_mps=(wind, 0, 0))
        )
        return renderer.draw_linear(replace(scene, time_s=time_s), _nothing()).tobytes()

    assert shot(0.5, 0.0, 0.0) == shot(0.5, 9.0, 0.0)
    assert shot(0.5, 0.0, 2.0) != shot(0.5, 9.0, 2.0)
    assert shot(0.0, 0.0, 0.0) != shot(0.5, 0.0, 0.0)


def _nothing() -> dict[str, Assets]:
    return {"f": FLOOR}
