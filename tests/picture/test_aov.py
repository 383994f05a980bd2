"""What the renderer knows of a frame besides its picture, against known answers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from redearth.core.diagnostics import FilmError
from redearth.core.space import translation
from redearth.picture.aov import AOVS, NOTHING_M, chosen_aovs
from redearth.picture.layers.cryptomatte import encode, id_of
from redearth.picture.realtime.aov import SAMPLES
from redearth.picture.realtime.optics import eye_of
from redearth.picture.realtime.renderer import Renderer
from redearth.stage.model import Material
from tests.picture.scenes import ball, bundle, look, put, slab, stand, view, white
from tests.picture.test_images import FOUR, dressed, panel, quarters

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
    paint = Material(name="aov-paint", base_color_linear=(0.5, 0.2, 0.05), pattern="plain", wear=0.0)
    scene = view(put("aov-paint", (0, 0, 0)), camera=look((0, 3, 0.01), (0, 0, 0)))
    albedo = renderer.draw_aovs(scene, {"a": bundle("aov-paint", slab(), paint)}, ("albedo",)).albedo_linear
    assert albedo is not None
    assert np.abs(albedo - (0.5, 0.2, 0.05)).max() < 2e-3


def test_objects_cover_what_they_cover(renderer: Renderer) -> None:
    """Coverage adds up to 1 where something stands and to less at its edge; ids are those of the names; each instance has its own."""
    scene = view(
        put("aov-mark", (-0.8, 0, 0), (0.8, 0, 0), name="/World/Set/ball"), put("aov-mark", (0, 1, 0), name="/World/Props/ball"),
        camera=look((0, 0, 5), (0, 0, 0)),
    )  # fmt: skip
    objects = renderer.draw_aovs(scene, {"a": bundle("aov-mark", ball(0.5), white())}, ("object",)).objects
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


@pytest.mark.parametrize("forwards", [True, False])
def test_depth_reprojects_to_motion(renderer: Renderer, forwards: bool) -> None:
    """What depth says each pixel shows, carried to the other frame by its own matrix, lands where motion says; seen from either side in time."""
    scene, assets = stand()
    rolling, floor = scene.draws
    moved = replace(rolling, world_from_object=rolling.world_from_object @ translation((0.06, 0.02, 0.03)).astype(np.float32))
    later = replace(scene, time_s=1 / 24, draws=(moved, floor), camera=look((0.56, 1.52, 4.95), (0.22, 0.7, 0)))
    here, there = (scene, later) if forwards else (later, scene)
    known = renderer.draw_aovs(here, assets, ("depth", "motion", "object"), neighbour=there)
    assert known.depth_m is not None
    assert known.motion_px is not None
    assert known.objects is not None
    eye, other = eye_of(here.camera, 1.0), eye_of(there.camera, 1.0)
    at = (np.arange(SIZE) + 0.5) / SIZE * 2 - 1
    rays = eye.forward + at[None, :, None] * eye.ray_x - at[:, None, None] * eye.ray_y
    places = np.concatenate([eye.position + rays * known.depth_m[..., None], np.ones((SIZE, SIZE, 1))], -1)
    for number, name in enumerate(known.objects.names):
        inside = (known.objects.samples == number).all(0)
        carried = places[inside]
        if name.startswith("golden-ball"):
            k = int(name[-2])
            now, then = (next(d for d in v.draws if d.asset == "golden-ball").world_from_object[k] for v in (here, there))
            carried = carried @ (then @ np.linalg.inv(now)).T
        clip = carried @ other.clip_from_world.T
        landed = (clip[:, :2] / clip[:, 3:] + 1) / 2 * SIZE
        started = np.stack(np.meshgrid(at, -at), -1)[inside] * SIZE / 2 + SIZE / 2
        wanted = (landed - started) * (1 if forwards else -1)
        assert inside.sum() > 100
        assert np.abs(known.motion_px[inside] - wanted).max() < 0.05, name
    assert np.abs(known.motion_px).max() > 0.5


def test_nothing_moves_without_a_neighbour(renderer: Renderer) -> None:
    """One frame alone has no motion."""
    scene, assets = stand()
    motion = renderer.draw_aovs(scene, assets, ("motion",)).motion_px
    assert motion is not None
    assert motion.shape == (SIZE, SIZE, 2)
    assert not motion.any()


def test_albedo_shows_the_images_that_are_worn(renderer: Renderer) -> None:
    """Beside a plain floor, a panel with an image of four colours gives each in its quarter, times its factor; the floor keeps its own."""
    worn = Material(name="worn", base_color_linear=(0.5, 0.5, 0.5), base_color_image="i")
    paint = Material(name="paint", base_color_linear=(0.5, 0.2, 0.05), pattern="plain", wear=0.0)
    assets = {
        "p": dressed("aov-panel", panel(), worn, i=quarters(*FOUR)),
        "f": bundle("aov-paint", slab(), paint),
    }
    scene = view(put("aov-panel", (0, 0, 0)), put("aov-paint", (0, -1.2, 0)), camera=look((0, 0, 4), (0, 0, 0)))
    albedo = renderer.draw_aovs(scene, assets, ("albedo",)).albedo_linear
    assert albedo is not None
    near = SIZE // 2 - SIZE // 8, SIZE // 2 + SIZE // 8
    for row, column, color in ((0, 0, (0.5, 0, 0)), (0, 1, (0, 0.5, 0)), (1, 0, (0, 0, 0.5)), (1, 1, (0.252, 0.252, 0.252))):
        assert albedo[near[row], near[column]] == pytest.approx(color, abs=4e-3)
    assert albedo[SIZE - 2, SIZE // 2] == pytest.approx((0.5, 0.2, 0.05), abs=2e-3)
