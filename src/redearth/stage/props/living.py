"""What grows, what is eaten, what is played with and what is left of the dead."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.seed import generator_from
from redearth.core.space import rotation_x, rotation_y, translation
from redearth.stage.props.forms import torus, tube, vessel
from redearth.stage.props.plant import shoot as build_shoot
from redearth.stage.props.request import Request
from redearth.stage.sets.panels import sheet
from redearth.stage.sets.shape import Part, join, moved, shifted
from redearth.stage.sets.solids import ball, lathe, loft


def shoot(r: Request) -> Part:
    """A seedling in a fistful of earth."""
    return build_shoot(r.palette)


def plant_pot(r: Request) -> Part:
    """A clay pot with earth and a bushy plant: stalks, each with three arching leaves."""
    random, clay, green = generator_from("potted"), r.paint("terracotta"), r.plain("leaf")
    leaves: list[Part] = []
    s, v = np.meshgrid(np.linspace(-1, 1, 5), np.linspace(0, 1, 7), indexing="xy")
    for k in range(16):
        long, rise, turn = float(random.uniform(0.08, 0.13)), float(random.uniform(0.5, 1.3)), 2.4 * k
        half = 0.2 * long * np.sin(np.pi * np.clip(v * 0.95 + 0.03, 0, 1)) ** 0.8
        bend = rise - 1.1 * v
        out, up = long * np.cumsum(np.cos(bend), 0) / 7, long * np.cumsum(np.sin(bend), 0) / 7 + 0.35 * half * s**2
        foot = 0.02 + 0.075 * (k % 4) / 3
        leaves.append(
            shifted(
                moved(sheet(np.stack([half * s, up, out + 0.006], -1), green, both_sides=True, crease_rad=3), rotation_y(turn)),
                y=foot,
            )
        )
    stalk = tube([(0, 0.0, 0), (0.004, 0.05, 0), (0, 0.11, 0.002)], [0.0042, 0.0036, 0.002], r.plain("stem"), sides=7)
    return join(
        vessel(
            [(0.045, -0.1), (0.05, -0.098), (0.066, 0.0), (0.072, 0.001), (0.073, 0.022), (0.071, 0.024)], 0.006, clay, sides=26
        ),
        lathe([(0.062, 0.0), (0.063, 0.01), (0.03, 0.016), (0.002, 0.017)], r.plain("soil"), sides=22),
        stalk,
        *leaves,
    )


def flower(r: Request) -> Part:
    """A single flower on a leafy stem."""
    return _bloom(r, r.colour or "red", 0.0, 0.26)


def bouquet(r: Request) -> Part:
    """Nine flowers in a paper cone, tied with a ribbon."""
    colours = ("red", "pink", "white", "yellow", "purple") if not r.colour else (r.colour, "white")
    blooms = []
    for k in range(7):
        a, away = 2.4 * k, 0.36 * math.sqrt(k / 7)
        blooms.append(
            moved(
                _bloom(r, colours[k % len(colours)], 0.5 * k, 0.2 + 0.02 * (k % 3), leaves=0, fine=3),
                rotation_y(a) @ rotation_x(away),
            )
        )
    t = np.linspace(0, 2 * math.pi, 26, endpoint=False)
    rows = [
        np.column_stack([w * np.cos(t), y + 0.01 * np.sin(5 * t) * (y > 0.05), w * np.sin(t)])
        for w, y in ((0.016, -0.12), (0.02, 0.0), (0.05, 0.085), (0.08, 0.135), (0.078, 0.135), (0.048, 0.085), (0.017, 0.0))
    ]
    return join(
        *blooms,
        loft(np.array(rows), r.palette.use("paper", "cream"), crease_rad=0.9),
        shifted(torus(0.0205, 0.006, r.plain("paint_red"), around=16, sides=6), y=0.0),
    )


def _bloom(r: Request, colour: str, turn: float, tall: float, *, leaves: int = 2, fine: int = 5) -> Part:
    """A flower head of three whorls of cupped petals about a golden heart, on a stem whose foot is 10 cm below the origin."""
    petal, stem = r.palette.use("linen", colour), r.plain("stem")
    parts = [tube([(0, -0.1, 0), (0.004, 0.4 * tall, 0), (0, tall, 0)], [0.0024, 0.0022, 0.002], stem, sides=fine + 2)]
    s, v = np.meshgrid(np.linspace(-1, 1, fine), np.linspace(0, 1, max(4, fine)), indexing="xy")
    whorls = ((5, 0.024, 1.35), (6, 0.032, 0.95), (7, 0.04, 0.45))[0 if fine > 4 else 1 :]
    for number, (count, long, rise) in enumerate(whorls):
        half = 0.62 * long * np.sin(np.pi * np.clip(v * 0.8 + 0.1, 0, 1))
        out = long * v * math.cos(rise) + 0.005 * v**2 - 0.3 * half * s**2 * math.sin(rise)
        up = long * v * math.sin(rise) + 0.35 * half * s**2 * math.cos(rise) - 0.01 * v**4
        grid = np.stack([half * s, up, out], -1)
        for k in range(count):
            leaf_turn = 2 * math.pi * (k + 0.5 * number) / count + turn
            parts.append(shifted(moved(sheet(grid, petal, both_sides=True, crease_rad=3), rotation_y(leaf_turn)), y=tall - 0.002))
    parts.append(ovoid(r.palette.use("straw", "gold"), (0, tall + 0.004, 0), (0.008, 0.007, 0.008), 8))
    parts.append(shifted(lathe([(0.002, -0.012), (0.007, -0.004), (0.008, 0.002)], stem, sides=8), y=tall))
    for k in range(leaves):
        w = 0.016 * np.sin(np.pi * np.clip(v * 0.95 + 0.03, 0, 1))
        leaf = np.stack([w * s, 0.03 * v + 0.006 * s**2, 0.075 * v - 0.02 * v**2], -1)
        parts.append(
            shifted(
                moved(sheet(leaf, r.plain("leaf"), both_sides=True, crease_rad=3), rotation_y(turn + 0.4 + 2.6 * k)),
                y=tall * (0.35 + 0.2 * k),
            )
        )
    return join(*parts)


def ovoid(material: int, at: tuple[float, float, float], half: tuple[float, float, float], sides: int = 12) -> Part:
    """Return an ellipsoid about ``at``."""
    return moved(ball(1.0, material, sides=sides), translation(at) @ np.diag([*half, 1.0]))
