"""Boards to write on, and the television."""

from __future__ import annotations

import math

import numpy as np

from redearth.stage.sets.order import Order
from redearth.stage.sets.racks import tile
from redearth.stage.sets.rooms.displays import monitor
from redearth.stage.sets.shape import Part, join, shifted
from redearth.stage.sets.solids import box, tube


def board(order: Order) -> Part:
    """Return a blackboard with chalk on it in a wooden frame, or, in an office, a whiteboard with notes."""
    w, h, d = order.size_m
    school = order.style == "classroom"
    face, rim = (
        order.plain("chalkboard") if school else order.palette.use("ceramic", "white"),
        order.plain("wood_dark" if school else "steel"),
    )
    ink = order.plain("paper") if school else order.palette.use("plain_ink", "navy")
    z = d * 0.1
    parts = [box((w - 0.04, h - 0.1, d * 0.5), face, at=(0, 0.06, -d * 0.2))]
    parts += [box((w, 0.05, d * 0.8), rim, at=(0, y, 0), chamfer_m=0.01) for y in (0.04, h - 0.05)] + [
        box((0.05, h - 0.06, d * 0.8), rim, at=(s * (w / 2 - 0.025), 0.05, 0), chamfer_m=0.01) for s in (-1, 1)
    ]
    parts.append(box((w * 0.9, 0.02, d), rim, at=(0, 0.02, 0)))
    random = order.random("writing")
    for row in range(6):
        x, y = -w * 0.44, h * (0.84 - 0.11 * row)
        end = w * float(random.uniform(-0.1, 0.06))
        while x < end:
            wide = float(random.uniform(0.05, 0.2))
            parts.append(tile((x + wide / 2, y, z + 0.012), (wide * 0.82, 0.016 + 0.012 * float(random.uniform())), ink))
            x += wide
    turn = np.linspace(0, 2 * math.pi, 29)
    for radius in (0.2, 0.32) if w > 2.7 else (0.2,):
        ring = np.column_stack(
            [w * 0.27 + radius * h * np.cos(turn), h * 0.55 + radius * h * np.sin(turn), np.full(29, z + 0.012)]
        )
        parts.append(tube(ring, 0.006, ink, sides=4, caps=False))
    parts += [
        box((0.012, h * 0.6, 0.004), ink, at=(w * 0.27, h * 0.25, z + 0.012)),
        box((h * 0.7, 0.012, 0.004), ink, at=(w * 0.27, h * 0.55, z + 0.012)),
    ]
    return join(*parts)


def television(order: Order) -> Part:
    """Return a television on a low sideboard: dark, but where the script says what it shows or a shelter's machines report on it."""
    w, h, d = order.size_m
    wood = order.plain("wood_dark")
    low = 0.46
    wide, tall = w * 0.72, h - low - 0.04
    if order.text or order.style in ("bunk", "cell"):
        screen = monitor(order.palette, wide, tall, "television", order.variant, text=order.text)
    else:
        case = box((wide, tall, 0.06), order.plain("plastic"), at=(0, 0, 0.03), chamfer_m=0.01)
        screen = join(case, box((wide - 0.04, tall - 0.04, 0.004), order.plain("glass_dark"), at=(0, 0.02, 0.061)))
    return join(
        box((w, low - 0.08, d * 0.92), wood, at=(0, 0.08, 0), chamfer_m=0.012), *(box((0.05, 0.08, 0.05), wood, at=(x * (w / 2 - 0.06), 0, z * d * 0.4)) for x in (-1, 1) for z in (-1, 1)),
        *(box((w / 3 - 0.04, low - 0.18, 0.015), wood, at=((k - 1) * w / 3, 0.13, d * 0.46), chamfer_m=0.006) for k in range(3)),
        shifted(screen, 0, low + 0.03, -d * 0.1), box((0.3, 0.04, 0.2), order.plain("plastic"), at=(0, low - 0.002, -d * 0.1)),
    )  # fmt: skip
