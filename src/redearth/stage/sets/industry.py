"""Things of shafts and shelters: gates, doors, levers, ribs, pipes, crates, pillars."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.space import rotation_x, rotation_y, rotation_z, translation
from redearth.direction.model import Kit
from redearth.stage.sets.order import Order
from redearth.stage.sets.shape import Part, join, moved, shifted
from redearth.stage.sets.signs import sign
from redearth.stage.sets.solids import ball, beam, box, lathe, loft, tube

LEVER_PIVOT = 0.52
"""Height of a lever's axle as a share of its box."""


def gate(order: Order) -> Part:
    """Return a blast gate: a thick slab with ribs, a hazard band, bolts and a wheel, closed at rest."""
    w, h, d = order.size_m
    steel, rust, red = order.paint("paint_worn"), order.plain("rust"), order.plain("paint_red")
    ochre, dark = order.plain("paint_ochre"), order.plain("steel_dark")
    core = d * 0.5
    parts = [box((w, h, core), steel, chamfer_m=0.03)]
    rows = max(2, round(h / 0.8))
    for face in (-1, 1):
        z = face * (core / 2 + d * 0.09)
        for row in range(rows + 1):
            y = 0.02 + (h - 0.2) * row / rows
            parts.append(box((w * 0.985, 0.14, d * 0.2), rust if row % 2 else steel, at=(0, y, z), chamfer_m=0.02))
        for column in (-0.47, -0.235, 0.235, 0.47):
            parts.append(box((0.16, h * 0.97, d * 0.24), steel, at=(column * w, h * 0.015, z), chamfer_m=0.03))
            parts += [
                box((0.05, 0.05, d * 0.02), dark, at=(column * w, y, face * d * 0.46), chamfer_m=0.01)
                for y in np.arange(0.25, h, 0.4)
            ]
        parts.append(box((w * 0.24, h * 0.34, d * 0.22), rust, at=(0, h * 0.38, z), chamfer_m=0.06))
        for s in (-1, 1):
            parts.append(beam((s * w * 0.235, h * 0.96, z), (s * w * 0.47, h * 0.3, z), 0.12, d * 0.18, steel))
        parts.extend(_hazard_band(w, h, face * (core / 2 + d * 0.115), d * 0.16, ochre, dark))
        if order.text:
            foot, top = 0.16 + (h - 0.2) * (rows - 1) / rows, h - 0.18
            number = sign(
                order.palette, order.text, min(w * 0.34, (top - foot) * 3.6), (top - foot) * 0.8, style="stencil", wear=0.4
            )
            number = shifted(number, y=foot + (top - foot) * 0.1, z=core / 2)
            parts.append(number if face > 0 else moved(number, rotation_y(math.pi)))
        parts.append(_wheel(min(0.6, w * 0.13), red, dark, face, (0.0, h * 0.55, face * (core / 2 + d * 0.1)), d * 0.13))
    return join(*parts)


def _hazard_band(w: float, h: float, z: float, thick: float, ochre: int, dark: int) -> list[Part]:
    """Slanted stripes at knee height, each a little block, so that they need no texture."""
    parts = []
    count = max(4, round(w / 0.22))
    step = w * 0.94 / count
    for k in range(count):
        stripe = box((step * 0.98, 0.2, thick), ochre if k % 2 else dark, at=(-w * 0.47 + step * (k + 0.5), h * 0.2, z))
        skew = np.eye(4)
        skew[0, 1], skew[0, 3] = 0.5, -0.5 * (h * 0.2 + 0.1)
        if 0 < k < count - 1:
            parts.append(moved(stripe, skew))
    return parts


def _wheel(radius: float, paint: int, dark: int, face: int, at: tuple[float, float, float], reach: float) -> Part:
    turn = np.linspace(0, 2 * math.pi, 17)
    z = face * reach * 0.75
    rim = tube(
        np.column_stack([np.cos(turn) * radius, np.sin(turn) * radius, np.full(17, z)]),
        max(0.02, radius * 0.06),
        paint,
        sides=8,
        caps=False,
    )
    spokes = [
        beam((0, 0, z), (math.cos(a) * radius, math.sin(a) * radius, z), radius * 0.1, radius * 0.06, paint)
        for a in (0.5, 2.59, 4.69)
    ]
    hub = moved(lathe([(radius * 0.3, 0), (radius * 0.24, reach * 0.95)], dark, sides=10), rotation_x(math.pi / 2 * face))
    return moved(join(rim, *spokes, hub), translation(at))


def armoured(kit: Kit) -> bool:
    """Tell whether the doors of a place are of steel and slide into their walls."""
    return kit not in ("interior", "quarters", "office", "street", "exterior", "forest", "hall")


