"""The hazmat suit: one loose piece with a soft hood, a wide face window, a flap over the zip, taped gloves and boots, a blower on the belt."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from redearth.stage.cast.bunch import cloth_weights
from redearth.stage.cast.field import F64, box, capsule, ellipsoid, ramp, smooth_cut, smooth_union
from redearth.stage.cast.figure import Cloth, Figure, figure
from redearth.stage.cast.fold import slack
from redearth.stage.cast.gear import worn
from redearth.stage.cast.head import head
from redearth.stage.cast.hood import half_mask
from redearth.stage.cast.limbs import boots, hand
from redearth.stage.cast.mesher import along_rays, cast, grid
from redearth.stage.cast.outfit import Fitting, Outfit
from redearth.stage.cast.part import Part, joined, mirrored, rigid
from redearth.stage.cast.shapes import belt, bevelled, girdle, hose, plate, rim, strap, sweep, turned
from redearth.stage.cast.skin import ADULT, ARM_AXIS, REST, WRIST_M, biped_weights

_BOOT_TOP_M = 0.30
_CENTRE, _FORWARD, _UP = (0.0, 1.605, 0.0), (0.0, 0.0, 1.0), (0.0, 1.0, 0.0)
_WIDE, _TALL = (-1.05, 1.05), (-0.34, 0.44)
_CELL_M = 0.0150
_PANE_Y_M, _PANE_M = 1.618, 0.080
"""Height of the middle of a clear window, and half its height."""


def hazmat_suit(outfit: Outfit) -> list[Part]:
    """Return all parts of somebody in a hazmat suit."""
    body = _figure(outfit)

    def cloth(p: F64) -> F64:
        along = (np.abs(p * [1, 0, 0]) + p * [0, 1, 1] - REST["leftUpperArm"]) @ ARM_AXIS
        cut = np.maximum(body.whole(p), np.where(np.abs(p[:, 0]) > 0.30, along - (WRIST_M - 0.005), -1.0))
        return np.maximum(cut, _BOOT_TOP_M - 0.075 - p[:, 1])

    reach = 0.36 * max(1.0, body.build.girth)
    shell = cast(cloth, grid((-0.68, _BOOT_TOP_M - 0.11, -reach), (0.68, 1.56, reach), _CELL_M), 0.004)
    fit = Fitting(outfit=outfit, surface=body.smooth().whole)
    parts = [Part(shell=shell, material="suit", weights=cloth_weights(shell.positions))]
    parts += _hood(fit) + _taped(fit) + _flap(fit) + _blower(fit)
    return parts + hand(fit, "rubber", 0.0035) + boots(fit, "rubber", "sole", _BOOT_TOP_M, 0.010)


def _figure(outfit: Outfit) -> Figure:
    build = replace(outfit.build, bust=0.15 * outfit.build.bust, girth=outfit.build.girth * 1.06)
    return figure(build, Cloth(thick_m=0.020, fold_m=0.024, looseness_m=0.018, seed=6.0 * outfit.unit("folds"), stack_m=0.60))


def _window(p: F64) -> F64:
    return ellipsoid(p, (0.0, 1.605, 0.008), (0.132, 0.150, 0.140))


def _hood(fit: Fitting) -> list[Part]:
    """Return the hood and what is in its window: dark plastic, or the face behind a clear one."""
    seed = 6.0 * fit.outfit.unit("hood")
    clear = fit.outfit.drawn("window") < 0.5

    def field(p: F64) -> F64:
        q = np.column_stack([np.abs(p[:, 0]), p[:, 1], p[:, 2]])
        d = ellipsoid(q, (0, 1.625, -0.012), (0.134, 0.146, 0.146))
        d = smooth_union(d, box(q, (0, 1.735, -0.02), (0.060, 0.030, 0.075), 0.028), 0.07)  # slack cloth stands up on the crown
        d = smooth_union(d, capsule(q, (0.03, 1.50, -0.01), (0.12, 1.440, -0.015), 0.095, 0.060), 0.07)
        d = (
            d
            - 0.008 * slack(p, seed, 0.10) * ramp(p[:, 2], 0.12, 0.02)
            - 0.007 * slack(p, seed + 2.0, 0.07) * ramp(p[:, 1], 1.56, 1.50)
        )
        out: F64 = np.maximum(d, 1.405 - p[:, 1])
        opening = box(q, (0.0, _PANE_Y_M, 0.16), (0.100, _PANE_M, 0.14), 0.045)
        return smooth_cut(out, opening, 0.010) if clear else out

    shell = cast(field, grid((-0.24, 1.36, -0.25), (0.24, 1.83, 0.24), 0.0125), 0.003)
    parts = [Part(shell=shell, material="suit", weights=_on_head(shell.positions))]
    if clear:
        path = _frame()
        parts.append(rigid(sweep(path, 0.010, 0.007, path - np.array(_CENTRE), 6, closed=True), "rubber", ADULT, head=1.0))
        return parts + head(fit) + half_mask(hosed=False)
    pane = plate(_window, _CENTRE, _FORWARD, _UP, _WIDE, _TALL, 0.006, (18, 10), corner=0.45)
    bead = rim(_window, _CENTRE, _FORWARD, _UP, _WIDE, _TALL, 0.004, 0.009, corner=0.45, count=52)
    return [*parts, rigid(pane, "visor", ADULT, head=1.0), rigid(bead, "rubber", ADULT, head=1.0)]


def _frame() -> F64:
    """Return the frame around a clear window, on the hood's front."""
    turn = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    x = 0.100 * np.sign(np.cos(turn)) * np.abs(np.cos(turn)) ** 0.55
    y = _PANE_M * np.sign(np.sin(turn)) * np.abs(np.sin(turn)) ** 0.55
    rays = np.column_stack([x, y, 0.115 + 0 * x])
    rays /= np.linalg.norm(rays, axis=1)[:, None]
    return along_rays(
        lambda p: ellipsoid(p, (0, 1.625, -0.012), (0.136, 0.148, 0.148)), np.tile([0.0, _PANE_Y_M, 0.0], (40, 1)), rays, 0.3
    )


