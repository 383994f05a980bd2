"""The pressure suit: sealed cloth with helmet, life support, harness, gloves and boots."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from redearth.stage.cast.bunch import cloth_weights
from redearth.stage.cast.field import F64, ramp
from redearth.stage.cast.figure import Cloth, Figure, figure
from redearth.stage.cast.gear import belts, harness, pack, pads
from redearth.stage.cast.helmet import helmet, hoses
from redearth.stage.cast.limbs import boots, gauntlets, hand
from redearth.stage.cast.mesher import cast, grid
from redearth.stage.cast.outfit import Fitting, Outfit
from redearth.stage.cast.part import Part
from redearth.stage.cast.skin import ARM_AXIS, ARM_SIDE, REST, WRIST_M

_BOOT_TOP_M = 0.255
_CELL_M = 0.0145
_SUNK_M = 0.032


def suit_figure(outfit: Outfit) -> Figure:
    """Return the body in suit cloth, which hides most of its shape."""
    build = replace(outfit.build, bust=0.25 * outfit.build.bust, girth=outfit.build.girth * 1.02)
    return figure(build, Cloth(thick_m=0.014, fold_m=0.017, looseness_m=0.009, seed=6.0 * outfit.unit("folds"), stack_m=0.585))


def _under_pads(p: F64) -> F64:
    """Return 1 where knee and elbow pads lie: cloth sinks there, or a bent joint would push it through them."""
    q = np.column_stack([np.abs(p[:, 0]), p[:, 1], p[:, 2]])
    knee_rad = np.abs(np.arctan2(q[:, 0] - 0.095, q[:, 2]))
    knee = ramp(knee_rad, 1.00, 0.78) * ramp(q[:, 1], 0.420, 0.440) * ramp(q[:, 1], 0.574, 0.556)
    rel = q - REST["leftLowerArm"]
    elbow_rad = np.abs(np.arctan2(rel @ ARM_SIDE, -rel[:, 2]))
    elbow = ramp(elbow_rad, 0.90, 0.65) * ramp(np.abs(rel @ ARM_AXIS), 0.044, 0.026) * ramp(q[:, 0], 0.25, 0.30)
    return np.asarray(knee + elbow)


def pressure_suit(outfit: Outfit) -> list[Part]:
    """Return all parts of a suited person."""
    body = suit_figure(outfit)

    def cloth(p: F64) -> F64:
        along = (np.abs(p * [1, 0, 0]) + p * [0, 1, 1] - REST["leftUpperArm"]) @ ARM_AXIS
        tucked = 0.020 * ramp(along, WRIST_M - 0.08, WRIST_M - 0.062) * (np.abs(p[:, 0]) > 0.3)  # inside the gauntlet
        return np.maximum(body.whole(p) + tucked + _SUNK_M * _under_pads(p), _BOOT_TOP_M - p[:, 1])

    reach = 0.34 * max(1.0, body.build.girth)
    axes = grid((-0.66, _BOOT_TOP_M - 0.03, -reach), (0.66, 1.62, reach), _CELL_M)
    shell = cast(cloth, axes, 0.004)
    fit = Fitting(outfit=outfit, surface=body.smooth().whole)
    parts = [Part(shell=shell, material="suit", weights=cloth_weights(shell.positions))]
    parts += helmet(fit) + hoses(fit) + pack(fit) + harness(fit) + belts(fit) + pads(fit)
    return parts + hand(fit, "rubber", 0.004) + gauntlets(fit, "pad") + boots(fit, "pad", "sole", 0.30, 0.012)
