"""The baked picture of each pattern: height, tone and a mask for the layer below (rust, cracks, veins, chips)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from redearth.picture.realtime.ground_textures import asphalt, foliage, masonry, regolith, turf
from redearth.picture.realtime.noise import SIZE, Field, Layer, cells, fractal, ridges, scratches, smooth, step


def weather() -> Layer:
    """Large soft stains: tone and mask run independently."""
    return (
        fractal("weather height", slope=2.0),
        fractal("weather tone", slope=1.7, low=1),
        fractal("weather mask", slope=1.9, low=1),
    )


def grainy() -> Layer:
    """Fine mineral grain with pits: plaster, plain things."""
    fine = fractal("grain fine", slope=0.7, low=12)
    pits = step(fractal("grain pits", slope=1.2, low=14, high=90), 0.72, 0.85)
    return (
        0.6 * fine + 0.4 * fractal("grain broad", slope=1.8) - 0.5 * pits,
        fractal("grain tone", slope=1.2),
        fractal("grain mask", slope=1.6),
    )


def sand() -> Layer:
    """Wind ripples across u, broken by slow drift, with grain on top."""
    u = np.mgrid[0:SIZE, 0:SIZE][1] / SIZE
    drift = fractal("sand drift", slope=2.2, low=1, high=14) - 0.5
    wave = np.sin(2 * np.pi * (9 * u + 1.9 * drift)) * 0.5 + 0.5
    crest = wave**1.6 * (0.35 + 0.9 * fractal("sand where", slope=2.0, low=1, high=8))
    grain = fractal("sand grain", slope=0.25, low=40)
    return 0.8 * crest + 0.10 * grain, 0.35 * crest + 0.65 * grain, step(fractal("sand stones", slope=0.9, low=30), 0.75, 0.9)


def rock() -> Layer:
    """Ridged strata with cracks."""
    crags = ridges("rock crags", slope=1.7, low=2, high=180)
    _, border, value = cells("rock", 60, jitter=fractal("rock jitter", slope=1.8))
    cracks = 1.0 - step(border, 0.0, 0.10)
    return (
        0.7 * crags + 0.35 * value - 0.25 * cracks,
        0.6 * fractal("rock tone", slope=1.5) + 0.4 * value,
        np.clip(cracks * 0.8 + (1 - crags) * 0.5, 0, 1),
    )


def concrete() -> Layer:
    """Cast concrete: pores, shutter lines, hairline cracks, stains."""
    pores = step(fractal("concrete pores", slope=0.8, low=30, high=160), 0.78, 0.88)
    _, border, _ = cells("concrete", 14, jitter=fractal("concrete jitter", slope=1.6))
    cracks = (1.0 - step(border, 0.0, 0.022)) * step(fractal("concrete where", slope=2.0, low=1, high=10), 0.45, 0.7)
    v, _ = np.mgrid[0:SIZE, 0:SIZE] / SIZE
    seam = np.exp(-(((v * 2.0) % 1.0 - 0.5) ** 2) / 0.00003)
    grain = fractal("concrete grain", slope=0.9, low=8)
    height = (
        0.55
        + 0.22 * (grain - 0.5)
        + 0.35 * (fractal("concrete swell", slope=2.3, low=2, high=40) - 0.5)
        - 0.3 * pores
        - 0.5 * cracks
        - 0.2 * seam
    )
    tone = 0.5 + 0.9 * (fractal("concrete tone", slope=1.35) - 0.5) - 0.25 * pores - 0.12 * seam
    return height, tone, np.clip(np.maximum(cracks, fractal("concrete stain", slope=1.8) * 0.85), 0, 1)


def metal() -> Layer:
    """Rolled metal: fine brushing, dents, scratches; the mask is where paint or shine goes first."""
    brushed = fractal("metal brushed", slope=0.6, low=6, stretch=0.06)
    marks = smooth(np.maximum(scratches("metal", 260, 0.16), 0.0), 0.6) * 1.6
    patches = fractal("metal patches", slope=1.55, low=3)
    return (
        0.5
        + 0.06 * brushed
        + 0.30 * (fractal("metal dents", slope=2.4, low=3, high=30) - 0.5)
        - 0.25 * marks
        - 0.22 * step(patches, 0.66, 0.72),
        0.6 * fractal("metal tone", slope=1.4) + 0.4 * brushed,
        np.clip(0.86 * patches + 0.5 * marks, 0, 1),
    )


def rust() -> Layer:
    """Scaled, blistered corrosion."""
    scale = fractal("rust scale", slope=1.1, low=6)
    flakes = step(fractal("rust flakes", slope=1.5, low=4), 0.48, 0.60)
    return 0.45 * scale + 0.4 * flakes, 0.6 * fractal("rust tone", slope=1.0) + 0.4 * flakes, fractal("rust mask", slope=1.5)


def weave() -> Layer:
    """Coarse woven cloth with soft folds and seams' wear."""
    v, u = np.mgrid[0:SIZE, 0:SIZE] / SIZE
    n = 64
    over = np.sin(np.pi * n * u) ** 2 * (np.floor(n * v) % 2 == np.floor(n * u) % 2)
    under = np.sin(np.pi * n * v) ** 2 * (np.floor(n * v) % 2 != np.floor(n * u) % 2)
    threads = smooth(over + under, 0.8)
    folds = ridges("cloth folds", slope=2.5, low=1.5, high=18, stretch=0.55)
    height = 0.045 * threads + 0.9 * smooth(folds, 3.0)
    return (
        height,
        0.5 * threads + 0.5 * fractal("cloth tone", slope=1.3),
        np.clip(fractal("cloth wear", slope=1.5) * 0.8 + 0.2 * folds, 0, 1),
    )


