"""What lies around a hall's door: a lit passage behind it and a furnished end wall before it."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.space import Matrix, rotation_y, translation
from redearth.direction.model import Piece
from redearth.stage.sets.hall import Hall
from redearth.stage.sets.palette import Palette
from redearth.stage.sets.panels import sheet
from redearth.stage.sets.racks import drawer_wall, tile
from redearth.stage.sets.screens import screen_material
from redearth.stage.sets.shape import Part, join, moved, shifted
from redearth.stage.sets.signage import name_plate
from redearth.stage.sets.signs import decal
from redearth.stage.sets.solids import box, tube
from redearth.stage.sets.workshop import Workshop, identifier

PASSAGE_M = 6.5
_FACE_M = 0.28
"""From the outside of a door's box to the face of the wall around it."""
_JAMB_M = 0.5


def outward(hall: Hall, piece: Piece) -> Matrix:
    """Return ``world_from_door``: origin at the door's foot, +z out of the hall."""
    x, _, z = hall.local(piece)
    turn = np.eye(4) if z > (hall.start_m + hall.end_m) / 2 else rotation_y(math.pi)
    return hall.world_from_hall @ translation((x, 0.0, z)) @ turn


def stand_passage(shop: Workshop, hall: Hall, piece: Piece) -> None:
    """Stand the passage that a door leads to: concrete, warm lamps overhead, a shut hatch at its end."""
    w, h, d = piece.size_m
    shop.stand(
        f"passage_{identifier(piece.id)}", lambda: _passage(shop.palette, w + 0.4, h + 0.35, d / 2 + 0.2), [outward(hall, piece)]
    )


def _passage(palette: Palette, wide: float, tall: float, start: float) -> Part:
    stone, dark, steel = palette.use("concrete"), palette.use("concrete_dark"), palette.use("rust")
    glow, red = palette.use("glow_warm"), palette.use("glow_red")
    end = start + PASSAGE_M
    half = wide / 2
    # Open towards the door, so that the passage's light comes out.
    outline = np.array([(-half, 0.0), (-half, tall), (half, tall), (half, 0.0)])
    walls = np.stack([np.column_stack([outline, np.full(4, z)]) for z in (end, start)])
    ground = np.array([[(-half, 0.006, z), (half, 0.006, z)] for z in (start, end)])
    parts = [sheet(walls, stone, crease_rad=0.2), sheet(ground, stone)]
    parts.append(shifted(box((wide, tall, 0.2), stone), z=end + 0.1))
    for z in np.arange(start + 1.2, start + PASSAGE_M, 1.6):
        parts += [box((0.16, tall, 0.2), steel, at=(s * (wide / 2 - 0.08), 0, z)) for s in (-1, 1)]
        parts.append(box((wide, 0.18, 0.2), steel, at=(0, tall - 0.18, z)))
        parts.append(box((0.9, 0.06, 0.16), glow, at=(0, tall - 0.08, z + 0.8)))
    for s, y in ((-1, tall * 0.8), (-1, tall * 0.72), (1, tall * 0.76)):
        x = s * (wide / 2 - 0.2)
        parts.append(tube([(x, y, start + 0.3), (x, y, start + PASSAGE_M)], 0.06, steel, sides=7, caps=False))
    parts.append(box((wide * 0.6, tall * 0.8, 0.12), dark, at=(0, 0, end - 0.06), chamfer_m=0.04))
    parts.append(box((0.3, 0.1, 0.1), red, at=(0, tall * 0.86, end - 0.05)))
    return join(*parts)


def dress_end(shop: Workshop, hall: Hall, piece: Piece) -> None:
    """Furnish the wall around a door: drawers, pilasters, conduits, a control box and lamps."""
    w, h, d = piece.size_m
    x = hall.local(piece)[0]
    inward = outward(hall, piece) @ rotation_y(math.pi) @ translation((0.0, 0.0, d / 2 + _FACE_M))
    turned = 1.0 if hall.local(piece)[2] < (hall.start_m + hall.end_m) / 2 else -1.0

    def build() -> Part:
        parts = [_over_the_door(shop.palette, w, h), name_plate(shop.palette, (w, h))]
        for side in (-1, 1):
            room = hall.half_width_m - side * turned * x - w / 2 - _JAMB_M
            if room > 1.6:
                parts.append(_flank(shop.palette, side, w / 2 + _JAMB_M, room, hall.spring_m))
        return join(*parts)

    shop.stand(f"end_wall_{identifier(piece.id)}", build, [inward])


