"""What one sits on and leans on, and what keeps the rain off."""

from __future__ import annotations

import math

import numpy as np

from redearth.stage.props.forms import tube
from redearth.stage.props.request import Request
from redearth.stage.sets.furniture import chair as build_chair
from redearth.stage.sets.shape import Part, join, shifted
from redearth.stage.sets.solids import lathe, loft


def umbrella(r: Request) -> Part:
    """An umbrella's stick: shaft, crook, ferrule."""
    crook = [(0.034 + 0.034 * math.cos(a), -0.1 - 0.034 * math.sin(a), 0) for a in np.linspace(-0.4, math.pi, 9)]
    return join(
        tube([(0, -0.1, 0), (0, 0.74, 0)], 0.0052, r.plain("steel"), sides=9),
        tube(crook, 0.0095, r.plain("wood_dark"), sides=10),
        lathe([(0.008, -0.1), (0.011, -0.098), (0.011, -0.06), (0.008, -0.055)], r.plain("brass"), sides=12),
        lathe([(0.0065, 0.735), (0.0065, 0.76), (0.003, 0.8), (0.002, 0.8)], r.plain("steel_dark"), sides=10),
    )


def umbrella_lid(r: Request) -> Part:
    """The spread canopy of an umbrella with its ribs; drawn in about the stick it is furled."""
    cloth, steel = r.paint("cloth", "black"), r.plain("steel")
    s, a = np.linspace(0.01, 1, 8), np.linspace(0, 2 * math.pi, 33)[:-1]
    rows = []
    for share in s:
        scallop = 1 - 0.1 * share**2 * np.sin(a * 4) ** 2
        rows.append(
            np.column_stack(
                [0.5 * share * scallop * np.cos(a), 0.74 - 0.17 * share**1.8 * np.ones(32), 0.5 * share * scallop * np.sin(a)]
            )
        )
    under = [row - [0, 0.002, 0] for row in reversed(rows)]
    ribs = [
        tube(
            [(0, 0.735, 0), (0.27 * math.cos(t), 0.68, 0.27 * math.sin(t)), (0.495 * math.cos(t), 0.568, 0.495 * math.sin(t))],
            0.0016,
            steel,
            sides=4,
        )
        for t in np.arange(8) * math.pi / 4
    ]
    stays = [
        tube([(0, 0.5, 0), (0.25 * math.cos(t), 0.69, 0.25 * math.sin(t))], 0.0014, steel, sides=4)
        for t in np.arange(8) * math.pi / 4
    ]
    return join(loft(np.array([*rows, *under]), cloth, crease_rad=0.7), *ribs, *stays)


def chair(r: Request) -> Part:
    """A small chair, carried by its back."""
    return shifted(build_chair(r.order("chair", (0.44, 0.86, 0.46))), y=-0.8, z=0.2)


def stool(r: Request) -> Part:
    """A three-legged stool, held by its seat."""
    wood = r.paint("wood")
    legs, struts = [], []
    for k in range(3):
        a = k * 2 * math.pi / 3 + 0.5
        c, s = math.cos(a), math.sin(a)
        legs.append(tube([(0.1 * c, -0.02, 0.1 * s), (0.17 * c, -0.44, 0.17 * s)], [0.019, 0.014], wood, sides=10))
        b = a + 2 * math.pi / 3
        struts.append(
            tube([(0.138 * c, -0.25, 0.138 * s), (0.138 * math.cos(b), -0.25, 0.138 * math.sin(b))], 0.008, wood, sides=7)
        )
    return join(
        lathe([(0.155, -0.03), (0.165, -0.024), (0.165, 0.0), (0.155, 0.008), (0.06, 0.003)], wood, sides=26, crease_rad=0.7),
        *legs,
        *struts,
    )
