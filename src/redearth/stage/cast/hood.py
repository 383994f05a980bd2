"""The elder's headgear: a deep hood, a half-mask respirator, round goggles, a wrapped scarf and a ragged shawl."""

from __future__ import annotations

import numpy as np

from redearth.stage.cast.field import F64, capsule, ellipsoid, ramp, smooth_cut, smooth_union
from redearth.stage.cast.fold import slack
from redearth.stage.cast.head import face_of, head_field
from redearth.stage.cast.mesher import cast, cast_round, grid
from redearth.stage.cast.outfit import Fitting
from redearth.stage.cast.part import Part, joined, mirrored, rigid
from redearth.stage.cast.shapes import hose, sweep, turned
from redearth.stage.cast.skin import ADULT, biped_weights


def hood(fit: Fitting) -> list[Part]:
    """Return hood, wrapped face, goggles and half-mask."""
    seed = 6.0 * fit.outfit.unit("hood")

    def field(p: F64) -> F64:
        q = np.column_stack([np.abs(p[:, 0]), p[:, 1], p[:, 2]])
        d = ellipsoid(q, (0, 1.640, -0.015), (0.122, 0.132, 0.140))
        d = smooth_union(d, capsule(q, (0, 1.725, 0.00), (0, 1.705, 0.105), 0.055, 0.040), 0.06)  # peak over the brow
        d = smooth_union(d, capsule(q, (0, 1.69, -0.09), (0, 1.60, -0.155), 0.05, 0.03), 0.06)  # slack tail behind
        d = smooth_union(d, capsule(q, (0.05, 1.53, 0.02), (0.11, 1.455, -0.02), 0.065, 0.05), 0.05)
        angle = np.arctan2(p[:, 0], p[:, 2])
        ridges = np.abs(np.sin(angle * 3.5 + p[:, 1] * 22 + seed)) - 0.5
        d = d - 0.007 * ridges * ramp(p[:, 1], 1.70, 1.58) - 0.006 * slack(p, seed, 0.09)
        opening = ellipsoid(q, (0, 1.605, 0.135), (0.078, 0.098, 0.125))
        return smooth_cut(d, opening, 0.018)

    shell = cast(field, grid((-0.21, 1.36, -0.25), (0.21, 1.82, 0.21), 0.012), 0.003)
    weights = biped_weights(shell.positions)
    high = ramp(shell.positions[:, 1], 1.47, 1.545)
    weights *= (1 - high)[:, None]
    weights[:, ADULT.index("head")] += high
    parts = [Part(shell=shell, material="cloth", weights=weights), _face(fit)]
    return parts + half_mask() + round_goggles()


