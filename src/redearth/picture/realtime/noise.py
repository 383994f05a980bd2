"""Tileable noise fields on the unit square, computed once on the CPU from fixed seeds."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy import fft
from scipy.spatial import cKDTree

from redearth.core.seed import generator_from

Field = NDArray[np.float64]
"""[SIZE, SIZE]; rows run along v, columns along u."""
Layer = tuple[Field, Field, Field]
"""Height, tone and mask of one pattern, each in [0, 1]."""
SIZE = 512
_BLOCK = 16
"""Texels on a side of the blocks in which cells are sought."""


def fractal(name: str, *, slope: float = 1.8, low: float = 2.0, high: float = 200.0, stretch: float = 1.0) -> Field:
    """Return noise in [0, 1] with power falling as frequency^-slope between ``low`` and ``high`` cycles; ``stretch`` > 1 runs along v."""
    white = generator_from("noise", name).standard_normal((SIZE, SIZE))
    radius = _radius(stretch)
    waves = fft.rfft2(white)
    waves *= np.where((radius >= low) & (radius <= high), np.maximum(radius, 1.0) ** -slope, 0.0)
    return _unit(fft.irfft2(waves, s=(SIZE, SIZE)))


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
    first, second, owner = _two_nearest(tiled, np.stack([u, v], -1))
    size = 1.0 / np.sqrt(count)
    return first / size, (second - first) / size, values[owner]


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
    return np.asarray(fft.irfft2(fft.rfft2(field) * kernel, s=(SIZE, SIZE)))


def step(field: Field, low: float, high: float) -> Field:
    """Return the smooth step of ``field`` from 0 at ``low`` to 1 at ``high``."""
    t = np.clip((field - low) / (high - low), 0.0, 1.0)
    return t * t * (3.0 - 2.0 * t)


@cache
def _radius(stretch: float) -> Field:
    """Return the cycles of every wave of :func:`numpy.fft.rfft2`, those along v counted ``stretch`` times."""
    f = np.fft.fftfreq(SIZE, 1 / SIZE)
    return np.asarray(np.hypot(np.fft.rfftfreq(SIZE, 1 / SIZE)[None, :], f[:, None] * stretch))


def _two_nearest(points: NDArray[np.float64], places: NDArray[np.float64]) -> tuple[Field, Field, NDArray[np.int64]]:
    """Return how far each place [SIZE, SIZE, 2] is from the nearest and the second nearest of ``points`` [P, 2], and which is the nearest.

    Places in a block share the few points that can be near any of them: a quarter of the time of a query for each place.
    """
    across = SIZE // _BLOCK
    blocks = places.reshape(across, _BLOCK, across, _BLOCK, 2).transpose(0, 2, 4, 1, 3).reshape(-1, 2, _BLOCK * _BLOCK)
    middle = blocks.mean(2)
    reach = np.sqrt(((blocks - middle[..., None]) ** 2).sum(1).max(1))
    tree = cKDTree(points)
    near = tree.query_ball_point(middle, np.asarray(tree.query(middle, k=2)[0])[:, 1] + 2.0 * reach + 1e-9, return_sorted=True)
    order = np.argsort([-len(one) for one in near], kind="stable")
    counts = np.array([len(near[k]) for k in order])
    blocks = np.ascontiguousarray(blocks[order])
    first, second = (np.full((len(blocks), _BLOCK * _BLOCK), np.inf) for _ in range(2))
    owner = np.zeros(first.shape, np.int64)
    for rank in range(int(counts[0])):
        several = int((counts > rank).sum())
        chosen = np.array([near[k][rank] for k in order[:several]])
        point = points[chosen]
        away = np.sqrt((blocks[:several, 0] - point[:, :1]) ** 2 + (blocks[:several, 1] - point[:, 1:]) ** 2)
        best, other = first[:several], second[:several]
        np.copyto(owner[:several], chosen[:, None], where=away < best)
        np.minimum(other, np.maximum(best, away), out=other)
        np.minimum(best, away, out=best)
    back = np.argsort(order, kind="stable")
    whole = (
        field[back].reshape(across, across, _BLOCK, _BLOCK).transpose(0, 2, 1, 3).reshape(SIZE, SIZE)
        for field in (first, second, owner)
    )
    return tuple(whole)  # type: ignore[return-value]


def _unit(field: Field) -> Field:
    # In place: fresh memory for each step would cost as much as the steps.
    field /= field.std() * 5.2
    field += 0.5
    return np.asarray(np.clip(field, 0.0, 1.0, out=field))
