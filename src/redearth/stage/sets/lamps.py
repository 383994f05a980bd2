"""Lamps: what they look like, where their light leaves them and which colour it has."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np

from redearth.core.space import Vec3, rotation_x, translation
from redearth.direction.model import Kit, Piece
from redearth.stage.sets.order import Order
from redearth.stage.sets.shape import F64, Part, join, moved
from redearth.stage.sets.solids import ball, box, lathe, tube

Form = Literal["head", "strip", "bulkhead", "street", "floor", "table", "pendant", "chandelier"]
Tint = Literal["cold", "warm", "red"]


def lamp_form(size_m: Vec3, lift_m: float, kit: Kit) -> Form:
    """Return which lamp fits a box of this size whose foot is ``lift_m`` above the floor."""
    w, h, d = size_m
    if lift_m > 1.2:
        if kit in ("street", "exterior", "forest"):
            return "head"
        if kit == "hall" and w > 1.4 and h > 0.9:
            return "chandelier"
        if kit in ("interior", "hall"):
            return "pendant"
        if max(w, d) > 0.55:
            return "strip"
        return "bulkhead" if lift_m < 2.6 else "pendant"
    if h > 2.3:
        return "street"
    return "floor" if h > 0.8 else "table"


def lamp_tint(colour: str, kit: Kit) -> Tint:
    """Return the colour of a lamp's light: its word, else what the place suggests."""
    if colour in ("red", "crimson", "scarlet"):
        return "red"
    if colour in ("cold", "blue", "cyan", "white", "pale"):
        return "cold"
    if colour in ("warm", "yellow", "orange", "gold", "golden"):
        return "warm"
    return "cold" if kit in ("tunnel", "vault") else "warm"


def lamp_centre(piece: Piece, kit: Kit) -> Vec3:
    """Return where the light leaves the lamp, in set space."""
    _, h, d = piece.size_m
    form = lamp_form(piece.size_m, piece.position_m[1], kit)
    share = {
        "head": -0.2,
        "strip": -0.12,
        "bulkhead": 0.5,
        "pendant": -0.1,
        "street": 0.94,
        "floor": 0.86,
        "table": 0.7,
        "chandelier": 0.3,
    }[form]
    ahead = {"bulkhead": d * 0.7, "street": min(1.1, 0.3 * h)}.get(form, 0.0)
    x, y, z = piece.position_m
    return x + math.sin(piece.yaw_rad) * ahead, y + h * share, z + math.cos(piece.yaw_rad) * ahead


def lamp(order: Order) -> Part:
    """Return a lamp with its glowing part."""
    tint = lamp_tint(order.colour, order.kit)
    glow = order.plain(f"glow_{tint}")
    form = lamp_form(order.size_m, order.lift_m, order.kit)
    return {
        "head": _head,
        "strip": _strip,
        "bulkhead": _bulkhead,
        "street": _street,
        "floor": _shade,
        "table": _shade,
        "pendant": _pendant,
        "chandelier": _chandelier,
    }[form](order, glow)


def _strip(order: Order, glow: int) -> Part:
    w, h, d = order.size_m
    case, dark = order.plain("paint"), order.plain("steel_dark")
    long, across = max(w, d), min(w, d)
    parts = [box((long, h * 0.5, across), case, at=(0, h * 0.5, 0), chamfer_m=min(0.02, 0.2 * h))]
    parts.append(box((long * 0.92, h * 0.3, across * 0.5), glow, at=(0, h * 0.24, 0), chamfer_m=0.01))
    for x in (-1.0, 1.0):
        parts.append(box((long * 0.03, h * 0.5, across * 0.7), dark, at=(x * long * 0.475, h * 0.05, 0)))
    for x in (-0.3, 0.0, 0.3):
        parts.append(box((0.012, h * 0.14, across * 0.8), dark, at=(x * long, h * 0.12, 0)))
    turn: F64 = np.eye(4) if w >= d else np.array([[0, 0, 1, 0], [0, 1, 0, 0], [-1, 0, 0, 0], [0, 0, 0, 1.0]])
    return moved(join(*parts), turn)


def _head(order: Order, glow: int) -> Part:
    w, h, d = order.size_m
    iron = order.plain("steel_dark")
    return join(
        box((w, h * 0.6, d * 0.8), iron, at=(0, h * 0.4, 0), chamfer_m=0.05),
        box((w * 0.8, h * 0.3, d * 0.55), glow, at=(0, h * 0.14, 0), chamfer_m=0.02),
    )


