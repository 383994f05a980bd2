"""Things with a battery, a lens or a clockwork: telephones, screens, cameras, watches."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.space import rotation_x, rotation_z, translation
from redearth.stage.props.faces import dial, printed
from redearth.stage.props.forms import block, cut_out, disc, forward, round_face, rounded, sideways, torus, tube
from redearth.stage.props.request import Request
from redearth.stage.sets.screens import screen_material
from redearth.stage.sets.shape import Part, join, moved, shifted
from redearth.stage.sets.signs import decal
from redearth.stage.sets.solids import ball, lathe, loft


def phone(r: Request) -> Part:
    """A mobile phone with a lit screen towards +Z, round corners, cameras and keys."""
    shell, dark = r.paint("plastic"), r.plain("glass_dark")
    return join(
        cut_out(rounded(0.0365, 0.0745, 0.009), 0.0085, shell, bevel_m=0.0016),
        shifted(cut_out(rounded(0.0348, 0.0728, 0.0075), 0.0004, dark), z=0.0043),
        decal(0.064, 0.134, screen_material(r.palette, 0.485, page="gauges", seed=0), at=(0, -0.067, 0.00465)),
        moved(
            cut_out(rounded(0.0125, 0.0125, 0.004), 0.0016, r.plain("steel_dark"), bevel_m=0.0006),
            translation((-0.02, 0.055, -0.0045)),
        ),
        *(
            moved(disc(0.0042, 0.0012, dark, sides=14), translation((-0.02, 0.055 + s * 0.006, -0.0052)) @ rotation_x(math.pi))
            for s in (-1, 1)
        ),
        *(
            block((0.0012, long, 0.0028), r.plain("steel"), at=(0.0368, y, 0), chamfer_m=0.0004)
            for y, long in ((0.03, 0.012), (0.012, 0.018))
        ),
    )


def telephone(r: Request) -> Part:
    """A telephone's handset on its coiled cord."""
    shell = r.paint("plastic")
    bow = [(0, -0.085, 0.03), (0, -0.07, 0.006), (0, 0.0, -0.006), (0, 0.07, 0.006), (0, 0.085, 0.03)]
    t = np.linspace(0, 1, 131)
    cord = np.column_stack([0.007 * np.sin(t * 110), -0.1 - 0.22 * t, 0.028 + 0.007 * np.cos(t * 110) - 0.03 * t])
    ends = []
    for s in (-1, 1):
        cap = forward(lathe([(0.02, -0.012), (0.027, -0.008), (0.027, 0.004), (0.024, 0.008)], shell, sides=20, crease_rad=0.7))
        holes = [
            disc(0.002, 0.0006, r.plain("ink"), at=(0.009 * math.cos(a), 0.009 * math.sin(a), 0.0076), sides=6)
            for a in np.linspace(0, 2 * math.pi, 7)[:-1]
        ]
        ends.append(moved(join(cap, *holes), translation((0, s * 0.088, 0.032)) @ rotation_x(-s * 0.2)))
    return join(
        moved(tube(bow, [0.0135, 0.0125, 0.0115, 0.0125, 0.0135], shell, sides=12), np.diag([1.2, 1, 1, 1.0])),
        *ends,
        tube(cord, 0.0022, r.plain("rubber"), sides=4),
    )


def laptop(r: Request) -> Part:
    """A laptop's lower half: keys, touch pad, ports; held by its middle, keys up."""
    shell, keys = r.paint("steel"), r.plain("plastic")
    board = [
        block(
            (0.0165, 0.0022, 0.0155),
            keys,
            at=((k - 6) * 0.0208 + 0.004 * (row % 2), 0.0092, -0.068 + row * 0.0195),
            chamfer_m=0.0006,
        )
        for row in range(4)
        for k in range(13)
    ]
    return join(
        block((0.325, 0.0155, 0.225), shell, chamfer_m=0.004),
        block((0.29, 0.001, 0.098), r.plain("steel_dark"), at=(0, 0.0076, -0.036)),
        *board,
        block((0.12, 0.0024, 0.0155), keys, at=(0, 0.0092, 0.01), chamfer_m=0.0006),
        block((0.105, 0.001, 0.066), r.plain("steel_dark"), at=(0, 0.0076, 0.064)),
        *(block((0.002, 0.005, 0.012), r.plain("ink"), at=(0.1622, 0.0, z)) for z in (-0.06, -0.04, -0.015)),
    )


