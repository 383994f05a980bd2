"""Clear things: what a pane lets through, mirrors and leaves alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from redearth.core.space import rotation_x, rotation_y, translation
from redearth.picture.realtime.renderer import Renderer
from redearth.picture.realtime.workshop import workshop
from redearth.stage.model import Air, Assets, Draw, Light, Material, View
from tests.picture.scenes import DARK, WHITE, ball, bundle, look, put, slab, view, white
from tests.picture.test_images import CAMERA, dressed, glowing, panel, quarters

MIRRORED = 2 * 0.04 / 1.04
"""Face on, by both faces of a sheet of index 1.5."""
WALL = dressed("glass-wall", panel(4.0, -1.0), glowing("i"), i=quarters(*[(255, 255, 255, 255)] * 4))
"""Radiance 1 behind everything; images are no lamps, so nothing is lit by it but the eye."""


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    """A small camera for all tests."""
    return Renderer(64, 64)


def glass(opacity: float, color: tuple[float, float, float] = (0.0, 0.0, 0.0), **more: Any) -> Material:
    """Clean glass."""
    return Material(
        name="glass", base_color_linear=color, roughness=0.05, pattern="glass", opacity=opacity, bump=0.0, wear=0.0, **more
    )


def pane(key: str, material: Material, half: float = 1.0) -> Assets:
    """A square of glass in the plane of x and y."""
    return bundle(key, panel(half), material)


def seen(renderer: Renderer, *draws: Draw, panes: tuple[Assets, ...], **more: Any) -> Any:
    """The middle of a picture of the bright wall behind ``panes``."""
    camera = more.pop("camera", CAMERA)
    scene = view(*draws, put(WALL.key, (0, 0, 0)), camera=camera, **more)
    return renderer.draw_linear(replace(scene, lights=more.get("lights", ())), {one.key: one for one in (*panes, WALL)})[32, 32]


@pytest.fixture(autouse=True)
def no_glow(monkeypatch: pytest.MonkeyPatch) -> None:
    """The wall lights nothing."""
    monkeypatch.setattr("redearth.picture.realtime.renderer.glow_lights", lambda *a: [])


@pytest.mark.parametrize("opacity", [0.0, 0.25, 0.6])
def test_a_pane_lets_through_what_its_body_leaves(renderer: Renderer, opacity: float) -> None:
    """Face on: (1 - R) (1 - opacity), with R from Fresnel at two faces."""
    one = pane(f"pane {opacity}", glass(opacity))
    assert seen(renderer, put(one.key, (0, 0, 0)), panes=(one,)) == pytest.approx([(1 - MIRRORED) * (1 - opacity)] * 3, rel=4e-3)


def test_the_hue_of_a_pane_tints_what_is_behind(renderer: Renderer) -> None:
    """A body lets its strongest colour through and holds back the others in proportion."""
    if "dual-source-blending" not in workshop().device.features:
        pytest.skip("this device dims, but does not tint")
    one = pane("green", glass(0.2, (0.02, 0.04, 0.01)))
    expected = (1 - MIRRORED) * 0.8 * np.array([0.5, 1.0, 0.25])
    assert seen(renderer, put(one.key, (0, 0, 0)), panes=(one,)) == pytest.approx(expected, rel=4e-3)


def test_two_panes_multiply_in_any_order(renderer: Renderer) -> None:
    """What passes two sheets passes one and then the other, whichever is listed first, the same bytes."""
    near, far = pane("near", glass(0.3)), pane("far", glass(0.5))
    draws = put("near", (0, 0, 0.5)), put("far", (0, 0, -0.5))
    one, other = (seen(renderer, *order, panes=(near, far)) for order in (draws, draws[::-1]))
    assert one == pytest.approx([(1 - MIRRORED) ** 2 * 0.7 * 0.5] * 3, rel=4e-3)
    assert (one == other).all()


def test_a_far_pane_lies_behind_a_near_one(renderer: Renderer) -> None:
    """A glowing far pane is dimmed by a dark near one, and not the other way round, in either order of draws and of instances."""
    dark, lit = pane("dark", glass(0.9)), pane("lit", glass(0.0, emission_linear=(1.0, 1.0, 1.0)))
    behind = put("dark", (0, 0, 0.5)), put("lit", (0, 0, -0.5))
    before = put("dark", (0, 0, -0.5)), put("lit", (0, 0, 0.5))
    for order in (behind, behind[::-1]):
        assert seen(renderer, *order, panes=(dark, lit))[0] == pytest.approx(0.0923 * (1 + 0.923), rel=0.01)
    for order in (before, before[::-1]):
        assert seen(renderer, *order, panes=(dark, lit))[0] == pytest.approx(1 + 0.923 * 0.0923, rel=0.01)


def test_a_grazing_pane_mirrors_more(renderer: Renderer) -> None:
    """Under a bright sky a level pane over black ground mirrors as Fresnel says: little from above, most along it."""
    sheet = bundle("level", slab(3.0), glass(0.0))
    found = []
    for eye in ((0.0, 3.0, 0.01), (0.0, 1.0, 3.0), (0.0, 0.3, 3.0)):
        scene = view(put("level", (0, 0.1, 0)), camera=look(eye, (0, 0.1, 0), fov=0.1), sky=WHITE)
        found.append(float(renderer.draw_linear(scene, {"level": sheet})[32, 32].mean()))
        cosine = (eye[1] - 0.1) / np.linalg.norm([eye[1] - 0.1, eye[2]])
        face = 0.04 + 0.96 * (1 - cosine) ** 5
        assert found[-1] == pytest.approx(2 * face / (1 + face), abs=0.02)
    assert found[0] < 0.1 < found[1] < found[2]


def test_a_white_furnace_keeps_its_light(renderer: Renderer) -> None:
    """A sheet that scatters all it holds back adds up to the surroundings' light, whatever its opacity."""
    chalk = bundle("chalk", panel(4.0, -1.0), white())
    for opacity in (0.0, 0.4, 0.8):
        one = pane(f"furnace {opacity}", glass(opacity, (1.0, 1.0, 1.0)))
        scene = view(put(one.key, (0, 0, 0)), put("chalk", (0, 0, 0)), camera=CAMERA, sky=WHITE)
        picture = renderer.draw_linear(scene, {"a": one, "b": chalk}, occlusion=False)
        assert picture[32, 32] == pytest.approx([1.0] * 3, abs=2e-3)


