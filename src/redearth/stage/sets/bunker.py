"""What makes a gate in the open a shelter's face: jambs and brow, buttresses, a roof line, sand blown against its foot."""

from __future__ import annotations

import numpy as np

from redearth.core.seed import seed_from
from redearth.core.space import rotation_x, translation
from redearth.direction.model import Piece
from redearth.stage.sets.bunker_passage import line_passage
from redearth.stage.sets.ground import ground_of
from redearth.stage.sets.noise import fractal
from redearth.stage.sets.panels import sheet
from redearth.stage.sets.shape import Part, join, moved, shifted
from redearth.stage.sets.solids import beam, box, lathe, loft, tube
from redearth.stage.sets.weathering import hung, rubble_foot, stains, stencil, tie_holes
from redearth.stage.sets.workshop import Workshop, identifier, piece_pose

_WING_M = 7.0
"""Width of the walls beside a gate."""
_DRIFT_M = 1.7
_LOOSE = ("sand", "soil", "snow")
"""Grounds that the wind lays against a wall."""
_BUTTRESSES_M = (1.35, 3.85, 6.45)
"""Where they stand on a wing, from the gate's edge."""


def dress_gate(shop: Workshop, piece: Piece) -> None:
    """Dress a gate in the open; where the plan has set no walls beside it, it gets a plain front."""
    walls = [p for p in shop.plan.pieces if p.kind == "wall" and p.id.startswith(f"{piece.id}-")]
    deep = max([piece.size_m[2], *(p.size_m[2] for p in walls if p.size_m[0] > p.size_m[2])])
    top = max([piece.size_m[1] + 1.4, *(p.position_m[1] + p.size_m[1] for p in walls)])

    inner = [p for p in shop.plan.pieces if p.id in (f"{piece.id}-mouth-left", f"{piece.id}-mouth-right")]

    def build() -> Part:
        parts = [_front(shop, piece, deep), _roof(shop, piece, top)]
        for side in (-1, 1):
            parts += [_wing(shop, piece, side, deep, top), _fittings(shop, piece, side, deep, top)]
        return join(*parts, *([] if walls else _plain_walls(shop, piece, top)))

    shop.stand(f"bunker_{identifier(piece.id)}", build, [piece_pose(piece)])
    if inner:
        run = min(p.size_m[2] for p in inner)
        shop.stand(f"passage_{identifier(piece.id)}", lambda: line_passage(shop, piece, deep / 2, run), [piece_pose(piece)])


def _front(shop: Workshop, piece: Piece, deep: float) -> Part:
    """Bolted jambs with worn hazard paint, a painted lintel, a brow with its number and two red lamps."""
    w, h, _ = piece.size_m
    stone, rust, ochre, red, dark, pale = (
        shop.palette.use(n) for n in ("concrete", "rust", "paint_ochre", "glow_red", "steel_dark", "road_paint")
    )
    front = deep / 2 + 0.12
    parts = [
        box((w + 1.9, 0.36, 1.2), stone, at=(0, h + 0.42, front + 0.35), chamfer_m=0.07),
        box((w + 0.5, 0.36, 0.26), ochre, at=(0, h + 0.02, front - 0.02), chamfer_m=0.04),
        stencil(seed_from("gate number", shop.plan.id, piece.id) % 90 + 10, 1.25, (-w / 2 - 3.2, 1.5, deep / 2), pale),
    ]
    for x in np.linspace(-w / 2, w / 2, max(4, round(w / 0.6))).tolist():
        parts.append(box((0.07, 0.07, 0.04), dark, at=(x, h + 0.16, front + 0.11), chamfer_m=0.015))
    for s in (-1, 1):
        at = s * (w / 2 + 0.24)
        parts.append(box((0.46, h + 0.1, 0.4), rust, at=(at, 0, front - 0.02), chamfer_m=0.05))
        for k in range(5):
            parts.append(
                box((0.47, 0.2, 0.41), ochre if k % 2 == 0 else dark, at=(at, 0.5 + 0.2 * k, front - 0.02), chamfer_m=0.05)
            )
        for y in np.arange(1.8, h, 0.42).tolist():
            parts += [box((0.06, 0.06, 0.04), dark, at=(at + x, y, front + 0.18), chamfer_m=0.012) for x in (-0.15, 0.15)]
        lamp = lathe([(0.11, 0), (0.12, 0.05), (0.1, 0.2), (0.04, 0.24)], red, sides=12)
        parts.append(moved(lamp, translation((at, h + 0.78, front + 0.6))))
    return join(*parts)


