"""What is seen through a room's doors: a short lit corridor, or, for the outer gate of an airlock, its dark mouth."""

from __future__ import annotations

import math
from functools import partial

import numpy as np

from redearth.core.space import rotation_y, translation
from redearth.direction.model import Piece
from redearth.stage.sets.palette import Palette
from redearth.stage.sets.panels import sheet
from redearth.stage.sets.rooms.style import Style
from redearth.stage.sets.shape import Part, join
from redearth.stage.sets.solids import box, tube
from redearth.stage.sets.workshop import Workshop, identifier

_DEEP_M = 4.5


def stand_beyond(shop: Workshop, style: Style) -> None:
    """Stand a corridor behind every door and gate."""
    steel = style.wall in ("steel", "concrete", "hull", "brick", "works")
    for piece in shop.plan.pieces:
        if piece.kind not in ("door", "gate"):
            continue
        name = f"beyond_{identifier(piece.id)}"
        outer = piece.id.startswith("outer")
        shop.stand(
            name,
            partial(_corridor, shop.palette, style, piece, steel=steel, outer=outer),
            [_outward(piece)],
        )


def _outward(piece: Piece) -> np.ndarray:
    """Return ``world_from_door``: origin at the door's foot, +z out of the room."""
    return translation((piece.position_m[0], 0.0, piece.position_m[2])) @ rotation_y(piece.yaw_rad + math.pi)


def _corridor(palette: Palette, style: Style, piece: Piece, *, steel: bool, outer: bool) -> Part:
    w, h, d = piece.size_m
    wide, tall, start = w + 0.9, h + 0.5, d / 2 + 0.28
    wall = palette.use("concrete" if steel else "wall_paint", "" if steel else style.main)
    floor = palette.use("concrete_dark" if steel else "wood")
    half, end = wide / 2, start + _DEEP_M
    outline = np.array([(-half, 0.0), (-half, tall), (half, tall), (half, 0.0)])
    skin = np.stack([np.column_stack([outline, np.full(4, z)]) for z in (end, start - 0.1)])
    ground = np.array([[(-half, -0.002, z), (half, -0.002, z)] for z in (-0.4, end)])
    parts = [sheet(skin, wall, crease_rad=0.2), sheet(ground, floor), box((wide, tall, 0.2), wall, at=(0, 0, end + 0.1))]
    front = [(-half - 0.3, -w / 2 + 0.1), (w / 2 - 0.1, half + 0.3)]
    parts += [box((x1 - x0, tall, 0.06), wall, at=((x0 + x1) / 2, 0, start - 0.08)) for x0, x1 in front]
    parts.append(box((wide, tall - h + 0.12, 0.06), wall, at=(0, h - 0.12, start - 0.08)))
    glow = palette.use("glow_red" if outer else "glow_warm")
    for z in (start + 1.1, start + 3.1):
        parts.append(box((0.5 if outer else 0.8, 0.06, 0.14), glow, at=(0, tall - 0.07, z)))
        if steel:
            parts += [box((0.14, tall, 0.18), palette.use("rust"), at=(s * (half - 0.07), 0, z + 0.6)) for s in (-1, 1)]
            parts.append(box((wide, 0.16, 0.18), palette.use("rust"), at=(0, tall - 0.16, z + 0.6)))
    if steel:
        parts.append(
            tube([(half - 0.2, tall * 0.8, start), (half - 0.2, tall * 0.8, end)], 0.05, palette.use("rust"), sides=7, caps=False)
        )
        parts.append(
            box((wide * 0.55, tall * 0.82, 0.1), palette.use("paint_worn", style.main), at=(0, 0, end - 0.05), chamfer_m=0.04)
        )
    else:
        parts.append(box((0.95, 2.05, 0.06), palette.use("wood_dark"), at=(0, 0, end - 0.03), chamfer_m=0.01))
        parts += [
            box((0.03, 0.14, _DEEP_M), palette.use("woodwork"), at=(s * (half - 0.015), 0, (start + end) / 2)) for s in (-1, 1)
        ]
    return join(*parts)