def _over_the_door(palette: Palette, w: float, h: float) -> Part:
    """A warm lamp in a cage over the lintel, on a plate."""
    dark, glow, ochre = palette.use("steel_dark"), palette.use("glow_warm"), palette.use("paint_ochre")
    return join(
        box((w * 0.5, 0.34, 0.06), dark, at=(0, h + 0.3, 0.03)),
        box((0.5, 0.14, 0.12), glow, at=(0, h + 0.4, 0.1), chamfer_m=0.02),
        *(box((0.02, 0.2, 0.2), dark, at=(k * 0.13, h + 0.37, 0.1)) for k in (-2, -1, 0, 1, 2)),
        *(tile((s * w * 0.19, h + 0.47, 0.064), (0.16, 0.16), ochre) for s in (-1, 1)),
    )


def _flank(palette: Palette, side: int, start: float, room: float, spring: float) -> Part:
    """One side of the wall, from the jamb outwards: a control box, drawer cases between pilasters, conduits and a cornice."""
    stone, dark, rubber = palette.use("concrete"), palette.use("concrete_dark"), palette.use("rubber")
    parts = [moved(_control_box(palette), translation((side * (start + 0.35), 1.05, 0.0)))]
    count = max(1, round((room - 0.8) / 2.6))
    each = (room - 0.8) / count
    tall = min(3.1, spring * 0.6)
    for k in range(count):
        x = side * (start + 0.75 + (k + 0.5) * each)
        case = drawer_wall(palette, each - 0.5, tall, ("end", side, k), deep_m=0.1)
        parts.append(shifted(case, x))
        parts.append(box((0.36, spring, 0.22), stone, at=(x + side * each / 2, 0, 0.1)))
        parts.append(box((0.48, 0.4, 0.3), dark, at=(x + side * each / 2, 0, 0.1)))
        parts.append(box((each - 0.6, spring - tall - 0.7, 0.08), stone, at=(x, tall + 0.45, 0.03)))
    length = room - 0.2
    for y, radius in ((tall + 0.18, 0.05), (tall + 0.3, 0.035)):
        path = [(side * (start + 0.05), y, 0.16), (side * (start + 0.05 + length), y, 0.16)]
        parts.append(tube(path, radius, rubber if radius < 0.04 else palette.use("rust"), sides=7, caps=False))
    parts.append(
        tube([(side * (start + 0.35), 1.6, 0.08), (side * (start + 0.35), tall + 0.2, 0.08)], 0.025, rubber, sides=6, caps=False)
    )
    return join(*parts)


def _control_box(palette: Palette) -> Part:
    """A door's switch box: a lit screen, keys and lamps, on the wall plane z = 0."""
    paint, dark = palette.use("paint"), palette.use("steel_dark")
    lamps = [
        tile((-0.13 + 0.13 * k, 0.44, 0.125), (0.05, 0.05), palette.use(n))
        for k, n in enumerate(("glow_green", "glow_amber", "glow_red"))
    ]
    keys = [
        tile((-0.12 + 0.08 * i, 0.06 + 0.06 * j, 0.125), (0.05, 0.035), palette.use("ceramic"))
        for i in range(4)
        for j in range(2)
    ]
    return join(
        box((0.46, 0.56, 0.12), paint, at=(0, 0, 0.06), chamfer_m=0.015),
        box((0.38, 0.2, 0.02), dark, at=(0, 0.19, 0.12)),
        decal(0.34, 0.16, screen_material(palette, 2.1, page="status", seed=1), at=(0.0, 0.21, 0.132)),
        *lamps,
        *keys,
    )
