"""Decide what a shot can do without: things outside the picture on every frame, too far and too small to throw a shadow into it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from redearth.core.space import Vec3
from redearth.stage.model import Camera

_NEAR_M = 30.0
"""Things closer to the camera than this stay: they throw shadows and reflect."""
_LARGE = 0.04
"""Things that look larger than this (radius over distance) stay: towers throw long shadows at dawn."""
_WIDEST_ASPECT = 2.4
"""The widest picture a release may crop from the same camera."""
_HERO_SHARE = 0.22
"""An actor who stands taller than this share of the picture is drawn with the full mesh."""


def kept(cameras: Sequence[Camera], centres: NDArray[np.float64], radii: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which of N spheres, centres [N, 3] and radii [N], the shot must draw."""
    keep = np.zeros(len(centres), bool)
    for camera in _distinct(cameras):
        eye = camera.world_from_camera[:3, 3]
        local = (centres - eye) @ camera.world_from_camera[:3, :3]
        distance = np.linalg.norm(local, axis=1)
        keep |= (distance - radii < _NEAR_M) | (radii > _LARGE * distance)
        rise = math.tan(camera.vertical_fov_rad / 2)
        keep |= _inside(local, radii, rise * _WIDEST_ASPECT, rise)
    return keep


def needs_hero(cameras: Sequence[Camera], roots: NDArray[np.float64], visible: NDArray[np.bool_], stature_m: float) -> bool:
    """Tell whether an actor, whose feet are at ``roots`` [F, 3], is ever large in the picture."""
    for camera, root in zip(np.array(cameras, object)[visible], roots[visible], strict=True):
        middle = root + np.array([0.0, stature_m / 2, 0.0])
        local = (middle - camera.world_from_camera[:3, 3]) @ camera.world_from_camera[:3, :3]
        rise = math.tan(camera.vertical_fov_rad / 2)
        reach = np.array([stature_m])
        depth = max(0.3, -float(local[2]))
        if stature_m / (2 * rise * depth) > _HERO_SHARE and _inside(local[None], reach, rise * _WIDEST_ASPECT, rise)[0]:
            return True
    return False


def bounding_sphere(extent: NDArray[np.float64], world_from_object: NDArray[np.float64]) -> tuple[Vec3, float]:
    """Return centre and radius around a box [2, 3] under one matrix [4, 4]."""
    centres, radii = bounding_spheres(extent, world_from_object[None])
    x, y, z = (float(v) for v in centres[0])
    return (x, y, z), float(radii[0])


def bounding_spheres(
    extent: NDArray[np.float64], world_from_object: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return centres [N, 3] and radii [N] around a box [2, 3] under N matrices [N, 4, 4]."""
    middle, half = extent.mean(0), (extent[1] - extent[0]) / 2
    linear = world_from_object[:, :3, :3]
    centres = linear @ middle + world_from_object[:, :3, 3]
    return centres, np.linalg.norm(linear, axis=1).max(1) * float(np.linalg.norm(half))


def _inside(local: NDArray[np.float64], radii: NDArray[np.float64], across: float, rise: float) -> NDArray[np.bool_]:
    depth = -local[:, 2]
    beside = (np.abs(local[:, 0]) - depth * across) / math.hypot(1.0, across)
    above = (np.abs(local[:, 1]) - depth * rise) / math.hypot(1.0, rise)
    inside: NDArray[np.bool_] = (depth > -radii) & (beside < radii) & (above < radii)
    return inside


def _distinct(cameras: Sequence[Camera]) -> list[Camera]:
    """Return the cameras whose pose or lens differs from the frame before."""
    distinct: list[Camera] = []
    for camera in cameras:
        if not distinct or not _same(distinct[-1], camera):
            distinct.append(camera)
    return distinct


def _same(a: Camera, b: Camera) -> bool:
    return a.vertical_fov_rad == b.vertical_fov_rad and np.array_equal(a.world_from_camera, b.world_from_camera)