def door(order: Order) -> Part:
    """Return a door leaf: armoured under ground, panelled wood in rooms."""
    w, h, d = order.size_m
    if not armoured(order.kit):
        wood, brass = order.paint("wood"), order.plain("brass")
        parts = [box((w, h, d * 0.5), wood, chamfer_m=0.006)]
        for face in (-1, 1):
            for y, tall in ((0.1, 0.36), (0.52, 0.4)):
                parts.append(box((w * 0.7, h * tall, d * 0.16), wood, at=(0, h * y, face * d * 0.27), chamfer_m=d * 0.07))
            parts.append(ball(0.035, brass, at=(w * 0.41, h * 0.48, face * d * 0.4), sides=8))
        return join(*parts)
    steel, red, dark = order.paint("paint_teal"), order.plain("paint_red"), order.plain("steel_dark")
    parts = [box((w, h, d * 0.45), steel, chamfer_m=0.03)]
    for face in (-1, 1):
        z = face * d * 0.27
        for y in (0.06, 0.36, 0.86):
            parts.append(box((w * 0.84, h * 0.05, d * 0.18), steel, at=(0, h * y, z), chamfer_m=0.015))
        for x in (-0.4, 0.4):
            parts.append(box((w * 0.06, h * 0.86, d * 0.17), steel, at=(x * w, h * 0.06, z), chamfer_m=0.012))
        parts.append(box((w * 0.3, h * 0.07, d * 0.12), order.plain("glass_dark"), at=(0, h * 0.72, z)))
        parts.append(_wheel(min(0.22, w * 0.18), red, dark, face, (0, h * 0.52, face * d * 0.24), d * 0.2))
    return join(*parts)


def lever_stand(order: Order) -> Part:
    """Return what a lever is mounted on: a switch box on the wall or, from the floor, on a post."""
    w, h, d = order.size_m
    paint, dark, red = order.plain("paint"), order.plain("steel_dark"), order.plain("paint_red")
    pivot, back = h * LEVER_PIVOT, -d * 0.5
    low = 0.02 * h if order.lift_m > 0.2 else pivot - h * 0.2
    parts = [
        box((w * 0.9, h * 0.96 - low, d * 0.3), paint, at=(0, low, back + d * 0.16), chamfer_m=0.015),
        box((w * 0.98, h * 0.06, d * 0.34), dark, at=(0, h * 0.93, back + d * 0.17), chamfer_m=0.008),
        box((w * 0.16, h * 0.62, d * 0.05), dark, at=(0, pivot - h * 0.3, back + d * 0.31)),
        *(box((w * 0.1, h * 0.6, d * 0.03), red, at=(s * w * 0.16, pivot - h * 0.29, back + d * 0.31)) for s in (-1, 1)),
        box((w * 0.2, h * 0.05, d * 0.08), order.plain("glow_red"), at=(w * 0.28, h * 0.82, back + d * 0.32), chamfer_m=0.004),
        box((w * 0.34, h * 0.07, d * 0.03), order.plain("paint_ochre"), at=(-w * 0.2, h * 0.82, back + d * 0.32)),
    ]
    if order.lift_m <= 0.2:
        parts.append(box((w * 0.3, low, d * 0.26), paint, at=(0, 0, back + d * 0.16), chamfer_m=0.02))
        parts.append(box((w * 0.8, 0.05, d * 0.7), dark, at=(0, 0, back + d * 0.36), chamfer_m=0.01))
    else:
        parts.append(tube([(w * 0.3, h * 0.96, back + 0.04), (w * 0.3, h, back + 0.04)], 0.022, dark, sides=7))
    for side in (-1, 1):
        parts.append(
            box((w * 0.07, h * 0.12, d * 0.3), dark, at=(side * w * 0.16, pivot - h * 0.06, back + d * 0.42), chamfer_m=0.006)
        )
    for x in (-0.38, 0.38):
        parts += [box((0.016, 0.016, d * 0.03), dark, at=(x * w, y * h, back + d * 0.32)) for y in (0.1, 0.74)]
    return join(*parts)


def lever(order: Order) -> Part:
    """Return a lever's arm at rest: up, leaning back, axle at :data:`LEVER_PIVOT`; red by default."""
    w, h, d = order.size_m
    red, dark, grip = order.paint("paint_red"), order.plain("steel_dark"), order.plain("rubber")
    reach = h * (1 - LEVER_PIVOT) * 0.98
    thick = min(0.032, w * 0.09)
    arm = join(
        moved(lathe([(thick * 1.6, -w * 0.22), (thick * 1.6, w * 0.22)], dark, sides=12), rotation_z(math.pi / 2)),
        tube([(0, 0, 0), (0, reach * 0.68, 0)], [thick, thick * 0.8], red, sides=10),
        tube([(0, reach * 0.66, 0), (0, reach * 0.94, 0)], thick * 1.25, grip, sides=10),
        ball(thick * 1.6, red, at=(0, reach - thick * 1.6, 0), sides=12),
    )
    return moved(arm, translation((0, h * LEVER_PIVOT, -d * 0.02)))


