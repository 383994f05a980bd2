"""Balls around what joints move hold every posed vertex, part by part."""

from __future__ import annotations

import numpy as np
import pytest

from redearth.picture.realtime.joint_spheres import joint_spheres, posed_spheres
from redearth.stage.model import Mesh


def _mesh(count: int, joints: int, seed: int) -> Mesh:
    random = np.random.default_rng(seed)
    weights = random.random((count, 4)) * (random.random((count, 4)) > 0.4)
    weights[:, 0] += 0.1
    return Mesh(
        positions=random.normal(size=(count, 3)).astype(np.float32),
        normals=np.tile(np.float32([0, 1, 0]), (count, 1)),
        triangles=np.arange(count, dtype=np.uint32).reshape(-1, 3),
        material=np.zeros(count // 3, np.uint32),
        joints=random.integers(0, joints, (count, 4)).astype(np.uint32),
        weights=(weights / weights.sum(1, keepdims=True)).astype(np.float32),
    )


def _matrices(joints: int, seed: int) -> np.ndarray:
    random = np.random.default_rng(seed)
    matrices = np.tile(np.eye(4), (joints, 1, 1))
    for k in range(joints):
        turn, _ = np.linalg.qr(random.normal(size=(3, 3)))
        matrices[k, :3, :3] = turn * random.uniform(0.7, 1.4)
        matrices[k, :3, 3] = random.normal(size=3) * 3
    return matrices.astype(np.float32)


@pytest.mark.parametrize("seed", range(8))
def test_every_posed_vertex_lies_in_its_ball(seed: int) -> None:
    """However the joints stand, no vertex of a part leaves the part's ball."""
    mesh, matrices = _mesh(90, 7, seed), _matrices(7, seed + 100)
    parts = [np.arange(0, 30), np.arange(30, 42), np.arange(42, 90)]
    centres, radii = posed_spheres(joint_spheres(mesh, [np.arange(90), *parts]), matrices)
    placed = np.concatenate([mesh.positions, np.ones((90, 1))], 1)
    posed = np.einsum("vk,vkij,vj->vi", mesh.weights, matrices[mesh.joints], placed)[:, :3]
    for vertices, centre, radius in zip([np.arange(90), *parts], centres, radii, strict=True):
        assert np.linalg.norm(posed[vertices] - centre, axis=1).max() <= radius


def test_a_part_that_one_joint_moves_has_a_ball_as_small_as_itself() -> None:
    """A stiff part's ball is about as large as the part, wherever the rest of the body is."""
    mesh = _mesh(60, 1, 5)
    stiff = Mesh(
        positions=np.concatenate([mesh.positions[:30] * 0.1, mesh.positions[30:] * 3]),
        normals=mesh.normals,
        triangles=mesh.triangles,
        material=mesh.material,
        joints=np.repeat(np.uint32([[0] * 4, [1] * 4]), 30, axis=0),
        weights=np.tile(np.float32([1, 0, 0, 0]), (60, 1)),
    )
    matrices = _matrices(2, 3)
    matrices[0, :3, :3] = np.eye(3)
    _, radii = posed_spheres(joint_spheres(stiff, [np.arange(60), np.arange(30)]), matrices)
    extent = np.ptp(stiff.positions[:30], axis=0)
    assert radii[1] <= 0.5 * np.linalg.norm(extent) + 0.01
    assert radii[1] < 0.2 * radii[0]
