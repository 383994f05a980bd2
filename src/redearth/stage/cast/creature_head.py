"""The creature's head: a blind shield of a skull with a crown of horns, glowing pits, needle teeth and a jaw split in two hooked halves."""

from __future__ import annotations

import numpy as np

from redearth.stage.cast.creature_body import horn
from redearth.stage.cast.creature_mouth import mouth_parts
from redearth.stage.cast.field import F64, Field, capsule, smooth_cut, smooth_union
from redearth.stage.cast.mesher import cast, gradient, grid, settled
from redearth.stage.cast.part import Part, Shell, joined, moved, rigid
from redearth.stage.cast.shapes import curve, sweep, turned
from redearth.stage.cast.species import Species

_GUM = np.array([[0.165, 1.455, 1.24], [0.160, 1.430, 1.40], [0.125, 1.425, 1.56], [0.060, 1.432, 1.66], [0.0, 1.436, 1.69]])
_MANDIBLE = np.array(
    [[0.120, 1.410, 1.20], [0.215, 1.300, 1.36], [0.210, 1.215, 1.54], [0.130, 1.205, 1.72], [0.045, 1.270, 1.81]]
)

_PIVOT, _SIZE = np.array([0.0, 1.50, 1.02]), 1.24
_GROWN = np.block([[np.eye(3) * _SIZE, (_PIVOT * (1 - _SIZE))[:, None]], [np.zeros((1, 3)), np.ones((1, 1))]])
"""The head is modelled small and grown about the neck."""


def skull_field(species: Species) -> Field:
    """Return the field of skull and upper jaw."""
    lump = species.chance("skull").normal(0, 0.06, (5, 3))

    def field(p: F64) -> F64:
        q = np.column_stack([np.abs(p[:, 0]), p[:, 1], p[:, 2]])
        d = capsule(p, (0, 1.60, 0.98), (0, 1.555, 1.36), 0.150, 0.165)
        d = smooth_union(d, capsule(p, (0, 1.70, 0.95), (0, 1.64, 1.30), 0.07, 0.08), 0.12)  # swept-back dome
        d = smooth_union(d, capsule(q, (0.0, 1.545, 1.38), (0.0, 1.495, 1.62), 0.150, 0.085), 0.06)
        d = smooth_union(d, capsule(q, (0.155, 1.530, 1.18), (0.150, 1.470, 1.44), 0.052, 0.034), 0.04)  # hinge and cheek
        d = smooth_union(d, capsule(q, (0.035, 1.690, 1.18), (0.120, 1.600, 1.50), 0.040, 0.020), 0.025)  # brow blade
        d = smooth_union(d, capsule(p, (0, 1.70, 1.10), (0, 1.545, 1.66), 0.030, 0.016), 0.03)  # keel of the snout
        d = smooth_cut(d, capsule(q, (0.160, 1.575, 1.22), (0.118, 1.540, 1.56), 0.026, 0.016), 0.025)  # pit of the eyes
        d = smooth_cut(d, capsule(q, (0.060, 1.60, 1.56), (0.075, 1.50, 1.68), 0.030, 0.024), 0.03)  # hollow snout
        d = smooth_cut(d, capsule(p, (0, 1.375, 1.30), (0, 1.365, 1.74), 0.105, 0.085), 0.03)  # palate
        for k, offset in enumerate(lump):
            centre = np.array([0.13 * (-1) ** k, 1.66, 1.00 + 0.07 * k]) + offset * [0.6, 0.5, 1.0]
            d = smooth_union(d, np.linalg.norm(p - centre, axis=1) - 0.050, 0.03)
        wrinkle = np.abs(np.sin(p[:, 2] * 38 + 12 * p[:, 1] + 8 * q[:, 0])) - 0.5
        out: F64 = d - 0.007 * wrinkle
        return out

    return field


def head_parts(species: Species) -> list[Part]:
    """Return the head; the split jaw, its teeth, the cheeks and the tongue move with ``jaw``."""
    field, rig = skull_field(species), species.rig
    axes = grid((-0.32, 1.25, 0.72), (0.32, 1.90, 1.80), 0.0155)
    shell = cast(field, axes, 0.004)
    parts = [rigid(shell, "flesh", rig, head=1.0), rigid(_upper_teeth(species), "bone", rig, head=1.0)]
    parts += _jaws(species) + _eyes(species, field)
    parts += mouth_parts(species)
    parts.append(rigid(_horns(species), "bone", rig, head=1.0))
    return [Part(shell=moved(part.shell, _GROWN), material=part.material, weights=part.weights) for part in parts]


