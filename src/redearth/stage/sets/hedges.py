"""Clipped hedges: a body of leaves with a lumpy face, and twigs that stick out of it so that its outline is not a box's."""

from __future__ import annotations

import numpy as np

from redearth.stage.sets.leaves import inside, outward, sprig, unit
from redearth.stage.sets.nature import icosphere
from redearth.stage.sets.noise import fractal
from redearth.stage.sets.order import Order
from redearth.stage.sets.shape import Part, join, shaded

_SQUARE = 0.42
"""Power that swells a ball to a box with round edges."""
_INSET = 0.9
"""Size of the body over that of the box: the rest is for twigs."""
_TWIGS_PER_M2 = 12.0


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
    out = unit(across[chosen])
    up = unit(random.normal(0, 0.35, out.shape) + 0.35 * out + [0.0, 0.8, 0.0])
    side = unit(np.cross(up, out + random.normal(0, 0.3, out.shape)))
    size = 0.17 * random.uniform(0.8, 1.25, (count, 1))
    foot += 0.03 * out - size * up
    leaves = outward(
        foot, 2 * size * up, size * side, solid.positions.mean(0), out, sprig(order.palette, "ivy", order.colour), 0.25
    )
    half = np.asarray(order.size_m) / 2
    limit = np.array([half[0], order.size_m[1], half[2]])
    return inside(leaves, -limit * [1, 0, 1], limit)