def test_a_lamp_is_mirrored_at_its_full_radiance(renderer: Renderer) -> None:
    """A night window shows the lamp of the room where the mirror law says, R times as bright as it is."""
    lamp = Light(kind="point", color_linear=(1, 1, 1), intensity=1.0, position_m=(0.6, 0, 3.0), radius_m=0.2)
    one = pane("night", glass(0.0), half=3.0)
    camera = look((-0.6, 0, 3.0), (0, 0, 0), fov=0.3)
    mirrored = renderer.draw_linear(view(put("night", (0, 0, 0)), camera=camera, lights=(lamp,)), {"a": one})
    radiance = 1.0 / (np.pi * 0.2**2)
    assert mirrored[32, 32].mean() == pytest.approx(MIRRORED * radiance, rel=0.35)
    assert mirrored[4, 4].mean() < 0.02 * mirrored[32, 32].mean()


def test_clear_glass_throws_no_shadow(renderer: Renderer) -> None:
    """The floor under a pane is as bright as beside it, to the bit; under a solid one it is dark."""
    floor = bundle("glass-floor", slab(), white())
    sun = Light(kind="sun", color_linear=(1, 1, 1), intensity=3.0, direction=(0, -1, 0.001), radius_m=0.001, shadow=True)
    camera, above = look((0, 1.0, 5.0), (0, 0, 0), fov=0.25), put("roof", (0, 3, 0))

    def under(opacity: float) -> Any:
        roof = bundle("roof", slab(1.0), glass(opacity))
        roof = replace(roof, key=f"roof {opacity}")
        scene = view(replace(above, asset=roof.key), put("glass-floor", (0, 0, 0)), camera=camera, lights=(sun,))
        return renderer.draw_linear(scene, {"a": roof, "b": floor})

    bare = renderer.draw_linear(view(put("glass-floor", (0, 0, 0)), camera=camera, lights=(sun,)), {"b": floor})
    assert (under(0.2)[32] == bare[32]).all()
    assert under(1.0)[32, 32].mean() < 0.1 * bare[32, 32].mean()


def test_air_hangs_before_and_behind_a_pane(renderer: Renderer) -> None:
    """A pane that lets all through but its mirrored share fades into fog as the wall behind it does."""
    fog = Air(density=0.2, unevenness=0.0, height_falloff_m=1e4, color_linear=(1, 1, 1), drift_mps=(0, 0, 0))
    one = pane("fog", glass(1.0 - 1e-4))
    bright = replace(WHITE, ambient=1.0)
    solid = bundle("fog-solid", panel(1.0), Material(name="black", base_color_linear=(0, 0, 0), roughness=1.0))
    through = seen(renderer, put("fog", (0, 0, 0)), panes=(one,), air=fog, sky=bright)
    opaque = renderer.draw_linear(view(put("fog-solid", (0, 0, 0)), camera=CAMERA, sky=bright, air=fog), {"a": solid})[32, 32]
    mirrored = MIRRORED * np.exp(-0.2 * 4.0)
    assert through.mean() == pytest.approx(opaque.mean() + mirrored * 0.95, abs=0.06)


