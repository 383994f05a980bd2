"""The cross-section of vaults: straight walls up to the height that a plan calls its ceiling, and an arch above it."""

from __future__ import annotations

import math

import numpy as np

from redearth.stage.sets.shape import F64, Part
from redearth.stage.sets.solids import loft

SEGMENTS = 14
"""Facets of the arch."""
_SPRING = 0.88
_RISE = 0.42


def spring_height(ceiling_m: float) -> float:
    """Return where the wall ends and the arch begins: pipes and pillars below the ceiling keep their room."""
    return ceiling_m * _SPRING


def crown_height(half_width_m: float, ceiling_m: float) -> float:
    """Return the height of the arch's crown, above the plan's ceiling."""
    return spring_height(ceiling_m) + _RISE * half_width_m


def arch_height(half_width_m: float, ceiling_m: float, x: float) -> float:
    """Return how high the arch is at ``x`` from the middle."""
    spring = spring_height(ceiling_m)
    return spring + _RISE * half_width_m * math.sqrt(max(0.0, 1 - (x / half_width_m) ** 2))


def arch_points(half_width_m: float, ceiling_m: float, segments: int = SEGMENTS) -> F64:
    """Return the outline [P, 2] from the left foot up over the crown to the right foot."""
    spring, crown = spring_height(ceiling_m), crown_height(half_width_m, ceiling_m)
    turn = np.linspace(math.pi, 0.0, segments + 1)
    arch = np.column_stack([half_width_m * np.cos(turn), spring + (crown - spring) * np.sin(turn)])
    return np.concatenate([[[-half_width_m, 0.0]], arch, [[half_width_m, 0.0]]])


def arch_strip(points: F64, inner_m: float, outer_m: float, depth_m: float, material: int) -> Part:
    """Return a band along an outline [P, 2], between two offsets (negative is inwards), ``depth_m`` deep about z = 0."""
    a, b = _offset(points, inner_m), _offset(points, outer_m)
    front, back = np.full((len(points), 1), depth_m / 2), np.full((len(points), 1), -depth_m / 2)
    rings = np.stack([np.hstack([a, back]), np.hstack([a, front]), np.hstack([b, front]), np.hstack([b, back])], axis=1)
    return loft(rings, material, crease_rad=0.5)


def doorway(points: F64, x: float, width_m: float, height_m: float, depth_m: float, material: int) -> Part:
    """Return a slab that fills an outline [P, 2] except for a doorway centred at ``x``, ``depth_m`` deep about z = 0."""
    half = float(points[-1, 0])
    left, right = max(x - width_m / 2, -half + 0.01), min(x + width_m / 2, half - 0.01)
    height_m = min(height_m, float(points[:, 1].max()) - 0.1)
    # Extra points above the doorway's corners keep its edges straight.
    over = np.interp([left, right], points[:, 0], points[:, 1])
    top = np.concatenate(
        [
            points[(points[:, 0] < left)],
            [[left, over[0]]],
            points[(points[:, 0] > left) & (points[:, 0] < right)],
            [[right, over[1]]],
            points[points[:, 0] > right],
        ]
    )
    inner = np.column_stack([np.clip(top[:, 0], left, right), np.where(top[:, 1] <= 1e-9, 0.0, np.minimum(top[:, 1], height_m))])
    inner[(top[:, 0] >= left) & (top[:, 0] <= right), 1] = height_m
    z = np.full((len(top), 1), depth_m / 2)
    rings = np.stack([np.hstack([top, -z]), np.hstack([top, z]), np.hstack([inner, z]), np.hstack([inner, -z])], axis=1)
    return loft(rings, material, crease_rad=0.2)


def _offset(points: F64, distance_m: float) -> F64:
    """Move an outline along its outward normals; feet stay on the floor."""
    steps = np.diff(points, axis=0)
    normals = np.column_stack([-steps[:, 1], steps[:, 0]]) / np.linalg.norm(steps, axis=1, keepdims=True)
    corner = np.concatenate([normals[:1], normals[1:] + normals[:-1], normals[-1:]])
    corner /= np.linalg.norm(corner, axis=1, keepdims=True)
    moved = points + distance_m * corner
    moved[[0, -1], 1] = points[[0, -1], 1]
    return moved
