"""Where the camera and the lights look: matrices, frustum planes, shadow volumes."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from redearth.core.space import Matrix
from redearth.stage.model import Camera, Light

Vector = NDArray[np.float64]
SPLITS_M = (9.0, 32.0, 140.0)
"""Far distances of the sun's cascades."""
_STRIDE_TEXELS = 64
"""Cascades move in strides of this many texels, so that a slow camera finds the last frame's shadows of still things again."""
_DEPTH_STRIDE_M = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Eye:
    """A camera ready for the device: reversed infinite depth, rays with unit forward part."""

    clip_from_world: Matrix
    position: Vector
    forward: Vector
    ray_x: Vector
    ray_y: Vector
    near_m: float

    def planes(self) -> Vector:
        """Return the five planes [5, 4] that bound what the camera sees; inside is positive."""
        rows = self.clip_from_world
        return _normalised(np.stack([rows[3] + rows[0], rows[3] - rows[0], rows[3] + rows[1], rows[3] - rows[1], rows[3]]))


def eye_of(camera: Camera, aspect: float) -> Eye:
    """Return ``camera`` for a picture of ``aspect`` = width/height."""
    pose = np.asarray(camera.world_from_camera, np.float64)
    t = math.tan(camera.vertical_fov_rad / 2)
    clip_from_camera = np.array(
        [[1 / (t * aspect), 0, 0, 0], [0, 1 / t, 0, 0], [0, 0, 0, camera.near_m], [0, 0, -1, 0]], np.float64
    )
    rotation = pose[:3, :3] / np.linalg.norm(pose[:3, :3], axis=0)
    camera_from_world = np.eye(4)
    camera_from_world[:3, :3] = rotation.T
    camera_from_world[:3, 3] = -rotation.T @ pose[:3, 3]
    return Eye(
        clip_from_world=clip_from_camera @ camera_from_world,
        position=pose[:3, 3],
        forward=-rotation[:, 2],
        ray_x=rotation[:, 0] * t * aspect,
        ray_y=rotation[:, 1] * t,
        near_m=camera.near_m,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ShadowVolume:
    """What one shadow map covers."""

    layer: int
    clip_from_world: Matrix
    texel_m: float
    """World size of a texel (at 1 m for a spot)."""
    depth: tuple[float, float] = (1.0, 0.0)
    """For a perspective volume: depth is the first minus the second over the distance along the axis."""

    def planes(self, *, open_towards_light: bool) -> Vector:
        """Return the bounding planes [K, 4]; a sun's volume is open on the side the light comes from."""
        rows = self.clip_from_world
        sides = [rows[3] + rows[0], rows[3] - rows[0], rows[3] + rows[1], rows[3] - rows[1], rows[3] - rows[2]]
        return _normalised(np.stack(sides if open_towards_light else [*sides, rows[2]]))


def in_sight(volume: ShadowVolume, eye: Eye, margin_m: float = 0.5) -> bool:
    """Return whether any of a perspective volume can lie in what the camera sees (never wrongly False)."""
    corners = np.array([[x, y, z, 1.0] for x in (-1, 1) for y in (-1, 1) for z in (0, 1)])
    places = corners @ np.linalg.inv(volume.clip_from_world).T
    places = places[:, :3] / places[:, 3:]
    planes = eye.planes()
    return bool((places @ planes[:, :3].T + planes[:, 3] > -margin_m).any(0).all())


def sun_volumes(light: Light, eye: Eye, size: int, casters: tuple[Vector, Vector]) -> list[ShadowVolume]:
    """Return one volume per cascade, snapped to strides of whole texels so that edges do not crawl as the camera moves.

    ``casters`` are centres [R, 3] and radii [R] of everything that may cast.
    """
    rotation = _looking(light.direction)
    centres, radii = casters
    along = centres @ rotation[2] if len(centres) else np.zeros(1)
    reach = radii if len(radii) else np.zeros(1)
    volumes = []
    start = eye.near_m
    for layer, end in enumerate(SPLITS_M):
        centre, radius = _slice_sphere(eye, start, end)
        texel = 2.0 * radius / (size - 4 - _STRIDE_TEXELS)
        stride = texel * _STRIDE_TEXELS
        x, y, z = rotation @ centre
        x, y = round(x / stride) * stride, round(y / stride) * stride
        low = min(z - radius, float((along - reach).min())) // _DEPTH_STRIDE_M * _DEPTH_STRIDE_M
        high = ((z + radius) // _DEPTH_STRIDE_M + 1) * _DEPTH_STRIDE_M
        volumes.append(
            ShadowVolume(layer=layer, clip_from_world=_orthographic(rotation, x, y, texel * size / 2, low, high), texel_m=texel)
        )
        start = end * 0.92
    return volumes


def spot_volume(light: Light, layer: int, size: int, reach_m: float) -> ShadowVolume:
    """Return the volume of a spot light's cone."""
    half = min(light.outer_cone_rad + 0.04, 1.45)
    clip, depth = _perspective(_looking(light.direction), np.asarray(light.position_m, float), math.tan(half), reach_m)
    return ShadowVolume(layer=layer, clip_from_world=clip, texel_m=2 * math.tan(half) / size, depth=depth)


FACES = ((1.0, 0.0, 0.0), (-1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, -1.0, 0.0), (0.0, 0.0, 1.0), (0.0, 0.0, -1.0))
"""Directions of a point light's six shadow maps, in the order the shader picks them."""


FACE_HALF_WIDTH = 1.02
"""Tangent of half a face's angle."""
_HOLDER_M = 0.28
"""Nearer to a point light than this nothing casts: the hand that holds it would throw its fingers over the whole set."""


def point_volumes(light: Light, first_layer: int, size: int, reach_m: float) -> list[ShadowVolume]:
    """Return the six volumes round a point light, each a little wider than a right angle."""
    place = np.asarray(light.position_m, float)
    volumes = []
    for k, face in enumerate(FACES):
        clip, depth = _perspective(_looking(face), place, FACE_HALF_WIDTH, reach_m, _HOLDER_M)
        volumes.append(ShadowVolume(layer=first_layer + k, clip_from_world=clip, texel_m=2 * FACE_HALF_WIDTH / size, depth=depth))
    return volumes


def _slice_sphere(eye: Eye, near: float, far: float) -> tuple[Vector, float]:
    spread = float(eye.ray_x @ eye.ray_x + eye.ray_y @ eye.ray_y)
    middle = min(0.5 * (near + far) * (1 + spread), far)
    radius = math.sqrt((far - middle) ** 2 + far * far * spread)
    radius = max(radius, math.sqrt((middle - near) ** 2 + near * near * spread))
    return eye.position + eye.forward * middle, math.ceil(radius * 16) / 16


def _looking(direction: ArrayLike) -> Vector:
    forward = np.asarray(direction, float)
    forward = forward / np.linalg.norm(forward)
    up = np.array([0.0, 1.0, 0.0]) if abs(forward[1]) < 0.95 else np.array([1.0, 0.0, 0.0])
    right = np.cross(up, forward)
    right /= np.linalg.norm(right)
    return np.stack([right, np.cross(forward, right), forward])


def _orthographic(rotation: Vector, x: float, y: float, half: float, low: float, high: float) -> Matrix:
    light_from_world = np.eye(4)
    light_from_world[:3, :3] = rotation
    depth = max(high - low, 1.0)
    clip = np.array([[1 / half, 0, 0, -x / half], [0, 1 / half, 0, -y / half], [0, 0, 1 / depth, -low / depth], [0, 0, 0, 1]])
    return np.asarray(clip @ light_from_world)


def _perspective(
    rotation: Vector, place: Vector, t: float, reach: float, near: float = 0.06
) -> tuple[Matrix, tuple[float, float]]:
    light_from_world = np.eye(4)
    light_from_world[:3, :3] = rotation
    light_from_world[:3, 3] = -rotation @ place
    k = reach / (reach - near)
    clip = np.array([[1 / t, 0, 0, 0], [0, 1 / t, 0, 0], [0, 0, k, -near * k], [0, 0, 1, 0]])
    return np.asarray(clip @ light_from_world), (k, near * k)


def _normalised(planes: Vector) -> Vector:
    return np.asarray(planes / np.maximum(np.linalg.norm(planes[:, :3], axis=1, keepdims=True), 1e-12))
