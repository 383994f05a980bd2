"""Musical instruments."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.space import translation
from redearth.stage.props.forms import block, disc, forward, sideways, torus, tube
from redearth.stage.props.request import Request
from redearth.stage.sets.shape import F64, Part, join, moved, shifted
from redearth.stage.sets.solids import ball, lathe, loft


def violin(r: Request) -> Part:
    """A violin, held by the neck."""
    return _strings(r, 0.104, 0.355, 0.034, 0.13, frets=0, hole=False)


def violin_bow(r: Request) -> Part:
    """A violin's bow."""
    stick = [(0, -0.06, 0), (0.006, 0.2, 0), (0.008, 0.4, 0), (0.0, 0.62, 0), (-0.012, 0.66, 0)]
    return join(
        tube(stick, [0.0048, 0.0045, 0.004, 0.0036, 0.0036], r.paint("wood_dark"), sides=8),
        tube([(-0.018, -0.03, 0), (-0.014, 0.655, 0)], 0.0026, r.plain("linen"), sides=5),
        block((0.022, 0.045, 0.011), r.plain("ink"), at=(-0.009, -0.03, 0), chamfer_m=0.003),
        lathe([(0.0052, -0.075), (0.0055, -0.06)], r.plain("brass"), sides=10),
    )


def guitar(r: Request) -> Part:
    """A guitar, held by the neck."""
    return _strings(r, 0.19, 0.48, 0.095, 0.36, frets=12, hole=True)


def _strings(r: Request, half: float, length: float, deep: float, neck: float, *, frets: int, hole: bool) -> Part:
    """A waisted body below the grip, a neck through it, a head above."""
    wood, dark, low = r.paint("wood"), r.plain("wood_dark"), -neck / 2 - length
    t = np.linspace(0, 2 * math.pi, 44, endpoint=False)
    waist = half * (0.86 - 0.1 * np.sin(t)) * (1 - 0.34 * np.exp(-(((np.sin(t) - 0.12) / 0.3) ** 2)))
    outline = np.column_stack([waist * np.sign(np.cos(t)) * np.abs(np.cos(t)) ** 0.55, low + length / 2 + length / 2 * np.sin(t)])
    inner = outline + (outline.mean(0) - outline) * 0.03
    rows = ((inner, -deep / 2), (outline, -deep / 2 + 0.004), (outline, deep / 2 - 0.004), (inner, deep / 2))
    face, bridge = deep / 2, low + length * 0.26
    end = neck * 0.62
    parts = [
        loft(np.stack([np.column_stack([ring, np.full(44, z)]) for ring, z in rows]), wood, crease_rad=0.6),
        _trim(outline, face - 0.002, dark), _trim(outline, -face + 0.002, dark),
        block((half * 0.26, neck + end * 0.5 + length * 0.22, 0.018), dark, at=(0, -neck * 0.1 - length * 0.06, face - 0.006), chamfer_m=0.004),
        block((half * 0.3, neck + end * 0.3, 0.02), wood, at=(0, -neck * 0.05, face - 0.016), chamfer_m=0.008),
        block((half * 0.36, 0.13, 0.016), wood, at=(0, end + 0.065, face - 0.016), chamfer_m=0.005),
        block((half * 0.62, 0.016, 0.012), dark, at=(0, bridge, face + 0.004), chamfer_m=0.003),
        block((half * 0.28, 0.005, 0.006), r.plain("ceramic"), at=(0, end, face + 0.004), chamfer_m=0.001),
    ]  # fmt: skip
    parts += [
        block((half * 0.27, 0.0012, 0.0016), r.plain("chrome"), at=(0, end - (neck + end) * (1 - 2 ** (-k / 12)), face + 0.0035))
        for k in range(1, frets + 1)
    ]
    if hole:
        parts += [
            disc(half * 0.26, 0.0012, r.plain("ink"), at=(0, low + length * 0.56, face), sides=24),
            shifted(
                forward(torus(half * 0.28, 0.003, r.plain("brass"), around=28, sides=4, squash=0.5)), 0, low + length * 0.56, face
            ),
        ]
    else:
        parts += _f_holes(r, half, low + length * 0.42, face)
    parts += _wires(r, half, bridge, end, face, count=6 if hole else 4)
    return join(*parts)


