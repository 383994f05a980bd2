"""Distances between bodies' simple shapes, on arrays."""

from __future__ import annotations

import numpy as np

from redearth.stage.parts import F64


def between_segments(a0: F64, a1: F64, b0: F64, b1: F64) -> F64:
    """Return the least distance [...] between segments a0-a1 and b0-b1 [..., 3] (Ericson, Real-Time Collision Detection, 5.1.9)."""
    along_a, along_b, apart = a1 - a0, b1 - b0, a0 - b0
    aa, bb, ab = (along_a * along_a).sum(-1), (along_b * along_b).sum(-1), (along_a * along_b).sum(-1)
    c, f = (along_a * apart).sum(-1), (along_b * apart).sum(-1)
    aa, bb = np.maximum(aa, 1e-12), np.maximum(bb, 1e-12)
    across = np.maximum(aa * bb - ab * ab, 1e-12)
    s = np.clip((ab * f - c * bb) / across, 0.0, 1.0)
    t = np.clip((ab * s + f) / bb, 0.0, 1.0)
    s = np.clip((ab * t - c) / aa, 0.0, 1.0)
    gap = apart + s[..., None] * along_a - t[..., None] * along_b
    return np.asarray(np.sqrt((gap * gap).sum(-1)))


def to_box(points: F64, half_m: F64) -> F64:
    """Return the signed distance [...] of points [..., 3], in the box's own axes from its middle, to its surface: negative inside."""
    away = np.abs(points) - half_m
    outside = np.maximum(away, 0.0)
    return np.asarray(np.sqrt((outside * outside).sum(-1)) + np.minimum(away.max(-1), 0.0))
