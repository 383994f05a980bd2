"""What makes a gate in the open a shelter's face: jambs and brow, buttresses, a roof line, sand blown against its foot."""

from __future__ import annotations

import numpy as np

from redearth.core.space import rotation_x, translation
from redearth.direction.model import Piece
from redearth.stage.sets.noise import fractal
from redearth.stage.sets.panels import sheet
from redearth.stage.sets.shape import Part, join, moved, shifted
from redearth.stage.sets.solids import beam, box, lathe, loft, tube
from redearth.stage.sets.workshop import Workshop, identifier, piece_pose

_WING_M = 7.0
"""Width of the walls beside a gate."""
_DRIFT_M = 0.9


def dress_gate(shop: Workshop, piece: Piece) -> None:
    """Dress a gate in the open; where the plan has set no walls beside it, it gets a plain front."""
    walls = [p for p in shop.plan.pieces if p.kind == "wall" and p.id.startswith(f"{piece.id}-")]
    deep = max([piece.size_m[2], *(p.size_m[2] for p in walls if p.size_m[0] > p.size_m[2])])
    top = max([piece.size_m[1] + 1.4, *(p.position_m[1] + p.size_m[1] for p in walls)])

    def build() -> Part:
        front = _front(shop, piece, deep)
        wings = [_wing(shop, piece, side, deep, top) for side in (-1, 1)]
        return join(front, *wings, _roof(shop, piece, top), *([] if walls else _plain_walls(shop, piece, top)))

    shop.stand(f"bunker_{identifier(piece.id)}", build, [piece_pose(piece)])


def _front(shop: Workshop, piece: Piece, deep: float) -> Part:
    """Jambs, a painted lintel, a brow and two red lamps."""
    w, h, _ = piece.size_m
    stone, rust, ochre, red = (shop.palette.use(n) for n in ("concrete", "rust", "paint_ochre", "glow_red"))
    front = deep / 2 + 0.12
    parts = [
        box((w + 1.9, 0.36, 1.2), stone, at=(0, h + 0.42, front + 0.35), chamfer_m=0.07),
        box((w + 0.5, 0.36, 0.26), ochre, at=(0, h + 0.02, front - 0.02), chamfer_m=0.04),
    ]
    for s in (-1, 1):
        parts.append(box((0.46, h + 0.1, 0.4), rust, at=(s * (w / 2 + 0.24), 0, front - 0.02), chamfer_m=0.05))
        lamp = lathe([(0.11, 0), (0.12, 0.05), (0.1, 0.2), (0.04, 0.24)], red, sides=12)
        parts.append(moved(lamp, translation((s * (w / 2 + 0.24), h + 0.78, front + 0.6))))
    return join(*parts)


def _wing(shop: Workshop, piece: Piece, side: int, deep: float, top: float) -> Part:
    """Battered buttresses, a red band, vents and the drift at the foot of one wing."""
    w, _, _ = piece.size_m
    stone, dark, red, sand = (shop.palette.use(n) for n in ("concrete", "steel_dark", "paint_red", "sand"))
    front = deep / 2
    parts = []
    for k, x in enumerate((1.35, 3.85, 6.45)):
        at = side * (w / 2 + x)
        profile = np.array([(front - 0.1, 0.0), (front + 0.85, 0.0), (front + 0.3, top * 0.86), (front - 0.1, top * 0.9)])
        rings = np.stack([np.column_stack([np.full(4, at + dx), profile[:, 1], profile[:, 0]]) for dx in (-0.34, 0.34)])
        parts.append(loft(rings, stone, crease_rad=0.2))
        if k < 2:
            middle = at + side * 1.27
            parts.append(box((1.5, 0.34, 0.03), red, at=(middle, top * 0.62, front + 0.01)))
            parts.append(box((1.1, 0.5, 0.1), dark, at=(middle, top * 0.2, front), chamfer_m=0.02))
            parts += [box((1.0, 0.04, 0.06), stone, at=(middle, top * 0.2 + y, front + 0.04)) for y in (0.08, 0.2, 0.32)]
    parts.append(_drift(side * (w / 2 + 0.7), side * (w / 2 + _WING_M), front, sand, piece.id))
    return join(*parts)


