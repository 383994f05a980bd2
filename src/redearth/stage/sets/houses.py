"""Town houses of a street: fronts with shop windows, sills, cornices and here and there a light."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.seed import generator_from, seed_from
from redearth.core.space import Vec3, rotation_y, translation
from redearth.direction.model import Piece
from redearth.stage.sets.palette import Palette
from redearth.stage.sets.panels import Rect, pierced
from redearth.stage.sets.shape import Part, join, moved, shifted
from redearth.stage.sets.solids import box
from redearth.stage.sets.workshop import Workshop, piece_pose

_STOREY_M = 3.2
_GROUND_M = 3.9


def stand_house(shop: Workshop, piece: Piece) -> None:
    """Stand a tower piece of a street as a house that fills its box, its front towards the street."""
    w, h, d = (float(v) for v in piece.size_m)
    size = (math.floor(w), math.floor(h), math.floor(d * 2) / 2)
    variant = seed_from("house", shop.plan.id, piece.id) % 5
    middle = (shop.plan.bounds.min_x_m + shop.plan.bounds.max_x_m) / 2
    side = 1 if piece.position_m[0] < middle else -1
    key = f"house_{size[0]}x{size[1]}x{round(size[2] * 10)}_{variant}"
    # The front is built on +x; houses on the right of the street are turned round.
    back = translation((side * (w - size[0]) / 2, 0, 0))
    shop.stand(
        key, lambda: house(shop.palette, size, variant), [piece_pose(piece) @ back @ rotation_y(0.0 if side > 0 else math.pi)]
    )


def house(palette: Palette, size: Vec3, variant: int) -> Part:
    """Return a house in its box, foot centre at the origin, its front on the +x side."""
    w, h, d = size
    stone = palette.use(("brick", "plaster", "concrete", "brick", "wainscot")[variant])
    trim, roof = palette.use("concrete"), palette.use("asphalt")
    inset = 0.5
    body = box((w - inset - 0.1, h - 0.5, d - 0.02), stone, at=(-inset / 2 - 0.05, 0, 0))
    front = _front(palette, stone, d, h - 0.3, variant)
    parts = [body, moved(front, translation((w / 2 - 0.3, 0, 0)) @ rotation_y(math.pi / 2))]
    parts.append(box((w * 0.96, 0.25, d * 0.98), roof, at=(-0.1, h - 0.55, 0)))
    parts.append(box((0.5, 0.4, d), trim, at=(w / 2 - 0.25, h - 0.4, 0), chamfer_m=0.05))
    random = generator_from("roof", variant, f"{w}", f"{h}")
    for _ in range(3):
        at = (float(random.uniform(-0.3, 0.2)) * w, h - 0.32, float(random.uniform(-0.36, 0.36)) * d)
        parts.append(box((0.8, float(random.uniform(0.15, 0.31)), 0.7), palette.use("brick"), at=at))
    return join(*parts)


def _front(palette: Palette, stone: int, width: float, height: float, variant: int) -> Part:
    """A front in the XY plane that looks along +z; its panes lie behind the wall."""
    random = generator_from("front", variant, f"{width:.1f}", f"{height:.1f}")
    trim, glass, lit, dark = palette.use("concrete"), palette.use("glass"), palette.use("glow_window"), palette.use("wood_dark")
    storeys = max(1, 1 + int((height - _GROUND_M - 0.3) / _STOREY_M))
    columns = max(2, round(width / 3.0))
    holes: list[Rect] = []
    parts: list[Part] = []
    for row in range(storeys):
        for c in range(columns):
            x = (c + 0.5 - columns / 2) * width / columns
            door = row == 0 and c == columns // 2
            half = 0.62 if row else (0.7 if door else width / columns * 0.4)
            y0 = 0.06 if door else 0.55 if row == 0 else _GROUND_M + (row - 1) * _STOREY_M + 0.8
            y1 = 2.9 if row == 0 else y0 + 1.75
            if y1 > height - 0.2:
                continue
            holes.append((x - half, y0, x + half, y1))
            pane = dark if door else lit if random.uniform() < (0.4 if row == 0 else 0.2) else glass
            parts.append(box((2 * half + 0.06, y1 - y0, 0.05), pane, at=(x, y0, -0.16)))
            if not door:
                parts.append(box((0.06, y1 - y0, 0.07), trim, at=(x, y0, -0.1)))
                parts.append(box((2 * half, 0.06, 0.07), trim, at=(x, y0 + (y1 - y0) * 0.62, -0.1)))
                parts.append(box((2 * half + 0.3, 0.1, 0.2), trim, at=(x, y0 - 0.1, 0.06)))
    wall = shifted(pierced(width, height, 0.3, holes, stone), z=-0.12)
    parts.append(box((width, 0.26, 0.24), trim, at=(0, 3.3, 0.06), chamfer_m=0.03))
    awning = palette.use("cloth", ("red", "green", "navy", "tan", "brown")[variant])
    side = (columns // 2 - 1 + 0.5 - columns / 2) * width / columns
    parts.append(
        moved(
            box((width / columns, 0.04, 1.1), awning),
            translation((side, 2.95, 0.5)) @ np.array([[1, 0, 0, 0], [0, 1, -0.3, 0], [0, 0.3, 1, 0], [0, 0, 0, 1.0]]),
        )
    )
    return join(wall, *parts)
