"""The creature's head: a blind crested skull, clustered glowing eyes, upper teeth, and a jaw split into two hooked halves."""

from __future__ import annotations

import numpy as np

from redearth.stage.cast.creature_body import horn
from redearth.stage.cast.field import F64, capsule, ellipsoid, smooth_cut, smooth_union
from redearth.stage.cast.mesher import cast, gradient, grid, settled
from redearth.stage.cast.part import Part, Shell, joined, rigid
from redearth.stage.cast.shapes import curve, sweep, turned
from redearth.stage.cast.species import Species

_GUM = np.array([[0.135, 1.445, 1.25], [0.125, 1.435, 1.40], [0.090, 1.43, 1.53], [0.0, 1.435, 1.60]])
_MANDIBLE = np.array([[0.105, 1.415, 1.22], [0.165, 1.335, 1.36], [0.150, 1.285, 1.52], [0.075, 1.30, 1.66], [0.03, 1.355, 1.71]])


def skull_field(species: Species) -> "object":
    """Return the field of skull and upper jaw."""
    lump = species.chance("skull").normal(0, 0.05, (4, 3))

    def field(p: F64) -> F64:
        q = np.column_stack([np.abs(p[:, 0]), p[:, 1], p[:, 2]])
        d = capsule(p, (0, 1.575, 1.06), (0, 1.535, 1.36), 0.145, 0.150)
        d = smooth_union(d, ellipsoid(p, (0, 1.66, 1.02), (0.10, 0.09, 0.20)), 0.10)  # swept-back crest
        d = smooth_union(d, capsule(q, (0.0, 1.50, 1.42), (0.0, 1.478, 1.58), 0.115, 0.065), 0.07)
        d = smooth_union(d, capsule(q, (0.115, 1.545, 1.20), (0.118, 1.475, 1.36), 0.050, 0.040), 0.04)  # cheek bone
        d = smooth_union(d, capsule(q, (0.045, 1.64, 1.22), (0.105, 1.60, 1.42), 0.030, 0.022), 0.03)  # blind brow
        d = smooth_cut(d, ellipsoid(q, (0.085, 1.555, 1.455), (0.050, 0.036, 0.060)), 0.03)  # empty socket
        d = smooth_cut(d, capsule(q, (0.022, 1.52, 1.60), (0.030, 1.50, 1.67), 0.018, 0.016), 0.012)  # nostril
        d = smooth_cut(d, ellipsoid(q, (0, 1.37, 1.47), (0.105, 0.085, 0.24)), 0.03)  # palate
        for k, offset in enumerate(lump):
            d = smooth_union(d, np.linalg.norm(p - (np.array([0.09 * (-1) ** k, 1.62, 1.10 + 0.08 * k]) + offset), axis=1) - 0.045, 0.03)
        wrinkle = np.abs(np.sin(p[:, 2] * 46 + 14 * p[:, 1] + 6 * q[:, 0])) - 0.5
        out: F64 = d - 0.006 * wrinkle
        return out

    return field


def head_parts(species: Species, fine: bool) -> list[Part]:
    """Return the head; the split jaw, its teeth and the tongue move with ``jaw``."""
    field = skull_field(species)
    shell = cast(field, grid((-0.26, 1.30, 0.80), (0.26, 1.86, 1.72), 0.0185 if fine else 0.055), 0.005)  # type: ignore[arg-type]
    rig = species.rig
    parts = [rigid(shell, "flesh", rig, head=1.0), rigid(_upper_teeth(species, fine), "bone", rig, head=1.0)]
    parts += _jaws(species, fine) + _eyes(species, field, fine)
    throat = turned((0, 1.42, 1.16), (0, -0.12, 1), [(0.0, 0.03), (0.02, 0.10), (0.12, 0.11), (0.20, 0.095), (0.17, 0.06), (0.06, 0.01)], 14 if fine else 6)
    parts.append(rigid(throat, "maw", rig, head=0.7, jaw=0.3))
    return parts + [rigid(_horns(species, fine), "bone", rig, head=1.0)]


