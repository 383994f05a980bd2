"""Where clothes end at the neck: collars, round and pointed necklines, an open front, and the skin that shows there."""

from __future__ import annotations

from typing import Literal

import numpy as np

from redearth.stage.cast.field import F64, Field, capsule, ramp, smooth_union
from redearth.stage.cast.figure import Cloth, figure
from redearth.stage.cast.head import neck_field
from redearth.stage.cast.mesher import cast, grid
from redearth.stage.cast.outfit import Family, Outfit
from redearth.stage.cast.part import Part
from redearth.stage.cast.skin import biped_weights

Neckline = Literal["collar", "crew", "scoop", "v"]
OPEN_FRONTS: frozenset[Family] = frozenset({"business", "lab_coat", "long_coat", "service"})
"""Families whose top stands open over a shirt."""
FRONT_HIGH_M = 1.476
_FRONT_HALF_M = (0.004, 0.033, 0.062)
_SUNK_M = 0.015
"""How far under the shirt's front the top's own cloth lies."""


def neckline_of(outfit: Outfit) -> Neckline:
    """Return how the top ends at the neck."""
    if outfit.family == "dress":
        return "scoop"
    if outfit.family == "robe":
        return "v"
    return "crew" if outfit.top in ("tshirt", "hoodie") else "collar"


def neckline_m(p: F64, kind: Neckline) -> F64:
    """Return the height [N] at which the top ends around the neck."""
    z, front = np.maximum(p[:, 2], -0.03), ramp(p[:, 2], -0.03, 0.05)
    if kind == "crew":
        return np.asarray(1.464 - 0.36 * z)
    if kind == "scoop":
        return np.asarray(1.472 - 0.30 * z - 0.034 * front)
    if kind == "v":
        return np.asarray(1.478 - 0.25 * z - front * np.maximum(0.0, 0.075 - 1.15 * np.abs(p[:, 0])))
    return np.asarray(1.500 - 0.25 * z)


def front_low_m(family: Family) -> float:
    """Return how far down an open front shows the shirt; a waistcoat closes higher."""
    return 1.24 if family == "service" else 1.17


def opened(top: Field, outfit: Outfit) -> Field:
    """Return the top with its cloth sunk where a shirt's front lies in the opening, so that none of it comes through."""
    if outfit.family not in OPEN_FRONTS:
        return top

    low_m = front_low_m(outfit.family)

    def field(p: F64) -> F64:
        half_m = np.interp(p[:, 1], np.linspace(low_m, FRONT_HIGH_M, 3), _FRONT_HALF_M)
        inside = ramp(half_m - np.abs(p[:, 0]), -0.024, -0.006) * ramp(p[:, 1], low_m - 0.01, low_m + 0.02)
        return np.asarray(top(p) + _SUNK_M * inside * ramp(p[:, 2], 0.0, 0.03))

    return field


def bust(outfit: Outfit) -> list[Part]:
    """Return the skin of throat, collar bones and shoulders under an open neckline."""
    body = figure(outfit.build, Cloth(thick_m=0.0, fold_m=0.0))

    def field(p: F64) -> F64:
        trunk = np.maximum(body.trunk(p), p[:, 1] - 1.452)
        q = np.column_stack([np.abs(p[:, 0]), p[:, 1], p[:, 2]])
        bone = capsule(q, (0.018, 1.430, 0.046), (0.110, 1.440, 0.012), 0.006, 0.005)
        # the neck is the head's own, a hair's breadth under it: where one goes over into the other nobody sees a seam
        d = smooth_union(smooth_union(trunk, bone, 0.010), neck_field(p) + 0.0008, 0.030)
        return np.asarray(np.maximum(d, np.maximum(np.maximum(1.345 - p[:, 1], p[:, 1] - 1.505), np.abs(p[:, 0]) - 0.15)))

    shell = cast(field, grid((-0.18, 1.33, -0.17), (0.18, 1.60, 0.20), 0.0125), 0.003)
    return [Part(shell=shell, material="skin", weights=biped_weights(shell.positions))]
