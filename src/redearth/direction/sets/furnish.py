"""Place the fixed things that a location's scenes name."""

from __future__ import annotations

import math
from collections.abc import Iterator

from redearth.core.slug import slug
from redearth.core.space import Vec3
from redearth.direction.model import Anchor, Piece
from redearth.direction.sets.layout import Layout, Spot, anchor, box
from redearth.direction.sets.outdoor import bunker_front, house_of
from redearth.direction.sets.words import names_a_kit, piece_kind

_SIZES: dict[str, Vec3] = {
    "lever": (0.3, 0.7, 0.28), "table": (1.8, 0.76, 0.9), "chair": (0.5, 0.9, 0.5), "bench": (1.7, 0.8, 0.6), "bed": (1.0, 0.6, 2.0),
    "console": (1.5, 1.25, 0.6), "shelf": (1.6, 2.0, 0.45), "window": (1.8, 1.3, 0.15), "counter": (2.4, 1.0, 0.65), "planter": (1.2, 0.6, 0.6),
    "lamp": (0.35, 1.7, 0.35), "fire": (0.9, 0.6, 0.9), "car": (1.9, 1.5, 4.4), "tree": (0.7, 9.0, 0.7), "rock": (1.4, 0.9, 1.1),
    "pillar": (0.6, 3.0, 0.6), "stairs": (1.4, 1.8, 2.4), "sign": (1.2, 1.0, 0.1), "pole": (0.2, 4.0, 0.2), "pipe": (0.3, 2.8, 0.3),
    "crate": (0.8, 0.7, 0.8), "rubble": (1.4, 0.6, 1.1), "tower": (9.0, 18.0, 9.0), "wall": (3.0, 2.2, 0.4), "hedge": (3.4, 1.5, 0.9), "bush": (1.5, 1.1, 1.5), "blackboard": (2.6, 1.25, 0.08),
}  # fmt: skip
_HEARTH_M, _HEARTH_FIRE_M = (1.9, 0.64), (0.8, 0.56, 0.48)
"""Width and depth of a hearth, and the fire that burns in it."""
_ON_THE_FLOOR = frozenset({"table", "fire", "chair", "planter", "bench"})
_ABOVE_THE_FLOOR = {"window": 1.0, "lever": 0.85, "sign": 1.5, "blackboard": 0.9}
_REACH_M = 0.55
"""Between a thing's front and the middle of whoever uses it."""


def furnish(layout: Layout, features: tuple[str, ...]) -> tuple[tuple[Piece, ...], tuple[Anchor, ...]]:
    """Return the pieces and anchors that ``features`` add; a feature the kit brings along adds nothing."""
    pieces: list[Piece] = []
    anchors: list[Anchor] = []
    walls, floors = iter(layout.wall_spots), iter(layout.floor_spots)
    order = sorted(features, key=lambda f: (piece_kind(f) not in ("gate", "door"), f))
    for feature in order:
        kind = piece_kind(feature) or "crate"
        if names_a_kit(feature) and kind == "crate":
            continue  # the place itself, not a thing in it
        if kind in layout.standing and kind != "crate":
            continue
        if kind == "car" and layout.bounds.ceiling_m is not None and layout.surface in ("wood", "metal"):
            continue  # the car one sits in, or one that is spoken of: none stands in a parlour or a cabin
        name = slug(feature)
        if any(p.id == name for p in pieces) or (kind == "door" and any(p.kind == "gate" for p in pieces)):
            continue
        piece = _piece(kind, name, layout, walls, floors)
        if piece is None:
            continue
        pieces.append(piece)
        anchors.append(_use_spot(piece, name, layout))
        pieces.extend(_company(piece, layout))
    return tuple(pieces), tuple(anchors)


def _piece(kind: str, name: str, layout: Layout, walls: Iterator[Spot], floors: Iterator[Spot]) -> Piece | None:
    if kind in ("gate", "door"):
        x, z, yaw = layout.door_spot if kind == "door" and layout.door_spot else layout.gate_spot
        return box(kind, name, x, z, layout.gate_size_m if kind == "gate" else layout.door_size_m, yaw=yaw)
    size = _SIZES[kind]
    if kind == "lever" and layout.lever_spot is not None:
        x, z, yaw = layout.lever_spot
        return box(kind, name, x, z, size, y=0.85, yaw=yaw, solid=False)
    on_the_floor, inset = kind in _ON_THE_FLOOR, size[2] / 2 + 0.04
    if kind == "fire" and _has_hearths(layout):
        size, on_the_floor, inset = _HEARTH_FIRE_M, False, _HEARTH_M[1] / 2 + 0.02
    spot = next(floors, None) if on_the_floor else None
    if spot is None:  # a table for which a passage has no floor stands against its wall
        spot, on_the_floor = next(walls, None) or next(floors, None), False
    if spot is None:
        return None
    x, z, yaw = spot
    if not on_the_floor:
        x, z = x + inset * math.sin(yaw), z + inset * math.cos(yaw)
    return box(
        kind,
        name,
        x,
        z,
        size,
        y=_ABOVE_THE_FLOOR.get(kind, 0.0),
        yaw=yaw,
        solid=kind not in ("lever", "window", "sign", "blackboard"),
    )


def _company(piece: Piece, layout: Layout) -> tuple[Piece, ...]:
    """Return what comes with a thing: nobody puts up a door without a house, a table without chairs, or lights a fire on the boards."""
    x, _, z = piece.position_m
    if piece.kind == "table":
        return _chairs(piece)
    if piece.kind == "fire" and _has_hearths(layout):
        size = (_HEARTH_M[0], layout.bounds.ceiling_m or 0.0, _HEARTH_M[1])
        return (box("hearth", f"{piece.id}-hearth", x, z, size, yaw=piece.yaw_rad),)
    if layout.bounds.ceiling_m is None and piece.kind == "gate":
        return bunker_front(piece)
    if layout.bounds.ceiling_m is None and piece.kind == "door" and layout.door_of != "kit":
        return (house_of(piece, front=layout.door_of == "front"),)
    return ()


def _has_hearths(layout: Layout) -> bool:
    return layout.bounds.ceiling_m is not None and layout.surface == "wood"


def _use_spot(piece: Piece, name: str, layout: Layout) -> Anchor:
    away = piece.size_m[2] / 2 + _REACH_M + (1.4 if piece.kind == "gate" else 0.6 if piece.kind == "door" else 0.0)
    x = piece.position_m[0] + away * math.sin(piece.yaw_rad)
    z = piece.position_m[2] + away * math.cos(piece.yaw_rad)
    return anchor(piece.kind, x, z, math.remainder(piece.yaw_rad + math.pi, 2 * math.pi), name=name)


def _chairs(table: Piece) -> tuple[Piece, ...]:
    x, _, z = table.position_m
    c, s = math.cos(table.yaw_rad), math.sin(table.yaw_rad)
    reach = table.size_m[0] / 2 + 0.45
    return tuple(
        box("chair", f"{table.id}-chair-{k + 1}", x + side * reach * c, z - side * reach * s, _SIZES["chair"],
            yaw=table.yaw_rad - side * math.pi / 2)
        for k, side in enumerate((-1.0, 1.0))
    )  # fmt: skip
