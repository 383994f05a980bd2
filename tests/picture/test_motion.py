"""How far things move on the screen, and what the open shutter makes of it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pytest

from redearth.core.look import Look
from redearth.core.space import translation
from redearth.picture.realtime import renderer as module
from redearth.picture.realtime.motion_seen import mover_motion_px
from redearth.picture.realtime.optics import eye_of
from redearth.picture.realtime.renderer import Renderer
from redearth.picture.realtime.shutter_pass import record_shutter
from redearth.stage.model import Assets, Draw, Material, Mesh, View
from tests.picture.scenes import Film, ball, bundle, look, put, stand, view

PLAIN = Look(grain=0.0, vignette=0.0, bloom=0.0, halation=0.0, flare=0.0)
FOV = 0.8
GLOW = Material(name="glow", base_color_linear=(0, 0, 0), emission_linear=(1, 1, 1), wear=0)


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    """A small camera for all tests."""
    return Renderer(128, 128, look=PLAIN)


def glowing(x: float, earlier: float, mesh: Mesh | None = None) -> tuple[View, View, dict[str, Assets]]:
    """A ball that was at ``earlier`` and is at ``x``, four metres away."""
    views = [
        replace(view(put("motion-ball", (at, 0, 0)), camera=look((0, 0, 4), (0, 0, 0), FOV)), time_s=t)
        for at, t in ((x, 1 / 24), (earlier, 0.0))
    ]
    return views[0], views[1], {"a": bundle("motion-ball", mesh or ball(0.4), GLOW)}


def pixels(metres: float, distance: float, size: int = 128) -> float:
    """What a length across the view measures on the screen."""
    return metres / distance * size / (2 * np.tan(FOV / 2))


def test_a_mover_moves_by_its_way_over_the_screen(renderer: Renderer) -> None:
    """The middle of a ball that went 0.1 m to the right moved by as many pixels as 0.1 m measures there; nothing else moved."""
    now, before, assets = glowing(0.0, -0.1)
    motion = renderer.draw_motion(now, assets, before)
    assert motion[64, 64] == pytest.approx((pixels(0.1, 3.6), 0.0), abs=0.05)
    assert np.abs(motion[:20]).max() == 0.0


def test_a_first_frame_takes_its_motion_from_the_next(renderer: Renderer) -> None:
    """Given the following view instead of the one before, motion has the same sign: forwards in time."""
    now, before, assets = glowing(0.0, -0.1)
    motion = renderer.draw_motion(before, assets, now)
    assert motion[64, 55] == pytest.approx((pixels(0.1, 3.6), 0.0), abs=0.4)


def test_still_things_move_against_the_camera(renderer: Renderer) -> None:
    """Under a camera that goes 0.05 m to the right, a wall of balls three metres away moves left, and the sky stays put."""
    scene, _, assets = glowing(0.0, 0.0)
    still = replace(scene, draws=(put("motion-ball", (0, 0, 0), static=True),))
    moved = replace(still, camera=look((0.05, 0, 4), (0.05, 0, 0), FOV), time_s=2 / 24)
    motion = renderer.draw_motion(moved, assets, still)
    assert motion[64, 64] == pytest.approx((-pixels(0.05, 3.6), 0.0), abs=0.05)
    assert np.abs(motion[2, 2]).max() < 1e-3


def test_a_skinned_mover_moves_as_a_rigid_one(renderer: Renderer) -> None:
    """One joint that carries everything gives the motion of the matrix it holds."""
    now, before, assets = glowing(0.0, -0.1)
    mesh = assets["a"].meshes["it"]
    joints = np.zeros((len(mesh.positions), 4), np.uint32)
    weights = np.tile(np.array([1, 0, 0, 0], np.float32), (len(joints), 1))
    one = replace(mesh, joints=joints, weights=weights)
    draws = [
        Draw(
            asset="motion-skinned",
            mesh="it",
            world_from_object=np.eye(4, dtype=np.float32)[None],
            world_from_bind=translation((x, 0, 0)).astype(np.float32)[None],
        )
        for x in (0.0, -0.1)
    ]
    skinned = {"a": bundle("motion-skinned", one, GLOW)}
    views = [replace(scene, draws=(draw,)) for scene, draw in zip((now, before), draws, strict=True)]
    rigid = renderer.draw_motion(now, assets, before)
    assert np.abs(renderer.draw_motion(views[0], skinned, views[1]) - rigid).max() < 0.02


def test_depth_reprojects_to_the_motion_of_a_turning_camera(renderer: Renderer) -> None:
    """Under a camera that turns by a small angle, the far sky and a near thing move alike."""
    scene, _, assets = glowing(0.0, 0.0)
    turned = replace(scene, camera=look((0, 0, 4), (0.08, 0, 0), FOV), time_s=2 / 24)
    motion = renderer.draw_motion(turned, assets, scene)
    wanted = -pixels(0.08, 4.0)
    assert motion[64, 64] == pytest.approx((wanted, 0.0), abs=0.1)
    assert motion[64, 10][0] == pytest.approx(wanted, rel=0.2)


def test_an_open_shutter_smears_by_half_the_way(renderer: Renderer) -> None:
    """At 180 degrees a ball that moves 12 pixels a frame has soft edges 6 pixels wide and the same light in all."""
    way = 12 * 3.6 / (128 / (2 * np.tan(FOV / 2)))
    now, before, assets = glowing(0.0, -way)
    sharp = renderer.draw(now, assets, exposure_ev=-2.0)[64, :, 1].astype(int)
    smeared = renderer.draw(now, assets, exposure_ev=-2.0, before=before)[64, :, 1].astype(int)
    top = int(sharp.max())
    between = ((smeared > 0.06 * top) & (smeared < 0.94 * top))[:64].sum()
    assert ((sharp > 0.06 * top) & (sharp < 0.94 * top))[:64].sum() <= 2
    assert 4 <= between <= 7
    assert smeared[64] == pytest.approx(top, abs=2)


def test_a_closed_shutter_and_a_still_view_keep_every_byte(renderer: Renderer) -> None:
    """Without an open shutter, or beside a view in which nothing moved, the picture is that of the view alone."""
    now, before, assets = glowing(0.0, -0.1)
    alone = renderer.draw(now, assets, exposure_ev=0.0)
    assert (renderer.draw(now, assets, exposure_ev=0.0, before=replace(now, time_s=0.0)) == alone).all()
    closed = Renderer(128, 128, look=replace(PLAIN, shutter_deg=0.0))
    assert (closed.draw(now, assets, exposure_ev=0.0, before=before) == alone).all()


@pytest.mark.parametrize(("way_px", "shown"), [(2.4, False), (6.0, True)])
def test_blur_of_a_pixel_is_left_out(renderer: Renderer, way_px: float, shown: bool) -> None:
    """A ball whose blur at 180 degrees is a pixel long is drawn sharp to the byte; one whose blur is three is not."""
    now, before, assets = glowing(0.0, -way_px / pixels(1.0, 3.6))
    sharp = renderer.draw(now, assets, exposure_ev=0.0)
    assert (renderer.draw(now, assets, exposure_ev=0.0, before=before) != sharp).any() == shown


def test_a_pan_smears_all_alike(renderer: Renderer) -> None:
    """Under a camera that pans, a still ball's edges grow as wide as those of a ball that moves as far before a still camera."""
    way_px = 12.0
    now, before, assets = glowing(0.0, -way_px / pixels(1.0, 3.6))
    here, there = put("motion-ball", (0, 0, 0), static=True), look((0, 0, 4), (-way_px / pixels(1.0, 4.0), 0, 0), FOV)
    still = replace(now, draws=(here,))
    panned = renderer.draw(still, assets, exposure_ev=-2.0, before=replace(still, camera=there, time_s=0.0))[64, :, 1].astype(int)
    moved = renderer.draw(now, assets, exposure_ev=-2.0, before=before)[64, :, 1].astype(int)
    top = int(moved.max())
    soft = [int(((row > 0.06 * top) & (row < 0.94 * top))[:64].sum()) for row in (panned, moved)]
    assert abs(soft[0] - soft[1]) <= 1
    assert soft[0] >= 4


