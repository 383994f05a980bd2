"""A shot leaves out only what neither the picture nor a shadow can show."""

import numpy as np
import pytest

from redearth.core.space import rotation_y, translation, world_from_camera_looking
from redearth.stage.model import Camera
from redearth.stage.usd.cull import (
    MEMBER_SHARE,
    bounding_spheres,
    distinct,
    frusta_of,
    in_the_lens,
    kept,
    level_of,
    shadow_mesh_of,
)


def _camera(pose=None) -> Camera:
    """Return a camera at eye height that looks along -Z, 40 degrees high."""
    pose = world_from_camera_looking((0, 1.6, 0), (0, 1.6, -10)) if pose is None else pose
    return Camera(world_from_camera=pose, vertical_fov_rad=np.radians(40), focal_mm=28, t_stop=2.8, focus_m=5)


@pytest.mark.parametrize(
    ("centre", "radius", "drawn"),
    [
        ((0.0, 1.0, -200.0), 0.5, True),  # far, small, in the middle of the picture
        ((0.0, 1.0, 200.0), 0.5, False),  # far, small, behind
        ((0.0, 1.0, 20.0), 0.5, True),  # behind but near: its shadow may fall into the picture
        ((0.0, 1.0, 200.0), 30.0, True),  # behind but a tower: its shadow is long at dawn
        ((200.0, 1.0, -100.0), 0.5, False),  # beside the widest crop
        ((80.0, 1.0, -100.0), 0.5, True),  # inside the widest crop
        ((0.0, 90.0, -100.0), 0.5, False),  # above
    ],
)
def test_what_is_kept(centre, radius, drawn):
    """In the picture, near, or large: drawn; else left out."""
    assert kept(frusta_of([_camera()]), np.array([centre]), np.array([radius]))[0] == drawn


def test_one_frame_is_enough():
    """A thing that a pan reaches on a single frame is drawn."""
    cameras = [_camera(), _camera(translation((0, 1.6, 0)) @ rotation_y(np.pi))]
    behind = np.array([[0.0, 1.0, 200.0]])
    assert kept(distinct(frusta_of(cameras)), behind, np.array([0.5]))[0]


def test_a_camera_that_stands_still_counts_once():
    """Repeated frames cost nothing."""
    assert len(distinct(frusta_of([_camera()] * 50)).rises) == 1


def test_size_in_the_picture_chooses_the_mesh():
    """Large needs the full mesh, half of that the middle one, small or unseen the light one."""
    frusta = frusta_of([_camera()] * 3)
    places = {"near": (0, 0, -4), "off": (0, 0, -8), "far": (0, 0, -30), "behind": (0, 0, 4)}
    levels = {name: level_of(frusta, np.tile(np.array(at, float), (3, 1)), 1.72) for name, at in places.items()}
    assert levels == {"near": "body", "off": "mid", "far": "distant", "behind": "distant"}


def test_who_stands_close_to_a_wide_lens_keeps_the_full_mesh():
    """Within arm's reach of a fisheye an actor spans little of the picture and shows every buckle."""
    wide = Camera(
        world_from_camera=_camera().world_from_camera, vertical_fov_rad=np.radians(100), focal_mm=9, t_stop=2.8, focus_m=3
    )
    levels = [level_of(frusta_of([wide]), np.array([[0.0, 0.0, -z]]), 1.72) for z in (3.2, 3.8)]
    assert levels == ["body", "mid"]


def test_one_of_a_hundred_is_drawn_lighter():
    """The more actors a shot shows, the larger one must be to wear a heavy mesh; whoever is close keeps the full one."""
    frusta = frusta_of([_camera()] * 3)
    at = {z: np.tile(np.array([0.0, 0.0, -z]), (3, 1)) for z in (2.0, 4.5, 8.0)}
    few = [level_of(frusta, roots, 1.72, 20) for roots in at.values()]
    many = [level_of(frusta, roots, 1.72, 100) for roots in at.values()]
    assert few == ["body", "body", "mid"]
    assert many == ["body", "mid", "distant"]


def test_members_of_a_crowd_get_the_middle_mesh_nearer():
    """One of a crowd at 10 m is drawn as a distant figure where a single actor would not be; at 5 m with a face."""
    frusta = frusta_of([_camera()] * 3)
    at = {z: np.tile(np.array([0.0, 0.0, -z]), (3, 1)) for z in (5.0, 10.0)}
    assert [level_of(frusta, roots, 1.72, 24) for roots in at.values()] == ["mid", "mid"]
    assert [level_of(frusta, roots, 1.72, 24, MEMBER_SHARE) for roots in at.values()] == ["mid", "distant"]


def test_nobody_stands_in_the_lens():
    """Half a metre before the camera somebody fills the picture; behind it, beside it or three metres off nobody does."""
    frusta = frusta_of([_camera()] * 2)
    places = {"before": (0, 0, -0.6), "off": (0, 0, -3), "behind": (0, 0, 1.2), "beside": (2.0, 0, 0)}
    blocks = {name: in_the_lens(frusta, np.tile(np.array(at, float), (2, 1)), 1.72) for name, at in places.items()}
    assert blocks == {"before": True, "off": False, "behind": False, "beside": False}


def test_a_shadow_is_thrown_by_the_next_lighter_mesh_of_the_same_costume():
    """``mid3`` has ``distant3`` for its shadow; the lightest throw their own."""
    meshes = {"body", "mid", "distant", "mid3", "distant3"}
    assert [shadow_mesh_of(mesh, meshes) for mesh in ("body", "mid", "mid3", "distant3", "distant")] == [
        "mid",
        "distant",
        "distant3",
        "",
        "",
    ]


def test_the_largest_moment_of_a_shot_decides():
    """An actor who comes close on one frame wears the full mesh on all of them."""
    walk = np.array([[0.0, 0.0, -20.0], [0.0, 0.0, -10.0], [0.0, 0.0, -2.0]])
    assert level_of(frusta_of([_camera()] * 3), walk, 1.72) == "body"


def test_spheres_hold_their_boxes():
    """Every corner of a scaled, turned box lies inside its sphere."""
    extent = np.array([[-1.0, 0.0, -2.0], [1.0, 3.0, 2.0]])
    matrices = np.array([translation((5, 1, 2)) @ rotation_y(0.3 * k) @ np.diag([1.0, 2.0, 0.5, 1.0]) for k in range(4)])
    centres, radii = bounding_spheres(extent, matrices)
    corners = np.array([[x, y, z, 1.0] for x in extent[:, 0] for y in extent[:, 1] for z in extent[:, 2]])
    world = np.einsum("nij,cj->nci", matrices, corners)[..., :3]
    assert (np.linalg.norm(world - centres[:, None], axis=2) <= radii[:, None] + 1e-9).all()
