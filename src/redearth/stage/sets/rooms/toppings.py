"""What lies and stands on tables, benches and counters: computers, glassware, cups, tools. The middle of a top stays free for props."""

from __future__ import annotations

import math
from functools import partial

from redearth.core.seed import seed_from
from redearth.core.space import translation
from redearth.direction.model import Piece
from redearth.stage.sets.order import Order
from redearth.stage.sets.rooms import tops_home, tops_lab, tops_work
from redearth.stage.sets.shape import Part, join
from redearth.stage.sets.workshop import Workshop, piece_pose

_VARIANTS = 3


def dress_tops(shop: Workshop) -> None:
    """Stand a few small things on every table, bench and counter of a room; equal tops share a mesh."""
    plan = shop.plan
    for piece in plan.pieces:
        if piece.kind not in ("table", "counter") or piece.id == "map-table":
            continue
        variant = seed_from("topping", plan.id, piece.id) % _VARIANTS
        w, h, d = (round(v, 2) for v in piece.size_m)
        order = Order(
            kind="topping", size_m=(w, h, d), variant=variant, colour="", kit=plan.kit, palette=shop.palette, style=plan.style
        )
        lamp = any(p.kind == "lamp" and abs(p.position_m[1] - h) < 0.1 and _over(p, piece) for p in plan.pieces)
        if lamp and w < 0.7:
            continue
        shop.stand(
            f"topping_{piece.kind}_{w}_{d}_{variant}".replace(".", "_"),
            partial(_topping, order),
            [piece_pose(piece) @ translation((0, piece.size_m[1], 0))],
        )


def _over(lamp: Piece, table: Piece) -> bool:
    return (
        math.hypot(lamp.position_m[0] - table.position_m[0], lamp.position_m[2] - table.position_m[2])
        < max(table.size_m[0], table.size_m[2]) / 2
    )


def _topping(order: Order) -> Part:
    make = {
        ("laboratory", "workshop"): tops_work.tools, ("office", "office"): tops_work.computer, ("office", "meeting"): tops_work.papers, ("office", "classroom"): tops_work.school_things,
        ("office", "library"): tops_work.open_books, ("quarters", "kitchen"): tops_home.kitchenware, ("quarters", "bar"): tops_home.glasses, ("quarters", "bunk"): tops_home.mess,
    }.get((order.kit, order.style))  # fmt: skip
    if make is None:
        make = tops_lab.glassware if order.kit == "laboratory" else tops_home.keepsakes
    return join(*make(order))