def _drift(start: float, end: float, front: float, material: int, identity: str) -> Part:
    """Sand that the wind has laid against a wall."""
    x = np.linspace(min(start, end), max(start, end), 15)
    v = np.linspace(0, 1, 5)
    crest = 0.34 + 0.22 * fractal(x * 0.7, x * 0.0, "drift", identity, octaves=3)
    height = crest[:, None] * (1 - v[None, :]) ** 1.6 - 0.012
    points = np.stack(
        [np.broadcast_to(x[:, None], height.shape), height, front - 0.02 + _DRIFT_M * np.broadcast_to(v, height.shape)], -1
    )
    part = sheet(points, material, crease_rad=3.0)
    return part if part.normals[:, 1].mean() > 0 else sheet(points[::-1], material, crease_rad=3.0)


def _roof(shop: Workshop, piece: Piece, top: float) -> Part:
    """The gatehouse that takes the raised leaf, vents and a mast: something to read against the sky."""
    w = piece.size_m[0]
    stone, rust, dark, steel = (shop.palette.use(n) for n in ("concrete", "rust", "steel_dark", "steel"))
    rise = max(0.9, 2 * piece.size_m[1] - top + 0.15)
    parts = [box((w + 0.9, rise, 2.4), stone, at=(0, top - 0.05, -0.2), chamfer_m=0.14)]
    parts += [box((w * 0.16, 0.26, 0.1), dark, at=(x * w, top + rise * 0.5, 0.97)) for x in (-0.33, -0.11, 0.11, 0.33)]
    parts.append(box((w + 1.2, 0.22, 2.7), rust, at=(0, top + rise - 0.06, -0.2), chamfer_m=0.05))
    for x, tall in ((-w * 0.75, 1.1), (w * 0.62, 0.8), (w * 1.3, 1.3)):
        hood = lathe([(0.2, 0), (0.2, tall * 0.7), (0.42, tall * 0.72), (0.3, tall)], rust, sides=10)
        parts.append(moved(hood, translation((x, top - 0.05, -0.2))))
    mast = np.array([w * 0.36, top + rise, -0.6])
    parts.append(tube([mast, mast + np.array([0, 4.6, 0])], [0.06, 0.03], dark, sides=7))
    for y, reach in ((2.2, 0.9), (3.2, 0.6), (4.1, 0.4)):
        parts.append(beam(mast + np.array([-reach, y, 0]), mast + np.array([reach, y, 0]), 0.03, 0.03, dark))
    dish = lathe([(0.05, 0), (0.5, 0.16), (0.62, 0.32), (0.6, 0.33), (0.48, 0.19), (0.03, 0.04)], steel, sides=16)
    parts.append(moved(dish, translation((-w * 0.3, top + rise + 0.4, -0.5)) @ rotation_x(0.9)))
    parts.append(tube([(-w * 0.3, top + rise, -0.5), (-w * 0.3, top + rise + 0.45, -0.5)], 0.05, dark, sides=7))
    return join(*parts)


def _plain_walls(shop: Workshop, piece: Piece, top: float) -> list[Part]:
    """Walls for a gate that the plan has left standing alone."""
    w, h, d = piece.size_m
    stone = shop.palette.use("concrete")
    wide = max(1.5, w * 0.9)
    sides = [box((wide, top + 0.2, d + 0.5), stone, at=(s * (w / 2 + wide / 2 + 0.02), -0.2, 0), chamfer_m=0.08) for s in (-1, 1)]
    return [*sides, shifted(box((w + 0.2, top - h - 0.02, d + 0.5), stone, chamfer_m=0.08), y=h + 0.02)]
