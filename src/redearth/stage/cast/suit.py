"""The pressure suit: sealed cloth with helmet, life support, harness, gloves and boots."""

from __future__ import annotations

import numpy as np

from redearth.stage.cast.field import F64
from redearth.stage.cast.figure import Cloth, Figure, figure
from redearth.stage.cast.gear import belts, harness, pack, pads
from redearth.stage.cast.helmet import helmet, hoses
from redearth.stage.cast.limbs import boots, gauntlets, hand
from redearth.stage.cast.mesher import cast, graded_many, grid
from redearth.stage.cast.outfit import Detail, Fitting, Outfit
from redearth.stage.cast.part import Part, Shell
from redearth.stage.cast.skin import biped_weights


def suit_figure(outfit: Outfit) -> Figure:
    """Return the body in suit cloth."""
    return figure(outfit.build, Cloth(thick_m=0.013, fold_m=0.015, looseness_m=0.009, seed=6.0 * outfit.unit("folds")))


def body_shell(body: Figure, detail: Detail) -> Shell:
    """Return the cloth of a whole figure, finer where it folds."""
    reach = 0.34 * max(1.0, body.build.girth)
    x, y, z = grid((-0.66, 0.0, -reach), (0.66, 1.62, reach), detail.cell_m)
    if detail.fine:
        y = graded_many(0.06, 1.62, 0.022, ((0.14, 0.30, 0.0155), (0.42, 0.60, 0.0155), (0.93, 1.14, 0.0155)))
    return cast(body.whole, (x, y, z), 0.004 if detail.fine else 0.012)


def pressure_suit(outfit: Outfit, detail: Detail) -> list[Part]:
    """Return all parts of a suited person."""
    body = suit_figure(outfit)
    cloth = body_shell(body, detail)

    def surface(p: F64) -> F64:
        return body.whole(p)

    fit = Fitting(outfit=outfit, surface=surface, detail=detail)
    parts = [Part(shell=cloth, material="suit", weights=biped_weights(cloth.positions))]
    parts += helmet(fit) + hoses(fit) + pack(fit) + harness(fit) + belts(fit) + pads(fit)
    parts += hand(fit, "rubber", 0.004) + gauntlets(fit, "pad") + boots(fit, "pad", "sole", 0.30)
    return parts
