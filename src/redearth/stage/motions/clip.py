"""A recorded motion in terms of our biped: how every bone turned from a T-pose, where the hips went, and by which clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from redearth.stage.container import read_container, write_container
from redearth.stage.parts import F64

_KIND = "redearth.stage.clip/1"
RATE_FPS = 30
"""Clips are kept at this rate, whatever they were recorded at."""
LONGEST_S = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A motion of F samples at ``RATE_FPS`` that starts on the origin and faces +Z, Y up."""

    bones: tuple[str, ...]
    """Names of our biped's joints, parents before children; ``hips`` is first."""
    turns: F64
    """[F, B, 4] rotations (w, x, y, z) of each bone in the space of the motion, from the T-pose in which all are identities."""
    rest_along: F64
    """[B, 3] unit direction of each bone in the source's own rest, zero where it has none."""
    hips_m: F64
    """[F, 3] places of the hips, in metres, for a body of ``leg_m``."""
    root: F64
    """[F, 3] x and z in metres and yaw: the line on which the body is carried, smooth, (0, 0, 0) at the start."""
    leg_m: float
    """Length of the source's leg, from hip to ankle."""
    faces: Mapping[str, NDArray[np.float64]]
    """[F] weights of facial expressions by VRM's names."""

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return max(len(self.turns) - 1, 1) / RATE_FPS


def write_clip(path: Path, clip: Clip) -> None:
    """Write a clip as plain arrays; equal clips are equal bytes."""
    arrays = {
        "turns": clip.turns.astype(np.float32),
        "rest_along": clip.rest_along.astype(np.float32),
        "hips_m": clip.hips_m.astype(np.float32),
        "root": clip.root.astype(np.float32),
        **{f"face/{name}": np.asarray(weights, np.float32) for name, weights in clip.faces.items()},
    }
    write_container(path, _KIND, {"bones": list(clip.bones), "leg_m": clip.leg_m}, arrays)


def read_clip(path: Path) -> Clip:
    """Read what :func:`write_clip` wrote; raises a ``stage.container`` fault when it is broken."""
    header, arrays = read_container(path, _KIND)
    return Clip(
        bones=tuple(header["bones"]),
        turns=arrays["turns"].astype(float),
        rest_along=arrays["rest_along"].astype(float),
        hips_m=arrays["hips_m"].astype(float),
        root=arrays["root"].astype(float),
        leg_m=float(header["leg_m"]),
        faces={name[5:]: values.astype(float) for name, values in arrays.items() if name.startswith("face/")},
    )