def leather() -> Layer:
    """Pebbled hide or rubber: small domes with creases."""
    nearest, border, value = cells("leather", 1500)
    domes = step(border, 0.0, 0.45)
    creases = ridges("leather creases", slope=2.0, low=3, high=60)
    return (
        0.35 * domes + 0.45 * step(creases, 0.5, 1.0) * -1 + 0.5,
        0.6 * fractal("leather tone", slope=1.4) + 0.4 * value,
        np.clip(step(creases, 0.86, 1.0) + 0.3 * nearest, 0, 1),
    )


def flesh() -> Layer:
    """Wet tissue: swollen folds, branching veins, pores."""
    swell = ridges("flesh swell", slope=2.1, low=2, high=40)
    veins = step(ridges("flesh veins", slope=1.9, low=2, high=26), 0.90, 0.99)
    pores = fractal("flesh pores", slope=0.6, low=30)
    return 0.7 * swell + 0.32 * veins + 0.05 * pores, 0.7 * swell + 0.3 * fractal("flesh tone", slope=1.2), veins


def leaf() -> Layer:
    """A mid rib with side veins and cells between."""
    v, u = np.mgrid[0:SIZE, 0:SIZE] / SIZE
    side = np.abs(((v * 8 + np.abs(u - 0.5) * 4) % 1.0) - 0.5) * 2
    rib = np.maximum(np.exp(-(((u - 0.5) / 0.02) ** 2)), 0.6 * step(side, 0.86, 1.0))
    return 0.3 * rib + 0.2 * fractal("leaf", slope=1.4), 0.6 * fractal("leaf tone", slope=1.4) + 0.4 * (1 - rib), rib


def soil() -> Layer:
    """Dried mud: plates with deep cracks and crumbs."""
    _, border, value = cells("soil", 46, jitter=fractal("soil jitter", slope=1.8))
    cracks = 1.0 - step(border, 0.02, 0.16)
    crumbs = fractal("soil crumbs", slope=0.9, low=8)
    return 0.7 * (1 - cracks) + 0.2 * crumbs + 0.1 * value, 0.5 * crumbs + 0.3 * value + 0.2 * (1 - cracks), np.clip(cracks, 0, 1)


def wood() -> Layer:
    """Planks along v with growth rings."""
    u = np.mgrid[0:SIZE, 0:SIZE][1] / SIZE
    bend = fractal("wood bend", slope=2.4, low=1, high=10, stretch=6.0)
    rings = np.sin(2 * np.pi * (14 * u + 5 * bend)) * 0.5 + 0.5
    fibre = fractal("wood fibre", slope=0.7, low=4, stretch=12.0)
    gap = np.exp(-((((u * 4) % 1.0) - 0.5) ** 2) / 0.0004)
    return (
        0.3 * rings + 0.25 * fibre - 0.8 * gap + 0.4,
        0.5 * rings + 0.5 * fibre,
        np.clip(gap + 0.6 * fractal("wood stain", slope=1.7), 0, 1),
    )


