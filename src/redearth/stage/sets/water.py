"""Open water beside a set: where it lies, how the ground goes under it, and its surface out to the horizon."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from redearth.direction.model import SetPlan
from redearth.stage.sets.noise import fractal
from redearth.stage.sets.shape import F64, Part, join, shaded
from redearth.stage.sets.solids import box
from redearth.stage.sets.workshop import Workshop

_REACH_M = 1300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Water:
    """Open water of a set."""

    level_m: float
    """Height of its surface."""
    ramp_m: float
    """How far the ground takes to go under."""
    far_bank_m: float | None
    """Distance of the other bank; None: it reaches the horizon."""
    material: str


_WATERS: dict[tuple[str, str], Water] = {
    ("exterior", "lake"): Water(level_m=-0.1, ramp_m=8.0, far_bank_m=190.0, material="water"),
    ("exterior", "shore"): Water(level_m=-0.12, ramp_m=14.0, far_bank_m=None, material="sea"),
    ("exterior", "harbour"): Water(level_m=-1.6, ramp_m=0.6, far_bank_m=None, material="sea"),
    ("desert", "shore"): Water(level_m=-0.12, ramp_m=14.0, far_bank_m=None, material="sea"),
    ("street", "bridge"): Water(level_m=-9.0, ramp_m=1.5, far_bank_m=None, material="sea"),
}


def water_of(plan: SetPlan) -> Water | None:
    """Return the open water of a set, if its style has any."""
    return _WATERS.get((plan.kit, plan.style))


def offshore_m(plan: SetPlan, x: F64, z: F64) -> F64:
    """Return how far points lie beyond the water's edge: towards -Z, beside a quay, or on both sides of a bridge."""
    b = plan.bounds
    if plan.style == "harbour":
        return np.asarray(b.min_x_m - 0.5 - x)
    if plan.style == "bridge":
        return np.asarray(np.abs(x - (b.min_x_m + b.max_x_m) / 2) - (b.max_x_m - b.min_x_m) / 2 - 1.2)
    edge = 1.6 * fractal(x / 17.0, 0 * z, "shoreline", plan.id, octaves=3) * np.clip((np.abs(x) - 2.0) / 12.0, 0, 1)
    return np.asarray(b.min_z_m - 1.8 + edge - z)


def drowned(plan: SetPlan, land_m: F64, x: F64, z: F64) -> F64:
    """Return the ground's height with its part under water lowered."""
    water = water_of(plan)
    if water is None:
        return land_m
    out = offshore_m(plan, x, z)
    share = _smooth(out / water.ramp_m)
    if water.far_bank_m is not None:
        share = share * (1 - _smooth((out - water.far_bank_m) / 50.0))
    return land_m * (1 - share) + (water.level_m - 1.4) * share


def lay_water(shop: Workshop) -> None:
    """Lay the water's surface, and build the quay that stands in it."""
    plan, water = shop.plan, water_of(shop.plan)
    if water is None:
        return
    frozen = "snowy" in plan.dressing and water.material == "water"
    material = shop.palette.use("ice" if frozen else water.material)
    b = plan.bounds
    if plan.style == "harbour":
        corners = ((-_REACH_M, b.min_x_m - 0.3), (-_REACH_M, _REACH_M))
    elif plan.style == "bridge":
        corners = ((-_REACH_M, _REACH_M), (-_REACH_M, _REACH_M))
    else:
        corners = ((-_REACH_M, _REACH_M), (-_REACH_M, b.min_z_m + 1.5))
    shop.stand("water", lambda: _surface(corners, water.level_m, material), [np.eye(4)])
    if plan.style == "harbour":
        shop.stand("quay", lambda: _quay(shop, water.level_m), [np.eye(4)])


def _surface(corners: tuple[tuple[float, float], tuple[float, float]], level: float, material: int) -> Part:
    """A level sheet, finer near the set so that its pattern keeps its precision."""
    xs, zs = (_lines(*span) for span in corners)
    x, z = np.meshgrid(xs, zs, indexing="ij")
    n = len(zs)
    i, k = np.meshgrid(np.arange(len(xs) - 1), np.arange(n - 1), indexing="ij")
    quads = np.stack([i * n + k, i * n + k + 1, (i + 1) * n + k + 1, (i + 1) * n + k], -1).reshape(-1, 4)
    triangles = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])
    return shaded(np.stack([x, np.full_like(x, level), z], -1).reshape(-1, 3), triangles, material)


def _lines(low: float, high: float) -> F64:
    inner = [v for v in (-420.0, -160.0, -60.0, -24.0, 0.0, 24.0, 60.0, 160.0, 420.0) if low < v < high]
    return np.array([low, *inner, high])


def _quay(shop: Workshop, level: float) -> Part:
    """The quay's wall of cut stone with a coping, fenders, rings and ladders."""
    b = shop.plan.bounds
    stone, cap, rubber, iron = (shop.palette.use(n) for n in ("concrete_dark", "stone", "rubber", "rust"))
    long, middle, x = b.max_z_m - b.min_z_m + 240.0, (b.min_z_m + b.max_z_m) / 2, b.min_x_m - 0.35
    parts = [
        box((0.6, 4.0, long), stone, at=(x - 0.1, level - 2.4, middle)),
        box((1.0, 0.24, long), cap, at=(x, -0.232, middle), chamfer_m=0.03),
    ]
    for z in np.arange(b.min_z_m, b.max_z_m, 6.0):
        parts.append(box((0.3, 1.2, 0.5), rubber, at=(x - 0.5, level + 0.1, float(z)), chamfer_m=0.06))
    for z in np.arange(b.min_z_m + 3.0, b.max_z_m, 18.0):
        parts += [box((0.05, 1.7, 0.05), iron, at=(x - 0.5, level - 0.2, float(z) + s)) for s in (-0.22, 0.22)]
        parts += [box((0.05, 0.04, 0.44), iron, at=(x - 0.5, level + 0.3 * k, float(z))) for k in range(5)]
    return join(*parts)


def _smooth(t: F64) -> F64:
    t = np.clip(t, 0, 1)
    smooth: F64 = t * t * (3 - 2 * t)
    return smooth
