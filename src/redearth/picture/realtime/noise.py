"""Tileable noise fields on the unit square, computed once on the CPU from fixed seeds."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from redearth.core.seed import generator_from

Field = NDArray[np.float64]
"""[SIZE, SIZE]; rows run along v, columns along u."""
Layer = tuple[Field, Field, Field]
"""Height, tone and mask of one pattern, each in [0, 1]."""
SIZE = 512


def fractal(name: str, *, slope: float = 1.8, low: float = 2.0, high: float = 200.0, stretch: float = 1.0) -> Field:
    """Return noise in [0, 1] with power falling as frequency^-slope between ``low`` and ``high`` cycles; ``stretch`` > 1 runs along v."""
    white = generator_from("noise", name).standard_normal((SIZE, SIZE))
    f = np.fft.fftfreq(SIZE, 1 / SIZE)
    radius = np.hypot(np.fft.rfftfreq(SIZE, 1 / SIZE)[None, :], f[:, None] * stretch)
    band = np.where((radius >= low) & (radius <= high), np.maximum(radius, 1.0) ** -slope, 0.0)
    return _unit(np.fft.irfft2(np.fft.rfft2(white) * band, s=(SIZE, SIZE)))


def ridges(name: str, *, slope: float = 1.8, low: float = 2.0, high: float = 200.0, stretch: float = 1.0) -> Field:
    """Return sharp-crested noise in [0, 1]: 1 on the crests."""
    return 1.0 - np.abs(fractal(name, slope=slope, low=low, high=high, stretch=stretch) * 2.0 - 1.0)


def cells(name: str, count: int, *, jitter: Field | None = None) -> tuple[Field, Field, Field]:
    """Return distance to the nearest of ``count`` points, distance to the border between cells, and a random value of each cell."""
    rng = generator_from("cells", name)
    points = rng.random((count, 2))
    values = np.tile(rng.random(count), 9)
    shifts = np.array([(x, y) for x in (-1, 0, 1) for y in (-1, 0, 1)], float)
    tiled = (points[None, :, :] + shifts[:, None, :]).reshape(-1, 2)
    v, u = np.mgrid[0:SIZE, 0:SIZE] / SIZE
    if jitter is not None:
        u, v = u + (jitter - 0.5) * 0.08, v + (np.roll(jitter, 71, 0) - 0.5) * 0.08
    found = cKDTree(tiled).query(np.stack([u, v], -1).reshape(-1, 2), k=2)
    distance, index = np.asarray(found[0]), np.asarray(found[1])
    shape = (SIZE, SIZE)
    nearest = distance[:, 0].reshape(shape)
    border = (distance[:, 1] - distance[:, 0]).reshape(shape)
    size = 1.0 / np.sqrt(count)
    return nearest / size, border / size, values[index[:, 0]].reshape(shape)


def scratches(name: str, count: int, length: float, *, along: float | None = None) -> Field:
    """Return thin random strokes in [0, 1]; ``along`` fixes their direction in radians."""
    rng = generator_from("scratches", name)
    field = np.zeros((SIZE, SIZE))
    for _ in range(count):
        angle = rng.random() * np.pi if along is None else along + rng.normal() * 0.08
        start, reach, depth = rng.random(2), length * (0.3 + rng.random()), 0.3 + 0.7 * rng.random()
        t = np.linspace(0.0, 1.0, max(2, int(reach * SIZE * 1.5)))
        bend = rng.normal() * 0.05 * (t - 0.5) ** 2
        u = start[0] + t * reach * np.cos(angle) - bend * np.sin(angle)
        v = start[1] + t * reach * np.sin(angle) + bend * np.cos(angle)
        np.maximum.at(field, ((v * SIZE).astype(int) % SIZE, (u * SIZE).astype(int) % SIZE), depth * np.sin(np.pi * t))
    return field


def smooth(field: Field, sigma: float) -> Field:
    """Return ``field`` blurred by a wrapping Gaussian of ``sigma`` texels."""
    f = np.fft.fftfreq(SIZE)
    kernel = np.exp(-2.0 * (np.pi * sigma) ** 2 * (np.fft.rfftfreq(SIZE)[None, :] ** 2 + f[:, None] ** 2))
    return np.asarray(np.fft.irfft2(np.fft.rfft2(field) * kernel, s=(SIZE, SIZE)))


def step(field: Field, low: float, high: float) -> Field:
    """Return the smooth step of ``field`` from 0 at ``low`` to 1 at ``high``."""
    t = np.clip((field - low) / (high - low), 0.0, 1.0)
    return t * t * (3.0 - 2.0 * t)


def _unit(field: Field) -> Field:
    return np.asarray(np.clip(field / (field.std() * 5.2) + 0.5, 0.0, 1.0), np.float64)
