"""What years leave on a wall and people paint on it: stains, tie holes, stencilled numbers, rubble at the foot."""

from __future__ import annotations

import numpy as np

from redearth.core.seed import generator_from
from redearth.core.space import rotation_x, rotation_y, translation
from redearth.stage.sets.shape import Part, empty, join, moved
from redearth.stage.sets.solids import box, chunk, loft, tube

_SEGMENTS = ("abcdef", "bc", "abged", "abgcd", "fgbc", "afgcd", "afgedc", "abc", "abcdefg", "abcdfg")
"""Strokes of each digit: a top, b and c right, d bottom, e and f left, g middle."""
_PROUD_M = 0.004
"""How far paint and stains lie before the wall, so that they never fight with it."""


def stains(places: list[tuple[float, float]], front_m: float, material: int, *identity: str) -> Part:
    """Return streaks that run down a wall's +z face from each (x, y): a few ragged tongues, narrower below."""
    random = generator_from("stains", *identity)
    parts = []
    for x, y in places:
        for _ in range(int(random.integers(4, 8))):
            long, wide = float(random.uniform(0.25, 1.5)), float(random.uniform(0.008, 0.03))
            at = x + float(random.uniform(-0.28, 0.28))
            down = np.linspace(0, 1, 5)
            half = wide * (1 - down) ** 0.5 * random.uniform(0.6, 1.2, 5) + 0.003
            lean = np.cumsum(random.uniform(-0.012, 0.012, 5))
            rings = [
                [
                    (at + s + h * e, max(0.02, y - long * d), front_m + z)
                    for e, z in ((-1, -0.01), (1, -0.01), (1, _PROUD_M), (-1, _PROUD_M))
                ]
                for s, h, d in zip(lean, half, down, strict=True)
            ]
            parts.append(loft(np.array(rings), material, crease_rad=0.3))
    return join(*parts)


def tie_holes(xs: list[float], ys: list[float], front_m: float, material: int) -> Part:
    """Return the dark plugs of formwork ties on a grid of a wall's +z face."""
    return join(*(box((0.055, 0.055, 0.012), material, at=(x, y, front_m), chamfer_m=0.005) for x in xs for y in ys))


def stencil(number: int, tall_m: float, at: tuple[float, float, float], material: int) -> Part:
    """Return a two-digit stencilled number on a +z face, its lower left corner at ``at``; strokes leave the bridges a stencil needs."""
    wide, stroke = tall_m * 0.52, tall_m * 0.13
    half = tall_m / 2
    across, upright = (wide - 1.5 * stroke, stroke, _PROUD_M * 2), (stroke, half - 0.75 * stroke, _PROUD_M * 2)
    spots = {
        "a": (across, wide / 2, tall_m - stroke), "g": (across, wide / 2, half - stroke / 2), "d": (across, wide / 2, 0.0),
        "f": (upright, stroke / 2, half + 0.3 * stroke), "b": (upright, wide - stroke / 2, half + 0.3 * stroke),
        "e": (upright, stroke / 2, 0.45 * stroke), "c": (upright, wide - stroke / 2, 0.45 * stroke),
    }  # fmt: skip
    parts = []
    for place, digit in enumerate((number // 10 % 10, number % 10)):
        for name in _SEGMENTS[digit]:
            size, x, y = spots[name]
            parts.append(box(size, material, at=(at[0] + place * wide * 1.35 + x, at[1] + y, at[2])))
    return join(*parts)


def rubble_foot(start: float, end: float, front_m: float, materials: tuple[int, int], *identity: str) -> Part:
    """Return broken blocks and bars that lie before a wall from ``start`` to ``end``, the larger ones near it."""
    stone, rust = materials
    random = generator_from("rubble-foot", *identity)
    parts = [empty()]
    for k in range(max(4, round(abs(end - start) * 2.2))):
        near = float(random.uniform()) ** 1.6
        size = float(random.uniform(0.1, 0.22 + 0.26 * (1 - near)))
        block = chunk(stone, *identity, k, size=(size * 1.4, size * 0.8, size), points=12)
        turn = rotation_y(float(random.uniform(0, 6.3))) @ rotation_x(float(random.uniform(-0.3, 0.3)))
        at = (start + (end - start) * float(random.uniform()), -0.34 * size + 0.08 * (1 - near), front_m + 0.62 + 1.5 * near)
        parts.append(moved(block, translation(at) @ turn))
        if k % 4 == 0:
            foot = np.array([at[0], 0.1, at[2]])
            tip = foot + random.uniform(-0.5, 0.5, 3) * [1, 0.4, 1] + [0, 0.45, 0]
            parts.append(tube([foot, (foot + tip) / 2 + [0.06, 0.05, 0], tip], 0.014, rust, sides=4))
    return join(*parts)


def hung(
    start: tuple[float, float, float], end: tuple[float, float, float], sag_m: float, radius_m: float, material: int
) -> Part:
    """Return a slack cable between two points."""
    t = np.linspace(0, 1, 13)[:, None]
    path = np.asarray(start) * (1 - t) + np.asarray(end) * t
    path[:, 1] -= sag_m * 4 * (t * (1 - t))[:, 0]
    return tube(path, radius_m, material, sides=5, caps=False)
