"""A face over time as weights with the names of VRM's presets, so that any face with morph targets plays what the built-in ones play."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

F32 = NDArray[np.float32]
MOUTHS = ("aa", "ih", "ou", "ee", "oh")
MOODS = ("happy", "angry", "sad", "relaxed", "surprised")
PRESETS = (*MOUTHS, "blink", *MOODS)
"""VRM 1.0 expression presets (VRMC_vrm-1.0, expressions.md) that every biped's track has."""
GAZE_YAW, GAZE_PITCH = "gaze_yaw_rad", "gaze_pitch_rad"


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceTrack:
    """What a face does on every frame of a scene."""

    weights: Mapping[str, F32]
    """[F] of 0 … 1 for each of ``PRESETS``; mouths and moods add up to no more than about 1 each."""
    gaze_yaw_rad: F32
    """[F] how far the eyes turn to their left (+X) in the head."""
    gaze_pitch_rad: F32
    """[F] how far the eyes turn down in the head."""

    def curves(self) -> dict[str, F32]:
        """Return all of it as ``ActorTake.face`` holds it: the presets' weights, ``gaze_yaw_rad`` and ``gaze_pitch_rad``."""
        return {**self.weights, GAZE_YAW: self.gaze_yaw_rad, GAZE_PITCH: self.gaze_pitch_rad}