def _wing(shop: Workshop, piece: Piece, side: int, deep: float, top: float) -> Part:
    """Battered buttresses, a red band, vents and the drift at the foot of one wing."""
    w, _, _ = piece.size_m
    own = ground_of(shop.plan.kit, shop.plan.style, shop.plan.surface)
    stone, dark, red, ground = (shop.palette.use(n) for n in ("concrete", "steel_dark", "paint_red", own))
    front = deep / 2
    parts = []
    for k, x in enumerate(_BUTTRESSES_M):
        at = side * (w / 2 + x)
        profile = np.array([(front - 0.1, 0.0), (front + 0.85, 0.0), (front + 0.3, top * 0.86), (front - 0.1, top * 0.9)])
        rings = np.stack([np.column_stack([np.full(4, at + dx), profile[:, 1], profile[:, 0]]) for dx in (-0.34, 0.34)])
        parts.append(loft(rings, stone, crease_rad=0.2))
        if k < 2:
            middle = at + side * 1.27
            parts.append(box((1.5, 0.34, 0.03), red, at=(middle, top * 0.68, front + 0.01)))
            parts.append(box((1.1, 0.5, 0.1), dark, at=(middle, top * 0.2, front), chamfer_m=0.02))
            parts += [box((1.0, 0.04, 0.06), stone, at=(middle, top * 0.2 + y, front + 0.04)) for y in (0.08, 0.2, 0.32)]
    if shop.plan.surface in _LOOSE:
        parts.append(_drift(side * (w / 2 + 0.7), side * (w / 2 + _WING_M), front, ground, piece.id))
    return join(*parts)


def _fittings(shop: Workshop, piece: Piece, side: int, deep: float, top: float) -> Part:
    """What is bolted to a wing, and what time did to it: a plinth, a coping, conduits, a lamp on a bracket, stains, rubble."""
    w, h, _ = piece.size_m
    stone, worn, dark, rust, stain, warm = (
        shop.palette.use(n) for n in ("concrete", "concrete_dark", "steel_dark", "rust", "rust_stain", "glow_warm")
    )
    front, start = deep / 2, w / 2 + 0.5
    middle = side * (start + (w / 2 + _WING_M - start) / 2)
    wide = w / 2 + _WING_M - start
    identity = (shop.plan.id, piece.id, str(side))
    fields = [side * (w / 2 + x + 1.25) for x in _BUTTRESSES_M[:2]]
    parts = [
        box((wide, 0.5, 0.3), worn, at=(middle, -0.05, front + 0.08), chamfer_m=0.06),
        box((wide + 0.2, 0.22, 0.34), stone, at=(middle, top - 0.26, front + 0.06), chamfer_m=0.05),
        tie_holes([x + dx for x in fields for dx in (-0.62, 0.62)], [0.9, 2.1, 3.3, 4.3], front, worn),
        stains([(x + dx, top * 0.2 + 0.1) for x in fields for dx in (-0.4, 0.1, 0.45)], front, stain, *identity, "vents"),
        stains([(x + dx, top - 0.24) for x in fields for dx in (-0.7, 0.0, 0.6)], front, stain, *identity, "coping"),
        stains([(side * (w / 2 + 0.24), h * 0.9)], front + 0.31, stain, *identity, "jamb"),
        rubble_foot(side * (w / 2 + 0.9), side * (w / 2 + _WING_M), front, (shop.palette.use("ruin"), rust), *identity),
    ]
    parts += _conduits(side, (start, w / 2 + _WING_M), (h, top), front, (dark, rust))
    x, y = side * (w / 2 + 2.6), top - 0.9
    parts.append(tube([(x, y, front), (x, y + 0.25, front + 0.5), (x, y + 0.2, front + 0.95)], 0.035, dark, sides=6))
    parts.append(box((0.42, 0.16, 0.34), dark, at=(x, y + 0.1, front + 1.0), chamfer_m=0.04))
    parts.append(box((0.32, 0.04, 0.24), warm, at=(x, y + 0.075, front + 1.0)))
    return join(*parts)


def _conduits(
    side: int, reach: tuple[float, float], heights: tuple[float, float], front: float, paints: tuple[int, int]
) -> list[Part]:
    """Pipes and slack cables along a wing, with clips and a box in which they end."""
    (start, end), (h, top), (dark, rust) = reach, heights, paints
    y = h + 0.08
    parts = [tube([(side * start, y, front + 0.1), (side * end, y, front + 0.1)], 0.06, rust, sides=8)]
    parts.append(
        tube([(side * start, y - 0.17, front + 0.07), (side * (end - 1.2), y - 0.17, front + 0.07)], 0.03, dark, sides=6)
    )
    drop = side * (end - 1.2)
    parts.append(tube([(drop, y - 0.17, front + 0.07), (drop, 1.5, front + 0.07)], 0.03, dark, sides=6))
    parts.append(box((0.5, 0.7, 0.2), dark, at=(drop, 0.95, front + 0.1), chamfer_m=0.03))
    for x in np.arange(start + 0.5, end, 1.1).tolist():
        parts.append(box((0.06, 0.2, 0.18), dark, at=(side * x, y - 0.1, front + 0.07)))
    ends = (side * start, top + 0.2, front + 0.1), (side * (end - 0.3), top - 0.1, front + 0.25)
    parts += [hung(*ends, sag, 0.018, dark) for sag in (0.35, 0.55)]
    return parts


def _drift(start: float, end: float, front: float, material: int, identity: str) -> Part:
    """Ground that the wind has laid against a wall."""
    x = np.linspace(min(start, end), max(start, end), 25)
    v = np.linspace(0, 1, 8)
    tails = np.clip(np.minimum(x - x[0], x[-1] - x) / 1.4, 0.0, 1.0)
    crest = tails**0.7 * np.maximum(0.1, 0.45 + 0.5 * fractal(x * 0.55, x * 0.0, "drift", identity, octaves=3))
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
