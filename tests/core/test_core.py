"""The shared language: ranges, slugs, seeds, records, spaces."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redearth.core.frames import FrameRange, between
from redearth.core.record import dump_record, load_record
from redearth.core.seed import generator_from, seed_from
from redearth.core.slug import slug
from redearth.core.space import (
    forward_from_yaw,
    matrix_from_quat,
    quat_from_matrix,
    rotation_x,
    rotation_y,
    rotation_z,
    world_from_camera_looking,
    yaw_towards,
)

angles = st.floats(-3.1, 3.1)


def test_ranges_are_half_open() -> None:
    """The end is the first frame outside, and overlaps have the right length."""
    assert 9 in FrameRange(start=5, duration=5)
    assert 10 not in FrameRange(start=5, duration=5)
    assert between(0, 10).overlap(between(8, 20)) == between(8, 10)
    assert between(0, 5).overlap(between(8, 20)).duration == 0


@given(st.text())
def test_slugs_are_safe_file_names(text: str) -> None:
    """Whatever a script calls things, a slug is one short path component."""
    name = slug(text)
    assert name
    assert len(name.encode()) <= 80
    assert not set(name) & set('/\\\0.:*?"<>|\n')
    assert name not in ("con", "nul", "com1")


def test_different_long_names_stay_apart() -> None:
    """Names cut at the limit end in their own digest."""
    assert slug("x" * 300 + "a") != slug("x" * 300 + "b")
    assert slug("内景 茶馆 - 清晨") == "内景-茶馆-清晨"


def test_seeds_follow_identity() -> None:
    """The same identity gives the same numbers, another gives others; joining parts differently does too."""
    assert seed_from("a", 1) == seed_from("a", 1)
    assert len({seed_from("a", 1), seed_from("a", 2), seed_from("a1"), seed_from("a", "1")}) == 4
    assert generator_from("x").random() == generator_from("x").random()


@dataclass(frozen=True, slots=True, kw_only=True)
class Toy:
    """A record of this test."""

    names: tuple[str, ...]
    range: FrameRange
    share: float = 0.5


def test_records_come_back_as_they_were() -> None:
    """Dump and load are inverse, and a record of another type is refused."""
    toy = Toy(names=("红", "b"), range=between(1, 3))
    assert load_record(Toy, dump_record(toy)) == toy
    with pytest.raises(ValueError, match="expected a record"):
        load_record(FrameRange, dump_record(toy))


@given(angles, angles, angles)
def test_quaternions_and_matrices_are_inverse(x: float, y: float, z: float) -> None:
    """A rotation survives the way to a quaternion and back."""
    matrix = rotation_y(y) @ rotation_x(x) @ rotation_z(z)
    assert np.allclose(matrix_from_quat(quat_from_matrix(matrix)), matrix, atol=1e-9)


@given(angles)
def test_yaw_and_forward_agree(yaw: float) -> None:
    """Facing along the forward of a yaw gives the yaw back, and the rotation moves +Z there."""
    assert math.isclose(yaw_towards((0, 0, 0), forward_from_yaw(yaw)), yaw, abs_tol=1e-9)
    assert np.allclose((rotation_y(yaw) @ [0, 0, 1, 0])[:3], forward_from_yaw(yaw))


def test_cameras_look_along_minus_z() -> None:
    """The target lies on the camera's -Z axis and up stays up."""
    matrix = world_from_camera_looking((0, 2, 5), (0, 2, 0))
    assert np.allclose(matrix[:3, 2], [0, 0, 1])
    assert np.allclose(matrix[:3, 1], [0, 1, 0])
