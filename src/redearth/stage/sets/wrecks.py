"""Cars as people left them and as time left them, and slabs of fallen floors."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.space import rotation_x, rotation_y, rotation_z, translation
from redearth.stage.sets.ground import ground_of
from redearth.stage.sets.order import Order
from redearth.stage.sets.panels import plate
from redearth.stage.sets.shape import Part, join, moved, shaded
from redearth.stage.sets.solids import box, lathe, loft, tube

_WRECKED = ("ruined_city", "desert")
_PAINTS = ("teal", "red", "slate", "white", "navy", "silver", "black", "green")


def car(order: Order) -> Part:
    """Return a saloon along local z, its front at +z; in ruins and wastes a rusted hulk, sunk in a drift."""
    wreck = order.kit in _WRECKED
    w, h, d = order.size_m
    random = order.random("car")
    paint = (
        order.paint("rust") if wreck else order.palette.use("car_paint", order.colour or _PAINTS[order.variant % len(_PAINTS)])
    )
    dark, glass = order.plain("rubber"), order.plain("ink" if wreck else "glass_dark")
    parts = [*_body(w, h, d, paint, dark), *_cabin(w, h, d, paint, glass, crushed=0.12 * wreck * float(random.uniform(0.3, 1.0)))]
    parts += _lamps(order, w, h, d, wreck=wreck)
    for z in (-0.31, 0.31):
        for x in (-1, 1):
            if not (wreck and random.uniform() < 0.4):
                parts.append(
                    moved(_wheel(order, h, flat=wreck), translation((x * w * 0.43, 0.22 * h, z * d)) @ rotation_z(math.pi / 2))
                )
    whole = join(*parts)
    if not wreck:
        return whole
    lid = box((w * 0.78, 0.03, d * 0.22), paint)
    open_lid = moved(lid, translation((0, h * 0.56, d * 0.2)) @ rotation_x(-0.9) @ translation((0, 0, d * 0.11)))
    sunk = moved(
        join(whole, *([open_lid] if order.variant % 2 else [])),
        translation((0, -0.06 * h, 0)) @ rotation_z(0.03 * (order.variant % 3 - 1)),
    )
    points = sunk.positions.copy()
    points[:, 0], points[:, 1] = np.clip(points[:, 0], -w / 2, w / 2), np.clip(points[:, 1], -0.02, h)
    return join(Part(positions=points, normals=sunk.normals, triangles=sunk.triangles, material=sunk.material), _drift(order))


def _body(w: float, h: float, d: float, paint: int, dark: int) -> list[Part]:
    """The lower body with rounded ends and wheel arches that show as dark wells."""
    side = np.array([(-0.49, 0.22), (-0.5, 0.4), (-0.485, 0.56), (-0.44, 0.6), (-0.2, 0.64), (0.16, 0.62), (0.42, 0.55), (0.485, 0.5), (0.5, 0.36), (0.49, 0.22)])  # fmt: skip
    rings = []
    for x, inset in ((-0.5, 0.94), (-0.48, 0.985), (-0.42, 1.0), (0.42, 1.0), (0.48, 0.985), (0.5, 0.94)):
        rings.append(
            np.column_stack(
                [
                    np.full(len(side), x * w * 0.98),
                    (side[:, 1] - 0.4) * h * inset + 0.4 * h,
                    side[:, 0] * d * (0.96 + 0.04 * inset),
                ]
            )
        )
    parts = [loft(np.array(rings), paint, crease_rad=0.6), box((w * 0.9, 0.1 * h, d * 0.9), dark, at=(0, 0.13 * h, 0))]
    for z in (-0.31, 0.31):
        well = lathe([(0.236 * h, -0.02), (0.236 * h, 0.02), (0.0, 0.021)], dark, sides=16)
        parts += [moved(well, translation((s * w * 0.484, 0.22 * h, z * d)) @ rotation_z(-s * math.pi / 2)) for s in (-1, 1)]
    parts += [box((0.02, 0.02 * h, d * 0.56), dark, at=(s * w * 0.488, 0.47 * h, -0.02 * d)) for s in (-1, 1)]
    parts += [
        box((0.015, 0.32 * h, 0.012), dark, at=(s * w * 0.491, 0.25 * h, z * d)) for s in (-1, 1) for z in (-0.17, 0.03, 0.2)
    ]
    return parts


def _cabin(w: float, h: float, d: float, paint: int, glass: int, *, crushed: float) -> list[Part]:
    """Roof, pillars and panes: the glass house is one block of glass between painted roof and pillars."""
    top = h * (0.97 - crushed)
    low = [(-0.3, 0.6), (0.24, 0.6)]
    roof = [(-0.2, top / h), (0.09, top / h)]
    foot, head = w * 0.44, w * 0.36

    def corner(z: float, y: float, x: float) -> tuple[float, float, float]:
        return (x, y * h, z * d)

    block = np.array([
        [corner(low[0][0], low[0][1], s) for s in (-foot, foot)] + [corner(low[1][0], low[1][1], s) for s in (foot, -foot)],
        [corner(roof[0][0], roof[0][1] - 0.03, s) for s in (-head, head)] + [corner(roof[1][0], roof[1][1] - 0.03, s) for s in (head, -head)],
    ])  # fmt: skip
    parts = [loft(block, glass, crease_rad=0.2)]
    lid = box(
        (2 * head + 0.06, 0.05 * h, (roof[1][0] - roof[0][0]) * d + 0.12),
        paint,
        at=(0, top - 0.05 * h, d * (roof[0][0] + roof[1][0]) / 2),
        chamfer_m=0.03,
    )
    parts.append(lid)
    for s in (-1, 1):
        for a, b in ((low[0], roof[0]), (low[1], roof[1])):
            parts.append(
                tube(
                    [corner(a[0], a[1], s * foot * 1.005), corner(b[0], b[1] - 0.02, s * head * 1.01)],
                    0.035,
                    paint,
                    sides=5,
                    caps=False,
                )
            )
        middle = (-0.03, 0.6), (-0.04, top / h - 0.02)
        parts.append(
            tube([corner(*middle[0], s * foot * 1.005), corner(*middle[1], s * head * 1.01)], 0.04, paint, sides=4, caps=False)
        )
    return parts


def _wheel(order: Order, h: float, *, flat: bool) -> Part:
    tyre = lathe(
        [(0.15 * h, -0.09), (0.205 * h, -0.085), (0.22 * h, -0.05), (0.22 * h, 0.05), (0.205 * h, 0.085), (0.15 * h, 0.09)],
        order.plain("rubber"),
        sides=18,
    )
    hub = lathe(
        [(0.0, -0.07), (0.13 * h, -0.07), (0.15 * h, -0.085), (0.15 * h, 0.085), (0.13 * h, 0.07), (0.0, 0.07)],
        order.plain("rust" if flat else "steel"),
        sides=12,
    )
    return join(tyre, hub) if not flat else hub if order.variant % 2 else join(tyre, hub)


def _lamps(order: Order, w: float, h: float, d: float, *, wreck: bool) -> list[Part]:
    head = order.plain("ink" if wreck else "lit_cool" if order.dark else "ceramic")
    tail = order.plain("ink" if wreck else "neon_red" if order.dark else "paint_red")
    parts = []
    for s in (-1, 1):
        parts += [
            box((w * 0.2, h * 0.07, 0.04), head, at=(s * w * 0.34, h * 0.42, d * 0.48)),
            box((w * 0.2, h * 0.06, 0.04), tail, at=(s * w * 0.34, h * 0.46, -d * 0.487)),
        ]
    steel = order.plain("rust" if wreck else "chrome")
    parts += [box((w * 0.88, h * 0.06, 0.08), steel, at=(0, h * 0.25, z * d)) for z in (-0.485, 0.485)]
    parts += [
        box((w * 0.36, h * 0.08, 0.03), order.plain("ink"), at=(0, h * 0.38, d * 0.485)),
        box((0.5, 0.11, 0.02), order.plain("ceramic"), at=(0, h * 0.33, -d * 0.494)),
    ]
    return parts


def _drift(order: Order) -> Part:
    """The sand that the wind heaped against a hulk."""
    w, _, d = order.size_m
    turn = np.linspace(0, 2 * math.pi, 21)[:-1]
    rings = []
    for share, level in ((1.0, -0.03), (0.93, 0.06), (0.82, 0.16)):
        bank = level * (1.0 + 0.9 * np.cos(turn + order.variant))
        rings.append(np.column_stack([np.cos(turn) * share * w * 0.5, np.maximum(bank, -0.03), np.sin(turn) * share * d * 0.5]))
    return loft(np.array(rings), order.plain(ground_of(order.kit, order.style, "sand")), caps=False, crease_rad=1.3)


def slab(order: Order) -> Part:
    """Return a piece of a fallen floor: a broken slab that lies aslant on blocks, its reinforcement bent out of the edge."""
    w, h, d = order.size_m
    random = order.random("slab")
    stone, rust = order.plain("ruin"), order.plain("rust")
    n, m = max(4, round(w / 0.5)), max(4, round(d / 0.5))
    xs, zs = np.linspace(-0.46 * w, 0.46 * w, n + 1), np.linspace(-0.46 * d, 0.46 * d, m + 1)
    xs[1:-1] += random.uniform(-0.3, 0.3, n - 1) * w / n
    zs[1:-1] += random.uniform(-0.3, 0.3, m - 1) * d / m
    i, k = np.meshgrid(np.arange(n), np.arange(m), indexing="ij")
    bite = (i / n + k / m) > float(random.uniform(1.25, 1.5))
    solid = ~bite & (random.uniform(size=(n, m)) > 0.04)
    board = moved(plate(xs, zs, solid, 0.24, stone), rotation_x(math.pi / 2))
    tilt = math.asin(min(0.8, 0.62 * h / (0.92 * d)))
    lift = translation((0, 0.5 * 0.92 * d * math.sin(tilt) * 0.95 + 0.1, 0)) @ rotation_x(-tilt)
    parts = [moved(board, lift)]
    for x in np.linspace(-0.4 * w, 0.4 * w, 9):
        bend = float(random.uniform(-0.2, 0.2))
        bar = tube(
            [(x, 0, 0.44 * d), (x, 0.04, 0.5 * d), (x + bend, 0.16 * (1 + bend), 0.53 * d)], 0.014, rust, sides=3, caps=False
        )
        parts.append(moved(bar, lift))
    for k2 in range(5):
        size = float(random.uniform(0.2, 0.5)) * min(1.0, h)
        block = moved(box((size * 1.4, size, size), stone, chamfer_m=0.04), rotation_y(float(random.uniform(0, 3))))
        parts.append(moved(block, translation((float(random.uniform(-0.4, 0.4)) * w, -0.03, (0.3 - 0.12 * k2) * d))))
    whole = join(*parts)
    points = whole.positions.copy()
    for axis, half in ((0, w / 2), (2, d / 2)):
        points[:, axis] = np.clip(points[:, axis], -half, half)
    points[:, 1] = np.clip(points[:, 1], -0.03, h)
    return shaded(points, whole.triangles, whole.material, crease_rad=0.4)
