"""How much of what moves an open shutter shows: bounds in pixels, known before anything is drawn."""

from __future__ import annotations

import numpy as np

from redearth.picture.realtime.bundles import Shape
from redearth.picture.realtime.optics import Eye
from redearth.stage.model import Draw

LEAST_BLUR_PX = 1.4
"""Blur that is shorter is left out: twice ``LEAST`` of ``wgsl/shutter.wgsl``."""
LEAST_MOVER_PX = 0.5
"""What adds less than this to the blur of the camera's own move is blurred as if it stood."""
_NEAR_M = 1.0
"""Distance from which the camera's move is judged; the far end is the sky."""


def camera_motion_px(eye: Eye, old: Eye, height_px: int) -> float:
    """Return how far a still thing moves on the screen at most, judged at the middle and the corners, near and far."""
    if np.array_equal(eye.clip_from_world, old.clip_from_world):
        return 0.0
    corners = ((0, 0), (-1, -1), (-1, 1), (1, -1), (1, 1))
    rays = [eye.forward + x * eye.ray_x + y * eye.ray_y for x, y in corners]
    places = np.array([[*ray, 0.0] for ray in rays] + [[*(eye.position + ray * _NEAR_M), 1.0] for ray in rays])
    now, then = (_screen_px(places, one, height_px) for one in (eye, old))
    return float(np.linalg.norm(now - then, axis=1).max())


def own_motion_px(draw: Draw, old: Draw, shape: Shape, eye: Eye, height_px: int) -> float:
    """Return a bound of how far any point of ``draw`` moves on the screen since ``old`` by itself."""
    skinned = draw.world_from_bind is not None and old.world_from_bind is not None and shape.skinned
    now = np.asarray(draw.world_from_bind if skinned else draw.world_from_object, np.float64)
    then = np.asarray(old.world_from_bind if skinned else old.world_from_object, np.float64)
    if now.shape != then.shape:
        return float("inf")
    change = (now - then)[:, :3]
    moved_m = np.linalg.norm(change[:, :, :3] @ shape.centre + change[:, :, 3], axis=1)
    moved_m = moved_m + np.linalg.norm(change[:, :, :3], axis=(1, 2)) * shape.radius
    centres = now[:, :3, :3] @ shape.centre + now[:, :3, 3]
    scale = 1.0 if skinned else np.linalg.norm(now[:, :3, :3], axis=1).max(1)
    distance_m = (centres - eye.position) @ eye.forward - shape.radius * scale
    px_a_m = 0.5 * height_px / float(np.linalg.norm(eye.ray_y)) / np.maximum(distance_m, max(eye.near_m, 0.1))
    return float((moved_m * px_a_m).max())


def _screen_px(places: np.ndarray, eye: Eye, height_px: int) -> np.ndarray:
    clip = places @ eye.clip_from_world.T
    aspect = float(np.linalg.norm(eye.ray_x) / np.linalg.norm(eye.ray_y))
    half = 0.5 * height_px * np.array([aspect, 1.0])
    return np.asarray(clip[:, :2] / np.maximum(clip[:, 3:], 1e-3) * half)
