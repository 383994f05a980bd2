"""Weapons: blades, guns, things to throw and things to strike with."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.space import rotation_y, translation
from redearth.stage.props.forms import block, cut_out, disc, forward, side_on, sideways, torus, tube
from redearth.stage.props.request import Request
from redearth.stage.sets.shape import Part, join, moved, shifted
from redearth.stage.sets.solids import ball, lathe, loft


def knife(r: Request) -> Part:
    """A knife with a riveted handle, a bolster and a ground edge."""
    edge = [
        (0.062, -0.013, 0.012),
        (0.1, -0.013, 0.0135),
        (0.16, -0.013, 0.012),
        (0.2, -0.0125, 0.006),
        (0.225, -0.011, -0.002),
        (0.24, -0.0085, -0.0078),
    ]
    return join(
        blade(edge, 0.003, r.plain("chrome"), ridge=0.25),
        block((0.028, 0.01, 0.016), r.plain("brass"), at=(0, 0.06, 0), chamfer_m=0.003),
        handle(r, -0.058, 0.056, "wood_dark"),
    )


def sword(r: Request) -> Part:
    """A straight sword: fullered blade, cross guard, bound grip, pommel."""
    edge = [(0.1, -0.024, 0.024), (0.6, -0.021, 0.021), (0.8, -0.017, 0.017), (0.86, -0.012, 0.012), (0.902, -0.0005, 0.0005)]
    bind = [shifted(torus(0.0138, 0.0014, r.plain("leather"), around=12, sides=5), y=y) for y in np.arange(-0.085, 0.075, 0.0125)]
    steel = r.plain("chrome")
    return join(
        blade(edge, 0.0062, steel),
        block((0.009, 0.52, 0.0066), r.plain("steel_dark"), at=(0, 0.37, 0), chamfer_m=0.0012),
        block((0.19, 0.02, 0.022), r.paint("brass"), at=(0, 0.095, 0), chamfer_m=0.006),
        *(ball(0.014, r.paint("brass"), at=(s * 0.097, 0.095, 0), sides=10) for s in (-1, 1)),
        lathe([(0.0115, -0.1), (0.0142, -0.02), (0.0125, 0.088)], r.plain("leather"), sides=14),
        *bind,
        ball(0.0235, r.paint("brass"), at=(0, -0.116, 0), sides=14),
    )


def axe(r: Request) -> Part:
    """An axe: waisted ash handle, forged head with a bright edge."""
    sections = (
        (-0.034, 0.022, 0.031),
        (0.02, 0.022, 0.034),
        (0.055, 0.03, 0.021),
        (0.085, 0.046, 0.0095),
        (0.102, 0.06, 0.005),
        (0.118, 0.068, 0.0007),
    )
    rings = [
        [(x, 0.387 - 0.02 * (x > 0.03) * (x / 0.118) + y * tall, z * thick / 2) for y, z in _OCTAGON]
        for x, tall, thick in sections
    ]
    shaft = [(0.008, -0.2, 0), (0.0, -0.12, 0), (0.005, 0.1, 0), (0, 0.42, 0)]
    return join(
        moved(tube(shaft, [0.02, 0.0145, 0.0142, 0.0165], r.paint("wood"), sides=12, bend=4), np.diag([1.15, 1, 0.85, 1.0])),
        loft(np.array(rings[:5]), r.plain("steel_dark"), crease_rad=0.35),
        loft(np.array(rings[4:]), r.plain("chrome"), crease_rad=0.35),
    )


_OCTAGON = ((-1, -0.7), (-0.85, -1), (0.85, -1), (1, -0.7), (1, 0.7), (0.85, 1), (-0.85, 1), (-1, 0.7))


def spear(r: Request) -> Part:
    """A spear: ash shaft, bound socket, leaf blade."""
    leaf = [(0.775, -0.008, 0.008), (0.815, -0.021, 0.021), (0.85, -0.021, 0.021), (0.9, -0.014, 0.014), (0.965, -0.0005, 0.0005)]
    bind = [shifted(torus(0.0145, 0.0022, r.plain("leather"), around=12, sides=5), y=y) for y in (0.7, 0.706, 0.712, 0.718)]
    return join(
        tube([(0, -0.75, 0), (0.004, 0.0, 0), (0, 0.75, 0)], [0.012, 0.0135, 0.012], r.paint("wood"), sides=10),
        lathe([(0.0145, 0.69), (0.0155, 0.7), (0.009, 0.79)], r.plain("steel_dark"), sides=12),
        blade(leaf, 0.01, r.plain("steel")),
        *bind,
    )


def bow(r: Request) -> Part:
    """A recurve bow with its string, held in the middle; it bends away along +Z."""
    t = np.linspace(-1, 1, 25)
    away = 0.02 - 0.2 * np.abs(t) ** 2.2 + 0.11 * np.clip(np.abs(t) - 0.8, 0, 1) / 0.2 * 0.5
    limb = np.column_stack([np.zeros_like(t), 0.7 * t, away])
    ends = limb[[0, -1]] + np.array([0, 0, -0.004])
    return join(
        moved(tube(limb, 0.016 - 0.0095 * np.abs(t), r.paint("wood_dark"), sides=9), np.diag([1.25, 1.0, 1.0, 1.0])),
        lathe([(0.016, -0.065), (0.0195, -0.05), (0.0185, 0.05), (0.016, 0.065)], r.plain("leather"), sides=12),
        tube(ends, 0.0014, r.plain("linen"), sides=5),
        *(
            shifted(torus(0.009, 0.0018, r.plain("linen"), around=10, sides=5), 0, s * 0.655, float(away[1]) + 0.012)
            for s in (-1, 1)
        ),
    )


def arrow(r: Request) -> Part:
    """An arrow with three feathers, point up."""
    vane = np.array([(0.0, -0.34), (0.013, -0.33), (0.013, -0.285), (0.0, -0.255)])
    feathers = [
        moved(cut_out(vane, 0.0012, r.paint("linen", "red" if k == 0 else "")), rotation_y(2 * math.pi * k / 3)) for k in range(3)
    ]
    point = [(0.343, -0.011, 0.011), (0.35, -0.01, 0.01), (0.39, -0.0004, 0.0004)]
    return join(
        tube([(0, -0.36, 0), (0, 0.35, 0)], 0.0037, r.plain("wood"), sides=8),
        *feathers,
        blade(point, 0.005, r.plain("steel_dark")),
    )


def club(r: Request) -> Part:
    """A club or bat: a knob, a bound grip, a heavy head."""
    profile = [
        (0.012, -0.14),
        (0.021, -0.136),
        (0.021, -0.124),
        (0.0135, -0.112),
        (0.0135, 0.06),
        (0.019, 0.2),
        (0.031, 0.42),
        (0.034, 0.54),
        (0.03, 0.58),
        (0.016, 0.596),
    ]
    tape = [shifted(torus(0.0138, 0.0022, r.plain("cloth"), around=12, sides=5), y=y) for y in np.arange(-0.1, 0.06, 0.012)]
    return join(lathe(profile, r.paint("wood"), sides=16, crease_rad=0.8), *tape)


def grenade(r: Request) -> Part:
    """A hand grenade: grooved iron body, fuse, safety lever and ring."""
    body, steel = r.paint("paint", "olive"), r.plain("steel")
    rows = [(0.012, -0.044), (0.024, -0.04)]
    for k in range(5):
        y, wide = -0.034 + 0.0145 * k, (0.0285, 0.0305, 0.031, 0.0295, 0.025)[k]
        rows += [(wide - 0.003, y - 0.006), (wide, y - 0.0045), (wide, y + 0.0045), (wide - 0.003, y + 0.006)]
    lever_path = np.array([(0, 0.05, 0.012), (0, 0.056, 0.024), (0, 0.03, 0.036), (0, -0.03, 0.037)])
    return join(
        lathe([*rows, (0.014, 0.034)], body, sides=14, crease_rad=0.35),
        lathe([(0.0125, 0.03), (0.0125, 0.046), (0.009, 0.052)], steel, sides=12),
        moved(tube(lever_path, 0.0035, steel, sides=6), np.diag([2.0, 1.0, 1.0, 1.0])),
        shifted(forward(torus(0.013, 0.0012, r.plain("chrome"), around=18, sides=5)), -0.022, 0.045, 0),
    )


def pistol(r: Request) -> Part:
    """A pistol that points along +Z: serrated slide, frame, checkered grip, guard, trigger and sights."""
    black, steel = r.paint("steel_dark"), r.plain("steel")
    grip = np.array([(-0.022, 0.03), (0.022, 0.03), (0.016, -0.03), (0.004, -0.092), (-0.036, -0.086), (-0.026, -0.03)])
    frame = np.array([(-0.034, 0.048), (-0.03, 0.028), (0.026, 0.026), (0.03, 0.03), (0.13, 0.034), (0.13, 0.048)])
    cuts = [block((0.0275, 0.02, 0.0016), r.plain("ink"), at=(0, 0.062, z)) for z in np.arange(-0.036, -0.01, 0.0048)]
    return join(
        side_on(grip, 0.029, r.plain("rubber"), 0.005),
        side_on(frame, 0.024, black, 0.002),
        block((0.027, 0.03, 0.196), black, at=(0, 0.062, 0.05), chamfer_m=0.004),
        *cuts,
        tube([(0, 0.063, 0.14), (0, 0.063, 0.153)], 0.0072, steel, sides=12),
        disc(0.0048, 0.0006, r.plain("ink"), at=(0, 0.063, 0.1528), sides=12),
        tube([(0, 0.03, 0.03), (0, 0.006, 0.034), (0, 0.004, 0.06), (0, 0.032, 0.072)], 0.0028, black, sides=7, bend=3),
        tube([(0, 0.03, 0.044), (0, 0.018, 0.05), (0, 0.01, 0.046)], 0.0026, steel, sides=6),
        block((0.004, 0.006, 0.008), steel, at=(0, 0.079, 0.138), chamfer_m=0.001),
        *(block((0.005, 0.006, 0.006), black, at=(s * 0.006, 0.079, -0.038), chamfer_m=0.001) for s in (-1, 1)),
        block((0.006, 0.014, 0.008), steel, at=(0, 0.058, -0.052), chamfer_m=0.002),
    )


def rifle(r: Request) -> Part:
    """A bolt rifle that points along +Z, held behind the trigger: stock, barrel, bolt, magazine, sights and sling."""
    wood, black = r.paint("wood_dark"), r.plain("steel_dark")
    stock = np.array(
        [
            (-0.34, -0.075),
            (-0.335, 0.042),
            (-0.1, 0.05),
            (0.0, 0.046),
            (0.36, 0.044),
            (0.375, 0.03),
            (0.36, 0.014),
            (0.09, 0.0),
            (0.03, 0.0),
            (-0.03, -0.006),
            (-0.062, -0.05),
            (-0.1, -0.052),
            (-0.11, -0.012),
        ]
    )
    sling = [(0.016, 0.012, 0.33), (0.024, -0.05, 0.18), (0.024, -0.1, 0.0), (0.02, -0.1, -0.16), (0.014, -0.062, -0.27)]
    return join(
        side_on(stock, 0.04, wood, 0.009),
        tube([(0, 0.055, 0.04), (0, 0.055, 0.72)], [0.0125, 0.0085], black, sides=14),
        tube([(0, 0.055, -0.1), (0, 0.055, 0.06)], 0.0145, r.plain("steel"), sides=14),
        tube([(0.004, 0.056, -0.05), (0.03, 0.05, -0.052), (0.05, 0.03, -0.05)], 0.005, r.plain("steel"), sides=8),
        ball(0.0095, r.plain("steel"), at=(0.054, 0.026, -0.05), sides=10),
        block((0.026, 0.05, 0.07), black, at=(0, -0.012, 0.062), chamfer_m=0.004),
        tube([(0, 0.0, 0.02), (0, -0.03, 0.01), (0, -0.03, -0.03), (0, -0.004, -0.05)], 0.0032, black, sides=7),
        tube([(0, 0.0, -0.008), (0, -0.014, -0.004), (0, -0.022, -0.012)], 0.0028, r.plain("steel"), sides=6),
        block((0.004, 0.018, 0.006), black, at=(0, 0.07, 0.705), chamfer_m=0.001),
        block((0.014, 0.012, 0.03), black, at=(0, 0.07, 0.16), chamfer_m=0.003),
        block((0.036, 0.112, 0.014), r.plain("rubber"), at=(0, -0.016, -0.344), chamfer_m=0.005),
        tube(sling, 0.0026, r.plain("leather"), sides=6, bend=3),
    )  # fmt: skip


def shotgun(r: Request) -> Part:
    """A double-barrelled shotgun along +Z."""
    wood, black = r.paint("wood"), r.plain("steel_dark")
    stock = np.array(
        [
            (-0.36, -0.1),
            (-0.35, 0.02),
            (-0.1, 0.044),
            (0.06, 0.05),
            (0.06, 0.0),
            (-0.03, -0.006),
            (-0.085, -0.02),
            (-0.16, -0.046),
        ]
    )
    fore = np.array([(0.08, 0.036), (0.3, 0.042), (0.29, 0.02), (0.09, 0.004)])
    return join(
        side_on(stock, 0.04, wood, 0.01),
        side_on(fore, 0.044, wood, 0.009),
        block((0.044, 0.056, 0.12), r.plain("steel"), at=(0, 0.03, 0.02), chamfer_m=0.008),
        *(tube([(s * 0.0105, 0.056, 0.06), (s * 0.0105, 0.056, 0.76)], 0.0115, black, sides=14) for s in (-1, 1)),
        *(disc(0.0088, 0.0008, r.plain("ink"), at=(s * 0.0105, 0.056, 0.7598), sides=14) for s in (-1, 1)),
        block((0.004, 0.006, 0.66), black, at=(0, 0.068, 0.42)),
        ball(0.003, r.plain("brass"), at=(0, 0.073, 0.745), sides=8),
        tube([(0, 0.004, 0.04), (0, -0.03, 0.03), (0, -0.03, -0.03), (0, -0.002, -0.055)], 0.0032, black, sides=7),
        *(
            tube([(0, 0.0, z), (0, -0.014, z + 0.004), (0, -0.02, z - 0.002)], 0.0026, r.plain("steel"), sides=6)
            for z in (0.014, -0.014)
        ),
    )


def blade(rows: list[tuple[float, float, float]], thick_m: float, material: int, *, ridge: float = 0.5) -> Part:
    """Return a blade of ``rows`` (height, back, edge) in the XY plane; its ridge runs at a share of its width from back to edge."""
    rings = []
    for y, back, edge in rows:
        middle = back + ridge * (edge - back)
        thick = thick_m / 2 * min(1.0, 0.15 + (edge - back) / 0.012)
        rings.append([(back, y, 0), (middle, y, thick), (edge, y, 0), (middle, y, -thick)])
    return loft(np.array(rings), material, crease_rad=0.12)


def handle(r: Request, low_m: float, high_m: float, material: str) -> Part:
    """Return a flat riveted grip between two heights."""
    middle, long = (low_m + high_m) / 2, high_m - low_m
    rows = [(0.0105, low_m), (0.0145, low_m + 0.08 * long), (0.0118, middle), (0.0138, high_m - 0.1 * long), (0.0125, high_m)]
    rivets = [
        moved(
            sideways(lathe([(0.0026, -0.0104), (0.003, -0.0098), (0.003, 0.0098), (0.0026, 0.0104)], r.plain("brass"), sides=9)),
            translation((0, middle + s * 0.28 * long, 0)) @ rotation_y(math.pi / 2),
        )
        for s in (-1, 0, 1)
    ]
    return join(moved(lathe(rows, r.paint(material), sides=14, crease_rad=0.9), np.diag([1.0, 1.0, 0.7, 1.0])), *rivets)
