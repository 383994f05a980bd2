"""Quaternion algebra on arrays [..., 4] in (w, x, y, z) order."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from redearth.stage.parts import F64


def multiply(a: F64, b: F64) -> F64:
    """Return the product: rotate by ``b``, then by ``a``."""
    aw, ax, ay, az = np.moveaxis(a, -1, 0)
    bw, bx, by, bz = np.moveaxis(b, -1, 0)
    product: F64 = np.stack(
        [
            aw * bw - ax * bx - ay * by - az * bz,
            aw * bx + ax * bw + ay * bz - az * by,
            aw * by - ax * bz + ay * bw + az * bx,
            aw * bz + ax * by - ay * bx + az * bw,
        ],
        axis=-1,
    )
    return product


def inverse(q: F64) -> F64:
    """Return the inverse of unit quaternions."""
    return np.asarray(q * np.array([1.0, -1.0, -1.0, -1.0]))


def rotate(q: F64, v: ArrayLike) -> F64:
    """Return vectors [..., 3] turned by unit quaternions [..., 4]."""
    vector = np.asarray(v, float)
    axis = q[..., 1:]
    twice = 2.0 * cross(axis, vector)
    return np.asarray(vector + q[..., :1] * twice + cross(axis, twice))


def cross(a: F64, b: F64) -> F64:
    """Return the cross product over the last axis (faster than ``numpy.cross`` on small arrays)."""
    ax, ay, az = a[..., 0], a[..., 1], a[..., 2]
    bx, by, bz = b[..., 0], b[..., 1], b[..., 2]
    return np.stack([ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx], axis=-1)


def unit(v: F64, fallback: tuple[float, float, float] = (0.0, 1.0, 0.0)) -> F64:
    """Return vectors of length 1 ([..., 3]); a zero vector becomes ``fallback``."""
    length = np.sqrt((v * v).sum(-1, keepdims=True))
    return np.where(length > 1e-9, v / np.maximum(length, 1e-9), np.array(fallback))


def about(axis: int, angle: F64) -> F64:
    """Return turns by ``angle`` [...] about axis 0 (x), 1 (y) or 2 (z)."""
    half = np.asarray(angle, float) * 0.5
    out = np.zeros((*half.shape, 4))
    out[..., 0], out[..., axis + 1] = np.cos(half), np.sin(half)
    return out


def from_yaw_pitch_roll(yaw: F64, pitch: F64, roll: F64) -> F64:
    """Return the turn that rolls about z, then pitches about x, then yaws about y."""
    return multiply(about(1, yaw), multiply(about(0, pitch), about(2, roll)))


def from_angles(angles: F64, share: float = 1.0) -> F64:
    """Return turns of (pitch, yaw, roll) [..., 3], scaled by ``share``."""
    scaled = angles * share
    return from_yaw_pitch_roll(scaled[..., 1], scaled[..., 0], scaled[..., 2])


def between(a: F64, b: F64) -> F64:
    """Return the shortest turn from unit vectors ``a`` to unit vectors ``b`` ([..., 3])."""
    w = 1.0 + (a * b).sum(-1, keepdims=True)
    sideways = np.where(np.abs(a[..., :1]) < 0.9, np.array([1.0, 0.0, 0.0]), np.array([0.0, 0.0, 1.0]))
    xyz = np.where(w > 1e-6, cross(a, b), cross(a, np.broadcast_to(sideways, a.shape)))
    q = np.concatenate([np.maximum(w, 0.0), xyz], axis=-1)
    return np.asarray(q / np.sqrt((q * q).sum(-1, keepdims=True)))


def aligning(rest_along: F64, rest_side: F64, along: F64, side: F64) -> F64:
    """Return turns that take two orthogonal unit vectors at rest ([3]) to ``along`` and ``side`` ([..., 3], orthogonal, unit)."""
    rest = np.stack([rest_along, rest_side, np.cross(rest_along, rest_side)], axis=-1)
    now = np.stack([along, side, cross(along, side)], axis=-1)
    return from_matrix(now @ rest.T)


def from_matrix(m: F64) -> F64:
    """Return the unit quaternions of rotation matrices [..., 3, 3]."""
    xx, yy, zz = m[..., 0, 0], m[..., 1, 1], m[..., 2, 2]
    squares = np.stack([1 + xx + yy + zz, 1 + xx - yy - zz, 1 - xx + yy - zz, 1 - xx - yy + zz], axis=-1)
    size = np.sqrt(np.maximum(squares, 0.0))
    yz, zx, xy = m[..., 2, 1] - m[..., 1, 2], m[..., 0, 2] - m[..., 2, 0], m[..., 1, 0] - m[..., 0, 1]
    pyz, pzx, pxy = m[..., 2, 1] + m[..., 1, 2], m[..., 0, 2] + m[..., 2, 0], m[..., 1, 0] + m[..., 0, 1]
    rows = np.stack(
        [
            np.stack([squares[..., 0], yz, zx, xy], -1),
            np.stack([yz, squares[..., 1], pxy, pzx], -1),
            np.stack([zx, pxy, squares[..., 2], pyz], -1),
            np.stack([xy, pzx, pyz, squares[..., 3]], -1),
        ],
        axis=-2,
    )
    best = np.argmax(size, axis=-1)
    q = np.take_along_axis(rows, best[..., None, None], axis=-2)[..., 0, :]
    return np.asarray(q / np.sqrt((q * q).sum(-1, keepdims=True)))


def to_matrix(q: F64) -> F64:
    """Return rotation matrices [..., 3, 3] of unit quaternions."""
    w, x, y, z = np.moveaxis(q, -1, 0)
    return np.stack(
        [
            np.stack([1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)], -1),
            np.stack([2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)], -1),
            np.stack([2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)], -1),
        ],
        axis=-2,
    )


def blend(a: F64, b: F64, weight: F64) -> F64:
    """Return the turns ``weight`` [...] of the way from ``a`` to ``b``, along the shorter arc (normalised linear)."""
    near = np.where((a * b).sum(-1, keepdims=True) < 0, -b, b)
    q = a + (near - a) * np.asarray(weight)[..., None]
    return np.asarray(q / np.sqrt((q * q).sum(-1, keepdims=True)))
