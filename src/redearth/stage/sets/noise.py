"""Deterministic smooth noise in the plane, for terrain and for scattering."""

from __future__ import annotations

from functools import cache

import numpy as np

from redearth.core.seed import generator_from
from redearth.stage.sets.shape import F64

_SIZE = 256


def fractal(x: F64, z: F64, *identity: str | int, octaves: int = 4, gain: float = 0.5) -> F64:
    """Return noise in about [-1, 1] whose largest features measure one unit."""
    lattice = _lattice(identity)
    total = np.zeros(np.broadcast(x, z).shape)
    amplitude, reach = 1.0, 0.0
    for octave in range(octaves):
        scale = 2.0**octave
        total += amplitude * _value(x * scale + 17.3 * octave, z * scale - 9.1 * octave, lattice)
        reach += amplitude
        amplitude *= gain
    return total / reach


@cache
def _lattice(identity: tuple[str | int, ...]) -> F64:
    values = generator_from("noise", *identity).uniform(-1, 1, (_SIZE, _SIZE))
    values.setflags(write=False)
    return values


def _value(x: F64, z: F64, lattice: F64) -> F64:
    ix, iz = np.floor(x).astype(np.int64), np.floor(z).astype(np.int64)
    fx, fz = x - ix, z - iz
    # Quintic weights keep slopes continuous, so that terrain normals show no lattice.
    u, v = fx**3 * (fx * (6 * fx - 15) + 10), fz**3 * (fz * (6 * fz - 15) + 10)

    def at(dx: int, dz: int) -> F64:
        return lattice[(ix + dx) % _SIZE, (iz + dz) % _SIZE]

    low = at(0, 0) * (1 - u) + at(1, 0) * u
    high = at(0, 1) * (1 - u) + at(1, 1) * u
    result: F64 = low * (1 - v) + high * v
    return result
