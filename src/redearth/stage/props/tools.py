"""Tools with handles: what strikes, turns, cuts, drills, digs and sweeps."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.space import rotation_x, rotation_z, translation
from redearth.stage.props.forms import block, cut_out, disc, forward, side_on, sideways, torus, tube
from redearth.stage.props.request import Request
from redearth.stage.props.weapons import blade
from redearth.stage.sets.shape import Part, join, moved, shifted
from redearth.stage.sets.solids import ball, lathe


def lever(r: Request) -> Part:
    """A lever or staff: bar, ribbed rubber grip, knob."""
    bar, grip = r.paint("paint_red"), r.plain("rubber")
    ribs = [shifted(torus(0.0185, 0.002, grip, around=14, sides=5), y=y) for y in np.arange(-0.078, 0.05, 0.018)]
    return join(
        tube([(0, -0.12, 0), (0, 0.42, 0)], 0.013, bar, sides=14),
        lathe([(0.016, -0.09), (0.0185, -0.085), (0.0185, 0.055), (0.016, 0.06)], grip, sides=16),
        *ribs,
        lathe([(0.0155, 0.395), (0.018, 0.4), (0.018, 0.41), (0.0155, 0.415)], r.plain("steel"), sides=14),
        ball(0.026, bar, at=(0, 0.438, 0), sides=16),
    )


def staff(r: Request) -> Part:
    """A walking stick or staff of crooked wood with a worn iron ferrule."""
    t = np.linspace(0, 1, 13)
    path = np.column_stack([0.012 * np.sin(t * 7), -0.9 + 1.3 * t, 0.01 * np.sin(t * 5 + 1)])
    knots = [shifted(ball(0.0155, r.paint("wood_dark"), sides=8), *(path[k] + np.array([0.005, 0, 0.004]))) for k in (3, 6, 10)]
    return join(
        tube(path, 0.0125 + 0.004 * t, r.paint("wood_dark"), sides=10),
        *knots,
        lathe([(0.0125, -0.91), (0.0145, -0.905), (0.0145, -0.86), (0.013, -0.855)], r.plain("rust"), sides=12),
        shifted(ball(0.022, r.paint("wood_dark"), sides=12), *path[-1]),
    )


def hammer(r: Request) -> Part:
    """A claw hammer: waisted handle, round face, split claw."""
    claw = np.array(
        [(-0.012, 0.014), (-0.04, 0.012), (-0.07, -0.002), (-0.088, -0.022), (-0.072, -0.016), (-0.044, -0.006), (-0.012, -0.012)]
    )
    steel = r.plain("steel")
    head = [(0.0085, 0.0), (0.0095, 0.03), (0.0145, 0.036), (0.015, 0.05), (0.0135, 0.0535)]
    return join(
        tube(
            [(0, -0.13, 0), (0, -0.05, 0), (0, 0.06, 0), (0, 0.16, 0)], [0.0165, 0.0145, 0.011, 0.012], r.paint("wood"), sides=12
        ),
        moved(block((0.03, 0.034, 0.024), steel, chamfer_m=0.004), translation((0, 0.165, 0))),
        moved(sideways(lathe(head, steel, sides=16)), translation((0.008, 0.166, 0))),
        *(moved(cut_out(claw, 0.009, steel, bevel_m=0.002), translation((0, 0.166, s * 0.0065))) for s in (-1, 1)),
    )


def crowbar(r: Request) -> Part:
    """A crowbar: hexagonal bar, hooked claw above, chisel below."""
    steel = r.paint("paint_red")
    hook = [(0.0, -0.3, 0), (0, 0.24, 0), (0.008, 0.275, 0), (0.032, 0.297, 0), (0.056, 0.288, 0), (0.068, 0.262, 0)]
    claw = np.array([(0.05, 0.285), (0.062, 0.286), (0.078, 0.24), (0.074, 0.226), (0.062, 0.255)])
    chisel = [(-0.29, -0.01, 0.01), (-0.33, -0.013, 0.013), (-0.346, -0.012, 0.012)]
    return join(
        tube(hook, [0.0095, 0.0095, 0.0095, 0.0095, 0.009, 0.007], steel, sides=6),
        *(moved(cut_out(claw, 0.01, r.plain("steel"), bevel_m=0.002), translation((0, 0, s * 0.009))) for s in (-1, 1)),
        blade(chisel, 0.012, r.plain("steel")),
    )


def wrench(r: Request) -> Part:
    """An open-ended spanner with a ring at its other end."""
    turn = np.linspace(math.pi * 0.5 + 0.62, math.pi * 2.5 - 0.62, 18)
    jaw = np.column_stack([0.024 * np.cos(turn), 0.024 * np.sin(turn)]) + np.array([0, 0.12])
    mouth = np.array([(0.0095, 0.141), (0.0095, 0.118), (0.0, 0.112), (-0.0095, 0.118), (-0.0095, 0.141)])
    shank = cut_out(
        np.array([(-0.0085, -0.1), (0.0085, -0.1), (0.0095, 0.1), (-0.0095, 0.1)]), 0.0062, r.paint("chrome"), bevel_m=0.0018
    )
    groove = block((0.008, 0.11, 0.0068), r.plain("steel_dark"), at=(0, 0.0, 0), chamfer_m=0.001)
    head = cut_out(np.concatenate([jaw, mouth]), 0.009, r.paint("chrome"), bevel_m=0.0015)
    ring = shifted(forward(torus(0.0135, 0.0052, r.paint("chrome"), around=20, sides=8)), y=-0.112)
    return join(shank, groove, moved(head, translation((0, 0.12, 0)) @ rotation_z(0.25) @ translation((0, -0.12, 0))), ring)


def screwdriver(r: Request) -> Part:
    """A screwdriver: fluted handle, collar, shaft, flat tip."""
    rows = [(0.009, -0.06), (0.0135, -0.056), (0.0145, -0.03), (0.0125, 0.01), (0.0145, 0.03), (0.0105, 0.045)]
    flutes = [
        tube(
            [(0.0128 * math.cos(a), -0.048, 0.0128 * math.sin(a)), (0.0118 * math.cos(a), 0.02, 0.0118 * math.sin(a))],
            0.0026,
            r.plain("rubber"),
            sides=6,
        )
        for a in np.linspace(0, 2 * math.pi, 6, endpoint=False)
    ]
    tip = [(0.143, -0.003, 0.003), (0.156, -0.0042, 0.0042), (0.165, -0.0036, 0.0036)]
    return join(
        lathe(rows, r.paint("plastic", "red"), sides=18, crease_rad=0.9),
        *flutes,
        lathe([(0.006, 0.044), (0.0065, 0.052), (0.004, 0.055)], r.plain("chrome"), sides=12),
        tube([(0, 0.05, 0), (0, 0.148, 0)], 0.0032, r.plain("chrome"), sides=10),
        blade(tip, 0.0028, r.plain("chrome")),
    )


def pliers(r: Request) -> Part:
    """A pair of pliers: dipped grips, pivot, toothed jaws."""
    grip, steel = r.paint("rubber", "red"), r.plain("steel")
    parts = []
    for s in (-1, 1):
        legs = [(s * 0.027, -0.085, 0), (s * 0.026, -0.03, 0), (s * 0.014, 0.024, 0), (s * 0.004, 0.042, 0)]
        parts.append(moved(tube(legs, [0.0065, 0.0075, 0.0065, 0.0055], grip, sides=10, bend=3), np.diag([1, 1, 0.8, 1.0])))
        jaw = np.array([(0.0006, 0.05), (0.014, 0.05), (0.013, 0.074), (0.005, 0.1), (0.0006, 0.101)]) * [s, 1.0]
        parts.append(cut_out(jaw, 0.009, steel, bevel_m=0.0015))
        parts += [
            block((0.0018, 0.0016, 0.0092), r.plain("steel_dark"), at=(s * 0.0014, y, 0)) for y in np.arange(0.07, 0.099, 0.005)
        ]
    pivot = [
        disc(0.0085, 0.0016, steel, at=(0, 0.05, 0.005), sides=16),
        block((0.03, 0.022, 0.0096), steel, at=(0, 0.047, 0), chamfer_m=0.004),
    ]
    return join(*parts, *pivot, disc(0.0085, 0.0106, steel, at=(0, 0.05, -0.0062), sides=16))


def scissors(r: Request) -> Part:
    """A pair of scissors, a little open, held by its bows."""
    parts = []
    for s in (-1, 1):
        edge = [
            (0.035, -0.006, 0.006),
            (0.065, -0.0055, 0.0065),
            (0.105, -0.003 - 0.001 * s, 0.003 - 0.001 * s),
            (0.14, -0.0006, 0.0006),
        ]
        bow = shifted(forward(torus(0.0175, 0.0042, r.paint("plastic"), around=18, sides=7, oval=1.35)), s * 0.022, -0.022, 0)
        shank = tube(
            [(s * 0.017, -0.002, 0), (s * 0.008, 0.02, 0), (0, 0.04, 0)], [0.0046, 0.0044, 0.0042], r.paint("plastic"), sides=8
        )
        arm = moved(
            blade(edge, 0.0028, r.plain("chrome")),
            translation((0, 0.04, s * 0.0013)) @ rotation_z(s * 0.1) @ translation((0, -0.04, 0)),
        )
        parts += [bow, shank, arm]
    return join(*parts, disc(0.0045, 0.0065, r.plain("steel_dark"), at=(0, 0.042, -0.0032), sides=12))


def saw(r: Request) -> Part:
    """A hand saw along +Z with set teeth and a wooden handle with a hole for the fingers."""
    teeth = [
        (0.04 + 0.0125 * k + (0.00625 if half else 0.0), -0.062 + 0.0012 * k - (0.005 if half else 0.0))
        for k in range(34)
        for half in (0, 1)
    ]
    plate = np.array([(0.04, 0.03), (0.47, 0.0), (0.47, -0.02), *teeth[::-1]])
    outer = np.array(
        [
            (-0.052, 0.05),
            (0.03, 0.055),
            (0.06, 0.035),
            (0.075, -0.03),
            (0.05, -0.065),
            (-0.02, -0.07),
            (-0.06, -0.06),
            (-0.045, -0.02),
            (-0.04, 0.01),
        ]
    )
    wood = r.paint("wood")
    grip = join(side_on(outer, 0.022, wood, 0.005))
    hole = side_on(
        np.array([(-0.015, 0.03), (0.02, 0.034), (0.034, 0.0), (0.02, -0.04), (-0.015, -0.04), (-0.008, 0.0)]),
        0.0228,
        r.plain("ink"),
        0.0,
    )
    bolts = [
        moved(
            sideways(lathe([(0.005, -0.0125), (0.0055, -0.012), (0.0055, 0.012), (0.005, 0.0125)], r.plain("brass"), sides=12)),
            translation((0, y, z)),
        )
        for y, z in ((0.025, 0.056), (-0.035, 0.06))
    ]
    return join(side_on(plate, 0.0014, r.plain("steel")), grip, hole, *bolts)


def drill(r: Request) -> Part:
    """A cordless drill that points along +Z: body, grip, battery, chuck and bit."""
    body, dark = r.paint("paint_ochre"), r.plain("rubber")
    hull_ = forward(
        lathe([(0.012, -0.085), (0.026, -0.08), (0.03, -0.06), (0.03, 0.05), (0.024, 0.07)], body, sides=20, crease_rad=0.7)
    )
    chuck = forward(
        lathe([(0.021, 0.07), (0.021, 0.085), (0.019, 0.088), (0.018, 0.105), (0.009, 0.118)], r.plain("steel_dark"), sides=18)
    )
    grip = np.array([(-0.03, 0.0), (0.016, 0.0), (0.008, -0.07), (0.004, -0.11), (-0.044, -0.11), (-0.042, -0.06)])
    vents = [block((0.061, 0.003, 0.014), r.plain("ink"), at=(0, 0.055 + 0.008 * k, -0.055)) for k in range(3)]
    twist = np.linspace(0, 1, 15)
    bit = tube(
        np.column_stack([0.0008 * np.sin(twist * 30), 0.0008 * np.cos(twist * 30), 0.115 + 0.06 * twist]),
        0.0028,
        r.plain("chrome"),
        sides=6,
    )
    return join(
        shifted(hull_, y=0.06), shifted(chuck, y=0.06), shifted(bit, y=0.06), *vents,
        side_on(grip + np.array([0, 0.04]), 0.034, dark, 0.008),
        block((0.062, 0.032, 0.11), body, at=(0, -0.085, -0.012), chamfer_m=0.007),
        block((0.058, 0.014, 0.104), dark, at=(0, -0.065, -0.012), chamfer_m=0.004),
        block((0.012, 0.026, 0.012), r.plain("paint_red"), at=(0, 0.022, 0.016), chamfer_m=0.004),
    )  # fmt: skip


def welding_torch(r: Request) -> Part:
    """A welding torch: grip with valves and hoses, a bent tube, a copper tip."""
    brass, hose = r.plain("brass"), r.plain("rubber")
    neck = [(0, 0.07, 0), (0, 0.15, 0), (0, 0.185, 0.008), (0, 0.208, 0.03), (0, 0.216, 0.056)]
    valves = []
    for s, colour in ((-1, "red"), (1, "blue")):
        valves.append(
            shifted(
                sideways(
                    lathe(
                        [(0.004, 0), (0.004, 0.014), (0.011, 0.016), (0.011, 0.024), (0.004, 0.026)],
                        r.palette.use("paint", colour),
                        sides=10,
                    )
                ),
                s * 0.008 if s > 0 else -0.034,
                -0.055,
                0,
            )
        )
        valves.append(
            tube(
                [(s * 0.007, -0.06, 0), (s * 0.01, -0.14, -0.01), (s * 0.012, -0.24, -0.05)],
                0.0065,
                r.palette.use("rubber", colour),
                sides=8,
                bend=3,
            )
        )
    return join(
        lathe([(0.012, -0.07), (0.016, -0.065), (0.0165, 0.05), (0.013, 0.065), (0.008, 0.075)], brass, sides=16),
        *(shifted(torus(0.0162, 0.0016, hose, around=14, sides=5), y=y) for y in np.arange(-0.03, 0.05, 0.014)),
        tube(neck, [0.0065, 0.0055, 0.0055, 0.0055, 0.005], brass, sides=10, bend=3),
        moved(forward(lathe([(0.0068, 0), (0.0068, 0.014), (0.0035, 0.036), (0.003, 0.038)], r.plain("steel"), sides=12)), translation((0, 0.2145, 0.05)) @ rotation_x(-0.08)),
        *valves,
    )  # fmt: skip
