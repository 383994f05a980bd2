"""How far a skinned mesh reaches in a pose, part by part, without posing a vertex.

A posed vertex lies among the places to which its joints would carry it alone: inside the ball around what each of them carries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from redearth.stage.model import F32, Mesh

_SLACK_M = 0.002
"""Weights are rounded on their way to the device."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JointSpheres:
    """Balls around the vertices that each joint moves, for G groups of triangles one after another; K balls in all."""

    starts: NDArray[np.int64]
    """[G] the first ball of each group."""
    joints: NDArray[np.int64]
    """[K]."""
    centres: F32
    """[K, 3] where the mesh is bound."""
    radii: F32
    """[K]."""


def joint_spheres(mesh: Mesh, groups: Sequence[NDArray[np.int64]]) -> JointSpheres:
    """Return the balls of a skinned mesh for groups of its vertices, each as indices [N]."""
    found = [_balls(mesh, group) for group in groups]
    counts = [len(joints) for joints, _, _ in found]
    return JointSpheres(
        starts=np.concatenate([[0], np.cumsum(counts)[:-1]]).astype(np.int64),
        joints=np.concatenate([joints for joints, _, _ in found]),
        centres=np.concatenate([centres for _, centres, _ in found]).astype(np.float32),
        radii=np.concatenate([radii for _, _, radii in found]).astype(np.float32),
    )


def posed_spheres(spheres: JointSpheres, world_from_bind: F32) -> tuple[F32, F32]:
    """Return centres [G, 3] and radii [G] of a ball around each group under skinning matrices [J, 4, 4]."""
    matrices = world_from_bind[spheres.joints]
    moved = np.einsum("kij,kj->ki", matrices[:, :3, :3], spheres.centres) + matrices[:, :3, 3]
    radii = spheres.radii * np.linalg.norm(matrices[:, :3, :3], axis=1).max(1) + _SLACK_M
    low = np.minimum.reduceat(moved - radii[:, None], spheres.starts)
    high = np.maximum.reduceat(moved + radii[:, None], spheres.starts)
    middles = (low + high) / 2
    counts = np.diff(np.append(spheres.starts, len(radii)))
    away = np.linalg.norm(moved - np.repeat(middles, counts, axis=0), axis=1) + radii
    return middles.astype(np.float32), np.maximum.reduceat(away, spheres.starts).astype(np.float32)


def _balls(mesh: Mesh, vertices: NDArray[np.int64]) -> tuple[NDArray[np.int64], F32, F32]:
    """Return the joints that move any of ``vertices``, and around what each moves centres and radii."""
    if mesh.joints is None or mesh.weights is None:
        raise ValueError("the mesh is not skinned")
    rows, slots = np.nonzero(mesh.weights[vertices] > 0)
    places = mesh.positions[vertices[rows]]
    joints, group = np.unique(mesh.joints[vertices[rows], slots].astype(np.int64), return_inverse=True)
    low, high = np.full((len(joints), 3), np.inf), np.full((len(joints), 3), -np.inf)
    np.minimum.at(low, group, places)
    np.maximum.at(high, group, places)
    centres = ((low + high) / 2).astype(np.float32)
    radii = np.zeros(len(joints))
    reach = sum((np.abs(moves[vertices[rows]]).max(1) for moves in mesh.morphs.values()), np.zeros(len(rows)))
    np.maximum.at(radii, group, np.linalg.norm(places - centres[group], axis=1) + reach)
    return joints, centres, radii.astype(np.float32)