def _bulkhead(order: Order, glow: int) -> Part:
    w, h, d = order.size_m
    dark = order.plain("steel_dark")
    across = min(w, h)
    base = lathe([(across * 0.5, 0), (across * 0.5, d * 0.3), (across * 0.4, d * 0.36)], dark, sides=14)
    globe = lathe(
        [(across * 0.34, d * 0.3), (across * 0.34, d * 0.6), (across * 0.24, d * 0.82), (across * 0.05, d * 0.9)], glow, sides=12
    )
    parts = [moved(join(base, globe), rotation_x(math.pi / 2))]
    for y in (-0.2, 0.0, 0.2):
        bow = [
            (-across * 0.42, y * across, d * 0.3),
            (-across * 0.3, y * across, d * 0.88),
            (across * 0.3, y * across, d * 0.88),
            (across * 0.42, y * across, d * 0.3),
        ]
        parts.append(tube(bow, 0.008, dark, sides=5))
    return moved(join(*parts), translation((0, h / 2, -d / 2)))


def _street(order: Order, glow: int) -> Part:
    w, h, d = order.size_m
    iron = order.plain("steel_dark")
    radius = max(0.05, min(w, d, 0.24) * 0.4)
    reach = min(1.1, 0.3 * h)
    mast = [(0, 0, 0), (0, h * 0.86, 0), (0, h * 0.96, reach * 0.25), (0, h * 0.985, reach * 0.7)]
    return join(
        lathe([(radius * 2, 0), (radius * 2, 0.1), (radius * 1.3, 0.7), (radius, 0.9)], iron, sides=10),
        tube(mast, [radius, radius * 0.7, radius * 0.6, radius * 0.6], iron, sides=9),
        box((0.22, 0.1, 0.62), iron, at=(0, h * 0.985 - 0.05, reach * 0.9), chamfer_m=0.03),
        box((0.15, 0.03, 0.46), glow, at=(0, h * 0.985 - 0.072, reach * 0.9)),
    )


def _shade(order: Order, glow: int) -> Part:
    w, h, d = order.size_m
    iron, linen = order.plain("brass"), order.plain("linen")
    across = min(w, d) / 2
    low = h * 0.62 if h < 0.8 else h * 0.78
    return join(
        lathe([(across * 0.6, 0), (across * 0.6, h * 0.03), (across * 0.1, h * 0.06)], iron, sides=14),
        tube([(0, h * 0.03, 0), (0, low + h * 0.05, 0)], max(0.008, across * 0.07), iron, sides=8),
        lathe([(across, low), (across * 0.97, low), (across * 0.64, h)], linen, sides=18),
        ball(across * 0.3, glow, at=(0, low - across * 0.06, 0), sides=10),
    )


def _pendant(order: Order, glow: int) -> Part:
    w, h, d = order.size_m
    dark = order.plain("steel_dark")
    across = min(w, d) / 2
    return join(
        tube([(0, h * 0.5, 0), (0, h, 0)], 0.012, dark, sides=5),
        lathe([(across, h * 0.08), (across * 0.9, h * 0.2), (across * 0.3, h * 0.5), (across * 0.12, h * 0.6)], dark, sides=16),
        ball(across * 0.42, glow, at=(0, h * 0.1, 0), sides=12),
    )


def _chandelier(order: Order, glow: int) -> Part:
    """Two rings of candles on chains."""
    w, h, d = order.size_m
    iron = order.plain("brass")
    parts = [tube([(0, h * 0.3, 0), (0, h, 0)], 0.02, iron, sides=5)]
    for reach, y, count in ((0.46, 0.12, 10), (0.27, 0.42, 6)):
        across = reach * min(w, d)
        turn = np.linspace(0, 2 * math.pi, 25)
        parts.append(
            tube(np.column_stack([np.cos(turn) * across, np.full(25, y * h), np.sin(turn) * across]), 0.025, iron, sides=5)
        )
        for k in range(count):
            t = 2 * math.pi * k / count
            x, z = math.cos(t) * across, math.sin(t) * across
            parts.append(tube([(x, y * h, z), (x, y * h + 0.16, z)], 0.02, order.plain("paper"), sides=5))
            parts.append(ball(0.035, glow, at=(x, y * h + 0.2, z), sides=6))
            if k % 3 == 0:
                parts.append(tube([(x, y * h, z), (0, h * 0.85, 0)], 0.008, iron, sides=3, caps=False))
    return join(*parts)
