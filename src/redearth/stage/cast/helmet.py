"""The sealed helmet: shell, dark visor and its rim, respirator with two filters, lamp, neck ring and hoses."""

from __future__ import annotations

import numpy as np

from redearth.stage.cast.field import F64, box, ellipsoid, smooth_union
from redearth.stage.cast.mesher import along_rays, cast_round
from redearth.stage.cast.outfit import Fitting, Outfit
from redearth.stage.cast.part import Part, Shell, joined, mirrored, rigid
from redearth.stage.cast.shapes import bevelled, hose, plate, rim, sweep, turned
from redearth.stage.cast.skin import ADULT, biped_weights

_CENTRE = (0.0, 1.628, 0.012)
_VISOR_WIDE, _VISOR_TALL = (-1.12, 1.12), (-0.30, 0.46)
_FORWARD, _UP = (0.0, 0.0, 1.0), (0.0, 1.0, 0.0)


def _shell_field(p: F64) -> F64:
    q = np.column_stack([np.abs(p[:, 0]), p[:, 1], p[:, 2]])
    d = ellipsoid(q, _CENTRE, (0.132, 0.148, 0.152))
    d = smooth_union(d, box(q, (0.0, 1.545, 0.060), (0.085, 0.045, 0.085), 0.04), 0.05)  # jaw guard
    d = smooth_union(d, box(q, (0.0, 1.585, -0.085), (0.080, 0.070, 0.060), 0.04), 0.05)  # nape housing
    return smooth_union(d, ellipsoid(q, (0.0, 1.490, -0.005), (0.098, 0.055, 0.100)), 0.04)


def _visor_field(p: F64) -> F64:
    return ellipsoid(p, (0.0, 1.628, 0.014), (0.137, 0.150, 0.163))


def helmet(fit: Fitting) -> list[Part]:
    """Return the whole helmet, rigid on the head; the respirator yields a little to the jaw."""
    around = np.linspace(0, 2 * np.pi, 34, endpoint=False)
    down = np.linspace(0, np.pi, 24 + 2)[1:-1]
    parts = [rigid(cast_round(_shell_field, _CENTRE, 0.3, around, down), "suit_hard", ADULT, head=1.0)]
    counts = (18, 10)
    visor = plate(_visor_field, _CENTRE, _FORWARD, _UP, _VISOR_WIDE, _VISOR_TALL, 0.004, counts, corner=0.55)
    parts.append(rigid(visor, "visor", ADULT, head=1.0))
    bead = rim(_visor_field, _CENTRE, _FORWARD, _UP, _VISOR_WIDE, _VISOR_TALL, 0.002, 0.0085, corner=0.55, count=56)
    parts.append(rigid(bead, "rubber", ADULT, head=1.0))
    parts += _rails()
    parts += _respirator(fit) + _ears(fit)
    ring = turned(
        (0, 1.462, -0.002),
        _UP,
        [(0, 0.09), (0.002, 0.118), (0.010, 0.126), (0.026, 0.126), (0.034, 0.116), (0.036, 0.09)],
        28,
    )
    parts.append(rigid(ring, "metal", ADULT, neck=0.55, chest=0.45))
    return parts


def _rails() -> list[Part]:
    """Return the ridge over the crown, a stripe on either side of it and the hood over the visor."""
    angle = np.linspace(0.66, 2.75, 22)
    rays = np.column_stack([0 * angle, np.sin(angle), np.cos(angle)])
    centre = np.broadcast_to(np.array(_CENTRE), rays.shape)
    crown = along_rays(_shell_field, centre, rays, 0.3, 0.004)
    out = [rigid(sweep(crown, 0.017, 0.008, [1, 0, 0], 8, square=0.5), "pad", ADULT, head=1.0)]
    tilt = np.column_stack([0 * angle + 0.30, np.sin(angle), np.cos(angle)]) / np.sqrt(1.09)
    stripe = sweep(along_rays(_shell_field, centre, tilt, 0.3, 0.0), 0.008, 0.003, [1, -0.3, 0], 6, square=0.5)
    out.append(rigid(joined([stripe, mirrored(stripe)]), "accent", ADULT, head=1.0))
    across = np.linspace(-0.98, 0.98, 17)
    lift = 0.50 - 0.10 * across**2
    brow = np.column_stack([np.sin(across) * np.cos(lift), np.sin(lift), np.cos(across) * np.cos(lift)])
    path = along_rays(_shell_field, np.broadcast_to(np.array(_CENTRE), brow.shape), brow, 0.3, 0.010)
    width = 0.006 + 0.012 * np.cos(across * 1.5)
    out.append(rigid(sweep(path, width, 0.005, np.array([0.0, 0.25, 1.0]), 8, square=0.6), "suit_hard", ADULT, head=1.0))
    return out


