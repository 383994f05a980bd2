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
        "Mouth": (7.0, 10.6, -5.8), "upperLip": (0, 3.0, -1.8), "lowerLip": (0, 0.4, -1.8), "jaw": (0, 0, 0, 0.045),
        "Lid": (0, 0, 0, 0.07), "LowerLid": (0, 0, 0, -0.20), "Brow": (0.6, 2.8, 0),
    },
    "angry": {
        "Brow": (-3.8, -6.4, 2.2, 0, 0, 0.34), "Lid": (0, 0, 0, 0.08), "LowerLid": (0, 0, 0, -0.13), "Mouth": (-0.4, -3.8, 0.2),
        "upperLip": (0, 0.9, 0.8), "lowerLip": (0, 1.2, 1.2),
    },
    "sad": {
        "Brow": (-2.8, 3.0, 0.4, 0, 0, -0.46), "Lid": (0, 0, 0, 0.17), "LowerLid": (0, 0, 0, -0.05), "Mouth": (-0.8, -6.8, -1.0),
        "upperLip": (0, 0.2, 0), "lowerLip": (0, 1.6, 2.2),
    },
    "afraid": {
        "Brow": (-3.4, 7.2, 0.4, 0, 0, -0.30), "Lid": (0, 0, 0, -0.27), "LowerLid": (0, 0, 0, 0.03), "Mouth": (4.0, -3.6, -3.6),
        "jaw": (0, 0, 0, 0.065), "lowerLip": (0, -2.2, -0.8), "upperLip": (0, 0.4, -0.6),
    },
    "surprised": {
        "Brow": (0, 9.0, 0, 0, 0, 0.04), "Lid": (0, 0, 0, -0.28), "LowerLid": (0, 0, 0, 0.06), "Mouth": (-3.6, 0.2, 1.6),
        "jaw": (0, 0, 0, 0.15), "upperLip": (0, 0.8, 1.0), "lowerLip": (0, -0.4, 1.0),
    },
    "disgusted": {
        "Brow": (-2.6, -4.4, 1.2, 0, 0, 0.12), "Lid": (0, 0, 0, 0.20), "LowerLid": (0, 0, 0, -0.20), "Mouth": (1.4, -2.4, -1.0),
        "upperLip": (0, 4.2, 1.6), "lowerLip": (0, 0.9, 1.8), "jaw": (0, 0, 0, 0.012),
    },
    "relaxed": {"Lid": (0, 0, 0, 0.09), "Mouth": (1.4, 1.5, -0.8), "Brow": (0, 0.8, 0)},
    "pained": {
        "Brow": (-3.8, -3.6, 1.6, 0, 0, -0.16), "Lid": (0, 0, 0, 0.40), "LowerLid": (0, 0, 0, -0.20), "Mouth": (4.0, 0.4, -3.0),
        "upperLip": (0, 2.4, 0), "lowerLip": (0, -1.6, 0), "jaw": (0, 0, 0, 0.02),
    },
    "doubtful": {
        "leftBrow": (0, 5.0, 0, 0, 0, 0.10), "rightBrow": (1.2, -2.4, 0.8, 0, 0, -0.12), "Lid": (0, 0, 0, 0.06),
        "leftMouth": (0.6, 0.8, 0), "rightMouth": (-2.0, -1.6, -1.0),
    },
    "tense": {
        "Brow": (-2.4, -3.4, 1.2, 0, 0, 0.10), "Lid": (0, 0, 0, 0.02), "LowerLid": (0, 0, 0, -0.10), "Mouth": (0.4, -1.0, 0.2),
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
