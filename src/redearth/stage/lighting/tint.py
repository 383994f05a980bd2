"""Arithmetic with colours."""

from __future__ import annotations

from redearth.core.space import Vec3


def mixed(a: Vec3, b: Vec3, share: float) -> Vec3:
    """Return ``a`` with a share of ``b`` in it."""
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share


def scaled(color: Vec3, by: float) -> Vec3:
    """Return a colour made brighter or darker."""
    return color[0] * by, color[1] * by, color[2] * by


def luminance(color: Vec3) -> float:
    """Return the brightness of a linear Rec.709 colour."""
    return 0.2126 * color[0] + 0.7152 * color[1] + 0.0722 * color[2]