def _upper_teeth(species: Species) -> Shell:
    chance, out = species.chance("teeth"), []
    for side in (1.0, -1.0):
        line = curve(_GUM, 11) * [side, 1, 1]
        for k, at in enumerate(line):
            size = chance.uniform(0.060, 0.13) * (1.5 if k in (6, 8) else 1.0) * (0.6 + 0.08 * k)
            splay = np.array([0.30 * at[0] + side * 0.01 * chance.normal(), -size, 0.35 * size * chance.uniform(0.2, 1.2)])
            out.append(
                horn(
                    at + np.array([0, 0.025, 0]),
                    at + splay,
                    0.010 + 0.065 * size,
                    np.array([side * 0.012, 0, 0.016]),
                    5,
                    5,
                )
            )
    return joined(out)


def _jaws(species: Species) -> list[Part]:
    """Return both halves of the lower jaw."""
    chance, bones, flesh = species.chance("jaw"), [], []
    for side in (1.0, -1.0):
        line = curve(_MANDIBLE, 18) * [side, 1.0, 1.0]
        grow = 1.0 + 0.10 * chance.normal()
        radius = np.interp(np.linspace(0, 1, len(line)), [0, 0.15, 0.5, 0.8, 1], [0.055, 0.075, 0.058, 0.038, 0.020]) * grow
        flesh.append(sweep(line, radius * 1.25, radius * 0.75, [0, 1, 0], 10))
        bones += _lower_teeth(line, radius, side, chance)
    rig = species.rig
    return [
        rigid(joined(flesh), "flesh", rig, jaw=0.9, head=0.1),
        rigid(joined(bones), "bone", rig, jaw=1.0),
    ]


def _lower_teeth(line: F64, radius: F64, side: float, chance: np.random.Generator) -> list[Shell]:
    """Return the hook at the end of one half of the jaw, its teeth, and the barbs below it."""
    hook = np.array([-side * 0.045, 0.20, 0.03])
    out = [horn(line[-1], line[-1] + hook, 0.024, np.array([side * 0.02, 0, 0.05]), 6, 7)]
    for k in range(3, len(line) - 1):
        size = chance.uniform(0.050, 0.11)
        tip = line[k] + np.array([-side * 0.25 * size, size + radius[k] * 0.7, 0.25 * size])
        out.append(horn(line[k], tip, 0.010 + 0.075 * size, np.array([side * 0.006, 0, 0.010]), 5, 4))
    for k in (5, 9, 13):
        size = chance.uniform(0.06, 0.12)
        out.append(
            horn(line[k], line[k] + np.array([side * 0.5 * size, -size, -0.4 * size]), 0.016, np.array([0, 0, 0.01]), 5, 4)
        )
    return out


def _eyes(species: Species, field: Field) -> list[Part]:
    """Return small glowing eyes sunk in the pits, never the same on both sides."""
    chance, balls = species.chance("eyes"), []
    for side, count in ((1.0, 4 + int(3 * species.unit("left eyes"))), (-1.0, 3 + int(3 * species.unit("right eyes")))):
        for k in range(count):
            t = (k + 0.5 + 0.3 * chance.normal()) / count
            near = np.array([[side * (0.185 - 0.05 * t), 1.578 - 0.035 * t + 0.012 * chance.normal(), 1.22 + 0.33 * t]])
            at = settled(field, near, offset_m=-0.002, turns=4)
            r = chance.uniform(0.008, 0.019)
            profile = [(-r, 0.2 * r), (-0.5 * r, 0.86 * r), (0, r), (0.5 * r, 0.86 * r), (0.86 * r, 0.5 * r), (r, 0.02 * r)]
            balls.append(turned(at[0], gradient(field, at, 0.01)[0], profile, 9))
    return [rigid(joined(balls), "eye", species.rig, head=1.0)]


def _horns(species: Species) -> Shell:
    """Return the crown that sweeps back from the skull."""
    chance, out = species.chance("horns"), []
    rows = (
        (0.045, 1.72, 1.14, 0.34),
        (0.105, 1.67, 1.16, 0.42),
        (0.150, 1.60, 1.10, 0.34),
        (0.165, 1.52, 1.08, 0.24),
        (0.03, 1.74, 0.98, 0.30),
    )
    for side in (1.0, -1.0):
        for x, y, z, size in rows:
            tall = size * chance.uniform(0.55, 1.15)
            tip = np.array([side * (0.35 + 1.6 * x) * tall, (0.75 - 2.2 * x) * tall, -0.80 * tall])
            base = np.array([side * x, y, z])
            out.append(horn(base, base + tip, 0.032, np.array([side * 0.02, 0.16 * tall, 0.02]), 6, 7))
    return joined(out)
