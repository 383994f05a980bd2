"""Town houses: bodies and roofs in four architectures behind their fronts; each fills the box of its piece."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.seed import generator_from, seed_from
from redearth.core.space import Vec3, rotation_y, translation
from redearth.direction.model import Piece
from redearth.stage.sets.cottages import cottage
from redearth.stage.sets.facades import glass_front, terrace_front, walkup_front
from redearth.stage.sets.palette import Palette
from redearth.stage.sets.shape import Part, join, moved
from redearth.stage.sets.solids import box, hull, lathe, tube
from redearth.stage.sets.workshop import Workshop, piece_pose

_STYLES = {
    "modern": "modern",
    "east": "east",
    "village": "village",
    "field": "village",
    "green": "village",
    "mountain": "village",
}
_VARIANTS = 5


def stand_house(shop: Workshop, piece: Piece) -> None:
    """Stand a tower piece of a street as a house that fills its box, its front towards the street."""
    w, h, d = (float(v) for v in piece.size_m)
    size = (math.floor(w), math.floor(h), math.floor(d * 2) / 2)
    # Equal heights come in two looks at most: a street is stored in few meshes.
    variant = (round(h) + seed_from("house", shop.plan.id, piece.id) % 2) % _VARIANTS
    middle = (shop.plan.bounds.min_x_m + shop.plan.bounds.max_x_m) / 2
    side = 1 if piece.position_m[0] < middle else -1
    style, dark = _STYLES.get(shop.plan.style, "old"), "dark" in shop.plan.dressing
    key = f"house_{style}_{size[0]}x{size[1]}x{round(size[2] * 10)}_{variant}"
    # The front is built on +x; houses on the right of the street are turned round.
    back = translation((side * (w - size[0]) / 2, 0, 0))
    pose = piece_pose(piece) @ back @ rotation_y(0.0 if side > 0 else math.pi)
    shop.stand(key, lambda: house(shop.palette, size, variant, style, dark=dark), [pose])


def house(palette: Palette, size: Vec3, variant: int, style: str = "old", *, dark: bool = False) -> Part:
    """Return a house in its box, foot centre at the origin, its front on the +x side."""
    random = generator_from("house", style, variant, f"{size[0]}", f"{size[1]}", f"{size[2]}")
    return {"modern": _tower, "east": _walkup, "village": cottage}.get(style, _terrace)(palette, size, variant, random, dark)


def _faced(front: Part, w: float, inset: float) -> Part:
    return moved(front, translation((w / 2 - inset, 0, 0)) @ rotation_y(math.pi / 2))


def _shelled(w: float, h: float, d: float, inset: float, stone: int) -> list[Part]:
    """The body of a house behind its front: a block that leaves the shops some depth, cheeks and a lid between the two."""
    deep = 1.1
    back = w - inset - deep
    cheeks = [box((deep, h, 0.25), stone, at=(w / 2 - inset - deep / 2, 0, s * (d / 2 - 0.13))) for s in (-1, 1)]
    lid = box((deep, 0.3, d), stone, at=(w / 2 - inset - deep / 2, h - 0.3, 0))
    return [box((back, h, d - 0.02), stone, at=(-w / 2 + back / 2 + 0.05, 0, 0)), *cheeks, lid]


def _terrace(palette: Palette, size: Vec3, variant: int, random: np.random.Generator, dark: bool) -> Part:
    w, h, d = size
    stone = palette.use(*(("brick",), ("plaster", "cream"), ("stone",), ("brick", "brown"), ("plaster", "sage"))[variant])
    pitched = variant % 2 == 0 and h > 8
    eaves = h - (2.4 if pitched else 0.35)
    parts = _shelled(w, eaves, d, 0.85, stone)
    parts.append(_faced(terrace_front(palette, stone, d, eaves, random, dark=dark), w, 0.85))
    if pitched:
        ridge = [
            (x, y, z)
            for x, y in ((w / 2 - 0.8, eaves), (-w / 2 + 0.2, eaves), (w / 2 - 2.6, h - 0.3), (-w / 2 + 1.6, h - 0.3))
            for z in (-d / 2, d / 2)
        ]
        parts.append(hull(ridge, palette.use("slate_roof"), crease_rad=0.2))
        for z in np.linspace(-d / 2 + 1.8, d / 2 - 1.8, 4):
            parts.append(box((0.9, 1.3, 1.0), palette.use("woodwork"), at=(w / 2 - 1.75, eaves + 0.1, float(z))))
            glow = palette.use("lit_dim" if dark and random.uniform() < 0.4 else "glass_dark")
            parts.append(box((0.04, 0.9, 0.7), glow, at=(w / 2 - 1.29, eaves + 0.3, float(z))))
    else:
        parts.append(box((w - 1.2, 0.25, d * 0.98), palette.use("asphalt"), at=(-0.5, h - 0.5, 0)))
    for z in (-0.42 * d, 0.42 * d):
        stack = (-0.1 * w, h - 1.9 if pitched else h - 0.5, z)
        parts.append(box((0.9, min(1.8, h - stack[1] - 0.05), 0.7), palette.use("brick"), at=stack))
    return join(*parts)


def _walkup(palette: Palette, size: Vec3, variant: int, random: np.random.Generator, dark: bool) -> Part:
    w, h, d = size
    stone = palette.use("plaster" if variant % 2 else "concrete", ("cream", "sage", "", "pink", "slate")[variant])
    top = h - 1.6
    parts = _shelled(w, top, d, 1.85, stone)
    parts.append(_faced(walkup_front(palette, stone, d, top, random, dark=dark), w, 1.85))
    parts.append(box((w - 2.0, 0.2, d), palette.use("concrete_dark"), at=(-1.0, top - 0.1, 0)))
    steel = palette.use("steel")
    for k in range(3):
        at = translation((float(random.uniform(-0.3, 0.1)) * w, top + 0.1, d * (-0.3 + 0.3 * k)))
        parts.append(moved(lathe([(0.55, 0), (0.55, 1.1), (0.2, 1.3)], steel, sides=12), at))
    parts.append(box((2.4, 1.3, 2.6), stone, at=(-0.2 * w, top + 0.1, 0.1 * d)))
    for z in (-0.3, 0.28):
        parts.append(tube([(0.2 * w, top, z * d), (0.2 * w, h - 0.05, z * d)], 0.03, palette.use("steel_dark"), sides=4))
    return join(*parts)


def _tower(palette: Palette, size: Vec3, variant: int, random: np.random.Generator, dark: bool) -> Part:
    """A block of glass, from the third size on with a set-back upper part."""
    w, h, d = size
    low = h if variant % 2 else 0.62 * h
    parts = _block(palette, w - 1.2, low, d, random, dark, lobby=True)
    if low < h:
        parts += [
            moved(p, translation((-0.8, low, 0)))
            for p in _block(palette, w - 3.4, h - low - 1.0, d - 3.0, random, dark, lobby=False)
        ]
        parts.append(box((w - 1.4, 0.3, d - 0.2), palette.use("concrete_dark"), at=(-0.2, low - 0.2, 0)))
    parts.append(box((2.6, 0.9, 3.2), palette.use("steel_dark"), at=(-1.2, h - 1.0, 0)))
    return join(*parts)


def _block(palette: Palette, w: float, h: float, d: float, random: np.random.Generator, dark: bool, *, lobby: bool) -> list[Part]:
    core = palette.use("concrete_dark")
    parts = [box((w - 1.3, h - 0.1, d - 1.3), core)]
    for k, (wide, reach) in enumerate(((d, w / 2), (w, d / 2), (w, d / 2))):
        turn = (math.pi / 2, 0.0, math.pi)[k]
        front = glass_front(palette, wide - 0.3, h, random, dark=dark, lobby=lobby and k == 0)
        parts.append(moved(front, rotation_y(turn) @ translation((0, 0, reach - 0.15))))
    return parts