def laptop_lid(r: Request) -> Part:
    """A laptop's screen, shut upon the keys."""
    shell = r.paint("steel")
    face = screen_material(r.palette, 1.6, page="accounts", seed=3)
    lit = moved(decal(0.304, 0.19, face, at=(0, -0.095, 0)), translation((0, 0.0104, 0.002)) @ rotation_x(math.pi / 2))
    logo = disc(0.014, 0.0008, r.plain("chrome"), sides=6)
    return join(
        block((0.325, 0.0075, 0.225), shell, at=(0, 0.0148, 0), chamfer_m=0.0028),
        block((0.316, 0.0006, 0.208), r.plain("glass_dark"), at=(0, 0.0108, 0.0)),
        lit,
        moved(logo, translation((0, 0.0184, 0)) @ rotation_x(-math.pi / 2)),
    )


def tablet(r: Request) -> Part:
    """A tablet with a lit screen towards +Z."""
    return join(
        cut_out(rounded(0.12, 0.085, 0.01), 0.0075, r.paint("steel"), bevel_m=0.0018),
        shifted(cut_out(rounded(0.117, 0.082, 0.008), 0.0004, r.plain("glass_dark")), z=0.0038),
        decal(0.215, 0.148, screen_material(r.palette, 1.45, page="map", seed=3), at=(0, -0.074, 0.00415)),
        moved(disc(0.0045, 0.0012, r.plain("glass_dark"), sides=14), translation((-0.1, 0.066, -0.0037)) @ rotation_x(math.pi)),
    )


def camera(r: Request) -> Part:
    """A reflex camera, lens towards +Z, held by its body."""
    black, hide = r.paint("plastic"), r.plain("rubber")
    lens = [
        (0.033, 0.018),
        (0.034, 0.02),
        (0.034, 0.034),
        (0.0325, 0.036),
        (0.0325, 0.05),
        (0.0345, 0.052),
        (0.0345, 0.07),
        (0.032, 0.073),
        (0.028, 0.073),
        (0.024, 0.064),
    ]
    prism = np.array([(-0.03, 0.0), (0.03, 0.0), (0.022, 0.022), (-0.022, 0.022)])
    t = np.linspace(0, 1, 11)
    strap = np.column_stack([0.068 * np.cos(t * math.pi), 0.03 - 0.17 * np.sin(t * math.pi), np.full(11, -0.03)])
    return join(
        block((0.132, 0.086, 0.042), black, chamfer_m=0.008),
        block((0.134, 0.05, 0.044), hide, at=(0, -0.008, 0), chamfer_m=0.006),
        block((0.03, 0.08, 0.06), hide, at=(0.052, -0.003, 0.01), chamfer_m=0.012),
        shifted(cut_out(prism, 0.05, black, bevel_m=0.004), y=0.041),
        forward(lathe(lens, black, sides=26, crease_rad=0.4)),
        disc(0.0245, 0.002, r.plain("glass_dark"), at=(0, 0, 0.063), sides=22),
        shifted(forward(torus(0.033, 0.0012, r.plain("chrome"), around=24, sides=5)), z=0.019),
        shifted(lathe([(0.0085, 0.04), (0.009, 0.042), (0.009, 0.05), (0.008, 0.052)], r.plain("steel"), sides=16), x=-0.045),
        shifted(lathe([(0.006, 0.04), (0.0065, 0.048), (0.005, 0.05)], r.plain("chrome"), sides=14), x=0.052, z=0.012),
        tube(strap, 0.0035, r.plain("leather"), sides=6),
    )


