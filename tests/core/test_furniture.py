"""Hollow furniture: what of it is solid."""

from __future__ import annotations

import pytest

from redearth.core.furniture import parts_of
from redearth.core.space import Vec3


def _solid(kind: str, size: Vec3, point: Vec3) -> bool:
    return any(
        abs(point[0] - foot[0]) <= part[0] / 2 and foot[1] <= point[1] <= foot[1] + part[1] and abs(point[2] - foot[2]) <= part[2] / 2
        for foot, part in parts_of(kind, size)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "size"), [("table", (1.8, 0.76, 0.9)), ("chair", (0.48, 0.92, 0.48)), ("crate", (0.8, 0.7, 0.8))]
)
def test_parts_stay_inside_the_box(kind: str, size: Vec3) -> None:
    """The box of a piece is an honest collider."""
    for foot, part in parts_of(kind, size):
        assert foot[1] >= 0 and foot[1] + part[1] <= size[1] + 1e-9
        assert abs(foot[0]) + part[0] / 2 <= size[0] / 2 + 1e-9 and abs(foot[2]) + part[2] / 2 <= size[2] / 2 + 1e-9


def test_legs_go_under_a_table_and_not_through_it() -> None:
    """Knees are free, the top and the legs are not; a nightstand and a crate are closed."""
    assert not _solid("table", (1.8, 0.76, 0.9), (0.3, 0.4, 0.2))
    assert _solid("table", (1.8, 0.76, 0.9), (0.3, 0.74, 0.2))
    assert _solid("table", (1.8, 0.76, 0.9), (0.83, 0.4, 0.38))
    assert _solid("table", (0.5, 0.52, 0.42), (0.0, 0.3, 0.0)) and _solid("crate", (0.8, 0.7, 0.8), (0.0, 0.3, 0.0))


def test_a_chair_is_a_seat_and_a_back() -> None:
    """Hands may hang over the seat; hips may not be in it, nor a chest in the back."""
    size = (0.48, 0.92, 0.48)
    assert not _solid("chair", size, (0.0, 0.7, 0.1))
    assert _solid("chair", size, (0.0, 0.4, 0.1)) and _solid("chair", size, (0.0, 0.7, -0.22))
