"""Arithmetic on rows of three numbers: numpy's own functions do the same for any shape, and pay for it on every small mesh."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

F64 = NDArray[np.float64]
I64 = NDArray[np.int64]


def cross(a: F64, b: F64) -> F64:
    """Return the cross products of vectors [..., 3] and [..., 3], as ``numpy.cross`` has them."""
    ax, ay, az = a[..., 0], a[..., 1], a[..., 2]
    bx, by, bz = b[..., 0], b[..., 1], b[..., 2]
    x = ay * bz - az * by
    out = np.empty((*np.shape(x), 3))
    out[..., 0], out[..., 1], out[..., 2] = x, az * bx - ax * bz, ax * by - ay * bx
    return out


def lengths(v: F64) -> F64:
    """Return the lengths [...] of vectors [..., 3]."""
    x, y, z = v[..., 0], v[..., 1], v[..., 2]
    return np.sqrt(x * x + y * y + z * z)


def distinct(rows: NDArray[Any]) -> tuple[I64, I64]:
    """Return where the distinct ones of ``rows`` [N, K] first stand, in rising order [D], and which of them each row is [N]."""
    order = np.lexsort(rows.T[::-1])
    ranked = rows[order]
    new = np.ones(len(rows), bool)
    new[1:] = (ranked[1:] != ranked[:-1]).any(axis=1)
    which = np.empty(len(rows), np.int64)
    which[order] = np.cumsum(new) - 1
    return order[new], which
