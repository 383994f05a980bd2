"""What a face can do: every blink, mood and mouth shape as small moves of the face's joints, mixed by weight."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from redearth.stage.parts import F64

Moves = Mapping[str, tuple[float, ...]]
"""Joint (of the left side, mirrored for the right) -> (left, up, ahead in mm[, pitch, yaw, roll in radians])."""
SHUT_RAD, RAISED_RAD = 0.66, 0.22
"""Turns of the lids about the eye's own axis: the lower lid rises to meet the upper one."""
OPEN_RAD, WIDE_OPEN_RAD = -0.30, 0.10
EXPRESSIONS = ("happy", "angry", "sad", "afraid", "surprised", "disgusted", "relaxed", "pained", "doubtful", "tense", "alert")
VISEMES = ("A", "B", "C", "D", "E", "F", "G", "H")
"""Mouth shapes of ``voice.model.Viseme``; the jaw is a control of its own."""
POSES: Mapping[str, Moves] = {
    "blink": {"Lid": (0, 0, 0, SHUT_RAD), "LowerLid": (0, 0, 0, -RAISED_RAD), "Brow": (0, -0.4, 0)},
    "happy": {
        "Mouth": (5.2, 8.6, -4.8), "upperLip": (0, 2.4, -1.6), "lowerLip": (0, 1.2, -1.6), "jaw": (0, 0, 0, 0.022),
        "Lid": (0, 0, 0, 0.06), "LowerLid": (0, 0, 0, -0.17), "Brow": (0, 1.8, 0),
    },
    "angry": {
        "Brow": (-3.0, -4.6, 1.6, 0, 0, 0.26), "Lid": (0, 0, 0, 0.10), "LowerLid": (0, 0, 0, -0.11), "Mouth": (-1.0, -2.6, 0.5),
        "upperLip": (0, -0.3, 0.6), "lowerLip": (0, 1.4, 0.8),
    },
    "sad": {
        "Brow": (-2.4, 2.2, 0.4, 0, 0, -0.36), "Lid": (0, 0, 0, 0.15), "LowerLid": (0, 0, 0, -0.05), "Mouth": (-0.6, -5.4, -0.8),
        "upperLip": (0, 0.2, 0), "lowerLip": (0, 1.2, 1.6),
    },
    "afraid": {
        "Brow": (-3.0, 5.6, 0.4, 0, 0, -0.22), "Lid": (0, 0, 0, -0.22), "LowerLid": (0, 0, 0, -0.02), "Mouth": (3.0, -2.8, -3.0),
        "jaw": (0, 0, 0, 0.055), "lowerLip": (0, -1.6, -0.8), "upperLip": (0, 0.4, -0.6),
    },
    "surprised": {
        "Brow": (0, 7.0, 0, 0, 0, 0.03), "Lid": (0, 0, 0, -0.24), "LowerLid": (0, 0, 0, 0.05), "Mouth": (-3.2, 0.2, 1.4),
        "jaw": (0, 0, 0, 0.13), "upperLip": (0, 0.8, 1.0), "lowerLip": (0, -0.4, 1.0),
    },
    "disgusted": {
        "Brow": (-2.2, -3.6, 1.0, 0, 0, 0.10), "Lid": (0, 0, 0, 0.20), "LowerLid": (0, 0, 0, -0.20), "Mouth": (1.4, -1.6, -1.0),
        "upperLip": (0, 3.6, 1.4), "lowerLip": (0, 0.9, 1.8), "jaw": (0, 0, 0, 0.012),
    },
    "relaxed": {"Lid": (0, 0, 0, 0.09), "Mouth": (1.4, 1.5, -0.8), "Brow": (0, 0.8, 0)},
    "pained": {
        "Brow": (-3.2, -2.6, 1.2, 0, 0, -0.10), "Lid": (0, 0, 0, 0.40), "LowerLid": (0, 0, 0, -0.20), "Mouth": (4.0, 0.4, -3.0),
        "upperLip": (0, 2.4, 0), "lowerLip": (0, -1.6, 0), "jaw": (0, 0, 0, 0.02),
    },
    "doubtful": {
        "leftBrow": (0, 5.0, 0, 0, 0, 0.10), "rightBrow": (1.2, -2.4, 0.8, 0, 0, -0.12), "Lid": (0, 0, 0, 0.06),
        "leftMouth": (0.6, 0.8, 0), "rightMouth": (-2.0, -1.6, -1.0),
    },
    "tense": {
        "Brow": (-1.8, -2.2, 0.8, 0, 0, 0.06), "Lid": (0, 0, 0, 0.02), "LowerLid": (0, 0, 0, -0.10), "Mouth": (0.4, -1.0, 0.2),
        "upperLip": (0, -0.5, -0.6), "lowerLip": (0, 0.8, -0.6),
    },
    "alert": {"Brow": (-1.0, 2.6, 0, 0, 0, -0.06), "Lid": (0, 0, 0, -0.15), "LowerLid": (0, 0, 0, -0.02)},
    "A": {"upperLip": (0, -0.6, -0.8), "lowerLip": (0, 0.8, -0.6), "Mouth": (-0.4, 0, 0)},
    "B": {"Mouth": (3.2, 0.5, -2.0), "upperLip": (0, 1.5, -0.4), "lowerLip": (0, -1.6, -0.4)},
    "C": {"Mouth": (1.2, 0.2, -0.8), "upperLip": (0, 1.2, 0), "lowerLip": (0, -1.2, 0)},
    "D": {"upperLip": (0, 1.6, 0), "lowerLip": (0, -1.4, 0), "Mouth": (0.4, 0, -0.4)},
    "E": {"Mouth": (-4.4, 0, 2.6), "upperLip": (0, 1.0, 2.8), "lowerLip": (0, -1.0, 2.8)},
    "F": {"Mouth": (-7.6, 0, 4.6), "upperLip": (0, 0.6, 5.0), "lowerLip": (0, -0.6, 5.0)},
    "G": {"lowerLip": (0, 2.4, -3.2), "upperLip": (0, 2.2, 0.6), "Mouth": (0.8, 0, -0.4)},
    "H": {"Mouth": (1.0, 0, -0.6), "upperLip": (0, 1.2, 0), "lowerLip": (0, -1.4, 0)},
}  # fmt: skip
NAMES = tuple(POSES)
CENTRE_JOINTS = ("jaw", "upperLip", "lowerLip")
SIDE_PARTS = ("Eye", "Lid", "LowerLid", "Brow", "Mouth")
JOINTS = (*CENTRE_JOINTS, *("left" + part for part in SIDE_PARTS), *("right" + part for part in SIDE_PARTS))
_MIRROR = np.array([-1.0, 1.0, 1.0, 1.0, -1.0, -1.0])


def _table() -> F64:
    """Return [poses, joints, 6]: metres left, up, ahead and radians pitch, yaw, roll at full weight, at 1.72 m."""
    table = np.zeros((len(NAMES), len(JOINTS), 6))
    for row, name in enumerate(NAMES):
        for part, moves in POSES[name].items():
            value = np.zeros(6)
            value[: len(moves)] = moves
            value[:3] *= 1e-3
            if part in JOINTS:
                table[row, JOINTS.index(part)] += value
                continue
            table[row, JOINTS.index("left" + part)] += value
            table[row, JOINTS.index("right" + part)] += value * _MIRROR
    return table


TABLE = _table()
