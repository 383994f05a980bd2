"""Signed distances: the clay that bodies, cloth and flesh are modelled in. Negative is inside; distances in metres."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.interpolate import PchipInterpolator

from redearth.stage.rows import lengths

F64 = NDArray[np.float64]
Field = Callable[[F64], F64]
"""[N, 3] points -> [N] distances."""
Fold = Callable[[F64, F64], F64]
"""(metres along a tube, angle around it) -> metres by which its surface swells."""
_TABLE = 96


def ramp(x: F64, low: float, high: float) -> F64:
    """Return 0 below ``low``, 1 above ``high``, smooth between (``low`` may be the larger one: then it falls)."""
    t = np.clip((x - low) / (high - low), 0.0, 1.0)
    out: F64 = t * t * (3.0 - 2.0 * t)
    return out


def bump(x: F64, centre: float, width: float) -> F64:
    """Return a bell: 1 at ``centre``, 0.37 at ``width`` from it."""
    out: F64 = np.exp(-(((x - centre) / width) ** 2))
    return out


def smooth_union(a: F64, b: F64, blend_m: float) -> F64:
    """Return the union of two distances with a fillet of ``blend_m``; polynomial smooth minimum (Quilez)."""
    h = np.clip(0.5 + 0.5 * (b - a) / blend_m, 0.0, 1.0)
    out: F64 = b + (a - b) * h - blend_m * h * (1.0 - h)
    return out


def smooth_cut(a: F64, b: F64, blend_m: float) -> F64:
    """Return ``a`` without ``b``, the edge rounded by ``blend_m``."""
    return -smooth_union(-a, b, blend_m)


def ellipsoid(p: F64, centre: ArrayLike, radii: ArrayLike) -> F64:
    """Return the first-order distance to an ellipsoid (exact on its surface)."""
    r = np.asarray(radii, float)
    q = (p - np.asarray(centre, float)) / r
    k0 = lengths(q)
    k1 = lengths(q / r)
    out: F64 = np.where(k1 > 1e-6, k0 * (k0 - 1.0) / np.maximum(k1, 1e-6), -float(r.min()))
    return out


def capsule(p: F64, a: ArrayLike, b: ArrayLike, radius_a: float, radius_b: float) -> F64:
    """Return the distance to a capsule whose radius runs from ``radius_a`` to ``radius_b``."""
    start = np.asarray(a, float)
    along = np.asarray(b, float) - start
    t = np.clip((p - start) @ along / float(along @ along), 0.0, 1.0)
    out: F64 = lengths(p - start - t[:, None] * along) - (radius_a + (radius_b - radius_a) * t)
    return out


def box(p: F64, centre: ArrayLike, half: ArrayLike, round_m: float) -> F64:
    """Return the distance to a box with rounded edges."""
    q = np.abs(p - np.asarray(centre, float)) - (np.asarray(half, float) - round_m)
    outside = lengths(np.maximum(q, 0.0))
    out: F64 = outside + np.minimum(q.max(axis=-1), 0.0) - round_m
    return out


@dataclass(frozen=True, slots=True, kw_only=True)
class Tube:
    """A limb or trunk: an elliptic section that changes along a straight axis."""

    origin: F64
    axis: F64
    side: F64
    """Unit vector of the width; the depth is along ``depth``."""
    depth: F64
    table: F64
    """[K, 5] metres along the axis, half width, half depth, offset of the centre along side and depth."""
    round_m: float = 0.02

    def local(self, p: F64) -> tuple[F64, F64, F64]:
        """Return (metres along the axis, across, in depth) of points."""
        rel = p - self.origin
        return rel @ self.axis, rel @ self.side, rel @ self.depth

    def distance(self, p: F64, fold: Fold | None = None) -> F64:
        """Return distances [N], the surface swollen by ``fold``."""
        along, x, y = self.local(p)
        at = self.table[:, 0]
        t = np.clip(along, at[0], at[-1])
        wide, deep, off_x, off_y = (np.interp(t, at, self.table[:, c]) for c in range(1, 5))
        x, y = x - off_x, y - off_y
        k0, k1 = np.hypot(x / wide, y / deep), np.hypot(x / wide**2, y / deep**2)
        radial = np.where(k1 > 1e-6, k0 * (k0 - 1.0) / np.maximum(k1, 1e-6), -np.minimum(wide, deep))
        if fold is not None:
            radial = radial - fold(along, np.arctan2(y / deep, x / wide))
        half, middle = (at[-1] - at[0]) / 2, (at[-1] + at[0]) / 2
        q0, q1 = radial + self.round_m, np.abs(along - middle) - half + self.round_m
        out: F64 = np.minimum(np.maximum(q0, q1), 0.0) + np.hypot(np.maximum(q0, 0.0), np.maximum(q1, 0.0)) - self.round_m
        return out


def tube(origin: ArrayLike, axis: ArrayLike, side: ArrayLike, stations: Sequence[Sequence[float]], round_m: float = 0.02) -> Tube:
    """Return a tube through ``stations``: rows of (along, half width, half depth[, side offset, depth offset]) in metres."""
    rows = np.array([[*row, *([0.0] * (5 - len(row)))] for row in stations], float)
    at = np.linspace(rows[0, 0], rows[-1, 0], _TABLE)
    table = np.column_stack([at, PchipInterpolator(rows[:, 0], rows[:, 1:])(at)])
    a, s = np.asarray(axis, float), np.asarray(side, float)
    a = a / np.linalg.norm(a)
    s = s - a * (s @ a)
    s = s / np.linalg.norm(s)
    depth = np.cross(s, a)
    depth = depth if depth[2] >= 0 else -depth
    return Tube(origin=np.asarray(origin, float), axis=a, side=s, depth=depth, table=table, round_m=round_m)
