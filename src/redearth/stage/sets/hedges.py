"""Clipped hedges: a body of leaves with a lumpy face, and twigs that stick out of it so that its outline is not a box's."""

from __future__ import annotations

import numpy as np

from redearth.stage.sets.nature import icosphere
from redearth.stage.sets.noise import fractal
from redearth.stage.sets.order import Order
from redearth.stage.sets.shape import F64, Part, join, shaded
from redearth.stage.sets.trees import two_sided

_SQUARE = 0.42
"""Power that swells a ball to a box with round edges."""
_INSET = 0.9
"""Size of the body over that of the box: the rest is for twigs."""
_TWIGS_PER_M2 = 14.0


def hedge(order: Order) -> Part:
    """Return a hedge along x that fills its box from the ground up."""
    points, faces = icosphere(3)
    body = np.sign(points) * np.abs(points) ** _SQUARE
    body /= np.abs(body).max(0)
    half = np.asarray(order.size_m) / 2
    lumps = fractal(body[:, 0] * half[0] * 3.1 + 7 * body[:, 2], body[:, 1] * half[1] * 3.1, "hedge", order.variant, octaves=3)
    body *= _INSET * half * (1.0 + 0.11 * lumps)[:, None]
    body[:, 1] = np.clip(body[:, 1] + half[1] * _INSET, 0.0, order.size_m[1])
    solid = shaded(body, faces, order.paint("foliage"), crease_rad=3.0)
    return join(solid, _twigs(solid, order))


def _twigs(solid: Part, order: Order) -> Part:
    """Leaves that lie on the body and lean out of it, the lighter ones on top."""
    random = order.random("twigs")
    corner = solid.positions[solid.triangles]
    across = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    area = np.linalg.norm(across, axis=1) / 2
    count = int(min(160, _TWIGS_PER_M2 * area.sum()))
    chosen = random.choice(len(area), count, p=area / area.sum())
    shares = random.dirichlet((1.0, 1.0, 1.0), count)
    foot = np.einsum("ij,ijk->ik", shares, corner[chosen])
    out = across[chosen] / np.maximum(np.linalg.norm(across[chosen], axis=1, keepdims=True), 1e-9)
    along = _unit(out * 0.8 + random.normal(0, 0.6, out.shape) + [0.0, 0.45, 0.0])
    side = _unit(np.cross(along, random.normal(size=out.shape)))
    long = 0.17 * random.uniform(0.6, 1.2, (count, 1))
    points = np.stack([foot - 0.3 * long * along, foot + 0.3 * long * side, foot + long * along, foot - 0.3 * long * side], 1)
    half = np.asarray(order.size_m) / 2
    points = np.clip(points, [-half[0], 0.0, -half[2]], [half[0], order.size_m[1], half[2]])
    index = np.arange(count)[:, None] * 4
    triangles = np.concatenate([index + np.array([0, 1, 2]), index + np.array([0, 2, 3])])
    return two_sided(
        points.reshape(-1, 3), np.repeat(_unit(out + 0.3 * along), 4, axis=0), triangles, order.paint("foliage_light")
    )


def _unit(vectors: F64) -> F64:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9))