def snow() -> Layer:
    """Soft drifts, crusted ridges where the wind swept them, sparkling grain."""
    swept = step(fractal("snow swept", slope=2.0, low=1, high=7), 0.35, 0.7)
    crust = ridges("snow crust", slope=1.6, low=3, high=44, stretch=0.45)
    return (
        0.55 * fractal("snow", slope=2.4, low=2)
        + 0.36 * crust * (0.15 + 0.85 * swept)
        + 0.06 * fractal("snow grain", slope=0.2, low=60),
        0.35 * fractal("snow tone", slope=1.5) + 0.4 * crust * swept + 0.15,
        fractal("snow mask", slope=1.6),
    )


def hair() -> Layer:
    """Strands along v in locks."""
    strands = fractal("hair strands", slope=0.5, low=20, stretch=20.0)
    locks = fractal("hair locks", slope=1.8, low=3, high=40, stretch=8.0)
    return 0.35 * strands + 0.5 * locks, 0.5 * strands + 0.5 * locks, strands


def smooth_glass() -> Layer:
    """Nearly flat, with smears and fine scratches."""
    smear = fractal("glass smear", slope=2.0, low=2)
    return 0.03 * smear, smear, np.clip(scratches("glass", 120, 0.1) + 0.3 * smear, 0, 1)


def screen() -> Layer:
    """Lines of a display."""
    v, _ = np.mgrid[0:SIZE, 0:SIZE] / SIZE
    lines = np.sin(2 * np.pi * 96 * v) * 0.5 + 0.5
    return np.full((SIZE, SIZE), 0.5), lines, np.clip(fractal("screen", slope=1.8), 0, 1)


def ripples() -> Layer:
    """Open water: small waves that cross each other, with calm streaks."""
    chop = fractal("ripples chop", slope=1.5, low=6, high=70)
    cross = ridges("ripples cross", slope=2.0, low=5, high=40)
    calm = 0.45 + 0.55 * step(fractal("ripples calm", slope=2.2, low=1, high=8), 0.3, 0.65)
    return calm * (0.55 * chop + 0.3 * cross), chop, cross


LAYERS: tuple[Callable[[], Layer], ...] = (
    weather, grainy, sand, rock, concrete, metal, rust, weave, leather, flesh, leaf, soil, wood, snow, hair, smooth_glass, screen,
    ripples, regolith, foliage, turf, asphalt, masonry,
)  # fmt: skip
"""The layers of the texture array, in order; the first is the weather that lies over everything."""


def bake(layer: int) -> list[NDArray[np.uint8]]:
    """Return the mip levels [S, S, 4] of one layer: slopes along u and v, tone, mask."""
    height, tone, mask = LAYERS[layer]()
    level = np.stack([_squashed_slope(height.T).T, _squashed_slope(height), np.clip(tone, 0, 1), np.clip(mask, 0, 1)])
    levels = [level]
    while level.shape[1] > 1:
        # Written out: a mean over two axes takes five times as long.
        level = (level[:, ::2, ::2] + level[:, ::2, 1::2] + level[:, 1::2, ::2] + level[:, 1::2, 1::2]) / 4
        levels.append(level)
    return [np.ascontiguousarray(np.moveaxis(np.asarray(values * 255.0 + 0.5, np.uint8), 0, -1)) for values in levels]


def _squashed_slope(height: Field) -> Field:
    """Return the slope along the first axis, wrapping, in [0, 1]: a half is level."""
    slope = np.empty_like(height)
    np.subtract(height[2:], height[:-2], out=slope[1:-1])
    slope[0], slope[-1] = height[1] - height[-1], height[0] - height[-2]
    slope *= 0.5
    slope *= SIZE / 24.0
    slope *= 0.8
    return np.asarray(np.tanh(slope, out=slope) * 0.5 + 0.5)
