"""What is worn: hats, helmets, crowns, shoes, spectacles."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.space import rotation_x, rotation_y, translation
from redearth.stage.props.forms import block, cut_out, disc, forward, torus, tube
from redearth.stage.props.request import Request
from redearth.stage.sets.shape import Part, join, moved, shifted
from redearth.stage.sets.solids import ball, lathe, loft


def glasses(r: Request) -> Part:
    """A pair of spectacles, folded open, lenses towards +Z."""
    frame = r.paint("plastic")
    parts = []
    for s in (-1, 1):
        parts.append(shifted(forward(torus(0.0225, 0.0019, frame, around=26, sides=6, oval=0.86)), x=s * 0.033))
        lens = cut_out(
            np.column_stack([0.0222 * np.cos(a := np.linspace(0, 2 * math.pi, 24, endpoint=False)), 0.019 * np.sin(a)]),
            0.0012,
            r.plain("pane"),
        )
        parts.append(shifted(lens, s * 0.033, 0, 0))
        parts.append(
            tube(
                [(s * 0.056, 0.006, 0), (s * 0.067, 0.007, -0.004), (s * 0.068, 0.006, -0.09), (s * 0.066, -0.012, -0.135)],
                [0.0016, 0.0019, 0.0016, 0.0022],
                frame,
                sides=6,
            )
        )
        parts.append(ball(0.0028, r.plain("pane"), at=(s * 0.0085, -0.006, -0.006), sides=6))
    bridge = tube([(-0.0105, 0.005, 0.0), (0.0, 0.0085, 0.001), (0.0105, 0.005, 0.0)], 0.0018, frame, sides=6)
    return join(*parts, bridge)


def hat(r: Request) -> Part:
    """A felt hat: a curled brim, a pinched crown, a ribbon; held by its crown."""
    felt = r.paint("cloth", "dark")
    turn = np.linspace(0, 2 * math.pi, 28, endpoint=False)
    rings = []
    rows = (
        (0.155, -0.056),
        (0.157, -0.053),
        (0.102, -0.05),
        (0.097, -0.02),
        (0.09, 0.03),
        (0.078, 0.056),
        (0.05, 0.062),
        (0.006, 0.05),
    )
    for wide, y in rows:
        brim = wide > 0.14
        lift = (0.026 * np.cos(turn) ** 2 - 0.012 * np.sin(turn)) if brim else 0.0
        pinch = 1 - (0.12 * np.exp(-(((turn - math.pi / 2) / 0.5) ** 2)) if y > 0.02 else 0.0)
        rings.append(np.column_stack([wide * pinch * 0.86 * np.cos(turn), y + lift + 0 * turn, wide * np.sin(turn)]))
    band = moved(
        lathe([(0.101, -0.049), (0.1035, -0.047), (0.1, -0.024), (0.0975, -0.023)], r.plain("leather"), sides=28),
        np.diag([0.87, 1.0, 1.0, 1.0]),
    )
    return join(loft(np.array(rings), felt, crease_rad=0.9), band)


def cap(r: Request) -> Part:
    """A peaked cap."""
    cloth = r.paint("cloth", "navy")
    t, u = np.meshgrid(np.linspace(-1, 1, 11), np.linspace(0, 1, 4), indexing="xy")
    reach = 0.082 + 0.075 * u * np.sqrt(np.clip(1 - (0.75 * t) ** 2, 0, 1))
    peak = np.stack([reach * np.sin(t * 1.05), -0.03 - 0.016 * u - 0.012 * t**2, reach * np.cos(t * 1.05)], -1)
    shell = np.concatenate([peak, (peak - [0, 0.0026, 0])[:, ::-1]], axis=1)
    seams = [
        tube(
            [
                (0.088 * math.cos(a) * c, 0.062 * s - 0.03, 0.094 * math.sin(a) * c)
                for c, s in ((1.0, 0.2), (0.86, 0.82), (0.5, 1.28), (0.05, 1.5))
            ],
            0.0011,
            cloth,
            sides=4,
        )
        for a in np.linspace(0, 2 * math.pi, 7)[:-1]
    ]
    dome = moved(
        lathe([(0.92, -0.5), (1.0, -0.3), (0.98, 0.2), (0.84, 0.82), (0.5, 1.28), (0.04, 1.47)], cloth, sides=22, crease_rad=1.2),
        translation((0, -0.03, 0)) @ np.diag([0.088, 0.062, 0.094, 1.0]),
    )
    return join(dome, loft(shell, cloth, crease_rad=0.8), *seams, ball(0.006, cloth, at=(0, 0.062, 0), sides=8))


def helmet(r: Request) -> Part:
    """A hard helmet with a rib, a rim, a lamp bracket and a chin strap."""
    shell = r.paint("paint_ochre")
    dome = moved(
        lathe([(0.97, -0.1), (1.0, 0.0), (0.96, 0.35), (0.8, 0.7), (0.45, 0.94), (0.03, 1.0)], shell, sides=26, crease_rad=1.2),
        np.diag([0.105, 0.13, 0.125, 1.0]),
    )
    rim = moved(torus(1.0, 0.06, shell, around=28, sides=6), translation((0, -0.01, 0.004)) @ np.diag([0.108, 0.1, 0.132, 1.0]))
    strap = [(0.098, -0.005, 0.02), (0.08, -0.012, 0.05), (0.0, -0.014, 0.07), (-0.08, -0.012, 0.05), (-0.098, -0.005, 0.02)]
    ridge = [(0, 0.13 * math.sin(a) + 0.002, 0.125 * math.cos(a)) for a in np.linspace(0.25, math.pi - 0.25, 11)]
    return join(
        dome,
        rim,
        moved(tube(ridge, 0.009, shell, sides=8), np.diag([1.5, 1, 1, 1.0])),
        tube(strap, 0.004, r.plain("leather"), sides=6),
        block((0.05, 0.03, 0.012), r.plain("rubber"), at=(0, 0.045, 0.122), chamfer_m=0.004),
    )


def crown(r: Request) -> Part:
    """A crown: a band, eight points with pearls, stones."""
    gold = r.paint("brass", "gold")
    turn = np.linspace(0, 2 * math.pi, 65)[:-1]
    high = 0.03 + 0.034 * np.abs(np.cos(turn * 4)) ** 1.5
    out = np.column_stack([np.cos(turn), np.zeros(64), np.sin(turn)])
    rows = [
        out * radius + np.column_stack([np.zeros(64), y * np.ones(64), np.zeros(64)])
        for radius, y in (
            (0.09, -0.03),
            (0.092, -0.026),
            (0.0935, 0.012),
            (0.098, high),
            (0.0965, high),
            (0.0915, 0.012),
            (0.0875, -0.03),
        )
    ]
    pearls = [
        ball(0.005, r.plain("ceramic"), at=(0.0985 * math.cos(a), 0.067, 0.0985 * math.sin(a)), sides=7)
        for a in np.arange(8) * math.pi / 4
    ]
    stones = [
        moved(
            disc(0.007, 0.004, r.palette.use("ceramic", ("crimson", "navy", "green", "purple")[k % 4]), sides=8),
            rotation_y(k * math.pi / 4) @ translation((0, -0.008, 0.0925)),
        )
        for k in range(8)
    ]
    return join(loft(np.array(rows), gold, caps=False, crease_rad=0.5), *pearls, *stones)


def shoe(r: Request) -> Part:
    """A laced leather shoe, toe towards +Z, held by its ankle."""
    hide, sole = r.paint("leather", "brown"), r.plain("rubber")
    t = np.linspace(0, 2 * math.pi, 25)[:-1]
    rows = (
        (-0.105, 1.0, 0.0),
        (-0.085, 1.0, 0.0),
        (-0.06, 0.97, -0.004),
        (-0.035, 0.8, -0.026),
        (-0.012, 0.58, -0.055),
        (0.012, 0.5, -0.064),
        (0.014, 0.44, -0.064),
        (-0.03, 0.4, -0.06),
    )
    rings = []
    for y, size, back in rows:
        wide = 0.047 * (0.62 + 0.38 * size) * (1 + 0.12 * np.sin(t))
        rings.append(np.column_stack([wide * np.cos(t), np.full(24, y), back + 0.05 + (0.148 * size - 0.004) * np.sin(t)]))
    foot = np.column_stack([0.05 * np.cos(t) * (1 + 0.12 * np.sin(t)), 0.05 + 0.151 * np.sin(t)])
    laces = [
        tube([(-0.021, y, z - 0.012), (0.0, y + 0.006, z), (0.021, y, z - 0.012)], 0.0022, r.plain("linen"), sides=6, bend=3)
        for y, z in ((-0.04, 0.146), (-0.028, 0.122), (-0.016, 0.098), (-0.004, 0.076))
    ]
    return join(
        loft(np.array(rings), hide, crease_rad=0.9),
        moved(cut_out(foot, 0.014, sole, bevel_m=0.002), translation((0, -0.108, 0)) @ rotation_x(math.pi / 2)),
        block((0.06, 0.018, 0.066), sole, at=(0, -0.121, -0.06), chamfer_m=0.003),
        *laces,
    )


def goggles(r: Request) -> Part:
    """Safety goggles: a moulded frame, one wide lens, vents, an elastic strap."""
    frame, strap = r.paint("rubber"), r.plain("cloth")
    x = np.linspace(-1, 1, 11)
    front = np.column_stack(
        [
            np.concatenate([0.085 * x, 0.085 * x[::-1]]),
            np.concatenate([-0.034 + 0.018 * np.exp(-((x / 0.22) ** 2)) + 0.01 * x**4, (0.036 - 0.012 * x**4)[::-1]]),
        ]
    )
    band = [
        (0.084, 0.0, -0.012),
        (0.098, 0.0, -0.07),
        (0.06, 0.0, -0.15),
        (0.0, 0.0, -0.175),
        (-0.06, 0.0, -0.15),
        (-0.098, 0.0, -0.07),
        (-0.084, 0.0, -0.012),
    ]
    return join(
        cut_out(front, 0.044, frame, bevel_m=0.007),
        shifted(cut_out(front * [0.9, 0.82], 0.006, r.plain("glass_dark"), bevel_m=0.002), z=0.0215),
        *(block((0.02, 0.004, 0.012), r.plain("ink"), at=(s * 0.035, 0.036, z)) for s in (-1, 1) for z in (-0.008, 0.008)),
        moved(tube(band, 0.0022, strap, sides=8, bend=4), np.diag([1.0, 5.5, 1.0, 1.0])),
        *(block((0.008, 0.03, 0.014), r.plain("plastic"), at=(s * 0.088, 0, -0.012), chamfer_m=0.002) for s in (-1, 1)),
    )
