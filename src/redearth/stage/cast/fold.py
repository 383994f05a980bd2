"""Cloth that has been worn: buckles where limbs bend, drag lines where it is pulled, slack where it hangs."""

from __future__ import annotations

import numpy as np

from redearth.stage.cast.field import F64, Fold, bump


def slack(p: F64, seed: float, size_m: float = 0.11) -> F64:
    """Return soft lumps in [-1, 1]: a sum of oblique waves whose phases come from ``seed``."""
    k = 2 * np.pi / size_m
    a = np.sin(k * (0.9 * p[:, 0] + 0.5 * p[:, 1]) + 7.1 * seed + 1.7 * np.sin(k * 0.45 * p[:, 2] + seed))
    b = np.sin(k * (0.7 * p[:, 1] - 0.8 * p[:, 2]) + 3.3 * seed + 1.3 * np.sin(k * 0.4 * p[:, 0]))
    out: F64 = 0.5 * (a + b)
    return out


def buckles(along: F64, angle: F64, centre_m: float, spread_m: float, pitch_m: float, twist: int, phase: F64 | float) -> F64:
    """Return crossing compression folds in [-0.5, 0.5] around ``centre_m``: rounded ridges, sharp valleys, diamond cells."""
    wander = 0.9 * np.sin(angle + 2.1 * phase) + 0.6 * np.sin(2 * angle + phase + along * 9)
    a = np.abs(np.sin((2 * np.pi * along / pitch_m + twist * angle + wander + phase) / 2))
    b = np.abs(np.sin((2 * np.pi * along / pitch_m - twist * angle + wander - 1.3 * phase) / 2))
    out: F64 = bump(along, centre_m, spread_m) * (np.minimum(a, b) * 0.75 + 0.25 * a - 0.4)
    return out


def drag(along: F64, angle: F64, turns: float, count: int, phase: float) -> F64:
    """Return long oblique tension lines in [-0.5, 0.5]."""
    out: F64 = np.abs(np.sin((count * angle + turns * along + phase) / 2)) - 0.5
    return out


def limb_fold(bend_m: float, cuff_m: float, depth_m: float, phase: F64 | float) -> Fold:
    """Return the folds of a sleeve or trouser leg: buckled at the joint, stacked above the cuff, dragged in between."""

    def fold(along: F64, angle: F64) -> F64:
        joint = buckles(along, angle, bend_m, 0.095, 0.078, 2, phase)
        cuff = buckles(along, angle, cuff_m, 0.065, 0.050, 1, phase * 1.7 + 1.0)
        upper = bump(along, bend_m * 0.25, 0.15) * drag(along, angle, 30.0, 2, 1.0) + 0.6 * bump(
            along, cuff_m * 0.82, 0.08
        ) * drag(along, angle, -34.0, 2, 2.0)
        out: F64 = depth_m * (1.5 * joint + 1.15 * cuff + 0.55 * upper)
        return out

    return fold


def drape(depth_m: float, seed: float) -> Fold:
    """Return the folds of cloth that hangs from the shoulders: long and upright, deeper further down."""

    def fold(along: F64, angle: F64) -> F64:
        upright = np.abs(np.sin(3.5 * angle + 1.4 * np.sin(angle + seed) + 2.0 * along)) - 0.6
        out: F64 = depth_m * upright * np.clip((1.42 - along) / 0.3, 0.0, 1.0)
        return out

    return fold


def trunk_fold(depth_m: float, seed: float) -> Fold:
    """Return the folds of a jacket: bunched above the belt, pulled from armpit to chest, from hip to crotch."""

    def fold(along: F64, angle: F64) -> F64:
        waist = buckles(along, angle, 1.115, 0.07, 0.066, 1, seed)
        seat = bump(along, 0.90, 0.06) * drag(along, np.abs(np.sin(angle)) * 4, -44.0, 1, 0.5)
        side = np.abs(np.cos(angle))
        chest = bump(along, 1.27, 0.085) * side * drag(along, np.abs(np.sin(angle)) * 5, 36.0, 1, seed)
        out: F64 = depth_m * (1.3 * waist + 0.5 * seat + 0.7 * chest)
        return out

    return fold
