"""How much of what moves an open shutter shows: pixels, known before anything is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from redearth.picture.realtime.optics import Eye
from redearth.stage.model import F32, U32, Assets, Camera, Draw

LEAST_BLUR_PX = 1.8
"""Blur that is shorter is left out: twice ``LEAST`` of ``wgsl/shutter.wgsl``."""
LEAST_MOVER_PX = 1.4
"""What adds less than this to the blur of the camera's own move is blurred as if it stood."""
_NEAR_M = 1.5
_NEAR_SHARE = 0.6
"""The camera's move is judged from this share of the distance it is focused at, never nearer than ``_NEAR_M``; the far end is the sky."""
_SAMPLES = 96
_MOST_SAMPLED = 256
_samples: dict[tuple[str, str], tuple[F32, U32 | None, F32]] = {}
"""By the key of the assets and the mesh's name."""


@dataclass(slots=True, kw_only=True)
class Shown:
    """What of a frame's motion an open shutter shows."""

    open_frames: float
    """Time for which it is open, in frames."""
    height_px: int
    assets: Mapping[str, Assets]
    """By key."""
    near_m: float
    """Distance from which still things are judged."""
    blurs_px: dict[int, tuple[float, float]] = field(default_factory=dict)
    """Of the movers asked for, by the identity of the draw: by themselves, and as the camera moves."""

    def mover(self, draw: Draw, old: Draw, eye: Eye, old_eye: Eye) -> bool:
        """Return whether the blur of ``draw`` differs from that of a still thing in its place."""
        if id(draw) not in self.blurs_px:
            own_px, all_px = mover_motion_px(draw, old, self.assets[draw.asset], (eye, old_eye), self.height_px)
            self.blurs_px[id(draw)] = own_px * self.open_frames, all_px * self.open_frames
        return self.blurs_px[id(draw)][0] >= LEAST_MOVER_PX

    def everywhere(self, eye: Eye, old_eye: Eye) -> bool:
        """Return whether the camera's own move blurs the picture."""
        return camera_motion_px(eye, old_eye, self.height_px, self.near_m) * self.open_frames >= LEAST_BLUR_PX

    def anything(self, eye: Eye, old_eye: Eye) -> bool:
        """Return whether any blur can be long enough, once all movers have been asked for."""
        by_movers = any(blur_px >= LEAST_BLUR_PX for _, blur_px in self.blurs_px.values())
        return by_movers or self.everywhere(eye, old_eye)


def near_of(camera: Camera) -> float:
    """Return the distance in metres from which still things are judged."""
    return max(_NEAR_SHARE * camera.focus_m, _NEAR_M)


def camera_motion_px(eye: Eye, old: Eye, height_px: int, near_m: float) -> float:
    """Return how far a still thing moves on the screen at most, judged at the middle and the corners, near and far."""
    if np.array_equal(eye.clip_from_world, old.clip_from_world):
        return 0.0
    corners = ((0, 0), (-1, -1), (-1, 1), (1, -1), (1, 1))
    rays = [eye.forward + x * eye.ray_x + y * eye.ray_y for x, y in corners]
    places = np.array([[*ray, 0.0] for ray in rays] + [[*(eye.position + ray * near_m), 1.0] for ray in rays])
    now, then = (_screen_px(places, one, height_px) for one in (eye, old))
    return float(np.linalg.norm(now - then, axis=1).max())


def mover_motion_px(draw: Draw, old: Draw, assets: Assets, eyes: tuple[Eye, Eye], height_px: int) -> tuple[float, float]:
    """Return how far ``draw`` moves on the screen since ``old`` by itself, and with the camera's move; judged at some of its vertices."""
    skinned = draw.world_from_bind is not None and old.world_from_bind is not None
    now = np.asarray(draw.world_from_bind if skinned else draw.world_from_object, np.float32)
    then = np.asarray(old.world_from_bind if skinned else old.world_from_object, np.float32)
    places, joints, weights = _sample(assets, draw.mesh)
    if skinned and joints is not None:
        # Skinning is linear: every joint carries the place, weighted.
        world = [((one[joints] @ places[:, None, :, None])[..., 0] * weights[:, :, None]).sum(1)[None] for one in (now, then)]
    else:
        world = [np.einsum("nij,sj->nsi", one, places) for one in (now, then)]
    here, there = (_screen_px(one.reshape(-1, 4), eyes[0], height_px) for one in world)
    seen_there = _screen_px(world[1].reshape(-1, 4), eyes[1], height_px)
    own, whole = (float(np.linalg.norm(here - one, axis=1).max()) for one in (there, seen_there))
    return own, whole


def _sample(assets: Assets, name: str) -> tuple[F32, U32 | None, F32]:
    """Return some vertices [S, 4] of a mesh, and the joints and weights [S, 4] of a skinned one."""
    known = _samples.get((assets.key, name))
    if known is None:
        mesh = assets.meshes[name]
        some = slice(None, None, max(len(mesh.positions) // _SAMPLES, 1))
        places = np.concatenate([mesh.positions[some], np.ones((len(mesh.positions[some]), 1))], 1).astype(np.float32)
        joints = mesh.joints[some] if mesh.joints is not None else None
        weights = mesh.weights[some] if mesh.weights is not None else np.ones((len(places), 1), np.float32)
        if len(_samples) >= _MOST_SAMPLED:
            _samples.clear()
        known = _samples[assets.key, name] = (places, joints, weights)
    return known


def _screen_px(places: NDArray[np.floating[Any]], eye: Eye, height_px: int) -> NDArray[np.float64]:
    clip = places @ eye.clip_from_world.T
    aspect = float(np.linalg.norm(eye.ray_x) / np.linalg.norm(eye.ray_y))
    half = 0.5 * height_px * np.array([aspect, 1.0])
    return np.asarray(clip[:, :2] / np.maximum(clip[:, 3:], 1e-3) * half)