def test_motion_on_the_screen_is_known_before_it_is_drawn(renderer: Renderer) -> None:
    """What the plan says of a mover, by itself and under the camera's move, is what the motion pass draws."""
    now, before, assets = glowing(0.0, -0.1)
    before = replace(before, camera=look((0, 0, 4), (0.2, 0, 0), FOV))
    drawn = np.linalg.norm(renderer.draw_motion(now, assets, before)[..., :2], axis=-1)
    eyes = eye_of(now.camera, 1.0), eye_of(before.camera, 1.0)
    own, whole = mover_motion_px(now.draws[0], before.draws[0], assets["a"], eyes, 128)
    assert own == pytest.approx(pixels(0.1, 3.6), rel=0.08)
    on_ball = renderer.draw(now, assets, exposure_ev=0.0)[..., 1] > 128
    assert whole == pytest.approx(drawn[on_ball].max(), rel=0.08)


def test_what_stands_still_beside_a_mover_keeps_every_byte(renderer: Renderer) -> None:
    """A rolling ball blurs; the floor away from it does not change."""
    film = Film()
    wide = Renderer(320, 180, look=PLAIN)
    now, before = film.view(2), film.view(1)
    sharp = wide.draw(now, film.assets, exposure_ev=0.0)
    smeared = wide.draw(now, film.assets, exposure_ev=0.0, before=before)
    changed = (sharp != smeared).any(-1)
    assert changed.any()
    assert not changed[:, :40].any()
    assert not changed[:, 280:].any()


def test_the_same_motion_is_the_same_bytes(renderer: Renderer) -> None:
    """A blurred frame does not depend on what was drawn before it."""
    now, before, assets = glowing(0.1, -0.1)
    one = renderer.draw(now, assets, exposure_ev=0.0, before=before)
    scene, others = stand()
    renderer.draw(scene, others, exposure_ev=0.0)
    renderer.draw(before, assets, exposure_ev=0.0, before=now)
    assert (renderer.draw(now, assets, exposure_ev=0.0, before=before) == one).all()


def _forced(answer: bool, *given: Any, **_: bool) -> None:
    record_shutter(*given, everywhere=answer)


@pytest.mark.parametrize("size", [(128, 128), (200, 108)])
def test_one_go_over_the_picture_is_as_tile_by_tile(size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Under a camera that pans, with a mover in the picture and part of it still, the two ways of blurring give the same bytes, also where tiles overhang."""
    painter = Renderer(*size, look=PLAIN)
    scene, assets = stand()
    panned = replace(scene, camera=look((0.5, 1.5, 5), (0.35, 0.72, 0)), time_s=1 / 24)
    rolled = replace(panned, draws=(put("golden-ball", (0.2, 0.8, 0), seed=4), panned.draws[1]))
    before = replace(scene, draws=(put("golden-ball", (0.0, 0.8, 0), seed=4), scene.draws[1]))
    pictures = []
    for everywhere in (True, False):
        monkeypatch.setattr(module, "record_shutter", partial(_forced, everywhere))
        pictures.append(painter.draw(rolled, assets, exposure_ev=0.5, before=before))
    sharp = painter.draw(rolled, assets, exposure_ev=0.5)
    assert (pictures[0] == pictures[1]).all()
    assert (pictures[0] != sharp).any()
