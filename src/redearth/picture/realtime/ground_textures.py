"""The baked pictures of grounds, greens and walls made of many things: stones in dust, leaves, blades, grit in tar, bricks."""

from __future__ import annotations

import numpy as np

from redearth.core.seed import generator_from
from redearth.picture.realtime.noise import SIZE, Field, Layer, cells, fractal, ridges, smooth, step
from redearth.picture.realtime.stamps import Stamp, strewn


def regolith() -> Layer:
    """Fine dust with pebbles and small stones, dark where they touch it, dimples of impacts, and tails that the wind left; the mask is stone."""
    swell = fractal("regolith swell", slope=2.3, low=2, high=24)
    wind = fractal("regolith wind", slope=1.9, low=2, high=60, stretch=3.2).T
    grain = fractal("regolith grain", slope=0.45, low=30)
    crumbs = fractal("regolith crumbs", slope=1.0, low=12, high=90)
    crests = ridges("regolith crests", slope=1.5, low=4, high=26, stretch=0.8)
    swept = step(fractal("regolith swept", slope=2.0, low=1, high=8), 0.35, 0.7)
    height = 0.42 * swell + 0.12 * wind + 0.06 * grain + 0.10 * crumbs + 0.17 * crests * (0.3 + 0.7 * swept)
    tone = 0.42 + 0.34 * (wind - 0.5) + 0.18 * (swell - 0.5) + 0.24 * (grain - 0.5)
    for pit in strewn("regolith pits", 60, (5.0, 30.0), rare=2.6):
        _press(pit, height, tone)
    mask = np.zeros_like(height)
    for tail in strewn("regolith stones", 58, (34.0, 78.0), rare=3.0, slender=4.4, turned=False):
        _drift(tail, height, tone)
    for stone in strewn("regolith stones", 58, (5.2, 12.0), rare=3.0):
        _bed(stone, height, tone, mask)
    for pebble in strewn("regolith pebbles", 620, (1.3, 3.6), rare=2.2):
        _bed(pebble, height, tone, mask)
    return height, tone, mask


def _press(pit: Stamp, height: Field, tone: Field) -> None:
    """Press a dimple with a soft raised rim."""
    turn = np.arctan2(pit.across, pit.along)
    outline = 1.0 + 0.10 * np.cos(2 * turn + 6.3 * pit.chance[1]) + 0.07 * np.cos(3 * turn + 6.3 * pit.chance[2])
    out = np.hypot(pit.along, pit.across) / outline
    deep = 0.009 * pit.radius_px * (0.15 + pit.chance[0] ** 2)
    bowl = np.where(out < 1.0, out * out - 1.0, 0.0) + 0.40 * np.exp(-(((out - 1.0) / 0.22) ** 2))
    height[pit.at] += deep * bowl
    tone[pit.at] += 0.10 * np.clip(bowl, -1.0, 1.0) * (0.3 + pit.chance[0])


def _drift(tail: Stamp, height: Field, tone: Field) -> None:
    """Heap dust in the lee of a stone: widest behind it, thinning out along u."""
    along = np.clip(tail.along, 0.0, 1.5)
    ridge = np.exp(-((tail.across / (0.75 - 0.4 * along)) ** 2)) * np.where(tail.along > 0, (1 - along / 1.5) ** 1.5, 0.0)
    height[tail.at] += 0.07 * ridge
    tone[tail.at] += 0.30 * ridge


def _bed(stone: Stamp, height: Field, tone: Field, mask: Field) -> None:
    """Bed a stone in the dust: an angular dome, and the ground dark round its foot."""
    turn = np.arctan2(stone.across, stone.along)
    first, second, third, _ = stone.chance
    outline = 1.0 + 0.20 * np.cos(2 * turn + 6.3 * first) + 0.12 * np.cos(3 * turn + 6.3 * second) + 0.06 * np.cos(5 * turn)
    out = np.hypot(stone.along, stone.across * 1.15) / (0.82 * outline)
    dome = np.sqrt(np.clip(1.0 - out * out, 0.0, 1.0))
    top = np.minimum(dome, 0.72 + 0.25 * stone.along * (first - 0.5) + 0.25 * stone.across * (second - 0.5))
    inside = step(out, 1.04, 0.90)
    foot = np.exp(-((np.maximum(out - 0.9, 0.0) / 0.30) ** 2)) * (1.0 - inside)
    height[stone.at] += 0.030 * stone.radius_px * top
    tone[stone.at] += (0.30 + 0.5 * third - tone[stone.at]) * inside - 0.42 * foot
    mask[stone.at] = np.maximum(mask[stone.at], inside)


def foliage() -> Layer:
    """A mass of leaves, the upper over the lower: tips in the light, dark gaps between; the mask picks out the paler leaves."""
    return _thatch("foliage", 1150, (13.0, 25.0), slender=2.1, fold=0.55, deepest=0.0, even_px=22.0)


