"""What a scavenger wears over a coat: a stole, cord belts, forearm wraps, patches, a canteen and a pouch."""

from __future__ import annotations

import numpy as np

from redearth.stage.cast.gear import worn
from redearth.stage.cast.outfit import Fitting
from redearth.stage.cast.part import Part, Shell, joined, mirrored, rigid
from redearth.stage.cast.shapes import belt, bevelled, girdle, plate, strap, sweep, turned
from redearth.stage.cast.skin import ADULT, ARM_AXIS, REST, biped_weights

_UP, _FRONT = (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)


def rags(fit: Fitting) -> list[Part]:
    """Return the layers over the coat; nothing for the distance."""
    wraps = _wraps(fit)
    return [
        _hanging(_stole(fit), "cloth2"),
        _hanging(_patches(fit), "gear_cloth"),
        worn(joined([wraps, mirrored(wraps)]), "cloth2"),
        worn(
            joined(
                [
                    belt(fit.surface, (0, y, 0), (0.04 * k, 1, 0.05), 0.5, 0.010, 0.009, 34)
                    for k, y in ((1, 1.060), (-1, 1.040), (2, 1.020))
                ]
            ),
            "leather",
        ),
        *_carried(fit),
    ]


def _hanging(shell: Shell, material: str) -> Part:
    return Part(shell=shell, material=material, weights=biped_weights(shell.positions, coat=True))


def _stole(fit: Fitting) -> Shell:
    """Return two long strips of cloth from the neck down the front, one shorter and torn."""
    out = []
    for side, low in ((1.0, 0.50 + 0.1 * fit.outfit.unit("stole")), (-1.0, 0.66 + 0.1 * fit.outfit.unit("stole2"))):
        y = np.linspace(1.44, low, 7)
        x = side * np.interp(y, [low, 1.1, 1.44], [0.085, 0.060, 0.062])
        out.append(strap(fit.surface, np.column_stack([x, y, 0 * y + 0.22]), 0.040, 0.007, 26))
    return joined(out)


def _patches(fit: Fitting) -> Shell:
    out = []
    for k in range(4):
        x, y = 0.22 * (fit.outfit.unit(f"patch x{k}") - 0.5), 0.36 + 0.5 * fit.outfit.unit(f"patch y{k}")
        forward = _FRONT if k % 2 else (0.0, 0.0, -1.0)
        half = 0.035 + 0.03 * fit.outfit.unit(f"patch{k}")
        out.append(plate(fit.surface, (x, y, 0.0), forward, _UP, (-half, half), (-half * 1.3, half), 0.006, (7, 7), 0.25, "flat"))
    return joined(out)


def _wraps(fit: Fitting) -> Shell:
    """Return bandages wound around the left forearm."""
    out = []
    for k, along in enumerate((0.345, 0.385, 0.425, 0.465)):
        axis = ARM_AXIS + np.array([0.0, 0.05, 0.22]) * (-1) ** k
        ring = girdle(fit.surface, REST["leftUpperArm"] + ARM_AXIS * along, axis, 0.16, 0.003, 20)
        out.append(sweep(ring, 0.021, 0.006, ARM_AXIS, sides=6, closed=True, square=0.5))
    return joined(out)


def _carried(fit: Fitting) -> list[Part]:
    side = 1.0 if fit.outfit.unit("canteen") < 0.5 else -1.0
    flask = turned(
        (side * 0.215, 0.93, 0.03),
        (side * 1.0, 0, 0.25),
        [(-0.022, 0.02), (-0.022, 0.055), (-0.014, 0.066), (0.014, 0.066), (0.022, 0.055), (0.022, 0.02)],
        16,
    )
    neck = turned(
        (side * 0.215, 0.985, 0.03), _UP, [(0, 0.014), (0.022, 0.014), (0.024, 0.019), (0.038, 0.019), (0.040, 0.008)], 10
    )
    pouch = bevelled((-side * 0.175, 0.955, 0.10), (0.045, 0.055, 0.026), 0.012)
    return [rigid(joined([flask, neck]), "metal", ADULT, hips=1.0), rigid(pouch, "leather", ADULT, hips=1.0)]