def _on_head(points: F64) -> F64:
    high = ramp(points[:, 1], 1.455, 1.55)
    weights = biped_weights(points) * (1 - high)[:, None]
    weights[:, ADULT.index("head")] += high
    return weights


def _taped(fit: Fitting) -> list[Part]:
    """Return the tape around gloves and boots."""
    wrist = girdle(fit.surface, REST["leftUpperArm"] + ARM_AXIS * (WRIST_M - 0.035), ARM_AXIS, 0.13, 0.002, 20)
    tape = sweep(wrist, 0.026, 0.005, ARM_AXIS, sides=6, closed=True, square=0.5)
    arms = [
        rigid(tape, "accent", ADULT, leftLowerArm=1.0), rigid(mirrored(tape), "accent", ADULT, rightLowerArm=1.0),
    ]  # fmt: skip
    centre = REST["leftLowerLeg"] * [1.0, 0.0, 1.0] + np.array([0.0, _BOOT_TOP_M - 0.02, -0.012])
    ring = girdle(lambda p: fit.surface(p) + 4.0 * (p[:, 0] < 0.004), centre, _UP, 0.2, 0.004, 22)
    leg = sweep(ring, 0.026, 0.006, _UP, sides=6, closed=True, square=0.5)
    return [*arms, worn(joined([leg, mirrored(leg)]), "accent")]


def _flap(fit: Fitting) -> list[Part]:
    line = [[0.0, 1.40, 0.2], [0.012, 1.28, 0.2], [0.012, 1.12, 0.2], [0.0, 0.93, 0.2]]
    label = plate(fit.surface, (-0.085, 1.30, 0.0), _FORWARD, _UP, (-0.045, 0.045), (-0.022, 0.022), 0.005, (7, 5), 0.15, "flat")
    return [worn(strap(fit.surface, line, 0.026, 0.006, 20), "suit_hard"), worn(label, "accent")]


def _blower(fit: Fitting) -> list[Part]:
    """Return the belt, the blower at the small of the back and its hose to the hood."""
    band = belt(lambda p: fit.surface(p) - 0.006, (0, 1.035, 0), _UP, 0.5, 0.020, 0.007, 34)  # over the flap
    unit = bevelled((0.0, 1.035, -0.205), (0.085, 0.060, 0.042), 0.018)
    drum = turned((0.055, 1.035, -0.245), (0, 0, -1), [(0, 0.034), (0.012, 0.036), (0.020, 0.034), (0.022, 0.010)], 16)
    tube = hose([[-0.05, 1.09, -0.21], [-0.06, 1.20, -0.25], [-0.05, 1.36, -0.235], [-0.02, 1.52, -0.175]], 0.019, 22, 8)
    shares = biped_weights(tube.positions)
    high = ramp(tube.positions[:, 1], 1.30, 1.50)
    shares *= (1 - high)[:, None]
    shares[:, ADULT.index("head")] += high
    return [
        worn(band, "webbing"), rigid(unit, "gear", ADULT, hips=0.5, spine=0.5), rigid(drum, "filter", ADULT, hips=0.5, spine=0.5),
        Part(shell=tube, material="rubber", weights=shares),
    ]  # fmt: skip
