"""Framing: points fall where they were asked to."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redearth.direction.camera import optics
from redearth.direction.camera.sight import bodies_between, body_gap, scenery_of
from tests.direction.scripts import TUNNEL, VAULT, plan_of

ASPECT = 16 / 9
coordinate = st.floats(-8, 8)


@given(coordinate, st.floats(0.3, 3), coordinate, st.floats(-0.6, 0.6), st.floats(-0.6, 0.6), st.sampled_from([24.0, 50.0, 85.0]))
def test_aimed_puts_the_target_where_asked(x: float, y: float, z: float, ndc_x: float, ndc_y: float, focal: float) -> None:
    """The target projects to the wanted place; the camera has no roll."""
    target = np.array([0.0, 1.5, -12.0])
    pose = optics.aimed(np.array([x, y, z]), target, (ndc_x, ndc_y), focal, ASPECT)
    px, py, depth = optics.project(pose, target[None], ASPECT)[0]
    assert depth > 0
    assert px == pytest.approx(ndc_x, abs=0.03)
    assert py == pytest.approx(ndc_y, abs=0.02)
    assert pose.matrix[1, 0] == 0.0
    np.testing.assert_allclose(pose.matrix[:3, :3] @ pose.matrix[:3, :3].T, np.eye(3), atol=1e-12)


def test_distance_is_the_height_times_the_lens_over_the_sensor() -> None:
    """d = H f / 20.25 mm on a full-frame 16:9 sensor."""
    assert optics.distance_m(2.025, 50, ASPECT) == pytest.approx(5.0)


@pytest.mark.parametrize("size", optics.SIZES)
def test_sizes_and_heights_are_inverse(size: str) -> None:
    """A size's own picture height reads as that size."""
    assert optics.size_of(optics.VISIBLE_M[size]) == size  # type: ignore[index]


@pytest.mark.parametrize("size", optics.SIZES)
def test_no_camera_in_a_face(size: str) -> None:
    """Close sizes take a longer lens instead of coming nearer than 0.95 m, and still see the same height."""
    focal, away = optics.lens_and_distance(size, 1.7, ASPECT)  # type: ignore[arg-type]
    assert away >= 0.95 - 1e-9
    assert away * optics.SENSOR_WIDTH_MM / ASPECT / focal == pytest.approx(optics.VISIBLE_M[size])  # type: ignore[index]


def test_two_shot_stands_equally_far_from_both() -> None:
    """The apex of the arc over two people."""
    a, b = np.array([0.0, 1.6, 0.0]), np.array([1.2, 1.6, 0.4])
    position, _ = optics.two_shot(a, b, 40.0, 3.0, 1.0)
    assert np.linalg.norm(position - a) == pytest.approx(np.linalg.norm(position - b))


def test_look_room_lies_on_the_side_of_the_gaze() -> None:
    """Who looks right stands left of the middle."""
    assert optics.look_room(0.8) < 0 < optics.look_room(-0.8)


def test_a_shut_gate_hides_what_is_behind_it() -> None:
    """An open gate is looked through, a shut one is not."""
    plan = plan_of(TUNNEL)
    eye, target = np.array([0.0, 1.5, 18.0]), np.array([[0.0, 1.5, 2.0]])
    assert scenery_of(plan, ()).blocked(eye, target)[0] == 0.0
    assert scenery_of(plan, ("gate",)).blocked(eye, target)[0] == 1.0


def test_cameras_keep_out_of_scenery_and_inside_the_walls() -> None:
    """Inside a planter, in a pipe and outside the hall is no place for a camera."""
    vault = scenery_of(plan_of(VAULT), ())
    assert not vault.inside(np.array([3.2, 0.5, -5.2]))
    assert not vault.inside(np.array([0.0, 1.5, 40.0]))
    assert vault.inside(np.array([0.0, 1.5, 4.0]))
    assert not scenery_of(plan_of(TUNNEL), ()).inside(np.array([-2.65, 3.1, -10.0]))


def test_bodies_block_rays_and_keep_cameras_away() -> None:
    """A body between camera and face is counted, one beside it is not."""
    body = np.array([[0.0, 0.0, 0.3, 1.8]])
    assert bodies_between(np.array([0.0, 1.5, 3.0]), np.array([0.0, 1.5, -3.0]), body) == 1
    assert bodies_between(np.array([2.0, 1.5, 3.0]), np.array([2.0, 1.5, -3.0]), body) == 0
    assert body_gap(np.array([0.0, 1.5, 1.0]), body) == pytest.approx(0.7)
    assert body_gap(np.array([0.0, 1.5, 1.0]), np.zeros((0, 4))) == math.inf