def test_an_image_tints_and_opens_a_pane(renderer: Renderer) -> None:
    """Opacity is the material's times the image's alpha, at the image's places."""
    holed = quarters((255, 255, 255, 255), (255, 255, 255, 0), (255, 255, 255, 128), (255, 255, 255, 255))
    one = dressed("holed pane", panel(), glass(0.5, (0, 0, 0), base_color_image="i"), i=holed)
    picture = renderer.draw_linear(view(put(one.key, (0, 0, 0)), put(WALL.key, (0, 0, 0)), camera=CAMERA), {"a": one, "b": WALL})
    for (row, column), alpha in {(16, 16): 1.0, (16, 48): 0.0, (48, 16): 0.5}.items():
        assert picture[row, column].mean() == pytest.approx((1 - MIRRORED) * (1 - 0.5 * alpha), abs=0.01), (row, column)


def test_layers_know_what_is_behind(renderer: Renderer) -> None:
    """Depth, normals, albedo and mattes are those of the wall; the beauty has the pane in it."""
    one = pane("layers", glass(0.5))
    scene = view(put("layers", (0, 0, 0), name="/pane"), put(WALL.key, (0, 0, 0), name="/wall"), camera=CAMERA)
    found = renderer.draw_aovs(scene, {"a": one, "b": WALL}, ("beauty", "depth", "object"))
    assert found.depth_m is not None and found.depth_m[32, 32] == pytest.approx(5.0, abs=1e-3)
    assert found.objects is not None and found.objects.names == ("/wall",)
    assert found.beauty_linear is not None and found.beauty_linear[32, 32].mean() == pytest.approx((1 - MIRRORED) * 0.5, rel=0.01)


def test_a_view_without_glass_runs_what_it_ever_ran(renderer: Renderer, monkeypatch: pytest.MonkeyPatch) -> None:
    """No program of the glass pass is asked for, and glass out of sight changes no byte."""
    floor = bundle("plain-floor", slab(), replace(white(), pattern="concrete"))
    camera = look((0, 2, 3), (0, 0, 0))
    sun = Light(kind="sun", color_linear=(1, 1, 1), intensity=3.0, direction=(0.3, -0.9, -0.3), shadow=True)

    def asked(*key: object) -> Any:
        raise AssertionError(f"glass program {key}")

    shop = workshop()
    monkeypatch.setattr(renderer, "_shop", replace(shop, pipelines=replace(shop.pipelines, glass=asked, glass_depth=asked)))
    alone = renderer.draw(view(put("plain-floor", (0, 0, 0)), camera=camera, lights=(sun,)), {"a": floor}, exposure_ev=0.0)
    far = pane("behind the camera", glass(0.2))
    both = view(put("plain-floor", (0, 0, 0)), put(far.key, (0, 1, 9)), camera=camera, lights=(sun,))
    assert (renderer.draw(both, {"a": floor, "b": far}, exposure_ev=0.0) == alone).all()


def test_a_glass_ball_twice_is_the_same_picture(renderer: Renderer) -> None:
    """Same view, same bytes, with turned panes, a vessel and a lens wide open."""
    vessel, sheet = bundle("vessel", ball(0.4), glass(0.3, (0.2, 0.1, 0.05))), pane("sheet", glass(0.1))
    turned = np.stack([translation((0.3 * k, 0, -k)) @ rotation_y(0.3 * k) @ rotation_x(0.2) for k in range(3)]).astype(
        np.float32
    )
    lens = replace(CAMERA, t_stop=1.2, focal_mm=85)
    lamp = Light(kind="point", color_linear=(1, 0.8, 0.6), intensity=4.0, position_m=(1, 2, 2))
    draws = put("vessel", (0, 0, 0.5)), Draw(asset="sheet", mesh="it", world_from_object=turned), put(WALL.key, (0, 0, 0))
    scene: View = view(*draws, camera=lens, lights=(lamp,), sky=DARK, air=Air(density=0.05))
    assets = {"a": vessel, "b": sheet, "c": WALL}
    first = renderer.draw(scene, assets, exposure_ev=0.0)
    assert (first == renderer.draw(scene, assets, exposure_ev=0.0)).all() and first.std() > 3


def test_the_lens_focuses_on_a_vessel() -> None:
    """A small clear thing in focus has as sharp an outline as a solid one, though what is behind it is far out of focus."""
    renderer = Renderer(256, 144)
    lens = replace(CAMERA, t_stop=0.7, focal_mm=135, focus_m=4.0)
    lamp = {"emission_linear": (3.0, 3.0, 3.0)}
    solid = bundle("lit solid", ball(0.4), Material(name="m", base_color_linear=(0, 0, 0), **lamp))

    def sharpness(one: Assets, camera: Any = lens) -> int:
        picture = renderer.draw(view(put(one.key, (0, 0, 0)), camera=camera), {"a": one}, exposure_ev=-3.0)
        return int(np.abs(np.diff(picture[72, :, 1].astype(int))).max())

    vessel = bundle("lit vessel", ball(0.4), glass(0.0, **lamp))
    assert sharpness(vessel) > 0.9 * sharpness(solid) > 1.3 * sharpness(solid, replace(lens, focus_m=1.5))
