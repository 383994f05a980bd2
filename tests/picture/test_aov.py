"""What the renderer knows of a frame besides its picture, against known answers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from redearth.core.diagnostics import FilmError
from redearth.picture.aov import AOVS, NOTHING_M, chosen_aovs
from redearth.picture.layers.cryptomatte import encode, id_of
from redearth.picture.realtime.aov import SAMPLES
from redearth.picture.realtime.renderer import Renderer
from redearth.stage.model import Material
from tests.picture.scenes import ball, bundle, look, put, slab, stand, view, white

SIZE = 96


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    """A small camera for all tests."""
    return Renderer(SIZE, SIZE)


def test_depth_runs_along_the_axis(renderer: Renderer) -> None:
    """A wall square to the camera is equally deep everywhere, though its corners are farther away; the sky is nothing."""
    wall = replace(look((0, 4, 0), (0, 0, 0.0001)))
    floor = {"a": bundle("depth-floor", slab(1.2), white())}
    depth = renderer.draw_aovs(view(put("depth-floor", (0, 0, 0)), camera=wall), floor, ("depth",)).depth_m
    assert depth is not None
    there = depth < NOTHING_M
    assert 0.1 < there.mean() < 0.9
    assert np.abs(depth[there] - 4.0).max() < 2e-3
    assert (depth[~there] == np.float32(NOTHING_M)).all()


def test_normals_of_a_sphere_point_from_its_middle(renderer: Renderer) -> None:
    """On a smooth ball the normal is where the surface lies, seen from the centre."""
    camera = look((0, 0, 4), (0, 0, 0))
    smooth = bundle("normal-ball", ball(1.0, 48), white(bump=0.0))
    known = renderer.draw_aovs(view(put("normal-ball", (0, 0, 0)), camera=camera), {"a": smooth}, ("depth", "normal"))
    assert known.normal is not None
    assert known.depth_m is not None
    there = known.depth_m < NOTHING_M
    t = np.tan(camera.vertical_fov_rad / 2)
    at = (np.arange(SIZE) + 0.5) / SIZE * 2 - 1
    x, y = np.meshgrid(at * t, -at * t)
    place = np.stack([x * known.depth_m, y * known.depth_m, 4.0 - known.depth_m], -1)
    facing = there & (place[..., 2] > 0.3)
    assert np.abs(np.linalg.norm(known.normal[there], axis=1) - 1).max() < 1e-3
    assert np.abs(known.normal[facing] - place[facing]).max() < 0.02


def test_albedo_is_the_material(renderer: Renderer) -> None:
    """A plain surface, factory new, has the colour it was given, whatever light falls on it."""
    paint = Material(name="paint", base_color_linear=(0.5, 0.2, 0.05), pattern="plain", wear=0.0)
    scene = view(put("paint", (0, 0, 0)), camera=look((0, 3, 0.01), (0, 0, 0)))
    albedo = renderer.draw_aovs(scene, {"a": bundle("paint", slab(), paint)}, ("albedo",)).albedo_linear
    assert albedo is not None
    assert np.abs(albedo - (0.5, 0.2, 0.05)).max() < 2e-3


def test_objects_cover_what_they_cover(renderer: Renderer) -> None:
    """Coverage adds up to 1 where something stands and to less at its edge; ids are those of the names; each instance has its own."""
    scene = view(
        put("mark", (-0.8, 0, 0), (0.8, 0, 0), name="/World/Set/ball"), put("mark", (0, 1, 0), name="/World/Props/ball"),
        camera=look((0, 0, 5), (0, 0, 0)),
    )  # fmt: skip
    objects = renderer.draw_aovs(scene, {"a": bundle("mark", ball(0.5), white())}, ("object",)).objects
    assert objects is not None
    assert objects.names == ("/World/Props/ball", "/World/Set/ball[0]", "/World/Set/ball[1]")
    assert len(objects.samples) == SAMPLES
    ranks = np.concatenate([layer.reshape(SIZE, SIZE, 2, 2) for layer in encode(objects).layers.values()], 2)
    total = ranks[..., 1].sum(2)
    assert total.max() <= 1.0 + 1e-6
    assert ((total > 0) & (total < 1)).any()
    assert (np.diff(ranks[..., 1], axis=2) <= 0).all()
    for name in objects.names:
        covered = float(ranks[..., 1][ranks[..., 0] == np.float32(id_of(name))].sum())
        # Seen from 5 m a ball of half a metre is a disc, a little stretched off the axis.
        assert covered == pytest.approx(np.pi * (0.5 / (2 * 5 * np.tan(0.4)) * SIZE) ** 2, rel=0.06), name


def test_asking_leaves_no_trace(renderer: Renderer) -> None:
    """A picture drawn after the layers is the picture drawn before them."""
    scene, assets = stand()
    before = renderer.draw(scene, assets, exposure_ev=0.5, grain_seed=3)
    first = renderer.draw_aovs(scene, assets, AOVS)
    second = renderer.draw_aovs(scene, assets, AOVS)
    assert np.array_equal(before, renderer.draw(scene, assets, exposure_ev=0.5, grain_seed=3))
    assert first.beauty_linear is not None
    assert np.array_equal(first.beauty_linear, renderer.draw_linear(scene, assets))
    for name in ("depth_m", "normal", "albedo_linear"):
        assert np.array_equal(getattr(first, name), getattr(second, name)), name
    assert first.objects is not None
    assert second.objects is not None
    assert np.array_equal(first.objects.samples, second.objects.samples)


def test_only_what_is_asked_for_comes(renderer: Renderer) -> None:
    """The other arrays are left out."""
    scene, assets = stand()
    known = renderer.draw_aovs(scene, assets, ("depth",))
    assert known.depth_m is not None
    assert known.beauty_linear is known.normal is known.albedo_linear is known.objects is known.motion_px is None


def test_words_become_outputs() -> None:
    """Names joined by commas, repeated, in any order and case; anything else is a fault that lists them."""
    assert chosen_aovs(["Normal,depth", "depth"]) == ("depth", "normal")
    assert chosen_aovs(["all"]) == AOVS
    assert chosen_aovs([]) == ()
    with pytest.raises(FilmError, match="no output named 'dpeth'") as caught:
        chosen_aovs(["dpeth"])
    assert "normal" in caught.value.diagnostics[0].remedy
