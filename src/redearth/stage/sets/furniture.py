"""Furniture and signs: tables, chairs, benches, beds, shelves, counters, windows, stairs."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.furniture import APRON_M, LEG_M, SEAT_SHARE, TOP_M
from redearth.core.space import rotation_x, translation
from redearth.stage.sets.order import Order
from redearth.stage.sets.panels import pierced
from redearth.stage.sets.shape import Part, join, moved, shifted
from redearth.stage.sets.sign_faces import LIT, PAINTED
from redearth.stage.sets.signs import sign as lettered
from redearth.stage.sets.solids import ball, box, lathe, tube


def table(order: Order) -> Part:
    """Return a table with an apron and four legs; metal under ground."""
    w, h, d = order.size_m
    top = order.paint(
        "wood" if order.kit in ("interior", "quarters", "office", "street", "exterior", "forest", "hall", "cave") else "paint"
    )
    leg = min(LEG_M, 0.1 * w)
    parts = [
        box((w, TOP_M, d), top, at=(0, h - TOP_M, 0), chamfer_m=0.008),
        box((w - 2.4 * leg, APRON_M - TOP_M, d - 2.4 * leg), top, at=(0, h - APRON_M, 0)),
    ]
    for x in (-1, 1):
        for z in (-1, 1):
            at = (x * (w / 2 - leg), 0.0, z * (d / 2 - leg))
            parts.append(box((leg, h - 0.04, leg), top, at=at, chamfer_m=0.008))
    return join(*parts)


def chair(order: Order) -> Part:
    """Return a chair that faces +Z: legs, seat, slatted back."""
    w, h, d = order.size_m
    wood = order.paint("wood")
    seat, leg = h * SEAT_SHARE, min(0.045, 0.1 * w)
    parts = [box((w, 0.035, d * 0.94), wood, at=(0, seat - 0.035, d * 0.02), chamfer_m=0.01)]
    for x in (-1, 1):
        parts.append(box((leg, seat - 0.02, leg), wood, at=(x * (w / 2 - leg), 0, d / 2 - leg), chamfer_m=0.006))
        parts.append(box((leg, h, leg), wood, at=(x * (w / 2 - leg), 0, -d / 2 + leg / 2), chamfer_m=0.006))
    for y in (0.64, 0.78, 0.92):
        parts.append(box((w - 2 * leg, h * 0.06, 0.02), wood, at=(0, h * y, -d / 2 + leg / 2), chamfer_m=0.006))
    for y in (0.16, 0.28):
        parts.append(box((w - 2 * leg, 0.02, 0.02), wood, at=(0, h * y, -d / 2 + leg / 2)))
    return join(*parts)


def bench(order: Order) -> Part:
    """Return a bench: slats on two trestles, with a back when the box is high."""
    w, h, d = order.size_m
    wood, iron = order.paint("wood"), order.plain("steel_dark")
    seat = h if h < 0.6 else h * 0.52
    parts = [box((w, 0.035, d * 0.2), wood, at=(0, seat - 0.035, d * z), chamfer_m=0.008) for z in ((-0.38, -0.13, 0.13, 0.38))]
    for x in (-0.42, 0.42):
        parts.append(box((0.06, seat - 0.035, d * 0.8), iron, at=(x * w, 0, 0), chamfer_m=0.01))
        if h >= 0.6:
            parts.append(box((0.05, h - seat, 0.05), iron, at=(x * w, seat, -d * 0.44)))
    if h >= 0.6:
        parts += [box((w, h * 0.13, 0.03), wood, at=(0, h * y, -d * 0.41), chamfer_m=0.008) for y in (0.66, 0.85)]
    return join(*parts)


def bed(order: Order) -> Part:
    """Return a bed with its head at -Z: frame, mattress, blanket, pillow."""
    w, h, d = order.size_m
    frame, sheet, cover = order.plain("wood_dark"), order.plain("linen"), order.paint("cloth")
    low = min(0.3, h * 0.35)
    return join(
        box((w, low * 0.6, d), frame, at=(0, low * 0.4, 0), chamfer_m=0.01),
        *(box((0.07, low, 0.07), frame, at=(x * (w / 2 - 0.05), 0, z * (d / 2 - 0.05))) for x in (-1, 1) for z in (-1, 1)),
        box((w, h, 0.06), frame, at=(0, 0, -d / 2 + 0.03), chamfer_m=0.01),
        box((w * 0.95, low * 0.7, d * 0.94), sheet, at=(0, low, 0.02), chamfer_m=0.07),
        box((w * 0.975, low * 0.55, d * 0.62), cover, at=(0, low * 1.22, d * 0.15), chamfer_m=0.06),
        box((w * 0.6, 0.13, d * 0.17), sheet, at=(0, low * 1.65, -d * 0.36), chamfer_m=0.05),
    )


def shelf(order: Order) -> Part:
    """Return a rack with boards and what stands on them: jars under ground, books in rooms."""
    w, h, d = order.size_m
    board = order.paint("wood" if order.kit == "interior" else "steel_dark")
    rows = max(2, round(h / 0.42))
    step = (h - 0.04) / rows
    parts = [box((0.04, h, d), board, at=(x * (w / 2 - 0.02), 0, 0)) for x in (-1, 1)]
    parts += [box((w - 0.08, 0.03, d), board, at=(0, k * step, 0)) for k in range(rows + 1)]
    random = order.random("shelf")
    for row in range(rows):
        x = -w / 2 + 0.08
        while x < w / 2 - 0.12:
            x += _ware(order, random, parts, x, row * step + 0.03, step - 0.08, d)
    return join(*parts)


def _ware(order: Order, random: np.random.Generator, parts: list[Part], x: float, y: float, room: float, d: float) -> float:
    """Stand one thing on a board and return the width it takes."""
    if random.uniform() < 0.25:
        return float(random.uniform(0.06, 0.16))
    if order.kit == "interior":
        wide, tall = float(random.uniform(0.025, 0.055)), float(random.uniform(0.55, 0.95)) * room
        paint = ("leather", "cloth", "paint_teal", "paper", "carpet")[int(random.integers(0, 5))]
        parts.append(box((wide * 0.92, tall, d * 0.7), order.plain(paint), at=(x + wide / 2, y, 0)))
        return wide
    radius, tall = 0.045, min(room * 0.8, 0.17)
    jar = lathe([(radius, 0), (radius, tall * 0.75), (radius * 0.75, tall * 0.85)], order.plain("glass"), sides=8)
    lid = lathe([(radius * 0.8, tall * 0.85), (radius * 0.8, tall)], order.plain("brass"), sides=8)
    held = ("wood", "soil", "paper", "wood_dark", "sand")[int(random.integers(0, 5))]
    filled = lathe([(radius * 0.93, 0.003), (radius * 0.93, tall * float(random.uniform(0.2, 0.65)))], order.plain(held), sides=8)
    z = float(random.uniform(-0.2, 0.2)) * d
    parts.append(moved(join(jar, filled, lid), translation((x + radius, y, z))))
    return radius * 2.4


def counter(order: Order) -> Part:
    """Return a counter: panelled front, kick board, overhanging top."""
    w, h, d = order.size_m
    body, top = order.paint("wood_dark"), order.plain("steel" if order.kit in ("tunnel", "vault") else "wood")
    count = max(1, round(w / 0.7))
    panels = [
        box((w / count * 0.84, h * 0.62, 0.02), body, at=((k + 0.5 - count / 2) * w / count, h * 0.18, d * 0.45), chamfer_m=0.009)
        for k in range(count)
    ]
    return join(
        box((w * 0.96, h * 0.1, d * 0.8), order.plain("rubber")),
        box((w * 0.98, h * 0.86, d * 0.88), body, at=(0, h * 0.1, 0), chamfer_m=0.01),
        box((w, 0.05, d), top, at=(0, h - 0.05, 0), chamfer_m=0.012),
        *panels,
    )


def window(order: Order) -> Part:
    """Return a window: frame, mullions, a faintly lit pane and a sill."""
    w, h, d = order.size_m
    frame = order.paint("wood_dark" if order.kit == "interior" else "steel_dark")
    edge = min(0.07, 0.1 * min(w, h))
    holes = []
    for x0, x1 in ((-w / 2 + edge, -edge * 0.3), (edge * 0.3, w / 2 - edge)):
        for y0, y1 in ((edge, h * 0.55), (h * 0.55 + edge * 0.6, h - edge)):
            holes.append((x0, y0, x1, y1))
    pane = box((w - edge, h - edge, d * 0.12), order.plain("glow_pane"), at=(0, edge / 2, 0))
    sill = box((w, 0.04, d), frame, chamfer_m=0.008)
    return join(pierced(w, h, d * 0.6, holes, frame), pane, sill)


def stairs(order: Order) -> Part:
    """Return a flight that climbs towards -Z, with handrails."""
    w, h, d = order.size_m
    stone, iron = order.paint("concrete"), order.plain("steel_dark")
    count = max(2, round(h / 0.18))
    run = d / count
    parts = [
        box((w, h * (k + 1) / count, run * 1.0), stone, at=(0, 0, d / 2 - run * (k + 0.5)), chamfer_m=0.008) for k in range(count)
    ]
    for x in (-0.46, 0.46):
        parts.append(tube([(x * w, h * 0.1, d / 2 - run), (x * w, h * 0.995, -d / 2 + run * 0.5)], 0.02, iron, sides=6))
    return join(*parts)


def sign(order: Order) -> Part:
    """Return a sign with its words: flat on a wall when its box is low, else a board on posts."""
    w, h, d = order.size_m
    plate = h if h < 1.2 else h * 0.36
    deep = min(d, 0.1 if order.lettering in LIT else 0.04) * 0.8
    style = "plate" if order.lettering in PAINTED else order.lettering  # a thing of its own has a board
    board = lettered(order.palette, order.text, w, plate, style=style, seed=order.variant, depth_m=deep)
    parts = [shifted(board, y=h - plate, z=-deep / 2 if h > plate else -d / 2)]
    if h > plate:
        post = order.plain("steel_dark")
        parts += [
            tube([(x * w, 0, -deep), (x * w, h - plate * 0.2, -deep)], min(0.03, d / 2 - deep), post, sides=7)
            for x in ((-0.35, 0.35) if w > 0.8 else (0,))
        ]
    return join(*parts)


def generic(order: Order) -> Part:
    """Return a plain but finished object: a case with an inset front, feet and a lid."""
    w, h, d = order.size_m
    body, dark = order.paint("paint"), order.plain("steel_dark")
    c = 0.06 * min(w, h, d)
    return join(
        box((w * 0.9, h * 0.06, d * 0.9), dark),
        box((w, h * 0.8, d * 0.96), body, at=(0, h * 0.05, 0), chamfer_m=c),
        box((w * 0.78, h * 0.56, d * 0.04), dark, at=(0, h * 0.17, d * 0.47), chamfer_m=c / 4),
        box((w * 0.97, h * 0.14, d * 0.94), body, at=(0, h * 0.86, 0), chamfer_m=c),
    )


def fire(order: Order) -> Part:
    """Return a fire: a ring of stones, crossed logs and tongues of flame."""
    w, h, d = order.size_m
    across = min(w, d)
    parts = []
    for k in range(9):
        turn = k * 2 * math.pi / 9
        at = (math.cos(turn) * across * 0.42, 0.0, math.sin(turn) * across * 0.42)
        parts.append(ball(across * 0.07, order.plain("rock"), at=(at[0], across * 0.05, at[2]), sides=6))
    for k in range(3):
        turn = 0.4 + k * 2 * math.pi / 3
        reach = across * 0.33
        ends = [
            (math.cos(turn) * reach, 0.03, math.sin(turn) * reach),
            (-math.cos(turn) * reach * 0.5, h * 0.3, -math.sin(turn) * reach * 0.5),
        ]
        parts.append(tube(ends, across * 0.05, order.plain("wood_dark"), sides=7))
    for k in range(5):
        turn = k * 2.4
        tall = h * (0.95 - 0.12 * k)
        tongue = lathe(
            [(across * 0.02, 0), (across * 0.09, tall * 0.25), (across * 0.05, tall * 0.6), (0.004, tall)],
            order.plain("glow_fire"),
            sides=7,
        )
        parts.append(
            moved(
                tongue,
                translation((math.cos(turn) * across * 0.04 * k, 0.04, math.sin(turn) * across * 0.04 * k)) @ rotation_x(0.0),
            )
        )
    return join(*parts)
