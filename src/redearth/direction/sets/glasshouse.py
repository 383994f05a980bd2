"""The vault as a greenhouse: the same rows under glass, planted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from redearth.direction.sets import indoor
from redearth.direction.sets.layout import Layout

_PLANTED_M = 1.2
"""Height of a planter with what grows in it."""


def vault(random: np.random.Generator, variant: str) -> Layout:
    """Return the hall of a vault, or of a greenhouse, whose planters are as high as their plants."""
    layout = indoor.vault(random)
    if variant != "greenhouse":
        return layout
    pieces = tuple(
        replace(p, size_m=(p.size_m[0], _PLANTED_M, p.size_m[2])) if p.kind == "planter" else p
        for p in layout.pieces
        if p.kind != "rib"
    )
    return replace(layout, pieces=pieces)
