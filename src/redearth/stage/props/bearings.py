"""What finds the way and speaks over distance: radio, field glasses, compass."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.space import rotation_z, translation
from redearth.stage.props.faces import dial, printed
from redearth.stage.props.forms import (
    block,
    cut_out,
    disc,
    forward,
    round_face,
    torus,
    tube,
)
from redearth.stage.props.request import Request
from redearth.stage.sets.screens import screen_material
from redearth.stage.sets.shape import Part, join, moved, shifted
from redearth.stage.sets.signs import decal
from redearth.stage.sets.solids import lathe


def radio(r: Request) -> Part:
    """A walkie-talkie: case, speaker grille, keypad, display, knobs and aerial."""
    case, black = r.paint("plastic"), r.plain("rubber")
    slots = [block((0.034, 0.0018, 0.0016), r.plain("ink"), at=(0, y, 0.0172)) for y in np.arange(-0.062, -0.018, 0.0055)]
    keys = [
        block((0.0085, 0.006, 0.002), r.plain("steel_dark"), at=(x, y, 0.0175), chamfer_m=0.0006)
        for y in (0.0, 0.009, 0.018)
        for x in (-0.0125, 0.0, 0.0125)
    ]
    return join(
        block((0.058, 0.14, 0.034), case, at=(0, -0.01, 0), chamfer_m=0.006),
        block((0.05, 0.06, 0.036), black, at=(0, -0.042, 0), chamfer_m=0.004),
        *slots, *keys,
        decal(0.036, 0.016, screen_material(r.palette, 2.25, text="CH 7"), at=(0, 0.034, 0.0176)),
        shifted(lathe([(0.0085, 0.058), (0.0085, 0.066), (0.0065, 0.07), (0.0052, 0.19), (0.004, 0.194)], black, sides=12), x=-0.017),
        *(shifted(lathe([(0.0085, 0.058), (0.009, 0.06), (0.009, 0.071), (0.0075, 0.074)], r.plain("steel_dark"), sides=14), x, 0, 0) for x in (0.006, 0.02)),
        block((0.006, 0.03, 0.016), r.plain("paint_red"), at=(-0.03, 0.01, 0.002), chamfer_m=0.002),
        block((0.02, 0.06, 0.008), r.plain("steel"), at=(0, 0.0, -0.021), chamfer_m=0.002),
    )  # fmt: skip


def binoculars(r: Request) -> Part:
    """A pair of field glasses, objectives towards +Z."""
    body, black = r.paint("plastic"), r.plain("rubber")
    parts = []
    barrel = [
        (0.014, -0.075),
        (0.0165, -0.072),
        (0.0165, -0.055),
        (0.014, -0.052),
        (0.02, -0.03),
        (0.023, 0.0),
        (0.0285, 0.02),
        (0.0295, 0.06),
        (0.0275, 0.063),
    ]
    for s in (-1, 1):
        parts.append(shifted(forward(lathe(barrel, body, sides=20, crease_rad=0.5)), s * 0.036, 0, 0))
        parts.append(
            shifted(
                forward(lathe([(0.0235, -0.01), (0.0245, -0.008), (0.029, 0.02), (0.03, 0.03)], black, sides=20)), s * 0.036, 0, 0
            )
        )
        parts.append(disc(0.0265, 0.001, r.plain("glass_dark"), at=(s * 0.036, 0, 0.0625), sides=20))
        parts.append(disc(0.012, 0.001, r.plain("glass_dark"), at=(s * 0.036, 0, -0.0762), sides=16))
    t = np.linspace(0, 1, 11)
    strap = np.column_stack([0.058 * np.cos(t * math.pi), -0.01 - 0.15 * np.sin(t * math.pi), np.full(11, -0.02)])
    return join(
        *parts,
        block((0.034, 0.016, 0.05), body, at=(0, 0.004, -0.006), chamfer_m=0.004),
        forward(lathe([(0.008, -0.05), (0.0095, -0.048), (0.0095, -0.028), (0.006, -0.026), (0.005, 0.02)], black, sides=14)),
        tube(strap, 0.0032, r.plain("leather"), sides=6),
    )


def compass(r: Request) -> Part:
    """A pocket compass: brass case, card, needle, knob and ring."""
    brass = r.paint("brass")
    face = printed(r, "compass", 0.05, 0.05, dial(32, ("N", "E", "S", "W")), ground=(0.9, 0.86, 0.74))
    needle = [np.array([(-0.0028, 0), (0.0028, 0), (0, 0.018)]), np.array([(-0.0028, 0), (0, -0.018), (0.0028, 0)])]
    return join(
        forward(
            lathe(
                [(0.024, -0.007), (0.0275, -0.006), (0.028, 0.004), (0.0265, 0.0065), (0.0245, 0.0065), (0.0245, 0.002)],
                brass,
                sides=28,
                crease_rad=0.5,
            )
        ),
        round_face(0.0247, face, at=(0, 0, 0.0026)),
        *(
            moved(cut_out(outline, 0.0008, paint), translation((0, 0, 0.0042)) @ rotation_z(0.35))
            for outline, paint in zip(needle, (r.plain("paint_red"), r.plain("chrome")), strict=True)
        ),
        disc(0.0022, 0.0025, brass, at=(0, 0, 0.0028), sides=10),
        lathe(
            [(0.0055, 0.0265), (0.0055, 0.031), (0.003, 0.033), (0.005, 0.035), (0.005, 0.039), (0.002, 0.041)], brass, sides=12
        ),
        shifted(forward(torus(0.0085, 0.0013, brass, around=16, sides=5)), y=0.045),
    )


def compass_lid(r: Request) -> Part:
    """The sprung lid of a compass."""
    return forward(
        lathe(
            [(0.0275, 0.0068), (0.028, 0.0072), (0.027, 0.0095), (0.02, 0.0112), (0.004, 0.0118)],
            r.paint("brass"),
            sides=28,
            crease_rad=0.9,
        )
    )
