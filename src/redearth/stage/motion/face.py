"""A face over time as weights with the names of VRM's presets, so that any face with morph targets plays what the built-in ones play."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from redearth.stage.motion.controls import Controls
from redearth.stage.motion.face_poses import NAMES
from redearth.stage.motion.face_solve import mixed
from redearth.stage.parts import F64

F32 = NDArray[np.float32]
MOUTHS = ("aa", "ih", "ou", "ee", "oh")
MOODS = ("happy", "angry", "sad", "relaxed", "surprised")
PRESETS = (*MOUTHS, "blink", *MOODS)
"""VRM 1.0 expression presets (VRMC_vrm-1.0, expressions.md) that every biped's track has."""
_SHOWN: Mapping[str, Mapping[str, float]] = {
    "B": {"ih": 0.35, "ee": 0.45}, "C": {"aa": 0.25, "ih": 0.35}, "D": {"aa": 0.95}, "E": {"oh": 0.95}, "F": {"ou": 1.0}, "G": {"ih": 0.2}, "H": {"aa": 0.15, "ih": 0.35},
    "blink": {"blink": 1.0}, "happy": {"happy": 1.0}, "angry": {"angry": 1.0}, "sad": {"sad": 1.0}, "surprised": {"surprised": 1.0}, "relaxed": {"relaxed": 1.0},
    "afraid": {"surprised": 0.55, "sad": 0.45}, "disgusted": {"angry": 0.65}, "pained": {"sad": 0.5, "angry": 0.35}, "doubtful": {"angry": 0.2}, "tense": {"angry": 0.4}, "alert": {"surprised": 0.25},
}  # fmt: skip
"""Pose of ``face_poses`` -> weights of presets."""
_MIXED = np.array([[_SHOWN.get(name, {}).get(preset, 0.0) for preset in PRESETS] for name in NAMES])
_AJAR_RAD = 0.24
"""A jaw this far open is a whole ``aa`` when nothing is said."""
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


def face_weights(poses: F64, jaw_rad: F64) -> dict[str, F32]:
    """Return [F] weights by preset of pose weights [F, poses] (``face_poses.NAMES``) and the jaw's opening [F]."""
    shown = mixed(poses, _MIXED)
    said = shown[:, : len(MOUTHS)].sum(axis=1)
    shown[:, 0] += np.clip(jaw_rad / _AJAR_RAD - said, 0.0, 1.0)
    return {preset: np.clip(shown[:, column], 0.0, 1.0).astype(np.float32) for column, preset in enumerate(PRESETS)}


def face_track(controls: Controls, eyes: F64 | None) -> FaceTrack:
    """Return what a person's face does, from the controls and the solved turns of the eyes [F, 2]."""
    turn = np.zeros((len(controls.jaw), 2)) if eyes is None else eyes
    return FaceTrack(
        weights=face_weights(controls.face, controls.jaw),
        gaze_yaw_rad=turn[:, 1].astype(np.float32),
        gaze_pitch_rad=turn[:, 0].astype(np.float32),
    )