def remote(r: Request) -> Part:
    """A television remote with rows of buttons."""
    keys = [
        disc(0.0042, 0.0018, r.plain("rubber"), at=(x, y, 0.0085), sides=10)
        for y in np.arange(-0.062, 0.03, 0.0155)
        for x in (-0.012, 0.0, 0.012)
    ]
    return join(
        block((0.046, 0.175, 0.017), r.paint("plastic"), chamfer_m=0.006),
        *keys,
        disc(0.015, 0.0015, r.plain("steel_dark"), at=(0, 0.048, 0.0085), sides=20),
        disc(0.007, 0.0022, r.plain("rubber"), at=(0, 0.048, 0.0092), sides=14),
        disc(0.0045, 0.002, r.plain("paint_red"), at=(-0.013, 0.077, 0.0085), sides=12),
        block((0.03, 0.004, 0.008), r.plain("glass_dark"), at=(0, 0.087, 0), chamfer_m=0.001),
    )


def watch(r: Request) -> Part:
    """A wrist watch, its strap closed in a ring, dial towards +Z."""
    face = printed(
        r,
        "watch",
        0.03,
        0.03,
        dial(12, ("12", "3", "6", "9"), hands=((0.28, 0.5, (0.1, 0.1, 0.1)), (0.83, 0.72, (0.1, 0.1, 0.1)))),
        ground=(0.9, 0.88, 0.82),
        roughness=0.2,
    )
    steel, t = r.paint("chrome"), np.linspace(0.5, 2 * math.pi - 0.5, 21)
    rings = []
    for a in t:
        y, z = 0.031 * math.sin(a), 0.025 * math.cos(a) - 0.025
        out = np.array([0, math.sin(a), math.cos(a)])
        half = 0.0085 + 0.0018 * abs(math.cos(a / 2))
        centre = np.array([0, y, z])
        rings.append([centre + np.array([s * half, 0, 0]) + k * 0.0011 * out for s, k in ((-1, -1), (1, -1), (1, 1), (-1, 1))])
    return join(
        loft(np.array(rings), r.plain("leather"), crease_rad=0.9),
        forward(
            lathe(
                [(0.016, -0.004), (0.0185, -0.002), (0.019, 0.003), (0.0172, 0.0055), (0.0165, 0.0055), (0.0165, 0.003)],
                steel,
                sides=28,
                crease_rad=0.5,
            )
        ),
        round_face(0.0166, face, at=(0, 0, 0.0036)),
        sideways(lathe([(0.0022, 0.018), (0.003, 0.0195), (0.003, 0.0225), (0.0024, 0.023)], steel, sides=10)),
        *(block((0.02, 0.004, 0.004), steel, at=(0, s * 0.0195, -0.001), chamfer_m=0.001) for s in (-1, 1)),
        block((0.022, 0.012, 0.003), steel, at=(0, 0.0, -0.0515), chamfer_m=0.001),
    )


def clock(r: Request) -> Part:
    """An alarm clock with two bells, held by its case."""
    face = printed(
        r,
        "clock",
        0.08,
        0.08,
        dial(12, ("12", "3", "6", "9"), hands=((0.18, 0.45, (0.08, 0.08, 0.08)), (0.66, 0.7, (0.08, 0.08, 0.08)))),
        ground=(0.9, 0.87, 0.78),
        roughness=0.3,
    )
    paint, brass = r.paint("paint_teal"), r.plain("brass")
    bells = [
        moved(
            lathe([(0.02, 0.0), (0.021, 0.002), (0.017, 0.013), (0.004, 0.019)], brass, sides=18, crease_rad=0.8),
            translation((s * 0.032, 0.045, 0)) @ rotation_z(-s * 0.5),
        )
        for s in (-1, 1)
    ]
    return join(
        forward(lathe([(0.044, -0.026), (0.048, -0.023), (0.05, -0.018), (0.05, 0.018), (0.0485, 0.022), (0.045, 0.022), (0.045, 0.017),
        ], paint, sides=30, crease_rad=0.5,)), round_face(0.0452, face, at=(0, 0, 0.0176)), *bells,
        tube([(-0.012, 0.062, 0), (-0.01, 0.075, 0), (0.01, 0.075, 0), (0.012, 0.062, 0)], 0.0025, brass, sides=7),
        *(tube([(s * 0.03, -0.038, 0), (s * 0.042, -0.06, 0)], [0.0045, 0.006], brass, sides=9) for s in (-1, 1)),
        moved(disc(0.008, 0.006, brass, sides=12), translation((0.015, 0, -0.026)) @ rotation_x(math.pi)),
    )  # fmt: skip


