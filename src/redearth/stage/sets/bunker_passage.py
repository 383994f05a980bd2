"""The passage behind a bunker's gate: floor, ribs, cables and pipes that lead the eye in, and the frame of its mouth."""

from __future__ import annotations

import numpy as np

from redearth.core.space import rotation_x
from redearth.direction.model import Piece
from redearth.stage.sets.shape import Part, join, moved, shifted
from redearth.stage.sets.solids import box, lathe, tube
from redearth.stage.sets.workshop import Workshop

_RIB_M = 3.0
_LANE_M = 0.1


def line_passage(shop: Workshop, piece: Piece, start_m: float, deep_m: float) -> Part:
    """Return what lines the passage behind ``piece``, in its object space: from ``start_m`` behind it, ``deep_m`` long, inside the walls."""
    w, h, _ = piece.size_m
    run = (-start_m, -start_m - deep_m)
    return join(
        _floor(shop, w, run),
        _ribs(shop, w, h, run),
        _lines(shop, w, h, run),
        _end(shop, w, h, run[1]),
        _frame(shop, w, h, run[0]),
    )


def _floor(shop: Workshop, w: float, run: tuple[float, float]) -> Part:
    """A cast floor from where the blown sand ends, with worn lanes that run to the end."""
    stone, lane = shop.palette.use("concrete_dark"), shop.palette.use("road_paint")
    begin = run[0] - 2.6
    long, middle = begin - run[1], (begin + run[1]) / 2
    parts = [box((w, 0.03, long), stone, at=(0, -0.012, middle), chamfer_m=0.01)]
    parts += [box((_LANE_M, 0.006, long), lane, at=(x * w, 0.016, middle)) for x in (-0.34, 0.34)]
    return join(*parts)


def _ribs(shop: Workshop, w: float, h: float, run: tuple[float, float]) -> Part:
    """Portal frames with bolted feet; every other one carries a red light."""
    stone, dark, ochre, red = (shop.palette.use(n) for n in ("concrete", "steel_dark", "paint_ochre", "glow_red"))
    parts = []
    for k, z in enumerate(np.arange(run[0] - 0.9, run[1] + 0.5, -_RIB_M).tolist()):
        parts.append(box((w, 0.34, 0.42), stone, at=(0, h - 0.34, z), chamfer_m=0.05))
        for s in (-1, 1):
            x = s * (w / 2 - 0.14)
            parts.append(box((0.34, h, 0.42), stone, at=(x, 0, z), chamfer_m=0.05))
            parts.append(box((0.36, 0.5, 0.44), ochre if k % 2 == 0 else dark, at=(x, 0.25, z), chamfer_m=0.05))
            if k % 2 and s > 0:
                parts.append(box((0.06, 0.12, 0.12), red, at=(x - s * 0.2, h * 0.62, z), chamfer_m=0.02))
    return join(*parts)


def _lines(shop: Workshop, w: float, h: float, run: tuple[float, float]) -> Part:
    """Pipes, cables and their trays along both walls."""
    rust, dark, steel, teal = (shop.palette.use(n) for n in ("rust", "steel_dark", "steel", "paint_teal"))
    parts = []
    for x, y, radius, paint in (
        (-0.5, 0.86, 0.13, rust), (-0.5, 0.76, 0.07, teal), (0.5, 0.84, 0.09, steel), (-0.5, 0.2, 0.05, dark), (0.5, 0.16, 0.06, rust),
    ):  # fmt: skip
        place = (x * w - np.sign(x) * (radius + 0.34), y * h)
        parts.append(tube([(*place, run[0] - 0.8), (*place, run[1])], radius, paint, sides=8))
        for z in np.arange(run[0] - 2.4, run[1] + 0.5, -_RIB_M).tolist():
            parts.append(tube([(*place, z), (*place, z - 0.12)], radius * 1.35, dark, sides=8))
    parts.append(box((0.3, 0.05, run[0] - run[1]), dark, at=(w * 0.5 - 0.5, h * 0.72, (run[0] + run[1]) / 2)))
    for k in range(4):
        z = np.linspace(run[0], run[1], 24)
        sag = h * 0.72 + 0.08 + 0.03 * np.sin(z * (1.1 + 0.23 * k) + k)
        parts.append(tube(np.column_stack([np.full(24, w * 0.5 - 0.6 + 0.06 * k), sag, z]), 0.022, dark, sides=5, caps=False))
    return join(*parts)


