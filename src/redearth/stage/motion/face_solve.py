"""From weights and gaze to the face's joints: one table product for all poses, then eyes, lids and what hangs on the jaw."""

from __future__ import annotations

import numpy as np

from redearth.stage.motion import quat
from redearth.stage.motion.controls import Controls
from redearth.stage.motion.face_poses import EXPRESSIONS, JOINTS, NAMES, OPEN_RAD, RAISED_RAD, SHUT_RAD, TABLE, WIDE_OPEN_RAD
from redearth.stage.parts import F64, Skeleton

_LID_AXIS = np.array([0.978, 0.068, -0.196])
"""The left eye's, from the inner to the outer corner (``cast.eyes``)."""
_MOODS = np.array([name in EXPRESSIONS for name in NAMES])
_LIPS = [JOINTS.index(name) for name in ("jaw", "upperLip", "lowerLip")]
_FLAT_TABLE = TABLE.reshape(len(NAMES), -1)
_SIDES = {side: {part: JOINTS.index(side + part) for part in ("Eye", "Lid", "LowerLid", "Mouth")} for side in ("left", "right")}
_APART_M = 0.063
"""Between the adult's eyes."""
_LID_DOWN, _LID_UP, _LOWER_DOWN = 0.62, 0.75, 0.30
"""How much of the eyes' pitch the lids follow."""


def face_turns(controls: Controls, skeleton: Skeleton, eyes: F64) -> tuple[F64, F64]:
    """Return moves [F, 13, 3] in metres and local turns [F, 13, 4] of ``face_poses.JOINTS``; ``eyes`` is [F, 2] from ``gaze.eye_turns``.

    The jaw's turn is that of the controls and of the moods together.
    """
    weights = controls.face
    moods, moves = mixed(weights * _MOODS, _FLAT_TABLE), mixed(weights * ~_MOODS, _FLAT_TABLE)
    moods, moves = moods.reshape(-1, len(JOINTS), 6), moves.reshape(-1, len(JOINTS), 6)
    moods[:, _LIPS] *= controls.lips_free[:, None, None]
    moves += moods
    moves[:, 0, 3] = np.maximum(moves[:, 0, 3] + controls.jaw, 0.0)
    pitch, yaw = eyes[:, 0], eyes[:, 1]
    for side, part in _SIDES.items():
        moves[:, part["Eye"], 3], moves[:, part["Eye"], 4] = pitch, yaw
        upper = moves[:, part["Lid"], 3] + np.where(pitch > 0, _LID_DOWN, _LID_UP) * pitch * _open(weights)
        lower = moves[:, part["LowerLid"], 3] + _LOWER_DOWN * np.maximum(pitch, 0.0) * _open(weights)
        axis = _LID_AXIS * np.array([1.0, 1.0, 1.0] if side == "left" else [1.0, -1.0, -1.0])
        moves[:, part["Lid"], 3:] = np.clip(upper, OPEN_RAD, SHUT_RAD)[:, None] * axis
        moves[:, part["LowerLid"], 3:] = np.clip(lower, -RAISED_RAD, WIDE_OPEN_RAD)[:, None] * axis
    places_m = moves[..., :3] * _size(skeleton)
    for side, part in _SIDES.items():
        places_m[:, part["Mouth"]] += _hanging(moves[:, 0, 3], skeleton, side)
    return places_m, _turns(moves[..., 3:])


def mixed(weights: F64, table: F64) -> F64:
    """Return [F, C], the product of weights [F, poses] with a table [poses, C]; only the few poses in use cost anything."""
    out = np.zeros((len(weights), table.shape[1]))
    for pose in np.flatnonzero(weights.any(axis=0)):
        shown = np.flatnonzero(weights[:, pose])
        first, last = int(shown[0]), int(shown[-1]) + 1
        out[first:last] += weights[first:last, pose, None] * table[pose]
    return out


def _size(skeleton: Skeleton) -> float:
    """Return how large the face is, 1 for the adult's: a child's is larger than its stature says."""
    apart = skeleton.rest_offsets_m[skeleton.index("leftEye"), 0] - skeleton.rest_offsets_m[skeleton.index("rightEye"), 0]
    return float(apart) / _APART_M


def _open(weights: F64) -> F64:
    """Shut lids lie where they lie, wherever the eyes turn under them."""
    return np.asarray(1.0 - np.clip(weights[:, NAMES.index("blink")], 0.0, 1.0))


def _hanging(jaw_rad: F64, skeleton: Skeleton, side: str) -> F64:
    """Return how far the corner of the mouth is drawn along by the jaw, [F, 3]: half as far as the lip."""
    offset = skeleton.rest_offsets_m[skeleton.index(side + "Mouth")] - skeleton.rest_offsets_m[skeleton.index("jaw")]
    return np.asarray(quat.rotate(quat.about(0, 0.5 * jaw_rad), offset) - offset)


def _turns(vectors: F64) -> F64:
    """Return quaternions [..., 4] of rotation vectors [..., 3]."""
    angle = np.sqrt((vectors * vectors).sum(-1, keepdims=True))
    half = 0.5 * angle
    return np.concatenate([np.cos(half), vectors * (np.sin(half) / np.maximum(angle, 1e-12))], axis=-1)