def rib(order: Order) -> Part:
    """Return an arch rib across the box, or half a column when the box is narrow."""
    w, h, d = order.size_m
    steel = order.paint("rust")
    if w < 2.0:
        foot = box((w, 0.35, d), order.plain("concrete_dark"), chamfer_m=0.03)
        web = box((w * 0.8, h, d * 0.35), steel, chamfer_m=0.01)
        flanges = [box((w * 0.22, h, d * 0.9), steel, at=(s * w * 0.36, 0, 0), chamfer_m=0.01) for s in (-1, 1)]
        return join(foot, web, *flanges)
    turn = np.linspace(math.pi, 0, 15)
    outer = np.column_stack([w / 2 * np.cos(turn), h * 0.55 + h * 0.45 * np.sin(turn)])
    outer = np.concatenate([[[-w / 2, 0.0]], outer, [[w / 2, 0.0]]])
    thick = min(0.3, 0.06 * w)
    inner = (outer - [0, h * 0.4]) * [1 - 2 * thick / w, 1 - 2 * thick / h] + [0, h * 0.4]
    inner[[0, -1], 1] = 0.0
    z = np.full((len(outer), 1), d / 2)
    rings = np.stack([np.hstack([outer, -z]), np.hstack([outer, z]), np.hstack([inner, z]), np.hstack([inner, -z])], axis=1)
    return loft(rings, steel, crease_rad=0.5)


def pipe(order: Order) -> Part:
    """Return a pipe along the box's longest side, with flanges and saddles."""
    size = np.asarray(order.size_m)
    axis = int(np.argmax(size))
    across = [k for k in range(3) if k != axis]
    radius = float(size[across].min()) / 2 * 0.82
    length = float(size[axis])
    along = np.linspace(-length / 2, length / 2, max(2, round(length / 6) + 1))
    centre = np.array([0.0, size[1] / 2, 0.0])
    path = centre + np.eye(3)[axis] * along[:, None]
    steel = order.paint("rust")
    parts = [tube(path, radius, steel, sides=12)]
    count = max(1, round(length / 2.4))
    for k in range(count):
        at = centre + np.eye(3)[axis] * ((k + 0.5) / count - 0.5) * length
        span = np.eye(3)[axis] * min(0.05, length / 4)
        parts.append(tube([at - span, at + span], radius * 1.2, order.plain("steel_dark"), sides=12))
    return join(*parts)


def crate(order: Order) -> Part:
    """Return a shipping crate with battens, a lid and corner irons; even variants are steel, odd ones wood."""
    w, h, d = order.size_m
    metal = order.variant % 2 == 0
    body = order.paint("paint_ochre" if order.variant % 4 == 0 else "paint") if metal else order.paint("wood")
    trim = order.plain("steel_dark" if metal else "wood_dark")
    t = min(0.07, 0.12 * min(w, h, d))
    parts = [box((w - t, h - t * 0.6, d - t), body, at=(0, t * 0.3, 0), chamfer_m=0.012)]
    for x in (-1, 1):
        for z in (-1, 1):
            parts.append(box((t, h, t), trim, at=(x * (w - t) / 2, 0, z * (d - t) / 2), chamfer_m=0.008))
    for y in (0.0, h - t):
        for s in (-1, 1):
            parts.append(box((w - 2 * t, t, t * 0.8), trim, at=(0, y, s * (d - t * 0.8) / 2)))
            parts.append(box((t * 0.8, t, d - 2 * t), trim, at=(s * (w - t * 0.8) / 2, y, 0)))
    parts.append(beam((-w / 2 + t, t, d / 2 - t * 0.45), (w / 2 - t, h - t, d / 2 - t * 0.45), t * 0.5, t, trim))
    return join(*parts)


def pillar(order: Order) -> Part:
    """Return a column: chamfered shaft, plinth and head."""
    w, h, d = order.size_m
    stone = order.paint("concrete")
    return join(
        box((w, min(0.4, h * 0.1), d), stone, chamfer_m=0.04),
        box((w * 0.78, h, d * 0.78), stone, chamfer_m=min(w, d) * 0.16),
        box((w, min(0.35, h * 0.08), d), stone, at=(0, h - min(0.35, h * 0.08), 0), chamfer_m=0.04),
    )
