"""Strewing: variants of one thing over the land around the play area, or along its verges, clear of what stands there."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from redearth.core.seed import generator_from
from redearth.core.space import Matrix, Vec3
from redearth.stage.sets.ground import ground_height, outside_distance, roofed_floors
from redearth.stage.sets.nature import rock, rubble
from redearth.stage.sets.order import Order
from redearth.stage.sets.shape import Part
from redearth.stage.sets.trees import tree
from redearth.stage.sets.undergrowth import bush, carpet, far_tree, fern, tuft
from redearth.stage.sets.water import offshore_m, water_of
from redearth.stage.sets.workshop import Workshop, pose

_BUILD: dict[str, Callable[[Order], Part]] = {
    "rubble": rubble, "rock": rock, "tree": tree, "fern": fern, "tuft": tuft, "bush": bush, "far_tree": far_tree, "carpet": carpet,
}  # fmt: skip
_GROWS = ("tree", "fern", "tuft", "bush", "far_tree", "carpet")
VERGE_M = 4.9
"""Half the width of the way along Z that nothing strewn stands on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeds:
    """What to strew: ``count`` things of a ``kind`` in ``variants`` shapes of ``size_m``, scaled within ``scales``."""

    kind: str
    count: int
    scales: tuple[float, float]
    ring_m: tuple[float, float]
    """Distance from the edge of the play area."""
    size_m: Vec3
    variants: int
    name: str = ""
    way: bool = False
    """True: low things all over the play area."""
    verge: bool = False
    """True: inside the play area, beside the way along its middle."""
    from_m: float = VERGE_M
    """Where the verge begins, from the middle of the way."""
    colour: str = ""


def strew(shop: Workshop, seeds: Seeds) -> None:
    """Strew things, denser near the play area; each stands a little in the ground."""
    random = generator_from(
        "strew",
        shop.plan.id,
        seeds.kind,
        seeds.name,
        f"{seeds.size_m[0]:.2f}",
        *(["verge"] if seeds.verge else ["way"] if seeds.way else []),
    )
    poses: dict[int, list[Matrix]] = {}
    sink = 0.0 if seeds.kind in _GROWS else 0.05
    for k in range(seeds.count):
        scale = float(random.uniform(*seeds.scales))
        radius = seeds.size_m[0] * scale * 0.5
        inside = seeds.verge or seeds.way
        x, z = _verge_spot(shop, random, seeds) if inside else _ring_spot(shop, random, seeds.ring_m)
        yaw = float(random.uniform(0, 6.3))
        if not inside and float(outside_distance(shop.plan.bounds, np.array(x), np.array(z))) < radius:
            continue
        if _in_water(shop, x, z) or blocked(shop, x, z, 0.3 * radius if inside else radius):
            continue
        if any(outside_distance(floor, np.array(x), np.array(z)) == 0 for floor in roofed_floors(shop.plan)):
            continue
        y = float(ground_height(shop.plan, np.array(x), np.array(z)))
        poses.setdefault(k % seeds.variants, []).append(pose((x, y - sink * seeds.size_m[1] * scale, z), yaw, scale=scale))
    label = seeds.name or seeds.kind
    for variant, places in sorted(poses.items()):
        order = Order(
            kind=label, size_m=seeds.size_m, variant=variant, colour=seeds.colour, kit=shop.plan.kit, palette=shop.palette,
            style=shop.plan.style,
        )  # fmt: skip
        name = f"{label}_strewn_{variant}_{round(seeds.size_m[0] * 10)}"
        shop.stand(name, lambda order=order: _BUILD[seeds.kind](order), places)  # type: ignore[misc]


def _ring_spot(shop: Workshop, random: np.random.Generator, ring_m: tuple[float, float]) -> tuple[float, float]:
    """A ray from the middle to the edge and on; the larger side gets more of them."""
    b = shop.plan.bounds
    half_x, half_z = (b.max_x_m - b.min_x_m) / 2, (b.max_z_m - b.min_z_m) / 2
    reach = ring_m[0] + (ring_m[1] - ring_m[0]) * float(random.uniform()) ** 1.7
    turn = float(random.uniform(0, 2 * math.pi))
    turn = math.atan2(math.sin(turn) * half_z, math.cos(turn) * half_x)
    edge = min(half_x / max(abs(math.cos(turn)), 1e-6), half_z / max(abs(math.sin(turn)), 1e-6))
    return (
        (b.min_x_m + b.max_x_m) / 2 + math.cos(turn) * (edge + reach),
        (b.min_z_m + b.max_z_m) / 2 + math.sin(turn) * (edge + reach),
    )


def _verge_spot(shop: Workshop, random: np.random.Generator, seeds: Seeds) -> tuple[float, float]:
    """A spot beside the way, more often near it; or a spot anywhere in the play area."""
    b = shop.plan.bounds
    if seeds.way:
        return float(random.uniform(b.min_x_m, b.max_x_m)), float(random.uniform(b.min_z_m, b.max_z_m))
    half = (b.max_x_m - b.min_x_m) / 2 - seeds.from_m
    side = -1.0 if random.uniform() < 0.5 else 1.0
    x = (b.min_x_m + b.max_x_m) / 2 + side * (seeds.from_m + half * float(random.uniform()) ** 1.5)
    return x, float(random.uniform(b.min_z_m, b.max_z_m))


def _in_water(shop: Workshop, x: float, z: float) -> bool:
    water = water_of(shop.plan)
    if water is None:
        return False
    out = float(offshore_m(shop.plan, np.array(x), np.array(z)))
    return out > -1.0 and (water.far_bank_m is None or out < water.far_bank_m + 40.0)


def blocked(shop: Workshop, x: float, z: float, radius: float) -> bool:
    """Tell whether a strewn thing would stand in a piece."""
    for piece in shop.plan.pieces:
        room = math.hypot(piece.size_m[0], piece.size_m[2]) / 2 * 0.8
        if math.hypot(x - piece.position_m[0], z - piece.position_m[2]) < room + radius:
            return True
    return False
