"""The shell of a greenhouse: iron portals and glazing bars over low walls, open to the light, trees around it."""

from __future__ import annotations

import math
from functools import partial
from itertools import pairwise

import numpy as np

from redearth.core.seed import generator_from
from redearth.direction.model import Bounds
from redearth.stage.sets import undergrowth
from redearth.stage.sets.hall import hall_of
from redearth.stage.sets.order import Order
from redearth.stage.sets.palette import Palette
from redearth.stage.sets.panels import pierced, sheet
from redearth.stage.sets.passage import stand_passage
from redearth.stage.sets.rooms.plants import hanging_basket
from redearth.stage.sets.shape import Part, join, shifted
from redearth.stage.sets.solids import beam, box, tube
from redearth.stage.sets.workshop import Workshop, pose

_BASE_M, _EAVES_M, _RISE_M, _BAY_M = 0.9, 6.4, 3.2, 4.3
_GROUND_M = 90.0


def raise_glasshouse(shop: Workshop) -> None:
    """Build the greenhouse around the play area; nothing closes it but thin bars, so that sun and sky come in."""
    b = shop.plan.bounds
    half, deep = (b.max_x_m - b.min_x_m) / 2, b.max_z_m - b.min_z_m
    x, z = (b.max_x_m + b.min_x_m) / 2, (b.max_z_m + b.min_z_m) / 2
    middle = [pose((x, 0.0, z))]
    shop.stand("glass_floor", partial(_floor, shop.palette, half, deep), middle)
    bays = max(1, round(deep / _BAY_M))
    step = deep / bays
    joints = [b.min_z_m + step * k for k in range(bays + 1)]
    shop.stand("glass_portal", partial(_portal, shop.palette, half), [pose((x, 0.0, at)) for at in joints])
    shop.stand("glass_bay", partial(_bay, shop.palette, half, step), [pose((x, 0.0, at + step / 2)) for at in joints[:-1]])
    shop.stand("glass_gable", partial(_gable, shop.palette, half), [pose((x, 0.0, b.min_z_m - 0.1))])
    doors = [p for p in shop.plan.pieces if p.kind in ("door", "gate")]
    holes = [(p.position_m[0] - x - p.size_m[0] / 2, 0.0, p.position_m[0] - x + p.size_m[0] / 2, p.size_m[1]) for p in doors]
    shop.stand("glass_end", partial(_end, shop.palette, half, holes), [pose((x, 0.0, b.max_z_m + 0.12))])
    for piece in doors:
        stand_passage(shop, hall_of(b, 7.0), piece)
    baskets = [pose((x + side * 5.3, _EAVES_M - 2.3, at), 0.7 * k) for k, at in enumerate(joints[1:-1]) for side in (-1, 1)]
    shop.stand("glass_basket", partial(hanging_basket, shop.palette, _EAVES_M + 1.2 - (_EAVES_M - 2.3)), baskets)
    _grounds(shop, b)


def _floor(palette: Palette, half: float, deep: float) -> Part:
    """A path of slabs between strips of earth, with drains along it."""
    stone, earth, dark = palette.use("concrete"), palette.use("earth"), palette.use("steel_dark")
    parts = [_flat(-2.2, 2.2, deep, 0.0, stone)]
    parts += [_flat(min(s * 2.2, s * half), max(s * 2.2, s * half), deep, -0.004, earth) for s in (-1, 1)]
    parts += [box((0.16, 0.008, deep), dark, at=(s * 2.16, 0, 0)) for s in (-1, 1)]
    parts += [
        box((4.2, 0.003, 0.016), palette.use("concrete_dark"), at=(0, 0, float(z)))
        for z in np.arange(-deep / 2 + 1.1, deep / 2, 1.1)
    ]
    return join(*parts)


def _flat(low: float, high: float, deep: float, y: float, material: int) -> Part:
    return sheet(np.array([[(low, y, z), (high, y, z)] for z in (-deep / 2, deep / 2)]), material)


def _portal(palette: Palette, half: float) -> Part:
    """Two posts, rafters to the ridge, a tie with hangers."""
    iron = palette.use("paint", "sage")
    ridge, knee = (0.0, _EAVES_M + _RISE_M, 0.0), _EAVES_M + 0.1
    parts = [box((0.16, _EAVES_M, 0.18), iron, at=(s * (half + 0.1), 0, 0), chamfer_m=0.015) for s in (-1, 1)]
    parts += [beam((s * (half + 0.1), _EAVES_M - 0.05, 0), ridge, 0.12, 0.2, iron) for s in (-1, 1)]
    parts += [
        beam((s * (half + 0.02), _EAVES_M - 1.2, 0), (s * (half - 1.5), _EAVES_M + 0.42, 0), 0.07, 0.1, iron) for s in (-1, 1)
    ]
    parts.append(tube([(-half, knee, 0), (half, knee, 0)], 0.035, iron, sides=6, caps=False))
    for share in (-0.66, -0.33, 0.0, 0.33, 0.66):
        top = knee + (1 - abs(share)) * (_RISE_M - 0.1)
        parts.append(tube([(share * half, knee, 0), (share * half, top, 0)], 0.022, iron, sides=5, caps=False))
    return join(*parts)


