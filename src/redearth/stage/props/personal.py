"""What people have about them: keys, coins, jewels, glasses, hats, umbrellas, pipes and what they lean on and sit on."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.space import rotation_x, rotation_z, translation
from redearth.stage.props.forms import block, cut_out, disc, forward, torus, tube
from redearth.stage.props.request import Request
from redearth.stage.sets.shape import Part, join, moved, shifted
from redearth.stage.sets.solids import ball, lathe


def key(r: Request) -> Part:
    """A key with a ring bow, a collar and a cut bit."""
    brass = r.paint("brass")
    bit = np.array(
        [
            (0.0, 0.0),
            (0.0115, 0.0),
            (0.0115, 0.005),
            (0.008, 0.005),
            (0.008, 0.008),
            (0.0115, 0.008),
            (0.0115, 0.0135),
            (0.0, 0.0135),
        ]
    )
    return join(
        shifted(forward(torus(0.0115, 0.0026, brass, around=22, sides=7, oval=1.2)), y=-0.014),
        tube([(0, 0, 0), (0, 0.052, 0)], 0.0027, brass, sides=9),
        *(shifted(torus(0.003, 0.0011, brass, around=12, sides=5), y=y) for y in (0.003, 0.007, 0.034)),
        shifted(cut_out(bit, 0.0028, brass, bevel_m=0.0005), x=0.0015, y=0.037),
    )


def coin(r: Request) -> Part:
    """A coin on edge: a milled rim, a head in relief."""
    gold = r.paint("brass", "gold")
    turn = np.linspace(0, 2 * math.pi, 96, endpoint=False)
    mill = np.column_stack([np.cos(turn), np.sin(turn)]) * np.where(np.arange(96) % 2, 0.0135, 0.0132)[:, None]
    relief = moved(ball(0.0055, gold, sides=12), translation((0, 0.0012, 0.0012)) @ np.diag([0.85, 1.0, 0.16, 1.0]))
    neck = moved(ball(0.0048, gold, sides=10), translation((0, -0.0058, 0.0012)) @ np.diag([1.2, 0.7, 0.12, 1.0]))
    return join(
        cut_out(mill, 0.0024, gold),
        forward(
            lathe(
                [
                    (0.0118, -0.0016),
                    (0.0126, -0.0015),
                    (0.0129, -0.0012),
                    (0.0129, 0.0012),
                    (0.0126, 0.0015),
                    (0.0118, 0.0016),
                    (0.0114, 0.0012),
                ],
                gold,
                sides=28,
                crease_rad=0.4,
            )
        ),
        relief,
        neck,
    )


def ring(r: Request) -> Part:
    """A ring with a stone in claws."""
    gold = r.paint("brass", "gold")
    stone = lathe(
        [(0.0005, -0.003), (0.0034, 0.0004), (0.0034, 0.0008), (0.0022, 0.0022)],
        r.palette.use("ice", "white"),
        sides=8,
        crease_rad=0.15,
    )
    claws = [
        tube([(0.0014 * c, 0.0095, 0.0014 * s), (0.0029 * c, 0.0145, 0.0029 * s)], 0.0005, gold, sides=5)
        for c, s in ((1, 1), (1, -1), (-1, 1), (-1, -1))
    ]
    return join(forward(torus(0.0092, 0.0013, gold, around=28, sides=8, squash=1.5)), shifted(stone, y=0.0135), *claws)


def necklace(r: Request) -> Part:
    """A chain with a pendant, hung from the hand."""
    gold = r.paint("brass", "gold")
    t = np.linspace(-1, 1, 41)
    path = np.column_stack(
        [0.062 * np.sin(t * math.pi / 2) * (1 - 0.25 * np.abs(t)), -0.21 + 0.21 * np.abs(t) ** 1.5, 0.004 * np.sin(t * 6)]
    )
    links = [
        moved(
            torus(0.003, 0.0008, gold, around=8, sides=4, oval=1.7),
            translation(path[k]) @ rotation_x(k * 1.57) @ rotation_z(float(t[k])),
        )
        for k in range(len(path))
    ]
    locket = moved(ball(0.013, gold, sides=14), translation((0, -0.232, 0)) @ np.diag([0.85, 1.0, 0.32, 1.0]))
    return join(
        *links,
        locket,
        shifted(ball(0.0045, r.palette.use("ceramic", "crimson"), sides=8), 0, -0.231, 0.0035),
        shifted(forward(torus(0.0035, 0.0009, gold, around=12, sides=5)), y=-0.216),
    )


def wallet(r: Request) -> Part:
    """A folded leather wallet with notes showing."""
    hide = r.paint("leather", "brown")
    return join(
        *(block((0.11, 0.09, 0.006), hide, at=(0, 0, s * 0.0068), chamfer_m=0.002) for s in (-1, 1)),
        tube([(-0.055, -0.043, 0), (-0.055, 0.043, 0)], 0.0095, hide, sides=10),
        *(
            block((0.1, 0.086, 0.0009), r.palette.use("paper", "sage"), at=(0.001 * k, 0.004 + 0.001 * k, -0.002 + 0.002 * k))
            for k in range(3)
        ),
        *(tube([(x, -0.04, 0.0098), (x, 0.04, 0.0098)], 0.0006, r.palette.use("linen", "tan"), sides=4) for x in (-0.048, 0.051)),
    )


def mirror(r: Request) -> Part:
    """A hand mirror."""
    frame = r.paint("brass")
    return join(
        shifted(forward(torus(0.056, 0.007, frame, around=30, sides=8, oval=1.15)), y=0.16),
        shifted(
            cut_out(
                np.column_stack([0.054 * np.cos(a := np.linspace(0, 2 * math.pi, 30, endpoint=False)), 0.062 * np.sin(a)]),
                0.006,
                frame,
            ),
            y=0.16,
            z=-0.003,
        ),
        shifted(cut_out(np.column_stack([0.052 * np.cos(a), 0.06 * np.sin(a)]), 0.002, r.plain("chrome")), y=0.16, z=0.002),
        lathe([(0.006, -0.07), (0.0105, -0.064), (0.008, 0.0), (0.01, 0.06), (0.007, 0.095)], frame, sides=14, crease_rad=1.0),
    )


def cigarette(r: Request) -> Part:
    """A cigarette with its filter; its coal glows when it burns."""
    return join(
        lathe([(0.0036, -0.042), (0.004, -0.0415), (0.004, -0.018)], r.palette.use("leather", "tan"), sides=12),
        lathe([(0.0039, -0.018), (0.0039, 0.036)], r.plain("ceramic"), sides=12),
        lathe([(0.0038, 0.036), (0.0036, 0.0395), (0.0024, 0.042)], r.plain("ash"), sides=10),
    )


def cigarette_flame(r: Request) -> Part:
    """The coal of a cigarette."""
    return ball(0.0041, r.plain("glow_red"), at=(0, 0.0385, 0), sides=12)


def pipe(r: Request) -> Part:
    """A tobacco pipe: bowl, shank, bent stem."""
    briar = r.paint("wood_dark")
    bowl_ = [(0.008, -0.018), (0.0155, -0.012), (0.0185, 0.008), (0.017, 0.028), (0.0145, 0.03), (0.0105, 0.029), (0.0095, 0.0)]
    stem = [(0, -0.008, -0.012), (0, -0.004, -0.05), (0, 0.006, -0.085), (0, 0.006, -0.125)]
    return join(
        lathe(bowl_, briar, sides=18, crease_rad=0.9),
        lathe([(0.009, 0.018), (0.004, 0.02)], r.plain("ash"), sides=12),
        tube(stem[:3], [0.0085, 0.0062, 0.0056], briar, sides=10),
        tube(stem[2:], [0.0056, 0.0034], r.plain("plastic"), sides=10),
        shifted(forward(torus(0.0058, 0.0012, r.plain("brass"), around=14, sides=5)), y=0.006, z=-0.085),
    )


def handcuffs(r: Request) -> Part:
    """A pair of handcuffs on their chain."""
    steel = r.paint("chrome")
    parts = [
        moved(
            torus(0.0055, 0.0014, steel, around=12, sides=5, oval=1.5),
            translation((0, -0.015 * k, 0)) @ rotation_z(math.pi / 2) @ rotation_x(1.57 * k),
        )
        for k in range(-1, 2)
    ]
    for s in (-1, 1):
        parts.append(shifted(forward(torus(0.031, 0.0036, steel, around=24, sides=6, oval=1.1)), y=s * 0.068))
        parts.append(block((0.03, 0.028, 0.011), steel, at=(0, s * 0.036, 0), chamfer_m=0.003))
        parts.append(disc(0.0025, 0.0008, r.plain("ink"), at=(0, s * 0.036, 0.0055), sides=8))
    return join(*parts)


def badge(r: Request) -> Part:
    """A star-shaped badge or medal."""
    gold = r.paint("brass", "gold")
    turn = np.linspace(0, 2 * math.pi, 10, endpoint=False) + math.pi / 2
    star = np.column_stack([np.cos(turn), np.sin(turn)]) * np.where(np.arange(10) % 2 == 0, 0.03, 0.016)[:, None]
    tips = [ball(0.0032, gold, at=(0.031 * math.cos(a), 0.031 * math.sin(a), 0), sides=7) for a in turn[::2]]
    return join(
        cut_out(star, 0.004, gold, bevel_m=0.0014),
        *tips,
        disc(0.0115, 0.004, gold, sides=20),
        disc(0.0085, 0.0046, r.palette.use("ceramic", "navy"), sides=20),
    )
