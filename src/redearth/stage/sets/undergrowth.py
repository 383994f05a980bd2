"""What grows and lies under trees and in fields: ferns, tufts, bushes, reeds, fallen trunks, and plain trees for the distance."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.space import rotation_x, rotation_y, translation
from redearth.stage.sets.leaf_images import Sprig
from redearth.stage.sets.leaves import cards, inside, outward, sprig, strips, unit
from redearth.stage.sets.noise import fractal
from redearth.stage.sets.order import Order
from redearth.stage.sets.shape import F64, Part, join, moved
from redearth.stage.sets.solids import loft, tube
from redearth.stage.sets.trees import BARE, bark_of, boughs, leaf_of, two_sided


def fern(order: Order) -> Part:
    """Return a rosette of arching fronds."""
    w, h, _ = order.size_m
    random = order.random("fern")
    spines, sides = [], []
    for k in range(8):
        turn, reach = k * 2.4 + random.uniform(-0.2, 0.2), 0.5 * w * random.uniform(0.75, 1.0)
        spines.append(_arch(turn, reach, h * random.uniform(0.7, 1.0)))
        sides.append(0.36 * reach * np.array([-math.sin(turn), 0.0, math.cos(turn)]))
    return join(*strips(np.array(spines), np.array(sides), sprig(order.palette, "fern", order.colour)))


def _arch(turn: float, reach: float, lift: float) -> F64:
    """The line [4, 3] of a frond that rises and bends over."""
    share = np.array([0.0, 0.3, 0.65, 1.0])
    return np.column_stack(
        [math.cos(turn) * reach * share, lift * (1.95 * share - 1.38 * share**2), math.sin(turn) * reach * share]
    )


def tuft(order: Order) -> Part:
    """Return a tuft of grass: three cards of blades that cross."""
    w, h, _ = order.size_m
    random = order.random("tuft")
    turn = np.arange(3) * 1.05 + random.uniform(0, 1.05)
    side = 0.5 * w * np.column_stack([np.cos(turn), 0 * turn, np.sin(turn)])
    lean = 0.12 * w * np.column_stack([-np.sin(turn), 0 * turn, np.cos(turn)])
    own = np.tile([0.0, 1.0, 0.0], (3, 1))
    colour = order.colour or ("khaki" if order.kit == "desert" else "")
    return outward(
        np.zeros((3, 3)), lean + np.array([0, h, 0]), side, np.array([0, -h, 0]), own, sprig(order.palette, "grass", colour), 0.3
    )


def carpet(order: Order) -> Part:
    """Return moss or fallen leaves that lie flat on the floor of a wood."""
    w, _, d = order.size_m
    corners = np.array([[[-w / 2, 0.013, d / 2], [w / 2, 0.013, d / 2], [w / 2, 0.013, -d / 2], [-w / 2, 0.013, -d / 2]]])
    kind: Sprig = "moss" if (order.variant % 2 and order.style not in BARE) or order.kit != "forest" else "litter"
    return cards(corners, np.tile([0.0, 1.0, 0.0], (1, 4, 1)), sprig(order.palette, kind, order.colour))


def bush(order: Order) -> Part:
    """Return a low bush: a dome of cards over a few stems."""
    w, h, d = order.size_m
    random = order.random("bush")
    count = 14
    away = random.normal(size=(count, 3))
    away[:, 1] = np.abs(away[:, 1])
    away = unit(away)
    middle = away * [w * 0.34, h * 0.62, d * 0.34] + [0, 0.12 * h, 0]
    size = 0.15 * (w + h) * random.uniform(0.8, 1.1, (count, 1))
    facing = unit(away + random.normal(0, 0.35, away.shape))
    side = unit(np.cross(facing, [0.0, 1.0, 0.1]))
    up = np.cross(side, facing)
    leaf: Sprig = "birch" if order.variant % 3 == 1 else "broad"
    leaves = outward(
        middle - up * size, 2 * up * size, side * size, np.zeros(3), away, sprig(order.palette, leaf, order.colour), 0.5
    )
    limit = np.array([w / 2, h, d / 2])
    leaves = inside(leaves, -limit * [1, 0, 1], limit)
    stems = [tube([(0, 0, 0), tuple(0.75 * p)], [0.02, 0.006], order.plain("bark"), sides=3, caps=False) for p in middle[:5]]
    return join(leaves, *stems)


def log(order: Order) -> Part:
    """Return a fallen trunk along z with a broken end, stubs of branches and moss on its back."""
    w, h, d = order.size_m
    random = order.random("log")
    turn = np.linspace(0, 2 * math.pi, 11)[:-1]
    rings = []
    for k, z in enumerate(np.linspace(-0.5, 0.5, 9)):
        rough = 1 + 0.12 * fractal(np.cos(turn) * 1.2 + k, np.sin(turn) * 1.2, "log", order.variant, octaves=2)
        share = (0.36 if k in (0, 8) else 0.46) * (1.0 - 0.12 * (z + 0.5))
        broken = 0.04 * d * np.sin(turn * 3 + order.variant) * (k in (0, 8))
        rings.append(
            np.column_stack(
                [
                    np.cos(turn) * share * w * rough,
                    np.clip(0.47 * h + np.sin(turn) * share * h * rough, -0.02, h),
                    z * d * 0.94 + broken,
                ]
            )
        )
    parts = [loft(np.array(rings), order.plain("bark"), crease_rad=0.9)]
    moss = [np.column_stack([r[1:5, 0] * 1.0, np.minimum(r[1:5, 1] + 0.012, h), r[1:5, 2]]) for r in rings[1:-2]]
    grid = np.array(moss)
    i, j = np.meshgrid(np.arange(grid.shape[0] - 1), np.arange(grid.shape[1] - 1), indexing="ij")
    n = grid.shape[1]
    quads = np.stack([i * n + j, i * n + j + 1, (i + 1) * n + j + 1, (i + 1) * n + j], -1).reshape(-1, 4)
    triangles = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])
    parts.append(two_sided(grid.reshape(-1, 3), np.tile([0.0, 1.0, 0.0], (grid.shape[0] * n, 1)), triangles, order.plain("moss")))
    for k in range(3):
        snag = tube([(0, 0, 0), (0, 0.22 * h, 0)], [0.09 * h, 0.05 * h], order.plain("bark"), sides=5)
        at = translation((0.3 * w * (-1) ** k, 0.55 * h, float(random.uniform(-0.36, 0.36)) * d))
        parts.append(moved(snag, at @ rotation_y(1.0 * k) @ rotation_x(0.7)))
    return join(*parts)


def far_tree(order: Order) -> Part:
    """Return a tree for the distance: a stem and a few crossed leaf masses with jagged rims."""
    h = order.size_m[1]
    random = order.random("far-tree")
    conifer = order.style in ("conifer", "mountain")
    parts = [tube([(0, -0.3, 0), (0, h * 0.5, 0)], [0.022 * h, 0.012 * h], order.plain(bark_of(order)), sides=4, caps=False)]
    if order.style in BARE:
        for k in range(6):
            turn, at = 2.4 * k, h * (0.3 + 0.08 * k)
            parts.append(tube([(0, at, 0), (math.cos(turn) * 0.16 * h, at + 0.2 * h, math.sin(turn) * 0.16 * h)], [0.01 * h, 0.002 * h], order.plain(bark_of(order)), sides=3, caps=False))  # fmt: skip
        return join(*parts)
    parts.append(_tiers(order, random) if conifer else _masses(order, random))
    return join(*parts)


def _tiers(order: Order, random: np.random.Generator) -> Part:
    """The boughs of a far conifer: boughs that hang from its stem, six a tier."""
    h, rows, per = order.size_m[1], 8, 6
    share = np.repeat(np.arange(rows) / rows, per)[:, None]
    turn = (
        np.arange(rows * per) * 2 * math.pi / per + np.repeat(np.arange(rows), per) * 0.7 + random.uniform(-0.3, 0.3, rows * per)
    )
    out = np.column_stack([np.cos(turn), 0 * turn, np.sin(turn)])
    reach = h * (0.21 * (1 - share) + 0.03) * random.uniform(0.85, 1.15, share.shape)
    foot = np.array([0.0, h, 0.0]) * (0.2 + 0.78 * share)
    return boughs(foot, out - np.array([0, 1, 0]) * (0.6 - 0.4 * share), reach, sprig(order.palette, "spruce", order.colour))


def _masses(order: Order, random: np.random.Generator) -> Part:
    """The crown of a far broadleaved tree: large cards on a dome."""
    h, count = order.size_m[1], 15
    away = random.normal(size=(count, 3))
    away[:, 1] = 1.2 * away[:, 1]
    away = unit(away)
    middle = np.array([0, 0.64 * h, 0]) + away * [0.2 * h, 0.24 * h, 0.2 * h] * random.uniform(0.7, 1.0, (count, 1))
    facing = unit(away + random.normal(0, 0.3, away.shape))
    side = unit(np.cross(facing, unit(random.normal(0, 0.4, facing.shape) + np.array([0, 1, 0]))))
    up = np.cross(side, facing)
    size = 0.145 * h * random.uniform(0.8, 1.2, (count, 1))
    return outward(middle - up * size, 2 * up * size, side * size, np.array([0, 0.55 * h, 0]), away, sprig(order.palette, leaf_of(order), order.colour))  # fmt: skip