def _face(fit: Fitting) -> Part:
    face, count = face_of(fit.outfit), 30
    shell = cast_round(
        lambda p: head_field(p, face),
        (0.0, 1.60, 0.0),
        0.25,
        np.linspace(0, 2 * np.pi, count, endpoint=False),
        np.linspace(0.15, 2.9, count * 2 // 3),
    )
    return rigid(shell, "skin", ADULT, head=1.0)


def half_mask(hosed: bool = True) -> list[Part]:
    """Return a half-mask respirator with two filters and, where it is ``hosed``, its hose."""
    axis = np.array([0.0, -0.25, 1.0])
    muzzle = turned(
        (0, 1.562, 0.055), axis, [(0.0, 0.052), (0.030, 0.056), (0.050, 0.046), (0.066, 0.036), (0.070, 0.020)], 18, square=0.85
    )
    valve = turned((0, 1.546, 0.120), axis, [(0, 0.024), (0.010, 0.024), (0.012, 0.018), (0.010, 0.014), (0.014, 0.002)], 12)
    can = turned(
        (0.040, 1.545, 0.098),
        (0.75, -0.35, 0.55),
        [
            (-0.02, 0.014),
            (0, 0.016),
            (0.003, 0.030),
            (0.020, 0.032),
            (0.022, 0.028),
            (0.026, 0.032),
            (0.036, 0.032),
            (0.039, 0.026),
            (0.036, 0.003),
        ],
        14,
    )
    strap = sweep([[0.045, 1.568, 0.075], [0.085, 1.585, 0.02], [0.09, 1.60, -0.04]], 0.010, 0.003, [0, 1, 0], 6)
    parts = [
        rigid(joined([muzzle, strap, mirrored(strap)]), "rubber", ADULT, head=0.8, jaw=0.2),
        rigid(joined([can, mirrored(can)]), "filter", ADULT, head=0.8, jaw=0.2),
        rigid(valve, "metal", ADULT, head=0.8, jaw=0.2),
    ]
    if not hosed:
        return parts
    tube = hose([[0.0, 1.52, 0.115], [0.02, 1.47, 0.14], [0.07, 1.41, 0.15], [0.12, 1.36, 0.10]], 0.013, 16, 7)
    return [*parts, rigid(tube, "rubber", ADULT, head=0.5, chest=0.5)]


def round_goggles() -> list[Part]:
    """Return round goggles on their band."""
    axis = np.array([0.22, 0.0, 1.0])
    ring = turned(
        (0.034, 1.617, 0.066),
        axis,
        [(0, 0.026), (0.022, 0.028), (0.028, 0.031), (0.036, 0.031), (0.038, 0.026), (0.033, 0.024)],
        28,
    )
    lens = turned((0.034, 1.617, 0.066), axis, [(0.030, 0.0245), (0.033, 0.022), (0.036, 0.012), (0.037, 0.002)], 24)
    bridge = sweep([[-0.012, 1.622, 0.094], [0.012, 1.622, 0.094]], 0.005, 0.004, [0, 1, 0], 6)
    band = sweep([[0.062, 1.62, 0.075], [0.084, 1.625, 0.03], [0.09, 1.628, -0.03]], 0.012, 0.003, [0, 1, 0], 6)
    return [
        rigid(joined([ring, mirrored(ring)]), "metal", ADULT, head=1.0),
        rigid(joined([lens, mirrored(lens)]), "lens", ADULT, head=1.0),
        rigid(joined([bridge, band, mirrored(band)]), "rubber", ADULT, head=1.0),
    ]


def shawl(fit: Fitting) -> list[Part]:
    """Return the shawl: ragged cloth over shoulders and chest, longer behind, with a wrapped scarf at the neck."""
    seed = 6.0 * fit.outfit.unit("shawl")

    def field(p: F64) -> F64:
        angle = np.arctan2(p[:, 0], p[:, 2])
        d = fit.surface(p) - 0.006
        d = smooth_union(d, ellipsoid(p, (0, 1.385, -0.075), (0.15, 0.12, 0.12)), 0.08)  # stoop
        ridges = np.abs(np.sin(4.5 * angle + p[:, 1] * 5 + seed)) - 0.5
        d = d - 0.010 * ridges * ramp(p[:, 1], 1.45, 1.25) - 0.005 * slack(p, seed, 0.10)
        edge = (
            1.20
            + 0.05 * np.cos(angle)
            + 0.10 * np.sin(angle) ** 2
            + 0.045 * np.abs(np.sin(3.5 * angle + seed))
            + 0.02 * np.sin(9 * angle)
        )
        out: F64 = np.maximum(np.maximum(d, edge - p[:, 1]), p[:, 1] - 1.50)
        return out

    shell = cast(field, grid((-0.50, 1.0, -0.30), (0.50, 1.52, 0.30), 0.015), 0.004)
    out = [Part(shell=shell, material="cloth2", weights=_hung(biped_weights(shell.positions)))]
    turn = np.linspace(0, 2 * np.pi, 26, endpoint=False)
    for k, (y, r) in enumerate(((1.475, 0.098), (1.505, 0.088))):
        path = np.column_stack(
            [
                r * np.sin(turn),
                y + 0.012 * np.sin(turn * 2 + k + seed) - 0.012 * np.cos(turn),
                r * np.cos(turn) * 0.95 + 0.005,
            ]
        )
        scarf = sweep(path, 0.026 + 0.004 * np.sin(5 * turn), 0.020, [0, 1, 0], 8, closed=True)
        out.append(rigid(scarf, "gear_cloth" if k else "cloth2", ADULT, neck=0.6, chest=0.4))
    return out


def _hung(weights: F64) -> F64:
    """Return shares of cloth that lies over the shoulders: the arms lift it only in part."""
    out: F64 = weights.copy()
    for side in ("left", "right"):
        arm = ADULT.index(f"{side}UpperArm")
        out[:, ADULT.index(f"{side}Shoulder")] += 0.40 * out[:, arm]
        out[:, arm] *= 0.60
    return out
