"""The shoot: a small living plant in a fistful of earth, made to be seen from a hand's breadth away."""

from __future__ import annotations

import math

import numpy as np

from redearth.core.seed import generator_from
from redearth.stage.sets.nature import icosphere
from redearth.stage.sets.noise import fractal
from redearth.stage.sets.palette import Palette
from redearth.stage.sets.panels import sheet
from redearth.stage.sets.shape import F64, Part, join, shaded, shifted
from redearth.stage.sets.solids import chunk, tube

_STEM_M = 0.125


def shoot(palette: Palette) -> Part:
    """Return a seedling 18 cm high with two seed leaves, four true leaves and a bud; its grip is the clump of earth."""
    stem = _stem_path()
    parts = [_clump(palette), tube(stem, np.linspace(0.0032, 0.0015, len(stem)), palette.use("stem"), sides=9)]
    leaves = (
        (0.42, 0.4, 0.030, 0.55, True), (0.42, 3.5, 0.028, 0.5, True),
        (0.68, 1.9, 0.062, 0.72, False), (0.76, 5.0, 0.058, 0.82, False),
        (0.86, 3.4, 0.052, 0.9, False), (0.9, 0.5, 0.05, 0.95, False),
        (0.98, 2.2, 0.034, 1.12, False), (1.0, 5.3, 0.03, 1.2, False),
    )  # fmt: skip
    for share, turn, length, rise, seed_leaf in leaves:
        root = _along(stem, share)
        parts += _leaf(palette, root, turn, length, rise, seed_leaf=seed_leaf)
    parts += _bud(palette, stem[-1])
    return join(*parts)


def _stem_path() -> F64:
    t = np.linspace(0, 1, 14)
    return np.column_stack([0.010 * np.sin(t * 2.4), 0.018 + t * _STEM_M, 0.006 * np.sin(t * 3.6 + 0.5) - 0.003])


def _along(path: F64, share: float) -> F64:
    at = share * (len(path) - 1)
    k = min(int(at), len(path) - 2)
    point: F64 = path[k] + (path[k + 1] - path[k]) * (at - k)
    return point


def _leaf(palette: Palette, root: F64, turn: float, length: float, rise: float, *, seed_leaf: bool) -> list[Part]:
    """A stalk and a blade that arches, folds along its midrib and curls at the rim."""
    out = np.array([math.cos(turn), 0.0, math.sin(turn)])
    across = np.array([-out[2], 0.0, out[0]])
    stalk = length * 0.32
    way = out * math.cos(rise) + np.array([0, math.sin(rise), 0])
    foot = root + way * stalk
    rows, columns = 13, 9
    t = np.linspace(0, 1, rows)[:, None]
    s = np.linspace(-1, 1, columns)[None, :]
    half = (
        length * (0.44 if seed_leaf else 0.3) * np.sin(np.pi * t ** (0.8 if seed_leaf else 0.72)) ** (0.75 if seed_leaf else 0.9)
    )
    # The blade bends down towards its tip; the rim waves a little, more on the true leaves.
    bend = rise - t * (0.5 if seed_leaf else 1.05)
    reach = np.cumsum(np.cos(bend) * length / (rows - 1), axis=0) - np.cos(bend[0]) * length / (rows - 1)
    lift = np.cumsum(np.sin(bend) * length / (rows - 1), axis=0) - np.sin(bend[0]) * length / (rows - 1)
    fold = 0.5 * half * (np.abs(s) ** 1.4) * (0.35 if seed_leaf else 0.62)
    wave = 0.0 if seed_leaf else 0.03 * length * np.sin(t * 16 + turn) * np.abs(s) ** 2
    ribs = (
        0.0
        if seed_leaf
        else 0.007 * length * np.cos((t * 7.0 - np.abs(s) * 1.6) * 2 * np.pi) * (1 - np.abs(s)) * np.sin(np.pi * t)
    )
    height = lift + fold + wave + ribs
    points = foot + reach[..., None] * out + height[..., None] * np.array([0, 1.0, 0]) + (half * s)[..., None] * across
    points[-1] = points[-1].mean(0)
    points[0] = points[0].mean(0)
    blade = sheet(points[:, ::-1], palette.use("leaf"), both_sides=True, crease_rad=3.0)
    midrib = points[:, columns // 2] - [0, 0.0007, 0]
    rib = tube(midrib[:-1], np.linspace(0.0011, 0.0003, rows - 1), palette.use("stem"), sides=5)
    bow = np.stack([root, root + way * stalk * 0.5 + [0, 0.0015, 0], foot + way * 0.002])
    return [blade, rib, tube(bow, [0.0015, 0.0013, 0.0011], palette.use("stem"), sides=7)]


def _bud(palette: Palette, tip: F64) -> list[Part]:
    """Two leaves still folded together at the top."""
    parts = []
    for turn in (1.1, 4.2):
        out = np.array([math.cos(turn), 0, math.sin(turn)])
        path = np.stack(
            [
                tip - [0, 0.002, 0],
                tip + [0, 0.008, 0] + out * 0.003,
                tip + [0, 0.016, 0] + out * 0.004,
                tip + [0, 0.022, 0] + out * 0.002,
            ]
        )
        parts.append(tube(path, [0.0014, 0.0032, 0.0024, 0.0004], palette.use("leaf"), sides=8))
    return parts


def _clump(palette: Palette) -> Part:
    """A fistful of red earth with crumbs, pebbles and a few root hairs."""
    points, faces = icosphere(4)
    rough = fractal(
        points[:, 0] * 3.1 + points[:, 1] * 1.7, points[:, 2] * 3.1 - points[:, 1] * 2.3, "clump", octaves=5, gain=0.6
    )
    body = points * (1 + 0.3 * rough)[:, None] * [0.047, 0.03, 0.043]
    body[:, 1] = np.where(body[:, 1] > 0, body[:, 1] * 0.72, body[:, 1])
    earth, soil = palette.use("earth"), palette.use("soil")
    parts = [shaded(body, faces, earth, crease_rad=0.9)]
    random = generator_from("clump-crumbs")
    for k in range(34):
        way = random.normal(size=3)
        way = way / np.linalg.norm(way) * [0.045, 0.026, 0.041]
        across = float(random.uniform(0.004, 0.012))
        crumb = chunk(earth if k % 3 else soil, "crumb", k, size=(across, across * 0.8, across * 0.9), points=11)
        parts.append(shifted(crumb, float(way[0]), float(abs(way[1]) * 0.7 if k % 2 else way[1]) - across * 0.4, float(way[2])))
    for k in range(6):
        turn = k * 1.05 + 0.3
        start = np.array([math.cos(turn) * 0.02, -0.018, math.sin(turn) * 0.02])
        path = np.stack(
            [
                start,
                start + np.array([math.cos(turn) * 0.012, -0.014, math.sin(turn) * 0.01]),
                start + np.array([math.cos(turn + 0.7) * 0.014, -0.032, math.sin(turn + 0.7) * 0.014]),
            ]
        )
        parts.append(tube(path, [0.0009, 0.0007, 0.0002], palette.use("paper"), sides=5))
    return join(*parts)
