"""Rigid transforms as 4x4 matrices acting on column vectors, named ``target_from_source``; see CONVENTIONS.md."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

Vec3 = tuple[float, float, float]
Quat = tuple[float, float, float, float]
"""A unit quaternion as (w, x, y, z)."""
Matrix = NDArray[np.float64]
"""[4, 4] or [..., 4, 4]."""


def forward_from_yaw(yaw_rad: float) -> NDArray[np.float64]:
    """Return the level direction an actor with this yaw faces: yaw 0 faces +Z, +pi/2 faces +X."""
    return np.array([math.sin(yaw_rad), 0.0, math.cos(yaw_rad)])


def yaw_towards(source: ArrayLike, target: ArrayLike) -> float:
    """Return the yaw that faces from ``source`` to ``target`` (0 when they stand above each other)."""
    delta = np.asarray(target, float) - np.asarray(source, float)
    return math.atan2(delta[0], delta[2]) if abs(delta[0]) + abs(delta[2]) > 1e-9 else 0.0


def wrap_angle(angle_rad: float) -> float:
    """Return the same angle in [-pi, pi)."""
    return (angle_rad + math.pi) % (2 * math.pi) - math.pi


def translation(offset: ArrayLike) -> Matrix:
    """Return the matrix that moves by ``offset`` [3]."""
    matrix = np.eye(4)
    matrix[:3, 3] = np.asarray(offset, float)
    return matrix


def rotation_y(angle_rad: float) -> Matrix:
    """Return the matrix that turns about +Y, from +Z towards +X."""
    c, s = math.cos(angle_rad), math.sin(angle_rad)
    return np.array([[c, 0, s, 0], [0, 1, 0, 0], [-s, 0, c, 0], [0, 0, 0, 1.0]])


def rotation_x(angle_rad: float) -> Matrix:
    """Return the matrix that turns about +X, from +Y towards +Z."""
    c, s = math.cos(angle_rad), math.sin(angle_rad)
    return np.array([[1, 0, 0, 0], [0, c, -s, 0], [0, s, c, 0], [0, 0, 0, 1.0]])


def rotation_z(angle_rad: float) -> Matrix:
    """Return the matrix that turns about +Z, from +X towards +Y."""
    c, s = math.cos(angle_rad), math.sin(angle_rad)
    return np.array([[c, -s, 0, 0], [s, c, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1.0]])


def matrix_from_quat(quat: ArrayLike) -> Matrix:
    """Return the rotation matrix [..., 4, 4] of unit quaternions [..., 4] given as (w, x, y, z)."""
    w, x, y, z = np.moveaxis(np.asarray(quat, float), -1, 0)
    matrix = np.zeros((*w.shape, 4, 4))
    matrix[..., 0, 0] = 1 - 2 * (y * y + z * z)
    matrix[..., 0, 1] = 2 * (x * y - z * w)
    matrix[..., 0, 2] = 2 * (x * z + y * w)
    matrix[..., 1, 0] = 2 * (x * y + z * w)
    matrix[..., 1, 1] = 1 - 2 * (x * x + z * z)
    matrix[..., 1, 2] = 2 * (y * z - x * w)
    matrix[..., 2, 0] = 2 * (x * z - y * w)
    matrix[..., 2, 1] = 2 * (y * z + x * w)
    matrix[..., 2, 2] = 1 - 2 * (x * x + y * y)
    matrix[..., 3, 3] = 1
    return matrix


def quat_from_matrix(matrix: ArrayLike) -> Quat:
    """Return the unit quaternion (w, x, y, z), w >= 0, of a rotation matrix [>=3, >=3]."""
    m = np.asarray(matrix, float)[:3, :3]
    candidates = np.array(
        [
            [1 + m[0, 0] + m[1, 1] + m[2, 2], m[2, 1] - m[1, 2], m[0, 2] - m[2, 0], m[1, 0] - m[0, 1]],
            [m[2, 1] - m[1, 2], 1 + m[0, 0] - m[1, 1] - m[2, 2], m[0, 1] + m[1, 0], m[0, 2] + m[2, 0]],
            [m[0, 2] - m[2, 0], m[0, 1] + m[1, 0], 1 - m[0, 0] + m[1, 1] - m[2, 2], m[1, 2] + m[2, 1]],
            [m[1, 0] - m[0, 1], m[0, 2] + m[2, 0], m[1, 2] + m[2, 1], 1 - m[0, 0] - m[1, 1] + m[2, 2]],
        ]
    )
    quat = candidates[int(np.argmax(np.diagonal(candidates)))]
    quat = quat / np.linalg.norm(quat)
    if quat[0] < 0:
        quat = -quat
    w, x, y, z = (float(v) for v in quat)
    return w, x, y, z


def world_from_camera_looking(position: ArrayLike, target: ArrayLike, roll_rad: float = 0.0) -> Matrix:
    """Return the pose of a camera at ``position`` [3] that looks along its -Z at ``target`` [3], +Y up."""
    eye = np.asarray(position, float)
    back = eye - np.asarray(target, float)
    back = back / np.linalg.norm(back)
    right = np.cross([0.0, 1.0, 0.0], back)
    length = float(np.linalg.norm(right))
    right = right / length if length > 1e-9 else np.array([1.0, 0.0, 0.0])
    matrix = np.eye(4)
    matrix[:3, 0], matrix[:3, 1], matrix[:3, 2], matrix[:3, 3] = right, np.cross(back, right), back, eye
    return matrix @ rotation_z(roll_rad) if roll_rad else matrix
