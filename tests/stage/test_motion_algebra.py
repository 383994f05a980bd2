"""Quaternions, eases and two-bone limbs: known answers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redearth.core.space import matrix_from_quat, rotation_x, rotation_y, rotation_z
from redearth.stage.motion import quat
from redearth.stage.motion.arms import clavicle_turn
from redearth.stage.motion.ease import inner_window, smooth, window
from redearth.stage.motion.twobone import bend, turn

angles = st.floats(-3.0, 3.0)


@given(angles, angles, angles)
def test_angles_agree_with_the_matrices_of_core(yaw: float, pitch: float, roll: float) -> None:
    """Yaw, pitch and roll compose as core's rotations do, and survive the way through a matrix."""
    q = quat.from_yaw_pitch_roll(np.array([yaw]), np.array([pitch]), np.array([roll]))
    expected = rotation_y(yaw) @ rotation_x(pitch) @ rotation_z(roll)
    assert np.allclose(matrix_from_quat(q)[0], expected, atol=1e-9)
    assert np.allclose(quat.to_matrix(quat.from_matrix(expected[None, :3, :3])), expected[None, :3, :3], atol=1e-7)


@given(st.lists(st.floats(-1, 1), min_size=6, max_size=6))
def test_the_shortest_turn_takes_one_vector_to_the_other(numbers: list[float]) -> None:
    """``between`` maps its first direction on to its second, opposite ones too."""
    a, b = quat.unit(np.array(numbers[:3])), quat.unit(np.array(numbers[3:]))
    assert np.allclose(quat.rotate(quat.between(a[None], b[None]), a[None]), b, atol=2e-3)
    assert np.allclose(quat.rotate(quat.between(a[None], -a[None]), a[None]), -a, atol=1e-9)


def test_a_limb_of_three_four_five_bends_at_a_right_angle() -> None:
    """Bones of 3 and 4 to a target 5 away meet at 90 degrees, on the side of the pole."""
    limb = bend(np.zeros((1, 3)), np.array([[0.0, -5.0, 0.0]]), np.array([[0.0, 0.0, 1.0]]), 3.0, 4.0)
    assert float((limb.upper * limb.lower).sum()) == pytest.approx(0.0, abs=1e-9)
    assert limb.upper[0, 2] > 0
    assert np.allclose(limb.upper * 3 + limb.lower * 4, [[0, -5, 0]])


def test_a_limb_stretches_towards_what_it_cannot_reach() -> None:
    """Out of reach the limb points straight at its target and never inverts."""
    limb = bend(np.zeros((1, 3)), np.array([[9.0, 0.0, 0.0]]), np.array([[0.0, 1.0, 0.0]]), 1.0, 1.0)
    assert limb.upper[0, 0] > 0.99 and limb.lower[0, 0] > 0.99
    assert limb.upper[0, 1] >= 0


def test_a_bone_turn_carries_its_rest_direction() -> None:
    """The turn of a bone maps its rest direction on to the solved one and is a pure rotation."""
    limb = bend(np.zeros((1, 3)), np.array([[0.2, -0.6, 0.3]]), np.array([[0.0, 0.0, 1.0]]), 0.42, 0.41)
    rest = np.array([0.0, -0.42, 0.01])
    q = turn(rest, np.array([0.0, 0.0, 1.0]), limb.upper, limb.hinge)
    assert np.allclose(quat.rotate(q, rest / np.linalg.norm(rest)), limb.upper, atol=1e-9)
    assert np.linalg.norm(q) == pytest.approx(1.0)


def test_windows_open_and_close_where_they_say() -> None:
    """A window is 0 outside, 1 on its plateau; an inner window closes inside its ends."""
    time = np.linspace(-1, 4, 501)
    outer = window(time, 0.0, 2.0, 0.5, 0.5)
    assert outer[time <= 0].max() == 0 and outer[time >= 2.5].max() == 0
    assert np.all(outer[(time >= 0.5) & (time <= 2.0)] == 1)
    inner = inner_window(time, 0.0, 2.0, 0.4)
    assert inner[(time <= 0) | (time >= 2.0)].max() < 1e-12
    assert float(smooth(0.5)) == pytest.approx(0.5)


def test_a_clavicle_rises_only_with_an_arm_above_the_horizontal() -> None:
    """An arm that hangs or reaches level leaves it alone; straight up it turns 20 to 30 degrees, mirrored on the other side."""
    palms = np.array([[0.0, -0.5, 0.0], [0.5, 0.0, 0.0], [0.0, 0.5, 0.0]])
    for side, outwards in ((0, 1.0), (1, -1.0)):
        tip = quat.rotate(clavicle_turn(palms, side), np.broadcast_to([outwards, 0.0, 0.0], palms.shape))
        assert np.allclose(tip[:2, 1], 0.0)
        assert 20.0 <= np.degrees(np.arcsin(tip[2, 1])) <= 30.0
