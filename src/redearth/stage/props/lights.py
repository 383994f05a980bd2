"""Things that give light: torches, lanterns, lamps, candles, flares and what lights them."""

from __future__ import annotations

import math

import numpy as np

from redearth.stage.props.faces import label, printed
from redearth.stage.props.forms import block, disc, flame, forward, torus, tube, wrapped
from redearth.stage.props.request import Request
from redearth.stage.sets.shape import Part, join, shifted
from redearth.stage.sets.solids import ball, lathe


def flare(r: Request) -> Part:
    """A hand flare: red paper tube with a printed label, cap, collar and a burning tip."""
    red, dark = r.paint("paint_red"), r.plain("rubber")
    face = printed(r, "flare", 0.06, 0.05, label("FLARE", below="POINT AWAY FROM FACE", band=(0.55, 0.09, 0.06)))
    return join(
        lathe([(0.017, -0.1), (0.019, -0.094), (0.019, 0.09), (0.0175, 0.097)], red, sides=20),
        lathe([(0.0195, -0.104), (0.0205, -0.1), (0.0205, -0.062), (0.0195, -0.058)], dark, sides=20),
        wrapped(0.0193, -0.035, 0.015, 1.5, face),
        lathe([(0.0198, 0.03), (0.0198, 0.042)], r.plain("paper"), sides=20),
        lathe([(0.0175, 0.095), (0.0185, 0.1), (0.0165, 0.112)], r.plain("steel"), sides=18),
        lathe([(0.013, 0.11), (0.015, 0.125), (0.0105, 0.15), (0.004, 0.172)], r.plain("glow_flare"), sides=12),
    )


def torch(r: Request) -> Part:
    """A battery torch: knurled barrel, switch, flared head, reflector and a lit lens."""
    body, dark = r.paint("plastic"), r.plain("steel_dark")
    knurl = [
        lathe([(0.0172, y), (0.0186, y + 0.0015), (0.0186, y + 0.0045), (0.0172, y + 0.006)], dark, sides=18)
        for y in np.arange(-0.07, 0.02, 0.0105)
    ]
    barrel = [
        (0.0135, -0.093),
        (0.0172, -0.088),
        (0.0172, 0.055),
        (0.026, 0.085),
        (0.0285, 0.09),
        (0.0285, 0.116),
        (0.0265, 0.119),
    ]
    return join(
        lathe(barrel, body, sides=24, crease_rad=0.5),
        *knurl,
        shifted(torus(0.0262, 0.002, r.plain("chrome"), around=24, sides=6), y=0.118),
        lathe([(0.0245, 0.1165), (0.0235, 0.1195), (0.0225, 0.12)], r.plain("glow_warm"), sides=24),
        block((0.009, 0.024, 0.006), r.plain("rubber"), at=(0, 0.036, 0.0175), chamfer_m=0.002),
        block((0.006, 0.011, 0.004), r.plain("paint_red"), at=(0, 0.04, 0.0202), chamfer_m=0.0015),
    )


def lantern(r: Request) -> Part:
    """A hurricane lantern held by its bail: tank, burner, glass globe in wire, hood."""
    tin, wire, low = r.paint("paint_worn"), r.plain("steel_dark"), -0.29
    tank = [(0.05, 0.0), (0.062, 0.006), (0.064, 0.03), (0.05, 0.046), (0.03, 0.05), (0.028, 0.062)]
    globe = [(0.034, 0.062), (0.047, 0.085), (0.05, 0.11), (0.044, 0.14), (0.033, 0.16)]
    hood = [(0.037, 0.158), (0.04, 0.164), (0.036, 0.18), (0.042, 0.184), (0.03, 0.2), (0.014, 0.206)]
    arms = []
    for side in (-1, 1):
        path = [(side * 0.054, 0.03, 0), (side * 0.074, 0.055, 0), (side * 0.074, 0.14, 0), (side * 0.036, 0.19, 0)]
        arms.append(tube(path, 0.0055, tin, sides=8, bend=4))
    hoops = [shifted(torus(0.0515, 0.0015, wire, around=20, sides=5), y=y) for y in (0.098, 0.124)]
    bail = [(0.06 * math.cos(a), 0.19 + 0.1 * math.sin(a), 0) for a in np.linspace(0.1, math.pi - 0.1, 13)]
    return shifted(
        join(
            lathe(tank, tin, sides=24),
            lathe(globe, r.plain("glass"), sides=20, crease_rad=3),
            lathe(hood, tin, sides=22),
            *arms,
            *hoops,
            tube(bail, 0.0022, wire, sides=6),
            tube([(-0.02, 0.2895, 0), (0.02, 0.2895, 0)], 0.0065, r.plain("wood_dark"), sides=10),
            lathe([(0.012, 0.06), (0.014, 0.068), (0.006, 0.076)], r.plain("brass"), sides=12),
            shifted(lathe([(0.01, 0.0), (0.011, 0.006)], r.plain("brass"), sides=12), x=0.035, y=0.045),
        ),
        y=low,
    )


def lantern_flame(r: Request) -> Part:
    """The flame in a lantern's globe."""
    return flame(r, at=(0, -0.216, 0), tall_m=0.05, wide_m=0.011)


