"""Things that hold other things, things to wear, to sit on and to play."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.seed import generator_from
from redearth.core.space import rotation_x, rotation_y, translation
from redearth.stage.props.request import Request
from redearth.stage.sets.furniture import chair as build_chair
from redearth.stage.sets.panels import sheet
from redearth.stage.sets.screens import screen_material
from redearth.stage.sets.shape import Part, join, moved, shifted
from redearth.stage.sets.signs import decal
from redearth.stage.sets.solids import ball, box, chunk, lathe, loft, tube


def jar(r: Request) -> Part:
    """A seed jar: glass, brass lid, a paper label on its front, seeds inside up to the half."""
    turn = np.linspace(-0.95, 0.95, 9)
    label = [[(0.0403 * math.sin(a), y, 0.0403 * math.cos(a)) for a in turn] for y in (-0.034, -0.004)]
    return join(
        lathe([(0.034, -0.06), (0.04, -0.056), (0.04, 0.03), (0.03, 0.046), (0.03, 0.05)], r.plain("glass"), sides=28),
        lathe([(0.033, 0.05), (0.034, 0.053), (0.034, 0.068), (0.032, 0.071)], r.paint("brass"), sides=20),
        sheet(np.array(label), r.plain("paper"), both_sides=True, crease_rad=3),
        *_seeds(r, 0.0385, -0.058, 0.002),
    )


def _seeds(r: Request, radius: float, low: float, high: float) -> list[Part]:
    """Seeds against the wall and on top of a heap, whose middle is one dark body."""
    random = generator_from("seeds in a jar")
    heap = lathe([(radius * 0.86, low + 0.003), (radius * 0.86, high - 0.006), (0.002, high)], r.plain("wood_dark"), sides=14)
    rows = [(radius * 0.9, y) for y in np.arange(low + 0.001, high - 0.006, 0.0068)]
    rows += [(radius * share, high - 0.002 - 0.004 * share) for share in (0.15, 0.45, 0.75)]
    seeds: list[Part] = []
    for away, y in rows:
        count = max(3, round(2 * math.pi * away / 0.0098))
        for k in range(count):
            a = 2 * math.pi * (k + float(random.uniform(0.0, 0.7))) / count
            paint = r.palette.use("leather", ("tan", "brown", "cream")[int(random.integers(0, 3))])
            seed = moved(chunk(paint, "seed", len(seeds) % 7, size=(0.0095, 0.0062, 0.0072), points=8), rotation_y(a + 0.6))
            seeds.append(shifted(seed, away * math.sin(a), y + float(random.uniform(-0.001, 0.0012)), away * math.cos(a)))
    return [heap, *seeds]


def cup(r: Request) -> Part:
    """A mug with a handle and something dark in it."""
    body = r.paint("ceramic")
    bow = [(0.038 + 0.024 * math.sin(a), 0.026 * math.cos(a), 0.0) for a in np.linspace(0.15, math.pi - 0.15, 9)]
    return join(
        _vessel([(0.034, -0.048), (0.039, -0.044), (0.041, 0.045)], 0.004, body),
        tube(bow, 0.0055, body, sides=8),
        _liquid(0.0368, 0.03, r.plain("wood_dark")),
    )


def glass(r: Request) -> Part:
    """A tumbler, part full."""
    return join(
        _vessel([(0.03, -0.05), (0.034, -0.046), (0.038, 0.05)], 0.0025, r.plain("glass")),
        lathe([(0.029, -0.044), (0.0325, 0.0), (0.001, 0.0)], r.paint("liquid"), sides=24),
    )


def bottle(r: Request) -> Part:
    """A bottle with a label and a cap, two thirds full."""
    profile = [
        (0.028, -0.1),
        (0.031, -0.095),
        (0.031, 0.02),
        (0.027, 0.045),
        (0.0135, 0.08),
        (0.0125, 0.12),
        (0.0138, 0.122),
        (0.0138, 0.13),
    ]
    return join(
        lathe(profile, r.paint("bottle", "olive"), sides=20),
        lathe([(0.027, -0.096), (0.029, -0.09), (0.029, 0.005), (0.001, 0.005)], r.plain("wood_dark"), sides=16),
        lathe([(0.0316, -0.07), (0.0316, 0.0)], r.plain("paper"), sides=20),
        lathe([(0.0145, 0.128), (0.0145, 0.138), (0.013, 0.14)], r.plain("paint_red"), sides=16),
    )


def bowl(r: Request) -> Part:
    """A bowl."""
    profile = [(0.03, -0.03), (0.032, -0.024), (0.06, 0.0), (0.075, 0.034)]
    return join(_vessel(profile, 0.004, r.paint("ceramic")), _liquid(0.066, 0.022, r.plain("wood")))


def plate(r: Request) -> Part:
    """A plate with some food."""
    profile = [(0.06, -0.008), (0.085, -0.002), (0.12, 0.008)]
    food = [
        shifted(chunk(r.plain(m), "food", k, size=(0.05, 0.024, 0.04)), x, -0.003, z)
        for k, (m, x, z) in enumerate((("wood", -0.03, 0), ("leaf", 0.035, 0.02), ("paint_red", 0.02, -0.035)))
    ]
    return join(_vessel(profile, 0.004, r.paint("ceramic")), *food)


def basket(r: Request) -> Part:
    """A bucket with a bail, held by it."""
    bow = [(0.12 * math.cos(a), -0.13 + 0.13 * math.sin(a), 0) for a in np.linspace(0, math.pi, 13)]
    body = moved(_vessel([(0.09, -0.24), (0.095, -0.236), (0.12, 0.0)], 0.004, r.paint("steel")), translation((0, -0.13, 0)))
    return join(
        body, tube(bow, 0.004, r.plain("steel_dark"), sides=7), lathe([(0.012, -0.012), (0.012, 0.012)], r.plain("wood"), sides=8)
    )


def bag(r: Request) -> Part:
    """A bag with a flap, straps and buckles, held by its top handle."""
    hide, strap, brass = r.paint("leather"), r.plain("rubber"), r.plain("brass")
    parts = [
        box((0.32, 0.36, 0.15), hide, at=(0, -0.42, 0), chamfer_m=0.045),
        box((0.325, 0.17, 0.165), hide, at=(0, -0.22, 0.002), chamfer_m=0.03),
        box((0.22, 0.14, 0.05), hide, at=(0, -0.4, 0.085), chamfer_m=0.02),
        tube([(-0.06, -0.06, 0), (-0.04, -0.01, 0), (0.04, -0.01, 0), (0.06, -0.06, 0)], 0.009, strap, sides=8),
    ]
    for x in (-0.09, 0.09):
        parts.append(box((0.026, 0.22, 0.006), strap, at=(x, -0.3, 0.083), chamfer_m=0.002))
        parts.append(box((0.034, 0.026, 0.008), brass, at=(x, -0.26, 0.087), chamfer_m=0.002))
    return join(*parts)


def case(r: Request) -> Part:
    """A box with a lid, corner irons and a clasp, held at its middle."""
    body, iron = r.paint("wood"), r.plain("steel_dark")
    corners = [
        box((0.05, 0.05, 0.05), iron, at=(x * 0.131, y, z * 0.091), chamfer_m=0.006)
        for x in (-1, 1)
        for y in (-0.103, 0.053)
        for z in (-1, 1)
    ]
    return join(
        box((0.3, 0.13, 0.22), body, at=(0, -0.1, 0), chamfer_m=0.006),
        box((0.304, 0.064, 0.224), body, at=(0, 0.034, 0), chamfer_m=0.008),
        *corners,
        box((0.04, 0.05, 0.012), r.plain("brass"), at=(0, 0.01, 0.112), chamfer_m=0.003),
    )


def laptop(r: Request) -> Part:
    """An open laptop, screen towards +Z."""
    case_, keys = r.paint("steel"), r.plain("plastic")
    screen = join(
        box((0.32, 0.21, 0.008), case_, chamfer_m=0.003),
        decal(0.3, 0.18, screen_material(r.palette, 1.67, seed=3), at=(0, 0.016, 0.0046)),
    )
    board = [
        box((0.024, 0.003, 0.018), keys, at=((k - 4.5) * 0.028, 0.0145, 0.045 + row * 0.023))
        for row in range(4)
        for k in range(10)
    ]
    return join(
        box((0.32, 0.015, 0.22), case_, at=(0, 0, 0.11), chamfer_m=0.004), moved(screen, translation((0, 0.012, 0.0)) @ rotation_x(-0.3)), *board,
        box((0.1, 0.002, 0.05), keys, at=(0, 0.0145, 0.175)),
    )  # fmt: skip


def chair(r: Request) -> Part:
    """A small chair, carried by its back."""
    return shifted(build_chair(r.order("chair", (0.44, 0.86, 0.46))), y=-0.8, z=0.2)


def hat(r: Request) -> Part:
    """A hat with brim and band."""
    felt = r.paint("cloth", "dark")
    return join(
        lathe(
            [(0.15, -0.002), (0.152, 0.004), (0.1, 0.01), (0.095, 0.05), (0.085, 0.1), (0.06, 0.115), (0.02, 0.11)],
            felt,
            sides=24,
        ),
        lathe([(0.0995, 0.014), (0.0975, 0.034)], r.plain("leather"), sides=24),
    )


def cloth(r: Request) -> Part:
    """A hanging cloth with folds, held at its top edge."""
    x, y = np.meshgrid(np.linspace(-0.16, 0.16, 17), np.linspace(0, -0.45, 9), indexing="xy")
    depth = 0.03 * np.sin(x * 42) * (0.3 - y) + 0.02 * np.sin(y * 9)
    return sheet(np.stack([x * (0.55 - y), y, depth], -1), r.paint("linen"), both_sides=True, crease_rad=3)


def round_thing(r: Request) -> Part:
    """A ball, an apple, a stone: dimpled at its poles, with a stalk."""
    profile = [(0.004, -0.03), (0.02, -0.036), (0.036, -0.018), (0.0385, 0.004), (0.03, 0.027), (0.014, 0.033), (0.004, 0.028)]
    return join(
        lathe(profile, r.paint("plastic", "red"), sides=20, crease_rad=3),
        tube([(0, 0.026, 0), (0.003, 0.042, 0.002)], 0.0015, r.plain("wood_dark"), sides=6),
    )


def doll(r: Request) -> Part:
    """A rag doll, held by its middle."""
    skin, dress, hair = r.plain("linen"), r.paint("cloth", "red"), r.plain("wood_dark")
    limbs = [tube([(s * 0.03, 0.06, 0), (s * 0.09, 0.0, 0.01)], 0.013, skin, sides=8) for s in (-1, 1)]
    legs = [tube([(s * 0.022, -0.05, 0), (s * 0.026, -0.14, 0.01)], 0.015, skin, sides=8) for s in (-1, 1)]
    return join(
        lathe([(0.06, -0.07), (0.032, 0.03), (0.028, 0.07)], dress, sides=14),
        ball(0.042, skin, at=(0, 0.108, 0)),
        ball(0.0435, hair, at=(0, 0.115, -0.008)),
        *limbs,
        *legs,
    )


def violin(r: Request) -> Part:
    """A violin with its bow beside it, held by the neck."""
    return _strings(r, 0.105, 0.36, 0.036, 0.13, bow=True)


def guitar(r: Request) -> Part:
    """A guitar, held by the neck."""
    return _strings(r, 0.19, 0.48, 0.09, 0.36, bow=False)


def _strings(r: Request, half: float, length: float, deep: float, neck: float, *, bow: bool) -> Part:
    """A waisted body below the grip, a neck through it and a scroll above."""
    wood, dark = r.paint("wood"), r.plain("wood_dark")
    t = np.linspace(0, 2 * math.pi, 40, endpoint=False)
    waist = half * (0.82 + 0.2 * np.cos(2 * t) ** 2 - 0.14 * np.sin(t))
    outline = np.column_stack([waist * np.cos(t), -neck / 2 - length / 2 + length / 2 * np.sin(t)])
    inner = outline * 0.96 + outline.mean(0) * 0.04
    rings = np.stack(
        [
            np.column_stack([ring, np.full(40, z)])
            for ring, z in ((inner, -deep / 2), (outline, -deep / 2 + 0.004), (outline, deep / 2 - 0.004), (inner, deep / 2))
        ]
    )
    middle = -neck / 2 - length * 0.45
    face = deep / 2 + 0.001
    hole = moved(
        lathe([(half * 0.3, 0), (half * 0.3, 0.0015)], r.plain("ink"), sides=20),
        translation((0, middle + length * 0.12, face - 0.001)) @ rotation_x(math.pi / 2),
    )
    wires = [
        tube(
            [(x * half * 0.09, middle - length * 0.2, face + 0.014), (x * half * 0.07, neck * 0.9, face + 0.004)],
            0.0006,
            r.plain("chrome"),
            sides=4,
        )
        for x in (-1.5, -0.5, 0.5, 1.5)
    ]
    parts = [
        loft(rings, wood, crease_rad=0.7), hole, *wires,
        box((half * 0.36, neck * 1.6 + length * 0.3, 0.022), dark, at=(0, -neck / 2 - length * 0.3, deep / 2 - 0.016), chamfer_m=0.005),
        box((half * 0.5, 0.1, 0.02), dark, at=(0, neck * 1.0, deep / 2 - 0.018), chamfer_m=0.006),
        box((half * 0.6, 0.008, 0.016), dark, at=(0, middle - length * 0.2, face), chamfer_m=0.002),
    ]  # fmt: skip
    if bow:
        parts.append(
            tube([(half * 1.15, -0.5, 0.03), (half * 1.25, -0.2, 0.03), (half * 1.15, 0.16, 0.03)], 0.0042, dark, sides=7)
        )
        parts.append(tube([(half * 1.1, -0.5, 0.03), (half * 1.1, 0.16, 0.03)], 0.001, r.plain("paper"), sides=4))
    return join(*parts)


def _vessel(profile: list[tuple[float, float]], wall: float, material: int) -> Part:
    """An open vessel: the outer profile up, then down again inside."""
    inner = [(max(radius - wall, 0.002), max(height, profile[0][1] + wall)) for radius, height in reversed(profile)]
    return lathe([*profile, *inner], material, sides=24)


def _liquid(radius: float, height: float, material: int) -> Part:
    return lathe([(radius, height - 0.001), (radius * 0.999, height)], material, sides=24)
