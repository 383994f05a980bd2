"""What stands on a table: cups, glasses, bottles, jars, plates, pots and what one eats with."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.seed import generator_from
from redearth.core.space import rotation_y
from redearth.stage.props.faces import label, printed
from redearth.stage.props.forms import Points, block, liquid, lump, torus, tube, vessel, wrapped
from redearth.stage.props.request import Request
from redearth.stage.sets.shape import Part, join, moved, shifted
from redearth.stage.sets.solids import chunk, lathe, loft


def jar(r: Request) -> Part:
    """A seed jar: glass, a paper label on its front, seeds inside up to the half."""
    face = printed(r, "seeds", 0.08, 0.032, label("SEEDS", below="KEEP DRY"))
    return join(
        lathe([(0.034, -0.06), (0.04, -0.056), (0.04, 0.03), (0.03, 0.046), (0.03, 0.05)], r.plain("glass"), sides=28),
        shifted(torus(0.0305, 0.0022, r.plain("rubber"), around=24, sides=5), y=0.0495),
        wrapped(0.0403, -0.034, -0.002, 0.95, face),
        *_seeds(r, 0.0385, -0.058, 0.002),
    )


def jar_lid(r: Request) -> Part:
    """The brass lid of a jar, on a wire hinge."""
    wire = [(0.026, 0.056, -0.02), (0.034, 0.045, -0.026), (0.0, 0.042, -0.042), (-0.034, 0.045, -0.026), (-0.026, 0.056, -0.02)]
    return join(
        lathe([(0.033, 0.051), (0.034, 0.053), (0.034, 0.066), (0.032, 0.07), (0.012, 0.071)], r.paint("brass"), sides=24),
        tube(wire, 0.0013, r.plain("steel"), sides=5),
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
    glaze = r.paint("ceramic")
    bow = [(0.039 + 0.026 * math.sin(a), 0.028 * math.cos(a), 0.0) for a in np.linspace(0.12, math.pi - 0.12, 11)]
    wall: Points = [(0.031, -0.05), (0.036, -0.049), (0.0395, -0.042), (0.041, 0.0), (0.0405, 0.046)]
    return join(
        vessel(wall, 0.0038, glaze, sides=26),
        moved(tube(bow, [0.0068, *[0.0055] * 9, 0.0068], glaze, sides=9, bend=3), np.diag([1.0, 1.0, 1.25, 1.0])),
        liquid(0.0366, 0.032, r.palette.use("plastic", "brown"), sides=26),
    )


def glass(r: Request) -> Part:
    """A tumbler with a thick foot, part full."""
    wall: Points = [(0.0305, -0.05), (0.033, -0.047), (0.0345, -0.03), (0.038, 0.05)]
    return join(
        lathe(
            [*wall, (0.0374, 0.051), (0.0362, 0.05), (0.0322, -0.036), (0.001, -0.038)],
            r.plain("glass"),
            sides=26,
            crease_rad=0.9,
        ),
        lathe([(0.031, -0.0365), (0.0337, 0.0), (0.001, 0.0005)], r.paint("liquid"), sides=24),
    )


def wine_glass(r: Request) -> Part:
    """A wine glass on its stem, held there."""
    foot: Points = [(0.034, -0.075), (0.0345, -0.0735), (0.012, -0.069), (0.0042, -0.06), (0.0036, -0.01), (0.008, 0.004)]
    bowl_: Points = [
        (0.026, 0.018),
        (0.037, 0.042),
        (0.039, 0.062),
        (0.034, 0.105),
        (0.033, 0.1055),
        (0.0325, 0.105),
        (0.0372, 0.062),
        (0.0352, 0.043),
        (0.025, 0.02),
        (0.001, 0.011),
    ]
    return join(
        lathe([*foot, *bowl_], r.plain("glass"), sides=24, crease_rad=0.9),
        lathe(
            [(0.006, 0.0125), (0.024, 0.021), (0.0345, 0.0435), (0.036, 0.056), (0.001, 0.0565)],
            r.paint("liquid", "crimson"),
            sides=22,
        ),
    )


def bottle(r: Request) -> Part:
    """A wine bottle: punted foot, shoulders, label, capsule; two thirds full."""
    face = printed(r, "wine", 0.11, 0.075, label("RESERVE", below="BOTTLED AT THE ESTATE", ink=(0.32, 0.08, 0.08)))
    wall: Points = [
        (0.02, -0.126),
        (0.035, -0.13),
        (0.0375, -0.126),
        (0.0375, 0.05),
        (0.034, 0.068),
        (0.018, 0.095),
        (0.0145, 0.11),
        (0.014, 0.15),
        (0.0155, 0.152),
        (0.0155, 0.158),
        (0.0145, 0.16),
    ]
    return join(
        lathe(wall, r.paint("bottle", "olive"), sides=26, crease_rad=0.9),
        lathe([(0.033, -0.124), (0.0352, -0.118), (0.0352, 0.02), (0.001, 0.02)], r.palette.use("plastic", "brown"), sides=18),
        wrapped(0.0378, -0.085, -0.01, 1.45, face, columns=12),
        lathe(
            [(0.0147, 0.112), (0.0152, 0.114), (0.0148, 0.15), (0.0162, 0.152), (0.0162, 0.1605), (0.013, 0.162)],
            r.plain("paint_red"),
            sides=20,
            crease_rad=0.5,
        ),
    )


def flask_of_spirit(r: Request) -> Part:
    """A hip flask: a curved steel body, a screwed cap on a hinge."""
    steel = r.paint("chrome")
    t = np.linspace(0, 2 * math.pi, 28, endpoint=False)
    rings = []
    for y, size in ((-0.06, 0.9), (-0.056, 1.0), (0.036, 1.0), (0.048, 0.86), (0.054, 0.45), (0.058, 0.3)):
        x = 0.046 * size * np.sign(np.cos(t)) * np.abs(np.cos(t)) ** 0.6
        z = 0.0115 * max(size, 0.7) * np.sin(t) - 3.2 * x**2 + 0.003
        rings.append(np.column_stack([x, np.full(28, y), z]))
    return join(
        loft(np.array(rings), steel, crease_rad=0.8),
        lathe(
            [(0.0085, 0.056), (0.0085, 0.062), (0.0105, 0.063), (0.0105, 0.076), (0.009, 0.078)], steel, sides=16, crease_rad=0.4
        ),
        block((0.004, 0.016, 0.005), steel, at=(0.0125, 0.062, 0), chamfer_m=0.001),
        block((0.05, 0.04, 0.0022), r.plain("leather"), at=(0, -0.008, 0.0142), chamfer_m=0.0008),
    )


def bowl(r: Request) -> Part:
    """A bowl of soup on a foot ring."""
    wall: Points = [(0.03, -0.036), (0.033, -0.036), (0.034, -0.029), (0.058, -0.008), (0.072, 0.018), (0.0755, 0.034)]
    bits = [
        shifted(
            chunk(r.plain(m), "soup", k, size=(0.014, 0.008, 0.012)), 0.028 * math.cos(2.2 * k), 0.017, 0.028 * math.sin(2.2 * k)
        )
        for k, m in enumerate(("leaf", "paint_ochre", "paint_red", "leaf", "paint_ochre"))
    ]
    return join(
        vessel(wall, 0.0035, r.paint("ceramic"), sides=30),
        liquid(0.067, 0.021, r.palette.use("ceramic", "orange"), sides=30),
        *bits,
    )


def plate(r: Request) -> Part:
    """A plate with a painted rim, meat, greens and potatoes."""
    wall: Points = [(0.06, -0.01), (0.064, -0.01), (0.086, -0.002), (0.128, 0.009)]
    things = (
        ("leather", "brown", -0.03, -0.01, (0.07, 0.022, 0.05)),
        ("leaf_dark", "", 0.036, 0.03, (0.05, 0.02, 0.035)),
        ("leaf_dark", "", 0.052, 0.005, (0.04, 0.022, 0.03)),
        ("straw", "cream", 0.02, -0.042, (0.04, 0.026, 0.032)),
        ("straw", "cream", -0.018, -0.05, (0.036, 0.026, 0.034)),
    )
    food = [
        shifted(
            lump(r.palette.use(m, c), (size[0] / 2, size[1] / 2, size[2] / 2), f"food {k}", rough=0.3),
            x,
            -0.007 + size[1] * 0.42,
            z,
        )
        for k, (m, c, x, z, size) in enumerate(things)
    ]
    rim = shifted(torus(0.118, 0.0012, r.plain("paint_teal"), around=36, sides=4), y=0.0082)
    return join(vessel(wall, 0.0042, r.paint("ceramic"), sides=36), rim, *food)


def spoon(r: Request) -> Part:
    """A spoon, bowl up, its hollow towards +Z."""
    t, a = np.linspace(0, 1, 9), np.linspace(-1, 1, 7)
    half = 0.021 * np.sqrt(np.clip(1 - (2 * t - 1) ** 2, 0.003, 1)) * (1.06 - 0.2 * t)
    rows = np.stack(
        [
            np.column_stack(
                [w * a, np.full(7, 0.062 + 0.06 * s), -0.009 * (1 - a**2) * math.sqrt(max(0.0, 1 - (2 * s - 1) ** 2))]
            )
            for s, w in zip(t, half, strict=True)
        ]
    )
    shell = np.concatenate([rows, (rows - [0, 0, 0.0016])[:, ::-1]], axis=1)
    return join(loft(shell, r.paint("chrome"), crease_rad=0.7), _stem(r))


def fork(r: Request) -> Part:
    """A fork with four tines."""
    tines = [
        tube(
            [(x, 0.083, 0.0), (x * 1.05, 0.1, -0.004), (x * 1.05, 0.118, -0.003), (x, 0.128, 0.001)],
            [0.0017, 0.0016, 0.0014, 0.0006],
            r.paint("chrome"),
            sides=6,
        )
        for x in (-0.0096, -0.0032, 0.0032, 0.0096)
    ]
    palm = np.array([(-0.004, 0.056), (-0.0112, 0.076), (-0.0112, 0.087), (0.0112, 0.087), (0.0112, 0.076), (0.004, 0.056)])
    rings = np.stack([np.column_stack([palm, np.full(6, z)]) for z in (-0.001, 0.001)])
    return join(loft(rings, r.paint("chrome"), crease_rad=0.4), *tines, _stem(r))


def _stem(r: Request) -> Part:
    path = [(0, -0.08, 0.002), (0, -0.072, 0.0024), (0, -0.05, 0.004), (0, 0.0, 0.001), (0, 0.045, 0.003), (0, 0.066, -0.001)]
    return moved(
        tube(path, [0.0016, 0.0046, 0.0052, 0.0026, 0.0024, 0.003], r.paint("chrome"), sides=9), np.diag([1.5, 1.0, 0.6, 1.0])
    )
