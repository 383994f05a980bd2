"""Decide what a shot can do without: things outside the picture on every frame, too far and too small to throw a shadow into it."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from redearth.stage.model import Camera
from redearth.stage.parts import F64

Level = Literal["body", "mid", "distant"]
_NEAR_M = 30.0
"""Things closer to the camera than this stay: they throw shadows and reflect."""
_LARGE = 0.04
"""Things that look larger than this (radius over distance) stay: towers throw long shadows at dawn."""
_WIDEST_ASPECT = 2.4
"""The widest picture a release may crop from the same camera."""
_BODY_SHARE, _MID_SHARE = 0.45, 0.15
"""An actor who spans more than this share of the picture's height is drawn with the full mesh, or with the middle one."""
MEMBER_SHARE = 0.3
"""The same for the middle mesh of one of a crowd: from about 7 m, where a face is a dozen lines high and begins to be read."""
_COMPANY = 20
"""With more actors than this in a shot each is drawn lighter: the eye does not dwell on one of a hundred."""
_LIGHTEST = 2.2
_CLOSE_M = 3.5
"""An actor this close to the camera is drawn with the full mesh however wide the lens."""
_REACH = 0.8
"""How far an actor reaches from the middle, as a share of the size: arms raised, or lying down."""
_LENS_M = 1.2
_NEAREST_M = 0.3
_LIGHTER = {"body": "mid", "mid": "distant"}
"""A shadow's edge is softer than the folds that a mesh loses: by less than a texel of the map or two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frusta:
    """What C cameras see, as arrays."""

    eyes_m: F64
    """[C, 3]."""
    axes: F64
    """[C, 3, 3] ``world_from_camera`` rotations."""
    rises: F64
    """[C] half the picture's height at distance 1."""


def frusta_of(cameras: Sequence[Camera]) -> Frusta:
    """Return the frusta of the cameras of a shot, one for each frame."""
    poses = np.array([camera.world_from_camera for camera in cameras])
    rises = np.tan(np.array([camera.vertical_fov_rad for camera in cameras]) / 2)
    return Frusta(eyes_m=poses[:, :3, 3], axes=poses[:, :3, :3], rises=rises)


def distinct(frusta: Frusta) -> Frusta:
    """Return each different frustum once: most cameras stand still."""
    count = len(frusta.rises)
    rows = np.concatenate([frusta.eyes_m, frusta.axes.reshape(count, 9), frusta.rises[:, None]], axis=1)
    kept_rows = np.unique(rows, axis=0, return_index=True)[1]
    return Frusta(eyes_m=frusta.eyes_m[kept_rows], axes=frusta.axes[kept_rows], rises=frusta.rises[kept_rows])


def kept(frusta: Frusta, centres: F64, radii: F64) -> NDArray[np.bool_]:
    """Return which of N spheres, centres [N, 3] and radii [N], a shot with these frusta must draw."""
    local = np.einsum("cnj,cjk->cnk", centres[None] - frusta.eyes_m[:, None], frusta.axes)
    distance = np.linalg.norm(local, axis=2)
    near = (distance - radii < _NEAR_M) | (radii > _LARGE * distance)
    result: NDArray[np.bool_] = (near | _inside(local, radii, frusta.rises[:, None])).any(0)
    return result


def shares_for(company: int) -> tuple[float, float]:
    """Return the shares of the picture's height from which one of ``company`` actors wears the full mesh, and the middle one."""
    lighter = min(max((company / _COMPANY) ** 0.5, 1.0), _LIGHTEST)
    return _BODY_SHARE * lighter, _MID_SHARE * lighter


def level_of(frusta: Frusta, roots_m: F64, size_m: float, company: int = 1, mid_share: float = _MID_SHARE) -> Level:
    """Return the lightest mesh that holds up for an actor ``size_m`` tall (or wide), with feet at ``roots_m`` [C, 3], at its largest.

    ``company`` is how many actors the shot shows; ``mid_share`` the share of the picture's height from which one who were alone would
    wear the middle mesh.
    """
    body, mid = shares_for(company)
    mid *= mid_share / _MID_SHARE
    middles = roots_m + np.array([0.0, size_m / 2, 0.0])
    local = np.einsum("cj,cjk->ck", middles - frusta.eyes_m, frusta.axes)
    depth = np.maximum(_NEAREST_M, -local[:, 2])
    share = size_m / (2 * frusta.rises * depth)
    seen = _inside(local, np.full(len(local), _REACH * size_m), frusta.rises)
    if (seen & ((share > body) | (np.linalg.norm(local, axis=1) < _CLOSE_M))).any():
        return "body"
    return "mid" if (seen & (share > mid)).any() else "distant"


def in_the_lens(frusta: Frusta, roots_m: F64, size_m: float) -> bool:
    """Return whether an actor with feet at ``roots_m`` [C, 3] comes so close before a camera that little else is seen."""
    middles = roots_m + np.array([0.0, size_m / 2, 0.0])
    away = np.hypot(middles[:, 0] - frusta.eyes_m[:, 0], middles[:, 2] - frusta.eyes_m[:, 2])
    local = np.einsum("cj,cjk->ck", middles - frusta.eyes_m, frusta.axes)
    seen = _inside(local, np.full(len(local), 0.5 * size_m), frusta.rises)
    return bool((seen & (away < _LENS_M)).any())


def shadow_mesh_of(mesh: str, meshes: Container[str]) -> str:
    """Return which of an actor's meshes throws the shadow of one who wears ``mesh``: the next lighter one; empty when it is its own."""
    level = mesh.rstrip("0123456789")
    lighter = _LIGHTER.get(level, "") + mesh[len(level) :]
    return lighter if lighter in meshes and lighter != mesh else ""


def bounding_spheres(extent: F64, world_from_object: F64) -> tuple[F64, F64]:
    """Return centres [N, 3] and radii [N] around a box [2, 3] under N matrices [N, 4, 4]."""
    middle, half = extent.mean(0), (extent[1] - extent[0]) / 2
    linear = world_from_object[:, :3, :3]
    centres = linear @ middle + world_from_object[:, :3, 3]
    return centres, np.linalg.norm(linear, axis=1).max(1) * float(np.linalg.norm(half))


def _inside(local: F64, radii: F64, rises: F64) -> NDArray[np.bool_]:
    """Tell which spheres, in camera space [..., 3], touch the picture."""
    depth, across = -local[..., 2], rises * _WIDEST_ASPECT
    beside = (np.abs(local[..., 0]) - depth * across) / np.hypot(1.0, across)
    above = (np.abs(local[..., 1]) - depth * rises) / np.hypot(1.0, rises)
    inside: NDArray[np.bool_] = (depth > -radii) & (beside < radii) & (above < radii)
    return inside
