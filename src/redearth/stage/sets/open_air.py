"""Shells under the sky: ruined city, desert, forest, street and a plain exterior, out to the horizon."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np

from redearth.core.seed import generator_from
from redearth.core.space import Matrix, rotation_y, translation
from redearth.stage.sets.bunker import dress_gate
from redearth.stage.sets.cracks import cracked_earth
from redearth.stage.sets.ground import ground_height, lay_ground
from redearth.stage.sets.leaves import outward, sprig
from redearth.stage.sets.panels import sheet
from redearth.stage.sets.ranges import raise_range
from redearth.stage.sets.shape import Part, join, moved
from redearth.stage.sets.solids import box, tube
from redearth.stage.sets.street import line_street
from redearth.stage.sets.strew import Seeds, blocked, strew
from redearth.stage.sets.towers import FLOOR_M, tower_floor
from redearth.stage.sets.water import lay_water
from redearth.stage.sets.wilderness import grow_forest, spread_desert
from redearth.stage.sets.workshop import Workshop, pose

_LANE_M = 0.012


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
        shop.stand("lane", lambda: _lane(shop), [np.eye(4)])
    raise_range(shop)
    _grow_meadow(shop)


def _grow_meadow(shop: Workshop) -> None:
    """Tufts along the way and woods in the distance; in a field, a crop beyond its fences."""
    style = shop.plan.style
    if style not in ("field", "mountain", "lake", "green"):
        return
    for width in (0.5, 0.52) if style == "field" else ():
        crop = Seeds(
            kind="tuft", count=900, scales=(0.8, 1.3), ring_m=(0, 1), size_m=(width, 0.75, 0.5), variants=3, verge=True, from_m=8.2,
            name="crop", colour="khaki",
        )  # fmt: skip
        strew(shop, crop)
    patches = Seeds(
        kind="carpet", count=90, scales=(0.8, 1.8), ring_m=(0, 1), size_m=(3.0, 0.02, 3.0), variants=2, verge=True, from_m=6.5
    )
    if not shop.palette.snowy:
        strew(shop, replace(patches, colour="olive"))
    tufts = 500 if style == "field" else 520
    strew(
        shop, Seeds(kind="tuft", count=tufts, scales=(0.6, 1.5), ring_m=(0, 1), size_m=(0.4, 0.34, 0.4), variants=3, verge=True)
    )
    strew(
        shop,
        Seeds(kind="bush", count=70, scales=(0.7, 1.6), ring_m=(6.0, 90.0), size_m=(3.4, 2.3, 3.4), variants=3, name="thicket"),
    )
    strew(shop, Seeds(kind="far_tree", count=190, scales=(0.6, 1.1), ring_m=(40.0, 170.0), size_m=(0.6, 12.0, 0.6), variants=3))


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


def _lane(shop: Workshop) -> Part:
    """A lane of gravel along the green, a little beside its middle: it winds, its rims are ragged and grown over; no higher than 2 cm."""
    b, random = shop.plan.bounds, generator_from("lane", shop.plan.id)
    z = np.arange(b.max_z_m + 20.0, b.min_z_m - 20.0, -0.8)
    middle = (b.min_x_m + b.max_x_m) / 2 - 3.4 + 0.5 * np.sin(z / 8.0) + 0.2 * np.sin(z / 3.1)
    rims = [middle + side * (1.15 + 0.22 * random.uniform(-1, 1, len(z))) for side in (-1, 1)]
    level = np.full(len(z), _LANE_M)
    gravel = sheet(np.stack([np.column_stack([x, level, z]) for x in rims]), shop.palette.use("gravel"))
    foot = np.column_stack([np.concatenate(rims), np.zeros(2 * len(z)), np.tile(z, 2)])[random.permutation(2 * len(z))[:220]]
    foot[:, 0] += random.normal(0, 0.12, len(foot))
    turn, tall = random.uniform(0, 3.1, len(foot)), random.uniform(0.12, 0.34, (len(foot), 1))
    side = tall * np.column_stack([np.cos(turn), 0 * turn, np.sin(turn)])
    up = np.tile([0.0, 1.0, 0.0], (len(foot), 1))
    return join(gravel, outward(foot, up * tall, side, np.array([0, -500.0, 0]), up, sprig(shop.palette, "grass")))


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
