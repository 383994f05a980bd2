"""What stands in caves: stalagmites, clusters of crystal, pit props."""

from __future__ import annotations

import math

import numpy as np

from redearth.stage.sets.noise import fractal
from redearth.stage.sets.order import Order
from redearth.stage.sets.shape import Part, join
from redearth.stage.sets.solids import beam, box, loft


def spike(tall: float, across: float, material: int, *identity: str | int, sides: int = 9) -> Part:
    """Return a cone of dripstone that stands on y = 0: bulges, drapery folds, a blunt tip."""
    turn = np.linspace(0, 2 * math.pi, sides, endpoint=False)
    rings = []
    for share in (0.0, 0.06, 0.2, 0.36, 0.55, 0.75, 0.92, 1.0):
        taper = (1 - share) ** 0.85 * (1 + 0.22 * math.sin(9 * share + len(identity))) + 0.06
        fold = 1 + 0.22 * fractal(np.cos(turn) * 1.3 + 2 * share, np.sin(turn) * 1.3, "drip", *identity, octaves=2)
        rings.append(
            np.column_stack(
                [
                    np.cos(turn) * across / 2 * taper * fold * 0.8,
                    np.full(sides, share * tall),
                    np.sin(turn) * across / 2 * taper * fold * 0.8,
                ]
            )
        )
    rings[0][:, 1] -= 0.05
    return loft(np.array(rings), material, crease_rad=1.0)


def stalagmite(order: Order) -> Part:
    """Return a stalagmite with smaller ones at its foot."""
    w, h, d = order.size_m
    stone = order.plain("wet_rock")
    main = spike(h, min(w, d) * 0.8, stone, "main", order.variant, sides=11)
    parts = [main]
    for k in range(3):
        small = spike(h * (0.3 - 0.06 * k), min(w, d) * 0.34, stone, "foot", order.variant, k, sides=7)
        turn = 2.1 * k + order.variant
        parts.append(
            Part(
                positions=small.positions + np.array([math.cos(turn) * w * 0.3, 0, math.sin(turn) * d * 0.3]),
                normals=small.normals,
                triangles=small.triangles,
                material=small.material,
            )
        )
    return join(*parts)


def crystal(order: Order) -> Part:
    """Return a cluster of six-sided crystals that lean out of a lump of rock and glow faintly."""
    w, h, d = order.size_m
    random = order.random("crystal")
    glow, clear = order.plain("crystal"), order.plain("ice")
    parts = [spike(0.22 * h, min(w, d) * 0.9, order.plain("cave_rock"), "lump", order.variant)]
    turn = np.linspace(0, 2 * math.pi, 7)[:-1]
    for k in range(9):
        tall = h * (1.0 if k == 0 else float(random.uniform(0.3, 0.75)))
        lean = 0.0 if k == 0 else float(random.uniform(0.2, 0.6))
        way = k * 2.4
        thick = 0.09 * min(w, d) * (1.5 if k == 0 else float(random.uniform(0.7, 1.2)))
        top = np.array([math.cos(way) * math.sin(lean) * tall, math.cos(lean) * tall, math.sin(way) * math.sin(lean) * tall])
        top[[0, 2]] = np.clip(top[[0, 2]], -0.38 * np.array([w, d]), 0.38 * np.array([w, d]))
        circle = np.column_stack([np.cos(turn), np.zeros(6), np.sin(turn)]) * thick
        rings = np.array([circle, circle + top * 0.82, circle * 0.1 + top * 0.995])
        parts.append(loft(rings, glow if k % 3 != 1 else clear, crease_rad=0.2))
    return join(*parts)


def pitprop(order: Order) -> Part:
    """Return a timber frame across a mine: two legs, a cap, braces."""
    w, h, d = order.size_m
    wood = order.paint("wood")
    parts = [box((d * 0.9, h - 0.3, d * 0.9), wood, at=(s * (w / 2 - 0.4), 0, 0), chamfer_m=0.03) for s in (-1, 1)]
    parts.append(box((w, 0.32, d), wood, at=(0, h - 0.32, 0), chamfer_m=0.03))
    parts += [beam((s * (w / 2 - 0.4), h - 1.2, 0), (s * (w / 2 - 1.3), h - 0.3, 0), 0.16, 0.16, wood) for s in (-1, 1)]
    return join(*parts)