def _wires(r: Request, half: float, bridge: float, end: float, face: float, *, count: int) -> list[Part]:
    """The strings from bridge to nut and on to their pegs."""
    parts = []
    for k in range(count):
        x = (k - (count - 1) / 2) / (count - 1)
        path = [
            (x * half * 0.42, bridge, face + 0.011),
            (x * half * 0.2, end, face + 0.008),
            (x * half * 0.24, end + 0.1, face - 0.004),
        ]
        peg = lathe([(0.003, 0), (0.003, 0.014), (0.0065, 0.016), (0.0065, 0.024), (0.004, 0.026)], r.plain("brass"), sides=8)
        side = half * 0.16 if k % 2 else -half * 0.16 - 0.026
        parts.append(tube(path, 0.0007, r.plain("chrome"), sides=4))
        parts.append(shifted(sideways(peg), side, end + 0.03 + 0.032 * (k // 2), face - 0.016))
    return parts


def _trim(outline: F64, z: float, material: int) -> Part:
    return tube(
        np.column_stack([np.concatenate([outline, outline[:1]]), np.full(len(outline) + 1, z)]),
        0.0026,
        material,
        sides=4,
        caps=False,
    )


def _f_holes(r: Request, half: float, y: float, face: float) -> list[Part]:
    t = np.linspace(-1, 1, 9)
    return [
        tube(
            np.column_stack([s * (half * 0.42 + 0.008 * np.sin(t * 2.6)), y + 0.035 * t, np.full(9, face)]),
            0.0022,
            r.plain("ink"),
            sides=5,
        )
        for s in (-1, 1)
    ]


def flute(r: Request) -> Part:
    """A transverse flute, along Y: joints, keys, lip plate."""
    steel = r.paint("chrome")
    keys = [disc(0.0078, 0.003, steel, at=(0, y, 0.0095), sides=14) for y in np.arange(-0.28, 0.06, 0.036)]
    return join(
        tube([(0, -0.33, 0), (0, 0.33, 0)], 0.0095, steel, sides=16),
        *(
            lathe([(0.0098, y), (0.0112, y + 0.002), (0.0112, y + 0.01), (0.0098, y + 0.012)], steel, sides=16)
            for y in (-0.31, -0.18, 0.1, 0.32)
        ),
        *keys,
        tube([(0.006, -0.29, 0.0095), (0.006, 0.06, 0.0095)], 0.0018, steel, sides=6),
        block((0.02, 0.04, 0.006), steel, at=(0, 0.25, 0.009), chamfer_m=0.002),
        disc(0.0045, 0.0008, r.plain("ink"), at=(0, 0.25, 0.0122), sides=12),
    )


def trumpet(r: Request) -> Part:
    """A trumpet that points along +Z, held by its valves."""
    brass, steel = r.paint("brass"), r.plain("chrome")
    flare_ = [
        (0.0058, -0.1), (0.0065, 0.1), (0.0095, 0.17), (0.017, 0.215), (0.034, 0.245), (0.06, 0.26), (0.061, 0.2612), (0.0595, 0.2612),
        (0.033, 0.2465), (0.008, 0.19),
    ]  # fmt: skip
    bow = [(0, 0.035, -0.11), (0, 0.03, -0.15), (0, 0.0, -0.168), (0, -0.03, -0.15), (0, -0.035, -0.11)]
    front = [(0, -0.035, 0.11), (0, -0.03, 0.15), (0, 0.0, 0.165), (0, 0.03, 0.15), (0, 0.035, 0.11)]
    valves = []
    for z in (-0.024, 0.0, 0.024):
        valves.append(
            shifted(
                lathe(
                    [
                        (0.0095, -0.065),
                        (0.0105, -0.062),
                        (0.0105, 0.05),
                        (0.0095, 0.053),
                        (0.0042, 0.055),
                        (0.0042, 0.075),
                        (0.009, 0.077),
                        (0.009, 0.081),
                    ],
                    brass,
                    sides=14,
                    crease_rad=0.5,
                ),
                z=z,
            )
        )
    return join(
        shifted(forward(lathe(flare_, brass, sides=26, crease_rad=0.9)), y=0.035),
        tube(bow, 0.006, brass, sides=9), tube(front, 0.006, brass, sides=9),
        tube([(0, -0.035, -0.12), (0, -0.035, 0.12)], 0.006, brass, sides=9),
        tube([(0, 0.035, 0.12), (0, 0.02, 0.0), (0, 0.02, -0.24)], 0.0055, brass, sides=9),
        shifted(forward(lathe([(0.0125, -0.275), (0.0135, -0.272), (0.0095, -0.262), (0.005, -0.23)], steel, sides=16)), y=0.02),
        *valves,
        shifted(torus(0.0105, 0.0018, brass, around=14, sides=5, oval=1.2), y=-0.012, z=0.055),
    )  # fmt: skip


def drum(r: Request) -> Part:
    """A drum with tightened hoops, ropes, a strap and two sticks upon it; held by its side."""
    shell, hoop = r.paint("paint_red"), r.plain("wood")
    lacing = []
    for k in range(10):
        a, b = 2 * math.pi * k / 10, 2 * math.pi * (k + 0.5) / 10
        lacing.append(
            tube(
                [(0.172 * math.cos(a), -0.085, 0.172 * math.sin(a)), (0.172 * math.cos(b), 0.085, 0.172 * math.sin(b))],
                0.003,
                r.plain("linen"),
                sides=5,
            )
        )
        c = 2 * math.pi * (k + 1) / 10
        lacing.append(
            tube(
                [(0.172 * math.cos(b), 0.085, 0.172 * math.sin(b)), (0.172 * math.cos(c), -0.085, 0.172 * math.sin(c))],
                0.003,
                r.plain("linen"),
                sides=5,
            )
        )
    sticks = [
        join(
            tube([(-0.14, 0.107, 0.03 * s), (0.16, 0.11, 0.1 * s)], [0.0075, 0.005], r.plain("wood"), sides=8),
            ball(0.0085, r.plain("wood"), at=(0.165, 0.11, 0.101 * s), sides=8),
        )
        for s in (-1, 1)
    ]
    return join(
        lathe([(0.163, -0.095), (0.165, -0.09), (0.165, 0.09), (0.163, 0.095)], shell, sides=32),
        lathe([(0.16, 0.094), (0.162, 0.0975), (0.1, 0.098)], r.palette.use("linen", "ivory"), sides=32),
        *(shifted(torus(0.167, 0.0065, hoop, around=32, sides=6, squash=1.9), y=y) for y in (-0.088, 0.088)),
        *lacing, *sticks,
    )  # fmt: skip


def bell(r: Request) -> Part:
    """A hand bell: turned handle, brass mouth, clapper."""
    brass = r.paint("brass")
    mouth = [
        (0.008, -0.04),
        (0.02, -0.045),
        (0.026, -0.058),
        (0.03, -0.09),
        (0.043, -0.112),
        (0.046, -0.116),
        (0.044, -0.118),
        (0.04, -0.112),
        (0.027, -0.09),
        (0.022, -0.06),
        (0.006, -0.05),
    ]
    return join(
        lathe(mouth, brass, sides=26, crease_rad=0.8),
        lathe(
            [(0.0075, -0.044), (0.01, -0.03), (0.0135, 0.0), (0.0105, 0.03), (0.0135, 0.042), (0.012, 0.054), (0.004, 0.058)],
            r.plain("wood_dark"),
            sides=14,
            crease_rad=1.0,
        ),
        tube([(0, -0.055, 0), (0.006, -0.1, 0)], 0.002, r.plain("steel_dark"), sides=6),
        ball(0.0085, r.plain("steel_dark"), at=(0.0072, -0.108, 0), sides=10),
    )


def whistle(r: Request) -> Part:
    """A whistle on a cord."""
    steel = r.paint("chrome")
    cord = [(0, 0.012, -0.012), (0.004, 0.04, -0.016), (-0.01, 0.075, -0.01), (0.012, 0.11, 0.0), (0.0, 0.14, 0.0)]
    return join(
        sideways(lathe([(0.0105, -0.009), (0.0115, -0.008), (0.0115, 0.008), (0.0105, 0.009)], steel, sides=20)),
        block((0.017, 0.0095, 0.032), steel, at=(0, 0.0066, 0.018), chamfer_m=0.0015),
        block((0.011, 0.003, 0.005), r.plain("ink"), at=(0, 0.0105, 0.008)),
        ball(0.005, r.plain("wood"), at=(0, 0.001, 0.001), sides=8),
        tube(cord, 0.0016, r.plain("linen"), sides=5, bend=4),
        moved(forward(torus(0.0035, 0.0008, steel, around=12, sides=5)), translation((0, 0.0125, -0.0115))),
    )
