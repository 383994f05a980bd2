"""Shells under the sky: ruined city, desert, forest, street and a plain exterior, out to the horizon."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.seed import generator_from
from redearth.core.space import Matrix, Vec3
from redearth.direction.model import Piece
from redearth.stage.sets.ground import ground_height, lay_ground, outside_distance, portal_outward, portals
from redearth.stage.sets.nature import rock, rubble, tree
from redearth.stage.sets.order import Order
from redearth.stage.sets.panels import pierced
from redearth.stage.sets.shape import Part, inside_out, join, shifted
from redearth.stage.sets.solids import box
from redearth.stage.sets.towers import FLOOR_M, tower_floor
from redearth.stage.sets.workshop import Workshop, piece_pose, pose


def raise_open_air(shop: Workshop) -> None:
    """Build the shell of an open set."""
    lay_ground(shop)
    for piece in portals(shop):
        _stand_bunker(shop, piece)
    {"ruined_city": _ruins, "desert": _desert, "forest": _forest, "street": _street}.get(shop.plan.kit, _plain)(shop)


def _ruins(shop: Workshop) -> None:
    _skyline(shop, 46)
    _strew(shop, "rubble", 90, (0.5, 1.6), (2.0, 60.0), (1.0, 0.55, 0.9), 5)
    _strew(shop, "rubble", 26, (0.9, 2.0), (8.0, 90.0), (3.2, 1.1, 2.8), 3)


def _desert(shop: Workshop) -> None:
    _strew(shop, "rock", 70, (0.4, 2.2), (2.0, 90.0), (1.2, 0.8, 1.0), 4)
    _strew(shop, "rock", 14, (9.0, 26.0), (150.0, 330.0), (2.0, 1.1, 1.7), 2, name="mesa")


def _forest(shop: Workshop) -> None:
    _strew(shop, "tree", 110, (0.8, 1.25), (1.5, 70.0), (5.0, 13.0, 5.0), 4)
    _strew(shop, "rock", 40, (0.4, 1.3), (1.0, 40.0), (1.1, 0.6, 0.9), 3)


def _street(shop: Workshop) -> None:
    from redearth.stage.sets.street import line_street

    line_street(shop)


def _plain(shop: Workshop) -> None:
    _strew(shop, "tree", 46, (0.7, 1.2), (12.0, 110.0), (5.0, 9.0, 5.0), 3)
    _strew(shop, "rock", 30, (0.3, 1.0), (1.0, 50.0), (1.1, 0.6, 0.9), 3)


def _strew(
    shop: Workshop,
    kind: str,
    count: int,
    scales: tuple[float, float],
    ring: tuple[float, float],
    size: Vec3,
    variants: int,
    name: str = "",
) -> None:
    """Strew variants of one thing over the ring around the play area, denser near it; each stands a little in the ground."""
    random = generator_from("strew", shop.plan.id, kind, name, f"{size[0]:.2f}")
    build = {"rubble": rubble, "rock": rock, "tree": tree}[kind]
    b = shop.plan.bounds
    poses: dict[int, list[Matrix]] = {}
    for k in range(count):
        reach = ring[0] + (ring[1] - ring[0]) * float(random.uniform()) ** 1.7
        turn = float(random.uniform(0, 2 * math.pi))
        half_x, half_z = (b.max_x_m - b.min_x_m) / 2, (b.max_z_m - b.min_z_m) / 2
        edge = min(half_x / max(abs(math.cos(turn)), 1e-6), half_z / max(abs(math.sin(turn)), 1e-6))
        x = (b.min_x_m + b.max_x_m) / 2 + math.cos(turn) * (edge + reach)
        z = (b.min_z_m + b.max_z_m) / 2 + math.sin(turn) * (edge + reach)
        scale = float(random.uniform(*scales))
        if float(outside_distance(b, np.array(x), np.array(z))) < size[0] * scale * 0.5 or _blocked(
            shop, x, z, size[0] * scale * 0.5
        ):
            continue
        y = float(ground_height(shop, np.array(x), np.array(z)))
        matrix = pose((x, y - 0.06 * size[1] * scale * (kind != "tree"), z), float(random.uniform(0, 6.3)), scale=scale)
        poses.setdefault(k % variants, []).append(matrix)
    for variant, places in sorted(poses.items()):
        order = Order(kind=kind, size_m=size, variant=variant, colour="", kit=shop.plan.kit, palette=shop.palette)
        shop.stand(f"{name or kind}_strewn_{variant}_{round(size[0] * 10)}", lambda order=order: build(order), places)  # type: ignore[misc]


def _blocked(shop: Workshop, x: float, z: float, radius: float) -> bool:
    """Tell whether a strewn thing would stand in a piece or in a portal."""
    for piece in shop.plan.pieces:
        room = math.hypot(piece.size_m[0], piece.size_m[2]) / 2 * (0.8 if piece.kind == "tower" else 1.0)
        if piece.kind in ("gate", "door"):
            room += 9.0
        if math.hypot(x - piece.position_m[0], z - piece.position_m[2]) < room + radius:
            return True
    return False


def _skyline(shop: Workshop, count: int) -> None:
    """Ring the city with shared ruins; the nearer the horizon, the plainer."""
    random = generator_from("skyline", shop.plan.id)
    b = shop.plan.bounds
    middle = ((b.min_x_m + b.max_x_m) / 2, (b.min_z_m + b.max_z_m) / 2)
    half = max(b.max_x_m - b.min_x_m, b.max_z_m - b.min_z_m) / 2
    kinds: dict[str, list[Matrix]] = {}
    for k in range(count):
        turn = 2 * math.pi * (k + float(random.uniform(-0.3, 0.3))) / count
        reach = half + 55 + 190 * float(random.uniform()) ** 1.3
        x, z = middle[0] + math.cos(turn) * reach, middle[1] + math.sin(turn) * reach
        if _blocked(shop, x, z, 16.0):
            continue
        tall = int(random.integers(4, 15))
        y = float(ground_height(shop, np.array(x), np.array(z))) - 1.0
        yaw = float(random.uniform(0, 6.3))
        lean = random.normal(0, 0.025, 2)
        for floor in range(tall):
            share = floor / tall + float(random.normal(0, 0.14))
            kind = "crown" if floor == tall - 1 else ("walled", "frame", "broken")[int(np.searchsorted([0.35, 0.75], share))]
            at = (x + lean[0] * floor * FLOOR_M, y + floor * FLOOR_M, z + lean[1] * floor * FLOOR_M)
            kinds.setdefault(kind, []).append(pose(at, yaw + math.pi * int(random.integers(0, 2))))
    for kind, places in sorted(kinds.items()):
        shop.stand(f"skyline_{kind}", lambda kind=kind: tower_floor(shop.palette, kind, (14.0, FLOOR_M, 10.5)), places)  # type: ignore[misc]


def _stand_bunker(shop: Workshop, piece: Piece) -> None:
    """Set a gate into a concrete block with a dark passage behind it, high enough to swallow the raised leaf."""
    w, h, d = piece.size_m
    outward = portal_outward(piece, shop.plan.bounds)
    stone, dark, rust = shop.palette.use("ruin"), shop.palette.use("concrete_dark"), shop.palette.use("rust")
    deep, side, top = 9.0, max(1.6, w * 0.35), max(2.2, h * 1.12)

    def build() -> Part:
        front = pierced(w + 2 * side, h + top, 0.9, [(-w / 2 + 0.08, -1, w / 2 - 0.08, h - 0.05)], stone)
        z = outward * (d / 2 + 0.5)
        body = [
            box(
                (side - 0.1, h + top, deep),
                stone,
                at=(s * (w / 2 + side / 2 - 0.05), -0.5, outward * (d / 2 + 0.9 + deep / 2)),
                chamfer_m=0.1,
            )
            for s in (-1, 1)
        ]
        roof = box((w + 2 * side - 0.3, top - 0.4, deep), stone, at=(0, h, outward * (d / 2 + 0.9 + deep / 2)), chamfer_m=0.1)
        room = inside_out(box((w + 0.1, h + 0.1, deep), dark, at=(0, -0.05, outward * (d / 2 + 0.9 + deep / 2 + 0.05))))
        lip = box((w + 2 * side + 0.7, 0.45, 1.7), stone, at=(0, h + top - 0.05, z), chamfer_m=0.08)
        brow = box((w + 0.9, 0.3, 0.5), rust, at=(0, h + 0.1, -outward * (0.0) + z - outward * 0.5), chamfer_m=0.04)
        legs = [box((0.4, h + 0.1, 0.36), rust, at=(s * (w / 2 + 0.26), 0, z - outward * 0.46), chamfer_m=0.04) for s in (-1, 1)]
        return join(shifted(front, z=z), *body, roof, room, lip, brow, *legs)

    from redearth.stage.sets.workshop import identifier

    shop.stand(f"bunker_{identifier(piece.id)}", build, [piece_pose(piece)])
