"""Shapes of faces on the device: they move vertices before joints do, as much as their weights say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from redearth.picture.realtime.renderer import Renderer
from redearth.stage.model import Air, Assets, Camera, Draw, Light, Material, Mesh, Sky, View
from redearth.stage.playback import bundle_assets

SIZE = (96, 96)


def _bundle(*, morphs: bool) -> Assets:
    """A square of one metre in the plane z = 0, bound to one joint; its shape moves its right edge to the right."""
    corners = np.array([[-0.5, -0.5, 0], [0.5, -0.5, 0], [0.5, 0.5, 0], [-0.5, 0.5, 0]], np.float32)
    wide = np.zeros((4, 3), np.float32)
    wide[[1, 2], 0] = 0.5
    mesh = Mesh(
        positions=corners,
        normals=np.tile(np.array([0, 0, 1], np.float32), (4, 1)),
        triangles=np.array([[0, 1, 2], [0, 2, 3]], np.uint32),
        material=np.zeros(2, np.uint32),
        joints=np.zeros((4, 4), np.uint32),
        weights=np.tile(np.array([1, 0, 0, 0], np.float32), (4, 1)),
        morphs={"aa": wide, "oh": -wide} if morphs else {},
    )
    return bundle_assets(
        [Material(name="white", base_color_linear=(0.9, 0.9, 0.9), emission_linear=(3.0, 3.0, 3.0))], {"body": mesh}
    )


def _view(assets: Assets, weights: dict[str, float]) -> View:
    pose = np.eye(4)
    pose[2, 3] = 4.0
    one = np.eye(4, dtype=np.float32)[None]
    draw = Draw(asset=assets.key, mesh="body", world_from_object=one, world_from_bind=one, morph_weights=weights)
    dark = (0.0, 0.0, 0.0)
    return View(
        camera=Camera(world_from_camera=pose, vertical_fov_rad=0.8, focal_mm=35, t_stop=16, focus_m=4),
        draws=(draw,),
        lights=(Light(kind="sun", color_linear=(1, 1, 1), intensity=0.1, direction=(0, 0, -1)),),
        sky=Sky(zenith_linear=dark, horizon_linear=dark, ground_linear=dark, visible=False),
        air=Air(density=0.0),
        sprites=(),
        time_s=0.0,
        seed=1,
    )


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    """One camera body for all of them."""
    return Renderer(*SIZE)


def _edges(renderer: Renderer, assets: Assets, weights: dict[str, float]) -> tuple[float, float]:
    """Return where the square's left and right edges are, in metres."""
    picture = renderer.draw_linear(_view(assets, weights), {"a": assets})
    lit = np.flatnonzero(picture[SIZE[1] // 2, :, 0] > 0.5)
    metres = 2 * 4.0 * np.tan(0.4) / SIZE[0]
    return float((lit[0] - SIZE[0] / 2) * metres), float((lit[-1] + 1 - SIZE[0] / 2) * metres)


@pytest.mark.parametrize(
    ("weights", "right_m"),
    [({}, 0.5), ({"aa": 1.0}, 1.0), ({"aa": 0.5}, 0.75), ({"aa": 1.0, "oh": 0.5}, 0.75), ({"zz": 1.0}, 0.5)],
)
def test_a_shape_moves_what_it_should(renderer: Renderer, weights: dict[str, float], right_m: float) -> None:
    """Weights scale, shapes add up, unknown names do nothing."""
    left, right = _edges(renderer, _bundle(morphs=True), weights)
    assert abs(left + 0.5) < 0.05
    assert abs(right - right_m) < 0.05


def test_nothing_changes_for_meshes_without_shapes(renderer: Renderer) -> None:
    """The same picture, bit for bit, with a mesh that has shapes of which none shows."""
    plain, shaped = _bundle(morphs=False), _bundle(morphs=True)
    pictures = [renderer.draw_linear(_view(a, {}), {"a": a}) for a in (plain, shaped)]
    assert np.array_equal(*pictures)


def test_a_face_that_speaks_is_blurred_as_a_mover(renderer: Renderer) -> None:
    """What only its shapes move has moved."""
    assets = _bundle(morphs=True)
    now, before = _view(assets, {"aa": 1.0}), replace(_view(assets, {}), time_s=-1 / 24)
    motion = renderer.draw_motion(now, {"a": assets}, before)
    assert motion[..., 0].max() > 5
