"""Things of streets, yards, fields and waters: stalls, fences, bales, containers, boats, bones."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from redearth.core.space import rotation_x, rotation_y, rotation_z, translation
from redearth.stage.sets.order import Order
from redearth.stage.sets.shape import Part, join, moved
from redearth.stage.sets.solids import ball, beam, box, lathe, loft, tube

_GOODS = ("red", "orange", "yellow", "green", "olive", "white", "brown", "purple")


def stall(order: Order) -> Part:
    """Return a market stall, its counter at local +z: trestle, boxes of goods, a striped roof on poles, at night a lamp."""
    w, h, d = order.size_m
    random = order.random("stall")
    wood, pole = order.plain("wood"), order.plain("steel_dark")
    colour = str(random.choice(["red", "green", "blue", "orange"]))
    cloths = (order.palette.use("cloth", colour), order.palette.use("cloth", "white"))
    parts = [tube([(x, 0, z), (x, top, z)], 0.03, pole, sides=5) for x in (-w / 2 + 0.06, w / 2 - 0.06) for z, top in ((-d / 2 + 0.06, 0.84 * h), (d / 2 - 0.06, 0.97 * h))]  # fmt: skip
    parts += [
        box((w * 0.94, 0.05, d * 0.55), wood, at=(0, 0.8, d * 0.16)),
        box((w * 0.94, 0.72, 0.03), cloths[0], at=(0, 0.08, d * 0.42)),
    ]
    for k in range(5):
        at = (-w * 0.38 + w * 0.19 * k, 0.85, d * 0.18)
        parts.append(box((w * 0.17, 0.1, d * 0.44), order.plain("wood_dark"), at=at))
        paint = order.palette.use("ceramic", _GOODS[int(random.integers(0, len(_GOODS)))])
        for j in range(6):
            spot = (at[0] + (j % 2 - 0.5) * w * 0.075, 0.95, at[2] + (j // 2 - 1) * d * 0.13)
            parts.append(ball(0.055, paint, at=spot, sides=6))
    count = 8
    slope = math.atan2(0.12 * h, d)
    strips = [box((w / count, 0.02, d * 0.98), cloths[k % 2], at=(-w / 2 + w * (k + 0.5) / count, 0, 0)) for k in range(count)]
    parts.append(moved(join(*strips), translation((0, 0.9 * h, 0)) @ rotation_x(-slope)))
    parts += [
        box((w / count, 0.16, 0.02), cloths[k % 2], at=(-w / 2 + w * (k + 0.5) / count, 0.81 * h, d / 2 - 0.02))
        for k in range(count)
    ]
    glow = order.plain("lit_warm" if order.dark else "ceramic")
    parts += [ball(0.07, glow, at=(x, 0.8 * h, 0.1), sides=8) for x in (-0.25 * w, 0.25 * w)]
    return join(*parts)


def railing(order: Order) -> Part:
    """Return a bridge railing along local x: posts, rails and bars."""
    w, h, d = order.size_m
    steel = order.paint("steel_dark")
    parts = [box((w, 0.09, d * 0.8), steel, at=(0, h - 0.1, 0), chamfer_m=0.02), box((w, 0.07, d * 0.5), steel, at=(0, 0.1, 0))]
    for x in np.arange(-w / 2 + 0.1, w / 2, 2.4):
        parts.append(box((0.12, h - 0.05, d * 0.8), steel, at=(float(x), 0, 0)))
    parts += [box((0.025, h - 0.2, 0.025), steel, at=(float(x), 0.12, 0)) for x in np.arange(-w / 2 + 0.3, w / 2 - 0.1, 0.3)]
    return join(*parts)


def fence(order: Order) -> Part:
    """Return a field fence along local x: weathered posts and three rails that sag a little."""
    w, h, d = order.size_m
    wood = order.paint("wood", "grey")
    random = order.random("fence")
    posts = np.linspace(-w / 2 + 0.1, w / 2 - 0.1, max(2, round(w / 2.4)) + 1)
    parts = []
    for x in posts:
        post = box((0.12, h * float(random.uniform(0.9, 0.99)), min(0.12, d)), wood)
        parts.append(moved(post, translation((float(x), 0, 0)) @ rotation_z(float(random.normal(0, 0.012)))))
    for a, b in pairwise(posts):
        for share in (0.3, 0.56, 0.82):
            low, high = (h * share + float(random.normal(0, 0.02)) for _ in range(2))
            parts.append(beam((float(a), low, 0.02), (float(b), high, 0.02), 0.035, 0.1, wood))
    return join(*parts)


def bale(order: Order) -> Part:
    """Return a round straw bale lying on its side."""
    w, h, d = order.size_m
    straw = order.paint("straw")
    turn = np.linspace(0, 2 * math.pi, 19)[:-1]
    rings = []
    for z, share in ((-0.5, 0.3), (-0.5, 0.94), (-0.47, 1.0), (-0.16, 0.99), (0.16, 1.0), (0.47, 1.0), (0.5, 0.94), (0.5, 0.3)):
        wave = 1 - 0.012 * (np.arange(18) % 2)
        rings.append(
            np.column_stack(
                [np.cos(turn) * 0.5 * w * share * wave, 0.5 * h + np.sin(turn) * 0.5 * h * share * wave, np.full(18, z * d)]
            )
        )
    net = [lathe([(0.502 * h, -0.01), (0.502 * h, 0.01)], order.plain("linen"), sides=18) for _ in range(1)]
    return join(
        loft(np.array(rings), straw, crease_rad=0.7),
        *(moved(n, translation((0, 0.5 * h, 0)) @ rotation_x(math.pi / 2)) for n in net),
    )


def container(order: Order) -> Part:
    """Return a freight container along local z: corrugated sides, corner posts, doors with bars."""
    w, h, d = order.size_m
    paint = order.palette.use("paint_worn", order.colour or ("red", "navy", "green", "orange", "grey")[order.variant % 5])
    dark = order.plain("steel_dark")
    n = round(d / 0.14)
    x = np.where(np.arange(n) % 4 < 2, w / 2 - 0.02, w / 2 - 0.07)
    z = np.linspace(-d / 2 + 0.12, d / 2 - 0.12, n)
    outline = np.concatenate([np.column_stack([x, z]), np.column_stack([-x[::-1], z[::-1]])])
    rings = [np.column_stack([outline[:, 0], np.full(2 * n, y), outline[:, 1]]) for y in (0.12, h - 0.1)]
    parts = [loft(np.array(rings), paint, crease_rad=0.3)]
    parts += [box((0.16, h, 0.16), paint, at=(sx * (w / 2 - 0.08), 0, sz * (d / 2 - 0.08))) for sx in (-1, 1) for sz in (-1, 1)]
    parts += [box((w, 0.14, 0.12), paint, at=(0, y, sz * (d / 2 - 0.06))) for y in (0.0, h - 0.14) for sz in (-1, 1)]
    parts += [box((0.1, 0.14, d), paint, at=(sx * (w / 2 - 0.05), y, 0)) for y in (0.0, h - 0.14) for sx in (-1, 1)]
    parts += [box((0.04, h - 0.3, 0.04), dark, at=(sx, 0.15, d / 2 - 0.03)) for sx in (-0.75, -0.3, 0.3, 0.75)]
    return join(*parts)


def boat(order: Order) -> Part:
    """Return a rowing boat along local z: clinkered hull, thwarts, gunwale."""
    w, h, d = order.size_m
    hull_paint, wood = order.paint("woodwork", "blue"), order.plain("wood")
    rings = []
    for z in np.linspace(-0.5, 0.5, 9):
        beam_m = 0.5 * w * max(0.06, 1 - abs(2 * z) ** (2.4 if z > 0 else 3.5)) if z < 0.49 else 0.03
        rise = 0.16 * abs(2 * z) ** 3
        outer = [
            (-1.0, 0.86 + rise),
            (-0.86, 0.42 + rise),
            (-0.45, 0.1 + rise),
            (0.0, 0.03 + rise),
            (0.45, 0.1 + rise),
            (0.86, 0.42 + rise),
            (1.0, 0.86 + rise),
        ]
        inner = [
            (0.9, 0.84 + rise),
            (0.76, 0.44 + rise),
            (0.36, 0.2 + rise),
            (0.0, 0.16 + rise),
            (-0.36, 0.2 + rise),
            (-0.76, 0.44 + rise),
            (-0.9, 0.84 + rise),
        ]
        rings.append([(x * beam_m, y * h * 0.97, z * d) for x, y in outer + inner])
    parts = [loft(np.array(rings), hull_paint, crease_rad=0.5)]
    parts += [box((0.78 * w, 0.04, 0.24), wood, at=(0, 0.5 * h, z * d)) for z in (-0.26, 0.02, 0.26)]
    oar = tube([(0, 0, -0.4 * d), (0, 0, 0.3 * d)], 0.022, wood, sides=5)
    blade = box((0.14, 0.03, 0.5), wood, at=(0, -0.015, 0.36 * d))
    parts += [moved(join(oar, blade), translation((s * 0.22 * w, 0.58 * h, 0)) @ rotation_y(s * 0.06)) for s in (-1, 1)]
    return join(*parts)


def bones(order: Order) -> Part:
    """Return the skeleton of a big animal half in the sand: spine, ribs, a horned skull towards local +z."""
    w, h, d = order.size_m
    bone = order.paint("bone")
    spine = [(0.0, (0.08 + 0.3 * math.sin(math.pi * s) ** 0.8) * h, (-0.48 + 0.7 * s) * d) for s in np.linspace(0, 1, 11)]
    parts = [tube(spine, 0.032 * w, bone, sides=6)]
    parts += [box((0.05 * w, 0.09 * h, 0.05), bone, at=(x, y, z)) for x, y, z in spine[1:-1]]
    for k in range(8):
        s = 0.22 + 0.085 * k
        z, top = (-0.48 + 0.7 * s) * d, (0.08 + 0.3 * math.sin(math.pi * s) ** 0.8) * h
        reach, rise = 0.47 * w * math.sin(math.pi * (0.2 + 0.09 * k)), h * (0.55 + 0.4 * math.sin(math.pi * (0.2 + 0.09 * k)))
        for side in (-1, 1):
            if (k * 3 + side + order.variant) % 7 == 0:
                continue
            rib = [
                (0, top, z),
                (side * reach * 0.75, rise, z - 0.05),
                (side * reach, 0.55 * rise, z - 0.1),
                (side * reach * 0.7, 0.0, z - 0.12),
            ]
            parts.append(tube(rib, [0.024 * w, 0.022 * w, 0.02 * w, 0.012 * w], bone, sides=5))
    skull = loft([[(x * 0.2 * w * k, (0.12 + y * 0.18 * k) * h, z * d) for x, y in ((-1, 0), (-0.7, 0.8), (0.7, 0.8), (1, 0), (0.5, -0.5), (-0.5, -0.5))] for z, k in ((0.28, 0.6), (0.33, 1.0), (0.4, 0.8), (0.48, 0.42))], bone)  # fmt: skip
    parts.append(skull)
    for side in (-1, 1):
        horn = [(side * 0.12 * w, 0.24 * h, 0.31 * d), (side * 0.34 * w, 0.36 * h, 0.3 * d), (side * 0.42 * w, 0.6 * h, 0.34 * d)]
        parts.append(tube(horn, [0.035 * w, 0.026 * w, 0.006 * w], bone, sides=6))
    return join(*parts)