def lamp(r: Request) -> Part:
    """A table lamp: turned base, stem, cloth shade round a lit bulb; held by its stem."""
    base = [
        (0.07, -0.2),
        (0.075, -0.195),
        (0.07, -0.185),
        (0.03, -0.17),
        (0.022, -0.13),
        (0.036, -0.09),
        (0.02, -0.04),
        (0.011, 0.0),
        (0.009, 0.09),
    ]
    shade = [(0.14, 0.06), (0.143, 0.062), (0.09, 0.25), (0.087, 0.252), (0.085, 0.248), (0.137, 0.062)]
    return join(
        lathe(base, r.paint("ceramic", "slate"), sides=24, crease_rad=1.0),
        lathe(shade, r.plain("linen"), sides=28),
        lathe([(0.012, 0.09), (0.014, 0.1), (0.012, 0.13)], r.plain("brass"), sides=12),
        ball(0.03, r.plain("glow_warm"), at=(0, 0.155, 0), sides=12),
    )


def candle(r: Request) -> Part:
    """A candle with drips of wax and a wick, ready to be lit."""
    wax = r.paint("ceramic", "ivory")
    body = [(0.0118, -0.075), (0.0122, -0.072), (0.011, 0.055), (0.0112, 0.06), (0.0095, 0.063), (0.004, 0.0595)]
    drips = []
    for a, long in ((0.4, 0.03), (2.1, 0.05), (3.9, 0.022), (5.2, 0.038)):
        x, z = 0.0108 * math.cos(a), 0.0108 * math.sin(a)
        drips.append(
            tube(
                [(x, 0.061, z), (x * 1.06, 0.05, z * 1.06), (x * 1.1, 0.06 - long, z * 1.1)], [0.002, 0.0022, 0.003], wax, sides=6
            )
        )
    wick = tube([(0, 0.058, 0), (0.0008, 0.066, 0), (0.002, 0.071, 0)], 0.0009, r.plain("ink"), sides=5)
    return join(lathe(body, wax, sides=18, crease_rad=0.9), *drips, wick)


def candle_flame(r: Request) -> Part:
    """The flame of a candle."""
    return flame(r, at=(0.001, 0.066, 0), tall_m=0.036, wide_m=0.0058)


def match(r: Request) -> Part:
    """A wooden match."""
    return join(
        block((0.0024, 0.046, 0.0024), r.plain("wood"), chamfer_m=0.0003),
        lathe(
            [(0.001, 0.0195), (0.0022, 0.021), (0.0024, 0.0245), (0.001, 0.0265)], r.paint("paint_red"), sides=10, crease_rad=3
        ),
    )


def match_flame(r: Request) -> Part:
    """The flame of a match."""
    return flame(r, at=(0, 0.022, 0), tall_m=0.026, wide_m=0.0045)


def lighter(r: Request) -> Part:
    """The lower half of a petrol lighter: case, chimney, wheel and wick."""
    steel = r.paint("chrome")
    holes = [
        disc(0.0012, 0.0006, r.plain("ink"), at=(x, y, 0.0045), sides=8) for x in (-0.005, 0.0, 0.005) for y in (0.021, 0.0255)
    ]
    wheel = shifted(
        forward(lathe([(0.0036, -0.002), (0.004, -0.0015), (0.004, 0.0015), (0.0036, 0.002)], r.plain("steel_dark"), sides=14)),
        0.0115,
        0.0245,
        0,
    )
    return join(
        block((0.037, 0.034, 0.0125), steel, chamfer_m=0.0009),
        block((0.018, 0.013, 0.009), r.plain("steel"), at=(-0.001, 0.0225, 0), chamfer_m=0.0015),
        *holes,
        wheel,
        block((0.02, 0.0012, 0.0128), r.plain("steel_dark"), at=(0, 0.0168, 0)),
    )


def lighter_lid(r: Request) -> Part:
    """The lid of a petrol lighter."""
    return block((0.037, 0.021, 0.0125), r.paint("chrome"), at=(0, 0.0282, 0), chamfer_m=0.0009)


def lighter_flame(r: Request) -> Part:
    """The flame of a lighter."""
    return flame(r, at=(-0.001, 0.028, 0), tall_m=0.03, wide_m=0.005)


def firebrand(r: Request) -> Part:
    """A wooden torch: a stave with a head of tarred rag bound with wire."""
    head = [(0.018, 0.25), (0.03, 0.26), (0.036, 0.29), (0.033, 0.34), (0.036, 0.37), (0.026, 0.395), (0.006, 0.4)]
    bands = [shifted(torus(0.0345, 0.0025, r.plain("rust"), around=18, sides=5), y=y) for y in (0.275, 0.315, 0.355)]
    rag = [
        shifted(torus(0.031, 0.007, r.plain("cloth"), around=16, sides=6, squash=1.3), y=y) for y in (0.265, 0.29, 0.338, 0.375)
    ]
    return join(
        tube([(0, -0.16, 0), (0.004, 0.05, 0.002), (0, 0.26, 0)], [0.015, 0.0165, 0.018], r.paint("wood"), sides=11),
        lathe(head, r.plain("bark_charred"), sides=16, crease_rad=3),
        *rag,
        *bands,
    )


def firebrand_flame(r: Request) -> Part:
    """The fire of a wooden torch."""
    tongues = ((0.0, 0.0, 0.2, 0.04), (0.018, 0.006, 0.14, 0.024), (-0.016, 0.012, 0.15, 0.022), (0.0, -0.018, 0.12, 0.022))
    return join(*(flame(r, at=(x, 0.3, z), tall_m=tall, wide_m=wide) for x, z, tall, wide in tongues))
