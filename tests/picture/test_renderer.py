"""Laws that every picture keeps."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, get_args

import numpy as np
import pytest
from numpy.typing import NDArray

from redearth.picture.realtime.renderer import Renderer
from redearth.picture.realtime.workshop import workshop
from redearth.stage.model import Air, Draw, Light, Material, Pattern
from tests.picture.scenes import CLEAR, WHITE, ball, bundle, look, put, slab, stand, view, white


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    """A small camera for all tests."""
    return Renderer(64, 64)


def middle(picture: NDArray[np.float32], half: int = 14) -> NDArray[np.float32]:
    """The central square of a picture."""
    h, w = picture.shape[0] // 2, picture.shape[1] // 2
    return picture[h - half : h + half, w - half : w + half]


def test_white_furnace_renders_one(renderer: Renderer) -> None:
    """A white sphere in surroundings of radiance 1 cannot be told from them: every pixel of it is 1."""
    scene = view(put("furnace", (0, 0, 0)), camera=look((0, 0, 4), (0, 0, 0)), sky=WHITE)
    picture = renderer.draw_linear(scene, {"a": bundle("furnace", ball(), white())})
    assert np.abs(middle(picture) - 1.0).max() < 1e-3


def test_no_pattern_makes_light(renderer: Renderer) -> None:
    """In the furnace a white surface of any pattern, metal or not, gives back at most what it gets."""
    for pattern in get_args(Pattern):
        for metallic in (0.0, 1.0):
            key = f"furnace-{pattern}-{metallic}"
            material = Material(
                name="m",
                base_color_linear=(1, 1, 1),
                roughness=0.4,
                metallic=metallic,
                pattern=pattern,
                pattern_scale_m=0.5,
                wear=0.5,
                wetness=0.3,
            )
            scene = view(put(key, (0, 0, 0)), camera=look((0, 0, 4), (0, 0, 0)), sky=WHITE)
            picture = middle(renderer.draw_linear(scene, {"a": bundle(key, ball(), material)}))
            assert picture.max() <= 1.001, pattern
            assert picture.min() >= 0.0, pattern


def test_lambert_under_a_sun(renderer: Renderer) -> None:
    """A white floor under a sun straight above gives irradiance over pi, less what the clear coat mirrors away."""
    sun = Light(kind="sun", color_linear=(1, 1, 1), intensity=np.pi, direction=(0, -1, 0), radius_m=0.005)
    floor = bundle("lambert", slab(), replace(white(), roughness=1.0))
    picture = renderer.draw_linear(
        view(put("lambert", (0, 0, 0)), camera=look((0, 5, 0.01), (0, 0, 0)), lights=(sun,)), {"a": floor}
    )
    assert middle(picture, 3).mean() == pytest.approx(0.97, abs=0.02)


def test_lamp_falls_with_distance_squared(renderer: Renderer) -> None:
    """Twice as far, a quarter of the light."""
    floor = bundle("lambert", slab(), replace(white(), roughness=1.0))

    def under(height: float) -> float:
        lamp = Light(kind="point", color_linear=(1, 1, 1), intensity=40.0, position_m=(0, height, 0))
        camera = look((0, 5, 0.01), (0, 0, 0), fov=0.1)
        return float(
            middle(renderer.draw_linear(view(put("lambert", (0, 0, 0)), camera=camera, lights=(lamp,)), {"a": floor}), 2).mean()
        )

    assert under(1.5) / under(3.0) == pytest.approx(4.0, rel=0.03)


@pytest.mark.parametrize("kind", ["sun", "spot", "point"])
def test_shadow_occludes(renderer: Renderer, kind: Literal["sun", "spot", "point"]) -> None:
    """Under a ball the floor is dark when the light casts shadows, and lit when it does not."""
    assets = {"b": bundle("shade-ball", ball(0.7), white()), "f": bundle("lambert", slab(), white())}
    lit = []
    for shadow in (True, False):
        light = Light(
            kind=kind, color_linear=(1, 1, 1), intensity=3.0 if kind == "sun" else 60.0, position_m=(0.01, 5, 0), direction=(0, -1, 0),
            inner_cone_rad=0.5, outer_cone_rad=0.7, shadow=shadow,
        )  # fmt: skip
        scene = view(
            put("shade-ball", (0, 2.6, 0)), put("lambert", (0, 0, 0)), camera=look((0, 1.2, 4), (0, 0, 0)), lights=(light,)
        )
        lit.append(float(renderer.draw_linear(scene, assets, occlusion=False)[31:34, 31:34].mean()))
    assert lit[0] < 0.05 * lit[1]


def test_emission_is_radiance(renderer: Renderer) -> None:
    """In the dark a lamp's surface shows its emission, scaled by its draw."""
    glow = Material(name="glow", base_color_linear=(0, 0, 0), emission_linear=(2.0, 1.0, 0.5))
    scene = view(put("glow", (0, 0, 0), emission_scale=0.5), camera=look((0, 0, 4), (0, 0, 0)))
    picture = middle(renderer.draw_linear(scene, {"a": bundle("glow", ball(), glow)}))
    assert np.allclose(picture, (1.0, 0.5, 0.25), atol=2e-3)