def _end(shop: Workshop, w: float, h: float, z: float) -> Part:
    """The inner door at the end: a frame, two leaves, a lit sign above."""
    ochre, paint, dark, amber = (shop.palette.use(n) for n in ("paint_ochre", "paint_teal", "steel_dark", "glow_amber"))
    parts = [box((w * 0.62, h * 0.78, 0.3), ochre, at=(0, 0, z + 0.1), chamfer_m=0.05)]
    parts += [box((w * 0.26, h * 0.7, 0.2), paint, at=(s * w * 0.135, 0, z + 0.22), chamfer_m=0.03) for s in (-1, 1)]
    parts += [box((w * 0.22, 0.08, 0.06), dark, at=(s * w * 0.135, h * y, z + 0.33)) for s in (-1, 1) for y in (0.2, 0.4, 0.6)]
    parts.append(box((0.9, 0.2, 0.08), amber, at=(0, h * 0.82, z + 0.12), chamfer_m=0.02))
    return join(*parts)


def _frame(shop: Workshop, w: float, h: float, z: float) -> Part:
    """The mouth's upper edge: a header inside, the leaf's guide rail with hazard blocks, slack cables, caged lamps in the opening."""
    rust, ochre, dark, warm = (shop.palette.use(n) for n in ("rust", "paint_ochre", "steel_dark", "glow_warm"))
    rail, tall = -z - 0.3, 0.17
    parts = [box((w, 0.3, 0.3), rust, at=(0, h - 0.3, z - 0.16), chamfer_m=0.03)]
    parts.append(box((w, tall, 0.14), rust, at=(0, h - tall, rail), chamfer_m=0.02))
    count = max(6, round(w / 0.3))
    for k in range(count):
        x = w * ((k + 0.5) / count - 0.5)
        block = box((w / count * 0.94, tall * 0.62, 0.03), ochre if k % 2 else dark, at=(0, h - tall * 0.82, rail - 0.07))
        skew = np.eye(4)
        skew[0, 1], skew[0, 3] = 0.6, x - 0.6 * (h - tall * 0.5)
        parts.append(moved(block, skew))
        bolt = moved(lathe([(0.022, 0), (0.022, 0.02), (0.012, 0.026)], dark, sides=6), rotation_x(-np.pi / 2))
        parts += [shifted(bolt, x, h - 0.3 * y, z - 0.31) for y in (0.3, 0.8)]
    along = np.linspace(-0.5, 0.5, 61)
    for k, drop in enumerate((0.07, 0.13)):
        y = h - tall - drop * np.abs(np.sin((along + 0.5) * np.pi * (3 + 2 * k))) ** 0.8
        parts.append(tube(np.column_stack([along * w, y, np.full(61, rail + 0.1 + 0.03 * k)]), 0.008, dark, sides=5, caps=False))
    for x in (-0.3, 0.3):
        parts.append(shifted(_caged_lamp(dark, warm), x * w, h - tall - 0.29, rail + 0.11))
    return join(*parts)


def _caged_lamp(dark: int, glow: int) -> Part:
    """A lamp in a cage that hangs from a short pipe; its foot is its lowest point."""
    bulb = lathe([(0.01, 0.03), (0.05, 0.05), (0.06, 0.12), (0.04, 0.17)], glow, sides=10)
    cap = lathe([(0.09, 0.16), (0.1, 0.19), (0.04, 0.24), (0.02, 0.3)], dark, sides=10)
    turns = np.linspace(0, 2 * np.pi, 6, endpoint=False)
    bars = [
        tube(
            [(0.085 * np.cos(a), 0.17, 0.085 * np.sin(a)), (0.085 * np.cos(a), 0.06, 0.085 * np.sin(a)), (0, 0, 0)],
            0.006,
            dark,
            sides=4,
        )
        for a in turns
    ]
    return join(bulb, cap, *bars)
