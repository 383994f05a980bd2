"""Shells under the sky: ruined city, desert, forest, street and a plain exterior, out to the horizon."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from redearth.core.seed import generator_from
from redearth.core.space import Matrix, rotation_y, translation
from redearth.stage.sets.bunker import dress_gate
from redearth.stage.sets.cracks import cracked_earth
from redearth.stage.sets.ground import ground_height, lay_ground
from redearth.stage.sets.ranges import raise_range
from redearth.stage.sets.shape import Part, join, moved
from redearth.stage.sets.solids import box, tube
from redearth.stage.sets.street import line_street
from redearth.stage.sets.strew import Seeds, blocked, strew
from redearth.stage.sets.towers import FLOOR_M, tower_floor
from redearth.stage.sets.water import lay_water
from redearth.stage.sets.wilderness import grow_forest, spread_desert
from redearth.stage.sets.workshop import Workshop, pose


def raise_open_air(shop: Workshop) -> None:
    """Build the shell of an open set."""
    lay_ground(shop)
    lay_water(shop)
    {"ruined_city": _ruins, "desert": spread_desert, "forest": grow_forest, "street": line_street}.get(shop.plan.kit, _plain)(
        shop
    )
    for piece in shop.plan.pieces:
        if piece.kind == "gate":
            dress_gate(shop, piece)


def _ruins(shop: Workshop) -> None:
    _crack(shop)
    shop.stand("wires", lambda: _wires(shop), [np.eye(4)])
    _skyline(shop, 26)
    strew(shop, Seeds(kind="rubble", count=60, scales=(0.4, 1.5), ring_m=(1.0, 45.0), size_m=(1.0, 0.25, 0.9), variants=5))
    strew(shop, Seeds(kind="rubble", count=16, scales=(0.9, 1.9), ring_m=(3.0, 50.0), size_m=(3.2, 1.1, 2.8), variants=3))


def _plain(shop: Workshop) -> None:
    wooded = shop.plan.style not in ("shore", "harbour", "plaza")
    strew(
        shop,
        Seeds(
            kind="tree", count=46 if wooded else 0, scales=(0.7, 1.2), ring_m=(9.0, 110.0), size_m=(0.6, 10.0, 0.6), variants=2
        ),
    )
    strew(shop, Seeds(kind="rock", count=12, scales=(0.3, 0.7), ring_m=(1.0, 50.0), size_m=(1.1, 0.6, 0.9), variants=3))
    if shop.plan.style in ("", "green"):
        shop.stand("path", lambda: _path(shop), [np.eye(4)])
    raise_range(shop)
    if shop.plan.style in ("field", "mountain", "lake", "green"):
        strew(
            shop,
            Seeds(
                kind="tuft",
                count=500 if shop.plan.style == "field" else 260,
                scales=(0.6, 1.5),
                ring_m=(0, 1),
                size_m=(0.4, 0.34, 0.4),
                variants=3,
                verge=True,
            ),
        )
        strew(
            shop, Seeds(kind="far_tree", count=150, scales=(0.6, 1.1), ring_m=(40.0, 170.0), size_m=(0.6, 12.0, 0.6), variants=3)
        )


def _wires(shop: Workshop) -> Part:
    """What is left of the wires between the poles of each side: they sag, and some have snapped and hang."""
    random, rust = generator_from("wires", shop.plan.id), shop.palette.use("steel_dark")
    parts = [box((0.01, 0.01, 0.01), rust, at=(0.0, -0.5, 0.0))]
    for side in (-1, 1):
        poles = sorted(
            (p for p in shop.plan.pieces if p.kind == "pole" and p.position_m[0] * side > 0), key=lambda p: p.position_m[2]
        )
        for a, b in pairwise(poles):
            for offset in (-0.45, 0.45):
                ends = [np.array([p.position_m[0] + offset, 0.97 * p.size_m[1], p.position_m[2]]) for p in (a, b)]
                share = np.linspace(0, 1, 9)[:, None]
                line = (
                    ends[0]
                    + (ends[1] - ends[0]) * share
                    - np.array([0, float(random.uniform(1.2, 2.4)), 0]) * (4 * share * (1 - share))
                )
                if random.uniform() < 0.4:
                    drop = ends[0] + np.array([float(random.uniform(-0.4, 0.4)), -0.5 * ends[0][1], 0.6])
                    line = np.array(
                        [
                            ends[0],
                            drop,
                            drop + np.array([0.3, -0.42 * ends[0][1], 0.5]),
                            drop + np.array([0.9, -0.47 * ends[0][1], 1.4]),
                        ]
                    )
                parts.append(tube(line, 0.02, rust, sides=3, caps=False))
    return join(*parts)


def _path(shop: Workshop) -> Part:
    """A paved path along the green, a little beside its middle, with kerbs no higher than 2 cm."""
    b, stone, kerb = shop.plan.bounds, shop.palette.use("concrete"), shop.palette.use("concrete_dark")
    long, middle = b.max_z_m - b.min_z_m + 40.0, (b.min_z_m + b.max_z_m) / 2
    x = (b.min_x_m + b.max_x_m) / 2 - 3.4
    sides = [box((0.12, 0.05, long), kerb, at=(x + side * 1.01, -0.032, middle)) for side in (-1, 1)]
    return join(box((1.9, 0.04, long), stone, at=(x, -0.028, middle)), *sides)


def _crack(shop: Workshop) -> None:
    """Lay cracked earth about the middle of the action."""
    if shop.plan.surface not in ("sand", "soil"):
        return
    plates, bed = shop.palette.use("mud"), shop.palette.use("mud_bed")
    anchor = shop.plan.anchor("centre")
    x, _, z = anchor.position_m if anchor is not None else (0.0, 0.0, 0.0)
    shop.stand("cracks_main", lambda: cracked_earth(3.2, plates, bed, shop.plan.id), [pose((x, 0.0, z))])


def _skyline(shop: Workshop, count: int) -> None:
    """Ring the city with a few shared ruins; haze hides that they are plain."""
    random = generator_from("skyline", shop.plan.id)
    b = shop.plan.bounds
    middle = ((b.min_x_m + b.max_x_m) / 2, (b.min_z_m + b.max_z_m) / 2)
    half = max(b.max_x_m - b.min_x_m, b.max_z_m - b.min_z_m) / 2
    places: dict[int, list[Matrix]] = {}
    for k in range(count):
        turn = 2 * math.pi * (k + float(random.uniform(-0.35, 0.35))) / count
        reach = half + 70 + 210 * float(random.uniform())
        x, z = middle[0] + math.cos(turn) * reach, middle[1] + math.sin(turn) * reach
        scale = float(random.uniform(0.8, 1.5))
        # The gap at the -Z end belongs to the sun.
        if blocked(shop, x, z, 16.0) or (z < middle[1] and abs(x - middle[0]) < 34):
            continue
        y = float(ground_height(shop.plan, np.array(x), np.array(z))) - 1.5
        places.setdefault(k % 3, []).append(pose((x, y, z), float(random.uniform(0, 6.3)), scale=scale))
    for variant, poses in sorted(places.items()):
        shop.stand(f"skyline_{variant}", lambda v=variant: _far_ruin(shop, v), poses)  # type: ignore[misc]


def _far_ruin(shop: Workshop, variant: int) -> Part:
    """A whole ruin for the horizon, its floors twice as high as they should be, so that few of them are needed."""
    random = generator_from("far-ruin", variant)
    floors, size = (6, 4, 5)[variant], ((13.0, 2 * FLOOR_M, 10.0), (20.0, 2 * FLOOR_M, 12.0), (11.0, 2 * FLOOR_M, 11.0))[variant]
    kinds = ("walled", "windows", "frame", "frame", "broken", "crown")
    parts = []
    lean = random.normal(0, 0.03, 2)
    for floor in range(floors):
        kind = "crown" if floor == floors - 1 else kinds[min(4, int(floor * 5 / floors + random.uniform(0, 1)))]
        at = translation((lean[0] * floor * size[1], floor * size[1], lean[1] * floor * size[1])) @ rotation_y(
            math.pi * (floor % 2)
        )
        parts.append(moved(tower_floor(shop.palette, kind, size, near=False), at))
    return join(*parts)