def _bay(palette: Palette, half: float, step: float) -> Part:
    """Low walls of brick, sills, glazing bars on both sides and on the roof, purlins, the misting pipes."""
    brick, stone, bar, dark = (
        palette.use("brick"),
        palette.use("concrete"),
        palette.use("paint", "sage"),
        palette.use("steel_dark"),
    )
    parts = []
    for s in (-1, 1):
        x = s * (half + 0.1)
        parts += [box((0.24, _BASE_M, step), brick, at=(x, 0, 0)), box((0.3, 0.06, step), stone, at=(x, _BASE_M, 0))]
        for k in range(6):
            z = (k + 0.5 - 3) * step / 6
            parts.append(box((0.04, _EAVES_M - _BASE_M, 0.03), bar, at=(x, _BASE_M, z)))
            parts.append(beam((x, _EAVES_M, z), (0, _EAVES_M + _RISE_M, z), 0.028, 0.05, bar))
        parts += [box((0.05, 0.05, step), bar, at=(x, y, 0)) for y in (2.4, 3.9, 5.3)]
        parts.append(box((0.2, 0.16, step), bar, at=(x, _EAVES_M - 0.08, 0)))
        for share in (0.3, 0.62):
            parts.append(box((0.09, 0.12, step), bar, at=(x * (1 - share), _EAVES_M + share * _RISE_M - 0.1, 0)))
        parts.append(
            tube([(s * 4.5, _EAVES_M - 0.1, -step / 2), (s * 4.5, _EAVES_M - 0.1, step / 2)], 0.03, dark, sides=6, caps=False)
        )
    parts.append(box((0.2, 0.2, step), bar, at=(0, _EAVES_M + _RISE_M - 0.1, 0)))
    return join(*parts, *_panes(palette, half + 0.1, step))


def _panes(palette: Palette, half: float, step: float) -> list[Part]:
    """The glass of one bay, between its bars: a sheet for each wall and each slope."""
    outline = [(-half, _BASE_M), (-half, _EAVES_M), (0.0, _EAVES_M + _RISE_M), (half, _EAVES_M), (half, _BASE_M)]
    return [
        sheet(np.array([[(x, y, z) for x, y in edge] for z in (-step / 2, step / 2)]), palette.use("pane_dusty"))
        for edge in pairwise(outline)
    ]


def _gable_panes(palette: Palette, half: float, foot: float) -> Part:
    """The glass of an end wall from ``foot`` up to the roof."""
    edge = [(-half, _EAVES_M), (0.0, _EAVES_M + _RISE_M), (half, _EAVES_M)]
    return sheet(np.array([[(x, foot, 0.0) for x, _ in edge], [(x, y, 0.0) for x, y in edge]]), palette.use("pane_dusty"))


def _gable(palette: Palette, half: float) -> Part:
    """The far end: a low wall and glazing bars up into the gable."""
    bar = palette.use("paint", "sage")
    parts = [
        box((2 * half + 0.4, _BASE_M, 0.24), palette.use("brick")),
        box((2 * half + 0.4, 0.06, 0.3), palette.use("concrete"), at=(0, _BASE_M, 0)),
    ]
    for x in np.arange(-half + 0.7, half, 0.7):
        high = _EAVES_M + (1 - abs(float(x)) / half) * _RISE_M - _BASE_M
        parts.append(box((0.035, high, 0.04), bar, at=(float(x), _BASE_M, 0)))
    parts += [box((2 * half, 0.06, 0.06), bar, at=(0, y, 0)) for y in (2.4, 3.9, 5.3, _EAVES_M)]
    return join(*parts, _gable_panes(palette, half, _BASE_M))


def _end(palette: Palette, half: float, holes: list[tuple[float, float, float, float]]) -> Part:
    """The near end: a brick wall with the door, a stone course, and the gable over it."""
    wall = shifted(pierced(2 * half + 0.4, _EAVES_M, 0.24, holes, palette.use("brick")), 0, 0, 0)
    bar, stone = palette.use("paint", "sage"), palette.use("concrete")
    parts = [wall, box((2 * half + 0.4, 0.18, 0.34), stone, at=(0, _EAVES_M - 0.1, 0), chamfer_m=0.02)]
    for x in np.arange(-half + 0.7, half, 0.7):
        parts.append(box((0.035, (1 - abs(float(x)) / half) * _RISE_M, 0.04), bar, at=(float(x), _EAVES_M, 0)))
    for x0, _, x1, high in holes:
        parts += [box((0.22, high + 0.2, 0.32), stone, at=(x, 0, 0), chamfer_m=0.02) for x in (x0 - 0.1, x1 + 0.1)]
        parts.append(box((x1 - x0 + 0.6, 0.3, 0.34), stone, at=((x0 + x1) / 2, high, 0), chamfer_m=0.02))
    return join(*parts, _gable_panes(palette, half, _EAVES_M))


def _grounds(shop: Workshop, b: Bounds) -> None:
    """Grass and trees outside."""
    shop.stand(
        "glass_lawn",
        lambda: box((2 * _GROUND_M, 0.1, 2 * _GROUND_M), shop.palette.use("grass"), at=(0, -0.13, 0)),
        [pose((0.0, 0.0, -10.0))],
    )
    order = Order(kind="far_tree", size_m=(0.62, 13.0, 0.62), variant=1, colour="", kit="forest", palette=shop.palette)
    random = generator_from("glass-trees", shop.plan.id)
    poses = []
    for k in range(26):
        angle = 2 * math.pi * k / 26
        away = float(random.uniform(36, 60))
        spot = (away * math.sin(angle), 0.0, (b.min_z_m + b.max_z_m) / 2 + (away + 14) * math.cos(angle))
        poses.append(pose(spot, float(random.uniform(0, 6)), scale=float(random.uniform(0.8, 1.4))))
    shop.stand("glass_tree", lambda: undergrowth.far_tree(order), poses)
