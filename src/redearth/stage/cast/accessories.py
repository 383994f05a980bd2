"""Single things worn over ordinary clothes: packs, bags, belts of tools, bandoliers, scarves with a loose end."""

from __future__ import annotations

import numpy as np

from redearth.stage.cast.field import F64, ramp
from redearth.stage.cast.gear import lying_on, stiff, worn
from redearth.stage.cast.mesher import settled
from redearth.stage.cast.outfit import Fitting
from redearth.stage.cast.part import Part, Shell, joined, mirrored, rigid
from redearth.stage.cast.shapes import belt, bevelled, curve, strap, sweep, turned
from redearth.stage.cast.skin import ADULT, biped_weights

_UP, _FRONT = (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)


def accessories(fit: Fitting) -> list[Part]:
    """Return what the outfit's extras name, apart from what is worn on the head."""
    worn_things, parts = fit.outfit.extras, list[Part]()
    parts += _backpack(fit) if "backpack" in worn_things else []
    parts += _satchel(fit) if "satchel" in worn_things else []
    parts += _toolbelt(fit) if "toolbelt" in worn_things else _belt(fit) if "belt" in worn_things else []
    parts += _bandolier(fit) if "bandolier" in worn_things else []
    parts += _scarf(fit) if "scarf" in worn_things else []
    return parts


def _backpack(fit: Fitting) -> list[Part]:
    """Return a rucksack that hangs from two straps and swings a little."""
    bag = bevelled((0.0, 1.225, -0.225), (0.145, 0.190, 0.085), 0.055)
    lid = bevelled((0.0, 1.405, -0.215), (0.135, 0.040, 0.090), 0.030)
    pocket = bevelled((0.0, 1.150, -0.315), (0.100, 0.085, 0.026), 0.020)
    roll = sweep([[-0.17, 1.015, -0.215], [0.17, 1.015, -0.215]], 0.052, 0.052, _UP, 12)
    ties = [sweep([[x, 1.42, -0.31], [x, 1.20, -0.345], [x, 1.02, -0.27]], 0.012, 0.004, [1, 0, 0], 6) for x in (-0.07, 0.07)]
    line = [
        [0.085, 1.40, -0.14],
        [0.100, 1.465, -0.06],
        [0.105, 1.455, 0.03],
        [0.100, 1.36, 0.12],
        [0.120, 1.22, 0.11],
        [0.155, 1.12, 0.02],
        [0.150, 1.10, -0.10],
    ]
    left = strap(fit.surface, line, 0.024, 0.008, 24)
    hung = {"pack": 1.0}
    return [
        rigid(joined([bag, lid]), "gear_cloth", ADULT, **hung), rigid(pocket, "apron", ADULT, **hung), rigid(roll, "accent", ADULT, **hung),
        rigid(joined(ties), "leather", ADULT, **hung), worn(joined([left, mirrored(left)]), "webbing"),
    ]  # fmt: skip


def _satchel(fit: Fitting) -> list[Part]:
    """Return a bag on the right hip, its strap over the left shoulder."""
    bag = bevelled((-0.235, 0.90, 0.0), (0.050, 0.110, 0.140), 0.030)
    flap = bevelled((-0.285, 0.945, 0.0), (0.012, 0.075, 0.142), 0.010)
    path = [
        [-0.19, 1.02, 0.06],
        [-0.10, 1.16, 0.16],
        [0.03, 1.33, 0.16],
        [0.095, 1.455, 0.05],
        [0.085, 1.45, -0.07],
        [0.0, 1.30, -0.17],
        [-0.11, 1.14, -0.15],
        [-0.19, 1.02, -0.06],
    ]
    over = strap(fit.surface, path, 0.019, 0.006, 30)
    return [rigid(bag, "leather", ADULT, satchel=1.0), rigid(flap, "gear_cloth", ADULT, satchel=1.0), worn(over, "leather")]


def _belt(fit: Fitting) -> list[Part]:
    high_m = 1.025 - 0.045 * fit.outfit.build.belly  # under a belly
    band = belt(fit.surface, (0, high_m, 0), _UP, 0.5, 0.020, 0.006, 34)
    return [worn(band, "leather"), stiff(lying_on(fit, (0, high_m, 0.16), (0.026, 0.022, 0.007)), "metal")]


def _toolbelt(fit: Fitting) -> list[Part]:
    pouches = [lying_on(fit, at, half) for at, half in (
        ((0.125, 0.960, 0.11), (0.050, 0.070, 0.024)), ((-0.165, 0.955, 0.06), (0.045, 0.075, 0.028)), ((0.17, 0.970, -0.05), (0.040, 0.055, 0.022)),
    )]  # fmt: skip
    grip = turned((-0.170, 1.03, 0.085), (0.02, 1, 0.05), [(-0.09, 0.010), (0.0, 0.012), (0.05, 0.014), (0.055, 0.006)], 8)
    head = sweep([[-0.205, 1.09, 0.088], [-0.135, 1.09, 0.090]], 0.013, 0.013, _UP, 8)
    return [
        *_belt(fit), rigid(joined(pouches), "leather", ADULT, hips=1.0), rigid(grip, "apron", ADULT, hips=1.0), rigid(head, "metal", ADULT, hips=1.0),
    ]  # fmt: skip


def _bandolier(fit: Fitting) -> list[Part]:
    path = [
        [0.15, 1.03, 0.10],
        [0.08, 1.16, 0.16],
        [-0.03, 1.32, 0.16],
        [-0.10, 1.455, 0.05],
        [-0.09, 1.45, -0.07],
        [0.0, 1.30, -0.17],
        [0.11, 1.14, -0.15],
        [0.16, 1.03, -0.05],
    ]
    band = strap(fit.surface, path, 0.026, 0.006, 30)
    shells: list[Shell] = []
    for k in range(7):
        x, y = np.interp(k, [0, 6], [0.10, -0.06]), np.interp(k, [0, 6], [1.13, 1.37])
        shells.append(lying_on(fit, (float(x), float(y), 0.17), (0.013, 0.024, 0.010)))
    return [worn(band, "leather"), worn(joined(shells), "gear_cloth")]


def _scarf(fit: Fitting) -> list[Part]:
    """Return a scarf: a turn around the neck and an end that hangs and swings."""
    ring = belt(fit.surface, (0, 1.488, -0.004), _UP, 0.12, 0.034, 0.022, 26)
    line = curve([[0.045, 1.475, 0.12], [0.055, 1.40, 0.17], [0.060, 1.28, 0.20], [0.064, 1.12, 0.20]], 12)
    tail = settled(fit.surface, line, offset_m=0.012)
    end = sweep(tail, np.linspace(0.030, 0.044, 12), 0.008, [1, 0, 0], 8, square=0.6, cap="flat")
    return [worn(ring, "accent"), Part(shell=end, material="accent", weights=_swinging(end.positions, "scarf", 1.45, 1.36))]


def _swinging(points: F64, joint: str, high_m: float, low_m: float) -> F64:
    """Return shares that pass from the body to a hanging joint between two heights."""
    share = ramp(points[:, 1], high_m, low_m)
    out = biped_weights(points) * (1 - share)[:, None]
    out[:, ADULT.index(joint)] += share
    return out
