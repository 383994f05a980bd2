"""Mountain ranges on the horizon: ridged rock with snow on its tops, in one ring of ground beyond the terrain."""

from __future__ import annotations

import math

import numpy as np

from redearth.stage.sets.noise import fractal
from redearth.stage.sets.shape import F64, Part, inside_out, shaded
from redearth.stage.sets.workshop import Workshop

_HEIGHT_M: dict[tuple[str, str], float] = {
    ("exterior", "mountain"): 330.0,
    ("exterior", "lake"): 240.0,
    ("exterior", "field"): 70.0,
    ("exterior", "green"): 60.0,
    ("desert", "mars"): 120.0,
    ("desert", "moon"): 160.0,
    ("desert", "salt"): 90.0,
    ("forest", "conifer"): 170.0,
}
_NEAR_M, _FAR_M = 300.0, 1050.0


def raise_range(shop: Workshop) -> None:
    """Raise the range that a style has, open towards the low sun."""
    plan = shop.plan
    top = _HEIGHT_M.get((plan.kit, plan.style), 0.0)
    if top <= 0:
        return
    rock, snow = {
        "desert": (shop.palette.use("cliff" if plan.style != "moon" else "range_rock"),) * 2,
    }.get(plan.kit, (shop.palette.use("range_rock" if top > 100 else "range_green"), shop.palette.use("snow")))
    for quarter in range(4):
        # In quarters, so that those out of the picture cost nothing.
        shop.stand(f"range_{quarter}", lambda q=quarter: _range(plan.id, q, top, rock, snow), [np.eye(4)], "range")  # type: ignore[misc]


def _range(identity: str, quarter: int, top: float, rock: int, snow: int) -> Part:
    turn, reach = (quarter + np.linspace(0, 1, 73)) * math.pi / 2, np.linspace(0, 1, 32) ** 1.2
    a, r = np.meshgrid(turn, reach, indexing="ij")
    distance = _NEAR_M + (_FAR_M - _NEAR_M) * r
    x, z = np.sin(a) * distance, -np.cos(a) * distance
    height = _height(identity, x, z, r, np.cos(a)) * top - 4.0
    n = len(reach)
    i, k = np.meshgrid(np.arange(72), np.arange(n - 1), indexing="ij")
    quads = np.stack([i * n + k, i * n + k + 1, (i + 1) * n + k + 1, (i + 1) * n + k], -1).reshape(-1, 4)
    triangles = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])
    points = np.stack([x, height, z], -1).reshape(-1, 3)
    part = shaded(points, triangles, rock, crease_rad=1.1)
    if float(part.normals[:, 1].mean()) < 0:
        part = inside_out(part)
    corner = part.positions[part.triangles]
    face = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    level = face[:, 1] / np.maximum(np.linalg.norm(face, axis=1), 1e-9)
    white = corner[:, :, 1].mean(1) + 70.0 * (level - 0.7) > 0.46 * top
    return Part(
        positions=part.positions,
        normals=part.normals,
        triangles=part.triangles,
        material=np.where(white & (top > 100.0), snow, part.material),
    )


def _height(identity: str, x: F64, z: F64, r: F64, ahead: F64) -> F64:
    """Share of the range's height [0, 1]: folded ridges that rise with distance, lower where the sun comes up."""
    ridge = 1.0 - np.abs(fractal(x / 330.0, z / 330.0, "range", identity, octaves=5, gain=0.5)) * 1.7
    broad = 0.5 + 0.5 * fractal(x / 700.0, z / 700.0, "range-broad", identity, octaves=2)
    gap = 1.0 - 0.72 * np.clip((ahead - 0.955) / 0.035, 0, 1)
    return np.asarray(np.clip(ridge, 0.05, 1.0) * (0.35 + 0.65 * broad) * np.clip(r * 2.4, 0, 1) ** 1.3 * gap)