def test_air_dims_and_glows(renderer: Renderer) -> None:
    """Thick air hides what is behind it and takes the colour of its surroundings."""
    assets = {"a": bundle("furnace", ball(), white())}
    camera = look((0, 0, 12), (0, 0, 0), fov=0.2)
    glowing = replace(WHITE, zenith_linear=(0.2, 0.2, 0.2), horizon_linear=(0.2, 0.2, 0.2), ground_linear=(0.2, 0.2, 0.2))
    thin = renderer.draw_linear(view(put("furnace", (0, 0, 0)), camera=camera, sky=glowing, air=CLEAR), assets)
    thick = view(
        put("furnace", (0, 0, 0)), camera=camera, sky=glowing, air=Air(density=1.0, height_falloff_m=1e6, unevenness=0.0)
    )
    through = renderer.draw_linear(thick, assets)
    assert middle(thin).mean() == pytest.approx(0.2, abs=2e-3)
    assert middle(through).mean() == pytest.approx(0.2, abs=0.01)


def test_frames_are_the_same_bytes(renderer: Renderer) -> None:
    """A view gives the same picture again, whatever was drawn in between and by whichever camera body."""
    scene, assets = stand()
    first = renderer.draw(scene, assets, exposure_ev=0.5, grain_seed=7)
    renderer.draw(replace(scene, camera=look((3, 2, 3), (0, 0, 0))), assets, exposure_ev=1.0)
    assert np.array_equal(first, renderer.draw(scene, assets, exposure_ev=0.5, grain_seed=7))
    assert np.array_equal(first, Renderer(64, 64).draw(scene, assets, exposure_ev=0.5, grain_seed=7))


def test_kept_shadows_are_the_same_bytes(renderer: Renderer) -> None:
    """Shadows of still things kept from the frame before give the picture that drawing them again gives, with movers over them."""
    scene, assets = stand()
    scene = replace(scene, lights=tuple(replace(light, shadow=True) for light in scene.lights))
    floor, *rest = (replace(draw, static=True) for draw in scene.draws)
    frames = [
        replace(
            scene,
            camera=look((2.0 + 0.02 * k, 1.5, 3), (0, 0, 0)),
            draws=(floor, *rest, replace(rest[0], static=False, world_from_object=_lifted(rest[0], 0.1 * k))),
        )
        for k in range(3)
    ]
    kept = [renderer.draw(frame, assets, exposure_ev=0.5) for frame in frames]
    again = []
    for frame in frames:
        workshop().still_keys.clear()
        workshop().shadow_keys.clear()
        again.append(renderer.draw(frame, assets, exposure_ev=0.5))
    assert all(np.array_equal(a, b) for a, b in zip(kept, again, strict=True))
    assert not np.array_equal(kept[0], kept[2])
    renderer.draw(replace(frames[0], draws=frames[0].draws[:2]), assets, exposure_ev=0.5)
    assert np.array_equal(kept[1], renderer.draw(frames[1], assets, exposure_ev=0.5))


def _lifted(draw: Draw, height: float) -> NDArray[np.float32]:
    matrices = draw.world_from_object.copy()
    matrices[:, 1, 3] += height
    return matrices


def test_grain_follows_its_seed(renderer: Renderer) -> None:
    """Another frame has other grain, of the same strength."""
    scene, assets = stand()
    one, two = (renderer.draw(scene, assets, exposure_ev=0.5, grain_seed=seed).astype(float) for seed in (1, 2))
    assert 0.5 < np.abs(one - two).mean() < 12.0


