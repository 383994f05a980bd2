"""Known answers for the shop's tools: fields, casting, thinning, hard surfaces and binding."""

from __future__ import annotations

import numpy as np
import pytest

from redearth.stage.cast.field import box, capsule, ellipsoid, smooth_union, tube
from redearth.stage.cast.mesher import cast, grid
from redearth.stage.cast.part import Part, Shell, face_normals, mirrored, rigid
from redearth.stage.cast.shapes import belt, bevelled, sweep, turned
from redearth.stage.cast.skin import ADULT, REST, biped_weights
from redearth.stage.cast.thin import lightened


def _volume(shell: Shell) -> float:
    faces = face_normals(shell.positions, shell.triangles)
    return float((shell.positions[shell.triangles[:, 0]] * faces).sum() / 6)


def _ball(p: np.ndarray) -> np.ndarray:
    return ellipsoid(p, (0.1, 1.0, 0.0), (0.3, 0.3, 0.3))


def test_sphere_has_its_volume_and_normals() -> None:
    """A cast ball has 4/3 pi r^3 within 2 % and radial normals."""
    shell = cast(_ball, grid((-0.4, 0.5, -0.5), (0.6, 1.5, 0.5), 0.03))
    assert _volume(shell) == pytest.approx(4 / 3 * np.pi * 0.027, rel=0.02)
    radial = (shell.positions - [0.1, 1.0, 0.0]) / 0.3
    assert np.abs(shell.normals - radial).max() < 0.02


def _ball_part() -> Part:
    return rigid(cast(_ball, grid((-0.4, 0.5, -0.5), (0.6, 1.5, 0.5), 0.03)), "clay", ADULT, hips=0.25, chest=0.75)


