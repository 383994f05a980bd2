"""The signs of shelters: sector numbers along a tunnel, what stands at gates, names over vault doors."""

from __future__ import annotations

import math
from functools import partial

from redearth.core.space import Matrix, rotation_y, translation
from redearth.direction.model import Piece
from redearth.stage.sets.hall import Hall
from redearth.stage.sets.palette import Palette
from redearth.stage.sets.shape import Part, join, moved, shifted
from redearth.stage.sets.sign_words import NUMERALS, number_of
from redearth.stage.sets.signs import sign
from redearth.stage.sets.workshop import Workshop, identifier, pose

_PANEL_M = 0.045
"""How far a tunnel's wall panels lie before its lining."""
_OXIDE = (0.42, 0.13, 0.08)
"""The red lead that numbers are painted in (sRGB)."""
_EVERY = 3
"""Bays from one number to the next on each wall."""


def letter_tunnel(shop: Workshop, hall: Hall, middles: tuple[float, ...], length_m: float) -> None:
    """Paint the sector's number on the wall panels, left and right in turn, and a way marker between."""
    number = number_of(shop.plan)
    texts = (f"SECTOR {number}", f"{number}-0{number % 4 + 1} {NUMERALS[number - 1]}区")
    for k, text in enumerate(texts):
        places = []
        for side in (-1, 1):
            for z in middles[(k + (side > 0)) % _EVERY :: _EVERY]:
                at = (side * (hall.half_width_m - _PANEL_M), 1.38, z + length_m / 4)
                places.append(hall.world_from_hall @ pose(at, -side * math.pi / 2))
        wide = min(1.15, length_m / 2 - 0.3)
        shop.stand(f"tunnel_number_{k}", partial(_number, shop.palette, text, wide), places)


def _number(palette: Palette, text: str, wide_m: float) -> Part:
    return sign(palette, text, wide_m, 0.32, style="stencil", wear=0.35, ink=_OXIDE)


def letter_gate(shop: Workshop, hall: Hall, piece: Piece, face_m: float) -> None:
    """Hang a lit exit sign over a gate or door on both of its sides, and a warning on the wall before it; ``face_m`` is the lintel's face."""
    x, _, z = hall.local(piece)
    over = hall.world_from_hall @ translation((x, 0, z))
    high = piece.size_m[1] - 0.04
    shop.stand(f"exit_{identifier(piece.id)}", lambda: _both_sides(shop.palette, high, face_m), [over])
    if piece.kind == "gate" and piece.size_m[0] > 1.7 * hall.half_width_m:  # else there is no wall left of it
        walls: list[Matrix] = []
        for side in (-1, 1):
            for along in (-1, 1):
                at = (side * (hall.half_width_m - _PANEL_M), 0.42, z + along * 1.75)
                walls.append(hall.world_from_hall @ pose(at, -side * math.pi / 2))
        text = "CAUTION\nBLAST GATE\n当心闸门"
        shop.stand("gate_warning", lambda: sign(shop.palette, text, 1.05, 0.62, style="warning", seed=3, wear=0.4), walls)


def _both_sides(palette: Palette, high_m: float, face_m: float) -> Part:
    box = shifted(sign(palette, "EXIT 出口", 0.86, 0.26, style="exit", seed=1, wear=0.4), y=high_m - 0.04, z=face_m)
    return join(box, moved(box, rotation_y(math.pi)))


def name_plate(palette: Palette, door_m: tuple[float, float]) -> Part:
    """Return the name over a vault's door of a width and height, facing +z before the wall at z = 0."""
    w, h = door_m
    plate = sign(palette, "种子库\nSEED VAULT", max(2.2, w * 1.15), 0.95, style="plate", seed=1, wear=0.45, depth_m=0.05)
    return shifted(plate, y=h + 0.95)