def turf() -> Layer:
    """Short grass seen from above: blades that lie over each other, with hollows between the tussocks."""
    return _thatch("turf", 1500, (14.0, 34.0), slender=6.5, fold=0.35, deepest=0.16, even_px=13.0)


def _thatch(
    name: str, count: int, radii_px: tuple[float, float], *, slender: float, fold: float, deepest: float, even_px: float
) -> Layer:
    """Lay leaves over each other from the deepest to the highest; each is folded along its rib and lies tilted.

    ``deepest`` is the tone of the gaps; what is broader than ``even_px`` is taken out of the tone: it would show where the picture repeats.
    """
    height, tone, mask = np.zeros((SIZE, SIZE)), np.full((SIZE, SIZE), deepest), np.zeros((SIZE, SIZE))
    clumps = fractal(f"{name} clumps", slope=1.2, low=6, high=18)
    for rank, leaf in enumerate(strewn(name, count, radii_px, slender=slender, rare=1.2, reach=1.25)):
        depth = rank / count
        middle = leaf.at[0][len(leaf.at[0]) // 2, 0], leaf.at[1][0, leaf.at[1].shape[1] // 2]
        if depth > 0.35 and clumps[middle] < 0.62 * depth + 0.02:
            continue
        along, across = leaf.along, leaf.across
        blade = np.abs(across) < np.sqrt(np.clip(1.0 - along * along, 0.0, 1.0)) * (1.12 - 0.45 * along)
        tip = 0.5 + 0.5 * np.clip(along, -1.0, 1.0)
        first, second, third, _ = leaf.chance
        lies = 0.22 * depth + leaf.radius_px * (
            0.006 * along * (first + 0.25) + 0.010 * across / slender * (second - 0.5) - 0.016 * fold * np.abs(across) / slender
        )
        rib = np.exp(-((across / 0.16) ** 2))
        shade = 0.14 + 0.50 * depth + 0.30 * tip * depth + 0.10 * (third - 0.5) + 0.07 * rib
        for field, values in ((height, lies), (tone, shade), (mask, third * np.ones_like(shade) * (0.3 + 0.7 * tip))):
            field[leaf.at] = np.where(blade, values, field[leaf.at])
    return height + 0.2, np.clip(0.45 + tone - smooth(tone, even_px), 0, 1), mask


def asphalt() -> Layer:
    """Rolled stone in tar: pale grit worn bare, cracks, stains where wheels and oil went; the mask is cracks and stains."""
    grit = step(fractal("asphalt grit", slope=0.3, low=64, high=150), 0.58, 0.74)
    worn = fractal("asphalt worn", slope=1.9, low=1, high=24)
    fine = fractal("asphalt fine", slope=0.2, low=90)
    _, seams, _ = cells("asphalt cracks", 9, jitter=fractal("asphalt jitter", slope=1.5))
    cracks = (1.0 - step(seams, 0.0, 0.020)) * step(ridges("asphalt where", slope=2.0, low=1, high=8), 0.60, 0.85)
    height = 0.045 * grit + 0.04 * fine + 0.2 * worn - 0.25 * cracks
    tone = 0.30 + 0.62 * grit * (0.25 + worn) + 0.42 * (worn - 0.5) + 0.3 * (fine - 0.5)
    stains = fractal("asphalt stains", slope=1.8, low=1, high=40)
    return height, np.clip(tone, 0, 1), np.clip(np.maximum(cracks, 0.9 * stains), 0, 1)


def masonry() -> Layer:
    """Brick courses in running bond: each brick of its own burn, edges chipped, joints set back; the mask is mortar."""
    courses, wide = 14, 5
    v, u = np.mgrid[0:SIZE, 0:SIZE] / SIZE
    course = np.floor(v * courses)
    along = u * wide + 0.5 * (course % 2)
    fraction, rise = along - np.floor(along), v * courses - course
    chipped = fractal("masonry chips", slope=1.1, low=10, high=120)
    edge = np.minimum(np.minimum(fraction, 1 - fraction) * courses / wide, np.minimum(rise, 1 - rise)) + 0.10 * (chipped - 0.5)
    brick = step(edge, 0.05, 0.13)
    burns = generator_from("masonry", "burns").random((courses, wide))
    burn = burns[course.astype(int), np.floor(along).astype(int) % wide]
    grain = fractal("masonry grain", slope=0.8, low=20)
    height = 0.16 * brick * (0.8 + 0.4 * burn) + 0.10 * (grain - 0.5) + 0.12 * chipped
    tone = brick * (0.25 + 0.45 * burn + 0.35 * (chipped - 0.5)) + (1 - brick) * 0.45 + 0.2 * (grain - 0.5)
    return height, np.clip(tone, 0, 1), 1.0 - brick