def test_skinned_equals_rigid(renderer: Renderer) -> None:
    """A mesh posed by one joint looks as if it had been moved there."""
    mesh = ball(0.6)
    skinned = replace(
        mesh,
        joints=np.zeros((len(mesh.positions), 4), np.uint32),
        weights=np.tile(np.array([1, 0, 0, 0], np.float32), (len(mesh.positions), 1)),
    )
    sun = Light(kind="sun", color_linear=(1, 1, 1), intensity=2.0, direction=(-0.6, -0.8, 0))
    camera = look((0, 0, 4), (0, 0, 0))
    moved = put("rigid", (0.4, 0.2, 0))
    posed = Draw(
        asset="posed", mesh="it", world_from_object=np.eye(4, dtype=np.float32)[None], world_from_bind=moved.world_from_object
    )
    rigid_picture = renderer.draw_linear(view(moved, camera=camera, lights=(sun,)), {"a": bundle("rigid", mesh, white())})
    posed_picture = renderer.draw_linear(view(posed, camera=camera, lights=(sun,)), {"a": bundle("posed", skinned, white())})
    assert np.abs(rigid_picture - posed_picture).max() < 2e-2


def test_draft_has_the_same_size_and_look() -> None:
    """Draft quality fills the same picture with about the same light."""
    scene, assets = stand()
    fine = Renderer(128, 72).draw(scene, assets, exposure_ev=0.5).astype(float)
    draft = Renderer(128, 72, "draft").draw(scene, assets, exposure_ev=0.5).astype(float)
    assert draft.shape == fine.shape
    assert abs(draft.mean() - fine.mean()) < 4.0


def test_an_empty_view_is_background(renderer: Renderer) -> None:
    """A view of nothing is its sky, not an error."""
    picture = renderer.draw_linear(view(camera=look((0, 1, 4), (0, 1, 0)), sky=replace(WHITE, visible=True)), {})
    assert np.allclose(middle(picture), 1.0, atol=2e-3)


def test_the_background_goes_soft_where_the_lens_says() -> None:
    """A long lens wide open blurs what is far behind the focus and keeps what is in it."""
    assets = {
        "f": bundle("glow-ball", ball(0.3), Material(name="glow", base_color_linear=(0, 0, 0), emission_linear=(0.5, 0.5, 0.5)))
    }
    camera = look((0, 0, 3), (0, 0, 0), fov=0.25)
    renderer = Renderer(320, 320)

    def edge(place: tuple[float, float, float], t_stop: float) -> float:
        lens = replace(camera, focal_mm=85.0, t_stop=t_stop)
        picture = renderer.draw(view(put("glow-ball", place), camera=lens), assets, exposure_ev=0.0).astype(float).sum(2)
        return float(np.abs(np.diff(picture[160])).max())

    assert edge((0, 0, -9), 1.4) < 0.6 * edge((0, 0, -9), 22.0)
    assert edge((0, 0, 0), 1.4) > 1.5 * edge((0, 0, -9), 1.4)


def test_a_mirror_shows_the_air_round_the_sun(renderer: Renderer) -> None:
    """In the open a polished ball is brighter where it mirrors the hazy side of the sun than where it mirrors the other side."""
    sun = Light(kind="sun", color_linear=(1, 0.8, 0.6), intensity=8.0, direction=(0.9, -0.3, 0), radius_m=0.005, volumetric=1.0)
    sky = replace(WHITE, horizon_linear=(0.1, 0.1, 0.1), sun_direction=sun.direction, sun_color_linear=(2, 1.5, 1), visible=True)
    mirror = Material(name="mirror", base_color_linear=(1, 1, 1), roughness=0.1, metallic=1.0, wear=0.0)
    scene = view(
        put("mirror", (0, 0, 0)),
        camera=look((0, 0, 4), (0, 0, 0)),
        lights=(sun,),
        sky=sky,
        air=Air(density=0.004, anisotropy=0.6),
    )
    picture = renderer.draw_linear(scene, {"a": bundle("mirror", ball(), mirror)})
    towards, away = picture[26:32, 18:22].mean(), picture[26:32, 42:46].mean()
    assert towards > 1.3 * away


def test_what_holds_a_lamp_throws_no_shadow(renderer: Renderer) -> None:
    """A ball as near as a hand to a shadowed lamp leaves the floor lit; one half a metre off darkens it."""
    assets = {"b": bundle("hand", ball(0.1), white()), "f": bundle("lambert", slab(), white())}
    lamp = Light(kind="point", color_linear=(1, 1, 1), intensity=60.0, position_m=(0, 3, 0), shadow=True)

    def under(height: float) -> float:
        scene = view(put("hand", (0, height, 0)), put("lambert", (0, 0, 0)), camera=look((0, 0.5, 3), (0, 0, 0)), lights=(lamp,))
        return float(renderer.draw_linear(scene, assets, occlusion=False)[31:34, 31:34].mean())

    assert under(2.85) > 5 * under(2.5)