def test_thinning_keeps_the_shape() -> None:
    """A tenth of the triangles still lies on the ball, faces its normals and encloses its volume."""
    part = _ball_part()
    thin = lightened([part], ADULT, len(part.shell.triangles) // 10)[0]
    assert len(thin.shell.triangles) <= len(part.shell.triangles) // 10
    assert np.abs(_ball(thin.shell.positions)).max() < 0.004
    assert _volume(thin.shell) == pytest.approx(4 / 3 * np.pi * 0.027, rel=0.04)
    radial = (thin.shell.positions - [0.1, 1.0, 0.0]) / 0.3
    assert (thin.shell.normals * radial).sum(axis=1).min() > 0.98


def test_thinned_surface_stays_closed() -> None:
    """Every edge of a thinned ball has exactly two triangles."""
    thin = lightened([_ball_part()], ADULT, 900)[0].shell
    _, where = np.unique(np.round(thin.positions, 6), axis=0, return_inverse=True)
    t = where.reshape(-1)[thin.triangles]
    sides = np.sort(np.concatenate([t[:, [0, 1]], t[:, [1, 2]], t[:, [2, 0]]]), axis=1)
    assert (np.unique(sides, axis=0, return_counts=True)[1] == 2).all()


def test_parts_keep_their_own_while_one_budget_serves_all() -> None:
    """Parts are thinned together and come back apart, with material and weights; a crumb is left out."""
    ball = _ball_part()
    crate = rigid(bevelled((1, 2, 3), (0.1, 0.1, 0.1), 0.01), "iron", ADULT, head=1.0)
    crumb = rigid(bevelled((0, 0, 0), (0.005, 0.005, 0.005), 0.001), "iron", ADULT, head=1.0)
    out = lightened([ball, crate, crumb], ADULT, 600, least_m=0.03)
    assert [part.material for part in out] == ["clay", "iron"]
    assert sum(len(part.shell.triangles) for part in out) <= 600
    assert np.allclose(out[0].weights[:, ADULT.index("chest")], 0.75)
    assert np.allclose(out[1].shell.positions.mean(axis=0), (1, 2, 3), atol=0.03)
    assert _volume(out[1].shell) == pytest.approx(0.008, rel=0.05)


def test_grazed_grid_points_leave_no_sliver() -> None:
    """A flat face that runs exactly through grid points is cast without triangles too thin to shade."""
    shell = cast(lambda p: box(p, (0, 0, 0), (0.1, 0.1, 0.1), 0.02), grid((-0.2,) * 3, (0.2,) * 3, 0.02))
    edges = np.diff(shell.positions[shell.triangles], axis=1, append=shell.positions[shell.triangles][:, :1])
    assert np.linalg.norm(edges, axis=2).min() > 1e-4
    assert _volume(shell) == pytest.approx(0.008, rel=0.08)


def test_union_is_never_further_than_its_parts() -> None:
    """A smooth union lies inside the plain one and equals it far from the seam."""
    p = np.random.default_rng(1).uniform(-1, 1, (500, 3))
    a, b = capsule(p, (0, 0, 0), (0, 0.5, 0), 0.1, 0.1), ellipsoid(p, (0.4, 0, 0), (0.2, 0.2, 0.2))
    both = smooth_union(a, b, 0.1)
    assert (both <= np.minimum(a, b) + 1e-12).all()
    far = np.abs(a - b) > 0.1
    assert np.allclose(both[far], np.minimum(a, b)[far])


def test_tube_follows_its_stations() -> None:
    """On a station's ellipse the distance is zero."""
    limb = tube((0, 0, 0), (0, 1, 0), (1, 0, 0), [(0, 0.1, 0.2), (0.5, 0.2, 0.1), (1, 0.1, 0.1)])
    assert np.allclose(limb.distance(np.array([[0.2, 0.5, 0.0], [0.0, 0.5, 0.1], [-0.2, 0.5, 0.0]])), 0.0, atol=2e-3)


@pytest.mark.parametrize(
    ("shell", "volume"),
    [
        (sweep(np.array([[0, 0, 0], [0, 0.5, 0], [0, 1.0, 0]]), 0.1, 0.1, [1, 0, 0], 48, cap="flat"), np.pi * 0.01),
        (turned((0, 0, 0), (1, 0, 0), [(0, 0.1), (1, 0.1)], 48), np.pi * 0.01),
        (bevelled((1, 2, 3), (0.5, 0.5, 0.5), 0.001), 1.0),
        (mirrored(bevelled((1, 2, 3), (0.5, 0.5, 0.5), 0.001)), 1.0),
    ],
)
def test_hard_surfaces_enclose_their_volume(shell: Shell, volume: float) -> None:
    """Sweeps, turned parts, boxes and mirrored parts face outwards and have the volume of their ideal."""
    assert _volume(shell) == pytest.approx(volume, rel=0.02)


def test_belt_lies_on_the_surface() -> None:
    """A belt round a ball keeps within its own thickness of it."""
    band = belt(_ball, (0.1, 1.0, 0.0), (0, 1, 0), 0.6, 0.02, 0.006)
    assert np.abs(_ball(band.positions)).max() < 0.012


@pytest.mark.parametrize("taper", [-0.4, 0.0, 0.4])
def test_a_belt_lies_on_a_tapering_body_with_both_edges(taper: float) -> None:
    """On a cone no part of a belt stands farther off than its own thickness, whichever way the cone goes."""

    def cone(p: np.ndarray) -> np.ndarray:
        return np.asarray((np.hypot(p[:, 0], p[:, 2]) - 0.15 - taper * p[:, 1]) / np.hypot(1.0, taper))

    band = belt(cone, (0, 0, 0), (0, 1, 0), 0.4, 0.030, 0.006)
    assert np.abs(cone(band.positions)).max() < 0.010
    assert np.ptp(band.positions[:, 1]) > 0.05


def test_joints_own_the_middles_of_their_bones() -> None:
    """A point halfway along each limb bone follows that bone alone."""
    for bone, child in (
        ("leftUpperArm", "leftLowerArm"),
        ("rightLowerArm", "rightHand"),
        ("leftUpperLeg", "leftLowerLeg"),
        ("rightLowerLeg", "rightFoot"),
    ):
        share = biped_weights(((REST[bone] + REST[child]) / 2)[None])[0]
        assert share[ADULT.index(bone)] > 0.95, bone


def test_sides_do_not_mix_below_the_crotch() -> None:
    """Inner thighs belong to their own leg."""
    share = biped_weights(np.array([[0.012, 0.6, 0.0], [-0.012, 0.6, 0.0]]))
    assert share[0, ADULT.index("rightUpperLeg")] == 0 and share[1, ADULT.index("leftUpperLeg")] == 0
