"""The controls of a person: what layers write and blend, and what the body is solved from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

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
    wrist: tuple[float, float, float] = (0.0, 0.0, 0.0)
    """Pitch, yaw, roll of the hand on the forearm."""
    stretch: bool = True
    """Whether the spine helps when the arm is too short."""


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
    grip: F64
    """[2, F] how far the fingers close: 0 open … 1 a fist; layers write the largest."""
    reaches: list[Reach] = field(default_factory=list)
    gazes: list[Gaze] = field(default_factory=list)


def standing(skeleton: Skeleton, root_m: F64, root_yaw: F64) -> Controls:
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
        grip=np.zeros((2, frames)),
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
