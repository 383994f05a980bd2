"""Sheets of paper with something on them, and what is written with."""

from __future__ import annotations

import numpy as np

from redearth.core.space import translation
from redearth.stage.props.faces import (
    identity_card,
    money,
    printed,
    typeset,
    written,
)
from redearth.stage.props.forms import block, tube
from redearth.stage.props.reading import paper
from redearth.stage.props.request import Request
from redearth.stage.sets.shape import Part, join, moved
from redearth.stage.sets.signs import decal
from redearth.stage.sets.solids import lathe, loft


def scroll(r: Request) -> Part:
    """A parchment between two rolls."""
    face = printed(r, "scroll", 0.2, 0.24, written("scroll", heading="HEAR YE"), ground=(0.78, 0.68, 0.48))
    rolls = []
    for s in (-1, 1):
        rolls.append(
            moved(
                lathe([(0.012, -0.105), (0.0145, -0.104), (0.0145, 0.104), (0.012, 0.105)], r.paint("paper", "tan"), sides=14),
                translation((0, s * 0.13, -0.008)) @ np.array([[0, 1, 0, 0], [-1, 0, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1.0]]),
            )
        )
        rolls.append(tube([(-0.13, s * 0.13, -0.008), (0.13, s * 0.13, -0.008)], 0.0065, r.plain("wood_dark"), sides=9))
    return join(paper(r, 0.2, 0.26, face, lambda x, y: 0.006 * np.abs(y / 0.13) ** 3), *rolls)


def sign_board(r: Request) -> Part:
    """A sign on a stick, painted by hand."""
    face = printed(
        r, "placard", 0.5, 0.34, lambda p: p.text("STOP", (0.08, 0.2, 0.84, 0.6), (0.55, 0.1, 0.08)), ground=(0.86, 0.83, 0.75)
    )
    return join(
        block((0.5, 0.34, 0.008), r.paint("wood"), at=(0, 0.62, 0), chamfer_m=0.002),
        decal(0.49, 0.33, face, at=(0, 0.455, 0.005)),
        block((0.034, 1.2, 0.022), r.plain("wood"), at=(0, 0.18, -0.016), chamfer_m=0.004),
    )


def card(r: Request) -> Part:
    """A plastic pass or ticket."""
    face = printed(r, "pass", 0.086, 0.054, identity_card, ground=(0.9, 0.9, 0.88), roughness=0.3)
    return join(
        block((0.0862, 0.0542, 0.0009), r.paint("plastic", "white"), chamfer_m=0.0003),
        decal(0.0852, 0.0532, face, at=(0, -0.0266, 0.0006)),
        block((0.0856, 0.011, 0.001), r.plain("ink"), at=(0, 0.014, -0.0001)),
    )


def banknotes(r: Request) -> Part:
    """A small wad of banknotes with a band."""
    face = printed(r, "money", 0.15, 0.068, money, ground=(0.62, 0.68, 0.55))
    paper = r.palette.use("paper", "sage")
    notes = [
        moved(
            block((0.15, 0.068, 0.0012), paper, chamfer_m=0.0003),
            translation((0.0012 * (k % 3 - 1), 0.0015 * (k % 2), 0.0016 * k - 0.006)),
        )
        for k in range(7)
    ]
    return join(
        *notes,
        decal(0.149, 0.067, face, at=(0, -0.0335, 0.0044)),
        block((0.022, 0.0705, 0.0125), r.plain("paper"), at=(0.036, 0.0006, -0.0012), chamfer_m=0.0006),
    )


def clipboard(r: Request) -> Part:
    """A clipboard with a form and its clip."""
    face = printed(r, "form", 0.2, 0.28, typeset("form", "INSPECTION SHEET"))
    return join(
        block((0.225, 0.32, 0.004), r.paint("wood"), chamfer_m=0.0012),
        block((0.202, 0.282, 0.002), r.plain("paper"), at=(0, -0.008, 0.003)),
        decal(0.2, 0.28, face, at=(0, -0.148, 0.0045)),
        block((0.11, 0.026, 0.01), r.plain("chrome"), at=(0, 0.142, 0.007), chamfer_m=0.003),
    )


def pen(r: Request) -> Part:
    """A fountain pen: nib, barrel, rings, clip."""
    barrel = r.paint("plastic", "navy")
    nib = loft(
        np.array(
            [
                [(-0.0012, -0.057, 0.0), (0.0012, -0.057, 0.0), (0, -0.057, 0.0008)],
                [(-0.003, -0.048, -0.0006), (0.003, -0.048, -0.0006), (0, -0.048, 0.0022)],
                [(-0.0026, -0.04, -0.002), (0.0026, -0.04, -0.002), (0, -0.04, 0.002)],
            ]
        ),
        r.plain("brass"),
    )
    return join(
        nib,
        lathe(
            [(0.003, -0.042), (0.0046, -0.036), (0.0054, -0.02), (0.0058, 0.03), (0.0056, 0.082), (0.003, 0.086)],
            barrel,
            sides=14,
            crease_rad=0.8,
        ),
        *(
            lathe([(0.0058, y), (0.0062, y + 0.0006), (0.0062, y + 0.002), (0.0058, y + 0.0026)], r.plain("brass"), sides=14)
            for y in (0.022, 0.078)
        ),
        block((0.0026, 0.044, 0.0014), r.plain("brass"), at=(0, 0.057, 0.0073), chamfer_m=0.0005),
    )


def pencil(r: Request) -> Part:
    """A six-sided pencil with a rubber."""
    return join(
        lathe([(0.0036, -0.07), (0.0036, 0.085)], r.paint("paint", "yellow"), sides=6, crease_rad=0.4),
        lathe([(0.0008, -0.092), (0.0034, -0.07)], r.plain("wood"), sides=10),
        lathe([(0.0003, -0.0965), (0.0011, -0.09)], r.plain("ink"), sides=8),
        lathe([(0.0037, 0.083), (0.0039, 0.084), (0.0039, 0.094), (0.0037, 0.095)], r.plain("brass"), sides=10),
        lathe([(0.0033, 0.094), (0.0034, 0.1), (0.0026, 0.103)], r.palette.use("rubber", "pink"), sides=10),
    )


def pane(r: Request) -> Part:
    """A pane of glass."""
    return join(
        block((0.5, 0.6, 0.004), r.plain("pane"), chamfer_m=0.0008),
        *(block((0.012, 0.602, 0.0045), r.plain("linen"), at=(s * 0.244, 0, 0), chamfer_m=0.001) for s in (-1, 1)),
    )