def microphone(r: Request) -> Part:
    """A hand microphone: tapered body, ring, wire ball."""
    wire = r.plain("steel")
    hoops = [
        moved(torus(0.0245, 0.0008, r.plain("chrome"), around=18, sides=4), translation((0, 0.112, 0)) @ rotation_z(a))
        for a in (0.0, math.pi / 2, math.pi / 4, -math.pi / 4)
    ]
    return join(
        lathe(
            [(0.0105, -0.095), (0.0125, -0.092), (0.0135, 0.0), (0.017, 0.075), (0.0185, 0.08)],
            r.paint("plastic"),
            sides=20,
            crease_rad=0.6,
        ),
        lathe([(0.0195, 0.08), (0.0205, 0.082), (0.0205, 0.094), (0.0195, 0.096)], wire, sides=20),
        ball(0.0238, r.plain("steel_dark"), at=(0, 0.112, 0), sides=18),
        *hoops,
        lathe([(0.0246, 0.108), (0.0255, 0.11), (0.0255, 0.114), (0.0246, 0.116)], r.plain("chrome"), sides=20),
        block((0.006, 0.016, 0.004), r.plain("paint_red"), at=(0, 0.03, 0.0148), chamfer_m=0.0015),
    )


def device(r: Request) -> Part:
    """An instrument nobody can name: a case with a screen, a knob, keys and a lamp."""
    keys = [
        block((0.011, 0.008, 0.003), r.plain("rubber"), at=(x, y, 0.017), chamfer_m=0.001)
        for y in (-0.052, -0.039)
        for x in (-0.02, -0.005, 0.01)
    ]
    return join(
        block((0.075, 0.14, 0.032), r.paint("paint"), chamfer_m=0.007),
        block((0.079, 0.03, 0.036), r.plain("rubber"), at=(0, -0.046, -0.002), chamfer_m=0.006),
        decal(0.058, 0.045, screen_material(r.palette, 1.29, page="waveform", seed=1), at=(0, 0.008, 0.0165)),
        *keys,
        shifted(forward(lathe([(0.01, 0), (0.0105, 0.007), (0.008, 0.01)], r.plain("steel_dark"), sides=16)), 0.0, -0.018, 0.015),
        disc(0.003, 0.002, r.plain("pilot_green"), at=(0.026, -0.018, 0.016), sides=10),
        shifted(lathe([(0.005, 0.066), (0.004, 0.078), (0.0022, 0.08), (0.0018, 0.13)], r.plain("steel"), sides=9), x=0.026),
    )


def headphones(r: Request) -> Part:
    """A pair of headphones: padded band, forks, cups with cushions."""
    shell, pad = r.paint("plastic"), r.plain("leather")
    band = [(0.075 * math.cos(a), 0.055 * math.sin(a), 0) for a in np.linspace(0.05, math.pi - 0.05, 13)]
    cups = []
    for s in (-1, 1):
        cup = join(
            lathe([(0.03, 0.0), (0.036, 0.004), (0.036, 0.014), (0.028, 0.022), (0.01, 0.024)], shell, sides=22, crease_rad=0.8),
            shifted(torus(0.027, 0.0095, pad, around=22, sides=8), y=-0.006),
        )
        cups.append(
            moved(
                cup, translation((s * 0.078, -0.045, 0)) @ rotation_z(-s * (math.pi / 2 + 0.06)) @ np.diag([1.2, 1.0, 1.0, 1.0])
            )
        )
        cups.append(
            tube([(s * 0.075, 0.005, 0), (s * 0.09, -0.02, 0), (s * 0.095, -0.045, 0)], 0.0045, r.plain("steel"), sides=8, bend=3)
        )
    return join(
        moved(tube(band, 0.0055, shell, sides=9), np.diag([1, 1, 2.2, 1.0])),
        moved(tube(band[3:-3], 0.0085, pad, sides=9), translation((0, -0.003, 0)) @ np.diag([1, 1, 1.8, 1.0])),
        *cups,
    )