def _respirator(fit: Fitting) -> list[Part]:
    sides = 16
    axis = np.array([0.0, -0.28, 1.0])
    muzzle = turned(
        (0, 1.556, 0.10), axis, [(0.0, 0.070), (0.04, 0.066), (0.058, 0.052), (0.072, 0.046), (0.076, 0.030)], sides, square=0.8
    )
    cap = turned(
        (0, 1.536, 0.172),
        axis,
        [(0.0, 0.036), (0.010, 0.036), (0.014, 0.030), (0.012, 0.024), (0.018, 0.022), (0.020, 0.004)],
        sides,
    )
    out = [rigid(muzzle, "rubber", ADULT, head=0.8, jaw=0.2), rigid(cap, "metal", ADULT, head=0.8, jaw=0.2)]
    profile = [
        (-0.03, 0.018),
        (0.0, 0.020),
        (0.004, 0.034),
        (0.008, 0.041),
        (0.016, 0.041),
        (0.018, 0.037),
        (0.023, 0.037),
        (0.025, 0.041),
        (0.040, 0.041),
        (0.045, 0.036),
        (0.041, 0.030),
        (0.043, 0.004),
    ]
    can = turned((0.058, 1.540, 0.128), (0.80, -0.26, 0.52), profile, sides)
    out.append(rigid(joined([can, mirrored(can)]), "filter", ADULT, head=0.8, jaw=0.2))
    return out


def _ears(fit: Fitting) -> list[Part]:
    """Ear cups, and by the wearer's own number a lamp on the left or an aerial on the right."""
    cup = turned(
        (0.112, 1.612, -0.012),
        (1, 0.02, -0.05),
        [(0, 0.050), (0.016, 0.052), (0.024, 0.044), (0.028, 0.040), (0.027, 0.028), (0.033, 0.026), (0.035, 0.004)],
        16,
    )
    out = [rigid(joined([cup, mirrored(cup)]), "gear", ADULT, head=1.0)]
    if fit.outfit.drawn("helmet") < 0.5:
        out += _lamp()
    else:
        whip = sweep(
            [[-0.142, 1.62, -0.03], [-0.146, 1.70, -0.045], [-0.148, 1.82, -0.075]],
            [0.0055, 0.003, 0.0018],
            [0.0055, 0.003, 0.0018],
            [1, 0, 0],
            5,
        )
        out.append(rigid(whip, "rubber", ADULT, head=1.0))
    return out


def _lamp() -> list[Part]:
    body = turned(
        (0.118, 1.700, 0.02),
        (0.12, -0.06, 1),
        [(-0.03, 0.012), (-0.028, 0.020), (0.035, 0.022), (0.040, 0.026), (0.052, 0.026), (0.050, 0.021)],
        12,
    )
    glass = turned((0.1235, 1.697, 0.066), (0.12, -0.06, 1), [(0.0, 0.021), (0.004, 0.018), (0.006, 0.002)], 12)
    mount = bevelled((0.112, 1.688, 0.01), (0.012, 0.014, 0.022), 0.004)
    return [rigid(joined([body, mount]), "gear", ADULT, head=1.0), rigid(glass, "lamp", ADULT, head=1.0)]


def hoses(fit: Fitting) -> list[Part]:
    """Return the breathing hoses: one to the chest regulator, one over the shoulder to the pack."""
    side = hose_side(fit.outfit)
    ribs, sides = (17, 7)
    front = [
        [0.0, 1.515, 0.155],
        [side * 0.03, 1.455, 0.195],
        [side * 0.065, 1.40, 0.185],
        [side * 0.075, 1.335, 0.165],
        [side * 0.07, 1.305, 0.15],
    ]
    back = [
        [-side * 0.055, 1.525, 0.125],
        [-side * 0.12, 1.475, 0.135],
        [-side * 0.155, 1.475, 0.06],
        [-side * 0.150, 1.485, -0.05],
        [-side * 0.12, 1.46, -0.16],
        [-side * 0.08, 1.44, -0.20],
    ]
    return [_hose_part(hose(front, 0.0165, ribs, sides)), _hose_part(hose(back, 0.0165, ribs + ribs // 3, sides))]


def hose_side(outfit: Outfit) -> float:
    """Return +1 when the regulator hangs on the wearer's left, else -1."""
    return 1.0 if outfit.drawn("hose") < 0.5 else -1.0


def _hose_part(shell: Shell) -> Part:
    """Bind a hose to the head at its mouth end and to the body further along."""
    weights = biped_weights(shell.positions)
    p = shell.positions
    share = np.clip((p[:, 1] - 1.43) / 0.10, 0, 1) * np.clip((p[:, 2] + 0.02) / 0.12, 0, 1)
    weights *= (1 - share)[:, None]
    chest = weights.sum(axis=1)
    weights[:] = 0.0
    weights[:, ADULT.index("chest")] = chest
    weights[:, ADULT.index("head")] = share
    return Part(shell=shell, material="rubber", weights=weights)
