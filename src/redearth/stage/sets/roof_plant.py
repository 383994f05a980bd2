"""What stands on roofs: parapets, stair heads, air plant, dishes, water tanks, chimneys."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.space import rotation_x, translation
from redearth.stage.sets.order import Order
from redearth.stage.sets.shape import Part, join, moved
from redearth.stage.sets.solids import beam, box, lathe, tube


def parapet(order: Order) -> Part:
    """Return a low wall along local x with a coping and weep holes."""
    w, h, d = order.size_m
    stone, dark = order.paint("concrete" if order.style != "tenement" else "brick"), order.plain("concrete_dark")
    parts = [box((w, h - 0.1, d * 0.8), stone), box((w, 0.1, d), order.plain("stone"), at=(0, h - 0.1, 0), chamfer_m=0.02)]
    parts += [box((0.2, 0.12, d * 0.82), dark, at=(float(x), 0.02, 0)) for x in np.arange(-w / 2 + 1.5, w / 2 - 1, 4.0)]
    parts.append(tube([(-w / 2, 0.42, d * 0.43), (w / 2, 0.42, d * 0.43)], 0.02, order.plain("steel_dark"), sides=5))
    return join(*parts)


def stairhead(order: Order) -> Part:
    """Return the hut over a stair, its doorway at local +z: walls, a sloped roof, a lamp bracket, pipes."""
    w, h, d = order.size_m
    wall, steel = order.paint("plaster" if order.style == "tenement" else "concrete"), order.plain("steel_dark")
    parts = [box((w * 0.96, h - 0.25, d * 0.94), wall, at=(0, 0, -0.03 * d))]
    parts.append(box((w, 0.2, d), order.plain("asphalt"), at=(0, h - 0.25, 0), chamfer_m=0.03))
    parts.append(box((1.36, 2.34, 0.06), steel, at=(0, 0.0, d * 0.445)))
    parts += [tube([(s * w * 0.42, 0, d * 0.46), (s * w * 0.42, h - 0.2, d * 0.46)], 0.04, steel, sides=6) for s in (-1, 1)]
    parts.append(box((0.6, 0.4, 0.05), steel, at=(-w * 0.3, 1.5, d * 0.45)))
    return join(*parts)


def vent(order: Order) -> Part:
    """Return a unit of air plant: case on skids, louvres, a fan behind a grille on top, a duct."""
    w, h, d = order.size_m
    case, dark, steel = order.paint("paint", "white"), order.plain("steel_dark"), order.plain("steel")
    parts = [box((w * 0.9, h * 0.78, d * 0.84), case, at=(0, 0.1 * h, 0), chamfer_m=0.03)]
    parts += [box((0.1, 0.1 * h, d * 0.9), dark, at=(s * w * 0.36, 0, 0)) for s in (-1, 1)]
    parts += [box((w * 0.7, 0.03, 0.03), dark, at=(0, (0.2 + 0.075 * k) * h, d * 0.43)) for k in range(7)]
    across = min(w, d) * 0.34
    for x in (-w * 0.2, w * 0.2) if w > 1.8 else (0.0,):
        ring = lathe([(across, 0), (across, 0.11 * h), (across * 0.9, 0.11 * h), (across * 0.9, 0.02 * h)], steel, sides=16)
        blades = [box((across * 0.3, 0.02, across * 1.7), dark, at=(0, 0.05 * h, 0))]
        blades.append(moved(blades[0], np.array([[0, 0, 1, 0], [0, 1, 0, 0], [-1, 0, 0, 0], [0, 0, 0, 1.0]])))
        parts.append(moved(join(ring, *blades), translation((x, 0.88 * h, 0))))
    parts.append(box((w * 0.3, h * 0.3, 0.1 * d), steel, at=(0, 0.15 * h, -d * 0.44)))
    return join(*parts)


def dish(order: Order) -> Part:
    """Return a satellite dish on a tripod, looking up along local +z."""
    w, h, d = order.size_m
    steel, white = order.plain("steel_dark"), order.paint("woodwork")
    across = 0.45 * min(w, d)
    profile = [
        (0.02, 0.0),
        (across * 0.5, 0.06 * across),
        (across, 0.25 * across),
        (across, 0.29 * across),
        (across * 0.5, 0.1 * across),
        (0.02, 0.04 * across),
    ]
    bowl = lathe(profile, white, sides=20)
    arm = tube([(0, 0.2 * across, -across * 0.9), (0, 0.8 * across, 0)], 0.02, steel, sides=5)
    head = moved(
        join(bowl, arm, box((0.12, 0.16, 0.12), steel, at=(0, 0.74 * across, 0))),
        translation((0, 0.62 * h, 0)) @ rotation_x(0.95),
    )
    legs = [
        tube([(0, 0.6 * h, -0.05), (math.sin(a) * 0.36 * w, 0, math.cos(a) * 0.36 * d)], 0.03, steel, sides=5)
        for a in (0.4, 2.5, 4.6)
    ]
    return join(head, *legs)


def tank(order: Order) -> Part:
    """Return a wooden water tank on a steel frame with a conical roof, hoops, a ladder and a pipe."""
    w, h, d = order.size_m
    wood, steel, rust = order.paint("wood"), order.plain("steel_dark"), order.plain("rust")
    across, foot, top = 0.47 * min(w, d), 0.4 * h, 0.84 * h
    parts = []
    corners = [(sx * across * 0.72, sz * across * 0.72) for sx in (-1, 1) for sz in (-1, 1)]
    parts += [box((0.16, foot, 0.16), steel, at=(x, 0, z)) for x, z in corners]
    for (ax, az), (bx, bz) in (
        (corners[0], corners[1]),
        (corners[2], corners[3]),
        (corners[0], corners[2]),
        (corners[1], corners[3]),
    ):
        parts.append(beam((ax, 0.15, az), (bx, foot - 0.1, bz), 0.07, 0.07, steel))
        parts.append(beam((bx, 0.15, bz), (ax, foot - 0.1, az), 0.07, 0.07, steel))
        parts.append(beam((ax, foot, az), (bx, foot, bz), 0.16, 0.18, steel))
    staves = 26
    parts.append(lathe([(across, foot + 0.1), (across * 0.96, top)], wood, sides=staves))
    parts += [
        lathe([(across * 1.005, y), (across * 1.005, y + 0.05)], rust, sides=staves)
        for y in np.linspace(foot + 0.3, top - 0.2, 5)
    ]
    parts.append(
        lathe(
            [(across * 1.04, top - 0.02), (across * 1.04, top + 0.04), (0.12, h - 0.12), (0.1, h)],
            order.plain("slate_roof"),
            sides=staves,
        )
    )
    parts.append(tube([(0, 0, 0), (0, foot + 0.1, 0)], 0.09, rust, sides=8))
    for x in (-0.18, 0.18):
        parts.append(beam((x, 0.05, across + 0.06), (x, top, across + 0.02), 0.04, 0.04, steel))
    parts += [box((0.36, 0.03, 0.03), steel, at=(0, float(y), across + 0.04)) for y in np.arange(0.3, top, 0.32)]
    return join(*parts)


def chimney(order: Order) -> Part:
    """Return a brick stack with a corbelled head and pots."""
    w, h, d = order.size_m
    brick = order.paint("brick")
    parts = [
        box((w * 0.84, h * 0.74, d * 0.88), brick),
        box((w * 0.94, 0.08, d * 0.96), brick, at=(0, h * 0.68, 0)),
        box((w, 0.1, d), order.plain("stone"), at=(0, h * 0.74, 0)),
    ]
    pot = lathe(
        [(0.13, 0), (0.15, 0.04), (0.1, 0.1), (0.11, 0.85 * (0.26 * h - 0.1)), (0.13, 0.26 * h - 0.1)],
        order.plain("tile_roof"),
        sides=10,
    )
    parts += [moved(pot, translation((0, h * 0.74 + 0.1, z * d))) for z in (-0.3, 0.0, 0.3)]
    return join(*parts)