def _upper_teeth(species: Species, fine: bool) -> Shell:
    chance = species.chance("teeth")
    out = []
    for side in (1.0, -1.0):
        line = curve(_GUM, 9 if fine else 4) * [side, 1, 1]
        for k, at in enumerate(line):
            size = chance.uniform(0.045, 0.085) * (1.6 if k in (5, 6) else 1.0)
            tip = at + np.array([-0.10 * at[0], -size, 0.25 * size])
            out.append(horn(at + [0, 0.02, 0], tip, 0.014 + 0.06 * size, np.array([side * 0.008, 0, 0.006]), 5 if fine else 3, 4))
    return joined(out)


def _jaws(species: Species, fine: bool) -> list[Part]:
    chance, bones, flesh = species.chance("jaw"), [], []
    for side in (1.0, -1.0):
        line = curve(_MANDIBLE, 16 if fine else 6) * [side, 1.0, 1.0]
        grow = 1.0 + 0.10 * chance.normal()
        t = np.linspace(0, 1, len(line))
        radius = np.interp(t, [0, 0.15, 0.5, 0.8, 1], [0.050, 0.062, 0.050, 0.034, 0.016]) * grow
        flesh.append(sweep(line, radius * 1.15, radius * 0.8, [0, 1, 0], 9 if fine else 5))
        bones.append(horn(line[-1], line[-1] + np.array([-side * 0.02, 0.11, 0.02]), 0.018, np.array([0, 0, 0.03]), 6 if fine else 4, 5))
        for k in range(4, len(line) - 1, 1 if fine else 2):
            size = chance.uniform(0.035, 0.070)
            tip = line[k] + np.array([-side * 0.4 * size, size + radius[k] * 0.5, 0.1 * size])
            bones.append(horn(line[k], tip, 0.012 + 0.08 * size, np.array([0, 0, 0.004]), 5 if fine else 3, 4))
    web = sweep(curve([[0, 1.40, 1.18], [0, 1.335, 1.32], [0, 1.315, 1.46]], 8), np.linspace(0.09, 0.10, 8), np.linspace(0.030, 0.010, 8), [1, 0, 0], 10)
    tongue = sweep(curve([[0, 1.39, 1.22], [0.01, 1.365, 1.40], [-0.01, 1.37, 1.54], [0.02, 1.34, 1.64]], 12), np.linspace(0.042, 0.010, 12), np.linspace(0.022, 0.006, 12), [1, 0, 0], 8)
    parts = [rigid(joined(flesh), "flesh", species.rig, jaw=0.9, head=0.1), rigid(joined(bones), "bone", species.rig, jaw=1.0)]
    return [*parts, rigid(joined([web, tongue]), "maw", species.rig, jaw=0.9, head=0.1)]


def _eyes(species: Species, field: object, fine: bool) -> list[Part]:
    """Return clusters of glowing eyes, never the same on both sides."""
    chance = species.chance("eyes")
    balls = []
    for side, count in ((1.0, 3 + int(3 * species.unit("left eyes"))), (-1.0, 2 + int(3 * species.unit("right eyes")))):
        for k in range(count):
            near = np.array([[side * (0.095 + 0.028 * chance.normal()), 1.575 + 0.03 * chance.normal(), 1.44 - 0.035 * k + 0.02 * chance.normal()]])
            at = settled(field, near, offset_m=0.002, turns=4)  # type: ignore[arg-type]
            out = gradient(field, at, 0.01)[0]  # type: ignore[arg-type]
            r = chance.uniform(0.011, 0.024)
            balls.append(turned(at[0], out, [(-r, 0.2 * r), (-0.5 * r, 0.86 * r), (0, r), (0.5 * r, 0.86 * r), (0.86 * r, 0.5 * r), (r, 0.02 * r)], 10 if fine else 5))
    return [rigid(joined(balls), "eye", species.rig, head=1.0)]


def _horns(species: Species, fine: bool) -> Shell:
    chance, out = species.chance("horns"), []
    for side in (1.0, -1.0):
        for k, (y, z) in enumerate(((1.69, 1.10), (1.66, 0.98), (1.60, 1.16))):
            base = np.array([side * (0.06 + 0.035 * k), y, z])
            size = chance.uniform(0.12, 0.30) * (1.0 - 0.25 * k)
            out.append(horn(base, base + np.array([side * 0.35 * size, 0.55 * size, -0.85 * size]), 0.026, np.array([side * 0.02, 0.05 * size, 0]), 6 if fine else 4, 6))
    return joined(out)
