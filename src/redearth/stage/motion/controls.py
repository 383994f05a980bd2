"""The controls of a person: what layers write and blend, and what the body is solved from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from redearth.stage.motion.face_poses import NAMES
from redearth.stage.parts import F64, Skeleton

LEFT, RIGHT = 0, 1
SIDES = ("left", "right")
MIRROR = (1.0, -1.0)
GRIP_M = 0.08
"""The middle of the palm, along the forearm past the wrist, at 1.72 m."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """A hand goes somewhere: a later reach covers an earlier one by its weight."""

    side: int
    weight: F64
    """[F]."""
    target_m: F64
    """[F, 3] or [3]: where the palm goes, in ``space``."""
    space: Literal["set", "chest", "root"] = "chest"
    """``chest``: relative to the shoulder joint in chest axes at 1.72 m; ``root``: relative to the actor's mark, at 1.72 m."""
    elbow_out: float = 0.0
    elbow_up: float = 0.0
    wrist: tuple[float, float, float] = (0.0, 0.0, 0.0)
    """Pitch, yaw, roll of the hand on the forearm."""
    stretch: bool = True
    """Whether the spine helps when the arm is too short."""
    flat: float = 0.0
    """1: the hand lies on level ground, palm down, bent at the wrist; 0: it goes on along the forearm."""
    flat_yaw: float = 0.0
    """Where the fingers of a flat hand point: so far to the outside of the actor's ahead."""
    palm: F64 | None = None
    """[F, 3] or [3]: which way the palm faces, in ``space`` (``chest`` mirrors like the target); the wrist turns as far as it can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaze:
    """A look at a point of the set."""

    weight: F64
    """[F]."""
    target_m: F64
    """[F, 3] or [3]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Controls:
    """One person's controls on every frame. Arrays are written in place while layers are laid; lengths at full scale.

    Angles are (pitch, yaw, roll): pitch bends forward, yaw turns to the left (+X), roll lifts the left side.
    """

    scale: float
    root_m: F64
    """[F, 3]."""
    root_yaw: F64
    hips_m: F64
    """[F, 3] offset from the standing hips, in root axes."""
    hips: F64
    """[F, 3]."""
    spine: F64
    head: F64
    """[F, 3] beyond what gaze and steadying do."""
    jaw: F64
    """[F] radians open."""
    ankle_m: F64
    """[2, F, 3] in set space."""
    foot: F64
    """[2, F, 3] pitch (heel up), yaw in set space, roll."""
    toes: F64
    """[2, F]."""
    shrug_m: F64
    """[2, F] shoulders lifted."""
    arm_m: F64
    """[2, F, 3] palm relative to the shoulder joint, chest axes, before reaches."""
    tremor_m: F64
    """[2, F, 3] added to the palms after all reaches."""
    air: F64
    """[2, F] 1 while the foot swings: its leg may fall short of the plan to stay supple."""
    free: F64
    """[2, F] 1 where the leg may be shortened by any height (airborne or folded), 0 where the hips must keep it in reach."""
    face: F64
    """[F, poses] weights of ``face_poses.NAMES``."""
    lips_free: F64
    """[F] 1 where moods may part the lips, 0 where a sound keeps them shut."""
    eyes: F64
    """[F, 2] pitch and yaw of the eyes beyond where gazes turn them."""
    grip: F64
    """[2, F] how far each hand is closed: 0 flat, 0.35 relaxed, 1 a fist; ``hands.grip_for`` of a handle."""
    pointing: F64
    """[2, F] 1 where the index finger is straight."""
    legs_m: float = 0.0
    """How much higher the hips stand than an adult's would at this stature: below 0 for the short legs of a child."""
    fps: int = 24
    reaches: list[Reach] = field(default_factory=list)
    gazes: list[Gaze] = field(default_factory=list)


def standing(skeleton: Skeleton, root_m: F64, root_yaw: F64, fps: int = 24) -> Controls:
    """Return the plain stand on [F, 3] marks facing [F] yaws; feet are for the gait to place."""
    frames = len(root_yaw)
    scale = skeleton.stature_m / 1.72
    arm = np.array([[0.155, -0.575, 0.075], [-0.155, -0.575, 0.075]]) * scale
    return Controls(
        scale=scale,
        root_m=root_m,
        root_yaw=root_yaw,
        hips_m=np.tile(np.array([0.0, -0.012 * scale, 0.0]), (frames, 1)),
        hips=np.zeros((frames, 3)),
        spine=np.zeros((frames, 3)),
        head=np.zeros((frames, 3)),
        jaw=np.zeros(frames),
        ankle_m=np.zeros((2, frames, 3)),
        foot=np.zeros((2, frames, 3)),
        toes=np.zeros((2, frames)),
        shrug_m=np.zeros((2, frames)),
        arm_m=np.repeat(arm[:, None, :], frames, axis=1),
        tremor_m=np.zeros((2, frames, 3)),
        air=np.zeros((2, frames)),
        free=np.zeros((2, frames)),
        face=np.zeros((frames, len(NAMES))),
        lips_free=np.ones(frames),
        eyes=np.zeros((frames, 2)),
        grip=np.full((2, frames), 0.35),
        pointing=np.zeros((2, frames)),
        legs_m=float(skeleton.rest_offsets_m[skeleton.index("hips"), 1]) - 0.955 * scale,
        fps=fps,
    )


def in_set(controls: Controls, local_m: F64) -> F64:
    """Return points [F, 3] or [3] of root axes in set space."""
    sine, cosine = np.sin(controls.root_yaw), np.cos(controls.root_yaw)
    x, y, z = local_m[..., 0], local_m[..., 1], local_m[..., 2]
    turned = np.stack(np.broadcast_arrays(cosine * x + sine * z, y, cosine * z - sine * x), axis=-1)
    return np.asarray(controls.root_m + turned)


def in_root(controls: Controls, point_m: F64) -> F64:
    """Return points [F, 3] or [3] of set space in root axes."""
    delta = point_m - controls.root_m
    sine, cosine = np.sin(controls.root_yaw), np.cos(controls.root_yaw)
    return np.stack(
        [cosine * delta[..., 0] - sine * delta[..., 2], delta[..., 1], sine * delta[..., 0] + cosine * delta[..., 2]], axis=-1
    )
