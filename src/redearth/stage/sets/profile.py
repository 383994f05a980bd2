"""The cross-section of vaults: straight walls that turn into an arch; shells and ribs share it so that they fit."""

from __future__ import annotations

import math

import numpy as np

from redearth.stage.sets.shape import F64, Part, join
from redearth.stage.sets.solids import loft

SEGMENTS = 14
"""Facets of the arch."""


def spring_height(half_width_m: float, height_m: float) -> float:
    """Return where the wall ends and the arch begins, in metres above the floor."""
    return max(height_m - half_width_m * 0.75, height_m * 0.45)


def arch_points(half_width_m: float, height_m: float, segments: int = SEGMENTS) -> F64:
    """Return the outline [P, 2] from the left foot up over the crown to the right foot."""
    spring = spring_height(half_width_m, height_m)
    turn = np.linspace(math.pi, 0.0, segments + 1)
    arch = np.column_stack([half_width_m * np.cos(turn), spring + (height_m - spring) * np.sin(turn)])
    return np.concatenate([[[-half_width_m, 0.0]], arch, [[half_width_m, 0.0]]])


def arch_strip(points: F64, inner_m: float, outer_m: float, depth_m: float, material: int) -> Part:
    """Return a band along an outline [P, 2], between two offsets (negative is inwards), ``depth_m`` deep about z = 0."""
    a, b = _offset(points, inner_m), _offset(points, outer_m)
    front, back = np.full((len(points), 1), depth_m / 2), np.full((len(points), 1), -depth_m / 2)
    rings = np.stack([np.hstack([a, back]), np.hstack([a, front]), np.hstack([b, front]), np.hstack([b, back])], axis=1)
    return join(loft(rings, material, crease_rad=0.5))


def _offset(points: F64, distance_m: float) -> F64:
    """Move an outline along its outward normals; feet stay on the floor."""
    steps = np.diff(points, axis=0)
    normals = np.column_stack([-steps[:, 1], steps[:, 0]]) / np.linalg.norm(steps, axis=1, keepdims=True)
    corner = np.concatenate([normals[:1], normals[1:] + normals[:-1], normals[-1:]])
    corner /= np.linalg.norm(corner, axis=1, keepdims=True)
    moved = points + distance_m * corner
    moved[[0, -1], 1] = points[[0, -1], 1]
    return moved
