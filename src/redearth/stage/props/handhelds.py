"""Things that lie in a hand: lights, tools, weapons, writing and reading, small precious things."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.space import rotation_x, rotation_z, translation
from redearth.stage.props.request import Request
from redearth.stage.sets.panels import sheet
from redearth.stage.sets.screens import screen_material
from redearth.stage.sets.shape import Part, join, moved, shifted
from redearth.stage.sets.signs import decal
from redearth.stage.sets.solids import ball, beam, box, lathe, loft, tube


def flare(r: Request) -> Part:
    """A hand flare: red paper tube, cap, collar and a burning tip."""
    red, dark = r.paint("paint_red"), r.plain("rubber")
    return join(
        lathe([(0.017, -0.1), (0.019, -0.094), (0.019, 0.09), (0.0175, 0.097)], red, sides=18),
        lathe([(0.0205, -0.102), (0.0205, -0.06)], dark, sides=18),
        lathe([(0.0198, 0.03), (0.0198, 0.042)], r.plain("paper"), sides=18),
        lathe([(0.0175, 0.095), (0.0185, 0.1), (0.0165, 0.112)], r.plain("steel"), sides=18),
        lathe([(0.013, 0.11), (0.015, 0.125), (0.0105, 0.15), (0.004, 0.172)], r.plain("glow_flare"), sides=12),
    )


def torch(r: Request) -> Part:
    """A battery torch: knurled barrel, head with a lit lens."""
    body, dark = r.paint("plastic"), r.plain("steel_dark")
    rings = [lathe([(0.0185, y), (0.0185, y + 0.006)], dark, sides=16) for y in np.arange(-0.07, 0.05, 0.014)]
    return join(
        lathe(
            [(0.0155, -0.09), (0.0172, -0.086), (0.0172, 0.06), (0.026, 0.085), (0.028, 0.115), (0.026, 0.118)], body, sides=18
        ),
        *rings,
        lathe([(0.0235, 0.1185), (0.021, 0.1195)], r.plain("glow_warm"), sides=18),
        box((0.008, 0.02, 0.006), r.plain("paint_red"), at=(0, 0.04, 0.0172), chamfer_m=0.002),
    )


def lever(r: Request) -> Part:
    """A lever handle or staff: bar, rubber grip, knob."""
    bar, grip = r.paint("paint_red"), r.plain("rubber")
    return join(
        tube([(0, -0.12, 0), (0, 0.42, 0)], 0.013, bar, sides=12),
        lathe([(0.018, -0.09), (0.02, -0.08), (0.02, 0.05), (0.017, 0.062)], grip, sides=14),
        ball(0.026, bar, at=(0, 0.44, 0), sides=14),
    )


def pen(r: Request) -> Part:
    """A pen."""
    return join(
        lathe(
            [(0.0012, -0.05), (0.0045, -0.038), (0.0052, -0.03), (0.0052, 0.085), (0.004, 0.09)],
            r.paint("plastic", "navy"),
            sides=10,
        ),
        lathe([(0.0056, 0.03), (0.0056, 0.036)], r.plain("brass"), sides=10),
        box((0.003, 0.04, 0.002), r.plain("brass"), at=(0, 0.046, 0.006)),
    )


def knife(r: Request) -> Part:
    """A knife with a riveted handle."""
    edge = np.array([(-0.014, 0.0), (0.012, 0.0), (0.013, 0.1), (0.004, 0.15), (-0.006, 0.175), (-0.014, 0.12)])
    return join(_blade(edge + np.array([0, 0.06]), 0.0024, r.plain("chrome")), _handle(r, -0.06, 0.06, "wood_dark"))


def sword(r: Request) -> Part:
    """A straight sword with a cross guard."""
    edge = np.array([(-0.02, 0.0), (0.02, 0.0), (0.017, 0.7), (0.0, 0.8), (-0.017, 0.7)])
    guard = box((0.2, 0.022, 0.028), r.plain("brass"), at=(0, 0.085, 0), chamfer_m=0.006)
    return join(
        _blade(edge + np.array([0, 0.1]), 0.005, r.plain("chrome")),
        guard,
        _handle(r, -0.1, 0.09, "leather"),
        ball(0.024, r.plain("brass"), at=(0, -0.115, 0)),
    )


def axe(r: Request) -> Part:
    """A tool on a shaft: wedge head, wooden handle."""
    head = np.array([(-0.03, 0.0), (0.04, -0.012), (0.12, -0.05), (0.125, 0.07), (0.04, 0.05), (-0.03, 0.05)])
    shaft = tube([(0, -0.16, 0), (0.006, 0.1, 0), (0, 0.42, 0)], [0.017, 0.0145, 0.016], r.paint("wood"), sides=12)
    return join(shaft, _blade(head + np.array([0, 0.36]), 0.03, r.plain("steel")))


def pistol(r: Request) -> Part:
    """A pistol that points along +Z, held by its grip."""
    black, steel = r.paint("steel_dark"), r.plain("steel")
    return join(
        moved(box((0.028, 0.11, 0.042), r.plain("rubber"), at=(0, -0.055, 0), chamfer_m=0.006), rotation_x(-0.18)),
        box((0.026, 0.034, 0.19), black, at=(0, 0.056, 0.05), chamfer_m=0.004),
        box((0.022, 0.022, 0.13), steel, at=(0, 0.036, 0.045), chamfer_m=0.003),
        tube([(0, 0.075, 0.13), (0, 0.075, 0.152)], 0.0075, steel, sides=10),
        tube([(0, 0.036, 0.03), (0, 0.012, 0.036), (0, 0.006, 0.058), (0, 0.034, 0.074)], 0.003, black, sides=6),
        box((0.004, 0.006, 0.01), steel, at=(0, 0.09, 0.135)),
    )


def rifle(r: Request) -> Part:
    """A long gun that points along +Z, held behind the trigger."""
    wood, black = r.paint("wood_dark"), r.plain("steel_dark")
    stock = np.array([(-0.32, -0.06), (-0.3, 0.05), (-0.08, 0.055), (0.0, 0.05), (0.34, 0.04), (0.34, 0.015), (0.05, 0.0), (-0.03, -0.012), (-0.06, -0.06), (-0.1, -0.055), (-0.1, -0.005)])  # fmt: skip
    body = _plate_zy(stock, 0.036, wood)
    return join(
        body,
        tube([(0, 0.062, -0.04), (0, 0.062, 0.66)], 0.0105, black, sides=12),
        tube([(0, 0.042, 0.1), (0, 0.042, 0.5)], 0.008, black, sides=8),
        box((0.034, 0.05, 0.16), black, at=(0, 0.026, 0.0), chamfer_m=0.006),
        box((0.006, 0.018, 0.008), black, at=(0, 0.07, 0.64)),
        tube([(0, 0.0, 0.03), (0, -0.028, 0.02), (0, -0.028, -0.015), (0, 0.0, -0.03)], 0.003, black, sides=6),
    )


def book(r: Request) -> Part:
    """A closed book, its spine at -X; held by its middle, cover towards +Z."""
    cover, paper = r.paint("leather"), r.plain("paper")
    return join(
        box((0.136, 0.205, 0.022), paper, at=(0.002, -0.1025, 0)),
        *(box((0.146, 0.216, 0.0035), cover, at=(0, -0.108, s * 0.0135), chamfer_m=0.0012) for s in (-1, 1)),
        box((0.005, 0.216, 0.03), cover, at=(-0.072, -0.108, 0), chamfer_m=0.0018),
        *(box((0.0066, 0.004, 0.0325), r.plain("brass"), at=(-0.072, y, 0)) for y in (-0.07, 0.06)),
        box((0.08, 0.012, 0.001), r.plain("brass"), at=(0, 0.04, 0.0152)),
    )


def letter(r: Request) -> Part:
    """A sheet of paper with lines of writing, a little curled."""
    paper, ink = r.paint("paper"), r.plain("ink")
    x, y = np.meshgrid(np.linspace(-0.07, 0.07, 7), np.linspace(-0.1, 0.1, 9), indexing="xy")
    points = np.stack([x, y, 0.9 * x**2 + 0.012 * np.sin(y * 14)], -1)
    parts = [sheet(points[:, ::-1], paper, both_sides=True, crease_rad=3)]
    for k in range(8):
        yy = 0.075 - 0.019 * k
        wide = 0.052 if k % 4 != 3 else 0.03
        path = [(t, yy, 0.9 * t * t + 0.012 * math.sin(yy * 14) + 0.0008) for t in np.linspace(-0.052, -0.052 + 2 * wide, 5)]
        parts.append(tube(path, 0.0009, ink, sides=4))
    return join(*parts)


def map_sheet(r: Request) -> Part:
    """A folded map: zigzag panels with coloured routes."""
    x, y = np.meshgrid(np.linspace(-0.24, 0.24, 9), np.linspace(-0.16, 0.16, 3), indexing="xy")
    points = np.stack([x, y, 0.012 * ((np.arange(9) % 2) * 2 - 1) * np.ones_like(x)], -1)
    route = [(t, 0.07 * math.sin(t * 11) + 0.01, 0.0155) for t in np.linspace(-0.2, 0.2, 14)]
    return join(
        sheet(points[:, ::-1], r.paint("paper", "cream"), both_sides=True, crease_rad=0.1),
        tube(route, 0.0022, r.plain("paint_red"), sides=5),
    )


def phone(r: Request) -> Part:
    """A handset with a lit screen towards +Z."""
    return join(
        box((0.072, 0.148, 0.0085), r.paint("plastic"), at=(0, -0.074, 0), chamfer_m=0.003),
        decal(0.064, 0.132, screen_material(r.palette, 0.485, page="gauges", seed=0), at=(0, -0.064, 0.0048)),
        box((0.022, 0.022, 0.002), r.plain("steel_dark"), at=(-0.018, 0.042, -0.0045), chamfer_m=0.0008),
    )


def key(r: Request) -> Part:
    """A key with a ring bow and a cut bit."""
    brass = r.paint("brass")
    turn = np.linspace(0, 2 * math.pi, 15)
    bow = tube(
        np.column_stack([0.013 * np.cos(turn), -0.012 + 0.013 * np.sin(turn), np.zeros(15)]), 0.0026, brass, sides=7, caps=False
    )
    bits = [box((0.01, 0.006, 0.0028), brass, at=(0.006, y, 0)) for y in (0.034, 0.044)]
    return join(bow, tube([(0, 0, 0), (0, 0.053, 0)], 0.0026, brass, sides=8), *bits)


def coin(r: Request) -> Part:
    """A coin, ring or medal on edge."""
    return moved(
        lathe([(0.012, -0.0012), (0.0135, -0.0015), (0.0135, 0.0015), (0.012, 0.0012)], r.paint("brass", "gold"), sides=24),
        rotation_x(math.pi / 2),
    )


def camera(r: Request) -> Part:
    """A camera or field glass, lens towards +Z."""
    black = r.paint("plastic")
    lens = moved(
        lathe([(0.031, 0), (0.031, 0.05), (0.026, 0.052)], r.plain("steel_dark"), sides=20),
        rotation_x(math.pi / 2) @ translation((0, 0.02, 0)),
    )
    front = moved(lathe([(0.025, 0.0725), (0.022, 0.073)], r.plain("glass_dark"), sides=20), rotation_x(math.pi / 2))
    return join(
        box((0.13, 0.08, 0.045), black, at=(0, -0.04, 0), chamfer_m=0.008),
        box((0.04, 0.025, 0.035), black, at=(0, 0.038, 0), chamfer_m=0.008),
        lens,
        front,
        lathe([(0.007, 0.04), (0.007, 0.048)], r.plain("chrome"), sides=10),
    )


def candle(r: Request) -> Part:
    """A candle with a flame."""
    return join(
        lathe([(0.011, -0.06), (0.0105, 0.06), (0.008, 0.064)], r.paint("ceramic"), sides=14),
        tube([(0, 0.062, 0), (0.001, 0.07, 0)], 0.0012, r.plain("ink"), sides=5),
        lathe([(0.002, 0.067), (0.0056, 0.076), (0.0035, 0.09), (0.0004, 0.104)], r.plain("glow_fire"), sides=10),
    )


def bone(r: Request) -> Part:
    """A long bone with knuckled ends."""
    ivory = r.paint("ceramic", "ivory")
    knobs = [ball(0.016, ivory, at=(x, y, 0), sides=10) for x in (-0.011, 0.011) for y in (-0.11, 0.11)]
    return join(tube([(0, -0.11, 0), (0.004, 0, 0), (0, 0.11, 0)], [0.013, 0.0095, 0.013], ivory, sides=10), *knobs)


def umbrella(r: Request) -> Part:
    """A furled umbrella with a crook."""
    crook = [
        (0.035 + 0.035 * math.cos(a), -0.1 - 0.035 * math.sin(a), 0) for a in np.linspace(math.pi, 2 * math.pi - 0.4, 8) - math.pi
    ]
    return join(
        tube([(0.07 - 0.07, -0.1, 0), (0, 0.62, 0)], 0.006, r.plain("steel"), sides=8),
        tube(crook[::-1], 0.01, r.plain("wood_dark"), sides=9),
        lathe([(0.012, 0.06), (0.03, 0.12), (0.026, 0.4), (0.008, 0.6)], r.paint("cloth", "black"), sides=14),
    )


def _blade(outline: np.ndarray, thick: float, material: int) -> Part:
    """An outline in the XY plane, thick in the middle and ground towards the rim."""
    inner = outline + (outline.mean(0) - outline) * 0.25
    rings = np.stack(
        [np.column_stack([ring, np.full(len(ring), z)]) for ring, z in ((inner, -thick / 2), (outline, 0.0), (inner, thick / 2))]
    )
    return loft(rings, material, crease_rad=0.2)


def _plate_zy(outline: np.ndarray, thick: float, material: int) -> Part:
    rings = np.stack([np.column_stack([np.full(len(outline), x), outline[:, 1], outline[:, 0]]) for x in (-thick / 2, thick / 2)])
    return loft(rings, material, crease_rad=0.4)


def _handle(r: Request, low: float, high: float, material: str) -> Part:
    grip = lathe(
        [(0.0115, low), (0.014, low + 0.012), (0.012, (low + high) / 2), (0.014, high - 0.01), (0.0125, high)],
        r.paint(material),
        sides=12,
    )
    flat = moved(grip, np.diag([1.0, 1.0, 0.7, 1.0]))
    rivets = [
        moved(
            lathe([(0.003, -0.0105), (0.003, 0.0105)], r.plain("brass"), sides=8),
            translation((0, y, 0)) @ rotation_x(math.pi / 2),
        )
        for y in (low * 0.5, high * 0.5)
    ]
    return join(flat, *rivets)


def rope(r: Request) -> Part:
    """A coil of rope, held at the top."""
    hemp = r.paint("cloth", "tan")
    parts = []
    for k in range(5):
        turn = np.linspace(0, 2 * math.pi, 25)
        path = np.column_stack(
            [0.09 * np.sin(turn) + 0.004 * k, -0.14 + 0.15 * np.cos(turn), 0.014 * (k - 2) + 0.006 * np.sin(3 * turn)]
        )
        parts.append(tube(path, 0.0075, hemp, sides=7, caps=False))
    wrap = [lathe([(0.035, y - 0.006), (0.038, y), (0.035, y + 0.006)], hemp, sides=10) for y in (-0.012, 0.0, 0.012)]
    tail = tube([(0.08, -0.2, 0.03), (0.1, -0.3, 0.04), (0.09, -0.4, 0.03)], 0.0075, hemp, sides=7)
    return join(*parts, *wrap, tail)


def keepsake(r: Request) -> Part:
    """A plain rounded thing of a hand's size, for what nobody can name."""
    body, dark = r.paint("paint"), r.plain("steel_dark")
    return join(
        box((0.09, 0.12, 0.06), body, at=(0, -0.06, 0), chamfer_m=0.014),
        box((0.06, 0.07, 0.004), dark, at=(0, -0.035, 0.029), chamfer_m=0.0015),
        shifted(moved(tube([(0, -0.045, 0), (0, 0.045, 0)], 0.006, dark, sides=8), rotation_z(math.pi / 2)), y=0.07),
        beam((-0.04, 0.055, 0), (-0.04, 0.072, 0), 0.01, 0.01, dark),
        beam((0.04, 0.055, 0), (0.04, 0.072, 0), 0.01, 0.01, dark),
    )
