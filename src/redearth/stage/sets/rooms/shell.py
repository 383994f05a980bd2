"""The shell of a room: four walls in bays with openings, floor, ceiling, and what lies behind its doors."""

from __future__ import annotations

import math
from functools import partial

from redearth.core.seed import generator_from
from redearth.core.space import Matrix
from redearth.direction.model import Bounds, SetPlan
from redearth.stage.sets.openings import standing_against
from redearth.stage.sets.panels import Rect, pierced
from redearth.stage.sets.rooms.bays import BAYS, bay, frame
from redearth.stage.sets.rooms.beyond import stand_beyond
from redearth.stage.sets.rooms.letters import letter_wall
from redearth.stage.sets.rooms.overhead import lay_floor, stand_ceiling
from redearth.stage.sets.rooms.style import Style, style_of
from redearth.stage.sets.shape import Part, shifted
from redearth.stage.sets.workshop import Workshop, pose

SET_BACK_M = 0.15
"""How far outside the play area the face of a wall lies: what is fixed to it ends at the play area's edge."""
_THICK_M = 0.2
_OVER_M = 0.15


def raise_room(shop: Workshop) -> None:
    """Build the room around the play area."""
    style = style_of(shop.plan)
    b = shop.plan.bounds
    top = wall_height(b, style)
    wide, deep = b.max_x_m - b.min_x_m, b.max_z_m - b.min_z_m
    centre = ((b.min_x_m + b.max_x_m) / 2, (b.min_z_m + b.max_z_m) / 2)
    stands: dict[str, list[Matrix]] = {}
    for k, length in enumerate((wide, deep, wide, deep)):
        yaw = k * math.pi / 2
        reach = (deep, wide, deep, wide)[k] / 2 + SET_BACK_M
        stand = pose((centre[0] - math.sin(yaw) * reach, 0.0, centre[1] - math.cos(yaw) * reach), yaw)
        long = length + 2 * SET_BACK_M
        holes = openings(shop.plan, stand, long, top)
        shop.stand(f"room_wall_{k}", partial(_face, shop, style, long, top, holes), [stand])
        for hole in holes:
            name = f"room_frame_{hole[2] - hole[0]:.2f}_{hole[3] - hole[1]:.2f}_{hole[1]:.2f}"
            middle = stand @ pose(((hole[0] + hole[2]) / 2, 0.0, 0.0))
            shop.stand(name, partial(frame, shop.palette, style, hole), [middle])
        letter_wall(shop, style, k, stand, holes, top)
        _bays(shop, style, k, stand, long, top, holes, stands)
    for name in sorted(stands):
        width, kind = name.split("|")
        shop.stand(
            f"bay_{kind}_{width}",
            partial(bay, shop.palette, style, kind, float(width), top, shop.plan.id),
            stands[name],
        )
    lay_floor(shop, style, wide + 2 * SET_BACK_M, deep + 2 * SET_BACK_M, centre)
    stand_ceiling(shop, style, wide + 2 * SET_BACK_M, deep + 2 * SET_BACK_M, top, centre)
    stand_beyond(shop, style)


def wall_height(bounds: Bounds, style: Style) -> float:
    """Return how high the walls are: to the ceiling, with its ducts or beams below it."""
    return (bounds.ceiling_m if bounds.ceiling_m is not None else 2.8) + style.overhead_m


def openings(plan: SetPlan, stand: Matrix, length: float, height: float) -> list[Rect]:
    """Return the holes for doors, gates and windows that stand against a wall, in wall coordinates, left to right."""
    holes: list[Rect] = []
    for piece, x, y in standing_against(plan, stand, length):
        inset = 0.12 if piece.kind == "gate" else 0.01
        half = piece.size_m[0] / 2 - inset
        low = 0.0 if piece.kind != "window" else max(0.0, y)
        holes.append((x - half, low, x + half, min(y + piece.size_m[1] - inset, height - 0.1)))
    return sorted(holes)


def _face(shop: Workshop, style: Style, length: float, height: float, holes: list[Rect]) -> Part:
    """The plain wall, its face at z = 0; it reaches into the roof, so that no light comes in over it."""
    return shifted(
        pierced(length, height + _OVER_M, _THICK_M, holes, BAYS[style.wall].ground(shop.palette, style)), z=-_THICK_M / 2
    )


def _bays(
    shop: Workshop,
    style: Style,
    wall: int,
    stand: Matrix,
    length: float,
    height: float,
    holes: list[Rect],
    stands: dict[str, list[Matrix]],
) -> None:
    """Fill the stretches between openings (over the full height) with bays of nearly equal width, their make drawn by lot."""
    kinds = BAYS[style.wall].kinds
    random = generator_from("bays", shop.plan.id, wall)
    edges = [-length / 2, *(x for hole in holes for x in (hole[0] - 0.12, hole[2] + 0.12)), length / 2]
    for low, high in zip(edges[::2], edges[1::2], strict=True):
        room = high - low
        if room < 0.25:
            continue
        count = max(1, round(room / style.bay_m))
        width = round(room / count - 0.005, 2)
        for k in range(count):
            kind = kinds[int(random.integers(0, len(kinds)))] if width > 0.7 else kinds[0]
            x = low + (k + 0.5) * room / count
            stands.setdefault(f"{width:.2f}|{kind}", []).append(stand @ pose((x, 0.0, 0.0)))
    for hole in holes:
        for low, high in ((0.0, hole[1] - 0.1), (hole[3] + 0.12, height)):
            if high - low > 0.25:
                kind = f"part{low:.2f}to{high:.2f}"
                stands.setdefault(f"{hole[2] - hole[0] + 0.22:.2f}|{kind}", []).append(
                    stand @ pose(((hole[0] + hole[2]) / 2, 0.0, 0.0))
                )
